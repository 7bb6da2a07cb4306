//! The dataset equals the registry, the RFCs and the list of vendors' numbers, as fixtures state them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use serde_json::Value;
use statuscope_core::catalog::{self, dataset};
use statuscope_core::model::{CachingRule, ContentRule, Entry, Level, Registration, Side};
use std::collections::BTreeSet;

const IANA: &str = include_str!("../../tests/fixtures/iana.json");
const RFC_FACTS: &str = include_str!("../../tests/fixtures/rfc_facts.json");
const UNOFFICIAL: &str = include_str!("../../tests/fixtures/unofficial.json");

fn parsed(fixture: &str) -> Value {
    serde_json::from_str(fixture).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn number(value: &Value) -> u16 {
    u16::try_from(value.as_u64().unwrap()).unwrap()
}

fn entry_of(value: &Value) -> &'static Entry {
    let code = number(&value["code"]);
    catalog::entry(code).unwrap_or_else(|| panic!("{code} has no entry"))
}

/// Fails with all that differs, a line each.
fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// "Switch Proxy (expired draft)" without the remark.
fn without_remark(name: &str) -> &str {
    name.split(" (").next().unwrap()
}

fn codes_where(fits: impl Fn(&Entry) -> bool) -> Vec<u16> {
    dataset().entries.iter().filter(|entry| fits(entry)).map(|entry| entry.code).collect()
}

#[test]
fn the_registered_codes_are_those_of_the_registry_no_more_and_no_fewer() {
    let iana = parsed(IANA);
    let registry: Vec<u16> = list(&iana).iter().map(|row| number(&row["code"])).collect();
    assert_eq!(registry.len(), 64);
    assert_eq!(codes_where(Entry::is_in_registry), registry);
    assert_eq!(catalog::registered_count(), 64);
}

#[test]
fn names_registrations_and_former_names_are_those_of_the_registry() {
    let mut wrong = Vec::new();
    for row in list(&parsed(IANA)) {
        let entry = entry_of(row);
        if entry.name != text(&row["name"]) {
            wrong.push(format!("{}: is called {:?}, registered as {}", entry.code, entry.name, row["name"]));
        }
        let expected = match text(&row["status"]) {
            "registered" if row["deprecated_in_rfc"] == true => Registration::Deprecated,
            "registered" => Registration::Registered,
            "temporary" => Registration::Temporary,
            "unused" => Registration::Unused,
            "obsolete" => Registration::Obsoleted,
            other => panic!("unknown state {other}"),
        };
        if entry.registration != expected {
            wrong.push(format!("{}: {:?} instead of {expected:?}", entry.code, entry.registration));
        }
        for name in list(&row["former_names"]) {
            let name = without_remark(text(name));
            if !entry.former_names.contains(&name) {
                wrong.push(format!("{}: its former name {name:?} is missing", entry.code));
            }
        }
        if entry.former_names.contains(&entry.name) {
            wrong.push(format!("{}: its name stands among the former ones", entry.code));
        }
    }
    assert_none(&wrong);
}

#[test]
fn cacheable_and_unstorable_codes_are_those_of_the_rfcs() {
    let facts = parsed(RFC_FACTS);
    let named = |key: &str| -> Vec<u16> { list(&facts["summary"][key]).iter().map(number).collect() };
    assert_eq!(codes_where(Entry::is_cacheable), named("heuristically_cacheable"));
    assert_eq!(codes_where(|entry| entry.caching.rule == CachingRule::Never), named("must_not_be_stored"));
    assert_eq!(codes_where(|entry| entry.caching.rule == CachingRule::Interim), [100, 101, 102, 103, 104]);
    // The two lists of the fixture agree with its own entries.
    for fact in list(&facts["codes"]) {
        let rule = entry_of(fact).caching.rule;
        assert_eq!(rule == CachingRule::Heuristic, fact["heuristically_cacheable"] == true, "{}", fact["code"]);
        assert_eq!(rule == CachingRule::Never, fact["must_not_be_stored"] == true, "{}", fact["code"]);
    }
}

/// Field names and level of a row in the fixture, in the words of the dataset.
fn as_rows(header: &Value) -> Vec<(String, Level)> {
    let level = match text(&header["level"]) {
        "(no keyword)" | "(none now)" | "ought to" => Level::Usual,
        word => Level::from_word(word).unwrap_or_else(|| panic!("{word}")),
    };
    let names = match text(&header["field"]) {
        "(challenge)" => "WWW-Authenticate",
        "other representation metadata" => "Last-Modified",
        names => names,
    };
    names
        .split(", ")
        .flat_map(|names| names.split(" / "))
        // `Connection: Upgrade` and `Link; rel="blocked-by"` are named by their field.
        .map(|name| (name.split([':', ';']).next().unwrap().trim().to_owned(), level))
        .collect()
}

