//! Texts that are put together.

use crate::text::decimal;

/// Appends texts.
#[inline(never)]
pub fn tell(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}

/// Appends a text with another one for each `^` in it.
#[inline(never)]
pub fn put(text: &mut String, template: &str, others: &[&str]) {
    let mut others = others.iter();
    for part in template.split('^') {
        tell(text, &[part, others.next().unwrap_or(&"")]);
    }
}

/// Appends an element to a list.
#[inline(never)]
pub fn add(list: &mut String, element: &str) {
    if !list.is_empty() {
        list.push_str(", ");
    }
    list.push_str(element);
}

/// Appends a text with a number for each `~` in it.
#[inline(never)]
pub fn fill(text: &mut String, template: &str, numbers: &[usize]) {
    let mut numbers = numbers.iter();
    for part in template.split('~') {
        text.push_str(part);
        if let Some(number) = numbers.next() {
            text.push_str(&decimal(*number));
        }
    }
}

/// What stands before and after a byte, if it is there.
#[inline(never)]
pub fn halves(text: &str, mark: u8) -> (&str, Option<&str>) {
    for (at, byte) in text.bytes().enumerate() {
        if byte == mark {
            return (text.get(..at).unwrap_or_default(), text.get(at + 1..));
        }
    }
    (text, None)
}

/// Whether there is a text, and all its bytes are letters, digits or among `others`.
#[inline(never)]
pub fn is_made_of(text: &str, others: &[u8]) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || others.contains(&byte))
}
