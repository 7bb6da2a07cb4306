//! What is known about HTTP clients and redirects: each client is a policy.
//!
//! `docs/data.md` explains each field for those who edit `data/clients/*.toml`. The policies say
//! what a client does; the core acts them out.

pub use crate::policy_words::*;

use crate::packed_struct;
use crate::sets::Set;

/// A limit that is none.
pub const ENDLESS: u16 = u16::MAX;

packed_struct! {
    /// One rule about method and content. The first one that fits is applied.
    pub struct RedirectRule {
        /// The status codes.
        pub statuses: Set,
        /// The methods.
        pub methods: Set,
        /// What happens.
        pub then: Then,
        /// What is permitted as well (specifications only); the same where nothing else is.
        pub or: Then,
        /// Why, where that is odd (prose), may be empty.
        pub because: &'static str,
    }
}

packed_struct! {
    /// When two URLs are one place, so that credentials stay.
    pub struct Place {
        /// The hosts.
        pub host: HostTest,
        /// Whether the letter case of the host counts.
        pub exact_case: bool,
        /// The ports.
        pub port: PortTest,
        /// The schemes.
        pub scheme: SchemeTest,
    }
}

packed_struct! {
    /// Which redirects the client keeps for the next visit.
    pub struct CachePolicy {
        /// Statuses kept without being told how long.
        pub bare: Set,
        /// Statuses kept if the response has `Last-Modified`.
        pub modified: Set,
        /// Statuses kept as long as `Cache-Control` or `Expires` say.
        pub fresh: Set,
    }
}

packed_struct! {
    /// What a client does with redirects.
    pub struct Policy {
        /// What of a browser it has.
        pub browser: Browser,
        /// Method and content by status.
        pub rules: Vec<RedirectRule>,
        /// What happens to a 3xx that no rule is about.
        pub otherwise: Stop,
        /// The methods that it can send.
        pub sends: Set,
        /// How it sends content.
        pub streams: Streams,
        /// What happens to content that can be read only once.
        pub one_shot: OneShot,
        /// How often content can be sent again before any redirect but 303 breaks it; 255 stands for any number.
        pub resends: u8,
        /// Whether lost content returns.
        pub restores: Restores,
        /// `Content-Length: 0`.
        pub empty_length: EmptyLength,
        /// Fields dropped together with the content.
        pub content_fields: Set,
        /// Whether they go when method or content changed.
        pub content_fields_rewritten: bool,
        /// Statuses at which they go in any case.
        pub content_fields_on: Set,
        /// When the target is no other place.
        pub same_place: Place,
        /// Fields dropped at another place.
        pub dropped_elsewhere: Set,
        /// Fields dropped at every redirect.
        pub dropped_always: Set,
        /// Fields that a specification lets a client drop.
        pub may_drop: Set,
        /// Statuses at which no field is dropped.
        pub untouched_on: Set,
        /// Whether dropped fields come back.
        pub memory: Memory,
        /// `Referer`.
        pub referer: RefererRule,
        /// `Cookie`.
        pub cookies: CookieRule,
        /// User name and password in `Location`.
        pub userinfo: UserinfoRule,
        /// How many redirects it follows; [`ENDLESS`] stands for no limit.
        pub limit: u16,
        /// What happens then.
        pub at_limit: Stop,
        /// How many redirects may lead to one URL; 255 stands for any number.
        pub same_url: u8,
        /// Whether the first request counts as one.
        pub counts_start: bool,
        /// What happens then.
        pub at_same_url: Stop,
        /// No `Location`.
        pub no_location: LocationFault,
        /// An empty `Location`.
        pub empty_location: LocationFault,
        /// A `Location` such as `http://`.
        pub no_host: LocationFault,
        /// A `Location` that is no URL.
        pub bad_location: LocationFault,
        /// A `Location` that is relative.
        pub relative: RelativeRule,
        /// Another scheme.
        pub other_scheme: OtherScheme,
        /// Changes of scheme not followed.
        pub scheme_limit: SchemeLimit,
        /// What happens then.
        pub at_scheme_limit: Stop,
        /// Raw characters.
        pub raw_text: RawText,
        /// Percent signs.
        pub bad_percent: BadPercent,
        /// Backslashes.
        pub backslash: Backslash,
        /// Whether the target inherits the fragment of the source.
        pub inherits_fragment: bool,
        /// Caching.
        pub cache: CachePolicy,
    }
}

packed_struct! {
    /// One line of a program that makes a request.
    pub struct SnippetLine {
        /// The methods that it is not for.
        pub not: Set,
        /// What it is for: 1 no content, 2 content in memory, 4 a stream; their sum.
        pub content: u8,
        /// Whether it is repeated for each field.
        pub each: bool,
        /// The line. Below [`PLACEHOLDERS`]' length, a character stands for what is put in its place.
        pub text: &'static str,
    }
}

/// What is put into a line of a program, as it is written in `data/clients` (`docs/data.md`); the
/// place in this list is the character that stands for it. (The next one would be the tab.)
pub const PLACEHOLDERS: [&str; 9] = ["", "url", "'method'", "METHOD", "method", "content", "field", "name", "value"];

packed_struct! {
    /// One configuration of a client.
    pub struct Client {
        /// Its id, as in URLs: `curl_X`.
        pub id: &'static str,
        /// Its name with what distinguishes it: "curl -L -X".
        pub name: &'static str,
        /// What it is listed under: "Python".
        pub group: &'static str,
        /// The version, empty for a specification.
        pub version: &'static str,
        /// How it was set up.
        pub configuration: &'static str,
        /// Where its behaviour is stated: a key of `sources.toml`.
        pub source: &'static str,
        /// What to know about it (prose), may be empty.
        pub note: &'static str,
        /// How its language writes a text.
        pub quote: Quote,
        /// The program that makes a request with it; empty where there is none.
        pub snippet: Vec<SnippetLine>,
        /// What it does.
        pub policy: Policy,
    }
}

packed_struct! {
    /// A case that is worth looking at.
    pub struct Preset {
        /// Its name, a few words.
        pub name: &'static str,
        /// What it shows (prose).
        pub says: &'static str,
        /// The scenario, as in an address.
        pub query: &'static str,
    }
}

impl Client {
    /// Whether it is a specification rather than a program.
    #[must_use]
    pub const fn is_specification(&self) -> bool {
        self.version.is_empty()
    }
}

impl RedirectRule {
    /// Whether the rule is about this response to this method.
    #[must_use]
    pub fn fits(&self, status: u16, method: &str) -> bool {
        self.statuses.meets(Set::status(status)) && self.methods.meets(Set::method(method))
    }
}

packed_struct! {
    /// Everything about redirects. A pack of its own, so that what does not use it does not carry it.
    pub struct Redirects {
        /// The HTTP clients, in the order in which they are listed.
        pub clients: Vec<Client>,
        /// Redirects worth looking at.
        pub presets: Vec<Preset>,
    }
}
