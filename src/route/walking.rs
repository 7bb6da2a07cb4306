//! Addresses below `decide/`. A path stands in the query, so that every tree is one static page.

use super::{Parsed, Route, named, read};
use statuscope_core::decision::{self, Decoded, Now, Walk};
use statuscope_core::form;

/// A walk through a decision tree, or the whole of it, as the address says it: known or not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Walking {
    /// The tree's id.
    pub tree: String,
    /// The answers, as [`Walk::path`] writes them.
    pub path: String,
    /// Answers that were given before one was changed, to be kept where they still fit.
    pub was: String,
    /// Whether the whole tree is shown, not only a question.
    pub whole: bool,
}

impl Walking {
    /// The place that a walk has come to.
    #[must_use]
    pub fn at(walk: &Walk) -> Self {
        Self { tree: walk.tree().id.to_owned(), path: walk.path(), ..Self::default() }
    }

    /// The walk as far as the address leads, if there is such a tree.
    #[must_use]
    pub fn walk(&self) -> Option<Decoded> {
        decision::tree(&self.tree).map(|tree| Walk::follow(tree, &self.path))
    }

    pub(super) fn address(&self) -> String {
        let path = ["decide/", &self.tree, if self.whole { "/tree/" } else { "/" }].concat();
        address(&path, &[("path", &self.path), ("was", &self.was)])
    }

    pub(super) fn title(&self) -> String {
        match self.walk() {
            None => "No such tree".to_owned(),
            Some(Decoded { walk, .. }) if self.whole => ["The whole tree: ", walk.tree().name].concat(),
            Some(Decoded { walk, .. }) => match walk.now() {
                Now::Question(ask) => ask.question.to_owned(),
                Now::Result(end) => ["Answer with ", &named(end.code)].concat(),
            },
        }
    }
}

/// What follows `decide/`: `respond`, `respond/tree`, and as [`Walk::encode`] writes it,
/// `respond~clash.y`.
pub(super) fn parse(rest: &str, all: &str, query: &str) -> Parsed {
    let (rest, whole) = rest.strip_suffix("/tree").map_or((rest, false), |rest| (rest, true));
    let (tree, path) = rest.split_once('~').unwrap_or((rest, ""));
    let mut walking = Walking { tree: tree.to_owned(), path: path.to_owned(), whole, ..Walking::default() };
    let ignored = read(query, &mut |key, value, _| {
        let part = match key {
            "path" => &mut walking.path,
            "was" => &mut walking.was,
            _ => return false,
        };
        value.clone_into(part);
        true
    });
    let nowhere = tree.is_empty() || rest.contains('/');
    Parsed { route: if nowhere { Route::Missing(all.to_owned()) } else { Route::Walk(walking) }, ignored }
}

/// `decide/` itself.
pub(super) fn chooser(query: &str) -> Parsed {
    let mut asked = String::new();
    let ignored = read(query, &mut |key, value, _| {
        if key == "q" {
            value.clone_into(&mut asked);
        }
        key == "q"
    });
    Parsed { route: Route::Decide(asked), ignored }
}

/// A path with the parts of a query that are not empty.
pub(super) fn address(path: &str, query: &[(&'static str, &str)]) -> String {
    let mut pairs = String::new();
    for (key, value) in query {
        if !value.is_empty() {
            form::push(&mut pairs, key, value);
        }
    }
    [path, &pairs].concat()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    fn parse(address: &str) -> Parsed {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Route::parse(path, query)
    }

    fn walking(tree: &str, path: &str) -> Walking {
        Walking { tree: tree.to_owned(), path: path.to_owned(), ..Walking::default() }
    }

    #[test]
    fn reads_the_addresses_of_deciding() {
        assert_eq!(parse("/decide/").route, Route::Decide(String::new()));
        assert_eq!(parse("/decide/index.html?q=a+b").route, Route::Decide("a b".to_owned()));
        assert_eq!(parse("decide/respond").route, Route::Walk(walking("respond", "")));
        for address in ["decide/respond/?path=now.y~clash.y", "/decide/respond~now.y~clash.y/"] {
            assert_eq!(parse(address).route, Route::Walk(walking("respond", "now.y~clash.y")), "{address}");
        }
        let whole = Walking { whole: true, ..walking("respond", "clash") };
        assert_eq!(parse("decide/respond/tree/?path=clash").route, Route::Walk(whole));
        assert_eq!(parse("decide/nonsense/").route, Route::Walk(walking("nonsense", "")));
        assert_eq!(parse("decide/a/b/").route, Route::Missing("decide/a/b/".to_owned()));
        assert_eq!(parse("decide/~a/").route, Route::Missing("decide/~a/".to_owned()));
        assert_eq!(parse("decide/respond/?path=a&x=1").ignored, ["x=1"]);
    }

    #[test]
    fn writes_short_addresses() {
        assert_eq!(Route::Walk(walking("respond", "may.n~x")).address(), "decide/respond/?path=may.n~x");
        assert_eq!(Route::Walk(walking("respond", "")).address(), "decide/respond/");
        assert_eq!(Route::Decide("a b".to_owned()).address(), "decide/?q=a+b");
    }

    #[test]
    fn titles_say_where_one_is() {
        let title = |tree, path| Route::Walk(walking(tree, path)).title();
        assert_eq!(title("respond", ""), "Can the server take this request now? · Statuscope");
        assert_eq!(title("respond", "clash.y"), "Answer with 409 Conflict · Statuscope");
        assert_eq!(title("nonsense", ""), "No such tree · Statuscope");
    }

    proptest! {
        #[test]
        fn every_walk_survives_its_address(
            tree in "[a-z][a-z-]{0,20}", path in "\\PC{0,40}", was in "\\PC{0,40}", whole: bool,
        ) {
            let route = Route::Walk(Walking { tree, path, was, whole });
            let parsed = parse(&route.address());
            prop_assert_eq!(parsed.ignored, Vec::<String>::new());
            prop_assert_eq!(parsed.route, route);
        }

        #[test]
        fn any_text_below_decide_settles_at_once(rest in "[a-z~./%é-]{0,20}", query in "\\PC{0,40}") {
            let path = ["decide/", &rest].concat();
            let route = Route::parse(&path, &query).route;
            prop_assert_eq!(parse(&route.address()).route, route);
        }

        #[test]
        fn every_walk_of_a_tree_survives(tree in 0usize..7, answers in proptest::collection::vec(any::<u8>(), 0..20)) {
            let mut walk = Walk::start(decision::trees().get(tree).unwrap());
            for pick in answers {
                let Now::Question(ask) = walk.now() else { break };
                let answer = ask.answers.get(usize::from(pick) % ask.answers.len()).unwrap();
                walk = walk.answer(answer.key);
            }
            let parsed = parse(&Route::Walk(Walking::at(&walk)).address());
            let Route::Walk(walking) = parsed.route else { panic!("another page") };
            let decoded = walking.walk().unwrap();
            prop_assert_eq!(decoded.stopped, None);
            prop_assert_eq!(decoded.walk, walk);
        }
    }
}
