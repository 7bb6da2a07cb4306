//! From what somebody types to the codes they mean, best first.
//!
//! Ranked, deterministic, tolerant of typing errors. Every text of an entry is findable; what people
//! look for by (number, name, symptoms) weighs most. The caller gets the places to mark, not markup.

mod index;
mod marks;
mod query;
mod term;
mod texts;

pub use index::{Found, Hit, Index, Results};
pub use marks::{Mark, marks};
pub use query::{MAX_BYTES, MAX_WORDS, Query};
pub use term::Term;
