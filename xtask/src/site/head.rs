//! What the head of a page says to search engines and link previews.

use super::html::escape;
use super::place::SiteUrl;
use super::routes::Route;
use serde_json::{Map, Value, json};
use statuscope_core::catalog::entry;

/// The end of every title.
const SITE: &str = "Statuscope";

/// `<link rel=canonical>`, Open Graph and JSON-LD. What needs the public address is left out
/// where that is not known: browsers know the page's address, and nobody else should guess it.
pub fn tags(route: &Route, site_url: Option<&SiteUrl>) -> String {
    let url = site_url.map(|site| site.page(&route.path));
    let name = route.title.strip_suffix(" · Statuscope").unwrap_or(&route.title);
    let kind = if route.path == "/" { "website" } else { "article" };
    let mut head = String::new();
    if let Some(url) = &url {
        head += &format!(r#"<link rel="canonical" href="{}">"#, escape(url));
    }
    let property = |name: &str, value: &str| format!(r#"<meta property="og:{name}" content="{}">"#, escape(value));
    head += &property("type", kind);
    head += &property("site_name", SITE);
    head += &property("title", name);
    head += &property("description", &route.description);
    if let (Some(url), Some(site)) = (&url, site_url) {
        head += &property("url", url);
        head += &property("image", &site.page("/pictures/card.png"));
    }
    // Data, not a script: the page's policy has nothing to say about it. Only `</script>` must not occur.
    let data = linked_data(route, name, url.as_deref(), site_url).to_string().replace('<', "\\u003c");
    head + &format!(r#"<script type="application/ld+json">{data}</script>"#)
}

fn linked_data(route: &Route, name: &str, url: Option<&str>, site_url: Option<&SiteUrl>) -> Value {
    let mut data = Map::new();
    let mut say = |key: &str, value: Value| drop(data.insert(key.to_owned(), value));
    say("@context", "https://schema.org".into());
    say("description", route.description.as_str().into());
    say("inLanguage", "en".into());
    if let Some(url) = url {
        say("url", url.into());
    }
    let code = route.path.trim_matches('/').parse().ok().and_then(entry);
    let Some(entry) = code else {
        say("name", name.into());
        say("@type", if route.path == "/" { "WebSite" } else { "WebPage" }.into());
        if let Some(site) = site_url.filter(|_| route.path != "/") {
            say("isPartOf", json!({ "@type": "WebSite", "name": SITE, "url": site.page("/") }));
        }
        return data.into();
    };
    say("@type", "DefinedTerm".into());
    say("termCode", entry.code.to_string().into());
    say("name", entry.name.into());
    if entry.is_in_registry() {
        let url = "https://www.iana.org/assignments/http-status-codes/";
        say("inDefinedTermSet", json!({ "@type": "DefinedTermSet", "name": "HTTP Status Codes", "url": url }));
    }
    data.into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::super::routes;
    use super::*;

    fn head(path: &str, site_url: Option<&str>) -> String {
        let route = routes::all().into_iter().find(|route| route.path == path).unwrap();
        tags(&route, site_url.map(|url| url.parse().unwrap()).as_ref())
    }

    fn data(head: &str) -> Value {
        let json = head.split_once("ld+json\">").unwrap().1.strip_suffix("</script>").unwrap();
        assert!(!json.contains('<'), "{json}");
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_code_is_a_term_of_the_registry() {
        let data = data(&head("/404/", None));
        assert_eq!((&data["@type"], &data["termCode"]), (&json!("DefinedTerm"), &json!("404")));
        assert_eq!(data["inDefinedTermSet"]["name"], "HTTP Status Codes");
        // Nobody registered it.
        assert_eq!(self::data(&head("/499/", None)).get("inDefinedTermSet"), None);
        assert_eq!(self::data(&head("/map/", None))["@type"], "WebPage");
    }

    #[test]
    fn addresses_stand_there_only_if_they_are_known() {
        for path in ["/", "/404/", "/map/"] {
            let known = head(path, Some("https://example.org/sub"));
            let url = format!("https://example.org/sub{path}");
            assert!(known.contains(&format!(r#"<link rel="canonical" href="{url}">"#)), "{known}");
            assert!(known.contains(&format!(r#"<meta property="og:url" content="{url}">"#)), "{known}");
            assert_eq!(data(&known)["url"], url);
            let unknown = head(path, None);
            assert!(!unknown.contains("canonical") && !unknown.contains("og:url"), "{unknown}");
            assert_eq!(data(&unknown).get("url"), None);
        }
    }

    #[test]
    fn texts_are_escaped() {
        let route =
            Route { path: "/x/".into(), title: "A \"<b>\" · Statuscope".into(), description: "</script>".into() };
        let head = tags(&route, None);
        assert!(head.contains("content=\"A &quot;&lt;b&gt;&quot;\""), "{head}");
        assert_eq!(data(&head)["description"], "</script>");
    }
}
