//! Each mistake in what the classroom has of its own fails the build with its file, line, field and cure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod copy;

use copy::Copy;

const FAULTS: &str = "faults.toml";
const TALKS: &str = "interview.toml";
const LESSONS: &str = "lessons.toml";

/// Changes one thing; the mistake is told in that line or the next, with its field and this sentence.
fn expect(file: &str, old: &str, new: &str, field: &str, message: &str) {
    let copy = Copy::new();
    let line = copy.change(file, old, new);
    let (told, told_field, told_message) = copy.problem(file);
    assert_eq!((told_field.as_str(), told_message.as_str()), (field, message));
    // What stands there twice is told where it stands first.
    assert!(told == line || told == line + 1 || message.ends_with("twice"), "{told}, not {line}");
}

#[test]
fn faults_are_checked() {
    let drop = "drop = \"Allow\", ";
    expect(FAULTS, drop, "drop = \"Vary\", ", "drop", "the example of 405 has no Vary");
    expect(FAULTS, drop, "", "why", "nothing is changed; say what to drop or to set");
    expect(FAULTS, "code = 405, drop", "code = 306, drop", "code", "306 has no example that could be broken");
    let message = "the request of 417 has no Range";
    expect(FAULTS, "417, request_drop = \"Expect\"", "417, request_drop = \"Range\"", "request_drop", message);
    let message = "\"Content-Length 6\" is no header field; write \"Name: value\"";
    expect(FAULTS, "Content-Length: 6\"", "Content-Length 6\"", "set", message);
    expect(FAULTS, "method = \"PUT\"", "method = \"P T\"", "method", "\"P T\" is no method");
    expect(FAULTS, "id = \"location\"", "id = \"allow\"", "id", "\"allow\" stands here twice");
    let message = "\"Link!\": use lower-case letters, digits and - only; it stands in addresses";
    expect(FAULTS, "id = \"link\"", "id = \"Link!\"", "id", message);
    let message = "says MUST without a source; add it, as in \"… [RFC 9110 15.5.5]\"";
    expect(FAULTS, "take. [RFC 9110 15.5.6]", "take.", "why", message);
}

#[test]
fn questions_to_talk_about_are_checked() {
    expect(TALKS, "level = 3", "level = 4", "level", "4 is no level; write 1, 2 or 3");
    expect(TALKS, "labs/gone/", "labs/lost/", "page", NO_PAGE.replace("PAGE", "labs/lost/").as_str());
    let copy = Copy::new();
    copy.change(TALKS, "{410} and not {404}", "{410} and not {299}");
    let (_, field, message) = copy.problem(TALKS);
    assert_eq!((field.as_str(), message.as_str()), ("question", "{299} names a code that has no file in data/codes"));
}

const NO_PAGE: &str = "\"PAGE\" is no page of the app; write it without a slash in front, as in \"404/\"";

#[test]
fn pages_of_lessons_exist() {
    for (old, new, message) in [
        ("\"422/\"", "\"/422/\"", NO_PAGE.replace("PAGE", "/422/")),
        ("\"422/\"", "\"299/\"", NO_PAGE.replace("PAGE", "299/")),
        ("\"labs/cache/\"", "\"compared/401-403/\"", NO_PAGE.replace("PAGE", "compared/401-403/")),
        (
            "\"decide/upstream/\"",
            "\"decide/downstream/\"",
            "\"decide/downstream/\" names a tree that is not there, downstream".to_owned(),
        ),
        (
            "\"decide/success/\"",
            "\"decide/success/?path=wanted.o~tea.y\"",
            "\"decide/success/?path=wanted.o~tea.y\" cannot be walked beyond tea.y".to_owned(),
        ),
        (
            "matrix/?client=curl",
            "matrix/?client=curly",
            "\"redirects/matrix/?client=curly\" names a client that nobody knows, curly".to_owned(),
        ),
    ] {
        expect(LESSONS, old, new, "pages.path", &message);
    }
    let message = "is shown without marks; write it plain";
    expect(LESSONS, "Who are you?", "{401} asks", "pages.note", message);
    expect(LESSONS, "id = \"redirects\"", "id = \"interview\"", "id", "\"interview\" stands here twice");
}

#[test]
fn unknown_fields_are_told() {
    let copy = Copy::new();
    copy.change(LESSONS, "note = \"Who are you?\"", "say = \"Who are you?\"");
    let (line, _, message) = copy.problem(LESSONS);
    assert!(line > 30 && message.starts_with("unknown field `say`"), "{line}: {message}");
}
