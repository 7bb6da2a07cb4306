//! Lessons: pages in an order, with a note for each, in one address.

use crate::components::copy::copy_button;
use crate::components::form::{Change, form};
use crate::components::qr::qr;
use crate::element::{El, el};
use crate::navigation::{Site, row_at};
use crate::room::{Act, Room};
use crate::route::{Route, stop};
use statuscope_core::quiz::lesson::{Lesson, Page, clipped, ready};
use statuscope_core::text::decimal;
use std::cell::Cell;
use std::rc::Rc;
use yew::prelude::*;

/// The lesson of the address, or what there is to choose from.
pub fn page(lesson: &Lesson, room: &Room, site: &Site, act: &Callback<Act>) -> El {
    if lesson.pages.is_empty() {
        return index(lesson, room, site);
    }
    let address = site.link(&Route::Lesson(lesson.clone()));
    let foreign = *lesson != room.lesson;
    let alone = room.lesson.pages.is_empty();
    let keep = || el("button.btn[type=button][data-act=k] Keep this one");
    let buttons = el("div.btns")
        .with(el("button.btn.primary[type=button][data-act=p] Start presenting"))
        .with(copy_button("Copy link", "Copy link to this lesson", address.clone()))
        .maybe((foreign && alone).then(keep));
    let other = (foreign && !alone).then(|| {
        let yours = el("a").to(Route::Lesson(room.lesson.clone()), site).text("Yours");
        el("p.callout")
            .key(1)
            .with(el("b This is not the lesson on this device. "))
            .with(yours)
            .text(" stays as it is. ")
            .with(keep())
    });
    let code = qr(&address, "QR code of the link to this lesson");
    let code =
        code.unwrap_or_else(|| el("p The link is too long for a QR code. Shorten the notes, or take out a page."));
    let share =
        el("section.block.share").key(4).with(el("h2 For the class")).with(code).with(el("p.small").string(address));
    let title = el("input[name=title][placeholder=Title of the lesson][aria-label=Title of the lesson]");
    let fields = form(el("div.lesson"), edited(lesson, act)).with(title.value(&lesson.title).class("title"));
    let fields = fields.with(pages(lesson, site, act));
    // Who opens somebody's link wants to read it.
    let body = if foreign {
        el("div").with(reading(lesson, site)).with(el("details").with(el("summary Change it")).with(fields))
    } else {
        fields
    };
    el("")
        .with(el("h1[tabindex=-1]").key(0).copied(if lesson.title.is_empty() { "A lesson" } else { &lesson.title }))
        .maybe(other)
        .with(buttons.key(2))
        .with(body.key(3))
        .with(share)
        .with(ready_ones(site).key(5))
}

fn index(lesson: &Lesson, room: &Room, site: &Site) -> El {
    let title = if lesson.title.is_empty() { "Lessons" } else { &lesson.title };
    let yours = (!room.lesson.pages.is_empty()).then(|| {
        let name = if room.lesson.title.is_empty() { "Without a title" } else { &room.lesson.title };
        let link = el("a").to(Route::Lesson(room.lesson.clone()), site).copied(name);
        let line = el("p").with(link).text(", pages: ").number(room.lesson.pages.len());
        el("section.block").key(2).with(el("h2 Your lesson")).with(line)
    });
    el("")
        .with(el("h1[tabindex=-1]").key(0).copied(title))
        .with(el("p.lead A lesson is a list of pages in one link: to present, to share, to print.").key(1))
        .maybe(yours)
        .with(ready_ones(site).key(3))
        .with(
            el("section.block")
                .key(4)
                .with(el("h2 Make your own"))
                .with(el("p Open any page, set it as you like, and press “Add to lesson” at its foot. Or begin with one of the above and change it.")),
        )
}

fn ready_ones(site: &Site) -> El {
    let mut list = el("ul.trees");
    for ready in ready() {
        let link = el("a").to(Route::Lesson(Lesson::of(ready)), site).text(ready.title);
        list = list.with(el("li").with(link));
    }
    el("section.block.others").with(el("h2 Ready lessons")).with(list)
}

