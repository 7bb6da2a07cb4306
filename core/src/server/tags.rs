//! Entity tags (RFC 9110 8.8.3): `"v6"` is a strong one, `W/"v6"` a weak one.

/// An entity tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Whether it is a weak one.
    pub weak: bool,
    /// What stands in the quotes.
    pub opaque: &'a str,
}

impl<'a> Tag<'a> {
    /// Reads one.
    #[must_use]
    pub fn read(text: &'a str) -> Option<Self> {
        let (weak, quoted) = text.strip_prefix("W/").map_or((false, text), |rest| (true, rest));
        let opaque = quoted.strip_prefix('"')?.strip_suffix('"')?;
        let fine = opaque.bytes().all(|byte| byte == b'!' || (byte > b'"' && byte != 0x7f));
        fine.then_some(Self { weak, opaque })
    }

    /// Both are strong and alike: byte for byte the same (RFC 9110 8.8.3.2).
    #[must_use]
    pub fn is_same(self, other: Self) -> bool {
        !self.weak && !other.weak && self.opaque == other.opaque
    }

    /// Alike, weak or not: as good as the same.
    #[must_use]
    pub fn is_like(self, other: Self) -> bool {
        self.opaque == other.opaque
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Tag;

    /// The table of RFC 9110 8.8.3.2.
    #[test]
    fn both_comparisons() {
        for (one, other, strong, weak) in [
            ("W/\"1\"", "W/\"1\"", false, true),
            ("W/\"1\"", "W/\"2\"", false, false),
            ("W/\"1\"", "\"1\"", false, true),
            ("\"1\"", "\"1\"", true, true),
        ] {
            let (one, other) = (Tag::read(one).unwrap(), Tag::read(other).unwrap());
            assert_eq!((one.is_same(other), one.is_like(other)), (strong, weak));
        }
    }

    #[test]
    fn what_is_none() {
        for text in ["", "v6", "\"", "w/\"1\"", "W/1", "\"a b\"", "\"a\"b\"", "\"a\u{7f}\"", "*"] {
            assert_eq!(Tag::read(text), None, "{text}");
        }
        assert!(Tag::read("\"\"").is_some() && Tag::read("\"ä,b\\\"").is_some());
    }
}
