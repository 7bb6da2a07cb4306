//! One HTML file for each address, all made from the one that Trunk built: the head of the page,
//! and in its mount element the page itself, as the app draws it.
//!
//! It can be read and followed before the app has come, or where it never comes. Relative
//! addresses make it work under any path.

use super::place::{SiteUrl, up_from};
use super::policy::{self, POLICY};
use super::routes::Route;
use super::{head, html};
use anyhow::{Context, Result};
use std::path::Path;

/// Where the reader is told that controls need JavaScript: in sight, and out of the way of the app.
const NOTE: &str = "<noscript><aside class=\"scope page static\" aria-label=\"Note\"><p>This can be read, and \
    links to other pages work. Whatever changes within a page needs JavaScript.</p></aside></noscript>";

/// The way to the root of the site from each page that [`write_all`] will write, `404.html` last.
pub fn wanted(routes: &[Route], site_url: Option<&SiteUrl>) -> Vec<(String, String)> {
    let mut wanted: Vec<_> = routes.iter().map(|route| (route.path.clone(), up_from(&route.path))).collect();
    // A host shows this file at whatever depth was asked for, so relative URLs cannot work.
    wanted.push((Route::not_found().path, site_url.map_or("/", SiteUrl::path).to_owned()));
    wanted
}

/// Writes `index.html` for each route, and `404.html` for everything else; `pages` are those [`wanted`].
pub fn write_all(dist: &Path, routes: &[Route], pages: &[String], site_url: Option<&SiteUrl>) -> Result<()> {
    let mut shell = super::read(&dist.join("index.html"))?;
    if let Some(site) = site_url {
        shell = shell.replace(POLICY, &policy::at(site.origin()));
    }
    let missing = Route::not_found();
    for ((route, page), (_, up)) in routes.iter().chain([&missing]).zip(pages).zip(wanted(routes, site_url)) {
        let mut whole = html::with_title(&html::with_root(&shell, &up), &route.title, &route.description);
        let file = if *route == missing {
            whole = html::with_head(&whole, "<meta name=\"robots\" content=\"noindex\">");
            dist.join("404.html")
        } else {
            whole = html::with_head(&whole, &head::tags(route, site_url));
            dist.join(route.path.trim_start_matches('/')).join("index.html")
        };
        let note = if needs_the_app(page) { NOTE } else { "" };
        let whole = html::with_content(&whole, "app", &[note, page].concat())
            .context("index.html has no element with the id `app`")?;
        super::write(&file, whole.as_bytes())?;
    }
    Ok(())
}

/// Whether a page has controls of its own, besides buttons that copy.
fn needs_the_app(page: &str) -> bool {
    let main = page.split_once("<main").map_or("", |(_, main)| main);
    main.contains("<input") || main.matches("<button").count() > main.matches("data-copy").count() + 1
}

/// `404.html` for a server that has the site at its root, wherever it was made for.
pub fn not_found_at_root(page: &str) -> String {
    let made_for =
        html::values(page, &["src"]).into_iter().find_map(|src| Some(src.strip_suffix("boot.js")?.to_owned()));
    match made_for {
        Some(root) if root != "/" => html::moved(page, &root, "/"),
        _ => page.to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const SHELL: &str = "<head><title>T</title><meta name=\"description\" content=\"D\">POLICY\
        <script src=\"./boot.js\"></script></head><div id=app></div>";

    fn written(site_url: Option<&str>) -> impl Fn(&str) -> String {
        let dist = tempfile::tempdir().unwrap();
        std::fs::write(dist.path().join("index.html"), SHELL.replace("POLICY", POLICY)).unwrap();
        let route = |path: &str, title: &str| Route {
            path: path.into(),
            title: title.into(),
            description: format!("about {title}"),
        };
        let routes = [route("/", "Home"), route("/404/", "Not Found"), route("/labs/gateway/", "Lab")];
        let site_url = site_url.map(|url| url.parse::<SiteUrl>().unwrap());
        let page = |(path, up): (String, String)| format!("<main>{path} {up}<input>");
        let pages: Vec<String> = wanted(&routes, site_url.as_ref()).into_iter().map(page).collect();
        write_all(dist.path(), &routes, &pages, site_url.as_ref()).unwrap();
        move |file| std::fs::read_to_string(dist.path().join(file)).unwrap()
    }

    #[test]
    fn each_page_is_in_its_file() {
        let file = written(None);
        assert!(file("index.html").ends_with("</noscript><main>/ ./<input></div>"), "{}", file("index.html"));
        assert!(file("labs/gateway/index.html").contains("<main>/labs/gateway/ ../../<input>"));
        assert!(file("404.html").contains("<main>/404.html /<input>"));
    }

    #[test]
    fn the_policy_names_the_origin_where_it_is_known() {
        let page = written(Some("https://example.org/sub/"))("404/index.html");
        assert!(page.contains(&policy::at("https://example.org")) && !page.contains(POLICY), "{page}");
        assert!(written(None)("404/index.html").contains(POLICY));
    }

    #[test]
    fn controls_are_told_from_buttons_that_copy() {
        let copy = "<main><button data-copy=\"\">";
        assert!(!needs_the_app(&copy.repeat(3)));
        assert!(!needs_the_app("<input><main><p>"));
        assert!(needs_the_app("<main><input>"));
        assert!(needs_the_app("<main><button><button>"));
    }

    #[test]
    fn each_depth_finds_the_root() {
        let file = written(None);
        assert!(file("index.html").contains(r#"src="./boot.js""#));
        assert!(file("404/index.html").contains(r#"src="../boot.js""#));
        assert!(file("labs/gateway/index.html").contains(r#"src="../../boot.js""#));
        assert!(file("404.html").contains(r#"src="/boot.js""#));
        assert!(!file("404/index.html").contains("canonical"));
    }

    #[test]
    fn each_page_has_its_own_head() {
        let file = written(None);
        assert!(file("404/index.html").contains("<title>Not Found</title>"));
        assert!(file("404/index.html").contains(r#"content="about Not Found""#));
        assert!(file("index.html").contains("<title>Home</title>"));
        assert!(file("index.html").contains(r#"<meta property="og:title" content="Home">"#));
        assert!(file("404.html").contains("<title>Page not found"));
    }

    #[test]
    fn a_known_address_gives_canonical_links_and_the_root_of_404() {
        let file = written(Some("https://example.org/sub/"));
        assert!(file("404/index.html").contains(r#"href="https://example.org/sub/404/""#));
        assert!(file("404.html").contains(r#"src="/sub/boot.js""#));
        assert!(!file("404.html").contains("canonical"));
    }

    #[test]
    fn the_missing_page_moves_to_the_root() {
        let page = written(Some("https://example.org/sub/"))("404.html");
        assert!(not_found_at_root(&page).contains(r#"src="/boot.js""#), "{page}");
        let page = written(None)("404.html");
        assert_eq!(not_found_at_root(&page), page);
    }
}
