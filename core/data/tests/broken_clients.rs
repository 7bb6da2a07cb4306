//! Deliberately broken clients and presets give a message with file, line, field and cure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod copy;

use copy::Copy;

/// Makes one mistake in a copy of the data and gives what is told about it, and the line of the mistake.
fn told(file: &str, old: &str, new: &str) -> (Vec<String>, usize) {
    let copy = Copy::new();
    let line = copy.change(file, old, new);
    let lines = copy
        .problems()
        .into_iter()
        .map(|problem| format!("{}:{}: {}: {}", problem.file.display(), problem.line, problem.field, problem.message));
    (lines.collect(), line)
}

/// Expects one mistake in the line where it was made.
#[track_caller]
fn expect(file: &str, old: &str, new: &str, field: &str, message: &str) {
    let (told, line) = told(file, old, new);
    assert_eq!(told, [format!("{file}:{line}: {field}: {message}")]);
}

/// Expects one mistake with this field and message, wherever.
#[track_caller]
fn expect_somewhere(file: &str, old: &str, new: &str, field: &str, message: &str) {
    let (told, _) = told(file, old, new);
    let found =
        matches!(told.as_slice(), [one] if one.starts_with(file) && one.ends_with(&format!(": {field}: {message}")));
    assert!(found, "{told:#?}");
}

#[test]
fn words_of_a_policy_are_listed() {
    expect(
        "clients/httpx.toml",
        "one_shot = \"error\"",
        "one_shot = \"explode\"",
        "policy.one_shot",
        "\"explode\" is none of resent, return, error, error-unless-303, empty, empty-keeping-method, never, unknown",
    );
    expect_somewhere(
        "clients/httpx.toml",
        "then = \"keep\"",
        "then = \"kept\"",
        "policy.rules.then",
        "\"kept\" is none of keep, get, bare, post, return, error",
    );
}

#[test]
fn unknown_fields_are_told() {
    let (told, _) = told("clients/httpx.toml", "limit = 20", "limits = 20");
    assert!(told.len() == 1 && told.iter().all(|it| it.contains("unknown field `limits`")), "{told:#?}");
}

#[test]
fn statuses_and_names_are_checked() {
    expect_somewhere(
        "clients/httpx.toml",
        "status = [302, 303]",
        "status = [302, 203]",
        "policy.rules.status",
        "203 is no redirect; write numbers from 300 to 314",
    );
    expect(
        "clients/httpx.toml",
        "dropped_always = [\"Cookie\"]",
        "dropped_always = [\"Coo kie\"]",
        "policy.dropped_always",
        "\"Coo kie\" is no token (RFC 9110 5.6.2)",
    );
}

#[test]
fn only_specifications_leave_things_open() {
    expect_somewhere(
        "clients/httpx.toml",
        "then = \"keep\" }",
        "then = \"keep\", or = \"get\" }",
        "policy.rules.or",
        "is for specifications; a program does one thing",
    );
}

#[test]
fn ids_are_unique_and_fit_an_address() {
    let (told, _) = told("clients/httpx.toml", "id = \"httpx\"", "id = \"aiohttp\"");
    assert!(
        told.iter().any(|it| it.contains("\"aiohttp\" stands in ") && it.contains("aiohttp.toml as well")),
        "{told:#?}"
    );
    expect(
        "clients/httpx.toml",
        "id = \"httpx\"",
        "id = \"http x\"",
        "client.id",
        "\"http x\": use letters, digits, _, - and . only; it stands in addresses",
    );
}

#[test]
fn groups_and_relations_are_checked() {
    expect(
        "clients/httpx.toml",
        "group = \"Python\"",
        "group = \"Snakes\"",
        "group",
        "\"Snakes\" is none of Standards; Browsers; JavaScript; Command line; Python; Go; Java; Rust; PHP, Perl, Ruby",
    );
    expect_somewhere(
        "clients/node.toml",
        "like = \"fetch\"",
        "like = \"fetched\"",
        "like",
        "\"fetched\" is the id of no client",
    );
}

#[test]
fn placeholders_of_a_snippet_are_checked() {
    expect(
        "clients/httpx.toml",
        "        {url},",
        "        {uri},",
        "snippet",
        "{uri} is none of url, 'method', METHOD, method, content, field, name, value, options; write a literal brace twice",
    );
}

#[test]
fn presets_are_checked() {
    let file = "redirect-presets.toml";
    expect(
        file,
        "client = \"requests\"",
        "client = \"request\"",
        "preset.client",
        "\"request\" is the id of no client",
    );
    expect(file, "method = \"POST\"", "method = \"PO ST\"", "preset.method", "\"PO ST\" is no method (RFC 9110 9.1)");
    expect(
        file,
        "from = \"https://api",
        "from = \"api",
        "preset.from",
        "is no address; begin with http:// or https://",
    );
    expect_somewhere(file, "status = 301", "status = 201", "hops.status", "201 is no redirect");
    expect(
        file,
        "\"Set-Cookie: sid",
        "\"Set-Cookie sid",
        "hops.fields",
        "\"Set-Cookie sid=7f3a; Secure; HttpOnly\": write \"Name: value\"",
    );
}
