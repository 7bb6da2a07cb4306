//! What a client sees when the server behind a gateway fails.
//!
//! ```
//! use statuscope_core::gateway;
//! let (refused, nginx) = (gateway::failure("refuse").unwrap(), gateway::gateway("nginx").unwrap());
//! assert_eq!(gateway::seen(nginx, refused).unwrap().status, 502);
//! assert_eq!(refused.recommended, 502);
//! ```

pub use statuscope_data::gateways::{Ending, Failure, Gateway, Link, Seen};

use statuscope_data::gateways::Gateways;
use statuscope_data::packed::{Packed, Reader};
use std::sync::OnceLock;

static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gateways.pack"));

/// Everything about gateways, unpacked on first use.
fn all() -> &'static Gateways {
    static GATEWAYS: OnceLock<Gateways> = OnceLock::new();
    GATEWAYS.get_or_init(|| Gateways::read(&mut Reader::new(PACK)))
}

/// The gateways, in the order in which they are listed: first those that were measured.
#[must_use]
pub fn gateways() -> &'static [Gateway] {
    &all().gateways
}

/// The ways to fail, in the order in which they are listed.
#[must_use]
pub fn failures() -> &'static [Failure] {
    &all().failures
}

/// The gateway with an id.
#[must_use]
pub fn gateway(id: &str) -> Option<&'static Gateway> {
    gateways().iter().find(|gateway| gateway.id == id)
}

/// The failure with an id.
#[must_use]
pub fn failure(id: &str) -> Option<&'static Failure> {
    failures().iter().find(|failure| failure.id == id)
}

/// What a client sees of a failure through a gateway; none where it is not known.
#[must_use]
pub fn seen(gateway: &'static Gateway, failure: &Failure) -> Option<&'static Seen> {
    let index = failures().iter().position(|other| other.id == failure.id)?;
    gateway.seen.iter().find(|seen| usize::from(seen.failure) == index)
}

/// How many of the measured gateways show something else of the same failure.
#[must_use]
pub fn differing(gateway: &'static Gateway, failure: &Failure) -> usize {
    let Some(own) = seen(gateway, failure) else { return 0 };
    let differs = |other: &Seen| (other.status, other.ending, other.then) != (own.status, own.ending, own.then);
    let mut count = 0;
    for other in gateways() {
        if other.is_measured() && seen(other, failure).is_some_and(differs) {
            count += 1;
        }
    }
    count
}
