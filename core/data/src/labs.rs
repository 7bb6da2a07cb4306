//! The labs: their texts, what can be set in them, and what is to be reached.

use crate::{packed_enum, packed_struct};

packed_enum! {
    /// How a control is shown, and what it may hold.
    pub enum Kind {
        /// One of a few words, all in sight.
        Few = "few",
        /// One of many words.
        Many = "many",
        /// One of many words, all in sight, each with a remark.
        Pick = "pick",
        /// One of many words, chosen where the scene shows what comes of each.
        Cells = "cells",
        /// A line of any text.
        Line = "line",
        /// Any text of several lines.
        Text = "text",
        /// Yes (`on`) or no (empty).
        Switch = "switch",
        /// A series of steps that were taken, a letter each.
        Steps = "steps",
    }
}

packed_struct! {
    /// A word that a control may hold; a step that can be taken.
    pub struct Choice {
        /// As in the address; one letter for a step.
        pub word: &'static str,
        /// As the reader sees it.
        pub text: &'static str,
        /// A remark, may be empty.
        pub remark: &'static str,
    }
}

packed_struct! {
    /// Something that can be set.
    pub struct Control {
        /// Its name in the address.
        pub key: &'static str,
        /// Its label.
        pub label: &'static str,
        /// How it is shown.
        pub kind: Kind,
        /// Whether it belongs to the server rather than to the request.
        pub server: bool,
        /// What it holds at first.
        pub usual: &'static str,
        /// What has to be set for it to matter, as `key=value`; empty: it always does.
        pub when: &'static str,
        /// What it may hold.
        pub choices: Vec<Choice>,
    }
}

packed_struct! {
    /// A value for a control.
    pub struct Setting {
        /// The key of the control.
        pub key: &'static str,
        /// The value.
        pub value: &'static str,
    }
}

packed_struct! {
    /// A scene that is set already.
    pub struct Preset {
        /// Its name.
        pub name: &'static str,
        /// What differs from how the lab begins.
        pub set: Vec<Setting>,
    }
}

packed_struct! {
    /// Something to be reached.
    pub struct Goal {
        /// What: "Make it answer 422."
        pub says: &'static str,
        /// The word that the scene has to reach: a status code, or one with the check that decides,
        /// as in `412 if-match`, or another word that the lab gives.
        pub want: &'static str,
        /// The shortest way there.
        pub show: Vec<Setting>,
    }
}

packed_struct! {
    /// Something to know beside the lab.
    pub struct Note {
        /// Its heading.
        pub title: &'static str,
        /// What it says (prose).
        pub says: Vec<&'static str>,
    }
}

packed_struct! {
    /// A lab.
    pub struct Lab {
        /// Its id, as in its address.
        pub id: &'static str,
        /// Its name, a word or two.
        pub name: &'static str,
        /// Its question, the heading of its page.
        pub title: &'static str,
        /// What it is about (prose).
        pub lead: &'static str,
        /// The codes that it teaches: each is the answer in some setting.
        pub codes: Vec<u16>,
        /// The comparisons that belong to it, as in their addresses: `400-422`.
        pub compare: Vec<&'static str>,
        /// What can be set.
        pub controls: Vec<Control>,
        /// What is to be reached, from the easy to the hard.
        pub goals: Vec<Goal>,
        /// Scenes to start from.
        pub presets: Vec<Preset>,
        /// What else there is to know.
        pub notes: Vec<Note>,
    }
}

packed_struct! {
    /// All labs. A pack of its own, so that what does not use it does not carry it.
    pub struct Labs {
        /// The labs, in the order in which they are offered.
        pub all: Vec<Lab>,
    }
}

impl Control {
    /// Whether it can hold a value.
    #[must_use]
    pub fn takes(&self, value: &str) -> bool {
        let is_word = |word: &str| self.choices.iter().any(|choice| choice.word == word);
        match self.kind {
            Kind::Few | Kind::Many | Kind::Pick | Kind::Cells => is_word(value),
            Kind::Switch => value.is_empty() || value == "on",
            Kind::Steps => {
                value.len() <= MOST_STEPS && (0..value.len()).all(|at| value.get(at..=at).is_some_and(is_word))
            }
            Kind::Line | Kind::Text => true,
        }
    }
}

/// So many steps can be taken in a lab.
pub const MOST_STEPS: usize = 60;
