//! Addresses below `labs/`: which lab, and how it is set.

use super::{Parsed, Route, read};
use statuscope_core::lab::{self, Bench};

/// Reads a page without the slash at its end, and its query.
pub fn parse(page: &str, query: &str) -> Option<Parsed> {
    if page == "labs" {
        return Some(Parsed { route: Route::Labs, ignored: read(query, &mut |_, _, _| false) });
    }
    let mut bench = Bench::of(lab::lab(page.strip_prefix("labs/")?)?);
    let ignored = read(query, &mut |key, value, _| bench.set(key, value));
    Some(Parsed { route: Route::Lab(bench), ignored })
}

/// The address relative to the site's root.
pub fn address(bench: &Bench) -> String {
    ["labs/", bench.lab().id, "/", &bench.query()].concat()
}
