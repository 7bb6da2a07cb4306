//! From a code back to the questions: the paths that lead to it, and what speaks against others.

use super::walk::{Answered, Walk};
use super::{Answer, At, Step, Tree, trees};

/// A way to a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The walk that ends there, with as few turns as possible.
    pub walk: Walk,
    /// How many walks end with the same answer.
    pub ways: u32,
}

impl Way {
    /// The answers that tell something: where the walk turns off.
    #[must_use]
    pub fn turns(&self) -> Vec<Answered> {
        self.walk.answered().filter(|answered| !answered.goes_on()).collect()
    }
}

/// The simplest walk to a question, and how many there are.
#[derive(Debug, Clone, Default)]
struct Approach {
    turns: usize,
    steps: Vec<Step>,
    ways: u32,
}

/// Every answer of any tree that ends at `code`, each with the simplest walk to it; the trees in
/// their order, in a tree the simplest first.
#[must_use]
pub fn paths_to(code: u16) -> Vec<Way> {
    trees().iter().flat_map(|tree| in_tree(tree, code)).collect()
}

fn in_tree(tree: &'static Tree, code: u16) -> Vec<Way> {
    if !tree.ends.iter().any(|end| end.code == code) {
        return Vec::new();
    }
    let mut approaches: Vec<Approach> = vec![Approach::default(); tree.asks.len()];
    if let Some(root) = approaches.first_mut() {
        root.ways = 1;
    }
    let mut found: Vec<(usize, Way)> = Vec::new();
    for (ask, index) in tree.asks.iter().zip(0u16..) {
        let Some(here) = approaches.get(usize::from(index)).cloned() else { break };
        for (answer, number) in ask.answers.iter().zip(0u8..) {
            let turns = here.turns + usize::from(ask.onward != Some(number));
            let steps = || here.steps.iter().copied().chain([Step { ask: index, answer: number }]).collect::<Vec<_>>();
            match tree.at(answer.to) {
                Some(At::Ask(_)) => {
                    let Some(next) = approaches.get_mut(usize::from(answer.to)) else { continue };
                    if next.ways == 0 || (turns, here.steps.len() + 1) < (next.turns, next.steps.len()) {
                        next.turns = turns;
                        next.steps = steps();
                    }
                    next.ways = next.ways.saturating_add(here.ways);
                }
                Some(At::End(end)) if end.code == code => {
                    found.push((turns, Way { walk: Walk::of(tree, steps()), ways: here.ways }));
                }
                _ => {}
            }
        }
    }
    found.sort_by_key(|(turns, way)| (*turns, way.walk.len()));
    found.into_iter().map(|(_, way)| way).collect()
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
    let Some(result) = walk.result() else { return Vec::new() };
    let ruled_out = walk.ruled_out();
    let turned = |code| ruled_out.iter().find(|ruled| ruled.code == code).map(|ruled| (ruled.step, ruled.instead));
    let mut out: Vec<WhyNot> =
        result.not.iter().map(|not| WhyNot { code: not.code, why: not.why, turned: turned(not.code) }).collect();
    if let Some(last) = walk.answered().next_back() {
        let step = walk.len() - 1;
        for answer in &last.ask.answers {
            if let Some(At::End(end)) = walk.tree().at(answer.to) {
                let known = end.code == result.code || out.iter().any(|known| known.code == end.code);
                if !known {
                    out.push(WhyNot { code: end.code, why: "", turned: Some((step, answer)) });
                }
            }
        }
    }
    out
}
