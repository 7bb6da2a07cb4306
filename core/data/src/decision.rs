//! Decision trees: questions that lead to a status code, and how to follow them.
//!
//! A tree is a list of questions, the first of which is its root, and a list of ends. An answer
//! leads to a *place*: a question (its index) or an end (its index after that of the last
//! question). Answers lead forward only, so a tree cannot run in circles.

use crate::packed_struct;

packed_struct! {
    /// One answer to a question.
    pub struct Answer {
        /// Its letter, unique in the question; `y` and `n` are yes and no. Links are made of it.
        pub key: u8,
        /// It in a few words.
        pub label: &'static str,
        /// An example or consequence (prose), may be empty.
        pub hint: &'static str,
        /// The place it leads to, see [`Tree::at`].
        pub to: u16,
    }
}

packed_struct! {
    /// One question.
    pub struct Ask {
        /// Its name in links, never used again for another question.
        pub id: &'static str,
        /// The question.
        pub question: &'static str,
        /// It in a word or two, for the trail.
        pub short: &'static str,
        /// An example (prose), may be empty.
        pub help: &'static str,
        /// A remark with its source (prose), may be empty.
        pub note: &'static str,
        /// Its name in a published diagram ("B13"), may be empty.
        pub label: &'static str,
        /// Column of the published diagram among those in use, from 1 on; 0 where there is none.
        pub column: u8,
        /// Row of the published diagram, counted the same way.
        pub row: u8,
        /// Index of the answer that goes on because nothing is in the way; links leave it out.
        pub onward: Option<u8>,
        /// The answers, in the order in which they are shown.
        pub answers: Vec<Answer>,
        /// Where the step is stated, if it is a rule.
        pub sources: Vec<&'static str>,
    }
}

packed_struct! {
    /// A code that might be expected in place of the one of an end.
    pub struct Neighbour {
        /// The code.
        pub code: u16,
        /// Why it is not the one: one sentence (prose).
        pub why: &'static str,
    }
}

packed_struct! {
    /// Where a tree ends: the code to answer with.
    pub struct End {
        /// The code.
        pub code: u16,
        /// Why it is the one (prose).
        pub reason: &'static str,
        /// Why others are not.
        pub not: Vec<Neighbour>,
    }
}

packed_struct! {
    /// A decision tree.
    pub struct Tree {
        /// Its name in links.
        pub id: &'static str,
        /// Its name.
        pub name: &'static str,
        /// What it is for (prose).
        pub says: &'static str,
        /// Whether it is short enough for every day: at most twelve questions to any end.
        pub everyday: bool,
        /// The questions, each before those that it leads to.
        pub asks: Vec<Ask>,
        /// The ends.
        pub ends: Vec<End>,
    }
}

packed_struct! {
    /// An everyday situation that has some answers already.
    pub struct Preset {
        /// Its name in links.
        pub id: &'static str,
        /// Its name.
        pub name: &'static str,
        /// The situation (prose).
        pub says: &'static str,
        /// What else people call it.
        pub search: Vec<&'static str>,
        /// The tree's id.
        pub tree: &'static str,
        /// The answers, as in a link.
        pub answers: &'static str,
    }
}

packed_struct! {
    /// A registered code that no tree reaches.
    pub struct Never {
        /// The code.
        pub code: u16,
        /// Why nobody should choose it (prose).
        pub why: &'static str,
    }
}

/// A question that has been answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Step {
    /// Index of the question.
    pub ask: u16,
    /// Index of the answer among those of the question.
    pub answer: u8,
}

/// What stands at a place of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At<'a> {
    /// A question.
    Ask(&'a Ask),
    /// An end.
    End(&'a End),
}

/// Why a path could not be followed to its last part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Not of the form `question.a`.
    Malformed,
    /// The tree has no such question, or no longer.
    UnknownQuestion,
    /// The question has no such answer, or no longer.
    UnknownAnswer,
    /// The question is there, but the answers so far do not lead to it.
    Unreachable,
    /// There is a result already.
    Over,
}

/// How far a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed<'p> {
    /// The answers.
    pub steps: Vec<Step>,
    /// Why it ends before its end, and at which part.
    pub stopped: Option<(&'p str, Stop)>,
}

