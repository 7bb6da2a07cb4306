//! What a page adds to a request: `Origin`, `Referer`, CORS (Fetch standard 3.2, 3.3, 4.4 to 4.8).

use super::exchange::{Field, Mode, Page};
use super::url::{Style, Url};
use crate::clients::Browser;

/// The state of a request that a page has made.
#[derive(Debug, Clone)]
pub struct Context {
    browser: Browser,
    page: Url,
    mode: Mode,
    policy: String,
    /// Whether the response is one of another origin.
    pub cors: bool,
    /// Whether the way went through other origins such that the origin is no longer told.
    tainted: bool,
}

impl Context {
    /// The state before the first request; none for a client that is no browser.
    pub fn new(browser: Browser, page: &Page, first: &Url) -> Option<Self> {
        if browser == Browser::None {
            return None;
        }
        let url = Url::parse(&page.url, Style::Browser).unwrap_or_else(|_| Url {
            path: "/".to_owned(),
            query: None,
            fragment: None,
            userinfo: None,
            ..first.clone()
        });
        let mut context = Self {
            browser,
            page: url,
            mode: page.mode,
            policy: page.referrer_policy.clone(),
            cors: false,
            tainted: false,
        };
        context.cors = context.is_cors(first);
        Some(context)
    }

    /// Whether it is a navigation rather than `fetch()`.
    pub const fn is_navigation(&self) -> bool {
        matches!(self.browser, Browser::Navigation | Browser::NavigationNullOrigin)
    }

    fn is_cors(&self, url: &Url) -> bool {
        !self.is_navigation() && self.mode == Mode::Cors && !self.is_page_origin(url)
    }

    /// Whether a URL has the origin of the page.
    pub fn is_page_origin(&self, url: &Url) -> bool {
        self.page.same_origin(url)
    }

    /// Goes from one URL to the next; `policy` is the `Referrer-Policy` of the redirect.
    pub fn follow(&mut self, from: &Url, to: &Url, policy: Option<&str>) {
        if let Some(known) =
            policy.into_iter().flat_map(|list| list.split(',')).map(str::trim).rfind(|it| POLICIES.contains(it))
        {
            known.clone_into(&mut self.policy);
        }
        let leaves = !from.same_origin(to);
        self.tainted |= leaves && (!self.is_page_origin(from) || self.browser == Browser::NavigationNullOrigin);
        self.cors |= self.is_cors(to);
    }

    /// Whether a user name in the URL is refused: HTTP-redirect fetch, steps 7 and 8.
    pub fn refuses_userinfo(&self, to: &Url) -> bool {
        let has_credentials = to.userinfo.as_deref().is_some_and(|userinfo| !userinfo.trim_matches(':').is_empty());
        has_credentials && !self.is_navigation() && (self.cors || (self.mode == Mode::Cors && !self.is_page_origin(to)))
    }

    /// The value of `Origin`, if it is sent.
    pub fn origin(&self, method: &str) -> Option<String> {
        let safe = matches!(method, "GET" | "HEAD");
        (self.cors || !safe).then(|| if self.tainted { "null".to_owned() } else { self.page.origin() })
    }

    /// The value of `Referer`, if it is sent.
    pub fn referer(&self, to: &Url) -> Option<String> {
        let full = || Some(self.page.address());
        let origin = || Some([&self.page.origin(), "/"].concat());
        let same = self.page.same_origin(to);
        let down = self.page.scheme == "https" && to.scheme == "http";
        match self.policy.as_str() {
            "no-referrer" => None,
            "unsafe-url" => full(),
            "origin" => origin(),
            "same-origin" => {
                if same {
                    full()
                } else {
                    None
                }
            }
            "origin-when-cross-origin" => {
                if same {
                    full()
                } else {
                    origin()
                }
            }
            "strict-origin" => {
                if down {
                    None
                } else {
                    origin()
                }
            }
            "no-referrer-when-downgrade" => {
                if down {
                    None
                } else {
                    full()
                }
            }
            _ if same => full(),
            _ if down => None,
            _ => origin(),
        }
    }

    /// Whether a request of another origin is asked about first.
    pub fn needs_preflight(&self, method: &str, fields: &[Field]) -> bool {
        self.cors && (!matches!(method, "GET" | "HEAD" | "POST") || fields.iter().any(|field| !is_safelisted(field)))
    }
}

const POLICIES: [&str; 8] = [
    "no-referrer",
    "no-referrer-when-downgrade",
    "same-origin",
    "origin",
    "strict-origin",
    "origin-when-cross-origin",
    "strict-origin-when-cross-origin",
    "unsafe-url",
];

/// Whether a field needs no permission (CORS-safelisted request-header).
fn is_safelisted(field: &Field) -> bool {
    if field.is("Content-Type") {
        let kind = field.value.split(';').next().unwrap_or_default().trim();
        return ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]
            .iter()
            .any(|safe| kind.eq_ignore_ascii_case(safe));
    }
    // The browser's own fields are none of the page's.
    ["Accept", "Accept-Language", "Content-Language", "Cookie", "Referer", "Origin"].iter().any(|name| field.is(name))
}
