//! Reads `data/labs/*.toml` and checks them.

use super::code::{keep, keep_all, word};
use super::known::Known;
use super::page::Page;
use super::text::{label, plain, prose};
use super::{Problem, load};
use crate::labs::{Choice, Control, Goal, Kind, Lab, Labs, Note, Preset, Setting};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

const NAME: usize = 24;
const TITLE: usize = 60;
const LEAD: usize = 240;
const LABEL: usize = 44;
const REMARK: usize = 60;
const GOAL: usize = 90;
const NOTE: usize = 300;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Authored {
    place: u8,
    name: String,
    title: String,
    lead: String,
    codes: Vec<u16>,
    #[serde(default)]
    compare: Vec<String>,
    control: Vec<AuthoredControl>,
    goal: Vec<AuthoredGoal>,
    #[serde(default)]
    preset: Vec<AuthoredPreset>,
    #[serde(default)]
    note: Vec<AuthoredNote>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthoredControl {
    key: String,
    label: String,
    kind: String,
    #[serde(default)]
    server: bool,
    #[serde(default)]
    usual: String,
    #[serde(default)]
    when: String,
    /// `word`, `word = text` or `word = text | remark`, one a line.
    #[serde(default)]
    choices: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthoredGoal {
    says: String,
    want: String,
    #[serde(default)]
    show: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthoredPreset {
    name: String,
    #[serde(default)]
    set: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthoredNote {
    title: String,
    says: Vec<String>,
}

/// Reads them. A folder without any is fine: what tests spoil has none.
pub fn read(data: &Path, known: &Known, problems: &mut Vec<Problem>) -> Labs {
    let folder = data.join("labs");
    if !folder.exists() {
        return Labs { all: Vec::new() };
    }
    let mut all: Vec<(u8, Lab)> = Vec::new();
    for path in super::files(&folder, "lab", "validate.toml", problems) {
        let Some((lab, text)) = load::<Authored>(&path, problems) else { continue };
        let id = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let mut page = Page { file: &path, text: &text, problems };
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
            page.wrong("", "", format!("\"{id}\": name the file with lower-case letters; it stands in addresses"));
        }
        if let Some((_, other)) = all.iter().find(|(place, _)| *place == lab.place) {
            let message = format!("{} is the place of {}, too; give each its own", lab.place, other.name);
            page.wrong("place", &lab.place.to_string(), message);
        }
        all.push((lab.place, one(id, &lab, known, &mut page)));
    }
    all.sort_by_key(|(place, _)| *place);
    Labs { all: all.into_iter().map(|(_, lab)| lab).collect() }
}

fn one(id: &str, lab: &Authored, known: &Known, page: &mut Page<'_>) -> Lab {
    label("name", &lab.name, NAME, page);
    label("title", &lab.title, TITLE, page);
    prose("lead", &lab.lead, LEAD, known, page);
    for code in &lab.codes {
        if !known.has_code(*code) {
            page.wrong("codes", &code.to_string(), format!("{code} has no file in data/codes"));
        }
    }
    let controls: Vec<Control> = lab.control.iter().map(|given| control(given, page)).collect();
    for (index, control) in controls.iter().enumerate() {
        if controls.iter().take(index).any(|earlier| earlier.key == control.key) {
            page.wrong("control", &lab.title, format!("two controls have the key \"{}\"", control.key));
        }
        if let Some((key, value)) = control.when.split_once('=') {
            check_settings("control", control.when, [(key, value)].into_iter(), &controls, page);
        } else if !control.when.is_empty() {
            page.wrong("control", control.when, "write when = \"key=value\"");
        }
    }
    let settings = |field: &str, near: &str, set: &BTreeMap<String, String>, page: &mut Page<'_>| {
        let pairs = set.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        check_settings(field, near, pairs, &controls, page);
        set.iter().map(|(key, value)| Setting { key: keep(key), value: keep(value) }).collect()
    };
    let mut goals = Vec::new();
    for goal in &lab.goal {
        prose("goal.says", &goal.says, GOAL, known, page);
        plain("goal.want", &goal.want, 40, page);
        let show = settings("goal.show", &goal.says, &goal.show, page);
        goals.push(Goal { says: keep(&goal.says), want: keep(&goal.want), show });
    }
    let mut presets = Vec::new();
    for preset in &lab.preset {
        label("preset.name", &preset.name, LABEL, page);
        let set = settings("preset.set", &preset.name, &preset.set, page);
        presets.push(Preset { name: keep(&preset.name), set });
    }
    let mut notes = Vec::new();
    for note in &lab.note {
        label("note.title", &note.title, TITLE, page);
        for says in &note.says {
            prose("note.says", says, NOTE, known, page);
        }
        notes.push(Note { title: keep(&note.title), says: keep_all(&note.says) });
    }
    Lab {
        id: keep(id),
        name: keep(&lab.name),
        title: keep(&lab.title),
        lead: keep(&lab.lead),
        codes: lab.codes.clone(),
        compare: keep_all(&lab.compare),
        controls,
        goals,
        presets,
        notes,
    }
}

fn control(given: &AuthoredControl, page: &mut Page<'_>) -> Control {
    label("control.label", &given.label, LABEL, page);
    let kind = word("control.kind", &given.kind, Kind::ALL, Kind::word, page);
    let mut choices = Vec::new();
    for line in &given.choices {
        let (word, rest) = line.split_once('=').unwrap_or((line, line));
        let (text, remark) = rest.split_once('|').unwrap_or((rest, ""));
        let (word, text, remark) = (word.trim(), text.trim(), remark.trim());
        plain("control.choices", text, LABEL, page);
        if remark.chars().count() > REMARK {
            page.wrong("control.choices", remark, format!("a remark has at most {REMARK} characters; shorten it"));
        }
        let letter = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        if kind == Kind::Steps && !letter {
            page.wrong("control.choices", line, "a step has one letter, as in \"v = Visit\"");
        }
        choices.push(Choice { word: keep(word), text: keep(text), remark: keep(remark) });
    }
    let chosen = matches!(kind, Kind::Few | Kind::Many | Kind::Pick | Kind::Cells);
    if (chosen || kind == Kind::Steps) == choices.is_empty() {
        page.wrong(
            "control.choices",
            &given.label,
            "choices belong to few, many, pick, cells and steps, and only there",
        );
    }
    if chosen && !choices.iter().any(|choice| choice.word == given.usual) {
        page.wrong("control.usual", &given.usual, format!("\"{}\" is none of the choices", given.usual));
    }
    Control {
        key: keep(&given.key),
        label: keep(&given.label),
        kind,
        server: given.server,
        usual: keep(&given.usual),
        when: keep(&given.when),
        choices,
    }
}

/// Whether a value fits the control with its key.
fn check_settings<'a>(
    field: &str,
    near: &str,
    pairs: impl Iterator<Item = (&'a str, &'a str)>,
    controls: &[Control],
    page: &mut Page<'_>,
) {
    for (key, value) in pairs {
        match controls.iter().find(|control| control.key == key) {
            None => page.wrong(field, near, format!("\"{key}\" is the key of no control")),
            Some(control) if !control.takes(value) => {
                page.wrong(field, near, format!("\"{value}\" is nothing that {key} can hold"));
            }
            Some(_) => {}
        }
    }
}
