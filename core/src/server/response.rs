//! The answer as a message.

use super::model::Version;
use super::tags::Tag;
use super::{LimitStyle, Scene, date, json, negotiate};
use crate::{catalog, form, prose, text::decimal};

/// A header field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: String,
}

/// A response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The header section.
    pub fields: Vec<Field>,
    /// The content; `None` where the message ends with its header section. Bytes, since a range may
    /// cut a character in two.
    pub content: Option<Vec<u8>>,
}

impl Response {
    /// The value of a field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name)).map(|field| field.value.as_str())
    }

    /// The reason phrase.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        catalog::entry(self.status).map_or("", |entry| entry.name)
    }

    /// The content as text; bytes that are no text are shown as U+FFFD.
    #[must_use]
    pub fn content_text(&self) -> Option<String> {
        self.content.as_deref().map(form::readable)
    }

    /// The whole message, its lines parted by `\n`.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = ["HTTP/1.1 ", &decimal(usize::from(self.status)), " ", self.reason()].concat();
        for field in &self.fields {
            for part in ["\n", field.name, ": ", &field.value] {
                text.push_str(part);
            }
        }
        if let Some(content) = self.content_text() {
            text.push_str("\n\n");
            text.push_str(&content);
        }
        text
    }
}

/// What the content of an answer is.
pub enum Body {
    /// There is none, and no word of it.
    None,
    /// There is none, and `Content-Length` says so.
    Empty,
    /// Problem details (RFC 9457), with these further members, each with a comma in front.
    Problem(String),
    /// Something, of a type.
    Is(String, Vec<u8>),
}

/// The answer of a check, before what all answers have in common is added.
pub struct Answer {
    pub status: u16,
    pub path: &'static str,
    pub fields: Vec<Field>,
    pub body: Body,
}

impl Answer {
    /// An error that explains itself; other answers say what they have.
    pub fn new(status: u16, path: &'static str) -> Self {
        Self { status, path, fields: Vec::new(), body: Body::Problem(String::new()) }
    }

    /// Adds a field. Where there is no value, there is none; control characters are dropped, so
    /// that no value can begin another line.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        if !value.is_empty() {
            let value = value.chars().filter(|letter| !letter.is_control()).collect();
            self.fields.push(Field { name, value });
        }
        self
    }

    pub fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// Validators and whatever else tells about a representation, with its content or without.
    pub fn validators(self, version: &Version<'_>, scene: &Scene<'_>) -> Self {
        let modified = version.modified.map(|when| date::written(when.clamp(0, scene.seconds())));
        let vary = negotiate::vary(scene.resource.versions);
        // A 304 leaves out what the client has already; the date only counts without a tag (RFC 9110 15.4.5).
        let modified = if self.status == 304 && !version.tag.is_empty() { None } else { modified };
        self.with("ETag", if Tag::read(version.tag).is_some() { version.tag } else { "" })
            .with("Last-Modified", &modified.unwrap_or_default())
            .with("Cache-Control", scene.resource.cache_control)
            .with("Vary", &vary)
    }

    /// The response. `says` is the detail of a problem.
    pub fn finish(self, says: &str, scene: &Scene<'_>) -> Response {
        let status = self.status;
        let mut fields = vec![Field { name: "Date", value: date::written(scene.seconds()) }];
        fields.extend(self.fields);
        let (kind, content) = match self.body {
            Body::None => (String::new(), None),
            Body::Empty => (String::new(), Some(Vec::new())),
            Body::Problem(more) => {
                ("application/problem+json".to_owned(), Some(problem(status, says, &more).into_bytes()))
            }
            Body::Is(kind, content) => (kind, Some(content)),
        };
        let Some(content) = content else { return Response { status, fields, content: None } };
        if !kind.is_empty() {
            fields.push(Field {
                name: "Content-Type",
                value: kind.chars().filter(|letter| !letter.is_control()).collect(),
            });
        }
        fields.push(Field { name: "Content-Length", value: decimal(content.len()) });
        let shown = scene.method != "HEAD" && !content.is_empty();
        Response { status, fields, content: shown.then_some(content) }
    }
}

/// RFC 9457 3. Without a `type` the title is that of the status code.
fn problem(status: u16, says: &str, more: &str) -> String {
    let mut text = "{\n  \"title\": ".to_owned();
    json::push_text(&mut text, catalog::entry(status).map_or("", |entry| entry.name));
    text.push_str(",\n  \"status\": ");
    text.push_str(&decimal(usize::from(status)));
    text.push_str(",\n  \"detail\": ");
    json::push_text(&mut text, &prose::plain(says));
    text.push_str(more);
    text.push_str("\n}");
    text
}

/// Tells how much is left of the limit.
pub fn limit_fields(scene: &Scene<'_>, fields: &mut Vec<Field>) {
    let Some(bucket) = scene.resource.bucket else { return };
    let (after, _) = bucket.take(scene.now);
    let size = decimal(usize::from(bucket.size));
    let left = decimal(usize::from(after.left));
    let seconds = |milliseconds: u64| decimal(milliseconds.div_ceil(1_000) as usize);
    match bucket.style {
        LimitStyle::Silent => {}
        LimitStyle::Draft => {
            let window = seconds(u64::from(bucket.size) * u64::from(bucket.every.max(1)));
            let policy = ["\"default\";q=", &size, ";w=", &window].concat();
            fields.push(Field { name: "RateLimit-Policy", value: policy });
            let rest = ["\"default\";r=", &left, ";t=", &seconds(after.until_full(scene.now))].concat();
            fields.push(Field { name: "RateLimit", value: rest });
        }
        LimitStyle::Vendor => {
            let reset = seconds(scene.now.saturating_add(after.until_full(scene.now)));
            fields.push(Field { name: "X-RateLimit-Limit", value: size });
            fields.push(Field { name: "X-RateLimit-Remaining", value: left });
            fields.push(Field { name: "X-RateLimit-Reset", value: reset });
        }
    }
}
