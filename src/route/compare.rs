//! Addresses below `compare/`: which codes stand side by side.

use super::{Parsed, Route, read, walking};
use statuscope_core::compare::{self, Chosen};
use statuscope_core::form;
use statuscope_core::text::decimal;

/// Codes side by side, as they were named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparing {
    /// What the path names, letters and digits parted by `-`: `401-403`.
    pub codes: String,
    /// What is being typed to be added.
    pub more: String,
}

impl Comparing {
    /// Of a text that somebody wrote: its parts.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut codes = String::new();
        for part in text.split(|letter: char| letter.is_ascii() && !letter.is_ascii_alphanumeric()) {
            if !codes.is_empty() && !part.is_empty() {
                codes.push('-');
            }
            codes.push_str(part);
        }
        Self { codes, more: String::new() }
    }

    /// With what was typed.
    #[must_use]
    pub fn whole(&self) -> Self {
        Self::of(&[&self.codes, "-", &self.more].concat())
    }

    /// What it names.
    #[must_use]
    pub fn chosen(&self) -> Chosen {
        compare::choose(&self.codes)
    }

    /// The address relative to the site's root.
    pub(super) fn address(&self) -> String {
        let mut path = String::new();
        // The encoding of a query serves a path: nothing but letters and digits stands between the signs.
        form::push(&mut path, "", &self.codes);
        let codes = path.get("?=".len()..).unwrap_or_default();
        let slash = if codes.is_empty() { "" } else { "/" };
        walking::address(&["compare/", codes, slash].concat(), &[("more", &self.more)])
    }

    /// What the browser's tab says.
    pub(super) fn title(&self) -> String {
        let codes = codes(&self.chosen());
        if codes.len() < 2 { "Compare status codes".to_owned() } else { question(&codes) }
    }
}

/// The codes that were chosen.
#[must_use]
pub fn codes(chosen: &Chosen) -> Vec<u16> {
    let mut codes = Vec::new();
    for entry in &chosen.entries {
        codes.push(entry.code);
    }
    codes
}

/// "401 or 403?", "409, 412 or 428?"
#[must_use]
pub fn question(codes: &[u16]) -> String {
    let mut text = String::new();
    let mut left = codes.len();
    for code in codes {
        left -= 1;
        text.push_str(&decimal((*code).into()));
        text.push_str(match left {
            0 => "?",
            1 => " or ",
            _ => ", ",
        });
    }
    text
}

/// Reads a page without the slash at its end, and its query.
pub fn parse(page: &str, query: &str) -> Option<Parsed> {
    let rest = page.strip_prefix("compare").filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
    let mut comparing = Comparing::of(&form::decoded(rest, false));
    let ignored = read(query, &mut |key, value, _| {
        let fits = key == "more";
        if fits {
            value.clone_into(&mut comparing.more);
        }
        fits
    });
    Some(Parsed { route: Route::Compare(comparing), ignored })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(address: &str) -> Parsed {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        Route::parse(path, query)
    }

    #[test]
    fn reads_and_writes_comparisons() {
        for address in ["compare/401-403/", "/compare/401+403", "compare/401,%20403/index.html"] {
            assert_eq!(at(address).route, Route::Compare(Comparing::of("401-403")), "{address}");
        }
        assert_eq!(at("compare").route.address(), "compare/");
        assert_eq!(at("compare/401/403?more=4&x=1").ignored, ["x=1"]);
        let typing = Comparing { more: "407 ..".to_owned(), ..Comparing::of("401") };
        assert_eq!(Route::Compare(typing.clone()).address(), "compare/401/?more=407+..");
        assert_eq!(Route::Compare(typing.whole()).address(), "compare/401-407/");
        assert_eq!(at("compared").route, Route::Missing("compared".to_owned()));
    }

    #[test]
    fn asks_its_question() {
        assert_eq!(at("compare/409-412-428/").route.title(), "409, 412 or 428? · Statuscope");
        assert_eq!(at("compare/409/").route.title(), "Compare status codes · Statuscope");
    }

    proptest! {
        #[test]
        fn every_comparison_survives_its_address(text in "\\PC{0,30}", more in "\\PC{0,30}") {
            let route = Route::Compare(Comparing { more, ..Comparing::of(&text) });
            let parsed = at(&route.address());
            prop_assert_eq!(parsed.ignored, Vec::<String>::new());
            prop_assert_eq!(parsed.route, route);
        }

        #[test]
        fn any_text_below_compare_settles_at_once(rest in "[0-9a-z~./%é+-]{0,20}", query in "\\PC{0,40}") {
            let route = Route::parse(&["compare/", &rest].concat(), &query).route;
            prop_assert_eq!(at(&route.address()).route, route);
        }
    }
}
