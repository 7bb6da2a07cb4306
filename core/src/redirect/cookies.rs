//! A cookie jar as far as redirects need one: host, `Domain` and `Secure`, no paths, no dates.

use super::keep::{join, lower};
use super::url::Url;
use super::words::{before, parameter, pieces, trim};
use crate::text::split_once;

#[derive(Debug, Clone, Copy)]
struct Cookie {
    host: &'static str,
    /// Whether hosts below get it too.
    below: bool,
    secure: bool,
    name: &'static str,
    value: &'static str,
}

/// The cookies of a client. Ports do not part them (RFC 6265 8.5).
#[derive(Debug, Default)]
pub struct Jar {
    cookies: Vec<Cookie>,
}

impl Jar {
    /// Puts the pairs of a `Cookie` field into the jar, for one host.
    pub fn put(&mut self, host: &str, pairs: &'static str) {
        for pair in pieces(pairs, b';') {
            let (name, value) = split_once(pair, "=").unwrap_or(("", pair));
            self.store(Cookie { host: lower(host), below: false, secure: false, name, value });
        }
    }

    /// Learns from `Set-Cookie`.
    pub fn learn(&mut self, url: &Url, set_cookie: &'static str) {
        let Some((name, value)) = split_once(trim(before(set_cookie, b";"), b" \t"), "=") else { return };
        let attribute = |name| parameter(set_cookie, b';', name);
        let secure = attribute("Secure").is_some();
        let mut cookie = Cookie { host: url.host, below: false, secure, name, value };
        if let Some(domain) = attribute("Domain") {
            let domain = lower(domain.trim_start_matches('.'));
            if !belongs(url.host, domain) {
                return;
            }
            cookie.host = domain;
            cookie.below = true;
        }
        self.store(cookie);
        if attribute("Max-Age").is_some_and(|age| age.starts_with(['0', '-'])) {
            self.cookies.retain(|known| known.host != cookie.host || known.name != cookie.name);
        }
    }

    fn store(&mut self, cookie: Cookie) {
        match self.cookies.iter_mut().find(|known| known.host == cookie.host && known.name == cookie.name) {
            Some(known) => *known = cookie,
            None => self.cookies.push(cookie),
        }
    }

    /// The value of `Cookie` for a URL.
    pub fn field(&self, url: &Url) -> Option<&'static str> {
        let mut text = "";
        for cookie in &self.cookies {
            let fits = url.host == cookie.host || (cookie.below && belongs(url.host, cookie.host));
            if fits && (!cookie.secure || url.is_https()) {
                let gap = if text.is_empty() { "" } else { "; " };
                text = join(&[text, gap, cookie.name, "=", cookie.value]);
            }
        }
        (!text.is_empty()).then_some(text)
    }
}

/// Whether `host` is `domain` or below it (RFC 6265 5.1.3).
fn belongs(host: &str, domain: &str) -> bool {
    host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::redirect::url::Style;

    #[test]
    fn sends_each_host_its_own() {
        let url = |text| Url::parse(text, Style::Browser).unwrap();
        let mut jar = Jar::default();
        jar.put("a.test", "sid=1; lang=en");
        jar.learn(&url("https://a.test/"), "sid=2; Path=/; Secure; HttpOnly");
        jar.learn(&url("http://sub.a.test/"), "all=3; Domain=.a.test");
        jar.learn(&url("http://a.test/"), "evil=4; Domain=b.test");
        assert_eq!(jar.field(&url("https://a.test:8443/")), Some("sid=2; lang=en; all=3"));
        assert_eq!(jar.field(&url("http://a.test/")), Some("lang=en; all=3"));
        assert_eq!(jar.field(&url("http://x.a.test/")), Some("all=3"));
        assert_eq!(jar.field(&url("http://b.test/")), None);
        jar.learn(&url("http://a.test/"), "lang=; Max-Age=0");
        assert_eq!(jar.field(&url("http://a.test/")), Some("all=3"));
    }
}
