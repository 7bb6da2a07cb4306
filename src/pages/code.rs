//! One number: what it means, when to use it, what goes on the wire, and why we say so.

mod aside;
mod unknown;

use crate::components::frame::long_date;
use crate::components::masthead::{badge, masthead};
use crate::components::prose::{code_link, named_link, source_link};
use crate::components::{class_name, comparing, message};
use crate::element::{El, el};
use crate::navigation::Site;
use crate::preferences::Preferences;
use crate::route::Route;
use statuscope_core::catalog::{Lookup, class, look_up, of_class};
use statuscope_core::compare;
use statuscope_core::explore::Filter;
use statuscope_core::lab::{self, Bench};
use statuscope_core::model::{Entry, NoteKind, Registration, Side, VendorUse};
use statuscope_core::text::decimal;
use statuscope_core::{glance, redirect, reference};
use yew::prelude::*;

/// The page of a number, known or not.
///
/// `ways` are the paths that lead to it.
pub fn page(
    code: u16,
    preferences: &Preferences,
    on_language: Callback<AttrValue>,
    ways: Option<El>,
    site: &Site,
) -> El {
    match look_up(code) {
        Lookup::Known(entry) => known(entry, preferences, on_language, ways, site),
        Lookup::Unassigned { class, treat_as } => unknown::unassigned(code, class, treat_as, site),
        Lookup::Outside => unknown::outside(code, site),
    }
}

fn known(
    entry: &'static Entry,
    preferences: &Preferences,
    on_language: Callback<AttrValue>,
    ways: Option<El>,
    site: &Site,
) -> El {
    let meaning = section("Meaning")
        .all(entry.meaning.iter().map(|paragraph| read().prose(paragraph, site)))
        .all(notes(entry, site, &[NoteKind::Mistake, NoteKind::Measured]));
    let main = el("div")
        .with(meaning)
        .maybe(uses(entry, site))
        .maybe(when(entry, site))
        .with(on_the_wire(entry, site))
        .maybe(try_it(entry.code, site))
        .with(fields(entry, site))
        .with(caching_and_retrying(entry, site))
        .maybe(confused(entry, site));
    let aside = aside::aside(entry, preferences, on_language, ways, site);
    el("")
        .with(runner(entry.code, site))
        .with(masthead(entry.code, entry.name, badges(entry), el("p.lead").prose(entry.lead, site)))
        .with(at_a_glance(entry))
        .with(el("div.twocol").with(main).with(aside))
}

fn section(heading: &'static str) -> El {
    el("section.block").with(el("h2").text(heading))
}

fn read() -> El {
    el("p.read")
}

/// All numbers of the class; also the way to the previous and the next.
fn runner(code: u16, site: &Site) -> El {
    let digit = (code / 100) as u8;
    let codes: Vec<_> = of_class(digit).filter(|entry| entry.is_in_registry() || entry.code == code).collect();
    let at = codes.iter().position(|entry| entry.code == code).unwrap_or_default();
    // Narrow screens show five of them, a whole window at either end of the line.
    let from = at.saturating_sub(2).min(codes.len().saturating_sub(5));
    let links = codes.iter().enumerate().map(|(place, entry)| {
        el("a")
            .class(if (from..from + 5).contains(&place) { "near" } else { "" })
            .to(Route::Code(entry.code), site)
            .attr("title", entry.name)
            .attr_if("aria-current", (entry.code == code).then_some("page"))
            .number(entry.code.into())
    });
    let all = Route::Explore(Filter { class: class(digit).map(|class| class.digit), ..Filter::default() });
    let all = el("a.near.step").attr("href", site.href(&all)).text("all ").number(digit.into()).text("xx");
    el("nav.runner[aria-label=Codes of this class]").class(class_name::hue(digit)).all(links).with(all)
}

fn badges(entry: &'static Entry) -> El {
    let digit = entry.class();
    let state = match entry.registration {
        Registration::Registered => "",
        Registration::Temporary => "temporary registration",
        Registration::Unused => "reserved, unused",
        Registration::Deprecated => "deprecated, do not use",
        Registration::Obsoleted => "obsoleted, do not use",
        Registration::Unofficial => "not registered",
    };
    let tag = |text: &'static str| el("span.tag").text(text);
    el("p.badges")
        .with(badge(digit))
        .maybe((!state.is_empty()).then(|| tag(state)))
        .maybe(entry.former_names.first().map(|former| tag("formerly ").text(former)))
}

