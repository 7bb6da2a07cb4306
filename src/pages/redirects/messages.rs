//! The messages one after the other, with what changed and why.

use crate::components::class_name;
use crate::components::prose::source_link;
use crate::element::{El, el};
use crate::navigation::Site;
use statuscope_core::catalog;
use statuscope_core::redirect::{Fate, Fired, Journey, Sent, Standing, Step, is_shown};

/// The list of messages, numbered as in the picture.
pub fn messages(journey: &Journey, site: &Site) -> El {
    let count = journey.steps.len();
    let mut list = el("ol");
    let mut number = 0;
    let mut left_out = 0;
    for (index, step) in journey.steps.iter().enumerate() {
        let shown = is_shown(index, count);
        left_out += usize::from(!shown);
        if shown && left_out > 0 {
            list = list.with(el("li.quiet … ").number(left_out).text(" more requests …"));
            left_out = 0;
        }
        if !step.from_cache {
            number += 1;
            if shown {
                list = list.with(hop(number, request(step)));
            }
        }
        if step.status.is_some() {
            number += 1;
        }
        if shown {
            let rules = el("ul.rules").all(step.rules.iter().map(|rule| fired(rule, site)));
            let answer = step.status.map(|status| response(step, status));
            list = list.with(match answer {
                Some(answer) => hop(number, answer.with(rules)),
                None => el("li.hop").with(el("span")).with(rules),
            });
        }
    }
    list
}

fn hop(number: usize, message: El) -> El {
    el("li.hop").with(el("span.n").number(number)).with(message)
}

fn figure(title: &'static str, way: &'static str, host: &'static str, lines: El) -> El {
    let caption = el("figcaption").with(el("b").text(title)).with(el("span").text(way).text(host));
    el("div").with(el("figure.msg").with(caption).with(lines))
}

/// How what became of a line is shown: a class, a mark, a word to be heard first and seen at the end.
struct Look<'a>(&'static str, &'static str, &'a str);

static PLAIN: Look<'_> = Look("", "", "");

fn line(text: El, look: &Look<'_>) -> El {
    let Look(class, mark, word) = *look;
    let line = el("span.l").class(class).with(el("i[aria-hidden=true]").text(mark));
    if word.is_empty() {
        return line.with(text);
    }
    let heard = el("b.vh").string([word, ": "].concat());
    line.with(el("span").with(heard).with(text)).with(el("em[aria-hidden=true]").copied(word))
}

fn request(step: &Step) -> El {
    let start = [step.method, " ", step.url.target(), " HTTP/1.1"].concat();
    let was = step.method_before.map(|before| ["was ", before].concat());
    let changed = was.as_deref().map(|was| Look("chg", "~", was));
    let mut lines = el("pre").with(line(el("span").string(start), changed.as_ref().unwrap_or(&PLAIN)).class("start"));
    for field in &step.lines {
        let look = match &field.fate {
            Fate::Kept => &PLAIN,
            Fate::Dropped => &Look("drop", "−", "dropped"),
            Fate::Changed(_) => &Look("chg", "~", "changed"),
            Fate::Added => &Look("add", "+", "added"),
            Fate::MayBeDropped => &Look("chg", "~", "may be dropped"),
        };
        lines = lines.with(line(named(field.name, field.value), look));
    }
    let (text, look) = match &step.content {
        Sent::None => ("", &PLAIN),
        Sent::Whole(text) => (*text, &PLAIN),
        Sent::Lost(text) => (*text, &Look("drop", "−", "body lost")),
    };
    if !text.is_empty() {
        lines = lines.with(el("span.l  ")).with(line(el("span").text(text), look));
    }
    let way = if step.preflight { "after an OPTIONS preflight, to " } else { "to " };
    figure("Request", way, step.url.host_field(), lines)
}

fn named(name: &'static str, value: &'static str) -> El {
    let name = el("span.n").string([name, ": "].concat());
    el("span").with(name).with(el("span.v").text(value))
}

fn response(step: &Step, status: u16) -> El {
    let name = catalog::entry(status).map_or("", |entry| entry.name);
    let code = el("span.k").class(class_name::hue_of(status)).number(status.into()).text(" ").text(name);
    let start = el("span HTTP/1.1 ").with(code);
    let mut lines = el("pre").with(line(start, &PLAIN).class("start"));
    for field in &step.answer {
        lines = lines.with(line(named(field.name, field.value), &PLAIN));
    }
    let way = if step.from_cache { "kept from the first visit to " } else { "from " };
    figure("Response", way, step.url.host_field(), lines)
}

/// A rule that was applied, where that is stated, and how it stands to the RFC.
fn fired(rule: &Fired, site: &Site) -> El {
    let item = el("li").class(if rule.effect { "" } else { "quiet" }).prose(rule.says, site);
    let item = if rule.source.is_empty() { item } else { item.source(rule.source) };
    let standing = match rule.standing {
        Standing::Open => return item,
        Standing::AsSpecified => " As specified.",
        Standing::Permitted => " Permitted.",
        Standing::Beyond => " Not what is specified.",
    };
    item.text(standing).text(" ").with(source_link(rule.by))
}
