//! Content negotiation (RFC 9110 12): which representation fits best what the client accepts.

use super::lists::{elements, split};
use super::model::Version;
use super::words::{add, halves};
use crate::message::Message;

/// The quality of an element, in thousandths (RFC 9110 12.4.2); none if it is malformed.
fn quality(text: &str) -> Option<u16> {
    let mut digits = text.bytes();
    let mut thousandths =
        digits.next().filter(|digit| matches!(digit, b'0' | b'1')).map(|digit| u16::from(digit & 1))?;
    if digits.next().unwrap_or(b'.') != b'.' || digits.len() > 3 {
        return None;
    }
    for _ in 0..3 {
        let digit = digits.next().unwrap_or(b'0');
        if !digit.is_ascii_digit() {
            return None;
        }
        thousandths = thousandths * 10 + u16::from(digit & 15);
    }
    (thousandths <= 1_000).then_some(thousandths)
}

/// How exactly a range of a field names what a representation has; 0 for not at all.
fn fit(field: usize, has: &str, name: &str, own: &[&str]) -> usize {
    if name == if field > 0 { "*" } else { "*/*" } {
        return 1;
    }
    match field {
        0 => {
            let mut parts = Vec::new();
            split(has, b';', &mut parts);
            let Some((essence, parameters)) = parts.split_first() else { return 0 };
            let (main, _) = halves(essence, b'/');
            if name.strip_suffix("/*").is_some_and(|asked| asked.eq_ignore_ascii_case(main)) {
                2
            } else if name.eq_ignore_ascii_case(essence) {
                let all = own.iter().all(|asked| parameters.iter().any(|has| has.eq_ignore_ascii_case(asked)));
                if own.is_empty() { 3 } else { 4 * usize::from(all) }
            } else {
                0
            }
        }
        // RFC 4647 3.3.1: `de` fits `de-AT`, not the other way round.
        1 => {
            let fits = has.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && matches!(has.as_bytes().get(name.len()), None | Some(b'-'));
            if fits { 1 + name.len() } else { 0 }
        }
        _ => 2 * usize::from(name.eq_ignore_ascii_case(has)),
    }
}

/// How well what a representation has fits one field. The most exact range counts. What is
/// malformed is passed over.
#[inline(never)]
fn weight(request: &Message<'_>, field: usize, version: &Version<'_>) -> u32 {
    let (has, name) = having(version, field);
    let ranges = elements(request, name);
    // Without the field, all are alike. A representation without a language is in none that could be
    // refused. No coding is fine unless it is refused (RFC 9110 12.5.3).
    let open = ranges.is_empty() || field > 0 && has.is_empty();
    let has = if field == 2 && has.is_empty() { "identity" } else { has };
    let (mut best, mut found) = (0, if open { 1_000 } else { 0 });
    for range in ranges {
        let mut parts = Vec::new();
        split(range, b';', &mut parts);
        let Some((name, parameters)) = parts.split_first() else { continue };
        let mut q = Some(1_000);
        let mut own = Vec::new();
        for parameter in parameters {
            match halves(parameter, b'=') {
                ("q" | "Q", Some(value)) => q = quality(value),
                _ => own.push(*parameter),
            }
        }
        let exact = fit(field, has, name, &own);
        if let Some(q) = q.filter(|_| exact > best) {
            (best, found) = (exact, q);
        }
    }
    found.into()
}

/// What a representation has of what is negotiated, and the name of its field.
fn having<'a>(version: &Version<'a>, field: usize) -> (&'a str, &'static str) {
    match field {
        0 => (version.kind, "Accept"),
        1 => (version.language, "Accept-Language"),
        _ => (version.coding, "Accept-Encoding"),
    }
}

/// How well a representation fits what a request accepts; 0: not acceptable.
fn worth(request: &Message<'_>, version: &Version<'_>) -> u32 {
    let mut product = 1;
    for field in 0..3 {
        product *= weight(request, field, version);
    }
    product
}

/// The representation that fits best; of several, the first. `None` if none is acceptable.
#[inline(never)]
pub fn best<'a>(versions: &'a [Version<'a>], request: &Message<'_>) -> Option<&'a Version<'a>> {
    let mut best = (0, None);
    for version in versions {
        let worth = worth(request, version);
        if worth > best.0 {
            best = (worth, Some(version));
        }
    }
    best.1
}

/// The fields by which the representations are chosen, for `Vary`.
#[inline(never)]
pub fn vary(versions: &[Version<'_>]) -> String {
    let mut names = String::new();
    let Some((first, others)) = versions.split_first() else { return names };
    for field in 0..3 {
        let (has, name) = having(first, field);
        if others.iter().any(|other| having(other, field).0 != has) {
            add(&mut names, name);
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
        let message = Message::parse(text).unwrap();
        const VERSIONS: [Version<'static>; 4] = [
            version("text/html;level=1", "en", ""),
            version("text/plain", "de-AT", ""),
            version("image/jpeg", "", ""),
            version("text/html;level=2", "fr", "gzip"),
        ];
        best(&VERSIONS, &message).map_or("none", |version| version.kind).to_owned()
    }

    /// The example of RFC 9110 12.5.1, one value at a time; its last row does not follow from the field.
    #[test]
    fn the_most_exact_range_counts() {
        let text = "GET / HTTP/1.1\nAccept: text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5";
        let message = Message::parse(text).unwrap();
        for (kind, expected) in [
            ("text/plain;format=flowed", 1_000),
            ("text/plain", 700),
            ("text/html", 300),
            ("image/jpeg", 500),
            ("text/plain;format=fixed", 400),
        ] {
            assert_eq!(worth(&message, &version(kind, "", "")), expected * 1_000_000, "{kind}");
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
