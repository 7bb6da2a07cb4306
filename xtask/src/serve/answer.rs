//! From a request to an answer, without a socket: which file, which header fields.

use super::request::Request;
use crate::site::compress;
use crate::site::policy::{self, HEADERS, POLICY};
use crate::site::shell;
use std::path::{Path, PathBuf};

/// A response.
pub struct Answer {
    status: u16,
    fields: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Answer {
    /// A short text.
    pub fn plain(status: u16, text: &str) -> Answer {
        Answer::new(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
    }

    fn new(status: u16, kind: &str, body: Vec<u8>) -> Answer {
        let field = |name, value: &str| (name, value.to_owned());
        // What is built next must be seen next.
        let mut fields = vec![field("Content-Type", kind), field("Cache-Control", "no-cache")];
        fields.extend(HEADERS.map(|(name, value)| field(name, value)));
        Answer { status, fields, body }
    }

    fn with(mut self, name: &'static str, value: &str) -> Answer {
        self.fields.push((name, value.to_owned()));
        self
    }

    /// The message as it is sent; without the body in answer to HEAD.
    pub fn to_bytes(&self, with_body: bool) -> Vec<u8> {
        let reason = match self.status {
            200 => "OK",
            308 => "Permanent Redirect",
            400 => "Bad Request",
            404 => "Not Found",
            405 => "Method Not Allowed",
            _ => "Internal Server Error",
        };
        let mut head = format!("HTTP/1.1 {} {reason}\r\n", self.status);
        for (name, value) in &self.fields {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!("Content-Length: {}\r\nConnection: close\r\n\r\n", self.body.len());
        let mut bytes = head.into_bytes();
        if with_body {
            bytes.extend_from_slice(&self.body);
        }
        bytes
    }
}

/// The answer of the site in `folder`.
pub fn answer(folder: &Path, request: &Request) -> Answer {
    let mut answer = found(folder, request);
    if let Some(host) = &request.host {
        for (_, value) in answer.fields.iter_mut().filter(|(_, value)| value == POLICY) {
            *value = policy::at(&format!("http://{host}"));
        }
    }
    answer
}

fn found(folder: &Path, request: &Request) -> Answer {
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        return Answer::plain(405, "Only GET and HEAD.\n").with("Allow", "GET, HEAD");
    }
    let Some(segments) = request.segments() else {
        return not_found(folder);
    };
    let path: PathBuf = segments.iter().fold(folder.to_owned(), |path, segment| path.join(segment));
    if path.is_dir() {
        if !request.path.ends_with('/') {
            let location = format!("{}/{}", request.path, request.query);
            return Answer::plain(308, "This address ends with a slash.\n").with("Location", &location);
        }
        return file(&path.join("index.html"), request).unwrap_or_else(|| not_found(folder));
    }
    let is_file_address = !request.path.ends_with('/');
    is_file_address.then(|| file(&path, request)).flatten().unwrap_or_else(|| not_found(folder))
}

fn file(path: &Path, request: &Request) -> Option<Answer> {
    if !path.is_file() {
        return None;
    }
    let kind = media_type(path);
    let mut answer = None;
    for (encoding, ending) in [("br", ".br"), ("gzip", ".gz")] {
        let mut ready_made = path.as_os_str().to_owned();
        ready_made.push(ending);
        if answer.is_none()
            && request.encodings.iter().any(|accepted| accepted == encoding)
            && let Ok(bytes) = std::fs::read(Path::new(&ready_made))
        {
            answer = Some(Answer::new(200, kind, bytes).with("Content-Encoding", encoding));
        }
    }
    let answer = match answer {
        Some(answer) => answer,
        None => Answer::new(200, kind, std::fs::read(path).ok()?),
    };
    Some(if compress::is_compressible(path) { answer.with("Vary", "Accept-Encoding") } else { answer })
}

/// The page that says so. Its links begin with the path of the published site, which is not ours.
fn not_found(folder: &Path) -> Answer {
    match std::fs::read_to_string(folder.join("404.html")) {
        Ok(page) => Answer::new(404, "text/html; charset=utf-8", shell::not_found_at_root(&page).into_bytes()),
        Err(_) => Answer::plain(404, "There is no page at this address.\n"),
    }
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt") => "text/plain; charset=utf-8",
        Some("xml") => "application/xml",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
