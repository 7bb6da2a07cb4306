//! Many journeys side by side: status by method for a client, client by status for a method.

use super::controls::version;
use super::{Go, controls, link};
use crate::components::arrows;
use crate::element::{El, el};
use crate::navigation::Site;
use crate::route::{Redirects, View};
use statuscope_core::catalog;
use statuscope_core::redirect::{ALL_STATUSES, Arrival, Row, STATUSES, client_matrix, matrix};
use yew::prelude::*;

/// The page of either matrix.
pub fn page(here: &Redirects, site: &Site, go: &Go) -> El {
    let scenario = &here.scenario;
    let clients = here.view != View::Methods;
    let (statuses, rows) = match clients {
        true => (&STATUSES[..], client_matrix(scenario, &STATUSES)),
        false => (&ALL_STATUSES[..], matrix(scenario, &ALL_STATUSES)),
    };
    let heading = el("h1[tabindex=-1][aria-live=polite]");
    let (heading, says) = if clients {
        let heading = heading.text("What becomes of a ").text(scenario.method).text("?");
        (
            heading,
            "Each row is a client. Each cell says what reached the target of the redirect; open one to see the messages.",
        )
    } else {
        let heading = heading.text("What ").text(scenario.client.name).text(" does");
        (
            heading,
            "Each row is a method. Each cell says what reaches the target of the redirect; open one to see the messages.",
        )
    };
    let key = |class: &'static str, text: &'static str| el("span").with(el("b").class(class).text("≠")).text(text);
    let legend = el("p.legend")
        .with(key("chg", " differs from the Fetch standard"))
        .with(key("drop", " dashed: something got lost, or an error"))
        .with(el("span n/a: such a request cannot be sent"))
        .with(el("span + credentials: Authorization or Cookie went to another host"));
    el("")
        .with(el("div.pagehead").with(el("div").with(heading).with(el("p").text(says))))
        .with(controls::matrix(here, go))
        .with(legend)
        .with(table(&ordered(&rows, here.view), statuses, here, site))
}

/// The order that is asked for; the standards always come first.
fn ordered(rows: &[Row], view: View) -> Vec<&Row> {
    let mut ordered = Vec::new();
    // Few numbers occur; a sort would weigh more than looking for each.
    let top = if view == View::Clients(true) { ALL_STATUSES.len() + 1 } else { 0 };
    for rank in (0..=top).rev() {
        for row in rows {
            let ranked = if row.client.is_specification() { top } else { row.differences };
            if top == 0 || ranked == rank {
                ordered.push(row);
            }
        }
    }
    ordered
}

fn table(rows: &[&Row], statuses: &[u16], here: &Redirects, site: &Site) -> El {
    let clients = here.view != View::Methods;
    let mut head = el("tr").with(el("th[scope=col]").text(if clients { "Client" } else { "Method" }));
    for status in statuses {
        let name = catalog::entry(*status).map_or("", |entry| entry.name);
        head = head.with(el("th.k3[scope=col]").with(el("span.num").number((*status).into())).text(" ").text(name));
    }
    if clients {
        head = head.with(el("th.count[scope=col] Differences"));
    }
    let mut body = el("tbody");
    let mut group = "";
    let mut first = true;
    for (place, row) in rows.iter().enumerate() {
        let client = row.client;
        if here.view == View::Clients(false) && !client.is_specification() && client.group != group {
            group = client.group;
            body = body.with(el("tr.grp").with(el("th[colspan=7][scope=rowgroup]").text(group)));
        }
        let name = el("th[scope=row]");
        let name = if clients {
            let version = version(client);
            name.text(client.name).text(" ").with(el("small").text(version))
        } else {
            name.text(row.method)
        };
        let mut line = el("tr").class(if clients && client.is_specification() { "ref" } else { "" }).with(name);
        for cell in &row.cells {
            let class = match (cell.differs, cell.is_loss()) {
                (false, _) => "",
                (true, false) => "diff",
                (true, true) => "lost",
            };
            let link = link(row.scenario(&here.scenario, cell.status), site);
            let link = link.attr("tabindex", if first { "0" } else { "-1" });
            first = false;
            let status = el("span.at").number(cell.status.into()).text(": ");
            line = line.with(el("td").class(class).with(link.with(status).text(cell.label())));
        }
        if clients {
            let count = el("td.count");
            line = line.with(match row.differences {
                0 if client.is_specification() => count,
                0 if row.cells.iter().all(|cell| cell.arrival == Arrival::CannotSend) => count.text("cannot be sent"),
                0 => count.text("as Fetch"),
                many => count.number(many),
            });
        }
        body = body.with(line.key(place as u16));
    }
    let table = el("table.matrix").class(if clients { "clients" } else { "" });
    el("div.tablewrap[role=region][aria-label=Matrix]")
        .on_key(Callback::from(|event: KeyboardEvent| {
            arrows::step_through(&event, ".matrix td a");
        }))
        .with(table.with(el("thead").with(head)).with(body))
}
