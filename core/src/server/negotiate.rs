//! Content negotiation (RFC 9110 12): which representation fits best what the client accepts.

use super::lists::{elements, split};
use super::model::Version;
use crate::message::Message;

/// The quality of an element, in thousandths (RFC 9110 12.4.2); none if it is malformed.
fn quality(text: &str) -> Option<u16> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let fine = matches!(whole, "0" | "1") && rest.len() <= 3 && rest.bytes().all(|byte| byte.is_ascii_digit());
    let mut thousandths = u16::from(whole == "1");
    for place in 0..3 {
        thousandths =
            thousandths * 10 + rest.as_bytes().get(place).map_or(0, |digit| u16::from(digit.wrapping_sub(b'0')));
    }
    (fine && thousandths <= 1_000).then_some(thousandths)
}

/// How well a value fits one field. `fit` tells how exactly a range names it, 0 for not at all;
/// the most exact range counts. What is malformed is passed over.
fn weight(ranges: &[&str], unnamed: u16, fit: &dyn Fn(&str, &[&str]) -> u8) -> u16 {
    let (mut best, mut found) = (0, unnamed);
    for range in ranges {
        let mut parts = Vec::new();
        split(range, b';', &mut parts);
        let Some((name, parameters)) = parts.split_first() else { continue };
        let mut q = Some(1_000);
        let mut own = Vec::new();
        for parameter in parameters {
            match parameter.split_once('=') {
                Some(("q" | "Q", value)) => q = quality(value),
                _ => own.push(*parameter),
            }
        }
        let exact = fit(name, &own);
        if let Some(q) = q.filter(|_| exact > best) {
            (best, found) = (exact, q);
        }
    }
    found
}

fn kind(version: &Version<'_>, name: &str, own: &[&str]) -> u8 {
    let mut parts = Vec::new();
    split(version.kind, b';', &mut parts);
    let (essence, parameters) = parts.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
    let (main, _) = essence.split_once('/').unwrap_or((essence, ""));
    if name == "*/*" {
        1
    } else if name.strip_suffix("/*").is_some_and(|asked| asked.eq_ignore_ascii_case(main)) {
        2
    } else if name.eq_ignore_ascii_case(essence) {
        let all = own.iter().all(|asked| parameters.iter().any(|has| has.eq_ignore_ascii_case(asked)));
        if own.is_empty() { 3 } else { 4 * u8::from(all) }
    } else {
        0
    }
}

/// RFC 4647 3.3.1: `de` fits `de-AT`, not the other way round.
fn language(version: &Version<'_>, name: &str) -> u8 {
    if name == "*" {
        return 1;
    }
    let fits = version.language.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && matches!(version.language.as_bytes().get(name.len()), None | Some(b'-'));
    if fits { 1 + name.len().min(200) as u8 } else { 0 }
}

/// What a request says it accepts.
pub struct Wishes<'a> {
    kinds: Vec<&'a str>,
    languages: Vec<&'a str>,
    codings: Vec<&'a str>,
}

impl<'a> Wishes<'a> {
    pub fn of(request: &Message<'a>) -> Self {
        Self {
            kinds: elements(request, "Accept"),
            languages: elements(request, "Accept-Language"),
            codings: elements(request, "Accept-Encoding"),
        }
    }

    /// How well a representation fits; 0: not acceptable.
    fn weight(&self, version: &Version<'_>) -> u32 {
        // Without the field, all are alike.
        let open = |ranges: &[&str], otherwise: u16| if ranges.is_empty() { 1_000 } else { otherwise };
        let kinds = weight(&self.kinds, open(&self.kinds, 0), &|name, own| kind(version, name, own));
        // A representation without a language is in none that could be refused.
        let otherwise = if version.language.is_empty() { 1_000 } else { open(&self.languages, 0) };
        let languages = weight(&self.languages, otherwise, &|name, _| language(version, name));
        // No coding is fine unless it is refused (RFC 9110 12.5.3).
        let plain = version.coding.is_empty();
        let coding = if plain { "identity" } else { version.coding };
        let otherwise = if plain { 1_000 } else { open(&self.codings, 0) };
        let codings = weight(&self.codings, otherwise, &|name, _| {
            if name.eq_ignore_ascii_case(coding) { 2 } else { u8::from(name == "*") }
        });
        u32::from(kinds) * u32::from(languages) * u32::from(codings)
    }
}

