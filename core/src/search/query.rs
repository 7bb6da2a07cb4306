//! What was typed, taken apart.

use super::term::Term;
use crate::words::words;

/// No more than this many bytes of what was typed are looked at.
pub const MAX_BYTES: usize = 256;
/// No more than this many words are looked for.
pub const MAX_WORDS: usize = 12;

/// Words that say nothing here, unless they are all there is.
const EMPTY_WORDS: [&str; 29] = [
    "a", "an", "the", "http", "https", "status", "code", "codes", "error", "what", "is", "which", "how", "why", "my",
    "i", "to", "of", "for", "does", "mean", "do", "when", "response", "was", "were", "it", "and", "in",
];

/// A query, ready to be matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The words to look for.
    pub terms: Vec<Term>,
    /// What was typed in lower case with single spaces between the words.
    pub phrase: String,
    /// Whether something was left out because the query is too long.
    pub cut: bool,
}

impl Query {
    /// Takes a text apart; any text is a query.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        Self::parse_knowing(typed, &|_| false)
    }

    /// The same, where words that are known are not taken for constants and parted.
    pub(super) fn parse_knowing(typed: &str, is_known: &dyn Fn(&str) -> bool) -> Self {
        let mut end = typed.len().min(MAX_BYTES);
        while !typed.is_char_boundary(end) {
            end -= 1;
        }
        let looked_at = typed.get(..end).unwrap_or_default();
        let mut all: Vec<&str> = words(looked_at).map(|(_, word)| word).collect();
        let cut = end < typed.len() || all.len() > MAX_WORDS;
        all.truncate(MAX_WORDS);

        let mut phrase = String::with_capacity(looked_at.len());
        for word in &all {
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.push_str(word);
        }
        phrase.make_ascii_lowercase();

        // `StatusTooManyRequests` is looked for as its words.
        let mut humps: Vec<&str> = Vec::with_capacity(all.len());
        for word in all {
            if is_known(&word.to_ascii_lowercase()) {
                humps.push(word);
            } else {
                humps.extend(parted(word));
            }
        }
        let says = |word: &&&str| !EMPTY_WORDS.iter().any(|empty| empty.eq_ignore_ascii_case(word));
        let mut terms: Vec<Term> = humps.iter().filter(says).map(|word| Term::new(word)).collect();
        if terms.is_empty() {
            terms = humps.iter().map(|word| Term::new(word)).collect();
        }
        terms.truncate(MAX_WORDS);
        Self { terms, phrase, cut }
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// Parts a constant such as `tooManyRequests` before each capital that follows a small letter.
fn parted(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        let small_then_capital =
            |pair: &[u8]| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase());
        let end = bytes.windows(2).position(small_then_capital).map_or(rest.len(), |at| at + 1);
        let (hump, others) = rest.split_at(end);
        rest = others;
        Some(hump)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(typed: &str) -> Vec<String> {
        Query::parse(typed).terms.iter().map(|term| term.text().to_owned()).collect()
    }

    #[test]
    fn drops_empty_words_unless_they_are_all() {
        assert_eq!(terms("what is HTTP error 404?"), ["404"]);
        assert_eq!(terms("error"), ["error"]);
        assert_eq!(terms("http.StatusTooManyRequests"), ["too", "many", "requests"]);
        assert_eq!(terms("  "), [""; 0]);
    }

    #[test]
    fn looks_at_a_bounded_part_and_says_so() {
        let long = "é".repeat(10_000);
        let query = Query::parse(&long);
        assert!(query.cut && query.phrase.len() <= MAX_BYTES);
        assert!(Query::parse(&"x ".repeat(20)).cut);
        assert!(!Query::parse("too many").cut);
    }
}
