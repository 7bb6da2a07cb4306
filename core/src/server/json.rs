//! A reader of JSON (RFC 8259) for one purpose: to say where a text stops being JSON, and what the
//! members of its outermost object are. Nothing else is kept, so a text of a megabyte costs one
//! pass, and nesting costs a bit of memory a level rather than stack.

/// What kind of value it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `{…}`
    Object,
    /// `[…]`
    Array,
    /// `"…"`
    Text,
    /// `-1.5e3`
    Number,
    /// `true` or `false`
    Bool,
    /// `null`
    Null,
}

/// A value: its kind and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value<'a> {
    /// The kind.
    pub kind: Kind,
    /// As it stands in the text.
    pub written: &'a str,
    /// Where it begins, in bytes.
    pub at: usize,
}

/// A member of the outermost object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member<'a> {
    /// The name, without escapes.
    pub name: String,
    /// The value.
    pub value: Value<'a>,
}

/// A text that is JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<'a> {
    /// The value.
    pub whole: Value<'a>,
    /// Its members, if it is an object, in the order of the text.
    pub members: Vec<Member<'a>>,
}

impl<'a> Document<'a> {
    /// The value of a member; of several, the last one, as nearly all parsers have it.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<Value<'a>> {
        self.members.iter().rev().find(|member| member.name == name).map(|member| member.value)
    }
}

/// Where a text stops being JSON: what stands before `at` could have gone on to be JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// In bytes from the start.
    pub at: usize,
    /// The line, counted from 1.
    pub line: usize,
    /// The character in the line, counted from 1.
    pub column: usize,
    /// What was expected there.
    pub what: &'static str,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    ValueOrEnd,
    NameOrEnd,
    Name,
    After,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

const ENDS: &str = "the text ends too early";
const CONTROL: &str = "a line break or control character inside a text; write it as an escape such as \\n";

/// Reads a text.
///
/// # Errors
/// The first place that cannot be JSON.
pub fn read(text: &str) -> Result<Document<'_>, Fault> {
    let mut reader = Reader { text, at: 0 };
    reader.document().map_err(|what| {
        let at = reader.at;
        let before = text.as_bytes().get(..at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        // Bytes that continue a character are no characters of their own.
        let column = before.get(start..).unwrap_or_default().iter().filter(|byte| **byte & 0xc0 != 0x80).count() + 1;
        Fault { at, line, column, what }
    })
}

impl<'a> Reader<'a> {
    #[inline(always)]
    fn peek(&self) -> u8 {
        // No JSON has a zero byte outside of what is read by other means, so it stands for the end.
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn is_over(&self) -> bool {
        self.at >= self.text.len()
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn document(&mut self) -> Result<Document<'a>, &'static str> {
        // One entry an open bracket: whether it is an object.
        let mut open: Vec<bool> = Vec::new();
        let mut members = Vec::new();
        let mut name = String::new();
        let mut next = Next::Value;
        let (mut kind, mut start, mut whole) = (Kind::Null, 0, 0);
        let mut outermost = Kind::Null;
        loop {
            self.space();
            let mut closed = false;
            if next == Next::After {
                let Some(is_object) = open.last() else { break };
                match (self.peek(), is_object) {
                    (b',', true) => next = Next::Name,
                    (b',', false) => next = Next::Value,
                    (b'}', true) | (b']', false) => closed = true,
                    _ if self.is_over() => return Err(ENDS),
                    (_, true) => return Err("a comma or } was expected"),
                    (_, false) => return Err("a comma or ] was expected"),
                }
                self.at += 1;
            } else if matches!((next, self.peek()), (Next::NameOrEnd, b'}') | (Next::ValueOrEnd, b']')) {
                self.at += 1;
                closed = true;
            } else if matches!(next, Next::Name | Next::NameOrEnd) {
                if self.is_over() {
                    return Err(ENDS);
                }
                if self.peek() != b'"' {
                    return Err(if next == Next::Name {
                        "a name in double quotes was expected, as another one follows a comma"
                    } else {
                        "a name in double quotes or } was expected"
                    });
                }
                let begin = self.at;
                self.string()?;
                if open.len() == 1 {
                    name = plain(self.since(begin));
                }
                self.space();
                if self.peek() != b':' {
                    return Err(if self.is_over() { ENDS } else { "a colon was expected" });
                }
                self.at += 1;
                next = Next::Value;
            } else {
                let begin = self.at;
                let found = self.value()?;
                if open.is_empty() {
                    (outermost, whole) = (found, begin);
                }
                if open.len() == 1 {
                    (kind, start) = (found, begin);
                }
                match found {
                    Kind::Object => {
                        open.push(true);
                        next = Next::NameOrEnd;
                        continue;
                    }
                    Kind::Array => {
                        open.push(false);
                        next = Next::ValueOrEnd;
                        continue;
                    }
                    _ => next = Next::After,
                }
                if open.len() == 1 && outermost == Kind::Object {
                    let value = Value { kind, written: self.since(start), at: start };
                    members.push(Member { name: core::mem::take(&mut name), value });
                }
                continue;
            }
            if closed {
                open.pop();
                next = Next::After;
                if open.len() == 1 && outermost == Kind::Object {
                    let value = Value { kind, written: self.since(start), at: start };
                    members.push(Member { name: core::mem::take(&mut name), value });
                }
            }
        }
        if !self.is_over() {
            return Err("the value is complete; nothing may follow");
        }
        let written = self.text.get(whole..).unwrap_or_default().trim_ascii_end();
        Ok(Document { whole: Value { kind: outermost, written, at: whole }, members })
    }

    /// Reads a simple value, or the bracket that opens another.
    fn value(&mut self) -> Result<Kind, &'static str> {
        match self.peek() {
            b'{' => {
                self.at += 1;
                Ok(Kind::Object)
            }
            b'[' => {
                self.at += 1;
                Ok(Kind::Array)
            }
            b'"' => self.string().map(|()| Kind::Text),
            b'-' | b'0'..=b'9' => self.number().map(|()| Kind::Number),
            b't' => self.word(b"true", Kind::Bool),
            b'f' => self.word(b"false", Kind::Bool),
            b'n' => self.word(b"null", Kind::Null),
            b'\'' => Err("texts stand in double quotes"),
            b'/' | b'#' => Err("JSON has no comments"),
            b',' | b'}' | b']' => Err("a value was expected; no comma may stand before the closing bracket"),
            _ if self.is_over() => Err(ENDS),
            _ => Err("a value was expected: a text in double quotes, a number, true, false, null, { or ["),
        }
    }

    fn word(&mut self, word: &[u8], kind: Kind) -> Result<Kind, &'static str> {
        for letter in word {
            if self.peek() != *letter {
                return Err(if self.is_over() { ENDS } else { "only true, false and null stand without quotes" });
            }
            self.at += 1;
        }
        Ok(kind)
    }

