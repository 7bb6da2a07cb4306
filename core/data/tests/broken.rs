//! Deliberately broken data gives the promised message: file, line, field and what to do.
//!
//! Each test copies `data/`, makes one mistake in it and reads it. Lines are where the mistake was
//! made, so that the tests outlive the sentences they happen to spoil.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use statuscope_data::author::{self, Problem};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A copy of `data/` to spoil.
struct Copy {
    folder: TempDir,
}

impl Copy {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
        for inside in ["", "codes", "clients"] {
            fs::create_dir_all(folder.path().join(inside)).unwrap();
            let items = fs::read_dir(from.join(inside)).unwrap().map(Result::unwrap);
            for item in items.filter(|item| item.path().is_file()) {
                fs::copy(item.path(), folder.path().join(inside).join(item.file_name())).unwrap();
            }
        }
        Self { folder }
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// Replaces the first `old` of a file; returns the line in which it stood.
    fn change(&self, file: &str, old: &str, new: &str) -> usize {
        let text = fs::read_to_string(self.path(file)).unwrap();
        let at = text.find(old).unwrap_or_else(|| panic!("{file} has no {old:?}"));
        fs::write(self.path(file), text.replacen(old, new, 1)).unwrap();
        text[..at].matches('\n').count() + 1
    }

    /// What is wrong, the files named as from inside the folder.
    fn problems(&self) -> Vec<Problem> {
        let mut problems = author::read(self.folder.path()).expect_err("nothing is found wrong");
        for problem in &mut problems {
            problem.file = problem.file.strip_prefix(self.folder.path()).unwrap().to_path_buf();
        }
        problems
    }

    /// The one thing that is wrong, in `file`, as text.
    fn problem(&self, file: &str) -> (usize, String, String) {
        let mut problems = self.problems();
        let problem = problems.pop().unwrap();
        assert!(problems.is_empty(), "also wrong:\n{}", author::report(&problems));
        assert_eq!(problem.file, Path::new(file));
        (problem.line, problem.field, problem.message)
    }
}

/// Replaces `old` in a file of a code and expects one mistake, in that very line.
#[track_caller]
fn expect(code: u16, old: &str, new: &str, field: &str, message: &str) {
    let copy = Copy::new();
    let file = format!("codes/{code}.toml");
    let line = copy.change(&file, old, new);
    assert_eq!(copy.problem(&file), (line, field.to_owned(), message.to_owned()));
}

#[test]
fn the_data_as_it_is_has_no_mistakes() {
    assert_eq!(author::read(Copy::new().folder.path()).map(|data| data.entries.len()), Ok(99));
}

#[test]
fn the_whole_message_names_file_line_field_and_cure() {
    let copy = Copy::new();
    let line = copy.change(
        "codes/405.toml",
        "HTTP/1.1 405 Method Not Allowed\nAllow: GET, HEAD\n",
        "HTTP/1.1 405 Method Not Allowed\n",
    );
    let expected = format!("codes/405.toml:{line}: exchange.response: lacks Allow, which 405 MUST have");
    assert_eq!(author::report(&copy.problems()), expected);

    let copy = Copy::new();
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
    expect(306, "note = \"No", "response = 306\nnote = \"No", "", &format!("expected a text or a list of texts{docs}"));
}

#[test]
fn bad_toml_is_told_alone_without_what_follows_from_it() {
    let copy = Copy::new();
    // 404 is named by many files; none of them is to blame.
    let line = copy.change("codes/404.toml", "name = \"Not Found\"", "name = \"Not Found");
    let (at, field, message) = copy.problem("codes/404.toml");
    assert_eq!((at, field.as_str()), (line, ""));
    assert!(message.contains("invalid basic string") && message.contains("docs/data.md"), "{message}");
}

