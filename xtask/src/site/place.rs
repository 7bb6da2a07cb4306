//! Where a page lies: how deep under the root of the site, and where that root is.

use anyhow::{Result, bail};
use std::str::FromStr;

/// The public address of the site, such as `https://example.org/statuscope/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteUrl {
    whole: String,
    path_at: usize,
}

impl SiteUrl {
    /// The full address of a page, for `<link rel="canonical">`.
    pub fn page(&self, path: &str) -> String {
        format!("{}{}", self.whole, path.trim_start_matches('/'))
    }

    /// The whole address, with a slash at the end.
    pub fn address(&self) -> &str {
        &self.whole
    }

    /// The scheme and the host, without a slash at the end.
    pub fn origin(&self) -> &str {
        self.whole.get(..self.path_at).unwrap_or_default()
    }

    /// The path alone, with a slash at both ends.
    pub fn path(&self) -> &str {
        self.whole.get(self.path_at..).unwrap_or("/")
    }
}

impl FromStr for SiteUrl {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let whole = format!("{}/", text.trim_end_matches('/'));
        let scheme = ["https://", "http://"].into_iter().find(|scheme| whole.starts_with(scheme));
        let after = scheme.and_then(|scheme| Some((scheme.len(), whole.get(scheme.len()..)?)));
        let Some((start, rest)) = after else {
            bail!("it must begin with https:// or http://");
        };
        let Some(slash) = rest.find('/').filter(|slash| *slash > 0) else {
            bail!("it has no host");
        };
        if text.contains(['?', '#', '"', '<', '>', ' ']) {
            bail!("it must be a plain address, without query or fragment");
        }
        Ok(SiteUrl { path_at: start + slash, whole })
    }
}

/// The way from a page at `path` up to the root of the site: `./`, `../`, `../../` …
///
/// `path` is as in an address: `/404/` lies one folder deep, and so does `/404/x`.
pub fn up_from(path: &str) -> String {
    match path.matches('/').count() {
        0 | 1 => "./".to_owned(),
        slashes => "../".repeat(slashes - 1),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_way_up_depends_on_the_depth() {
        assert_eq!(up_from("/"), "./");
        assert_eq!(up_from("/nothing"), "./");
        assert_eq!(up_from("/404/"), "../");
        assert_eq!(up_from("/404/nothing"), "../");
        assert_eq!(up_from("/labs/gateway/"), "../../");
    }

    #[test]
    fn a_site_url_gives_pages_and_a_path() {
        let site: SiteUrl = "https://example.org/statuscope".parse().unwrap();
        assert_eq!(site.page("/404/"), "https://example.org/statuscope/404/");
        assert_eq!(site.path(), "/statuscope/");
        assert_eq!(site.origin(), "https://example.org");
        let site: SiteUrl = "http://localhost:8080".parse().unwrap();
        assert_eq!(site.page("/"), "http://localhost:8080/");
        assert_eq!(site.path(), "/");
    }

    #[test]
    fn what_is_no_site_url_is_refused() {
        for text in ["example.org", "https:///x", "ftp://example.org/", "https://example.org/?a", ""] {
            assert!(text.parse::<SiteUrl>().is_err(), "{text}");
        }
    }
}
