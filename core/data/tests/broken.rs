//! Deliberately broken data gives the promised message: file, line, field and what to do.
//!
//! Most tests spoil one place in a copy of the small folder `tests/fixtures/data`, which stays as it
//! is when somebody edits a sentence of the real data; the last ones spoil the real data.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod copy;

use copy::Copy;
use statuscope_data::author;
use std::fs;
use std::path::PathBuf;

/// Replaces `old` in the file of a code and expects one mistake, in that very line.
#[track_caller]
fn expect(code: u16, old: &str, new: &str, field: &str, message: &str) {
    let copy = Copy::small();
    let file = format!("codes/{code}.toml");
    let line = copy.change(&file, old, new);
    assert_eq!(copy.problem(&file), (line, field.to_owned(), message.to_owned()));
}

#[test]
fn a_whole_folder_has_no_mistakes() {
    assert_eq!(author::read(&Copy::small().path("")).map(|all| all.dataset.entries.len()), Ok(5));
}

#[test]
fn the_whole_message_names_file_line_field_and_cure() {
    let copy = Copy::small();
    copy.change("codes/405.toml", "Allow: GET, HEAD\n", "");
    let expected = "codes/405.toml:43: exchange.response: lacks Allow, which 405 MUST have";
    assert_eq!(author::report(&copy.problems()), expected);

    let copy = Copy::small();
    copy.change("codes/405.toml", "use = 404", "use = 444");
    let expected = "codes/405.toml:17: not_when.use: 444 cannot be used instead; name another code that is registered";
    assert_eq!(author::report(&copy.problems()), expected);
}

#[test]
fn an_unknown_field_is_told_with_the_known_ones() {
    let copy = Copy::small();
    let line = copy.change("codes/404.toml", "everyday = true", "everday = true");
    let start =
        format!("codes/404.toml:{line}: unknown field `everday`, expected one of `code`, `name`, `former_names`");
    let report = author::report(&copy.problems());
    assert!(report.starts_with(&start) && report.ends_with("`sources`; docs/data.md lists the fields"), "{report}");
    assert_eq!(report.lines().count(), 1);
}

#[test]
fn a_wrong_type_is_told_with_the_right_one() {
    let docs = "; docs/data.md lists the fields";
    expect(404, "code = 404", "code = \"404\"", "", &format!("invalid type: string \"404\", expected u16{docs}"));
    expect(404, "everyday = true", "everyday = 1", "", &format!("invalid type: integer `1`, expected a boolean{docs}"));
    let message = format!("expected a text or a list of texts{docs}");
    expect(418, "note = \"There", "response = 418\nnote = \"There", "", &message);
}

#[test]
fn bad_toml_is_told_alone_without_what_follows_from_it() {
    let copy = Copy::small();
    // 405 and the printed sheet name 404; they are not to blame.
    let line = copy.change("codes/404.toml", "name = \"Not Found\"", "name = \"Not Found");
    let (at, field, message) = copy.problem("codes/404.toml");
    assert_eq!((at, field.as_str()), (line, ""));
    assert!(message.contains("invalid basic string") && message.contains("docs/data.md"), "{message}");
}

#[test]
fn a_missing_field_is_named() {
    let copy = Copy::small();
    copy.change("codes/404.toml", "lead = ", "# lead = ");
    assert_eq!(copy.problem("codes/404.toml").2, "missing field `lead`; docs/data.md lists the fields");
}

#[test]
fn a_content_length_that_lies_is_corrected() {
    let lie = "Content-Length says 33, the content has 34 bytes; write 34";
    expect(405, "Content-Length: 34", "Content-Length: 33", "exchange.response", lie);
    let lie = "Content-Length says 180, the content has 18 bytes; write 18";
    expect(405, "Content-Length: 18", "Content-Length: 180", "exchange.request", lie);
}

#[test]
fn content_where_there_is_none_is_refused() {
    let copy = Copy::small();
    let chunked = "No Content\nContent-Type: text/plain\nTransfer-Encoding: chunked\n";
    copy.change("codes/204.toml", "\"v2\"'''", "\"v2\"\n\nbye'''");
    let line = copy.change("codes/204.toml", "HTTP/1.1 204 No Content\n", &format!("HTTP/1.1 204 {chunked}"));
    let said: Vec<_> = copy.problems().into_iter().map(|problem| (problem.line, problem.message)).collect();
    let expected = [
        (line, "has content, which 204 cannot have".to_owned()),
        (line + 2, "has Transfer-Encoding, which 204 MUST NOT have".to_owned()),
    ];
    assert_eq!(said, expected);
}

