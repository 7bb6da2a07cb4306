//! What stands above everything about a code: its number, its name, its class.

use crate::components::class_name;
use crate::element::{El, el};
use statuscope_core::catalog::class;

/// Number, name, badge and lead; the number is part of the heading for those who hear it.
#[must_use]
pub fn masthead(code: u16, name: &'static str, badges: El, lead: El) -> El {
    let digits = || el("span.vh").number(code.into()).text(" ");
    let texts = el("div").with(el("h1[tabindex=-1]").with(digits()).text(name)).with(badges).with(lead);
    el("div.masthead")
        .class(class_name::hue_of(code))
        .with(el("p.big[part=number][aria-hidden=true]").number(code.into()))
        .with(texts)
}

/// The class of a code, as a small frame and a word.
#[must_use]
pub fn badge(digit: u8) -> El {
    el("span.badge")
        .class(class_name::hue(digit))
        .with(el("b").number(digit.into()).text("xx"))
        .text(" ")
        .text(class(digit).map_or("Outside the classes", |class| class.name))
}
