//! The way through several servers as a drawing: lying where there is room, else upright.

use crate::components::class_name;
use crate::element::{El, el};
use statuscope_core::lab::{Link, Way};

/// Where the boxes begin, lying and upright.
const LYING: [u16; 4] = [1, 255, 523, 681];
const UPRIGHT: [u16; 4] = [1, 94, 187, 280];

/// Both drawings; the styles show the one that fits.
pub fn picture(way: &Way) -> El {
    el("div.way").with(lying(way)).with(upright(way))
}

/// Name, remark, and whether it is reached.
fn boxes(way: &Way) -> [(&'static str, &'static str, bool); 4] {
    let app = way.reaches_app();
    let whole = way.link == Link::None;
    let database = if whole {
        "asked"
    } else if app {
        "perhaps asked"
    } else {
        "not reached"
    };
    [
        ("Browser", "asks for /orders", true),
        (way.proxy, "the proxy", true),
        ("App", if app { "127.0.0.1:9000" } else { "not reached" }, app),
        ("Database", database, whole),
    ]
}

fn story(way: &Way) -> String {
    let broken = if way.is_broken() { ["Between it and the app: ", way.broken, ". "].concat() } else { String::new() };
    let code = if way.status > 0 { statuscope_core::text::decimal(way.status.into()) + " " } else { String::new() };
    ["The browser asks ", way.proxy, ". ", &broken, "The browser gets: ", &code, &way.says, "."].concat()
}

fn drawing(selector: &'static str, way: &Way) -> El {
    el(selector).attr("aria-label", story(way))
}

fn place(shape: El, x: u16, y: u16) -> El {
    shape.px("x", x).px("y", y)
}

/// A box of a size with its two lines.
fn one(x: u16, y: u16, width: u16, height: u16, (name, remark, reached): (&'static str, &'static str, bool)) -> El {
    let frame = place(el("rect[rx=2]").class(if reached { "box" } else { "box dim" }), x, y);
    let (middle, line) = (x + width / 2, y + height / 2);
    el("g")
        .with(frame.px("width", width).px("height", height))
        .with(place(el("text.mid.t-book"), middle, line - 1).text(name))
        .with(place(el("text.mid.t-3"), middle, line + 16).text(remark))
}

/// A line from one server to the next.
fn line(d: &str, class: &'static str, numbers: &[u16]) -> El {
    el("path").class(class).drawn("d", d, numbers)
}

fn answer(way: &Way, x: u16, y: u16) -> El {
    let says = el("text.halo.t-b").px("y", y).px("x", if way.status > 0 { x + 32 } else { x }).copied(&way.says);
    let number = (way.status > 0).then(|| place(el("text.halo.t-wire.t-k"), x, y).number(way.status.into()));
    el("g").maybe(number).with(says)
}

fn lying(way: &Way) -> El {
    let mut drawing = drawing("svg.draw.seq.lying[role=img][viewBox=0 34 800 98]", way);
    for (x, parts) in LYING.into_iter().zip(boxes(way)) {
        drawing = drawing.with(one(x, 52, 118, 56, parts));
    }
    let hue = class_name::hue_of(way.status);
    drawing = drawing
        .with(line("M119 70H246", "ln", &[]))
        .with(line("M253 70l-10 -5v10z", "fill", &[]))
        .with(el("text.t-wire[x=130][y=61] GET /orders"))
        .with(el("g").class(hue).with(back("M255 91H129", "M121 91l10 -5v10z", way)).with(answer(way, 130, 124)));
    let to_app = if way.is_broken() {
        let broken = el("text.mid.t-b.drop[x=448][y=46]").text(way.broken);
        el("g")
            .with(line("M373 80H430", "ln", &[]))
            .with(line("M466 80H523", "ln-drop", &[]))
            .with(line("M439 71l18 18M457 71l-18 18", "cross", &[]))
            .with(broken)
    } else if way.reaches_app() {
        el("g").with(line("M373 80H514", "ln", &[])).with(line("M521 80l-10 -5v10z", "fill", &[]))
    } else {
        line("M373 80H523", "ln-thin dotted", &[])
    };
    let whole = way.link == Link::None;
    drawing.with(to_app).with(line("M641 80H681", if whole { "ln" } else { "ln-thin dotted" }, &[]))
}

fn upright(way: &Way) -> El {
    let mut drawing = drawing("svg.draw.seq.upright[role=img][viewBox=0 0 328 328]", way);
    for (y, parts) in UPRIGHT.into_iter().zip(boxes(way)) {
        drawing = drawing.with(one(1, y, 130, 46, parts));
    }
    let hue = class_name::hue_of(way.status);
    drawing = drawing
        .with(line("M44 47V86", "ln", &[]))
        .with(line("M44 93l-5 -10h10z", "fill", &[]))
        .with(el("g").class(hue).with(back("M88 94V57", "M88 49l-5 10h10z", way)).with(answer(way, 106, 75)));
    let to_app = if way.is_broken() {
        el("g")
            .with(line("M66 140V150", "ln", &[]))
            .with(line("M66 176V187", "ln-drop", &[]))
            .with(line("M58 155l16 16M74 155l-16 16", "cross", &[]))
            .with(el("text.t-b.drop[x=106][y=168]").text(way.broken))
    } else if way.reaches_app() {
        el("g").with(line("M66 140V179", "ln", &[])).with(line("M66 186l-5 -10h10z", "fill", &[]))
    } else {
        line("M66 140V187", "ln-thin dotted", &[])
    };
    let whole = way.link == Link::None;
    drawing.with(to_app).with(line("M66 233V280", if whole { "ln" } else { "ln-thin dotted" }, &[]))
}

/// What comes back in the hue of its class; what is no response has none.
fn back(shaft: &'static str, head: &'static str, way: &Way) -> El {
    let class = if way.status > 0 { "ln-k thick" } else { "ln-drop" };
    el("g").with(line(shaft, class, &[])).with(line(head, if way.status > 0 { "tip" } else { "drop" }, &[]))
}
