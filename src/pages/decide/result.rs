//! The code that follows from the answers: why, how to send it, and why not its neighbours.

use super::{link, to, to_with};
use crate::components::copy::copy_button;
use crate::components::masthead::{badge, masthead};
use crate::components::prose::code_link;
use crate::components::{class_name, message};
use crate::element::{El, el};
use crate::navigation::Site;
use crate::route::Route;
use statuscope_core::catalog;
use statuscope_core::decision::{End, Walk, explain, why_not};
use statuscope_core::model::{Entry, Level, Side};
use statuscope_core::text::decimal;

/// The result, after the line that says how far it was.
pub fn result(main: El, walk: &Walk, end: &'static End, site: &Site) -> El {
    let code = end.code;
    let entry = catalog::entry(code);
    let name = entry.map_or("", |entry| entry.name);
    let card = link(&Route::Code(code), site).class("btn primary").text("Open the card of ").number(code.into());
    let again = to(&walk.clone().jump(0), site).class("btn plain").text("Start over");
    let simulator = (matches!(code, 300..400) && code != 304).then(|| {
        let address = ["redirects/?status=", &decimal(code.into())].concat();
        el("a.btn").attr("href", site.file(&address)).text("See what clients do with it")
    });
    let buttons = el("div.btns")
        .with(card)
        .with(copy_button("Explain, as Markdown", "Explain, as Markdown: copy", explain(walk)))
        .with(copy_button("Link to this path", "Copy the link to this path", String::new()))
        .maybe(simulator)
        .with(again);
    let answer = el("div.result").key(code).class(class_name::hue_of(code)).with(el("p.label Answer with")).with(
        masthead(code, name, el("p.badges").with(badge((code / 100) as u8)), el("p.lead").prose(end.reason, site)),
    );
    main.with(answer).with(buttons).maybe(entry.map(|entry| send(entry, site))).with(neighbours(walk, site))
}

fn send(entry: &'static Entry, site: &Site) -> El {
    let responses = entry.exchange.responses.iter().map(|text| message::message("Response", "an example", text));
    let required = entry.fields.iter().filter(|field| {
        field.on == Side::Response && matches!(field.level, Level::Must | Level::MustNot | Level::Should)
    });
    let mut fields = el("ul.plain").all(required.map(|field| {
        el("li")
            .with(el("span").class(class_name::level(field.level)).text(field.level.word()))
            .text(" ")
            .with(el("code").text(field.name))
            .text(" ")
            .prose(field.says, site)
            .source(field.source)
    }));
    if !entry.fields.iter().any(|field| field.on == Side::Response && field.level == Level::Must) {
        fields = fields.with(el("li No header field is required."));
    }
    el("section.block").with(el("h2 Send it like this")).with(el("div.msgs").all(responses)).with(fields)
}

fn neighbours(walk: &Walk, site: &Site) -> El {
    let answered = walk.answered();
    let items = why_not(walk).into_iter().map(|not| {
        let name = catalog::entry(not.code).map_or("", |entry| entry.name);
        let mut says = el("span").with(el("b").text(name).text(". ")).prose(not.why, site);
        if let Some((step, instead)) = not.turned
            && let Some(said) = answered.get(step)
        {
            let changed = walk.clone().change(step, instead.key);
            let tells = changed.kept + changed.lost.len() + changed.waiting.len() > 0;
            let was = if tells { walk.path() } else { String::new() };
            let other = to_with(&changed.walk, &was, false, site).text(instead.label);
            let line = el("span.quiet  If the answer to “").text(said.ask.short).text("” were “");
            says = says.with(line.with(other).text("”."));
        }
        el("li").with(code_link(not.code, "", site)).with(says)
    });
    el("section.block").with(el("h2 Why not its neighbours?")).with(el("ul.pairs").all(items))
}
