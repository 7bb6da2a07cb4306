//! Addresses below `/redirects/`: a scenario in the query, and how it is looked at.

use super::{Parsed, Route, clipped, shown};
use statuscope_core::form;
use statuscope_core::redirect::{Hop, Scenario, keep};
use statuscope_core::text::decimal;

/// What is looked at on a page of Redirects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirects {
    /// The scenario.
    pub scenario: Scenario,
    /// How it is looked at.
    pub view: View,
}

/// The pages of Redirects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// One journey.
    Journey,
    /// Status by method for the client.
    Methods,
    /// Client by status for the method; `true` with the most unusual first.
    Clients(bool),
}

impl View {
    const fn folder(self) -> &'static str {
        match self {
            Self::Journey => "redirects/",
            Self::Methods => "redirects/matrix/",
            Self::Clients(_) => "redirects/clients/",
        }
    }
}

/// Reads a page without the slash at its end, and its query.
pub fn parse(page: &str, query: &str) -> Option<Parsed> {
    let mut view = match page {
        "redirects" => View::Journey,
        "redirects/matrix" => View::Methods,
        "redirects/clients" => View::Clients(false),
        _ => return None,
    };
    let mut ignored = Vec::new();
    let scenario = Scenario::of_query(query, &mut |key, value| {
        if key == "sort" && value == "differences" && matches!(view, View::Clients(_)) {
            view = View::Clients(true);
        } else {
            ignored.push(shown(key, value));
        }
    })?;
    Some(Parsed { route: Route::Redirects(Redirects { scenario, view }.settled()), ignored })
}

impl Redirects {
    /// A chain says itself what the one redirect would be.
    fn settled(mut self) -> Self {
        if let (false, Some(usual)) = (self.scenario.hops.is_empty(), Scenario::usual()) {
            self.scenario.status = usual.status;
            self.scenario.lies = usual.lies;
        }
        self
    }

    /// Where it starts.
    #[must_use]
    pub fn start() -> Option<Self> {
        Some(Self::of(Scenario::usual()?))
    }

    /// Another view of the same scenario.
    #[must_use]
    pub fn viewed(&self, view: View) -> Self {
        Self { scenario: self.scenario.clone(), view }
    }

    /// The journey of another scenario.
    #[must_use]
    pub fn of(scenario: Scenario) -> Self {
        Self { scenario, view: View::Journey }
    }

    /// The address relative to the site's root.
    #[must_use]
    pub fn address(&self) -> String {
        let mut address = self.view.folder().to_owned();
        let mut query = self.scenario.query();
        if Scenario::usual().is_some_and(|usual| usual.query() == query) {
            query.clear();
        }
        if self.view == View::Clients(true) {
            form::push(&mut query, "sort", "differences");
        }
        address.push_str(&query);
        address
    }

    /// What the browser's tab says before the name of the site.
    #[must_use]
    pub fn title(&self) -> String {
        let method = clipped(self.scenario.method);
        let client = self.scenario.client.name;
        match self.view {
            View::Journey => {
                let status = self.scenario.redirects().first().map_or(0, |hop| hop.status);
                [&method, ", ", &decimal(status.into()), ", ", client].concat()
            }
            View::Methods => [client, ", all methods"].concat(),
            View::Clients(_) => [&method, ", all clients"].concat(),
        }
    }

