//! Addresses: `Route` to path and query and back.
//!
//! Total: every address is some route, and what it says beyond that is listed rather than lost.
//! Pure: knows nothing of the browser. `parse(route.address())` gives `route` again.

mod compare;
mod labs;
mod lessons;
mod practising;
mod presenting;
mod redirects;
mod walking;

pub use compare::{Comparing, codes, question};
pub use lessons::stop;
pub use practising::{Practising, is_right};
pub use presenting::{ALL, Presenting};
pub use redirects::{Redirects, View};
pub use walking::Walking;

use statuscope_core::explore::Filter;
use statuscope_core::form;
use statuscope_core::lab::Bench;
use statuscope_core::model::Registration;
use statuscope_core::quiz::lesson::Lesson;
use statuscope_core::text::decimal;

/// A place in the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// `/?q=too+many&class=4`: search and browse.
    Explore(Filter),
    /// `/404/`: one number, known or not.
    Code(u16),
    /// `/map/`: the families.
    Map,
    /// `/decide/?q=e-mail`: trees and everyday situations, with what is searched for.
    Decide(String),
    /// `/decide/respond/?path=clash.y`: a walk through a tree.
    Walk(Walking),
    /// `/redirects/?status=307&method=POST`: what clients do with redirects.
    Redirects(Redirects),
    /// `/labs/`: the labs.
    Labs,
    /// `/labs/cache/?steps=vv`: one lab as it is set.
    Lab(Bench),
    /// `/compare/401-403/`: codes side by side.
    Compare(Comparing),
    /// `/practise/?set=redirects&seed=7&n=10`: rounds of questions.
    Practise(Practising),
    /// `/lesson/?page=404/&note=…`: pages in an order.
    Lesson(Lesson),
    /// `/about/`: where the data comes from.
    About,
    /// Anything else, with its path as it was (percent-encoded, without the slash in front).
    Missing(String),
}

/// What an address says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// Where it leads.
    pub route: Route,
    /// The parts of the query that mean nothing here, decoded.
    pub ignored: Vec<String>,
}

/// Longer addresses are cut before they are looked at.
const LONGEST: usize = 20_000;

impl Route {
    /// Reads a path relative to the site's root and a query, with or without its question mark.
    #[must_use]
    pub fn parse(path: &str, query: &str) -> Parsed {
        let query = &Presenting::without(cut(query.strip_prefix('?').unwrap_or(query)));
        let path = cut(path.trim_start_matches('/'));
        let page = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
        let parts = [redirects::parse, labs::parse, compare::parse, practising::parse, lessons::parse];
        if let Some(parsed) = parts.iter().find_map(|parse| parse(page, query)) {
            return parsed;
        }
        let route = match page {
            "" => return explore(query),
            "map" => Self::Map,
            "decide" => return walking::chooser(query),
            _ if let Some(rest) = page.strip_prefix("decide/") => return walking::parse(rest, path, query),
            "about" => Self::About,
            digits if digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                digits.parse().map_or_else(|_| Self::Missing(path.to_owned()), Self::Code)
            }
            _ => Self::Missing(path.to_owned()),
        };
        Parsed { route, ignored: read(query, &mut |_, _, _| false) }
    }

    /// The address relative to the site's root, without a slash in front: `404/`, `?q=too+many`.
    #[must_use]
    pub fn address(&self) -> String {
        match self {
            Self::Explore(filter) => explore_address(filter),
            Self::Code(code) => {
                let mut path = decimal((*code).into());
                path.push('/');
                path
            }
            Self::Map => "map/".to_owned(),
            Self::Decide(asked) => walking::address("decide/", &[("q", asked)]),
            Self::Walk(walking) => walking.address(),
            Self::Redirects(here) => here.address(),
            Self::Labs => "labs/".to_owned(),
            Self::Lab(bench) => labs::address(bench),
            Self::Compare(comparing) => comparing.address(),
            Self::Practise(practising) => practising.address(),
            Self::Lesson(lesson) => ["lesson/", &lesson.query()].concat(),
            Self::About => "about/".to_owned(),
            Self::Missing(path) => path.clone(),
        }
    }

    /// The start page.
    #[must_use]
    pub fn home() -> Self {
        Self::Explore(Filter::default())
    }

    /// What the browser's tab says.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Explore(filter) if filter.text.trim_ascii().is_empty() => self.name(),
            _ => self.name() + " · Statuscope",
        }
    }

    /// What the page is called.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Explore(filter) if filter.text.trim_ascii().is_empty() => "Statuscope: HTTP status codes".to_owned(),
            Self::Explore(filter) => filter.text.chars().take(60).collect(),
            Self::Code(code) => named(*code),
            Self::Map => "Map of the status codes".to_owned(),
            Self::Decide(_) => "Decide which status code to send".to_owned(),
            Self::Walk(walking) => walking.title(),
            Self::Redirects(here) => here.title(),
            Self::Labs => "Labs".to_owned(),
            Self::Lab(bench) => ["Lab: ", bench.lab().title].concat(),
            Self::Compare(comparing) => comparing.title(),
            Self::Practise(practising) if practising.begun => practising.round.set.name.to_owned(),
            Self::Practise(_) => "Practise".to_owned(),
            Self::Lesson(lesson) => lessons::title(lesson),
            Self::About => "About the data".to_owned(),
            Self::Missing(_) => "No such page".to_owned(),
        }
    }
}

