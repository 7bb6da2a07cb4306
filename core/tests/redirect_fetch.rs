//! The Fetch standard as a client gives what the web platform tests expect, vector by vector.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use serde_json::Value;
use statuscope_core::redirect::{
    Because, Content, Fate, Field, Hop, Journey, Mode, Outcome, Page, RedirectMode, Request, fetch, follow, from_bytes,
    keep,
};

const VECTORS: &str = include_str!("../../tests/fixtures/redirects/wpt.json");
const PAGE: &str = "http://page.test/folder/page.html?q";
const SAME: &str = "http://page.test/folder/";
const OTHER: &str = "http://other.test/folder/";
const ANOTHER: &str = "http://another.test/folder/";

/// The folders of the first request and of the target, from what the vector says about them.
fn places(vector: &Value) -> (&'static str, &'static str) {
    let place = |word: &str| match word {
        "same" | "page origin" | "same origin" => SAME,
        "other" | "remote" | "cors" | "same remote" | "same cors origin" => OTHER,
        "another remote" | "another cors" | "another cors origin" => ANOTHER,
        other => panic!("{other}"),
    };
    if let (Some(first), Some(target)) = (vector["first_url"].as_str(), vector["target_url"].as_str()) {
        return (place(first), place(target));
    }
    let same = vector["same_origin"].as_bool().unwrap();
    match vector["kind"].as_str().unwrap() {
        "mode" => {
            if same {
                (SAME, SAME)
            } else {
                (OTHER, OTHER)
            }
        }
        "taint" => (SAME, OTHER),
        "cookie" => (OTHER, ANOTHER),
        _ => match vector["path"].as_str().and_then(|path| path.split_once(" -> ")) {
            Some((first, target)) => (place(first), place(target)),
            None => (SAME, if same { SAME } else { OTHER }),
        },
    }
}

fn content(vector: &Value) -> Content {
    match vector["body"].as_str() {
        None => Content::None,
        Some(text) if vector["kind"] == "stream-body" => Content::OneShot(keep(text)),
        Some(text) => Content::Buffered(keep(text)),
    }
}

fn request(vector: &Value) -> Request {
    let mut fields: Vec<Field> = vector["request_headers"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| Field::new(name.as_str(), value.as_str().unwrap()))
        .collect();
    let typed = vector["body_type"] != "Blob without type" && vector["kind"] == "method";
    if typed && vector["body"].is_string() {
        fields.push(Field::new("Content-Type", "text/plain;charset=UTF-8"));
    }
    let by_request = vector["policy_source"] == "request init";
    Request {
        method: keep(vector["method"].as_str().unwrap()),
        url: keep(&[places(vector).0, "redirect"].concat()),
        fields,
        content: content(vector),
        page: Page {
            url: PAGE,
            mode: match vector["request_mode"].as_str() {
                Some("no-cors") => Mode::NoCors,
                Some("same-origin") => Mode::SameOrigin,
                _ => Mode::Cors,
            },
            redirect: match vector["redirect_mode"].as_str() {
                Some("error") => RedirectMode::Error,
                Some("manual") => RedirectMode::Manual,
                _ => RedirectMode::Follow,
            },
            referrer_policy: keep(vector["referrer_policy"].as_str().filter(|_| by_request).unwrap_or_default()),
            cookies: vec![("other.test", "a=1"), ("another.test", "a=2")],
        },
    }
}

fn hops(vector: &Value) -> Vec<Hop> {
    let status = u16::try_from(vector["status"].as_u64().unwrap()).unwrap();
    if let Some(count) = vector["hops"].as_u64() {
        return (0..count).map(|index| Hop::new(status, format!("/{index}"))).collect();
    }
    let target = places(vector).1;
    let mut hop = Hop::new(status, [target, "target"].concat());
    if let Some(location) = vector.get("location") {
        // In these vectors a code point stands for a byte.
        let bytes =
            |text: &str| text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect::<Vec<_>>();
        let raw = vector["location_encoding"].is_string();
        hop.location = location.as_str().map(|text| if raw { from_bytes(&bytes(text)) } else { keep(text) });
    }
    if let Some(userinfo) = vector["location_userinfo"].as_str() {
        hop.location = Some(keep(&target.replacen("http://", &["http://", userinfo].concat(), 1)));
    }
    if let (Some(policy), Some(source)) = (vector["referrer_policy"].as_str(), vector["policy_source"].as_str())
        && source.starts_with("Referrer-Policy")
    {
        hop.fields.push(Field::new("Referrer-Policy", policy));
    }
    let mut hops = vec![hop];
    if vector["kind"] == "taint" {
        hops.push(Hop::new(status, [SAME, "target"].concat()));
    }
    if vector["kind"] == "preflight" && vector["expected_result"] == "network-error" {
        hops.push(Hop { status: 200, location: None, permits_preflight: false, ..Hop::new(200, "") });
    }
    hops
}

