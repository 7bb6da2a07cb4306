//! Runs other programs, and says exactly what was run when one fails.

use crate::report;
use anyhow::{Context, Result, bail};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// A quiet installation prints a line this often, so that nobody thinks it hangs.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// So many lines of a failed installation are shown.
const TAIL: usize = 30;

/// The Cargo that runs us, to be called in `root`.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    if report::in_ci() {
        command.env("CARGO_TERM_COLOR", "never");
    }
    command
}

/// The command as one would type it here.
pub fn show(command: &Command) -> String {
    let program = Path::new(command.get_program());
    // The full path of cargo or npm tells a reader nothing.
    let program = program.file_stem().unwrap_or(program.as_os_str()).to_string_lossy();
    let here = std::env::current_dir().map(|folder| format!("{}{MAIN_SEPARATOR}", folder.display()));
    let words = command.get_args().map(|word| {
        let word = word.to_string_lossy();
        let word = here.as_ref().map_or(&*word, |here| word.strip_prefix(here.as_str()).unwrap_or(&word));
        if word.is_empty() || word.contains([' ', '"', '\'', '*', '$']) {
            format!("'{}'", word.replace('\'', r"'\''"))
        } else {
            word.to_owned()
        }
    });
    std::iter::once(program.into_owned()).chain(words).collect::<Vec<_>>().join(" ")
}

/// Runs with the output in plain sight.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = show(command);
    println!("  $ {shown}");
    let status = command.status().with_context(|| format!("starting `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// Runs with the output in plain sight, except for the lines of standard output that `keep` refuses.
pub fn filtered(command: &mut Command, keep: impl Fn(&str) -> bool) -> Result<()> {
    let shown = show(command);
    println!("  $ {shown}");
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("starting `{shown}`"))?;
    let (lines, newest) = channel();
    forward(child.stdout.take(), lines);
    for line in newest.iter().filter(|line| keep(line)) {
        println!("  {line}");
    }
    let status = child.wait().with_context(|| format!("waiting for `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// Runs and returns what it printed; its errors stay in sight.
pub fn capture(command: &mut Command) -> Result<String> {
    let shown = show(command);
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("starting `{shown}`"))?;
    if !output.status.success() {
        bail!("`{shown}` failed ({})", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether the command starts and succeeds. Prints nothing.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs something long and chatty: only its newest line, every ten seconds; its end on failure.
pub fn with_heartbeat(command: &mut Command) -> Result<()> {
    let shown = show(command);
    println!("  $ {shown}");
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting `{shown}`"))?;
    let (lines, newest) = channel();
    forward(child.stdout.take(), lines.clone());
    forward(child.stderr.take(), lines);

    let mut tail: VecDeque<String> = VecDeque::new();
    let mut next_beat = started + HEARTBEAT;
    // Ends when both pipes are closed, that is, when the program and its children are done.
    loop {
        match newest.recv_timeout(next_beat.saturating_duration_since(Instant::now())) {
            Ok(line) => {
                if tail.len() == TAIL {
                    tail.pop_front();
                }
                tail.push_back(line);
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if Instant::now() >= next_beat {
            next_beat += HEARTBEAT;
            let line = tail.back().map(|line| line.trim()).unwrap_or_default();
            println!("    {:>11}  {line}", report::time(started.elapsed()));
        }
    }
    let status = child.wait().with_context(|| format!("waiting for `{shown}`"))?;
    if !status.success() {
        let tail = tail.into_iter().map(|line| format!("    {line}\n")).collect::<String>();
        bail!("`{shown}` failed ({status}). It said at the end:\n{tail}");
    }
    Ok(())
}

fn forward(pipe: Option<impl Read + Send + 'static>, lines: Sender<String>) {
    let Some(pipe) = pipe else { return };
    thread::spawn(move || {
        for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            if !line.is_empty() && lines.send(line).is_err() {
                return;
            }
        }
    });
}

/// The full path of a program on `PATH`.
pub fn which(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| is_executable(path))
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_typed() {
        let mut command = Command::new("/usr/lib/cargo");
        command.args(["test", "--", "a b", "it's"]);
        assert_eq!(show(&command), r"cargo test -- 'a b' 'it'\''s'");
    }

    #[cfg(unix)]
    #[test]
    fn a_failure_shows_the_end_of_the_output() {
        let mut command = Command::new("sh");
        command.args(["-c", "seq 1 40; echo broken >&2; exit 3"]);
        let error = with_heartbeat(&mut command).unwrap_err().to_string();
        assert!(error.contains("exit status: 3"), "{error}");
        assert!(error.contains("broken") && error.contains("    40\n"), "{error}");
        assert!(!error.contains("    9\n"), "only the end is shown: {error}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program-here")).unwrap_err().to_string();
        assert_eq!(error, "starting `no-such-program-here`");
        assert!(which("no-such-program-here").is_none());
    }
}
