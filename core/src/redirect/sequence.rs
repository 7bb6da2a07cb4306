//! The journey as a picture: who says what to whom, from top to bottom.
//!
//! Only geometry and words, in CSS pixels. A lane is a place; an arrow is a message. A long journey
//! shows its beginning and its end.

use super::exchange::{Fate, Journey, Sent, Step, Way, value_of};
use super::keep::join;
use super::words::number;
use crate::sets::Set;

/// Half the width of a box.
pub const BOX: u16 = 52;
const LANE: u16 = 119;
const LINE: u16 = 16;
/// Texts beside an arrow need the room of three lanes, however few there are.
const LEAST: u16 = 2 * (LANE + BOX + 1);
/// So many requests are shown from the beginning of a longer journey, and so many from its end.
const HEAD: usize = 8;
const TAIL: usize = 2;
/// Letters of a text that fit beside an arrow, and into a box.
const WIDE: usize = 34;
const NARROW: usize = 16;

/// Whether the request at `index` of `count` is shown.
#[must_use]
pub const fn is_shown(index: usize, count: usize) -> bool {
    count <= HEAD + TAIL + 1 || index < HEAD || index + TAIL >= count
}

/// The whole picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// Its width.
    pub width: u16,
    /// Its height.
    pub height: u16,
    /// The client first, then each place in the order in which it is asked.
    pub lanes: Vec<Lane>,
    /// The messages.
    pub arrows: Vec<Arrow>,
    /// What stands beside them, in the same order.
    pub notes: Vec<Note>,
    /// The same in words.
    pub story: String,
}

/// A place that messages go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Where its line is.
    pub x: u16,
    /// "Client", "Server A".
    pub name: &'static str,
    /// Its host, or the client's name.
    pub place: &'static str,
}

impl Lane {
    /// As much of the place as its box has room for.
    #[must_use]
    pub fn label(&self) -> &'static str {
        cut(self.place, NARROW)
    }
}

/// A message on its way; without a way (`from` is `to`) nothing is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrow {
    /// Its number; the same as in the list of messages.
    pub number: u16,
    /// Where it starts.
    pub from: u16,
    /// Where it ends.
    pub to: u16,
    /// How far down.
    pub y: u16,
    /// The status that it has, or 0.
    pub status: u16,
    /// So many notes have been there before this message's, and before the next one's.
    pub notes: (usize, usize),
}

/// How a note is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// The method or the status.
    Head,
    /// The path.
    Path,
    /// What is carried, and other remarks.
    Plain,
    /// What got lost.
    Lost,
}

/// A text beside an arrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// How it is set.
    pub kind: NoteKind,
    /// How far down its base line is.
    pub y: u16,
    /// What it says.
    pub text: &'static str,
}

/// The picture of a journey.
#[must_use]
pub fn sequence(journey: &Journey) -> Sequence {
    let count = journey.steps.len();
    let mut picture = Sequence {
        width: 0,
        height: 58,
        lanes: vec![Lane { x: 1 + BOX, name: "Client", place: journey.client.name }],
        arrows: Vec::new(),
        notes: Vec::new(),
        story: String::new(),
    };
    let mut message = 0;
    for (index, step) in journey.steps.iter().enumerate() {
        let shown = is_shown(index, count);
        if !step.from_cache {
            message += 1;
            if shown {
                picture.request(step, message);
            }
        }
        if step.status.is_some() {
            message += 1;
            if shown {
                picture.response(step, message);
            }
        }
        if shown && index + 1 < count && !is_shown(index + 1, count) {
            picture.skip(count - HEAD - TAIL);
        }
    }
    picture.width = picture.lanes.last().map_or(0, |lane| lane.x + BOX + 1).max(LEAST);
    picture
}

impl Sequence {
    /// The line of a host; a new one if it has none yet.
    fn lane(&mut self, host: &'static str) -> u16 {
        if let Some(lane) = self.lanes.iter().skip(1).find(|lane| lane.place == host) {
            return lane.x;
        }
        let before = self.lanes.len() as u16;
        let letter = usize::from(before.saturating_sub(1) % 26);
        let name = join(&["Server ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ".get(letter..=letter).unwrap_or_default()]);
        let x = 1 + BOX + LANE * before;
        self.lanes.push(Lane { x, name, place: host });
        x
    }

