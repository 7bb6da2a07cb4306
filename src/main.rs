//! Mounts the app.
fn main() {
    yew::Renderer::<statuscope::App>::new().render();
}
