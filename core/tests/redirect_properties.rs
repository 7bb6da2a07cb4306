//! What holds for every client and every input.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use proptest::prelude::*;
use statuscope_core::clients::{Client, Memory};
use statuscope_core::form;
use statuscope_core::redirect::{
    Body, Content, Fate, Field, Hop, Lies, Outcome, Page, Request, Scenario, Sent, Style, Url, follow, follow_again,
    keep, recommend, reproduce, verdict,
};
use statuscope_core::sets::Set;

fn any_client() -> impl Strategy<Value = &'static Client> {
    proptest::sample::select(statuscope_core::redirect::clients().iter().collect::<Vec<_>>())
}

fn method() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => proptest::sample::select(vec!["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW", "patch"]).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn host() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "http://a.test",
        "https://a.test",
        "http://a.test:8080",
        "https://a.test:8443",
        "http://sub.a.test",
        "https://sub.a.test",
        "http://b.test",
        "https://b.test",
        "http://A.TEST",
        "http://u:p@b.test",
        "http://127.0.0.1",
        "//b.test",
        "//a.test",
        "",
    ])
}

fn location() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => (host(), "/[a-c]{0,2}").prop_map(|(host, path)| [host, &path].concat()),
        2 => "[a-z/.?#:@%\\\\ \\[\\]0-9é☃-]{0,12}",
        1 => any::<String>(),
        1 => proptest::sample::select(vec!["", " ", "http://", "//", "data:,x", "ftp://a/", "http://[::1]/", "%", "?", "#x", "http:x"]).prop_map(str::to_owned),
    ]
}

fn hop() -> impl Strategy<Value = Hop> {
    let field = proptest::sample::select(vec![
        ("Set-Cookie", "sid=2; Path=/"),
        ("Set-Cookie", "x=1; Domain=a.test"),
        ("Cache-Control", "max-age=60"),
        ("Cache-Control", "no-store"),
        ("Last-Modified", "then"),
        ("Referrer-Policy", "origin"),
        ("X", "y"),
    ]);
    let fields = proptest::collection::vec(field, 0..3);
    let status = prop_oneof![8 => 300_u16..309, 1 => 100_u16..600];
    (status, proptest::option::weighted(0.95, location()), fields, proptest::bool::weighted(0.95)).prop_map(
        |(status, location, fields, permits_preflight)| Hop {
            location: location.map(|text| keep(&text)),
            fields: fields.into_iter().map(|(name, value)| Field::new(name, value)).collect(),
            permits_preflight,
            ..Hop::new(status, "")
        },
    )
}

fn content() -> impl Strategy<Value = Content> {
    prop_oneof![
        Just(Content::None),
        "[a-z]{0,9}".prop_map(|text| Content::Buffered(keep(&text))),
        "[a-z]{0,9}".prop_map(|text| Content::OneShot(keep(&text))),
    ]
}

fn request() -> impl Strategy<Value = Request> {
    let url =
        prop_oneof![9 => (host(), "/[a-c]{0,2}").prop_map(|(host, path)| [host, &path].concat()), 1 => any::<String>()];
    (method(), url, content(), any::<bool>()).prop_map(|(method, url, content, own_page)| Request {
        method: keep(&method),
        url: keep(&url),
        fields: vec![
            Field::new("Authorization", "Bearer secret"),
            Field::new("Cookie", "sid=secret"),
            Field::new("Content-Type", "text/plain"),
            Field::new("X-Custom", "1"),
        ],
        content,
        page: Page { url: if own_page { "" } else { "https://page.test/" }, ..Page::default() },
    })
}

