//! About the data: its date, its sources, its counts, and the reader's preferences.

use crate::components::frame::long_date;
use crate::components::prose::source_link;
use crate::element::{El, el};
use crate::navigation::Site;
use crate::preferences::Preferences;
use crate::route::Route;
use statuscope_core::catalog::{dataset, registered_count};
use statuscope_core::explore::Filter;
use statuscope_core::model::Registration;
use statuscope_core::text::decimal;
use yew::prelude::*;

/// The page.
pub fn page(preferences: &Preferences, on_slash: Callback<Event>, site: &Site) -> El {
    let data = dataset();
    let lead = el("p.lead Every statement here has a source: a section of an RFC, a measurement, or the word “convention”. The facts are of ")
        .string(long_date(data.date))
        .text(".");
    el("")
        .with(el("h1[tabindex=-1] About the data"))
        .with(lead)
        .with(counts(site))
        .with(how_to_read(site))
        .with(rfcs())
        .with(other_sources())
        .with(constants())
        .with(keys(preferences, on_slash))
}

fn section(heading: &'static str) -> El {
    el("section.block").with(el("h2").text(heading))
}

fn counts(site: &Site) -> El {
    let data = dataset();
    let uses: usize = data.entries.iter().map(|entry| entry.uses.len()).sum();
    let unofficial = data.entries.iter().filter(|entry| !entry.is_in_registry()).count();
    let of = |kind: Registration| data.entries.iter().filter(|entry| entry.registration == kind).count();
    let link =
        |kind: Registration| el("a").to(Route::Explore(Filter { registration: Some(kind), ..Filter::default() }), site);
    let others = [Registration::Temporary, Registration::Deprecated, Registration::Obsoleted, Registration::Unused];
    let each = others.iter().fold(el("small"), |small, kind| {
        small.with(link(*kind).number(of(*kind)).text(" ").text(kind.word())).text(" ")
    });
    let fact = |label: &'static str, fact: El| el("div").with(el("dt").text(label)).with(fact);
    let small = |text: &'static str| el("small").text(text);
    let registered = el("dd")
        .number(registered_count())
        .text(" codes")
        .with(small("last changed ").string(long_date(data.registry_updated)));
    let special = el("dd").number(others.iter().map(|kind| of(*kind)).sum()).text(" codes").with(each);
    let outside = el("dd")
        .with(link(Registration::Unofficial).number(unofficial).text(" numbers"))
        .with(small("seen in the wild"));
    el("dl.atglance")
        .with(fact("In the registry", registered))
        .with(fact("Of these, not for general use", special))
        .with(fact("Not in the registry", outside))
        .with(fact("Vendors’ own meanings", el("dd").number(uses).with(small("some on registered numbers"))))
}

fn how_to_read(site: &Site) -> El {
    let file = |name: &'static str, text: &'static str| el("a").attr("href", site.file(name)).text(text);
    let words = "MUST, SHOULD and MAY stand in capitals only where an RFC uses them so. “usual” is customary or described without such a word, “draft” comes from a specification that is not finished, “convention” is what vendors do without one.";
    let names = el("p.read Names are those of the ")
        .with(source_link("iana"))
        .text("; former names are found by the search. Unregistered numbers are shown with the vendor who uses them, because you may meet them; do not send them yourself.");
    let files = el("p.read All of it is also one file for programs, ")
        .with(file("codes.json", "codes.json"))
        .text(", and one for each number, such as ")
        .with(file("404.json", "404.json"))
        .text(", described by a ")
        .with(file("codes.schema.json", "JSON Schema"))
        .text(".");
    section("How to read it").with(el("p.read").text(words)).with(names).with(files)
}

fn rfcs() -> El {
    let items = dataset().rfcs.iter().map(|rfc| {
        el("li")
            .with(source_link(&["RFC ", &decimal(rfc.number.into())].concat()))
            .text(" ")
            .text(rfc.title)
            .text(" ")
            .with(el("span.label").string(long_date(rfc.date)))
    });
    section("RFCs").with(el("ul.stack").all(items))
}

fn other_sources() -> El {
    let items = dataset().sources.iter().map(|source| {
        el("li").with(source_link(source.key)).text(" ").with(el("span.label").string(long_date(source.date)))
    });
    section("Other sources").with(el("ul.stack").all(items))
}

fn constants() -> El {
    let mut line = el("p.read Read from the sources of ");
    for (place, language) in dataset().languages.iter().enumerate() {
        line = line
            .text(if place == 0 { "" } else { ", " })
            .text(language.name)
            .text(" (")
            .text(language.library)
            .text(")");
    }
    section("Constants").with(line.text("."))
}

fn keys(preferences: &Preferences, on_slash: Callback<Event>) -> El {
    let key = |name: &'static str| el("kbd").text(name);
    let explained = el("p.read")
        .with(key("/"))
        .text(" goes to the search. In the results, the arrow keys move, ")
        .with(key("Enter"))
        .text(" opens, ")
        .with(key("Esc"))
        .text(" goes back to the search and clears it. In Decide, digits answer, also ")
        .with(key("y"))
        .text(" and ")
        .with(key("n"))
        .text("; ")
        .with(key("Backspace"))
        .text(" goes back.");
    let choice = el("label.check")
        .with(el("input[type=checkbox]").checked(preferences.slash_key).on_change(on_slash))
        .with(el("span Keyboard shortcut / and the keys of Decide"));
    let kept = "This choice and the theme are kept in this browser only. Nothing is sent anywhere.";
    section("Keys").with(explained).with(choice).with(el("p.label").text(kept))
}
