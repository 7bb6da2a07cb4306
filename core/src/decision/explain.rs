//! A walk in words, as Markdown for a code review.

use super::walk::{Now, Walk};
use crate::catalog;
use crate::prose::{Span, spans};
use crate::reference;
use crate::words::push_number;

/// The answers, the code that follows from them, and why it is not one of its neighbours.
///
/// ```
/// use statuscope_core::decision::{Walk, explain};
/// let text = explain(&Walk::decode("client-error~wrong.s~status.c").walk);
/// assert!(text.starts_with("Because\n\n- Where does the trouble lie? **In the state it is in**\n"));
/// assert!(text.contains("→ **409 Conflict**") && text.contains("not **422 Unprocessable Content**, since "));
/// ```
#[must_use]
pub fn explain(walk: &Walk) -> String {
    let mut out = String::new();
    if !walk.is_empty() {
        out.push_str("Because\n\n");
    }
    for answered in walk.answered() {
        push_all(&mut out, &["- ", answered.ask.question, " **", answered.answer.label, "**\n"]);
    }
    match walk.now() {
        Now::Question(ask) => {
            if !walk.is_empty() {
                out.push('\n');
            }
            push_all(&mut out, &["Still open: ", ask.question, "\n"]);
        }
        Now::Result(end) => {
            out.push_str("\n→ ");
            push_code(&mut out, end.code);
            out.push_str(": ");
            push_prose(&mut out, end.reason);
            out.push_str("\n\n");
            for not in &end.not {
                out.push_str("- not ");
                push_code(&mut out, not.code);
                out.push_str(", since ");
                push_clause(&mut out, not.why);
                out.push('\n');
            }
        }
    }
    out
}

fn push_all(out: &mut String, texts: &[&str]) {
    for text in texts {
        out.push_str(text);
    }
}

/// Number and name.
fn push_code(out: &mut String, code: u16) {
    out.push_str("**");
    push_number(out, code);
    if let Some(entry) = catalog::entry(code) {
        push_all(out, &[" ", entry.name]);
    }
    out.push_str("**");
}

/// A sentence as part of another one: it begins small, unless a second capital tells a name such
/// as "HTTP".
fn push_clause(out: &mut String, sentence: &str) {
    let start = out.len();
    push_prose(out, sentence);
    if !sentence.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase)
        && let Some(first) = out.get_mut(start..=start)
    {
        first.make_ascii_lowercase();
    }
}

/// Our prose is nearly Markdown: only codes and sources differ.
fn push_prose(out: &mut String, text: &str) {
    for span in spans(text) {
        match span {
            Span::Text(text) | Span::Keyword(text) => out.push_str(text),
            Span::Wire(text) => push_all(out, &["`", text, "`"]),
            Span::Strong(text) => push_all(out, &["**", text, "**"]),
            Span::Status(code) => push_number(out, code),
            Span::Source(source) => {
                let found = reference::resolve(source);
                if found.url.is_empty() {
                    push_all(out, &["(", &found.label, ")"]);
                } else {
                    push_all(out, &["([", &found.label, "](", &found.url, "))"]);
                }
            }
        }
    }
}
