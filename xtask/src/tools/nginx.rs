//! nginx, beside which our small server is held.

use super::apt::apt;
use super::{by_package_manager, installing};
use crate::run;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// One of them has the program; in newer releases of Debian and Ubuntu it is the first.
const PACKAGES: [&str; 3] = ["nginx", "nginx-core", "nginx-light"];
/// Where packages put it, which is not always on `PATH`.
const PLACES: [&str; 2] = ["/usr/sbin/nginx", "/usr/local/sbin/nginx"];

/// The nginx of `STATUSCOPE_NGINX`, that on `PATH` or in its usual places, or that of the system's
/// packages, unpacked into the cache. `None`: it cannot be had, and what to type has been said.
///
/// It is not installed, because then the system would start it as a service on port 80.
pub fn ensure(cache: &Path) -> Result<Option<PathBuf>> {
    let folder = cache.join("nginx");
    let unpacked = folder.join("usr/sbin/nginx");
    if let Some(program) = find(&unpacked) {
        return Ok(Some(program));
    }
    if run::which("apt-get").is_some() && run::which("dpkg-deb").is_some() {
        let done = installing("nginx", "compared with the server of the labs", "a few seconds", || {
            std::fs::create_dir_all(&folder)?;
            unpack(&folder)
        });
        match done {
            Ok(()) if starts(&unpacked) => return Ok(Some(unpacked)),
            Ok(()) => println!("  It does not start here; something it needs is missing."),
            Err(error) => println!("  {error:#}"),
        }
    }
    println!("  No nginx, so the server of the labs is not compared with it. To have it, type");
    println!("    {}", by_package_manager(["nginx", "nginx", "nginx", "nginx"]));
    Ok(None)
}

fn find(unpacked: &Path) -> Option<PathBuf> {
    let chosen = std::env::var_os("STATUSCOPE_NGINX").map(PathBuf::from);
    let usual = PLACES.into_iter().map(PathBuf::from).chain([unpacked.to_owned()]);
    chosen.into_iter().chain(run::which("nginx")).chain(usual).find(|program| starts(program))
}

fn starts(program: &Path) -> bool {
    run::succeeds(Command::new(program).arg("-v"))
}

/// Downloading needs no password, only perhaps a newer list of packages.
fn unpack(folder: &Path) -> Result<()> {
    if first_that_has_it(folder)? {
        return Ok(());
    }
    if let Some(apt) = apt() {
        run::with_heartbeat(apt.command().arg("update"))?;
        if first_that_has_it(folder)? {
            return Ok(());
        }
    }
    bail!("apt-get can download no package with nginx ({})", PACKAGES.join(", "))
}

fn first_that_has_it(folder: &Path) -> Result<bool> {
    for package in PACKAGES {
        run::succeeds(Command::new("apt-get").current_dir(folder).args(["download", package]));
        if let Some(file) = downloaded(folder, package) {
            run::with_heartbeat(Command::new("dpkg-deb").arg("-x").arg(&file).arg(folder))?;
            std::fs::remove_file(file)?;
        }
        if folder.join("usr/sbin/nginx").is_file() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `nginx_1.22.1-9_amd64.deb`
fn downloaded(folder: &Path, package: &str) -> Option<PathBuf> {
    let start = format!("{package}_");
    let files = std::fs::read_dir(folder).ok()?.flatten();
    files.map(|file| file.path()).find(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&start) && name.ends_with(".deb")
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_found_by_its_own_name() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["nginx-light_1.22.1_all.deb", "nginx_1.22.1_amd64.deb", "nginx_1.22.1_amd64.txt"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let found = |package| downloaded(folder.path(), package).map(|path| path.file_name().unwrap().to_owned());
        assert_eq!(found("nginx"), Some("nginx_1.22.1_amd64.deb".into()));
        assert_eq!(found("nginx-core"), None);
    }
}
