//! Questions about the order of checks, and open ones.

use super::chance::Chance;
use super::data;
use super::pool::{CONDITIONS, Item, ORDERED, spine};
use super::question::{Draft, offer};
use crate::decision;
use crate::redirect::{fill, join};

/// Orders of four that are wrong, the most plausible first.
const WRONG: [[usize; 4]; 8] =
    [[1, 0, 2, 3], [0, 2, 1, 3], [0, 1, 3, 2], [1, 2, 3, 0], [3, 0, 1, 2], [0, 3, 1, 2], [2, 0, 1, 3], [2, 3, 0, 1]];

fn line(checks: &[(&'static str, &'static str)], order: [usize; 4]) -> &'static str {
    let mut text = "";
    for place in order {
        let name = checks.get(place).map_or("", |check| check.0);
        text = if text.is_empty() { name } else { join(&[text, " → ", name]) };
    }
    text
}

/// Four checks: in which order are they made?
pub fn order(item: &Item, chance: &mut Chance) -> Option<Draft> {
    let tree = decision::tree(ORDERED)?;
    // The name of a check, and what it asks.
    let mut checks = Vec::new();
    let mut explain = Vec::new();
    let [id, ..] = item.parts;
    if id == CONDITIONS {
        let ask = tree.asks.iter().find(|ask| ask.id == id)?;
        for answer in &ask.answers {
            // One field has two ends; in the order it is one.
            let name = answer.label.split(',').next().unwrap_or_default();
            if !checks.iter().any(|(other, _)| *other == name) {
                checks.push((name, ""));
            }
        }
        explain.push(ask.note);
    } else {
        let asks = spine(tree);
        let mut drawn: Vec<usize> = asks.iter().position(|ask| ask.id == id).into_iter().collect();
        while drawn.len() < 4.min(asks.len()) {
            let next = chance.below(asks.len());
            if !drawn.contains(&next) {
                drawn.push(next);
            }
        }
        for (place, ask) in asks.iter().enumerate() {
            if drawn.contains(&place) {
                checks.push((ask.short, ask.question));
                if !ask.note.is_empty() {
                    explain.push(ask.note);
                }
            }
        }
    }
    let right = line(&checks, [0, 1, 2, 3]);
    let mut wrong = Vec::new();
    for order in WRONG {
        offer(&mut wrong, right, line(&checks, order), "");
    }
    // What the names mean, not in their order.
    let mut given = Vec::new();
    let mut left = checks;
    while !left.is_empty() {
        let (name, asks) = left.remove(chance.below(left.len()));
        if !asks.is_empty() {
            given.push(fill("**$** $", &[name, asks]));
        }
    }
    Some(Draft {
        question: "In which order does a server check these?",
        given,
        messages: Vec::new(),
        right,
        wrong,
        explain,
        page: "decide/respond/tree/",
    })
}

/// A question to talk about.
pub fn talk(item: &Item) -> Option<Draft> {
    let [id, ..] = item.parts;
    let talk = data().talks.iter().find(|talk| talk.id == id)?;
    Some(Draft {
        question: talk.question,
        given: Vec::new(),
        messages: Vec::new(),
        right: "",
        wrong: Vec::new(),
        explain: talk.answer.clone(),
        page: talk.page,
    })
}