/// The same of an entry, for its responses.
fn rows(entry: &Entry) -> BTreeSet<(String, Level)> {
    let on_response = entry.fields.iter().filter(|field| field.on == Side::Response);
    on_response.flat_map(|field| field.name.split(", ").map(|name| (name.to_owned(), field.level))).collect()
}

#[test]
fn every_header_field_that_an_rfc_asks_for_is_there_and_no_other_is_required() {
    let mut wrong = Vec::new();
    for fact in list(&parsed(RFC_FACTS)["codes"]) {
        let entry = entry_of(fact);
        let facts: BTreeSet<_> = list(&fact["headers"]).iter().flat_map(as_rows).collect();
        let ours = rows(entry);
        for (name, level) in facts.difference(&ours) {
            wrong.push(format!("{}: lacks {} {name}", entry.code, level.word()));
        }
        for (name, level) in ours.difference(&facts) {
            if matches!(level, Level::Must | Level::MustNot | Level::Should | Level::ShouldNot) {
                wrong.push(format!("{}: {} {name} stands in no RFC", entry.code, level.word()));
            }
        }
    }
    for entry in dataset().entries.iter().filter(|entry| !entry.is_in_registry()) {
        for field in entry.fields.iter().filter(|field| field.on == Side::Response) {
            if matches!(field.level, Level::Must | Level::MustNot | Level::Should | Level::ShouldNot) {
                wrong.push(format!("{}: no RFC asks an unregistered number for {}", entry.code, field.name));
            }
        }
    }
    assert_none(&wrong);
}

/// "RFC 9110 15.5.6, 10.2.1" as references of the dataset.
fn references(given: &str) -> Vec<String> {
    let mut rfc = "";
    let mut out = Vec::new();
    for part in given.split([',', ';']).map(str::trim) {
        let section = match part.strip_prefix("RFC ") {
            Some(rest) => {
                let (number, section) = rest.split_once(' ').unwrap_or((rest, ""));
                rfc = number;
                section
            }
            None => part,
        };
        out.push(format!("RFC {rfc} {section}"));
    }
    out
}

#[test]
fn required_header_fields_cite_the_section_that_requires_them() {
    let mut wrong = Vec::new();
    for fact in list(&parsed(RFC_FACTS)["codes"]) {
        let entry = entry_of(fact);
        for header in list(&fact["headers"]).iter().filter(|header| text(&header["ref"]).starts_with("RFC ")) {
            let sections = references(text(&header["ref"]));
            for (name, level) in as_rows(header) {
                let ours = entry.fields.iter().find(|field| {
                    field.on == Side::Response && field.level == level && field.name.split(", ").any(|own| own == name)
                });
                let Some(ours) = ours else { continue };
                // A subsection of what the fixture names is as good.
                let is_within =
                    |section: &str| ours.source == section || ours.source.starts_with(&format!("{section}."));
                if !sections.iter().any(|section| is_within(section)) {
                    wrong.push(format!("{}: {name} cites {:?}, not {sections:?}", entry.code, ours.source));
                }
            }
        }
    }
    assert_none(&wrong);
}

/// The content rule that the words of the fixture amount to.
fn content_rule(words: &str) -> ContentRule {
    let begins = |starts: &[&str]| starts.iter().any(|start| words.starts_with(start));
    match words {
        "-" => ContentRule::Undefined,
        _ if begins(&["none"]) => ContentRule::None,
        _ if begins(&["MUST NOT generate content"]) => ContentRule::Empty,
        _ if begins(&["expected", "the requested part", "default: XML", "only inside a 207"]) => ContentRule::Expected,
        _ if begins(&["usually", "typically", "ought to"]) => ContentRule::Usual,
        _ if begins(&["SHOULD", "should"]) => ContentRule::Explains,
        _ => panic!("what does {words:?} amount to?"),
    }
}

#[test]
fn content_rules_are_those_of_the_rfcs() {
    let mut wrong = Vec::new();
    for fact in list(&parsed(RFC_FACTS)["codes"]) {
        let (entry, expected) = (entry_of(fact), content_rule(text(&fact["content"])));
        if entry.content.rule != expected {
            wrong.push(format!("{}: {:?} instead of {expected:?}", entry.code, entry.content.rule));
        }
    }
    assert_none(&wrong);
}

