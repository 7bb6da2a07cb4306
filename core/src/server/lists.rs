//! Field values that are lists (RFC 9110 5.6.1).

use crate::message::Message;

/// The elements of a field in all its lines. A comma in double quotes parts nothing.
#[inline(never)]
pub fn elements<'a>(message: &Message<'a>, name: &str) -> Vec<&'a str> {
    let mut all = Vec::new();
    for field in &message.fields {
        if field.name.eq_ignore_ascii_case(name) {
            split(field.value, b',', &mut all);
        }
    }
    all
}

/// Splits at a mark outside of double quotes; white space around the parts goes, as do empty parts.
#[inline(never)]
pub fn split<'a>(value: &'a str, mark: u8, out: &mut Vec<&'a str>) {
    let (mut quoted, mut escaped, mut start) = (false, false, 0);
    // The end is a mark, too, even within quotes.
    for at in 0..=value.len() {
        let byte = value.as_bytes().get(at).copied();
        if byte.is_none() || byte == Some(mark) && !quoted {
            let part = value.get(start..at).unwrap_or_default().trim_ascii();
            if !part.is_empty() {
                out.push(part);
            }
            start = at + 1;
        } else if !escaped && byte == Some(b'"') {
            quoted = !quoted;
        }
        escaped = quoted && !escaped && byte == Some(b'\\');
    }
}

/// A number of digits only; what is too large counts as the largest.
#[inline(never)]
pub fn number(text: &str) -> Option<usize> {
    let mut sum = 0_usize;
    for byte in text.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        sum = sum.saturating_mul(10).saturating_add(usize::from(byte & 15));
    }
    (!text.is_empty()).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_in_quotes_part_nothing() {
        let mut parts = Vec::new();
        split(" \"a,b\" ,, W/\"c\" , x; y=\"\\\",\", z", b',', &mut parts);
        assert_eq!(parts, ["\"a,b\"", "W/\"c\"", "x; y=\"\\\",\"", "z"]);
        parts.clear();
        split("\"open, a", b',', &mut parts);
        assert_eq!(parts, ["\"open, a"]);
    }

    #[test]
    fn numbers_are_digits() {
        assert_eq!((number("0"), number("007"), number("12")), (Some(0), Some(7), Some(12)));
        assert_eq!((number(""), number("+1"), number("1 "), number("-1")), (None, None, None, None));
        assert_eq!(number("99999999999999999999999"), Some(usize::MAX));
    }
}
