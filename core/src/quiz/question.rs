//! A question, put together.

use super::chance::{Chance, mark};
use super::pool::{Item, Kind};
use super::{codes, exchange, order};
use crate::form;
use crate::redirect::keep;

/// One thing to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// It (prose).
    pub text: &'static str,
    /// Why it is not right, or whose answer it is (prose), may be empty.
    pub why: &'static str,
}

/// A question with all that is shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What it is made of.
    pub item: &'static Item,
    /// The question (prose).
    pub question: &'static str,
    /// What is given: the situation, line by line (prose).
    pub given: Vec<&'static str>,
    /// The messages it is about: a request and a response.
    pub messages: Vec<&'static str>,
    /// Four choices; none where the question is open.
    pub choices: Vec<Choice>,
    /// Index of the right one.
    pub right: usize,
    /// Why: what the data or the trace says (prose); for an open question, the answer.
    pub explain: Vec<&'static str>,
    /// The page that shows why, relative to the root.
    pub page: &'static str,
}

/// What the kinds of questions make; the order of choices is not theirs.
pub(super) struct Draft {
    pub question: &'static str,
    pub given: Vec<&'static str>,
    pub messages: Vec<&'static str>,
    pub right: &'static str,
    /// The most plausible first.
    pub wrong: Vec<Choice>,
    pub explain: Vec<&'static str>,
    pub page: &'static str,
}

/// How many of the wrong ones the others are drawn from: always plausible, not always the same.
const WINDOW: usize = 5;

impl Question {
    /// The question about an item. Its choices and their order depend on the seed alone. None where
    /// the item has no answer that anybody has measured.
    #[must_use]
    pub fn about(item: &'static Item, seed: u32) -> Option<Self> {
        let mut chance = Chance::new(seed ^ mark(item.key()));
        let mut draft = match item.kind {
            Kind::Which => codes::which(item),
            Kind::Means => codes::means(item),
            Kind::Named => codes::named(item),
            Kind::Fault => exchange::fault(item, &mut chance),
            Kind::Arrives => exchange::arrives(item),
            Kind::Proxy => exchange::proxy(item),
            Kind::Order => order::order(item, &mut chance),
            Kind::Talk => order::talk(item),
        }?;
        let mut question = Self {
            item,
            question: draft.question,
            given: draft.given,
            messages: draft.messages,
            choices: Vec::new(),
            right: 0,
            explain: draft.explain,
            page: draft.page,
        };
        if item.kind == Kind::Talk {
            return Some(question);
        }
        question.right = chance.below(4);
        // The most plausible one is always there.
        let mut first = true;
        for place in 0..4 {
            let choice = if place == question.right {
                Choice { text: draft.right, why: "" }
            } else if draft.wrong.is_empty() {
                return None;
            } else {
                let window = if first { 1 } else { draft.wrong.len().min(WINDOW) };
                first = false;
                draft.wrong.remove(chance.below(window))
            };
            question.choices.push(choice);
        }
        Some(question)
    }

    /// Whether a choice is the right one.
    #[must_use]
    pub const fn is_right(&self, choice: usize) -> bool {
        choice == self.right && !self.choices.is_empty()
    }
}

/// Adds a wrong choice unless it says what is there already, or what is right.
#[inline(never)]
pub(super) fn offer(wrong: &mut Vec<Choice>, right: &str, text: &'static str, why: &'static str) {
    if text != right && !wrong.iter().any(|other| other.text == text) {
        wrong.push(Choice { text, why });
    }
}

/// An address with a query.
pub(super) fn address(path: &[&str], pairs: &[(&str, &str)]) -> &'static str {
    let mut query = String::new();
    for (name, value) in pairs {
        form::push(&mut query, name, value);
    }
    keep(&[&path.concat(), query.as_str()].concat())
}
