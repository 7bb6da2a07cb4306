//! Explore: type what you know, find the code.

use crate::components::search::{Go, search};
use crate::components::{arrows, class_name, entry, prose};
use crate::element::{El, el};
use crate::navigation::{Site, Step};
use crate::pages::map::views;
use crate::route::Route;
use statuscope_core::catalog::{Lookup, dataset, look_up, registered_count};
use statuscope_core::explore::{Explored, Filter, Group, explore};
use statuscope_core::model::Registration;
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Things to try, in the reader's words.
const EXAMPLES: [&str; 5] = ["404", "not logged in", "retry-after", "upload too big", "cloudflare"];

/// The page.
pub fn page(filter: &Filter, site: &Site, go: &Go) -> El {
    let explored = explore(filter);
    let first = explored.groups.first().and_then(|group| group.hits.first()).map(|hit| hit.entry.code);
    let sections = explored.groups.iter().map(|group| class_section(group, &explored, first, site));
    let groups =
        el("div").on_key(Callback::from(|event: KeyboardEvent| arrows::step_through(&event, "a.entry"))).all(sections);
    let results = el("div")
        .with(result_line(filter, &explored, site))
        .maybe(way_out(filter, &explored, site))
        .maybe(number_note(filter, site))
        .maybe(caching_note(filter, &explored, site))
        .with(groups);
    el("")
        .with(el("h1.vh[tabindex=-1] Explore"))
        .with(search_box(filter, first, site, go))
        .with(el("div.withrail").with(rail(filter, &explored, site, go)).with(results))
}

/// A handler that changes the filter and goes there.
fn edit<E: 'static>(filter: &Filter, go: &Go, step: Step, change: fn(&mut Filter, E)) -> Callback<E> {
    let (filter, go) = (filter.clone(), go.clone());
    Callback::from(move |event: E| {
        let mut filter = filter.clone();
        change(&mut filter, event);
        go.emit((Route::Explore(filter), step));
    })
}

fn search_box(filter: &Filter, first: Option<u16>, site: &Site, go: &Go) -> El {
    let empty = filter.text.is_empty();
    let kept = filter.clone();
    let to = Rc::new(move |text| Route::Explore(Filter { text, ..kept.clone() }));
    let label = search(
        ("Search status codes", "Number, name, header or symptom"),
        &filter.text,
        first.map(Route::Code),
        to,
        go,
    );
    let examples = EXAMPLES.iter().map(|example| {
        let target = Route::Explore(Filter { text: (*example).to_owned(), ..Filter::default() });
        el("a").to(target, site).text(example)
    });
    let decide = el("a").attr("href", site.file("decide/")).text("Which one do I send?");
    let examples = el("p.try").with(el("span Try")).all(examples).with(decide);
    // Keys keep the input, and with it the focus, when the examples go.
    el("div[role=search]").with(label.key(1)).maybe(empty.then_some(examples.key(2)))
}

fn rail(filter: &Filter, explored: &Explored, site: &Site, go: &Go) -> El {
    let thumb = |digit: Option<u8>| {
        let target = Route::Explore(Filter { class: digit, ..filter.clone() });
        el("a").to(target, site).attr_if("aria-current", (filter.class == digit).then_some("true"))
    };
    let count = |digit: u8| el("span").number(explored.per_class.get(usize::from(digit)).copied().unwrap_or_default());
    let word = |text: &'static str| el("span.word").text(text);
    let all = thumb(None).with(el("span All")).text(" ").with(word("classes")).text(" ").with(count(0));
    let classes = dataset().classes.iter().map(|class| {
        thumb(Some(class.digit))
            .class(class_name::hue(class.digit))
            .with(el("span.num").number(class.digit.into()).text("xx"))
            .text(" ")
            .with(word(class.name))
            .text(" ")
            .with(count(class.digit))
    });
    let checks = el("div.checks")
        .with(check("Everyday codes", filter.everyday, explored.everyday).on_change(edit(
            filter,
            go,
            Step::Push,
            |filter, _| filter.everyday = !filter.everyday,
        )))
        .with(check("Cacheable by default", filter.cacheable, explored.cacheable).on_change(edit(
            filter,
            go,
            Step::Push,
            |filter, _| filter.cacheable = !filter.cacheable,
        )))
        .with(check("Unregistered too", filter.shows_unregistered(), explored.unregistered).on_change(edit(
            filter,
            go,
            Step::Push,
            |filter, _| filter.toggle_unregistered(),
        )));
    el("div.rail")
        .with(el("h2 Class"))
        .with(el("nav.thumbs[aria-label=Class]").with(all).all(classes))
        .with(el("h2 Show"))
        .with(checks)
        .with(registration_select(filter, explored, go))
}

fn check(label: &'static str, on: bool, count: usize) -> El {
    el("label.check")
        .with(el("input[type=checkbox]").checked(on))
        .with(el("span").text(label))
        .text(" ")
        .with(el("span").number(count))
}