/// Whether the policy keeps the caller's Authorization from other hosts, on all ways.
fn forbids(client: &Client) -> bool {
    let policy = &client.policy;
    let dropped = policy.dropped_elsewhere.or(policy.dropped_always).meets(Set::AUTHORIZATION);
    dropped && policy.memory != Memory::Recopied && policy.untouched_on.is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_journey_ends_and_is_the_same_again(
        client in any_client(), request in request(), hops in proptest::collection::vec(hop(), 0..10),
    ) {
        let journey = follow(client, &request, &hops);
        prop_assert_eq!(&journey, &follow(client, &request, &hops));
        prop_assert!(journey.steps.len() <= 302, "{} steps", journey.steps.len());
        if journey.outcome == Outcome::Arrived {
            let last = journey.last().unwrap();
            prop_assert!(last.status.is_some_and(|status| !(300..400).contains(&status)) || journey.reached.contains("data:"));
        }
        // Whatever is made of it ends as well.
        prop_assert!(!verdict(&journey).text().is_empty());
        let again = follow_again(client, &request, &hops);
        prop_assert!(again.steps.len() <= 302);
        let _ = reproduce(client, &request);
    }

    #[test]
    fn credentials_stay_where_the_policy_keeps_them(
        client in proptest::sample::select(statuscope_core::redirect::clients().iter().filter(|it| forbids(it)).collect::<Vec<_>>()),
        request in request(), hops in proptest::collection::vec(hop(), 0..10),
    ) {
        let journey = follow(client, &request, &hops);
        let Some(first) = journey.steps.first() else { return Ok(()) };
        for step in &journey.steps {
            let below = step.url.host().ends_with(&[".", first.url.host()].concat());
            if step.url.host() != first.url.host() && !below {
                prop_assert_ne!(step.sent("Authorization"), Some("Bearer secret"), "{}: {:?}", client.id, step);
            }
        }
    }

    #[test]
    fn lines_and_content_add_up(
        client in any_client(), request in request(), hops in proptest::collection::vec(hop(), 0..6),
    ) {
        let journey = follow(client, &request, &hops);
        for pair in journey.steps.windows(2) {
            let (before, after) = (&pair[0], &pair[1]);
            for line in &after.lines {
                let sent_before = before.sent(line.name);
                match &line.fate {
                    Fate::Dropped => prop_assert_eq!(sent_before, Some(line.value)),
                    Fate::Changed(former) => prop_assert_eq!(sent_before, Some(*former)),
                    Fate::Added => prop_assert!(sent_before.is_none()),
                    Fate::Kept | Fate::MayBeDropped => prop_assert_eq!(sent_before, Some(line.value)),
                }
            }
            let had = before.content.text().is_some();
            prop_assert_eq!(matches!(after.content, Sent::Lost(_)), had && after.content.text().is_none());
            prop_assert_eq!(after.method_before.is_some(), before.method != after.method);
        }
    }

    #[test]
    fn an_address_says_all_there_is_to_a_scenario(
        client in any_client(), method in method(), status in 300_u16..400, again in any::<bool>(), credentials in any::<bool>(),
        body in proptest::sample::select(Body::ALL.to_vec()), lies in proptest::sample::select(Lies::ALL.to_vec()),
        from in prop_oneof![Just(String::new()), location()], hops in proptest::collection::vec(hop(), 0..4),
    ) {
        prop_assume!(!method.is_empty());
        let hops = hops.into_iter().map(|hop| Hop { permits_preflight: true, ..hop }).collect();
        let scenario = Scenario { client, method: keep(&method), body: body.0, credentials, from: keep(&from), status, lies: lies.0, hops, again };
        let query = scenario.query();
        let mut odd = false;
        let read = Scenario::of_query(query.trim_start_matches('?'), &mut |_, _| odd = true).unwrap();
        prop_assert_eq!((read.query(), odd), (query, false));
        if scenario.hops.is_empty() {
            prop_assert_eq!(&read, &scenario);
        }
        let journey = scenario.journey();
        let _ = recommend(&scenario, &journey);
    }

    #[test]
    fn any_query_is_a_scenario(pairs in proptest::collection::vec((
        proptest::sample::select(vec!["client", "method", "status", "to", "body", "from", "hop", "field", "only", "again", "x"]),
        prop_oneof![any::<String>(), Just("302 /".to_owned()), Just("fetch".to_owned()), Just("A: b".to_owned())],
    ), 0..12)) {
        let mut query = String::new();
        for (key, value) in &pairs {
            form::push(&mut query, key, value);
        }
        let scenario = Scenario::of_query(query.trim_start_matches('?'), &mut |_, _| {}).unwrap();
        let _ = scenario.journey();
    }

    #[test]
    fn resolves_as_the_url_crate_does(tokens in proptest::collection::vec(proptest::sample::select(vec![
        "a", "b.c", ".", "..", "/", "//", "?", "#", "%2e", "%2E", "\\", " ", "\t", "é", "<", "\"", "'", "`", "{", ";", "=", "&",
        "http:", "https:", "http://h", "HTTPS://H:443", "https://h:80/", ":", "mailto:",
    ]), 0..8)) {
        let reference = tokens.concat();
        let base = "http://h.test:8080/d/e/f?q#r";
        let ours = Url::parse(base, Style::Browser).unwrap().join(&reference, Style::Browser);
        let theirs = url::Url::parse(base).unwrap().join(&reference);
        match (ours, theirs) {
            // A host is not translated here, and an opaque path is left as it is.
            (_, Ok(theirs)) if theirs.host_str().is_some_and(|host| host.contains("xn--")) || !theirs.scheme().starts_with("http") || theirs.scheme().len() > 5 => {}
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours.shown(), theirs.as_str()),
            (Err(_), Err(_)) => {}
            (Ok(ours), _) if !ours.is_web() => {}
            // The crate refuses `///a`; the standard and Node take it for `//a`.
            (Ok(_), Err(url::ParseError::EmptyHost)) => {}
            // IDNA, percent signs and quotes in a host are not looked into either.
            (ours, theirs) => prop_assert!(reference.contains(['é', '%', '"', '`', '{']), "{reference:?}: {ours:?}, {theirs:?}"),
        }
    }
}

#[test]
fn hundreds_of_hops_are_no_trouble() {
    let hops: Vec<Hop> = (0..5000).map(|index| Hop::new(307, format!("http://h{index}.test/"))).collect();
    let request =
        Request { method: "POST", url: "http://a.test/", content: Content::Buffered("x"), ..Request::default() };
    for client in statuscope_core::redirect::clients() {
        let journey = follow(client, &request, &hops);
        assert!(!matches!(journey.outcome, Outcome::NotModelled(_)), "{}: {:?}", client.id, journey.outcome);
    }
}

#[test]
fn a_client_without_a_limit_ends_in_a_circle_all_the_same() {
    let hops = [Hop::new(302, "/b"), Hop::new(302, "/a")];
    let request = Request { method: "GET", url: "http://a.test/a", ..Request::default() };
    for client in statuscope_core::redirect::clients() {
        let journey = follow(client, &request, &hops);
        assert!(!matches!(journey.outcome, Outcome::Arrived), "{}", client.id);
    }
}
