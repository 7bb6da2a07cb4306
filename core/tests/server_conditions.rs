//! Every combination of preconditions comes out as RFC 9110 13.2.2 says, and each field as its
//! section does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use statuscope_core::server::{Life, Outcome, Resource, Version, respond};

const MODIFIED: &str = "Sun, 22 Nov 2026 10:00:00 GMT";
const BEFORE: &str = "Sun, 22 Nov 2026 09:59:59 GMT";
const AFTER: &str = "Sun, 22 Nov 2026 10:00:01 GMT";
/// An hour later.
const NOW: u64 = 1_795_345_200_000;

fn version(tag: &'static str) -> Version<'static> {
    let modified = statuscope_core::server::date::read(MODIFIED, 0);
    Version { kind: "text/plain", language: "", coding: "", tag, modified, content: "0123456789" }
}

fn status_of(version: Version<'_>, life: Life<'_>, method: &str, fields: &[(&str, &str)]) -> u16 {
    let versions = [version];
    let resource = Resource { versions: &versions, life, outcome: Outcome::Nothing, ..Resource::default() };
    let mut request = format!("{method} /notes/7 HTTP/1.1\nHost: a.example");
    for (name, value) in fields {
        request += &format!("\n{name}: {value}");
    }
    respond(&resource, &request, NOW).0.status
}

fn status(method: &str, fields: &[(&str, &str)]) -> u16 {
    status_of(version("\"v6\""), Life::Here, method, fields)
}

/// A field as it comes, and what of it holds: not sent, matching, not matching.
type Choice = Option<bool>;
const CHOICES: [Choice; 3] = [None, Some(true), Some(false)];

/// RFC 9110 13.2.2, step by step. `If-Range` comes with a Range that exists.
fn by_the_book(method: &str, [im, ius, inm, ims, range]: [Choice; 5]) -> u16 {
    let reads = method == "GET" || method == "HEAD";
    // 1 and 2
    match (im, ius) {
        (Some(false), _) | (None, Some(false)) => return 412,
        _ => {}
    }
    // 3: the entity tag matches, so the condition is false.
    match inm {
        Some(true) if reads => return 304,
        Some(true) => return 412,
        // 4
        None if reads && ims == Some(false) => return 304,
        _ => {}
    }
    // 5 and 6
    match (method, range) {
        ("GET", Some(true)) => 206,
        ("GET" | "HEAD", _) => 200,
        _ => 204,
    }
}

#[test]
fn the_full_table() {
    let mut seen = 0;
    for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
        for im in CHOICES {
            for ius in CHOICES {
                for inm in CHOICES {
                    for ims in CHOICES {
                        for range in CHOICES {
                            let mut fields = Vec::new();
                            let mut push = |name, choice: Choice, yes, no| {
                                fields.extend(choice.map(|holds| (name, if holds { yes } else { no })));
                            };
                            push("If-Match", im, "\"v5\", \"v6\"", "\"v5\"");
                            push("If-Unmodified-Since", ius, MODIFIED, BEFORE);
                            push("If-None-Match", inm, "\"v5\", \"v6\"", "\"v5\"");
                            // "Match" is a copy that is older than the last change.
                            push("If-Modified-Since", ims, BEFORE, MODIFIED);
                            push("Range", range, "bytes=0-3", "bytes=0-3");
                            push("If-Range", range, "\"v6\"", "\"v5\"");
                            let choices = [im, ius, inm, ims, range];
                            // OPTIONS has no part in preconditions (RFC 9110 13.2.1).
                            let expected = if method == "OPTIONS" { 204 } else { by_the_book(method, choices) };
                            assert_eq!(status(method, &fields), expected, "{method} {fields:?}");
                            seen += 1;
                        }
                    }
                }
            }
        }
    }
    assert_eq!(seen, 7 * 243);
}

#[test]
fn if_match_compares_strongly() {
    for (tag, value, expected) in [
        ("\"v6\"", "*", 204),
        ("\"v6\"", "\"v6\"", 204),
        ("\"v6\"", "\"a,b\", \"v6\"", 204),
        ("\"v6\"", "W/\"v6\"", 412),
        ("W/\"v6\"", "W/\"v6\"", 412),
        ("W/\"v6\"", "*", 204),
        ("", "\"v6\"", 412),
        ("\"v6\"", "v6", 412),
        ("\"v6\"", "", 412),
        ("\"v6\"", "\"V6\"", 412),
        ("\"v6\"", "*, \"v5\"", 412),
    ] {
        assert_eq!(status_of(version(tag), Life::Here, "PUT", &[("If-Match", value)]), expected, "{tag} {value}");
    }
}

#[test]
fn if_none_match_compares_weakly() {
    for (tag, value, on_get, on_put) in [
        ("\"v6\"", "*", 304, 412),
        ("\"v6\"", "W/\"v6\"", 304, 412),
        ("W/\"v6\"", "\"v6\"", 304, 412),
        ("\"v6\"", "\"v5\"", 200, 204),
        ("", "\"v6\"", 200, 204),
        ("\"v6\"", "v6", 200, 204),
    ] {
        for (method, expected) in
            [("GET", on_get), ("HEAD", on_get), ("PUT", on_put), ("DELETE", on_put), ("POST", on_put)]
        {
            let found = status_of(version(tag), Life::Here, method, &[("If-None-Match", value)]);
            assert_eq!(found, expected, "{method} {tag} {value}");
        }
    }
    // Two lines are one list.
    assert_eq!(status("GET", &[("If-None-Match", "\"v5\""), ("If-None-Match", "\"v6\"")]), 304);
}

