//! Where the project lies.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// The folder of the workspace: the nearest one upwards from here that has a `Trunk.toml`.
///
/// Found at run time, not compiled in, so that two copies may share one target folder.
pub fn find() -> Result<PathBuf> {
    let here = std::env::current_dir().context("finding the current folder")?;
    find_from(&here)
}

fn find_from(here: &Path) -> Result<PathBuf> {
    for folder in here.ancestors() {
        if folder.join("Trunk.toml").is_file() && folder.join("xtask").is_dir() {
            return Ok(folder.to_owned());
        }
    }
    bail!("{} is not inside a copy of Statuscope", here.display())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn is_found_from_a_folder_inside() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("core/src");
        std::fs::create_dir_all(&deep).unwrap();
        assert!(find_from(&deep).is_err());
        std::fs::create_dir(folder.path().join("xtask")).unwrap();
        std::fs::write(folder.path().join("Trunk.toml"), "").unwrap();
        assert_eq!(find_from(&deep).unwrap(), folder.path());
    }
}
