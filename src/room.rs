//! What the classroom keeps on the device: what somebody knows, and a lesson that is being made.
//!
//! Every failure of the storage is survived: then it lasts as long as the page. What is there and cannot
//! be read is left as it is until somebody decides.

use crate::preferences::{read, write};
use crate::route::{Practising, Presenting, is_right};
use statuscope_core::quiz::lesson::Lesson;
use statuscope_core::quiz::memory::Memory;
use statuscope_core::text::decimal;

/// What can be done in the classroom, on any page.
#[derive(Debug)]
pub enum Act {
    /// What an element's `data-act` or a key of a clicker says:
    ///
    /// | letter | what |
    /// |---|---|
    /// | `p`, `e` | present the page, end it |
    /// | `>`, `<` | the next step or page, the one before |
    /// | `.`, `q` | a dark screen, the QR code of the page; again, and it goes |
    /// | `a` | add the page to the lesson on this device |
    /// | `k` | the lesson of the address becomes the one on this device |
    /// | `f`, `u` | forget what is known; undo that |
    Press(u8),
    /// The lesson of the address is changed.
    Edit(Lesson),
    /// A file with what somebody knows.
    TakeIn(String),
}

/// The state of the classroom.
#[derive(Debug, Default)]
pub struct Room {
    /// What is known.
    pub memory: Memory,
    /// Why what is stored cannot be read; then it is not written over.
    pub broken: Option<String>,
    /// What was forgotten last.
    pub undo: Option<Memory>,
    /// What has happened last, in a sentence.
    pub said: String,
    /// Today, as days since 1970.
    pub today: u16,
    /// What chance begins with in the next round.
    pub seed: u32,
    /// Whether something may be stored: on somebody else's page it lasts as long as that.
    pub keeps: bool,
    /// The lesson on this device.
    pub lesson: Lesson,
    /// How the page is presented, if it is.
    pub present: Option<Presenting>,
    /// What lies over it: `.` a dark screen, `q` the QR code, or nothing.
    pub cover: u8,
}

const MEMORY: &str = "statuscope.practice";
const ASIDE: &str = "statuscope.practice.unreadable";
const LESSON: &str = "statuscope.lesson";

impl Room {
    /// What is stored, if something may be; `now` is in milliseconds since 1970, on the clock of this place.
    #[must_use]
    pub fn load(now: f64, keeps: bool) -> Self {
        let seconds = (now / 1000.0) as u32;
        let mut room = Self { today: (seconds / 86_400) as u16, seed: seconds % 9_999 + 1, keeps, ..Self::default() };
        if keeps {
            room.lesson = Lesson::parse(&read(LESSON).unwrap_or_default()).0;
        }
        room.look();
        room
    }

    /// Takes what is stored: another tab may have written it.
    pub fn look(&mut self) {
        if let Some(text) = self.keeps.then(|| read(MEMORY)).flatten() {
            match Memory::read(&text) {
                Ok(memory) => self.memory = memory,
                Err(refusal) => self.broken = Some(refusal.sentence()),
            }
        }
    }

    fn store(&self) {
        if self.broken.is_none() && self.keeps {
            write(MEMORY, &self.memory.write());
        }
    }

    /// Notes what was answered on the way from one place of a round to another.
    pub fn note(&mut self, before: &Practising, now: &Practising) {
        let Some((place, letter)) = now.answered_since(before) else { return };
        let questions = now.round.questions();
        if let Some(question) = questions.get(place) {
            self.look();
            self.memory.answer(question.item.key(), is_right(question, letter), self.today);
            self.store();
        }
    }

    /// Takes a file in, beside what is known.
    pub fn take_in(&mut self, text: &str) {
        self.said = match Memory::read(text) {
            Ok(other) => {
                if !self.mend() {
                    self.look();
                }
                self.memory.merge(&other);
                self.store();
                ["Taken in: ", &decimal(other.cards().len()), " questions."].concat()
            }
            Err(refusal) => refusal.sentence(),
        };
    }

    /// Puts what cannot be read aside, to be written over; says whether there was such a thing.
    fn mend(&mut self) -> bool {
        let broken = self.broken.take().is_some();
        if broken {
            write(ASIDE, &read(MEMORY).unwrap_or_default());
        }
        broken
    }

    /// Forgets what is known, or takes that back.
    pub fn forget(&mut self, forget: bool) {
        let other = if forget { Memory::default() } else { self.undo.take().unwrap_or_default() };
        let before = core::mem::replace(&mut self.memory, other);
        self.undo = forget.then_some(before);
        self.mend();
        self.said = if forget { "Forgotten." } else { "It is all back." }.to_owned();
        self.store();
    }

    /// Makes a lesson the one on this device.
    pub fn keep(&mut self, lesson: Lesson) {
        write(LESSON, lesson.query().trim_start_matches('?'));
        self.lesson = lesson;
    }

    /// Adds a page to the lesson on this device.
    pub fn add(&mut self, address: &str) {
        let mut lesson = self.lesson.clone();
        self.said = match lesson.add(address) {
            Ok(()) => {
                self.keep(lesson);
                "Added to your lesson.".to_owned()
            }
            Err(why) => ["Not added: ", why, "."].concat(),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statuscope_core::quiz::Round;

    #[test]
    fn an_answer_is_noted_once() {
        let mut room = Room { today: 20_000, ..Room::default() };
        let start = Practising::of(Round::parse("set=codes&seed=3&n=2").0);
        let questions = start.round.questions();
        let (Some(first), Some(second)) = (questions.first(), questions.get(1)) else { return };
        let right = start.with(char::from(b'1' + first.right as u8));
        room.note(&start, &right);
        room.note(&right, &right.with('.'));
        let looked_up = right.with('.').with('-');
        room.note(&right.with('.'), &looked_up);
        let places: Vec<_> = room.memory.cards().iter().map(|card| (card.key, card.place)).collect();
        assert!(places.contains(&(first.item.key(), 2)) && places.contains(&(second.item.key(), 1)), "{places:?}");
        room.note(&Practising::default(), &looked_up);
        assert_eq!(room.memory.cards().len(), 2);
    }

    #[test]
    fn a_foreign_file_is_refused_and_nothing_is_lost() {
        let mut room = Room::default();
        room.memory.answer("means:404", false, 9);
        let before = room.memory.clone();
        room.take_in("{\"cards\": []}");
        assert_eq!(room.memory, before);
        assert_eq!(room.said, "Line 1: this is no file of Statuscope's practice. Nothing has been changed.");
        room.take_in("statuscope-memory 1\nmeans:410 2 30\n");
        assert_eq!((room.memory.cards().len(), room.said.as_str()), (2, "Taken in: 1 questions."));
        let all = room.memory.clone();
        room.forget(true);
        assert!(room.memory.cards().is_empty());
        room.forget(false);
        assert_eq!(room.memory, all);
    }
}
