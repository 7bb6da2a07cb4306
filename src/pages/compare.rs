//! Codes side by side: what tells them apart, topic by topic.

use crate::components::form::form;
use crate::components::search::Go;
use crate::components::{class_name, comparing, message, prose};
use crate::element::{El, el};
use crate::navigation::{Site, Step};
use crate::route::{Comparing, Route, codes, question};
use statuscope_core::compare::{self, Chosen, Comparison, MOST, Topic};
use statuscope_core::lab::{self, Bench};
use statuscope_core::model::Entry;
use std::rc::Rc;
use yew::prelude::*;

/// The page: the codes that the address names, or all ready comparisons.
pub fn page(here: &Comparing, site: &Site, go: &Go) -> El {
    let chosen = here.chosen();
    let page = el("").maybe(left_out(&chosen));
    if chosen.entries.len() > 1 { several(page, &chosen, here, site, go) } else { index(page, &chosen, here, site, go) }
}

/// What the address names and cannot be shown.
fn left_out(chosen: &Chosen) -> Option<El> {
    let mut note = el("div.callout").with(el("b Left out: "));
    for (part, why) in chosen.left_out.iter().take(MOST) {
        note = note.with(el("p").with(el("code").copied(part)).text(" ").text(why).text("."));
    }
    (!chosen.left_out.is_empty()).then_some(note)
}

/// Fewer than two codes: what there is to choose from.
fn index(page: El, chosen: &Chosen, here: &Comparing, site: &Site, go: &Go) -> El {
    let page = page.with(el("h1[tabindex=-1] Which of them is it?"));
    let page = match chosen.entries.first() {
        Some(entry) => page.with(el("p.lead ").with(prose::named_link(entry.code, site)).text(" and which other?")),
        None => page.with(el("p.lead Codes that are often confused, side by side.")),
    };
    let ready = compare::comparisons().iter().map(|one| {
        let link = el("h3").with(comparing::link(&one.codes, site));
        el("li").with(link).with(el("p").prose(one.difference, site))
    });
    page.with(chooser(chosen, here, site, go))
        .with(el("section.block").with(el("h2 Often confused")).with(el("ul.trees").all(ready)))
}

fn several(page: El, chosen: &Chosen, here: &Comparing, site: &Site, go: &Go) -> El {
    let entries = &chosen.entries;
    let ready = compare::ready(entries);
    let mut head = el("div").with(el("h1[tabindex=-1]").string(question(&codes(chosen))));
    match ready {
        Some(ready) => head = head.with(el("p.lead").prose(ready.difference, site)),
        None => {
            for (place, one) in entries.iter().enumerate() {
                for other in entries.iter().skip(place + 1) {
                    let said = compare::difference(one, other.code).or(compare::difference(other, one.code));
                    head = head.maybe(said.map(|says| el("p.lead").prose(says, site)));
                }
            }
        }
    }
    let mut table = el("div.versus").with(heads(chosen, site));
    for (topic, label) in Topic::ALL.into_iter().zip(LABELS) {
        table = table.maybe(row(label, entries, &|entry| lines(topic, entry, site)));
        if topic == Topic::Next {
            table = table.maybe(row("On the wire", entries, &wire));
        }
    }
    let hook = ready.map(|ready| {
        let hook = el("div.note.hook").with(el("b Memory hook")).with(el("p").text(ready.hook));
        el("section.block").with(hook)
    });
    let others = compare::comparisons().iter().filter(|other| ready != Some(other));
    let others = el("p.presets").all(others.map(|other| comparing::link(&other.codes, site)));
    page.with(el("div.pagehead").with(head).maybe(ready.and_then(|ready| try_them(ready, site))))
        .with(table)
        .maybe(hook)
        .with(chooser(chosen, here, site, go))
        .with(el("section.block").with(el("h2 Other comparisons")).with(others))
}

/// The names of [`Topic::ALL`].
const LABELS: [&str; 8] = [
    "What it says",
    "When",
    "Comes with it",
    "Content",
    "Caching",
    "The client should next",
    "A common mistake",
    "To remember it",
];

