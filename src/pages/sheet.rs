//! The printed quick reference: one A4 page, in place of Explore when that is printed.

use crate::components::class_name;
use crate::components::frame::long_date;
use crate::element::{El, el};
use statuscope_core::catalog::{dataset, of_class};
use statuscope_core::model::{CachingRule, Entry};
use statuscope_core::prose::{Span, spans};
use yew::prelude::*;

/// The sheet. It has no properties, so that typing does not draw it anew.
#[component]
pub fn Sheet() -> Html {
    let data = dataset();
    let legend = el("p")
        .text("Bold: every day. Italic: do not use. ")
        .add(el("i").text("h"))
        .text(" a cache may keep it by its own guess. ")
        .add(el("i.n").text("n"))
        .text(" must not be stored.");
    let classes = data.classes.iter().map(|class| {
        let codes = of_class(class.digit).filter(|entry| entry.is_in_registry());
        el("section")
            .class(class_name::hue(class.digit))
            .add(el("h2").add(el("span.num").number(class.digit.into()).text("xx")).text(" ").text(class.name))
            .add(el("ul").all(codes.map(line)))
    });
    let questions = el("div")
        .add(el("h3").text("Which one do I answer? Stop at the first that fits."))
        .add(el("ol").all(data.sheet.questions.iter().map(|text| plain("li", text))));
    let redirect = el("div")
        .add(el("h3").text("Which redirect?"))
        .add(redirects())
        .add(el("h3").text("Must carry"))
        .all(data.sheet.carry.iter().map(|text| plain("p", text)));
    let pairs = el("div")
        .add(el("h3").text("Easily confused"))
        .all(data.sheet.pairs.iter().map(|text| plain("p", text)));
    let facts = el("span")
        .text("Statuscope. Facts of ")
        .string(long_date(data.date))
        .text(": IANA registry, RFC 9110 and others; proxies measured.");
    el("article.sheet")
        .add(el("header").add(el("h2.h").text("HTTP status codes")).add(legend))
        .add(el("div.cols").all(classes))
        .add(el("div.help").add(questions).add(redirect).add(pairs))
        .add(el("footer").add(facts).add(el("span").text("Every number is a page: /404/")))
        .into()
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
        CachingRule::Heuristic => Some(el("i").text("h")),
        CachingRule::Never => Some(el("i.n").text("n")),
        CachingRule::Explicit | CachingRule::Interim => None,
    };
    let name = el("span").add(el("b.nm").text(entry.name)).maybe(cache);
    let name = if entry.everyday { name.add(el("small").text(entry.summary)) } else { name };
    el(kind).add(el("b.num").number(entry.code.into())).add(name)
}

/// Which of the five, by what is kept and for how long (RFC 9205 4.6.1).
fn redirects() -> El {
    const ROWS: [[&str; 3]; 3] = [
        ["keep method and content", "308", "307"],
        ["POST may become GET", "301", "302"],
        ["always GET the answer", "", "303"],
    ];
    let rows = ROWS.iter().map(|[what, for_good, for_now]| {
        let cell = |code: &'static str| el("td").add(el("b").text(code));
        el("tr").add(el("th[scope=row]").text(what)).add(cell(for_good)).add(cell(for_now))
    });
    let head = el("tr").add(el("td")).add(el("th[scope=col]").text("for good")).add(el("th[scope=col]").text("for now"));
    el("table").add(el("thead").add(head)).add(el("tbody").all(rows))
}

/// Prose in which codes are only bold: nobody clicks on paper.
fn plain(selector: &'static str, text: &'static str) -> El {
    let mut whole = el(selector);
    for span in spans(text) {
        whole = match span {
            Span::Status(code) => whole.add(el("b").number(code.into())),
            Span::Text(text) | Span::Wire(text) | Span::Strong(text) | Span::Keyword(text) => whole.text(text),
            Span::Source(_) => whole,
        };
    }
    whole
}
