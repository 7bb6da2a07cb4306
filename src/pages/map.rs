//! Map: the families as a picture, and the same as a list for narrow screens and screen readers.

use crate::components::class_name;
use crate::element::{El, el};
use crate::navigation::Site;
use crate::route::Route;
use statuscope_core::explore::Filter;
use statuscope_core::map::{self, BOX_HEIGHT, BOX_WIDTH, ClassBranch, FamilyBranch, Map, ROOT, WIDTH, number};
use statuscope_core::model::Entry;

/// The page.
pub fn map(site: &Site) -> El {
    let map = map::map();
    let says =
        "Five classes, each parted into families by what they are about. Bold: used every day. Italic: do not use.";
    let head = el("div.pagehead")
        .with(el("div").with(el("h1[tabindex=-1] Map of the status codes")).with(el("p").text(says)))
        .with(el("div.btns").with(views(true, &Route::home(), site)));
    let picture = el("div.only-wide").with(picture(&map, site));
    let list = el("div.only-narrow").all(map.classes.iter().map(|branch| list(branch, site)));
    el("").with(head).with(picture).with(list)
}

/// The switch between the list of codes and their map.
#[must_use]
pub fn views(on_map: bool, codes: &Route, site: &Site) -> El {
    let view = |text: &'static str, target: &Route, here: bool| {
        el("a").attr("href", site.href(target)).attr_if("aria-current", here.then_some("true")).text(text)
    };
    el("div.seg[role=group][aria-label=View]").with(view("List", codes, !on_map)).with(view("Map", &Route::Map, on_map))
}

fn place(shape: El, x: f32, y: f32) -> El {
    shape.attr("x", number(x)).attr("y", number(y))
}

fn sized(rect: El, width: f32, height: f32) -> El {
    rect.attr("width", number(width)).attr("height", number(height))
}

fn picture(map: &Map, site: &Site) -> El {
    let (width, height) = ROOT;
    let (left, top) = ((WIDTH - width) / 2.0, (map.height - height) / 2.0);
    let label = |text: &'static str, y: f32| place(el("text.rootlabel"), WIDTH / 2.0, y).text(text);
    // The roles make the picture a list for those who hear it.
    el("svg.draw[role=list][aria-label=Classes of status codes]")
        .attr("viewBox", ["0 0 ", &number(WIDTH), " ", &number(map.height)].concat())
        .all(map.classes.iter().map(|branch| class_branch(branch, site)))
        .with(sized(place(el("rect.rootbox[rx=2]"), left, top), width, height))
        .with(label("HTTP", top + 26.0))
        .with(label("status codes", top + 46.0))
}

fn class_branch(branch: &ClassBranch, site: &Site) -> El {
    let digit = branch.class.digit;
    let middle = branch.x + BOX_WIDTH / 2.0;
    let all = Route::Explore(Filter { class: Some(digit), ..Filter::default() });
    let shape = sized(place(el("rect.tint[rx=2]"), branch.x, branch.y - BOX_HEIGHT / 2.0), BOX_WIDTH, BOX_HEIGHT);
    let link = el("a")
        .attr("href", site.href(&all))
        .with(shape)
        .with(place(el("text.t-wire.t-k.big"), middle, branch.y - 3.0).number(digit.into()).text("xx"))
        .with(place(el("text.t-s.mid"), middle, branch.y + 14.0).text(branch.class.name));
    let whole = el("g[role=listitem]")
        .class(class_name::hue(digit))
        .class(if branch.left { "left" } else { "right" })
        .with(el("path.ln-k.thick").attr("d", branch.line.clone()))
        .with(link);
    branch.families.iter().fold(whole, |whole, family| family_branch(whole, family, branch.left, site))
}

fn family_branch(whole: El, branch: &FamilyBranch, left: bool, site: &Site) -> El {
    let code = |(entry, y): &(&'static Entry, f32)| {
        let digits = el("tspan.t-wire.t-k").number(entry.code.into());
        let name = el("tspan.t-2").class(class_name::entry(entry)).text(entry.name);
        let text = place(el("text.t-s"), branch.text_x, *y);
        let text = if left {
            text.with(name).text("\u{2002}").with(digits)
        } else {
            text.with(digits).text("\u{2002}").with(name)
        };
        el("g[role=listitem]").with(el("a").to(Route::Code(entry.code), site).with(text))
    };
    let codes = el("g[role=list]").attr("aria-label", branch.family.name).all(branch.codes.iter().map(code));
    whole
        .with(el("path.ln-k").attr("d", branch.line.clone()))
        .with(place(el("text.t-book"), branch.text_x, branch.y).text(branch.family.name))
        .with(codes)
}

fn list(branch: &ClassBranch, site: &Site) -> El {
    let digit = branch.class.digit;
    let head = el("h2").with(el("span.num").number(digit.into()).text("xx")).text(" ").text(branch.class.name);
    let whole = el("section.class").class(class_name::hue(digit)).with(el("div.classhead").with(head));
    let code = |(entry, _): &(&'static Entry, f32)| {
        let link = el("a.entry").class(class_name::entry(entry)).to(Route::Code(entry.code), site);
        el("li").with(link.with(el("span.num").number(entry.code.into())).with(el("span.name").text(entry.name)))
    };
    branch.families.iter().fold(whole, |whole, family| {
        whole.with(el("h3").text(family.family.name)).with(el("ul").all(family.codes.iter().map(code)))
    })
}
