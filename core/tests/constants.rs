//! The constants we show are those of the libraries: as read from their sources, and in the real
//! ones that are at hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use http::StatusCode;
use serde_json::Value;
use statuscope_core::catalog::{self, dataset};
use statuscope_core::constant;
use statuscope_core::model::Language;
use std::collections::BTreeMap;
use std::process::Command;

const CONSTANTS: &str = include_str!("../../tests/fixtures/constants.json");

/// Our languages and what the fixture calls their libraries. Node is a habit, not a library.
const LIBRARIES: [(&str, &str); 7] = [
    ("Rust", "rust_http"),
    ("Go", "go_net_http"),
    ("Python", "python_http"),
    ("Java", "java_spring"),
    ("C#", "csharp_httpstatuscode"),
    ("Ruby", "ruby_rack"),
    ("PHP", "php_symfony"),
];

fn language(name: &str) -> &'static Language {
    dataset().languages.iter().find(|language| language.name == name).unwrap()
}

/// All constants we show for a language, by code.
fn ours(name: &str) -> BTreeMap<u16, String> {
    let language = language(name);
    let all = dataset().entries.iter();
    all.filter_map(|entry| constant::of(language, entry).map(|constant| (entry.code, constant))).collect()
}

fn library(name: &str) -> Value {
    let mut fixture: Value = serde_json::from_str(CONSTANTS).unwrap();
    let library = fixture["libraries"][name].take();
    assert!(library.is_object(), "{name}");
    library
}

fn by_code(codes: &Value, prefix: &str) -> BTreeMap<u16, String> {
    let codes = codes.as_object().unwrap().iter();
    codes.map(|(code, name)| (code.parse().unwrap(), format!("{prefix}{}", name.as_str().unwrap()))).collect()
}

#[test]
fn every_constant_is_the_one_in_the_source_of_its_library() {
    for (language, name) in LIBRARIES {
        let library = library(name);
        let expected = by_code(&library["codes"], library["prefix"].as_str().unwrap());
        assert!(expected.len() >= 60, "{language}");
        let ours = ours(language);
        for code in 100..=999 {
            assert_eq!(ours.get(&code), expected.get(&code), "{language} {code}");
        }
    }
    let shown: Vec<&str> = dataset().languages.iter().map(|language| language.name).collect();
    let expected: Vec<&str> = LIBRARIES.iter().map(|(language, _)| *language).chain(["Node"]).collect();
    assert_eq!(shown, expected);
}

#[test]
fn the_version_we_name_is_the_one_that_was_read() {
    for (language_name, name) in LIBRARIES {
        let library = library(name);
        let read = library["version"].as_str().unwrap();
        let named = language(language_name).library.rsplit(' ').next().unwrap();
        assert!(read.contains(named), "{language_name}: {named} is not {read}");
    }
}

#[test]
fn node_programs_write_the_number_of_any_code() {
    let node = ours("Node");
    assert_eq!(node.len(), dataset().entries.len());
    assert_eq!(node[&404], "res.status(404)");
    assert_eq!(node[&999], "res.status(999)");
}

#[test]
fn a_number_outside_the_registry_has_no_constant() {
    for entry in dataset().entries.iter().filter(|entry| !entry.is_in_registry()) {
        for (language_name, _) in LIBRARIES {
            assert_eq!(constant::of(language(language_name), entry), None, "{language_name} {}", entry.code);
        }
    }
}

/// Name and value of constants; one that the crate does not have would not compile.
macro_rules! real {
    ($($name:ident)*) => {
        [$((concat!("StatusCode::", stringify!($name)), StatusCode::$name),)*]
    };
}

#[test]
fn rust_constants_are_those_of_the_real_http_crate() {
    let real = real! {
        CONTINUE SWITCHING_PROTOCOLS PROCESSING EARLY_HINTS
        OK CREATED ACCEPTED NON_AUTHORITATIVE_INFORMATION NO_CONTENT RESET_CONTENT PARTIAL_CONTENT MULTI_STATUS
        ALREADY_REPORTED IM_USED
        MULTIPLE_CHOICES MOVED_PERMANENTLY FOUND SEE_OTHER NOT_MODIFIED USE_PROXY TEMPORARY_REDIRECT
        PERMANENT_REDIRECT
        BAD_REQUEST UNAUTHORIZED PAYMENT_REQUIRED FORBIDDEN NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE
        PROXY_AUTHENTICATION_REQUIRED REQUEST_TIMEOUT CONFLICT GONE LENGTH_REQUIRED PRECONDITION_FAILED
        PAYLOAD_TOO_LARGE URI_TOO_LONG UNSUPPORTED_MEDIA_TYPE RANGE_NOT_SATISFIABLE EXPECTATION_FAILED IM_A_TEAPOT
        MISDIRECTED_REQUEST UNPROCESSABLE_ENTITY LOCKED FAILED_DEPENDENCY TOO_EARLY UPGRADE_REQUIRED
        PRECONDITION_REQUIRED TOO_MANY_REQUESTS REQUEST_HEADER_FIELDS_TOO_LARGE UNAVAILABLE_FOR_LEGAL_REASONS
        INTERNAL_SERVER_ERROR NOT_IMPLEMENTED BAD_GATEWAY SERVICE_UNAVAILABLE GATEWAY_TIMEOUT
        HTTP_VERSION_NOT_SUPPORTED VARIANT_ALSO_NEGOTIATES INSUFFICIENT_STORAGE LOOP_DETECTED NOT_EXTENDED
        NETWORK_AUTHENTICATION_REQUIRED
    };
    let real: BTreeMap<u16, String> = real.iter().map(|(name, status)| (status.as_u16(), (*name).to_owned())).collect();
    assert_eq!(ours("Rust"), real);
    // The crate has a reason phrase for each of its constants, so this list has them all.
    let named = (100..=999).filter(|code| StatusCode::from_u16(*code).unwrap().canonical_reason().is_some());
    assert_eq!(named.collect::<Vec<u16>>(), real.into_keys().collect::<Vec<_>>());
}

#[test]
fn python_constants_are_those_of_the_real_http_status_where_python_is_installed() {
    let program = "import http\nfor status in http.HTTPStatus: print(status.value, 'HTTPStatus.' + status.name)";
    let output = match Command::new("python3").args(["-c", program]).output() {
        Ok(output) if output.status.success() => String::from_utf8(output.stdout).unwrap(),
        _ => {
            eprintln!("python3 does not run here, so its http.HTTPStatus was not compared");
            return;
        }
    };
    // Until 3.12 some codes have an earlier name only.
    let former = by_code(&library("python_http")["former"], "HTTPStatus.");
    let ours = ours("Python");
    let mut compared = 0;
    for line in output.lines() {
        let (code, real) = line.split_once(' ').unwrap();
        let code: u16 = code.parse().unwrap();
        let known = [ours.get(&code), former.get(&code)];
        assert!(known.into_iter().flatten().any(|name| name == real), "{code} is {real}, we know {known:?}");
        assert!(catalog::entry(code).is_some(), "{code}");
        compared += 1;
    }
    assert!(compared >= 58, "only {compared} constants");
}