impl Tree {
    /// What stands at a place.
    #[must_use]
    pub fn at(&self, place: u16) -> Option<At<'_>> {
        let place = usize::from(place);
        match self.asks.get(place) {
            Some(ask) => Some(At::Ask(ask)),
            None => self.ends.get(place - self.asks.len()).map(At::End),
        }
    }

    /// The index of a question.
    #[must_use]
    pub fn index(&self, id: &str) -> Option<u16> {
        let place = self.asks.iter().position(|ask| ask.id == id)?;
        u16::try_from(place).ok()
    }

    /// The question and the answer of a step.
    #[must_use]
    pub fn step(&self, step: Step) -> Option<(&Ask, &Answer)> {
        let ask = self.asks.get(usize::from(step.ask))?;
        Some((ask, ask.answers.get(usize::from(step.answer))?))
    }

    /// The answer with a key, as a step.
    #[must_use]
    pub fn answer(&self, ask: u16, key: u8) -> Option<Step> {
        let answers = &self.asks.get(usize::from(ask))?.answers;
        let answer = answers.iter().position(|answer| answer.key == key)?;
        Some(Step { ask, answer: u8::try_from(answer).ok()? })
    }

    /// The step that goes on at a question, if it has one.
    #[must_use]
    pub fn onward(&self, ask: u16) -> Option<Step> {
        Some(Step { ask, answer: self.asks.get(usize::from(ask))?.onward? })
    }

    /// Where some answers lead to from the root.
    #[must_use]
    pub fn place(&self, steps: &[Step]) -> u16 {
        steps.last().and_then(|step| self.step(*step)).map_or(0, |(_, answer)| answer.to)
    }

    /// Follows a path `question.a~question.b~question` from the root as far as it leads.
    ///
    /// Between two parts every question is answered by going on; the last part may be a question
    /// without an answer. Any text is a path.
    #[must_use]
    pub fn follow<'p>(&self, path: &'p str) -> Followed<'p> {
        let mut steps = Vec::new();
        for part in path.split('~').filter(|part| !part.is_empty()) {
            if let Err(stop) = self.follow_part(part, &mut steps) {
                return Followed { steps, stopped: Some((part, stop)) };
            }
        }
        Followed { steps, stopped: None }
    }

    fn follow_part(&self, part: &str, steps: &mut Vec<Step>) -> Result<(), Stop> {
        let (id, key) = match part.split_once('.') {
            None => (part, None),
            Some((id, key)) => match key.as_bytes() {
                [key] => (id, Some(*key)),
                _ => return Err(Stop::Malformed),
            },
        };
        let mut place = self.place(steps);
        if usize::from(place) >= self.asks.len() {
            return Err(Stop::Over);
        }
        let ask = self.index(id).ok_or(Stop::UnknownQuestion)?;
        let mut passed = Vec::new();
        while place != ask {
            let step = self.onward(place).filter(|_| place < ask).ok_or(Stop::Unreachable)?;
            passed.push(step);
            place = self.step(step).map_or(0, |(_, answer)| answer.to);
        }
        steps.append(&mut passed);
        if let Some(key) = key {
            steps.push(self.answer(ask, key).ok_or(Stop::UnknownAnswer)?);
        }
        Ok(())
    }

    /// The path that [`follow`](Self::follow) turns back into these steps.
    #[must_use]
    pub fn path(&self, steps: &[Step]) -> String {
        let mut path = String::new();
        let mut part = |id: &str, key: Option<u8>| {
            if !path.is_empty() {
                path.push('~');
            }
            path.push_str(id);
            if let Some(key) = key {
                path.push('.');
                path.push(char::from(key));
            }
        };
        let mut goes_on = false;
        for step in steps {
            goes_on = self.onward(step.ask) == Some(*step);
            if let (false, Some((ask, answer))) = (goes_on, self.step(*step)) {
                part(ask.id, Some(answer.key));
            }
        }
        if let (true, Some(At::Ask(ask))) = (goes_on, self.at(self.place(steps))) {
            part(ask.id, None);
        }
        path
    }
}

packed_struct! {
    /// Everything about deciding. A pack of its own, so that what does not use it does not carry it.
    pub struct Decisions {
        /// The trees, in the order in which they are offered.
        pub trees: Vec<Tree>,
        /// Everyday situations to start from.
        pub presets: Vec<Preset>,
        /// The registered codes that no tree reaches, ascending.
        pub never: Vec<Never>,
    }
}