/// What becomes of a control: `title`, `note3`, `up3`, `down3`, `out3`.
fn edited(lesson: &Lesson, act: &Callback<Act>) -> Change {
    let (lesson, act) = (lesson.clone(), act.clone());
    Rc::new(move |name: &str, value: &str| {
        let mut lesson = lesson.clone();
        let word = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let place = name.get(word.len()..).and_then(|place| place.parse::<usize>().ok()).unwrap_or_default();
        match (word, lesson.pages.get_mut(place)) {
            ("title", _) => clipped(value).clone_into(&mut lesson.title),
            ("note", Some(page)) => clipped(value).clone_into(&mut page.note),
            ("up", _) => drop(lesson.shift(place, place.saturating_sub(1))),
            ("down", _) => drop(lesson.shift(place, place + 1)),
            ("out", _) => drop(lesson.remove(place)),
            _ => return,
        }
        act.emit(Act::Edit(lesson));
    })
}

fn name_of(page: &Page) -> String {
    if page.name.is_empty() { stop(&page.path).name() } else { page.name.clone() }
}

/// The pages as a list of contents.
fn reading(lesson: &Lesson, site: &Site) -> El {
    let mut list = el("ol.reading");
    for page in &lesson.pages {
        let link = el("a").attr("href", site.file(&page.path)).string(name_of(page));
        let note = (!page.note.is_empty()).then(|| el("p").copied(&page.note));
        list = list.with(el("li").with(link).maybe(note));
    }
    list
}

fn pages(lesson: &Lesson, site: &Site, act: &Callback<Act>) -> El {
    let mut list = el("ol.stops");
    for (place, page) in lesson.pages.iter().enumerate() {
        let name = &*name_of(page);
        let number = decimal(place);
        let named = |word: &str| [word, &number].concat();
        let button = |word: &'static str, sign: &'static str, says: &'static str| {
            let says = [says, " ", name].concat();
            el("button.btn[type=button]").attr("name", named(word)).attr("aria-label", says).text(sign)
        };
        let note = el("textarea[rows=2][placeholder=Note]").attr("name", named("note")).value(&page.note);
        let note = note.attr("aria-label", ["Note on ", name].concat());
        let link = el("a").attr("href", site.file(&page.path)).copied(name);
        let row = el("li")
            .with(
                el("span.handle[aria-hidden=true][title=Drag to another place]")
                    .attr("data-place", number.clone())
                    .number(place + 1),
            )
            .with(el("div").with(link).with(note))
            .with(
                el("div.btns")
                    .with(button("up", "↑", "Up:").property("disabled", place == 0))
                    .with(button("down", "↓", "Down:").property("disabled", place + 1 == lesson.pages.len()))
                    .with(button("out", "✕", "Take out:")),
            );
        list = list.with(row);
    }
    let (lesson, act) = (lesson.clone(), act.clone());
    let drag = Callback::from(move |event: PointerEvent| {
        if let Some((from, to)) = dragged(&event) {
            let mut lesson = lesson.clone();
            if lesson.shift(from, to) {
                act.emit(Act::Edit(lesson));
            }
        }
    });
    list.on_drag(drag, Callback::noop())
}

thread_local! {
    /// The pointer that drags, and the place of what it drags.
    static DRAGGED: Cell<Option<(i32, usize)>> = const { Cell::new(None) };
}

/// From where to where a row has just been dragged.
fn dragged(event: &PointerEvent) -> Option<(usize, usize)> {
    let (handle, over) = row_at(event, ".handle", ".stops > li");
    let pointer = event.pointer_id();
    if event.buttons() != 1 {
        // A mouse comes to a handle before it is pressed there.
        DRAGGED.set(handle.map(|place| (pointer, place)));
        return None;
    }
    let held = DRAGGED.get().filter(|(held, _)| *held == pointer).map(|(_, place)| place);
    let from = held.or(handle.filter(|_| event.pointer_type() != "mouse"))?;
    DRAGGED.set(Some((pointer, over.unwrap_or(from))));
    Some((from, over?)).filter(|(from, to)| from != to)
}
