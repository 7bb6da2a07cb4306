//! From a question to the right status code, and back.
//!
//! ```
//! use statuscope_core::decision::{self, Now, Walk};
//! let tree = decision::tree("respond").unwrap();
//! let walk = Walk::start(tree).answer(b'l');
//! assert!(matches!(walk.now(), Now::Result(end) if end.code == 429));
//! assert_eq!(walk.encode(), "respond~now.l");
//! ```
//!
//! A [`Walk`] is a value: each act gives a new one. Links name only the answers that turn off the
//! way, so a question that is added later does not break them (see [`Walk::encode`]). Drawings are
//! geometry only ([`layout`]). It does not know how anything looks, nor what an address is.

mod explain;
mod grid;
mod ladder;
pub mod layout;
mod presets;
mod walk;
mod ways;

pub use explain::explain;
pub use presets::{Found, Results, preset, search};
pub use statuscope_data::decision::{Answer, Ask, At, End, Neighbour, Never, Preset, Step, Stop, Tree};
pub use walk::{Answered, Changed, Decoded, Now, Remaining, RuledOut, Stopped, Walk};
pub use ways::{WhyNot, paths_to, walk_to, why_not};

use statuscope_data::decision::Decisions;
use statuscope_data::packed::{Packed, Reader};
use std::sync::OnceLock;

static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/decisions.pack"));

/// Everything about deciding, unpacked on first use.
fn decisions() -> &'static Decisions {
    static DECISIONS: OnceLock<Decisions> = OnceLock::new();
    DECISIONS.get_or_init(|| Decisions::read(&mut Reader::new(PACK)))
}

/// The trees, in the order in which they are offered.
#[must_use]
pub fn trees() -> &'static [Tree] {
    &decisions().trees
}

/// The tree with an id.
#[must_use]
pub fn tree(id: &str) -> Option<&'static Tree> {
    trees().iter().find(|tree| tree.id == id)
}

/// The everyday situations.
#[must_use]
pub fn presets() -> &'static [Preset] {
    &decisions().presets
}

/// The registered codes that no tree reaches, ascending.
#[must_use]
pub fn unchosen() -> &'static [Never] {
    &decisions().never
}

/// Why nobody should choose a registered code that no tree reaches.
#[must_use]
pub fn never(code: u16) -> Option<&'static Never> {
    unchosen().iter().find(|never| never.code == code)
}
