//! Turns the program of a client, as people write it, into lines with conditions.

use super::code::keep;
use super::page::Page;
use crate::clients::{PLACEHOLDERS, SnippetLine};
use crate::sets::Set;

const NONE: u8 = 1;
const BUFFERED: u8 = 2;
const STREAM: u8 = 4;

/// The lines of a snippet; `options` takes the place of `{options}`.
pub fn lines(snippet: &str, options: &str, page: &mut Page<'_>) -> Vec<SnippetLine> {
    let snippet = snippet.trim_matches('\n');
    if snippet.is_empty() { Vec::new() } else { snippet.lines().map(|text| line(text, options, page)).collect() }
}

fn line(whole: &str, options: &str, page: &mut Page<'_>) -> SnippetLine {
    let mut line = SnippetLine { not: Set::NONE, content: NONE | BUFFERED | STREAM, each: false, text: "" };
    let mut rest = whole;
    if let Some((condition, after)) = whole.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        rest = after;
        let mut only = Set::NONE;
        for term in condition.split(' ') {
            let (negative, name) = term.strip_prefix('!').map_or((false, term), |name| (true, name));
            let of = match name {
                "field" if !negative => {
                    line.each = true;
                    continue;
                }
                "content" => BUFFERED | STREAM,
                "stream" => STREAM,
                _ if Set::method(name) != Set::OTHER => {
                    let method = Set::method(name);
                    if negative {
                        line.not = line.not.or(method)
                    } else {
                        only = only.or(method)
                    }
                    continue;
                }
                _ => {
                    let message = format!(
                        "\"[{condition}]\": a condition is `field`, `content`, `stream`, methods, or one of these with !"
                    );
                    page.wrong("snippet", whole, message);
                    continue;
                }
            };
            line.content &= if negative { !of } else { of };
        }
        if !only.is_empty() {
            line.not = line.not.or(Set::ALL.without(only));
        }
    }
    line.text = keep(&text(rest, options, whole, page));
    line
}

/// Each `{…}` is a placeholder; a literal brace is written `{{` or `}}`.
fn text(mut rest: &str, options: &str, whole: &str, page: &mut Page<'_>) -> String {
    let mut text = String::new();
    while let Some(at) = rest.find(['{', '}']) {
        let (before, here) = rest.split_at(at);
        text += before;
        if here.starts_with("{{") || here.starts_with("}}") {
            text += &here[..1];
            rest = &here[2..];
            continue;
        }
        let (name, after) = here[1..].split_once('}').unwrap_or((&here[1..], ""));
        rest = after;
        match PLACEHOLDERS.iter().zip(0u8..).find(|(known, _)| **known == name && !name.is_empty()) {
            Some((_, place)) => text.push(char::from(place)),
            None if name == "options" => text += options,
            None => {
                let known = PLACEHOLDERS[1..].join(", ");
                let message = format!("{{{name}}} is none of {known}, options; write a literal brace twice");
                page.wrong("snippet", whole, message);
            }
        }
    }
    text + rest
}
