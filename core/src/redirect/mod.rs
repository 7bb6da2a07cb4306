//! What a client does with redirects, acted out: a request, some redirects, a client, a journey.
//!
//! ```
//! use statuscope_core::redirect::{Content, Hop, Outcome, Request, client, follow};
//! let request = Request {
//!     method: "POST",
//!     url: "https://api.example.com/orders",
//!     content: Content::Buffered("{}"),
//!     ..Request::default()
//! };
//! let journey = follow(client("requests").unwrap(), &request, &[Hop::new(301, "/v2/orders")]);
//! assert_eq!(journey.outcome, Outcome::Arrived);
//! assert_eq!(journey.steps[1].method, "GET");
//! ```
//!
//! The clients are data (`data/clients/*.toml`); this module knows none of them by name. Every
//! explanation is a [`Journey`] told: each step has the message, what became of each line, and the
//! rules that were applied. Nothing is sent anywhere.

mod browser;
mod cache;
mod cookies;
mod decide;
mod exchange;
mod fields;
mod keep;
mod location;
mod matrix;
mod place;
mod recommend;
mod reproduce;
mod scenario;
mod sequence;
mod standing;
mod url;
mod verdict;
mod walk;
mod words;

pub use exchange::{
    Because, Content, Fate, Field, Fired, Hop, Journey, Line, Mode, Outcome, Page, RedirectMode, Request, Sent,
    Standing, Step, Way,
};
pub(crate) use fields::base64;
pub(crate) use keep::join;
pub use keep::keep;
pub use location::from_bytes;
pub use matrix::{
    ALL_STATUSES, Arrival, Arrived, Cell, METHODS, Row, STATUSES, arrival, client_matrix, matrix, strip, whole,
};
pub use recommend::{Recommendation, recommend};
pub use reproduce::reproduce;
pub use scenario::{Body, Lies, MAX_HOPS, Scenario};
pub use sequence::{Arrow, Lane, Note, NoteKind, Sequence, is_shown, sequence};
pub use url::{Style, Url, UrlFault};
pub use verdict::{Verdict, VerdictKind, is_circle, reason, verdict};

pub(crate) use words::fill;

use crate::clients::{Client, Preset, Redirects};
use statuscope_data::packed::{Packed, Reader};
use std::sync::OnceLock;

static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/redirects.pack"));

/// Everything about redirects, unpacked on first use.
fn redirects() -> &'static Redirects {
    static REDIRECTS: OnceLock<Redirects> = OnceLock::new();
    REDIRECTS.get_or_init(|| Redirects::read(&mut Reader::new(PACK)))
}

/// The clients, in the order in which they are listed.
#[must_use]
pub fn clients() -> &'static [Client] {
    &redirects().clients
}

/// Redirects worth looking at.
#[must_use]
pub fn presets() -> &'static [Preset] {
    &redirects().presets
}

/// The client with this id.
#[must_use]
pub fn client(id: &str) -> Option<&'static Client> {
    clients().iter().find(|client| client.id == id)
}

/// The Fetch standard: what the others are compared with.
#[must_use]
pub fn fetch() -> Option<&'static Client> {
    client("fetch")
}

/// What becomes of `request` when the servers answer with `hops`. Total: whatever is in the request
/// or in `Location`, there is a journey with an outcome, and it ends.
#[must_use]
pub fn follow(client: &'static Client, request: &Request, hops: &[Hop]) -> Journey {
    walk::walk(client, request, hops, &[])
}

/// The same request once more, with what the client kept from the first time.
#[must_use]
pub fn follow_again(client: &'static Client, request: &Request, hops: &[Hop]) -> Journey {
    walk::walk(client, request, hops, &follow(client, request, hops).kept)
}
