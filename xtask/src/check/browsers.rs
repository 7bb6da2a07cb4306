//! The end-to-end tests, one browser after the other.

use super::{Options, Outcome};
use crate::run;
use crate::tools::{self, Engine};
use anyhow::{Result, bail};
use std::cell::RefCell;
use std::path::Path;
use std::process::Command;

/// So many stories may fail once and be told again. More at a time are no accident.
const SECOND_CHANCES: usize = 3;

/// The stories that are not for Firefox.
const NOT_IN_FIREFOX: [&str; 8] = [
    // About this harness, about printed pages, and about forced colours, which only Chromium can be
    // asked for.
    "harness::",
    "print",
    "with_forced_colours",
    "embedded_axe",
    // Its driver cannot scroll to links of a drawing, and its Tab does not go round at the end of a page.
    "embedded_keys",
    "the_whole_tree_shows",
    "the_map_is_a_picture",
    "labs::every_goal_is_reached_with_keys",
];

/// The stories that are not for WebKitGTK.
const NOT_IN_WEBKIT: [&str; 14] = [
    // About this harness, about printed pages, and about what only Chromium can be asked for: forced
    // colours, how far a page moves.
    "harness::",
    "print",
    "with_forced_colours",
    "embedded_axe",
    "nothing_moves_when_the_app_starts",
    // Its driver cannot print, has no words for a script before those of a file, and another colour
    // scheme comes only with a new session, which has lost what was stored and done.
    "handout",
    "one_file_from_a_disk",
    "a_chosen_theme_looks",
    "embedded_attributes",
    // axe is a script: not where scripts are switched off.
    "axe_finds_nothing_on_static_pages",
    // Its driver does not click what is part of a drawing.
    "the_whole_tree_shows",
    "the_map_is_a_picture",
    // It takes longer than the limit, which was set for Chromium.
    "the_largest_tree_is_drawn",
    // The model is that of the Fetch standard, from which WebKit's own `fetch()` differs.
    "fetch::",
];

/// Tells the stories in each browser that is there.
///
/// Two browsers run beside each other on what may be two cores, so once in a while a story fails that
/// is true. Up to three are told again, alone; the table names them then, because a story that
/// is true only sometimes is a fault too, of the app or of the story.
pub(super) fn tell_stories(root: &Path, options: &Options) -> Result<Outcome> {
    let dist = root.join("dist");
    if !dist.join("index.html").is_file() {
        bail!("there is no dist/ to test; `cargo xtask dist` makes it");
    }
    let tools = tools::for_browser_tests(root, options.browser)?;
    let others = tools::for_pages_of_others()?;
    let mut told_twice = Vec::new();
    for browser in &tools.browsers {
        let name = browser.engine.name();
        println!("  In {name}:");
        let prepare = || {
            let mut command = run::cargo(root);
            command
                .args(["test", "--package", "statuscope-e2e"])
                .env("STATUSCOPE_DIST", &dist)
                .env("STATUSCOPE_BROWSER", name)
                .env("STATUSCOPE_AXE", &tools.axe)
                .envs(others.clone());
            let [program, driver] = browser.engine.variables();
            command.env(program, &browser.program).env(driver, &browser.driver);
            command
        };
        let mut all = prepare();
        // Each story has a browser of its own; more at once slow each other down.
        all.args(["--no-fail-fast", "--", "--test-threads=2"]);
        match (options.filter.as_deref(), browser.engine) {
            (Some(filter), _) => all.arg(filter),
            (None, Engine::Chromium) => &mut all,
            (None, Engine::Firefox) => all.args(skipping(&NOT_IN_FIREFOX)),
            (None, Engine::Webkit) => all.args(skipping(&NOT_IN_WEBKIT)),
        };
        let (told, result) = tell(&mut all);
        let Err(error) = result else { continue };
        let failed = told.iter().filter(|story| story.result == "FAILED").map(|story| &story.name).collect::<Vec<_>>();
        if failed.is_empty() || failed.len() > SECOND_CHANCES {
            return Err(error);
        }
        println!("  Once more, alone, in {name}: {failed:?}");
        let mut again = prepare();
        again.args(["--lib", "--tests", "--", "--test-threads=1", "--exact"]).args(&failed);
        let (told_again, result) = tell(&mut again);
        result?;
        // What is no story, such as an example in the documentation, is not told again, and has failed.
        if told_again.iter().filter(|story| story.result == "ok").count() != failed.len() {
            return Err(error);
        }
        told_twice.extend(failed.iter().map(|story| format!("{story} in {name}")));
    }
    Ok(if told_twice.is_empty() {
        Outcome::Passed
    } else {
        Outcome::Noted(format!("ok, but only at the second try: {}", told_twice.join(", ")))
    })
}

fn skipping<'a>(names: &'a [&str]) -> impl Iterator<Item = &'a str> {
    names.iter().flat_map(|name| ["--skip", name])
}

/// A story and how it ended: `ok`, `FAILED` or `ignored`.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    name: String,
    result: String,
}

impl Told {
    /// From a line of the test program: `test labs::send_leads ... ok`.
    fn parse(line: &str) -> Option<Self> {
        let (name, result) = line.strip_prefix("test ")?.split_once(" ... ")?;
        Some(Self { name: name.to_owned(), result: result.to_owned() })
    }
}

/// Runs tests in plain sight: how each ended, and whether all is well.
fn tell(command: &mut Command) -> (Vec<Told>, Result<()>) {
    let told = RefCell::new(Vec::new());
    let result = run::filtered(command, |line| {
        told.borrow_mut().extend(Told::parse(line));
        true
    });
    (told.into_inner(), result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_are_read_from_what_the_test_program_says() {
        let told = |name: &str, result: &str| Some(Told { name: name.into(), result: result.into() });
        assert_eq!(Told::parse("test labs::send_leads ... ok"), told("labs::send_leads", "ok"));
        assert_eq!(Told::parse("test labs::send_leads ... FAILED"), told("labs::send_leads", "FAILED"));
        assert_eq!(Told::parse("test result: FAILED. 48 passed; 1 failed"), None);
        assert_eq!(Told::parse("test labs::x has been running for over 60 seconds"), None);
    }
}
