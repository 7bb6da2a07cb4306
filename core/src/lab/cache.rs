//! *Cache*: a browser's copy of a page and the server's; and two people who change the page.

use super::scene::more;
use super::steps::{clock, taken, title};
use super::{Bench, Exchange, Figure, HOST, NOW, Scene, compose};
use crate::server::cache::{Load, Plan, Stored, Update, left, plan, request, span, update};
use crate::server::{Methods, Resource, Response, Version, date, fill, put};
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

    /// Sends a request.
    #[inline(never)]
    fn ask(&self, scene: &mut Scene, request: String) -> Response {
        let bench = self.bench;
        let (tag, content) = (self.tag(), text(self.page));
        let mut version = Version::of("text/plain", &content);
        version.tag = &tag;
        version.modified = bench.on("modified").then_some(self.modified);
        let versions = [version];
        let mut resource = Resource::default();
        resource.methods = Methods(Methods::READ.0 | 0b1000);
        resource.versions = &versions;
        resource.ranges = false;
        if bench.is("part", "read") {
            resource.cache_control = match bench.get("control") {
                "60" => "max-age=60",
                control => control,
            };
        } else {
            resource.insists = bench.on("insists");
        }
        scene.send(&resource, request, self.now)
    }
}

pub fn run(bench: &Bench, scene: &mut Scene) {
    scene.head = "Nothing is sent yet";
    let mut server = Server { bench, page: [0, 0], version: 1, modified: NOW - 3_600, now: NOW };
    let rows =
        if bench.is("part", "read") { reading(bench, &mut server, scene) } else { changing(bench, &mut server, scene) };
    scene.figures.push(Figure::table("Who has what", &[clock(server.now), rows].concat()));
}

fn reading(bench: &Bench, server: &mut Server<'_>, scene: &mut Scene) -> String {
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
                scene.happens("The page is edited", "There is a new version. Nobody tells the browser.");
                server.now += 1;
                continue;
            }
            _ => {
                scene.happens("A minute passes", "");
                server.now += 60;
                continue;
            }
        };
        let (because, bytes, says) = match plan(stored.as_ref(), load, server.now) {
            Plan::Use(good) => {
                scene.happens("The cache answers", "");
                put(&mut scene.says, "The copy is good for ^ yet, so nothing is sent. [RFC 9111 4.2]", &[&span(good)]);
                scene.status = 200;
                if copy != server.page {
                    scene.says.push_str(" **It is out of date**, and the browser cannot know.");
                    scene.reach(true, "stale");
                }
                scene.exchanges.push(Exchange { status: 200, ..Exchange::default() });
                ("From the cache.", stored.as_ref().map_or(0, Stored::size), " ~ bytes saved.")
            }
            Plan::Send { fields, because } => {
                let mut request = request(PAGE, HOST, &fields);
                more(&mut request, bench.get("fields"));
                let response = server.ask(scene, request);
                let came = response.content.as_ref().map_or(0, Vec::len);
                sent += came;
                match update(&mut stored, response, server.now) {
                    Update::Confirmed(bytes) => (because, bytes, " ~ bytes saved: the copy is shown."),
                    Update::Stored => {
                        copy = server.page;
                        (because, came, " ~ bytes came and are stored.")
                    }
                    Update::Passed => (because, came, " ~ bytes came and are not stored."),
                }
            }
        };
        if says.starts_with(" ~ bytes saved") {
            saved += bytes;
        }
        if let Some(exchange) = scene.exchanges.last_mut() {
            exchange.title = title(place, called, server.now);
            exchange.note.push_str(because);
            fill(&mut exchange.note, says, &[bytes]);
        }
        server.now += 1;
    }
    let [own, _] = words(server.page);
    let (mut soup, mut good) = ("nothing", String::new());
    if let Some(stored) = &stored {
        [soup, _] = words(copy);
        let seconds = left(stored, server.now);
        good = if seconds > 0 { span(seconds) } else { "ask first".to_owned() };
    }
    let field = |name| stored.as_ref().and_then(|stored| stored.response.field(name)).unwrap_or_default();
    let mut rows = String::new();
    put(&mut rows, "|Copy|Server\nSoup|^|^\n`ETag`", &[soup, own]);
    wire(&mut rows, field("ETag"));
    wire(&mut rows, &server.tag());
    rows.push_str("\n`Last-Modified`");
    wire(&mut rows, hours(field("Last-Modified")));
    wire(&mut rows, hours(&server.date()));
    put(&mut rows, "\nGood for|^|", &[&good]);
    fill(&mut rows, "\nContent|~ bytes saved|~ bytes sent", &[saved, sent]);
    rows
}

