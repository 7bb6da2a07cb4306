//! `mount` shows the app in an element: web/boot.js calls it for the site, web/element.js for each
//! element on somebody else's page.
//!
//! The element says the rest. `data-root` is where the site lies. With `data-at` the app is embedded
//! and begins at that address; it keeps the attribute at where it is. When the attribute is changed or
//! taken away from outside, the event `statuscope` makes the app follow, or end.

use statuscope::App;
use statuscope::app::{self, AppProps, Message};
use statuscope::events::Stage;
use statuscope::navigation::Site;
use statuscope_core::catalog::dataset;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::Callback;

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// What every page needs is unpacked before one is asked for, so that no task is long.
fn main() {
    dataset();
}

/// What the address in `root` asks for is worked out and thrown away. What is worked out only once,
/// such as the data, is there then, so that [`mount`], which nothing can interrupt, takes half as long.
#[wasm_bindgen]
pub fn rehearse(root: &Element) {
    if let Some(site) = site(root) {
        app::rehearse(&site);
    }
}

fn site(root: &Element) -> Option<Site> {
    let base = root.get_attribute("data-root")?.into();
    Some(match root.get_attribute("data-at") {
        Some(at) => Site::embedded(base, at),
        None => Site::new(base),
    })
}

/// Shows the app in `root`, in place of what is in it.
#[wasm_bindgen]
pub fn mount(root: Element) {
    let Some(site) = site(&root) else { return };
    // Hears before the first page is there, so that nothing is missed.
    let stage = Stage::new(root.clone(), site.is_embedded());
    let embedded = stage.embedded();
    let props = AppProps { site, stage: stage.clone() };
    let app = yew::Renderer::<App>::with_root_and_props(root.clone(), props).render();
    if embedded {
        let told = root.clone();
        let app = RefCell::new(Some(app));
        let follow = Callback::from(move |_| match told.get_attribute("data-at") {
            Some(at) => {
                if let Some(app) = app.borrow().as_ref() {
                    app.send_message(Message::Show(at));
                }
            }
            None => {
                if let Some(app) = app.take() {
                    app.destroy();
                }
            }
        });
        stage.hear(&root, "statuscope", follow);
    }
}
