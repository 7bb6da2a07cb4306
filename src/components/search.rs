//! A search box, and what its keys do.

use crate::components::icons;
use crate::element::{El, el};
use crate::navigation::{self, Step};
use crate::route::Route;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The search box of a page.
pub const SEARCH: &str = "input[type=search]";

/// Goes to a route.
pub type Go = Callback<(Route, Step)>;

/// A box whose text is part of the address: `to` makes a route of it. Enter opens the first hit.
#[must_use]
pub fn search(
    (name, placeholder): (&'static str, &'static str),
    text: &str,
    first: Option<Route>,
    to: Rc<dyn Fn(String) -> Route>,
    go: &Go,
) -> El {
    let on_input = {
        let (to, go) = (Rc::clone(&to), go.clone());
        Callback::from(move |event: InputEvent| {
            go.emit((to(event.target_unchecked_into::<HtmlInputElement>().value()), Step::Replace));
        })
    };
    let on_key = {
        let go = go.clone();
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                if let Some(first) = &first {
                    go.emit((first.clone(), Step::Push));
                }
            }
            "Escape" => {
                event.prevent_default();
                go.emit((to(String::new()), Step::Replace));
            }
            "ArrowDown" if navigation::focus(".entries a") => event.prevent_default(),
            _ => {}
        })
    };
    let hint = el("span.hint[aria-hidden=true]");
    let hint = if text.is_empty() { hint.with(el("kbd /")) } else { hint.with(el("kbd Esc")).text(" clears") };
    let input = el("input[type=search][autocomplete=off][autocapitalize=off][spellcheck=false]")
        .attr("placeholder", placeholder)
        .value(text)
        .on_input(on_input)
        .on_key(on_key);
    el("label.search").with(el("span.vh").text(name)).with(icons::lens()).with(input).with(hint)
}
