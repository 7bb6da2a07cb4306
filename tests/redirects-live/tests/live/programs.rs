//! Clients that are programs. Each is given the program that the data has for it.

use super::{Case, Extent};
use statuscope_core::clients::Client;
use statuscope_core::redirect::reproduce;
use statuscope_redirects_live::End;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// How a program is started.
enum Start {
    /// All cases in one Python process.
    Python,
    /// All cases in one Node process.
    Node,
    /// A shell for each case, with something before it that makes the program tell its status.
    Shell(&'static str),
    /// A process for each case that reads a file.
    File { command: &'static [&'static str], name: &'static str },
}

/// A client that may be on this machine.
pub struct Program {
    /// Its id in the data.
    pub id: &'static str,
    /// Prints its version.
    probe: &'static [&'static str],
    start: Start,
}

const CURL: &str = "curl() { command curl -s -o /dev/null -w 'status %{http_code}\\n' \"$@\"; }\n";
const WGET: &str = "wget() { command wget -q --tries=1 --timeout=5 \"$@\" 2>&1 >/dev/null | sed -n 's/^ *HTTP.1.1 /status /p' | tail -1; return ${PIPESTATUS[0]}; }\n";
const REQUESTS: &[&str] = &["python3", "-c", "import requests; print(requests.__version__)"];
const PYTHON: &[&str] = &["python3", "--version"];

/// All of them, with how much is tried.
pub fn all() -> Vec<(Program, Extent)> {
    let shell = |id, probe, before, extent| (Program { id, probe, start: Start::Shell(before) }, extent);
    let python = |id, probe, extent| (Program { id, probe, start: Start::Python }, extent);
    let file = |id, probe, command, name| (Program { id, probe, start: Start::File { command, name } }, Extent::Taste);
    let java: &[&str] = &["java", "-version"];
    let huc: &[&str] = &["java"];
    let strict: &[&str] = &["java", "-Dhttp.strictPostRedirect=true"];
    vec![
        shell("curl", &["curl", "--version"], CURL, Extent::Full),
        shell("curl814", &["curl", "--version"], CURL, Extent::Part),
        shell("curl_X", &["curl", "--version"], CURL, Extent::Part),
        shell("curl_post30x", &["curl", "--version"], CURL, Extent::Part),
        shell("curl_trusted", &["curl", "--version"], CURL, Extent::Part),
        shell("curl_ub", &["curl", "--version"], CURL, Extent::Part),
        shell("wget", &["wget", "--version"], WGET, Extent::Part),
        (Program { id: "node_fetch_builtin", probe: &["node", "--version"], start: Start::Node }, Extent::Full),
        python("requests", REQUESTS, Extent::Full),
        python("requests_api", REQUESTS, Extent::Part),
        python("requests_authcookie", REQUESTS, Extent::Part),
        python("urllib_py3.10", PYTHON, Extent::Part),
        python("urllib", PYTHON, Extent::Part),
        python("urllib_py3.13", PYTHON, Extent::Part),
        python("urllib3", &["python3", "-c", "import urllib3; print(urllib3.__version__)"], Extent::Part),
        python("httpx", &["python3", "-c", "import httpx; print(httpx.__version__)"], Extent::Part),
        python("aiohttp", &["python3", "-c", "import aiohttp; print(aiohttp.__version__)"], Extent::Part),
        file("java_httpclient_normal", java, huc, "Main.java"),
        file("java_httpclient_always", java, huc, "Main.java"),
        file("java_huc", java, huc, "Main.java"),
        file("java_huc_strict", java, strict, "Main.java"),
        file("java_huc_fixedlen", java, huc, "Main.java"),
        file("php_streams", &["php", "--version"], &["php"], "main.php"),
        file("perl_lwp", &["perl", "-MLWP", "-e", "print LWP->VERSION"], &["perl"], "main.pl"),
        file("perl_lwp_all", &["perl", "-MLWP", "-e", "print LWP->VERSION"], &["perl"], "main.pl"),
        file("ruby_openuri", &["ruby", "--version"], &["ruby"], "main.rb"),
        file("go", &["go", "version"], &["go", "run"], "main.go"),
        file("go_stream", &["go", "version"], &["go", "run"], "main.go"),
    ]
}

impl Program {
    /// Whether each case takes a second.
    pub const fn is_slow(&self) -> bool {
        matches!(self.start, Start::File { .. })
    }

    /// What it says about its version; none if it is not there.
    pub fn version(&self) -> Option<String> {
        let output =
            Command::new(self.probe[0]).args(&self.probe[1..]).output().ok().filter(|it| it.status.success())?;
        let text = [output.stdout, output.stderr].concat();
        String::from_utf8_lossy(&text).lines().next().map(|line| line.chars().take(40).collect())
    }

    /// Runs the cases; none where nothing can be told.
    pub fn run(&self, client: &Client, cases: &[Case]) -> Vec<Option<End>> {
        let programs: Vec<String> = cases.iter().map(|case| reproduce(client, &case.request)).collect();
        match &self.start {
            Start::Python => batch(&["python3", "-c", PYTHON_BATCH], &programs),
            Start::Node => batch(&["node", "--input-type=module", "-e", NODE_BATCH], &programs),
            Start::Shell(before) => {
                let folder = folder(self.id);
                programs
                    .iter()
                    .map(|program| {
                        single(
                            Command::new("bash")
                                .arg("-c")
                                .arg([before, program.as_str()].concat())
                                .current_dir(&folder),
                        )
                    })
                    .collect()
            }
            Start::File { command, name } => {
                let file = folder(self.id).join(name);
                programs
                    .iter()
                    .map(|program| {
                        std::fs::write(&file, program).unwrap();
                        single(Command::new(command[0]).args(&command[1..]).arg(&file))
                    })
                    .collect()
            }
        }
    }
}

fn folder(id: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(id);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn single(command: &mut Command) -> Option<End> {
    let output = command.output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(match (output.status.success(), status_in(&text)) {
        (true, Some(status)) => End::Status(status),
        (true, None) => End::Status(200),
        (false, _) => End::Error,
    })
}

/// The last number of three digits that stands alone.
fn status_in(text: &str) -> Option<u16> {
    let words = text.split(|letter: char| letter.is_whitespace() || "[],\"'=>".contains(letter));
    words.rev().filter(|word| word.len() == 3).find_map(|word| word.parse().ok())
}

const PYTHON_BATCH: &str = r#"
import contextlib, io, json, sys
for program in json.load(sys.stdin):
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            exec(program, {})
        end = "ok"
    except Exception as error:
        end = "error"
    print(json.dumps([end, out.getvalue()]), flush=True)
"#;

const NODE_BATCH: &str = r#"
const { readFileSync } = await import("node:fs");
const log = console.log;
for (const program of JSON.parse(readFileSync(0, "utf8"))) {
  let out = "", end = "ok";
  console.log = (...all) => { out += all.join(" ") + "\n"; };
  try {
    await (new (async () => {}).constructor(program))();
  } catch {
    end = "error";
  }
  log(JSON.stringify([end, out]));
}
"#;

fn batch(command: &[&str], programs: &[String]) -> Vec<Option<End>> {
    let mut child =
        Command::new(command[0]).args(&command[1..]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let input = serde_json::to_string(programs).unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut ends: Vec<Option<End>> = text
        .lines()
        .map(|line| {
            let (end, out): (String, String) = serde_json::from_str(line).ok()?;
            Some(if end == "ok" { End::Status(status_in(&out)?) } else { End::Error })
        })
        .collect();
    ends.resize(programs.len(), None);
    ends
}
