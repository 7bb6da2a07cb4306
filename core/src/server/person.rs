//! The rules of the lab *Validate*: a person has an age and an e-mail address.
//!
//! ```
//! use statuscope_core::server::{json, person};
//! let document = json::read(r#"{ "age": -5, "email": "ana@example.com" }"#).unwrap();
//! let wrong = person::check(&document);
//! assert_eq!((wrong[0].pointer, wrong[0].at), ("#/age", 9));
//! ```

use super::json::{Document, Kind, plain};
use super::lists::number;

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
pub fn check(document: &Document<'_>) -> Vec<Wrong> {
    if document.whole.kind != Kind::Object {
        return vec![Wrong { pointer: "#", at: document.whole.at, detail: "must be an object with age and email" }];
    }
    let mut wrong = Vec::new();
    let mut rule = |pointer, name, fits: &dyn Fn(Kind, &str) -> Option<&'static str>| {
        let (at, detail) = match document.member(name) {
            None => (0, Some("is missing")),
            Some(value) => (value.at, fits(value.kind, value.written)),
        };
        if let Some(detail) = detail {
            wrong.push(Wrong { pointer, at, detail });
        }
    };
    rule("#/age", "age", &age);
    rule("#/email", "email", &email);
    wrong
}

fn age(kind: Kind, written: &str) -> Option<&'static str> {
    if kind != Kind::Number {
        return Some("must be a number, without quotes");
    }
    if written.starts_with('-') && written != "-0" {
        return Some("must be 0 or more");
    }
    match number(written.trim_start_matches('-')) {
        None => Some("must be a whole number"),
        Some(151..) => Some("must be 150 at most"),
        Some(_) => None,
    }
}

/// As HTML has it for `<input type=email>`, but with a dot in the domain.
fn email(kind: Kind, written: &str) -> Option<&'static str> {
    if kind != Kind::Text {
        return Some("must be a text");
    }
    let text = plain(written);
    let Some((name, domain)) = text.rsplit_once('@') else { return Some("must have an @") };
    let named = !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte));
    if !named {
        return Some("must have a name before the @, of letters, digits and some signs");
    }
    let label = |label: &str| {
        !label.is_empty()
            && label.len() < 64
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if domain.contains('.') && domain.split('.').all(label) {
        None
    } else {
        Some("must have a domain after the @, such as example.com")
    }
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
