//! Whether a client keeps a redirect for the next visit (RFC 9111 3 and 4.2).

use super::exchange::Hop;
use super::words::parameter;
use crate::clients::CachePolicy;
use crate::sets::Set;

/// Whether the redirect answers the next visit without a request.
pub fn keeps(policy: &CachePolicy, hop: &Hop) -> bool {
    let says = hop.field("Cache-Control").unwrap_or_default();
    let directive = |name| parameter(says, b',', name);
    let age = directive("max-age");
    if directive("no-store").is_some()
        || directive("no-cache").is_some()
        || age.is_some_and(|age| age.bytes().all(|digit| matches!(digit, b'0' | b'"')))
    {
        return false;
    }
    let fresh = age.is_some() || hop.field("Expires").is_some();
    let status = Set::status(hop.status);
    (fresh && policy.fresh.meets(status))
        || (hop.field("Last-Modified").is_some() && policy.modified.meets(status))
        || policy.bare.meets(status)
}