fn registration_select(filter: &Filter, explored: &Explored, go: &Go) -> El {
    let on_change = edit(filter, go, Step::Push, |filter, event: Event| {
        let word = event.target_unchecked_into::<HtmlSelectElement>().value();
        filter.registration = Registration::from_word(&word);
    });
    let any = el("option[value=] any").property("selected", filter.registration.is_none());
    let kinds = Registration::ALL.iter().zip(&explored.per_registration).map(|(kind, count)| {
        el("option")
            .attr("value", kind.word())
            .property("selected", filter.registration == Some(*kind))
            .text(kind.word())
            .text(" (")
            .number(*count)
            .text(")")
    });
    el("label.select").with(el("span Registration")).with(el("select").on_change(on_change).with(any).all(kinds))
}

/// The sentence that says what is shown; screen readers hear it change.
fn result_line(filter: &Filter, explored: &Explored, site: &Site) -> El {
    let typed: String = filter.text.trim_ascii().chars().take(60).collect();
    let total = explored.total;
    let codes = if total == 1 { " code" } else { " codes" };
    let whole_registry = total == registered_count() && !filter.shows_unregistered();
    let says = el("p[role=status]");
    let count = el("b").number(total);
    let says = if !explored.query.is_empty() {
        let count = if total == 0 { el("b No code") } else { count.text(codes) };
        let how = match total {
            0 if explored.unfiltered > 0 => "” with these filters",
            0 => "”",
            1 if !explored.partial => "”",
            _ if explored.partial => "”: none has all the words, these have some",
            _ => "”, best first",
        };
        says.with(count).text(" for “").string(typed).text(how)
    } else if whole_registry {
        says.with(count.text(" registry entries."))
            .text(" Bold: the ")
            .number(explored.everyday)
            .text(" used every day. Italic: do not use.")
    } else {
        let rest = if total < explored.unfiltered { " with these filters" } else { ", registered or not" };
        says.with(count.text(codes)).text(rest)
    };
    let says =
        if explored.query.cut { says.text(". Only the first words of a long text are looked for") } else { says };
    let switch = views(false, &Route::Explore(filter.clone()), site);
    el("div.resultline").with(says).with(el("div.btns").with(switch))
}

/// What to do when nothing is shown.
fn way_out(filter: &Filter, explored: &Explored, site: &Site) -> Option<El> {
    let to = |filter: Filter| el("a").to(Route::Explore(filter), site);
    let line = el("p.empty");
    if explored.total > 0 {
        return None;
    }
    Some(if explored.unfiltered > 0 {
        let unfiltered = Filter { text: filter.text.clone(), ..Filter::default() };
        line.with(to(unfiltered).text("Show ").number(explored.unfiltered).text(" without filters"))
    } else {
        line.text("Try other words: what the server said, a header field, a product. ")
            .with(to(Filter::default()).text("See all codes"))
            .text(", or ")
            .with(el("a").attr("href", site.file("decide/")).text("answer a few questions"))
    })
}

/// A number that is typed but has no page still has an answer.
fn number_note(filter: &Filter, site: &Site) -> Option<El> {
    let typed = filter.text.trim_ascii();
    let code = (typed.len() == 3).then(|| typed.parse::<u16>().ok()).flatten()?;
    let line = el("p.callout").with(el("b").number(code.into()));
    let line = match look_up(code) {
        Lookup::Known(_) => return None,
        Lookup::Unassigned { treat_as, .. } => {
            line.text(" is not registered. A client treats it as ").with(prose::named_link(treat_as, site)).text(". ")
        }
        Lookup::Outside => line.text(" is no status code: they run from 100 to 599. "),
    };
    Some(line.with(el("a").to(Route::Code(code), site).text("More about ").number(code.into())))
}

/// Whoever searches for caching means the filter rather than a card.
fn caching_note(filter: &Filter, explored: &Explored, site: &Site) -> Option<El> {
    let asked =
        explored.query.terms.iter().any(|term| ["cach", "heuri"].iter().any(|start| term.text().starts_with(start)));
    let shown = Filter { cacheable: true, ..Filter::default() };
    (asked && !filter.cacheable).then(|| {
        let link = el("a").to(Route::Explore(shown), site).text("Show the codes cacheable by default");
        el("p.callout").with(link).text(": a cache may keep them without being told how long.")
    })
}

fn class_section(group: &Group, explored: &Explored, first: Option<u16>, site: &Site) -> El {
    let searching = !explored.query.is_empty();
    let (digit, head, says, callout) = match group.class {
        Some(class) => {
            let number = el("span.num").number(class.digit.into()).text("xx");
            (class.digit, el("h2").with(number).text(" ").text(class.name), class.says, class.callout)
        }
        None => {
            let says = "Valid status codes run from 100 to 599. These are sent all the same.";
            (0, el("h2 Outside the classes"), says, "")
        }
    };
    let entries = group.hits.iter().enumerate().map(|(place, hit)| {
        let best = searching && Some(hit.entry.code) == first;
        // One tab stop a class; arrows reach the others.
        let link = entry::entry(hit, &explored.query, site)
            .class(if best { "best" } else { "" })
            .attr("tabindex", if place == 0 { "0" } else { "-1" });
        el("li").key(hit.entry.code).with(link)
    });
    let callout = (!callout.is_empty() && !searching && explored.total >= registered_count())
        .then(|| el("p.callout").prose(callout, site));
    el("section.class")
        .class(class_name::hue(digit))
        .key(digit.into())
        .with(el("div.classhead").with(head).with(el("p").text(says)))
        .maybe(callout)
        .with(el("ul.entries[role=list]").all(entries))
}
