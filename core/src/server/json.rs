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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member<'a> {
    /// The name as it stands in the text.
    pub name: &'a str,
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
    #[inline(never)]
    pub fn member(&self, name: &str) -> Option<Value<'a>> {
        self.members.iter().rev().find(|member| plain(member.name) == name).map(|member| member.value)
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

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// What was expected where it stopped.
    what: &'static str,
}

const ENDS: &str = "the text ends too early";
const CONTROL: &str = "a line break or control character inside a text; write it as an escape such as \\n";

/// Reads a text.
///
/// # Errors
/// The first place that cannot be JSON.
#[inline(never)]
pub fn read(text: &str) -> Result<Document<'_>, Fault> {
    let mut reader = Reader { text, at: 0, what: "" };
    if let Some(document) = reader.document() {
        return Ok(document);
    }
    let at = reader.at;
    let (mut line, mut column) = (1, 1);
    for byte in text.bytes().take(at) {
        // Bytes that continue a character are no characters of their own.
        column += usize::from(byte & 0xc0 != 0x80);
        if byte == b'\n' {
            (line, column) = (line + 1, 1);
        }
    }
    Err(Fault { at, line, column, what: reader.what })
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

    /// Takes a byte, if it is the next one.
    #[inline(never)]
    fn takes(&mut self, byte: u8) -> bool {
        let takes = self.peek() == byte;
        self.at += usize::from(takes);
        takes
    }

    #[inline(never)]
    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Stops here.
    #[inline(never)]
    fn stop(&mut self, what: &'static str) -> bool {
        self.what = if self.is_over() { ENDS } else { what };
        false
    }

    fn document(&mut self) -> Option<Document<'a>> {
        // What closes the open brackets.
        let mut open: Vec<u8> = Vec::new();
        let mut members: Vec<Member<'a>> = Vec::new();
        let mut name = "";
        let mut whole = Value { kind: Kind::Null, written: "", at: 0 };
        let mut value = whole;
        loop {
            // A value, or the bracket that opens one.
            self.space();
            let start = self.at;
            let kind = self.value()?;
            if open.len() < 2 {
                value = Value { kind, written: "", at: start };
            }
            if open.is_empty() {
                whole = value;
            }
            let mut first = true;
            match kind {
                Kind::Object => open.push(b'}'),
                Kind::Array => open.push(b']'),
                _ => first = false,
            }
            // What closes after it, and what comes before the next one.
            loop {
                if !first && whole.kind == Kind::Object && open.len() == 1 {
                    value.written = self.since(value.at);
                    members.push(Member { name, value });
                }
                self.space();
                let Some(&closing) = open.last() else {
                    if !self.is_over() {
                        self.stop("the value is complete; nothing may follow");
                        return None;
                    }
                    whole.written = self.text.get(whole.at..).unwrap_or_default().trim_ascii_end();
                    return Some(Document { whole, members });
                };
                if self.takes(closing) {
                    open.pop();
                    first = false;
                    continue;
                }
                let comma = first || self.takes(b',');
                if closing == b']' {
                    if !comma {
                        self.stop("a comma or ] was expected");
                        return None;
                    }
                    break;
                }
                if !comma {
                    self.stop("a comma or } was expected");
                    return None;
                }
                self.space();
                let begin = self.at;
                if self.peek() != b'"' {
                    self.stop(if first {
                        "a name in double quotes or } was expected"
                    } else {
                        "a name in double quotes was expected, as another one follows a comma"
                    });
                    return None;
                }
                if !self.string() {
                    return None;
                }
                if open.len() == 1 {
                    name = self.since(begin);
                }
                self.space();
                if !self.takes(b':') {
                    self.stop("a colon was expected");
                    return None;
                }
                break;
            }
        }
    }

    /// Reads a simple value, or the bracket that opens another.
    fn value(&mut self) -> Option<Kind> {
        let (fine, kind) = match self.peek() {
            b'{' => (self.takes(b'{'), Kind::Object),
            b'[' => (self.takes(b'['), Kind::Array),
            b'"' => (self.string(), Kind::Text),
            b'-' | b'0'..=b'9' => (self.number(), Kind::Number),
            b't' => (self.word("true"), Kind::Bool),
            b'f' => (self.word("false"), Kind::Bool),
            b'n' => (self.word("null"), Kind::Null),
            other => {
                self.stop(match other {
                    b'\'' => "texts stand in double quotes",
                    b'/' | b'#' => "JSON has no comments",
                    b',' | b'}' | b']' => "a value was expected; no comma may stand before the closing bracket",
                    _ => "a value was expected: a text in double quotes, a number, true, false, null, { or [",
                });
                (false, Kind::Null)
            }
        };
        fine.then_some(kind)
    }

    fn word(&mut self, word: &str) -> bool {
        word.bytes().all(|letter| self.takes(letter)) || self.stop("only true, false and null stand without quotes")
    }

    #[inline(never)]
    fn digits(&mut self) -> bool {
        if !self.peek().is_ascii_digit() {
            return self.stop("a digit was expected");
        }
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        true
    }

    fn number(&mut self) -> bool {
        self.takes(b'-');
        if self.takes(b'0') {
            if self.peek().is_ascii_digit() {
                return self.stop("no number begins with a 0 that other digits follow");
            }
        } else if !self.digits() {
            return false;
        }
        if self.takes(b'.') && !self.digits() {
            return false;
        }
        if self.takes(b'e') || self.takes(b'E') {
            let _ = self.takes(b'+') || self.takes(b'-');
            return self.digits();
        }
        true
    }

    #[inline(never)]
    fn string(&mut self) -> bool {
        self.at += 1;
        loop {
            match self.peek() {
                b'"' => return self.takes(b'"'),
                b'\\' => {
                    self.at += 1;
                    match self.peek() {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
                        b'u' => {
                            self.at += 1;
                            for _ in 0..4 {
                                if !self.peek().is_ascii_hexdigit() {
                                    return self.stop("\\u takes four hexadecimal digits");
                                }
                                self.at += 1;
                            }
                        }
                        _ => return self.stop("after \\ comes one of \" \\ / b f n r t u"),
                    }
                }
                0..0x20 => return self.stop(CONTROL),
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
    // The first half of a pair, if that came last.
    let mut high = 0;
    while let Some(letter) = letters.next() {
        let mut half = 0;
        let mut plain = letter;
        if letter == '\\' {
            plain = letters.next().unwrap_or('\\');
            plain = match plain {
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let mut code = unit(&mut letters);
                    match code {
                        0xd800..0xdc00 => half = code,
                        0xdc00..0xe000 if high > 0 => {
                            out.pop();
                            code = 0x10000 + ((high - 0xd800) << 10) + (code - 0xdc00);
                        }
                        _ => {}
                    }
                    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
                }
                other => other,
            };
        }
        high = half;
        out.push(plain);
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
