//! As much of GraphQL as it takes to tell the kinds of errors apart: one query or mutation with
//! fields, aliases, arguments and variables, and a schema with one type. It is read and answered in
//! one go; what it does not fit is kept until the end, as syntax comes first.

use crate::server::json::{self, Document, Kind, Value};

/// The schema, as the reader sees it.
pub const SCHEMA: &str = "type Query { tea(id: Int!): Tea }\ntype Mutation { order(id: Int!): Tea }\ntype Tea { name: String! price: Float }";

/// Deeper questions are not read.
const DEEP: u8 = 50;

/// A declared variable.
struct Variable<'a> {
    name: &'a str,
    kind: String,
    used: bool,
}

/// What has been read of a question, and its answer.
pub struct Query<'a> {
    rest: &'a str,
    variables: Vec<Variable<'a>>,
    given: &'a Document<'a>,
    down: bool,
    /// Whether it changes something.
    pub mutation: bool,
    /// Why it does not fit the schema, empty if it does.
    pub unfit: String,
    /// Why a variable cannot be used, empty if all can.
    pub unset: String,
    /// The value of `data`.
    pub data: String,
    /// The errors in the data, as JSON.
    pub errors: String,
}

/// What stands where it cannot.
pub type Broken<'a> = &'a str;

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

fn is_name(word: &str) -> bool {
    word.starts_with(|first| is_letter(first) && !first.is_ascii_digit())
}

fn is_whole(value: Value<'_>) -> bool {
    value.kind == Kind::Number && !value.written.contains(['.', 'e', 'E'])
}

impl<'a> Query<'a> {
    /// Reads a question with its variables. `down`: prices cannot be had.
    pub fn read(text: &'a str, given: &'a Document<'a>, down: bool) -> Result<Self, Broken<'a>> {
        let mut query = Self {
            rest: text,
            variables: Vec::new(),
            given,
            down,
            mutation: false,
            unfit: String::new(),
            unset: String::new(),
            data: String::new(),
            errors: String::new(),
        };
        let mut of = "Query";
        let first = query.peek();
        if is_name(first) {
            match query.next() {
                "query" => {}
                "mutation" => of = "Mutation",
                "subscription" | "fragment" => query.refuse(&[first, " is more than this small server knows"]),
                _ => return Err(first),
            }
            while is_name(query.peek()) {
                query.next();
            }
            if query.peek() == "(" {
                query.declare()?;
            }
        }
        query.mutation = of == "Mutation";
        query.select(of, "", 0)?;
        let after = query.next();
        if matches!(after, "{" | "query" | "mutation" | "subscription" | "fragment") {
            query.refuse(&["this small server takes one operation"]);
        } else if !after.is_empty() {
            return Err(after);
        }
        for at in 0..query.variables.len() {
            if let Some(Variable { name, used: false, .. }) = query.variables.get(at) {
                query.refuse(&["$", *name, " is never used"]);
            }
        }
        Ok(query)
    }

    /// The first reason counts.
    fn refuse(&mut self, why: &[&str]) {
        if self.unfit.is_empty() {
            self.unfit = why.concat();
        }
    }

    /// The next name, number, text or sign; empty at the end.
    fn next(&mut self) -> &'a str {
        loop {
            self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r', ',']);
            if !self.rest.starts_with('#') {
                break;
            }
            self.rest = self.rest.find('\n').and_then(|end| self.rest.get(end..)).unwrap_or_default();
        }
        let mut letters = self.rest.char_indices();
        let Some((_, first)) = letters.next() else { return "" };
        let number = first.is_ascii_digit() || first == '-';
        let (mut end, mut escaped) = (first.len_utf8(), false);
        for (at, letter) in letters {
            let more = match first {
                '"' if letter == '\n' => break,
                '"' if letter == '"' && !escaped => {
                    end = at + 1;
                    break;
                }
                '"' => {
                    escaped = letter == '\\' && !escaped;
                    continue;
                }
                _ => (number || is_letter(first)) && (is_letter(letter) || (number && letter == '.')),
            };
            if !more {
                break;
            }
            end = at + 1;
        }
        let (word, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        word
    }

    fn peek(&mut self) -> &'a str {
        let before = self.rest;
        let word = self.next();
        self.rest = before;
        word
    }

