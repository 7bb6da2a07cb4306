//! What a client makes of `Location`.

use super::exchange::Because;
use super::keep::{join, keep};
use super::url::{Style, Url, UrlFault, encoded, push_percent};
use super::words::{before, replaced, split_last, trim};
use crate::clients::{Backslash, BadPercent, LocationFault, OtherScheme, Policy, RawText, RelativeRule, UserinfoRule};
use crate::text::split_once;

/// Where `Location` leads a client.
pub enum Target {
    /// To a URL that can be requested.
    Url(Url),
    /// To content in the URL itself.
    Data,
    /// Nowhere; why, and what the client makes of it.
    Fault(Because, LocationFault),
}

/// Percent-encodes what is not ASCII in the bytes of a `Location` as it came over the wire.
#[must_use]
pub fn from_bytes(bytes: &[u8]) -> &'static str {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        if byte.is_ascii() { text.push(char::from(*byte)) } else { push_percent(&mut text, *byte) }
    }
    keep(&text)
}

/// Reads `Location` as the client does.
pub fn target(policy: &Policy, base: &Url, location: Option<&'static str>) -> Target {
    let Some(location) = location else { return fault(base, Because::NoLocation, policy.no_location) };
    // White space around a field value is no part of it (RFC 9110 5.5).
    let text = trim(location, b" \t");
    if text.is_empty() {
        return fault(base, Because::EmptyLocation, policy.empty_location);
    }
    let Some(text) = readable(policy, text) else { return fault(base, Because::BadLocation, LocationFault::Error) };
    let style = if policy.backslash == Backslash::Slash { Style::Browser } else { Style::Rfc3986 };
    let joined = match policy.relative {
        RelativeRule::Appended if !has_scheme(text) => appended(base, text),
        RelativeRule::Rfc2396 if text.starts_with('?') => folder(base).join(join(&["./", text]), style),
        _ => base.join(text, style),
    };
    match joined {
        Ok(url) if url.is_web() => Target::Url(finish(policy, base, url)),
        Ok(url) => match policy.other_scheme {
            OtherScheme::Data if url.scheme == "data" => Target::Data,
            OtherScheme::Path if url.host().is_empty() => {
                let slash = if policy.relative == RelativeRule::Appended { "/" } else { "" };
                Target::Url(Url { path: join(&[folder(base).path, slash, text]), ..folder(base) })
            }
            OtherScheme::Return => Target::Fault(Because::OtherScheme, LocationFault::Return),
            OtherScheme::Unknown => Target::Fault(Because::OtherScheme, LocationFault::Unknown),
            OtherScheme::Error | OtherScheme::Path | OtherScheme::Data => {
                Target::Fault(Because::OtherScheme, LocationFault::Error)
            }
        },
        Err(UrlFault::NoHost) => fault(base, Because::BadLocation, policy.no_host),
        Err(_) => fault(base, Because::BadLocation, policy.bad_location),
    }
}

fn finish(policy: &Policy, base: &Url, mut url: Url) -> Url {
    if policy.inherits_fragment && url.fragment.is_empty() {
        url.fragment = base.fragment;
    }
    if policy.userinfo == UserinfoRule::Ignored {
        url.userinfo = "";
    }
    url
}

fn fault(base: &Url, because: Because, what: LocationFault) -> Target {
    match what {
        LocationFault::Same => Target::Url(*base),
        LocationFault::Folder => Target::Url(folder(base)),
        LocationFault::Root => Target::Url(Url { path: "/", ..folder(base) }),
        other => Target::Fault(because, other),
    }
}

fn folder(base: &Url) -> Url {
    let path = split_last(base.path, b'/').map_or("", |(path, _)| join(&[path, "/"]));
    Url { path, query: "", fragment: "", ..*base }
}

fn has_scheme(text: &str) -> bool {
    before(text, b":/?#").len() < before(text, b"/?#").len()
}

/// Text behind the folder and another slash, without a look at what it says.
fn appended(base: &Url, text: &str) -> Result<Url, UrlFault> {
    let path = match text.strip_prefix('/') {
        Some(rest) => join(&["/", rest.trim_start_matches('/')]),
        None => join(&[folder(base).path, "/", text]),
    };
    let guarded = split_once(path, "//").map_or(path, |(folder, rest)| join(&[folder, "/.//", rest]));
    Url { path: "", ..folder(base) }.join(guarded, Style::Rfc3986)
}

/// The text with what no URL allows encoded in the client's way; none if the client refuses it.
fn readable(policy: &Policy, mut text: &'static str) -> Option<&'static str> {
    let has_odd = text.bytes().any(|byte| !byte.is_ascii_graphic() || b"\"<>".contains(&byte));
    let bad_percent = has_bad_percent(text);
    if (has_odd && policy.raw_text == RawText::Refused)
        || (bad_percent && policy.bad_percent == BadPercent::Refused)
        || (text.as_bytes().contains(&b'\\') && policy.backslash == Backslash::Refused)
    {
        return None;
    }
    if bad_percent && policy.bad_percent == BadPercent::Encoded {
        text = replaced(text, '%', "%25");
    }
    if policy.backslash == Backslash::Encoded {
        text = replaced(text, '\\', "%5C");
    }
    if !has_odd || policy.raw_text == RawText::Raw {
        return Some(text);
    }
    if policy.raw_text == RawText::EncodedTwice {
        // Each byte is taken for a Latin-1 letter.
        let latin: String = text.bytes().map(char::from).collect();
        text = keep(&latin);
    }
    if policy.backslash == Backslash::Slash {
        // The resolver does it, and drops tabs and white space around first. A host is not encoded.
        return Some(if policy.raw_text == RawText::EncodedTwice { from_bytes(text.as_bytes()) } else { text });
    }
    Some(if has_odd_host(text) { text } else { encoded(text, b"\"<>") })
}

/// A space in a host is no host; encoding it would make one of it.
fn has_odd_host(text: &str) -> bool {
    let authority = split_once(text, "//").map_or("", |(_, rest)| before(rest, b"/?#"));
    authority.bytes().any(|byte| byte <= b' ')
}

/// Whether a percent sign is not followed by two hexadecimal digits.
fn has_bad_percent(text: &str) -> bool {
    let bytes = text.as_bytes();
    let fine = |at| bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    (0..bytes.len()).any(|at| bytes.get(at) == Some(&b'%') && !fine(at))
}
