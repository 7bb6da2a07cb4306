//! A button that copies a text and says so.

use crate::components::icons;
use crate::element::el;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;
use yew::virtual_dom::VComp;

/// What a copy button needs.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CopyProps {
    /// What the button says.
    pub label: AttrValue,
    /// What a screen reader says, because the label alone would not tell.
    pub name: AttrValue,
    /// What is copied; empty means the address of the page.
    pub text: AttrValue,
    /// Whether it is drawn without a box.
    pub plain: bool,
}

/// A button with a box.
pub fn copy_button(label: &'static str, name: &str, text: String) -> Html {
    make(CopyProps { label: label.into(), name: name.to_owned().into(), text: text.into(), plain: false })
}

/// A button without a box, in the caption of what it copies.
pub fn plain_copy_button(name: String, text: &'static str) -> Html {
    make(CopyProps { label: "Copy".into(), name: name.into(), text: text.into(), plain: true })
}

/// A button without a box for the address of the page.
pub fn plain_link_button() -> Html {
    let (label, name) = ("Copy link".into(), "Copy the link to this page".into());
    make(CopyProps { label, name, text: "".into(), plain: true })
}

fn make(props: CopyProps) -> Html {
    VComp::new::<CopyButton>(props.into(), None).into()
}

#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    Resting,
    Copied,
    Refused,
}

/// How long the button says what happened, in milliseconds.
const REMEMBERED: u32 = 2_000;

/// A button that copies a text. The focus stays on it; the outcome is announced.
#[component]
pub fn CopyButton(props: &CopyProps) -> Html {
    let outcome = use_state(|| Outcome::Resting);
    let timer = use_mut_ref(|| None::<Timeout>);
    let (text, setter) = (props.text.clone(), outcome.setter());
    let act = Callback::from(move |_: MouseEvent| {
        let (text, outcome, timer) = (text.clone(), setter.clone(), timer.clone());
        spawn_local(async move {
            let copied = copy(&text).await;
            outcome.set(if copied { Outcome::Copied } else { Outcome::Refused });
            let back = Timeout::new(REMEMBERED, move || outcome.set(Outcome::Resting));
            *timer.borrow_mut() = Some(back);
        });
    });
    let says = match *outcome {
        Outcome::Resting => props.label.clone(),
        Outcome::Copied => "Copied".into(),
        Outcome::Refused => "Not allowed here".into(),
    };
    let button = el("button.btn[type=button]").class(if props.plain { "plain" } else { "" }).on_click(act);
    let button = if *outcome == Outcome::Resting { button.attr("aria-label", props.name.clone()) } else { button };
    button.with(icons::sheets()).with(el("span[aria-live=polite]").string(says.to_string())).into()
}

/// Writes to the clipboard; an empty text stands for the address of the page.
async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let text = if text.is_empty() { window.location().href().unwrap_or_default() } else { text.to_owned() };
    let navigator = window.navigator();
    // Pages that are not served securely have no clipboard, which the bindings do not foresee.
    let exists = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|value| value.is_object());
    exists && JsFuture::from(navigator.clipboard().write_text(&text)).await.is_ok()
}
