#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use super::*;
use crate::form;
use proptest::prelude::*;

fn met(bench: &Bench, want: &str) -> bool {
    bench.run().reached.iter().any(|word| word == want)
}

/// Of each goal: it is not met as the lab begins unless it needs nothing, and what is shown meets it.
#[test]
fn shown_ways_lead_to_their_goals() {
    for lab in labs() {
        assert!(!lab.goals.is_empty(), "{}", lab.id);
        for (at, goal) in lab.goals.iter().enumerate() {
            let start = Bench::of(lab).aiming(at);
            assert_eq!(met(&start, goal.want), goal.show.is_empty(), "{}: {}, untouched", lab.id, goal.says);
            let shown = start.arranged(&goal.show);
            assert!(met(&shown, goal.want), "{}: {} reaches {:?}", lab.id, goal.says, shown.run().reached);
            // The shortest way: without any one of its settings it is not reached.
            for left_out in 0..goal.show.len() {
                let mut settings = goal.show.clone();
                settings.remove(left_out);
                assert!(!met(&start.arranged(&settings), goal.want), "{}: {}: {left_out} is idle", lab.id, goal.says);
            }
        }
    }
}

/// Every code that a lab says it teaches is the answer in a goal or in a scene to start from.
#[test]
fn taught_codes_are_reached() {
    for lab in labs() {
        let mut reached: Vec<String> = Vec::new();
        for settings in lab.goals.iter().map(|goal| &goal.show).chain(lab.presets.iter().map(|preset| &preset.set)) {
            reached.extend(Bench::of(lab).arranged(settings).run().reached);
        }
        for code in &lab.codes {
            assert!(reached.contains(&code.to_string()), "{}: {code} is never the answer", lab.id);
        }
    }
}

#[test]
fn labs_know_their_comparisons() {
    for lab in labs() {
        for path in &lab.compare {
            let chosen = crate::compare::choose(path);
            let ready = crate::compare::ready(&chosen.entries).unwrap_or_else(|| panic!("{}: {path}", lab.id));
            assert_eq!(ready.lab, lab.id, "{path} leads to another lab");
        }
    }
    for comparison in crate::compare::comparisons() {
        assert!(comparison.lab.is_empty() || lab(comparison.lab).is_some(), "no lab {}", comparison.lab);
    }
}

fn reread(bench: &Bench) -> Bench {
    let mut other = Bench::of(bench.lab());
    for (key, value) in form::pairs(bench.query().trim_start_matches('?')) {
        assert!(other.set(&key, &value), "{key}={value}");
    }
    other
}

/// Any setting of any lab: words for controls with words, anything for the others.
fn benches() -> impl Strategy<Value = Bench> {
    let values = prop::collection::vec((any::<prop::sample::Index>(), "(\\PC|\n|\t|\r){0,60}"), 12);
    (any::<prop::sample::Index>(), 0_usize..9, values).prop_map(|(which, goal, values)| {
        let lab = &labs()[which.index(labs().len())];
        let mut bench = Bench::of(lab).aiming(goal);
        for (control, (index, text)) in lab.controls.iter().zip(&values) {
            let value = match control.kind {
                Kind::Few | Kind::Many | Kind::Pick | Kind::Cells => {
                    control.choices[index.index(control.choices.len())].word.to_owned()
                }
                Kind::Switch => {
                    if index.index(2) == 0 {
                        "on".to_owned()
                    } else {
                        String::new()
                    }
                }
                Kind::Steps => {
                    let letters = text
                        .chars()
                        .take(12)
                        .map(|letter| control.choices[letter as usize % control.choices.len()].word);
                    letters.collect()
                }
                Kind::Line | Kind::Text => text.clone(),
            };
            assert!(bench.set(control.key, &value), "{}: {}={value}", lab.id, control.key);
        }
        bench
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn addresses_hold_everything(bench in benches()) {
        prop_assert_eq!(reread(&bench), bench);
    }

    #[test]
    fn every_setting_has_a_scene(bench in benches()) {
        let scene = bench.run();
        prop_assert!(!scene.head.is_empty(), "{}", bench.lab().id);
        for exchange in &scene.exchanges {
            for (from, to) in &exchange.marks {
                prop_assert!(from <= to && *to <= exchange.request.len());
            }
        }
        prop_assert_eq!(bench.run(), scene);
    }

    #[test]
    fn any_pair_is_taken_or_refused(key in "\\PC{0,8}", value in "\\PC{0,80}", at: prop::sample::Index) {
        let mut bench = Bench::of(&labs()[at.index(labs().len())]);
        let before = bench.clone();
        if !bench.set(&key, &value) {
            prop_assert_eq!(&bench, &before);
        }
        let _ = bench.edited(&key, &value).map(|next| next.run());
    }
}

#[test]
fn a_megabyte_is_answered_but_not_kept_in_the_address() {
    let mut bench = Bench::of(lab("validate").unwrap());
    let long = ["[", &"0,".repeat(500_000), "0]"].concat();
    assert!(bench.set("body", &long));
    assert!(bench.is_long() && bench.query().len() < 100);
    assert_eq!(bench.run().status, 413);
}
