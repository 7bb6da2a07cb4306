//! Everything that is done *to* Statuscope: install tools, build, measure, serve, check.
//!
//! The binary `xtask` is only the command line. This library exists so that the end-to-end tests
//! can use [`serve::Server`], the very server that a reader starts with `cargo xtask serve`.
//!
//! Nothing here is part of the app: no crate of the site depends on this one.

pub mod check;
pub mod commands;
pub mod export;
pub mod report;
pub mod root;
pub mod run;
pub mod serve;
pub mod site;
pub mod sizes;
pub mod tools;
