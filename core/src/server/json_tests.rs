//! JSON compared with serde_json.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use super::json::*;
use proptest::prelude::*;

#[test]
fn the_three_bodies_of_the_tutorial() {
    let document = read("{ \"age\": -5, \"email\": \"ana@example.com\" }").unwrap();
    let age = document.member("age").unwrap();
    assert_eq!((age.kind, age.written, age.at), (Kind::Number, "-5", 9));
    assert_eq!(document.member("email").unwrap().kind, Kind::Text);
    let fault = read("{ \"age\": 30, }").unwrap_err();
    assert_eq!((fault.at, fault.line, fault.column), (13, 1, 14));
    let fault = read("{\n  \"ä\": 30\n  \"email\": 1\n}").unwrap_err();
    assert_eq!((fault.line, fault.column, fault.what), (3, 3, "a comma or } was expected"));
}

#[test]
fn members_are_those_of_the_outermost_object() {
    let document = read(r#" {"a":{"x":[1]},"b\u00e4\ud83d\ude00":[{"a":2}],"a":null} "#).unwrap();
    let seen: Vec<_> = document.members.iter().map(|member| (plain(member.name), member.value.written)).collect();
    let expected = [("a", r#"{"x":[1]}"#), ("bä😀", r#"[{"a":2}]"#), ("a", "null")];
    assert_eq!(seen, expected.map(|(name, written)| (name.to_owned(), written)));
    assert_eq!(document.member("a").unwrap().kind, Kind::Null);
    assert_eq!(document.whole.kind, Kind::Object);
    assert!(read("[{\"a\":1}]").unwrap().members.is_empty());
    assert_eq!(read("\t7 ").unwrap().whole, Value { kind: Kind::Number, written: "7", at: 1 });
}

#[test]
fn nesting_takes_no_stack() {
    let deep = "[".repeat(500_000);
    assert_eq!(read(&deep).unwrap_err().what, "the text ends too early");
    assert!(read(&[deep.as_str(), &"]".repeat(500_000)].concat()).is_ok());
}

#[test]
fn what_is_written_is_read_again() {
    let mut out = String::new();
    push_text(&mut out, "a\"b\\c\nd\u{1}ä");
    assert_eq!(plain(&out), "a\"b\\c\nd ä");
}

/// Texts near JSON.
fn nearly() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"\\n\"",
        "\\u00e",
        "\"\\u00e4\"",
        "1",
        "-",
        "0",
        "01",
        ".5",
        "e+",
        "true",
        "nul",
        "null",
        " ",
        "\n",
        "ä",
        "\u{1}",
        "\0",
        "'",
        "\"a\":1",
        "[1,2]",
        "{\"x\":[]}",
        "\u{feff}",
        "\"é😀\"",
    ]);
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

fn valid() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        // Fractions that come back from any reader as they were.
        any::<i16>().prop_map(|number| (f64::from(number) / 8.0).into()),
        ".{0,8}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::from),
            prop::collection::vec((".{0,6}", inner), 0..5)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

fn by_the_crate(text: &str) -> Result<serde_json::Value, serde_json::Error> {
    serde_json::from_str(text)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn takes_what_the_crate_takes_and_stops_where_it_must(text in nearly()) {
        let theirs = by_the_crate(&text);
        match read(&text) {
            Ok(_) => prop_assert!(theirs.is_ok(), "{text:?}: {theirs:?}"),
            Err(fault) => {
                prop_assert!(theirs.is_err(), "{text:?}: {fault:?}");
                // What stands before the place could go on; with the next character it cannot.
                let before = by_the_crate(&text[..fault.at]);
                prop_assert!(before.is_ok() || before.unwrap_err().is_eof(), "{text:?}: {fault:?}");
                if let Some(letter) = text[fault.at..].chars().next() {
                    let with = by_the_crate(&text[..fault.at + letter.len_utf8()]);
                    prop_assert!(with.is_err_and(|error| !error.is_eof()), "{text:?}: {fault:?}");
                } else {
                    prop_assert_eq!(fault.what, "the text ends too early");
                }
            }
        }
    }

    #[test]
    fn reads_every_value(value in valid(), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let document = read(&text).unwrap();
        prop_assert_eq!(document.whole.written, text.as_str());
        if let Some(object) = value.as_object() {
            prop_assert_eq!(document.members.len(), object.len());
            for member in &document.members {
                let theirs = &object[&plain(member.name)];
                prop_assert_eq!(&by_the_crate(member.value.written).unwrap(), theirs);
                if let Some(text) = theirs.as_str() {
                    prop_assert_eq!(plain(member.value.written), text);
                }
            }
        }
    }

    #[test]
    fn never_panics(text in ".*") {
        let _ = read(&text);
        let _ = plain(&text);
    }
}
