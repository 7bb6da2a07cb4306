//! Prose with four marks, as people write it in `data/`.
//!
//! `` `Retry-After` `` goes on the wire, `**word**` is emphasis, `{404}` a code, `[RFC 9110 15.5.5]`
//! a source. MUST, SHOULD and MAY in capitals are recognised as requirement words.
//!
//! ```
//! use statuscope_data::prose::{spans, Span};
//! let seen: Vec<_> = spans("Use {410} [RFC 9110 15.5.11]").collect();
//! assert_eq!(seen, [Span::Text("Use "), Span::Status(410), Span::Text(" "), Span::Source("RFC 9110 15.5.11")]);
//! ```

use crate::text::split_once;

/// A piece of prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span<'a> {
    /// Plain text.
    Text(&'a str),
    /// Something that goes on the wire.
    Wire(&'a str),
    /// Emphasis.
    Strong(&'a str),
    /// A requirement word: MUST, MUST NOT, SHOULD, SHOULD NOT, MAY.
    Keyword(&'a str),
    /// A status code.
    Status(u16),
    /// A reference.
    Source(&'a str),
}

/// The requirement words, longest first.
const KEYWORDS: [&str; 5] = ["MUST NOT", "SHOULD NOT", "MUST", "SHOULD", "MAY"];

/// Splits `text` at its marks. Total: a mark that is not closed is plain text.
pub fn spans(text: &str) -> Spans<'_> {
    Spans { rest: text, pending: None }
}

/// Iterator over the spans of a text, see [`spans`].
#[derive(Debug, Clone)]
pub struct Spans<'a> {
    rest: &'a str,
    pending: Option<Span<'a>>,
}

impl<'a> Iterator for Spans<'a> {
    type Item = Span<'a>;

    fn next(&mut self) -> Option<Span<'a>> {
        if let Some(span) = self.pending.take() {
            return Some(span);
        }
        if self.rest.is_empty() {
            return None;
        }
        let mut after_letter = false;
        for (at, letter) in self.rest.char_indices() {
            let (before, here) = self.rest.split_at(at);
            let marked = match letter {
                '`' | '*' | '{' | '[' => marked(here),
                'M' | 'S' if !after_letter => keyword(here),
                _ => None,
            };
            if let Some((span, rest)) = marked {
                self.rest = rest;
                if before.is_empty() {
                    return Some(span);
                }
                self.pending = Some(span);
                return Some(Span::Text(before));
            }
            after_letter = is_letter(letter);
        }
        let text = core::mem::take(&mut self.rest);
        Some(Span::Text(text))
    }
}

/// Whether a keyword beside it would be part of a longer word. All letters beyond ASCII count, which
/// saves the tables of Unicode.
const fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || !letter.is_ascii()
}

/// The mark that `text` begins with, if it is closed, and what follows it.
fn marked(text: &str) -> Option<(Span<'_>, &str)> {
    let closed = |open: &str, close: &str| -> Option<(&str, &str)> {
        let (inside, rest) = split_once(text.strip_prefix(open)?, close)?;
        (!inside.is_empty()).then_some((inside, rest))
    };
    if let Some((inside, rest)) = closed("`", "`") {
        return Some((Span::Wire(inside), rest));
    }
    if let Some((inside, rest)) = closed("**", "**") {
        return Some((Span::Strong(inside), rest));
    }
    if let Some((inside, rest)) = closed("{", "}") {
        return Some((Span::Status(inside.parse().ok()?), rest));
    }
    closed("[", "]").map(|(inside, rest)| (Span::Source(inside), rest))
}

fn keyword(text: &str) -> Option<(Span<'_>, &str)> {
    KEYWORDS.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?;
        let ends = !rest.starts_with(|next: char| is_letter(next));
        ends.then(|| (Span::Keyword(text.split_at(word.len()).0), rest))
    })
}

/// `text` without its marks, for places that show plain text only. Sources are left out.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for span in spans(text) {
        match span {
            Span::Text(text) | Span::Wire(text) | Span::Strong(text) | Span::Keyword(text) => out.push_str(text),
            Span::Status(code) => {
                // Three digits without the formatting machinery, which weighs kilobytes in wasm.
                for digit in [code / 100 % 10, code / 10 % 10, code % 10] {
                    out.push(char::from(b'0' + digit as u8));
                }
            }
            Span::Source(_) => out.truncate(out.trim_end().len()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_text_at_its_marks() {
        let text = "A server MUST NOT send `X-Y`, **ever** {404}. [RFC 9110 15.5.5]";
        let expected = [
            Span::Text("A server "),
            Span::Keyword("MUST NOT"),
            Span::Text(" send "),
            Span::Wire("X-Y"),
            Span::Text(", "),
            Span::Strong("ever"),
            Span::Text(" "),
            Span::Status(404),
            Span::Text(". "),
            Span::Source("RFC 9110 15.5.5"),
        ];
        assert_eq!(spans(text).collect::<Vec<_>>(), expected);
        assert_eq!(plain(text), "A server MUST NOT send X-Y, ever 404.");
    }

    #[test]
    fn leaves_unclosed_marks_and_longer_words_alone() {
        for text in ["a ` b", "2 ** 3", "{x}", "[", "MUSTARD", "dISMAY", "", "**", "``", "é{"] {
            assert_eq!(plain(text), text);
        }
    }
}
