//! No question has two right answers: every question about every item, with many seeds, is judged by
//! what does not make the questions: the order of the server's checks, the measured proxies, the
//! matrix of redirects, the rules of messages, and a list of codes that somebody could defend.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod exchanges;
mod judges;
mod rules;

#[path = "common/asks.rs"]
mod asks;

use judges::judge;
use serde_json::Value;
use statuscope_core::catalog::entry;
use statuscope_core::decision::{self};
use statuscope_core::lab::{self, Bench};
use statuscope_core::message::{Message, Start};
use statuscope_core::prose::{Span, spans};
use statuscope_core::quiz::{Item, Kind, Question, find, items};
use statuscope_core::redirect::Scenario;
use statuscope_core::reference;
use std::collections::BTreeSet;
use std::sync::OnceLock;

const SEEDS: u32 = 200;

/// A question about every item, as far as it can be asked.
fn all() -> &'static [Question] {
    static ALL: OnceLock<Vec<Question>> = OnceLock::new();
    ALL.get_or_init(|| items().iter().filter_map(|item| Question::about(item, 7)).collect())
}

fn parts(item: &Item) -> Vec<&'static str> {
    item.key().split(':').skip(1).collect()
}

fn fixture() -> Value {
    serde_json::from_str(include_str!("../../tests/fixtures/proxies.json")).unwrap()
}

#[test]
fn no_question_has_two_right_answers() {
    let measured = fixture();
    let mut asked = 0;
    let mut wrong = 0;
    for item in items() {
        // Journeys are the most, and chance only picks three of four or five choices that are always the same.
        let seeds = if item.kind == Kind::Arrives { 2 } else { SEEDS };
        for seed in 0..seeds {
            let Some(question) = Question::about(item, seed) else { break };
            let texts: BTreeSet<&str> = question.choices.iter().map(|choice| choice.text).collect();
            assert_eq!(texts.len(), if item.kind == Kind::Talk { 0 } else { 4 }, "{}: {texts:?}", item.key());
            judge(&question, &measured);
            wrong += question.choices.len().saturating_sub(1);
            asked += 1;
        }
    }
    assert!(asked > 100_000 && wrong > 300_000, "{asked} questions, {wrong} wrong choices");
}

#[test]
fn every_item_can_be_asked_unless_nobody_knows_or_it_is_given_away() {
    for question in all() {
        let (item, explain) = (question.item, &question.explain);
        assert!(!question.question.is_empty() && !explain.is_empty(), "{}", item.key());
        assert!(explain.iter().all(|line| !line.is_empty()), "{}", item.key());
        assert!((1..=3).contains(&item.level));
    }
    let asked: BTreeSet<&str> = all().iter().map(|question| question.item.key()).collect();
    let silent: Vec<&str> = items().iter().map(Item::key).filter(|key| !asked.contains(key)).collect();
    let clients: Vec<&&str> = silent.iter().filter(|key| key.starts_with("arrives:")).collect();
    let others: Vec<&&str> = silent.iter().filter(|key| !key.starts_with("arrives:")).collect();
    assert_eq!(others, [&"which:respond:now.c~first.w", &"which:upstream:stand.l~log.a"]);
    assert!(clients.len() < 200, "{}: {clients:?}", clients.len());
}

#[test]
fn names_are_distinct_and_are_found() {
    let keys: BTreeSet<&str> = items().iter().map(Item::key).collect();
    assert_eq!(keys.len(), items().len());
    for item in items() {
        assert_eq!(find(item.key()), Some(item));
        assert!(item.key().bytes().all(|byte| byte.is_ascii_graphic()) && item.key().len() <= 120, "{}", item.key());
    }
    for key in ["", "means", "means:", "means:4", "means:4040", "means:404:", ":404", "arrives:curl:POST"] {
        assert_eq!(find(key), None, "{key}");
    }
}

