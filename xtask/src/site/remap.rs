//! Takes the paths of this machine out of the wasm.
//!
//! Panic messages name source files. Where those lie is nobody's business, and without it
//! another machine makes the same bytes.

use crate::run;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Flags for rustc that rename the folders of sources: of crates, of the standard library, ours.
pub fn flags(root: &Path) -> Result<String> {
    let rustc = |arguments: &[&str]| run::capture(Command::new("rustc").current_dir(root).args(arguments));
    let mut names = crate_sources();
    // Where rustup installed the component rust-src, the compiler knows real paths; where not, it
    // knows this made-up one.
    if let Some(hash) = commit_hash(&rustc(&["-vV"])?) {
        let library = Path::new(rustc(&["--print", "sysroot"])?.trim()).join("lib/rustlib/src/rust");
        names.push((library, format!("/rustc/{hash}")));
    }
    names.push((root.to_owned(), "statuscope".to_owned()));
    Ok(as_flags(&names))
}

/// Where Cargo unpacks crates: one folder a registry, named after its address.
fn crate_sources() -> Vec<(PathBuf, String)> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).unwrap_or_default();
    let registries = std::fs::read_dir(home.join("registry").join("src"));
    let mut folders: Vec<PathBuf> = registries.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    folders.into_iter().map(|folder| (folder, "crates".to_owned())).collect()
}

fn commit_hash(version: &str) -> Option<&str> {
    version.lines().find_map(|line| line.strip_prefix("commit-hash: ")).filter(|hash| *hash != "unknown")
}

fn as_flags(names: &[(PathBuf, String)]) -> String {
    let flags = names.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    // The variable is split at spaces; a path with a space stays as it is.
    flags.filter(|flag| !flag.contains(' ')).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commit_of_the_compiler_is_found() {
        let version = "rustc 1.95.0 (5980 2026-04-14)\nbinary: rustc\ncommit-hash: 5980abc\nhost: x\n";
        assert_eq!(commit_hash(version), Some("5980abc"));
        assert_eq!(commit_hash("rustc 1.95.0\ncommit-hash: unknown\n"), None);
    }

    #[test]
    fn a_path_with_a_space_is_left_out() {
        let names = [("/a".into(), "x".to_owned()), ("/b c".into(), "y".to_owned()), ("/d".into(), "z".to_owned())];
        assert_eq!(as_flags(&names), "--remap-path-prefix=/a=x --remap-path-prefix=/d=z");
    }
}
