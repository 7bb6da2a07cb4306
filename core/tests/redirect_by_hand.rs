//! What the sample does not have: sequences of redirects, requests without a body, methods that
//! nobody has registered, odd values of `Location` (`tests/fixtures/redirects/by_hand.json`).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use serde_json::Value;
use statuscope_core::redirect::{Content, Field, Hop, Journey, Outcome, Request, Step, client, follow, keep};

const BY_HAND: &str = include_str!("../../tests/fixtures/redirects/by_hand.json");
const A: &str = "http://127.0.0.1:18080/run";
const B: &str = "http://localhost:18080/run";
const P: &str = "http://127.0.0.1:18081/run";

fn address(text: &str) -> String {
    if let Some(path) = text.strip_prefix("A/") {
        return [A, "/", path].concat();
    }
    if let Some(path) = text.strip_prefix("B/") {
        return [B, "/", path].concat();
    }
    if let Some(path) = text.strip_prefix("P/") {
        return [P, "/", path].concat();
    }
    let text = text.replace("@HOST", "127.0.0.1:18080/run").replace("@BHOST", "localhost:18080/run");
    if text.starts_with('/') && !text.starts_with("//") && !text.starts_with("/\\") {
        ["/run", &text].concat()
    } else {
        text
    }
}

fn field(text: &str) -> Field {
    let (name, value) = text.split_once(": ").unwrap();
    Field::new(name, value)
}

fn request(case: &Value) -> Request {
    Request {
        method: keep(case["method"].as_str().unwrap()),
        url: keep(&[A, "/0"].concat()),
        fields: case["fields"].as_array().unwrap().iter().map(|it| field(it.as_str().unwrap())).collect(),
        content: case["body"].as_str().map_or(Content::None, |text| Content::Buffered(keep(text))),
        ..Request::default()
    }
}

fn hops(case: &Value) -> Vec<Hop> {
    let hops: Vec<Hop> = case["hops"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hop| Hop {
            location: hop[1].as_str().map(|text| keep(&address(text))),
            fields: hop[2].as_array().into_iter().flatten().map(|it| field(it.as_str().unwrap())).collect(),
            ..Hop::new(u16::try_from(hop[0].as_u64().unwrap()).unwrap(), "")
        })
        .collect();
    // Some circles lead on to addresses that are new each time.
    if case["cycle"] == true && hops.len() == 1 { vec![hops[0].clone(); 60] } else { hops }
}

/// A request in the words of the fixture.
fn told(step: &Step, with_path: bool) -> String {
    let mut text = match step.url.host_field() {
        "127.0.0.1:18080" => "A",
        "127.0.0.1:18081" => "P",
        _ => "B",
    }
    .to_owned();
    if with_path {
        let target = step.url.target();
        text.push(' ');
        text.push_str(&target.replacen("/run", "", 1));
    }
    text.push(' ');
    text.push_str(step.method);
    text.push(' ');
    let mut letter = |name: &str, own: &str, own_letter: char, other: char| {
        if let Some(value) = step.sent(name) {
            text.push(if value == own { own_letter } else { other });
        }
    };
    letter("Authorization", "Bearer s", 'a', 'u');
    letter("Cookie", "sid=abc", 'c', 'n');
    letter("Content-Type", "", 't', 't');
    letter("X-Custom", "", 'x', 'x');
    letter("Proxy-Authorization", "", 'p', 'p');
    if step.content.text().is_some() {
        text.push('b');
    }
    text.trim().to_owned()
}

fn story(journey: &Journey, with_path: bool) -> String {
    let mut told: Vec<String> = journey.steps.iter().skip(1).map(|step| told(step, with_path)).collect();
    if told.len() > 4 {
        told = vec![told[0].clone(), format!("{} in all", told.len())];
    }
    let end = match journey.outcome {
        Outcome::Arrived => "arrived",
        Outcome::HandedBack(_) | Outcome::Loop(false) | Outcome::Limit(false) => "returned",
        Outcome::Error(_) | Outcome::Loop(true) | Outcome::Limit(true) => "error",
        _ => "not modelled",
    };
    told.push(end.to_owned());
    told.join(" | ")
}

/// Where the model knowingly says something else, with the reason.
fn exception(case: &str, client: &str) -> Option<&'static str> {
    let python = ["requests", "urllib", "urllib3", "urllib_py3.10", "urllib_py3.13"].contains(&client);
    match case {
        "loc_nohost" | "loc_slashes" if python => {
            Some("the measuring server gave the second request to the same URL another answer; the model does not")
        }
        "loc_slashes" => {
            Some("`//` alone is the same URL for some clients and an error for others; the model says error")
        }
        "loc_file" => Some("LWP and reqwest make an exception of file: and hand the response back"),
        "loc_ftp" => Some("open-uri speaks FTP"),
        "loc_unknown" => Some("HttpClient refuses `invalidurl:` for its syntax, not for its scheme"),
        "loc_userinfo_same" => Some("aiohttp refuses to combine the user name with an Authorization field"),
        "loc_space" => Some("wget2 cuts Location at the space"),
        "loc_slashback" if client == "wget2" => Some("wget2 encodes the colon as well"),
        "loc_utf8" => Some("Go and wget2 leave raw bytes in a query as they are; HttpURLConnection doubles them"),
        _ => None,
    }
}

#[test]
fn what_was_measured_by_hand_comes_out() {
    let all: Value = serde_json::from_str(BY_HAND).unwrap();
    let (mut count, mut unknown, mut excepted, mut wrong) = (0, 0, 0, Vec::new());
    for (name, case) in all["cases"].as_object().unwrap() {
        let with_path = name.starts_with("loc_");
        for (expected, clients) in case["seen"].as_object().unwrap() {
            for id in clients.as_array().unwrap().iter().map(|id| id.as_str().unwrap()) {
                let of = client(id).unwrap();
                let journey = follow(of, &request(case), &hops(case));
                let seen = story(&journey, with_path);
                count += 1;
                unknown += usize::from(seen.ends_with("not modelled"));
                if seen.ends_with("not modelled") || seen.eq_ignore_ascii_case(expected) {
                    continue;
                }
                match exception(name, id) {
                    Some(_) => excepted += 1,
                    None => wrong.push(format!("{name} {id}: {expected}\n    modelled {seen}")),
                }
            }
        }
    }
    assert_eq!((count, unknown, excepted), (2943, 11, 30));
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
