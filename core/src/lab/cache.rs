//! *Cache*: a browser's copy of a page and the server's; and two people who change the page.

use super::steps::{clock, row, taken, title};
use super::{Bench, Exchange, Figure, HOST, NOW, Scene, compose};
use crate::server::cache::{Load, Plan, Stored, Update, left, plan, request, span, update};
use crate::server::{Methods, Resource, Response, Version, date, respond};
use crate::text::decimal;

const PAGE: &str = "/menu";
const SOUPS: [&str; 4] = ["tomato", "leek", "lentil", "pea"];
const PRICES: [&str; 4] = ["4.00", "4.50", "4.20", "5.00"];

/// A page: how often its soup and its price were changed.
type Page = [usize; 2];

/// How they read.
fn words(page: Page) -> [&'static str; 2] {
    let [soup, price] = page;
    let word = |all: [&'static str; 4], at: usize| all.get(at % 4).copied().unwrap_or_default();
    [word(SOUPS, soup), word(PRICES, price)]
}

fn text(page: Page) -> String {
    let [soup, price] = words(page);
    ["Soup of the day: ", soup, "\nPrice: ", price, "\nBread and water are free.\nClosed on Mondays."].concat()
}

/// The server with its page.
struct Server<'a> {
    bench: &'a Bench,
    page: Page,
    /// The number of its version.
    version: usize,
    modified: i64,
    now: i64,
}

impl Server<'_> {
    fn tag(&self) -> String {
        let start = match self.bench.get("tag") {
            "strong" => "\"v",
            "weak" => "W/\"v",
            _ => return String::new(),
        };
        [start, &decimal(self.version), "\""].concat()
    }

    fn date(&self) -> String {
        if self.bench.on("modified") { date::written(self.modified) } else { String::new() }
    }

    /// Somebody changes the page.
    fn change(&mut self, page: Page) {
        self.page = page;
        self.version += 1;
        self.modified = self.now;
    }

    /// Something happens without a message.
    fn happens(&mut self, scene: &mut Scene, head: &'static str, says: &str, seconds: i64) {
        scene.head = head;
        scene.status = 0;
        says.clone_into(&mut scene.says);
        self.now += seconds;
    }

    /// Sends a request.
    fn ask(&self, scene: &mut Scene, request: String) -> Response {
        let bench = self.bench;
        let (tag, content) = (self.tag(), text(self.page));
        let version = Version {
            kind: "text/plain",
            language: "",
            coding: "",
            tag: &tag,
            modified: bench.on("modified").then_some(self.modified),
            content: &content,
        };
        let reading = bench.is("part", "read");
        let resource = Resource {
            methods: Methods(Methods::READ.0 | 0b1000),
            versions: &[version],
            insists: bench.on("insists") && !reading,
            ranges: false,
            cache_control: match bench.get("control") {
                _ if !reading => "",
                "60" => "max-age=60",
                control => control,
            },
            ..Resource::default()
        };
        let (response, trace) = respond(&resource, &request, self.now.unsigned_abs() * 1_000);
        scene.add(request, &response, trace);
        response
    }
}

pub fn run(bench: &Bench) -> Scene {
    let mut scene = Scene { head: "Nothing is sent yet", ..Scene::default() };
    let mut server = Server { bench, page: [0, 0], version: 1, modified: NOW - 3_600, now: NOW };
    let rows = if bench.is("part", "read") {
        reading(bench, &mut server, &mut scene)
    } else {
        changing(bench, &mut server, &mut scene)
    };
    scene.figures.push(Figure::Table { title: "Who has what", rows });
    scene
}

