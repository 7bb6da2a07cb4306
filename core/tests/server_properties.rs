//! Any request to any resource gets a response that obeys the rules of its own code.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod exchanges;
mod rules;

use proptest::prelude::*;
use statuscope_core::decision::{self, Now, Walk};
use statuscope_core::message::Message;
use statuscope_core::prose::plain;
use statuscope_core::server::{
    Back, Bucket, CHECKS, Guard, Life, LimitStyle, Limits, Methods, Outcome, Pass, Reads, Resource, Verdict, Version,
    respond,
};
use std::collections::BTreeMap;
use std::sync::Mutex;

const NOW: u64 = 1_795_345_200_000;
const DATES: [&str; 5] = [
    "Sun, 22 Nov 2026 10:00:00 GMT",
    "Sunday, 22-Nov-26 09:00:00 GMT",
    "Sun Nov 22 10:00:01 2026",
    "Mon, 22 Nov 2026 10:00:00 GMT",
    "soon",
];
const SMALL: Limits = Limits { target: 100, fields: 1_000, content: 100 };
const PASSES: [Pass<'static>; 3] = [
    Pass { token: "ana", until: None, may: Methods::ALL },
    Pass { token: "ben", until: None, may: Methods::READ },
    Pass { token: "old", until: Some(0), may: Methods::ALL },
];

fn pick<T: Clone + std::fmt::Debug + 'static>(all: &[T]) -> impl Strategy<Value = T> + use<T> {
    prop::sample::select(all.to_vec())
}

fn version() -> impl Strategy<Value = Version<'static>> {
    (
        pick(&["text/plain", "text/html; charset=utf-8", "application/json"]),
        pick(&["", "en", "de-AT"]),
        pick(&["", "", "gzip"]),
        pick(&["", "\"v6\"", "W/\"v6\"", "broken", "\"a,b\""]),
        pick(&[None, Some(1_795_341_600), Some(NOW as i64 / 1_000), Some(i64::MAX), Some(-5)]),
        pick(&["", "x", "Hello, reader.", "part --part-- partx"]),
    )
        .prop_map(|(kind, language, coding, tag, modified, content)| Version {
            kind,
            language,
            coding,
            tag,
            modified,
            content,
        })
}

fn outcome() -> impl Strategy<Value = Outcome<'static>> {
    pick(&[
        Outcome::Content,
        Outcome::Nothing,
        Outcome::Reset,
        Outcome::Created("/n/8"),
        Outcome::Created("\r\nX: y"),
        Outcome::Accepted("/jobs/\"1\"\n"),
        Outcome::See(""),
    ])
}

fn life() -> impl Strategy<Value = Life<'static>> {
    let moved = |for_good, keeps_method| Life::Moved { to: "/new", for_good, keeps_method };
    prop_oneof![
        12 => Just(Life::Here),
        2 => Just(Life::Never),
        1 => Just(Life::Gone),
        1 => any::<(bool, bool)>().prop_map(move |(for_good, keeps_method)| moved(for_good, keeps_method)),
    ]
}

prop_compose! {
    fn bucket()(size in 0_u16..4, left in 0_u16..4, every in 0_u32..90_000, since in 0..NOW * 2, style in pick(&[LimitStyle::Silent, LimitStyle::Draft, LimitStyle::Vendor])) -> Bucket {
        Bucket { size, every, left, since, style }
    }
}

prop_compose! {
    fn resource()(
        down in prop::option::weighted(0.05, pick(&[Back::Unsaid, Back::After(9), Back::At(i64::MAX), Back::At(i64::MIN)])),
        bucket in prop::option::weighted(0.3, bucket()),
        methods in prop_oneof![3 => Just(Methods::ALL), 1 => any::<u8>().prop_map(|set| Methods(set | 1))],
        limits in prop_oneof![
            10 => Just(Limits { target: 8_000, fields: 8_000, content: 100_000 }),
            1 => pick(&[Limits { target: 7, ..SMALL }, Limits { fields: 200, ..SMALL }, Limits { content: 20, ..SMALL }, Limits { target: 0, fields: 0, content: 0 }]),
        ],
        guard in prop::option::weighted(0.2, (any::<bool>(), pick(&[0, 0, 1, 0b100_0011])).prop_map(|(hides, open)| Guard { realm: "a \"b\"", open: Methods(open), passes: &PASSES, hides })),
        takes in pick(&[&[][..], &["application/json"][..], &["text/plain", "application/json"][..]]),
        reads in pick(&[Reads::Anything, Reads::Anything, Reads::Json, Reads::Person]),
        versions in prop::collection::vec(version(), 0..3),
        (strict, insists, breaks, ranges) in (any::<bool>(), prop::bool::weighted(0.2), prop::bool::weighted(0.05), prop::bool::weighted(0.8)),
        life in life(),
        clash in pick(&["", "", "", "it is shipped\n"]),
        outcome in outcome(),
        cache_control in pick(&["", "max-age=60", "no-store\r\n\r\nhi"]),
    ) -> Resource<'static> {
        Resource { down, bucket, methods, limits, guard, takes, reads, versions: versions.leak(), strict, life, insists, clash, breaks, outcome, ranges, cache_control }
    }
}

