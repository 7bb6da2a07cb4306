//! A round is its address: the same for everybody, whatever the address says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use proptest::prelude::*;
use statuscope_core::quiz::memory::Memory;
use statuscope_core::quiz::{Chance, Kind, MOST, Question, Round, SETS, items};
use std::collections::BTreeSet;

fn keys(questions: &[Question]) -> Vec<&'static str> {
    questions.iter().map(|question| question.item.key()).collect()
}

#[test]
fn chance_is_the_same_everywhere() {
    let mut chance = Chance::new(7);
    assert_eq!([(); 4].map(|()| chance.next()), [3_838_393_609, 4_210_744_933, 801_465_066, 1_648_156_487]);
    let mut counts = [0; 6];
    for _ in 0..60_000 {
        counts[chance.below(6)] += 1;
    }
    assert!(counts.iter().all(|count| (9_500..10_500).contains(count)), "{counts:?}");
    assert_eq!(chance.below(0), 0);
}

/// Where this fails because the data has changed, write the new round down; where nothing but the
/// code has changed, every address that was shared means another round now.
#[test]
fn an_address_gives_this_round() {
    let (round, left_out) = Round::parse("set=redirects&seed=7&n=10");
    assert!(left_out.is_empty());
    assert_eq!(round.query(), "?set=redirects&seed=7&n=10");
    let questions = round.questions();
    let shown: Vec<String> =
        questions.iter().map(|question| format!("{} {}", question.item.key(), question.right)).collect();
    assert_eq!(
        shown,
        [
            "arrives:curl:GET:302 2",
            "means:307 3",
            "fault:304:unasked 1",
            "named:304 2",
            "fault:307:location 3",
            "named:303 2",
            "arrives:deno_fetch:POST:308 3",
            "which:redirect:where.c 2",
            "arrives:urllib_py3.13:POST:303 3",
            "means:300 0",
        ]
    );
    let first: Vec<&str> = questions[0].choices.iter().map(|choice| choice.text).collect();
    assert_eq!(
        first,
        ["HEAD", "Nothing: the client does not follow", "GET", "Nothing: the client stops with an error"]
    );
}

#[test]
fn every_set_fills_a_round_and_repeats_nothing() {
    for set in &SETS {
        for level in 1..=3 {
            for seed in [1, 2, 77] {
                let round = Round { set, level, seed, count: MOST, only: Vec::new() };
                let questions = round.questions();
                let kinds: BTreeSet<Kind> = questions.iter().map(|question| question.item.kind).collect();
                assert!(kinds.iter().all(|kind| set.kinds.contains(kind)));
                // There are few everyday server errors, and none is asked there and back.
                let whole = set.kinds.iter().all(|kind| kinds.contains(kind));
                assert!(whole || (set.word, level) == ("server-errors", 1), "{} {level}: {kinds:?}", set.word);
                let distinct: BTreeSet<&str> = keys(&questions).into_iter().collect();
                assert_eq!(distinct.len(), questions.len());
                assert!(questions.iter().all(|question| question.item.level <= level));
                assert!(set.class == 0 || questions.iter().all(|question| question.item.class == set.class));
                assert!(questions.windows(2).all(|pair| pair[0].item.level <= pair[1].item.level));
                let few = matches!(set.word, "order" | "interview" | "success" | "faults");
                assert!(questions.len() >= if few { 4 } else { 18 }, "{} {level}: {}", set.word, questions.len());
                // Nobody is asked 404 there and back.
                let numbers =
                    questions.iter().filter(|question| matches!(question.item.kind, Kind::Means | Kind::Named));
                let pages: Vec<&str> = numbers.map(|question| question.page).collect();
                assert_eq!(pages.iter().collect::<BTreeSet<_>>().len(), pages.len());
                assert_eq!(questions, round.questions());
            }
        }
    }
}

