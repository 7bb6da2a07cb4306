//! URLs and references to them, resolved as RFC 3986 5 says, or as browsers do it.
//!
//! Not done: IDNA and the many spellings of IPv4 addresses; a host stays as it is written, in lower
//! case. The crate `url` does all that, at four times the size of this whole module tree.

use super::keep::{join, keep, lower};
use super::words::{before, number, split_last, trim};
use crate::text::split_once;

/// Space and what comes before it.
const CONTROLS: &[u8] = b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\
    \x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x20";

/// How a reference is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// RFC 3986: what it does not allow is left alone.
    Rfc3986,
    /// As the URL standard: a backslash is a slash, white space around is dropped.
    Browser,
}

/// Why a text is no URL that can be requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlFault {
    /// It is relative, and there is nothing to be relative to.
    Relative,
    /// It has no host.
    NoHost,
    /// The host has a character that no host has.
    BadHost,
    /// The port is no number up to 65535.
    BadPort,
}

/// A URL in its parts. The host is in lower case; a path begins with `/` where there is a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Url {
    /// The scheme, in lower case.
    pub scheme: &'static str,
    /// User name and password as written, with what ends them: `user:password@`.
    pub userinfo: &'static str,
    /// The host; empty in `mailto:a@b`.
    pub host: &'static str,
    /// The host in the letter case in which it was written.
    pub host_as_written: &'static str,
    /// The port as written, even if it is the default.
    pub port: Option<u16>,
    /// The path.
    pub path: &'static str,
    /// From `?` on.
    pub query: &'static str,
    /// From `#` on.
    pub fragment: &'static str,
}

impl Url {
    /// Reads an absolute URL.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str, style: Style) -> Result<Self, UrlFault> {
        let parts = Parts::of(cleaned(text, style));
        let scheme = parts.scheme.ok_or(UrlFault::Relative)?;
        Self::default().resolved(&parts, scheme, style)
    }

    /// Resolves a reference against this URL.
    ///
    /// # Errors
    /// What is wrong with the result.
    pub fn join(&self, reference: &str, style: Style) -> Result<Self, UrlFault> {
        let text = cleaned(reference, style);
        let mut parts = Parts::of(text);
        if style == Style::Browser {
            match parts.scheme {
                // `http:path` is relative to a base of the same scheme.
                Some(scheme) if is_web(scheme) && scheme.eq_ignore_ascii_case(self.scheme) && !parts.has_slashes() => {
                    parts = Parts::of_relative(text.get(scheme.len() + 1..).unwrap_or_default());
                }
                // Any number of slashes introduces a host.
                Some(scheme) if is_web(scheme) => {
                    let rest = text.get(scheme.len() + 1..).unwrap_or_default();
                    parts = Parts::of(join(&[scheme, "://", rest.trim_start_matches('/')]));
                }
                None if parts.has_slashes() && is_web(self.scheme) => {
                    parts = Parts::of(join(&["//", text.trim_start_matches('/')]));
                }
                _ => {}
            }
        }
        self.resolved(&parts, parts.scheme.unwrap_or(self.scheme), style)
    }

    /// RFC 3986 5.2.2.
    fn resolved(&self, parts: &Parts, scheme: &str, style: Style) -> Result<Self, UrlFault> {
        let mut url = Self { scheme: lower(scheme), query: parts.query, fragment: parts.fragment, ..*self };
        let mut path = parts.path;
        if parts.scheme.is_some() || parts.authority.is_some() {
            url = Self { userinfo: "", host: "", host_as_written: "", port: None, ..url };
            if let Some(authority) = parts.authority {
                url.read_authority(authority)?;
            }
        } else if !path.is_empty() && !path.starts_with('/') {
            let folder = split_last(self.path, b'/').map_or("", |(folder, _)| folder);
            path = join(&[folder, "/", path]);
        }
        if parts.scheme.is_none() && parts.authority.is_none() && path.is_empty() {
            if url.query.is_empty() {
                url.query = self.query;
            }
        } else {
            url.path = without_dots(path, style);
        }
        if url.is_web() && url.host().is_empty() {
            return Err(UrlFault::NoHost);
        }
        if !url.host.is_empty() && !url.path.starts_with('/') {
            url.path = join(&["/", url.path]);
        }
        if style == Style::Browser && url.is_web() {
            url.path = encoded(url.path, b"\"#<>?^`{}");
            url.query = encoded(url.query, b"\"#<>'");
            url.fragment = encoded(url.fragment, b"\"<>`");
        }
        Ok(url)
    }

    fn read_authority(&mut self, authority: &'static str) -> Result<(), UrlFault> {
        let place = split_last(authority, b'@').map_or(authority, |(_, place)| place);
        self.userinfo = authority.strip_suffix(place).unwrap_or_default();
        // A colon within brackets belongs to the address.
        let (host, digits) = match split_last(place, b':') {
            Some((host, digits)) if !digits.as_bytes().contains(&b']') => (host, digits),
            _ => (place, ""),
        };
        if !digits.is_empty() {
            let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
            self.port = Some(number.ok_or(UrlFault::BadPort)?);
        }
        let inside = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        let fine = match inside {
            Some(address) => {
                address.contains(':') && address.bytes().all(|byte| byte.is_ascii_hexdigit() || b":.".contains(&byte))
            }
            None => !host.bytes().any(|byte| byte <= b' ' || byte == 0x7f || b"#%/:<>?@[\\]^|".contains(&byte)),
        };
        if !fine {
            return Err(UrlFault::BadHost);
        }
        self.host = lower(host);
        self.host_as_written = host;
        Ok(())
    }

    /// Whether it is `http` or `https`.
    #[must_use]
    pub fn is_web(&self) -> bool {
        is_web(self.scheme)
    }

    /// The host, empty where there is none.
    #[must_use]
    pub fn host(&self) -> &'static str {
        self.host
    }

    /// Whether it is `https`.
    #[must_use]
    #[inline(never)]
    pub fn is_https(&self) -> bool {
        self.scheme == "https"
    }

    /// Whether the way to `to` leads from `https` to `http`.
    #[must_use]
    #[inline(never)]
    pub fn steps_down(&self, to: &Self) -> bool {
        self.is_https() && to.scheme == "http"
    }

    /// The port that a request goes to.
    #[must_use]
    pub fn effective_port(&self) -> u16 {
        self.port.unwrap_or(self.default_port())
    }

    fn default_port(&self) -> u16 {
        if self.is_https() { 443 } else { 80 }
    }

    /// The port, if it is not the default.
    #[must_use]
    pub fn shown_port(&self) -> Option<u16> {
        self.port.filter(|port| *port != self.default_port())
    }

    /// Whether scheme, host and port are the same (RFC 6454 5).
    #[must_use]
    pub fn same_origin(&self, other: &Self) -> bool {
        self.scheme == other.scheme && self.host == other.host && self.effective_port() == other.effective_port()
    }

    /// What stands in `Host`: the host, and the port if it is not the default.
    #[must_use]
    pub fn host_field(&self) -> &'static str {
        match self.shown_port() {
            Some(port) => join(&[self.host(), ":", number(port)]),
            None => self.host(),
        }
    }

    /// Scheme, host and port: `https://example.com:8443`.
    #[must_use]
    pub fn origin(&self) -> &'static str {
        let slashes = if self.host.is_empty() { ":" } else { "://" };
        join(&[self.scheme, slashes, self.host_field()])
    }

    /// What stands in the request line: path and query.
    #[must_use]
    pub fn target(&self) -> &'static str {
        join(&[self.path, self.query])
    }

    /// The whole without user name and fragment: what identifies the resource on the wire.
    #[must_use]
    pub fn address(&self) -> &'static str {
        join(&[self.origin(), self.target()])
    }

    /// The whole without user name.
    #[must_use]
    pub fn shown(&self) -> &'static str {
        join(&[self.address(), self.fragment])
    }
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// The parts of a reference (RFC 3986 appendix B).
struct Parts {
    scheme: Option<&'static str>,
    authority: Option<&'static str>,
    path: &'static str,
    query: &'static str,
    fragment: &'static str,
}

