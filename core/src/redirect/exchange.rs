//! What goes in and what comes out: a request, the redirects of the servers, and the journey.

use super::keep::keep;
use super::url::Url;
use crate::clients::Client;
use crate::sets::Set;

/// A header field. Its texts, like all here, are of those that are kept for good (`keep.rs`), so that
/// it can be copied like a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: &'static str,
}

impl Field {
    /// A field.
    pub fn new(name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        Self { name: keep(name.as_ref()), value: keep(value.as_ref()) }
    }

    /// Whether it is called `name`, in any letter case.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The value of the first field with this name.
pub fn value_of(fields: &[Field], name: &str) -> Option<&'static str> {
    fields.iter().find(|field| field.is(name)).map(|field| field.value)
}

/// The content of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Content {
    /// None.
    #[default]
    None,
    /// In memory: can be sent again.
    Buffered(&'static str),
    /// From a source that can be read once.
    OneShot(&'static str),
}

impl Content {
    /// The bytes as text.
    #[must_use]
    pub const fn text(&self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Buffered(text) | Self::OneShot(text) => Some(text),
        }
    }
}

/// The page that makes the request, for clients that are browsers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Its URL; empty for a page of the same origin as the request.
    pub url: &'static str,
    /// `mode` of `fetch()`.
    pub mode: Mode,
    /// `redirect` of `fetch()`.
    pub redirect: RedirectMode,
    /// Its referrer policy, empty for the default.
    pub referrer_policy: &'static str,
    /// Cookies that the browser has: host and `name=value`.
    pub cookies: Vec<(&'static str, &'static str)>,
}

/// `mode` of `fetch()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Other origins are asked for permission.
    #[default]
    Cors,
    /// Other origins are used without looking at the answer.
    NoCors,
    /// Other origins are an error.
    SameOrigin,
}

/// `redirect` of `fetch()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RedirectMode {
    /// Redirects are followed.
    #[default]
    Follow,
    /// A redirect is an error.
    Error,
    /// The page gets an opaque response.
    Manual,
}

/// The first request, as the caller asks for it.
///
/// `fields` are those that the caller sets. `Host`, the framing of the content and, in browsers,
/// `Origin`, `Referer` and `Cookie` are made from the rest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// The method.
    pub method: &'static str,
    /// The URL.
    pub url: &'static str,
    /// The fields that the caller sets.
    pub fields: Vec<Field>,
    /// The content.
    pub content: Content,
    /// The page, where there is one.
    pub page: Page,
}

/// What a server answers. The first one is for the first request, the next one for the URL it leads
/// to, and so on; a URL that was visited before answers as before. After the last one comes 200.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// The status code.
    pub status: u16,
    /// `Location`, if there is one.
    pub location: Option<&'static str>,
    /// Further fields.
    pub fields: Vec<Field>,
    /// The only method answered so (others get 200); empty for all.
    pub only: &'static str,
    /// Whether the server permits what a CORS preflight asks for.
    pub permits_preflight: bool,
}

impl Hop {
    /// A redirect with nothing but `Location`.
    pub fn new(status: u16, location: impl AsRef<str>) -> Self {
        Self { status, location: Some(keep(location.as_ref())), fields: Vec::new(), only: "", permits_preflight: true }
    }

    /// The value of a field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static str> {
        value_of(&self.fields, name)
    }
}

/// What became of a line since the request before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is as it was.
    Kept,
    /// It is gone.
    Dropped,
    /// It was this before.
    Changed(&'static str),
    /// It is new.
    Added,
    /// A specification leaves it open.
    MayBeDropped,
}

/// One header field of a request, with what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Its name.
    pub name: &'static str,
    /// Its value; of a dropped one, the former value.
    pub value: &'static str,
    /// What became of it.
    pub fate: Fate,
}

/// The content of a request on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// There was none to begin with, or it was lost before.
    None,
    /// It is sent.
    Whole(&'static str),
    /// It was sent in the request before and is not sent in this one.
    Lost(&'static str),
}

impl Sent {
    /// What is sent.
    #[must_use]
    pub const fn text(&self) -> Option<&'static str> {
        match self {
            Self::Whole(text) => Some(text),
            Self::None | Self::Lost(_) => None,
        }
    }
}

/// How the target lies to the URL before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The first request.
    Start,
    /// Scheme, host and port are the same.
    SameOrigin,
    /// Another port of the host.
    OtherPort,
    /// The host, from `http` to `https`.
    Upgrade,
    /// The host, from `https` to `http`.
    Downgrade,
    /// A host below the former one.
    Below,
    /// Another host.
    OtherHost,
}

