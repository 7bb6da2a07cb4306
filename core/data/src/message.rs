//! HTTP/1.1 messages as text: the parts that a reader, a check or a picture needs.
//!
//! Lines are parted by `\n` alone, as people write and read them; [`to_wire`] makes CRLF of it.
//! Grammar: RFC 9112 (message syntax) and RFC 9110 5 (fields).

use crate::text::split_once;

/// One header field as it stands in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field<'a> {
    /// The name, in the letter case of the message.
    pub name: &'a str,
    /// The value without the white space around it.
    pub value: &'a str,
}

/// The first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start<'a> {
    /// `GET /path HTTP/1.1`
    Request {
        /// The method token.
        method: &'a str,
        /// The request target.
        target: &'a str,
    },
    /// `HTTP/1.1 404 Not Found`
    Response {
        /// The status code as sent: three digits.
        status: u16,
        /// The reason phrase, may be empty.
        reason: &'a str,
    },
}

/// A whole message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message<'a> {
    /// The first line.
    pub start: Start<'a>,
    /// The header section.
    pub fields: Vec<Field<'a>>,
    /// The content; `None` where the message ends with its header section.
    pub content: Option<&'a str>,
}

/// Why a text is no message. `line` counts from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line.
    pub line: usize,
    /// What is wrong with it.
    pub what: &'static str,
}

impl<'a> Message<'a> {
    /// Reads a message.
    ///
    /// # Errors
    /// The first line that does not follow the grammar.
    pub fn parse(text: &'a str) -> Result<Self, Fault> {
        let (head, content) = match split_once(text, "\n\n") {
            Some((head, content)) => (head, Some(content)),
            None => (text, None),
        };
        let mut lines = head.split('\n');
        let start = start_line(lines.next().unwrap_or_default()).map_err(|what| Fault { line: 1, what })?;
        let mut fields = Vec::new();
        for (index, line) in lines.enumerate() {
            fields.push(field_line(line).map_err(|what| Fault { line: index + 2, what })?);
        }
        Ok(Self { start, fields, content })
    }

    /// The value of the first field called `name`, in any letter case.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'a str> {
        self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name)).map(|field| field.value)
    }

    /// The status code, if this is a response.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        match self.start {
            Start::Response { status, .. } => Some(status),
            Start::Request { .. } => None,
        }
    }

    /// The method, if this is a request.
    #[must_use]
    pub const fn method(&self) -> Option<&'a str> {
        match self.start {
            Start::Request { method, .. } => Some(method),
            Start::Response { .. } => None,
        }
    }
}

/// RFC 9110 5.6.2.
#[must_use]
pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn start_line(line: &str) -> Result<Start<'_>, &'static str> {
    if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
        let (digits, reason) = split_once(rest, " ").unwrap_or((rest, ""));
        if digits.len() != 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err("the status code is not three digits (RFC 9112 4)");
        }
        let status = digits.bytes().fold(0, |sum, digit| sum * 10 + u16::from(digit & 15));
        return Ok(Start::Response { status, reason });
    }
    let parts = split_once(line, " ").and_then(|(method, rest)| Some((method, split_once(rest, " ")?)));
    let Some((method, (target, "HTTP/1.1"))) = parts else {
        return Err("neither `METHOD target HTTP/1.1` nor `HTTP/1.1 status reason` (RFC 9112 3 and 4)");
    };
    if !is_token(method) {
        return Err("the method is no token (RFC 9110 9.1)");
    }
    if target.is_empty() || !target.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("the target has characters that must be percent-encoded (RFC 9112 3.2)");
    }
    Ok(Start::Request { method, target })
}

/// The value without the white space around it (RFC 9110 5.6.3).
fn bare(mut value: &str) -> &str {
    while let Some(rest) = value.strip_prefix(' ').or(value.strip_prefix('\t')) {
        value = rest;
    }
    while let Some(rest) = value.strip_suffix(' ').or(value.strip_suffix('\t')) {
        value = rest;
    }
    value
}

fn field_line(line: &str) -> Result<Field<'_>, &'static str> {
    let (name, value) = split_once(line, ":").ok_or("a header field needs a colon (RFC 9112 5)")?;
    if !is_token(name) {
        return Err("the field name is no token; no white space before the colon (RFC 9112 5.1)");
    }
    let value = bare(value);
    if value.chars().any(|letter| letter.is_control() && letter != '\t') {
        return Err("the field value has a control character (RFC 9110 5.5)");
    }
    Ok(Field { name, value })
}

/// The message as it goes over the network: CRLF in the head, the content as it is.
#[must_use]
pub fn to_wire(text: &str) -> String {
    let (head, content) = split_once(text, "\n\n").unwrap_or((text, ""));
    let mut wire = head.replace('\n', "\r\n");
    wire.push_str("\r\n\r\n");
    wire.push_str(content);
    wire
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn reads_both_kinds() {
        let request = Message::parse("GET /a?b HTTP/1.1\nHost: x").unwrap();
        assert_eq!((request.method(), request.field("HOST"), request.content), (Some("GET"), Some("x"), None));
        let response = Message::parse("HTTP/1.1 404 Not Found\nA: b \n\nhi\n\nyou").unwrap();
        assert_eq!(
            (response.status(), response.field("a"), response.content),
            (Some(404), Some("b"), Some("hi\n\nyou"))
        );
    }

    #[test]
    fn names_the_line_at_fault() {
        for (text, line) in [
            ("", 1),
            ("GET  / HTTP/1.1", 1),
            ("G,T / HTTP/1.1", 1),
            ("GET /ä HTTP/1.1", 1),
            ("HTTP/1.1 20 OK", 1),
            ("GET / HTTP/1.1\nHost: x\nBad Name: y", 3),
            ("GET / HTTP/1.1\nHost", 2),
        ] {
            assert_eq!(Message::parse(text).unwrap_err().line, line, "{text:?}");
        }
    }

    #[test]
    fn writes_crlf_in_the_head_only() {
        assert_eq!(to_wire("HTTP/1.1 200 OK\nA: b\n\nx\ny"), "HTTP/1.1 200 OK\r\nA: b\r\n\r\nx\ny");
    }
}