#[test]
fn whether_to_repeat_a_request_is_what_the_rfcs_say() {
    let mut wrong = Vec::new();
    for fact in list(&parsed(RFC_FACTS)["codes"]) {
        let entry = entry_of(fact);
        let expected = match fact["retry"]["same_request"].as_str() {
            None => "undefined",
            Some("with (new) credentials") => "credentials",
            Some("follow Location") => "follow",
            Some("on another connection") => "other-connection",
            Some("only if Retry-After") => "if-retry-after",
            Some("only on a new user action") => "user-action",
            Some(words) => words,
        };
        // "not applicable" and "not-applicable" are one word.
        if entry.next.retry.word() != expected.replace(' ', "-") {
            wrong.push(format!("{}: {} instead of {expected}", entry.code, entry.next.retry.word()));
        }
    }
    assert_none(&wrong);
}

#[test]
fn the_first_source_of_a_code_is_the_section_that_defines_it() {
    let mut seen = 0;
    for fact in list(&parsed(RFC_FACTS)["codes"]) {
        let (entry, defined) = (entry_of(fact), &fact["defined_in"]);
        let expected = match text(&defined["rfc"]) {
            "draft-ietf-httpbis-resumable-upload" => "resumable-draft".to_owned(),
            rfc => format!("{rfc} {}", text(&defined["section"])),
        };
        assert_eq!(entry.sources[0].source, expected, "{}", entry.code);
        seen += 1;
    }
    assert_eq!(seen, 64);
}

/// The word of a vendor that must be in ours, in lower case: "attributed to Apache HTTP Server" is Apache.
fn main_word(vendor: &str) -> String {
    let word = vendor.split([' ', ',', ';']).find(|word| !["attributed", "to", "informal", "some", ""].contains(word));
    word.unwrap().to_ascii_lowercase()
}

#[test]
fn every_use_outside_the_registry_is_there_with_vendor_state_and_visibility() {
    let unofficial = parsed(UNOFFICIAL);
    let facts = list(&unofficial["codes"]);
    assert_eq!(facts.len(), 48);
    let mut wrong = Vec::new();
    for fact in facts {
        let entry = entry_of(fact);
        let (vendor, name) = (main_word(text(&fact["vendor"])), text(&fact["name"]));
        let named = |own: &str| name.starts_with('(') || own == name;
        let ours: Vec<_> = entry
            .uses
            .iter()
            .filter(|own| own.vendor.to_ascii_lowercase().contains(&vendor) && named(own.name))
            .collect();
        let [ours] = ours.as_slice() else {
            wrong.push(format!("{}: {name} of {vendor} stands there {} times", entry.code, ours.len()));
            continue;
        };
        let state = text(&fact["status"]).split(':').next().unwrap();
        if ours.state.word() != state {
            wrong.push(format!("{}: {name} of {vendor} is {}, not {state}", entry.code, ours.state.word()));
        }
        if ours.on_wire != fact["on_the_wire"] {
            wrong.push(format!("{}: {name} of {vendor} on the wire: {}", entry.code, ours.on_wire));
        }
    }
    let ours: usize = dataset().entries.iter().map(|entry| entry.uses.len()).sum();
    if ours != facts.len() {
        wrong.push(format!("{ours} uses instead of {}", facts.len()));
    }
    assert_none(&wrong);
}

#[test]
fn unregistered_numbers_are_treated_as_unregistered() {
    let unofficial = parsed(UNOFFICIAL);
    let mut expected: BTreeSet<u16> = list(&unofficial["codes"]).iter().map(|fact| number(&fact["code"])).collect();
    expected.retain(|code| !list(&parsed(IANA)).iter().any(|row| number(&row["code"]) == *code));
    assert_eq!(codes_where(|entry| !entry.is_in_registry()), expected.into_iter().collect::<Vec<_>>());

    for entry in dataset().entries.iter().filter(|entry| !entry.is_in_registry()) {
        let code = entry.code;
        assert_eq!(entry.registration, Registration::Unofficial, "{code}");
        assert!(entry.family.is_none() && !entry.everyday && !entry.is_off(), "{code}");
        assert_eq!(entry.caching.rule, CachingRule::Explicit, "{code}: RFC 9110 15.1");
        // The rules of its class hold, unless nothing is ever sent.
        let of_class = if matches!(entry.class(), 4 | 5) { ContentRule::Explains } else { ContentRule::Expected };
        let is_sent = entry.uses.iter().any(|own| own.on_wire);
        let rule = entry.content.rule;
        assert!(rule == of_class || (rule == ContentRule::Undefined && !is_sent), "{code}: {rule:?}");
    }
}

#[test]
fn the_everyday_codes_are_these() {
    let everyday = [
        200, 201, 202, 204, 206, 301, 302, 304, 307, 308, 400, 401, 403, 404, 405, 409, 410, 415, 422, 429, 500, 502,
        503, 504,
    ];
    assert_eq!(codes_where(|entry| entry.everyday), everyday);
}
