//! Every example message is HTTP to the last byte: as a real parser reads it, and in the values
//! whose grammar the parser does not know.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod exchanges;

use exchanges::{assert_none, elements};
use serde_json::Value;
use statuscope_core::catalog::dataset;
use statuscope_core::message::{Message, Start, to_wire};

/// Every message, with its code and whether it answers HEAD.
fn each(see: &mut dyn FnMut(u16, &Message<'static>, bool)) {
    for shot in exchanges::all() {
        see(shot.entry.code, &shot.request, false);
        let to_head = shot.request.method() == Some("HEAD");
        shot.responses.iter().for_each(|response| see(shot.entry.code, response, to_head));
    }
}

fn is_json(message: &Message<'_>) -> bool {
    let kind = message.field("Content-Type").unwrap_or_default().split(';').next().unwrap();
    kind == "application/json" || kind.ends_with("+json")
}

/// What httparse makes of a message: the start line's parts, the fields, the place of the content.
type Read = (String, String, Vec<(String, String)>, usize);

fn read(wire: &[u8], is_request: bool) -> Result<Read, String> {
    let mut space = [httparse::EMPTY_HEADER; 32];
    let (one, other, fields, status) = if is_request {
        let mut request = httparse::Request::new(&mut space);
        let status = request.parse(wire).map_err(|error| error.to_string())?;
        let parts = (request.method.unwrap_or_default(), request.path.unwrap_or_default());
        (parts.0.to_owned(), parts.1.to_owned(), &*request.headers, status)
    } else {
        let mut response = httparse::Response::new(&mut space);
        let status = response.parse(wire).map_err(|error| error.to_string())?;
        let code = response.code.unwrap_or_default().to_string();
        (code, response.reason.unwrap_or_default().to_owned(), &*response.headers, status)
    };
    let httparse::Status::Complete(end) = status else { return Err("the header section does not end".to_owned()) };
    let fields = fields.iter().map(|field| (field.name.to_owned(), String::from_utf8_lossy(field.value).into_owned()));
    Ok((one, other, fields.collect(), end))
}

#[test]
fn a_real_parser_reads_every_message_as_we_do() {
    let mut read_so_far = 0;
    for entry in &dataset().entries {
        let texts = std::iter::once(&entry.exchange.request).chain(&entry.exchange.responses);
        for text in texts.filter(|text| !text.is_empty()) {
            let ours = Message::parse(text).unwrap();
            let wire = to_wire(text);
            let read = read(wire.as_bytes(), ours.method().is_some());
            let (one, other, fields, end) = read.unwrap_or_else(|error| panic!("{}: {error}\n{text}", entry.code));
            let start = match ours.start {
                Start::Request { method, target } => (method.to_owned(), target.to_owned()),
                Start::Response { status, reason } => (status.to_string(), reason.to_owned()),
            };
            assert_eq!((one, other), start, "{}", entry.code);
            let own: Vec<(String, String)> =
                ours.fields.iter().map(|field| (field.name.to_owned(), field.value.to_owned())).collect();
            assert_eq!(fields, own, "{}", entry.code);
            assert_eq!(&wire[end..], ours.content.unwrap_or_default(), "{}", entry.code);
            read_so_far += 1;
        }
    }
    assert!(read_so_far > 190, "only {read_so_far} messages");
}

#[test]
fn content_length_is_exact_and_content_has_a_type() {
    let mut wrong = Vec::new();
    each(&mut |code, message, to_head| {
        let length = message.content.map(str::len);
        let said = message.field("Content-Length").map(|length| length.parse::<usize>().unwrap());
        let chunked = message.field("Transfer-Encoding").is_some();
        if said.is_some() && chunked {
            wrong.push(format!("{code}: Content-Length and Transfer-Encoding (RFC 9112 6.2)"));
        }
        if message.status() != Some(304) && !to_head && said.is_some() && said != Some(length.unwrap_or(0)) {
            wrong.push(format!("{code}: Content-Length is {said:?}, the content {length:?}"));
        }
        if length == Some(0) {
            wrong.push(format!("{code}: an empty line where there is no content"));
        }
        if length.is_some() && (said.is_none() || message.field("Content-Type").is_none()) {
            wrong.push(format!("{code}: content without length or type"));
        }
        // Where nothing says how much follows, a response lasts until the connection closes (RFC 9112 6.3).
        let framed = said.is_some() || chunked || to_head;
        if let Some(status) = message.status()
            && !framed
            && status / 100 != 1
            && status != 204
            && status != 304
        {
            wrong.push(format!("{code}: the {status} is not framed"));
        }
        for name in ["Content-Length", "Content-Type", "Location", "ETag", "Host", "Date", "Retry-After"] {
            if message.fields.iter().filter(|field| field.name.eq_ignore_ascii_case(name)).count() > 1 {
                wrong.push(format!("{code}: {name} twice (RFC 9110 5.3)"));
            }
        }
    });
    assert_none(&wrong);
}

#[test]
fn requests_name_their_host_and_have_a_proper_target() {
    for shot in exchanges::all() {
        let code = shot.entry.code;
        let Start::Request { method, target } = shot.request.start else { panic!("{code}: no request") };
        let host = shot.request.field("Host").unwrap_or_else(|| panic!("{code}: no Host (RFC 9112 3.2)"));
        let authority: http::uri::Authority = host.parse().unwrap_or_else(|_| panic!("{code}: Host: {host}"));
        assert!(!authority.host().is_empty() && !host.contains('@'), "{code}: Host: {host}");
        if method == "CONNECT" {
            assert_eq!(target, host, "{code}: RFC 9112 3.2.3");
        } else if let Some((_, rest)) = target.split_once("://") {
            assert!(rest.starts_with(&format!("{host}/")), "{code}: RFC 9112 3.2.2");
        } else {
            assert!(target.starts_with('/') || (target == "*" && method == "OPTIONS"), "{code}: {target}");
        }
        assert!(is_uri_reference(target) && !target.contains('#'), "{code}: {target}");
    }
}

/// RFC 3986, as far as one can see it in a line: allowed characters, whole percent codes, a scheme.
fn is_uri_reference(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    let escaped =
        text.split('%').skip(1).all(|rest| rest.len() >= 2 && rest.bytes().take(2).all(|d| d.is_ascii_hexdigit()));
    let (before, after) = text.split_once(':').unwrap_or(("", ""));
    let is_scheme =
        !before.contains(['/', '?', '#']) && !before.is_empty() && !before.bytes().all(|d| d.is_ascii_digit());
    let hostless = is_scheme && before.starts_with("http") && after.trim_start_matches('/').is_empty();
    !text.is_empty() && text.bytes().all(allowed) && escaped && !hostless && text.matches('#').count() <= 1
}

#[test]
fn addresses_are_uri_references() {
    for (text, is_one) in [
        ("/a%2Fb?c=d#e", true),
        ("https://a.example/", true),
        ("../x", true),
        ("", false),
        ("/a b", false),
        ("/50%", false),
        ("/ä", false),
        ("https://", false),
        ("/a#b#c", false),
    ] {
        assert_eq!(is_uri_reference(text), is_one, "{text:?}");
    }
    let mut seen = 0;
    each(&mut |code, message, _| {
        for name in ["Location", "Content-Location", "Destination", "Referer"] {
            if let Some(target) = message.field(name) {
                assert!(is_uri_reference(target), "{code}: {name}: {target}");
                seen += 1;
            }
        }
        for field in message.fields.iter().filter(|field| field.name.eq_ignore_ascii_case("Link")) {
            let target = field.value.strip_prefix('<').and_then(|rest| rest.split_once('>'));
            let (target, parameters) = target.unwrap_or_else(|| panic!("{code}: Link: {} (RFC 8288 3)", field.value));
            assert!(is_uri_reference(target) && parameters.contains("rel="), "{code}: Link: {}", field.value);
        }
    });
    assert!(seen > 10, "only {seen} addresses");
}

/// RFC 9110 5.6.7, the only form to be generated: parsed and written again it is the same, weekday included.
fn is_date(text: &str) -> bool {
    httpdate::parse_http_date(text).is_ok_and(|time| httpdate::fmt_http_date(time) == text)
}

#[test]
fn dates_are_imf_fixdates_of_the_right_weekday_and_waits_are_seconds_or_dates() {
    assert!(is_date("Sun, 22 Nov 2026 09:14:03 GMT"));
    for text in
        ["Mon, 22 Nov 2026 09:14:03 GMT", "Sunday, 22-Nov-26 09:14:03 GMT", "Sun, 31 Nov 2026 09:14:03 GMT", "0"]
    {
        assert!(!is_date(text), "{text}");
    }
    let mut seen = 0;
    each(&mut |code, message, _| {
        for name in ["Date", "Expires", "Last-Modified", "If-Modified-Since", "If-Unmodified-Since"] {
            if let Some(date) = message.field(name) {
                assert!(is_date(date), "{code}: {name}: {date}");
                seen += 1;
            }
        }
        if let Some(wait) = message.field("Retry-After") {
            let seconds = !wait.is_empty() && wait.bytes().all(|digit| digit.is_ascii_digit());
            assert!(seconds || is_date(wait), "{code}: Retry-After: {wait}");
            seen += 1;
        }
    });
    assert!(seen > 10, "only {seen} dates");
}

/// RFC 9110 8.8.3.
fn is_entity_tag(text: &str) -> bool {
    let opaque = text.strip_prefix("w/").unwrap_or(text).strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    opaque.is_some_and(|opaque| opaque.bytes().all(|byte| byte == b'!' || (b'#'..=b'~').contains(&byte)))
}

#[test]
fn entity_tags_are_well_formed() {
    assert!(is_entity_tag("\"v7\"") && is_entity_tag("w/\"\""));
    assert!(!is_entity_tag("v7") && !is_entity_tag("\"a b\"") && !is_entity_tag("\"a\"b\"") && !is_entity_tag("\""));
    let mut seen = 0;
    each(&mut |code, message, _| {
        for name in ["ETag", "If-Match", "If-None-Match", "Delta-Base"] {
            for tag in elements(message, name) {
                let any = tag == "*" && name.starts_with("If-");
                assert!(any || is_entity_tag(&tag), "{code}: {name}: {tag}");
                seen += 1;
            }
        }
        if let Some(version) = message.field("If-Range") {
            assert!(is_date(version) || is_entity_tag(version), "{code}: If-Range: {version}");
        }
    });
    assert!(seen >= 8, "only {seen} entity tags");
}

#[test]
fn json_parses_and_problems_name_their_own_status() {
    let (mut parsed, mut problems) = (0, 0);
    each(&mut |code, message, _| {
        let Some(content) = message.content.filter(|_| is_json(message)) else { return };
        let value: Result<Value, _> = serde_json::from_str(content);
        // These two are about requests that are not JSON.
        if message.status().is_none() && [400, 783].contains(&code) {
            assert!(value.is_err(), "{code}: the request is JSON after all");
            return;
        }
        let value = value.unwrap_or_else(|error| panic!("{code}: {error} in\n{content}"));
        parsed += 1;
        if message.field("Content-Type").is_some_and(|kind| kind.starts_with("application/problem+json")) {
            assert_eq!(value["status"].as_u64(), message.status().map(u64::from), "{code}: RFC 9457 3.1.2");
            assert!(value["title"].is_string(), "{code}: a problem without title");
            problems += 1;
        }
    });
    assert!(parsed > 30 && problems > 10, "{parsed} {problems}");
}

/// The element that is not closed, if there is one.
fn unclosed(xml: &str) -> Option<&str> {
    let mut open = Vec::new();
    for tag in xml.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap();
        let name = tag.trim_matches(['/', '?']).split([' ', '/']).next().unwrap();
        if let Some(closed) = tag.strip_prefix('/') {
            if open.pop() != Some(closed) {
                return Some(closed);
            }
        } else if !tag.starts_with(['?', '!']) && !tag.ends_with('/') {
            open.push(name);
        }
    }
    open.pop()
}

#[test]
fn xml_is_closed_and_its_status_lines_are_registered() {
    assert_eq!((unclosed("<?xml?><a b=''><c/></a>"), unclosed("<a><b></a>")), (None, Some("a")));
    let mut seen = 0;
    each(&mut |code, message, _| {
        let Some(xml) =
            message.content.filter(|_| message.field("Content-Type").is_some_and(|kind| kind.contains("xml")))
        else {
            return;
        };
        assert_eq!(unclosed(xml), None, "{code}");
        for line in xml.split("HTTP/1.1 ").skip(1) {
            let line = line.split('<').next().unwrap();
            let (digits, reason) = line.split_once(' ').unwrap();
            let entry = statuscope_core::catalog::entry(digits.parse().unwrap()).unwrap();
            assert_eq!(entry.name, reason, "{code}");
            seen += 1;
        }
    });
    assert!(seen >= 5, "only {seen} status lines");
}
