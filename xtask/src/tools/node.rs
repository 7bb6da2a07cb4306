//! What comes from npm: axe-core for the tests, binaryen's wasm-opt and Terser for releases.
//!
//! All are pinned in tests/package-lock.json and go to tests/node_modules. Nothing of them is
//! ever part of the site.

use super::{by_package_manager, installing};
use crate::run;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// `axe.min.js`; without Node.js this says what to type, and fails.
pub fn ensure_axe(root: &Path) -> Result<PathBuf> {
    if !is_installed(root, "axe-core") {
        if !has_node() {
            bail!(
                "The end-to-end tests need Node.js and npm, to install axe-core. Type\n    {}",
                by_package_manager(["nodejs npm", "nodejs npm", "nodejs npm", "node"])
            );
        }
        npm_ci(root)?;
    }
    Ok(module(root, "axe-core").join("axe.min.js"))
}

/// Lighthouse, in a folder of its own: it is large, and only `cargo xtask lighthouse` needs it.
pub fn ensure_lighthouse(root: &Path) -> Result<()> {
    let folder = root.join("tests").join("lighthouse");
    let module = folder.join("node_modules").join("lighthouse").join("package.json");
    if wanted_version(&folder.join("package.json"), "lighthouse") == installed_version(&module) {
        return Ok(());
    }
    let npm = npm().context("npm is not on PATH")?;
    installing("Lighthouse from npm", "judges the pages", "about a minute", || {
        let mut command = Command::new(npm);
        command.current_dir(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        run::with_heartbeat(&mut command)
    })
}

/// The programs that make a release smaller.
pub struct Shrinkers {
    node: PathBuf,
    modules: PathBuf,
}

impl Shrinkers {
    /// wasm-opt, to which the arguments are still to be added.
    pub fn wasm_opt(&self) -> Command {
        self.script("binaryen", "wasm-opt")
    }

    /// Terser, the same way.
    pub fn terser(&self) -> Command {
        self.script("terser", "terser")
    }

    fn script(&self, package: &str, name: &str) -> Command {
        let mut command = Command::new(&self.node);
        command.arg(self.modules.join(package).join("bin").join(name));
        command
    }
}

/// Installs wasm-opt and Terser; `None` where there is no Node.js, because a release is possible
/// without.
pub fn ensure_shrinkers(root: &Path) -> Result<Option<Shrinkers>> {
    if shrinkers_if_there(root).is_none() && has_node() {
        npm_ci(root)?;
    }
    Ok(shrinkers_if_there(root))
}

/// Both programs if they are installed in the right version.
pub fn shrinkers_if_there(root: &Path) -> Option<Shrinkers> {
    let node = run::which("node")?;
    let both = is_installed(root, "binaryen") && is_installed(root, "terser");
    both.then(|| Shrinkers { node, modules: root.join("tests").join("node_modules") })
}

fn has_node() -> bool {
    run::which("node").is_some() && npm().is_some()
}

fn npm() -> Option<PathBuf> {
    // On Windows npm is a batch file.
    if cfg!(windows) {
        let folders = std::env::var_os("PATH")?;
        return std::env::split_paths(&folders).map(|folder| folder.join("npm.cmd")).find(|path| path.is_file());
    }
    run::which("npm")
}

fn module(root: &Path, name: &str) -> PathBuf {
    root.join("tests").join("node_modules").join(name)
}

fn is_installed(root: &Path, name: &str) -> bool {
    let wanted = wanted_version(&root.join("tests").join("package.json"), name);
    let found = installed_version(&module(root, name).join("package.json"));
    wanted.is_some() && wanted == found
}

fn json(path: &Path) -> Option<serde_json::Value> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

fn wanted_version(package_json: &Path, name: &str) -> Option<String> {
    json(package_json)?.get("devDependencies")?.get(name)?.as_str().map(str::to_owned)
}

fn installed_version(package_json: &Path) -> Option<String> {
    json(package_json)?.get("version")?.as_str().map(str::to_owned)
}

fn npm_ci(root: &Path) -> Result<()> {
    let npm = npm().context("npm is not on PATH")?;
    installing(
        "axe-core, binaryen and terser from npm",
        "accessibility tests; a smaller release",
        "about 10 seconds",
        || {
            let mut command = Command::new(npm);
            command.current_dir(root.join("tests"));
            // No package has anything to run at installation, and nothing should.
            command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
            run::with_heartbeat(&mut command)
                .context("the npm registry must be reachable; or run `npm ci` in tests/ yourself")
        },
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_package_counts_only_in_the_wanted_version() {
        let folder = tempfile::tempdir().unwrap();
        let tests = folder.path().join("tests");
        let module = tests.join("node_modules/axe-core");
        std::fs::create_dir_all(&module).unwrap();
        assert!(!is_installed(folder.path(), "axe-core"));
        let wanted = r#"{"devDependencies":{"axe-core":"4.1.0"}}"#;
        std::fs::write(tests.join("package.json"), wanted).unwrap();
        assert!(!is_installed(folder.path(), "axe-core"));
        std::fs::write(module.join("package.json"), r#"{"version":"4.0.0"}"#).unwrap();
        assert!(!is_installed(folder.path(), "axe-core"));
        std::fs::write(module.join("package.json"), r#"{"version":"4.1.0"}"#).unwrap();
        assert!(is_installed(folder.path(), "axe-core"));
    }
}
