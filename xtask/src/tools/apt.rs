//! The package manager of Debian and its kin, where it needs no password.

use crate::run;
use std::process::Command;

/// A way to call apt-get that asks nobody anything.
pub enum Apt {
    /// This user may.
    AsRoot,
    /// With sudo, which asks for no password.
    WithSudo,
}

impl Apt {
    /// apt-get, to which the arguments are still to be added.
    pub fn command(&self) -> Command {
        let mut command = match self {
            Apt::AsRoot => Command::new("apt-get"),
            Apt::WithSudo => {
                let mut sudo = Command::new("sudo");
                sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
                sudo
            }
        };
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    }
}

/// That way, if there is one.
pub fn apt() -> Option<Apt> {
    run::which("apt-get")?;
    let id = Command::new("id").arg("-u").output().ok()?;
    if id.stdout.trim_ascii() == b"0" {
        Some(Apt::AsRoot)
    } else {
        run::succeeds(Command::new("sudo").args(["-n", "true"])).then_some(Apt::WithSudo)
    }
}