/// Of a date, what stands on a clock.
#[inline(never)]
fn hours(date: &str) -> &str {
    date.get(17..25).unwrap_or_default()
}

/// What somebody has open, with what they wrote.
struct Open {
    page: Page,
    response: Response,
}

impl Open {
    fn field(&self, name: &str) -> &str {
        self.response.field(name).unwrap_or_default()
    }
}

fn changing(bench: &Bench, server: &mut Server<'_>, scene: &mut Scene) -> String {
    // Ana writes another soup, Ben another price.
    let (mut ana, mut ben): (Option<Open>, Option<Open>) = (None, None);
    for (place, (step, called)) in taken(bench, "saves").into_iter().enumerate() {
        let is_ana = matches!(step, b'a' | b's');
        let open = if is_ana { &mut ana } else { &mut ben };
        let (name, other, what) = if is_ana { ("Ana", "Ben", "price") } else { ("Ben", "Ana", "soup") };
        let extra = bench.get("fields");
        if matches!(step, b'a' | b'b') {
            let response = server.ask(scene, compose("GET", PAGE, &[], extra, ""));
            if response.status == 200 {
                let [soup, price] = server.page;
                let page = if is_ana { [soup + 1, price] } else { [soup, price + 1] };
                *open = Some(Open { page, response });
            }
        } else if let Some(mine) = open.take() {
            let [soup, price] = server.page;
            let seen = if is_ana { mine.page[1] == price } else { mine.page[0] == soup };
            let condition = match bench.get("cond") {
                "tag" => ("If-Match", mine.field("ETag")),
                "date" => ("If-Unmodified-Since", mine.field("Last-Modified")),
                _ => ("", ""),
            };
            let fields = [("Content-Type", "text/plain"), condition];
            let response = server.ask(scene, compose("PUT", PAGE, &fields, extra, &text(mine.page)));
            if response.status != 204 {
                if !seen {
                    let says = " ^'s ^ is safe. ^ has to open the page again and put both together.";
                    put(&mut scene.says, says, &[other, what, name]);
                }
                *open = Some(mine);
            } else {
                if !seen {
                    scene.says.clear();
                    let says =
                        "**^ has lost what was written**: ^ had not seen the new ^ and has put the old one back.";
                    put(&mut scene.says, says, &[other, name, what]);
                    scene.reach(true, "lost");
                }
                server.change(mine.page);
            }
        } else {
            scene.happens("Nothing is sent", "Before a save, the page has to be opened.");
            server.now += 1;
            continue;
        }
        if let Some(exchange) = scene.exchanges.last_mut() {
            exchange.title = title(place, called, server.now);
        }
        server.now += 1;
    }
    let mut rows = "|Soup|Price|`ETag`".to_owned();
    for (name, open) in [("\nAna|", &ana), ("\nBen|", &ben)] {
        match open {
            Some(open) => own(&mut rows, name, open.page, open.field("ETag")),
            None => put(&mut rows, "^not open||", &[name]),
        }
    }
    own(&mut rows, "\nServer|", server.page, &server.tag());
    rows
}

/// A row for a page that somebody has.
fn own(rows: &mut String, name: &str, page: Page, tag: &str) {
    let [soup, price] = words(page);
    put(rows, "^^|^", &[name, soup, price]);
    wire(rows, tag);
}

/// A cell with something out of a message.
#[inline(never)]
fn wire(rows: &mut String, text: &str) {
    put(rows, if text.is_empty() { "|none" } else { "|`^`" }, &[text]);
}

#[cfg(test)]
#[path = "cache_tests.rs"]
mod tests;
