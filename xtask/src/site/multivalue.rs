//! Functions that return two values return them, rather than write them into memory: 2 % of brotli.
//!
//! WebAssembly has that since 2020, and all browsers that run the app have it; to LLVM it is an
//! experimental ABI, and rustc has no switch for it but the description of a target. Trunk knows
//! only the built-in name, so Cargo calls us instead of rustc, and we hand it our description.
//! What JavaScript calls is `extern "C"` and stays as it is.

use crate::run;
use anyhow::{Context, Result};
use serde_json::Value;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

const TARGET: &str = "wasm32-unknown-unknown";
/// Where the description lies; where it is set, we are called as rustc.
const DESCRIPTION: &str = "STATUSCOPE_TARGET";

/// A flag without effect, so that Cargo compiles anew what was compiled with the usual ABI.
pub const MARK: &str = " --cfg multivalue";

/// Makes a call of Cargo use the description.
pub fn set(command: &mut Command, root: &Path) -> Result<()> {
    let folder = root.join("target").join("multivalue");
    let file = folder.join(TARGET).with_extension("json");
    let printed = run::capture(Command::new("rustc").current_dir(root).env("RUSTC_BOOTSTRAP", "1").args([
        "-Zunstable-options",
        "--print",
        "target-spec-json",
        "--target",
        TARGET,
    ]))?;
    let description = changed(&printed)?;
    // Only what differs is written: a newer file would have everything compiled again.
    if std::fs::read_to_string(&file).ok().as_deref() != Some(&description) {
        super::write(&file, description.as_bytes())?;
    }
    let wrapper = std::env::current_exe().context("the path of this program")?;
    command.env("RUSTC_WRAPPER", wrapper).env(DESCRIPTION, file);
    Ok(())
}

fn changed(printed: &str) -> Result<String> {
    let mut target: Value = serde_json::from_str(printed).context("rustc's description of the target")?;
    let fields = target.as_object_mut().context("rustc's description of the target is no object")?;
    fields.remove("metadata");
    let features = fields.get("features").and_then(Value::as_str).unwrap_or_default();
    let features = if features.is_empty() { "+multivalue".to_owned() } else { format!("{features},+multivalue") };
    fields.insert("features".to_owned(), features.into());
    fields.insert("llvm-abiname".to_owned(), "experimental-mv".into());
    Ok(serde_json::to_string_pretty(&target)?)
}

/// If Cargo calls us as rustc, is rustc with the description instead of the name.
pub fn as_rustc() -> Option<ExitCode> {
    let description = std::env::var_os(DESCRIPTION)?;
    let mut words = std::env::args_os().skip(1);
    let rustc = words.next()?;
    let status = Command::new(rustc).args(replaced(words, &description)).status();
    Some(match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("rustc cannot be called: {error}");
            ExitCode::FAILURE
        }
    })
}

fn replaced(words: impl Iterator<Item = OsString>, description: &OsString) -> Vec<OsString> {
    let mut all = Vec::new();
    let mut is_target = false;
    for word in words {
        let name = is_target && word == TARGET;
        is_target = word == "--target";
        all.push(if name { description.clone() } else { word });
    }
    all
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_of_the_target_is_replaced() {
        let words = ["-", "--target", TARGET, "--crate-name", TARGET, "--target", "x86_64"];
        let all = replaced(words.into_iter().map(OsString::from), &OsString::from("d.json"));
        assert_eq!(all, ["-", "--target", "d.json", "--crate-name", TARGET, "--target", "x86_64"]);
    }

    #[test]
    fn the_description_is_that_of_rustc_with_another_abi() {
        let printed = r#"{"arch": "wasm32", "metadata": {"tier": 2}, "features": "+simd128"}"#;
        let target: Value = serde_json::from_str(&changed(printed).unwrap()).unwrap();
        let expected = r#"{"arch": "wasm32", "features": "+simd128,+multivalue", "llvm-abiname": "experimental-mv"}"#;
        assert_eq!(target, serde_json::from_str::<Value>(expected).unwrap());
        assert!(changed("[]").is_err());
    }
}
