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
        let mut answered = self.walk.answered();
        answered.retain(|answered| !answered.goes_on());
        answered
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
    let mut found = Vec::new();
    for tree in trees() {
        if tree.ends.iter().any(|end| end.code == code) {
            in_tree(tree, code, &mut found);
        }
    }
    found
}

/// The simplest walk to each question, in their order, and how many there are.
fn approaches(tree: &'static Tree) -> Vec<Approach> {
    let mut approaches: Vec<Approach> = vec![Approach::default(); tree.asks.len()];
    if let Some(root) = approaches.first_mut() {
        root.ways = 1;
    }
    // Each question is before those that it leads to, so its own approach is known by then.
    for (index, ask) in tree.asks.iter().enumerate() {
        let Some(here) = approaches.get_mut(index).map(std::mem::take) else { break };
        for (number, answer) in ask.answers.iter().enumerate() {
            if let Some(next) = approaches.get_mut(usize::from(answer.to)) {
                let step = Step { ask: index as u16, answer: number as u8 };
                let turns = here.turns + usize::from(ask.onward != Some(step.answer));
                next.ways = next.ways.saturating_add(here.ways);
                if next.steps.is_empty() || (turns, here.steps.len() + 1) < (next.turns, next.steps.len()) {
                    next.turns = turns;
                    next.steps.clone_from(&here.steps);
                    next.steps.push(step);
                }
            }
        }
        if let Some(place) = approaches.get_mut(index) {
            *place = here;
        }
    }
    approaches
}

/// The simplest walk to each question of a tree, in their order.
#[must_use]
pub fn walks_to(tree: &'static Tree) -> Vec<Walk> {
    approaches(tree).into_iter().map(|approach| Walk::of(tree, approach.steps)).collect()
}

fn in_tree(tree: &'static Tree, code: u16, found: &mut Vec<Way>) {
    let first = found.len();
    let mut turns_of: Vec<usize> = Vec::new();
    for (ask, here) in tree.asks.iter().zip(approaches(tree)) {
        for answer in &ask.answers {
            if matches!(tree.at(answer.to), Some(At::End(end)) if end.code == code) {
                let way = Way { walk: Walk::of(tree, here.steps.clone()).answer(answer.key), ways: here.ways };
                let turns = way.turns().len();
                // There are few, so each is put where it belongs.
                let mut place = turns_of.len();
                while place > 0 && turns_of.get(place - 1).is_some_and(|before| *before > turns) {
                    place -= 1;
                }
                turns_of.insert(place, turns);
                found.insert(first + place, way);
            }
        }
    }
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
