//! Builds the site: the folder `dist/` that any web server can serve, under any path.
//!
//! 1. [`styles`]: the style sheets become one file;
//! 2. Trunk compiles the app and minifies, into `target/site`;
//! 3. [`finish`]: wasm-opt, Terser, the app packed with what unpacks it, file names by content,
//!    integrity value;
//! 4. [`prerender`] and [`shell`]: one HTML file for each address, with the page in it and a
//!    [`head`] of its own;
//! 5. [`crate::export`]: the dataset as JSON; [`embed`]: what brings the app to other people's pages;
//!    [`worker`]: what the service worker keeps; [`single`]: the app in one file; [`host`]: `_headers`,
//!    `robots.txt`, `sitemap.xml`;
//! 6. [`links`]: every link leads somewhere;
//! 7. [`compress`]: a `.br` and a `.gz` beside each file.
//!
//! Everything is made in `target/dist-next` and put in place at the end: a failed build leaves
//! the old `dist/` alone. Two builds of the same source give the same bytes.

pub mod compress;
pub mod embed;
pub mod finish;
mod glue;
pub mod head;
pub mod host;
pub mod html;
mod imports;
pub mod links;
pub mod npm;
mod order;
mod packed;
pub mod place;
pub mod policy;
pub mod prerender;
mod remap;
pub mod routes;
pub mod shell;
pub mod single;
pub mod styles;
mod unused;
pub mod wasm;
pub mod worker;

use crate::tools::{self, Shrink, Standard};
use crate::{export, run};
use anyhow::{Context, Result};
use place::SiteUrl;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// As Trunk calls Cargo.
const BUILD: [&str; 6] = ["build", "--release", "--target", "wasm32-unknown-unknown", "--bin", "statuscope"];
/// What unpacks the app. In a folder of its own: alone it has the standard library built with other
/// features, and in the same folder each of the two would have everything compiled again for the other.
const BUILD_UNPACKER: [&str; 8] = [
    "build",
    "--release",
    "--target",
    "wasm32-unknown-unknown",
    "--package",
    "statuscope-unpack",
    "--target-dir",
    "target/unpack",
];
const UNPACKER: &str = "target/unpack/wasm32-unknown-unknown/release/statuscope_unpack.wasm";

/// How to build.
pub struct Options {
    /// Whether wasm-opt and Terser are worth installing.
    pub shrink: Shrink,
    /// Whether to write `.br` and `.gz` files.
    pub compress: bool,
    /// Where the site will live, if that is known.
    pub site_url: Option<SiteUrl>,
}

/// Builds `dist/` and returns its path.
pub fn build(root: &Path, options: &Options) -> Result<PathBuf> {
    let tools = tools::for_build(root)?;
    let shrinkers = tools::shrinkers(root, options.shrink)?;

    let sheet = styles::bundle(&root.join("styles").join("index.css"))?;
    let sheet_file = root.join("target").join("site-src").join("style.css");
    write(&sheet_file, sheet.as_bytes())?;

    // Trunk would do this too, but offline, and with worse words for a mistake in the source.
    run::run(with_flags(run::cargo(root).args(BUILD), root, tools.standard)?)?;
    run::run(with_flags(run::cargo(root).args(BUILD_UNPACKER), root, tools.standard)?)?;
    // Its minifier does not understand what wasm-bindgen writes; `finish` shrinks that.
    run::filtered(&mut trunk(root, &tools)?, |line| !line.contains("Failed to minify JS"))?;

    let next = root.join("target").join("dist-next");
    remove(&next)?;
    copy(&root.join("target").join("site"), &next)?;
    finish::finish(&next, shrinkers.as_ref(), &root.join(UNPACKER))?;
    let (routes, site_url) = (routes::all(), options.site_url.as_ref());
    let pages = prerender::pages(root, &shell::wanted(&routes, site_url))?;
    shell::write_all(&next, &routes, &pages, site_url)?;
    export::write(&next)?;
    embed::write_all(root, &next, shrinkers.as_ref(), site_url)?;
    worker::write_in(&next, &routes)?;
    match &shrinkers {
        Some(shrinkers) => single::write_in(root, &next, shrinkers, site_url)?,
        None => println!("  Without {}: that needs Terser (Node.js).", single::NAME),
    }
    host::write_all(&next, &routes, site_url)?;
    links::check(&next, site_url.map_or("/", SiteUrl::path))?;
    if options.compress {
        compress::write_all(&next)?;
    }

    let dist = root.join("dist");
    remove(&dist)?;
    std::fs::rename(&next, &dist).context("putting the new dist/ in place")?;
    Ok(dist)
}

fn trunk(root: &Path, tools: &tools::BuildTools) -> Result<Command> {
    let mut command = Command::new(&tools.trunk);
    command
        .current_dir(root)
        .args(["build", "--release", "--log", "warn"])
        .env("PATH", path_with(&tools.wasm_bindgen)?)
        // Without it, Trunk fetches tools that nobody has compared with a digest.
        .env("TRUNK_OFFLINE", "true")
        // Trunk understands only `true` and `false` here, and stops at the usual `1`.
        .env_remove("NO_COLOR")
        // Where something fails, its own stack helps nobody.
        .env("RUST_BACKTRACE", "0");
    with_flags(&mut command, root, tools.standard)?;
    Ok(command)
}

/// The same flags for our call of Cargo and Trunk's: with others, everything is compiled again.
fn with_flags<'a>(command: &'a mut Command, root: &Path, standard: Standard) -> Result<&'a mut Command> {
    let mut flags = remap::flags(root)?;
    if standard == Standard::Rebuilt {
        // The toolchain stays the pinned stable one; these switches are not stable in it yet.
        // A panic becomes a trap without a sentence: formatting those is what weighs.
        flags += " -Zlocation-detail=none -Zfmt-debug=none -Zunstable-options -Cpanic=immediate-abort";
        command
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "std")
            .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
    }
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    if crate::report::in_ci() {
        command.env("CARGO_TERM_COLOR", "never");
    }
    Ok(command)
}

/// `PATH` with the folder of `program` first.
fn path_with(program: &Path) -> Result<OsString> {
    let folder = program.parent().map(Path::to_owned);
    let old = std::env::var_os("PATH").unwrap_or_default();
    let folders = folder.into_iter().chain(std::env::split_paths(&old));
    std::env::join_paths(folders).context("a folder in PATH has a character that PATH cannot hold")
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().context("a file has a folder")?;
    std::fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    std::fs::write(path, bytes).with_context(|| format!("writing {}", path.display()))
}

/// Reads a text file; the error names it.
pub fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", folder.display()))
        }
        _ => Ok(()),
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in files(from)? {
        let bytes = std::fs::read(from.join(&file)).with_context(|| format!("reading {}", file.display()))?;
        write(&to.join(&file), &bytes)?;
    }
    Ok(())
}

/// All files under `folder`, relative to it, in a fixed order.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(&next).with_context(|| format!("reading {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push(path.strip_prefix(folder)?.to_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}