#[test]
fn there_are_enough_of_each_kind_and_level() {
    let count = |kind: Kind, level: u8| items().iter().filter(|item| item.kind == kind && item.level == level).count();
    let all: Vec<(Kind, [usize; 3])> =
        Kind::ALL.iter().map(|(kind, _)| (*kind, [1, 2, 3].map(|level| count(*kind, level)))).collect();
    for (kind, counts) in &all {
        assert!(counts[0] >= 4 && counts.iter().sum::<usize>() >= 12, "{all:?}");
        assert!(counts[1] >= 6, "{kind:?}: {all:?}");
    }
}

#[test]
fn a_broken_exchange_breaks_exactly_one_rule() {
    let mut broken = 0;
    for question in all().iter().filter(|question| question.item.kind == Kind::Fault) {
        let item = question.item;
        let (request, response) =
            (Message::parse(question.messages[0]).unwrap(), Message::parse(question.messages[1]).unwrap());
        let mut found = rules::broken(&request, &response);
        // What is a rule for all messages.
        let to_head = request.method() == Some("HEAD");
        let length: Option<usize> = response.field("Content-Length").map(|length| length.parse().unwrap());
        if response.status() != Some(304)
            && !to_head
            && length.is_some_and(|own| own != response.content.map_or(0, str::len))
        {
            found.push("length");
        }
        if request.field("Host").is_none() {
            found.push("host");
        }
        assert_eq!(found.len(), 1, "{}: {found:?} in\n{}\n{}", item.key(), question.messages[0], question.messages[1]);
        let Start::Response { status, .. } = response.start else { panic!() };
        assert_eq!(question.page, format!("{status}/"));
        broken += 1;
    }
    assert!(broken >= 38, "{broken}");
}

#[test]
fn pages_exist() {
    for question in all() {
        let (path, query) = question.page.split_once('?').unwrap_or((question.page, ""));
        let parts: Vec<&str> = path.split('/').collect();
        let exists = match parts.as_slice() {
            ["redirects", ""] => {
                let mut unknown = 0;
                Scenario::of_query(query, &mut |_, _| unknown += 1).is_some() && unknown == 0
            }
            ["decide", tree, ""] | ["decide", tree, "tree", ""] => {
                let pairs = statuscope_core::form::pairs(query);
                let path = pairs.iter().find(|(name, _)| name == "path").map_or("", |(_, path)| path);
                decision::tree(tree).is_some_and(|tree| tree.follow(path).stopped.is_none())
            }
            ["labs", id, ""] => lab::lab(id).is_some_and(|lab| {
                let mut bench = Bench::of(lab);
                statuscope_core::form::pairs(query).iter().all(|(key, value)| bench.set(key, value))
            }),
            [code, ""] => code.parse().is_ok_and(|code| entry(code).is_some()),
            _ => false,
        };
        assert!(exists, "{}: {}", question.item.key(), question.page);
    }
}

#[test]
fn prose_has_no_loose_marks_and_its_sources_exist() {
    let sections: BTreeSet<&str> = include_str!("../../tests/fixtures/rfc-sections.txt").lines().collect();
    for question in all() {
        let choices = question.choices.iter().flat_map(|choice| [choice.text, choice.why]);
        let all = choices.chain(question.given.iter().copied()).chain(question.explain.iter().copied());
        for text in all.chain([question.question]) {
            for span in spans(text) {
                match span {
                    Span::Status(code) => assert!(entry(code).is_some(), "{text}"),
                    Span::Source(source) => {
                        let fine = source.strip_prefix("RFC ").is_none_or(|section| sections.contains(section));
                        assert!(
                            fine && !reference::resolve(source).label.is_empty(),
                            "{}: {source}",
                            question.item.key()
                        );
                    }
                    Span::Text(plain) => {
                        let loose = ["`", "**", "{", "}", "[", "]"].iter().any(|mark| plain.contains(mark));
                        assert!(!loose, "{}: {text}", question.item.key());
                    }
                    _ => {}
                }
            }
        }
    }
}
