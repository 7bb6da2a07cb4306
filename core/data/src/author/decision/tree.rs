//! Checks the texts and names of one tree.

use super::super::known::Known;
use super::super::page::Page;
use super::super::text::{plain, prose};
use super::authored::{Ask, End};
use super::{File, is_id};
use std::collections::{BTreeMap, BTreeSet};

const NAME: usize = 24;
const SAYS: usize = 130;
const QUESTION: usize = 60;
const SHORT: usize = 22;
const HELP: usize = 130;
const REMARK: usize = 240;
const LABEL: usize = 48;
const HINT: usize = 60;
const REASON: usize = 150;
const WHY: usize = 80;
/// Each answer has a digit key.
const ANSWERS: std::ops::RangeInclusive<usize> = 2..=9;

/// Notes the mistakes of a tree, apart from where its answers lead. `questions` holds what the
/// trees before it ask.
pub fn check(file: &File, known: &Known, questions: &mut BTreeMap<String, String>, page: &mut Page<'_>) {
    let tree = &file.tree;
    if !is_id(&file.id) {
        page.wrong(
            "",
            "",
            format!("\"{}\" cannot stand in a link; name the file with small letters and hyphens", file.id),
        );
    }
    plain("name", &tree.name, NAME, page);
    prose("says", &tree.says, SAYS, known, page);
    let mut ids = BTreeSet::new();
    for id in tree.asks.iter().map(|ask| &ask.id).chain(tree.ends.iter().map(|end| &end.id)) {
        let near = format!("id = \"{id}\"");
        if !is_id(id) {
            let message = "cannot stand in a link; write 1 to 24 small letters, digits and single hyphens";
            page.wrong("id", &near, format!("\"{id}\" {message}"));
        }
        if !ids.insert(id) {
            page.wrong("id", &near, format!("\"{id}\" stands there twice; rename the newer one"));
        }
        if tree.retired.contains(id) {
            let message = "is retired: in old links it is another question; choose a new name";
            page.wrong("id", &near, format!("\"{id}\" {message}"));
        }
    }
    for ask in &tree.asks {
        self::ask(ask, tree.everyday, known, page);
        if let Some(other) = questions.insert(ask.question.clone(), file.id.clone()) {
            page.wrong(
                "question",
                &ask.question,
                format!("\"{}\" is asked in {other}.toml already; word it differently", ask.question),
            );
        }
    }
    for end in &tree.ends {
        self::end(end, known, page);
    }
}

fn ask(ask: &Ask, everyday: bool, known: &Known, page: &mut Page<'_>) {
    bare("question", &ask.question, QUESTION, page);
    if !ask.question.ends_with('?') {
        page.wrong("question", &ask.question, "does not end with a question mark");
    }
    bare("short", &ask.short, SHORT, page);
    if everyday && ask.help.is_empty() {
        page.wrong("ask", &ask.question, format!("\"{}\" has no help; give an example", ask.id));
    }
    for (field, text, limit) in [("help", &ask.help, HELP), ("note", &ask.note, REMARK)] {
        if !text.is_empty() {
            prose(field, text, limit, known, page);
        }
    }
    for source in &ask.sources {
        known.check_source("sources", source, page);
    }
    if !ANSWERS.contains(&ask.answers.len()) {
        let message = format!("\"{}\" has {} answers; write 2 to 9", ask.id, ask.answers.len());
        page.wrong("ask", &ask.question, message);
    }
    let (mut keys, mut labels) = (BTreeSet::new(), BTreeSet::new());
    for answer in &ask.answers {
        bare("label", &answer.label, LABEL, page);
        if !answer.hint.is_empty() {
            prose("hint", &answer.hint, HINT, known, page);
        }
        let key = answer.key.as_str();
        let near = format!("key = \"{key}\", label = \"{}\"", answer.label);
        if !matches!(key.as_bytes(), [b'a'..=b'z']) {
            page.wrong("key", &near, format!("\"{key}\" is no key; write one small letter"));
        }
        if !keys.insert(key) {
            page.wrong("key", &near, format!("\"{key}\" has two answers in \"{}\"; give each its own letter", ask.id));
        }
        if !labels.insert(&answer.label) {
            page.wrong(
                "label",
                &near,
                format!("\"{}\" stands twice in \"{}\"; say how they differ", answer.label, ask.id),
            );
        }
        // People press y and n without looking.
        let means = [("y", "Yes"), ("n", "No")].into_iter().find(|(letter, _)| *letter == key);
        let first_word = answer.label.split(|next: char| !next.is_alphabetic()).next();
        if let Some((_, word)) = means.filter(|(_, word)| first_word != Some(word)) {
            let message = format!("{key} is for an answer that begins with \"{word}\"; take another letter");
            page.wrong("key", &near, message);
        }
    }
}

/// Checks a text that also stands in drawings, which know no marks.
fn bare(field: &str, text: &str, limit: usize, page: &mut Page<'_>) {
    plain(field, text, limit, page);
    if let Some(mark) = ["`", "**", "{", "["].iter().find(|mark| text.contains(**mark)) {
        page.wrong(field, text, format!("has the mark \"{mark}\", but is drawn as it stands; leave marks out"));
    }
}

fn end(end: &End, known: &Known, page: &mut Page<'_>) {
    prose("reason", &end.reason, REASON, known, page);
    if !known.is_usable(end.code) {
        let message = format!("{} cannot be chosen; name a code that is registered and in use", end.code);
        page.wrong("code", &format!("code = {}\nreason = \"{}", end.code, end.reason), message);
    }
    let mut codes = BTreeSet::from([end.code]);
    for not in &end.not {
        prose("not.why", &not.why, WHY, known, page);
        if !codes.insert(not.code) {
            page.wrong("not.code", &not.why, format!("{} is the code itself or stands there twice", not.code));
        }
        if !known.has_code(not.code) {
            page.wrong("not.code", &not.why, format!("{} has no file in data/codes", not.code));
        }
    }
    if !(1..=3).contains(&end.not.len()) {
        page.wrong(
            "end",
            &end.reason,
            format!("\"not\" has {} codes; write 1 to 3 that one might expect instead", end.not.len()),
        );
    }
}
