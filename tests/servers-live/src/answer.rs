//! A response as it came over the connection.

/// A response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The header section.
    pub fields: Vec<(String, String)>,
    /// Everything behind it.
    pub content: Vec<u8>,
}

/// A part of `multipart/byteranges`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its `Content-Range`.
    pub range: String,
    /// Its `Content-Type`.
    pub kind: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|window| window == mark)
}

fn split<'a>(bytes: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = find(bytes, mark)?;
    Some((bytes.get(..at)?, bytes.get(at + mark.len()..)?))
}

/// Lines of a header section.
fn fields(head: &str) -> Vec<(String, String)> {
    let line = |line: &str| line.split_once(':').map(|(name, value)| (name.to_owned(), value.trim().to_owned()));
    head.lines().filter_map(line).collect()
}

impl Answer {
    /// Reads one that ended with its connection. `None`: it is no message, or its content is not
    /// as long as it says.
    #[must_use]
    pub fn read(bytes: &[u8], to_head: bool) -> Option<Self> {
        let (head, content) = split(bytes, b"\r\n\r\n")?;
        let head = std::str::from_utf8(head).ok()?;
        let (line, rest) = head.split_once("\r\n").unwrap_or((head, ""));
        let status = line.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
        let answer = Self { status, fields: fields(rest), content: content.to_vec() };
        let length = answer.field("Content-Length").map(str::parse::<usize>);
        let whole = to_head || status == 304 || length.is_none_or(|length| length == Ok(content.len()));
        whole.then_some(answer)
    }

    /// The value of a field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The parts, if it is made of parts and well-formed.
    #[must_use]
    pub fn parts(&self) -> Option<Vec<Part>> {
        let boundary = self.field("Content-Type")?.strip_prefix("multipart/byteranges; boundary=")?;
        let delimiter = format!("\r\n--{boundary}");
        // The first delimiter may stand at the very beginning.
        let content = [b"\r\n", self.content.as_slice()].concat();
        let (_, mut rest) = split(&content, delimiter.as_bytes())?;
        let mut parts = Vec::new();
        while let Some(part) = rest.strip_prefix(b"\r\n") {
            let (part, next) = split(part, delimiter.as_bytes())?;
            let (head, bytes) = split(part, b"\r\n\r\n")?;
            let fields = fields(std::str::from_utf8(head).ok()?);
            let field = |name: &str| {
                let found = fields.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
                found.map(|(_, value)| value.clone()).unwrap_or_default()
            };
            parts.push(Part { range: field("Content-Range"), kind: field("Content-Type"), bytes: bytes.to_vec() });
            rest = next;
        }
        (rest.trim_ascii_end() == b"--").then_some(parts)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_to_its_end_or_not_at_all() {
        let text = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        let answer = Answer::read(text, false).unwrap();
        assert_eq!((answer.status, answer.field("content-length"), &answer.content[..]), (200, Some("2"), &b"ok"[..]));
        assert_eq!(Answer::read(&text[..text.len() - 1], false), None);
        assert!(Answer::read(&text[..text.len() - 2], true).is_some());
        assert_eq!(Answer::read(b"<html>", false), None);
    }

    #[test]
    fn parts_are_taken_apart() {
        let content = "--x\r\nContent-Range: bytes 0-0/9\r\n\r\na\r\n--x\r\nContent-Type: a/b\r\n\r\n\r\n\r\n--x--\r\n";
        let kind = ("Content-Type".to_owned(), "multipart/byteranges; boundary=x".to_owned());
        let mut answer = Answer { status: 206, fields: vec![kind], content: content.into() };
        let part =
            |range: &str, kind: &str, bytes: &str| Part { range: range.into(), kind: kind.into(), bytes: bytes.into() };
        assert_eq!(answer.parts().unwrap(), [part("bytes 0-0/9", "", "a"), part("", "a/b", "\r\n")]);
        answer.content.truncate(content.len() - 4);
        assert_eq!(answer.parts(), None);
    }
}