fn result(journey: &Journey) -> &'static str {
    match &journey.outcome {
        Outcome::Arrived if journey.steps.len() > 1 => "followed",
        Outcome::HandedBack(Because::Manual) => "opaqueredirect",
        Outcome::HandedBack(_) => "returned-as-is",
        Outcome::Error(_) | Outcome::Limit(true) => "network-error",
        other => panic!("{other:?}"),
    }
}

/// What does not fit, in words; empty if all fits.
fn compare(vector: &Value, journey: &Journey) -> Vec<String> {
    let mut wrong = Vec::new();
    if result(journey) != vector["expected_result"] {
        return vec![format!("{} {:?}", result(journey), journey.outcome)];
    }
    let Some(last) = journey.last().filter(|_| result(journey) == "followed") else { return wrong };
    let mut check = |what: &str, seen: Option<&str>, expected: Option<&str>| {
        if seen != expected {
            wrong.push(format!("{what}: {seen:?}, not {expected:?}"));
        }
    };
    check("method", Some(last.method), vector["expected_method"].as_str());
    if let Some(body) = vector["expected_body"].as_str() {
        check("body", Some(last.content.text().unwrap_or_default()), Some(body));
    }
    if let Some(removed) = vector["expected_headers_removed"].as_array() {
        let sent = journey.steps[0].lines.iter().map(|line| line.name.to_ascii_lowercase());
        for name in sent.filter(|name| name.starts_with("content-") && name != "content-length") {
            let gone =
                last.lines.iter().any(|line| line.name.eq_ignore_ascii_case(&name) && line.fate == Fate::Dropped);
            let expected = removed.iter().any(|it| *it == name);
            check(&name, Some(if gone { "removed" } else { "kept" }), Some(if expected { "removed" } else { "kept" }));
        }
    }
    if vector.get("expected_content_type").is_some() {
        check("Content-Type", last.sent("Content-Type"), vector["expected_content_type"].as_str());
    }
    if vector.get("expected_origin_header").is_some() {
        let expected = vector["expected_origin_header"]
            .as_str()
            .map(|it| if it == "page-origin" { "http://page.test" } else { it });
        check("Origin", last.sent("Origin"), expected);
    }
    if vector.get("expected_referer").is_some() {
        let expected =
            vector["expected_referer"].as_str().map(|it| if it == "full" { PAGE } else { "http://page.test/" });
        check("Referer", last.sent("Referer"), expected);
    }
    if let Some(count) = vector["expected_preflights"].as_u64() {
        // Counted at the target.
        check("preflight", Some(if last.preflight { "1" } else { "0" }), Some(&count.to_string()));
    }
    if let Some(suffix) = vector["expected_url_suffix"].as_str() {
        check("URL", Some(last.url.shown().rsplit('/').next().unwrap()), Some(suffix));
    }
    if let Some(cookie) = vector["expected_cookie"].as_str() {
        check("Cookie", last.sent("Cookie"), Some(cookie));
    }
    wrong
}

#[test]
fn every_vector_comes_out() {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let vectors = vectors["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 296);
    let mut wrong = Vec::new();
    for vector in vectors {
        let journey = follow(fetch().unwrap(), &request(vector), &hops(vector));
        for what in compare(vector, &journey) {
            wrong.push(format!("{} ({}): {what}\n  {vector}", vector["id"], vector["kind"]));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_standard_is_told_step_by_step() {
    let request = Request { method: "POST", url: "https://a.test/", ..Request::default() };
    let journey = follow(fetch().unwrap(), &request, &[Hop::new(302, "/b")]);
    let rules = &journey.steps[0].rules;
    assert!(rules.iter().any(|rule| !rule.effect) && rules.iter().any(|rule| rule.effect));
    assert!(rules.iter().all(|rule| rule.source == "fetch"), "{rules:#?}");
}