fn field() -> impl Strategy<Value = String> {
    let tag = || pick(&["*", "\"v6\"", "W/\"v6\"", "\"v5\", \"v6\"", "\"v5\"", "\"a,b\"", "v6", "", "\""]);
    let named = |name: &'static str, value: BoxedStrategy<&'static str>| {
        value.prop_map(move |value| format!("{name}: {value}"))
    };
    prop_oneof![
        6 => named("If-Match", tag().boxed()),
        8 => named("If-None-Match", tag().boxed()),
        4 => named("If-Range", tag().boxed()),
        4 => named("If-Range", pick(&DATES).boxed()),
        6 => named("If-Modified-Since", pick(&DATES).boxed()),
        4 => named("If-Unmodified-Since", pick(&DATES).boxed()),
        14 => named("Range", pick(&["bytes=0-0", "bytes=0-", "bytes=-5", "bytes=-0", "bytes=99-", "bytes=0-1, 3-4,99-", "bytes=5-4", "x=1-2", "bytes=,", "bytes=99999999999999999999-", "bytes=0-99999999999999999999"]).boxed()),
        6 => named("Accept", pick(&["*/*", "text/html", "image/*;q=0.1, text/plain;q=0", ";;,", "text/plain;q=9"]).boxed()),
        4 => named("Accept-Language", pick(&["de", "*;q=0", "fr"]).boxed()),
        4 => named("Accept-Encoding", pick(&["gzip", "identity;q=0", "*;q=0"]).boxed()),
        16 => named("Authorization", pick(&["Bearer ana", "Bearer ben", "Bearer old", "Bearer", "Basic YTpi", "Bearer a b", ""]).boxed()),
        10 => named("Content-Type", pick(&["application/json", "text/xml", "text/plain;charset=x", ""]).boxed()),
        2 => named("Content-Encoding", pick(&["gzip", "identity"]).boxed()),
        2 => named("Content-Length", pick(&["0", "2", "x", "99999999999999999999", "9000000", "2, 2"]).boxed()),
        2 => named("Transfer-Encoding", pick(&["chunked", "gzip", "gzip, chunked"]).boxed()),
        1 => named("Content-Range", Just("bytes 0-1/9").boxed()),
        3 => named("Cookie", pick(&["a=b", "a=0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"]).boxed()),
        2 => "[ -~é\u{1}]{0,20}",
    ]
}

prop_compose! {
    fn request()(
        method in prop_oneof![40 => pick(&["GET", "GET", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]), 1 => pick(&["TRACE", "get", "BREW", "", "é"])],
        target in prop_oneof![60 => Just("/notes/7"), 1 => pick(&["*", "", "/a b", "/\u{1}"])],
        version in prop_oneof![50 => Just("HTTP/1.1"), 1 => pick(&["HTTP/1.0", "HTTP/2.0", "HTTP/9", ""])],
        host in prop_oneof![80 => Just("\nHost: a.example"), 1 => Just(""), 1 => Just("\nHost: a\nHost: b")],
        fields in prop::collection::vec(field(), 0..5),
        framed in prop::bool::weighted(0.96),
        content in prop_oneof![3 => Just(None), 2 => pick(&["hi", "{", "[1]", "{\"age\": 30, \"email\": \"a@b.example\"}", "{\"age\": -1}", ""]).prop_map(|text| Some(text.to_owned())), 1 => "(?s).{0,40}".prop_map(Some)],
    ) -> String {
        let mut text = format!("{method} {target} {version}{host}");
        for field in &fields {
            text += "\n";
            text += field;
        }
        let has_length = fields.iter().any(|field| field.starts_with("Content-Length") || field.starts_with("Transfer"));
        if let Some(content) = content {
            if framed && !has_length {
                text += &format!("\nContent-Length: {}", content.len());
            }
            text += "\n\n";
            text += &content;
        }
        text
    }
}

