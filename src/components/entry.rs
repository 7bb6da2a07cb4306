//! An entry: number, name, one line, and in results the place where it fits.

use crate::components::class_name;
use crate::element::{El, el};
use crate::navigation::Site;
use crate::route::Route;
use statuscope_core::model::{Entry, Registration, UseState};
use statuscope_core::search::{Found, Hit, Query, marks};

/// A link to an entry's page.
#[must_use]
pub fn entry(hit: &Hit<'static>, query: &Query, site: &Site) -> El {
    let entry = hit.entry;
    let typed = !query.is_empty() && hit.found == Found::Number;
    let digits = el(if typed { "mark" } else { "span" }).number(usize::from(entry.code));
    el("a.entry")
        .class(class_name::hue_of(entry.code))
        .class(class_name::entry(entry))
        .to(Route::Code(entry.code), site)
        .with(el("span.num").with(digits))
        .with(
            el("span")
                .with(marked("span.name", entry.name, query).maybe(tag(entry)))
                .with(marked("span.why", entry.summary, query))
                .maybe(reason(hit, query)),
        )
}

/// The word that parts a number from the everyday ones.
fn tag(entry: &Entry) -> Option<El> {
    let word = match entry.registration {
        Registration::Registered => return None,
        Registration::Unofficial => "unregistered",
        other => other.word(),
    };
    Some(el("span.tag  ").text(word))
}

/// Where it fits, if the card does not show that already; for a vendor's number, whose it is.
fn reason(hit: &Hit<'static>, query: &Query) -> Option<El> {
    if hit.because.is_empty() {
        let uses = &hit.entry.uses;
        let named = uses.iter().find(|vendor| vendor.name == hit.entry.name).or(uses.first());
        let vendor = named.filter(|_| !hit.entry.is_in_registry())?;
        let line = el("span.hit").text(vendor.vendor);
        return Some(if vendor.state == UseState::Current { line } else { line.text(", ").text(vendor.state.word()) });
    }
    let line = el("span.hit").text(label(hit)).text(": “");
    Some(line.with(marked("span", hit.because, query)).text("”"))
}

fn label(hit: &Hit<'static>) -> &'static str {
    let entry = hit.entry;
    let is = |text: &str| text == hit.because;
    if entry.former_names.iter().any(|name| is(name)) {
        "Formerly"
    } else if entry.uses.iter().any(|vendor| is(vendor.vendor) || is(vendor.name)) {
        "Vendor"
    } else if entry.fields.iter().any(|field| is(field.name)) {
        "Header field"
    } else {
        "Searched as"
    }
}

/// A text with the fitting pieces marked.
#[must_use]
pub fn marked(selector: &'static str, text: &'static str, query: &Query) -> El {
    let mut whole = el(selector);
    if query.is_empty() {
        return whole.text(text);
    }
    for piece in marks(text, query) {
        whole = if piece.hit { whole.with(el("mark").text(piece.text)) } else { whole.text(piece.text) };
    }
    whole
}
