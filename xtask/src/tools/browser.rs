//! Browsers and their drivers, for the end-to-end tests.

use super::apt::apt;
use super::{CargoTool, by_package_manager, cache, cargo_tool, installing};
use crate::run;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// The newest that builds on the pinned toolchain.
const GECKODRIVER: &str = "0.37.1";

/// The browsers that the end-to-end tests can drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Engine {
    /// Chromium, or Chrome: all stories.
    Chromium,
    /// Firefox: what may differ between browsers.
    Firefox,
    /// WebKitGTK: the same, as far as its driver can be asked.
    Webkit,
}

/// All of them, in the order in which they run.
pub const ENGINES: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::Webkit];

impl Engine {
    /// As it is typed after `--browser`.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::Webkit => "webkit",
        }
    }

    /// The environment variables that name its program and its driver.
    pub fn variables(self) -> [&'static str; 2] {
        match self {
            Engine::Chromium => ["STATUSCOPE_CHROMIUM", "STATUSCOPE_CHROMEDRIVER"],
            Engine::Firefox => ["STATUSCOPE_FIREFOX", "STATUSCOPE_GECKODRIVER"],
            Engine::Webkit => ["STATUSCOPE_MINIBROWSER", "STATUSCOPE_WEBKITDRIVER"],
        }
    }

    fn packages(self) -> &'static [&'static str] {
        match self {
            Engine::Chromium => &["chromium", "chromium-driver"],
            Engine::Firefox => &["firefox-esr"],
            Engine::Webkit => &["webkit2gtk-driver", "xvfb"],
        }
    }

    fn by_hand(self) -> String {
        by_package_manager(match self {
            Engine::Chromium => {
                ["chromium chromium-driver", "chromium chromedriver", "chromium", "--cask chromium chromedriver"]
            }
            Engine::Firefox => ["firefox-esr", "firefox", "firefox", "--cask firefox"],
            Engine::Webkit => {
                ["webkit2gtk-driver xvfb", "webkit2gtk4.1 xorg-x11-server-Xvfb", "webkit2gtk-4.1 xorg-server-xvfb", "-"]
            }
        })
    }
}

/// A browser and the program that steers it.
pub struct Browser {
    /// Which one.
    pub engine: Engine,
    /// The browser itself.
    pub program: PathBuf,
    /// Its WebDriver server.
    pub driver: PathBuf,
}

const CHROMIUM: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const FIREFOX: [&str; 2] = ["firefox", "firefox-esr"];
const MAC_APPS: [&str; 3] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
];
/// Below the folders of libraries, where Debian, Fedora and Arch put it.
const MINI_BROWSERS: [&str; 3] = ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"];
const LIBRARIES: [&str; 5] =
    ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec", "/usr/lib64", "/usr/lib"];

/// A browser with its driver: those of the environment variables, those on `PATH`, or those that apt
/// installs where that needs no password.
pub fn ensure(engine: Engine) -> Result<Browser> {
    let program = ensure_found(engine)?;
    let [_, driver_variable] = engine.variables();
    let driver = match (chosen(driver_variable), engine) {
        (Some(driver), _) => driver,
        (None, Engine::Chromium) => run::which("chromedriver").context("chromedriver is not on PATH")?,
        (None, Engine::Webkit) => run::which("WebKitWebDriver").context("WebKitWebDriver is not on PATH")?,
        (None, Engine::Firefox) => {
            let cache = cache::folder()?;
            let driver = CargoTool {
                package: "geckodriver",
                program: "geckodriver",
                version: GECKODRIVER.into(),
                why: "steers Firefox in end-to-end tests",
                minutes: "about 2 minutes on two cores",
                also_without_lock: true,
            }
            .ensure(&cache)?;
            cargo_tool::forget_build_folder(&cache);
            driver
        }
    };
    check_versions(Browser { engine, program, driver })
}

/// The browser, installed if it was not there, and with it its driver where that is a package.
fn ensure_found(engine: Engine) -> Result<PathBuf> {
    if let Some(program) = find(engine) {
        return Ok(program);
    }
    let (name, by_hand) = (engine.name(), engine.by_hand());
    let Some(apt) = apt() else {
        bail!("The end-to-end tests in {name} need it and its driver. Type\n    {by_hand}");
    };
    installing(&engine.packages().join(" and "), "end-to-end tests", "about a minute", || {
        let install = ["install", "-y", "--no-install-recommends"];
        for arguments in [&["update"][..], &[&install, engine.packages()].concat()] {
            let mut command = apt.command();
            command.args(arguments);
            run::with_heartbeat(&mut command).with_context(|| format!("try it yourself:\n    {by_hand}"))?;
        }
        Ok(())
    })?;
    find(engine).with_context(|| format!("apt-get installed {name}, but it cannot be found"))
}

fn chosen(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

/// The browser, if what else is a package with it is there too.
fn find(engine: Engine) -> Option<PathBuf> {
    let [variable, driver] = engine.variables();
    let there = |name: &str| run::which(name).is_some();
    let mac =
        |app: &str| MAC_APPS.into_iter().filter(|path| path.contains(app)).map(PathBuf::from).find(|p| p.is_file());
    match engine {
        Engine::Chromium => {
            let program =
                chosen(variable).or_else(|| CHROMIUM.into_iter().find_map(run::which)).or_else(|| mac("Chrom"));
            program.filter(|_| chosen(driver).is_some() || there("chromedriver"))
        }
        Engine::Firefox => {
            chosen(variable).or_else(|| FIREFOX.into_iter().find_map(run::which)).or_else(|| mac("Firefox"))
        }
        Engine::Webkit => {
            let mut places =
                LIBRARIES.into_iter().flat_map(|library| MINI_BROWSERS.map(|kind| [library, kind, "MiniBrowser"]));
            let program = chosen(variable)
                .or_else(|| places.find_map(|place| Some(place.iter().collect()).filter(|p: &PathBuf| p.is_file())));
            program.filter(|_| (chosen(driver).is_some() || there("WebKitWebDriver")) && there("Xvfb"))
        }
    }
}

/// Says early what would later be a puzzling error about a session.
fn check_versions(browser: Browser) -> Result<Browser> {
    let version = |program: &PathBuf| {
        let output = Command::new(program).arg("--version").output().ok()?;
        major(&String::from_utf8_lossy(&output.stdout))
    };
    // The others' drivers have versions of their own.
    if browser.engine == Engine::Chromium
        && let (Some(program), Some(driver)) = (version(&browser.program), version(&browser.driver))
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

/// A screen that nobody sees, for browsers that cannot do without one. It ends when this is dropped.
pub struct Screen {
    process: Child,
    /// What `DISPLAY` must be.
    pub name: String,
}

impl Screen {
    /// Starts Xvfb, which takes a number that is free.
    pub fn start() -> Result<Screen> {
        use std::io::{BufRead, BufReader};
        let mut process = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "400x400x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("starting Xvfb")?;
        let mut line = String::new();
        if let Some(out) = process.stdout.take() {
            BufReader::new(out).read_line(&mut line).context("reading what Xvfb says")?;
        }
        if line.trim().is_empty() {
            bail!("Xvfb gave no screen");
        }
        Ok(Screen { process, name: format!(":{}", line.trim()) })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
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
