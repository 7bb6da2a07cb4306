//! What a lab shows.

use super::{HOST, Setting};
use crate::gateway::Link;
use crate::redirect::Sequence;
use crate::server::{Resource, Response, Trace, put, respond, tell};
use crate::text::decimal;

/// What comes of a lab as it is set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scene {
    /// The name of who answers, where it is one of several; the head goes on with it.
    pub who: &'static str,
    /// Who answers, or what happens instead: "The server answers", "Nothing is sent".
    pub head: &'static str,
    /// The status of the last answer; 0 if there is none.
    pub status: u16,
    /// What decided (prose).
    pub says: String,
    /// What was sent and what came back, the last one last.
    pub exchanges: Vec<Exchange>,
    /// Who says what, as a picture; the exchanges say the same, one after the other.
    pub sequence: Option<Sequence>,
    /// The way of a request through several servers.
    pub way: Option<Way>,
    /// What else there is to see.
    pub figures: Vec<Figure>,
    /// The same, below the messages.
    pub below: Vec<Figure>,
    /// What was reached, for the goals: status codes, each also with the check that decided.
    pub reached: Vec<String>,
}

/// A request and its response.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exchange {
    /// What it is, where there are several.
    pub title: String,
    /// The request as text; empty: none was sent.
    pub request: String,
    /// Parts of the request that are wrong, as positions in its text.
    pub marks: Vec<(usize, usize)>,
    /// The response as text; empty: none came back.
    pub response: String,
    /// The status of the response, 0 if there is none.
    pub status: u16,
    /// What to say about it (prose), may be empty.
    pub note: String,
    /// What the server looked at.
    pub trace: Option<Trace>,
}

/// Something to see beside the messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// A text with some parts of it marked.
    Text {
        /// What it is.
        title: &'static str,
        /// The text.
        text: String,
        /// The marked parts, as positions in the text, in ascending order.
        marks: Vec<(usize, usize)>,
    },
    /// A table; its first row is the head. Cells are prose.
    Table {
        /// What it is.
        title: &'static str,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
    /// A bucket of tokens.
    Bucket {
        /// How many there are.
        left: u16,
        /// How many fit in.
        size: u16,
        /// The same in words, and more.
        says: String,
    },
    /// A minute of some clients, one below the other.
    Chart {
        /// What it is.
        title: &'static str,
        /// The clients.
        lanes: Vec<Lane>,
    },
    /// What would come of other settings, as cells to choose from.
    Cells {
        /// What is chosen.
        title: &'static str,
        /// The cells.
        cells: Vec<Cell>,
    },
    /// The same in two directions.
    Matrix {
        /// What it is.
        title: &'static str,
        /// The heads of the columns; that of the names first.
        heads: Vec<&'static str>,
        /// Rows, each with its name and what to know of it first.
        rows: Vec<(&'static str, u16, Vec<Cell>)>,
    },
    /// Things to do, one after the other.
    List {
        /// What they are for.
        title: &'static str,
        /// The things (prose).
        items: &'static [&'static str],
    },
    /// A remark.
    Note {
        /// A word for it.
        title: &'static str,
        /// The remark (prose).
        says: String,
    },
}

/// A client in a chart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lane {
    /// Who it is.
    pub name: &'static str,
    /// The same in words.
    pub says: String,
    /// Where its requests stand that got through, in CSS pixels from the left.
    pub passed: Vec<u16>,
    /// Where those stand that were refused.
    pub refused: Vec<u16>,
}

/// What would come of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What is set.
    pub name: &'static str,
    /// What to know of it.
    pub remark: &'static str,
    /// The status that would come; 0: none.
    pub status: u16,
    /// What else would.
    pub says: String,
    /// Whether it is not what one expects.
    pub differs: bool,
    /// Whether it is what is set now.
    pub here: bool,
    /// What to set.
    pub set: Vec<Setting>,
}

/// From a browser through a proxy to an app and its database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The proxy.
    pub proxy: &'static str,
    /// What is broken.
    pub link: Link,
    /// The name of that.
    pub broken: &'static str,
    /// The status that comes back; 0: none.
    pub status: u16,
    /// What else comes back, in a few words.
    pub says: String,
}

impl Way {
    /// Whether the proxy speaks to the app.
    #[must_use]
    pub const fn reaches_app(&self) -> bool {
        matches!(self.link, Link::None | Link::Answer | Link::Middle | Link::App)
    }

    /// Whether something is broken between the two.
    #[must_use]
    pub const fn is_broken(&self) -> bool {
        matches!(self.link, Link::Connection | Link::Answer | Link::Middle | Link::Pool)
    }
}

impl Figure {
    /// A table out of lines with `|` between their cells.
    #[must_use]
    #[inline(never)]
    pub fn table(title: &'static str, lines: &str) -> Self {
        let mut rows = Vec::new();
        for line in lines.split('\n') {
            let mut row = Vec::new();
            for cell in line.split('|') {
                row.push(cell.to_owned());
            }
            rows.push(row);
        }
        Self::Table { title, rows }
    }
}

impl Scene {
    /// Sends a request to a server and adds what comes of it. `now` is in seconds since 1970.
    #[inline(never)]
    pub fn send(&mut self, resource: &Resource<'_>, request: String, now: i64) -> Response {
        let (response, trace) = respond(resource, &request, now.unsigned_abs() * 1_000);
        self.add(request, &response, trace);
        response
    }

    /// Something happens without a message.
    #[inline(never)]
    pub fn happens(&mut self, head: &'static str, says: &str) {
        self.head = head;
        self.status = 0;
        says.clone_into(&mut self.says);
    }

    /// Reaches something, if it is so.
    #[inline(never)]
    pub fn reach(&mut self, it_is: bool, word: &str) {
        if it_is {
            self.reached.push(word.to_owned());
        }
    }

    /// Adds what was sent and what came back.
    #[inline(never)]
    pub fn add(&mut self, request: String, response: &Response, trace: Trace) {
        let code = decimal(response.status.into());
        self.head = "The server answers";
        self.status = response.status;
        self.says.clear();
        if let Some(step) = trace.deciding() {
            put(&mut self.says, "^ [^]", &[step.says, step.source]);
            self.reached.push([&code, " ", step.check.id].concat());
        }
        self.reached.push(code);
        self.exchanges.push(Exchange {
            request,
            response: response.text(),
            status: response.status,
            trace: Some(trace),
            ..Exchange::default()
        });
    }
}

/// A request as text, with the fields that every client sends. `extra` is what somebody wrote: any
/// lines whatever, which may break it.
#[must_use]
pub fn compose(method: &str, target: &str, fields: &[(&str, &str)], extra: &str, content: &str) -> String {
    let mut text = String::new();
    put(&mut text, "^ ^ HTTP/1.1\nHost: ^", &[method, target, HOST]);
    let length = decimal(content.len());
    let last = [("Content-Length", if content.is_empty() { "" } else { &length })];
    for (name, value) in fields.iter().chain(&last) {
        if !value.is_empty() {
            put(&mut text, "\n^: ^", &[name, value]);
        }
    }
    more(&mut text, extra);
    if !content.is_empty() {
        tell(&mut text, &["\n\n", content]);
    }
    text
}

/// Appends fields that somebody wrote.
#[inline(never)]
pub fn more(text: &mut String, extra: &str) {
    let mut extra = extra.trim_ascii_end();
    while let Some(rest) = extra.strip_prefix('\n') {
        extra = rest;
    }
    if !extra.is_empty() {
        tell(text, &["\n", extra]);
    }
}
