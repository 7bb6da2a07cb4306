//! Somebody else's web server, with pages that a story makes up and a policy of its own.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// A running server. It ends with the story.
pub struct Foreign {
    port: u16,
    over: Arc<AtomicBool>,
}

impl Foreign {
    /// Answers every path with what `page` makes of it: extra header lines and the document.
    pub fn serve(page: impl Fn(&str) -> (String, String) + Send + Sync + 'static) -> Self {
        Self::start(move |path| {
            let (head, text) = page(path);
            (head, text.into_bytes())
        })
    }

    /// The files of a folder.
    pub fn folder(folder: PathBuf) -> Self {
        Self::start(move |path| {
            let path = path.split('?').next().unwrap_or_default().trim_start_matches('/');
            let file = folder.join(path);
            let file = if file.is_dir() { file.join("index.html") } else { file };
            (String::new(), std::fs::read(file).unwrap_or_default())
        })
    }

    fn start(page: impl Fn(&str) -> (String, Vec<u8>) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let over = Arc::new(AtomicBool::new(false));
        let (end, page) = (Arc::clone(&over), Arc::new(page));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                let (stream, page) = (stream.unwrap(), Arc::clone(&page));
                // A browser that hangs up halfway is no concern of ours.
                thread::spawn(move || answer(&stream, &*page).unwrap_or_default());
            }
        });
        Self { port, over }
    }

    /// One page, whatever is asked for.
    pub fn page(body: &str) -> Self {
        let page = whole(body);
        Self::serve(move |_| (String::new(), page.clone()))
    }

    /// The same, with a Content-Security-Policy.
    pub fn with_policy(policy: &str, body: &str) -> Self {
        let (head, page) = (format!("Content-Security-Policy: {policy}\r\n"), whole(body));
        Self::serve(move |_| (head.clone(), page.clone()))
    }

    /// The address without a path. Another name than the site's, so that it is another site, too.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }
}

impl Drop for Foreign {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// A page of a handbook, with a title and a main part.
pub fn whole(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Handbook</title><link rel=icon href='data:,'>
        <meta name=viewport content='width=device-width, initial-scale=1'>
        <main><h1>Rate limits</h1>{body}</main></html>"
    )
}

fn answer(stream: &TcpStream, page: &dyn Fn(&str) -> (String, Vec<u8>)) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let path = first.split(' ').nth(1).unwrap_or("/");
    let (head, body) = page(path);
    let kind = match path.split('?').next().unwrap_or_default().rsplit_once('.').map_or("html", |(_, kind)| kind) {
        "js" => "text/javascript",
        "css" => "text/css",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => "text/html; charset=utf-8",
    };
    let mut stream = stream;
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n{head}\r\n"
    )?;
    stream.write_all(&body)
}
