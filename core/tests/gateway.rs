//! The data about gateways is what was measured, cell by cell, and what RFC 9209 recommends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use serde_json::Value;
use statuscope_core::catalog;
use statuscope_core::gateway::{self, failures, gateways, seen};
use statuscope_core::prose::{Span, spans};
use std::collections::BTreeSet;

fn fixture(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn measured() -> Value {
    fixture(include_str!("../../tests/fixtures/proxies.json"))
}

#[test]
fn every_cell_is_what_was_measured() {
    let measured = measured();
    let mut compared = 0;
    for (id, cells) in measured["status"].as_object().unwrap() {
        let failure = gateway::failure(id).unwrap_or_else(|| panic!("{id} is missing"));
        for (name, expected) in cells.as_object().unwrap() {
            let gateway = gateway::gateway(name).unwrap_or_else(|| panic!("{name} is missing"));
            let told = seen(gateway, failure).map(gateway::Seen::words).unwrap_or_default();
            assert_eq!(told, expected.as_str().unwrap(), "{id} {name}");
            compared += 1;
        }
    }
    assert_eq!(compared, 27 * 8);
    // And there is nothing measured that the fixture does not have.
    let own: usize = gateways().iter().filter(|gateway| gateway.is_measured()).map(|gateway| gateway.seen.len()).sum();
    let cells = measured["status"].as_object().unwrap().values().flat_map(|row| row.as_object().unwrap().values());
    assert_eq!(own, cells.filter(|cell| *cell != "").count());
}

#[test]
fn failures_have_their_names() {
    let labels = measured();
    for failure in failures() {
        let label = labels["labels"][failure.id].as_str().unwrap_or_default();
        assert_eq!(failure.measured, label, "{}", failure.id);
    }
    let everyday: Vec<&str> = failures().iter().filter(|failure| failure.everyday).map(|failure| failure.id).collect();
    assert_eq!(everyday, ["ok", "refuse", "syn", "close", "garbage", "hang", "shortbody", "nohealthy", "exception"]);
}

#[test]
fn the_standard_recommends_what_we_say() {
    let types = fixture(include_str!("../../tests/fixtures/proxy_error_types.json"));
    for failure in failures().iter().filter(|failure| !failure.error.is_empty()) {
        let known = types["types"].as_array().unwrap().iter().find(|known| known["type"] == failure.error);
        let known = known.unwrap_or_else(|| panic!("{}: {} is no type", failure.id, failure.error));
        let status = known["recommended_status"].as_str().unwrap().parse().unwrap_or(0);
        assert_eq!(failure.recommended, status, "{}", failure.id);
        assert_eq!(failure.source, format!("RFC 9209 {}", known["section"].as_str().unwrap()));
    }
}

#[test]
fn what_was_read_is_told_from_what_was_measured() {
    let read: Vec<&str> = gateways().iter().filter(|gateway| !gateway.is_measured()).map(|it| it.id).collect();
    assert_eq!(read, ["cloudflare", "alb", "traefik"]);
    let order: Vec<bool> = gateways().iter().map(gateway::Gateway::is_measured).collect();
    assert!(order.windows(2).all(|pair| pair[0] || !pair[1]), "measured ones come first");
    // Cloudflare's own numbers mean there what the dataset says of them.
    let cloudflare = gateway::gateway("cloudflare").unwrap();
    for cell in &cloudflare.seen {
        let entry = catalog::entry(cell.status).unwrap();
        assert!(entry.uses.iter().any(|own| own.vendor == "Cloudflare"), "{}", cell.status);
        assert_eq!(cell.ending, gateway::Ending::Whole);
    }
    for gateway in gateways() {
        assert_eq!(gateway.source == "proxies", gateway.is_measured());
    }
}

#[test]
fn others_differ() {
    let (nginx, refused) = (gateway::gateway("nginx").unwrap(), gateway::failure("refuse").unwrap());
    assert_eq!(gateway::differing(nginx, refused), 5);
    assert_eq!(gateway::differing(nginx, gateway::failure("ok").unwrap()), 0);
    assert_eq!(gateway::differing(nginx, gateway::failure("exception").unwrap()), 0);
}

#[test]
fn sections_exist() {
    let sections: BTreeSet<&str> = include_str!("../../tests/fixtures/rfc-sections.txt").lines().collect();
    let prose = failures().iter().flat_map(|failure| failure.first.iter().copied().chain([failure.says]));
    let named = prose.chain(gateways().iter().map(|gateway| gateway.note)).flat_map(spans);
    let named = named.filter_map(|span| if let Span::Source(source) = span { Some(source) } else { None });
    for source in named.chain(failures().iter().map(|failure| failure.source)) {
        let fine = source.strip_prefix("RFC ").is_none_or(|section| sections.contains(section));
        assert!(fine, "{source}");
    }
}
