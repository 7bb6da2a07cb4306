//! Queries and percent-encoding as browsers read and write them (WHATWG URL, sections 1.3 and 5).
//!
//! Our own because the crates for it weigh 1.5 KB brotli more; the tests compare with them.

/// The names and values of a query without its question mark.
#[must_use]
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for part in query.split('&') {
        if !part.is_empty() {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            pairs.push((decoded(name, true), decoded(value, true)));
        }
    }
    pairs
}

/// Appends `name=value` to a query, with `&` in front unless it is the first; an empty query gets
/// its question mark. A comma and a tilde stay as they are: they separate our own words. So do slash
/// and colon: legal in a query, and addresses in it can be read.
#[inline(never)]
pub fn push(query: &mut String, name: &str, value: &str) {
    query.push(if query.is_empty() { '?' } else { '&' });
    encode(query, name);
    query.push('=');
    encode(query, value);
}

fn encode(out: &mut String, text: &str) {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'*' | b'-' | b'.' | b'_' | b',' | b'~' | b'/' | b':' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                out.push(char::from(byte))
            }
            _ => {
                out.push('%');
                for half in [byte >> 4, byte & 15] {
                    out.extend(DIGITS.get(usize::from(half)));
                }
            }
        }
    }
}

/// A text with its percent-encoded bytes decoded, and `+` as a space if `plus` says so. What is no
/// UTF-8 becomes U+FFFD.
#[must_use]
#[inline(never)]
pub fn decoded(text: &str, plus: bool) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let mut digit = || ahead.next().and_then(|digit| char::from(digit).to_digit(16));
        match byte {
            b'%' => match (digit(), digit()) {
                (Some(high), Some(low)) => {
                    bytes.push((high << 4 | low) as u8);
                    rest = ahead;
                }
                _ => bytes.push(byte),
            },
            b'+' if plus => bytes.push(b' '),
            _ => bytes.push(byte),
        }
    }
    readable(&bytes)
}

pub(crate) fn readable(mut bytes: &[u8]) -> String {
    let mut text = String::new();
    loop {
        let (good, bad) = match core::str::from_utf8(bytes) {
            Ok(_) => (bytes, &[][..]),
            Err(error) => bytes.split_at(error.valid_up_to()),
        };
        text.push_str(core::str::from_utf8(good).unwrap_or_default());
        let Some((_, after)) = bad.split_first() else { return text };
        text.push(char::REPLACEMENT_CHARACTER);
        bytes = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_the_crate(query: &str) -> Vec<(String, String)> {
        form_urlencoded::parse(query.as_bytes()).into_owned().collect()
    }

    #[test]
    fn broken_bytes_are_shown_as_such() {
        assert_eq!(decoded("%F0%28a%8C%c3%a9%", false), "\u{fffd}(a\u{fffd}é%");
        assert_eq!(decoded("a+%2b%zz%4", true), "a +%zz%4");
        assert_eq!(decoded("a+b", false), "a+b");
        assert_eq!(pairs("&&a&=b&c=d=e"), by_the_crate("&&a&=b&c=d=e"));
    }

    proptest! {
        #[test]
        fn writes_what_the_crate_reads(all in proptest::collection::vec((".{0,12}", ".{0,12}"), 1..5)) {
            let mut query = String::new();
            for (name, value) in &all {
                push(&mut query, name, value);
            }
            prop_assert_eq!(by_the_crate(query.strip_prefix('?').unwrap_or_default()), all.clone());
            let mut same = form_urlencoded::Serializer::new(String::new());
            same.extend_pairs(&all);
            let mut plain = query.clone();
            for (kept, coded) in [(',', "%2C"), ('~', "%7E"), ('/', "%2F"), (':', "%3A")] {
                plain = plain.replace(kept, coded);
            }
            prop_assert_eq!(plain, ["?", &same.finish()].concat());
        }

        #[test]
        fn reads_what_the_crate_reads(query in "([a-z+=&,é]|%[0-7][0-9a-fA-F]|%C3%A9|%){0,20}") {
            prop_assert_eq!(pairs(&query), by_the_crate(&query));
        }

        #[test]
        fn never_panics(text in "(%|\\PC|[0-9A-F]){0,30}", plus: bool) {
            prop_assert!(decoded(&text, plus).len() <= text.len() * 3);
        }
    }
}
