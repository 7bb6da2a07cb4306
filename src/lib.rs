//! Statuscope, the app: views only. What can be worked out is worked out in `statuscope-core`.
//!
//! A page is a function of the route and the core. The walk of every value:
//! URL → [`route::Route`] → core function → elements → somebody acts → `go(Route)` → URL.

pub mod app;
mod arrival;
pub mod components;
pub mod element;
pub mod events;
mod keys;
pub mod navigation;
pub mod pages;
pub mod preferences;
pub mod room;
pub mod route;
mod steps;

pub use app::App;
