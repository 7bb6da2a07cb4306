//! The WebDriver server: one process a test, gone when the test is.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use xtask::tools::Screen;

use crate::engine::Engine;

/// A running driver and the fresh profile that its browser uses.
pub(crate) struct Driver {
    process: Child,
    /// Where it listens, as `http://127.0.0.1:1234`.
    pub(crate) address: String,
    /// A folder that no browser has used before.
    pub(crate) profile: PathBuf,
    /// Of its own, because of two windows on one screen only one is active.
    _screen: Option<Screen>,
}

impl Driver {
    /// Starts the driver on a free port of its own choice and reads that port from its greeting.
    pub(crate) fn start(engine: Engine) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let profile = std::env::temp_dir().join(format!(
            "statuscope-profile-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        ));
        // geckodriver wants to find it; Chromium would make it itself.
        std::fs::create_dir_all(&profile).expect("a folder for the profile can be made");
        let screen = engine.needs_a_screen().then(|| Screen::start().unwrap_or_else(|error| panic!("{error:#}")));
        let display = screen.as_ref().map(|screen| screen.name.as_str());
        // A free port of one address family may be taken in the other; then the driver gives up.
        let mut said = Vec::new();
        for _ in 0..5 {
            match spawn(engine, &profile, display) {
                Ok((process, port)) => {
                    return Self { process, address: format!("http://127.0.0.1:{port}"), profile, _screen: screen };
                }
                Err(lines) => said = lines,
            }
        }
        panic!("the driver did not say its port. It said: {said:?}");
    }
}

/// Starts the driver once: the process and its port, or what it said instead of a port.
fn spawn(engine: Engine, profile: &Path, display: Option<&str>) -> Result<(Child, u16), Vec<String>> {
    let program = engine.driver_program();
    let mut command = Command::new(&program);
    // A browser that outlives its driver can be found by this.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let port = engine.chosen_port();
    if let Some(port) = port {
        command.arg(format!("--port={port}"));
    }
    let mut process = command
        .args(engine.driver_arguments(profile))
        .envs(display.map(|name| ("DISPLAY", name)))
        .stdin(Stdio::null())
        .stdout(if port.is_some() { Stdio::null() } else { Stdio::piped() })
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| {
            let program = program.to_string_lossy();
            panic!("cannot start the driver `{program}`: {error}. `cargo xtask setup --test` installs it.")
        });
    let mut said = Vec::new();
    if let Some(port) = port {
        if engine.listens(port) {
            return Ok((process, port));
        }
    } else {
        let mut lines = BufReader::new(process.stdout.take().expect("stdout is piped")).lines();
        while let Some(Ok(line)) = lines.next() {
            if let Some(port) = engine.port_in(&line) {
                // Somebody has to read on, or the driver would stop at a full pipe.
                thread::spawn(move || lines.for_each(drop));
                return Ok((process, port));
            }
            said.push(line);
        }
    }
    let _ = process.kill();
    let _ = process.wait();
    Err(said)
}

impl Drop for Driver {
    /// Chromium ends with its driver, as they talk through a pipe that is now closed; the others need
    /// to be ended.
    fn drop(&mut self) {
        #[cfg(unix)]
        let _ = Command::new("kill")
            .args(["-KILL", "--", &format!("-{}", self.process.id())])
            .stderr(Stdio::null())
            .status();
        let _ = self.process.kill();
        let _ = self.process.wait();
        remove_folder(&self.profile);
    }
}

/// Removes a folder that a dying browser may still be writing to.
fn remove_folder(folder: &Path) {
    for _ in 0..20 {
        if std::fs::remove_dir_all(folder).is_ok() || !folder.exists() {
            return;
        }
        thread::yield_now();
    }
}
