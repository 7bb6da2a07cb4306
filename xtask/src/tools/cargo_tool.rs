//! Tools that are Rust programs: each gets a folder of its own in the cache.

use super::installing;
use crate::run;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program from crates.io in one exact version.
pub struct CargoTool {
    /// The package to install.
    pub package: &'static str,
    /// The program in it.
    pub program: &'static str,
    /// The version, exactly.
    pub version: String,
    /// What it is for, to tell the person who waits.
    pub why: &'static str,
    /// How long the installation takes.
    pub minutes: &'static str,
    /// Whether to try again without the package's own lock file.
    pub also_without_lock: bool,
}

impl CargoTool {
    /// The path of the program; installs it if it is neither on `PATH` nor in the cache.
    pub fn ensure(&self, cache: &Path) -> Result<PathBuf> {
        if let Some(path) = run::which(self.program).filter(|path| self.is_right(path)) {
            return Ok(path);
        }
        let folder = cache.join(format!("{}-{}", self.package, self.version));
        let path = folder.join("bin").join(format!("{}{}", self.program, std::env::consts::EXE_SUFFIX));
        if !self.is_right(&path) {
            std::fs::create_dir_all(cache).with_context(|| format!("creating {}", cache.display()))?;
            let what = format!("{} {}", self.package, self.version);
            installing(&what, self.why, self.minutes, || self.install(cache, &folder))?;
        }
        Ok(path)
    }

    fn is_right(&self, program: &Path) -> bool {
        let output = Command::new(program).arg("--version").output();
        output.is_ok_and(|output| says_version(&String::from_utf8_lossy(&output.stdout), &self.version))
    }

    fn install(&self, cache: &Path, folder: &Path) -> Result<()> {
        if run::succeeds(cargo_in(cache).args(["binstall", "-V"])) {
            match run::with_heartbeat(&mut self.binstall(cache, folder)) {
                Ok(()) => return Ok(()),
                Err(error) => println!("  No ready-made program ({error:#}); compiling it."),
            }
        }
        match run::with_heartbeat(&mut self.compile(cache, folder, true)) {
            Err(error) if self.also_without_lock => {
                let error = error.to_string();
                let reason = error.lines().map(str::trim).find(|line| line.starts_with("error: "));
                println!("    {}\n  Its lock file cannot be used here; trying without.", reason.unwrap_or(&error));
                run::with_heartbeat(&mut self.compile(cache, folder, false))
            }
            done => done,
        }
        .with_context(|| {
            format!(
                "crates.io must be reachable and a C linker installed; or install {} {} yourself \
                 and put it on PATH",
                self.package, self.version
            )
        })
    }

    /// Ready-made programs only: its own way to compile is the slow one.
    fn binstall(&self, cache: &Path, folder: &Path) -> Command {
        let mut command = cargo_in(cache);
        command
            .args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"])
            .arg(folder)
            .arg(format!("{}@{}", self.package, self.version));
        command
    }

    /// Unoptimized: these tools do little work, and optimizing them takes four times as long.
    fn compile(&self, cache: &Path, folder: &Path, locked: bool) -> Command {
        let mut command = cargo_in(cache);
        command
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
            .args(["install", self.package, "--version", &self.version]);
        if locked {
            command.arg("--locked");
        }
        command.arg("--root").arg(folder).arg("--target-dir").arg(build_folder(cache));
        command
    }
}

/// Cargo outside the project, so that the project's `.cargo/config.toml` does not apply.
fn cargo_in(cache: &Path) -> Command {
    let mut command = run::cargo(cache);
    command.env("CARGO_TERM_COLOR", "never").env_remove("RUSTFLAGS");
    command
}

/// Shared by the tools, which have many dependencies in common.
fn build_folder(cache: &Path) -> PathBuf {
    cache.join("build")
}

/// Gives back the gigabyte that compiling left behind.
pub fn forget_build_folder(cache: &Path) {
    // If it cannot be removed, it costs only disk space.
    let _ = std::fs::remove_dir_all(build_folder(cache));
}

/// Whether the output of `--version` names exactly this version.
fn says_version(output: &str, version: &str) -> bool {
    output.split_whitespace().nth(1).is_some_and(|word| word.trim_start_matches('v') == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_exactly() {
        assert!(says_version("trunk 0.21.14\n", "0.21.14"));
        assert!(says_version("wasm-bindgen 0.2.130 (a1b2c3)", "0.2.130"));
        assert!(!says_version("trunk 0.21.140", "0.21.14"));
        assert!(!says_version("0.21.14", "0.21.14"));
        assert!(!says_version("", "0.21.14"));
    }
}
