//! An address that the browser has refused, to be written as soon as it may.

use super::{history, window};
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::History;
use yew::AttrValue;

thread_local! {
    static LATE: RefCell<Option<AttrValue>> = const { RefCell::new(None) };
}

/// The present place gets this address and keeps its state.
///
/// # Errors
///
/// A `SecurityError` after too many changes in a short time.
pub(super) fn replace(history: &History, href: &str) -> Result<(), JsValue> {
    history.replace_state_with_url(&history.state().unwrap_or(JsValue::NULL), "", Some(href))
}

/// There is a newer place; says whether an address was still waiting.
pub(super) fn forget() -> bool {
    LATE.take().is_some()
}

/// Keeps an address that was refused. A clock that already runs for another will find it.
pub(super) fn keep(href: AttrValue, waiting: bool) {
    LATE.set(Some(href));
    if !waiting {
        try_again_later();
    }
}

fn try_again_later() {
    let Some(window) = window() else { return };
    let again = Closure::once_into_js(|| {
        let Some(history) = history() else { return };
        if let Some(href) = LATE.take()
            && replace(&history, &href).is_err()
        {
            keep(href, false);
        }
    });
    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(again.unchecked_ref(), 1000);
}
