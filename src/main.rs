//! Mounts the app on the element `app`, whose `data-root` says where the site lies.

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    let Some(element) =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("app"))
    else {
        return;
    };
    let root = element.get_attribute("data-root").unwrap_or_else(|| "/".to_owned());
    // Before the first page is there, so that nothing is missed.
    statuscope::events::hear_all(&element);
    let props = statuscope::app::AppProps { root: root.into() };
    yew::Renderer::<statuscope::App>::with_root_and_props(element, props).render();
}
