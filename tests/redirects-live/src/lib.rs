//! A server on loopback that redirects as it is told and remembers what it was asked, and what a
//! journey of the model says beside that.
//!
//! Two ports of 127.0.0.1 are two origins; `localhost` is another host. A URL is `/case/…`: the
//! requests of a case are answered in order, after its last redirect with 200. Pages of any origin
//! may read the answers, so browsers can be measured as well.

use statuscope_core::redirect::{Field, Journey, Outcome};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// `Host`.
    pub host: String,
    /// The method.
    pub method: String,
    /// The path with its query.
    pub target: String,
    /// The fields.
    pub fields: Vec<Field>,
    /// The content.
    pub body: Vec<u8>,
}

impl Seen {
    /// The value of a field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|field| field.is(name)).map(|field| field.value)
    }
}

#[derive(Debug, Default)]
struct Case {
    hops: Vec<(u16, String)>,
    /// What it answers to `GET` where it does not redirect, as HTML.
    page: Option<String>,
    seen: Vec<Seen>,
}

/// Where a URL of the server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// 127.0.0.1, the first port.
    Home,
    /// 127.0.0.1, the second port.
    OtherPort,
    /// localhost, the first port.
    OtherHost,
}

/// The server; it ends with the process.
#[derive(Debug, Clone)]
pub struct Server {
    ports: [u16; 2],
    cases: Arc<Mutex<BTreeMap<String, Case>>>,
}

impl Server {
    /// Starts it on two free ports.
    ///
    /// # Errors
    /// If loopback cannot be listened on.
    pub fn start() -> std::io::Result<Self> {
        let cases = Arc::default();
        let mut ports = [0; 2];
        for port in &mut ports {
            let listener = TcpListener::bind(("127.0.0.1", 0))?;
            *port = listener.local_addr()?.port();
            let cases = Arc::clone(&cases);
            thread::spawn(move || {
                for stream in listener.incoming().flatten() {
                    let cases = Arc::clone(&cases);
                    thread::spawn(move || serve(stream, &cases));
                }
            });
        }
        Ok(Self { ports, cases })
    }

    /// A URL of a case.
    #[must_use]
    pub fn url(&self, place: Place, case: &str, path: &str) -> String {
        let [first, second] = self.ports;
        let (host, port) = match place {
            Place::Home => ("127.0.0.1", first),
            Place::OtherPort => ("127.0.0.1", second),
            Place::OtherHost => ("localhost", first),
        };
        format!("http://{host}:{port}/{case}/{path}")
    }

    /// Says how the requests of a case are answered: status and `Location`.
    pub fn script(&self, case: &str, hops: Vec<(u16, String)>) {
        if let Ok(mut cases) = self.cases.lock() {
            cases.insert(case.to_owned(), Case { hops, ..Case::default() });
        }
    }

    /// Answers the requests of a case with a page, for browsers to run its script.
    pub fn page(&self, case: &str, html: String) {
        if let Ok(mut cases) = self.cases.lock() {
            cases.insert(case.to_owned(), Case { page: Some(html), ..Case::default() });
        }
    }

    /// The requests of a case so far.
    #[must_use]
    pub fn seen(&self, case: &str) -> Vec<Seen> {
        self.cases.lock().ok().and_then(|cases| cases.get(case).map(|case| case.seen.clone())).unwrap_or_default()
    }
}

fn serve(stream: TcpStream, cases: &Mutex<BTreeMap<String, Case>>) {
    let Ok(mut writer) = stream.try_clone() else { return };
    let mut reader = BufReader::new(stream);
    while let Some(seen) = read_request(&mut reader, &mut writer) {
        let closes = seen.field("Connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
        let answer = answer(seen, cases);
        if writer.write_all(answer.as_bytes()).is_err() || closes {
            return;
        }
    }
}

fn read_request(reader: &mut BufReader<TcpStream>, writer: &mut TcpStream) -> Option<Seen> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let mut parts = line.split(' ');
    let (method, target) = (parts.next()?.to_owned(), parts.next()?.to_owned());
    let mut fields = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        fields.push(Field::new(name, value.trim()));
    }
    let mut seen = Seen { host: String::new(), method, target, fields, body: Vec::new() };
    seen.host = seen.field("Host").unwrap_or_default().to_owned();
    if seen.field("Expect").is_some() {
        writer.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").ok()?;
    }
    if let Some(length) = seen.field("Content-Length").and_then(|length| length.parse().ok()) {
        seen.body = vec![0; length];
        reader.read_exact(&mut seen.body).ok()?;
    } else if seen.field("Transfer-Encoding").is_some() {
        seen.body = read_chunks(reader)?;
    }
    Some(seen)
}

