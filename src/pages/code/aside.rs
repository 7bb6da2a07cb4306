//! The margin of a code's page: hooks, constants, sources, things to take along.

use super::notes;
use crate::components::copy::copy_button;
use crate::components::frame::long_date;
use crate::components::prose::source_link;
use crate::element::{El, el};
use crate::navigation::Site;
use crate::preferences::Preferences;
use statuscope_core::catalog::dataset;
use statuscope_core::model::{Entry, NoteKind};
use statuscope_core::{constant, reference, transcript};
use yew::prelude::*;

/// The margin.
pub fn aside(
    entry: &'static Entry,
    preferences: &Preferences,
    on_language: Callback<AttrValue>,
    ways: Option<El>,
    site: &Site,
) -> El {
    let constants: Vec<(&'static str, &'static str, String)> = dataset()
        .languages
        .iter()
        .filter_map(|language| Some((language.name, language.library, constant::of(language, entry)?)))
        .collect();
    let preferred = preferences.language.as_deref();
    let chosen = constants.iter().find(|(name, _, _)| preferred == Some(*name)).or(constants.first());

    let hooks = notes(entry, site, &[NoteKind::Memory, NoteKind::Interview, NoteKind::History]);
    let names = constants.iter().fold(el("dl.pairsdl"), |list, (name, library, constant)| {
        list.with(el("dt").attr("title", *library).text(name)).with(el("dd").with(broken(constant)))
    });
    let buttons = el("div.btns").with(copy_button("Link", "Copy the link to this page", String::new()));
    let buttons = match chosen {
        Some((name, _, constant)) => {
            buttons.with(copy_button("Constant", &["Copy the constant, ", name].concat(), constant.clone()))
        }
        None => buttons,
    };
    let exchange = &entry.exchange;
    let buttons = if exchange.request.is_empty() {
        buttons
    } else {
        let text = transcript::transcript(exchange.request, &exchange.responses);
        buttons.with(copy_button("Message", "Copy the message exchange as curl shows it", text))
    };
    let choice = (constants.len() > 1).then(|| {
        let options = constants.iter().map(|(name, _, _)| {
            let selected = chosen.is_some_and(|(chosen, _, _)| chosen == name);
            el("option").attr("value", *name).property("selected", selected).text(name)
        });
        let on_change = Callback::from(move |event: Event| {
            on_language.emit(event.target_unchecked_into::<web_sys::HtmlSelectElement>().value().into());
        });
        el("label.select").with(el("span Constant for")).with(el("select").on_change(on_change).all(options))
    });
    el("div.aside")
        .all(hooks.map(|hook| el("section").with(hook)))
        .maybe(ways.map(|ways| section("How does one get here?").with(ways)))
        .maybe((!constants.is_empty()).then(|| section("In your language").with(names)))
        .with(sources(entry))
        .with(section("Take it with you").with(buttons).maybe(choice))
}

fn section(heading: &'static str) -> El {
    el("section").with(el("h2").text(heading))
}

/// A constant that may break after `::`, `.` and `_`.
fn broken(constant: &str) -> El {
    constant.split_inclusive(['.', ':', '_']).fold(el("code"), |code, part| code.copied(part).with(el("wbr")))
}

fn sources(entry: &'static Entry) -> El {
    let items = entry.sources.iter().map(|citation| {
        let date = reference::resolve(citation.source).date;
        let says = el("span.label").text(citation.says);
        let says = if date.is_empty() { says } else { says.text(", ").string(long_date(date)) };
        el("li").with(source_link(citation.source)).text(" ").with(says)
    });
    section("Sources").with(el("ul.stack").all(items))
}
