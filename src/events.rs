//! What happens in an app, heard at its root, and which app that is.
//!
//! Yew can hear too, for any number of shadow roots and portals at a time; that is several kilobytes.
//! Here an element names its handler by number in an attribute, such as `data-click`, and the root
//! looks for the attribute from the target upwards.
//!
//! A page can hold several apps, each on a [`Stage`] of its own. One after the other draws and
//! hears, so what is drawn, heard or looked for belongs to the stage that was entered last.

use statuscope_core::text::decimal;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, EventTarget};
use yew::Callback;

/// The attributes, each named after the event: all of them bubble.
const KINDS: [&str; 6] = ["data-click", "data-change", "data-input", "data-keydown", "data-pointermove", "data-wheel"];

thread_local! {
    static HERE: RefCell<Option<Rc<Stage>>> = const { RefCell::new(None) };
}

/// Where one app is mounted, and all that listens for it.
#[derive(Debug)]
pub struct Stage {
    root: Element,
    embedded: bool,
    handlers: RefCell<Vec<Callback<Event>>>,
    ears: RefCell<Vec<Ear>>,
}

/// One listener. It is taken away when this is dropped.
#[derive(Debug)]
struct Ear {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

impl Drop for Ear {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.event, function);
    }
}

impl Stage {
    /// An app in `root` hears for all elements in it from now on. `embedded`: the page is somebody else's.
    #[must_use]
    pub fn new(root: Element, embedded: bool) -> Rc<Self> {
        let stage = Rc::new(Self { root, embedded, handlers: RefCell::default(), ears: RefCell::default() });
        for kind in KINDS {
            let handler = Callback::from(move |event: Event| dispatch(kind, &event));
            stage.hear(&stage.root, kind.trim_start_matches("data-"), handler);
        }
        stage
    }

    /// Hears an event for as long as the app is there.
    #[inline(never)]
    pub fn hear(self: &Rc<Self>, target: &EventTarget, event: &'static str, handler: Callback<Event>) {
        let stage = Rc::clone(self);
        let closure = Closure::<dyn Fn(Event)>::new(move |event| {
            stage.enter();
            handler.emit(event);
        });
        // Refused only where the target is none.
        let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        self.ears.borrow_mut().push(Ear { target: target.clone(), event, closure });
    }

    /// What follows belongs to this app.
    pub fn enter(self: &Rc<Self>) {
        HERE.set(Some(Rc::clone(self)));
    }

    /// Forgets all handlers: the app is drawn anew.
    pub fn forget(&self) {
        self.handlers.borrow_mut().clear();
    }

    /// Takes away all that listens: the app is gone.
    pub fn leave(&self) {
        self.forget();
        drop(self.ears.take());
        HERE.set(None);
    }

    /// The element that the app is mounted in.
    #[must_use]
    pub fn root(&self) -> &Element {
        &self.root
    }

    /// Whether the page is somebody else's, with its own address, title, keys, storage and scrolling.
    #[must_use]
    pub fn embedded(&self) -> bool {
        self.embedded
    }
}

/// The stage of the app that draws or hears.
#[must_use]
#[inline(never)]
pub fn stage() -> Option<Rc<Stage>> {
    HERE.with_borrow(Clone::clone)
}

/// Whether the app that draws or hears is on somebody else's page.
#[must_use]
#[inline(never)]
pub fn embedded() -> bool {
    HERE.with_borrow(|stage| stage.as_ref().is_some_and(|stage| stage.embedded))
}

/// The number of a handler, for the attribute. Without a stage nobody will ask for it.
#[inline(never)]
pub fn number(handler: Callback<Event>) -> String {
    let Some(stage) = stage() else { return String::new() };
    let mut handlers = stage.handlers.borrow_mut();
    handlers.push(handler);
    decimal(handlers.len() - 1)
}

fn dispatch(kind: &str, event: &Event) {
    let Some(stage) = stage() else { return };
    let mut at = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    while let Some(element) = at {
        let number = element.get_attribute(kind).and_then(|number| number.parse::<usize>().ok());
        // Not borrowed while it runs: it may draw the page.
        let handler = number.and_then(|number| stage.handlers.borrow().get(number).cloned());
        if let Some(handler) = handler {
            handler.emit(event.clone());
        }
        at = element.parent_element();
    }
}