#[test]
fn seeds_differ_and_the_right_one_stands_anywhere() {
    let rounds: BTreeSet<Vec<&str>> =
        (0..40).map(|seed| keys(&Round { seed, ..Round::default() }.questions())).collect();
    assert_eq!(rounds.len(), 40);
    let mut places = [0; 4];
    for seed in 0..100 {
        for question in (Round { seed, ..Round::default() }).questions() {
            places[question.right] += 1;
        }
    }
    assert!(places.iter().all(|count| (180..320).contains(count)), "{places:?}");
}

#[test]
fn what_cannot_be_used_is_told() {
    let (round, left_out) =
        Round::parse("set=tea&level=9&n=900&seed=class+7b&ask=means:404&ask=means:404&ask=means:1&x=y&n=0&level=0");
    let told: Vec<String> = left_out.iter().map(|(part, why)| format!("{part}: {why}")).collect();
    assert_eq!(
        told,
        [
            "set=tea: there is no such set; here is a bit of everything",
            "level=9: the highest level is 3",
            "n=900: a round has at most 50 questions",
            "seed=class 7b: a seed is a number; one was made of it",
            "ask=means:404: is asked already",
            "ask=means:1: there is no such question, or no longer",
            "x=y: means nothing here",
            "n=0: a round has 1 to 50 questions",
            "level=0: a level is 1, 2 or 3",
        ]
    );
    assert_eq!((round.level, round.count), (3, 50));
    assert_eq!(keys(&round.questions()), ["means:404"]);
    // The same word makes the same number.
    assert_eq!(Round::parse("seed=class+7b").0.seed, round.seed);
}

#[test]
fn chosen_questions_keep_their_order() {
    let only = ["talk:retry", "means:404", "order:who"].map(|key| statuscope_core::quiz::find(key).unwrap());
    let round = Round::of(only.to_vec(), 9);
    assert_eq!(round.query(), "?seed=9&ask=talk:retry&ask=means:404&ask=order:who");
    assert_eq!(keys(&round.questions()), ["talk:retry", "means:404", "order:who"]);
    assert_eq!(Round::parse(&round.query()[1..]).0, round);
}

#[test]
fn what_is_due_comes_back() {
    let mut memory = Memory::default();
    assert_eq!(Round::review(&memory, 9, 1), None);
    for key in ["means:404", "means:410", "of-another-version:1"] {
        memory.answer(key, false, 9);
    }
    memory.answer("means:405", true, 9);
    let round = Round::review(&memory, 9, 1).unwrap();
    assert_eq!(keys(&round.questions()), ["means:404", "means:410"]);
    assert_eq!(keys(&Round::review(&memory, 10, 1).unwrap().questions()), ["means:404", "means:410", "means:405"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_address_is_a_round(query in "((set|n|seed|level|ask|x)=[a-z0-9:.~%+-]{0,12}&?){0,6}|\\PC{0,60}") {
        let (round, _) = Round::parse(&query);
        prop_assert!((1..=MOST).contains(&round.count) && (1..=3).contains(&round.level));
        let (again, left_out) = Round::parse(round.query().trim_start_matches('?'));
        prop_assert!(left_out.is_empty());
        prop_assert_eq!(again.query(), round.query());
        let small = Round { count: 3, ..round };
        prop_assert!(!small.questions().is_empty() || !small.only.is_empty());
    }

    #[test]
    fn addresses_come_back(
        set in 0..SETS.len(), level in 1_u8..=3, seed: u32, count in 1..=MOST,
        only in prop::collection::hash_set(0..items().len(), 0..6),
    ) {
        let only: Vec<_> = only.into_iter().map(|at| &items()[at]).collect();
        let mut round = Round { set: &SETS[set], level, seed, count, only };
        if !round.only.is_empty() {
            round = Round::of(round.only, seed);
        }
        let (again, left_out) = Round::parse(round.query().trim_start_matches('?'));
        prop_assert!(left_out.is_empty());
        prop_assert_eq!(again, round);
    }
}
