//! The few drawings; each stands beside words or has a name for screen readers.

use crate::element::{El, el};

fn drawing(size: &'static str) -> El {
    el("svg[aria-hidden=true]").attr("viewBox", size)
}

fn path(d: &'static str) -> El {
    el("path").attr("d", d)
}

/// The mark: two lifelines, a request and its answer.
#[must_use]
pub fn mark() -> El {
    let lines = el("g.stroke").with(path("M3 2v18M19 2v18")).with(path("M4 7h12M12 3.6 15.6 7 12 10.4"));
    drawing("0 0 22 22").with(lines.with(path("M18 15H6").class("dashed")))
}

/// A lens.
#[must_use]
pub fn lens() -> El {
    drawing("0 0 20 20")
        .with(el("g.stroke").with(path("M14 8.5a5.5 5.5 0 1 1-11 0a5.5 5.5 0 1 1 11 0m-1.2 4.3 4.7 4.7")))
}

/// A disc, half of it dark.
#[must_use]
pub fn half_disc() -> El {
    drawing("0 0 20 20")
        .with(path("M17 10a7 7 0 1 1-14 0a7 7 0 1 1 14 0").class("stroke"))
        .with(path("M10 3a7 7 0 0 1 0 14z").class("fill"))
}

/// Two sheets.
#[must_use]
pub fn sheets() -> El {
    drawing("0 0 16 16").with(el("g.stroke").with(path("M5.5 5.5h8v8h-8zM10.5 3v-.5h-8v8H3")))
}

/// An arrow's head, to the right.
#[must_use]
pub fn chevron() -> El {
    drawing("0 0 12 12").with(path("m4.5 2.5 3.5 3.5-3.5 3.5").class("stroke"))
}
