//! The four facts under a code's name.

use crate::model::{CachingRule, Entry, FieldRule, Level, Retry, Side};

/// The field that matters most on the response, strongest level first. What any response may have
/// does not matter: of those with MAY, only the ones that have a `short` word in the data.
#[must_use]
pub fn main_field(entry: &Entry) -> Option<&FieldRule> {
    let asked = [Level::Must, Level::Should, Level::May];
    let matters = |field: &&FieldRule| field.level != Level::May || !field.short.is_empty();
    let on_response = || entry.fields.iter().filter(|field| field.on == Side::Response).filter(matters);
    asked.iter().find_map(|level| on_response().find(|field| field.level == *level))
}

/// What a cache may do: a few words, and what qualifies them.
#[must_use]
pub const fn caching(entry: &Entry) -> (&'static str, &'static str) {
    match entry.caching.rule {
        CachingRule::Explicit if entry.code == 304 => ("Not kept", "it refreshes the stored copy"),
        CachingRule::Heuristic => ("May be cached", "even without being told how long"),
        CachingRule::Explicit => ("Only when told to", "by Cache-Control or Expires"),
        CachingRule::Never => ("Must not be stored", "by any cache"),
        CachingRule::Interim => ("Never stored", "an interim response"),
    }
}

/// What a cache may do, as a sentence.
#[must_use]
pub const fn caching_sentence(entry: &Entry) -> &'static str {
    match entry.caching.rule {
        CachingRule::Explicit if entry.code == 304 => "A cache does not keep it, but the copy that it confirms:",
        CachingRule::Heuristic => {
            "A cache may store this response and reuse it for a time of its own guess, unless the response says otherwise."
        }
        CachingRule::Explicit => {
            "A cache may reuse this response only if it says so itself, with `Cache-Control` or `Expires`."
        }
        CachingRule::Never => "A cache MUST NOT store this response, whatever its other header fields say.",
        CachingRule::Interim => "An interim response is never stored; caches store final responses only.",
    }
}

/// Whether to send the same request again, as a sentence (prose); empty where that is no question.
#[must_use]
pub const fn retry_sentence(retry: Retry) -> &'static str {
    match retry {
        Retry::NotApplicable | Retry::NotNeeded | Retry::Undefined => "",
        Retry::No => "The same request again gets the same answer.",
        Retry::Yes => "The same request may be sent again at once.",
        Retry::Later => "The same request may be sent again after a while.",
        Retry::AfterChange => "Send it again only after changing the request.",
        Retry::AfterLogin => "Send it again once you have logged in.",
        Retry::Credentials => "Send it again with credentials, or with other ones.",
        Retry::Follow => "Go on to the address in `Location`.",
        Retry::FollowUp => "Ask for what is still missing.",
        Retry::PerPart => "Read the status of each part.",
        Retry::IfRetryAfter => "Send it again only if `Retry-After` says that this will pass.",
        Retry::OtherConnection => "Send it again over another connection.",
        Retry::IdempotentOnly => {
            "Send it again automatically only if twice is the same as once, as with `GET`, `PUT`, `DELETE`: it may have been carried out."
        }
        Retry::UserAction => "Send it again only when the user asks for it again.",
    }
}

#[cfg(test)]
mod tests {
    use super::main_field;
    use crate::catalog::entry;

    #[test]
    fn only_what_belongs_to_the_code_is_named() {
        let named = |code| entry(code).and_then(main_field).map(|field| field.name);
        for (code, field) in [
            (401, Some("WWW-Authenticate")),
            (405, Some("Allow")),
            (429, Some("Retry-After")),
            (503, Some("Retry-After")),
            // Any response may carry it (RFC 9110, 11.6.1); naming it here made 403 look like 401.
            (403, None),
            (404, None),
        ] {
            assert_eq!(named(code), field, "{code}");
        }
    }
}
