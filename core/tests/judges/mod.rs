//! What is right, worked out by other means than those that make the questions.

use super::asks::ASKS;
use super::parts;
use serde_json::Value;
use statuscope_core::catalog::{self, entry};
use statuscope_core::decision::{self, Walk};
use statuscope_core::message::Message;
use statuscope_core::prose::plain;
use statuscope_core::quiz::{Kind, Question};
use statuscope_core::redirect::{self, Arrival, Lies, Scenario, strip};
use statuscope_core::server::CHECKS;
use std::collections::BTreeSet;

/// For a right code, what could be sent as well without breaking a rule of RFC 9110 or its like, or
/// what well-known software sends in its place where the specification leaves that open.
fn defensible(right: u16) -> &'static [u16] {
    match right {
        // 9110 15.3.2 and 9.3.3: a POST that made something may also lead to it.
        201 => &[303],
        // 9110 7.7: saying that one has changed something is not required.
        203 => &[200],
        // 9110 14.2: a server may ignore Range.
        206 | 416 => &[200],
        // 9110 15.4: where a GET will do, keeping the method does no harm.
        301 => &[308],
        302 => &[307, 303],
        // 9110 15.4.3: clients change POST into GET after 302 as well.
        303 => &[302],
        // 9110 15.5.4: may be hidden.
        403 => &[404],
        // 9110 12.4.1: or disregard what they accept.
        406 => &[200],
        // Duplicates and values: custom differs.
        409 => &[400, 422],
        422 => &[400],
        // 6585 3 says nothing against the general code.
        428 | 431 => &[400],
        429 => &[420],
        // Proxies differ about a server that cannot be reached, and about whose limit it is.
        502 => &[503],
        503 => &[502, 504, 429, 529],
        507 => &[503],
        511 => &[302],
        529 => &[503],
        // Cloudflare is a proxy, too.
        598 => &[504, 522, 524],
        599 => &[521, 522, 523],
        _ => &[],
    }
}

/// Every wrong code is wrong.
fn judge_codes(question: &Question, right: u16) {
    let key = question.item.key();
    let data = entry(right).unwrap();
    for (place, choice) in question.choices.iter().enumerate() {
        let code: u16 = choice.text[..3].parse().unwrap();
        assert_eq!(code == right, place == question.right, "{key}: {code}");
        assert!(!defensible(right).contains(&code), "{key}: {code} would do as well");
        if code.is_multiple_of(100) && code != right && code / 100 == right / 100 {
            let vouched = !choice.why.is_empty() && choice.why != entry(code).unwrap().summary;
            assert!(vouched, "{key}: any code of the class can be taken for {code}");
        }
        assert_eq!(entry(code).unwrap().is_in_registry(), data.is_in_registry(), "{key}: {code}");
    }
}

fn judge_which(question: &Question) {
    let parts = parts(question.item);
    let end = Walk::follow(decision::tree(parts[0]).unwrap(), parts[1]).walk.result().unwrap();
    judge_codes(question, end.code);
    for line in &question.given {
        assert!(!line.contains(&end.code.to_string()), "{line} gives it away");
    }
    for choice in &question.choices {
        let code: u16 = choice.text[..3].parse().unwrap();
        assert_eq!(choice.text, format!("{code} {}", entry(code).unwrap().name));
    }
}

fn judge_means(question: &Question) {
    let code: u16 = parts(question.item)[0].parse().unwrap();
    let saying = |text: &str| {
        let said: Vec<u16> =
            catalog::dataset().entries.iter().filter(|entry| entry.summary == text).map(|entry| entry.code).collect();
        assert_eq!(said.len(), 1, "{text} is said by {said:?}");
        said[0]
    };
    for (place, choice) in question.choices.iter().enumerate() {
        let said = saying(choice.text);
        assert_eq!(said == code, place == question.right);
        assert!(!defensible(code).contains(&said), "{code}: {said} says much the same");
    }
}

