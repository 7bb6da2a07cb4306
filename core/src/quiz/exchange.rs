//! Questions about exchanges: a broken one, one with redirects, one through a proxy.

use super::chance::Chance;
use super::data;
use super::pool::{Item, number};
use super::question::{Choice, Draft, offer};
use crate::catalog::entry;
use crate::gateway::{self, Ending, Seen};
use crate::lab;
use crate::redirect::{Arrival, Journey, Lies, Scenario, arrival, client, clients, fill, join, keep, verdict};
use crate::text::split_once;

/// A message with a field less, a line more, another method or some content.
fn changed(text: &str, drop: &str, set: &str, method: &str, content: &str) -> &'static str {
    let (head, own) = split_once(text, "\n\n").unwrap_or((text, ""));
    let name = |line: &str| split_once(line, ":").map_or(String::new(), |(name, _)| name.to_ascii_lowercase());
    let (dropped, replaced) = (drop.to_ascii_lowercase(), name(set));
    let mut out = String::new();
    let mut set = set;
    for (place, line) in head.split('\n').enumerate() {
        let (mut line, mut start) = (line, "");
        if place == 0 {
            if let (false, Some((_, rest))) = (method.is_empty(), split_once(line, " ")) {
                (start, line) = (method, rest);
            }
        } else {
            let name = name(line);
            if name == dropped {
                continue;
            }
            out.push('\n');
            if name == replaced && !set.is_empty() {
                line = core::mem::take(&mut set);
            }
        }
        out.push_str(start);
        if !start.is_empty() {
            out.push(' ');
        }
        out.push_str(line);
    }
    let content = if content.is_empty() { own } else { content };
    for (mark, more) in [("\n", set), ("\n\n", content)] {
        if !more.is_empty() {
            out.push_str(mark);
            out.push_str(more);
        }
    }
    keep(&out)
}

/// An exchange: what is wrong with it?
pub fn fault(item: &Item, chance: &mut Chance) -> Option<Draft> {
    let [code, id, _] = item.parts;
    let code = code.parse().ok()?;
    let faults = &data().faults;
    let fault = faults.iter().find(|fault| fault.id == id)?;
    let broken = fault.breaks.iter().find(|each| each.code == code)?;
    let example = &entry(code)?.exchange;
    let status = join(&["HTTP/1.1 ", number(code), " "]);
    let response = example.responses.iter().find(|response| response.starts_with(status))?;
    let mut wrong = Vec::new();
    // First what can happen to this code, then what happens to others.
    for other in faults {
        if other.breaks.iter().any(|each| each.code == code) {
            offer(&mut wrong, fault.claim, other.claim, "");
        }
    }
    let from = chance.below(faults.len());
    for place in 0..faults.len() {
        if let Some(other) = faults.get((from + place) % faults.len()) {
            offer(&mut wrong, fault.claim, other.claim, "");
        }
    }
    Some(Draft {
        question: "One rule is broken here. Which one?",
        given: Vec::new(),
        messages: vec![
            changed(example.request, broken.request_drop, broken.request_set, broken.method, ""),
            changed(response, broken.drop, broken.set, "", broken.content),
        ],
        right: fault.claim,
        wrong,
        explain: vec![broken.why],
        page: join(&[number(code), "/"]),
    })
}

/// What a journey comes to, as a choice; none where nobody knows.
fn outcome(journey: &Journey, had_content: bool) -> Option<&'static str> {
    Some(match arrival(journey) {
        Arrival::Request(arrived) => request(arrived.method, arrived.content, had_content),
        Arrival::HandedBack => HANDED_BACK,
        Arrival::Error => STOPPED,
        Arrival::Either(..) | Arrival::NotModelled | Arrival::CannotSend => return None,
    })
}

const HANDED_BACK: &str = "Nothing: the client does not follow";
const STOPPED: &str = "Nothing: the client stops with an error";

