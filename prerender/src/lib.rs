//! Pages of the app as HTML, made natively by the very functions that draw them in the browser.
//!
//! `cargo xtask` puts them into the site's files (`xtask/src/site/shell.rs`), and the app
//! replaces them when it starts. Nothing here knows about files, heads or hosts.

use statuscope::app::{Acts, view};
use statuscope::navigation::Site;
use statuscope::preferences::Preferences;
use statuscope::route::{Parsed, Route};
use yew::prelude::*;

/// A page with its tab's title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What the app calls it.
    pub title: String,
    /// What the app would draw into its mount element.
    pub html: String,
}

#[derive(PartialEq, Properties)]
struct At {
    parsed: Parsed,
    root: AttrValue,
}

/// The frame with a page in it, for a reader who has chosen nothing yet.
#[component]
fn Whole(at: &At) -> Html {
    let preferences = Preferences { slash_key: true, ..Preferences::default() };
    view(&at.parsed, &preferences, &Site::new(at.root.clone()), Acts::default())
}

/// The page at `path` of the site; `root` is the way to the site's root, such as `../`.
pub async fn page(path: &str, root: &str) -> Page {
    let parsed = Route::parse(path, "");
    let title = parsed.route.title();
    let at = At { parsed, root: root.to_owned().into() };
    let html = yew::LocalServerRenderer::<Whole>::with_props(at).hydratable(false).render().await;
    Page { title, html }
}
