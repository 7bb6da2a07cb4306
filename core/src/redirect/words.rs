//! Sentences about redirects, as prose with the marks of [`crate::prose`].

use super::keep::{join, keep};
use crate::sets::Set;
use crate::words::push_number;

/// A sentence with each `$` replaced by the next part. A call with a template is smaller in wasm than
/// one that lists all pieces.
#[inline(never)]
pub fn fill(template: &str, parts: &[&str]) -> &'static str {
    let mut text = String::new();
    let mut parts = parts.iter();
    for (place, piece) in template.split('$').enumerate() {
        if place > 0 {
            text.extend(parts.next().copied());
        }
        text.push_str(piece);
    }
    keep(&text)
}

/// What stands before the first of some ASCII marks; all of the text if there is none.
#[inline(never)]
pub fn before<'a>(text: &'a str, marks: &[u8]) -> &'a str {
    let end = text.bytes().position(|byte| marks.contains(&byte)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The text without some ASCII marks at its ends.
#[inline(never)]
pub fn trim<'a>(text: &'a str, marks: &[u8]) -> &'a str {
    let odd = |byte: &u8| !marks.contains(byte);
    let Some(start) = text.as_bytes().iter().position(odd) else { return "" };
    let end = text.as_bytes().iter().rposition(odd).unwrap_or(0) + 1;
    text.get(start..end).unwrap_or_default()
}

/// The pieces of a field value, without the white space around them (RFC 9110 5.6.3).
#[inline(never)]
pub fn pieces(mut text: &str, mark: u8) -> Vec<&str> {
    let mut out = Vec::new();
    loop {
        let piece = before(text, &[mark]);
        out.push(trim(piece, b" \t"));
        let Some(rest) = text.get(piece.len() + 1..) else { return out };
        text = rest;
    }
}

/// The value of a parameter, such as `Domain` in `Set-Cookie`; empty if it has none.
#[inline(never)]
pub fn parameter(text: &'static str, mark: u8, name: &str) -> Option<&'static str> {
    for piece in pieces(text, mark) {
        let key = before(piece, b"=");
        if key.eq_ignore_ascii_case(name) {
            return Some(piece.get(key.len() + 1..).unwrap_or_default());
        }
    }
    None
}

/// What stands before and after the last `mark`.
#[inline(never)]
pub fn split_last(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = text.as_bytes().iter().rposition(|byte| *byte == mark)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The text with each `mark` replaced.
#[inline(never)]
pub fn replaced(text: &str, mark: char, with: &str) -> &'static str {
    let mut out = String::new();
    for letter in text.chars() {
        if letter == mark {
            out.push_str(with);
        } else {
            out.push(letter);
        }
    }
    keep(&out)
}

/// A number in words of digits.
#[inline(never)]
pub fn number(value: u16) -> &'static str {
    let mut text = String::new();
    push_number(&mut text, value);
    keep(&text)
}

/// "`A`, `B` and `C`"
#[inline(never)]
pub fn list(names: Set) -> &'static str {
    let mut text = String::new();
    let count = names.fields().count();
    for (index, name) in names.fields().enumerate() {
        if index > 0 {
            text.push_str(if index + 1 == count { " and " } else { ", " });
        }
        text.push('`');
        text.push_str(name);
        text.push('`');
    }
    keep(&text)
}

/// The names with what is said of one, or of several.
#[inline(never)]
pub fn sentence(names: Set, one: &str, several: &str) -> &'static str {
    join(&[list(names), if names.fields().count() == 1 { one } else { several }])
}
