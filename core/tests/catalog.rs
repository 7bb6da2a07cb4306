//! The shelf has an answer for every number.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use statuscope_core::catalog::{Lookup, class, dataset, entry, look_up, neighbours, of_class};

#[test]
fn every_number_is_known_unassigned_or_outside() {
    let (mut known, mut unassigned, mut outside) = (0, 0, 0);
    for code in 0..=1100 {
        match look_up(code) {
            Lookup::Known(found) => {
                assert_eq!(found.code, code);
                assert_eq!(entry(code), Some(found));
                known += 1;
            }
            Lookup::Unassigned { class, treat_as } => {
                assert!((100..=599).contains(&code), "{code} is in no class");
                assert_eq!((u16::from(class.digit), treat_as), (code / 100, code / 100 * 100), "{code}");
                assert!(entry(code).is_none() && entry(treat_as).is_some(), "{code}");
                unassigned += 1;
            }
            Lookup::Outside => {
                assert!(!(100..=599).contains(&code), "{code} has a class");
                assert!(entry(code).is_none(), "{code}");
                outside += 1;
            }
        }
    }
    // 783 and 999 are known, though they are in no class.
    assert_eq!((known, unassigned, outside), (99, 500 - 97, 1101 - 500 - 2));
    assert_eq!(look_up(u16::MAX), Lookup::Outside);
}

#[test]
fn entries_ascend_and_classes_are_one_to_five() {
    assert!(dataset().entries.windows(2).all(|pair| pair[0].code < pair[1].code));
    let digits: Vec<u8> = dataset().classes.iter().map(|class| class.digit).collect();
    assert_eq!(digits, [1, 2, 3, 4, 5]);
    assert_eq!(class(4).unwrap().name, "Client error");
    assert!([0, 6, 7, 9, 255].iter().all(|digit| class(*digit).is_none()));
}

#[test]
fn a_class_holds_its_codes_and_nothing_else() {
    let mut together = Vec::new();
    for digit in 0..=10 {
        for entry in of_class(digit) {
            assert_eq!(entry.class(), digit);
            together.push(entry.code);
        }
    }
    let all: Vec<u16> = dataset().entries.iter().map(|entry| entry.code).collect();
    assert_eq!(together, all);
    assert_eq!(of_class(1).map(|entry| entry.code).collect::<Vec<_>>(), [100, 101, 102, 103, 104]);
    assert_eq!(of_class(7).next_back().unwrap().code, 783);
    assert_eq!(of_class(6).count(), 0);
}

#[test]
fn neighbours_lead_through_all_codes_and_back() {
    let next = |code| neighbours(code).1.map(|entry| entry.code);
    let previous = |code| neighbours(code).0.map(|entry| entry.code);
    let codes: Vec<u16> = dataset().entries.iter().map(|entry| entry.code).collect();
    assert_eq!(std::iter::successors(next(0), |code| next(*code)).take(1_000).collect::<Vec<_>>(), codes);
    // Bounded, so that a mistake is told rather than walked in circles.
    let backwards = std::iter::successors(previous(u16::MAX), |code| previous(*code)).take(1_000);
    assert_eq!(backwards.collect::<Vec<_>>(), codes.into_iter().rev().collect::<Vec<_>>());
    // Of a number without an entry, too.
    assert_eq!((previous(427), next(427)), (Some(426), Some(428)));
    assert_eq!((previous(100), next(999)), (None, None));
}
