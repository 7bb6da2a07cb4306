//! Parts of a representation (RFC 9110 14): `Range`, `If-Range`, 206 and 416.

use super::lists::{number, split};
use super::model::Version;
use super::response::{Answer, Body};
use super::tags::Tag;
use super::{Finding, Scene, date};
use crate::text::decimal;

/// How many parts a request may ask for: many small ones cost the server more than the whole.
const MOST_PARTS: usize = 8;

/// A range as it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// `0-99`, or `100-` for all from there on.
    From(u64, Option<u64>),
    /// `-100`: the last hundred.
    Last(u64),
}

/// A part of so many bytes: the first and the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The first byte, counted from 0.
    pub first: usize,
    /// The last byte.
    pub last: usize,
}

/// Reads `bytes=0-99, -5`.
///
/// # Errors
/// Why the field is to be ignored.
pub fn asked(value: &str) -> Result<Vec<Asked>, &'static str> {
    let (unit, set) = value.split_once('=').ok_or("Ignored: it has no unit, as in `bytes=0-99`.")?;
    if !unit.eq_ignore_ascii_case("bytes") {
        return Err("Ignored: the server knows no unit but `bytes`.");
    }
    let mut specs = Vec::new();
    split(set, b',', &mut specs);
    let mut all = Vec::new();
    for spec in specs {
        let (first, last) = spec.split_once('-').ok_or("Ignored: a range has a hyphen, as in `0-99`.")?;
        let end = if last.is_empty() { None } else { Some(number(last).ok_or("Ignored: a range is made of digits.")?) };
        let spec = match (first.is_empty(), end) {
            (true, Some(length)) => Asked::Last(length),
            (true, None) => return Err("Ignored: a range needs a number."),
            (false, end) => {
                let first = number(first).ok_or("Ignored: a range is made of digits.")?;
                if end.is_some_and(|end| end < first) {
                    return Err("Ignored: the range ends before it begins.");
                }
                Asked::From(first, end)
            }
        };
        all.push(spec);
    }
    if all.is_empty() { Err("Ignored: it names no range.") } else { Ok(all) }
}

/// What there is of the ranges in so many bytes; those that lie behind the end are left out.
#[must_use]
pub fn parts(asked: &[Asked], length: usize) -> Vec<Part> {
    let Some(end) = length.checked_sub(1) else { return Vec::new() };
    let mut parts = Vec::new();
    for spec in asked {
        let (first, last) = match *spec {
            Asked::From(first, last) => (first, last.unwrap_or(u64::MAX)),
            Asked::Last(0) => continue,
            Asked::Last(count) => ((length as u64).saturating_sub(count), u64::MAX),
        };
        if first <= end as u64 {
            parts.push(Part { first: first as usize, last: last.min(end as u64) as usize });
        }
    }
    parts
}

/// Whether the client still has what its parts belong to (RFC 9110 13.1.5), or why not.
fn if_range(scene: &Scene<'_>, version: &Version<'_>) -> Result<(), &'static str> {
    let Some(value) = scene.message.field("If-Range") else { return Ok(()) };
    if value.starts_with('"') || value.starts_with("W/") {
        let (Some(asked), Some(tag)) = (Tag::read(value), Tag::read(version.tag)) else {
            return Err("`If-Range` is false: it names no version that there is, so the whole is sent.");
        };
        return match (asked.is_same(tag), asked.is_like(tag)) {
            (true, _) => Ok(()),
            (_, true) => Err("`If-Range` is false: a weak tag does not vouch for every byte, so the whole is sent."),
            _ => Err("`If-Range` is false: it has changed, so the whole is sent."),
        };
    }
    let Some(asked) = date::read(value, scene.seconds()) else {
        return Err("`If-Range` is neither an entity tag nor a date, so the whole is sent.");
    };
    match version.modified.map(|when| when.clamp(0, scene.seconds())) {
        // Within the same second it might have changed again (RFC 9110 8.8.2.2).
        Some(modified) if modified == asked && modified < scene.seconds() => Ok(()),
        Some(modified) if modified == asked => {
            Err("`If-Range` is false: within a second it may change twice, so the whole is sent.")
        }
        _ => Err("`If-Range` is false: the date is not exactly that of the last change, so the whole is sent."),
    }
}

