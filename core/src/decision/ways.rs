//! From a code back to the questions: the paths that lead to it, and what speaks against others.

use super::walk::Walk;
use super::{Answer, At, Step, Tree, trees};

/// How the simplest walk comes to a question: with as few turns, then as few answers, as possible.
#[derive(Debug, Clone, Copy, Default)]
struct Approach {
    from: Option<Step>,
    turns: u16,
    length: u16,
}

/// The simplest walk to a question of a tree.
#[must_use]
pub fn walk_to(tree: &'static Tree, mut ask: u16) -> Walk {
    let mut approaches = vec![Approach::default(); tree.asks.len()];
    // Each question is before those that it leads to, so its own approach is known by then.
    for (index, ask) in tree.asks.iter().enumerate() {
        let here = approaches.get(index).copied().unwrap_or_default();
        for (number, answer) in ask.answers.iter().enumerate() {
            let step = Step { ask: index as u16, answer: number as u8 };
            let turns = here.turns + u16::from(ask.onward != Some(step.answer));
            let length = here.length + 1;
            if let Some(next) = approaches.get_mut(usize::from(answer.to))
                && (next.from.is_none() || (turns, length) < (next.turns, next.length))
            {
                *next = Approach { from: Some(step), turns, length };
            }
        }
    }
    let mut steps = Vec::new();
    while let Some(step) = approaches.get(usize::from(ask)).and_then(|approach| approach.from) {
        steps.push(step);
        ask = step.ask;
    }
    steps.reverse();
    Walk::of(tree, steps)
}

/// Every answer of any tree that ends at `code`, each with the simplest walk to it; the trees in
/// their order, in a tree the simplest first.
#[must_use]
pub fn paths_to(code: u16) -> Vec<Walk> {
    let mut found: Vec<(usize, Walk)> = Vec::new();
    for tree in trees() {
        let first = found.len();
        for (index, ask) in tree.asks.iter().enumerate() {
            for answer in &ask.answers {
                if matches!(tree.at(answer.to), Some(At::End(end)) if end.code == code) {
                    let walk = walk_to(tree, index as u16).answer(answer.key);
                    let turns = walk.turns().len();
                    // There are few, so each is put where it belongs.
                    let mut place = found.len();
                    while place > first && found.get(place - 1).is_some_and(|before| before.0 > turns) {
                        place -= 1;
                    }
                    found.insert(place, (turns, walk));
                }
            }
        }
    }
    found.into_iter().map(|(_, walk)| walk).collect()
}

/// A code that is not the result, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WhyNot {
    /// The code.
    pub code: u16,
    /// Why (prose); empty if only the answers speak against it.
    pub why: &'static str,
    /// Index of the answer, among those given, that excluded it, and the one that would have led
    /// there; `None` if the tree does not weigh it on this way.
    pub turned: Option<(usize, &'static Answer)>,
}

/// Why a result is not one of its neighbours: first those that people expect, each with a reason,
/// then the others that the last question offered. Empty before a result.
#[must_use]
pub fn why_not(walk: &Walk) -> Vec<WhyNot> {
    let mut out: Vec<WhyNot> = Vec::new();
    let (Some(result), Some(last)) = (walk.result(), walk.answered().pop()) else { return out };
    let ruled_out = walk.ruled_out();
    for not in &result.not {
        let ruled = ruled_out.iter().find(|ruled| ruled.code == not.code);
        let turned = ruled.map(|ruled| (ruled.step, ruled.instead));
        out.push(WhyNot { code: not.code, why: not.why, turned });
    }
    for answer in &last.ask.answers {
        if let Some(At::End(end)) = walk.tree().at(answer.to)
            && end.code != result.code
            && !out.iter().any(|known| known.code == end.code)
        {
            out.push(WhyNot { code: end.code, why: "", turned: Some((walk.len() - 1, answer)) });
        }
    }
    out
}
