//! Redirects: what becomes of a request when servers redirect it, client by client.

mod controls;
mod matrix;
mod messages;

use crate::components::{copy, prose, sequence};
use crate::element::{El, el};
use crate::navigation::{Site, Step};
use crate::route::{Redirects, Route, View};
use statuscope_core::catalog;
use statuscope_core::redirect::{self, Journey, MAX_HOPS, Scenario};
use yew::prelude::*;

/// Goes to a route.
pub type Go = Callback<(Route, Step)>;

/// The page.
pub fn page(here: &Redirects, site: &Site, go: &Go) -> El {
    let tabs = tabs(here, site);
    match here.view {
        View::Journey => el("").with(tabs).with(journey(here, site, go)),
        _ => el("").with(tabs).with(matrix::page(here, site, go)),
    }
}

/// A link to a journey.
#[inline(never)]
fn link(scenario: Scenario, site: &Site) -> El {
    el("a").to(Route::Redirects(Redirects::of(scenario)), site)
}

fn tabs(here: &Redirects, site: &Site) -> El {
    let tab = |text: &'static str, view: View| {
        let current = core::mem::discriminant(&here.view) == core::mem::discriminant(&view);
        el("a")
            .to(Route::Redirects(here.viewed(view)), site)
            .attr_if("aria-current", current.then_some("page"))
            .text(text)
    };
    el("nav.tabs[aria-label=Redirects]")
        .with(tab("One journey", View::Journey))
        .with(tab("All clients", View::Clients(false)))
        .with(tab("All methods", View::Methods))
}

fn journey(here: &Redirects, site: &Site, go: &Go) -> El {
    let scenario = &here.scenario;
    let journey = scenario.journey();
    let hops = el("div.journey")
        .with(sequence::picture(&redirect::sequence(&journey)))
        .with(el("section").with(el("h2.vh Message by message")).with(messages::messages(&journey, site)));
    el("")
        .with(presets(scenario, site))
        .with(controls::journey(here, go))
        .with(answer(scenario, &journey, site))
        .with(hops)
        .with(second_visit(scenario, &journey, site))
        .with(strip(scenario, site))
        .with(reproduce(scenario, site))
}

fn presets(scenario: &Scenario, site: &Site) -> El {
    let mut says = "";
    let written = scenario.written_out();
    let mut list = el("div.presets[role=group][aria-label=Presets]");
    for preset in redirect::presets() {
        let Some(preset_scenario) = Scenario::of_query(preset.query, &mut |_, _| {}) else { continue };
        let current = preset_scenario.written_out() == written;
        if current {
            says = preset.says;
        }
        let link = link(preset_scenario, site).text(preset.name);
        list = list.with(link.attr_if("aria-current", current.then_some("true")));
    }
    // The sentence keeps its place when there is none, or the controls would jump.
    el("div").with(list).with(el("p.says").prose(says, site))
}

/// The verdict, and what to do about it.
fn answer(scenario: &Scenario, journey: &Journey, site: &Site) -> El {
    let mut verdict = el("h1[tabindex=-1][aria-live=polite][aria-atomic=true]");
    for (place, text) in redirect::verdict(journey).marked.split('\n').enumerate() {
        verdict = if place % 2 == 1 { verdict.with(el("span.bad").text(text)) } else { verdict.text(text) };
    }
    let advice = redirect::recommend(scenario, journey);
    let mut says = el("p").prose(advice.says, site);
    if let Some(status) = advice.status {
        let card = prose::named_link(status, site);
        let try_it = link(scenario.with_status(status), site).text("Try it");
        says = says.text(" ").with(try_it).text(", or read about ").with(card).text(".");
    }
    let cut = (scenario.hops.len() >= MAX_HOPS)
        .then(|| el("p.callout A chain ends here after ").number(MAX_HOPS).text(" redirects."));
    let which =
        el("p.small").with(el("a").attr("href", site.file("decide/redirect/")).text("Which redirect do I need?"));
    el("div.verdict").with(verdict).with(says).with(which).maybe(cut)
}

fn section(heading: &'static str) -> El {
    el("section.block").with(el("h2").text(heading))
}

/// What the client has kept when it asks again.
fn second_visit(scenario: &Scenario, journey: &Journey, site: &Site) -> El {
    let other = Scenario { again: !scenario.again, ..scenario.clone() };
    let tried = other.journey();
    let kept = if scenario.again { journey } else { &tried };
    let name = journey.client.name;
    let says = el("p.read").text(if kept.steps.iter().any(|step| step.from_cache) {
        "The client has kept the redirect, so it does not ask the first server again."
    } else if journey.followed() == 0 {
        "Nothing was followed, so there is nothing to keep."
    } else {
        "The client asks all servers again: it has kept nothing."
    });
    let link = link(other, site);
    let link = link.text(if scenario.again { "See the first visit" } else { "See the second visit" });
    section("The second visit").with(says.text(" ").with(link).text(" of ").text(name).text("."))
}

/// The five statuses for the same request.
fn strip(scenario: &Scenario, site: &Site) -> El {
    let shown = scenario.redirects();
    let had_content = scenario.request().content.text().is_some();
    let cells = redirect::strip(scenario).into_iter().map(|cell| {
        let current = shown.iter().all(|hop| hop.status == cell.status);
        link(scenario.with_status(cell.status), site)
            .class("k3")
            .attr("title", catalog::entry(cell.status).map_or("", |entry| entry.name))
            .attr_if("aria-current", current.then_some("true"))
            .with(el("span.num").number(cell.status.into()))
            .text(" ")
            .with(el("b").text(cell.label()))
            .text(" ")
            .with(el("span").text(cell.consequence(had_content)))
    });
    section("The other statuses, same client and request").with(el("div.strip").all(cells))
}

/// The program that does it, and how the client was set up.
fn reproduce(scenario: &Scenario, site: &Site) -> El {
    let client = scenario.client;
    let program = redirect::reproduce(client, &scenario.request());
    let about = el("p.quiet").text(client.configuration).text(". ").prose(client.note, site).source(client.source);
    if program.is_empty() {
        return section("About this client").with(about);
    }
    let whole = section("Reproduce it").with(about);
    let mut lines = el("pre");
    for line in program.strip_suffix('\n').unwrap_or(&program).split('\n') {
        lines = lines.with(el("span.l").string(if line.is_empty() { " ".to_owned() } else { line.to_owned() }));
    }
    let copy = copy::plain_copy_button("Copy the program", program.into());
    let caption = el("figcaption").with(el("b").text(client.name)).text(client.version).with(copy);
    whole.with(el("figure.msg").with(caption).with(lines))
}
