//! Search among the everyday situations.

use super::walk::{Decoded, Walk};
use super::{Preset, presets, tree};
use crate::search::{Query, Term};
use crate::words::words;

/// A situation that fits a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The situation.
    pub preset: &'static Preset,
    /// Its walk, each answer of which can still be changed.
    pub walk: Walk,
    /// The higher, the better; 0 where nothing was asked for.
    pub score: u32,
}

/// The situations that fit a query, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Results {
    /// The query as it was understood, for [`marks`](crate::search::marks).
    pub query: Query,
    /// The situations.
    pub found: Vec<Found>,
    /// Whether none has all the words, so that these have only some.
    pub partial: bool,
}

/// The situation with an id, and its walk.
#[must_use]
pub fn preset(id: &str) -> Option<Found> {
    presets().iter().find(|preset| preset.id == id).and_then(found)
}

/// Looks for situations by name, words that people use for them, and the code they lead to.
/// An empty query finds all of them in their order.
#[must_use]
pub fn search(typed: &str) -> Results {
    let query = Query::parse(typed);
    let all = query.terms.len();
    let (mut most, mut best) = (0, Vec::<Found>::new());
    for preset in presets() {
        let Some(mut found) = found(preset) else { continue };
        let mut fitting = 0;
        for term in &query.terms {
            let worth = worth(term, &found);
            fitting += usize::from(worth > 0);
            found.score += worth;
        }
        if fitting > most {
            (most, best) = (fitting, Vec::new());
        }
        if fitting == most && (fitting > 0 || all == 0) {
            // There are few, so each is put where it belongs; equals keep the order of the data.
            let place = best.iter().position(|other| other.score < found.score).unwrap_or(best.len());
            best.insert(place, found);
        }
    }
    Results { partial: most < all && !best.is_empty(), found: best, query }
}

fn found(preset: &'static Preset) -> Option<Found> {
    let Decoded { walk, .. } = Walk::follow(tree(preset.tree)?, preset.answers);
    Some(Found { preset, walk, score: 0 })
}

/// What a word is worth in a situation: most as its code, then in its name.
fn worth(term: &Term, found: &Found) -> u32 {
    if let Some(end) = found.walk.result()
        && (term.class().map(u16::from) == Some(end.code / 100) || term.text().parse() == Ok(end.code))
    {
        return 10_000;
    }
    let preset = found.preset;
    let mut best = 60 * fit(term, preset.name);
    best = best.max(30 * fit(term, preset.says));
    for phrase in &preset.search {
        best = best.max(40 * fit(term, phrase));
    }
    best
}

/// How well the best word of a text fits, in percent.
fn fit(term: &Term, text: &str) -> u32 {
    let mut best = 0;
    for (_, word) in words(text) {
        if let Some(fit) = term.fit(&word.to_ascii_lowercase()) {
            best = best.max(fit.weight());
        }
    }
    best
}
