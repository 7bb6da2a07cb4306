//! Chromium and its driver, for the end-to-end tests.

use super::apt::apt;
use super::{by_package_manager, installing};
use crate::run;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// A browser and the program that steers it.
pub struct Browser {
    /// The browser itself.
    pub program: PathBuf,
    /// Its WebDriver server.
    pub driver: PathBuf,
}

const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC_APPS: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const PACKAGES: &str = "chromium chromium-driver";

/// Chromium with chromedriver: those of `STATUSCOPE_CHROMIUM` and `STATUSCOPE_CHROMEDRIVER`,
/// those on `PATH`, or those that apt installs where that needs no password.
pub fn ensure() -> Result<Browser> {
    if let Some(browser) = find() {
        return check_versions(browser);
    }
    let by_hand = by_package_manager([PACKAGES, "chromium chromedriver", "chromium", "--cask chromium chromedriver"]);
    let Some(apt) = apt() else {
        bail!("The end-to-end tests need Chromium and chromedriver. Type\n    {by_hand}");
    };
    installing("Chromium and chromedriver", "end-to-end tests", "about a minute", || {
        for arguments in
            [&["update"][..], &["install", "-y", "--no-install-recommends", "chromium", "chromium-driver"][..]]
        {
            let mut command = apt.command();
            command.args(arguments);
            run::with_heartbeat(&mut command).with_context(|| format!("try it yourself:\n    {by_hand}"))?;
        }
        Ok(())
    })?;
    let browser = find().context("apt-get installed Chromium, but it is not on PATH")?;
    check_versions(browser)
}

fn find() -> Option<Browser> {
    let chosen = |variable| std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    let program = chosen("STATUSCOPE_CHROMIUM")
        .or_else(|| BROWSERS.into_iter().find_map(run::which))
        .or_else(|| MAC_APPS.into_iter().map(PathBuf::from).find(|path| path.is_file()))?;
    let driver = chosen("STATUSCOPE_CHROMEDRIVER").or_else(|| run::which("chromedriver"))?;
    Some(Browser { program, driver })
}

/// Says early what would later be a puzzling error about a session.
fn check_versions(browser: Browser) -> Result<Browser> {
    let version = |program: &PathBuf| {
        let output = Command::new(program).arg("--version").output().ok()?;
        major(&String::from_utf8_lossy(&output.stdout))
    };
    if let (Some(program), Some(driver)) = (version(&browser.program), version(&browser.driver))
        && program != driver
    {
        bail!(
            "{} is version {program}, but {} is for version {driver}; install a matching pair",
            browser.program.display(),
            browser.driver.display()
        );
    }
    Ok(browser)
}

/// The first number in the output of `--version`.
fn major(output: &str) -> Option<u32> {
    let digits = output.split(|letter: char| !letter.is_ascii_digit()).find(|run| !run.is_empty())?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(major("Chromium 156.0.1.2 built on Debian"), Some(156));
        assert_eq!(major("ChromeDriver 155.0.7 (abc123)"), Some(155));
        assert_eq!(major(""), None);
    }
}