#[test]
fn what_is_not_there_matches_nothing() {
    for life in [Life::Never, Life::Gone] {
        let put = |name, value| status_of(version("\"v6\""), life, "PUT", &[(name, value)]);
        assert_eq!(put("If-Match", "*"), 412);
        assert_eq!(put("If-Match", "\"v6\""), 412);
        assert_eq!(put("If-None-Match", "*"), 201);
        assert_eq!(put("If-None-Match", "\"v6\""), 201);
        // There is no date to compare with (RFC 9110 13.1.4).
        assert_eq!(put("If-Unmodified-Since", BEFORE), 201);
    }
    // The normal checks come first (RFC 9110 13.2.1).
    assert_eq!(status_of(version("\"v6\""), Life::Never, "GET", &[("If-Match", "*")]), 404);
    assert_eq!(status_of(version("\"v6\""), Life::Gone, "GET", &[("If-None-Match", "\"v6\"")]), 410);
}

#[test]
fn dates_that_are_none_are_ignored() {
    for value in ["yesterday", "", "2026-11-22", "Mon, 22 Nov 2026 10:00:00 GMT", "1795341600"] {
        assert_eq!(status("GET", &[("If-Modified-Since", value)]), 200, "{value}");
        assert_eq!(status("PUT", &[("If-Unmodified-Since", value)]), 204, "{value}");
        assert_eq!(status("GET", &[("Range", "bytes=0-3"), ("If-Range", value)]), 200, "{value}");
    }
    let undated = Version { modified: None, ..version("") };
    assert_eq!(status_of(undated, Life::Here, "GET", &[("If-Modified-Since", AFTER)]), 200);
    assert_eq!(status_of(undated, Life::Here, "PUT", &[("If-Unmodified-Since", BEFORE)]), 204);
}

#[test]
fn dates_are_compared_in_any_format() {
    for same in [MODIFIED, "Sunday, 22-Nov-26 10:00:00 GMT", "Sun Nov 22 10:00:00 2026"] {
        assert_eq!(status("GET", &[("If-Modified-Since", same)]), 304, "{same}");
        assert_eq!(status("PUT", &[("If-Unmodified-Since", same)]), 204, "{same}");
        assert_eq!(status("GET", &[("Range", "bytes=0-3"), ("If-Range", same)]), 206, "{same}");
    }
    for (value, read, write, part) in [(BEFORE, 200, 412, 200), (AFTER, 304, 204, 200)] {
        assert_eq!(status("GET", &[("If-Modified-Since", value)]), read);
        assert_eq!(status("PUT", &[("If-Unmodified-Since", value)]), write);
        // If-Range takes the very date only (RFC 9110 13.1.5).
        assert_eq!(status("GET", &[("Range", "bytes=0-3"), ("If-Range", value)]), part);
    }
}

#[test]
fn if_range_takes_strong_validators_only() {
    let part = |tag, value| status_of(version(tag), Life::Here, "GET", &[("Range", "bytes=0-3"), ("If-Range", value)]);
    assert_eq!(part("\"v6\"", "\"v6\""), 206);
    assert_eq!(part("\"v6\"", "W/\"v6\""), 200);
    assert_eq!(part("W/\"v6\"", "W/\"v6\""), 200);
    assert_eq!(part("\"v6\"", "\"v5\""), 200);
    assert_eq!(part("", "\"v6\""), 200);
    // A date of this very second is no strong one (RFC 9110 8.8.2.2).
    let fresh = Version { modified: Some((NOW / 1_000) as i64), ..version("") };
    let date = "Sun, 22 Nov 2026 11:00:00 GMT";
    assert_eq!(status_of(fresh, Life::Here, "GET", &[("Range", "bytes=0-3"), ("If-Range", date)]), 200);
    // Where the whole is sent, a range beyond the end is no error (RFC 9110 14.2).
    assert_eq!(status("GET", &[("Range", "bytes=99-"), ("If-Range", "\"v5\"")]), 200);
    assert_eq!(status("GET", &[("Range", "bytes=99-"), ("If-Range", "\"v6\"")]), 416);
    // Without Range there is nothing to it.
    assert_eq!(status("GET", &[("If-Range", "\"v5\"")]), 200);
}

/// RFC 9110 14.1.2: of a representation without bytes, only a suffix-range is satisfiable.
#[test]
fn the_last_bytes_of_nothing_are_all_of_it() {
    let nothing = |range| {
        let version = Version { content: "", ..version("\"v6\"") };
        status_of(version, Life::Here, "GET", &[("Range", range)])
    };
    for (range, status) in
        [("bytes=-5", 200), ("bytes=0-,-1", 200), ("bytes=-0", 416), ("bytes=0-", 416), ("bytes=0-0", 416)]
    {
        assert_eq!(nothing(range), status, "{range}");
    }
}

/// The type is the representation's, which has one also where it has no bytes (RFC 9110 8.3).
#[test]
fn no_bytes_have_a_type_too() {
    let versions = [Version { content: "", ..version("\"v6\"") }];
    let resource = Resource { versions: &versions, ..Resource::default() };
    let (response, _) = respond(&resource, "GET /notes/7 HTTP/1.1\nHost: a.example", NOW);
    let fields = [response.field("Content-Type"), response.field("Content-Length")];
    assert_eq!((fields, &response.content), ([Some("text/plain"), Some("0")], &None));
}
