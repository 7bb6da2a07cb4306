//! Controls that have the names of an address: one handler serves all of a form.

use crate::element::El;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// What becomes of a control's name and its new value.
pub type Change = Rc<dyn Fn(&str, &str)>;

/// The frame around the controls. A button in it that has a name is pressed with its value.
pub fn form(frame: El, change: Change) -> El {
    let press = Rc::clone(&change);
    let on_input = Callback::from(move |event: InputEvent| {
        // Selects and text areas have a name and a value, too.
        let input: HtmlInputElement = event.target_unchecked_into();
        let ticked = if input.checked() { "on" } else { "" };
        let value = if input.type_() == "checkbox" { ticked.to_owned() } else { input.value() };
        change(&input.name(), &value);
    });
    let on_click = Callback::from(move |event: MouseEvent| {
        let pressed = event.target_dyn_into::<Element>().and_then(|target| target.closest("button[name]").ok()?);
        if let Some(button) = pressed {
            let button: HtmlInputElement = button.unchecked_into();
            press(&button.name(), &button.value());
        }
    });
    frame.on_input(on_input).on_click(on_click)
}
