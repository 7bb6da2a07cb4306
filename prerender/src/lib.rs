//! Pages of the app as HTML, made natively by the very functions that draw them in the browser.
//!
//! `cargo xtask` puts them into the site's files (`xtask/src/site/shell.rs`), and the app
//! replaces them when it starts. Nothing here knows about files, heads or hosts.

use statuscope::app::{Acts, view};
use statuscope::navigation::Site;
use statuscope::preferences::Preferences;
use statuscope::room::Room;
use statuscope::route::{Parsed, Route};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
struct At {
    parsed: Parsed,
    root: AttrValue,
}

/// The frame with a page in it, for a reader who has chosen nothing yet.
#[component]
fn Whole(at: &At) -> Html {
    let preferences = Preferences { slash_key: true, ..Preferences::default() };
    view(&at.parsed, &preferences, &Room::default(), &Site::new(at.root.clone()), Acts::default())
}

/// What the app would draw into its mount element at `path` of the site; `root` is the way to the site's root, such as `../`.
///
/// `/404.html` is the page for any address that is not there.
pub async fn page(path: &str, root: &str) -> String {
    let parsed = match path {
        "/404.html" => Parsed { route: Route::Missing(String::new()), ignored: Vec::new() },
        _ => Route::parse(path, ""),
    };
    let at = At { parsed, root: root.to_owned().into() };
    yew::LocalServerRenderer::<Whole>::with_props(at).hydratable(false).render().await
}

#[cfg(test)]
mod tests {
    use super::page;

    #[tokio::test]
    async fn a_page_is_whole_and_its_links_are_relative() {
        let html = page("/404/", "../").await;
        for part in ["<h1 tabindex=\"-1\"><span class=\"vh\">404 </span>Not Found</h1>", "href=\"../410/\"", "<footer"]
        {
            assert!(html.contains(part), "no {part} in {html}");
        }
        assert!(!html.contains("<a href=\"/"), "{html}");
    }

    #[tokio::test]
    async fn what_is_chosen_stands_in_the_html() {
        let redirects = page("/redirects/", "../").await;
        for part in ["<option value=\"requests\" selected=\"\">", "<input checked type=\"radio\" name=\"method\""] {
            assert!(redirects.contains(part), "no {part} in {redirects}");
        }
        assert!(page("/about/", "../").await.contains("<input checked"));
    }

    #[tokio::test]
    async fn the_page_for_what_is_not_there_names_no_address() {
        let html = page("/404.html", "/sub/").await;
        assert!(html.contains("at this address") && html.contains("href=\"/sub/410/\""), "{html}");
    }
}
