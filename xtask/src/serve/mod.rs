//! A small web server for `dist/`, for looking at the site and for the end-to-end tests.
//!
//! ```no_run
//! let server = xtask::serve::Server::start("dist", 0)?;
//! println!("{}", server.url()); // http://127.0.0.1:43211/
//! server.stop(); // from here on nothing answers, not even on open connections
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! One request a connection, so that stopping is immediate: a test of the offline page must not
//! be answered through a connection that a browser kept. It is no server for the public.

mod answer;
mod request;

use answer::{Answer, answer};
use request::Request;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Browsers open connections in advance; one that stays silent so long is dropped.
const PATIENCE: Duration = Duration::from_secs(10);
/// So many requests are remembered.
const LONGEST_LOG: usize = 100_000;
/// No request of a browser for this site is longer.
const LONGEST_REQUEST: usize = 32 * 1024;

/// What was asked for, as `GET /404/?q=a`.
type Log = Arc<Mutex<Vec<String>>>;

/// A running server. It stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    stopping: Arc<AtomicBool>,
    log: Log,
    accepting: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves `folder` on this machine only. Port 0 takes any free port.
    pub fn start(folder: impl Into<PathBuf>, port: u16) -> io::Result<Server> {
        Server::start_on(folder, (Ipv4Addr::LOCALHOST, port))
    }

    /// Serves `folder` at this address.
    pub fn start_on(folder: impl Into<PathBuf>, address: impl ToSocketAddrs) -> io::Result<Server> {
        let folder: PathBuf = folder.into();
        if !folder.join("index.html").is_file() {
            let text = format!("{} has no index.html; build the site first", folder.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, text));
        }
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let stopping = Arc::new(AtomicBool::new(false));
        let log = Log::default();
        let (stop, written) = (Arc::clone(&stopping), Arc::clone(&log));
        let folder: Arc<Path> = folder.into();
        let accepting = thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let (folder, stop, log) = (Arc::clone(&folder), Arc::clone(&stop), Arc::clone(&written));
                // A browser that hangs up halfway is no concern of ours.
                thread::spawn(move || talk(stream, &folder, &stop, &log).unwrap_or_default());
            }
        });
        Ok(Server { address, stopping, log, accepting: Some(accepting) })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of the start page, with a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// What was asked for so far.
    pub fn requests(&self) -> Vec<String> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Stops answering and frees the port.
    pub fn stop(self) {}

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        if let Some(accepting) = self.accepting.take() {
            // Wakes the thread that waits for the next connection; on 0.0.0.0 this reaches it too.
            let _ = TcpStream::connect_timeout(&self.address, PATIENCE);
            let _ = accepting.join();
        }
    }
}

fn talk(mut stream: TcpStream, folder: &Path, stop: &AtomicBool, log: &Log) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let head = read_head(&mut stream)?;
    if stop.load(Ordering::SeqCst) || head.is_empty() {
        return Ok(());
    }
    let (answer, with_body) = match Request::parse(&head) {
        Some(request) => {
            let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
            if log.len() < LONGEST_LOG {
                log.push(format!("{} {}{}", request.method, request.path, request.query));
            }
            drop(log);
            (answer(folder, &request), request.method != "HEAD")
        }
        None => (Answer::plain(400, "This is not a request that a browser would send.\n"), true),
    };
    stream.write_all(&answer.to_bytes(with_body))?;
    stream.flush()
}

/// Reads to the empty line after the header fields.
fn read_head(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") && head.len() < LONGEST_REQUEST {
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        head.extend_from_slice(buffer.get(..count).unwrap_or_default());
    }
    Ok(head)
}

#[cfg(test)]
mod tests;
