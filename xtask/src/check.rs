//! `cargo xtask test`: one step after the other, the cheap ones first, stopping at the first failure.

mod browsers;

use crate::report::{self, Row};
use crate::tools::{self, Engine};
use crate::{commands, run};
use anyhow::{Context, Result, anyhow, bail};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// What to check.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Leave out what needs the built site or a browser.
    pub fast: bool,
    /// Run only tests whose name contains this; other checks are left out.
    pub filter: Option<String>,
    /// Run only this step.
    pub only: Option<Step>,
    /// The only browser of the end-to-end tests; without it all that can be had.
    pub browser: Option<Engine>,
}

/// One step of the check. The order here is the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Step {
    /// rustfmt
    Format,
    /// clippy for this machine, all crates
    Lint,
    /// clippy for WebAssembly, the app
    LintWasm,
    /// unit tests and examples in the documentation
    Unit,
    /// real HTTP clients on this machine do what the model says
    Clients,
    /// nginx answers as the server of the labs does
    Servers,
    /// rustdoc without warnings
    Docs,
    /// data/ is complete and consistent
    Data,
    /// licences, sources and duplicates of dependencies
    Dependencies,
    /// known vulnerabilities in dependencies
    Advisories,
    /// release build within its size budgets
    Site,
    /// end-to-end tests in a browser
    Browser,
}

const STEPS: [Step; 12] = [
    Step::Format,
    Step::Lint,
    Step::LintWasm,
    Step::Unit,
    Step::Clients,
    Step::Servers,
    Step::Docs,
    Step::Data,
    Step::Dependencies,
    Step::Advisories,
    Step::Site,
    Step::Browser,
];

/// How a step ended that did not fail.
enum Outcome {
    Passed,
    /// With something that the table has to say.
    Noted(String),
}

impl Step {
    fn title(self) -> &'static str {
        match self {
            Step::Format => "Format (rustfmt)",
            Step::Lint => "Lints (clippy)",
            Step::LintWasm => "Lints for WebAssembly (clippy)",
            Step::Unit => "Unit tests",
            Step::Clients => "Real HTTP clients and redirects",
            Step::Servers => "nginx and the server of the labs",
            Step::Docs => "Documentation (rustdoc)",
            Step::Data => "Data files",
            Step::Dependencies => "Dependencies (cargo-deny)",
            Step::Advisories => "Known vulnerabilities (cargo-deny)",
            Step::Site => "Release build and size budgets",
            Step::Browser => "End-to-end tests",
        }
    }

    /// As it is typed after `--only`.
    fn name(self) -> String {
        let value = clap::ValueEnum::to_possible_value(&self);
        value.map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn needs_site(self) -> bool {
        matches!(self, Step::Site | Step::Browser)
    }

    fn runs_tests(self) -> bool {
        matches!(self, Step::Unit | Step::Clients | Step::Servers | Step::Browser)
    }

    fn do_it(self, root: &Path, options: &Options) -> Result<Outcome> {
        let cargo = |arguments: &[&str]| run::run(run::cargo(root).args(arguments));
        match self {
            Step::Format => {
                let colour = if report::in_ci() { "never" } else { "auto" };
                cargo(&["fmt", "--all", "--check", "--", "--color", colour])?;
            }
            Step::Lint => {
                cargo(&["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"])?;
            }
            Step::LintWasm => {
                let target = ["--target", "wasm32-unknown-unknown"];
                cargo(&["clippy", "--package", "statuscope", target[0], target[1], "--", "-D", "warnings"])?;
            }
            Step::Unit => unit_tests(root, options.filter.as_deref())?,
            Step::Clients => real_clients(root, options.filter.as_deref())?,
            Step::Servers => return real_server(root, options.filter.as_deref()),
            Step::Docs => {
                let mut command = run::cargo(root);
                command.env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--workspace", "--all-features", "--no-deps"]);
                run::run(&mut command)?;
            }
            Step::Data => commands::check_data(root)?,
            Step::Dependencies => {
                let mut deny = Command::new(tools::for_native_checks(root)?);
                run::run(deny.current_dir(root).args(["check", "bans", "licenses", "sources"]))?;
            }
            Step::Advisories => return advisories(root),
            Step::Site => {
                commands::dist(root, None)?;
            }
            Step::Browser => return browsers::tell_stories(root, options),
        }
        Ok(Outcome::Passed)
    }
}

/// Runs the steps that `options` ask for; the error says how to run the failed one alone.
pub fn run_all(root: &Path, options: &Options) -> Result<()> {
    let steps = chosen(options)?;
    report::heading("Tools");
    prepare(root, &steps, options.browser)?;
    println!("  all there");

    let mut rows: Vec<Row> = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        report::heading(&format!("{} of {}: {}", index + 1, steps.len(), step.title()));
        let started = Instant::now();
        let result = step.do_it(root, options);
        let took = Some(started.elapsed());
        let mut row = |outcome: &str| {
            rows.push(Row { title: step.title().into(), took, outcome: outcome.into() });
        };
        match result {
            Ok(Outcome::Passed) => row("ok"),
            Ok(Outcome::Noted(what)) => row(&what),
            Err(error) => {
                row("FAILED");
                let later = steps.iter().skip(index + 1);
                rows.extend(later.map(|step| Row {
                    title: step.title().into(),
                    took: None,
                    outcome: "not run".into(),
                }));
                println!("\n{}", report::table(&rows));
                let again = anyhow!("This step alone:  cargo xtask test --only {}", step.name());
                return Err(again.context(format!("{}: {error:#}", step.title())));
            }
        }
        println!("  done in {}", report::time(started.elapsed()));
    }
    println!("\n{}", report::table(&rows));
    Ok(())
}

