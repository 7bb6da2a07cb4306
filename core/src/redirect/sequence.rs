//! The journey as a picture: who says what to whom, from top to bottom.
//!
//! Only geometry and words, in CSS pixels. A lane is a place; an arrow is a message. A long journey
//! shows its beginning and its end.

use super::exchange::{Fate, Journey, Sent, Step, Way};
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrow {
    /// Its number; the same as in the list of messages.
    pub number: u16,
    /// Where it starts.
    pub from: u16,
    /// Where it ends.
    pub to: u16,
    /// How far down.
    pub y: u16,
    /// The status that it has.
    pub status: Option<u16>,
    /// What stands beside it.
    pub notes: Vec<Note>,
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
        let mut notes = Vec::new();
        if step.preflight {
            note(&mut notes, &mut self.height, NoteKind::Plain, "OPTIONS asks first");
        }
        note(&mut notes, &mut self.height, NoteKind::Head, head);
        note(&mut notes, &mut self.height, NoteKind::Path, step.url.target());
        self.height += 10;
        let y = self.height;
        self.height += 2;
        match step.way {
            Way::Upgrade => note(&mut notes, &mut self.height, NoteKind::Plain, "now over https"),
            Way::Downgrade => note(&mut notes, &mut self.height, NoteKind::Plain, "now over plain http"),
            _ => {}
        }
        match &step.content {
            Sent::Whole(_) => note(&mut notes, &mut self.height, NoteKind::Plain, "+ body"),
            Sent::Lost(_) => self.lost(&mut notes, "− the body is lost"),
            Sent::None => {}
        }
        for line in step.lines.iter().filter(|line| Set::CREDENTIALS.meets(Set::field(line.name))) {
            match line.fate {
                Fate::Dropped => self.lost(&mut notes, join(&["− ", line.name, " dropped"])),
                _ => note(&mut notes, &mut self.height, NoteKind::Plain, join(&["+ ", line.name])),
            }
        }
        let from = self.lanes.first().map_or(0, |lane| lane.x);
        self.arrows.push(Arrow { number: message, from, to, y, status: None, notes });
        self.height += LINE;
    }

    fn lost(&mut self, notes: &mut Vec<Note>, text: &'static str) {
        note(notes, &mut self.height, NoteKind::Lost, text);
        self.tell(&[text]);
    }

    fn response(&mut self, step: &Step, message: u16) {
        let (to, status) = (self.lanes.first().map_or(0, |lane| lane.x), step.status.unwrap_or_default());
        let mut notes = Vec::new();
        note(&mut notes, &mut self.height, NoteKind::Head, number(status));
        self.height += 10;
        let y = self.height;
        let mut from = to;
        if step.from_cache {
            note(&mut notes, &mut self.height, NoteKind::Plain, "kept from the first visit");
        } else {
            from = self.lane(step.url.host_field());
        }
        if let Some(location) = step.answer.iter().find(|field| field.is("Location")) {
            self.height += 2;
            note(&mut notes, &mut self.height, NoteKind::Plain, join(&["Location: ", location.value]));
        }
        self.tell(&[number(status)]);
        self.arrows.push(Arrow { number: message, from, to, y, status: step.status, notes });
        self.height += LINE;
    }

    /// A gap where a long journey is not shown.
    fn skip(&mut self, count: usize) {
        let text = join(&[number(u16::try_from(count).unwrap_or(u16::MAX)), " more requests"]);
        self.tell(&[text]);
        let mut notes = Vec::new();
        note(&mut notes, &mut self.height, NoteKind::Plain, text);
        self.arrows.push(Arrow { number: 0, from: 0, to: 0, y: self.height, status: None, notes });
        self.height += LINE;
    }

    fn tell(&mut self, parts: &[&str]) {
        if !self.story.is_empty() {
            self.story.push_str("; ");
        }
        self.story.push_str(&parts.concat());
    }
}

/// Adds a text on a line of its own.
fn note(notes: &mut Vec<Note>, y: &mut u16, kind: NoteKind, text: &'static str) {
    *y += LINE;
    notes.push(Note { kind, y: *y, text: cut(text, WIDE) });
}

/// As much of a text as there is room for.
fn cut(text: &'static str, most: usize) -> &'static str {
    match (text.char_indices().nth(most - 1), text.char_indices().nth(most)) {
        (Some((end, _)), Some(_)) => join(&[text.get(..end).unwrap_or_default(), "…"]),
        _ => text,
    }
}
