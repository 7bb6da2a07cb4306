//! Whether a client keeps a redirect for the next visit (RFC 9111 3 and 4.2).

use super::exchange::Hop;
use super::words::pieces;
use crate::clients::CachePolicy;
use crate::sets::Set;
use crate::text::split_once;

/// Whether the redirect answers the next visit without a request.
pub fn keeps(policy: &CachePolicy, hop: &Hop) -> bool {
    let mut fresh = hop.field("Expires").is_some();
    for directive in pieces(hop.field("Cache-Control").unwrap_or_default(), b',') {
        let (name, value) = split_once(directive, "=").unwrap_or((directive, ""));
        if name.eq_ignore_ascii_case("no-store") || name.eq_ignore_ascii_case("no-cache") {
            return false;
        }
        if name.eq_ignore_ascii_case("max-age") {
            if value.bytes().all(|digit| matches!(digit, b'0' | b'"')) {
                return false;
            }
            fresh = true;
        }
    }
    let status = Set::status(hop.status);
    (fresh && policy.fresh.meets(status))
        || (hop.field("Last-Modified").is_some() && policy.modified.meets(status))
        || policy.bare.meets(status)
}