#[test]
fn a_missing_field_is_named() {
    let copy = Copy::new();
    copy.change("codes/404.toml", "lead = ", "# lead = ");
    let (_, _, message) = copy.problem("codes/404.toml");
    assert_eq!(message, "missing field `lead`; docs/data.md lists the fields");
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
    let copy = Copy::new();
    let line = copy.change(
        "codes/204.toml",
        "HTTP/1.1 204 No Content\n",
        "HTTP/1.1 204 No Content\nContent-Type: text/plain\nTransfer-Encoding: chunked\n",
    );
    copy.change("codes/204.toml", " GMT'''", " GMT\n\nbye'''");
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
    let hostless = "has no Host; HTTP/1.1 requires it (RFC 9112 3.2)";
    expect(
        405,
        "POST /v1/reports/2026-10 HTTP/1.1\nHost",
        "POST /v1/reports/2026-10 HTTP/1.1\nGhost",
        "exchange.request",
        hostless,
    );
    let other = "says \"Not Allowed\"; the registered name is \"Method Not Allowed\"";
    expect(405, "HTTP/1.1 405 Method Not", "HTTP/1.1 405 Not", "exchange.response", other);
    let other = "shows [404] but not 405; if the client sees another status, set `sees`";
    expect(405, "HTTP/1.1 405 ", "HTTP/1.1 404 ", "exchange.response", other);
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
    for code in ["599", "427", "306", "405", "418"] {
        let message = format!("{code} cannot be used instead; name another code that is registered");
        expect(405, "use = 404", &format!("use = {code}"), "not_when.use", &message);
    }
    let message = "427 has no file in data/codes, or is the code itself";
    expect(405, "with = 501", "with = 427", "confused.with", message);
    expect(405, "{301}", "{427}", "notes.text", "{427} names a code that has no file in data/codes");
    expect(444, "instead = 403", "instead = 420", "uses.instead", "420 is not a registered code");
}

#[test]
fn texts_keep_to_their_length() {
    let long = format!("summary = \"{}\"\nlead_ =", "x".repeat(79));
    let copy = Copy::new();
    let line = copy.change("codes/405.toml", "lead =", &long.replace("lead_", "lead"));
    copy.change("codes/405.toml", "summary = \"A known method, but not on this resource.\"\n", "");
    let expected = (line - 1, "summary".to_owned(), "79 characters, at most 78; shorten it".to_owned());
    assert_eq!(copy.problem("codes/405.toml"), expected);

    expect(
        405,
        "says = \"Say what to use instead.\"",
        "says = \" Say.\"",
        "content.says",
        "begins or ends with white space; remove it",
    );
    expect(405, "do = \"Use another method\"", "do = \"\"", "next.do", "is empty; write it or leave the field out");
}

#[test]
fn a_requirement_needs_its_source() {
    let message = "says MUST without a source; add it, as in \"… [RFC 9110 15.5.5]\"";
    expect(405, "it. `Allow` says", "it. It MUST say", "lead", message);
}

#[test]
fn a_mark_needs_its_partner() {
    let unclosed = |mark| format!("a \"{mark}\" without its partner; close it or leave it out");
    expect(405, "GraphQL: a", "`GraphQL: a", "use_when", &unclosed("`"));
    expect(405, "GraphQL: a", "{GraphQL}: a", "use_when", &unclosed("{"));
}

#[test]
fn a_file_is_called_like_its_code() {
    let copy = Copy::new();
    fs::rename(copy.path("codes/418.toml"), copy.path("codes/teapot.toml")).unwrap();
    let message = "is 418, but the file is called teapot.toml; rename one of them";
    assert_eq!(copy.problem("codes/teapot.toml"), (1, "code".to_owned(), message.to_owned()));
}

#[test]
fn a_registered_code_has_a_family_of_its_class_and_others_have_none() {
    let message = "\"keep-yours\" is no family of its class; one of: cannot-be-read-or-taken, who-are-you, not-here, \
                   something-in-the-way, not-now, unused";
    expect(405, "family = \"not-here\"", "family = \"keep-yours\"", "family", message);
    let message = "belongs to registered codes only; remove it";
    expect(
        444,
        "registration = \"unofficial\"",
        "family = \"not-now\"\nregistration = \"unofficial\"",
        "family",
        message,
    );
}

