//! End-to-end tests of the built site: one module a subject, one story a test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod accessibility;
mod code;
mod harness;
mod keyboard;
mod links;
mod navigation;
mod preferences;
mod print;
mod search;
mod start;
mod strange;

/// One page of each kind.
const PAGES: [&str; 9] = ["/", "/?q=too+many", "/404/", "/429/", "/499/", "/299/", "/map/", "/about/", "/nonsense/x"];
