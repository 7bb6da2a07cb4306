//! What the app hears beside clicks: keys, and the browser's Back and forward.

use crate::app::{App, Message};
use crate::components::search::SEARCH;
use crate::events::{self, Stage};
use crate::navigation::{self, Step};
use crate::room::Act;
use crate::route::Route;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::html::Scope;
use yew::prelude::*;

/// Back and forward, and keys: those of an embedded app only where it has the focus.
pub fn hear(link: &Scope<App>, on: &Rc<Cell<bool>>, stage: &Rc<Stage>) {
    let go = link.callback(|()| Message::Go(Route::home(), Step::Search));
    let act = link.callback(Message::Room);
    let on = Rc::clone(on);
    let key = Callback::from(move |event: Event| {
        if navigation::is_presenting() && present_key(&event, &act) {
            event.prevent_default();
        } else if on.get() {
            key(&event, &go, &act);
        }
    });
    if stage.embedded() {
        stage.hear(stage.root(), "keydown", key);
    } else if let Some(window) = web_sys::window() {
        stage.hear(&window, "keydown", key);
        stage.hear(&window, "popstate", link.callback(|_| Message::Return));
        navigation::own_scrolling();
    }
}

/// The keys of a clicker, while a page is presented; says whether this was one.
fn present_key(event: &Event, act: &Callback<Act>) -> bool {
    let Some(pressed) = event.dyn_ref::<KeyboardEvent>() else { return false };
    if event.default_prevented() || pressed.ctrl_key() || pressed.meta_key() || pressed.alt_key() {
        return false;
    }
    let typing = navigation::is_typing(event);
    let word = match pressed.key().as_str() {
        "Escape" => b'e',
        "PageDown" => b'>',
        "PageUp" => b'<',
        _ if typing => return false,
        "ArrowRight" | "ArrowDown" => b'>',
        "ArrowLeft" | "ArrowUp" => b'<',
        " " if !navigation::is_on_control(event) => b'>',
        "." | "b" => b'.',
        "q" => b'q',
        _ => return false,
    };
    act.emit(Act::Press(word));
    true
}

/// The key `/` goes to the search, and the keys that the page names do what it says, unless
/// somebody types.
fn key(event: &Event, go: &Callback<()>, act: &Callback<Act>) {
    let Some(pressed) = event.dyn_ref::<KeyboardEvent>() else { return };
    let modified = pressed.ctrl_key() || pressed.meta_key() || pressed.alt_key();
    if modified || pressed.repeat() || navigation::is_typing(event) {
        return;
    }
    let key = pressed.key();
    if key == "Enter" && navigation::is_on_control(event) {
        return;
    }
    if key == "p" && !events::embedded() && !navigation::is_presenting() {
        return act.emit(Act::Press(b'p'));
    }
    if key != "/" {
        // The digit of an answer, y and n, Backspace: the page says what they mean.
        if navigation::press(&key) {
            event.prevent_default();
        }
        return;
    }
    event.prevent_default();
    if !navigation::focus(SEARCH) {
        go.emit(());
    }
}
