//! An HTTP message that looks like one.

use crate::components::class_name;
use crate::components::copy::plain_copy_button;
use crate::element::{El, el};
use statuscope_core::text::decimal;

/// More than that is not drawn, only copied.
const MOST: usize = 6_000;

/// A figure with a message and a button that copies it.
#[must_use]
pub fn message(title: &'static str, between: &'static str, text: &str) -> El {
    figure(title, between, text, lines(text, &[], true))
}

/// A figure with a text in the wire's voice and a button that copies it.
#[must_use]
pub fn figure(title: &'static str, between: &'static str, text: &str, lines: El) -> El {
    let name = ["Copy the ", &title.to_ascii_lowercase()].concat();
    let copy = plain_copy_button(&name, text.to_owned().into());
    let caption = el("figcaption").with(el("b").text(title)).text(between).with(copy);
    el("figure.msg[part=message]").with(caption).with(lines)
}

/// The lines of a message: start line, header fields, content; or of any other text, which is all
/// content. Marks are positions in the text, in ascending order; those in the content are shown.
#[must_use]
pub fn lines(text: &str, marks: &[(usize, usize)], message: bool) -> El {
    let mut in_content = !message;
    let mut lines = el("pre");
    let mut at = 0;
    for (index, line) in text.split('\n').enumerate() {
        if at > MOST {
            let more = ["… and ", &decimal(text.len() - at), " more bytes"].concat();
            return lines.with(el("span.l.quiet").string(more));
        }
        in_content |= line.is_empty();
        let shown = el("span");
        let shown = match line.split_once(':') {
            _ if index == 0 && message => start(line),
            Some((name, value)) if !in_content => {
                shown.with(el("span.n").copied(name).text(":")).with(el("span.v").copied(value))
            }
            // An empty line keeps its height.
            _ if line.is_empty() => shown.text(" "),
            _ => marked(shown, line, at, marks),
        };
        let whole = el("span.l").class(if index == 0 && message { "start" } else { "" });
        lines = lines.with(whole.with(el("i")).with(shown));
        at += line.len() + 1;
    }
    lines
}

/// A line that begins at a position, with its marks.
fn marked(mut shown: El, line: &str, start: usize, marks: &[(usize, usize)]) -> El {
    let whole = |position: usize| {
        // A mark may begin or end within a character, and in another line.
        let mut at = position.saturating_sub(start).min(line.len()).min(MOST);
        while !line.is_char_boundary(at) {
            at += 1;
        }
        at
    };
    let mut done = 0;
    for (from, to) in marks {
        let (from, to) = (whole(*from), whole(*to));
        if from < to {
            shown = shown.copied(line.get(done..from).unwrap_or_default());
            shown = shown.with(el("mark").copied(line.get(from..to).unwrap_or_default()));
            done = to;
        }
    }
    let rest = whole(start + MOST);
    let shown = shown.copied(line.get(done..rest).unwrap_or_default());
    if rest < line.len() { shown.text("…") } else { shown }
}

/// The first line; the status stands out in the hue of its class.
fn start(line: &str) -> El {
    match line.strip_prefix("HTTP/1.1 ") {
        Some(status) => {
            let digit = status.bytes().next().map_or(0, |byte| byte.wrapping_sub(b'0'));
            el("span HTTP/1.1 ").with(el("span.k").class(class_name::hue(digit)).copied(status))
        }
        None => el("span").copied(line),
    }
}
