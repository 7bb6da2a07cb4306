//! Mistakes in gateways and their failures are told with file, line, field and what to do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod copy;

use copy::Copy;
use std::fs;

const NGINX: &str = "gateways/nginx.toml";
const FAILURES: &str = "gateway-failures.toml";

/// Replaces `old` and expects one mistake, in that very line.
#[track_caller]
fn expect(file: &str, old: &str, new: &str, field: &str, message: &str) {
    let copy = Copy::new();
    let line = copy.change(file, old, new);
    assert_eq!(copy.problem(file), (line, field.to_owned(), message.to_owned()));
}

#[test]
fn an_answer_is_one_of_five_shapes() {
    let message = |answer| {
        format!("\"{answer}\": write \"502\", \"200 cut\", \"502, then 503\", \"raw bytes\" or \"cut, no bytes\"")
    };
    for answer in ["fifty", "502 cut off", "5020", "", "502, then"] {
        let new = format!("refuse = \"{answer}\"");
        let copy = Copy::new();
        copy.change(NGINX, "refuse = \"502\"", &new);
        let (_, field, told) = copy.problem(NGINX);
        assert_eq!((field.as_str(), told), ("answers.refuse", message(answer)));
    }
    expect(NGINX, "refuse = \"502\"", "refuse = \"580 cut\"", "answers.refuse", "580 has no file in data/codes");
}

#[test]
fn answers_and_log_lines_belong_to_failures() {
    expect(NGINX, "nodns = ", "nodnss = ", "answers.nodnss", "\"nodnss\" is no failure of data/gateway-failures.toml");
    let copy = Copy::new();
    copy.change(NGINX, "[log]", "[log]\nexception = \"it failed\"");
    let (_, field, message) = copy.problem(NGINX);
    assert_eq!((field.as_str(), message.as_str()), ("log.exception", "has no answer; a line of the log goes with one"));
}

#[test]
fn the_short_list_is_measured_everywhere() {
    let copy = Copy::new();
    copy.change(NGINX, "hang = \"504\"\n", "");
    let (_, field, message) = copy.problem(NGINX);
    assert_eq!((field.as_str(), message.as_str()), ("answers", "lacks hang, which is in the short list; measure it"));
}

#[test]
fn what_was_not_measured_has_a_source() {
    let copy = Copy::new();
    copy.change("gateways/alb.toml", "source = \"alb\"\n", "");
    let (_, field, message) = copy.problem("gateways/alb.toml");
    assert_eq!(field, "source");
    assert_eq!(message, "is missing; say where it is documented, or give the version that was measured");
}

#[test]
fn places_and_file_names_are_their_own() {
    expect(NGINX, "place = 1", "place = 2", "place", "2 is the place of HAProxy, too; give each its own");
    let copy = Copy::new();
    fs::rename(copy.path(NGINX), copy.path("gateways/Nginx.toml")).unwrap();
    let message = "\"Nginx\": name the file with lower-case letters, digits and - only; it stands in addresses";
    assert_eq!(copy.problem("gateways/Nginx.toml").2, message);
}

#[test]
fn failures_are_checked() {
    expect(
        FAILURES,
        "link = \"pool\"",
        "link = \"pond\"",
        "failure.link",
        "\"pond\" is none of none, connection, answer, middle, pool, own, app",
    );
    expect(
        FAILURES,
        "recommended = 503",
        "recommended = 521",
        "failure.recommended",
        "521 is not a registered code in use",
    );
    expect(
        FAILURES,
        "error = \"dns_error\"",
        "error = \"dns error\"",
        "failure.error",
        "\"dns error\" is no type of error; RFC 9209 2.3 lists them",
    );
    let copy = Copy::new();
    copy.change(FAILURES, "source = \"RFC 9110 3.7\"\n", "");
    let (line, field, message) = copy.problem(FAILURES);
    assert!(
        line > 100 && field == "failure.source" && message.starts_with("is missing; say where"),
        "{line} {message}"
    );
    let message = "RFC 9208 is not in data/sources.toml; add its title and date there";
    expect(FAILURES, "RFC 9209 2.3.2\"", "RFC 9208 2.3.2\"", "failure.source", message);
}

#[test]
fn comparisons_are_checked() {
    const FILE: &str = "comparisons.toml";
    let expect = |old, new, field: &str, message: &str| {
        let copy = Copy::new();
        copy.change(FILE, old, new);
        let (_, told_field, told) = copy.problem(FILE);
        assert_eq!((told_field.as_str(), told.as_str()), (field, message));
    };
    expect("[401, 403]", "[403, 401]", "difference", "compare two to five codes, in ascending order");
    expect("[401, 403]", "[401, 403, 404]", "difference", "does not name {404}; say what is special about it");
    expect(
        "\"gone\"",
        "\"lost\"",
        "lab",
        "\"lost\" is none of validate, identity, gone, cache, range, rate, gateway, write, upgrade, graphql",
    );
    expect("401: who are you?", "{401}: who are you?", "hook", "is shown without marks; write it plain");
    expect("[404, 410]", "[404, 410, 520]", "difference", "520 is not a registered code in use");
}
