//! As much of GraphQL as it takes to tell the kinds of errors apart: a small model. It takes one
//! query or mutation with fields, aliases, an argument and a variable, and has a schema with one type.

use crate::server::json::{Document, Kind};
use crate::server::put;

/// The schema, as the reader sees it.
pub const SCHEMA: &str = "type Query { tea(id: Int!): Tea }\ntype Mutation { order(id: Int!): Tea }\ntype Tea { name: String! price: Float }";

/// What comes of a question.
pub struct Query<'a> {
    /// Its names, numbers, texts and signs.
    words: Vec<&'a str>,
    /// What each is: `n` for a name, `0` for a number, `"` for a text, or else the sign.
    kinds: Vec<u8>,
    at: usize,
    /// The variables that are sent along.
    given: &'a Document<'a>,
    /// The declared variable, may be empty, and whether it is used.
    variable: (&'a str, bool),
    /// Whether prices cannot be had.
    down: bool,
    /// Why it does not fit the schema, empty if it does.
    pub unfit: String,
    /// The value of `data`.
    pub data: String,
    /// The errors in the data, as JSON.
    pub errors: String,
}

impl<'a> Query<'a> {
    /// Takes a question apart. `down`: prices cannot be had.
    #[inline(never)]
    pub fn of(text: &'a str, given: &'a Document<'a>, down: bool) -> Self {
        let (unfit, data, errors) = (String::new(), String::new(), String::new());
        let (words, kinds) = (Vec::new(), Vec::new());
        let mut query = Self { words, kinds, at: 0, given, variable: ("", false), down, unfit, data, errors };
        let get = |at: usize| text.as_bytes().get(at).copied().unwrap_or(b'\n');
        let mut at = 0;
        while at < text.len() {
            let (start, first) = (at, get(at));
            let mut kind = first;
            at += 1;
            match first {
                b' ' | b'\t' | b'\n' | b'\r' | b',' => continue,
                b'#' => {
                    while get(at) != b'\n' {
                        at += 1;
                    }
                    continue;
                }
                b'"' => {
                    while !matches!(get(at), b'"' | b'\n') {
                        at += 1 + usize::from(get(at) == b'\\');
                    }
                    // One that is not closed is no text.
                    kind = if get(at) == b'"' { b'"' } else { 0 };
                    at += 1;
                }
                b'-' | b'0'..=b'9' | b'_' | b'a'..=b'z' | b'A'..=b'Z' => {
                    kind = if first < b'A' { b'0' } else { b'n' };
                    while get(at).is_ascii_alphanumeric() || get(at) == b'_' || kind == b'0' && get(at) == b'.' {
                        at += 1;
                    }
                }
                // Letters of other alphabets are no signs; all of one is taken.
                _ => {
                    while get(at) & 0xc0 == 0x80 {
                        at += 1;
                    }
                }
            }
            query.words.push(text.get(start..at).unwrap_or("\""));
            query.kinds.push(kind);
        }
        query
    }

    /// Whether it changes something.
    pub fn is_mutation(&self) -> bool {
        self.words.first() == Some(&"mutation")
    }

