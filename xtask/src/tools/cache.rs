//! Where installed tools live.

use anyhow::{Context, Result};
use std::ffi::OsString;
use std::path::PathBuf;

/// The tools folder of this user: `$STATUSCOPE_TOOLS`, else the system's place for caches.
pub fn folder() -> Result<PathBuf> {
    folder_for(std::env::consts::OS, |name| std::env::var_os(name).filter(|value| !value.is_empty()))
        .context("neither STATUSCOPE_TOOLS nor a home folder is set; set STATUSCOPE_TOOLS to a folder for tools")
}

fn folder_for(os: &str, variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = |name| variable(name).map(PathBuf::from);
    if let Some(chosen) = path("STATUSCOPE_TOOLS") {
        // Cargo is started in other folders; a relative path would mean another place there.
        return std::path::absolute(chosen).ok();
    }
    let caches = match os {
        "windows" => path("LOCALAPPDATA")?,
        "macos" => path("HOME")?.join("Library").join("Caches"),
        _ => match path("XDG_CACHE_HOME").filter(|folder| folder.is_absolute()) {
            Some(folder) => folder,
            None => path("HOME")?.join(".cache"),
        },
    };
    Some(caches.join("statuscope").join("tools"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(os: &str, set: &[(&str, &str)]) -> Option<PathBuf> {
        folder_for(os, |name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into()))
    }

    #[test]
    fn the_own_variable_wins() {
        let set = [("STATUSCOPE_TOOLS", "/t"), ("XDG_CACHE_HOME", "/x"), ("HOME", "/h")];
        assert_eq!(on("linux", &set), Some("/t".into()));
        assert_eq!(on("macos", &set), Some("/t".into()));
    }

    #[test]
    fn each_system_has_its_place() {
        let home = [("HOME", "/h")];
        assert_eq!(on("linux", &home), Some("/h/.cache/statuscope/tools".into()));
        assert_eq!(on("macos", &home), Some("/h/Library/Caches/statuscope/tools".into()));
        let set = [("XDG_CACHE_HOME", "/x"), ("HOME", "/h")];
        assert_eq!(on("linux", &set), Some("/x/statuscope/tools".into()));
        let set = [("LOCALAPPDATA", "/local")];
        assert_eq!(on("windows", &set), Some("/local/statuscope/tools".into()));
    }

    #[test]
    fn a_relative_xdg_path_is_ignored_as_its_standard_says() {
        let set = [("XDG_CACHE_HOME", "caches"), ("HOME", "/h")];
        assert_eq!(on("linux", &set), Some("/h/.cache/statuscope/tools".into()));
    }

    #[test]
    fn without_a_home_there_is_no_place() {
        assert_eq!(on("linux", &[]), None);
        assert_eq!(on("windows", &[("HOME", "/h")]), None);
    }
}
