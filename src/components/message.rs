//! An HTTP message that looks like one.

use crate::components::class_name;
use crate::components::copy::plain_copy_button;
use crate::element::{El, el};

/// A figure with a message and a button that copies it.
#[must_use]
pub fn message(title: &'static str, between: &'static str, text: &'static str) -> El {
    let copy = plain_copy_button(&["Copy the ", &title.to_ascii_lowercase()].concat(), text.into());
    el("figure.msg").with(el("figcaption").with(el("b").text(title)).text(between).with(copy)).with(lines(text))
}

/// The lines of a message: start line, header fields, content.
fn lines(text: &'static str) -> El {
    let mut in_content = false;
    let mut lines = el("pre");
    for (index, line) in text.split('\n').enumerate() {
        in_content |= line.is_empty();
        let shown = el("span");
        let shown = match line.split_once(':') {
            _ if index == 0 => start(line),
            Some((name, value)) if !in_content => {
                shown.with(el("span.n").text(name).text(":")).with(el("span.v").text(value))
            }
            // An empty line keeps its height.
            _ => shown.text(if line.is_empty() { " " } else { line }),
        };
        let whole = el("span.l").class(if index == 0 { "start" } else { "" });
        lines = lines.with(whole.with(el("i")).with(shown));
    }
    lines
}

/// The first line; the status stands out in the hue of its class.
fn start(line: &'static str) -> El {
    match line.strip_prefix("HTTP/1.1 ") {
        Some(status) => {
            let digit = status.bytes().next().map_or(0, |byte| byte.wrapping_sub(b'0'));
            el("span HTTP/1.1 ").with(el("span.k").class(class_name::hue(digit)).text(status))
        }
        None => el("span").text(line),
    }
}
