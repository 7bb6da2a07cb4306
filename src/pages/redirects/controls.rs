//! What can be set. The controls have the names that the address has, so one handler serves them all.

use super::Go;
use crate::components::form::form;
use crate::element::{El, el};
use crate::navigation::{self, Step};
use crate::route::{Redirects, Route, View};
use statuscope_core::clients::Client;
use statuscope_core::redirect::{ALL_STATUSES, Hop, Scenario, clients};
use statuscope_core::text::{contains, decimal, split_once};
use std::rc::Rc;

/// So many redirects of a chain can be changed on the page.
const ROWS: usize = 20;

// Words with what they mean, in one text each: a list of texts costs eight bytes more for each.
const METHODS: &str = "GET|POST|PUT|DELETE";
const CODES: &str = "301|302|303|307|308";
const BODIES: &str = "none=none|json=JSON|form=form|stream=JSON, a stream";
const ORDERS: &str = "language=language|differences=differs from Fetch";
const TARGETS: &str =
    "same=same origin|port=another port|sub=a host below|host=another host|https=http to https|http=https to http";
const CHAIN: &str = "=as written below|same=same origin|port=another port|sub=a host below|host=another host|https=http to https|http=https to http";

/// The controls of one journey.
pub fn journey(here: &Redirects, go: &Go) -> El {
    let scenario = &here.scenario;
    let shown = scenario.redirects();
    let status = shown.first().map_or(0, |hop| hop.status);
    let same = shown.iter().all(|hop| hop.status == status);
    let boxes = el("div.checks")
        .with(tick("credentials", "with Authorization and Cookie", scenario.credentials))
        .with(tick("again", "second visit", scenario.again));
    let status = if same { decimal(status.into()) } else { String::new() };
    whole(here, go)
        .with(group("Status", radios("status", CODES, &status)))
        .with(method(scenario))
        .with(body(scenario))
        .with(target(scenario))
        .with(client(scenario).class("wide"))
        .with(boxes.class("wide all"))
        .with(chain(scenario, &shown).class("wide all"))
}

/// The controls of a matrix.
pub fn matrix(here: &Redirects, go: &Go) -> El {
    let scenario = &here.scenario;
    let whole = whole(here, go);
    let View::Clients(by_differences) = here.view else {
        return whole.with(client(scenario).class("wide")).with(body(scenario)).with(target(scenario));
    };
    let order = if by_differences { "differences" } else { "language" };
    whole.with(method(scenario)).with(body(scenario)).with(target(scenario)).with(select(
        "Sort by",
        "select[name=sort]",
        ORDERS,
        order,
    ))
}

/// The frame with the one handler. Nothing else on the page moves the focus or the history then.
fn whole(here: &Redirects, go: &Go) -> El {
    let (here, go) = (here.clone(), go.clone());
    let change = move |name: &str, value: &str| {
        if name.starts_with("remove-") {
            // A row that goes would take the focus with it.
            navigation::focus("[name=add]");
        }
        if let Some(next) = here.edited(name, value) {
            go.emit((Route::Redirects(next), Step::Replace));
        }
    };
    form(el("div.controls[role=group][aria-label=Scenario]"), Rc::new(change))
}

/// Several controls with a name.
fn group(name: &'static str, controls: El) -> El {
    el("div.field.wide.seg-field[role=group]")
        .attr("aria-label", name)
        .with(el("span[aria-hidden=true]").text(name))
        .with(controls)
}

fn label(name: &'static str) -> El {
    el("label.field").with(el("span").text(name))
}

fn radios(name: &'static str, values: &'static str, current: &str) -> El {
    let mut radios = el("div.seg");
    for value in values.split('|') {
        let input = el("input.vh[type=radio]").attr("name", name).attr("value", value).checked(value == current);
        radios = radios.with(el("label").with(input).text(value));
    }
    radios
}

fn tick(name: &'static str, text: &'static str, on: bool) -> El {
    el("label.check").with(el("input[type=checkbox]").attr("name", name).checked(on)).with(el("span").text(text))
}

fn option(value: &'static str, text: &'static str, on: bool) -> El {
    el("option").attr("value", value).property("selected", on).text(text)
}

