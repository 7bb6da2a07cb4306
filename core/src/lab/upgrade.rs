//! *Upgrade and hints*: what is said before the answer, as timelines.

use super::{Bench, Exchange, Figure, HOST, Scene};
use crate::redirect::{Arrow, Lane, Note, NoteKind, Sequence};
use crate::server::{GUID, accept_key, is_key};
use crate::text::decimal;

const CLIENT: u16 = 53;
const SERVER: u16 = 291;
const WIDTH: u16 = 344;
const LINE: u16 = 16;

pub fn run(bench: &Bench, scene: &mut Scene) {
    scene.head = "The server answers";
    let mut line = Timeline {
        scene,
        picture: Sequence {
            width: WIDTH,
            height: 58,
            lanes: vec![Lane { x: CLIENT, name: "Client", place: "" }, Lane { x: SERVER, name: "Server", place: HOST }],
            arrows: Vec::new(),
            notes: Vec::new(),
            story: String::new(),
        },
        number: 0,
    };
    match bench.get("about") {
        "upload" => upload(&mut line, bench),
        "socket" => socket(&mut line, bench),
        _ => page(&mut line, bench),
    }
    let picture = line.picture;
    scene.sequence = Some(picture);
}

/// The scene and its picture, as they grow.
struct Timeline<'a> {
    scene: &'a mut Scene,
    picture: Sequence,
    number: u16,
}

impl Timeline<'_> {
    fn note(&mut self, kind: NoteKind, text: &'static str) {
        self.picture.height += LINE;
        self.picture.notes.push(Note { kind, y: self.picture.height, text });
        let story = &mut self.picture.story;
        if !story.is_empty() {
            story.push_str("; ");
        }
        story.push_str(text);
    }

    /// An arrow with its text above and a remark below; a remark that begins with a minus is a loss.
    fn arrow(&mut self, status: u16, head: &'static str, remark: &'static str) {
        let before = self.picture.notes.len();
        self.note(NoteKind::Head, head);
        self.picture.height += 10;
        let y = self.picture.height;
        if !remark.is_empty() {
            self.picture.height += 2;
            let kind = if remark.starts_with('−') { NoteKind::Lost } else { NoteKind::Plain };
            self.note(kind, remark);
        }
        self.number += 1;
        let (from, to) = if status > 0 { (SERVER, CLIENT) } else { (CLIENT, SERVER) };
        let notes = (before, self.picture.notes.len());
        self.picture.arrows.push(Arrow { number: self.number, from, to, y, status, notes });
        self.picture.height += LINE;
    }

    /// The client sends something.
    fn ask(&mut self, head: &'static str, remark: &'static str) {
        self.arrow(0, head, remark);
    }

    /// The server answers. `head` is the status code and its name.
    fn answer(&mut self, status: u16, head: &'static str, remark: &'static str, fields: &str) {
        self.arrow(status, head, remark);
        self.scene.status = status;
        self.scene.reached.push(decimal(status.into()));
        let response = ["HTTP/1.1 ", head, fields].concat();
        match self.scene.exchanges.last_mut() {
            Some(open) if open.response.is_empty() => (open.status, open.response) = (status, response),
            // Another answer to an earlier request.
            _ => {
                let title = "The answer to the first request".to_owned();
                self.scene.exchanges.push(Exchange { title, status, response, ..Exchange::default() });
            }
        }
    }

    /// The request that the next answer belongs to.
    fn request(&mut self, title: &str, request: String) {
        self.scene.exchanges.push(Exchange { title: title.to_owned(), request, ..Exchange::default() });
    }

    fn says(&mut self, text: &'static str) {
        text.clone_into(&mut self.scene.says);
    }
}

const BYTES: &str = "\nContent-Length: 20000000";
const BODY: &str = "(20,000,000 bytes)";

