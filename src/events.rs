//! What happens on a page, heard at its root.
//!
//! Yew can do this too, for any number of apps, shadow roots and portals at a time; that is several
//! kilobytes. Here an element names its handler by number in an attribute, such as `data-click`, and
//! the root looks for the attribute from the target upwards.

use statuscope_core::text::decimal;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, EventTarget};
use yew::Callback;

/// The attributes, each named after the event: all of them bubble.
const KINDS: [&str; 6] = ["data-click", "data-change", "data-input", "data-keydown", "data-pointermove", "data-wheel"];

thread_local! {
    static HANDLERS: RefCell<Vec<Callback<Event>>> = const { RefCell::new(Vec::new()) };
}

/// Hears an event for as long as the page lives.
pub fn hear(target: &EventTarget, event: &str, handler: impl Fn(Event) + 'static) {
    let closure = Closure::<dyn Fn(Event)>::new(handler);
    // Refused only where the target is none.
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// Lets `root` hear for all elements in it.
pub fn hear_all(root: &EventTarget) {
    for kind in KINDS {
        hear(root, kind.trim_start_matches("data-"), move |event| dispatch(kind, &event));
    }
}

/// Forgets all handlers: the page is drawn anew.
pub fn forget() {
    HANDLERS.with_borrow_mut(Vec::clear);
}

/// The number of a handler, for the attribute.
#[inline(never)]
pub fn number(handler: Callback<Event>) -> String {
    HANDLERS.with_borrow_mut(|handlers| {
        handlers.push(handler);
        decimal(handlers.len() - 1)
    })
}

fn dispatch(kind: &str, event: &Event) {
    let mut at = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    while let Some(element) = at {
        let number = element.get_attribute(kind).and_then(|number| number.parse::<usize>().ok());
        // Not borrowed while it runs: it may draw the page.
        let handler = number.and_then(|number| HANDLERS.with_borrow(|handlers| handlers.get(number).cloned()));
        if let Some(handler) = handler {
            handler.emit(event.clone());
        }
        at = element.parent_element();
    }
}
