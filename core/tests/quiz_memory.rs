//! The memory keeps what it is told, gives it back as it was, and takes nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use proptest::prelude::*;
use statuscope_core::quiz::items;
use statuscope_core::quiz::memory::{Memory, WAITS};

const TODAY: u16 = 20_779;

fn played(acts: &[(usize, bool, u16)]) -> Memory {
    let mut memory = Memory::default();
    for (item, right, day) in acts {
        memory.answer(items()[item % items().len()].key(), *right, *day);
    }
    memory
}

fn acts() -> impl Strategy<Value = Vec<(usize, bool, u16)>> {
    prop::collection::vec((0..40_usize, any::<bool>(), prop_oneof![TODAY..TODAY + 60, any::<u16>()]), 0..60)
}

#[test]
fn what_is_right_moves_on_and_what_is_wrong_comes_back() {
    let mut memory = Memory::default();
    let key = "means:409";
    memory.answer(key, true, TODAY);
    let mut seen = Vec::new();
    for _ in 0..5 {
        let card = *memory.card(key).unwrap();
        seen.push((card.place, card.due - TODAY));
        memory.answer(key, true, card.due);
    }
    assert_eq!(seen, [(2, 1), (3, 4), (4, 11), (5, 32), (5, 53)]);
    memory.answer(key, false, TODAY + 40);
    assert_eq!(memory.due(TODAY + 40), [key]);
    assert_eq!(memory.boxes(), [1, 0, 0, 0, 0]);
}

#[test]
fn practising_ahead_counts_nothing_but_a_mistake_does() {
    let mut memory = Memory::default();
    memory.answer("means:404", true, TODAY);
    let before = memory.clone();
    memory.answer("means:404", true, TODAY);
    assert_eq!(memory, before);
    memory.answer("means:404", false, TODAY);
    assert_eq!(memory.card("means:404").unwrap().place, 1);
}

#[test]
fn the_lowest_box_comes_first() {
    let text = "statuscope-memory 1\na 3 5\nb 1 9\nc 1 4\nd 5 1\ne 2 99\n";
    assert_eq!(Memory::read(text).unwrap().due(9), ["c", "b", "a", "d"]);
    assert_eq!(Memory::read(text).unwrap().write(), text);
}

#[test]
fn foreign_and_corrupt_files_are_refused_with_a_sentence() {
    let long = format!("statuscope-memory 1\n{} 1 2", "x".repeat(121));
    for (text, sentence) in [
        ("", "Line 1: this is no file of Statuscope's practice. Nothing has been changed."),
        ("{\"cards\": []}", "Line 1: this is no file of Statuscope's practice. Nothing has been changed."),
        (
            "statuscope-memory 2\n",
            "Line 1: this file comes from another version of Statuscope. Nothing has been changed.",
        ),
        (
            "statuscope-memory 1\nmeans:404 2\n",
            "Line 2: this is not a question, its box and its day, with one space between them. Nothing has been changed.",
        ),
        ("statuscope-memory 1\n\na 6 2\n", "Line 3: a box is a number from 1 to 5. Nothing has been changed."),
        (
            "statuscope-memory 1\na 1 65536",
            "Line 2: a day is a number of days since 1970, up to 65535. Nothing has been changed.",
        ),
        (
            "statuscope-memory 1\na 1 +5",
            "Line 2: a day is a number of days since 1970, up to 65535. Nothing has been changed.",
        ),
        (
            "statuscope-memory 1\na 1 5\nb 1 5\na 2 5",
            "Line 4: this question is here already. Nothing has been changed.",
        ),
        ("statuscope-memory 1\ntée 1 5", "Line 2: this is no name of a question. Nothing has been changed."),
        (long.as_str(), "Line 2: this is no name of a question. Nothing has been changed."),
    ] {
        assert_eq!(Memory::read(text).unwrap_err().sentence(), sentence, "{text:?}");
    }
    let many: String = (0..20_001).map(|number| format!("\nq{number:05} 1 1")).collect();
    let refusal = Memory::read(&format!("statuscope-memory 1{many}")).unwrap_err();
    assert_eq!((refusal.line, refusal.why), (20_002, "there are more questions than there can be"));
}

#[test]
fn editors_may_change_line_ends() {
    let plain = Memory::read("statuscope-memory 1\na 1 5\nb 2 6\n").unwrap();
    assert_eq!(Memory::read("\u{feff}statuscope-memory 1\r\na 1 5\r\nb 2 6"), Ok(plain));
}

proptest! {
    #[test]
    fn what_is_written_is_read(acts in acts()) {
        let memory = played(&acts);
        prop_assert_eq!(Memory::read(&memory.write()), Ok(memory));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(statuscope-memory 1\n)?([a-z:0-9 ]{0,12}\n){0,5}\\PC{0,30}") {
        match Memory::read(&text) {
            Ok(memory) => prop_assert_eq!(Memory::read(&memory.write()), Ok(memory)),
            Err(refusal) => prop_assert!(refusal.line >= 1 && refusal.line <= text.split('\n').count()),
        }
    }

    #[test]
    fn a_file_that_was_damaged_is_read_as_far_as_it_is_valid_or_refused(
        acts in acts(), at in any::<prop::sample::Index>(), byte in 0_u8..128,
    ) {
        let mut bytes = played(&acts).write().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(memory) = Memory::read(core::str::from_utf8(&bytes).unwrap()) {
            prop_assert_eq!(Memory::read(&memory.write()), Ok(memory));
        }
    }

    #[test]
    fn merging_loses_nothing_and_its_order_does_not_matter(one in acts(), two in acts(), three in acts()) {
        let (one, two, three) = (played(&one), played(&two), played(&three));
        let merged = |all: &[&Memory]| {
            let mut memory = Memory::default();
            all.iter().for_each(|other| memory.merge(other));
            memory
        };
        let all = merged(&[&one, &two, &three]);
        for memory in [&one, &two, &three] {
            for card in memory.cards() {
                prop_assert!(all.card(card.key).is_some());
            }
        }
        prop_assert!(all.cards().iter().all(|card| [&one, &two, &three].iter().any(|from| from.card(card.key) == Some(card))));
        prop_assert_eq!(&merged(&[&three, &one, &two]), &all);
        prop_assert_eq!(&merged(&[&all, &two, &all]), &all);
        prop_assert_eq!(merged(&[&one, &one]), one);
    }

    #[test]
    fn cards_stay_in_order_and_boxes_in_bounds(acts in acts()) {
        let memory = played(&acts);
        prop_assert!(memory.cards().windows(2).all(|pair| pair[0].key < pair[1].key));
        prop_assert!(memory.cards().iter().all(|card| (1..=5).contains(&card.place)));
        prop_assert_eq!(memory.boxes().iter().sum::<usize>(), memory.cards().len());
        prop_assert_eq!(memory.due(u16::MAX).len(), memory.cards().len());
        prop_assert!(WAITS.is_sorted());
    }
}
