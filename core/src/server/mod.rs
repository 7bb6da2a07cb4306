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
//! Each is a function of the scene alone. One [`Trace`] tells everything that is to be explained:
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

pub use bucket::{Bucket, LimitStyle, Manner, Try, backoff, tries};
pub use checks::{CHECKS, Check, GRAPHQL};
pub use handshake::{GUID, accept_key, is_key};
pub use model::{Back, Guard, Life, Limits, Methods, Outcome, Pass, Reads, Resource, Version};
pub use range::{Asked, Part, asked, parts};
pub use response::{Field, Response};
pub use tags::Tag;

use crate::message::{Fault, Message, Start};
use response::Answer;
use std::cell::OnceCell;

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
    /// What follows (prose).
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

/// What a check found.
struct Finding {
    found: String,
    says: &'static str,
    /// Empty: that of the check.
    source: &'static str,
    answer: Option<Answer>,
    skipped: bool,
}

impl Finding {
    fn skipped(says: &'static str) -> Self {
        Self { found: String::new(), says, source: "", answer: None, skipped: true }
    }

    fn passed(found: &str, says: &'static str) -> Self {
        Self { found: found.to_owned(), says, source: "", answer: None, skipped: false }
    }

    fn answers(found: &str, says: &'static str, answer: Answer) -> Self {
        Self { found: found.to_owned(), says, source: "", answer: Some(answer), skipped: false }
    }

    fn source(mut self, source: &'static str) -> Self {
        self.source = source;
        self
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
    let (line, rest) = request.split_at_checked(end).unwrap_or((request, ""));
    let Some((start, version)) = line.rsplit_once(' ') else { return (HttpVersion::One, None) };
    let number = version.strip_prefix("HTTP/").unwrap_or_default().as_bytes();
    match number {
        b"1.1" => (HttpVersion::One, None),
        b"1.0" => (HttpVersion::Zero, Some([start, " HTTP/1.1", rest].concat())),
        [major, b'.', minor] if major.is_ascii_digit() && minor.is_ascii_digit() => (HttpVersion::Other, None),
        _ => (HttpVersion::One, None),
    }
}

/// Everything that a check may look at.
struct Scene<'a> {
    resource: &'a Resource<'a>,
    message: &'a Message<'a>,
    fault: Option<Fault>,
    version: HttpVersion,
    method: &'a str,
    target: &'a str,
    /// Milliseconds since 1970.
    now: u64,
    /// The representation that fits best.
    chosen: Option<&'a Version<'a>>,
    /// The content as JSON. Two checks look at it, and it may be long.
    json: OnceCell<Result<json::Document<'a>, json::Fault>>,
}

impl Scene<'_> {
    /// The clock in seconds.
    fn seconds(&self) -> i64 {
        (self.now / 1_000) as i64
    }

    /// Whether the method only reads.
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
}

/// The representation that fits best what a request says it accepts; of several, the first.
#[must_use]
pub fn preferred<'a>(versions: &'a [Version<'a>], request: &str) -> Option<&'a Version<'a>> {
    let message = Message::parse(request).ok()?;
    negotiate::best(versions, &negotiate::Wishes::of(&message))
}

/// Answers a request as it stands in a message (lines parted by `\n`), at a moment in milliseconds
/// since 1970. Any text whatever has an answer.
#[must_use]
pub fn respond(resource: &Resource<'_>, request: &str, now: u64) -> (Response, Trace) {
    // No date is written after the year 9999.
    let now = now.min(253_402_300_799_000);
    // HTTP/1.0 is read as its successor; any other version is not read at all.
    let (version, newer) = version(request);
    let request = newer.as_deref().unwrap_or(request);
    let (message, fault) = match Message::parse(request) {
        Ok(message) => (message, None),
        Err(fault) => (
            Message { start: Start::Request { method: "", target: "" }, fields: Vec::new(), content: None },
            Some(fault),
        ),
    };
    let (method, target) = match message.start {
        Start::Request { method, target } => (method, target),
        Start::Response { .. } => ("", ""),
    };
    let wishes = negotiate::Wishes::of(&message);
    let chosen = negotiate::best(resource.versions, &wishes);
    // Who changes something is not asked what they would rather read.
    let picky = resource.strict && matches!(method, "GET" | "HEAD");
    let chosen = if picky { chosen } else { chosen.or(resource.versions.first()) };
    let scene =
        Scene { resource, message: &message, fault, version, method, target, now, chosen, json: OnceCell::new() };
    let mut steps = Vec::new();
    for check in CHECKS {
        let finding = (check.run)(&scene);
        let mut verdict = if finding.skipped { Verdict::Skipped } else { Verdict::Passed };
        if let Some(answer) = &finding.answer {
            verdict = Verdict::Answers { status: answer.status, path: answer.path };
        }
        let source = if finding.source.is_empty() { check.source } else { finding.source };
        steps.push(Step { check, found: finding.found, says: finding.says, source, verdict });
        if let Some(answer) = finding.answer {
            // What hides does not give itself away in the content.
            let hidden = answer.path == "may.h";
            let mut response = answer.finish(if hidden { content::UNKNOWN } else { finding.says }, &scene);
            let trace = Trace { steps };
            if trace.made("rate") {
                response::limit_fields(&scene, &mut response.fields);
            }
            return (response, trace);
        }
    }
    // The last check always answers; this is for the compiler.
    (Answer::new(500, "sense.b").finish("", &scene), Trace { steps })
}
