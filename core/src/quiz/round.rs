//! A round: the same questions for everybody who has its address.

use super::chance::{Chance, mark};
use super::memory::Memory;
use super::pool::{Item, Kind, find, items};
use super::question::Question;
use crate::form;
use crate::text::decimal;

/// What a round is about.
#[derive(Debug, PartialEq, Eq)]
pub struct Set {
    /// The word that stands for it in addresses.
    pub word: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The kinds of questions in it.
    pub kinds: &'static [Kind],
    /// The class of codes it is about; 0 for all.
    pub class: u8,
}

const fn set(word: &'static str, name: &'static str, kinds: &'static [Kind], class: u8) -> Set {
    Set { word, name, kinds, class }
}

use Kind::{Arrives, Fault, Means, Named, Order, Proxy, Talk, Which};

/// All sets, in the order in which they are offered.
pub static SETS: [Set; 10] = [
    set("mixed", "A bit of everything", &[Which, Means, Arrives, Fault, Named, Proxy, Order], 0),
    set("codes", "Codes and what they say", &[Which, Means, Named], 0),
    set("success", "Success, 2xx", &[Which, Means, Named, Fault], 2),
    set("redirects", "Redirects, 3xx", &[Arrives, Which, Named, Arrives, Means, Fault], 3),
    set("client-errors", "Client errors, 4xx", &[Which, Means, Fault, Named], 4),
    set("server-errors", "Server errors, 5xx", &[Which, Proxy, Means, Named], 5),
    set("faults", "Spot the fault", &[Fault], 0),
    set("proxies", "What proxies answer", &[Proxy], 0),
    set("order", "The order of checks", &[Order], 0),
    set("interview", "Interview, to talk about", &[Talk], 0),
];

/// The names of the levels, from 1 on.
pub const LEVELS: [&str; 3] = ["everyday", "everyday and usual", "everything, also the obscure"];
/// How many questions a round has unless it says so.
pub const USUAL: usize = 10;
/// How many it has at most.
pub const MOST: usize = 50;

/// A part of an address that could not be used as it is, and what became of it.
pub type LeftOut = (String, &'static str);

/// A round of questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// What it is about.
    pub set: &'static Set,
    /// The highest level of its questions, 1 to 3.
    pub level: u8,
    /// What chance begins with.
    pub seed: u32,
    /// How many questions it should have, 1 to [`MOST`].
    pub count: usize,
    /// Exactly these, such as those that are due; then set, level and count do not matter.
    pub only: Vec<&'static Item>,
}

impl Default for Round {
    fn default() -> Self {
        let [first, ..] = &SETS;
        Self { set: first, level: 2, seed: 1, count: USUAL, only: Vec::new() }
    }
}

impl Round {
    /// Exactly these questions, in this order.
    #[must_use]
    pub fn of(only: Vec<&'static Item>, seed: u32) -> Self {
        Self { only, seed, ..Self::default() }
    }

    /// The first questions that are due; none where nothing is.
    #[must_use]
    pub fn review(memory: &Memory, today: u16, seed: u32) -> Option<Self> {
        let mut only = Vec::new();
        for key in memory.due(today) {
            if only.len() < USUAL {
                only.extend(find(key));
            }
        }
        (!only.is_empty()).then(|| Self::of(only, seed))
    }

    /// Reads `set=redirects&seed=7&n=10`. Total: what is left out is usual, what cannot be used is told.
    #[must_use]
    pub fn parse(query: &str) -> (Self, Vec<LeftOut>) {
        let (mut round, mut left_out) = (Self::default(), Vec::new());
        for (name, value) in form::pairs(query) {
            if let Some(why) = round.take(&name, &value) {
                left_out.push(([&name, "=", &value].concat(), why));
            }
        }
        (round, left_out)
    }

    /// Takes one pair of a query; says so if that does not do as it is.
    pub fn take(&mut self, name: &str, value: &str) -> Option<&'static str> {
        let number = value.parse::<u32>().ok();
        match name {
            "set" => match SETS.iter().find(|set| set.word == value) {
                Some(set) => self.set = set,
                None => return Some("there is no such set; here is a bit of everything"),
            },
            "level" => match number {
                Some(level @ 1..=3) => self.level = level as u8,
                Some(4..) => {
                    self.level = 3;
                    return Some("the highest level is 3");
                }
                _ => return Some("a level is 1, 2 or 3"),
            },
            "n" => match number {
                Some(count @ 1..=50) => self.count = count as usize,
                Some(51..) => {
                    self.count = MOST;
                    return Some("a round has at most 50 questions");
                }
                _ => return Some("a round has 1 to 50 questions"),
            },
            "seed" => {
                self.seed = number.unwrap_or_else(|| mark(value));
                if number.is_none() {
                    return Some("a seed is a number; one was made of it");
                }
            }
            "ask" => match find(value) {
                None => return Some("there is no such question, or no longer"),
                Some(_) if self.only.len() >= MOST => return Some("a round has at most 50 questions"),
                Some(item) if self.only.contains(&item) => return Some("is asked already"),
                Some(item) => self.only.push(item),
            },
            _ => return Some("means nothing here"),
        }
        None
    }

    /// The query that [`parse`](Self::parse) reads, with its question mark.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = String::new();
        if self.only.is_empty() {
            form::push(&mut query, "set", self.set.word);
            if self.level != 2 {
                form::push(&mut query, "level", &decimal(usize::from(self.level)));
            }
        }
        form::push(&mut query, "seed", &decimal(self.seed as usize));
        if self.only.is_empty() {
            form::push(&mut query, "n", &decimal(self.count));
        }
        for item in &self.only {
            form::push(&mut query, "ask", item.key());
        }
        query
    }

    /// Its questions, the easy ones first. Fewer than asked for where there are no more.
    #[must_use]
    pub fn questions(&self) -> Vec<Question> {
        let mut questions: Vec<Question> = Vec::new();
        if !self.only.is_empty() {
            for item in &self.only {
                questions.extend(Question::about(item, self.seed));
            }
            return questions;
        }
        let mut chance = Chance::new(self.seed);
        // A pile for each kind, in turn, beginning anywhere.
        let mut piles = Vec::new();
        for kind in self.set.kinds {
            let mut pile = Vec::new();
            for item in items() {
                let fits = self.set.class == 0 || self.set.class == item.class;
                if item.kind == *kind && item.level <= self.level && fits {
                    pile.push(item);
                }
            }
            piles.push(pile);
        }
        let mut turn = chance.below(piles.len());
        while questions.len() < self.count && !piles.iter().all(Vec::is_empty) {
            turn += 1;
            let place = turn % piles.len();
            let Some(pile) = piles.get_mut(place).filter(|pile| !pile.is_empty()) else { continue };
            let item = pile.swap_remove(chance.below(pile.len()));
            // One question must not answer another.
            let told = |other: &Question| other.item == item || is_twin(other.item, item);
            if !questions.iter().any(told)
                && let Some(question) = Question::about(item, self.seed)
            {
                let harder = |other: &Question| other.item.level > item.level;
                questions.insert(questions.iter().position(harder).unwrap_or(questions.len()), question);
            }
        }
        questions
    }
}

/// Whether two ask about the same number, there and back.
fn is_twin(one: &Item, other: &Item) -> bool {
    let both = [one, other].iter().all(|item| matches!(item.kind, Means | Named));
    both && one.parts == other.parts
}