    fn digits(&mut self) -> Result<(), &'static str> {
        if !self.peek().is_ascii_digit() {
            return Err(if self.is_over() { ENDS } else { "a digit was expected" });
        }
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), &'static str> {
        if self.peek() == b'-' {
            self.at += 1;
        }
        if self.peek() == b'0' {
            self.at += 1;
            if self.peek().is_ascii_digit() {
                return Err("no number begins with a 0 that other digits follow");
            }
        } else {
            self.digits()?;
        }
        if self.peek() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.peek(), b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<(), &'static str> {
        self.at += 1;
        loop {
            match self.peek() {
                b'"' => {
                    self.at += 1;
                    return Ok(());
                }
                b'\\' => {
                    self.at += 1;
                    match self.peek() {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
                        b'u' => {
                            self.at += 1;
                            for _ in 0..4 {
                                if !self.peek().is_ascii_hexdigit() {
                                    return Err(if self.is_over() {
                                        ENDS
                                    } else {
                                        "\\u takes four hexadecimal digits"
                                    });
                                }
                                self.at += 1;
                            }
                        }
                        _ if self.is_over() => return Err(ENDS),
                        _ => return Err("after \\ comes one of \" \\ / b f n r t u"),
                    }
                }
                0..0x20 => return Err(if self.is_over() { ENDS } else { CONTROL }),
                _ => self.at += 1,
            }
        }
    }
}

/// What a text in quotes stands for. Half of a surrogate pair becomes U+FFFD.
#[must_use]
pub fn plain(written: &str) -> String {
    let inner = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(written);
    let mut out = String::new();
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        out.push(match letters.next().unwrap_or('\\') {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let high = unit(&mut letters);
                let mut ahead = letters.clone();
                let mut code = high;
                if (0xd800..0xdc00).contains(&high) && ahead.next() == Some('\\') && ahead.next() == Some('u') {
                    let low = unit(&mut ahead);
                    if (0xdc00..0xe000).contains(&low) {
                        code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                        letters = ahead;
                    }
                }
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            other => other,
        });
    }
    out
}

fn unit(letters: &mut core::str::Chars<'_>) -> u32 {
    (0..4).fold(0, |sum, _| sum << 4 | letters.next().and_then(|digit| digit.to_digit(16)).unwrap_or(0))
}

/// Appends a text as JSON.
pub fn push_text(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            // Nothing else below a space is worth its escape here.
            _ if letter < ' ' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out.push('"');
}
