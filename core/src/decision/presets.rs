//! Search among the everyday situations.

use super::walk::{Decoded, Walk};
use super::{Preset, presets, tree};
use crate::prose::plain;
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
    presets().iter().find(|preset| preset.id == id).and_then(|preset| found(preset, 0))
}

/// Looks for situations by name, words that people use for them, and the code they lead to.
/// An empty query finds all of them in their order.
#[must_use]
pub fn search(typed: &str) -> Results {
    let query = Query::parse(typed);
    let all = query.terms.len();
    let mut found: Vec<(usize, Found)> = presets()
        .iter()
        .filter_map(|preset| {
            let mut found = found(preset, 0)?;
            let worths = query.terms.iter().map(|term| worth(term, &found));
            let fitting =
                worths.filter(|worth| *worth > 0).fold((0, 0), |(count, sum), worth| (count + 1, sum + worth));
            found.score = fitting.1;
            (all == 0 || fitting.0 > 0).then_some((fitting.0, found))
        })
        .collect();
    let most = found.iter().map(|(fitting, _)| *fitting).max().unwrap_or_default();
    found.retain(|(fitting, _)| *fitting == most);
    // Stable: equals keep the order of the data.
    found.sort_by_key(|(_, found)| std::cmp::Reverse(found.score));
    Results {
        partial: most < all && !found.is_empty(),
        found: found.into_iter().map(|(_, found)| found).collect(),
        query,
    }
}

fn found(preset: &'static Preset, score: u32) -> Option<Found> {
    let Decoded { walk, .. } = Walk::follow(tree(preset.tree)?, preset.answers);
    Some(Found { preset, walk, score })
}

/// What a word is worth in a situation: most in its name.
fn worth(term: &Term, found: &Found) -> u32 {
    let code = found.walk.result().map(|end| end.code);
    let number = code.filter(|code| term.class().map(u16::from) == Some(code / 100) || is_code(term, *code));
    let texts = [(60, found.preset.name.to_owned()), (30, plain(found.preset.says))].into_iter();
    let texts = texts.chain(found.preset.search.iter().map(|phrase| (40, (*phrase).to_owned())));
    let fits = texts.filter_map(|(weight, text)| {
        let fit = |(_, word): (usize, &str)| term.fit(&word.to_ascii_lowercase()).map(|fit| fit.weight());
        words(&text).filter_map(fit).max().map(|fit| fit * weight)
    });
    fits.chain(number.map(|_| 10_000)).max().unwrap_or_default()
}

fn is_code(term: &Term, code: u16) -> bool {
    term.text().parse() == Ok(code)
}