    fn expect(&mut self, sign: &str) -> Result<(), Broken<'a>> {
        let word = self.next();
        if word == sign { Ok(()) } else { Err(word) }
    }

    fn name(&mut self) -> Result<&'a str, Broken<'a>> {
        let word = self.next();
        if is_name(word) { Ok(word) } else { Err(word) }
    }

    /// `($id: Int!)`
    fn declare(&mut self) -> Result<(), Broken<'a>> {
        self.next();
        loop {
            self.expect("$")?;
            let name = self.name()?;
            self.expect(":")?;
            let mut kind = String::new();
            while matches!(self.peek(), "[" | "]" | "!") || (is_name(self.peek()) && !kind.ends_with(is_letter)) {
                kind.push_str(self.next());
            }
            if !kind.contains(is_letter) {
                return Err(self.next());
            }
            if self.peek() == "=" {
                self.next();
                self.value()?;
                self.refuse(&["this small server knows no defaults"]);
            }
            let given = self.given.member(name);
            if self.unset.is_empty() && !given.is_some_and(is_whole) {
                self.unset =
                    ["$", name, if given.is_some() { " is no whole number" } else { " has no value" }].concat();
            }
            self.variables.push(Variable { name, kind, used: false });
            if self.peek() == ")" {
                self.next();
                return Ok(());
            }
        }
    }

    /// A value: as it is written, or the value of a variable that is an `Int!`.
    fn value(&mut self) -> Result<&'a str, Broken<'a>> {
        let word = self.next();
        match word {
            "$" => {
                let name = self.name()?;
                let mut kind = String::new();
                for variable in &mut self.variables {
                    if variable.name == name {
                        variable.used = true;
                        kind.clone_from(&variable.kind);
                    }
                }
                match kind.as_str() {
                    "Int!" => {}
                    "" => self.refuse(&["$", name, " is not declared"]),
                    _ => self.refuse(&["$", name, " is ", &kind, ", and has to be Int!"]),
                }
                Ok(self.given.member(name).filter(|value| is_whole(*value)).map_or("0", |value| value.written))
            }
            "[" | "{" => {
                let mut open = 1_usize;
                while open > 0 {
                    match self.next() {
                        "" => return Err(""),
                        "[" | "{" => open += 1,
                        "]" | "}" => open -= 1,
                        _ => {}
                    }
                }
                Ok(word)
            }
            _ if word.starts_with(is_letter) || (word.len() > 1 && word.starts_with('-')) => Ok(word),
            _ if word.len() > 1 && word.starts_with('"') => Ok(word),
            _ => Err(word),
        }
    }

    /// `(id: 7)`; what `id` is.
    fn arguments(&mut self, field: &str) -> Result<&'a str, Broken<'a>> {
        self.next();
        loop {
            let name = self.name()?;
            self.expect(":")?;
            let value = self.value()?;
            if name != "id" || !matches!(field, "tea" | "order") {
                self.refuse(&[field, " takes no ", name]);
            } else if !value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
                self.refuse(&["id takes an Int, not ", value]);
            }
            if self.peek() == ")" {
                self.next();
                return Ok(value);
            }
        }
    }

    /// `{ name price }` of a type. `above` is the key of what it belongs to.
    fn select(&mut self, of: &str, above: &str, depth: u8) -> Result<(), Broken<'a>> {
        self.expect("{")?;
        if depth > DEEP {
            return Err("{");
        }
        self.data.push('{');
        let mut keys: Vec<&str> = Vec::new();
        loop {
            let word = self.next();
            match word {
                "}" if !keys.is_empty() => break,
                // What follows reads like fields.
                "." | "@" => {
                    self.refuse(&["this small server knows no fragments or directives"]);
                    continue;
                }
                _ if !is_name(word) => return Err(word),
                _ => {}
            }
            let mut field = word;
            if self.peek() == ":" {
                self.next();
                field = self.name()?;
            }
            if keys.contains(&word) {
                self.refuse(&[word, " is asked for twice; give one of them an alias"]);
            }
            for part in [if keys.is_empty() { "" } else { ", " }, "\"", word, "\": "] {
                self.data.push_str(part);
            }
            keys.push(word);
            let id = if self.peek() == "(" { self.arguments(field)? } else { "" };
            let inner = self.peek() == "{";
            match (of, field) {
                ("Query", "tea") | ("Mutation", "order") => {
                    if id.is_empty() {
                        self.refuse(&[field, " needs an id"]);
                    }
                    if !inner {
                        self.refuse(&[field, " needs fields, as in { name }"]);
                        continue;
                    }
                    let (data, errors) = (self.data.len(), self.errors.len());
                    self.select("Tea", word, depth + 1)?;
                    if id != "7" {
                        // There is no such tea.
                        self.data.truncate(data);
                        self.errors.truncate(errors);
                        self.data.push_str("null");
                    }
                    continue;
                }
                ("Tea", "name") => self.data.push_str("\"Assam\""),
                ("Tea", "price") if self.down => {
                    self.data.push_str("null");
                    let comma = if self.errors.is_empty() { "" } else { ", " };
                    for part in [
                        comma,
                        "{\"message\": \"the price list is down\", \"path\": [\"",
                        above,
                        "\", \"",
                        word,
                        "\"]}",
                    ] {
                        self.errors.push_str(part);
                    }
                }
                ("Tea", "price") => self.data.push_str("4.5"),
                (_, "__typename") => json::push_text(&mut self.data, of),
                _ => self.refuse(&["there is no field ", field, " in ", of]),
            }
            if inner {
                self.refuse(&[field, " has no fields of its own"]);
                self.select("", word, depth + 1)?;
            }
        }
        self.data.push('}');
        Ok(())
    }
}
