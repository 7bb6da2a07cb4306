//! Everything that points somewhere arrives: sources, sections, other codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use statuscope_core::catalog::{self, dataset};
use statuscope_core::model::{Entry, Registration};
use statuscope_core::prose::{Span, spans};
use statuscope_core::reference;
use std::collections::BTreeSet;

const SECTIONS: &str = include_str!("../../tests/fixtures/rfc-sections.txt");

/// RFCs whose sections are not in the fixture, and those of them that were read elsewhere.
const NOT_COVERED: [&str; 4] = ["2774 4", "2774 5", "2774 7", "9457 3"];

/// Every text of an entry that may have marks.
fn prose(entry: &Entry) -> Vec<&'static str> {
    let mut all = vec![entry.lead, entry.content.says, entry.caching.says, entry.next.says, entry.exchange.note];
    all.extend(entry.meaning.iter().chain(&entry.use_when).chain(&entry.methods));
    all.extend(entry.not_when.iter().map(|not| not.say));
    all.extend(entry.confused.iter().flat_map(|pair| [pair.difference, pair.detail]));
    all.extend(entry.fields.iter().map(|field| field.says));
    all.extend(entry.notes.iter().map(|note| note.text));
    all.extend(entry.uses.iter().map(|own| own.meaning));
    all
}

/// Every reference of an entry, in its tables and in its prose.
fn references(entry: &Entry) -> Vec<&'static str> {
    let mut all = vec![entry.content.source, entry.caching.source, entry.next.source];
    all.extend(entry.fields.iter().map(|field| field.source));
    all.extend(entry.sources.iter().map(|citation| citation.source));
    all.extend(entry.uses.iter().flat_map(|own| own.sources.iter().copied()));
    all.extend(prose(entry).into_iter().flat_map(sources_in));
    all
}

/// The texts with marks that belong to no code: callouts of classes, the printed sheet.
fn shared_prose() -> Vec<&'static str> {
    let sheet = &dataset().sheet;
    let callouts = dataset().classes.iter().map(|class| class.callout);
    callouts.chain(sheet.questions.iter().chain(&sheet.carry).chain(&sheet.pairs).copied()).collect()
}

/// The sources named in a text.
fn sources_in(text: &'static str) -> impl Iterator<Item = &'static str> {
    spans(text).filter_map(|span| if let Span::Source(source) = span { Some(source) } else { None })
}

/// All references of the dataset, each with a code that makes it, or 0.
fn all_references() -> Vec<(u16, &'static str)> {
    let each = |entry: &'static Entry| references(entry).into_iter().map(|source| (entry.code, source));
    let shared = shared_prose().into_iter().flat_map(sources_in).map(|source| (0, source));
    dataset().entries.iter().flat_map(each).chain(shared).collect()
}

fn is_web_address(url: &str) -> bool {
    let host = url.strip_prefix("https://").and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let graphic = url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte));
    host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && graphic && url.matches('#').count() <= 1
}

#[test]
fn web_addresses_are_told_from_others() {
    assert!(is_web_address("https://a.example/x?y#z"));
    for text in ["http://a.example/", "https://a.example/a b", "https://", "https://local/", "https://a.b/#c#d", ""] {
        assert!(!is_web_address(text), "{text}");
    }
}

#[test]
fn every_reference_has_a_label_and_its_address_is_well_formed() {
    let all = all_references();
    assert!(all.len() > 1_000, "only {} references", all.len());
    for (code, source) in all {
        let found = reference::resolve(source);
        if let Some(rest) = source.strip_prefix("RFC ") {
            // An RFC has a title and a date, so it is known; its label is its own name.
            assert!(!found.title.is_empty() && found.date.len() == 7, "{code}: {source}");
            let (number, section) = rest.split_once(' ').unwrap_or((rest, ""));
            let page = format!("https://www.rfc-editor.org/rfc/rfc{number}.html");
            let anchor = match section.chars().next() {
                None => String::new(),
                Some('A'..='Z') => format!("#appendix-{section}"),
                Some(_) => format!("#section-{section}"),
            };
            assert_eq!(found.url, page + &anchor, "{code}: {source}");
        } else {
            let known = dataset().sources.iter().find(|known| known.key == source);
            let known = known.unwrap_or_else(|| panic!("{code}: {source} is no source"));
            assert_eq!((found.label.as_str(), found.url.as_str()), (known.label, known.url), "{code}: {source}");
        }
        assert!(!found.label.trim().is_empty(), "{code}: {source}");
        assert!(found.url.is_empty() || is_web_address(&found.url), "{code}: {}", found.url);
    }
}

