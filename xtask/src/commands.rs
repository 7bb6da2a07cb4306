//! The commands besides `test`, one function each.

use crate::serve::Server;
use crate::site::place::SiteUrl;
use crate::site::{self, Options, npm};
use crate::sizes::Sizes;
use crate::tools::{self, Engine, Shrink, Standard};
use crate::{report, run};
use anyhow::{Context, Result, bail};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many ports are tried if the wanted one is taken.
const PORTS_TO_TRY: u16 = 20;

/// `cargo xtask serve`: builds the site and serves it until interrupted.
pub fn serve(root: &Path, host: &str, port: u16, open: bool) -> Result<()> {
    report::heading("Building the site");
    let options = Options { shrink: Shrink::IfThere, compress: false, site_url: None };
    let dist = site::build(root, &options)?;
    let server = start_near(&dist, host, port)?;
    println!("\nStatuscope is at {}\nCtrl-C stops it.", report::bold(&server.url()));
    if open && let Err(error) = open_in_browser(&server.url()) {
        println!("No browser could be opened ({error:#}).");
    }
    server.wait();
    Ok(())
}

fn start_near(dist: &Path, host: &str, wanted: u16) -> Result<Server> {
    let mut port = wanted;
    loop {
        match Server::start_on(dist, (host, port)) {
            Ok(server) => return Ok(server),
            Err(error) if error.kind() == ErrorKind::AddrInUse && port < wanted.saturating_add(PORTS_TO_TRY) => {
                println!("Port {port} is taken; trying {}.", port + 1);
                port += 1;
            }
            Err(error) => return Err(error).with_context(|| format!("listening on {host}:{port}")),
        }
    }
}

fn open_in_browser(url: &str) -> Result<()> {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else {
        Command::new("xdg-open")
    };
    command.arg(url);
    command.spawn().with_context(|| format!("starting `{}`", run::show(&command)))?;
    Ok(())
}

/// `cargo xtask dist`: builds the release and holds it against its budgets.
pub fn dist(root: &Path, site_url: Option<SiteUrl>) -> Result<PathBuf> {
    let options = Options { shrink: Shrink::Install, compress: true, site_url };
    let dist = site::build(root, &options)?;
    let sizes = Sizes::of(&dist)?;
    println!("\n{}", sizes.table());
    match tools::standard_library(root) {
        Standard::Rebuilt => sizes.check()?,
        Standard::Prebuilt => println!("  The budgets are for a build with the component rust-src; not checked."),
    }
    println!("  The site is in {}", dist.display());
    println!("  The npm package is {}", npm::write_package(root, &dist)?.display());
    Ok(dist)
}

/// `cargo xtask check-data`: reads and checks everything in `data/`.
pub fn check_data(root: &Path) -> Result<()> {
    let mut command = run::cargo(root);
    command.args(["run", "--quiet", "--package", "statuscope-data", "--features", "author", "--bin", "check-data"]);
    run::run(&mut command)
}

/// `cargo xtask bench`: how fast the core is.
pub fn bench(root: &Path) -> Result<()> {
    run::run(run::cargo(root).args(["bench", "--package", "statuscope-core"]))
}

/// `cargo xtask lighthouse`: how fast, accessible and findable the pages of `dist/` are.
pub fn lighthouse(root: &Path) -> Result<()> {
    let dist = root.join("dist");
    if !dist.join("index.html.br").is_file() {
        bail!("there is no dist/ to judge; `cargo xtask dist` makes it");
    }
    tools::ensure_lighthouse(root)?;
    let tools = tools::for_browser_tests(root, Some(Engine::Chromium))?;
    let mut command = run::cargo(root);
    command
        .args(["test", "--package", "statuscope-e2e", "lighthouse_judges", "--", "--ignored", "--nocapture"])
        .env("STATUSCOPE_DIST", dist);
    for browser in tools.browsers {
        let [program, driver] = browser.engine.variables();
        command.env(program, browser.program).env(driver, browser.driver);
    }
    run::run(&mut command)
}

/// What `cargo xtask setup` installs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Setup {
    /// For `serve` and `dist`.
    Build,
    /// For `test`.
    Test,
    /// Both.
    All,
}

/// `cargo xtask setup`: installs tools and says where they are.
pub fn setup(root: &Path, what: Setup) -> Result<()> {
    let print = |name: &str, path: &Path| println!("  {name:14}{}", path.display());
    println!("Tools that are not on PATH go to {}", tools::cache_folder()?.display());
    // The end-to-end tests need a built site, so both kinds of setup begin alike.
    let build = tools::for_build(root)?;
    print("trunk", &build.trunk);
    print("wasm-bindgen", &build.wasm_bindgen);
    if tools::shrinkers(root, Shrink::Install)?.is_none() {
        println!("  wasm-opt and Terser are left out, because Node.js is not there.");
    }
    if what != Setup::Build {
        print("cargo-deny", &tools::for_native_checks(root)?);
        if let Some(nginx) = tools::for_server_tests()? {
            print("nginx", &nginx);
        }
        let test = tools::for_browser_tests(root, None)?;
        for browser in &test.browsers {
            print(browser.engine.name(), &browser.program);
            print("  its driver", &browser.driver);
        }
        print("axe-core", &test.axe);
    }
    println!("Ready.");
    Ok(())
}
