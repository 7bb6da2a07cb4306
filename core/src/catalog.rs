//! The shelf: look a number up.

use crate::model::{ClassInfo, Dataset, Entry};
use statuscope_data::packed::{Packed, Reader};
use std::sync::OnceLock;

static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dataset.pack"));

/// Everything that is known, unpacked on first use (under a millisecond).
pub fn dataset() -> &'static Dataset {
    static DATASET: OnceLock<Dataset> = OnceLock::new();
    DATASET.get_or_init(|| Dataset::read(&mut Reader::new(PACK)))
}

/// The entry of a number that has one.
#[must_use]
pub fn entry(code: u16) -> Option<&'static Entry> {
    let entries = &dataset().entries;
    let at = entries.binary_search_by_key(&code, |entry| entry.code).ok()?;
    entries.get(at)
}

/// The class that a first digit stands for.
#[must_use]
pub fn class(digit: u8) -> Option<&'static ClassInfo> {
    dataset().classes.iter().find(|class| class.digit == digit)
}

/// What there is to say about a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// It has a page.
    Known(&'static Entry),
    /// Nobody has given it a meaning: a client treats it as the x00 code of its class (RFC 9110 15).
    Unassigned {
        /// Its class.
        class: &'static ClassInfo,
        /// The code that clients treat it as.
        treat_as: u16,
    },
    /// Not within 100 to 599, so no valid status code; a client should treat it as a 5xx (RFC 9110 15).
    Outside,
}

/// Looks a number up; every number has an answer.
#[must_use]
pub fn look_up(code: u16) -> Lookup {
    if let Some(entry) = entry(code) {
        return Lookup::Known(entry);
    }
    let class = u8::try_from(code / 100).ok().and_then(class);
    class.map_or(Lookup::Outside, |class| Lookup::Unassigned { class, treat_as: u16::from(class.digit) * 100 })
}

/// The codes of a class that have an entry, ascending.
pub fn of_class(digit: u8) -> impl DoubleEndedIterator<Item = &'static Entry> {
    dataset().entries.iter().filter(move |entry| entry.class() == digit)
}

/// The known codes next to `code`, below and above.
#[must_use]
pub fn neighbours(code: u16) -> (Option<&'static Entry>, Option<&'static Entry>) {
    let entries = &dataset().entries;
    let below = entries.iter().rev().find(|entry| entry.code < code);
    (below, entries.iter().find(|entry| entry.code > code))
}

/// How many codes stand in the registry.
#[must_use]
pub fn registered_count() -> usize {
    dataset().entries.iter().filter(|entry| entry.is_in_registry()).count()
}