fn at_a_glance(entry: &'static Entry) -> El {
    let fact = |label: &'static str, fact: El, small: El| el("div").with(el("dt").text(label)).with(fact.with(small));
    let small = |text: &'static str| el("small").text(text);
    let send = match glance::main_field(entry) {
        Some(field) => {
            let level = el("span").class(class_name::level(field.level)).text(field.level.word());
            let (name, more) = field.name.split_once(',').map_or((field.name, " "), |(first, _)| (first, " … "));
            let how = if field.short.is_empty() { "see header fields" } else { field.short };
            fact("Send with it", el("dd").text(name).text(more).with(level), small(how))
        }
        None => fact("Send with it", el("dd Nothing special"), small("no field of its own")),
    };
    let (cached, how) = glance::caching(entry);
    let definition = entry.sources.first().map(|citation| citation.source).unwrap_or_default();
    let reference = reference::resolve(definition);
    let label = match reference.url.is_empty() {
        true => el("dd").string(reference.label),
        false => el("dd").with(el("a").attr("href", reference.url).string(reference.label)),
    };
    el("dl.atglance")
        .with(send)
        .with(fact("Caching", el("dd").text(cached), small(how)))
        .with(fact("The client should next", el("dd").text(entry.next.action), small(entry.next.how)))
        .with(fact("Defined in", label, el("small").string(long_date(reference.date))))
}

/// The callouts of some kinds.
fn notes(entry: &'static Entry, site: &Site, kinds: &'static [NoteKind]) -> impl Iterator<Item = El> {
    entry.notes.iter().filter(|note| kinds.contains(&note.kind)).map(|note| {
        el("div")
            .class(class_name::note(note.kind))
            .with(el("b").text(class_name::note_label(note.kind)))
            .with(el("p").prose(note.text, site))
    })
}

fn uses(entry: &'static Entry, site: &Site) -> Option<El> {
    let heading = if entry.is_in_registry() { "Other meanings, by vendor" } else { "Who uses it, and for what" };
    let list = el("ul.uses").all(entry.uses.iter().map(|vendor| vendor_use(vendor, site)));
    (!entry.uses.is_empty()).then(|| section(heading).with(list))
}

fn vendor_use(vendor: &'static VendorUse, site: &Site) -> El {
    let head = el("p")
        .with(el("b").text(vendor.name))
        .text(" ")
        .with(el("span.label").text(vendor.vendor))
        .text(" ")
        .with(el("span.state").text(vendor.state.word()));
    let unseen = if vendor.on_wire { "" } else { " Clients do not normally see this number." };
    let meaning = el("p").prose(vendor.meaning, site).text(unseen);
    let meaning = vendor.sources.iter().fold(meaning, |meaning, source| meaning.source(source));
    let instead = vendor.instead.map(|code| el("p Registered code: ").with(named_link(code, site)));
    el("li").with(head).with(meaning).maybe(instead)
}

fn when(entry: &'static Entry, site: &Site) -> Option<El> {
    if entry.use_when.is_empty() && entry.not_when.is_empty() {
        return None;
    }
    let column = |heading: &'static str, items: El| el("div").with(el("h3").text(heading)).with(items);
    let item = |text: &'static str| el("li").prose(text, site);
    let use_when = el("ul").all(entry.use_when.iter().map(|text| item(text)));
    let use_when = if entry.use_when.is_empty() { use_when.with(item("Never in something new.")) } else { use_when };
    let not_when = el("ul").all(
        entry.not_when.iter().map(|not| item(not.say).with(el("span.instead").with(named_link(not.instead, site)))),
    );
    let not_when = (!entry.not_when.is_empty()).then(|| column("Do not use it when", not_when));
    let grid = el("div.usegrid").with(column("Use it when", use_when)).maybe(not_when);
    let methods = el("ul.plain").all(entry.methods.iter().map(|text| item(text)));
    let whole = section("When to send it").with(grid);
    Some(if entry.methods.is_empty() { whole } else { whole.with(el("h3 By method")).with(methods) })
}