/// A select of words, each with what it means.
#[inline(never)]
fn select(name: &'static str, selector: &'static str, words: &'static str, current: &str) -> El {
    let mut select = el(selector);
    for (word, text) in words.split('|').filter_map(|pair| split_once(pair, "=")) {
        select = select.with(option(word, text, word == current));
    }
    label(name).with(select)
}

#[inline(never)]
fn method(scenario: &Scenario) -> El {
    let any = el("input[name=method][aria-label=Any method][autocapitalize=off][spellcheck=false][size=7]");
    let methods = radios("method", METHODS, scenario.method);
    group("Method", el("div.pair").with(methods).with(any.value(scenario.method)))
}

#[inline(never)]
fn body(scenario: &Scenario) -> El {
    select("Body", "select[name=body]", BODIES, scenario.body.word())
}

#[inline(never)]
fn target(scenario: &Scenario) -> El {
    let (words, current) = if scenario.hops.is_empty() { (TARGETS, scenario.lies.word()) } else { (CHAIN, "") };
    select("Target", "select[name=to]", words, current)
}

fn client(scenario: &Scenario) -> El {
    let mut select = el("select[name=client]");
    let mut group = el("optgroup");
    let mut name = "";
    for client in clients() {
        if client.group != name {
            if !name.is_empty() {
                select = select.with(group);
            }
            name = client.group;
            group = el("optgroup").attr("label", name);
        }
        let version = version(client);
        let shown = option(client.id, client.name, core::ptr::eq(scenario.client, client)).text(" ").text(version);
        group = group.with(shown);
    }
    label("Client").with(select.with(group))
}

/// The version, where the name does not say it.
pub fn version(client: &Client) -> &'static str {
    if contains(client.name, client.version) { "" } else { client.version }
}

/// The first address and each redirect, to be written by hand.
fn chain(scenario: &Scenario, shown: &[Hop]) -> El {
    let mut rows = el("ol");
    for (place, hop) in shown.iter().enumerate().take(ROWS) {
        let named = |control: El, name: &str, label: &str| {
            let name = [name, &decimal(place)].concat();
            control.attr("name", name).attr("aria-label", [label, &decimal(place + 1)].concat())
        };
        let mut select = named(el("select"), "code-", "Status ");
        let other = [hop.status];
        let others = if ALL_STATUSES.contains(&hop.status) { &[][..] } else { &other[..] };
        for status in others.iter().chain(&ALL_STATUSES) {
            select = select.with(el("option").property("selected", hop.status == *status).number((*status).into()));
        }
        let input =
            named(el("input[placeholder=no Location][autocapitalize=off][spellcheck=false]"), "to-", "Location ")
                .value(hop.location.unwrap_or_default());
        let mut row = el("li").key(place as u16).with(select).with(input);
        if shown.len() > 1 {
            row = row.with(named(el("button.btn.plain[type=button]"), "remove-", "Remove redirect ").text("Remove"));
        }
        rows = rows.with(row);
    }
    let more = (shown.len() > ROWS).then(|| el("p.small and ").number(shown.len() - ROWS).text(" more"));
    let from = el("input[name=from][autocapitalize=off][spellcheck=false]").value(scenario.start());
    el("details.chain")
        .attr_if("open", (!scenario.hops.is_empty()).then_some(""))
        .with(el("summary Write the addresses, build a chain"))
        .with(label("First address").with(from))
        .with(rows)
        .maybe(more)
        .with(el("button.btn[type=button][name=add] Add a redirect"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use statuscope_core::redirect::{Body, Lies, STATUSES};

    #[test]
    fn controls_say_the_words_of_the_address() {
        let words = |all: &'static str| all.split('|').filter_map(|pair| split_once(pair, "=")).map(|(word, _)| word);
        assert!(words(BODIES).eq(Body::ALL.iter().map(|(_, word)| *word)));
        assert!(words(TARGETS).eq(Lies::ALL.iter().map(|(_, word)| *word)));
        assert_eq!(CHAIN.strip_prefix("=as written below|"), Some(TARGETS));
        assert!(CODES.split('|').eq(STATUSES.iter().map(u16::to_string)));
    }
}