/// The way to the lab, where there is one.
fn try_them(ready: &Comparison, site: &Site) -> Option<El> {
    let bench = Bench::of(lab::lab(ready.lab)?);
    let text = if ready.codes.len() == 2 { "Try both in the lab" } else { "Try them in the lab" };
    Some(el("a.btn.primary").to(Route::Lab(bench), site).text(text))
}

fn heads(chosen: &Chosen, site: &Site) -> El {
    let all = codes(chosen);
    el("div.abreast").all(chosen.entries.iter().map(|entry| {
        let link = el("a").to(Route::Code(entry.code), site).text(entry.name);
        let number = el("p.big[aria-hidden=true]").number(entry.code.into());
        let name = el("h2").with(el("span.vh").number(entry.code.into()).text(" ")).with(link);
        let mut others = all.clone();
        others.retain(|code| *code != entry.code);
        let remove = (all.len() > 2).then(|| comparing::to(&others, site).class("small").text("without "));
        let remove = remove.map(|link| link.number(entry.code.into()));
        el("div.head").class(class_name::hue_of(entry.code)).with(number).with(name).maybe(remove)
    }))
}

/// A row, unless nobody has anything to say to it.
fn row(label: &'static str, entries: &[&'static Entry], cell: &dyn Fn(&'static Entry) -> Option<El>) -> Option<El> {
    let mut any = false;
    let mut cells = el("div.abreast");
    for entry in entries {
        let said = cell(entry);
        any |= said.is_some();
        let said = said.unwrap_or_else(|| el("p.quiet Nothing in particular."));
        cells = cells.with(el("div").with(prose::number(entry.code).class("who")).with(said));
    }
    any.then(|| el("section").with(el("h3.label").text(label)).with(cells))
}

fn lines(topic: Topic, entry: &'static Entry, site: &Site) -> Option<El> {
    let mut cell = el("");
    let lines = topic.of(entry);
    for line in &lines {
        let said = match line.level {
            Some(level) => {
                let level = el("span").class(class_name::level(level)).text(level.word());
                el("p").with(el("code").text(line.text)).text(" ").with(level)
            }
            None => el("p").prose(line.text, site),
        };
        cell = cell.with(if line.source.is_empty() { said } else { said.source(line.source) });
    }
    (!lines.is_empty()).then_some(cell)
}

fn wire(entry: &'static Entry) -> Option<El> {
    entry.exchange.responses.first().map(|text| message::message("Response", "", text))
}

/// A line to type codes into, and those that are confused with what is there.
fn chooser(chosen: &Chosen, here: &Comparing, site: &Site, go: &Go) -> El {
    let whole = Route::Compare(here.whole());
    let typing = {
        let (here, go) = (here.clone(), go.clone());
        move |_: &str, value: &str| {
            let more = value.to_owned();
            go.emit((Route::Compare(Comparing { more, ..here.clone() }), Step::Replace));
        }
    };
    let on_key = {
        let (whole, go) = (whole.clone(), go.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                go.emit((whole.clone(), Step::Push));
            }
        })
    };
    let all = codes(chosen);
    let label = if all.is_empty() { "Two to five codes" } else { "Add codes" };
    let input = el("input[name=more][autocomplete=off][autocapitalize=off][spellcheck=false][placeholder=401 403]");
    let input = el("label.field").with(el("span").text(label)).with(input.value(&here.more).on_key(on_key));
    let button = el("a.btn").to(whole, site).text("Compare");
    let mut suggestions = el("p.presets").key(1);
    for entry in &chosen.entries {
        for pair in &entry.confused {
            if !all.contains(&pair.with) && all.len() < MOST {
                let with = [all.as_slice(), &[pair.with]].concat();
                suggestions = suggestions.with(comparing::to(&with, site).text("+ ").number(pair.with.into()));
            }
        }
    }
    let row = form(el("div.typed"), Rc::new(typing)).key(0).with(input).with(button);
    el("section.block.add").with(row).with(suggestions)
}