/// Whether a claim is true of an exchange, found out without the data.
fn is_so(claim: &str, request: &Message<'_>, response: &Message<'_>) -> bool {
    let status = response.status().unwrap();
    let method = request.method().unwrap();
    let (asks, has) = (|name| request.field(name).is_some(), |name| response.field(name).is_some());
    let missing = |name: &str, at: &[u16]| at.contains(&status) && response.field(name).is_none();
    let bodiless = status / 100 == 1 || [204, 205, 304].contains(&status) || method == "HEAD";
    match claim {
        "`Allow` belongs in it, and is missing." => missing("Allow", &[405]),
        "`WWW-Authenticate` belongs in it, and is missing." => missing("WWW-Authenticate", &[401]),
        "`Proxy-Authenticate` belongs in it, and is missing." => missing("Proxy-Authenticate", &[407]),
        "`Location` belongs in it, and is missing." => {
            missing("Location", &[301, 302, 303, 305, 307, 308]) || (method == "POST" && missing("Location", &[201]))
        }
        "`Content-Range` belongs in it, and is missing." => missing("Content-Range", &[206, 416]),
        "`Upgrade` belongs in it, and is missing." => missing("Upgrade", &[101, 426]),
        "`Link` belongs in it, and is missing." => missing("Link", &[103, 451]),
        "It has content, and must have none." => bodiless && response.content.is_some(),
        "A header field in it has no place there." => {
            ((status / 100 == 1 || status == 204) && (has("Content-Length") || has("Transfer-Encoding")))
                || (status == 511 && has("WWW-Authenticate"))
                || (status == 205
                    && response.field("Content-Length").is_some_and(|length| length != "0")
                    && response.content.is_none())
        }
        "No request with this method gets that answer." => match status {
            304 => !["GET", "HEAD"].contains(&method),
            206 => method != "GET",
            501 => ["GET", "HEAD"].contains(&method),
            101 => method != "GET",
            _ => false,
        },
        "It answers a header field that was not sent." => match status {
            304 => !asks("If-None-Match") && !asks("If-Modified-Since"),
            412 => !asks("If-Match") && !asks("If-None-Match") && !asks("If-Unmodified-Since"),
            206 | 416 => !asks("Range"),
            417 | 100 => !asks("Expect"),
            406 => !request.fields.iter().any(|field| field.name.starts_with("Accept")),
            425 => !asks("Early-Data"),
            101 => !asks("Upgrade"),
            _ => false,
        },
        "What it calls missing was sent." => match status {
            428 => asks("If-Match") || asks("If-None-Match"),
            411 => asks("Content-Length"),
            _ => false,
        },
        "It refuses what it says it takes." => match status {
            405 => response.field("Allow").is_some_and(|allow| allow.split(", ").any(|one| one == method)),
            415 => has("Accept") && response.field("Accept") == request.field("Content-Type"),
            _ => false,
        },
        "The client's copy is not that version." => {
            status == 304 && asks("If-None-Match") && request.field("If-None-Match") != response.field("ETag")
        }
        "`Content-Length` is not the length of the content." => {
            let length: Option<usize> = response.field("Content-Length").map(|length| length.parse().unwrap());
            !bodiless && length.is_some() && length != Some(response.content.map_or(0, str::len))
        }
        "The request lacks `Host`, so only {400} would do." => status != 400 && !asks("Host"),
        _ => panic!("nobody judges {claim:?}"),
    }
}

fn judge_fault(question: &Question) {
    let key = question.item.key();
    let [request, response] = question.messages.as_slice() else { panic!("{key}: two messages") };
    let (request, response) = (Message::parse(request).unwrap(), Message::parse(response).unwrap());
    for (place, choice) in question.choices.iter().enumerate() {
        assert_eq!(is_so(choice.text, &request, &response), place == question.right, "{key}: {}", choice.text);
    }
}

