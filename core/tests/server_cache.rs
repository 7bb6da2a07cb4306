//! A browser's cache in front of the small server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use statuscope_core::server::cache::{Lifetime, Load, Plan, Stored, Update, left, plan, request, span, update};
use statuscope_core::server::{Life, Resource, Response, Version, date, respond};

const START: i64 = 1_795_345_200;
const TEXT: Version<'static> = Version {
    kind: "text/plain",
    language: "",
    coding: "",
    tag: "\"v1\"",
    modified: Some(START - 1_000),
    content: "Hello",
};

/// One load: the request, if there is one, its status, and what became of it.
fn load(
    version: Version<'_>,
    control: &str,
    stored: &mut Option<Stored>,
    load: Load,
    now: i64,
) -> (String, u16, Option<Update>) {
    let Plan::Send { fields, .. } = plan(stored.as_ref(), load, now) else { return (String::new(), 0, None) };
    let versions = [version];
    let resource = Resource { versions: &versions, cache_control: control, ..Resource::default() };
    let text = request("/a", "a.example", &fields);
    let (response, _) = respond(&resource, &text, now.unsigned_abs() * 1_000);
    let status = response.status;
    let became = update(stored, response, now);
    (fields.trim_start().replace('\n', "; "), status, Some(became))
}

#[test]
fn visits_reloads_and_changes() {
    let mut stored = None;
    let dated = date::written(START - 1_000);
    let both = format!("If-None-Match: \"v1\"; If-Modified-Since: {dated}");
    let control = "max-age=60";
    assert_eq!(load(TEXT, control, &mut stored, Load::Visit, START), (String::new(), 200, Some(Update::Stored)));
    assert_eq!(plan(stored.as_ref(), Load::Visit, START + 59), Plan::Use(1));
    // Stale: it asks, and need not fetch.
    assert_eq!(
        load(TEXT, control, &mut stored, Load::Visit, START + 60),
        (both.clone(), 304, Some(Update::Confirmed(5)))
    );
    assert_eq!(plan(stored.as_ref(), Load::Visit, START + 119), Plan::Use(1));
    // A reload asks even though it is fresh.
    let asked = format!("Cache-Control: max-age=0; {both}");
    assert_eq!(load(TEXT, control, &mut stored, Load::Reload, START + 61), (asked, 304, Some(Update::Confirmed(5))));
    // By force, everything is fetched.
    let forced = "Cache-Control: no-cache; Pragma: no-cache".to_owned();
    assert_eq!(load(TEXT, control, &mut stored, Load::Force, START + 62), (forced, 200, Some(Update::Stored)));
    // It has changed.
    let new = Version { tag: "\"v2\"", modified: Some(START + 65), content: "Hello again", ..TEXT };
    assert_eq!(load(new, control, &mut stored, Load::Visit, START + 200), (both, 200, Some(Update::Stored)));
    assert_eq!(stored.unwrap().response.content.unwrap(), b"Hello again");
}

#[test]
fn what_cache_control_says() {
    for (control, expected) in [
        ("max-age=60", Some(Lifetime::Said(60))),
        ("public, Max-Age=\"5\"", Some(Lifetime::Said(5))),
        ("max-age=soon", Some(Lifetime::Said(0))),
        ("no-cache, max-age=60", Some(Lifetime::Ask)),
        ("no-store", None),
        // A tenth of the time since the last change (RFC 9111 4.2.2).
        ("", Some(Lifetime::Guessed(100))),
        ("public", Some(Lifetime::Guessed(100))),
    ] {
        let mut stored = None;
        load(TEXT, control, &mut stored, Load::Visit, START);
        assert_eq!(stored.map(|stored| stored.lifetime), expected, "{control}");
    }
    let mut stored = None;
    load(Version { modified: None, ..TEXT }, "", &mut stored, Load::Visit, START);
    assert_eq!(stored.as_ref().unwrap().lifetime, Lifetime::Ask);
    assert_eq!(left(stored.as_ref().unwrap(), START), 0);
}

#[test]
fn without_validators_everything_is_fetched() {
    let mut stored = None;
    let bare = Version { tag: "", modified: None, ..TEXT };
    load(bare, "max-age=10", &mut stored, Load::Visit, START);
    assert_eq!(
        load(bare, "max-age=10", &mut stored, Load::Visit, START + 10),
        (String::new(), 200, Some(Update::Stored))
    );
}

#[test]
fn errors_leave_the_copy_alone() {
    let mut stored = None;
    load(TEXT, "max-age=10", &mut stored, Load::Visit, START);
    let gone = Resource { life: Life::Gone, ..Resource::default() };
    let (response, _) = respond(&gone, "GET /a HTTP/1.1\nHost: a", 0);
    let before = stored.clone();
    assert_eq!((update(&mut stored, response, START), stored), (Update::Passed, before));
    let unasked = Response { status: 304, head: String::new(), content: None };
    assert_eq!(update(&mut None, unasked, START), Update::Passed);
}

#[test]
fn spans() {
    let told: Vec<String> = [-1, 0, 60, 119, 120, 7_199, 7_200, 200_000].iter().map(|seconds| span(*seconds)).collect();
    assert_eq!(told, ["0 s", "0 s", "60 s", "119 s", "2 min", "119 min", "2 h", "2 d"]);
}
