//! Reads `data/comparisons.toml` and checks it.

use super::code::keep;
use super::known::Known;
use super::page::Page;
use super::text::{label, prose};
use super::{Problem, load};
use crate::comparison::{Comparison, Comparisons};
use serde::Deserialize;
use std::path::Path;

const DIFFERENCE: usize = 160;
const HOOK: usize = 70;
/// The labs, by the last part of their address.
pub(super) const LABS: [&str; 10] =
    ["validate", "identity", "gone", "cache", "range", "rate", "gateway", "write", "upgrade", "graphql"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    comparison: Vec<Authored>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Authored {
    codes: Vec<u16>,
    difference: String,
    hook: String,
    #[serde(default)]
    lab: String,
}

/// Reads the file. A folder without it is fine: what tests spoil has none.
pub fn read(data: &Path, known: &Known, problems: &mut Vec<Problem>) -> Comparisons {
    let path = data.join("comparisons.toml");
    if !path.exists() {
        return Comparisons { all: Vec::new() };
    }
    let Some((file, text)) = load::<File>(&path, problems) else { return Comparisons { all: Vec::new() } };
    let mut page = Page { file: &path, text: &text, problems };
    for (index, comparison) in file.comparison.iter().enumerate() {
        check(comparison, known, &mut page);
        if file.comparison.iter().take(index).any(|earlier| earlier.codes == comparison.codes) {
            page.wrong("difference", &comparison.difference, "these codes are compared above already");
        }
    }
    let all = file.comparison.into_iter().map(|comparison| Comparison {
        codes: comparison.codes,
        difference: keep(&comparison.difference),
        hook: keep(&comparison.hook),
        lab: keep(&comparison.lab),
    });
    Comparisons { all: all.collect() }
}

fn check(comparison: &Authored, known: &Known, page: &mut Page<'_>) {
    prose("difference", &comparison.difference, DIFFERENCE, known, page);
    label("hook", &comparison.hook, HOOK, page);
    let place = comparison.difference.as_str();
    if !(2..=5).contains(&comparison.codes.len()) || !comparison.codes.is_sorted_by(|one, other| one < other) {
        page.wrong("difference", place, "compare two to five codes, in ascending order");
    }
    for code in &comparison.codes {
        if !known.is_usable(*code) {
            page.wrong("difference", place, format!("{code} is not a registered code in use"));
        } else if !comparison.difference.contains(&format!("{{{code}}}")) {
            page.wrong("difference", place, format!("does not name {{{code}}}; say what is special about it"));
        }
    }
    if !comparison.lab.is_empty() && !LABS.contains(&comparison.lab.as_str()) {
        page.wrong("lab", &comparison.lab, format!("\"{}\" is none of {}", comparison.lab, LABS.join(", ")));
    }
}
