//! The pages as the app draws them, asked of `statuscope-prerender`.
//!
//! A program of its own, so that this one does not have to carry Yew: `cargo xtask` would then
//! take half a minute longer to answer for the first time, whatever it is asked.

use crate::run;
use anyhow::{Context, Result, bail};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

/// The pages at these paths; the second of each pair is the way to the site's root.
pub fn pages(root: &Path, wanted: &[(String, String)]) -> Result<Vec<String>> {
    let mut command = run::cargo(root);
    command.args(["run", "--quiet", "--package", "statuscope-prerender"]);
    println!("  $ {}", run::show(&command));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("starting the prerenderer")?;
    let lines: String = wanted.iter().map(|(path, up)| format!("{path}\t{up}\n")).collect();
    let mut input = child.stdin.take().context("it has an input")?;
    // It answers while it reads; one that waits for the other would wait for ever.
    let feeding = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().context("waiting for the prerenderer")?;
    if !output.status.success() {
        bail!("the prerenderer failed ({})", output.status);
    }
    feeding.join().map_err(|_| anyhow::anyhow!("feeding the prerenderer"))?.context("feeding the prerenderer")?;
    let text = String::from_utf8(output.stdout).context("the prerenderer writes UTF-8")?;
    let pages: Vec<String> = text.split_terminator('\0').map(str::to_owned).collect();
    if pages.len() != wanted.len() {
        bail!("the prerenderer wrote {} pages of {}", pages.len(), wanted.len());
    }
    Ok(pages)
}