fn read_chunks(reader: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let length = usize::from_str_radix(line.trim().split(';').next()?, 16).ok()?;
        let mut chunk = vec![0; length + 2];
        reader.read_exact(&mut chunk).ok()?;
        if length == 0 {
            return Some(body);
        }
        chunk.truncate(length);
        body.append(&mut chunk);
    }
}

fn answer(seen: Seen, cases: &Mutex<BTreeMap<String, Case>>) -> String {
    let mut head = String::new();
    if let Some(origin) = seen.field("Origin") {
        head = format!(
            "Access-Control-Allow-Origin: {origin}\r\nAccess-Control-Allow-Credentials: true\r\n\
             Access-Control-Allow-Methods: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n\
             Access-Control-Allow-Headers: {}\r\n",
            seen.field("Access-Control-Request-Headers").unwrap_or("*")
        );
    }
    if seen.field("Access-Control-Request-Method").is_some() {
        return format!("HTTP/1.1 204 No Content\r\n{head}\r\n");
    }
    let name = seen.target.split('/').nth(1).unwrap_or_default().to_owned();
    let without_content = seen.method == "HEAD";
    let mut page = None;
    let hop = cases.lock().ok().and_then(|mut cases| {
        let case = cases.get_mut(&name)?;
        page = case.page.clone();
        case.seen.push(seen);
        case.hops.get(case.seen.len() - 1).cloned()
    });
    if let Some(page) = page {
        let length = page.len();
        return format!("HTTP/1.1 200 OK\r\n{head}Content-Type: text/html\r\nContent-Length: {length}\r\n\r\n{page}");
    }
    match hop {
        Some((304, location)) => format!("HTTP/1.1 304 Redirect\r\n{head}Location: {location}\r\n\r\n"),
        Some((status, location)) => {
            format!("HTTP/1.1 {status} Redirect\r\n{head}Location: {location}\r\nContent-Length: 0\r\n\r\n")
        }
        None if without_content => format!("HTTP/1.1 200 OK\r\n{head}Content-Length: 2\r\n\r\n"),
        None => format!("HTTP/1.1 200 OK\r\n{head}Content-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"),
    }
}

/// How a real client ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// With a response of this status.
    Status(u16),
    /// With an error.
    Error,
}

/// What does not fit between the model and what came in, in words; `names` are the fields looked at.
#[must_use]
pub fn differences(journey: &Journey, seen: &[Seen], end: End, names: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let expected = match &journey.outcome {
        Outcome::Arrived => "arrives",
        Outcome::HandedBack(_) | Outcome::Loop(false) | Outcome::Limit(false) => "hands the redirect back",
        Outcome::NotModelled(_) => return found,
        _ => "stops with an error",
    };
    let real = match end {
        End::Status(300..400) => "hands the redirect back",
        End::Status(_) => "arrives",
        End::Error => "stops with an error",
    };
    if expected != real {
        found.push(format!("{real}, modelled: {expected}"));
    }
    if seen.len() != journey.steps.len() {
        found.push(format!("{} requests, modelled: {}", seen.len(), journey.steps.len()));
    }
    for (index, (seen, step)) in seen.iter().zip(&journey.steps).enumerate() {
        let number = index + 1;
        if seen.method != step.method {
            found.push(format!("request {number} is {}, modelled: {}", seen.method, step.method));
        }
        let (real, modelled) = (!seen.body.is_empty(), step.content.text().is_some());
        if real != modelled {
            found.push(format!("request {number} has a body: {real}, modelled: {modelled}"));
        }
        for name in names {
            let (real, modelled) = (seen.field(name).is_some(), step.sent(name).is_some());
            if real != modelled {
                found.push(format!("request {number} has {name}: {real}, modelled: {modelled}"));
            }
        }
    }
    found
}
