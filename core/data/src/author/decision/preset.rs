//! Checks the presets: their names, and that their answers can be given.

use super::super::known::Known;
use super::super::page::Page;
use super::super::text::{plain, prose};
use super::authored::Presets;
use super::{is_id, keep, keep_all};
use crate::decision::{Preset, Stop, Tree};
use std::collections::BTreeSet;

const NAME: usize = 40;
const SAYS: usize = 90;

/// The presets of the file.
pub fn presets(authored: &Presets, trees: &[Tree], known: &Known, page: &mut Page<'_>) -> Vec<Preset> {
    let mut seen = BTreeSet::new();
    for preset in &authored.preset {
        if !is_id(&preset.id) || !seen.insert(&preset.id) {
            page.wrong("id", &preset.id, format!("\"{}\" stands there twice or cannot stand in a link", preset.id));
        }
        plain("name", &preset.name, NAME, page);
        if !seen.insert(&preset.name) {
            page.wrong("name", &preset.name, format!("\"{}\" stands there twice", preset.name));
        }
        prose("says", &preset.says, SAYS, known, page);
        for phrase in &preset.search {
            plain("search", phrase, NAME, page);
            if phrase.chars().any(char::is_uppercase) {
                page.wrong("search", phrase, format!("\"{phrase}\" has capitals; search words are lower case"));
            }
        }
        answers(&preset.tree, &preset.answers, trees, page);
    }
    authored
        .preset
        .iter()
        .map(|preset| Preset {
            id: keep(&preset.id),
            name: keep(&preset.name),
            says: keep(&preset.says),
            search: keep_all(&preset.search),
            tree: keep(&preset.tree),
            answers: keep(&preset.answers),
        })
        .collect()
}

fn answers(tree: &str, path: &str, trees: &[Tree], page: &mut Page<'_>) {
    let Some(found) = trees.iter().find(|known| known.id == tree) else {
        page.wrong("tree", tree, format!("\"{tree}\" is no tree; name a file of data/trees that has no mistakes"));
        return;
    };
    let followed = found.follow(path);
    if let Some((part, stop)) = followed.stopped {
        let why = match stop {
            Stop::Malformed => "is not of the form question.a",
            Stop::UnknownQuestion => "names no question of the tree",
            Stop::UnknownAnswer => "names no answer of its question",
            Stop::Unreachable => "cannot be reached from there; give the answers that lead to it",
            Stop::Over => "comes after a result",
        };
        page.wrong("answers", path, format!("\"{part}\" {why}"));
    } else if found.path(&followed.steps) != path || followed.steps.is_empty() {
        page.wrong("answers", path, format!("is written \"{}\"", found.path(&followed.steps)));
    }
}