#[test]
fn words_with_a_fixed_meaning_are_listed() {
    let message = "\"official\" is none of registered, temporary, unused, deprecated, obsoleted, unofficial";
    expect(418, "registration = \"unused\"", "registration = \"official\"", "registration", message);
    let message = "\"must\" is none of MUST, MUST NOT, SHOULD, SHOULD NOT, MAY, usual, draft, convention";
    expect(405, "level = \"MUST\"", "level = \"must\"", "fields.level", message);
}

#[test]
fn search_phrases_are_lower_case_and_stand_there_once() {
    let message = "\"Wrong method\" has capitals; search words are lower case";
    expect(405, "\"wrong method\"", "\"Wrong method\"", "search", message);
    let message = "\"wrong verb\" stands there twice";
    expect(405, "\"wrong method\"", "\"wrong verb\"", "search", message);
}

#[test]
fn a_file_or_folder_that_is_missing_is_told_alone() {
    for (gone, cure) in [
        ("classes.toml", "docs/data.md says what it holds"),
        ("sources.toml", "docs/data.md says what it holds"),
        ("codes", "it holds a file for each code, such as 404.toml"),
    ] {
        let copy = Copy::new();
        let path = copy.path(gone);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
        let (line, field, message) = copy.problem(gone);
        assert_eq!((line, field.as_str()), (1, ""));
        assert!(message.starts_with("cannot be read: ") && message.ends_with(cure), "{message}");
    }
}

#[test]
fn an_empty_folder_or_file_says_what_it_lacks() {
    let copy = Copy::new();
    fs::remove_dir_all(copy.path("codes")).unwrap();
    fs::create_dir(copy.path("codes")).unwrap();
    assert_eq!(copy.problem("codes").2, "has no code; add a file for each, such as 404.toml");

    let copy = Copy::new();
    fs::write(copy.path("codes/404.toml"), "").unwrap();
    let expected = (1, String::new(), "missing field `code`; docs/data.md lists the fields".to_owned());
    assert_eq!(copy.problem("codes/404.toml"), expected);

    let copy = Copy::new();
    fs::write(copy.path("codes/404.toml"), b"name = \"\xff\"").unwrap();
    assert!(copy.problem("codes/404.toml").2.starts_with("cannot be read: "));
}

#[test]
fn sources_that_nobody_uses_and_constants_of_no_code_are_found() {
    let copy = Copy::new();
    let line = copy.change("sources.toml", "[source.iana]", "[source.gossip]\nlabel = \"gossip\"\n\n[source.iana]");
    let expected = (line, "source".to_owned(), "nothing refers to gossip; remove it or use it".to_owned());
    assert_eq!(copy.problem("sources.toml"), expected);

    let copy = Copy::new();
    let line = copy.change("languages.toml", "name = \"Go\"", "name = \"Go\"");
    copy.change("languages.toml", "exceptions = { 203 = ", "exceptions = { 444 = \"NoResponse\", 203 = ");
    let expected = (line, "language.exceptions".to_owned(), "444 is not a registered code; remove it".to_owned());
    assert_eq!(copy.problem("languages.toml"), expected);
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_files_and_lines() {
    let copy = Copy::new();
    let last = copy.change("codes/503.toml", "search = [", "search = [\"503 Again\", ");
    let second = copy.change("codes/405.toml", "use = 404", "use = 405");
    let first = copy.change("codes/405.toml", "family = \"not-here\"", "family = \"here\"");
    let places: Vec<_> = copy.problems().into_iter().map(|problem| (problem.file, problem.line)).collect();
    let (of_405, of_503) = (PathBuf::from("codes/405.toml"), PathBuf::from("codes/503.toml"));
    assert_eq!(places, [(of_405.clone(), first), (of_405, second), (of_503, last)]);
}