/// 206 and 416.
pub fn range(scene: &Scene<'_>) -> Finding {
    let Some(value) = scene.message.field("Range") else {
        return Finding::skipped("The whole is asked for.");
    };
    let found = ["Range: ", value].concat();
    let ignored = |says| Finding { skipped: true, ..Finding::passed(&found, says) };
    if scene.method != "GET" {
        return ignored("Ignored: it is for `GET` only.");
    }
    if !scene.resource.ranges {
        return ignored("Ignored: this server sends no parts, and need not.");
    }
    let Some(version) = scene.chosen else { return ignored("Ignored: there is no content.") };
    let asked = match asked(value) {
        Ok(asked) => asked,
        Err(says) => return ignored(says).source("RFC 9110 14.1.1"),
    };
    if asked.len() > MOST_PARTS {
        return ignored("Ignored: so many parts cost more than the whole.");
    }
    if let Err(says) = if_range(scene, version) {
        return ignored(says).source("RFC 9110 13.1.5");
    }
    let content = version.content.as_bytes();
    let all = decimal(content.len());
    let parts = parts(&asked, content.len());
    // The last bytes of nothing are nothing: satisfiable, but there is no 206 for it (RFC 9110 14.1.2).
    if content.is_empty() && asked.iter().any(|spec| matches!(spec, Asked::Last(1..))) {
        return ignored("Ignored: the last bytes of no content are all of it.").source("RFC 9110 14.1.2");
    }
    if parts.is_empty() {
        let answer = Answer::new(416, "done.o").with("Content-Range", &["bytes */", &all].concat());
        return Finding::answers(
            &found,
            "Nothing of the range exists. `Content-Range` tells how long the whole is.",
            answer,
        )
        .source("RFC 9110 15.5.17");
    }
    let mut answer = Answer::new(206, "done.p").validators(version, scene).with("Accept-Ranges", "bytes");
    // A client that named the version in If-Range knows the rest (RFC 9110 15.3.7).
    if scene.message.field("If-Range").is_none() {
        answer = answer.with("Content-Language", version.language);
    }
    answer = answer.with("Content-Encoding", version.coding);
    let place = |part: &Part| ["bytes ", &decimal(part.first), "-", &decimal(part.last), "/", &all].concat();
    let bytes = |part: &Part| content.get(part.first..=part.last).unwrap_or_default();
    if let [part] = parts.as_slice() {
        answer =
            answer.with("Content-Range", &place(part)).body(Body::Is(version.kind.to_owned(), bytes(part).to_vec()));
        return Finding::answers(&found, "That part is sent, and `Content-Range` says which it is.", answer)
            .source("RFC 9110 15.3.7.1");
    }
    let mark = boundary(version.content);
    let mut body = Vec::new();
    for part in &parts {
        let head =
            ["--", &mark, "\r\nContent-Type: ", version.kind, "\r\nContent-Range: ", &place(part), "\r\n\r\n"].concat();
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes(part));
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(["--", &mark, "--\r\n"].concat().as_bytes());
    let answer = answer.body(Body::Is(["multipart/byteranges; boundary=", &mark].concat(), body));
    Finding::answers(&found, "The parts are sent one after another, each with a `Content-Range` of its own.", answer)
        .source("RFC 9110 15.3.7.2")
}

/// A mark that does not occur in the content.
fn boundary(content: &str) -> String {
    let mut mark = "part".to_owned();
    while crate::text::contains(content, &mark) {
        mark.push('x');
    }
    mark
}
