//! Files for those who bring the site to others: `_headers` for hosts, `robots.txt` and
//! `sitemap.xml` for search engines.

use super::html::escape;
use super::place::SiteUrl;
use super::policy::{self, HEADERS, POLICY};
use super::routes::Route;
use super::{files, write};
use anyhow::Result;
use std::fmt::Write as _;
use std::path::Path;

/// A year: the name of such a file changes with its content.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Writes them.
pub fn write_all(dist: &Path, routes: &[Route], site_url: Option<&SiteUrl>) -> Result<()> {
    write(&dist.join("_headers"), headers(dist, site_url)?.as_bytes())?;
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    match site_url {
        Some(site) => {
            write(&dist.join("sitemap.xml"), sitemap(routes, site).as_bytes())?;
            let _ = writeln!(robots, "Sitemap: {}", site.page("/sitemap.xml"));
        }
        None => println!(
            "  Without --url: no sitemap.xml, no canonical addresses, and 404.html only for the root of a host."
        ),
    }
    write(&dist.join("robots.txt"), robots.as_bytes())
}

/// Whether the name of a file holds the hash of its content: `style-62a976535a223354.css`.
pub fn is_hashed(name: &str) -> bool {
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// For Netlify and Cloudflare Pages. Hashed files are named one by one: the two hosts read
/// patterns differently. What is not named is asked for again each time on both.
fn headers(dist: &Path, site_url: Option<&SiteUrl>) -> Result<String> {
    let root = site_url.map_or("/", SiteUrl::path);
    let mut text = format!("{root}*\n");
    for (name, value) in HEADERS {
        let value = match site_url {
            Some(site) if value == POLICY => policy::at(site.origin()),
            _ => value.to_owned(),
        };
        let _ = writeln!(text, "  {name}: {value}");
    }
    // Both hosts speak only HTTPS.
    text += "  Strict-Transport-Security: max-age=31536000\n";
    for file in files(dist)? {
        let name = file.display().to_string();
        if is_hashed(&name) {
            let _ = write!(text, "{root}{name}\n  Cache-Control: {FOR_EVER}\n");
        }
    }
    Ok(text)
}

fn sitemap(routes: &[Route], site: &SiteUrl) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    text += "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    for route in routes {
        let _ = writeln!(text, "<url><loc>{}</loc></url>", escape(&site.page(&route.path)));
    }
    text + "</urlset>\n"
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn written(site_url: Option<&str>) -> (tempfile::TempDir, impl Fn(&str) -> Option<String>) {
        let dist = tempfile::tempdir().unwrap();
        for name in ["boot.js", "app-0123456789abcdef.wasm", "404/index.html"] {
            write(&dist.path().join(name), b"x").unwrap();
        }
        let route = |path: &str| Route { path: path.into(), title: "T".into(), description: "D".into() };
        let site_url = site_url.map(|url| url.parse::<SiteUrl>().unwrap());
        write_all(dist.path(), &[route("/"), route("/404/")], site_url.as_ref()).unwrap();
        let folder = dist.path().to_owned();
        (dist, move |name: &str| std::fs::read_to_string(folder.join(name)).ok())
    }

    #[test]
    fn only_hashed_files_are_kept_for_ever() {
        let (_dist, file) = written(Some("https://example.org/sub/"));
        let headers = file("_headers").unwrap();
        assert!(headers.starts_with("/sub/*\n  Content-Security-Policy: default-src 'none';"), "{headers}");
        assert!(
            headers.ends_with(&format!("/sub/app-0123456789abcdef.wasm\n  Cache-Control: {FOR_EVER}\n")),
            "{headers}"
        );
        assert_eq!(headers.matches("immutable").count(), 1);
        assert!(headers.contains("script-src 'self' https://example.org 'wasm-unsafe-eval'"), "{headers}");
    }

    #[test]
    fn the_sitemap_needs_the_address() {
        let (_dist, file) = written(None);
        assert_eq!(file("sitemap.xml"), None);
        assert!(!file("robots.txt").unwrap().contains("Sitemap"));
        let (_dist, file) = written(Some("https://example.org/sub/"));
        assert!(file("sitemap.xml").unwrap().contains("<loc>https://example.org/sub/404/</loc>"));
        assert!(file("robots.txt").unwrap().ends_with("Sitemap: https://example.org/sub/sitemap.xml\n"));
    }

    #[test]
    fn a_hash_is_sixteen_hexadecimal_digits() {
        assert!(is_hashed("style-62a976535a223354.css"));
        for name in ["boot.js", "codes.schema.json", "style-62a9.css", "404/index.html", "a-zzzzzzzzzzzzzzzz.js"] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
