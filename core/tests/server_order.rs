//! The checks of the small server come in the order of the *Respond* tree, and every answer is the
//! one that the tree gives at that question.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

#[path = "common/asks.rs"]
mod asks;

use asks::ASKS;
use statuscope_core::decision::{self, Now, Walk};
use statuscope_core::server::{CHECKS, Check};
use std::collections::BTreeSet;

const SECTIONS: &str = include_str!("../../tests/fixtures/rfc-sections.txt");
const SERVER: [&str; 7] = [
    include_str!("../src/server/admission.rs"),
    include_str!("../src/server/content.rs"),
    include_str!("../src/server/conditions.rs"),
    include_str!("../src/server/done.rs"),
    include_str!("../src/server/range.rs"),
    include_str!("../src/server/checks.rs"),
    include_str!("../src/server/response.rs"),
];

fn ask_of(check: &Check) -> &'static str {
    ASKS.iter().find(|(id, _)| *id == check.id).unwrap().1
}

/// The way of an answer: the tree and the rest.
fn split(path: &str) -> (&str, &str) {
    path.strip_prefix("success~").map_or(("respond", path), |rest| ("success", rest))
}

/// The code at which a way of an answer ends.
fn end(path: &str) -> u16 {
    let (tree, path) = split(path);
    let decoded = Walk::follow(decision::tree(tree).unwrap(), path);
    assert!(decoded.stopped.is_none(), "{path}: {:?}", decoded.stopped);
    let Now::Result(end) = decoded.walk.now() else { panic!("{path} leads to no result") };
    end.code
}

/// All pairs of status and way in the sources: `"404 may.h They may not, …"`.
fn answers() -> BTreeSet<(u16, &'static str)> {
    let mut all = BTreeSet::new();
    for source in SERVER {
        for text in source.split('"') {
            let mut words = text.split(' ');
            let (number, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            if number.len() == 3 && path.contains('.') {
                all.extend(number.parse().map(|number| (number, path)));
            }
        }
    }
    all
}

/// The first and the last question that a way turns off at.
fn turns(path: &str) -> (&str, &str) {
    let ask = |part: &'static str| part.split('.').next().unwrap();
    let (_, rest) = split(path);
    let rest: &'static str = rest.to_owned().leak();
    (ask(rest.split('~').next().unwrap()), ask(rest.split('~').next_back().unwrap()))
}

#[test]
fn the_orders_agree() {
    let tree = decision::tree("respond").unwrap();
    let places: Vec<u16> =
        CHECKS.iter().map(ask_of).filter(|ask| !ask.is_empty()).map(|ask| tree.index(ask).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    // Only the very first check, of the message itself, comes before the tree.
    assert!(ask_of(&CHECKS[0]).is_empty() && places.len() + 1 == CHECKS.len());
    // Within the preconditions, the order is that of the answers about which is false first.
    let conditions: Vec<&str> =
        CHECKS.iter().filter(|check| check.source.starts_with("RFC 9110 13.1.")).map(|check| check.id).collect();
    let which = &tree.asks[usize::from(tree.index("false").unwrap())];
    let mut told: Vec<String> =
        which.answers.iter().map(|answer| answer.label.split(',').next().unwrap().to_lowercase()).collect();
    told.dedup();
    assert_eq!(conditions, told);
    // No question on the way straight on is left out.
    let mut walk = Walk::start(tree);
    while let Now::Question(ask) = walk.now() {
        assert!(CHECKS.iter().any(|check| ask_of(check) == ask.id), "{} has no check", ask.id);
        let Some(onward) = ask.onward else { break };
        walk = walk.answer(ask.answers[usize::from(onward)].key);
    }
}

#[test]
fn every_answer_is_that_of_the_tree() {
    let answers = answers();
    assert!(answers.len() > 35, "{answers:?}");
    for (code, path) in &answers {
        assert_eq!(end(path), *code, "{path}");
    }
    // Each code of a check is one that the tree gives at its question, and the other way round.
    let told: BTreeSet<(&str, u16)> = answers
        .iter()
        .filter(|(_, path)| split(path).0 == "respond")
        .map(|(code, path)| {
            let (first, last) = turns(path);
            (if CHECKS.iter().any(|check| ask_of(check) == last) { last } else { first }, *code)
        })
        .collect();
    let said: BTreeSet<(&str, u16)> = CHECKS
        .iter()
        .filter(|check| !ask_of(check).is_empty())
        .flat_map(|check| check.codes.iter().map(|code| (ask_of(check), *code)))
        .collect();
    // 505 is told while the message is read.
    assert_eq!(told.difference(&said).collect::<Vec<_>>(), [&("now", 505)]);
    // 205 is in the tree of success only.
    assert_eq!(said.difference(&told).collect::<Vec<_>>(), [&("done", 205)]);
}

#[test]
fn checks_are_named_and_sourced() {
    let ids: BTreeSet<&str> = CHECKS.iter().map(|check| check.id).collect();
    assert_eq!(ids.len(), CHECKS.len());
    let sections: BTreeSet<&str> = SECTIONS.lines().collect();
    for Check { id, question, source, codes, .. } in CHECKS {
        assert!(question.ends_with('?') && question.len() <= 60, "{id}");
        assert!(codes.is_sorted() && !codes.is_empty(), "{id}");
        assert!(sections.contains(source.strip_prefix("RFC ").unwrap()), "{id}: {source}");
    }
    for source in SERVER {
        for text in source.split(" \"RFC ").chain(source.split("|RFC ")).filter(|text| !text.starts_with("//")) {
            let section = text.split('"').next().unwrap();
            assert!(sections.contains(section), "{section}");
        }
    }
}
