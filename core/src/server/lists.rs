//! Field values that are lists (RFC 9110 5.6.1).

use crate::message::Message;

/// The elements of a field in all its lines. A comma in double quotes parts nothing.
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
pub fn split<'a>(value: &'a str, mark: u8, out: &mut Vec<&'a str>) {
    let (mut quoted, mut escaped, mut start) = (false, false, 0);
    for (at, byte) in value.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if byte == mark && !quoted => {
                push(value.get(start..at), out);
                start = at + 1;
            }
            _ => {}
        }
    }
    push(value.get(start..), out);
}

fn push<'a>(part: Option<&'a str>, out: &mut Vec<&'a str>) {
    let part = part.unwrap_or_default().trim_ascii();
    if !part.is_empty() {
        out.push(part);
    }
}

/// A number of digits only; more than eighteen of them are more than anything here.
pub fn number(text: &str) -> Option<u64> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let text = text.trim_start_matches('0');
    if text.len() > 18 {
        return Some(u64::MAX);
    }
    Some(text.bytes().fold(0, |sum, byte| sum * 10 + u64::from(byte - b'0')))
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
        assert_eq!(number("99999999999999999999999"), Some(u64::MAX));
    }
}
