//! A small server: what it answers to a request, and the checks that led there.
//!
//! ```
//! use statuscope_core::server::{respond, Guard, Methods, Resource};
//! let guard = Guard { realm: "shop", open: Methods(0), passes: &[], hides: false };
//! let resource = Resource { guard: Some(guard), ..Resource::default() };
//! let (response, trace) = respond(&resource, "GET /orders HTTP/1.1\nHost: shop.example", 0);
//! assert_eq!(response.status, 401);
//! assert_eq!(trace.deciding().map(|step| step.check.id), Some("credentials"));
//! ```
//!
//! The checks are data ([`CHECKS`]), in the order of the *Respond* tree; a test compares the two.
//! Each looks at the scene and leaves in it what it found. One [`Trace`] tells everything that is to be explained:
//! what was looked at, what was found, what follows, and where that is stated. Nothing here knows
//! a clock or keeps state: after an answer, whoever calls takes the token from the bucket
//! ([`Bucket::take`]) and changes the resource.

mod admission;
mod bucket;
pub mod cache;
mod checks;
mod conditions;
mod content;
pub mod date;
mod done;
mod handshake;
pub mod json;
#[cfg(test)]
mod json_tests;
mod lists;
mod model;
mod negotiate;
pub mod person;
mod range;
mod response;
mod tags;
mod words;

pub use bucket::{Bucket, LimitStyle, Manner, Try, backoff, tries};
pub use checks::{CHECKS, Check, GRAPHQL};
pub use handshake::{GUID, accept_key, is_key};
pub use model::{Back, Guard, Life, Limits, Methods, Outcome, Pass, Reads, Resource, Version};
pub use range::{Part, parts};
pub use response::Response;
pub use tags::Tag;
pub(crate) use words::{fill, halves, put, tell};

use crate::message::{Message, Start};
use crate::text::split_once;

/// What a check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It has nothing to do with this request or this resource.
    Skipped,
    /// Nothing is in the way.
    Passed,
    /// This is the answer.
    Answers {
        /// The status code.
        status: u16,
        /// The way to it in a decision tree, as in a link: `clash.y`. In the tree *Respond*, or
        /// with the tree's name in front.
        path: &'static str,
    },
}

/// One check that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub check: &'static Check,
    /// What was found: a line of the request, a value; may be empty.
    pub found: String,
    /// What follows (prose); empty: the check has nothing to do with this request.
    pub says: &'static str,
    /// Where that is stated.
    pub source: &'static str,
    /// What it came to.
    pub verdict: Verdict,
}

/// The checks that were made, up to the one that decided. Those behind it in [`CHECKS`] were not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The checks.
    pub steps: Vec<Step>,
}

impl Trace {
    /// Whether a check was made and had something to do with the request. After `rate`, the bucket
    /// of the resource is one [`Bucket::take`] further.
    #[must_use]
    pub fn made(&self, id: &str) -> bool {
        self.steps.iter().any(|step| step.check.id == id && step.verdict != Verdict::Skipped)
    }

    /// The check that decided.
    #[must_use]
    pub fn deciding(&self) -> Option<&Step> {
        self.steps.last()
    }
}

/// What stands at the end of the first line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HttpVersion {
    /// `HTTP/1.1`, or nothing that is a version.
    One,
    /// `HTTP/1.0`
    Zero,
    /// Another one.
    Other,
}

/// The version of a request, and the request in the present version if it is in the older one.
fn version(request: &str) -> (HttpVersion, Option<String>) {
    let end = request.bytes().position(|byte| byte == b'\n').unwrap_or(request.len());
    let from = end.saturating_sub(3);
    let start = request.get(..from).unwrap_or_default();
    match request.as_bytes().get(from..end) {
        Some([major, b'.', minor]) if start.ends_with(" HTTP/") => match (major, minor) {
            (b'1', b'1') => {}
            (b'1', b'0') => {
                let newer = [start, "1.1", request.get(end..).unwrap_or_default()].concat();
                return (HttpVersion::Zero, Some(newer));
            }
            _ if major.is_ascii_digit() && minor.is_ascii_digit() => return (HttpVersion::Other, None),
            _ => {}
        },
        _ => {}
    }
    (HttpVersion::One, None)
}

/// Everything that a check may look at, and what it leaves behind.
struct Scene<'a> {
    resource: &'a Resource<'a>,
    message: &'a Message<'a>,
    /// The line that is no part of a message, and why.
    fault: Option<(usize, &'static str)>,
    version: HttpVersion,
    method: &'a str,
    target: &'a str,
    /// Milliseconds since 1970.
    now: u64,
    /// The representation that fits best, or else the default.
    chosen: Option<&'a Version<'a>>,
    /// Whether one fits.
    fits: bool,
    /// The content as JSON. Two checks look at it, and it may be long.
    json: Option<json::Document<'a>>,

    /// What was found.
    found: String,
    /// What follows, see [`Scene::says`].
    says: &'static str,
    skipped: bool,
    /// The answer; 0: none.
    status: u16,
    path: &'static str,
    /// Its header section, each line with a line break in front.
    head: String,
    /// More members for the problem details, each with a comma in front.
    more: String,
    /// Its content, if it is no problem.
    content: Option<Vec<u8>>,
}

