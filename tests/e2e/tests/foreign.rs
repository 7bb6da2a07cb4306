//! Somebody else's web server, with pages that a story makes up and a policy of its own.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
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

/// A page of a handbook, with a title, a main part, and a listener that notes which keys reach it.
pub fn whole(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Handbook</title><link rel=icon href='data:,'>
        <meta name=viewport content='width=device-width, initial-scale=1'>
        <main><h1>Rate limits</h1>{body}</main></html>"
    )
}

fn answer(stream: &TcpStream, page: &dyn Fn(&str) -> (String, String)) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let path = first.split(' ').nth(1).unwrap_or("/");
    let (head, body) = page(path);
    let kind = if path.ends_with(".js") { "text/javascript" } else { "text/html; charset=utf-8" };
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n{head}\r\n{body}",
        body.len()
    )
}
