//! Questions about codes: in a situation, by number, by meaning.

use super::pool::{Item, number};
use super::question::{Choice, Draft, address, offer};
use crate::catalog::{dataset, entry};
use crate::decision::{self, At, Walk};
use crate::model::Entry;
use crate::redirect::{fill, join};
use crate::text::contains;

/// For a right code, another that somebody could defend: the two are never choices of one question.
/// Not the other way round: where a method must stay, 301 is wrong, and 308 is right wherever 301 is.
const DEFENSIBLE: [(u16, u16); 30] = [
    (201, 303),
    (203, 200),
    (206, 200),
    (301, 308),
    (302, 303),
    (302, 307),
    (303, 302),
    (403, 404),
    (406, 200),
    (409, 400),
    (409, 422),
    (416, 200),
    (422, 400),
    (428, 400),
    (429, 420),
    (431, 400),
    (502, 503),
    (503, 429),
    (503, 502),
    (503, 504),
    (503, 529),
    (507, 503),
    (511, 302),
    (529, 503),
    (598, 504),
    (598, 522),
    (598, 524),
    (599, 521),
    (599, 522),
    (599, 523),
];

/// A code and why it is not the one.
type Rival = (&'static Entry, &'static str);

/// Codes that could be taken for another one, the most plausible first.
fn rivals(right: &'static Entry, named: &[(u16, &'static str)]) -> Vec<Rival> {
    let mut rivals: Vec<Rival> = Vec::new();
    for (code, why) in named {
        rival(&mut rivals, right, entry(*code), why);
    }
    for confusion in &right.confused {
        rival(&mut rivals, right, entry(confusion.with), confusion.difference);
    }
    for pass in 0..4 {
        for other in &dataset().entries {
            let near = match pass {
                0 => other.class() == right.class() && other.family.is_some() && other.family == right.family,
                1 => other.class() == right.class() && other.everyday,
                2 => other.class() == right.class(),
                _ => rivals.len() < 3,
            };
            if near {
                rival(&mut rivals, right, Some(other), "");
            }
        }
    }
    rivals
}

fn rival(rivals: &mut Vec<Rival>, right: &Entry, other: Option<&'static Entry>, why: &'static str) {
    let Some(other) = other else { return };
    // Any code of a class can be taken for its x00, so that is wrong only where the data says why.
    let general = other.code % 100 == 0 && why.is_empty();
    let fair = !general
        && other.is_in_registry() == right.is_in_registry()
        && (right.is_off() || !other.is_off())
        && other.code != right.code
        && !DEFENSIBLE.contains(&(right.code, other.code));
    if fair && !rivals.iter().any(|(known, _)| known.code == other.code) {
        rivals.push((other, why));
    }
}

/// "404 Not Found"
fn named_so(entry: &Entry) -> &'static str {
    join(&[number(entry.code), " ", entry.name])
}

fn page(entry: &Entry) -> &'static str {
    join(&[number(entry.code), "/"])
}

fn of_code(item: &Item) -> Option<&'static Entry> {
    entry(item.parts.first()?.parse().ok()?)
}

/// A situation: which code?
pub fn which(item: &Item) -> Option<Draft> {
    let [id, path, preset] = item.parts;
    let tree = decision::tree(id)?;
    let walk = Walk::follow(tree, path).walk;
    let end = walk.result()?;
    let right = entry(end.code)?;
    let mut given = Vec::new();
    let mut named = Vec::new();
    for neighbour in &end.not {
        named.push((neighbour.code, neighbour.why));
    }
    let turns = walk.turns();
    if let Some(preset) = decision::presets().iter().find(|other| other.id == preset) {
        given.push(join(&["**", preset.name, "**"]));
        given.push(preset.says);
    } else {
        for turn in &turns {
            let line = if turn.answer.hint.is_empty() { "$ **$**" } else { "$ **$** ($)" };
            given.push(fill(line, &[turn.ask.question, turn.answer.label, turn.answer.hint]));
        }
    }
    // What gives its answer away is no question.
    if given.iter().any(|line| contains(line, number(right.code))) {
        return None;
    }
    // The other answers to the last question.
    if let Some(last) = turns.last() {
        for answer in &last.ask.answers {
            if let Some(At::End(other)) = tree.at(answer.to) {
                named.push((other.code, ""));
            }
        }
    }
    let mut wrong = Vec::new();
    for (other, why) in rivals(right, &named) {
        let why = if why.is_empty() { other.summary } else { why };
        wrong.push(Choice { text: named_so(other), why });
    }
    Some(Draft {
        question: "Which code says it most exactly?",
        given,
        messages: Vec::new(),
        right: named_so(right),
        wrong,
        explain: vec![end.reason],
        page: address(&["decide/", id, "/"], &[("path", path)]),
    })
}

/// A code: what does it say?
pub fn means(item: &Item) -> Option<Draft> {
    let right = of_code(item)?;
    let mut wrong = Vec::new();
    for (other, _) in rivals(right, &[]) {
        offer(&mut wrong, right.summary, other.summary, fill("That is {$}.", &[number(other.code)]));
    }
    Some(Draft {
        question: fill("What does **$** say?", &[number(right.code)]),
        given: Vec::new(),
        messages: Vec::new(),
        right: right.summary,
        wrong,
        explain: vec![right.lead],
        page: page(right),
    })
}

/// A meaning: which code says so?
pub fn named(item: &Item) -> Option<Draft> {
    let right = of_code(item)?;
    let mut wrong = Vec::new();
    for (other, why) in rivals(right, &[]) {
        let why = if why.is_empty() { other.summary } else { why };
        offer(&mut wrong, "", number(other.code), why);
    }
    Some(Draft {
        question: "Which code says this?",
        given: vec![right.summary],
        messages: Vec::new(),
        right: number(right.code),
        wrong,
        explain: vec![right.lead],
        page: page(right),
    })
}
