//! What somebody knows: five boxes of questions. What was answered moves on a box and comes back
//! later; what was not goes back to the first.
//!
//! ```
//! use statuscope_core::quiz::memory::Memory;
//! let mut memory = Memory::default();
//! memory.answer("means:409", false, 20_779);
//! assert_eq!(memory.due(20_779), ["means:409"]);
//! memory.answer("means:409", true, 20_779);
//! assert!(memory.due(20_779).is_empty());
//! assert_eq!(Memory::read(&memory.write()), Ok(memory));
//! ```
//!
//! Days come from outside, as days since 1970. A question that is not known (any longer) is kept.

use crate::redirect::keep;
use crate::text::decimal;

/// After how many days a box comes back.
pub const WAITS: [u16; 5] = [0, 1, 3, 7, 21];
/// How many questions a file may have: more than there are.
const MOST: usize = 20_000;
/// How long the name of a question may be.
const LONGEST: usize = 120;
const HEAD: &str = "statuscope-memory 1";

/// What is known of one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Card {
    /// The question: the key of an [`Item`](super::Item).
    pub key: &'static str,
    /// Its box, 1 to 5.
    pub place: u8,
    /// The day on which it comes back.
    pub due: u16,
}

/// What somebody knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Memory {
    /// The questions that were asked, by name.
    cards: Vec<Card>,
}

/// Why a text is no memory. Whoever gets it has lost nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: &'static str,
}

impl Refusal {
    /// It in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        ["Line ", &decimal(self.line), ": ", self.why, ". Nothing has been changed."].concat()
    }
}

impl Card {
    fn wait(&self) -> u16 {
        WAITS.get(usize::from(self.place).wrapping_sub(1)).copied().unwrap_or(0)
    }

    /// What decides between two cards of a question: the later answer, then the lower box.
    fn rank(&self) -> (u16, u8, u16) {
        (self.due.saturating_sub(self.wait()), u8::MAX - self.place, self.due)
    }
}

impl Memory {
    /// The questions that were asked, by name.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// What is known of one question.
    #[must_use]
    pub fn card(&self, key: &str) -> Option<&Card> {
        self.cards.iter().find(|card| card.key == key)
    }

    /// How many questions are in each box.
    #[must_use]
    pub fn boxes(&self) -> [usize; 5] {
        let mut boxes = [0; 5];
        for card in &self.cards {
            if let Some(count) = boxes.get_mut(usize::from(card.place).wrapping_sub(1)) {
                *count += 1;
            }
        }
        boxes
    }

    /// The questions that are due: the lowest box first, then the longest overdue.
    #[must_use]
    pub fn due(&self, today: u16) -> Vec<&'static str> {
        let mut due: Vec<&Card> = Vec::new();
        for card in &self.cards {
            if card.due <= today {
                let mut place = due.len();
                while place > 0
                    && due.get(place - 1).is_some_and(|other| (other.place, other.due) > (card.place, card.due))
                {
                    place -= 1;
                }
                due.insert(place, card);
            }
        }
        due.iter().map(|card| card.key).collect()
    }

    /// Notes an answer. A right one counts only when it was due, so that practising a question three
    /// times in a row is no knowledge of three weeks.
    pub fn answer(&mut self, key: &str, right: bool, today: u16) {
        let before = self.card(key).copied();
        let mut card = Card { key: keep(key), place: 1, due: today };
        if right {
            match before {
                Some(before) if before.due > today => return,
                before => card.place = before.map_or(2, |before| before.place.saturating_add(1).min(5)),
            }
        }
        card.due = today.saturating_add(card.wait());
        self.put(card);
    }

    /// Takes in what is in another: of two cards of a question, the one that was answered later.
    pub fn merge(&mut self, other: &Self) {
        for card in &other.cards {
            if self.card(card.key).is_none_or(|own| card.rank() > own.rank()) {
                self.put(*card);
            }
        }
    }

    /// Puts a card in the place of its question; says whether there was none.
    fn put(&mut self, card: Card) -> bool {
        let mut place = self.cards.len();
        while let Some(before) = place.checked_sub(1).and_then(|before| self.cards.get_mut(before)) {
            if before.key == card.key {
                *before = card;
                return false;
            }
            if before.key < card.key {
                break;
            }
            place -= 1;
        }
        self.cards.insert(place, card);
        true
    }

    /// As a text: to be stored, and to be taken along as a file.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::from(HEAD);
        for card in &self.cards {
            for (mark, part) in
                [("\n", card.key), (" ", &decimal(usize::from(card.place))), (" ", &decimal(usize::from(card.due)))]
            {
                text.push_str(mark);
                text.push_str(part);
            }
        }
        text.push('\n');
        text
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// # Errors
    /// The first line that cannot be read. A file is taken whole or not at all.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        let mut memory = Self::default();
        let mut lines = text.strip_prefix('\u{feff}').unwrap_or(text).split('\n');
        match trimmed(lines.next().unwrap_or_default()) {
            HEAD => {}
            other if other.starts_with("statuscope-memory ") => {
                return Err(Refusal { line: 1, why: "this file comes from another version of Statuscope" });
            }
            _ => return Err(Refusal { line: 1, why: "this is no file of Statuscope's practice" }),
        }
        for (number, line) in (2..).zip(lines) {
            let line = trimmed(line);
            if line.is_empty() {
                continue;
            }
            let card = card(line).and_then(|card| match memory.cards.len() {
                MOST.. => Err("there are more questions than there can be"),
                _ if !memory.put(card) => Err("this question is here already"),
                _ => Ok(()),
            });
            if let Err(why) = card {
                return Err(Refusal { line: number, why });
            }
        }
        Ok(memory)
    }
}

fn trimmed(line: &str) -> &str {
    line.strip_suffix('\r').unwrap_or(line)
}

fn card(line: &str) -> Result<Card, &'static str> {
    let mut parts = line.split(' ');
    let (Some(key), Some(place), Some(due), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err("this is not a question, its box and its day, with one space between them");
    };
    if key.is_empty() || key.len() > LONGEST || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("this is no name of a question");
    }
    let place = match place.as_bytes() {
        [digit @ b'1'..=b'5'] => digit - b'0',
        _ => return Err("a box is a number from 1 to 5"),
    };
    let digits = due.bytes().all(|byte| byte.is_ascii_digit());
    let Some(due) = due.parse().ok().filter(|_| digits) else {
        return Err("a day is a number of days since 1970, up to 65535");
    };
    Ok(Card { key: keep(key), place, due })
}
