//! The one place where values of the domain turn into CSS classes.

use statuscope_core::model::{Entry, Level, NoteKind};

/// The hue of a class; numbers outside the classes have none.
#[must_use]
pub const fn hue(digit: u8) -> &'static str {
    match digit {
        1 => "k1",
        2 => "k2",
        3 => "k3",
        4 => "k4",
        5 => "k5",
        _ => "k0",
    }
}

/// The hue of a code.
#[must_use]
pub const fn hue_of(code: u16) -> &'static str {
    hue((code / 100) as u8)
}

/// How an entry is printed: everyday bold, rare regular, off italic, vendor dotted.
#[must_use]
pub const fn entry(entry: &Entry) -> &'static str {
    if !entry.is_in_registry() {
        "vendor rare"
    } else if entry.is_off() {
        "off rare"
    } else if entry.everyday {
        ""
    } else {
        "rare"
    }
}

/// A requirement level.
#[must_use]
pub const fn level(level: Level) -> &'static str {
    match level {
        Level::Must | Level::MustNot => "must",
        Level::Should | Level::ShouldNot => "should",
        Level::May => "may",
        Level::Usual | Level::Draft | Level::Convention => "quiet",
    }
}

/// A callout.
#[must_use]
pub const fn note(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Memory => "note hook",
        _ => "note",
    }
}

/// What a callout is called.
#[must_use]
pub const fn note_label(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Memory => "Memory hook",
        NoteKind::Interview => "In an interview",
        NoteKind::Mistake => "Mistake",
        NoteKind::Measured => "Measured",
        NoteKind::History => "History",
    }
}
