//! What was sent, what came back, and which check decided.

use crate::components::message::{figure, lines};
use crate::components::prose::{self, source_link};
use crate::components::{class_name, sequence};
use crate::element::{El, el};
use crate::navigation::Site;
use crate::route::{Route, Walking};
use statuscope_core::lab::{Bench, Cell, Exchange, Figure, Lane, Scene};
use statuscope_core::server::{Step, Trace, Verdict};

/// So many exchanges are kept, folded, beside the last one: bursts make hundreds.
const FOLDED: usize = 20;

/// All of it: the last exchange in full, those before it folded.
pub fn evidence(bench: &Bench, scene: &Scene, site: &Site) -> El {
    let figures = |all: &[Figure]| el("div.stack").all(all.iter().map(|shown| draw(shown, bench, site)));
    let mut all = figures(&scene.figures);
    if let Some(picture) = &scene.sequence {
        let messages =
            scene.exchanges.iter().map(|one| el("section").with(el("h3").copied(&one.title)).with(exchange(one, site)));
        let messages = el("div.stack").all(messages).with(figures(&scene.below));
        return el("div.journey").with(sequence::picture(picture)).with(messages);
    }
    let Some((last, earlier)) = scene.exchanges.split_last() else { return all.with(figures(&scene.below)) };
    if !last.title.is_empty() {
        all = all.with(el("h3").copied(&last.title));
    }
    all = all.with(exchange(last, site)).with(figures(&scene.below));
    if !earlier.is_empty() {
        let earlier = earlier.iter().rev().take(FOLDED).enumerate().map(|(place, one)| {
            let summary = el("summary").copied(&one.title).text(" ").with(prose::number(one.status));
            el("li").key((earlier.len() - place) as u16).with(el("details").with(summary).with(exchange(one, site)))
        });
        all = all.with(el("section").with(el("h3 Before that")).with(el("ol.earlier").all(earlier)));
    }
    all
}

fn exchange(one: &Exchange, site: &Site) -> El {
    let mut whole = el("div.stack");
    if !one.note.is_empty() {
        whole = whole.with(el("p").prose(&one.note, site));
    }
    let mut messages = el("div.msgs");
    if !one.request.is_empty() {
        let lines = lines(&one.request, &one.marks, true);
        messages = messages.with(figure("Request", "client → server", &one.request, lines));
    }
    if !one.response.is_empty() {
        messages = messages.with(figure("Response", "server → client", &one.response, lines(&one.response, &[], true)));
    }
    whole = whole.with(messages);
    match &one.trace {
        Some(trace) => whole.with(checks(trace, site)),
        None => whole,
    }
}

/// The checks in their order; those that had nothing to do with it only by name.
fn checks(trace: &Trace, site: &Site) -> El {
    let mut list = el("ol.looked");
    for step in &trace.steps {
        list = list.with(check(step, site));
    }
    el("section").with(el("h3 What the server looked at")).with(list)
}

fn check(step: &Step, site: &Site) -> El {
    let item = el("li");
    let question = step.check.question;
    let (item, mark) = match step.verdict {
        Verdict::Skipped => (item.class("skipped"), "·"),
        Verdict::Passed => (item, "✓"),
        Verdict::Answers { .. } => (item.class("decides"), "→"),
    };
    let item = item.with(el("i[aria-hidden=true]").text(mark)).with(el("b").text(question));
    // What is passed over although it was sent says why.
    if step.says.is_empty() {
        return item.with(el("span.vh  Does not apply."));
    }
    let mut says = el("p");
    if !step.found.is_empty() {
        says = says.with(el("code").copied(&step.found)).text(" ");
    }
    says = says.prose(step.says, site).text(" ").with(source_link(step.source));
    if let Verdict::Answers { status, path } = step.verdict {
        let walking = Walking { tree: "respond".to_owned(), path: path.to_owned(), ..Walking::default() };
        let why = el("a").to(Route::Walk(walking), site).text("in the decision tree");
        let answer = el("p").with(prose::named_link(status, site)).text(", ").with(why);
        return item.with(says).with(answer);
    }
    let codes = step.check.codes.iter().map(|code| el("").text(" ").with(prose::code_link(*code, "", site)));
    item.with(says.with(el("span.quiet  If not:").all(codes)))
}