fn judge_arrives(question: &Question) {
    let key = question.item.key();
    let parts = parts(question.item);
    let (client, method, status) = (parts[0], redirect::keep(parts[1]), parts[2].parse().unwrap());
    let base = Scenario::new(redirect::client(client).unwrap());
    let scenario = Scenario { method, lies: Lies::Same, status, ..base }.with_usual_body();
    let cell = strip(&scenario).into_iter().find(|cell| cell.status == status).unwrap();
    let so = |text: &str| match &cell.arrival {
        Arrival::Request(arrived) => {
            let mut words = text.split(' ');
            let (method, rest) = (words.next(), words.collect::<Vec<_>>().join(" "));
            method == Some(arrived.method) && (rest == "with its body") == arrived.content
        }
        Arrival::HandedBack => text == "Nothing: the client does not follow",
        Arrival::Error => text == "Nothing: the client stops with an error",
        other => panic!("{key}: {other:?} is no answer"),
    };
    for (place, choice) in question.choices.iter().enumerate() {
        assert_eq!(so(choice.text), place == question.right, "{key}: {} for {:?}", choice.text, cell.arrival);
    }
}

fn judge_proxy(question: &Question, measured: &Value) {
    let key = question.item.key();
    let parts = parts(question.item);
    let cell = measured["status"][parts[1]][parts[0]].as_str().filter(|cell| !cell.is_empty());
    // What was not measured is what is documented.
    let documented = || {
        let gateway = statuscope_core::gateway::gateway(parts[0]).unwrap();
        assert!(!gateway.is_measured(), "{key}");
        statuscope_core::gateway::seen(gateway, statuscope_core::gateway::failure(parts[1]).unwrap()).unwrap().words()
    };
    let cell = cell.map_or_else(documented, str::to_owned);
    let first = |text: &str| text.split(", then ").next().unwrap().to_owned();
    let told = |text: &str| match text {
        "Bytes that are no HTTP response" => "raw bytes".to_owned(),
        "Nothing: the connection is closed" => "cut, no bytes".to_owned(),
        _ => plain(text)
            .replace(", cut off in the middle", " cut")
            .replace(", and ", ", then ")
            .replace(" from the next request on", ""),
    };
    for (place, choice) in question.choices.iter().enumerate() {
        assert_eq!(told(choice.text) == cell, place == question.right, "{key}: {} for {cell}", choice.text);
        assert!(place == question.right || first(&told(choice.text)) != first(&cell), "{key}: {}", choice.text);
    }
}

fn judge_order(question: &Question) {
    let key = question.item.key();
    let tree = decision::tree("respond").unwrap();
    let rank = |name: &str| {
        let check = CHECKS.iter().position(|check| check.id.eq_ignore_ascii_case(name));
        check.unwrap_or_else(|| {
            let ask = tree.asks.iter().find(|ask| ask.short == name).unwrap_or_else(|| panic!("{key}: {name}"));
            ASKS.iter().position(|(_, id)| *id == ask.id).unwrap()
        })
    };
    for (place, choice) in question.choices.iter().enumerate() {
        let names: Vec<&str> = choice.text.split(" → ").collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 4, "{key}: {}", choice.text);
        let sorted = names.windows(2).all(|pair| rank(pair[0]) < rank(pair[1]));
        assert_eq!(sorted, place == question.right, "{key}: {}", choice.text);
    }
}

/// Exactly one choice is right.
pub fn judge(question: &Question, measured: &Value) {
    match question.item.kind {
        Kind::Which => judge_which(question),
        Kind::Means => judge_means(question),
        Kind::Named => judge_codes(question, parts(question.item)[0].parse().unwrap()),
        Kind::Fault => judge_fault(question),
        Kind::Arrives => judge_arrives(question),
        Kind::Proxy => judge_proxy(question, measured),
        Kind::Order => judge_order(question),
        Kind::Talk => {}
    }
}
