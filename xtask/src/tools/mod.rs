//! Finds the programs that a build or a test needs, and installs the missing ones.
//!
//! Every installation says what, why and how long; a tool that is on `PATH` in the right version
//! is used as it is. Installed tools go to a cache of the user's, one folder a version, so
//! several copies of the project share them and nothing global changes.

mod apt;
mod browser;
mod cache;
mod cargo_tool;
mod generators;
mod lock;
mod nginx;
mod node;
mod rust;

pub use browser::{Browser, ENGINES, Engine, Screen};
pub use cache::folder as cache_folder;
pub use cargo_tool::CargoTool;
pub use lock::version_of;
pub use node::{Shrinkers, ensure_lighthouse};
pub use rust::{Standard, standard_library};

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The bundler of the site.
const TRUNK: &str = "0.21.14";
/// The newest that builds on the pinned toolchain.
const CARGO_DENY: &str = "0.20.2";

/// What a build of the site needs.
pub struct BuildTools {
    /// The program `trunk`.
    pub trunk: PathBuf,
    /// The program `wasm-bindgen`, of exactly the version in Cargo.lock.
    pub wasm_bindgen: PathBuf,
    /// Which standard library there is.
    pub standard: Standard,
}

/// Whether wasm and JavaScript are made smaller after the build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shrink {
    /// Install what it takes if Node.js is there: for a release.
    Install,
    /// Only if it is installed already: for a look at the site.
    IfThere,
}

/// Makes everything ready that `trunk build` needs.
pub fn for_build(root: &Path) -> Result<BuildTools> {
    rust::ensure_wasm_target(root)?;
    let cache = cache::folder()?;
    let trunk = CargoTool {
        package: "trunk",
        program: "trunk",
        version: TRUNK.into(),
        why: "builds the site",
        minutes: "about 3 minutes on two cores",
        also_without_lock: false,
    };
    let lock = root.join("Cargo.lock");
    let lock = std::fs::read_to_string(&lock).context("reading Cargo.lock")?;
    let wasm_bindgen = CargoTool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: version_of("wasm-bindgen", &lock)?,
        why: "writes the JavaScript between browser and wasm",
        minutes: "about 1 minute on two cores",
        // Its own lock file may name crates that a lagging mirror does not have yet.
        also_without_lock: true,
    };
    let tools = BuildTools {
        trunk: trunk.ensure(&cache)?,
        wasm_bindgen: wasm_bindgen.ensure(&cache)?,
        standard: standard_library(root),
    };
    cargo_tool::forget_build_folder(&cache);
    Ok(tools)
}

/// Makes rustfmt, clippy and cargo-deny ready; returns the path of the last.
pub fn for_native_checks(root: &Path) -> Result<PathBuf> {
    rust::ensure_wasm_target(root)?;
    rust::ensure_components(root)?;
    let cache = cache::folder()?;
    let deny = CargoTool {
        package: "cargo-deny",
        program: "cargo-deny",
        version: CARGO_DENY.into(),
        why: "checks licences and sources of all dependencies",
        minutes: "about 1 minute on two cores",
        also_without_lock: false,
    }
    .ensure(&cache)?;
    cargo_tool::forget_build_folder(&cache);
    Ok(deny)
}

/// What the end-to-end tests need besides the site.
pub struct TestTools {
    /// The browsers and their drivers, Chromium first.
    pub browsers: Vec<Browser>,
    /// `axe.min.js`, the accessibility checker that the tests put into each page.
    pub axe: PathBuf,
}

/// Makes browsers, drivers and accessibility checker ready: those of this engine, or of all that can
/// be had. Chromium has to be; of the others it is said why they are left out.
pub fn for_browser_tests(root: &Path, only: Option<Engine>) -> Result<TestTools> {
    let mut browsers = Vec::new();
    for engine in ENGINES.into_iter().filter(|engine| only.is_none_or(|only| only == *engine)) {
        match browser::ensure(engine) {
            Ok(browser) => browsers.push(browser),
            Err(error) if only.is_none() && engine != Engine::Chromium => {
                println!("  Left out, the tests in {}: {error:#}", engine.name());
            }
            Err(error) => return Err(error),
        }
    }
    Ok(TestTools { browsers, axe: node::ensure_axe(root)? })
}

/// Generators of documentation, by the variables that the tests read; those that cannot be had are left out.
pub fn for_pages_of_others() -> Result<Vec<(&'static str, PathBuf)>> {
    let cache = cache::folder()?;
    let found = generators::ensure(&cache);
    cargo_tool::forget_build_folder(&cache);
    Ok(found)
}

/// nginx, to compare our small server with; `None` where it cannot be had, which is said.
pub fn for_server_tests() -> Result<Option<PathBuf>> {
    nginx::ensure(&cache::folder()?)
}

/// The programs that make a release smaller, if they can be had.
pub fn shrinkers(root: &Path, want: Shrink) -> Result<Option<Shrinkers>> {
    match want {
        Shrink::Install => node::ensure_shrinkers(root),
        Shrink::IfThere => Ok(node::shrinkers_if_there(root)),
    }
}

/// Says what is about to be installed, does it, and says how long it took.
fn installing(what: &str, why: &str, how_long: &str, install: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("Installing {what} ({why}); this takes {how_long}, once.");
    let started = Instant::now();
    install().with_context(|| format!("{what} could not be installed"))?;
    println!("  {what} is ready after {}.", crate::report::time(started.elapsed()));
    Ok(())
}

/// The command that installs packages with the system's package manager, for people to type.
///
/// `names` are the package names for apt, dnf, pacman and brew, in this order.
fn by_package_manager(names: [&str; 4]) -> String {
    let [apt, dnf, pacman, brew] = names;
    let has = |name| crate::run::which(name).is_some();
    if has("apt-get") {
        format!("sudo apt-get update && sudo apt-get install -y --no-install-recommends {apt}")
    } else if has("dnf") {
        format!("sudo dnf install {dnf}")
    } else if has("pacman") {
        format!("sudo pacman -S {pacman}")
    } else if has("brew") {
        format!("brew install {brew}")
    } else {
        format!("(with the package manager of this system: {apt})")
    }
}
