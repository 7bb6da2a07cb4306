//! Whether a client keeps a redirect for the next visit (RFC 9111 3 and 4.2).

use super::exchange::Hop;
use crate::clients::CachePolicy;

/// Whether the redirect answers the next visit without a request.
pub fn keeps(policy: &CachePolicy, hop: &Hop) -> bool {
    let mut fresh = hop.field("Expires").is_some();
    for directive in hop.field("Cache-Control").into_iter().flat_map(|value| value.split(',')).map(str::trim) {
        let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
        if name.eq_ignore_ascii_case("no-store") || name.eq_ignore_ascii_case("no-cache") {
            return false;
        }
        if name.eq_ignore_ascii_case("max-age") {
            if value.trim_matches('"').bytes().all(|digit| digit == b'0') {
                return false;
            }
            fresh = true;
        }
    }
    (fresh && policy.fresh.contains(&hop.status))
        || (hop.field("Last-Modified").is_some() && policy.modified.contains(&hop.status))
        || policy.bare.contains(&hop.status)
}
