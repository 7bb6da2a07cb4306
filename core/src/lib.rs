//! What HTTP status codes mean, and what can be worked out about them.
//!
//! ```
//! use statuscope_core::{catalog, search::Index};
//! let index = Index::new(&catalog::dataset().entries);
//! let results = index.search("unprocesable");
//! assert_eq!(results.hits[0].entry.code, 422);
//! ```
//!
//! Pure: no browser, no I/O, no clock, no randomness. Whoever calls passes everything in. It does
//! not know how anything is drawn.

pub mod catalog;
pub mod compare;
pub mod constant;
pub mod decision;
pub mod explore;
pub mod form;
pub mod gateway;
pub mod glance;
pub mod lab;
pub mod map;
pub mod qr;
pub mod quiz;
pub mod redirect;
pub mod reference;
pub mod search;
pub mod server;
pub mod transcript;
mod words;

pub use statuscope_data::{clients, message, model, prose, sets, text};
