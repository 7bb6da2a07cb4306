//! A file that is being checked, and where in it a mistake stands.

use super::Problem;
use std::path::Path;

/// A file and what was found wrong so far.
pub struct Page<'a> {
    pub file: &'a Path,
    pub text: &'a str,
    pub problems: &'a mut Vec<Problem>,
}

impl Page<'_> {
    /// Notes a mistake; the line is that of `near` in the field, or of the field.
    pub fn wrong(&mut self, field: &str, near: &str, message: impl Into<String>) {
        self.wrong_within(field, near, "", message);
    }

    /// The same for a text of several lines: the line of `part` in it.
    pub fn wrong_within(&mut self, field: &str, near: &str, part: &str, message: impl Into<String>) {
        let down = near.find(part).map_or(0, |at| line_breaks(near, at));
        self.problems.push(Problem {
            file: self.file.to_path_buf(),
            line: self.line_of(field, near) + down,
            field: field.to_owned(),
            message: message.into(),
        });
    }

    fn line_of(&self, field: &str, near: &str) -> usize {
        let place = place_of(self.text, field);
        let first_line = near.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        // A quotation mark stands escaped in the file, unless the text is a literal.
        let escaped = first_line.replace('\\', "\\\\").replace('"', "\\\"");
        // From the field on; what stands above may be the same words elsewhere.
        let find = |needle: &str| {
            let from = self.text.get(place..).filter(|_| !needle.is_empty())?;
            from.find(needle).map(|at| place + at)
        };
        let at = find(near).or_else(|| find(&escaped)).or_else(|| find(first_line)).unwrap_or(place);
        line_breaks(self.text, at) + 1
    }
}

fn line_breaks(text: &str, before: usize) -> usize {
    text.get(..before).map_or(0, |before| before.matches('\n').count())
}

/// Where a field begins: `exchange.response` in a table `[exchange]`, `fields.level` with `fields`.
fn place_of(text: &str, field: &str) -> usize {
    let mut place = 0;
    for key in field.split('.') {
        let from = text.get(place..).unwrap_or_default();
        let Some(offset) = line_with_key(from, key) else { break };
        place += offset;
        // Only a table has its keys in lines of their own.
        if !text.get(place..).is_some_and(|line| line.starts_with('[')) {
            break;
        }
    }
    place
}

fn line_with_key(text: &str, key: &str) -> Option<usize> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let rest = line.trim_start_matches(['[', ' ']).strip_prefix(key);
        if rest.is_some_and(|rest| rest.starts_with([' ', '=', ']'])) {
            return Some(offset);
        }
        offset += line.len();
    }
    None
}