#[test]
fn an_example_must_be_http() {
    let faulty = "line 2 of the message: a header field needs a colon (RFC 9112 5)";
    expect(405, "Allow: GET, HEAD", "Allow GET, HEAD", "exchange.response", faulty);
    let other = "says \"Not Allowed\"; the registered name is \"Method Not Allowed\"";
    expect(405, "HTTP/1.1 405 Method Not", "HTTP/1.1 405 Not", "exchange.response", other);
    let other = "shows [404] but not 405; if the client sees another status, set `sees`";
    expect(405, "HTTP/1.1 405 ", "HTTP/1.1 404 ", "exchange.response", other);

    let copy = Copy::small();
    let line = copy.change("codes/405.toml", "Host: api", "Ghost: api") - 1;
    let expected = (line, "exchange.request".to_owned(), "has no Host; HTTP/1.1 requires it (RFC 9112 3.2)".to_owned());
    assert_eq!(copy.problem("codes/405.toml"), expected);
}

#[test]
fn a_source_must_be_known() {
    let unknown = "\"hearsay\" is no source; write \"RFC 9110 15.5.5\" or a key of data/sources.toml";
    expect(405, "[RFC 9110 9.3]", "[hearsay]", "caching.says", unknown);
    expect(405, "{ ref = \"RFC 9110 10.2.1\"", "{ ref = \"hearsay\"", "sources.ref", unknown);
    let unknown = "RFC 9999 is not in data/sources.toml; add its title and date there";
    expect(405, "[RFC 9110 9.3]", "[RFC 9999 9.3]", "caching.says", unknown);
    let section = "\"RFC 9110 9.3.\": write one section, as in \"RFC 9110 15.5.5\" or \"RFC 4918 F.3\"";
    expect(405, "[RFC 9110 9.3]", "[RFC 9110 9.3.]", "caching.says", section);
}

#[test]
fn what_to_use_instead_must_be_registered_and_another_code() {
    // Missing, unofficial, unused, the code itself.
    for code in [599, 444, 418, 405] {
        let message = format!("{code} cannot be used instead; name another code that is registered");
        expect(405, "use = 404", &format!("use = {code}"), "not_when.use", &message);
    }
    let message = "427 has no file in data/codes, or is the code itself";
    expect(405, "with = 404", "with = 427", "confused.with", message);
    expect(405, "all, {404}", "all, {427}", "notes.text", "{427} names a code that has no file in data/codes");
    expect(444, "instead = 404", "instead = 444", "uses.instead", "444 is not a registered code");
}

#[test]
fn texts_keep_to_their_length() {
    let long = "x".repeat(79);
    let summary = "A known method, but not on this resource.";
    expect(405, summary, &long, "summary", "79 characters, at most 78; shorten it");
    let message = "begins or ends with white space; remove it";
    expect(405, "says = \"Say what to use instead.\"", "says = \" Say.\"", "content.says", message);
    expect(405, "do = \"Use another method\"", "do = \"\"", "next.do", "is empty; write it or leave the field out");
}

#[test]
fn a_requirement_needs_its_source() {
    let message = "says MUST without a source; add it, as in \"… [RFC 9110 15.5.5]\"";
    expect(405, "`Allow` says", "It MUST say", "lead", message);
}

#[test]
fn a_mark_needs_its_partner() {
    let unclosed = |mark| format!("a \"{mark}\" without its partner; close it or leave it out");
    expect(405, "GraphQL: a", "`GraphQL`: a `", "use_when", &unclosed("`"));
    expect(405, "GraphQL: a", "{GraphQL}: a", "use_when", &unclosed("{"));
    // A text with quotation marks, which stand escaped in the file.
    expect(405, "takes \\\"nothing\\\"", "**takes \\\"nothing\\\"", "meaning", &unclosed("**"));
}

#[test]
fn a_file_is_called_like_its_code() {
    let copy = Copy::small();
    fs::rename(copy.path("codes/418.toml"), copy.path("codes/teapot.toml")).unwrap();
    let message = "is 418, but the file is called teapot.toml; rename one of them";
    assert_eq!(copy.problem("codes/teapot.toml"), (1, "code".to_owned(), message.to_owned()));
}

#[test]
fn a_registered_code_has_a_family_of_its_class_and_others_have_none() {
    let message = "\"nothing-to-show\" is no family of its class; one of: not-here, unused";
    expect(405, "family = \"not-here\"", "family = \"nothing-to-show\"", "family", message);
    let message = "belongs to registered codes only; remove it";
    expect(444, "registration", "family = \"unused\"\nregistration", "family", message);
}

