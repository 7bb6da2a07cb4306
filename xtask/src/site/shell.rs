//! One HTML file for each address, all made from the one that Trunk built.
//!
//! A plain file server then answers every address with 200 and the right title, and the app
//! starts at any depth, because only the relative URLs differ.

use super::html;
use super::place::{SiteUrl, up_from};
use super::routes::Route;
use anyhow::Result;
use std::path::Path;

/// Writes `index.html` for each route, and `404.html` for everything else.
pub fn write_all(dist: &Path, routes: &[Route], site_url: Option<&SiteUrl>) -> Result<()> {
    let page = super::read(&dist.join("index.html"))?;
    for route in routes {
        let mut shell = render(&page, route, &up_from(&route.path));
        if let Some(site_url) = site_url {
            shell = html::with_canonical(&shell, &site_url.page(&route.path));
        }
        let file = dist.join(route.path.trim_start_matches('/')).join("index.html");
        super::write(&file, shell.as_bytes())?;
    }
    // A host shows this file at whatever depth was asked for, so relative URLs cannot work.
    let root = site_url.map_or("/", SiteUrl::path);
    let missing = render(&page, &Route::not_found(), root);
    super::write(&dist.join("404.html"), missing.as_bytes())
}

/// What to answer to `path` if there is nothing: `page` is the `index.html` of the site.
pub fn not_found_at(page: &str, path: &str) -> String {
    render(page, &Route::not_found(), &up_from(path))
}

fn render(page: &str, route: &Route, up: &str) -> String {
    html::with_title(&html::with_root(page, up), &route.title, &route.description)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<title>T</title><meta name="description" content="D"><script src="./boot.js"></script>"#;

    fn written(site_url: Option<&str>) -> impl Fn(&str) -> String {
        let dist = tempfile::tempdir().unwrap();
        std::fs::write(dist.path().join("index.html"), PAGE).unwrap();
        let route = |path: &str, title: &str| Route {
            path: path.into(),
            title: title.into(),
            description: format!("about {title}"),
        };
        let routes = [route("/", "Home"), route("/404/", "Not Found"), route("/labs/gateway/", "Lab")];
        let site_url = site_url.map(|url| url.parse::<SiteUrl>().unwrap());
        write_all(dist.path(), &routes, site_url.as_ref()).unwrap();
        move |file| std::fs::read_to_string(dist.path().join(file)).unwrap()
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
    fn a_missing_page_is_rewritten_for_its_depth() {
        assert!(not_found_at(PAGE, "/a/b/c").contains(r#"src="../../boot.js""#));
        assert!(not_found_at(PAGE, "/a").contains(r#"src="./boot.js""#));
    }
}
