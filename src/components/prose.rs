//! Prose with its marks, and sources as links.

use crate::components::class_name;
use crate::element::{El, el};
use crate::navigation::Site;
use crate::route::Route;
use statuscope_core::prose::{Span, spans};
use statuscope_core::reference;

impl El {
    /// Adds a text with its marks drawn. Sources become small links right after the claim.
    #[must_use]
    pub fn prose(self, text: &str, site: &Site) -> Self {
        self.spans(text, Some(site))
    }

    /// The same without links: for a heading, or for what is a link itself.
    #[must_use]
    pub fn unlinked(self, text: &str) -> Self {
        self.spans(text, None)
    }

    #[inline(never)]
    fn spans(mut self, text: &str, site: Option<&Site>) -> Self {
        for span in spans(text) {
            self = match span {
                Span::Text(text) => self.copied(text),
                Span::Wire(text) => self.with(el("code").copied(text)),
                Span::Strong(text) | Span::Keyword(text) => self.with(el("b").copied(text)),
                Span::Status(code) => self.with(site.map_or_else(|| number(code), |site| code_link(code, "", site))),
                Span::Source(source) if site.is_some() => self.with(source_link(source)),
                Span::Source(_) => self,
            };
        }
        self
    }

    /// Adds a source as a short link, parted by a space.
    #[must_use]
    pub fn source(self, source: &str) -> Self {
        self.text(" ").with(source_link(source))
    }
}

/// A number in the wire's voice and its class hue.
#[must_use]
pub fn number(code: u16) -> El {
    el("span.num").class(class_name::hue_of(code)).number(usize::from(code))
}

/// A number that leads to its page, with its name if there is room for one.
#[must_use]
pub fn code_link(code: u16, name: &'static str, site: &Site) -> El {
    let link = el("a").to(Route::Code(code), site).with(number(code));
    if name.is_empty() { link } else { link.text(" ").text(name) }
}

/// The same with the name that the code has.
#[must_use]
pub fn named_link(code: u16, site: &Site) -> El {
    code_link(code, statuscope_core::catalog::entry(code).map_or("", |entry| entry.name), site)
}

/// A source as a short link; what has no address is plain.
#[must_use]
pub fn source_link(source: &str) -> El {
    let reference = reference::resolve(source);
    if reference.url.is_empty() {
        return el("span.src").string(reference.label);
    }
    el("a.src").attr("href", reference.url).string(reference.label)
}