fn request(method: &'static str, content: bool, had_content: bool) -> &'static str {
    let rest = match (content, had_content) {
        (true, _) => " with its body",
        (false, true) => " without a body",
        (false, false) => "",
    };
    join(&[method, rest])
}

/// A redirect: what arrives?
pub fn arrives(item: &Item) -> Option<Draft> {
    let [id, method, status] = item.parts;
    let mut scenario = Scenario { method, lies: Lies::Same, ..Scenario::new(client(id)?) };
    scenario.status = status.parse().ok()?;
    let scenario = scenario.with_usual_body();
    let journey = scenario.journey();
    let had_content = journey.steps.first()?.content.text().is_some();
    let right = outcome(&journey, had_content)?;
    let mut wrong = Vec::new();
    // A fourth for GET and HEAD; elsewhere nobody would fall for it.
    let other = if had_content { "GET" } else { "HEAD" };
    for (method, content) in [(method, had_content), (method, false), ("GET", false), (other, false)] {
        offer(&mut wrong, right, request(method, content, had_content), "");
    }
    for text in [HANDED_BACK, STOPPED] {
        offer(&mut wrong, right, text, "");
    }
    // Others who do what this one does not.
    for other in clients() {
        let journey = Scenario { client: other, ..scenario.clone() }.journey();
        let text = if other.is_specification() { None } else { outcome(&journey, had_content) };
        for choice in &mut wrong {
            if choice.why.is_empty() && text == Some(choice.text) {
                choice.why = fill("That is what $ does.", &[other.name]);
            }
        }
    }
    let mut explain = vec![keep(&verdict(&journey).text())];
    for step in &journey.steps {
        for rule in &step.rules {
            if rule.effect && !rule.says.is_empty() && !explain.contains(&rule.says) {
                explain.push(rule.says);
            }
        }
    }
    let body = if had_content { " with a body" } else { "" };
    let client = scenario.client;
    Some(Draft {
        question: fill("The server answers $ and names another path. What arrives there?", &[status]),
        given: vec![
            fill("**$** $ sends $$.", &[client.name, client.version, method, body]),
            fill("`$`", &[client.configuration]),
        ],
        messages: Vec::new(),
        right,
        wrong,
        explain,
        page: join(&["redirects/", keep(&scenario.query())]),
    })
}

const SILENT: &str = "Nothing: the connection is closed";

/// What the client of a gateway sees, in words.
fn words(seen: &Seen) -> &'static str {
    let status = number(seen.status);
    match (seen.ending, seen.then) {
        (Ending::Whole, 0) => fill("{$}", &[status]),
        (Ending::Whole, then) => fill("{$}, and {$} from the next request on", &[status, number(then)]),
        (Ending::Cut, _) => fill("{$}, cut off in the middle", &[status]),
        (Ending::Raw, _) => "Bytes that are no HTTP response",
        (Ending::Silent, _) => SILENT,
    }
}

/// A failure behind a proxy: what does the client get?
pub fn proxy(item: &Item) -> Option<Draft> {
    let [id, failure, _] = item.parts;
    let gateway = gateway::gateway(id)?;
    let failure = gateway::failure(failure)?;
    let seen = gateway::seen(gateway, failure)?;
    let right = words(seen);
    let mut wrong: Vec<Choice> = Vec::new();
    for other in gateway::gateways() {
        if let Some(theirs) = gateway::seen(other, failure)
            // Who says what comes first does not say what is wrong.
            && (theirs.status, theirs.ending) != (seen.status, seen.ending)
            && (theirs.then, seen.then) == (0, 0)
        {
            offer(&mut wrong, right, words(theirs), fill("That is what $ does.", &[other.name]));
        }
    }
    for status in [502, 503, 504, 500] {
        if (status, Ending::Whole) != (seen.status, seen.ending) && status != seen.then {
            offer(&mut wrong, right, fill("{$}", &[number(status)]), "");
        }
    }
    offer(&mut wrong, right, SILENT, "");
    let mut explain = Vec::new();
    if gateway.is_measured() {
        explain.push("Measured. [proxies]");
    } else {
        explain.push(fill("Documented, not measured. [$]", &[gateway.source]));
    }
    if !seen.log.is_empty() {
        explain.push(fill("Its log says: `$`", &[seen.log]));
    }
    if failure.recommended != 0 {
        let recommended = [number(failure.recommended), failure.error, failure.source];
        explain.push(fill("Recommended for it: {$}, `$`. [$]", &recommended));
    }
    if !gateway.note.is_empty() {
        explain.push(gateway.note);
    }
    Some(Draft {
        question: fill("**$** $ stands before the app. What does its client get?", &[gateway.name, gateway.version]),
        given: vec![join(&["**", failure.name, "**"]), failure.says],
        messages: Vec::new(),
        right,
        wrong,
        explain,
        page: join(&["labs/gateway/", keep(&lab::gateway::at(gateway.id, failure)?.query())]),
    })
}
