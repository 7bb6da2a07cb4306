//! The answers so far, each to be changed, and what they rule out.

use super::to_with;
use crate::components::prose::{named_link, number};
use crate::element::{El, el};
use crate::navigation::Site;
use statuscope_core::catalog;
use statuscope_core::decision::{Now, Walk, presets};

/// The margin of a walk; `was` are the answers to keep in mind when one is changed.
pub fn trail(walk: &Walk, was: &str, site: &Site) -> El {
    let tree = walk.tree();
    let path = walk.path();
    let preset = presets().iter().find(|preset| preset.tree == tree.id && preset.answers == path);
    let from = el("span.label  ").text(tree.name);
    let from = match preset {
        Some(preset) => from.text(": ").text(preset.name),
        None => from,
    };
    let steps = walk.answered();
    let steps = steps.iter().enumerate().map(|(index, answered)| {
        let said = el("span").text(answered.ask.short).text(" ").with(el("b").text(answered.answer.label));
        el("li").with(to_with(&walk.clone().jump(index), was, false, site).with(said).text(" ").with(el("u change")))
    });
    let (heading, now) = match walk.now() {
        Now::Question(ask) => ("Your answers", el("b").text(ask.short)),
        Now::Result(end) => {
            let name = catalog::entry(end.code).map_or("", |entry| entry.name);
            ("Because you said", el("b").with(number(end.code)).text(" ").text(name))
        }
    };
    let steps = el("ol").all(steps).with(el("li.now[aria-current=step]").with(now));
    el("div.trail")
        .with(el("h2").text(heading).with(from))
        .with(steps)
        .maybe(ruled_out(walk, site))
        .with(to_with(walk, "", true, site).class("small").text("See this path in the whole tree"))
}

fn ruled_out(walk: &Walk, site: &Site) -> Option<El> {
    let answered = walk.answered();
    let mut codes = el("div.out");
    let ruled_out = walk.ruled_out();
    for ruled in &ruled_out {
        let Some(said) = answered.get(ruled.step) else { continue };
        let why = el("p")
            .with(named_link(ruled.code, site))
            .text(": if the answer to “")
            .text(said.ask.short)
            .text("” were “")
            .text(ruled.instead.label)
            .text("”. ")
            .prose(ruled.end.reason, site);
        codes = codes.with(
            el("details[name=ruled-out]")
                .key(ruled.code)
                .with(
                    el("summary")
                        .attr("title", catalog::entry(ruled.code).map_or("", |entry| entry.name))
                        .with(number(ruled.code)),
                )
                .with(why),
        );
    }
    let head = el("h2 Ruled out ").with(el("span.label open one to see why"));
    (!ruled_out.is_empty()).then(|| el("section").with(head).with(codes))
}
