//! Parts of a representation (RFC 9110 14): `Range`, `If-Range`, 206 and 416.

use super::lists::{number, split};
use super::tags::Tag;
use super::words::{fill, halves, put};
use super::{Scene, date};

/// How many parts a request may ask for: many small ones cost the server more than the whole.
const MOST_PARTS: usize = 8;

/// A part of so many bytes: the first and the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The first byte, counted from 0.
    pub first: usize,
    /// The last byte.
    pub last: usize,
}

/// What there is of `bytes=0-99, -5` in so many bytes; those that lie behind the end are left out.
///
/// # Errors
/// Why the field is to be ignored.
#[inline(never)]
pub fn parts(value: &str, length: usize) -> Result<Vec<Part>, &'static str> {
    let (unit, set) = halves(value, b'=');
    let Some(set) = set else { return Err("Ignored: it has no unit, as in `bytes=0-99`.|RFC 9110 14.1.1") };
    if !unit.eq_ignore_ascii_case("bytes") {
        return Err("Ignored: the server knows no unit but `bytes`.|RFC 9110 14.1.1");
    }
    let mut specs = Vec::new();
    split(set, b',', &mut specs);
    if specs.is_empty() {
        return Err("Ignored: it names no range.|RFC 9110 14.1.1");
    }
    let mut parts = Vec::new();
    for spec in &specs {
        let (first, last) = halves(spec, b'-');
        let Some(last) = last else { return Err("Ignored: a range has a hyphen, as in `0-99`.|RFC 9110 14.1.1") };
        // A side without a number is open.
        let (from, to) = (number(first), number(last));
        if from.is_none() && !first.is_empty() || to.is_none() && !last.is_empty() {
            return Err("Ignored: a range is made of digits.|RFC 9110 14.1.1");
        }
        let (first, last) = match (from, to) {
            (Some(from), Some(to)) if to < from => {
                return Err("Ignored: the range ends before it begins.|RFC 9110 14.1.1");
            }
            (Some(from), to) => (from, to.unwrap_or(usize::MAX)),
            // The last so many.
            (None, Some(1..)) if length == 0 => {
                // Satisfiable, but there is no 206 for it.
                return Err("Ignored: the last bytes of no content are all of it.|RFC 9110 14.1.2");
            }
            (None, Some(count)) => (if count == 0 { length } else { length.saturating_sub(count) }, length),
            (None, None) => return Err("Ignored: a range needs a number.|RFC 9110 14.1.1"),
        };
        if first < length {
            parts.push(Part { first, last: last.min(length - 1) });
        }
    }
    if specs.len() > MOST_PARTS { Err("Ignored: so many parts cost more than the whole.") } else { Ok(parts) }
}

/// Why the client may not have what its parts belong to (RFC 9110 13.1.5); empty: it has.
#[inline(never)]
fn if_range(scene: &Scene<'_>) -> &'static str {
    let (Some(value), Some(version)) = (scene.asks("If-Range"), scene.chosen) else { return "" };
    if value.starts_with('"') || value.starts_with("W/") {
        return match (Tag::read(value), Tag::read(version.tag)) {
            (Some(asked), Some(tag)) if asked.is_same(tag) => "",
            (Some(asked), Some(tag)) if asked.is_like(tag) => {
                "`If-Range` is false: a weak tag does not vouch for every byte, so the whole is sent.|RFC 9110 13.1.5"
            }
            (Some(_), Some(_)) => "`If-Range` is false: it has changed, so the whole is sent.|RFC 9110 13.1.5",
            _ => "`If-Range` is false: there is no such tag, so the whole is sent.|RFC 9110 13.1.5",
        };
    }
    let now = scene.seconds();
    let Some(asked) = date::read(value, now) else {
        return "`If-Range` is no tag and no date, so the whole is sent.|RFC 9110 13.1.5";
    };
    let modified = version.modified.map(|when| when.clamp(0, now));
    // Within the same second it might have changed again (RFC 9110 8.8.2.2).
    if modified != Some(asked) {
        "`If-Range` is false: not exactly the date of the last change, so the whole is sent.|RFC 9110 13.1.5"
    } else if asked < now {
        ""
    } else {
        "`If-Range` is false: within a second it may change twice, so the whole is sent.|RFC 9110 13.1.5"
    }
}

/// 206 and 416.
pub fn range(scene: &mut Scene<'_>) {
    let Some(value) = scene.asks("Range") else { return };
    scene.found(&["Range: ", value]);
    if scene.method != "GET" {
        return scene.ignored("Ignored: it is for `GET` only.");
    }
    if !scene.resource.ranges {
        return scene.ignored("Ignored: this server sends no parts, and need not.");
    }
    let Some(version) = scene.chosen else { return scene.ignored("Ignored: there is no content.") };
    let content = version.content;
    let parts = match parts(value, content.len()) {
        Ok(parts) => parts,
        Err(says) => return scene.ignored(says),
    };
    let changed = if_range(scene);
    if !changed.is_empty() {
        return scene.ignored(changed);
    }
    let Some(first) = parts.first() else {
        fill(&mut scene.head, "\nContent-Range: bytes */~", &[content.len()]);
        return scene
            .says("416 done.o There is nothing there. `Content-Range` tells how long the whole is.|RFC 9110 15.5.17");
    };
    scene.validators();
    scene.field("Accept-Ranges", &["bytes"]);
    // A client that named the version in If-Range knows the rest (RFC 9110 15.3.7).
    if scene.asks("If-Range").is_none() {
        scene.field("Content-Language", &[version.language]);
    }
    scene.field("Content-Encoding", &[version.coding]);
    let place = |out: &mut String, part: &Part| {
        fill(out, "\nContent-Range: bytes ~-~/~", &[part.first, part.last, content.len()]);
    };
    let bytes = |part: &Part| content.as_bytes().get(part.first..=part.last).unwrap_or_default();
    if parts.len() == 1 {
        place(&mut scene.head, first);
        scene.field("Content-Type", &[version.kind]);
        scene.content = Some(bytes(first).to_vec());
        return scene.says("206 done.p That part is sent; `Content-Range` says which it is.|RFC 9110 15.3.7.1");
    }
    // A mark that does not occur in the content.
    let mut mark = "--part".to_owned();
    while crate::text::contains(content, mark.get(2..).unwrap_or_default()) {
        mark.push('x');
    }
    scene.field("Content-Type", &["multipart/byteranges; boundary=", mark.get(2..).unwrap_or_default()]);
    let mut body = Vec::new();
    for part in &parts {
        let mut head = String::new();
        put(&mut head, "^\nContent-Type: ^", &[&mark, version.kind]);
        place(&mut head, part);
        head.push_str("\n\n");
        for byte in head.bytes() {
            if byte == b'\n' {
                body.push(b'\r');
            }
            body.push(byte);
        }
        body.extend_from_slice(bytes(part));
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(mark.as_bytes());
    body.extend_from_slice(b"--\r\n");
    scene.content = Some(body);
    scene.says("206 done.p The parts are sent one after another, each with its `Content-Range`.|RFC 9110 15.3.7.2");
}
