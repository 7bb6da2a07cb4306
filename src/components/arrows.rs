//! Arrow keys among links that lie in rows: one tab stop, the rest by arrows.

use crate::components::search::SEARCH;
use crate::navigation;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Arrow keys move among the elements that fit `selector`, as they lie on the page; Escape returns to
/// the search.
pub fn step_through(event: &KeyboardEvent, selector: &str) {
    let key = event.key();
    if key == "Escape" {
        event.prevent_default();
        navigation::focus(SEARCH);
        return;
    }
    let Some(here) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let entries = navigation::all(selector);
    let Some(at) = entries.iter().position(|entry| **entry == here) else { return };
    let target = match key.as_str() {
        "ArrowRight" => entries.get(at + 1),
        "ArrowLeft" => at.checked_sub(1).and_then(|before| entries.get(before)),
        "ArrowDown" => nearest(&here, entries.iter().skip(at + 1), 1.0),
        "ArrowUp" => nearest(&here, entries.iter().take(at).rev(), -1.0),
        "Home" => entries.first(),
        "End" => entries.last(),
        _ => return,
    };
    event.prevent_default();
    match target {
        Some(entry) => drop(entry.focus()),
        None if key == "ArrowUp" => drop(navigation::focus(SEARCH)),
        None => {}
    }
}

/// The entry in the next row that lies most nearly in the same column; `down` is 1 or -1.
fn nearest<'a>(here: &Element, others: impl Iterator<Item = &'a HtmlElement>, down: f64) -> Option<&'a HtmlElement> {
    let from = here.get_bounding_client_rect();
    let mut best: Option<(f64, f64, &HtmlElement)> = None;
    for other in others {
        let to = other.get_bounding_client_rect();
        if (to.top() - from.top()) * down <= 1.0 {
            continue;
        }
        let aside = (to.left() - from.left()).abs();
        match best {
            // A row has been passed: what it offered is the answer.
            Some((row, _, _)) if (to.top() - row).abs() > 1.0 => break,
            Some((_, least, _)) if aside >= least => {}
            _ => best = Some((to.top(), aside, other)),
        }
    }
    best.map(|(_, _, entry)| entry)
}
