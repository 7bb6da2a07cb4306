//! Where a text fits a query, for a view to mark.

use super::query::Query;
use super::term::Fit;
use crate::words::words;
use statuscope_data::text::find;

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark<'a> {
    /// The piece.
    pub text: &'a str,
    /// Whether it fits the query.
    pub hit: bool,
}

/// `text` in pieces, those that fit the query told apart. Concatenated they are `text` again.
#[must_use]
pub fn marks<'a>(text: &'a str, query: &Query) -> Vec<Mark<'a>> {
    let mut pieces: Vec<Mark<'a>> = Vec::new();
    let mut done = 0;
    let mut lower = String::new();
    for (at, word) in words(text) {
        lower.clear();
        lower.push_str(word);
        lower.make_ascii_lowercase();
        let best =
            query.terms.iter().filter_map(|term| term.fit(&lower).map(|fit| (fit, term))).min_by_key(|(fit, _)| *fit);
        let (from, to) = match best {
            None => continue,
            Some((Fit::Prefix, term)) => (at, at + term.text().len()),
            Some((Fit::Inside, term)) => {
                let inside = at + find(&lower, term.text()).unwrap_or_default();
                (inside, inside + term.text().len())
            }
            Some((Fit::Exact | Fit::Typo, _)) => (at, at + word.len()),
        };
        push(&mut pieces, text.get(done..from).unwrap_or_default(), false);
        push(&mut pieces, text.get(from..to).unwrap_or_default(), true);
        done = to;
    }
    push(&mut pieces, text.get(done..).unwrap_or_default(), false);
    pieces
}

fn push<'a>(pieces: &mut Vec<Mark<'a>>, text: &'a str, hit: bool) {
    if !text.is_empty() {
        pieces.push(Mark { text, hit });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, typed: &str) -> String {
        let query = Query::parse(typed);
        marks(text, &query)
            .iter()
            .map(|mark| if mark.hit { format!("<{}>", mark.text) } else { mark.text.to_owned() })
            .collect()
    }

    #[test]
    fn marks_words_parts_and_typos() {
        assert_eq!(shown("Too Many Requests", "too many"), "<Too> <Many> Requests");
        assert_eq!(shown("Unprocessable Content", "unprocesable"), "<Unprocessable> Content");
        assert_eq!(shown("Unauthorized", "auth"), "Un<auth>orized");
        assert_eq!(shown("Retry-After", "retry"), "<Retry>-After");
        assert_eq!(shown("nothing", "x"), "nothing");
    }
}
