//! The little of HTTP/1.1 that our server reads.

/// A request: what is asked for, and in which encodings the answer may come.
pub struct Request {
    /// `GET`, `HEAD` …
    pub method: String,
    /// The path as sent, without the query.
    pub path: String,
    /// The query with its question mark, or nothing.
    pub query: String,
    /// The host that is asked, with its port, if it is a plain one.
    pub host: Option<String>,
    /// Content encodings that the client accepts, lower case, those with `q=0` left out.
    pub encodings: Vec<String>,
}

impl Request {
    /// `None` if it is no HTTP/1 request for a path.
    pub fn parse(head: &[u8]) -> Option<Request> {
        let head = std::str::from_utf8(head).ok()?;
        let (head, _) = head.split_once("\r\n\r\n")?;
        let (line, fields) = head.split_once("\r\n").unwrap_or((head, ""));
        let mut words = line.split(' ');
        let (method, target, version) = (words.next()?, words.next()?, words.next()?);
        if words.next().is_some() || !version.starts_with("HTTP/1.") || !target.starts_with('/') {
            return None;
        }
        let (path, query) = match target.find('?') {
            Some(at) => target.split_at(at),
            None => (target, ""),
        };
        let values = |wanted: &'static str| {
            let fields = fields.lines().filter_map(|field| field.split_once(':'));
            fields.filter(move |(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim())
        };
        let accepted = values("accept-encoding").flat_map(|value| value.split(','));
        let plain = |letter: char| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter);
        let host = values("host").next().filter(|host| !host.is_empty() && host.chars().all(plain));
        Some(Request {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            host: host.map(str::to_owned),
            encodings: accepted.filter_map(encoding).collect(),
        })
    }

    /// The folders and the file that the path names, decoded; `None` if it could lead anywhere
    /// but down.
    pub fn segments(&self) -> Option<Vec<String>> {
        let inner = self.path.strip_prefix('/')?;
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        if inner.is_empty() {
            // `//` is no path: a redirect to it would lead to another host.
            return (self.path == "/").then(Vec::new);
        }
        inner.split('/').map(|segment| decode(segment).filter(|name| is_plain(name))).collect()
    }
}

/// A name that is one file or folder on every system, and not a way out.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name != "."
        && name != ".."
        && !name.contains(|letter: char| matches!(letter, '/' | '\\' | ':') || letter.is_control())
}

fn encoding(item: &str) -> Option<String> {
    let mut parts = item.split(';').map(str::trim);
    let name = parts.next()?.to_ascii_lowercase();
    let refused = parts.any(|part| {
        part.strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok()).is_some_and(|weight| weight <= 0.0)
    });
    (!refused).then_some(name)
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' { 16 * hex(rest.next()?)? + hex(rest.next()?)? } else { byte });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    u8::try_from(char::from(digit).to_digit(16)?).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn segments(path: &str) -> Option<Vec<String>> {
        Request::parse(format!("GET {path} HTTP/1.1\r\n\r\n").as_bytes()).unwrap().segments()
    }

    #[test]
    fn a_path_is_split_and_decoded() {
        assert_eq!(segments("/").unwrap(), Vec::<String>::new());
        assert_eq!(segments("/404/").unwrap(), ["404"]);
        assert_eq!(segments("/a%20b/%C3%A9.css?v=1/..").unwrap(), ["a b", "é.css"]);
    }

    #[test]
    fn no_path_leads_out() {
        for path in [
            "/../x",
            "/a/../../x",
            "/..",
            "/.",
            "/%2e%2e/x",
            "/..%2fx",
            "/a%5c..%5cx",
            "/c:/x",
            "//",
            "//e.org/",
            "/a//b",
            "/a%00",
            "/%",
            "/%f",
            "/%ff",
        ] {
            assert_eq!(segments(path), None, "{path}");
        }
    }

    #[test]
    fn encodings_with_weight_zero_are_refused() {
        let head = b"GET / HTTP/1.1\r\nHost: x\r\naccept-encoding: gzip;q=0, BR;q=0.5 , zstd\r\n\r\n";
        assert_eq!(Request::parse(head).unwrap().encodings, ["br", "zstd"]);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        for head in ["", "GET\r\n\r\n", "GET / HTTP/2\r\n\r\n", "GET http://x/ HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\n"]
        {
            assert!(Request::parse(head.as_bytes()).is_none(), "{head:?}");
        }
    }
}
