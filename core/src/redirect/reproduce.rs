//! A program that makes the same request with the same client, from the template in its data.

use super::exchange::{Content, Field, Request};
use super::keep::{join, lower};
use crate::clients::{Browser, Client, Quote, Streams};
use crate::sets::Set;

/// The program; empty if there is none for this client.
#[must_use]
pub fn reproduce(client: &Client, request: &Request) -> String {
    let method = Set::method(request.method);
    let content = match request.content {
        Content::None => 1,
        Content::Buffered(_) if client.policy.streams == Streams::Either => 2,
        _ => 4,
    };
    // A page cannot set cookies.
    let hidden = if client.policy.browser == Browser::None { Set::NONE } else { Set::COOKIE };
    let once = [Field { name: "", value: "" }];
    let mut out = String::new();
    for line in &client.snippet {
        if line.not.meets(method) || line.content & content == 0 {
            continue;
        }
        for field in if line.each { request.fields.as_slice() } else { &once } {
            if !hidden.meets(Set::field(field.name)) {
                push_line(&mut out, line.text, client.quote, request, field);
            }
        }
    }
    out
}

/// Adds a line. Some of its characters are places in [`PLACEHOLDERS`](crate::clients::PLACEHOLDERS).
fn push_line(out: &mut String, line: &str, quote: Quote, request: &Request, field: &Field) {
    for letter in line.chars() {
        let (text, quote) = match letter {
            '\u{1}' => (request.url, Some(quote)),
            '\u{2}' => (request.method, Some(quote)),
            '\u{3}' => (request.method, None),
            '\u{4}' => (lower(request.method), None),
            '\u{5}' => (request.content.text().unwrap_or_default(), Some(quote)),
            '\u{6}' => (join(&[field.name, ": ", field.value]), Some(quote)),
            '\u{7}' => (field.name, Some(quote)),
            '\u{8}' => (field.value, Some(quote)),
            _ => {
                out.push(letter);
                continue;
            }
        };
        match quote {
            Some(quote) => push_quoted(out, text, quote),
            None => out.push_str(text),
        }
    }
    out.push('\n');
}

/// A text as the language writes it. Control characters are left out: no request has them here.
fn push_quoted(out: &mut String, text: &str, quote: Quote) {
    let mark = if quote == Quote::Double { '"' } else { '\'' };
    out.push(mark);
    for letter in text.chars() {
        match (letter, quote) {
            ('\'', Quote::Shell) => out.push_str("'\\''"),
            ('\n', Quote::Double) => out.push_str("\\n"),
            ('\n', _) => out.push('\n'),
            ('\\', Quote::Double | Quote::Single) => out.push_str("\\\\"),
            _ if letter == mark => {
                out.push('\\');
                out.push(letter);
            }
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out.push(mark);
}
