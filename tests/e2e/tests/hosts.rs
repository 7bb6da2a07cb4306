//! docs/self-hosting.md, run: real web servers with its very blocks, where they are installed.

use statuscope_e2e::Folder;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use xtask::site::host::is_hashed;
use xtask::site::policy::{self, HEADERS, POLICY};

/// A running server, ended with the test.
pub(crate) struct Host {
    child: Child,
    port: u16,
    folder: Folder,
    /// Whether it has brotli.
    brotli: bool,
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first block of this language in the documents.
fn block(language: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/self-hosting.md");
    let text = std::fs::read_to_string(file).unwrap();
    let (_, rest) = text.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A copy of the site with its compressed files, and room for a configuration.
fn site() -> (Folder, String) {
    let folder = Folder::empty();
    let dist = std::env::var_os("STATUSCOPE_DIST")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist"), PathBuf::from);
    for file in xtask::site::files(&dist).unwrap() {
        folder.write(&format!("site/{}", file.display()), std::fs::read(dist.join(&file)).unwrap());
    }
    let root = folder.path().join("site").display().to_string();
    (folder, root)
}

impl Host {
    fn start(command: &mut Command, port: u16, folder: Folder, brotli: bool) -> Self {
        let child = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn().unwrap();
        let host = Host { child, port, folder, brotli };
        let patience = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < patience, "{command:?} does not listen");
            std::thread::yield_now();
        }
        host
    }

    /// nginx, with the module for brotli if it is where Debian puts it.
    pub(crate) fn nginx() -> Option<Self> {
        let program = xtask::run::which("nginx")
            .or_else(|| Some(PathBuf::from("/usr/sbin/nginx")).filter(|program| program.is_file()));
        let Some(program) = program else {
            println!("nginx is not installed: left out");
            return None;
        };
        let (folder, root) = site();
        let port = free_port();
        let module = Path::new("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
        let (load, mut server) = match module.is_file() {
            true => (format!("load_module {};", module.display()), block("nginx")),
            false => (String::new(), block("nginx").replace("    brotli_static on;\n", "")),
        };
        server = server.replace("listen 80;", &format!("listen 127.0.0.1:{port};")).replace("/srv/statuscope", &root);
        let here = folder.path().display();
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("    {kind}_temp_path {here}/{kind};\n"))
            .concat();
        let whole = format!(
            "{load}\ndaemon off;\nmaster_process off;\npid {here}/pid;\nerror_log stderr crit;\nevents {{ }}\n\
             http {{\n    include /etc/nginx/mime.types;\n    access_log off;\n{temporary}{server}}}\n"
        );
        folder.write("nginx.conf", whole);
        let mut command = Command::new(program);
        command.arg("-e").arg("stderr").arg("-c").arg(folder.path().join("nginx.conf"));
        Some(Self::start(&mut command, port, folder, module.is_file()))
    }

    fn caddy() -> Option<Self> {
        let Some(program) = xtask::run::which("caddy") else {
            println!("Caddy is not installed: left out");
            return None;
        };
        let (folder, root) = site();
        let port = free_port();
        let sites = block("caddy")
            .replace("status.example.org {", &format!("http://127.0.0.1:{port} {{"))
            .replace("/srv/statuscope", &root);
        folder.write("Caddyfile", format!("{{\n\tadmin off\n\tauto_https off\n}}\n{sites}"));
        let mut command = Command::new(program);
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(folder.path().join("Caddyfile"));
        command.env("HOME", folder.path()).stderr(Stdio::null());
        let child_sees = folder.path().to_owned();
        command.env("XDG_DATA_HOME", &child_sees).env("XDG_CONFIG_HOME", &child_sees);
        Some(Self::start(&mut command, port, folder, true))
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Head and content of an answer; the names of the fields are in lower case.
    fn get(&self, path: &str, accepted: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAccept-Encoding: {accepted}\r\nConnection: close\r\n\r\n",
            self.port
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let lower = |line: &str| match line.split_once(": ") {
            Some((name, value)) => format!("{}: {value}", name.to_ascii_lowercase()),
            None => line.to_owned(),
        };
        (head.lines().map(lower).collect::<Vec<_>>().join("\n"), answer[end + 4..].to_vec())
    }

    #[track_caller]
    fn has(&self, path: &str, accepted: &str, lines: &[&str]) {
        let (head, _) = self.get(path, accepted);
        for line in lines {
            assert!(head.lines().any(|other| other.eq_ignore_ascii_case(line)), "{path}: no “{line}” in\n{head}");
        }
    }

    /// Everything that docs/self-hosting.md promises.
    fn keeps_its_promises(&self) {
        let files = xtask::site::files(&self.folder.path().join("site")).unwrap();
        let wasm = files.iter().find(|file| file.extension().is_some_and(|end| end == "wasm")).unwrap();
        let wasm = format!("/{}", wasm.display());
        for (name, value) in HEADERS {
            let value = if value == POLICY { policy::at("http://127.0.0.1") } else { value.to_owned() };
            let line = format!("{}: {value}", name.to_ascii_lowercase());
            for path in ["/", "/404/", "/no/such/page", "/boot.js", &wasm] {
                self.has(path, "identity", &[&line]);
            }
        }
        let html = "content-type: text/html; charset=utf-8";
        self.has("/", "identity", &["HTTP/1.1 200 OK", html, "cache-control: no-cache"]);
        self.has("/404/?q=a", "identity", &["HTTP/1.1 200 OK", html]);
        self.has("/no/such/page", "identity", &["HTTP/1.1 404 Not Found", html, "cache-control: no-cache"]);
        for path in ["/boot.js", "/sw.js"] {
            self.has(path, "identity", &["cache-control: no-cache"]);
        }
        let kind = "content-type: application/manifest+json";
        self.has("/manifest.webmanifest", "identity", &["cache-control: no-cache", kind]);
        let (head, body) = self.get("/no/such/page", "identity");
        assert!(String::from_utf8_lossy(&body).contains("There is no such page"), "{head}");
        let (head, _) = self.get("/404", "identity");
        assert!(head.contains(" 301 ") || head.contains(" 308 "), "{head}");
        assert!(head.contains("\nlocation: /404/"), "{head}");

        let encodings: &[&str] = if self.brotli { &["br", "gzip"] } else { &["gzip"] };
        for encoding in encodings {
            let line = format!("content-encoding: {encoding}");
            for path in ["/", "/404/", "/no/such/page", "/codes.json"] {
                self.has(path, encoding, &[&line, "vary: Accept-Encoding"]);
            }
            self.has(&wasm, encoding, &[&line, "content-type: application/wasm"]);
        }
        let for_ever = format!("cache-control: {}", xtask::site::host::FOR_EVER);
        let hashed: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
        for file in hashed.iter().filter(|file| is_hashed(file) && !file.ends_with(".br") && !file.ends_with(".gz")) {
            self.has(&format!("/{file}"), "identity", &["HTTP/1.1 200 OK", &for_ever]);
        }
        let ready = std::fs::read(self.folder.path().join("site").join(format!("{}.gz", &wasm[1..]))).unwrap();
        assert!(self.get(&wasm, "gzip").1.len() >= ready.len(), "the ready made file is sent");
    }
}

#[test]
fn hosts_nginx_as_documented() {
    if let Some(host) = Host::nginx() {
        host.keeps_its_promises();
    }
}

#[test]
fn hosts_caddy_as_documented() {
    if let Some(host) = Host::caddy() {
        host.keeps_its_promises();
    }
}
