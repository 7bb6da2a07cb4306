//! What can be set. The controls have the names that the address has, so one handler serves them all.

use super::Go;
use crate::element::{El, el};
use crate::navigation::{self, Step};
use crate::route::{Redirects, Route, View};
use statuscope_core::clients::Client;
use statuscope_core::redirect::{ALL_STATUSES, Body, Lies, STATUSES, Scenario, clients};
use statuscope_core::text::contains;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// So many redirects of a chain can be changed on the page.
const ROWS: usize = 20;

/// The controls of one journey.
pub fn journey(here: &Redirects, go: &Go) -> El {
    let scenario = &here.scenario;
    let shown = scenario.redirects();
    let status = shown.first().map(|hop| hop.status).filter(|status| shown.iter().all(|hop| hop.status == *status));
    let mut statuses = el("div.seg");
    for code in STATUSES {
        statuses = statuses.with(radio("status", &code.to_string(), status == Some(code)));
    }
    let boxes = el("div.checks")
        .with(tick("credentials", "with Authorization and Cookie", scenario.credentials))
        .with(tick("again", "second visit", scenario.again));
    whole(here, go)
        .with(field("Status").class("wide seg-field").attr("role", "group").attr("aria-label", "Status").with(statuses))
        .with(method(scenario))
        .with(body(scenario))
        .with(target(scenario))
        .with(client(scenario).class("wide"))
        .with(boxes.class("wide all"))
        .with(chain(scenario).class("wide all"))
}

/// The controls of a matrix.
pub fn matrix(here: &Redirects, go: &Go) -> El {
    let scenario = &here.scenario;
    let whole = whole(here, go);
    let View::Clients(by_differences) = here.view else {
        return whole.with(client(scenario).class("wide")).with(body(scenario)).with(target(scenario));
    };
    let sort = el("select[name=sort]").with(option("language", "language", !by_differences)).with(option(
        "differences",
        "differs from Fetch",
        by_differences,
    ));
    whole.with(method(scenario)).with(body(scenario)).with(target(scenario)).with(label("Sort by").with(sort))
}

/// The frame with the one handler. Nothing else on the page moves the focus or the history then.
fn whole(here: &Redirects, go: &Go) -> El {
    let change = {
        let (here, go) = (here.clone(), go.clone());
        move |name: &str, value: &str| {
            if let Some(next) = here.edited(name, value) {
                go.emit((Route::Redirects(next), Step::Replace));
            }
        }
    };
    let press = change.clone();
    let on_input = Callback::from(move |event: InputEvent| {
        // A select has a name and a value, too.
        let input: HtmlInputElement = event.target_unchecked_into();
        let ticked = if input.checked() { "yes" } else { "no" };
        let value = if input.type_() == "checkbox" { ticked.to_owned() } else { input.value() };
        change(&input.name(), &value);
    });
    let on_click = Callback::from(move |event: MouseEvent| {
        let pressed = event.target_dyn_into::<Element>().and_then(|target| target.closest("button[name]").ok()?);
        if let Some(button) = pressed {
            // A row that goes would take the focus with it.
            navigation::focus("[name=add]");
            press(&button.unchecked_into::<HtmlInputElement>().name(), "");
        }
    });
    el("div.controls[role=group][aria-label=Scenario]").on_input(on_input).on_click(on_click)
}

fn field(name: &'static str) -> El {
    el("div.field").with(el("span[aria-hidden=true]").text(name))
}

fn label(name: &'static str) -> El {
    el("label.field").with(el("span").text(name))
}

fn radio(name: &'static str, value: &str, on: bool) -> El {
    let input = el("input.vh[type=radio]").attr("name", name).attr("value", value.to_owned()).checked(on);
    el("label").with(input).string(value.to_owned())
}

fn tick(name: &'static str, text: &'static str, on: bool) -> El {
    el("label.check").with(el("input[type=checkbox]").attr("name", name).checked(on)).with(el("span").text(text))
}

fn option(value: &'static str, text: &'static str, on: bool) -> El {
    el("option").attr("value", value).property("selected", on).text(text)
}

fn method(scenario: &Scenario) -> El {
    let mut methods = el("div.seg");
    for method in ["GET", "POST", "PUT", "DELETE"] {
        methods = methods.with(radio("method", method, scenario.method == method));
    }
    let any = el("input[name=method][aria-label=Any method][autocapitalize=off][spellcheck=false][size=7]");
    field("Method")
        .class("wide seg-field")
        .attr("role", "group")
        .attr("aria-label", "Method")
        .with(el("div.pair").with(methods).with(any.value(scenario.method)))
}

fn body(scenario: &Scenario) -> El {
    let texts = ["none", "JSON", "form", "JSON, a stream"];
    let mut select = el("select[name=body]");
    for ((body, word), text) in Body::ALL.into_iter().zip(texts) {
        select = select.with(option(word, text, scenario.body == body));
    }
    label("Body").with(select)
}

fn target(scenario: &Scenario) -> El {
    let texts = ["same origin", "another port", "a host below", "another host", "http to https", "https to http"];
    let chain = !scenario.hops.is_empty();
    let mut select = el("select[name=to]");
    if chain {
        select = select.with(option("", "as written below", true));
    }
    for ((lies, word), text) in Lies::ALL.into_iter().zip(texts) {
        select = select.with(option(word, text, !chain && scenario.lies == lies));
    }
    label("Target").with(select)
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
fn chain(scenario: &Scenario) -> El {
    let shown = scenario.redirects();
    let mut rows = el("ol");
    for (place, hop) in shown.iter().enumerate().take(ROWS) {
        let number = place.to_string();
        let mut select = el("select").attr("name", ["code-", &number].concat());
        select = select.attr("aria-label", ["Status ", &(place + 1).to_string()].concat());
        if !ALL_STATUSES.contains(&hop.status) {
            select = select.with(el("option").property("selected", true).number(hop.status.into()));
        }
        for status in ALL_STATUSES {
            select = select.with(el("option").property("selected", hop.status == status).number(status.into()));
        }
        let input = el("input[placeholder=no Location][autocapitalize=off][spellcheck=false]")
            .attr("name", ["to-", &number].concat())
            .attr("aria-label", ["Location ", &(place + 1).to_string()].concat())
            .value(hop.location.unwrap_or_default());
        let remove = el("button.btn.plain[type=button]").attr("name", ["remove-", &number].concat());
        let remove = remove.attr("aria-label", ["Remove redirect ", &(place + 1).to_string()].concat()).text("Remove");
        let remove = (shown.len() > 1).then_some(remove);
        rows = rows.with(el("li").key(place as u16).with(select).with(input).maybe(remove));
    }
    let more = (shown.len() > ROWS).then(|| el("p.small").text("and ").number(shown.len() - ROWS).text(" more"));
    let from = el("input[name=from][autocapitalize=off][spellcheck=false]").value(scenario.start());
    el("details.chain")
        .with(el("summary").text("Write the addresses, build a chain"))
        .with(label("First address").with(from))
        .with(rows)
        .maybe(more)
        .with(el("button.btn[type=button][name=add]").text("Add a redirect"))
}
