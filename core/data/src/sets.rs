//! Sets of statuses, methods and field names, as bits: what a policy is about.

use crate::packed::{Packed, Reader, Writer};

/// The methods that policies tell apart.
const METHODS: [&str; 9] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"];

/// The header fields that policies tell apart.
const FIELDS: [&str; 8] = [
    "Authorization",
    "Cookie",
    "Proxy-Authorization",
    "Content-Encoding",
    "Content-Language",
    "Content-Location",
    "Content-Type",
    "Expect",
];

/// Some statuses, methods or field names. The last bit stands for all that have none of their own, so
/// [`ALL`](Set::ALL) has whatever there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, schemars::JsonSchema))]
pub struct Set(u16);

impl Set {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Everything.
    pub const ALL: Self = Self(u16::MAX);
    /// What has no bit of its own.
    pub const OTHER: Self = Self(1 << 15);
    /// `GET`.
    pub const GET: Self = Self(1);
    /// `GET` and `HEAD`.
    pub const SAFE: Self = Self(3);
    /// `POST`, `PUT` and `PATCH`.
    pub const EXPECTING: Self = Self(0b1_1100);
    /// `Authorization`.
    pub const AUTHORIZATION: Self = Self(1);
    /// `Cookie`.
    pub const COOKIE: Self = Self(2);
    /// `Authorization` and `Cookie`.
    pub const CREDENTIALS: Self = Self(3);
    /// The same, and `Proxy-Authorization`.
    pub const SECRETS: Self = Self(7);
    /// The fields about content.
    pub const CONTENT: Self = Self(0b111_1000);

    /// A status from 300 on.
    #[must_use]
    #[inline(never)]
    pub const fn status(status: u16) -> Self {
        Self(1 << if status < 315 { status.saturating_sub(300) } else { 15 })
    }

    /// A method.
    #[must_use]
    #[inline(never)]
    pub fn method(name: &str) -> Self {
        Self(1 << METHODS.iter().position(|known| *known == name).unwrap_or(15))
    }

    /// A header field, in any letter case.
    #[must_use]
    #[inline(never)]
    pub fn field(name: &str) -> Self {
        Self(1 << FIELDS.iter().position(|known| known.eq_ignore_ascii_case(name)).unwrap_or(15))
    }

    /// The names of the fields in it that have a bit of their own.
    pub fn fields(self) -> impl Iterator<Item = &'static str> {
        FIELDS.into_iter().enumerate().filter(move |(place, _)| self.0 >> place & 1 != 0).map(|(_, name)| name)
    }

    /// Whether it has any of those.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What both have.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What either has.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What it has not.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether it has nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl Packed for Set {
    const EMPTY: Self = Self::NONE;
    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }
    fn fill(&mut self, from: &mut Reader) {
        self.0.fill(from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_bit_is_other() {
        assert!(Set::ALL.meets(Set::status(399)) && Set::ALL.meets(Set::method("BREW")));
        assert_eq!((Set::status(315), Set::method("post"), Set::field("X")), (Set::OTHER, Set::OTHER, Set::OTHER));
        assert!(!Set::status(300).or(Set::status(308)).meets(Set::status(307)));
    }

    #[test]
    fn the_names_are_those_of_the_lists() {
        assert_eq!(Set::SECRETS.fields().collect::<Vec<_>>(), ["Authorization", "Cookie", "Proxy-Authorization"]);
        assert!(Set::CONTENT.fields().all(|name| name.starts_with("Content-")) && Set::CONTENT.fields().count() == 4);
        assert_eq!(Set::field("cookie").or(Set::field("authorization")), Set::CREDENTIALS);
        let expecting = ["POST", "PUT", "PATCH"].map(Set::method).into_iter().fold(Set::NONE, Set::or);
        assert_eq!((expecting, Set::method("GET").or(Set::method("HEAD"))), (Set::EXPECTING, Set::SAFE));
    }
}
