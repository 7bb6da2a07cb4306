//! The answer as a message.

use super::words::{fill, tell};
use super::{LimitStyle, Scene, content, date, json, negotiate};
use crate::text::split_once;
use crate::{catalog, form, prose, text::decimal};

/// A response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The header section: a line break, a name, a colon with a space, and a value each.
    pub head: String,
    /// The content; `None` where the message ends with its header section. Bytes, since a range may
    /// cut a character in two.
    pub content: Option<Vec<u8>>,
}

impl Response {
    /// The value of a field.
    #[must_use]
    #[inline(never)]
    pub fn field(&self, name: &str) -> Option<&str> {
        for line in self.head.split('\n') {
            if let Some((own, value)) = split_once(line, ": ")
                && own.eq_ignore_ascii_case(name)
            {
                return Some(value);
            }
        }
        None
    }

    /// The content as text; bytes that are no text are shown as U+FFFD.
    #[must_use]
    pub fn content_text(&self) -> Option<String> {
        self.content.as_deref().map(form::readable)
    }

    /// The whole message, its lines parted by `\n`.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        fill(&mut text, "HTTP/1.1 ~ ", &[self.status.into()]);
        tell(&mut text, &[name(self.status), &self.head]);
        if let Some(content) = self.content_text() {
            tell(&mut text, &["\n\n", &content]);
        }
        text
    }
}

/// The reason phrase.
fn name(status: u16) -> &'static str {
    catalog::entry(status).map_or("", |entry| entry.name)
}

impl Scene<'_> {
    /// Validators and whatever else tells about the representation, with its content or without.
    #[inline(never)]
    pub fn validators(&mut self) {
        let Some(version) = self.chosen else { return };
        if super::Tag::read(version.tag).is_some() {
            self.field("ETag", &[version.tag]);
        }
        // A 304 leaves out what the client has already; the date only counts without a tag (RFC 9110 15.4.5).
        if let Some(when) = version.modified.filter(|_| self.status != 304 || version.tag.is_empty()) {
            self.field("Last-Modified", &[&date::written(when.clamp(0, self.seconds()))]);
        }
        self.field("Cache-Control", &[self.resource.cache_control]);
        let vary = negotiate::vary(self.resource.versions);
        self.field("Vary", &[&vary]);
    }

    /// The response. `counted`: a token was asked for.
    pub fn response(mut self, counted: bool) -> Response {
        let status = self.status;
        if !matches!(status, 204 | 304) {
            if self.content.is_none() {
                self.problem();
            }
            let length = decimal(self.content.as_ref().map_or(0, Vec::len));
            self.field("Content-Length", &[&length]);
        }
        if counted {
            self.limit_fields();
        }
        let content = self.content.filter(|content| self.method != "HEAD" && !content.is_empty());
        Response { status, head: self.head, content }
    }

    /// RFC 9457 3. Without a `type` the title is that of the status code.
    fn problem(&mut self) {
        self.field("Content-Type", &["application/problem+json"]);
        let mut text = "{\n  \"title\": ".to_owned();
        json::push_text(&mut text, name(self.status));
        fill(&mut text, ",\n  \"status\": ~,\n  \"detail\": ", &[self.status.into()]);
        // What hides does not give itself away in the content.
        let says = if self.path == "may.h" { content::UNKNOWN } else { self.says };
        json::push_text(&mut text, &prose::plain(says));
        tell(&mut text, &[&self.more, "\n}"]);
        self.content = Some(text.into_bytes());
    }

    /// Tells how much is left of the limit.
    fn limit_fields(&mut self) {
        let Some(bucket) = self.resource.bucket else { return };
        let (after, _) = bucket.take(self.now);
        let (size, left) = (bucket.size.into(), after.left.into());
        let full = after.until_full(self.now);
        let template = match bucket.style {
            LimitStyle::Silent => return,
            LimitStyle::Draft => "\nRateLimit-Policy: \"default\";q=~;w=~\nRateLimit: \"default\";r=~;t=~",
            LimitStyle::Vendor => "\nX-RateLimit-Limit: ~\nX-RateLimit-Remaining: ~\nX-RateLimit-Reset: ~",
        };
        let window = seconds(u64::from(bucket.size) * u64::from(bucket.every.max(1)));
        let draft = [size, window, left, seconds(full)];
        let vendor = [size, left, seconds(self.now.saturating_add(full))];
        let numbers: &[usize] = if bucket.style == LimitStyle::Draft { &draft } else { &vendor };
        fill(&mut self.head, template, numbers);
    }
}

/// Whole seconds, rounded up.
#[inline(never)]
pub fn seconds(milliseconds: u64) -> usize {
    milliseconds.div_ceil(1_000) as usize
}
