//! The labs: small scenes with a server in them, to be tried out.
//!
//! ```
//! use statuscope_core::lab::{self, Bench};
//! let mut bench = Bench::of(lab::lab("validate").unwrap());
//! assert!(bench.set("body", "{ \"age\": -5 }"));
//! assert_eq!(bench.run().status, 422);
//! ```
//!
//! What a lab has to say and to set is data (`data/labs`). How it is set is a [`Bench`], which is
//! all in the address. [`Bench::run`] makes a [`Scene`] of it: what was sent, what came back, and
//! which check decided. The clock stands at [`NOW`]; where time passes, steps that were taken say so.

// To set some fields is less code in the wasm than to copy all the others.
#![allow(clippy::field_reassign_with_default)]

mod bench;
mod cache;
pub(crate) mod gateway;
mod gone;
mod graphql;
mod identity;
mod query;
mod range;
mod rate;
mod scene;
mod steps;
mod upgrade;
mod validate;
mod write;

pub use crate::gateway::Link;
pub use bench::Bench;
pub use scene::{Cell, Exchange, Figure, Lane, Scene, Way, compose};
pub use statuscope_data::labs::{Choice, Control, Goal, Kind, Lab, Note, Preset, Setting};

use statuscope_data::labs::Labs;
use statuscope_data::packed::{Packed, Reader};
use std::sync::OnceLock;

static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/labs.pack"));

/// The clock of all labs, in seconds since 1970: noon of 22 November 2026, UTC.
pub const NOW: i64 = 1_795_348_800;

/// The host of all servers.
pub const HOST: &str = "shop.example";

/// The labs, in the order in which they are offered.
#[must_use]
pub fn labs() -> &'static [Lab] {
    static LABS: OnceLock<Labs> = OnceLock::new();
    &LABS.get_or_init(|| Labs::read(&mut Reader::new(PACK))).all
}

/// The lab with an id.
#[must_use]
pub fn lab(id: &str) -> Option<&'static Lab> {
    labs().iter().find(|lab| lab.id == id)
}

/// The labs that teach a code.
#[must_use]
pub fn with_code(code: u16) -> Vec<&'static Lab> {
    let mut found = Vec::new();
    for lab in labs() {
        if lab.codes.contains(&code) {
            found.push(lab);
        }
    }
    found
}

/// What each lab makes of how it is set.
fn run(bench: &Bench) -> Scene {
    let mut scene = Scene::default();
    let run = match bench.lab().id {
        "gone" => gone::run,
        "graphql" => graphql::run,
        "identity" => identity::run,
        "cache" => cache::run,
        "range" => range::run,
        "rate" => rate::run,
        "gateway" => gateway::run,
        "upgrade" => upgrade::run,
        "validate" => validate::run,
        "write" => write::run,
        _ => return scene,
    };
    run(bench, &mut scene);
    scene
}

#[cfg(test)]
mod tests;
