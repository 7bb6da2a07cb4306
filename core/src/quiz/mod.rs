//! Practising: questions made of what the app knows, rounds of them, a memory of what was wrong,
//! and lessons.
//!
//! ```
//! use statuscope_core::quiz::Round;
//! let (round, left_out) = Round::parse("set=redirects&seed=7&n=10");
//! assert!(left_out.is_empty());
//! let questions = round.questions();
//! assert_eq!(questions.len(), 10);
//! assert!(questions.iter().all(|question| question.choices.len() == 4));
//! ```
//!
//! Nothing is written twice: situations are the ends of decision trees, meanings those of the
//! dataset, journeys are acted out, failures were measured, and a broken exchange is an example
//! with one rule broken. Pure: chance comes from a seed ([`Chance`]), days from outside.

mod chance;
mod codes;
mod exchange;
pub mod lesson;
pub mod memory;
mod order;
mod pool;
mod question;
mod round;

pub use chance::Chance;
pub use pool::{Item, Kind, find, items};
pub use question::{Choice, Question};
pub use round::{LEVELS, LeftOut, MOST, Round, SETS, Set, USUAL};

use statuscope_data::classroom::Classroom;
use statuscope_data::packed::{Packed, Reader};
use std::sync::OnceLock;

static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/classroom.pack"));

/// What the classroom has of its own, unpacked on first use.
fn data() -> &'static Classroom {
    static CLASSROOM: OnceLock<Classroom> = OnceLock::new();
    CLASSROOM.get_or_init(|| Classroom::read(&mut Reader::new(PACK)))
}
