//! An address that leads nowhere, and what was left out of one that leads somewhere.

use crate::element::{El, el};
use crate::navigation::Site;
use crate::route::{Route, decoded};
use statuscope_core::explore::Filter;

/// Who was asked where the page is. (RFC 9110 15.5.5 on 404: neither whether nor for how long.)
const SUSPECTS: [&str; 5] = [
    "{410} remembers every page it ever took away. This is none of them.",
    "{301} would gladly say where it lives now, but has no `Location`.",
    "{403} guards many doors and knows of none here. It would say that, though.",
    "{418} claims to be a teapot; the registry has it down as reserved.",
    "{404} confessed at once. It found nothing, and will not say whether for now or for good.",
];

/// "There is no such page", with what was asked for, who is to blame, and the ways on.
///
/// An empty path stands for an address that is not known: the page for hosts to show anywhere.
pub fn missing(path: &str, site: &Site) -> El {
    let asked: String = decoded(path).chars().take(200).collect();
    let words = asked.replace(['/', '-', '_', '.'], " ").trim_ascii().to_owned();
    let search = (!words.is_empty()).then(|| {
        let says = ["Search the codes for “", &words, "”"].concat();
        el("li").with(el("a").to(Route::Explore(Filter { text: words, ..Filter::default() }), site).string(says))
    });
    let mut lead = el("p.lead Nothing of Statuscope is at ");
    lead = match asked.is_empty() {
        true => lead.text("this address"),
        false => lead.with(el("code").string(["/", &asked].concat())),
    };
    let mut suspects = el("ul.block");
    for says in SUSPECTS {
        suspects = suspects.with(el("li").prose(says, site));
    }
    let ways = el("ul.ways")
        .with(el("li").with(el("a").attr("href", site.file("")).text("See all codes")))
        .with(el("li").with(el("a").attr("href", site.file("404/")).text("Read what a server means by 404")))
        .maybe(search);
    el("")
        .with(el("h1[tabindex=-1] There is no such page"))
        .with(lead.text(". The usual suspects were asked:"))
        .with(suspects)
        .with(ways)
}

/// One line about the parts of the address that mean nothing here.
#[must_use]
pub fn ignored(parts: &[String]) -> Option<El> {
    let shown: Vec<&str> = parts.iter().take(5).map(String::as_str).collect();
    let line = el("p.callout").with(el("b Left out, because it means nothing here: "));
    (!shown.is_empty()).then(|| line.with(el("code").string(shown.join(", "))))
}
