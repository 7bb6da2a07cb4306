//! `cargo xtask`: the one command for everything around the source.

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;
use xtask::check::{self, Step};
use xtask::commands::{self, Setup};
use xtask::site::place::SiteUrl;
use xtask::tools::Engine;
use xtask::{report, root};

/// Serve, test and release Statuscope.
///
/// Every command installs the tools it needs, once, into a cache of yours, and says so. Set
/// STATUSCOPE_TOOLS to a folder to have them elsewhere.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the site and serve it on this machine
    Serve {
        /// Open it in the browser
        #[arg(long)]
        open: bool,
        /// The port; if it is taken, the next free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// The address to listen on; 0.0.0.0 lets other machines in
        #[arg(long, default_value = "127.0.0.1")]
        host: String,
    },
    /// Check everything: format, lints, tests, docs, data, dependencies, size, browser
    ///
    /// Stops at the first failure and says how to run that step alone.
    Test {
        /// Leave out the release build and the browser
        #[arg(long)]
        fast: bool,
        /// Only this browser for the end-to-end tests, instead of all that can be had
        #[arg(long, value_enum)]
        browser: Option<Engine>,
        /// Run only tests whose name contains this, and no other checks
        #[arg(long, value_name = "TEXT", conflicts_with = "only")]
        filter: Option<String>,
        /// Run only this step
        #[arg(long, value_enum, value_name = "STEP", conflicts_with = "fast")]
        only: Option<Step>,
    },
    /// Build the release into dist/ and print what a reader downloads
    ///
    /// Fails if a size budget is exceeded.
    Dist {
        /// Where it will live, such as https://example.org/statuscope/
        ///
        /// Adds canonical addresses and sitemap.xml, and makes 404.html work under that path.
        /// Everything else works under any path without it.
        #[arg(long = "url", value_name = "URL")]
        site_url: Option<SiteUrl>,
    },
    /// Check the files in data/
    CheckData,
    /// Measure how fast the core is
    Bench,
    /// Let Lighthouse judge dist/ behind nginx, as documented; prints the table of docs/performance.md
    Lighthouse,
    /// Only install tools
    Setup {
        /// Those for serve and dist
        #[arg(long, conflicts_with_all = ["test", "all"])]
        build: bool,
        /// Those for test
        #[arg(long, conflicts_with = "all")]
        test: bool,
        /// All; the default
        #[arg(long)]
        all: bool,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{}", report::bold("Stopped."));
            for cause in error.chain() {
                eprintln!("  {cause}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    let root = root::find()?;
    match task {
        Task::Serve { open, port, host } => commands::serve(&root, &host, port, open),
        Task::Test { fast, browser, filter, only } => {
            check::run_all(&root, &check::Options { fast, filter, only, browser })
        }
        Task::Dist { site_url } => commands::dist(&root, site_url).map(drop),
        Task::CheckData => commands::check_data(&root),
        Task::Bench => commands::bench(&root),
        Task::Lighthouse => commands::lighthouse(&root),
        Task::Setup { build: true, .. } => commands::setup(&root, Setup::Build),
        Task::Setup { test: true, .. } => commands::setup(&root, Setup::Test),
        Task::Setup { .. } => commands::setup(&root, Setup::All),
    }
}