impl<'a> Scene<'a> {
    /// The clock in seconds.
    fn seconds(&self) -> i64 {
        (self.now / 1_000) as i64
    }

    /// Whether the method only reads.
    #[inline(never)]
    fn reads(&self) -> bool {
        matches!(self.method, "GET" | "HEAD")
    }

    /// Whether the method stores or processes what is sent with it.
    fn takes_content(&self) -> bool {
        matches!(self.method, "POST" | "PUT" | "PATCH")
    }

    fn is_there(&self) -> bool {
        self.resource.life == Life::Here
    }

    /// A field of the request.
    #[inline(never)]
    fn asks(&self, name: &str) -> Option<&'a str> {
        self.message.field(name)
    }

    /// What was found, in parts.
    fn found(&mut self, parts: &[&str]) {
        tell(&mut self.found, parts);
    }

    /// What follows. `It is there.`: nothing is in the way. `404 there.n It is not there.`: this is
    /// the answer, by that way through the decision tree. Behind `|` stands the source, if it is
    /// another one than that of the check. A check that says nothing has nothing to do with the request.
    #[inline(never)]
    fn says(&mut self, says: &'static str) {
        (self.says, self.skipped) = (says, false);
        if let Some(verdict) = verdict(says) {
            (self.status, self.path, self.says) = verdict;
        }
    }

    /// A field that is passed over, and why.
    fn ignored(&mut self, says: &'static str) {
        self.says(says);
        self.skipped = true;
    }

    /// Adds a field to the answer. Where there is no value, there is none; control characters are
    /// dropped, so that no value can begin another line.
    #[inline(never)]
    fn field(&mut self, name: &str, parts: &[&str]) {
        let before = self.head.len();
        tell(&mut self.head, &["\n", name, ": "]);
        let empty = self.head.len();
        for part in parts {
            for letter in part.chars() {
                if !letter.is_control() {
                    self.head.push(letter);
                }
            }
        }
        if self.head.len() == empty {
            self.head.truncate(before);
        }
    }
}

/// The parts of `404 there.n It is not there.`; none if it does not begin with a status.
pub(crate) fn verdict(says: &'static str) -> Option<(u16, &'static str, &'static str)> {
    let (status, rest) = split_once(says, " ")?;
    let (path, says) = split_once(rest, " ")?;
    Some((lists::number(status)? as u16, path, says))
}

/// The representation that fits best what a request says it accepts; of several, the first.
#[must_use]
#[inline(never)]
pub fn preferred<'a>(versions: &'a [Version<'a>], request: &str) -> Option<&'a Version<'a>> {
    let message = Message::parse(request).ok()?;
    negotiate::best(versions, &message)
}

/// Answers a request as it stands in a message (lines parted by `\n`), at a moment in milliseconds
/// since 1970. Any text whatever has an answer.
#[must_use]
#[inline(never)]
pub fn respond(resource: &Resource<'_>, request: &str, now: u64) -> (Response, Trace) {
    // No date is written after the year 9999.
    let now = now.min(253_402_300_799_000);
    // HTTP/1.0 is read as its successor; any other version is not read at all.
    let (version, newer) = version(request);
    let request = newer.as_deref().unwrap_or(request);
    let none = Message { start: Start::Request { method: "", target: "" }, fields: Vec::new(), content: None };
    let (message, fault) = match Message::parse(request) {
        Ok(message) => (message, None),
        Err(fault) => (none, Some((fault.line, fault.what))),
    };
    let (method, target) = match message.start {
        Start::Request { method, target } => (method, target),
        Start::Response { .. } => ("", ""),
    };
    let mut scene = Scene {
        resource,
        message: &message,
        fault,
        version,
        method,
        target,
        now,
        chosen: negotiate::best(resource.versions, &message),
        fits: false,
        json: None,
        found: String::new(),
        says: "",
        skipped: false,
        status: 0,
        path: "",
        head: String::new(),
        more: String::new(),
        content: None,
    };
    scene.fits = scene.chosen.is_some();
    // Who changes something is not asked what they would rather read.
    if !(scene.fits || resource.strict && scene.reads()) {
        scene.chosen = resource.versions.first();
    }
    scene.field("Date", &[&date::written(scene.seconds())]);
    let mut steps = Vec::new();
    for check in CHECKS {
        (scene.says, scene.skipped) = ("", true);
        (check.run)(&mut scene);
        let (says, source) = split_once(scene.says, "|").unwrap_or((scene.says, check.source));
        let verdict = if scene.status > 0 {
            Verdict::Answers { status: scene.status, path: scene.path }
        } else if scene.skipped {
            Verdict::Skipped
        } else {
            Verdict::Passed
        };
        steps.push(Step { check, found: core::mem::take(&mut scene.found), says, source, verdict });
        if scene.status > 0 {
            scene.says = says;
            break;
        }
    }
    let trace = Trace { steps };
    (scene.response(trace.made("rate")), trace)
}
