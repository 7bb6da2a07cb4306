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
