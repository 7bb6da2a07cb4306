//! A button that copies a text and says so. What copies is web/boot.js, which has to be able to
//! anyway: as a component this weighed 3.5 KB brotli more.

use crate::components::icons;
use crate::element::{El, el};
use yew::AttrValue;

/// A button with a box. `name` is what a screen reader says, because the label alone would not
/// tell; an empty text stands for the address of the page.
pub fn copy_button(label: &'static str, name: &str, text: String) -> El {
    button("button.btn[type=button]", label, name, text.into())
}

/// A button without a box, in the caption of what it copies.
pub fn plain_copy_button(name: &str, text: AttrValue) -> El {
    button("button.btn.plain[type=button]", "Copy", name, text)
}

/// A button without a box for the address of the page.
pub fn plain_link_button() -> El {
    button("button.btn.plain[type=button]", "Copy link", "Copy link to this page", "".into())
}

fn button(selector: &'static str, label: &'static str, name: &str, text: AttrValue) -> El {
    el(selector)
        .attr("aria-label", name.to_owned())
        .attr("data-copy", text)
        .with(icons::sheets())
        .with(el("span").text(label))
        // The script writes the outcome here; nothing is ever drawn into it.
        .with(el("span.said"))
}