    fn request(&mut self, step: &Step, message: u16) {
        let host = step.url.host_field();
        let to = self.lane(host);
        let head = step.method_before.map_or(step.method, |before| join(&[step.method, ", was ", before]));
        self.tell(&[head, " to ", host]);
        if step.preflight {
            self.note(NoteKind::Plain, "OPTIONS asks first");
        }
        self.note(NoteKind::Head, head);
        self.note(NoteKind::Path, step.url.target());
        let y = self.line();
        self.height += 2;
        match step.way {
            Way::Upgrade => self.note(NoteKind::Plain, "now over https"),
            Way::Downgrade => self.note(NoteKind::Plain, "now over plain http"),
            _ => {}
        }
        match &step.content {
            Sent::Whole(_) => self.note(NoteKind::Plain, "+ body"),
            Sent::Lost(_) => self.note(NoteKind::Lost, "− the body is lost"),
            Sent::None => {}
        }
        for line in step.lines.iter().filter(|line| Set::CREDENTIALS.meets(Set::field(line.name))) {
            match line.fate {
                Fate::Dropped => self.note(NoteKind::Lost, join(&["− ", line.name, " dropped"])),
                _ => self.note(NoteKind::Plain, join(&["+ ", line.name])),
            }
        }
        self.arrow(Arrow { number: message, from: 1 + BOX, to, y, status: 0, notes: (0, 0) });
    }

    fn response(&mut self, step: &Step, message: u16) {
        let status = step.status.unwrap_or_default();
        self.note(NoteKind::Head, number(status));
        self.tell(&[number(status)]);
        let y = self.line();
        let mut from = 1 + BOX;
        if step.from_cache {
            self.note(NoteKind::Plain, "kept from the first visit");
        } else {
            from = self.lane(step.url.host_field());
        }
        if let Some(location) = value_of(&step.answer, "Location") {
            self.height += 2;
            self.note(NoteKind::Plain, join(&["Location: ", location]));
        }
        self.arrow(Arrow { number: message, from, to: 1 + BOX, y, status, notes: (0, 0) });
    }

    /// A gap where a long journey is not shown.
    fn skip(&mut self, count: usize) {
        let text = join(&[number(u16::try_from(count).unwrap_or(u16::MAX)), " more requests"]);
        self.tell(&[text]);
        self.note(NoteKind::Plain, text);
        self.arrow(Arrow { number: 0, from: 0, to: 0, y: self.height, status: 0, notes: (0, 0) });
    }

    /// Room for the arrow itself; where that is.
    fn line(&mut self) -> u16 {
        self.height += 10;
        self.height
    }

    /// Adds a message, to which the notes since the last one belong.
    fn arrow(&mut self, mut arrow: Arrow) {
        arrow.notes = (self.arrows.last().map_or(0, |last| last.notes.1), self.notes.len());
        self.arrows.push(arrow);
        self.height += LINE;
    }

    /// The notes of a message.
    #[must_use]
    pub fn notes_of(&self, arrow: &Arrow) -> &[Note] {
        self.notes.get(arrow.notes.0..arrow.notes.1).unwrap_or_default()
    }

    /// Adds a text on a line of its own.
    #[inline(never)]
    fn note(&mut self, kind: NoteKind, text: &'static str) {
        self.height += LINE;
        self.notes.push(Note { kind, y: self.height, text: cut(text, WIDE) });
        if kind == NoteKind::Lost {
            self.tell(&[text]);
        }
    }

    fn tell(&mut self, parts: &[&str]) {
        if !self.story.is_empty() {
            self.story.push_str("; ");
        }
        self.story.push_str(&parts.concat());
    }
}

/// As much of a text as there is room for.
fn cut(text: &'static str, most: usize) -> &'static str {
    let mut end = 0;
    for (count, (at, _)) in text.char_indices().enumerate() {
        if count + 1 == most {
            end = at;
        }
        if count == most {
            return join(&[text.get(..end).unwrap_or_default(), "…"]);
        }
    }
    text
}
