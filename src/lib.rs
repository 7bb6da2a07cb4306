//! Statuscope, the app.
use yew::prelude::*;

/// The whole app.
#[component]
pub fn App() -> Html {
    html! { <h1>{ "Statuscope" }</h1> }
}
