//! Checks of prose: its marks, its length, and that requirement words have their source.

use super::Page;
use super::known::Known;
use crate::prose::{Span, spans};

/// Checks a text that may have marks; `limit` in characters as the reader sees them.
pub fn prose(field: &str, text: &str, limit: usize, known: &Known, page: &mut Page<'_>) {
    plain(field, text, limit, page);
    let mut keyword = None;
    let mut sourced = false;
    for span in spans(text) {
        match span {
            Span::Status(code) if !known.has_code(code) => {
                page.wrong(field, text, format!("{{{code}}} names a code that has no file in data/codes"));
            }
            Span::Source(reference) => {
                sourced = true;
                known.check_source(field, reference, page);
            }
            Span::Keyword(word) => keyword = Some(word),
            Span::Text(plain) => {
                if let Some(mark) = ["`", "**", "{", "}", "[", "]"].iter().find(|mark| plain.contains(**mark)) {
                    page.wrong(field, text, format!("a \"{mark}\" without its partner; close it or leave it out"));
                }
            }
            _ => {}
        }
    }
    if let (Some(word), false) = (keyword, sourced || has_own_source(field)) {
        page.wrong(field, text, format!("says {word} without a source; add it, as in \"… [RFC 9110 15.5.5]\""));
    }
}

/// Fields whose table has a `source` beside the text.
fn has_own_source(field: &str) -> bool {
    matches!(field, "fields.says" | "content.says" | "caching.says" | "next.says" | "uses.meaning")
}

/// Checks a text without marks.
pub fn plain(field: &str, text: &str, limit: usize, page: &mut Page<'_>) {
    let length = shown(text).chars().count();
    if text.trim().is_empty() {
        page.wrong(field, text, "is empty; write it or leave the field out");
    } else if text.trim() != text {
        page.wrong(field, text, "begins or ends with white space; remove it");
    } else if length > limit {
        page.wrong(field, text, format!("{length} characters, at most {limit}; shorten it"));
    }
}

/// Checks a text that is shown as it is: marks would be seen.
pub fn label(field: &str, text: &str, limit: usize, page: &mut Page<'_>) {
    plain(field, text, limit, page);
    if spans(text).any(|span| !matches!(span, Span::Text(_) | Span::Keyword(_))) {
        page.wrong(field, text, "is shown without marks; write it plain");
    }
}

/// The text without marks and sources: what counts against a limit.
pub fn shown(text: &str) -> String {
    crate::prose::plain(text)
}
