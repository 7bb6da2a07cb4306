//! How what a client does stands to RFC 9110 15.4.

use super::exchange::Standing;
use super::keep::join;
use super::words::number;

/// What a client made of a request when it followed a redirect.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The status.
    pub status: u16,
    /// The method before.
    pub before: &'a str,
    /// The method after.
    pub after: &'a str,
    /// Whether content was lost on the way.
    pub content_lost: bool,
}

/// Where RFC 9110 defines a redirect.
pub fn section(status: u16) -> &'static str {
    match status {
        300..=308 => join(&["RFC 9110 15.4.", number(status - 299)]),
        _ => "RFC 9110 15.4",
    }
}

/// How following like this stands to RFC 9110, and where it says so.
pub fn of_following(change: Change<'_>) -> (Standing, &'static str) {
    let Change { status, before, after, content_lost } = change;
    let by = section(status);
    let same = before == after && !content_lost;
    let standing = match status {
        303 if after == "HEAD" || (after == "GET" && before != "HEAD") => Standing::AsSpecified,
        303 if after == "GET" => Standing::Permitted,
        303 => Standing::Beyond,
        301 | 302 | 307 | 308 if same => Standing::AsSpecified,
        301 | 302 if before == "POST" && after == "GET" => Standing::Permitted,
        301 | 302 | 307 | 308 => Standing::Beyond,
        // "even if the specific status code is not understood"
        300 if same => Standing::Permitted,
        _ if same => return (Standing::Permitted, "RFC 9110 15.4"),
        _ => return (Standing::Beyond, "RFC 9110 15.4"),
    };
    (standing, by)
}