impl Parts {
    fn of(text: &'static str) -> Self {
        match split_once(text, ":") {
            Some((scheme, rest)) if is_scheme(scheme) => Self { scheme: Some(scheme), ..Self::of_relative(rest) },
            _ => Self::of_relative(text),
        }
    }

    /// The parts of what has no scheme.
    fn of_relative(text: &'static str) -> Self {
        let (text, fragment) = halves(text, b"#");
        let (text, query) = halves(text, b"?");
        let (authority, path) = match text.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = halves(rest, b"/");
                (Some(authority), path)
            }
            None => (None, text),
        };
        Self { scheme: None, authority, path, query, fragment }
    }

    const fn has_slashes(&self) -> bool {
        self.authority.is_some()
    }
}

/// What stands before a mark, and the rest with it.
#[inline(never)]
fn halves(text: &'static str, mark: &[u8]) -> (&'static str, &'static str) {
    text.split_at(before(text, mark).len())
}

fn is_scheme(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// What browsers do before they look at a reference.
fn cleaned(text: &str, style: Style) -> &'static str {
    if style == Style::Rfc3986 {
        return keep(text);
    }
    let text = trim(text, CONTROLS);
    let mut path = true;
    let mut out = String::new();
    for letter in text.chars() {
        path &= !matches!(letter, '?' | '#');
        match letter {
            '\t' | '\r' | '\n' => {}
            '\\' if path => out.push('/'),
            _ => out.push(letter),
        }
    }
    keep(&out)
}

/// RFC 3986 5.2.4. Browsers take `%2e` for a dot as well.
fn without_dots(path: &str, style: Style) -> &'static str {
    let rooted = path.starts_with('/');
    let mut out: Vec<&str> = Vec::new();
    let mut open = false;
    for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
        let count = dots(segment, style);
        open = count > 0;
        match count {
            0 => out.push(segment),
            2 => drop(out.pop()),
            _ => {}
        }
    }
    if open {
        out.push("");
    }
    join(&[if rooted { "/" } else { "" }, &out.join("/")])
}

/// How many dots a segment is, if it is nothing else; at most two.
fn dots(segment: &str, style: Style) -> usize {
    let mut rest = segment.as_bytes();
    let mut count = 0;
    loop {
        rest = match rest {
            [] if count <= 2 => return count,
            [b'.', rest @ ..] => rest,
            [b'%', b'2', b'e' | b'E', rest @ ..] if style == Style::Browser => rest,
            _ => return 0,
        };
        count += 1;
    }
}

/// Percent-encodes controls, spaces, what is not ASCII, and the bytes of `also`.
pub fn encoded(text: &str, also: &[u8]) -> &'static str {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte <= b' ' || byte >= 0x7f || also.contains(&byte) {
            push_percent(&mut out, byte);
        } else {
            out.push(char::from(byte));
        }
    }
    keep(&out)
}

/// Appends `%` and two digits.
pub fn push_percent(out: &mut String, byte: u8) {
    out.push('%');
    for digit in [byte >> 4, byte & 15] {
        out.push(char::from(if digit < 10 { b'0' + digit } else { b'A' + digit - 10 }));
    }
}

#[cfg(test)]
#[path = "url_tests.rs"]
mod tests;
