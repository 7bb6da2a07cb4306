//! The search answers what people really type.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use proptest::prelude::*;
use statuscope_core::catalog::dataset;
use statuscope_core::explore::index;
use statuscope_core::prose::plain;
use statuscope_core::search::{MAX_BYTES, marks};

const QUERIES: &str = include_str!("../../tests/fixtures/queries.tsv");

fn first(typed: &str) -> Option<u16> {
    index().search(typed).hits.first().map(|hit| hit.entry.code)
}

#[test]
fn the_table_of_real_queries_finds_the_right_card_first() {
    let rows: Vec<(&str, u16)> = QUERIES
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let (typed, code) = line.split_once('\t').unwrap();
            (typed, code.parse().unwrap())
        })
        .collect();
    assert!(rows.len() >= 60, "{} queries", rows.len());
    let mut wrong = Vec::new();
    for (typed, code) in &rows {
        let results = index().search(typed);
        if results.hits.first().map(|hit| hit.entry.code) != Some(*code) {
            let top: Vec<_> = results.hits.iter().take(4).map(|hit| (hit.entry.code, hit.score, hit.because)).collect();
            wrong.push(format!("{typed:?} should find {code}, finds {top:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn every_search_phrase_and_name_finds_its_own_entry() {
    let mut lost = Vec::new();
    for entry in &dataset().entries {
        let vendors = entry.uses.iter().flat_map(|vendor| [vendor.name, vendor.vendor]);
        let phrases = entry.search.iter().copied().chain([entry.name]).chain(entry.former_names.iter().copied());
        for phrase in phrases.chain(vendors) {
            if !index().search(phrase).hits.iter().any(|hit| hit.entry.code == entry.code) {
                lost.push(format!("{} by {phrase:?}", entry.code));
            }
        }
    }
    assert!(lost.is_empty(), "not found: {lost:?}");
}

#[test]
fn every_word_of_an_entry_finds_it() {
    let entry = dataset().entries.iter().find(|entry| entry.code == 416).unwrap();
    let texts = entry.meaning.iter().chain(&entry.use_when).chain(&entry.methods);
    let text: Vec<String> = texts.map(|text| plain(text)).collect();
    for word in text.join(" ").split(' ').filter(|word| word.len() > 6 && word.is_ascii()) {
        let results = index().search(word);
        assert!(results.hits.iter().any(|hit| hit.entry.code == 416), "416 is not found by {word:?}");
    }
}

#[test]
fn nothing_typed_finds_nothing_and_nonsense_too() {
    for typed in ["", "   ", "!!!", "zzzzqqqq", "𓀀𓀁", "שלום עולם"] {
        assert_eq!(first(typed), None, "{typed:?}");
    }
}

#[test]
fn a_long_query_is_cut_not_refused() {
    let long = "too many requests ".repeat(600);
    let results = index().search(&long);
    assert!(results.query.cut);
    assert!(results.query.phrase.len() <= MAX_BYTES);
    assert_eq!(results.hits[0].entry.code, 429);
}

#[test]
fn reasons_name_what_the_card_does_not_show() {
    let results = index().search("throttled");
    assert_eq!(results.hits[0].because, "throttled");
}

proptest! {
    #[test]
    fn any_text_is_a_query(typed in "\\PC{0,300}") {
        let once = index().search(&typed);
        prop_assert_eq!(&once, &index().search(&typed));
        for hit in &once.hits {
            let pieces: String = marks(hit.entry.name, &once.query).iter().map(|mark| mark.text).collect();
            prop_assert_eq!(pieces, hit.entry.name);
        }
    }

    #[test]
    fn any_bytes_are_marked_without_loss(text in "\\PC{0,80}", typed in "[a-z0-9 ]{0,12}") {
        let query = statuscope_core::search::Query::parse(&typed);
        let pieces: String = marks(&text, &query).iter().map(|mark| mark.text).collect();
        prop_assert_eq!(pieces, text);
    }
}