#[test]
fn sources_are_distinct_and_what_has_no_address_is_ours_or_says_so() {
    let keys: BTreeSet<&str> = dataset().sources.iter().map(|source| source.key).collect();
    assert_eq!(keys.len(), dataset().sources.len());
    let cited: BTreeSet<&str> = all_references().into_iter().map(|(_, source)| source).collect();
    for source in &dataset().sources {
        assert!(cited.contains(source.key), "nobody cites {}", source.key);
        assert!(source.url.is_empty() || is_web_address(source.url), "{}: {}", source.key, source.url);
        let is_day = source.date.len() == 10 && source.date < "2026-11-23";
        assert!(is_day || source.date.is_empty() || source.date.len() == 7, "{}: {}", source.key, source.date);
    }
    let unlinked: Vec<&str> = dataset().sources.iter().filter(|source| source.url.is_empty()).map(|s| s.key).collect();
    assert_eq!(unlinked, ["clients", "convention", "httpd-binary", "nginx-measured", "proxies", "yahoo"]);
}

#[test]
fn every_cited_section_exists_in_its_rfc() {
    let sections: BTreeSet<&str> = SECTIONS.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(sections.contains("9110 15.5.5") && sections.contains("4918 F.3") && sections.len() > 2_000);
    let mut not_covered = BTreeSet::new();
    for (code, source) in all_references() {
        let Some(rest) = source.strip_prefix("RFC ") else { continue };
        let is_section = rest.contains(' ');
        if is_section && !sections.contains(rest) {
            assert!(NOT_COVERED.contains(&rest), "{code}: {source} does not exist");
            not_covered.insert(rest);
        }
    }
    assert_eq!(not_covered.into_iter().collect::<Vec<_>>(), NOT_COVERED);
}

#[test]
fn every_registered_code_cites_an_rfc_or_its_draft_and_the_registry() {
    for entry in dataset().entries.iter().filter(|entry| entry.is_in_registry()) {
        let cites = |fits: &dyn Fn(&str) -> bool| entry.sources.iter().any(|citation| fits(citation.source));
        assert!(cites(&|source| source.starts_with("RFC ") || source == "resumable-draft"), "{}", entry.code);
        assert!(cites(&|source| source == "iana"), "{} does not cite the registry", entry.code);
    }
}

#[test]
fn every_code_that_is_named_exists_and_what_to_use_instead_can_be_used() {
    let usable = |code: u16| catalog::entry(code).is_some_and(|other| other.registration == Registration::Registered);
    let mut named = 0;
    let all_prose = dataset().entries.iter().flat_map(prose).chain(shared_prose());
    for text in all_prose {
        for span in spans(text) {
            if let Span::Status(code) = span {
                assert!(catalog::entry(code).is_some(), "{text:?} names {code}");
                named += 1;
            }
        }
    }
    assert!(named > 60, "only {named} codes in prose");
    for entry in &dataset().entries {
        for not in &entry.not_when {
            assert!(usable(not.instead) && not.instead != entry.code, "{}: use {}", entry.code, not.instead);
        }
        for pair in &entry.confused {
            assert!(catalog::entry(pair.with).is_some() && pair.with != entry.code, "{}: {}", entry.code, pair.with);
            for code in [entry.code, pair.with] {
                let both = pair.difference.contains(&code.to_string());
                assert!(both, "{}: {:?} does not name {code}", entry.code, pair.difference);
            }
        }
        for instead in entry.uses.iter().filter_map(|own| own.instead) {
            assert!(usable(instead), "{}: instead {instead}", entry.code);
        }
        if let Some(sees) = entry.exchange.sees {
            assert!(catalog::entry(sees).is_some(), "{}: sees {sees}", entry.code);
        }
    }
}
