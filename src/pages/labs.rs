//! Labs: small servers to be tried out.

mod controls;
mod evidence;
mod way;

use crate::components::prose;
use crate::element::{El, el};
use crate::navigation::{Site, Step};
use crate::route::Route;
use statuscope_core::catalog;
use statuscope_core::lab::{self, Bench, Scene};
use yew::prelude::*;

/// Goes to a route.
pub type Go = Callback<(Route, Step)>;

/// The list of labs.
pub fn index(site: &Site) -> El {
    let labs = lab::labs().iter().map(|lab| {
        let codes = el("p.codes").all(lab.codes.iter().map(|code| prose::number(*code).text(" ")));
        let link = el("a").to(Route::Lab(Bench::of(lab)), site);
        let link = link.with(el("b.name").text(lab.name)).text(": ").text(lab.title);
        el("li").with(link).with(codes)
    });
    el("")
        .with(el("h1[tabindex=-1] Try it out"))
        .with(el(
            "p.lead Small servers in this page. Change the request or the server, send, and see which check decided.",
        ))
        .with(el("section.block").with(el("h2 Labs")).with(el("ul.trees").all(labs)))
}

/// One lab.
pub fn page(bench: &Bench, site: &Site, go: &Go) -> El {
    let lab = bench.lab();
    let scene = bench.run();
    let head = el("div.pagehead").with(
        el("div")
            .with(el("h1[tabindex=-1]").text(lab.title))
            .with(el("p").prose(lab.lead, site))
            .with(goal(bench, &scene, site)),
    );
    // The verdict comes first: on a phone it stays in sight above the controls.
    let bench_of = el("div.bench").with(verdict(&scene, site)).with(controls::controls(bench, go));
    el("")
        .with(head)
        .maybe((lab.presets.len() > 1).then(|| presets(bench, site)))
        .maybe(scene.way.as_ref().map(way::picture))
        .with(bench_of.with(evidence::evidence(bench, &scene, site)))
        .all(lab.notes.iter().map(|note| {
            let says = note.says.iter().map(|says| el("p.read").prose(says, site));
            el("section.block").with(el("h2").text(note.title)).all(says)
        }))
        .with(onward(bench, site))
}

/// A link to the same lab, set in another way.
fn link(bench: Bench, site: &Site) -> El {
    el("a").to(Route::Lab(bench), site)
}

/// What is to be reached, and whether it is.
fn goal(bench: &Bench, scene: &Scene, site: &Site) -> El {
    let (at, goal) = bench.goal();
    let Some(goal) = goal else { return el("p") };
    let met = scene.reached.iter().any(|word| word == goal.want);
    let goals = &bench.lab().goals;
    let next = at + 1;
    let count = el("b").text(if met { "✓ Goal " } else { "Goal " }).number(next).text(" of ").number(goals.len());
    let line = el("span").with(count.text(if met { ", reached: " } else { ": " })).prose(goal.says, site);
    let show = link(bench.arranged(&goal.show), site).text("Show me");
    let go_on = link(bench.aiming(next), site).text("Next goal");
    let mut line = el("p.goal[role=status]").with(line).text(" ");
    if !met {
        line = line.with(show).text(" ");
    }
    if next < goals.len() {
        line = line.with(go_on);
    } else if met {
        line = line.with(link(bench.aiming(0), site).text("First goal"));
    }
    line
}

fn presets(bench: &Bench, site: &Site) -> El {
    let presets = bench.lab().presets.iter().map(|preset| {
        let set = bench.arranged(&preset.set);
        let current = set == *bench;
        link(set, site).attr_if("aria-current", current.then_some("true")).text(preset.name)
    });
    el("div.presets[role=group][aria-label=Scenes]").all(presets)
}

/// The answer, and what decided.
fn verdict(scene: &Scene, site: &Site) -> El {
    let mut head = el("h2#answer[tabindex=-1][aria-live=polite][aria-atomic=true]").text(scene.who).text(scene.head);
    if scene.status > 0 {
        let name = catalog::entry(scene.status).map_or("", |entry| entry.name);
        head = head.text(" ").with(prose::number(scene.status)).text(" ").text(name);
    }
    el("div.verdict").with(head.text(".")).with(el("p").prose(&scene.says, site))
}

/// Where to read more.
fn onward(bench: &Bench, site: &Site) -> El {
    let lab = bench.lab();
    let mut list = el("ul.onward");
    for path in &lab.compare {
        let link = el("a").attr("href", site.file(&["compare/", path, "/"].concat())).text("Compare ").copied(path);
        list = list.with(el("li").with(link));
    }
    for code in &lab.codes {
        list = list.with(el("li").with(prose::named_link(*code, site)));
    }
    let all = el("a").to(Route::Labs, site).text("All labs");
    el("section.block").with(el("h2 Read on")).with(list.with(el("li").with(all)))
}
