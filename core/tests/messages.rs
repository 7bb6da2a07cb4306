//! Every example obeys the rules that the RFCs make for its status code ([`rules`]).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod exchanges;
mod rules;

use exchanges::assert_none;
use rules::broken;
use statuscope_core::catalog;
use statuscope_core::message::{Message, Start};
use statuscope_core::model::Registration;

#[test]
fn every_example_obeys_the_rules_of_its_status_code() {
    let mut wrong = Vec::new();
    for shot in exchanges::all() {
        for response in &shot.responses {
            for rule in broken(&shot.request, response) {
                wrong.push(format!("{}: {rule}", shot.entry.code));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn every_rule_notices_when_it_is_broken() {
    // The start of the request, the response, and how many rules these two break.
    let cases = [
        ("POST / HTTP/1.1", "HTTP/1.1 100 Continue", 2),
        ("GET / HTTP/1.1\nUpgrade: h2c", "HTTP/1.1 101 Switching Protocols\nUpgrade: websocket", 2),
        ("GET / HTTP/1.1", "HTTP/1.1 103 Early Hints\nContent-Length: 0", 2),
        ("POST / HTTP/1.1", "HTTP/1.1 104 Upload Resumption Supported\n\nhi", 2),
        ("POST / HTTP/1.1", "HTTP/1.1 201 Created", 1),
        ("GET / HTTP/1.1", "HTTP/1.1 204 No Content\nContent-Length: 2\n\nhi", 2),
        ("GET / HTTP/1.1", "HTTP/1.1 205 Reset Content\n\nhi", 2),
        ("PUT / HTTP/1.1\nRange: bytes=0-1", "HTTP/1.1 206 Partial Content\nContent-Range: bytes 0-1/9\n\nhi", 1),
        ("GET / HTTP/1.1\nRange: bytes=0-1", "HTTP/1.1 206 Partial Content\nContent-Range: bytes 0-2/9\n\nhi", 1),
        ("GET / HTTP/1.1\nRange: bytes=1-2", "HTTP/1.1 206 Partial Content\nContent-Range: bytes 0-1/9\n\nhi", 1),
        (
            "GET / HTTP/1.1\nRange: bytes=0-1",
            "HTTP/1.1 206 Partial Content\nContent-Type: multipart/byteranges\nContent-Range: bytes 0-1/9\n\nhi",
            2,
        ),
        ("DELETE / HTTP/1.1", "HTTP/1.1 207 Multi-Status", 1),
        ("GET / HTTP/1.1\nA-IM: vcdiff", "HTTP/1.1 226 IM Used\nIM: gzip", 2),
        ("GET / HTTP/1.1", "HTTP/1.1 308 Permanent Redirect", 1),
        ("POST / HTTP/1.1\nIf-None-Match: \"a\"", "HTTP/1.1 304 Not Modified\nETag: \"b\"\n\nhi", 3),
        ("GET / HTTP/1.1", "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer: x", 1),
        ("GET / HTTP/1.1", "HTTP/1.1 405 Method Not Allowed\nAllow: GET", 1),
        ("GET / HTTP/1.1", "HTTP/1.1 406 Not Acceptable", 1),
        ("GET / HTTP/1.1", "HTTP/1.1 407 Proxy Authentication Required\nWWW-Authenticate: Basic realm=\"x\"", 2),
        ("POST / HTTP/1.1\nContent-Length: 0", "HTTP/1.1 411 Length Required", 1),
        ("GET / HTTP/1.1\nIf-None-Match: *", "HTTP/1.1 412 Precondition Failed", 1),
        ("PUT / HTTP/1.1", "HTTP/1.1 412 Precondition Failed", 1),
        ("PUT / HTTP/1.1\nContent-Length: 0", "HTTP/1.1 413 Content Too Large", 1),
        ("PUT / HTTP/1.1\nContent-Type: a/b", "HTTP/1.1 415 Unsupported Media Type\nAccept: a/b", 2),
        ("GET / HTTP/1.1\nRange: bytes=0-", "HTTP/1.1 416 Range Not Satisfiable\nContent-Range: bytes */9", 1),
        ("GET / HTTP/1.1", "HTTP/1.1 416 Range Not Satisfiable\nContent-Range: bytes 0-1/9", 2),
        ("GET / HTTP/1.1", "HTTP/1.1 417 Expectation Failed", 1),
        ("GET / HTTP/1.1", "HTTP/1.1 425 Too Early", 1),
        ("GET / HTTP/1.1\nUpgrade: h2c", "HTTP/1.1 426 Upgrade Required\nUpgrade: h2c", 2),
        ("PUT / HTTP/1.1\nIf-Match: *", "HTTP/1.1 428 Precondition Required", 1),
        ("GET / HTTP/1.1", "HTTP/1.1 451 Unavailable For Legal Reasons\nLink: <https://a.example>", 1),
        ("GET / HTTP/1.1", "HTTP/1.1 501 Not Implemented", 1),
        ("GET / HTTP/1.1", "HTTP/1.1 511 Network Authentication Required\nWWW-Authenticate: Basic", 1),
        ("HEAD / HTTP/1.1", "HTTP/1.1 200 OK\n\nhi", 1),
    ];
    for (request, response, expected) in cases {
        let found = broken(&Message::parse(request).unwrap(), &Message::parse(response).unwrap());
        assert_eq!(found.len(), expected, "{response:?}: {found:?}");
    }
}

#[test]
fn every_example_shows_its_code_or_what_the_client_sees_instead() {
    let mut without_answer = Vec::new();
    for shot in exchanges::all() {
        let (code, exchange) = (shot.entry.code, &shot.entry.exchange);
        let statuses: Vec<u16> = shot.responses.iter().filter_map(Message::status).collect();
        let Some((last, interim)) = statuses.split_last() else {
            assert!(!exchange.note.is_empty(), "{code}: a note says why there is no answer");
            without_answer.push(code);
            continue;
        };
        assert!(statuses.contains(&exchange.sees.unwrap_or(code)), "{code}: shows {statuses:?}");
        assert!(exchange.sees != Some(code) && (exchange.sees.is_none() || !exchange.note.is_empty()), "{code}");
        assert!(interim.iter().all(|status| status / 100 == 1), "{code}: {statuses:?}");
        assert!(last / 100 != 1 || *last == 101, "{code}: a final response follows (RFC 9110 15.2)");
    }
    // Nobody ever receives these.
    assert_eq!(without_answer, [444, 460, 499, 599]);
    let missing: Vec<u16> = catalog::dataset().entries.iter().map(|entry| entry.code).collect();
    let shown: Vec<u16> = exchanges::all().iter().map(|shot| shot.entry.code).collect();
    assert_eq!(missing.into_iter().filter(|code| !shown.contains(code)).collect::<Vec<_>>(), [306]);
}

#[test]
fn reason_phrases_are_the_names_of_their_codes() {
    let mut wrong = Vec::new();
    for shot in exchanges::all() {
        for response in &shot.responses {
            let Start::Response { status, reason } = response.start else { continue };
            let Some(named) = catalog::entry(status) else {
                wrong.push(format!("{}: shows {status}, which has no entry", shot.entry.code));
                continue;
            };
            // An unused code has no name of its own.
            let named_so = named.name == reason || (named.registration == Registration::Unused && status == 418);
            if !named_so && !named.uses.iter().any(|own| own.name == reason) {
                wrong.push(format!("{}: {status} is called {:?}, not {reason:?}", shot.entry.code, named.name));
            }
        }
    }
    assert_none(&wrong);
}
