//! What labs that go step by step have in common.

use super::Bench;
use crate::server::date;
use crate::text::decimal;

/// "12:00:30"
pub fn clock(now: i64) -> String {
    date::written(now).get(17..25).unwrap_or_default().to_owned()
}

/// The steps that were taken: their letters, and what they are called.
pub fn taken(bench: &Bench, key: &str) -> Vec<(u8, &'static str)> {
    let mut taken = Vec::new();
    let Some(control) = bench.lab().controls.iter().find(|control| control.key == key) else { return taken };
    for letter in bench.get(key).bytes() {
        for choice in &control.choices {
            if choice.word.as_bytes() == [letter] {
                taken.push((letter, choice.text));
            }
        }
    }
    taken
}

/// "2. Reload, 12:00:30"
pub fn title(place: usize, name: &str, now: i64) -> String {
    [&decimal(place + 1), ". ", name, ", ", &clock(now)].concat()
}
