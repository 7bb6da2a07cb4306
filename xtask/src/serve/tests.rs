#![allow(clippy::unwrap_used)]

use super::*;
use std::net::Shutdown;

struct Site {
    server: Option<Server>,
    folder: tempfile::TempDir,
}

impl Site {
    fn new() -> Site {
        let folder = tempfile::tempdir().unwrap();
        let files: [(&str, &[u8]); 9] = [
            ("public/index.html", b"<title>Home</title><script src=\"./boot.js\"></script>"),
            ("public/404.html", b"<title>Page not found</title><script src=\"/sub/boot.js\"></script>"),
            ("public/404/index.html", b"<title>404</title>"),
            ("public/boot.js", b"boot"),
            ("public/app.wasm", b"\0asm raw"),
            ("public/app.wasm.br", b"brotli"),
            ("public/app.wasm.gz", b"gzip"),
            ("public/empty/note.txt", b"note"),
            ("secret.txt", b"secret"),
        ];
        for (name, bytes) in files {
            crate::site::write(&folder.path().join(name), bytes).unwrap();
        }
        let server = Some(Server::start(folder.path().join("public"), 0).unwrap());
        Site { server, folder }
    }

    fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.server.as_ref().unwrap().address()).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, target: &str) -> String {
        self.send(&format!("GET {target} HTTP/1.1\r\nHost: x\r\n\r\n"))
    }
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").unwrap().1
}

#[track_caller]
fn has(answer: &str, line: &str) {
    assert!(answer.split("\r\n").any(|other| other == line), "no {line:?} in\n{answer}");
}

#[test]
fn files_come_with_their_type_and_the_headers_of_the_site() {
    let site = Site::new();
    let page = site.get("/");
    has(&page, "HTTP/1.1 200 OK");
    has(&page, "Content-Type: text/html; charset=utf-8");
    has(&page, "Cache-Control: no-cache");
    has(&page, "X-Content-Type-Options: nosniff");
    has(&page, &format!("Content-Security-Policy: {}", crate::site::policy::at("http://x")));
    let odd = site.send("GET / HTTP/1.1\r\nHost: x; script-src *\r\n\r\n");
    has(&odd, &format!("Content-Security-Policy: {}", crate::site::policy::POLICY));
    assert!(body(&page).contains("<title>Home"));
    has(&site.get("/boot.js"), "Content-Type: text/javascript; charset=utf-8");
    has(&site.get("/app.wasm"), "Content-Type: application/wasm");
}

#[test]
fn a_query_is_ignored() {
    let site = Site::new();
    assert_eq!(body(&site.get("/boot.js?retry=1")), "boot");
    assert!(body(&site.get("/404/?a=/../b")).contains("<title>404"));
}

#[test]
fn a_folder_without_its_slash_is_redirected_with_its_query() {
    let site = Site::new();
    let answer = site.get("/404?q=1");
    has(&answer, "HTTP/1.1 308 Permanent Redirect");
    has(&answer, "Location: /404/?q=1");
}

#[test]
fn what_is_not_there_is_a_404_whose_links_work() {
    let site = Site::new();
    for path in ["/nothing", "/nothing/", "/a/b/c?d=e/f", "/boot.js/", "/empty/"] {
        let answer = site.get(path);
        has(&answer, "HTTP/1.1 404 Not Found");
        has(&answer, "Content-Type: text/html; charset=utf-8");
        assert!(body(&answer).contains("src=\"/boot.js\""), "{path}: {answer}");
        assert!(body(&answer).contains("<title>Page not found"), "{answer}");
    }
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let site = Site::new();
    assert!(site.folder.path().join("secret.txt").is_file());
    for path in ["/../secret.txt", "/404/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..\\secret.txt"]
    {
        let answer = site.get(path);
        has(&answer, "HTTP/1.1 404 Not Found");
        assert!(!answer.contains("secret"), "{path}: {answer}");
    }
    has(&site.get("//example.org"), "HTTP/1.1 404 Not Found");
}

#[test]
fn ready_made_encodings_are_used_if_accepted() {
    let site = Site::new();
    let with = |accept: &str| site.send(&format!("GET /app.wasm HTTP/1.1\r\nAccept-Encoding: {accept}\r\n\r\n"));
    let answer = with("gzip, deflate, br");
    has(&answer, "Content-Encoding: br");
    has(&answer, "Content-Type: application/wasm");
    has(&answer, "Vary: Accept-Encoding");
    assert_eq!(body(&answer), "brotli");
    assert_eq!(body(&with("gzip")), "gzip");
    assert_eq!(body(&with("br;q=0, gzip")), "gzip");
    let answer = with("identity");
    assert!(!answer.contains("Content-Encoding"), "{answer}");
    has(&answer, "Vary: Accept-Encoding");
}

#[test]
fn head_sends_the_length_and_no_body() {
    let site = Site::new();
    let answer = site.send("HEAD /boot.js HTTP/1.1\r\n\r\n");
    has(&answer, "HTTP/1.1 200 OK");
    has(&answer, "Content-Length: 4");
    assert_eq!(body(&answer), "");
}

#[test]
fn other_methods_and_nonsense_are_refused() {
    let site = Site::new();
    let answer = site.send("POST / HTTP/1.1\r\n\r\n");
    has(&answer, "HTTP/1.1 405 Method Not Allowed");
    has(&answer, "Allow: GET, HEAD");
    has(&site.send("hello\r\n\r\n"), "HTTP/1.1 400 Bad Request");
}

#[test]
fn after_stopping_nothing_answers_and_the_port_is_free() {
    let mut site = Site::new();
    let server = site.server.take().unwrap();
    let address = server.address();
    let mut early = TcpStream::connect(address).unwrap();
    // The server has accepted it once another request went through.
    let mut other = TcpStream::connect(address).unwrap();
    other.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
    other.read_to_end(&mut Vec::new()).unwrap();
    server.stop();

    early.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = early.read_to_end(&mut answer);
    let _ = early.shutdown(Shutdown::Both);
    assert_eq!(answer, b"", "an open connection is not answered");
    assert!(TcpStream::connect(address).is_err());
    let again = Server::start(site.folder.path().join("public"), address.port()).unwrap();
    assert_eq!(again.address(), address);
}

#[test]
fn a_folder_without_a_site_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Server::start(folder.path(), 0).is_err());
}