/// The representation that fits best; of several, the first. `None` if none is acceptable.
pub fn best<'a>(versions: &'a [Version<'a>], wishes: &Wishes<'_>) -> Option<&'a Version<'a>> {
    let mut best = (0, None);
    for version in versions {
        let weight = wishes.weight(version);
        if weight > best.0 {
            best = (weight, Some(version));
        }
    }
    best.1
}

/// The fields by which the representations are chosen, for `Vary`.
pub fn vary(versions: &[Version<'_>]) -> String {
    let mut names = String::new();
    let Some((first, others)) = versions.split_first() else { return names };
    let parts: [(&str, bool); 3] = [
        ("Accept", others.iter().any(|other| other.kind != first.kind)),
        ("Accept-Language", others.iter().any(|other| other.language != first.language)),
        ("Accept-Encoding", others.iter().any(|other| other.coding != first.coding)),
    ];
    for (name, differs) in parts {
        if differs {
            if !names.is_empty() {
                names.push_str(", ");
            }
            names.push_str(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const fn version(kind: &'static str, language: &'static str, coding: &'static str) -> Version<'static> {
        Version { kind, language, coding, tag: "", modified: None, content: "" }
    }

    fn wishes(fields: &str) -> String {
        let text: &'static str = format!("GET / HTTP/1.1\n{fields}").leak();
        let wishes = Wishes::of(&Message::parse(text).unwrap());
        const VERSIONS: [Version<'static>; 4] = [
            version("text/html;level=1", "en", ""),
            version("text/plain", "de-AT", ""),
            version("image/jpeg", "", ""),
            version("text/html;level=2", "fr", "gzip"),
        ];
        best(&VERSIONS, &wishes).map_or("none", |version| version.kind).to_owned()
    }

    /// The example of RFC 9110 12.5.1, one value at a time; its last row does not follow from the field.
    #[test]
    fn the_most_exact_range_counts() {
        let text = "GET / HTTP/1.1\nAccept: text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5";
        let wishes = Wishes::of(&Message::parse(text).unwrap());
        for (kind, expected) in [
            ("text/plain;format=flowed", 1_000),
            ("text/plain", 700),
            ("text/html", 300),
            ("image/jpeg", 500),
            ("text/plain;format=fixed", 400),
        ] {
            assert_eq!(wishes.weight(&version(kind, "", "")), expected * 1_000_000, "{kind}");
        }
    }

    #[test]
    fn chooses() {
        for (fields, expected) in [
            ("Host: x", "text/html;level=1"),
            ("Accept: */*", "text/html;level=1"),
            ("Accept: text/plain", "text/plain"),
            ("Accept: TEXT/PLAIN;q=0.5, text/html;q=0.4", "text/plain"),
            ("Accept: application/pdf", "none"),
            ("Accept: text/html;q=0, */*;q=0.1", "text/plain"),
            ("Accept: image/*, text/html;q=0.9", "image/jpeg"),
            ("Accept-Language: de", "text/plain"),
            ("Accept-Language: de-AT-x", "image/jpeg"),
            ("Accept-Language: fr", "image/jpeg"),
            ("Accept-Language: fr\nAccept: text/*\nAccept-Encoding: gzip", "text/html;level=2"),
            ("Accept-Language: fr\nAccept: text/*\nAccept-Encoding: br", "none"),
            ("Accept-Encoding: identity;q=0", "none"),
            ("Accept-Encoding: *;q=0", "none"),
            ("Accept-Encoding: identity;q=0, gzip", "text/html;level=2"),
            // What is malformed is passed over.
            ("Accept: text/plain;q=7, image/jpeg", "image/jpeg"),
            ("Accept: ,;,q=1;", "none"),
        ] {
            assert_eq!(wishes(fields), expected, "{fields}");
        }
    }

    #[test]
    fn qualities() {
        for (text, expected) in [
            ("1", Some(1_000)),
            ("0", Some(0)),
            ("0.5", Some(500)),
            ("0.05", Some(50)),
            ("1.000", Some(1_000)),
            ("0.", Some(0)),
            ("1.1", None),
            ("0.1234", None),
            ("2", None),
            (".5", None),
            ("-1", None),
            ("", None),
        ] {
            assert_eq!(quality(text), expected, "{text}");
        }
    }
}
