//! The printed quick reference: one A4 page, in place of Explore when that is printed.

use crate::components::class_name;
use crate::components::frame::long_date;
use crate::element::{El, el};
use statuscope_core::catalog::{dataset, of_class};
use statuscope_core::model::{CachingRule, Entry};
use statuscope_core::prose::{Span, spans};

/// The sheet.
pub fn sheet() -> El {
    let data = dataset();
    let legend = el("p Bold: every day. Italic: do not use. ")
        .with(el("i h"))
        .text(" a cache may keep it by its own guess. ")
        .with(el("i.n n"))
        .text(" must not be stored.");
    let classes = data.classes.iter().map(|class| {
        let codes = of_class(class.digit).filter(|entry| entry.is_in_registry());
        el("section")
            .class(class_name::hue(class.digit))
            .with(el("h2").with(el("span.num").number(class.digit.into()).text("xx")).text(" ").text(class.name))
            .with(el("ul").all(codes.map(line)))
    });
    let questions = el("div")
        .with(el("h3 Which one do I answer? Stop at the first that fits."))
        .with(el("ol").all(data.sheet.questions.iter().map(|text| plain("li", text))));
    let redirect = el("div")
        .with(el("h3 Which redirect?"))
        .with(redirects())
        .with(el("h3 Must carry"))
        .all(data.sheet.carry.iter().map(|text| plain("p", text)));
    let pairs = el("div").with(el("h3 Easily confused")).all(data.sheet.pairs.iter().map(|text| plain("p", text)));
    let facts = el("span Statuscope. Facts of ")
        .string(long_date(data.date))
        .text(": IANA registry, RFC 9110 and others; proxies measured.");
    el("article.sheet")
        .with(el("header").with(el("h2.h HTTP status codes")).with(legend))
        .with(el("div.cols").all(classes))
        .with(el("div.help").with(questions).with(redirect).with(pairs))
        .with(el("footer").with(facts).with(el("span Every number is a page: /404/")))
}

fn line(entry: &'static Entry) -> El {
    let kind = if entry.is_off() {
        "li.off"
    } else if entry.everyday {
        "li.ev"
    } else {
        "li"
    };
    let cache = match entry.caching.rule {
        CachingRule::Heuristic => Some(el("i h")),
        CachingRule::Never => Some(el("i.n n")),
        CachingRule::Explicit | CachingRule::Interim => None,
    };
    let name = el("span").with(el("b.nm").text(entry.name)).maybe(cache);
    let name = if entry.everyday { name.with(el("small").text(entry.summary)) } else { name };
    el(kind).with(el("b.num").number(entry.code.into())).with(name)
}

/// Which of the five, by what is kept and for how long (RFC 9205 4.6.1).
fn redirects() -> El {
    const ROWS: [[&str; 3]; 3] = [
        ["keep method and content", "308", "307"],
        ["POST may become GET", "301", "302"],
        ["always GET the answer", "", "303"],
    ];
    let rows = ROWS.iter().map(|[what, for_good, for_now]| {
        let cell = |code: &'static str| el("td").with(el("b").text(code));
        el("tr").with(el("th[scope=row]").text(what)).with(cell(for_good)).with(cell(for_now))
    });
    let head = el("tr").with(el("td")).with(el("th[scope=col] for good")).with(el("th[scope=col] for now"));
    el("table").with(el("thead").with(head)).with(el("tbody").all(rows))
}

/// Prose in which codes are only bold: nobody clicks on paper.
fn plain(selector: &'static str, text: &'static str) -> El {
    let mut whole = el(selector);
    for span in spans(text) {
        whole = match span {
            Span::Status(code) => whole.with(el("b").number(code.into())),
            Span::Text(text) | Span::Wire(text) | Span::Strong(text) | Span::Keyword(text) => whole.text(text),
            Span::Source(_) => whole,
        };
    }
    whole
}