fn upload(line: &mut Timeline<'_>, bench: &Bench) {
    let (waits, server) = (bench.is("client", "waits"), bench.get("server"));
    let head = ["PUT /film.mp4 HTTP/1.1\nHost: ", HOST, BYTES].concat();
    let whole = [&head, "\n\n", BODY].concat();
    let mut refused = false;
    if waits {
        line.request("The head", [&head, "\nExpect: 100-continue"].concat());
        line.ask("PUT, only the head", "Expect: 100-continue");
    } else {
        line.request("All at once", whole.clone());
        line.ask("PUT", "+ 20 MB");
    }
    match server {
        "large" => {
            refused = true;
            line.answer(413, "413 Content Too Large", "", "\nConnection: close\nContent-Length: 0");
        }
        "login" => {
            refused = true;
            let fields = "\nWWW-Authenticate: Bearer realm=\"shop\"\nConnection: close\nContent-Length: 0";
            line.answer(401, "401 Unauthorized", "", fields);
        }
        _ if !waits => {}
        "never" => {
            line.answer(417, "417 Expectation Failed", "", "\nContent-Length: 0");
            line.request("Again, without Expect", whole);
            line.ask("PUT", "+ 20 MB");
        }
        "old" => {
            line.request("A second later: the content", BODY.to_owned());
            line.ask("the content", "+ 20 MB, after a second");
        }
        _ => {
            line.answer(100, "100 Continue", "", "");
            line.request("The content", BODY.to_owned());
            line.ask("the content", "+ 20 MB");
        }
    }
    if refused {
        line.scene.reached.push(if waits { "saved" } else { "wasted" }.to_owned());
    } else {
        line.answer(201, "201 Created", "", "\nLocation: /film.mp4\nContent-Length: 0");
    }
    line.says(match (waits, refused, server) {
        (true, true, _) => "The head was enough to refuse: 20 MB saved. [RFC 9110 10.1.1]",
        (false, true, _) => "The same answer, but up to 20 MB were sent for nothing.",
        (false, false, _) => "Without `Expect` nobody waits: one round trip less, and all is lost if the answer is no.",
        (_, _, "never") => {
            "It cannot meet the expectation and says {417}; the client SHOULD repeat without it. [RFC 9110 10.1.1]"
        }
        (_, _, "old") => {
            "An HTTP/1.0 server ignores `Expect`. The client SHOULD NOT wait for ever; curl waits one second. \
             [RFC 9110 10.1.1]"
        }
        _ => "Before that it said {100}, go on. Only then the client sent 20 MB. [RFC 9110 10.1.1]",
    });
}

fn socket(line: &mut Timeline<'_>, bench: &Bench) {
    let (key, version, asks) = (bench.get("key").trim_ascii(), bench.get("version"), bench.is("upgrade", "yes"));
    let mut request = ["GET /chat HTTP/1.1\nHost: ", HOST].concat();
    if asks {
        for part in ["\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Key: ", key] {
            request.push_str(part);
        }
        request.push_str("\nSec-WebSocket-Version: ");
        request.push_str(version);
    }
    line.request("The handshake", request);
    line.ask("GET /chat", if asks { "Upgrade: websocket" } else { "" });
    let has = bench.is("speaks", "yes");
    if !has {
        line.answer(200, "200 OK", "no upgrade", "\nContent-Type: text/html\nContent-Length: 512");
        line.says(if asks {
            "A server may ignore `Upgrade` and answer as ever; the client sees that it is not {101}. [RFC 9110 7.8]"
        } else {
            "A request as any other."
        });
    } else if !asks || version != "13" {
        let fields = "\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\nContent-Length: 0";
        line.answer(426, "426 Upgrade Required", "Upgrade: websocket", fields);
        line.says(if asks {
            "It does not know version 8, and says which one it knows. [RFC 6455 4.2.2]"
        } else {
            "It has nothing but WebSocket here, and says so: `Upgrade` is a MUST in a {426}. [RFC 9110 15.5.22]"
        });
    } else if !is_key(key) {
        line.answer(400, "400 Bad Request", "", "\nContent-Length: 0");
        line.says("The key has to be 16 bytes in base64: 22 characters and `==`. [RFC 6455 4.1]");
    } else {
        let accept = accept_key(key);
        let fields = ["\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Accept: ", &accept].concat();
        line.answer(101, "101 Switching Protocols", "Sec-WebSocket-Accept", &fields);
        line.ask("ping, text, close …", "WebSocket in both directions");
        line.says("From the empty line on, both speak WebSocket. What is accepted proves that it read the key. [RFC 6455 4.2.2]");
        let text = [key, GUID].concat();
        let title = "SHA-1 of this, in base64, is Sec-WebSocket-Accept";
        line.scene.below.push(Figure::Text { title, text, marks: vec![(0, key.len())] });
    }
}

