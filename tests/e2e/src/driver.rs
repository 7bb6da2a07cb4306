//! The WebDriver server: one process a test, gone when the test is.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::engine::Engine;

/// A running driver and the fresh profile that its browser uses.
pub(crate) struct Driver {
    process: Child,
    /// Where it listens, as `http://127.0.0.1:1234`.
    pub(crate) address: String,
    /// A folder that no browser has used before.
    pub(crate) profile: PathBuf,
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
        // A free port of one address family may be taken in the other; then the driver gives up.
        let mut said = Vec::new();
        for _ in 0..5 {
            match spawn(engine) {
                Ok((process, port)) => return Self { process, address: format!("http://127.0.0.1:{port}"), profile },
                Err(lines) => said = lines,
            }
        }
        panic!("the driver did not say its port. It said: {said:?}");
    }
}

/// Starts the driver once: the process and its port, or what it said instead of a port.
fn spawn(engine: Engine) -> Result<(Child, u16), Vec<String>> {
    let program = engine.driver_program();
    let mut process = Command::new(&program)
        .args(engine.driver_arguments())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| {
            let program = program.to_string_lossy();
            panic!("cannot start the driver `{program}`: {error}. `cargo xtask setup --test` installs it.")
        });
    let mut lines = BufReader::new(process.stdout.take().expect("stdout is piped")).lines();
    let mut said = Vec::new();
    while let Some(Ok(line)) = lines.next() {
        if let Some(port) = engine.port_in(&line) {
            // Somebody has to read on, or the driver would stop at a full pipe.
            thread::spawn(move || lines.for_each(drop));
            return Ok((process, port));
        }
        said.push(line);
    }
    let _ = process.kill();
    let _ = process.wait();
    Err(said)
}

impl Drop for Driver {
    /// The browser ends with its driver: they talk through a pipe that is now closed.
    fn drop(&mut self) {
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