/// Number and name.
fn named(code: u16) -> String {
    match statuscope_core::catalog::entry(code) {
        Some(entry) => [&decimal(code.into()), " ", entry.name].concat(),
        None => decimal(code.into()),
    }
}

/// A path as people read it.
#[must_use]
pub fn decoded(path: &str) -> String {
    form::decoded(path, false)
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The beginning of a text that somebody else wrote.
#[must_use]
#[inline(never)]
pub fn clipped(text: &str) -> String {
    text.chars().take(80).collect()
}

fn shown(key: &str, value: &str) -> String {
    let part = if value.is_empty() { key.to_owned() } else { [key, "=", value].concat() };
    clipped(&part)
}

/// Hands each pair of a query to what may understand it; gives what nobody did.
#[inline(never)]
fn read(query: &str, understand: &mut dyn FnMut(&str, &str, &mut Vec<String>) -> bool) -> Vec<String> {
    let mut ignored = Vec::new();
    for (key, value) in form::pairs(query) {
        if !understand(&key, &value, &mut ignored) {
            ignored.push(shown(&key, &value));
        }
    }
    ignored
}

fn explore(query: &str) -> Parsed {
    let mut filter = Filter::default();
    let ignored = read(query, &mut |key, value, ignored| {
        match key {
            "q" => value.clone_into(&mut filter.text),
            "class" => match value.as_bytes() {
                [digit @ b'1'..=b'5'] => filter.class = Some(digit - b'0'),
                _ => return false,
            },
            "show" | "hide" => {
                for word in value.split(',') {
                    match (key, word) {
                        ("show", "everyday") => filter.everyday = true,
                        ("show", "cacheable") => filter.cacheable = true,
                        ("show", "unregistered") => filter.unregistered = Some(true),
                        ("hide", "unregistered") => filter.unregistered = Some(false),
                        _ => ignored.push(shown(key, word)),
                    }
                }
            }
            "registration" => {
                filter.registration = Registration::from_word(value);
                return filter.registration.is_some();
            }
            _ => return false,
        }
        true
    });
    Parsed { route: Route::Explore(filter), ignored }
}

fn explore_address(filter: &Filter) -> String {
    let mut shows = String::new();
    for (on, word) in [
        (filter.everyday, "everyday"),
        (filter.cacheable, "cacheable"),
        (filter.unregistered == Some(true), "unregistered"),
    ] {
        if on {
            shows.push_str(if shows.is_empty() { "" } else { "," });
            shows.push_str(word);
        }
    }
    let class = filter.class.map_or_else(String::new, |class| decimal(class.into()));
    walking::address(
        "",
        &[
            ("q", &filter.text),
            ("class", &class),
            ("show", &shows),
            ("hide", if filter.unregistered == Some(false) { "unregistered" } else { "" }),
            ("registration", filter.registration.map_or("", Registration::word)),
        ],
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    fn parse(address: &str) -> Parsed {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Route::parse(path, query)
    }

    #[test]
    fn reads_short_addresses() {
        assert_eq!(parse("/").route, Route::home());
        assert_eq!(parse("").route, Route::home());
        assert_eq!(parse("/index.html").route, Route::home());
        for address in ["/404/", "404", "/404/index.html", "//404//", "/0404"] {
            assert_eq!(parse(address).route, Route::Code(404), "{address}");
        }
        assert_eq!(parse("/042/").route, Route::Code(42));
        assert_eq!(parse("/map/").route, Route::Map);
        assert_eq!(parse("/about").route, Route::About);
        assert_eq!(parse("/99999/").route, Route::Missing("99999/".to_owned()));
        assert_eq!(parse("/nonsense/x").route, Route::Missing("nonsense/x".to_owned()));
        assert_eq!(parse("/MAP").route, Route::Missing("MAP".to_owned()));
    }

    #[test]
    fn reads_the_whole_state_of_explore() {
        let filter = Filter {
            text: "too many".to_owned(),
            class: Some(4),
            everyday: true,
            cacheable: true,
            unregistered: Some(true),
            registration: Some(Registration::Temporary),
        };
        let address = "?q=too+many&class=4&show=everyday,cacheable,unregistered&registration=temporary";
        assert_eq!(parse(address), Parsed { route: Route::Explore(filter.clone()), ignored: vec![] });
        assert_eq!(Route::Explore(filter).address(), address);
    }

    #[test]
    fn names_what_it_ignores() {
        assert_eq!(parse("?q=a&foo=bar&class=9&show=everyday,all&x").ignored, ["foo=bar", "class=9", "show=all", "x"]);
        assert_eq!(parse("/404/?utm=1").ignored, ["utm=1"]);
        assert_eq!(parse("?q=%F0%28%8C%28&class=%").ignored, ["class=%"]);
    }

    #[test]
    fn cuts_what_is_endless() {
        let long = "é".repeat(LONGEST);
        assert!(matches!(parse(&long).route, Route::Missing(path) if path.len() <= LONGEST));
        assert!(matches!(parse(&format!("?q={long}")).route, Route::Explore(_)));
    }

    fn filters() -> impl Strategy<Value = Filter> {
        let registrations = proptest::option::of(proptest::sample::select(Registration::ALL));
        let choices = (any::<bool>(), any::<bool>(), any::<Option<bool>>());
        ("\\PC{0,40}", proptest::option::of(1u8..=5), choices, registrations).prop_map(
            |(text, class, on, registration)| Filter {
                text,
                class,
                everyday: on.0,
                cacheable: on.1,
                unregistered: on.2,
                registration,
            },
        )
    }

    proptest! {
        #[test]
        fn every_route_survives_its_address(filter in filters(), code in 0u16..=9999, asked in "\\PC{0,40}") {
            let routes = [Route::Explore(filter), Route::Code(code), Route::Map, Route::About, Route::Decide(asked)];
            for route in routes {
                let parsed = parse(&route.address());
                prop_assert_eq!(parsed.ignored, Vec::<String>::new());
                prop_assert_eq!(parsed.route, route);
            }
        }

        #[test]
        fn any_text_is_an_address_and_settles_at_once(path in "\\PC{0,60}", query in "\\PC{0,60}") {
            let path = path.replace('?', "");
            let route = Route::parse(&path, &query).route;
            prop_assert_eq!(parse(&route.address()).route, route);
        }
    }
}