fn page(line: &mut Timeline<'_>, bench: &Bench) {
    const LINK: &str = "\nLink: </style.css>; rel=preload; as=style";
    let (knows, hints) = (bench.is("browser", "knows"), bench.on("hints"));
    line.request("The page", ["GET /orders HTTP/1.1\nHost: ", HOST].concat());
    line.ask("GET /orders", "");
    if hints {
        line.answer(103, "103 Early Hints", if knows { "Link: /style.css" } else { "− not understood" }, LINK);
    }
    let used = knows && hints;
    if used {
        style(line);
    }
    let fields = [LINK, "\nContent-Type: text/html\nContent-Length: 5120"].concat();
    line.answer(200, "200 OK", "the page, after 350 ms of work", &fields);
    if !used {
        style(line);
    }
    if used {
        line.scene.reached.push("103 used".to_owned());
    }
    line.says(match (knows, hints) {
        (true, true) => {
            "The style sheet came while the server was still at work. With 50 ms each way, all is there after 450 ms \
             rather than 550. [RFC 8297 2]"
        }
        (false, true) => {
            "A browser that does not know {103} passes over it: nothing gained, nothing broken. [RFC 9110 15.2]"
        }
        _ => {
            "The browser learns of the style sheet only with the page. With 50 ms each way, all is there after 550 ms."
        }
    });
}

fn style(line: &mut Timeline) {
    line.request("The style sheet", ["GET /style.css HTTP/1.1\nHost: ", HOST].concat());
    line.ask("GET /style.css", "");
    line.answer(200, "200 OK", "the style sheet", "\nContent-Type: text/css\nContent-Length: 2048");
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use crate::lab::lab;

    /// The answers in their order, and what was said about them.
    fn told(settings: &[(&str, &str)]) -> (Vec<u16>, String) {
        let mut bench = Bench::of(lab("upgrade").unwrap());
        for (key, value) in settings {
            assert!(bench.set(key, value), "{key}={value}");
        }
        let scene = bench.run();
        let picture = scene.sequence.unwrap();
        let statuses: Vec<u16> = picture.arrows.iter().map(|arrow| arrow.status).filter(|status| *status > 0).collect();
        // The messages are those of the picture.
        let answered = scene.exchanges.iter().map(|exchange| exchange.status).filter(|status| *status > 0);
        assert_eq!(answered.collect::<Vec<_>>(), statuses);
        assert_eq!(Some(&scene.status), statuses.last());
        assert!(!scene.says.is_empty());
        for pair in picture.arrows.windows(2) {
            assert!(pair[0].y < pair[1].y && pair[1].y < picture.height);
        }
        let said = scene.exchanges.iter().map(|exchange| exchange.response.clone()).collect();
        (statuses, said)
    }

    #[test]
    fn uploads() {
        let with = |client, server| told(&[("client", client), ("server", server)]).0;
        assert_eq!(with("waits", "takes"), [100, 201]);
        assert_eq!(with("waits", "large"), [413]);
        assert_eq!(with("waits", "login"), [401]);
        assert_eq!(with("waits", "never"), [417, 201]);
        assert_eq!(with("waits", "old"), [201]);
        for (server, status) in [("takes", 201), ("large", 413), ("login", 401), ("never", 201), ("old", 201)] {
            assert_eq!(with("hurries", server), [status]);
        }
    }

    #[test]
    fn handshakes() {
        let with = |key, value| told(&[("about", "socket"), (key, value)]);
        let (statuses, said) = with("version", "13");
        assert_eq!(statuses, [101]);
        // The example of RFC 6455 1.3.
        assert!(said.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
        let (statuses, said) = with("version", "8");
        assert_eq!(statuses, [426]);
        assert!(said.contains("\nUpgrade: websocket\n") && said.contains("Sec-WebSocket-Version: 13"));
        for key in ["", "short", "dGhlIHNhbXBsZSBub25jZQ", "a\r\nb", "é"] {
            assert_eq!(with("key", key).0, [400], "{key}");
        }
        assert_eq!(with("upgrade", "no").0, [426]);
        assert_eq!(with("speaks", "no").0, [200]);
    }

    #[test]
    fn hints() {
        let with = |browser, hints| told(&[("about", "page"), ("browser", browser), ("hints", hints)]).0;
        assert_eq!(with("knows", "on"), [103, 200, 200]);
        assert_eq!(with("old", "on"), [103, 200, 200]);
        assert_eq!(with("knows", ""), [200, 200]);
    }
}
