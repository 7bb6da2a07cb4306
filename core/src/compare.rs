//! Two to five codes side by side.
//!
//! ```
//! use statuscope_core::compare::{self, Chosen};
//! let Chosen { entries, .. } = compare::choose("401-403");
//! assert_eq!(entries.len(), 2);
//! assert_eq!(compare::ready(&entries).unwrap().lab, "identity");
//! ```

pub use statuscope_data::comparison::Comparison;

use crate::catalog;
use crate::model::{Entry, Level, NoteKind};
use crate::words::push_number;
use statuscope_data::comparison::Comparisons;
use statuscope_data::packed::{Packed, Reader};
use std::sync::OnceLock;

/// How many codes fit side by side.
pub const MOST: usize = 5;

static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/comparisons.pack"));

/// The ready comparisons, in the order in which they are offered.
pub fn comparisons() -> &'static [Comparison] {
    static ALL: OnceLock<Comparisons> = OnceLock::new();
    &ALL.get_or_init(|| Comparisons::read(&mut Reader::new(PACK))).all
}

/// What an address names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The codes that are known, in the order of the address, each once, at most [`MOST`].
    pub entries: Vec<&'static Entry>,
    /// What could not be used, and why.
    pub left_out: Vec<(String, &'static str)>,
}

/// Reads `401-403`. Total: what cannot be used is told.
#[must_use]
pub fn choose(text: &str) -> Chosen {
    let mut chosen = Chosen { entries: Vec::new(), left_out: Vec::new() };
    for part in text.split(['-', ',', '+', ' ', '/']) {
        if part.is_empty() {
            continue;
        }
        let digits = part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
        let number = part
            .bytes()
            .fold(0, |sum: u16, byte| sum.wrapping_mul(10).wrapping_add(u16::from(byte.wrapping_sub(b'0'))));
        let entry = if digits { catalog::entry(number) } else { None };
        let why = match entry {
            None if !digits => "is no status code of three digits",
            None => "has no page: nobody has given it a meaning",
            Some(entry) if chosen.entries.iter().any(|other| other.code == entry.code) => "is there already",
            Some(_) if chosen.entries.len() == MOST => "is one too many: five codes fit side by side",
            Some(entry) => {
                chosen.entries.push(entry);
                continue;
            }
        };
        chosen.left_out.push((part.to_owned(), why));
    }
    chosen
}

/// As [`choose`] reads it: `401-403`.
#[must_use]
pub fn path(codes: &[u16]) -> String {
    let mut path = String::new();
    for code in codes {
        if !path.is_empty() {
            path.push('-');
        }
        push_number(&mut path, *code);
    }
    path
}

/// The ready comparison of exactly these codes, in any order.
#[must_use]
pub fn ready(entries: &[&Entry]) -> Option<&'static Comparison> {
    let same = |comparison: &&Comparison| {
        comparison.codes.len() == entries.len() && entries.iter().all(|entry| comparison.codes.contains(&entry.code))
    };
    comparisons().iter().find(same)
}

/// What two codes of any comparison say about each other on their pages.
#[must_use]
pub fn difference(one: &'static Entry, other: u16) -> Option<&'static str> {
    one.confused.iter().find(|confusion| confusion.with == other).map(|confusion| confusion.difference)
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// What it says.
    Meaning,
    /// When to answer with it.
    When,
    /// What must or should come with it.
    Carries,
    /// What follows the header section.
    Content,
    /// What a cache may do.
    Caching,
    /// What the client does next.
    Next,
    /// A frequent mistake.
    Mistake,
    /// A line to remember it by.
    Hook,
}

impl Topic {
    /// All rows, in their order.
    pub const ALL: [Self; 8] =
        [Self::Meaning, Self::When, Self::Carries, Self::Content, Self::Caching, Self::Next, Self::Mistake, Self::Hook];

    /// What a code says to it: lines of prose, none where there is nothing to say. A field comes
    /// with its level, so that a page can set it.
    #[must_use]
    pub fn of(self, entry: &'static Entry) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut push = |text: &'static str, level: Option<Level>, source: &'static str| {
            if !text.is_empty() {
                lines.push(Line { text, level, source });
            }
        };
        match self {
            Self::Meaning => push(entry.lead, None, ""),
            Self::When => {
                for text in &entry.use_when {
                    push(text, None, "");
                }
            }
            Self::Carries => {
                for field in &entry.fields {
                    if field.on == crate::model::Side::Response
                        && matches!(field.level, Level::Must | Level::MustNot | Level::Should)
                    {
                        push(field.name, Some(field.level), field.source);
                    }
                }
            }
            Self::Content => push(entry.content.says, None, entry.content.source),
            Self::Caching => push(entry.caching.says, None, entry.caching.source),
            Self::Next => {
                push(entry.next.action, None, entry.next.source);
                push(entry.next.how, None, "");
            }
            Self::Mistake | Self::Hook => {
                let kind = if self == Self::Hook { NoteKind::Memory } else { NoteKind::Mistake };
                for note in &entry.notes {
                    if note.kind == kind {
                        push(note.text, None, "");
                    }
                }
            }
        }
        lines
    }
}

/// A line of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The text (prose), or the names of fields.
    pub text: &'static str,
    /// How strongly a field is asked for.
    pub level: Option<Level>,
    /// Where it is stated, may be empty.
    pub source: &'static str,
}
