//! A page on a projector: how much of it is revealed, and the lesson it is shown in.
//!
//! It is one pair of the query, on any page: `404/?present=2`, in a lesson
//! `404/?present=0.3.ready%3D45-minutes`.

use super::Route;
use statuscope_core::form;
use statuscope_core::quiz::lesson::Lesson;
use statuscope_core::text::decimal;

/// How a page is presented.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Presenting {
    /// How many of its steps are shown.
    pub step: usize,
    /// The place in the lesson, from 0.
    pub at: usize,
    /// The lesson's query without its question mark; empty outside of one.
    pub lesson: String,
}

/// The value of the pair, if it is one.
#[inline(never)]
fn value(pair: &str) -> Option<&str> {
    let rest = pair.strip_prefix("present")?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('=') }
}

/// As many steps as there are.
pub const ALL: usize = 999;

impl Presenting {
    /// What a query says about it.
    #[must_use]
    pub fn parse(query: &str) -> Option<Self> {
        let query = query.strip_prefix('?').unwrap_or(query);
        let value = query.split('&').find_map(value)?;
        let value = form::decoded(value, true);
        let mut parts = value.splitn(3, '.');
        let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok()).unwrap_or_default().min(ALL);
        let (step, at) = (number(), number());
        let lesson = parts.next().unwrap_or_default().to_owned();
        Some(if lesson.is_empty() { Self { step, ..Self::default() } } else { Self { step, at, lesson } })
    }

    /// A query without it.
    pub(super) fn without(query: &str) -> String {
        let mut rest = String::new();
        for pair in query.split('&') {
            if value(pair).is_none() {
                if !rest.is_empty() {
                    rest.push('&');
                }
                rest.push_str(pair);
            }
        }
        rest
    }

    /// The address of a route that is presented so.
    #[must_use]
    pub fn address(&self, route: &Route) -> String {
        let mut address = route.address();
        let mut value = decimal(self.step);
        if !self.lesson.is_empty() {
            value = [&value, ".", &decimal(self.at), ".", &self.lesson].concat();
        }
        let mut pair = String::new();
        form::push(&mut pair, "present", &value);
        if address.contains('?') {
            pair.replace_range(..1, "&");
        }
        address.push_str(&pair);
        address
    }

    /// The lesson, if there is one.
    #[must_use]
    pub fn pages(&self) -> Lesson {
        Lesson::parse(&self.lesson).0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    fn at(address: &str) -> (Route, Option<Presenting>) {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let parsed = Route::parse(path, query);
        assert!(parsed.ignored.is_empty(), "{:?}", parsed.ignored);
        (parsed.route, Presenting::parse(query))
    }

    #[test]
    fn any_page_can_be_presented() {
        for address in ["404/", "?q=a", "labs/cache/", "decide/respond/?path=now.y", "practise/", "lesson/"] {
            let (route, none) = at(address);
            assert_eq!(none, None);
            let lesson = "title=A+b&page=404/&note=50%25".to_owned();
            for presenting in [Presenting::default(), Presenting { step: 3, at: 2, lesson }] {
                let shared = presenting.address(&route);
                assert_eq!(at(&shared), (route.clone(), Some(presenting)), "{shared}");
            }
        }
        assert_eq!(at("404/?present").1, Some(Presenting::default()));
        assert_eq!(Presenting::parse("presented=1"), None);
        assert_eq!(at("404/?present=x.-1").1, Some(Presenting::default()));
        assert_eq!(Presenting::parse("a&present=99999").unwrap().step, ALL);
    }

    proptest! {
        #[test]
        fn survives_its_address(step in 0usize..ALL, at_place in 0usize..40, lesson in "\\PC{1,40}") {
            let presenting = Presenting { step, at: at_place, lesson };
            let (route, parsed) = at(&presenting.address(&Route::Code(404)));
            prop_assert_eq!((route, parsed), (Route::Code(404), Some(presenting)));
        }
    }
}
