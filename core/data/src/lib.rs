//! The shape of what Statuscope knows, and the packed form in which it travels.
//!
//! People edit `data/*.toml`. With the feature `author`, [`author::read`] checks those files and
//! turns them into the types of [`model`]; the build packs them ([`packed`]) into one byte string,
//! which the core unpacks on first use. Without the feature this crate is only the types and the
//! reader, so nothing of TOML or of the checks reaches the browser.
//!
//! It does not know how to search, to route or to draw.

#[cfg(feature = "author")]
pub mod author;
pub mod classroom;
pub mod clients;
pub mod comparison;
pub mod decision;
pub mod gateways;
pub mod labs;
pub mod message;
pub mod model;
pub mod packed;
pub mod policy_words;
pub mod prose;
pub mod sets;
pub mod text;
