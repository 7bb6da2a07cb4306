//! Addresses below `practise/`: a round, and what has been answered so far.

use super::{Parsed, Route, clipped, read};
use statuscope_core::form;
use statuscope_core::quiz::{MOST, Question, Round};

/// A choice of rounds, or a round as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Practising {
    /// The round; before it has begun, its level only.
    pub round: Round,
    /// Whether the address names a round.
    pub begun: bool,
    /// A letter for each question that was answered: the choice from 1 to 4, `y` or `n` for what one
    /// marks oneself, `-` for what was only looked up. Last, `o` for an answer that is open to be compared
    /// with, or `.` once the answer to the last question has been read.
    pub given: String,
}

impl Practising {
    /// The beginning of a round.
    #[must_use]
    pub fn of(round: Round) -> Self {
        Self { round, begun: true, given: String::new() }
    }

    /// The same round, with another letter at the end.
    #[must_use]
    pub fn with(&self, letter: char) -> Self {
        let given = self.given.trim_end_matches(['.', 'o']);
        let mut given = String::from(given);
        given.push(letter);
        // Who marks themselves has read the answer.
        if matches!(letter, 'y' | 'n') {
            given.push('.');
        }
        Self { given, ..self.clone() }
    }

    /// The letters of the answers.
    #[must_use]
    pub fn answers(&self) -> &[u8] {
        self.given.trim_end_matches('.').as_bytes()
    }

    /// The question that is shown, from 0, and whether its answer is.
    #[must_use]
    pub fn place(&self) -> (usize, bool) {
        let answers = self.answers().len();
        let read = answers == 0 || self.given.ends_with('.');
        (if read { answers } else { answers - 1 }, !read)
    }

    /// What somebody has just answered who came here from `before`: the place of the question and the letter.
    #[must_use]
    pub fn answered_since(&self, before: &Self) -> Option<(usize, u8)> {
        let (place, _) = before.place();
        let letter = self.answers().get(place).copied()?;
        let was = before.answers().get(place).copied();
        (self.round == before.round && letter != b'o' && was.is_none_or(|was| was == b'o')).then_some((place, letter))
    }

    /// The address relative to the site's root.
    pub(super) fn address(&self) -> String {
        let mut query = String::new();
        if self.begun {
            query = self.round.query();
        } else if self.round.level != Round::default().level {
            form::push(&mut query, "level", if self.round.level == 1 { "1" } else { "3" });
        }
        if !self.given.is_empty() {
            form::push(&mut query, "a", &self.given);
        }
        ["practise/", &query].concat()
    }
}

/// Whether an answer is right, or as good as known.
#[must_use]
pub fn is_right(question: &Question, letter: u8) -> bool {
    letter == b'y' || question.is_right(usize::from(letter.wrapping_sub(b'1')))
}

/// A part of an address that does not do, and why.
pub(super) fn told(part: &str, why: &'static str) -> String {
    [&clipped(part), ": ", why].concat()
}

/// Reads a page without the slash at its end, and its query.
pub(super) fn parse(page: &str, query: &str) -> Option<Parsed> {
    if page != "practise" {
        return None;
    }
    let (mut round, mut given, mut begun) = (Round::default(), String::new(), false);
    let ignored = read(query, &mut |name, value, ignored| {
        if name == "a" {
            // Of two the last counts, as with what describes the round.
            given.clear();
            for letter in value.bytes() {
                if matches!(letter, b'1'..=b'4' | b'y' | b'n' | b'-') && given.len() < MOST {
                    given.push(char::from(letter));
                }
            }
            match value.as_bytes().last() {
                Some(b'o') => given.push('o'),
                Some(b'.') if !given.is_empty() => given.push('.'),
                _ => {}
            }
            return true;
        }
        begun |= matches!(name, "set" | "seed" | "n" | "ask");
        if let Some(why) = round.take(name, value) {
            ignored.push(told(&[name, "=", value].concat(), why));
        }
        true
    });
    if !round.only.is_empty() {
        round = Round::of(round.only, round.seed);
    }
    if !begun {
        given.clear();
    }
    Some(Parsed { route: Route::Practise(Practising { round, begun, given }), ignored })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    fn at(address: &str) -> Parsed {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Route::parse(path, query)
    }

    fn practising(address: &str) -> Practising {
        match at(address).route {
            Route::Practise(practising) => practising,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_round_is_answered_letter_by_letter() {
        let start = practising("/practise/?set=redirects&seed=7&n=2");
        assert_eq!(start.place(), (0, false));
        let wrong = start.with('3');
        assert_eq!(Route::Practise(wrong.clone()).address(), "practise/?set=redirects&seed=7&n=2&a=3");
        assert_eq!(wrong.place(), (0, true));
        assert_eq!(wrong.answered_since(&start), Some((0, b'3')));
        let next = wrong.with('.');
        assert_eq!((next.place(), next.answered_since(&wrong)), ((1, false), None));
        let open = next.with('o');
        assert_eq!((open.place(), open.answered_since(&next)), ((1, true), None));
        let marked = open.with('y');
        assert_eq!((marked.place(), marked.answered_since(&open)), ((2, false), Some((1, b'y'))));
        assert_eq!(Route::Practise(marked).address(), "practise/?set=redirects&seed=7&n=2&a=3y.");
    }

    #[test]
    fn what_makes_no_sense_is_told_or_left_out() {
        assert_eq!(at("/practise/").route, Route::Practise(Practising::default()));
        assert_eq!(at("practise/?level=1").route.address(), "practise/?level=1");
        assert_eq!(practising("/practise/?set=codes&a=17x.o2.").given, "12.");
        assert_eq!(practising("/practise/?a=12").given, "");
        assert_eq!(practising("/practise/?set=codes&a=1y.&a=3o").given, "3o");
        let parsed = at("/practise/?set=nonsense&n=900&utm=1");
        assert_eq!(
            parsed.ignored,
            [
                "set=nonsense: there is no such set; here is a bit of everything",
                "n=900: a round has at most 50 questions",
                "utm=1: means nothing here"
            ]
        );
        assert_eq!(parsed.route.address(), "practise/?set=mixed&seed=1&n=50");
    }

    proptest! {
        #[test]
        fn any_query_settles_at_once(query in "((set|level|seed|n|ask|a)=(codes|order|means:404|[0-9yno.-]{0,6}|\\PC{0,8})&?){0,6}") {
            let route = at(&["practise/?", &query].concat()).route;
            prop_assert_eq!(at(&route.address()).route, route);
        }
    }
}
