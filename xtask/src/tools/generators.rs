//! Generators of documentation, whose pages the end-to-end tests put the element into.

use super::CargoTool;
use super::installing;
use crate::run;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Those that docs/embedding.md says were tried.
const MDBOOK: &str = "0.4.52";
const FROM_PYPI: [&str; 2] = ["mkdocs==1.6.1", "sphinx==9.0.4"];

/// The variables for the tests with the programs; what cannot be had is said, and left out.
pub fn ensure(cache: &Path) -> Vec<(&'static str, PathBuf)> {
    let mut found = Vec::new();
    let mdbook = CargoTool {
        package: "mdbook",
        program: "mdbook",
        version: MDBOOK.into(),
        why: "the element in a book",
        minutes: "about 3 minutes on two cores",
        also_without_lock: false,
    };
    match mdbook.ensure(cache) {
        Ok(program) => found.push(("STATUSCOPE_MDBOOK", program)),
        Err(error) => println!("  No mdBook, so the element is not tried in a book: {error:#}"),
    }
    match from_pypi(cache) {
        Ok(folder) => {
            found.push(("STATUSCOPE_MKDOCS", folder.join("mkdocs")));
            found.push(("STATUSCOPE_SPHINX", folder.join("sphinx-build")));
        }
        Err(error) => println!("  No MkDocs and no Sphinx, so the element is not tried in their pages: {error:#}"),
    }
    found
}

/// An environment of its own for Python; the folder of its programs.
fn from_pypi(cache: &Path) -> Result<PathBuf> {
    let home = cache.join(FROM_PYPI.join("-").replace("==", "-"));
    let programs = home.join(if cfg!(windows) { "Scripts" } else { "bin" });
    // Written last, so that half an installation does not count.
    let done = home.join("done");
    if !done.is_file() {
        let python = run::which("python3").or_else(|| run::which("python")).context("there is no Python")?;
        installing("MkDocs and Sphinx from PyPI", "the element in their pages", "about 20 seconds", || {
            run::with_heartbeat(Command::new(python).args(["-m", "venv"]).arg(&home))?;
            run::with_heartbeat(Command::new(programs.join("pip")).args(["install", "--quiet"]).args(FROM_PYPI))?;
            std::fs::write(&done, "").context("noting that it is done")
        })?;
    }
    Ok(programs)
}