fn reading(bench: &Bench, server: &mut Server<'_>, scene: &mut Scene) -> Vec<Vec<String>> {
    let mut stored: Option<Stored> = None;
    // The page that is stored.
    let mut copy = server.page;
    let (mut sent, mut saved) = (0, 0);
    for (place, (step, called)) in taken(bench, "steps").into_iter().enumerate() {
        let load = match step {
            b'v' => Load::Visit,
            b'r' => Load::Reload,
            b'f' => Load::Force,
            b'e' => {
                let [soup, price] = server.page;
                server.change([soup + 1, price]);
                server.happens(scene, "The page is edited", "There is a new version. Nobody tells the browser.", 1);
                continue;
            }
            _ => {
                server.happens(scene, "A minute passes", "", 60);
                continue;
            }
        };
        let (because, bytes, says) = match plan(stored.as_ref(), load, server.now) {
            Plan::Use(good) => {
                let says = ["The copy is good for ", &span(good), " yet, so nothing is sent. [RFC 9111 4.2]"];
                server.happens(scene, "The cache answers", &says.concat(), 0);
                scene.status = 200;
                if copy != server.page {
                    scene.says.push_str(" **It is out of date**, and the browser cannot know.");
                }
                scene.reach(copy != server.page, "stale");
                scene.exchanges.push(Exchange { status: 200, ..Exchange::default() });
                let bytes = stored.as_ref().map_or(0, |stored| stored.content.len());
                saved += bytes;
                ("From the cache.", bytes, " bytes saved.")
            }
            Plan::Send { fields, because } => {
                let mut request = request(PAGE, HOST, &fields);
                request.push('\n');
                request.push_str(bench.get("fields").trim_matches(['\n', '\r']));
                let request = request.trim_end_matches('\n').to_owned();
                let response = server.ask(scene, request);
                let came = response.content.as_ref().map_or(0, Vec::len);
                sent += came;
                let (now_stored, became) = update(stored, &response, server.now);
                stored = now_stored;
                match became {
                    Update::Confirmed(bytes) => {
                        saved += bytes;
                        (because, bytes, " bytes saved: the copy is shown.")
                    }
                    Update::Stored => {
                        copy = server.page;
                        (because, came, " bytes came and are stored.")
                    }
                    Update::Passed => (because, came, " bytes came and are not stored."),
                }
            }
        };
        if let Some(exchange) = scene.exchanges.last_mut() {
            exchange.title = title(place, called, server.now);
            exchange.note = [because, " ", &decimal(bytes), says].concat();
        }
        server.now += 1;
    }
    let (mut soup, mut tag, mut modified, mut good) = ("nothing", String::new(), String::new(), String::new());
    if let Some(stored) = &stored {
        [soup, _] = words(copy);
        tag = wire(&stored.tag);
        modified = wire(stored.modified.get(17..25).unwrap_or_default());
        let seconds = left(stored, server.now);
        good = if seconds > 0 { span(seconds) } else { "ask first".to_owned() };
    }
    let changed = wire(server.date().get(17..25).unwrap_or_default());
    let [own, _] = words(server.page);
    vec![
        row(&[&clock(server.now), "Copy", "Server"]),
        row(&["Soup", soup, own]),
        row(&["`ETag`", &tag, &wire(&server.tag())]),
        row(&["`Last-Modified`", &modified, &changed]),
        row(&["Good for", &good, ""]),
        row(&["Content", &[&decimal(saved), " bytes saved"].concat(), &[&decimal(sent), " bytes sent"].concat()]),
    ]
}

/// What somebody has open, with what they wrote.
struct Open {
    page: Page,
    tag: String,
    date: String,
}

fn changing(bench: &Bench, server: &mut Server<'_>, scene: &mut Scene) -> Vec<Vec<String>> {
    // Ana writes another soup, Ben another price.
    let (mut ana, mut ben): (Option<Open>, Option<Open>) = (None, None);
    for (place, (step, called)) in taken(bench, "saves").into_iter().enumerate() {
        let is_ana = matches!(step, b'a' | b's');
        let open = if is_ana { &mut ana } else { &mut ben };
        let (name, other, what) = if is_ana { ("Ana", "Ben", "price") } else { ("Ben", "Ana", "soup") };
        let extra = bench.get("fields");
        if matches!(step, b'a' | b'b') {
            if server.ask(scene, compose("GET", PAGE, &[], extra, "")).status == 200 {
                let [soup, price] = server.page;
                let page = if is_ana { [soup + 1, price] } else { [soup, price + 1] };
                *open = Some(Open { page, tag: server.tag(), date: server.date() });
            }
        } else if let Some(mine) = open.take() {
            let [soup, price] = server.page;
            let seen = if is_ana { mine.page[1] == price } else { mine.page[0] == soup };
            let condition = |word, value| if bench.is("cond", word) { value } else { "" };
            let fields = [
                ("Content-Type", "text/plain"),
                ("If-Match", condition("tag", &mine.tag)),
                ("If-Unmodified-Since", condition("date", &mine.date)),
            ];
            let response = server.ask(scene, compose("PUT", PAGE, &fields, extra, &text(mine.page)));
            if response.status != 204 {
                if !seen {
                    let says = [
                        " ",
                        other,
                        "'s ",
                        what,
                        " is safe. ",
                        name,
                        " has to open the page again and put both together.",
                    ];
                    scene.says.push_str(&says.concat());
                }
                *open = Some(mine);
            } else {
                if !seen {
                    let says = [
                        "**",
                        other,
                        " has lost what was written**: ",
                        name,
                        " had not seen the new ",
                        what,
                        " and has put the old one back.",
                    ];
                    scene.says = says.concat();
                    scene.reach(true, "lost");
                }
                server.change(mine.page);
            }
        } else {
            server.happens(scene, "Nothing is sent", "Before a save, the page has to be opened.", 1);
            continue;
        }
        if let Some(exchange) = scene.exchanges.last_mut() {
            exchange.title = title(place, called, server.now);
        }
        server.now += 1;
    }
    let mut rows = vec![row(&[&clock(server.now), "Soup", "Price", "`ETag`"])];
    for (name, open) in [("Ana", &ana), ("Ben", &ben)] {
        if let Some(Open { page, tag, .. }) = open {
            let [soup, price] = words(*page);
            rows.push(row(&[name, soup, price, &wire(tag)]));
        } else {
            rows.push(row(&[name, "not open", "", ""]));
        }
    }
    let [soup, price] = words(server.page);
    rows.push(row(&["Server", soup, price, &wire(&server.tag())]));
    rows
}

fn wire(text: &str) -> String {
    if text.is_empty() { "none".to_owned() } else { ["`", text, "`"].concat() }
}

#[cfg(test)]
#[path = "cache_tests.rs"]
mod tests;
