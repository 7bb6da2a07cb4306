//! What rustup brings: the wasm target, rustfmt, clippy.

use super::installing;
use crate::run;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the wasm target to the toolchain of rust-toolchain.toml.
///
/// rustup reads the target from that file too, but only where automatic installation is on.
pub fn ensure_wasm_target(root: &Path) -> Result<()> {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(root).args(["--print", "target-libdir", "--target", TARGET]);
    let folder = run::capture(&mut rustc).context("rustc is needed: https://rustup.rs")?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    installing(&format!("the target {TARGET}"), "the app is compiled to WebAssembly", "seconds", || {
        rustup(root, &["target", "add", TARGET])
    })
}

/// Which standard library goes into the app.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standard {
    /// Compiled along with the app, for size: 13 KB brotli less.
    Rebuilt,
    /// As it comes with the toolchain.
    Prebuilt,
}

/// Adds the source of the standard library. Where that cannot be had, the app is larger, but works.
pub fn standard_library(root: &Path) -> Standard {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(root).args(["--print", "sysroot"]);
    let there = run::capture(&mut rustc)
        .is_ok_and(|folder| Path::new(folder.trim()).join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file());
    let ready = there
        || installing("rust-src", "the standard library is compiled for size", "seconds", || {
            rustup(root, &["component", "add", "rust-src"])
        })
        .map_err(|error| println!("  {error:#}.\n  The app is built without it, and 20 KB larger to download."))
        .is_ok();
    if ready { Standard::Rebuilt } else { Standard::Prebuilt }
}

/// Adds rustfmt and clippy where they are missing.
pub fn ensure_components(root: &Path) -> Result<()> {
    for (component, program) in [("rustfmt", "cargo-fmt"), ("clippy", "cargo-clippy")] {
        // rustup's stand-ins are on PATH even where the component is not, so ask them.
        if !run::succeeds(Command::new(program).current_dir(root).arg("--version")) {
            installing(component, "checks the source", "seconds", || rustup(root, &["component", "add", component]))?;
        }
    }
    Ok(())
}

fn rustup(root: &Path, arguments: &[&str]) -> Result<()> {
    run::with_heartbeat(Command::new("rustup").current_dir(root).args(arguments)).with_context(|| {
        let by_hand = arguments.join(" ");
        format!("run `rustup {by_hand}`; without rustup, install it with what brought you rustc")
    })
}
