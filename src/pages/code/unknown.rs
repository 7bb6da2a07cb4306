//! A number that nobody has given a meaning, or that is no status code at all.

use super::{read, section};
use crate::components::masthead::{badge, masthead};
use crate::components::prose::{code_link, named_link};
use crate::element::{El, el};
use crate::navigation::Site;
use crate::route::Route;
use statuscope_core::catalog::neighbours;
use statuscope_core::explore::Filter;
use statuscope_core::model::ClassInfo;
use statuscope_core::text::decimal;

/// The rule of its class, with its source.
pub fn unassigned(code: u16, class: &'static ClassInfo, treat_as: u16, site: &Site) -> El {
    let lead = el("p.lead Nobody has given this number a meaning. A client that receives it treats it as ")
        .with(named_link(treat_as, site))
        .text(", the x00 code of its class.")
        .source("RFC 9110 15");
    let advice = read()
        .text("Use a registered code and put the detail into the content: applications use registered codes only.")
        .source("RFC 9205 4.6");
    let badges = el("p.badges").with(badge(class.digit));
    el("")
        .with(masthead(code, "Not registered", badges, lead))
        .with(section("Before you send it").with(advice).with(ways(code, class.digit, site)))
}

/// Not within 100 to 599.
pub fn outside(code: u16, site: &Site) -> El {
    let lead = el("p.lead A status code has three digits, from 100 to 599. A client that receives another number should treat it as a server error, ")
        .with(named_link(500, site))
        .text(".")
        .source("RFC 9110 15");
    el("")
        .with(masthead(code, "Not a status code", el("p.badges"), lead))
        .with(section("Where to go on").with(ways(code, 0, site)))
}

fn ways(code: u16, digit: u8, site: &Site) -> El {
    let (below, above) = neighbours(code);
    let to = |filter: Filter| el("a").to(Route::Explore(filter), site);
    let near = |entry: &'static statuscope_core::model::Entry| code_link(entry.code, entry.name, site);
    let class = (digit > 0).then(|| {
        let filter = Filter { class: Some(digit), ..Filter::default() };
        el("li").with(to(filter).text("All ").number(digit.into()).text("xx codes"))
    });
    let digits = (code < 100).then(|| {
        let filter = Filter { text: decimal(code.into()), ..Filter::default() };
        el("li").with(to(filter).text("Codes that begin with ").number(code.into()))
    });
    el("ul.ways")
        .maybe(below.map(|entry| el("li The known number below: ").with(near(entry))))
        .maybe(above.map(|entry| el("li The known number above: ").with(near(entry))))
        .maybe(class)
        .maybe(digits)
        .with(el("li").with(to(Filter::default()).text("All codes")))
}
