//! URLs and references to them, resolved as RFC 3986 5 says, or as browsers do it.
//!
//! Not done: IDNA and the many spellings of IPv4 addresses; a host stays as it is written, in lower
//! case. The crate `url` does all that, at four times the size of this whole module tree.

use crate::words::push_number;

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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Url {
    /// The scheme, in lower case.
    pub scheme: String,
    /// User name and password as written: `user:password`.
    pub userinfo: Option<String>,
    /// The host; none in `mailto:a@b`.
    pub host: Option<String>,
    /// The host in the letter case in which it was written.
    pub host_as_written: String,
    /// The port as written, even if it is the default.
    pub port: Option<u16>,
    /// The path.
    pub path: String,
    /// What follows `?`.
    pub query: Option<String>,
    /// What follows `#`.
    pub fragment: Option<String>,
}

impl Url {
    /// Reads an absolute URL.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str, style: Style) -> Result<Self, UrlFault> {
        let text = cleaned(text, style);
        let parts = Parts::of(&text);
        let scheme = parts.scheme.ok_or(UrlFault::Relative)?;
        Self::default().resolved(&parts, scheme, style)
    }

    /// Resolves a reference against this URL.
    ///
    /// # Errors
    /// What is wrong with the result.
    pub fn join(&self, reference: &str, style: Style) -> Result<Self, UrlFault> {
        let text = cleaned(reference, style);
        let mut parts = Parts::of(&text);
        let kept;
        if style == Style::Browser {
            match parts.scheme {
                // `http:path` is relative to a base of the same scheme.
                Some(scheme) if is_web(scheme) && scheme.eq_ignore_ascii_case(&self.scheme) && !parts.has_slashes() => {
                    kept = text.get(scheme.len() + 1..).unwrap_or_default().to_owned();
                    parts = Parts::of_relative(&kept);
                }
                // Any number of slashes introduces a host.
                Some(scheme) if is_web(scheme) => {
                    let rest = text.get(scheme.len() + 1..).unwrap_or_default();
                    kept = [scheme, "://", rest.trim_start_matches('/')].concat();
                    parts = Parts::of(&kept);
                }
                None if parts.has_slashes() && is_web(&self.scheme) => {
                    kept = ["//", text.trim_start_matches('/')].concat();
                    parts = Parts::of(&kept);
                }
                _ => {}
            }
        }
        self.resolved(&parts, parts.scheme.unwrap_or(&self.scheme), style)
    }

    /// RFC 3986 5.2.2.
    fn resolved(&self, parts: &Parts<'_>, scheme: &str, style: Style) -> Result<Self, UrlFault> {
        let mut url = Self { scheme: scheme.to_ascii_lowercase(), ..Self::default() };
        if parts.scheme.is_some() || parts.authority.is_some() {
            if let Some(authority) = parts.authority {
                url.read_authority(authority)?;
            }
            url.path = without_dots(parts.path, style);
            url.query = parts.query.map(str::to_owned);
        } else {
            url.userinfo.clone_from(&self.userinfo);
            url.host.clone_from(&self.host);
            url.host_as_written.clone_from(&self.host_as_written);
            url.port = self.port;
            if parts.path.is_empty() {
                url.path.clone_from(&self.path);
                url.query = parts.query.map_or_else(|| self.query.clone(), |query| Some(query.to_owned()));
            } else {
                let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
                let merged = if parts.path.starts_with('/') {
                    parts.path.to_owned()
                } else {
                    [folder, "/", parts.path].concat()
                };
                url.path = without_dots(&merged, style);
                url.query = parts.query.map(str::to_owned);
            }
        }
        url.fragment = parts.fragment.map(str::to_owned);
        if url.is_web() && url.host.as_deref().unwrap_or_default().is_empty() {
            return Err(UrlFault::NoHost);
        }
        if url.host.is_some() && !url.path.starts_with('/') {
            url.path.insert(0, '/');
        }
        if style == Style::Browser && url.is_web() {
            url.path = encoded(&url.path, b"\"#<>?^`{}");
            url.query = url.query.map(|query| encoded(&query, b"\"#<>'"));
            url.fragment = url.fragment.map(|fragment| encoded(&fragment, b"\"<>`"));
        }
        Ok(url)
    }

    fn read_authority(&mut self, authority: &str) -> Result<(), UrlFault> {
        let (userinfo, place) = match authority.rsplit_once('@') {
            Some((userinfo, place)) => (Some(userinfo), place),
            None => (None, authority),
        };
        let ends = place.rfind(']').unwrap_or(0);
        let (host, port) = match place.rfind(':') {
            Some(colon) if colon >= ends => place.split_at(colon),
            _ => (place, ""),
        };
        let digits = port.trim_start_matches(':');
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
        self.userinfo = userinfo.map(str::to_owned);
        self.host = Some(host.to_ascii_lowercase());
        host.clone_into(&mut self.host_as_written);
        Ok(())
    }

    /// Whether it is `http` or `https`.
    #[must_use]
    pub fn is_web(&self) -> bool {
        is_web(&self.scheme)
    }

    /// The host, empty where there is none.
    #[must_use]
    pub fn host(&self) -> &str {
        self.host.as_deref().unwrap_or_default()
    }

    /// The port that a request goes to.
    #[must_use]
    pub fn effective_port(&self) -> u16 {
        self.port.unwrap_or(if self.scheme == "https" { 443 } else { 80 })
    }

    /// The port, if it is not the default.
    #[must_use]
    pub fn shown_port(&self) -> Option<u16> {
        self.port.filter(|port| *port != if self.scheme == "https" { 443 } else { 80 })
    }

    /// Whether scheme, host and port are the same (RFC 6454 5).
    #[must_use]
    pub fn same_origin(&self, other: &Self) -> bool {
        self.scheme == other.scheme && self.host == other.host && self.effective_port() == other.effective_port()
    }

    /// What stands in `Host`: the host, and the port if it is not the default.
    #[must_use]
    pub fn host_field(&self) -> String {
        let mut text = self.host().to_owned();
        if let Some(port) = self.shown_port() {
            text.push(':');
            push_number(&mut text, port);
        }
        text
    }

    /// Scheme, host and port: `https://example.com:8443`.
    #[must_use]
    pub fn origin(&self) -> String {
        [&self.scheme, "://", &self.host_field()].concat()
    }

    /// What stands in the request line: path and query.
    #[must_use]
    pub fn target(&self) -> String {
        let mut text = self.path.clone();
        if let Some(query) = &self.query {
            text.push('?');
            text.push_str(query);
        }
        text
    }

    /// The whole without user name and fragment: what identifies the resource on the wire.
    #[must_use]
    pub fn address(&self) -> String {
        if self.host.is_some() {
            [&self.origin(), self.target().as_str()].concat()
        } else {
            [&self.scheme, ":", &self.target()].concat()
        }
    }

    /// The whole without user name.
    #[must_use]
    pub fn shown(&self) -> String {
        let mut text = self.address();
        if let Some(fragment) = &self.fragment {
            text.push('#');
            text.push_str(fragment);
        }
        text
    }
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// The parts of a reference (RFC 3986 appendix B).
struct Parts<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Self {
        match text.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => Self { scheme: Some(scheme), ..Self::of_relative(rest) },
            _ => Self::of_relative(text),
        }
    }

    /// The parts of what has no scheme.
    fn of_relative(text: &'a str) -> Self {
        let (text, fragment) = halves(text, '#');
        let (text, query) = halves(text, '?');
        let (authority, path) = match text.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
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

fn halves(text: &str, mark: char) -> (&str, Option<&str>) {
    text.split_once(mark).map_or((text, None), |(before, after)| (before, Some(after)))
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// What browsers do before they look at a reference.
fn cleaned(text: &str, style: Style) -> String {
    if style == Style::Rfc3986 {
        return text.to_owned();
    }
    let text = text.trim_matches(|letter: char| letter <= ' ');
    let mut path = true;
    text.chars()
        .filter(|letter| !matches!(letter, '\t' | '\r' | '\n'))
        .map(|letter| {
            path &= !matches!(letter, '?' | '#');
            if letter == '\\' && path { '/' } else { letter }
        })
        .collect()
}

/// RFC 3986 5.2.4. Browsers take `%2e` for a dot as well.
fn without_dots(path: &str, style: Style) -> String {
    let dots = |segment: &str| -> usize {
        match segment {
            "." => 1,
            ".." => 2,
            _ if style == Style::Browser && segment.len() <= 6 => match segment.to_ascii_lowercase().as_str() {
                "%2e" => 1,
                ".%2e" | "%2e." | "%2e%2e" => 2,
                _ => 0,
            },
            _ => 0,
        }
    };
    let rooted = path.starts_with('/');
    let mut out: Vec<&str> = Vec::new();
    let mut open = false;
    for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
        let count = dots(segment);
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
    let joined = out.join("/");
    if rooted { ["/", &joined].concat() } else { joined }
}

/// Percent-encodes controls, spaces, what is not ASCII, and the bytes of `also`.
pub fn encoded(text: &str, also: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte <= b' ' || byte >= 0x7f || also.contains(&byte) {
            push_percent(&mut out, byte);
        } else {
            out.push(char::from(byte));
        }
    }
    out
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
