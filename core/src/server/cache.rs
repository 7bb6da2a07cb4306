//! What a browser's cache does with one resource (RFC 9111): answer by itself, ask whether its copy
//! is still good, or fetch it anew.

use super::lists::{number, split};
use super::{Field, Response, date};
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
    /// `ETag`, may be empty.
    pub tag: String,
    /// `Last-Modified`, may be empty.
    pub modified: String,
    /// When it came or was last confirmed, in seconds since 1970.
    pub since: i64,
    /// How long it is good.
    pub lifetime: Lifetime,
    /// The content.
    pub content: Vec<u8>,
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
    /// It sends the request with these fields.
    Send {
        /// The fields.
        fields: Vec<Field>,
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
    let field = |name, value: &str| Field { name, value: value.to_owned() };
    let mut fields = Vec::new();
    if load == Load::Force {
        fields.push(field("Cache-Control", "no-cache"));
        fields.push(field("Pragma", "no-cache"));
        return Plan::Send { fields, because: "Everything is fetched anew, whatever is stored. [fetch]" };
    }
    let Some(stored) = stored else { return Plan::Send { fields, because: "Nothing is stored." } };
    let left = left(stored, now);
    if load == Load::Visit && left > 0 {
        return Plan::Use(left);
    }
    if load == Load::Reload {
        fields.push(field("Cache-Control", "max-age=0"));
    }
    if !stored.tag.is_empty() {
        fields.push(field("If-None-Match", &stored.tag));
    }
    if !stored.modified.is_empty() {
        fields.push(field("If-Modified-Since", &stored.modified));
    }
    let because = if stored.tag.is_empty() && stored.modified.is_empty() {
        "The copy has neither a tag nor a date to ask with."
    } else if load == Load::Reload {
        "A reload asks whether the copy is still good. [fetch]"
    } else {
        "The copy may be out of date, so the cache asks. [RFC 9111 4.3]"
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

/// The cache after an answer to a `GET`: what it holds, and what became of the answer.
#[must_use]
pub fn update(stored: Option<Stored>, response: &Response, now: i64) -> (Option<Stored>, Update) {
    let text = |name| response.field(name).unwrap_or_default().to_owned();
    if response.status == 304 {
        let Some(mut stored) = stored else { return (None, Update::Passed) };
        stored.since = now;
        // The answer's fields replace those of the copy (RFC 9111 3.2).
        if response.field("Cache-Control").is_some() {
            stored.lifetime = lifetime(response, &stored.modified, now).unwrap_or(Lifetime::Ask);
        }
        let saved = stored.content.len();
        return (Some(stored), Update::Confirmed(saved));
    }
    let modified = text("Last-Modified");
    match lifetime(response, &modified, now) {
        Some(lifetime) if response.status == 200 => {
            let content = response.content.clone().unwrap_or_default();
            (Some(Stored { tag: text("ETag"), modified, since: now, lifetime, content }), Update::Stored)
        }
        // An error says nothing about the copy (RFC 9111 4.3.3).
        None if response.status == 200 => (None, Update::Passed),
        _ => (stored, Update::Passed),
    }
}

/// How long an answer is good; none if it must not be stored.
fn lifetime(response: &Response, modified: &str, now: i64) -> Option<Lifetime> {
    let mut directives = Vec::new();
    split(response.field("Cache-Control").unwrap_or_default(), b',', &mut directives);
    let has = |name: &str| directives.iter().any(|directive| directive.eq_ignore_ascii_case(name));
    if has("no-store") {
        return None;
    }
    if has("no-cache") {
        return Some(Lifetime::Ask);
    }
    for directive in &directives {
        if let Some((name, value)) = directive.split_once('=')
            && name.eq_ignore_ascii_case("max-age")
        {
            // What is no number is as good as stale (RFC 9111 4.2.1).
            let seconds = number(value.trim_matches('"')).unwrap_or(0).min(1 << 31) as i64;
            return Some(Lifetime::Said(seconds));
        }
    }
    let age = date::read(modified, now).map(|when| now.saturating_sub(when) / 10);
    Some(age.filter(|seconds| *seconds > 0).map_or(Lifetime::Ask, Lifetime::Guessed))
}

/// A request for a resource with the fields of a plan, for [`super::respond`].
#[must_use]
pub fn request(target: &str, host: &str, fields: &[Field]) -> String {
    let mut text = ["GET ", target, " HTTP/1.1\nHost: ", host].concat();
    for field in fields {
        for part in ["\n", field.name, ": ", &field.value] {
            text.push_str(part);
        }
    }
    text
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