fn chosen(options: &Options) -> Result<Vec<Step>> {
    if let Some(step) = options.only {
        return Ok(vec![step]);
    }
    let steps: Vec<Step> = STEPS
        .into_iter()
        .filter(|step| !(options.fast && step.needs_site()))
        // Tests in the browser need the site, whichever of them run.
        .filter(|step| options.filter.is_none() || step.runs_tests() || *step == Step::Site)
        .collect();
    if steps.is_empty() {
        bail!("there is nothing to check");
    }
    Ok(steps)
}

/// Installs everything at the start: it is better to fail in the first second than in the tenth minute.
fn prepare(root: &Path, steps: &[Step], browser: Option<Engine>) -> Result<()> {
    if steps.iter().any(|step| !step.needs_site()) {
        tools::for_native_checks(root)?;
    }
    if steps.contains(&Step::Site) {
        tools::for_build(root)?;
    }
    if steps.contains(&Step::Browser) {
        tools::for_browser_tests(root, browser)?;
        tools::for_pages_of_others()?;
    }
    Ok(())
}

fn unit_tests(root: &Path, filter: Option<&str>) -> Result<()> {
    let mut command = run::cargo(root);
    command.args(["test", "--workspace"]);
    for elsewhere in ["statuscope-e2e", "statuscope-redirects-live", "statuscope-servers-live"] {
        command.args(["--exclude", elsewhere]);
    }
    command.args(filter);
    // The same commit has the same cases: whether it is good is no matter of luck. Those that nobody has
    // seen yet are looked for by plain `cargo test`, a great many of them with `PROPTEST_CASES=40000`.
    for (variable, value) in [("PROPTEST_RNG_SEED", "9110"), ("PROPTEST_CASES", "1000")] {
        if std::env::var_os(variable).is_none() {
            command.env(variable, value);
        }
    }
    run::run(&mut command)
}

/// Its report says which clients were there, and which were not.
fn real_clients(root: &Path, filter: Option<&str>) -> Result<()> {
    let mut command = run::cargo(root);
    command.args(["test", "--package", "statuscope-redirects-live", "--", "--nocapture"]).args(filter);
    run::run(&mut command)
}

/// Without nginx only the list of differences is compared with the docs; what to type has been said.
fn real_server(root: &Path, filter: Option<&str>) -> Result<Outcome> {
    let nginx = tools::for_server_tests()?;
    let mut command = run::cargo(root);
    command.args(["test", "--package", "statuscope-servers-live", "--", "--nocapture"]).args(filter);
    if let Some(nginx) = &nginx {
        command.env("STATUSCOPE_NGINX", nginx);
    }
    run::run(&mut command)?;
    Ok(if nginx.is_some() { Outcome::Passed } else { Outcome::Noted("not compared: no nginx".to_owned()) })
}

/// The list of vulnerabilities lies on GitHub. Where that cannot be reached, nothing is known;
/// that is said, and is no failure.
fn advisories(root: &Path) -> Result<Outcome> {
    let mut deny = Command::new(tools::for_native_checks(root)?);
    deny.current_dir(root).args(["check", "advisories"]);
    println!("  $ {}", run::show(&deny));
    let output = deny.stdin(Stdio::null()).output().context("starting cargo-deny")?;
    let said = String::from_utf8_lossy(&output.stderr);
    print!("{}", String::from_utf8_lossy(&output.stdout));
    if output.status.success() {
        return Ok(Outcome::Passed);
    }
    if is_about_the_network(&said) {
        println!("  The list of vulnerabilities could not be fetched, so this was not checked.");
        return Ok(Outcome::Noted("not checked: no list".to_owned()));
    }
    eprint!("{said}");
    bail!("a dependency has a known vulnerability, or is no longer maintained")
}

fn is_about_the_network(said: &str) -> bool {
    ["failed to fetch advisory database", "failed to open advisory database", "failed to clone"]
        .iter()
        .any(|sign| said.contains(sign))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn fast_leaves_out_what_needs_the_site() {
        let steps = chosen(&Options { fast: true, ..Options::default() }).unwrap();
        assert!(steps.contains(&Step::Unit) && steps.contains(&Step::Dependencies));
        assert!(!steps.iter().any(|step| step.needs_site()));
        assert_eq!(chosen(&Options::default()).unwrap(), STEPS);
    }

    #[test]
    fn a_filter_runs_only_tests_and_what_they_need() {
        let filter = Some("redirect".to_owned());
        let steps = chosen(&Options { filter: filter.clone(), ..Options::default() }).unwrap();
        assert_eq!(steps, [Step::Unit, Step::Clients, Step::Servers, Step::Site, Step::Browser]);
        let steps = chosen(&Options { filter, fast: true, ..Options::default() }).unwrap();
        assert_eq!(steps, [Step::Unit, Step::Clients, Step::Servers]);
    }

    #[test]
    fn one_step_can_run_alone_by_its_name() {
        let steps = chosen(&Options { only: Some(Step::LintWasm), ..Options::default() }).unwrap();
        assert_eq!(steps, [Step::LintWasm]);
        assert_eq!(Step::LintWasm.name(), "lint-wasm");
    }

    #[test]
    fn only_a_missing_list_excuses_the_check_of_vulnerabilities() {
        assert!(is_about_the_network("error: failed to fetch advisory database https://…"));
        assert!(!is_about_the_network("error[vulnerability]: something in a dependency"));
    }
}
