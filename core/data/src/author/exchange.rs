//! Checks that an example exchange is valid HTTP and obeys its own code's rules.

use super::Page;
use super::authored::Code;
use crate::message::{Fault, Message};
use crate::model::{ContentRule, Level};

/// Checks the exchange of one code.
pub fn check(code: &Code, rule: ContentRule, page: &mut Page<'_>) {
    let exchange = &code.exchange;
    let responses = exchange.response.list();
    if exchange.request.is_empty() {
        if exchange.note.is_empty() {
            page.wrong("exchange", "", "has no request; write one, or a `note` that says why there is none");
        }
        return;
    }
    let Some(request) = parsed("exchange.request", &exchange.request, page) else { return };
    let Some(method) = request.method() else {
        page.wrong("exchange.request", &exchange.request, "is a response; begin with `METHOD target HTTP/1.1`");
        return;
    };
    if request.field("Host").is_none() {
        let message = "has no Host; HTTP/1.1 requires it (RFC 9112 3.2)";
        page.wrong("exchange.request", &exchange.request, message);
    }
    framing("exchange.request", &request, &exchange.request, page);

    let Some((last, interim)) = responses.split_last() else {
        if exchange.note.is_empty() {
            page.wrong("exchange.response", "", "is missing; if the client sees nothing, say so in `note`");
        }
        return;
    };
    let mut statuses = Vec::new();
    for text in interim {
        if let Some(message) = parsed("exchange.response", text, page) {
            statuses.extend(message.status());
            if message.content.is_some() || message.status().is_none_or(|status| status / 100 != 1) {
                page.wrong("exchange.response", text, "all but the last response must be 1xx without content");
            }
            own_rules(code, rule, &message, text, page);
        }
    }
    if let Some(response) = parsed("exchange.response", last, page) {
        statuses.extend(response.status());
        let empty = method == "HEAD" || response.status().is_some_and(|status| status == 304 || status / 100 == 1);
        if empty && response.content.is_some() {
            page.wrong("exchange.response", last, "has content, which a 1xx, a 304 and an answer to HEAD never have");
        }
        if !empty {
            framing("exchange.response", &response, last, page);
        }
        own_rules(code, rule, &response, last, page);
    }
    let expected = exchange.sees.unwrap_or(code.code);
    if statuses.len() == responses.len() && !statuses.contains(&expected) {
        let message = format!("shows {statuses:?} but not {expected}; if the client sees another status, set `sees`");
        page.wrong("exchange.response", last, message);
    }
}

fn parsed<'a>(field: &str, text: &'a str, page: &mut Page<'_>) -> Option<Message<'a>> {
    match Message::parse(text) {
        Ok(message) => Some(message),
        Err(Fault { line, what }) => {
            let part = text.split('\n').nth(line - 1).unwrap_or_default();
            page.wrong_within(field, text, part, format!("line {line} of the message: {what}"));
            None
        }
    }
}

/// Content-Length equals the content (RFC 9112 6.2), content has a type (RFC 9110 8.3).
fn framing(field: &str, message: &Message<'_>, text: &str, page: &mut Page<'_>) {
    let length = message.content.map_or(0, str::len);
    if let Some(said) = message.field("Content-Length") {
        if said != length.to_string() {
            let message = format!("Content-Length says {said}, the content has {length} bytes; write {length}");
            page.wrong_within(field, text, "Content-Length", message);
        }
    } else if length > 0 && message.field("Transfer-Encoding").is_none() {
        page.wrong(field, text, format!("has content without Content-Length; write `Content-Length: {length}`"));
    }
    if length > 0 && message.field("Content-Type").is_none() {
        page.wrong(field, text, "has content without Content-Type");
    }
    if message.content == Some("") {
        page.wrong(field, text, "ends with an empty line; leave it out where there is no content");
    }
}

/// The rules that `fields` and `content` of the very file state.
fn own_rules(code: &Code, rule: ContentRule, response: &Message<'_>, text: &str, page: &mut Page<'_>) {
    if response.status() != Some(code.code) {
        return;
    }
    for field in code.fields.iter().filter(|field| field.on == "response") {
        let names = field.name.split(", ");
        match Level::from_word(&field.level) {
            // A list of fields is conditional ("each one that a 200 would have had").
            Some(Level::Must)
                if !field.name.contains(", ")
                    && !is_conditional(code.code, &field.name)
                    && response.field(&field.name).is_none() =>
            {
                let message = format!("lacks {}, which {} MUST have", field.name, code.code);
                page.wrong("exchange.response", text, message);
            }
            Some(Level::MustNot) if !is_conditional(code.code, &field.name) => {
                for name in names.filter(|name| response.field(name).is_some()) {
                    let message = format!("has {name}, which {} MUST NOT have", code.code);
                    page.wrong_within("exchange.response", text, name, message);
                }
            }
            _ => {}
        }
    }
    let has_content = response.content.is_some_and(|content| !content.is_empty());
    if has_content && matches!(rule, ContentRule::None | ContentRule::Empty) {
        page.wrong("exchange.response", text, format!("has content, which {} cannot have", code.code));
    }
    if let crate::message::Start::Response { reason, .. } = response.start
        && code.registration != "unofficial"
        && !code.name.starts_with('(')
        && reason != code.name
    {
        let message = format!("says \"{reason}\"; the registered name is \"{}\"", code.name);
        page.wrong("exchange.response", text, message);
    }
}

/// 206 has one form with a single part and one with several; each requires what the other forbids
/// (RFC 9110 15.3.7.1 and 15.3.7.2).
fn is_conditional(code: u16, field: &str) -> bool {
    code == 206 && (field == "Content-Type" || field == "Content-Range")
}