#[test]
fn words_with_a_fixed_meaning_are_listed() {
    let message = "\"must\" is none of MUST, MUST NOT, SHOULD, SHOULD NOT, MAY, usual, draft, convention";
    expect(405, "level = \"MUST\"", "level = \"must\"", "fields.level", message);
    let message = "\"official\" is none of current, historic, deprecated, obsolete, draft, disputed, informal";
    expect(444, "state = \"current\"", "state = \"official\"", "uses.state", message);
}

#[test]
fn search_phrases_are_lower_case_and_stand_there_once() {
    let message = "\"Wrong method\" has capitals; search words are lower case";
    expect(405, "\"wrong method\"", "\"Wrong method\"", "search", message);
    expect(405, "\"wrong method\"", "\"wrong verb\"", "search", "\"wrong verb\" stands there twice");
    let list = "[\"wrong method\", \"wrong verb\", \"read-only endpoint\"]";
    expect(405, list, "[\"wrong method\"]", "search", "has 1 phrases; write 3 to 24");
}

#[test]
fn a_file_or_folder_that_is_missing_is_told_alone() {
    for (gone, cure) in [
        ("classes.toml", "docs/data.md says what it holds"),
        ("sources.toml", "docs/data.md says what it holds"),
        ("codes", "it holds a file for each code, such as 404.toml"),
    ] {
        let copy = Copy::small();
        let path = copy.path(gone);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
        let (line, field, message) = copy.problem(gone);
        assert_eq!((line, field.as_str()), (1, ""));
        assert!(message.starts_with("cannot be read: ") && message.ends_with(cure), "{message}");
    }
}

#[test]
fn an_empty_folder_or_file_says_what_it_lacks() {
    let copy = Copy::small();
    fs::remove_dir_all(copy.path("codes")).unwrap();
    fs::create_dir(copy.path("codes")).unwrap();
    assert_eq!(copy.problem("codes").2, "has no code; add a file for each, such as 404.toml");

    let copy = Copy::small();
    fs::write(copy.path("codes/404.toml"), "").unwrap();
    let expected = (1, String::new(), "missing field `code`; docs/data.md lists the fields".to_owned());
    assert_eq!(copy.problem("codes/404.toml"), expected);

    let copy = Copy::small();
    fs::write(copy.path("codes/404.toml"), b"name = \"\xff\"").unwrap();
    assert!(copy.problem("codes/404.toml").2.starts_with("cannot be read: "));
}

#[test]
fn sources_that_nobody_uses_and_constants_of_no_code_are_found() {
    let copy = Copy::small();
    let line = copy.change("sources.toml", "[source.iana]", "[source.gossip]\nlabel = \"gossip\"\n\n[source.iana]");
    let expected = (line, "source".to_owned(), "nothing refers to gossip; remove it or use it".to_owned());
    assert_eq!(copy.problem("sources.toml"), expected);

    let copy = Copy::small();
    let line = copy.change("languages.toml", "name = \"Go\"", "name = \"Go\"");
    copy.change("languages.toml", "418 = \"Teapot\"", "418 = \"Teapot\", 444 = \"NoResponse\"");
    let expected = (line, "language.exceptions".to_owned(), "444 is not a registered code; remove it".to_owned());
    assert_eq!(copy.problem("languages.toml"), expected);
}

#[test]
fn shared_texts_are_checked_too() {
    for (file, old, field) in [("classes.toml", "{404} may", "callout"), ("sheet.toml", "{404} nothing", "pairs")] {
        let copy = Copy::small();
        let line = copy.change(file, old, &old.replace("404", "427"));
        let message = "{427} names a code that has no file in data/codes".to_owned();
        assert_eq!(copy.problem(file), (line, field.to_owned(), message));
    }
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_files_and_lines() {
    let copy = Copy::small();
    let last = copy.change("codes/444.toml", "search = [", "search = [\"Again\", ");
    let second = copy.change("codes/405.toml", "use = 404", "use = 405");
    let first = copy.change("codes/405.toml", "family = \"not-here\"", "family = \"here\"");
    let places: Vec<_> = copy.problems().into_iter().map(|problem| (problem.file, problem.line)).collect();
    let (of_405, of_444) = (PathBuf::from("codes/405.toml"), PathBuf::from("codes/444.toml"));
    assert_eq!(places, [(of_405.clone(), first), (of_405, second), (of_444, last)]);
}

#[test]
fn the_real_data_has_no_mistakes() {
    let found = author::read(&Copy::new().path(""));
    assert!(found.is_ok(), "{}", author::report(&found.unwrap_err()));
}

#[test]
fn the_real_data_once_spoilt_has_just_that_mistake() {
    let copy = Copy::new();
    let line = copy.change("codes/404.toml", "registration = ", "registered = ");
    let (at, _, message) = copy.problem("codes/404.toml");
    assert_eq!(at, line);
    assert!(message.starts_with("unknown field `registered`"), "{message}");
}
