//! Every link of every page leads to a file of the site, or nothing is published.

use super::{files, html, read};
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::path::Path;

/// An error that names the links that lead nowhere. `root` is the path of the site on its host,
/// for addresses that begin with it.
pub fn check(dist: &Path, root: &str) -> Result<()> {
    let there: BTreeSet<String> = files(dist)?.iter().map(|file| file.to_string_lossy().replace('\\', "/")).collect();
    let mut dead = BTreeSet::new();
    for page in there.iter().filter(|file| file.ends_with(".html")) {
        let text = read(&dist.join(page))?;
        let ids = html::values(&text, &["id"]);
        for link in html::values(&text, &["href", "src"]) {
            let leads = match link.strip_prefix('#') {
                Some(id) => ids.iter().any(|other| other == id),
                None => target(page, &link, root).is_none_or(|file| there.contains(&file) || is_compared(&file)),
            };
            if !leads {
                dead.insert(format!("{page}: {link}"));
            }
        }
    }
    if !dead.is_empty() {
        let shown: Vec<String> = dead.iter().take(20).cloned().collect();
        bail!("{} links lead nowhere:\n    {}", dead.len(), shown.join("\n    "));
    }
    Ok(())
}

/// Any two to five codes can be compared; there are files for those that are often confused, and for
/// all others the app answers on the page for what is not there.
fn is_compared(file: &str) -> bool {
    let codes = file.strip_prefix("compare/").and_then(|rest| rest.strip_suffix("/index.html"));
    codes.is_some_and(|codes| {
        let mut parts = codes.split('-');
        parts.all(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// The file that a link of a page means; `None` if it lies outside the site.
fn target(page: &str, link: &str, root: &str) -> Option<String> {
    let path = link.split(['?', '#']).next().unwrap_or_default();
    let scheme = path.split('/').next().unwrap_or_default();
    if scheme.contains(':') || path.starts_with("//") {
        return None;
    }
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    let path = match path.strip_prefix(root) {
        Some(rest) => {
            folders.clear();
            rest
        }
        // Only the page itself with another query.
        None if path.is_empty() => return Some(page.to_owned()),
        None => path,
    };
    for part in path.split('/') {
        match part {
            "." | "" => {}
            // A link above the site is as dead as one to nothing.
            ".." => drop(folders.pop().is_none().then(|| folders.push("above the site"))),
            part => folders.push(part),
        }
    }
    let is_folder = path.is_empty() || path.ends_with(['/', '.']);
    if is_folder {
        folders.push("index.html");
    }
    Some(folders.join("/"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_link_means_a_file() {
        let of = |page: &str, link: &str| target(page, link, "/sub/").unwrap_or_default();
        assert_eq!(of("404/index.html", "../"), "index.html");
        assert_eq!(of("404/index.html", "../410/"), "410/index.html");
        assert_eq!(of("index.html", "./?q=a/b"), "index.html");
        assert_eq!(of("a/b/index.html", "../../c.json"), "c.json");
        assert_eq!(of("404.html", "/sub/404/"), "404/index.html");
        assert_eq!(of("404.html", "/sub/"), "index.html");
        assert_eq!(of("404/index.html", "?q=a"), "404/index.html");
        assert_eq!(target("index.html", "https://example.org/", "/"), None);
        assert_eq!(target("index.html", "data:,", "/"), None);
    }

    #[test]
    fn dead_links_are_named() {
        let dist = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| super::super::write(&dist.path().join(name), text.as_bytes()).unwrap();
        file("index.html", "<a href=\"#main\"></a><a href=./a/>a</a><script src=./boot.js></script><main id=main>");
        file("boot.js", "");
        file("a/index.html", "<a href=\"../\">up</a>");
        check(dist.path(), "/").unwrap();
        file("a/index.html", "<a href=\"../compare/404-410-451/\">c</a>");
        check(dist.path(), "/").unwrap();
        file("a/index.html", "<a href=\"../b/\">b</a><a href=\"#x\">x</a><a href=\"../../\">above</a>");
        let error = check(dist.path(), "/").unwrap_err().to_string();
        assert!(error.contains("3 links") && error.contains("a/index.html: ../b/"), "{error}");
    }
}