    /// The first word that stands where it cannot, empty for the end; none if all is well.
    #[inline(never)]
    pub fn misplaced(&self) -> Option<&'a str> {
        let mut open = Vec::new();
        let (mut before, mut colon) = (0, false);
        for (kind, word) in self.kinds.iter().zip(&self.words) {
            let fine = match kind {
                b'{' | b'(' | b'[' => {
                    open.push(*kind);
                    colon &= *kind != b'(';
                    true
                }
                // Each closes what was opened last, and there is something in between.
                b'}' | b')' | b']' => {
                    let opened = open.pop().unwrap_or_default();
                    matches!(kind.wrapping_sub(opened), 1 | 2)
                        && !matches!(before, b'{' | b'(' | b':' | b'$')
                        && (*kind != b')' || colon)
                }
                b':' => {
                    colon = true;
                    before == b'n'
                }
                b'$' | b'!' | b'=' | b'@' | b'.' => true,
                // A question begins with a bracket or a word for what it is.
                b'n' => before != 0 || matches!(*word, "query" | "mutation" | "subscription" | "fragment"),
                // A number or a text is the value of something.
                b'0' | b'"' => before == b':' || open.last() == Some(&b'['),
                _ => false,
            };
            if !fine {
                return Some(word);
            }
            before = *kind;
        }
        (before != b'}' || !open.is_empty()).then_some("")
    }

    /// Steps over words of these kinds, if they are the next ones.
    #[inline(never)]
    fn takes(&mut self, kinds: &[u8]) -> bool {
        let takes = self.kinds.get(self.at..).is_some_and(|rest| rest.starts_with(kinds));
        self.at += if takes { kinds.len() } else { 0 };
        takes
    }

    /// A word that was stepped over.
    fn back(&self, count: usize) -> &'a str {
        self.words.get(self.at - count).copied().unwrap_or_default()
    }

    /// Answers it; no word may be misplaced.
    #[inline(never)]
    pub fn answer(&mut self) {
        let of = if self.is_mutation() { "Mutation" } else { "Query" };
        if self.takes(b"n") {
            if !self.is_mutation() && self.back(1) != "query" {
                self.refuse("this small server knows queries and mutations only", &[]);
            }
            self.takes(b"n");
        }
        if self.takes(b"($n:n!)") {
            self.variable.0 = self.back(5);
            if self.back(3) != "Int" {
                self.refuse("$^ has to be Int!", &[self.back(5)]);
            }
        }
        if !self.takes(b"{") {
            self.refuse("this small server knows one variable, and it has to be Int!", &[]);
        } else if self.select(of, "") && self.at < self.kinds.len() {
            self.refuse("this small server takes one operation", &[]);
        }
        let (name, used) = self.variable;
        if !used && !name.is_empty() {
            self.refuse("$^ is never used", &[name]);
        }
    }

    /// The value of the variable, if it is a whole number.
    fn value(&self) -> Option<&'a str> {
        let value = self.given.member(self.variable.0)?;
        let whole = !value.written.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'));
        (value.kind == Kind::Number && whole).then_some(value.written)
    }

    /// Which variable lacks a value that fits; may be empty.
    pub fn unset(&self) -> &'a str {
        if self.value().is_some() { "" } else { self.variable.0 }
    }

    /// The first reason counts.
    #[inline(never)]
    fn refuse(&mut self, why: &str, what: &[&str]) {
        if self.unfit.is_empty() {
            put(&mut self.unfit, why, what);
        }
    }

    /// Answers the fields of a type, to their closing bracket; says whether it came that far. `above`
    /// is the key of what they belong to.
    fn select(&mut self, of: &str, above: &str) -> bool {
        let mut mark = "{";
        let mut keys: Vec<&str> = Vec::new();
        while !self.takes(b"}") {
            let alias = self.takes(b"n:");
            let key = if alias { self.back(2) } else { "" };
            if !self.takes(b"n") {
                self.refuse("this small server does not know what follows ^", &[self.back(1)]);
                return false;
            }
            let field = self.back(1);
            let key = if alias { key } else { field };
            if keys.contains(&key) {
                self.refuse("^ is asked for twice; give one of them an alias", &[key]);
            }
            keys.push(key);
            put(&mut self.data, "^\"^\": ", &[mark, key]);
            mark = ", ";
            match (of, field) {
                ("Query", "tea") | ("Mutation", "order") => {
                    let mut id = "";
                    let mut name = "";
                    if self.takes(b"(n:$n)") {
                        name = self.back(5);
                        // The variable, if there is one of that name.
                        if self.back(2) == self.variable.0 {
                            self.variable.1 = true;
                            id = self.value().unwrap_or("0");
                        }
                    } else if self.takes(b"(n:0)") {
                        (name, id) = (self.back(4), self.back(2));
                    }
                    if name != "id" || id.is_empty() || id.bytes().any(|byte| byte == b'.') || !self.takes(b"{") {
                        self.refuse("^ takes the id of a tea, an Int, and fields, as in (id: 7) { name }", &[field]);
                        return false;
                    }
                    let (data, errors) = (self.data.len(), self.errors.len());
                    if !self.select("Tea", key) {
                        return false;
                    }
                    if id != "7" {
                        // There is no such tea.
                        self.data.truncate(data);
                        self.errors.truncate(errors);
                        self.data.push_str("null");
                    }
                }
                ("Tea", "name") => self.data.push_str("\"Assam\""),
                ("Tea", "price") if self.down => {
                    self.data.push_str("null");
                    let comma = if self.errors.is_empty() { "" } else { ", " };
                    let says = "^{\"message\": \"the price list is down\", \"path\": [\"^\", \"^\"]}";
                    put(&mut self.errors, says, &[comma, above, key]);
                }
                ("Tea", "price") => self.data.push_str("4.5"),
                (_, "__typename") => put(&mut self.data, "\"^\"", &[of]),
                _ => {
                    self.refuse("there is no field ^ in ^", &[field, of]);
                    return false;
                }
            }
        }
        self.data.push('}');
        true
    }
}
