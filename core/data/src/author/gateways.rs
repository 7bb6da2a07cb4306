//! Reads `data/gateways/*.toml` and `data/gateway-failures.toml` and checks them.

use super::code::{keep, keep_all, word};
use super::known::Known;
use super::page::Page;
use super::text::{label, plain, prose};
use super::{Problem, load};
use crate::gateways::{Ending, Failure, Gateway, Gateways, Link, Seen};
use crate::message::is_token;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const NAME: usize = 32;
const SAYS: usize = 110;
const FIRST: usize = 100;
const NOTE: usize = 220;
const LOG: usize = 90;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Failures {
    failure: Vec<AuthoredFailure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthoredFailure {
    id: String,
    name: String,
    #[serde(default)]
    measured: String,
    says: String,
    link: String,
    #[serde(default)]
    everyday: bool,
    #[serde(default)]
    error: String,
    #[serde(default)]
    recommended: u16,
    #[serde(default)]
    passes: u16,
    #[serde(default)]
    source: String,
    #[serde(default)]
    first: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthoredGateway {
    place: u8,
    name: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    others: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    note: String,
    answers: BTreeMap<String, String>,
    #[serde(default)]
    log: BTreeMap<String, String>,
}

/// Reads both. A folder without either is fine: what tests spoil has none.
pub fn read(data: &Path, known: &Known, problems: &mut Vec<Problem>) -> Gateways {
    let (folder, file) = (data.join("gateways"), data.join("gateway-failures.toml"));
    if !folder.exists() && !file.exists() {
        return Gateways { failures: Vec::new(), gateways: Vec::new() };
    }
    let failures = failures(&file, known, problems);
    let gateways = gateways(&folder, &failures, known, problems);
    Gateways { failures, gateways }
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn failures(file: &Path, known: &Known, problems: &mut Vec<Problem>) -> Vec<Failure> {
    let Some((failures, text)) = load::<Failures>(file, problems) else { return Vec::new() };
    let mut page = Page { file, text: &text, problems };
    let mut seen = BTreeSet::new();
    for failure in &failures.failure {
        check_failure(failure, known, &mut page);
        if !seen.insert(&failure.id) {
            page.wrong(
                "failure.id",
                &format!("id = \"{}\"", failure.id),
                format!("\"{}\" stands here twice", failure.id),
            );
        }
    }
    failures
        .failure
        .iter()
        .map(|failure| Failure {
            id: keep(&failure.id),
            name: keep(&failure.name),
            measured: keep(&failure.measured),
            says: keep(&failure.says),
            link: word("failure.link", &failure.link, Link::ALL, Link::word, &mut page),
            everyday: failure.everyday,
            error: keep(&failure.error),
            recommended: failure.recommended,
            passes: failure.passes,
            source: keep(&failure.source),
            first: keep_all(&failure.first),
        })
        .collect()
}

fn check_failure(failure: &AuthoredFailure, known: &Known, page: &mut Page<'_>) {
    if !is_id(&failure.id) {
        let message = format!("\"{}\": use lower-case letters, digits and - only; it stands in addresses", failure.id);
        page.wrong("failure.id", &failure.id, message);
    }
    label("failure.name", &failure.name, NAME, page);
    if !failure.measured.is_empty() {
        plain("failure.measured", &failure.measured, 60, page);
    }
    prose("failure.says", &failure.says, SAYS, known, page);
    for first in &failure.first {
        prose("failure.first", first, FIRST, known, page);
    }
    if !failure.error.is_empty() && !is_token(&failure.error) {
        let message = format!("\"{}\" is no type of error; RFC 9209 2.3 lists them", failure.error);
        page.wrong("failure.error", &failure.error, message);
    }
    for (field, code) in [("failure.recommended", failure.recommended), ("failure.passes", failure.passes)] {
        if code != 0 && !known.is_usable(code) {
            page.wrong(field, &code.to_string(), format!("{code} is not a registered code in use"));
        }
    }
    let claims = !failure.error.is_empty() || failure.recommended != 0 || failure.passes != 0;
    if claims && failure.source.is_empty() {
        let message = "is missing; say where the status is recommended, as in \"RFC 9209 2.3.7\"";
        page.wrong("failure.source", &format!("id = \"{}\"", failure.id), message);
    }
    if !failure.source.is_empty() {
        known.check_source("failure.source", &failure.source, page);
    }
}

fn gateways(folder: &Path, failures: &[Failure], known: &Known, problems: &mut Vec<Problem>) -> Vec<Gateway> {
    let mut all: Vec<(u8, Gateway)> = Vec::new();
    for path in super::files(folder, "gateway", "nginx.toml", problems) {
        let Some((gateway, text)) = load::<AuthoredGateway>(&path, problems) else { continue };
        let id = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let mut page = Page { file: &path, text: &text, problems };
        if !is_id(id) {
            let message =
                format!("\"{id}\": name the file with lower-case letters, digits and - only; it stands in addresses");
            page.wrong("", "", message);
        }
        if let Some((_, other)) = all.iter().find(|(place, _)| *place == gateway.place) {
            let message = format!("{} is the place of {}, too; give each its own", gateway.place, other.name);
            page.wrong("place", &gateway.place.to_string(), message);
        }
        all.push((gateway.place, one(id, &gateway, failures, known, &mut page)));
    }
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, gateway)| gateway).collect()
}

fn one(id: &str, gateway: &AuthoredGateway, failures: &[Failure], known: &Known, page: &mut Page<'_>) -> Gateway {
    label("name", &gateway.name, 20, page);
    for (field, text) in [("version", &gateway.version), ("others", &gateway.others)] {
        if !text.is_empty() {
            plain(field, text, 40, page);
        }
    }
    if !gateway.note.is_empty() {
        prose("note", &gateway.note, NOTE, known, page);
    }
    let measured = !gateway.version.is_empty();
    if !measured && gateway.source.is_empty() {
        page.wrong("source", "", "is missing; say where it is documented, or give the version that was measured");
    }
    let source = if gateway.source.is_empty() { "proxies" } else { &gateway.source };
    known.check_source("source", source, page);
    let is_known = |id: &String| failures.iter().any(|failure| failure.id == *id);
    for (table, ids) in [("answers", gateway.answers.keys()), ("log", gateway.log.keys())] {
        // Where the failures could not be read, nothing here is to blame.
        for id in ids.filter(|id| !failures.is_empty() && !is_known(id)) {
            let message = format!("\"{id}\" is no failure of data/gateway-failures.toml");
            page.wrong(&format!("{table}.{id}"), "", message);
        }
    }
    for (id, line) in &gateway.log {
        plain(&format!("log.{id}"), line, LOG, page);
        if !gateway.answers.contains_key(id) {
            page.wrong(&format!("log.{id}"), line, "has no answer; a line of the log goes with one");
        }
    }
    let mut seen = Vec::new();
    for (index, failure) in failures.iter().enumerate() {
        let Some(answer) = gateway.answers.get(failure.id) else {
            if measured && failure.everyday && failure.passes == 0 {
                let message = format!("lacks {}, which is in the short list; measure it", failure.id);
                page.wrong("answers", "[answers]", message);
            }
            continue;
        };
        let field = format!("answers.{}", failure.id);
        let Some((status, ending, then)) = read_answer(answer) else {
            let message = format!(
                "\"{answer}\": write \"502\", \"200 cut\", \"502, then 503\", \"raw bytes\" or \"cut, no bytes\""
            );
            page.wrong(&field, answer, message);
            continue;
        };
        for code in [status, then] {
            if code != 0 && !known.has_code(code) {
                page.wrong(&field, answer, format!("{code} has no file in data/codes"));
            }
        }
        let log = gateway.log.get(failure.id).map_or("", |line| keep(line));
        seen.push(Seen { failure: u8::try_from(index).unwrap_or(u8::MAX), status, ending, then, log });
    }
    Gateway {
        id: keep(id),
        name: keep(&gateway.name),
        version: keep(&gateway.version),
        others: keep(&gateway.others),
        source: keep(source),
        note: keep(&gateway.note),
        seen,
    }
}

fn read_answer(text: &str) -> Option<(u16, Ending, u16)> {
    let code = |text: &str| text.parse::<u16>().ok().filter(|code| text.len() == 3 && *code >= 100);
    match text {
        "raw bytes" => Some((0, Ending::Raw, 0)),
        "cut, no bytes" => Some((0, Ending::Silent, 0)),
        _ => match (text.strip_suffix(" cut"), text.split_once(", then ")) {
            (Some(status), _) => Some((code(status)?, Ending::Cut, 0)),
            (_, Some((status, then))) => Some((code(status)?, Ending::Whole, code(then)?)),
            _ => Some((code(text)?, Ending::Whole, 0)),
        },
    }
}
