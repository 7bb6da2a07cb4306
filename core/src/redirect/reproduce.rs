//! A program that makes the same request with the same client, from the template in its data.
//!
//! A line of a template may begin with a condition, `[POST content] `: methods (one of them is the
//! method), `content`, `stream`, or one of these with `!` (it is not so). `[field] ` repeats the
//! line for each field. `{url}`, `{'method'}`, `{content}`, `{field}`, `{name}` and `{value}` are
//! texts as the language writes them; `{METHOD}` and `{method}` are bare, in capitals and in lower
//! case. `{options}` is what the configuration says. A brace is written twice.

use super::exchange::{Content, Field, Request};
use crate::clients::{Browser, Client, Quote, Streams};
use crate::text::split_once;

/// The program; empty if there is none for this client.
#[must_use]
pub fn reproduce(client: &Client, request: &Request) -> String {
    let browser = client.policy.browser != Browser::None;
    let content = request.content.text();
    let streams = matches!(request.content, Content::OneShot(_)) || client.policy.streams != Streams::Either;
    let fields: Vec<&Field> = request.fields.iter().filter(|field| !browser || !field.is("Cookie")).collect();
    let mut out = String::new();
    for line in client.snippet.split('\n') {
        let (condition, line) = condition(line);
        let holds = condition.is_none_or(|terms| holds(terms, request.method, content.is_some(), streams));
        let repeats = condition.is_some_and(|terms| terms.split(' ').any(|term| term == "field"));
        let copies = match (holds, repeats) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) => fields.len(),
        };
        for index in 0..copies {
            let field = fields.get(index).copied();
            push_line(&mut out, line, client, request, field.filter(|_| repeats));
        }
    }
    out
}

/// The condition of a line and the rest of it.
fn condition(line: &str) -> (Option<&str>, &str) {
    let parts = line.strip_prefix('[').and_then(|line| split_once(line, "] "));
    match parts {
        Some((terms, rest)) if terms.split(' ').all(is_term) => (Some(terms), rest),
        _ => (None, line),
    }
}

fn is_term(term: &str) -> bool {
    let term = term.strip_prefix('!').unwrap_or(term);
    matches!(term, "field" | "content" | "stream")
        || (!term.is_empty() && term.bytes().all(|byte| byte.is_ascii_uppercase()))
}

fn holds(terms: &str, method: &str, content: bool, stream: bool) -> bool {
    let mut any_method = None;
    for term in terms.split(' ') {
        let (negative, name) = term.strip_prefix('!').map_or((false, term), |name| (true, name));
        let fits = match name {
            "field" => true,
            "content" => content,
            "stream" => content && stream,
            _ if negative => name == method,
            _ => {
                any_method = Some(any_method.unwrap_or(false) || name == method);
                continue;
            }
        };
        if fits == negative {
            return false;
        }
    }
    any_method.unwrap_or(true)
}

fn push_line(out: &mut String, line: &str, client: &Client, request: &Request, field: Option<&Field>) {
    let mut rest = line;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'{' | b'}')) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        if let Some(after) = here.strip_prefix("{{").or_else(|| here.strip_prefix("}}")) {
            out.push_str(here.get(..1).unwrap_or_default());
            rest = after;
            continue;
        }
        let Some((name, after)) = here.strip_prefix('{').and_then(|inside| inside.split_once('}')) else {
            out.push_str(here);
            rest = "";
            break;
        };
        push_value(out, name, client, request, field);
        rest = after;
    }
    out.push_str(rest);
    out.push('\n');
}

fn push_value(out: &mut String, name: &str, client: &Client, request: &Request, field: Option<&Field>) {
    let (field_name, value) = field.map_or(("", ""), |field| (field.name, field.value));
    match name {
        "url" => push_quoted(out, request.url, client.quote),
        "'method'" => push_quoted(out, request.method, client.quote),
        "METHOD" => out.push_str(request.method),
        "method" => out.push_str(&request.method.to_ascii_lowercase()),
        "content" => push_quoted(out, request.content.text().unwrap_or_default(), client.quote),
        "field" => push_quoted(out, &[field_name, ": ", value].concat(), client.quote),
        "name" => push_quoted(out, field_name, client.quote),
        "value" => push_quoted(out, value, client.quote),
        "options" => out.push_str(client.options),
        _ => {}
    }
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