/// The code at which a way of an answer ends in its tree.
fn end(path: &str) -> u16 {
    let (tree, path) = path.strip_prefix("success~").map_or(("respond", path), |rest| ("success", rest));
    match Walk::follow(decision::tree(tree).unwrap(), path).walk.now() {
        Now::Result(end) => end.code,
        other => panic!("{path}: {other:?}"),
    }
}

/// Checks an answer; returns its status.
fn check(resource: &Resource<'_>, request: &str, now: u64) -> Result<u16, TestCaseError> {
    let (response, trace) = respond(resource, request, now);
    let text = response.text();
    let told = format!("{request:?}\n{resource:?}\n{text}");
    let parsed = Message::parse(&text);
    prop_assert!(parsed.is_ok(), "{parsed:?} {told}");
    let answer = parsed.unwrap();
    prop_assert_eq!(answer.status(), Some(response.status));
    prop_assert_eq!(answer.fields.len(), response.head.matches('\n').count(), "{}", told);
    // The trace: every check up to the deciding one, in order, and an answer that the tree has.
    let step = trace.deciding().unwrap();
    let Verdict::Answers { status, path } = step.verdict else { panic!("{told}") };
    prop_assert_eq!((status, end(path)), (response.status, response.status));
    prop_assert!(step.check.codes.contains(&status), "{}: {}", step.check.id, status);
    prop_assert!(trace.steps.iter().zip(CHECKS).all(|(step, check)| step.check == check));
    let earlier = trace.steps.iter().rev().skip(1).any(|step| matches!(step.verdict, Verdict::Answers { .. }));
    prop_assert!(!earlier);
    for step in &trace.steps {
        // Only what has nothing to do with the request says nothing.
        let silent = plain(step.says).is_empty();
        prop_assert!(!silent || step.verdict == Verdict::Skipped && step.found.is_empty(), "{:?}", step);
        prop_assert!(step.source.starts_with("RFC ") && !step.says.contains('|'), "{:?}", step);
    }
    // Framing, and what content says of itself.
    let said = response.field("Content-Length").map(|length| length.parse::<usize>().unwrap());
    let length = response.content.as_ref().map(Vec::len);
    prop_assert!(length != Some(0) && (length.is_none() || length == said), "{}", told);
    prop_assert!(length.is_none() || response.field("Content-Type").is_some(), "{}", told);
    prop_assert!(said.is_some() || matches!(status, 204 | 304), "{}", told);
    prop_assert_eq!(status == 304 || status == 204, said.is_none(), "{}", told);
    if response.field("Content-Type") == Some("application/problem+json") && length.is_some() {
        let problem: serde_json::Value = serde_json::from_slice(response.content.as_deref().unwrap()).unwrap();
        prop_assert_eq!(&problem["status"], &serde_json::Value::from(status), "{}", &told);
        prop_assert!(problem["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{}", &told);
    }
    for name in ["Date", "ETag", "Location", "Content-Type", "Content-Length", "Content-Range", "Retry-After", "Vary"] {
        prop_assert!(answer.fields.iter().filter(|field| field.name == name).count() <= 1, "{} twice: {}", name, told);
    }
    for name in ["Date", "Last-Modified"] {
        prop_assert!(response.field(name).is_none_or(|date| httpdate::parse_http_date(date).is_ok()), "{}", told);
    }
    if let Ok(asked) = Message::parse(request)
        && asked.method().is_some()
    {
        let broken = rules::broken(&asked, &answer);
        prop_assert!(broken.is_empty(), "{:?} {}", broken, told);
    } else {
        prop_assert!(matches!(status, 400 | 505) || request.contains("HTTP/1.0"), "{}", told);
    }
    Ok(status)
}

#[test]
fn any_request_to_any_resource() {
    let seen: Mutex<BTreeMap<u16, usize>> = Mutex::default();
    proptest!(ProptestConfig::with_cases(20_000), |(resource in resource(), request in request(), dot in prop::bool::weighted(0.02))| {
        let request = if dot { "GET / HTTP/1.1\nHost: a\nTransfer-Encoding: x, chunked".to_owned() } else { request };
        let status = check(&resource, &request, NOW)?;
        *seen.lock().unwrap().entry(status).or_default() += 1;
    });
    // Every code that a check may answer came up; the rarest one does about ten times.
    let seen = seen.into_inner().unwrap();
    let codes = CHECKS.iter().flat_map(|check| check.codes).copied();
    let missing: Vec<u16> = codes.filter(|code| !seen.contains_key(code)).collect();
    assert!(missing.is_empty(), "{missing:?} of {seen:?}");
}

proptest! {
    #[test]
    fn any_text_whatever(resource in resource(), request in "(?s).{0,80}", now: u64) {
        check(&resource, &request, now)?;
    }
}