/// A request, the response to it, and what the client made of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Where it goes.
    pub url: Url,
    /// The same as text, without user name and fragment.
    pub address: &'static str,
    /// How that lies to the URL before.
    pub way: Way,
    /// The method.
    pub method: &'static str,
    /// The method before, if it was another one.
    pub method_before: Option<&'static str>,
    /// The header fields, dropped ones in their place.
    pub lines: Vec<Line>,
    /// The content.
    pub content: Sent,
    /// Whether a CORS preflight goes ahead of it.
    pub preflight: bool,
    /// Whether the response comes from the client's own cache, so that nothing is sent.
    pub from_cache: bool,
    /// The status of the response; none where there is no response.
    pub status: Option<u16>,
    /// The fields of the response.
    pub answer: Vec<Field>,
    /// The rules that the client applied to the response.
    pub rules: Vec<Fired>,
}

impl Step {
    /// The value of a field that is sent.
    #[must_use]
    pub fn sent(&self, name: &str) -> Option<&'static str> {
        let line = self.lines.iter().find(|line| line.fate != Fate::Dropped && line.name.eq_ignore_ascii_case(name));
        line.map(|line| line.value)
    }

    /// The names of the fields that are sent.
    #[must_use]
    pub fn sends(&self) -> Set {
        let sent = self.lines.iter().filter(|line| line.fate != Fate::Dropped);
        sent.fold(Set::NONE, |names, line| names.or(Set::field(line.name)))
    }
}

/// How a rule stands to RFC 9110.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is silent, or it is no matter of HTTP.
    Open,
    /// It says so.
    AsSpecified,
    /// It permits it.
    Permitted,
    /// It permits no such thing.
    Beyond,
}

/// A rule that the client applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fired {
    /// What happened, as prose with the marks of [`crate::prose`].
    pub says: &'static str,
    /// Where the behaviour is stated: a key of the sources, `clients` for "measured".
    pub source: &'static str,
    /// How it stands to RFC 9110.
    pub standing: Standing,
    /// Where that is said, may be empty.
    pub by: &'static str,
    /// Whether it changed anything.
    pub effect: bool,
}

/// How the journey ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// At a response that is no redirect.
    Arrived,
    /// The client hands the redirect to its caller.
    HandedBack(Because),
    /// The caller gets an error.
    Error(Because),
    /// The client sees that it goes in a circle and stops; `true` with an error.
    Loop(bool),
    /// The client has followed as many as it follows; `true` with an error.
    Limit(bool),
    /// It would go on without end.
    Endless,
    /// The client cannot send this request.
    CannotSend(Because),
    /// Nobody knows, or nobody has measured it.
    NotModelled(Because),
}

/// Why a journey ends early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The client does not follow this status, or not with this method.
    Policy,
    /// There is no `Location`.
    NoLocation,
    /// `Location` is empty.
    EmptyLocation,
    /// `Location` is no URL.
    BadLocation,
    /// `Location` has a scheme other than `http` and `https`.
    OtherScheme,
    /// The client does not go from one scheme to the other.
    SchemeChange,
    /// `Location` has a user name.
    Userinfo,
    /// The content can be read only once.
    OneShot,
    /// The content cannot be sent yet another time.
    SentAgain,
    /// `redirect: "manual"`: an opaque response.
    Manual,
    /// `redirect: "error"`.
    ErrorMode,
    /// Another origin with `mode: "same-origin"`, or with `no-cors` where redirects are not followed.
    OtherOrigin,
    /// The server does not permit what the preflight asks for.
    Preflight,
    /// The method is no method, or the client does not have it.
    Method,
    /// The first URL cannot be requested.
    Url,
    /// `GET` or `HEAD` with content.
    ContentWithGet,
}

/// A request on its way through redirects, as one client makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    /// The client.
    pub client: &'static Client,
    /// The requests in order; empty only if nothing was sent.
    pub steps: Vec<Step>,
    /// How it ends.
    pub outcome: Outcome,
    /// The last URL as the client reports it, with its fragment; `Location` where that is no target.
    pub reached: &'static str,
    /// The redirects that the client has kept for the next visit.
    pub(super) kept: Vec<Place>,
}

/// Which hop answers at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub address: &'static str,
    pub hop: usize,
}

impl Journey {
    /// The last request.
    #[must_use]
    pub fn last(&self) -> Option<&Step> {
        self.steps.last()
    }

    /// How many redirects were followed.
    #[must_use]
    pub fn followed(&self) -> usize {
        self.steps.len().saturating_sub(1)
    }
}
