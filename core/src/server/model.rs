//! What the small server has and is set to.

use super::bucket::Bucket;
use super::words::add;

/// A set of methods out of [`Methods::NAMES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Methods(pub u8);

impl Methods {
    /// The methods that a resource may have, in the order of `Allow`.
    pub const NAMES: [&'static str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    /// `GET`, `HEAD` and `OPTIONS`.
    pub const READ: Self = Self(0b100_0011);
    /// All of them.
    pub const ALL: Self = Self(0b111_1111);

    /// Whether a method is among them. Letter case counts (RFC 9110 9.1).
    #[must_use]
    #[inline(never)]
    pub fn has(self, method: &str) -> bool {
        Self::NAMES.iter().position(|name| *name == method).is_some_and(|at| self.0 >> at & 1 == 1)
    }

    /// The set with this method in it, or without it if it was.
    #[must_use]
    pub fn toggled(self, method: &str) -> Self {
        Self(Self::NAMES.iter().position(|name| *name == method).map_or(self.0, |at| self.0 ^ 1 << at))
    }

    /// As in `Allow`.
    #[must_use]
    #[inline(never)]
    pub fn list(self) -> String {
        let mut list = String::new();
        for (at, name) in Self::NAMES.into_iter().enumerate() {
            if self.0 >> at & 1 == 1 {
                add(&mut list, name);
            }
        }
        list
    }

    /// Whether any server worth its name knows the method: those of RFC 9110 9.3 and `PATCH`.
    #[must_use]
    #[inline(never)]
    pub fn is_known(method: &str) -> bool {
        Self::NAMES.contains(&method) || method == "TRACE" || method == "CONNECT"
    }
}

/// When a server that is down will be back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// It does not say.
    Unsaid,
    /// In so many seconds.
    After(u32),
    /// At a moment, in seconds since 1970.
    At(i64),
}

/// How much the server takes, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The request target.
    pub target: usize,
    /// The header section.
    pub fields: usize,
    /// The content.
    pub content: usize,
}

/// Who gets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guard<'a> {
    /// What is guarded, for `WWW-Authenticate`.
    pub realm: &'a str,
    /// The methods that are for everybody all the same.
    pub open: Methods,
    /// Who else gets in.
    pub passes: &'a [Pass<'a>],
    /// Whether it hides from those who may not: 404 where 403 would tell that it exists.
    pub hides: bool,
}

/// A token that the server has given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pass<'a> {
    /// The token.
    pub token: &'a str,
    /// The second at which it expires.
    pub until: Option<i64>,
    /// What its bearer may do.
    pub may: Methods,
}

/// What sent content has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// Anything.
    Anything,
    /// JSON.
    Json,
    /// A person as JSON, see [`super::person`].
    Person,
}

/// One representation of the resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version<'a> {
    /// Its media type.
    pub kind: &'a str,
    /// Its language, may be empty.
    pub language: &'a str,
    /// Its content coding, may be empty. The content stands here as it is without it.
    pub coding: &'a str,
    /// Its entity tag with its quotes, may be empty.
    pub tag: &'a str,
    /// When it was last changed, in seconds since 1970.
    pub modified: Option<i64>,
    /// The content.
    pub content: &'a str,
}

impl<'a> Version<'a> {
    /// One without anything that tells about it.
    #[must_use]
    pub const fn of(kind: &'a str, content: &'a str) -> Self {
        Self { kind, language: "", coding: "", tag: "", modified: None, content }
    }
}

/// What has become of the resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life<'a> {
    /// There was none, as far as the server knows.
    Never,
    /// It is there.
    Here,
    /// It has another address.
    Moved {
        /// The address.
        to: &'a str,
        /// Whether it stays there.
        for_good: bool,
        /// Whether the method has to stay.
        keeps_method: bool,
    },
    /// It was there, and will not return.
    Gone,
}

/// What comes of a method that changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// The answer says it in content.
    Content,
    /// Nothing is left to say.
    Nothing,
    /// The form that was sent should be cleared.
    Reset,
    /// Something new has this address.
    Created(&'a str),
    /// It will be done later; this address tells how far it is.
    Accepted(&'a str),
    /// The answer has an address of its own.
    See(&'a str),
}

/// A resource, its server, and how they are set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource<'a> {
    /// Whether the server is down, and until when.
    pub down: Option<Back>,
    /// The limit of this client, as it is before the request.
    pub bucket: Option<Bucket>,
    /// The methods.
    pub methods: Methods,
    /// What the server takes.
    pub limits: Limits,
    /// Who gets in; none: everybody.
    pub guard: Option<Guard<'a>>,
    /// The media types that may be sent; none: all.
    pub takes: &'a [&'a str],
    /// What sent content has to be.
    pub reads: Reads,
    /// The representations; the first is the default.
    pub versions: &'a [Version<'a>],
    /// Whether it rather sends nothing than what the client did not ask for.
    pub strict: bool,
    /// What has become of it.
    pub life: Life<'a>,
    /// Whether it insists on a precondition for a change.
    pub insists: bool,
    /// What a change would clash with; empty: nothing.
    pub clash: &'a str,
    /// Whether the program behind it fails.
    pub breaks: bool,
    /// What comes of `POST`, `PATCH` and `DELETE`, and of a `PUT` to what is there.
    pub outcome: Outcome<'a>,
    /// Whether parts can be asked for.
    pub ranges: bool,
    /// `Cache-Control` of what is read, may be empty.
    pub cache_control: &'a str,
}

impl Default for Resource<'_> {
    /// A resource in whose way nothing is: there, open to all, with all methods and no content.
    #[inline(never)]
    fn default() -> Self {
        Self {
            down: None,
            bucket: None,
            methods: Methods::ALL,
            limits: Limits { target: 8_000, fields: 8_000, content: 1_000_000 },
            guard: None,
            takes: &[],
            reads: Reads::Anything,
            versions: &[],
            strict: false,
            life: Life::Here,
            insists: false,
            clash: "",
            breaks: false,
            outcome: Outcome::Nothing,
            ranges: true,
            cache_control: "",
        }
    }
}
