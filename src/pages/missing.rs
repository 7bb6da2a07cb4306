//! An address that leads nowhere, and what was left out of one that leads somewhere.

use crate::element::{El, el};
use crate::navigation::Site;
use crate::route::{Route, decoded};
use statuscope_core::explore::Filter;

/// "There is no such page", with what was asked for and the ways on.
pub fn missing(path: &str, site: &Site) -> El {
    let asked: String = decoded(path).chars().take(200).collect();
    let words = asked.replace(['/', '-', '_', '.'], " ").trim_ascii().to_owned();
    let search = (!words.is_empty()).then(|| {
        let says = ["Search the codes for “", &words, "”"].concat();
        el("li").with(el("a").to(Route::Explore(Filter { text: words, ..Filter::default() }), site).string(says))
    });
    let lead = el("p.lead Nothing of Statuscope is at “")
        .with(el("code").string(["/", &asked].concat()))
        .text("”. The address may be mistyped or old.");
    let ways = el("ul.ways")
        .maybe(search)
        .with(el("li").with(el("a").attr("href", site.file("")).text("See all codes")))
        .with(el("li").with(el("a").attr("href", site.file("404/")).text("Read what a server means by 404")));
    el("").with(el("h1[tabindex=-1] There is no such page")).with(lead).with(ways)
}

/// One line about the parts of the address that mean nothing here.
#[must_use]
pub fn ignored(parts: &[String]) -> Option<El> {
    let shown: Vec<&str> = parts.iter().take(5).map(String::as_str).collect();
    let line = el("p.callout").with(el("b Left out, because it means nothing here: "));
    (!shown.is_empty()).then(|| line.with(el("code").string(shown.join(", "))))
}