fn on_the_wire(entry: &'static Entry, site: &Site) -> El {
    let exchange = &entry.exchange;
    let responses = exchange.responses.iter().map(|text| message::message("Response", "server → client", text));
    let request =
        (!exchange.request.is_empty()).then(|| message::message("Request", "client → server", exchange.request));
    let content = read().prose(entry.content.says, site).source(entry.content.source);
    section("On the wire")
        .maybe((!exchange.note.is_empty()).then(|| read().prose(exchange.note, site)))
        .with(el("div.msgs").maybe(request).all(responses))
        .maybe((!entry.content.says.is_empty()).then_some(content))
}

/// The ways to where it can be tried: the clients that follow a redirect, the labs.
fn try_it(code: u16, site: &Site) -> Option<El> {
    let mut links = el("p.block.btns");
    let redirects = redirect::ALL_STATUSES.contains(&code);
    if redirects {
        let address = ["redirects/?status=", &decimal(code.into())].concat();
        links = links.with(el("a.btn").attr("href", site.file(&address)).text("Try it with real clients"));
    }
    let labs = lab::with_code(code);
    let any = redirects || !labs.is_empty();
    for lab in labs {
        links = links.with(el("a.btn").to(Route::Lab(Bench::of(lab)), site).text("Try it in the lab: ").text(lab.name));
    }
    any.then_some(links)
}

fn fields(entry: &'static Entry, site: &Site) -> El {
    let whole = section("Header fields");
    if entry.fields.is_empty() {
        return whole.with(read().text("No header field belongs to this code in particular."));
    }
    let heads = ["Field", "On", "Level", "What it says", "Source"];
    let rows = entry.fields.iter().map(|field| {
        let names = field
            .name
            .split(',')
            .fold(el("th[scope=row]"), |cell, name| cell.with(el("code").text(name.trim_ascii_start())).text(" "));
        el("tr")
            .with(names)
            .with(el("td").text(if field.on == Side::Request { "request" } else { "response" }))
            .with(el("td").class(class_name::level(field.level)).text(field.level.word()))
            .with(el("td").prose(field.says, site))
            .with(el("td").with(source_link(field.source)))
    });
    let head = el("tr").all(heads.into_iter().map(|head| el("th[scope=col]").text(head)));
    let table = el("table.stacks").with(el("thead").with(head)).with(el("tbody").all(rows));
    whole.with(el("div.tablewrap[tabindex=0][role=region][aria-label=Header fields]").with(table))
}

fn caching_and_retrying(entry: &'static Entry, site: &Site) -> El {
    let caching = read()
        .prose(glance::caching_sentence(entry), site)
        .text(" ")
        .prose(entry.caching.says, site)
        .source(entry.caching.source);
    let retry = read()
        .with(el("b").text(entry.next.action))
        .text(": ")
        .text(entry.next.how)
        .text(". ")
        .prose(glance::retry_sentence(entry.next.retry), site)
        .text(" ")
        .prose(entry.next.says, site)
        .source(entry.next.source);
    section("Caching and retrying").with(caching).with(retry)
}

fn confused(entry: &'static Entry, site: &Site) -> Option<El> {
    let pairs = entry.confused.iter().map(|pair| {
        let says = el("span")
            .with(el("b").prose(pair.difference, site))
            .text(" ")
            .with(el("span.quiet").prose(pair.detail, site));
        el("li").with(code_link(pair.with, "", site)).with(says)
    });
    let list = el("ul.pairs").all(pairs);
    (!entry.confused.is_empty())
        .then(|| section("Often confused with").with(list).maybe(side_by_side(entry.code, site)))
}

/// The ways to the ready comparisons with this code in them.
fn side_by_side(code: u16, site: &Site) -> Option<El> {
    let mut links = el("p.presets");
    let mut any = false;
    for comparison in compare::comparisons() {
        if comparison.codes.contains(&code) {
            any = true;
            links = links.with(comparing::link(&comparison.codes, site));
        }
    }
    any.then_some(links)
}
