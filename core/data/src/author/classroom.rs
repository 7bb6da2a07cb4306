//! Reads `data/faults.toml`, `data/interview.toml` and `data/lessons.toml` and checks them.

use super::code::{keep, keep_all};
use super::comparisons::LABS;
use super::known::Known;
use super::page::Page;
use super::text::{label, prose};
use super::{Problem, load};
use crate::classroom::{Break, Classroom, Fault, Ready, Stop, Talk};
use crate::clients::Redirects;
use crate::decision::Decisions;
use crate::message::is_token;
use crate::model::Entry;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

const CLAIM: usize = 70;
const WHY: usize = 150;
const QUESTION: usize = 110;
const POINT: usize = 200;
const TITLE: usize = 50;
const NOTE: usize = 110;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Faults {
    fault: Vec<AuthoredFault>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthoredFault {
    id: String,
    claim: String,
    r#break: Vec<AuthoredBreak>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthoredBreak {
    code: u16,
    #[serde(default)]
    drop: String,
    #[serde(default)]
    set: String,
    #[serde(default)]
    content: String,
    #[serde(default)]
    method: String,
    #[serde(default)]
    request_drop: String,
    #[serde(default)]
    request_set: String,
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Talks {
    talk: Vec<AuthoredTalk>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthoredTalk {
    id: String,
    level: u8,
    question: String,
    answer: Vec<String>,
    page: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lessons {
    lesson: Vec<AuthoredLesson>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthoredLesson {
    id: String,
    title: String,
    pages: Vec<AuthoredStop>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthoredStop {
    path: String,
    #[serde(default)]
    note: String,
}

/// What a page can lead to.
pub struct Places<'a> {
    pub known: &'a Known,
    pub decisions: &'a Decisions,
    pub redirects: &'a Redirects,
    /// Whether all of that could be read; otherwise what leads there is not to blame.
    pub whole: bool,
}

/// Reads the three files. A folder without them is fine: what tests spoil has none.
pub fn read(data: &Path, entries: &[Entry], places: &Places<'_>, problems: &mut Vec<Problem>) -> Classroom {
    Classroom {
        faults: faults(&data.join("faults.toml"), entries, places.known, problems),
        talks: talks(&data.join("interview.toml"), places, problems),
        lessons: lessons(&data.join("lessons.toml"), places, problems),
    }
}

fn faults(path: &Path, entries: &[Entry], known: &Known, problems: &mut Vec<Problem>) -> Vec<Fault> {
    let Some((file, text)) = present::<Faults>(path, problems) else { return Vec::new() };
    let mut page = Page { file: path, text: &text, problems };
    let mut seen = BTreeSet::new();
    for fault in &file.fault {
        id("id", &fault.id, &mut seen, &mut page);
        prose("claim", &fault.claim, CLAIM, known, &mut page);
        for each in &fault.r#break {
            check_break(each, entries, known, &mut page);
        }
    }
    let broken = |each: &AuthoredBreak| Break {
        code: each.code,
        drop: keep(&each.drop),
        set: keep(&each.set),
        content: keep(&each.content),
        method: keep(&each.method),
        request_drop: keep(&each.request_drop),
        request_set: keep(&each.request_set),
        why: keep(&each.why),
    };
    let fault = |fault: &AuthoredFault| Fault {
        id: keep(&fault.id),
        claim: keep(&fault.claim),
        breaks: fault.r#break.iter().map(broken).collect(),
    };
    file.fault.iter().map(fault).collect()
}

fn check_break(each: &AuthoredBreak, entries: &[Entry], known: &Known, page: &mut Page<'_>) {
    prose("why", &each.why, WHY, known, page);
    let example = entries.iter().find(|entry| entry.code == each.code).map(|entry| &entry.exchange);
    let Some(example) = example.filter(|example| !example.responses.is_empty()) else {
        page.wrong("code", &each.why, format!("{} has no example that could be broken", each.code));
        return;
    };
    let changes = [&each.drop, &each.set, &each.content, &each.method, &each.request_drop, &each.request_set];
    if changes.iter().all(|change| change.is_empty()) {
        page.wrong("why", &each.why, "nothing is changed; say what to drop or to set");
    }
    let has = |text: &str, name: &str| {
        text.lines().any(|line| line.split_once(':').is_some_and(|(own, _)| own.eq_ignore_ascii_case(name)))
    };
    if !each.drop.is_empty() && !example.responses.iter().any(|response| has(response, &each.drop)) {
        page.wrong("drop", &each.why, format!("the example of {} has no {}", each.code, each.drop));
    }
    if !each.request_drop.is_empty() && !has(example.request, &each.request_drop) {
        page.wrong("request_drop", &each.why, format!("the request of {} has no {}", each.code, each.request_drop));
    }
    for (field, line) in [("set", &each.set), ("request_set", &each.request_set)] {
        if !line.is_empty() && !line.split_once(": ").is_some_and(|(name, _)| is_token(name)) {
            page.wrong(field, &each.why, format!("\"{line}\" is no header field; write \"Name: value\""));
        }
    }
    if !each.method.is_empty() && !is_token(&each.method) {
        page.wrong("method", &each.why, format!("\"{}\" is no method", each.method));
    }
}

fn talks(path: &Path, places: &Places<'_>, problems: &mut Vec<Problem>) -> Vec<Talk> {
    let Some((file, text)) = present::<Talks>(path, problems) else { return Vec::new() };
    let mut page = Page { file: path, text: &text, problems };
    let mut seen = BTreeSet::new();
    for talk in &file.talk {
        id("id", &talk.id, &mut seen, &mut page);
        prose("question", &talk.question, QUESTION, places.known, &mut page);
        if !(1..=3).contains(&talk.level) {
            page.wrong("level", &talk.question, format!("{} is no level; write 1, 2 or 3", talk.level));
        }
        if !(1..=5).contains(&talk.answer.len()) {
            page.wrong("answer", &talk.question, "make it one to five points");
        }
        for point in &talk.answer {
            prose("answer", point, POINT, places.known, &mut page);
        }
        place("page", &talk.page, places, &mut page);
    }
    let talk = |talk: &AuthoredTalk| Talk {
        id: keep(&talk.id),
        level: talk.level,
        question: keep(&talk.question),
        answer: keep_all(&talk.answer),
        page: keep(&talk.page),
    };
    file.talk.iter().map(talk).collect()
}

fn lessons(path: &Path, places: &Places<'_>, problems: &mut Vec<Problem>) -> Vec<Ready> {
    let Some((file, text)) = present::<Lessons>(path, problems) else { return Vec::new() };
    let mut page = Page { file: path, text: &text, problems };
    let mut seen = BTreeSet::new();
    for lesson in &file.lesson {
        id("id", &lesson.id, &mut seen, &mut page);
        label("title", &lesson.title, TITLE, &mut page);
        if lesson.pages.is_empty() {
            page.wrong("pages", &lesson.title, "is empty; a lesson has at least one page");
        }
        for stop in &lesson.pages {
            if !stop.note.is_empty() {
                label("pages.note", &stop.note, NOTE, &mut page);
            }
            place("pages.path", &stop.path, places, &mut page);
        }
    }
    let stop = |stop: &AuthoredStop| Stop { path: keep(&stop.path), note: keep(&stop.note) };
    let lesson = |lesson: &AuthoredLesson| Ready {
        id: keep(&lesson.id),
        title: keep(&lesson.title),
        stops: lesson.pages.iter().map(stop).collect(),
    };
    file.lesson.iter().map(lesson).collect()
}

fn present<T: serde::de::DeserializeOwned>(path: &Path, problems: &mut Vec<Problem>) -> Option<(T, String)> {
    if path.exists() { load(path, problems) } else { None }
}

fn id<'a>(field: &str, id: &'a str, seen: &mut BTreeSet<&'a str>, page: &mut Page<'_>) {
    let near = format!("id = \"{id}\"");
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if id.is_empty() || !id.bytes().all(fits) {
        let message = format!("\"{id}\": use lower-case letters, digits and - only; it stands in addresses");
        page.wrong(field, &near, message);
    }
    if !seen.insert(id) {
        page.wrong(field, &near, format!("\"{id}\" stands here twice"));
    }
}

/// Notes a mistake if the app has no such page.
fn place(field: &str, address: &str, places: &Places<'_>, page: &mut Page<'_>) {
    if let (true, Err(why)) = (places.whole, leads_somewhere(address, places)) {
        page.wrong(field, &format!("\"{address}\""), format!("\"{address}\" {why}"));
    }
}

fn leads_somewhere(address: &str, places: &Places<'_>) -> Result<(), String> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [""] | ["map" | "about" | "decide", ""] | ["redirects", ""] | ["redirects", "matrix" | "clients", ""] => {
            let client = pairs.find(|(name, _)| *name == "client").map(|(_, client)| client);
            match client.filter(|id| !places.redirects.clients.iter().any(|client| client.id == *id)) {
                Some(id) => Err(format!("names a client that nobody knows, {id}")),
                None => Ok(()),
            }
        }
        [code, ""] if code.parse().is_ok_and(|code| places.known.has_code(code)) => Ok(()),
        ["decide", id, ""] | ["decide", id, "tree", ""] => {
            let tree = places.decisions.trees.iter().find(|tree| tree.id == *id);
            let tree = tree.ok_or_else(|| format!("names a tree that is not there, {id}"))?;
            let walked = pairs.find(|(name, _)| *name == "path").map_or("", |(_, walked)| walked);
            match tree.follow(walked).stopped {
                Some((part, _)) => Err(format!("cannot be walked beyond {part}")),
                None => Ok(()),
            }
        }
        ["labs", id, ""] if LABS.contains(id) => Ok(()),
        ["compare", codes, ""] => {
            match codes.split('-').find(|code| code.parse().map_or(true, |code| !places.known.has_code(code))) {
                Some(code) => Err(format!("compares a code that is not there, {code}")),
                None => Ok(()),
            }
        }
        _ => Err("is no page of the app; write it without a slash in front, as in \"404/\"".to_owned()),
    }
}
