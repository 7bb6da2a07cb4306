//! The rules of the lab *Validate*: a person has an age and an e-mail address.
//!
//! ```
//! use statuscope_core::server::{json, person};
//! let document = json::read(r#"{ "age": -5, "email": "ana@example.com" }"#).unwrap();
//! let wrong = person::check(&document);
//! assert_eq!((wrong[0].pointer, wrong[0].at), ("#/age", 9));
//! ```

use super::json::{Document, Kind, Value, plain};
use super::lists::number;
use super::words::{halves, is_made_of};

/// A value that makes no sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrong {
    /// Which, as a JSON pointer in a fragment.
    pub pointer: &'static str,
    /// Where it stands in the text, in bytes; 0 if it is missing.
    pub at: usize,
    /// What it should be.
    pub detail: &'static str,
}

/// All that makes no sense.
#[must_use]
#[inline(never)]
pub fn check(document: &Document<'_>) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    if document.whole.kind != Kind::Object {
        wrong.push(Wrong { pointer: "#", at: document.whole.at, detail: "must be an object with age and email" });
        return wrong;
    }
    for pointer in ["#/age", "#/email"] {
        let (at, detail) = match document.member(pointer.get(2..).unwrap_or_default()) {
            None => (0, "is missing"),
            Some(Value { kind, written, at }) => {
                (at, if pointer == "#/age" { age(kind, written) } else { email(kind, written) })
            }
        };
        if !detail.is_empty() {
            wrong.push(Wrong { pointer, at, detail });
        }
    }
    wrong
}

/// What an age should be; empty: it is fine.
fn age(kind: Kind, written: &str) -> &'static str {
    if kind != Kind::Number {
        return "must be a number, without quotes";
    }
    let digits = written.strip_prefix('-').unwrap_or(written);
    if digits.len() < written.len() && digits != "0" {
        return "must be 0 or more";
    }
    match number(digits) {
        None => "must be a whole number",
        Some(151..) => "must be 150 at most",
        Some(_) => "",
    }
}

/// As HTML has it for `<input type=email>`, but with a dot in the domain.
fn email(kind: Kind, written: &str) -> &'static str {
    if kind != Kind::Text {
        return "must be a text";
    }
    let text = plain(written);
    let (name, domain) = halves(&text, b'@');
    let Some(mut domain) = domain else { return "must have an @" };
    if !is_made_of(name, b".!#$%&'*+/=?^_`{|}~-") {
        return "must have a name before the @, of letters, digits and some signs";
    }
    let mut labels = 0;
    loop {
        let (label, rest) = halves(domain, b'.');
        let ends = label.starts_with('-') || label.ends_with('-');
        if ends || label.len() > 63 || !is_made_of(label, b"-") {
            break;
        }
        labels += 1;
        match rest {
            Some(rest) => domain = rest,
            None if labels > 1 => return "",
            None => break,
        }
    }
    "must have a domain after the @, such as example.com"
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::json::read;
    use super::*;

    #[test]
    fn says_what_makes_no_sense() {
        for (text, expected) in [
            (r#"{"age": 30, "email": "ana@example.com"}"#, ""),
            (r#"{"age": -0, "email": "a.b+c@x-y.example"}"#, ""),
            (r#"{"age": -5, "email": "ana"}"#, "#/age must be 0 or more; #/email must have an @"),
            (r#"{"age": "30", "email": null}"#, "#/age must be a number, without quotes; #/email must be a text"),
            (r#"{"age": 30.5}"#, "#/age must be a whole number; #/email is missing"),
            (
                r#"{"age": 151, "email": "@example.com"}"#,
                "#/age must be 150 at most; #/email must have a name before the @, of letters, digits and some signs",
            ),
            (r#"{"age": 150, "email": "a@b"}"#, "#/email must have a domain after the @, such as example.com"),
            (r#"{"age": 1, "email": "a@-b.c"}"#, "#/email must have a domain after the @, such as example.com"),
            (r#"{"age": 99999999999999999999999999, "age": 3, "email": "a\u0040b.example"}"#, ""),
            ("[]", "# must be an object with age and email"),
        ] {
            let all: Vec<String> =
                check(&read(text).unwrap()).iter().map(|wrong| [wrong.pointer, " ", wrong.detail].concat()).collect();
            assert_eq!(all.join("; "), expected, "{text}");
        }
    }
}
