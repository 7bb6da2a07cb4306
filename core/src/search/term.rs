//! One word of a query, and how well a word of a text fits it.

use statuscope_data::text::contains;

/// A word to look for, in ASCII lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    text: String,
    letters: u32,
    /// How many typing errors are forgiven.
    errors: usize,
    /// Whether longer words that begin so do not fit.
    whole: bool,
    class: Option<u8>,
}

/// How well a word fits, best first; the number weighs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The very word.
    Exact,
    /// The word begins so.
    Prefix,
    /// The word has it inside.
    Inside,
    /// The word with typing errors.
    Typo,
}

impl Fit {
    /// Its weight in percent.
    pub const fn weight(self) -> u32 {
        match self {
            Self::Exact => 100,
            Self::Prefix => 70,
            Self::Inside => 30,
            Self::Typo => 45,
        }
    }
}

/// The shortest term that is looked for inside words.
const INSIDE: usize = 4;

impl Term {
    /// A term of one word.
    #[must_use]
    pub fn new(word: &str) -> Self {
        let text = word.to_ascii_lowercase();
        let letters = letters(text.as_bytes());
        let class = match text.as_bytes() {
            [digit @ b'1'..=b'9', b'x', b'x'] => Some(digit - b'0'),
            _ => None,
        };
        let errors = errors_allowed(&text);
        Self { text, letters, errors, whole: false, class }
    }

    /// Takes in what is known of the texts and the rest of the query. A word that occurs is not
    /// misspelt: "many" does not mean "may". A short word that is finished is that word: "too"
    /// followed by another word does not begin "took".
    pub(super) fn settle(&mut self, occurs: bool, is_last: bool) {
        if occurs {
            self.errors = 0;
        }
        self.whole = !is_last && self.text.len() < INSIDE;
    }

    /// The word in lower case.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is digits only, and so the beginning of a number.
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// The class that "4xx" asks for.
    #[must_use]
    pub const fn class(&self) -> Option<u8> {
        self.class
    }

    /// How a word fits that is already in lower case.
    #[must_use]
    pub fn fit(&self, word: &str) -> Option<Fit> {
        self.fit_knowing(word, letters(word.as_bytes()))
    }

    /// The same for a word whose letters are known.
    pub(super) fn fit_knowing(&self, word: &str, its_letters: u32) -> Option<Fit> {
        let term = self.text.as_str();
        // Only what has all the letters can have the term in it.
        if self.letters & !its_letters == 0 {
            if let Some(rest) = word.strip_prefix(term) {
                match rest.is_empty() {
                    true => return Some(Fit::Exact),
                    false if !self.whole => return Some(Fit::Prefix),
                    false => {}
                }
            }
            if term.len() >= INSIDE && contains(word, term) {
                return Some(Fit::Inside);
            }
        }
        let allowed = self.errors;
        // Each error changes at most two of the letters that occur.
        let differing = (self.letters ^ its_letters).count_ones() as usize;
        let near = allowed > 0 && word.len().abs_diff(term.len()) <= allowed && differing <= 2 * allowed;
        // People get the first letter right, and sparing the others keeps "cache" from "vache".
        let same_start = word.as_bytes().first() == term.as_bytes().first();
        (near && same_start && distance(term.as_bytes(), word.as_bytes(), allowed) <= allowed).then_some(Fit::Typo)
    }
}

/// How many typing errors are forgiven: short words and numbers must be right.
fn errors_allowed(term: &str) -> usize {
    match term.len() {
        _ if term.bytes().any(|byte| byte.is_ascii_digit()) => 0,
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Which letters occur, a bit each.
pub(super) fn letters(word: &[u8]) -> u32 {
    word.iter().fold(0, |set, byte| set | 1 << (byte & 31))
}

/// Optimal string alignment distance (insert, delete, replace, swap neighbours), or more than `limit`.
fn distance(a: &[u8], b: &[u8], limit: usize) -> usize {
    /// Longer words are never within the limit of a term that people type.
    const LONGEST: usize = 40;
    if a.len() >= LONGEST || b.len() >= LONGEST {
        return limit + 1;
    }
    let (mut older, mut old, mut new) = ([0usize; LONGEST], [0usize; LONGEST], [0usize; LONGEST]);
    for (index, cell) in old.iter_mut().enumerate() {
        *cell = index;
    }
    let mut before_a = 0;
    for (i, &letter_a) in a.iter().enumerate() {
        let mut left = i + 1;
        let mut diagonal = i;
        let mut before_b = 0;
        let mut least = left;
        if let Some(first) = new.first_mut() {
            *first = left;
        }
        for (j, &letter_b) in b.iter().enumerate() {
            let above = old.get(j + 1).copied().unwrap_or(usize::MAX);
            let replace = diagonal + usize::from(letter_a != letter_b);
            let mut best = replace.min(above + 1).min(left + 1);
            if i > 0 && j > 0 && letter_a == before_b && before_a == letter_b {
                best = best.min(older.get(j - 1).copied().unwrap_or(usize::MAX) + 1);
            }
            if let Some(cell) = new.get_mut(j + 1) {
                *cell = best;
            }
            (left, diagonal, before_b) = (best, above, letter_b);
            least = least.min(best);
        }
        if least > limit {
            return limit + 1;
        }
        before_a = letter_a;
        older = old;
        old = new;
    }
    old.get(b.len()).copied().unwrap_or(limit + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(term: &str, word: &str) -> Option<Fit> {
        Term::new(term).fit(word)
    }

    #[test]
    fn fits_in_four_ways() {
        assert_eq!(fit("Gone", "gone"), Some(Fit::Exact));
        assert_eq!(fit("unproc", "unprocessable"), Some(Fit::Prefix));
        assert_eq!(fit("auth", "unauthorized"), Some(Fit::Inside));
        assert_eq!(fit("unprocesable", "unprocessable"), Some(Fit::Typo));
        assert_eq!(fit("fobridden", "forbidden"), Some(Fit::Typo));
        assert_eq!(fit("gatway", "gateway"), Some(Fit::Typo));
    }

    #[test]
    fn keeps_short_words_and_numbers_apart() {
        for (term, word) in
            [("get", "set"), ("404", "403"), ("gone", "bone"), ("1020", "1021"), ("forbidden", "forgiven")]
        {
            assert_eq!(fit(term, word), None, "{term} {word}");
        }
    }

    #[test]
    fn measures_distance() {
        for (a, b, expected) in
            [("", "", 0), ("ab", "ba", 1), ("abc", "abd", 1), ("kitten", "sitting", 3), ("a", "", 1)]
        {
            assert_eq!(distance(a.as_bytes(), b.as_bytes(), 9), expected, "{a} {b}");
        }
        assert_eq!(distance(b"abcdef", b"uvwxyz", 2), 3);
    }

    #[test]
    fn knows_classes_and_numbers() {
        assert_eq!(Term::new("4XX").class(), Some(4));
        assert_eq!(Term::new("4xy").class(), None);
        assert!(Term::new("40").is_number() && !Term::new("4x").is_number());
    }
}
