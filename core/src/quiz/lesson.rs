//! A lesson: pages in an order, with a note for each, in one address.
//!
//! ```
//! use statuscope_core::quiz::lesson::Lesson;
//! let (mut lesson, left_out) = Lesson::parse("title=Tea&page=404/&note=Not+here&page=410/");
//! assert!(left_out.is_empty());
//! lesson.shift(1, 0);
//! assert_eq!(lesson.query(), "?title=Tea&page=410/&page=404/&note=Not+here");
//! ```

use super::data;
use super::round::LeftOut;
use crate::form;
use crate::text::contains;

pub use statuscope_data::classroom::{Ready, Stop};

/// How many pages a lesson has at most.
pub const MOST: usize = 40;
/// How many characters a title, a page's name or a note has at most.
pub const LONGEST: usize = 200;
/// How long an address may be, in bytes.
const LONGEST_PATH: usize = 2_000;

/// A page of a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Its address relative to the root, without a slash in front.
    pub path: String,
    /// What it is called here; empty: as it calls itself.
    pub name: String,
    /// What to say about it.
    pub note: String,
}

/// A lesson.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lesson {
    /// Its title.
    pub title: String,
    /// Its pages.
    pub pages: Vec<Page>,
}

/// The ready lessons, in the order in which they are offered.
#[must_use]
pub fn ready() -> &'static [Ready] {
    &data().lessons
}

/// An address within the app, or why it is none.
///
/// # Errors
/// What leads out of the app, or is too long.
pub fn inside(address: &str) -> Result<&str, &'static str> {
    let path = address.trim_start_matches('/');
    let end = path.bytes().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(path.len());
    let folders = path.get(..end).unwrap_or_default();
    if path.len() > LONGEST_PATH {
        return Err("this address is too long for a lesson");
    }
    if contains(folders, ":") || contains(folders, "\\") || contains(folders, "..") || contains(folders, "//") {
        return Err("a lesson has only pages of this app");
    }
    if path.bytes().any(|byte| byte.is_ascii_control()) {
        return Err("this is no address");
    }
    Ok(path)
}

impl Lesson {
    /// A ready lesson, to be changed as one likes.
    #[must_use]
    pub fn of(ready: &Ready) -> Self {
        let mut lesson = Self { title: ready.title.to_owned(), pages: Vec::new() };
        for stop in &ready.stops {
            lesson.pages.push(Page { path: stop.path.to_owned(), name: String::new(), note: stop.note.to_owned() });
        }
        lesson
    }

    /// Reads `title=…&page=404/&note=…&page=…`, or `ready=45-minutes`. Total: what cannot be used is told.
    #[must_use]
    pub fn parse(query: &str) -> (Self, Vec<LeftOut>) {
        let (mut lesson, mut left_out) = (Self::default(), Vec::new());
        for (name, value) in form::pairs(query) {
            if let Some(why) = lesson.take(&name, &value) {
                left_out.push(([&name, "=", &value].concat(), why));
            }
        }
        (lesson, left_out)
    }

    fn take(&mut self, name: &str, value: &str) -> Option<&'static str> {
        let text = match name {
            "title" => &mut self.title,
            "ready" => {
                return match ready().iter().find(|ready| ready.id == value) {
                    Some(ready) => {
                        *self = Self::of(ready);
                        None
                    }
                    None => Some("there is no such lesson"),
                };
            }
            "page" => return self.add(value).err(),
            "name" | "note" => match self.pages.last_mut() {
                Some(page) if name == "name" => &mut page.name,
                Some(page) => &mut page.note,
                None => return Some("belongs to no page"),
            },
            _ => return Some("means nothing here"),
        };
        clipped(value).clone_into(text);
        (text.len() < value.len()).then_some("is too long and was cut")
    }

    /// The query that [`parse`](Self::parse) reads, with its question mark; empty for a lesson without
    /// anything.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = String::new();
        for ready in ready() {
            if Self::of(ready) == *self {
                form::push(&mut query, "ready", ready.id);
                return query;
            }
        }
        push(&mut query, "title", &self.title);
        for page in &self.pages {
            form::push(&mut query, "page", &page.path);
            push(&mut query, "name", &page.name);
            push(&mut query, "note", &page.note);
        }
        query
    }

    /// Where a page stands in it.
    #[must_use]
    pub fn place(&self, path: &str) -> Option<usize> {
        self.pages.iter().position(|page| page.path == path)
    }

    /// Adds a page at the end. The same page may come twice.
    ///
    /// # Errors
    /// Why it cannot be added.
    pub fn add(&mut self, address: &str) -> Result<(), &'static str> {
        let path = inside(address)?;
        if self.pages.len() >= MOST {
            return Err("a lesson has at most 40 pages");
        }
        self.pages.push(Page { path: path.to_owned(), ..Page::default() });
        Ok(())
    }

    /// Moves a page to another place; says whether anything has moved. A place beyond the end is the end.
    pub fn shift(&mut self, from: usize, to: usize) -> bool {
        let to = to.min(self.pages.len().saturating_sub(1));
        if from >= self.pages.len() || from == to {
            return false;
        }
        let page = self.pages.remove(from);
        self.pages.insert(to, page);
        true
    }

    /// Takes a page out.
    pub fn remove(&mut self, place: usize) -> Option<Page> {
        (place < self.pages.len()).then(|| self.pages.remove(place))
    }
}

fn push(query: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        form::push(query, name, value);
    }
}

/// The first characters of a text: a title, a name or a note.
#[must_use]
pub fn clipped(text: &str) -> &str {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or_default()
}
