//! An nginx of our own: its own folder, configuration, log and port, and gone when it is dropped.

use crate::Answer;
use std::fs::{self, File};
use std::io::{self, Error, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// So long may it take to start, and to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where it lies on systems that keep it off the `PATH` of ordinary people.
const PLACES: [&str; 3] = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/local/nginx/sbin/nginx"];

/// The nginx of this machine: that of `STATUSCOPE_NGINX`, that on `PATH`, or that in a usual place.
#[must_use]
pub fn find() -> Option<PathBuf> {
    let chosen = std::env::var_os("STATUSCOPE_NGINX").map(PathBuf::from);
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let on_path: Vec<PathBuf> = std::env::split_paths(&paths).map(|folder| folder.join("nginx")).collect();
    chosen.into_iter().chain(on_path).chain(PLACES.into_iter().map(PathBuf::from)).find(|path| path.is_file())
}

/// A running nginx.
#[derive(Debug)]
pub struct Nginx {
    process: Child,
    port: u16,
    /// Its version: `1.22.1`.
    pub version: String,
}

impl Nginx {
    /// Starts it in a folder. `locations` is what stands in its `server` block; the files lie in
    /// `files/` there, and were all changed last at `modified`, in seconds since 1970.
    ///
    /// # Errors
    /// If it does not start; then its log is part of the error.
    pub fn start(
        program: &Path,
        folder: &Path,
        files: &[(&str, &[u8])],
        modified: u64,
        locations: &str,
    ) -> io::Result<Self> {
        let said = Command::new(program).arg("-v").output()?;
        let said = String::from_utf8_lossy(&said.stderr).into_owned();
        let version = said.split("nginx/").nth(1).and_then(|rest| rest.split_whitespace().next());
        let version = version.ok_or_else(|| Error::other(format!("`nginx -v` says {said:?}")))?.to_owned();
        let shown = folder.join("files");
        fs::create_dir_all(&shown)?;
        for (name, content) in files {
            let mut file = File::create(shown.join(name))?;
            file.write_all(content)?;
            file.set_modified(std::time::UNIX_EPOCH + Duration::from_secs(modified))?;
        }
        // Nobody can promise a free port to another process, so there are a few tries.
        let mut last = Error::other("not tried");
        for _ in 0..3 {
            let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
            fs::write(folder.join("nginx.conf"), configuration(port, locations))?;
            let log = File::create(folder.join("error.log"))?;
            let process = Command::new(program)
                .arg("-p")
                .arg(folder)
                .arg("-c")
                .arg(folder.join("nginx.conf"))
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(log)
                .spawn()?;
            let mut nginx = Self { process, port, version: version.clone() };
            match nginx.wait_until_there() {
                Ok(()) => return Ok(nginx),
                Err(error) => {
                    let log = fs::read_to_string(folder.join("error.log")).unwrap_or_default();
                    last = Error::other(format!("nginx does not start: {error}\n{log}"));
                }
            }
        }
        Err(last)
    }

    fn wait_until_there(&mut self) -> io::Result<()> {
        let started = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait()? {
                return Err(Error::other(status.to_string()));
            }
            match TcpStream::connect(("127.0.0.1", self.port)) {
                Ok(_) => return Ok(()),
                Err(error) if started.elapsed() > PATIENCE => return Err(error),
                Err(_) => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }

    /// Sends a request, its lines parted by `\n`, on a connection of its own and reads the answer to
    /// its end. The request should have `Connection: close`, and no content but what is in it.
    ///
    /// # Errors
    /// If there is no answer, or one that is no HTTP message.
    pub fn ask(&self, request: &str) -> io::Result<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let (head, content) = request.split_once("\n\n").unwrap_or((request, ""));
        let mut message = head.trim_end().replace('\n', "\r\n");
        message.push_str("\r\n\r\n");
        message.push_str(content);
        stream.write_all(message.as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let is_head = request.starts_with("HEAD ");
        Answer::read(&bytes, is_head).ok_or_else(|| {
            Error::other(format!("no HTTP message:\n{}\nas answer to\n{request}", String::from_utf8_lossy(&bytes)))
        })
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // It runs as one process, so that none is left behind.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Relative paths are those of the folder that nginx was started with.
fn configuration(port: u16, locations: &str) -> String {
    format!(
        "daemon off;
master_process off;
pid nginx.pid;
error_log stderr warn;
events {{ worker_connections 64; }}
http {{
  access_log off;
  types {{ text/plain txt; }}
  default_type application/octet-stream;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  server {{
    listen 127.0.0.1:{port};
    server_name _;
    {locations}
  }}
}}
"
    )
}
