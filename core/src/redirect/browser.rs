//! What a page adds to a request: `Origin`, `Referer`, CORS (Fetch standard 3.2, 3.3, 4.4 to 4.8).

use super::exchange::{Field, Mode, Page};
use super::keep::join;
use super::url::{Style, Url};
use super::walk::has_name;
use super::words::{before, pieces, trim};
use crate::clients::Browser;
use crate::sets::Set;

/// The state of a request that a page has made.
#[derive(Debug)]
pub struct Context {
    browser: Browser,
    page: Url,
    mode: Mode,
    /// The referrer policy: which of [`POLICIES`].
    policy: usize,
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
        let url = Url::parse(page.url, Style::Browser).unwrap_or(Url {
            path: "/",
            query: "",
            fragment: "",
            userinfo: "",
            ..*first
        });
        let mut context = Self { browser, page: url, mode: page.mode, policy: USUAL, cors: false, tainted: false };
        context.set_policies(page.referrer_policy);
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
        self.set_policies(policy.unwrap_or_default());
        let leaves = !from.same_origin(to);
        self.tainted |= leaves && (!self.is_page_origin(from) || self.browser == Browser::NavigationNullOrigin);
        self.cors |= self.is_cors(to);
    }

    /// Takes the last referrer policy that is known.
    fn set_policies(&mut self, policies: &str) {
        for word in pieces(policies, b',') {
            self.policy = POLICIES.iter().position(|(known, ..)| *known == word).unwrap_or(self.policy);
        }
    }

    /// Whether a user name in the URL is refused: HTTP-redirect fetch, steps 7 and 8.
    pub fn refuses_userinfo(&self, to: &Url) -> bool {
        let has_credentials = !trim(to.userinfo, b":@").is_empty();
        has_credentials && !self.is_navigation() && (self.cors || (self.mode == Mode::Cors && !self.is_page_origin(to)))
    }

    /// The value of `Origin`, if it is sent.
    pub fn origin(&self, method: &str) -> Option<&'static str> {
        let safe = Set::SAFE.meets(Set::method(method));
        (self.cors || !safe).then(|| if self.tainted { "null" } else { self.page.origin() })
    }

    /// The value of `Referer`, if it is sent.
    pub fn referer(&self, to: &Url) -> Option<&'static str> {
        let same = self.page.same_origin(to);
        let fits = |when: When| match when {
            When::Never => false,
            When::Always => true,
            When::Same => same,
            When::NotDown => !self.page.steps_down(to),
        };
        let (_, sent, full) = POLICIES.get(self.policy)?;
        let full = fits(*full);
        let page = if full { self.page.address() } else { join(&[self.page.origin(), "/"]) };
        fits(*sent).then_some(page)
    }

    /// Whether a request of another origin is asked about first.
    pub fn needs_preflight(&self, method: &str, fields: &[Field]) -> bool {
        self.cors && (!matches!(method, "GET" | "HEAD" | "POST") || fields.iter().any(|field| !is_safelisted(field)))
    }
}

/// When something is so.
#[derive(Debug, Clone, Copy)]
enum When {
    Never,
    Always,
    /// For the page's own origin.
    Same,
    /// Unless the way leads from `https` to `http`.
    NotDown,
}

/// The referrer policies: when `Referer` is sent, and when it is the whole address. (Where the origin
/// is the same, no way leads down.)
const POLICIES: [(&str, When, When); 8] = [
    ("no-referrer", When::Never, When::Never),
    ("no-referrer-when-downgrade", When::NotDown, When::Always),
    ("same-origin", When::Same, When::Always),
    ("origin", When::Always, When::Never),
    ("strict-origin", When::NotDown, When::Never),
    ("origin-when-cross-origin", When::Always, When::Same),
    ("strict-origin-when-cross-origin", When::NotDown, When::Same),
    ("unsafe-url", When::Always, When::Always),
];
const USUAL: usize = 6;

/// Whether a field needs no permission (CORS-safelisted request-header).
fn is_safelisted(field: &Field) -> bool {
    if field.is("Content-Type") {
        let kind = trim(before(field.value, b";"), b" \t");
        return has_name(&["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"], kind);
    }
    // The browser's own fields are none of the page's.
    has_name(&["Accept", "Accept-Language", "Content-Language", "Cookie", "Referer", "Origin"], field.name)
}