    /// What a control with this name makes of it, when it has this value. Controls have the names of
    /// the pairs in the address; `code-2` and `to-2` are the third redirect's.
    #[must_use]
    pub fn edited(&self, name: &str, value: &str) -> Option<Self> {
        let (what, place) = name.split_once('-').unwrap_or((name, ""));
        let usual = self.scenario.has_usual_body();
        let chain = !self.scenario.hops.is_empty();
        let mut next = self.clone();
        if what != name || name == "add" {
            next.scenario = next.scenario.written_out();
        }
        let scenario = &mut next.scenario;
        if what != name {
            let place = place.parse().ok()?;
            let hop = scenario.hops.get_mut(place)?;
            match what {
                "remove" => {
                    scenario.hops.remove(place);
                }
                "code" => hop.status = value.parse().ok()?,
                _ => hop.location = (!value.is_empty()).then(|| keep(value)),
            }
            return Some(next.settled());
        }
        match name {
            "sort" => next.view = View::Clients(value == "differences"),
            "add" => {
                let place = ["/hop-", &decimal(scenario.hops.len() + 1)].concat();
                scenario.hops.push(Hop::new(302, place));
            }
            "status" if chain => next.scenario = scenario.with_status(value.parse().ok()?),
            _ => {
                let first = scenario.hops.first().map_or(301, |hop| hop.status);
                let value = match name {
                    "credentials" | "again" if value.is_empty() => "no",
                    "credentials" | "again" => "yes",
                    _ => value,
                };
                if !scenario.set(name, value) {
                    return None;
                }
                if name == "to" && chain {
                    scenario.status = first;
                    scenario.hops.clear();
                }
            }
        }
        if usual && name != "body" {
            next.scenario = next.scenario.with_usual_body();
        }
        Some(next.settled())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
    use super::*;
    use proptest::prelude::*;
    use statuscope_core::redirect::{Body, Lies, MAX_HOPS, clients};

    fn parsed(address: &str) -> Parsed {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Route::parse(path, query)
    }

    fn at(address: &str) -> Redirects {
        match parsed(address).route {
            Route::Redirects(here) => here,
            other => panic!("{address} is {other:?}"),
        }
    }

    #[test]
    fn short_addresses_are_enough() {
        let here = at("/redirects/?status=307&method=PUT");
        assert_eq!((here.scenario.status, here.scenario.method), (307, "PUT"));
        assert_eq!((here.scenario.client.id, here.view), ("requests", View::Journey));
        assert_eq!(at("/redirects").address(), "redirects/");
        assert_eq!(at("/redirects/matrix/?client=go").view, View::Methods);
        assert_eq!(at("redirects/clients/?sort=differences").view, View::Clients(true));
        assert_eq!(parsed("/redirects/else/").route, Route::Missing("redirects/else/".to_owned()));
        let chain = "redirects/?client=curl&method=GET&from=http://a.test/&hop=302+/b&hop=301+https://b.test/c?d";
        assert_eq!(at(chain).scenario.hops.len(), 2);
        assert_eq!(at(&at(chain).address()), at(chain));
    }

    #[test]
    fn what_is_not_understood_is_told_and_what_is_odd_is_kept() {
        let told = parsed("/redirects/?client=netscape&status=twelve&to=moon&hop=x&sort=colour").ignored;
        assert_eq!(told, ["client=netscape", "status=twelve", "to=moon", "hop=x", "sort=colour"]);
        let odd = at("/redirects/?method=G+E+T&status=999&hop=302+http://[");
        assert_eq!(odd.scenario.method, "G E T");
        assert_eq!(odd.scenario.hops.first().unwrap().location, Some("http://["));
        let many = ["redirects/?", &"hop=302+/a&".repeat(MAX_HOPS * 3)].concat();
        assert_eq!((at(&many).scenario.hops.len(), parsed(&many).ignored.len()), (MAX_HOPS, 0));
    }

    #[test]
    fn controls_change_one_thing() {
        let start = at("redirects/");
        let next = |here: &Redirects, name: &str, value: &str| here.edited(name, value).unwrap();
        assert_eq!(next(&start, "status", "308").scenario.status, 308);
        // A GET has no body until somebody asks for one; a POST has one.
        let get = next(&start, "method", "GET");
        assert_eq!(get.scenario.body, Body::None);
        assert_eq!(next(&get, "method", "PUT").scenario.body, Body::Json);
        let bare = next(&start, "body", "none");
        assert_eq!(next(&bare, "method", "PUT").scenario.body, Body::None);
        // The same method in the free field.
        assert_eq!(next(&start, "method", "PURGE").scenario.method, "PURGE");
        assert_eq!(next(&start, "method", "").scenario.method, "");
        // A chain begins as what was there.
        let two = next(&start, "add", "");
        assert_eq!(two.scenario.hops.len(), 2);
        assert_eq!(two.scenario.hops.first().unwrap().location, Some("https://v2.example.net/orders"));
        let mended = next(&next(&two, "to-1", "//c.test/x"), "code-1", "307");
        assert_eq!(mended.scenario.hops.get(1).unwrap(), &Hop::new(307, "//c.test/x"));
        assert_eq!(next(&two, "to-1", "").scenario.hops.get(1).unwrap().location, None);
        assert!(next(&two, "status", "303").scenario.hops.iter().all(|hop| hop.status == 303));
        assert_eq!(next(&two, "remove-0", "").scenario.hops.len(), 1);
        let back = next(&two, "to", "same");
        assert_eq!((back.scenario.hops.len(), back.scenario.lies, back.scenario.status), (0, Lies::Same, 301));
        for (name, value) in [("client", "netscape"), ("to-9", "/"), ("remove-x", ""), ("", ""), ("to", "")] {
            assert_eq!(two.edited(name, value), None, "{name}");
        }
    }

    proptest! {
        #[test]
        fn every_page_survives_its_address(
            client in proptest::sample::select(clients().iter().collect::<Vec<_>>()),
            method in "\\PC{0,12}", status in 100u16..=999, from in "\\PC{0,20}",
            lies in proptest::sample::select(Lies::ALL.to_vec()), body in proptest::sample::select(Body::ALL.to_vec()),
            locations in proptest::collection::vec(proptest::option::of("\\PC{0,20}"), 0..4),
            view in proptest::sample::select(vec![View::Journey, View::Methods, View::Clients(false), View::Clients(true)]),
            again in any::<bool>(), credentials in any::<bool>(),
        ) {
            let mut scenario = Scenario::new(client);
            scenario.method = keep(&method);
            scenario.from = keep(&from);
            scenario.body = body.0;
            scenario.again = again;
            scenario.credentials = credentials;
            scenario.hops = locations.into_iter().map(|location| Hop { location: location.map(|text| keep(&text)), ..Hop::new(status, "") }).collect();
            if scenario.hops.is_empty() {
                scenario.status = status;
                scenario.lies = lies.0;
            }
            let route = Route::Redirects(Redirects { scenario, view });
            let back = parsed(&route.address());
            prop_assert_eq!(back.ignored, Vec::<String>::new());
            prop_assert_eq!(back.route, route);
        }

        #[test]
        fn any_query_is_a_page(query in "([a-z]{0,7}=[^&]{0,12}&){0,6}", name in "[a-z]{0,7}(-[0-9]{1,3})?", value in "\\PC{0,9}") {
            let here = at(&["redirects/?", &query].concat());
            prop_assert_eq!(&at(&here.address()), &here);
            if let Some(next) = here.edited(&name, &value) {
                prop_assert_eq!(at(&next.address()), next);
            }
        }
    }
}
