//! What a browser's cache does with one resource (RFC 9111): answer by itself, ask whether its copy
//! is still good, or fetch it anew.

use super::lists::{number, split};
use super::words::{halves, tell};
use super::{Response, date};
use crate::text::decimal;

/// How long a copy is good without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lifetime {
    /// So many seconds, as `max-age` says.
    Said(i64),
    /// So many seconds, by guess: a tenth of the time since the last change (RFC 9111 4.2.2).
    Guessed(i64),
    /// Not at all: ask each time (`no-cache`, or nothing to go by).
    Ask,
}

/// A copy in the cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The answer.
    pub response: Response,
    /// When it came or was last confirmed, in seconds since 1970.
    pub since: i64,
    /// How long it is good.
    pub lifetime: Lifetime,
}

impl Stored {
    /// How many bytes of content it has.
    #[must_use]
    pub fn size(&self) -> usize {
        self.response.content.as_ref().map_or(0, Vec::len)
    }
}

/// What the reader does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Load {
    /// Follows a link.
    Visit,
    /// Presses reload.
    Reload,
    /// Presses reload with the shift key.
    Force,
}

/// What the cache does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// It answers by itself; the copy is good for so many seconds yet.
    Use(i64),
    /// It sends a request.
    Send {
        /// Its fields but for `Host`, each with a line break in front.
        fields: String,
        /// Why (prose).
        because: &'static str,
    },
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Update {
    /// The copy is confirmed; so many bytes of content were not sent.
    Confirmed(usize),
    /// The content was stored.
    Stored,
    /// The content was shown, and not stored.
    Passed,
}

/// What the cache does for a request at a moment, in seconds since 1970.
#[must_use]
pub fn plan(stored: Option<&Stored>, load: Load, now: i64) -> Plan {
    let mut fields = String::new();
    let because = match (stored, load) {
        (_, Load::Force) => {
            fields.push_str("\nCache-Control: no-cache\nPragma: no-cache");
            "Everything is fetched anew, whatever is stored. [fetch]"
        }
        (None, _) => "Nothing is stored.",
        (Some(stored), _) => {
            let left = left(stored, now);
            if load == Load::Visit && left > 0 {
                return Plan::Use(left);
            }
            let mut because = "The copy has neither a tag nor a date to ask with.";
            for (own, name) in [("ETag", "\nIf-None-Match: "), ("Last-Modified", "\nIf-Modified-Since: ")] {
                if let Some(value) = stored.response.field(own) {
                    tell(&mut fields, &[name, value]);
                    because = if load == Load::Reload {
                        "A reload asks whether the copy is still good. [fetch]"
                    } else {
                        "The copy may be out of date, so the cache asks. [RFC 9111 4.3]"
                    };
                }
            }
            if load == Load::Reload {
                fields.insert_str(0, "\nCache-Control: max-age=0");
            }
            because
        }
    };
    Plan::Send { fields, because }
}

/// For how many seconds a copy is good yet; 0 or less: it has to be asked about.
#[must_use]
pub fn left(stored: &Stored, now: i64) -> i64 {
    match stored.lifetime {
        Lifetime::Said(seconds) | Lifetime::Guessed(seconds) => {
            stored.since.saturating_add(seconds).saturating_sub(now)
        }
        Lifetime::Ask => 0,
    }
}

/// The cache after an answer to a `GET`; what became of the answer.
#[must_use]
pub fn update(slot: &mut Option<Stored>, response: Response, now: i64) -> Update {
    match response.status {
        304 => {
            let Some(stored) = slot else { return Update::Passed };
            stored.since = now;
            // The answer's fields replace those of the copy (RFC 9111 3.2).
            if response.field("Cache-Control").is_some() {
                let modified = stored.response.field("Last-Modified");
                stored.lifetime = lifetime(&response, modified, now).unwrap_or(Lifetime::Ask);
            }
            Update::Confirmed(stored.size())
        }
        200 => {
            let Some(lifetime) = lifetime(&response, response.field("Last-Modified"), now) else {
                *slot = None;
                return Update::Passed;
            };
            *slot = Some(Stored { response, since: now, lifetime });
            Update::Stored
        }
        // An error says nothing about the copy (RFC 9111 4.3.3).
        _ => Update::Passed,
    }
}

/// How long an answer is good; none if it must not be stored.
fn lifetime(response: &Response, modified: Option<&str>, now: i64) -> Option<Lifetime> {
    let mut directives = Vec::new();
    split(response.field("Cache-Control").unwrap_or_default(), b',', &mut directives);
    let mut lifetime = None;
    for directive in directives {
        let (name, value) = halves(directive, b'=');
        if name.eq_ignore_ascii_case("no-store") {
            return None;
        }
        if name.eq_ignore_ascii_case("no-cache") {
            lifetime = Some(Lifetime::Ask);
        }
        if name.eq_ignore_ascii_case("max-age") && lifetime.is_none() {
            // What is no number is as good as stale (RFC 9111 4.2.1).
            let value = value.unwrap_or_default();
            let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
            let seconds = number(bare).unwrap_or(0);
            lifetime = Some(Lifetime::Said(seconds.min(1 << 31) as i64));
        }
    }
    let age = modified.and_then(|modified| date::read(modified, now)).map_or(0, |when| now - when) / 10;
    Some(lifetime.unwrap_or(if age > 0 { Lifetime::Guessed(age) } else { Lifetime::Ask }))
}

/// A request for a resource with the fields of a plan, for [`super::respond`].
#[must_use]
pub fn request(target: &str, host: &str, fields: &str) -> String {
    ["GET ", target, " HTTP/1.1\nHost: ", host, fields].concat()
}

/// "60 s", "5 min", "2 h", "3 d": a time to wait, rounded down.
#[must_use]
pub fn span(seconds: i64) -> String {
    let seconds = usize::try_from(seconds).unwrap_or(0);
    let (count, unit) = match seconds {
        0..120 => (seconds, " s"),
        120..7_200 => (seconds / 60, " min"),
        7_200..172_800 => (seconds / 3_600, " h"),
        _ => (seconds / 86_400, " d"),
    };
    [&decimal(count), unit].concat()
}
