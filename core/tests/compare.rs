//! Codes side by side: addresses, ready comparisons and rows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use proptest::prelude::*;
use statuscope_core::catalog::{dataset, entry};
use statuscope_core::compare::{MOST, Topic, choose, comparisons, difference, path, ready};
use statuscope_core::prose::{Span, spans};

#[test]
fn the_ready_ones() {
    let codes: Vec<String> = comparisons().iter().map(|comparison| path(&comparison.codes)).collect();
    assert_eq!(
        codes,
        [
            "401-403",
            "404-410",
            "400-422",
            "301-302-303-307-308",
            "500-502-503-504",
            "409-412-428",
            "200-201-202-204",
            "429-503",
            "405-501"
        ]
    );
    let sections: Vec<&str> = include_str!("../../tests/fixtures/rfc-sections.txt").lines().collect();
    for comparison in comparisons() {
        for span in spans(comparison.difference) {
            let Span::Source(source) = span else { continue };
            assert!(sections.contains(&source.strip_prefix("RFC ").unwrap()), "{source}");
        }
        let chosen = choose(&path(&comparison.codes));
        assert!(chosen.left_out.is_empty());
        assert_eq!(ready(&chosen.entries), Some(comparison));
        let turned: Vec<_> = chosen.entries.iter().rev().copied().collect();
        assert_eq!(ready(&turned), Some(comparison));
        assert_eq!(ready(&chosen.entries[1..]), None);
    }
}

#[test]
fn what_cannot_be_compared_is_told() {
    let chosen = choose("404-299-teapot-404-0200-200-201-202-204-206");
    let codes: Vec<u16> = chosen.entries.iter().map(|entry| entry.code).collect();
    assert_eq!(codes, [404, 200, 201, 202, 204]);
    let told: Vec<String> = chosen.left_out.iter().map(|(part, why)| format!("{part} {why}")).collect();
    assert_eq!(
        told,
        [
            "299 has no page: nobody has given it a meaning",
            "teapot is no status code of three digits",
            "404 is there already",
            "0200 is no status code of three digits",
            "206 is one too many: five codes fit side by side",
        ]
    );
}

#[test]
fn rows_say_what_the_pages_say() {
    let must = Topic::Carries.of(entry(401).unwrap());
    assert_eq!((must[0].text, must[0].level.unwrap().word()), ("WWW-Authenticate", "MUST"));
    assert!(difference(entry(401).unwrap(), 403).unwrap().contains("403"));
    for entry in dataset().entries.iter().filter(|entry| entry.everyday) {
        for topic in [Topic::Meaning, Topic::When, Topic::Next] {
            assert!(!topic.of(entry).is_empty(), "{} {topic:?}", entry.code);
        }
    }
}

proptest! {
    #[test]
    fn any_address_is_read(text in ".{0,40}") {
        let chosen = choose(&text);
        prop_assert!(chosen.entries.len() <= MOST);
        let codes: Vec<u16> = chosen.entries.iter().map(|entry| entry.code).collect();
        prop_assert_eq!(choose(&path(&codes)).entries, chosen.entries);
    }
}
