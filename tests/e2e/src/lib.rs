//! Drives the built site in a real browser, in the words of somebody who uses it.
//!
//! A test is a short story:
//!
//! ```no_run
//! use statuscope_e2e::{DESKTOP, browse};
//!
//! browse(DESKTOP, async |b| {
//!     b.open("/").await;
//!     b.type_into_search("too many").await;
//!     b.see_first_hit(429).await;
//! });
//! ```
//!
//! Every verb waits until what it needs is there, for at most ten seconds, and
//! says what it saw instead when it gives up. Nothing sleeps for a fixed time.
//! At the end of every story the console must be free of errors.
//!
//! What is read from the environment:
//!
//! | variable | what | without it |
//! |---|---|---|
//! | `STATUSCOPE_DIST` | the built site | `dist/` |
//! | `STATUSCOPE_BROWSER` | `chromium`, `firefox` or `webkit` | `chromium` |
//! | `STATUSCOPE_CHROMEDRIVER`, `STATUSCOPE_GECKODRIVER`, `STATUSCOPE_WEBKITDRIVER` | its driver | the one on the path |
//! | `STATUSCOPE_CHROMIUM`, `STATUSCOPE_FIREFOX`, `STATUSCOPE_MINIBROWSER` | the browser | the one the driver finds |
//! | `DISPLAY` | for `webkit`: a screen, such as Xvfb's | |
//! | `STATUSCOPE_AXE` | axe-core's `axe.min.js` | the one below `tests/node_modules` |
//! | `STATUSCOPE_SCREENSHOTS` | any value: the tests of looks keep a picture of every page | no pictures |
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, with a message for the person who reads it"
)]

mod accessibility;
mod act;
mod browser;
mod console;
mod driver;
mod engine;
mod paper;
mod see;
mod site;
mod wait;

pub use act::{BLOCKED_STORAGE, BROKEN_STORAGE};
pub use browser::{Browser, browse, browse_after, browse_at};
pub use fantoccini::key::Key;
pub use paper::Pdf;
pub use site::{Folder, NO_WORKER, Site, workspace};
pub use wait::failure_of;

/// Width and height of what a page may use, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// A common laptop.
pub const DESKTOP: Size = Size { width: 1280, height: 800 };
/// A common phone.
pub const PHONE: Size = Size { width: 360, height: 740 };
/// The narrowest screen that WCAG asks for.
pub const NARROW: Size = Size { width: 320, height: 568 };

/// Which of the two palettes the system asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Ink on white.
    Light,
    /// Light letters on a dark ground.
    Dark,
}

impl Scheme {
    /// The value of the media feature `prefers-color-scheme`.
    pub fn word(self) -> &'static str {
        match self {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        }
    }
}
