//! Decide: from a situation or a question to the right code.

mod result;
mod trail;
mod walker;
mod whole;
pub mod zoom;

use crate::components::search::{Go, search};
use crate::components::{arrows, class_name, entry, prose};
use crate::element::{El, el};
use crate::navigation::Site;
use crate::route::{Route, Walking, clipped, decoded};
use statuscope_core::decision::{self, Decoded, Found, Now, Walk};
use std::rc::Rc;
use yew::prelude::*;

/// The trees and the everyday situations.
pub fn chooser(asked: &str, site: &Site, go: &Go) -> El {
    let searching = !asked.trim_ascii().is_empty();
    let results = decision::search(asked);
    let first = results.found.first().map(|found| Route::Walk(Walking::at(&found.walk)));
    let field = search(
        ("Search everyday situations", "What happened? Duplicate e-mail, token expired …"),
        asked,
        first.filter(|_| searching),
        Rc::new(Route::Decide),
        go,
    );
    let count = results.found.len();
    let says = el("p[role=status]").with(el("b").number(count)).text(match (count, searching) {
        (_, false) => " everyday situations, each with its answers filled in. All can be changed.",
        (0, _) => " situations. Try other words, or answer the questions of a tree.",
        (1, _) => " situation fits",
        _ if results.partial => " situations: none has all the words, these have some",
        _ => " situations, best first",
    });
    let entries = results.found.iter().enumerate().map(|(place, found)| {
        let link = situation(found, &results.query, site).attr("tabindex", if place == 0 { "0" } else { "-1" });
        el("li").with(link)
    });
    let entries = el("ul.entries[role=list]")
        .on_key(Callback::from(|event: KeyboardEvent| arrows::step_through(&event, "a.entry")))
        .all(entries);
    let situations = el("section.block").key(1).with(el("h2 Situations")).with(says).with(entries);
    let trees = trees(site).key(2);
    let sections =
        if searching { el("div").with(situations).with(trees) } else { el("div").with(trees).with(situations) };
    el("")
        .with(el("h1[tabindex=-1] Which code do I send?"))
        .with(el("p.lead Pick what happened, or answer a few short questions."))
        .with(el("div.ask[role=search]").with(field))
        .with(sections)
}

fn trees(site: &Site) -> El {
    let trees = decision::trees().iter().map(|tree| {
        let link = to(&Walk::start(tree), site).with(el("b.name").text(tree.name));
        el("li").with(link).with(el("p").prose(tree.says, site))
    });
    el("section.block").with(el("h2 Questions")).with(el("ul.trees").all(trees))
}

/// A situation as an entry: the code it leads to, its name, what happened.
fn situation(found: &Found, query: &statuscope_core::search::Query, site: &Site) -> El {
    let (hue, number) = match found.walk.now() {
        Now::Result(end) => (class_name::hue_of(end.code), el("span.num").number(end.code.into())),
        Now::Question(_) => ("", el("span.num ?")),
    };
    let preset = found.preset;
    let texts =
        el("span").with(entry::marked("span.name", preset.name, query)).with(el("span.why").prose(preset.says, site));
    to(&found.walk, site).class("entry").class(hue).with(number).with(texts)
}

/// A question, a result or a whole tree.
pub fn walk(walking: &Walking, site: &Site) -> El {
    let Some(Decoded { walk, stopped }) = walking.walk() else {
        let tree = clipped(&decoded(&walking.tree));
        let says = el("p.callout There is no tree “").string(tree).text("”. These are all:");
        return el("")
            .with(el("h1[tabindex=-1] There is no such tree"))
            .with(says)
            .with(trees(site))
            .with(el("p.block").with(el("a").attr("href", site.file("decide/")).text("See everyday situations")));
    };
    let stopped = stopped.map(|stopped| {
        let part = clipped(&stopped.part);
        let line = el("p.callout").with(el("b This link fits only in part. ")).text(stopped.says());
        if part.is_empty() { line } else { line.text(" It stopped at ").with(el("code").string(part)).text(".") }
    });
    let page = if walking.whole { whole::page(&walk, site) } else { walker::page(walking, &walk, site) };
    match stopped {
        Some(stopped) => el("").with(stopped).with(page),
        None => page,
    }
}

/// A link to a route.
fn link(route: &Route, site: &Site) -> El {
    el("a").attr("href", site.href(route))
}

/// A link to where a walk has come to.
fn to(walk: &Walk, site: &Site) -> El {
    to_with(walk, "", false, site)
}

/// The same, with earlier answers to be kept in mind, or to the whole tree.
#[inline(never)]
fn to_with(walk: &Walk, was: &str, whole: bool, site: &Site) -> El {
    link(&Route::Walk(Walking { was: was.to_owned(), whole, ..Walking::at(walk) }), site)
}

/// "How does one get here?", for the page of a code; of a code that nobody should choose, why.
#[must_use]
pub fn ways_to(code: u16, site: &Site) -> Option<El> {
    let ways = decision::paths_to(code);
    if ways.is_empty() {
        return decision::never(code).map(|never| el("p").prose(never.why, site));
    }
    let ways = ways.iter().map(|walk| {
        let mut line = to(walk, site).with(el("b").text(walk.tree().name)).text(": ");
        for (place, turn) in walk.turns().iter().enumerate() {
            line = line.text(if place == 0 { "" } else { " · " });
            // A bare yes or no says nothing without its question.
            let says = turn.answer.label;
            line = if says.len() > 3 { line } else { line.text(turn.ask.short).text(" ") }.text(says);
        }
        el("li").with(line)
    });
    Some(el("ul.stack").all(ways))
}

/// A source or remark below a question.
fn remark(text: &'static str, sources: &[&'static str], site: &Site) -> Option<El> {
    if text.is_empty() && sources.is_empty() {
        return None;
    }
    let mut line = el("p.small.quiet").prose(text, site);
    for source in sources {
        line = line.text(" ").with(prose::source_link(source));
    }
    Some(line)
}