fn draw(shown: &Figure, bench: &Bench, site: &Site) -> El {
    match shown {
        Figure::Text { title, text, marks } => figure(title, "", text, lines(text, marks, false)),
        Figure::Table { title, rows } => {
            let mut table = el("table").with(el("caption").text(title));
            for (place, row) in rows.iter().enumerate() {
                let cell = if place == 0 { "th[scope=col]" } else { "td" };
                table = table.with(el("tr").all(row.iter().map(|text| el(cell).prose(text, site))));
            }
            el("div.tablewrap[tabindex=0][role=region]").attr("aria-label", *title).with(table)
        }
        Figure::Bucket { left, size, says } => {
            let mut drawing = el("svg.seq[height=24][aria-hidden=true]").px("width", 24 * size);
            for place in 0..*size {
                let token = el("circle[cy=12][r=8]").class(if place < *left { "fill" } else { "box" });
                drawing = drawing.with(token.px("cx", 24 * place + 12));
            }
            el("section").with(el("h3 The bucket")).with(drawing).with(el("p").copied(says))
        }
        Figure::Chart { title, lanes } => chart(title, lanes),
        Figure::Cells { title, cells } => {
            let cells = cells.iter().map(|cell| {
                let link = choose(cell, bench, site).with(el("b").text(cell.name)).with(el("small").text(cell.remark));
                el("li").with(outcome(link, cell))
            });
            el("section").with(el("h3").text(title)).with(el("ul.cells").all(cells))
        }
        Figure::Matrix { title, heads, rows } => matrix(title, heads, rows, bench, site),
        Figure::List { title, items } => {
            let items = items.iter().map(|says| el("li").prose(says, site));
            el("section").with(el("h3").text(title)).with(el("ol.todo").all(items))
        }
        Figure::Note { title, says } => el("div.note").with(el("b").text(title)).with(el("p").prose(says, site)),
    }
}

/// A minute from left to right: what got through stands above the line, what was refused hangs below.
fn chart(title: &'static str, lanes: &[Lane]) -> El {
    let mut name = title.to_owned();
    let bottom = 84 * lanes.len() as u16;
    let mut drawing = el("svg.draw.seq[role=img]").drawn("viewBox", "0 0 350 ~", &[bottom + 16]);
    for (place, lane) in lanes.iter().enumerate() {
        for part in [". ", lane.name, ": ", &lane.says] {
            name.push_str(part);
        }
        let top = 84 * place as u16;
        let line = top + 58;
        drawing = drawing
            .with(el("text.t-b[x=2]").px("y", top + 14).text(lane.name))
            .with(el("text[x=2]").px("y", top + 30).copied(&lane.says))
            .with(el("path.ln-thin").drawn("d", "M2 ~H336", &[line]))
            .with(ticks(&lane.passed, line - 3, line - 20).class("ln"))
            .with(ticks(&lane.refused, line + 3, line + 14).class("ln-drop"));
    }
    for second in [0, 15, 30, 45, 60] {
        let x = 2 + second * 50 / 9;
        let label = el("text.t-3").px("x", x - if second == 0 { 0 } else { 14 }).px("y", bottom + 10);
        drawing = drawing.with(label.number(second.into()).text(" s"));
    }
    let drawing = drawing.attr("aria-label", name);
    let key = el("p.small Above the line stands what got through; below it hangs what was refused.");
    el("section").with(el("h3").text(title)).with(el("div.picture").with(drawing)).with(key)
}

fn ticks(places: &[u16], from: u16, to: u16) -> El {
    let mut template = String::new();
    let mut numbers = Vec::new();
    for x in places {
        template.push_str("M~ ~V~");
        numbers.extend([*x, from, to]);
    }
    el("path").drawn("d", &template, &numbers)
}

/// The way to what a cell is about.
fn choose(cell: &Cell, bench: &Bench, site: &Site) -> El {
    el("a")
        .class(class_name::hue_of(cell.status))
        .attr_if("aria-current", cell.here.then_some("true"))
        .to(Route::Lab(bench.clone().with(&cell.set)), site)
}

/// What would come of it.
fn outcome(link: El, cell: &Cell) -> El {
    let number = (cell.status > 0).then(|| el("span.num").number(cell.status.into()));
    link.maybe(number).text(" ").with(el("small").copied(&cell.says))
}

type Row = (&'static str, u16, Vec<Cell>);

fn matrix(title: &'static str, heads: &[&'static str], rows: &[Row], bench: &Bench, site: &Site) -> El {
    let head = el("tr").all(heads.iter().map(|head| el("th[scope=col]").text(head)));
    let rows = rows.iter().map(|(name, usual, cells)| {
        let usual = if *usual > 0 { el("td.ref").number((*usual).into()) } else { el("td.ref –") };
        let cells = cells.iter().map(|cell| {
            let class = if cell.differs { "diff" } else { "" };
            el("td").class(class).with(outcome(choose(cell, bench, site), cell))
        });
        el("tr").with(el("th[scope=row]").text(name)).with(usual).all(cells)
    });
    let table = el("table.matrix.failures").with(el("thead").with(head)).with(el("tbody").all(rows));
    let table = el("div.tablewrap[tabindex=0][role=region]").attr("aria-label", title).with(table);
    el("section").with(el("p.small Marked ≠: not what RFC 9209 recommends.")).with(table)
}
