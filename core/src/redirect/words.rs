//! Sentences about redirects, as prose with the marks of [`crate::prose`].

use crate::words::push_number;

/// A sentence with each `$` replaced by the next part. A call with a template is smaller in wasm than
/// one that lists all pieces.
#[inline(never)]
pub fn fill(template: &str, parts: &[&str]) -> String {
    let mut text = String::new();
    let mut parts = parts.iter();
    for (place, piece) in template.split('$').enumerate() {
        if place > 0 {
            text.extend(parts.next().copied());
        }
        text.push_str(piece);
    }
    text
}

/// What stands before the first of some ASCII marks; all of the text if there is none.
#[inline(never)]
pub fn before<'a>(text: &'a str, marks: &[u8]) -> &'a str {
    let end = text.bytes().position(|byte| marks.contains(&byte)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The text with each `mark` replaced.
#[inline(never)]
pub fn replaced(text: &str, mark: char, with: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if letter == mark {
            out.push_str(with);
        } else {
            out.push(letter);
        }
    }
    out
}

/// `` `GET` ``
pub fn wire(text: &str) -> String {
    ["`", text, "`"].concat()
}

/// A number in words of digits.
pub fn number(value: u16) -> String {
    let mut text = String::new();
    push_number(&mut text, value);
    text
}

/// `{301}`: a code that the reader can follow.
pub fn code(status: u16) -> String {
    ["{", &number(status), "}"].concat()
}

/// "`A`, `B` and `C`"
pub fn list<T: AsRef<str>>(names: &[T]) -> String {
    let mut text = String::new();
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            text.push_str(if index + 1 == names.len() { " and " } else { ", " });
        }
        text.push('`');
        text.push_str(name.as_ref());
        text.push('`');
    }
    text
}

/// Removes what an earlier name says already.
pub fn once<T: AsRef<str> + Clone>(names: &[T]) -> Vec<T> {
    let mut out: Vec<T> = Vec::new();
    for name in names {
        if !out.iter().any(|known| known.as_ref().eq_ignore_ascii_case(name.as_ref())) {
            out.push(name.clone());
        }
    }
    out
}

/// The names with what is said of one, or of several.
pub fn sentence<T: AsRef<str>>(names: &[T], one: &str, several: &str) -> String {
    let mut text = list(names);
    text.push_str(if names.len() == 1 { one } else { several });
    text
}
