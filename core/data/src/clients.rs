//! What is known about HTTP clients and redirects: each client is a policy.
//!
//! `docs/data.md` explains each field for those who edit `data/clients/*.toml`. The policies say
//! what a client does; the core acts them out.

use crate::{packed_enum, packed_struct};

packed_enum! {
    /// What becomes of the request when a redirect is followed, or why it is not.
    pub enum Then {
        /// The same method with the same content.
        Keep = "keep",
        /// `GET` without content.
        Get = "get",
        /// The same method without content.
        Bare = "bare",
        /// `POST` with the content, or `GET` if there is none.
        Post = "post",
        /// Not followed: the response is handed back to the caller.
        Return = "return",
        /// Not followed: the caller gets an error.
        Error = "error",
    }
}

packed_enum! {
    /// What happens when content that can be read only once would have to be sent again.
    pub enum OneShot {
        /// The client has kept a copy and sends that.
        Resent = "resent",
        /// The response is handed back.
        Return = "return",
        /// An error.
        Error = "error",
        /// An error, whatever becomes of the method, except after 303.
        ErrorUnless303 = "error-unless-303",
        /// The request goes out, silently without its content.
        Empty = "empty",
        /// The same, and a method that would become `GET` stays.
        EmptyKeepingMethod = "empty-keeping-method",
        /// A request with content is never redirected.
        Never = "never",
        /// Not measured.
        Unknown = "unknown",
    }
}

packed_enum! {
    /// How the content of a request is sent, where the configuration decides it.
    pub enum Streams {
        /// As the caller gives it.
        Either = "either",
        /// Always as a one-shot stream, chunked.
        Chunked = "chunked",
        /// Always as a one-shot stream of known length.
        Fixed = "fixed",
    }
}

packed_enum! {
    /// For which requests without content the client sends `Content-Length: 0`.
    pub enum EmptyLength {
        /// For none.
        Never = "never",
        /// For `POST`, `PUT` and `PATCH`.
        Expecting = "expecting",
        /// For all.
        Always = "always",
    }
}

packed_enum! {
    /// Whether a later hop gets back what an earlier one lost.
    pub enum Restores {
        /// It stays lost.
        Nothing = "nothing",
        /// The content returns, the method does not.
        Content = "content",
        /// Each hop starts from the first request: method and content return.
        Request = "request",
    }
}

packed_enum! {
    /// Which hosts are one place.
    pub enum HostTest {
        /// The same host.
        Same = "same",
        /// The same host, or one below it.
        SameOrBelow = "same-or-below",
    }
}

packed_enum! {
    /// Which ports are one place.
    pub enum PortTest {
        /// The same port, the default one counting as written.
        Effective = "effective",
        /// The same text: no port equals no port, whatever the scheme.
        Written = "written",
        /// The same text, and a default port that is spelled out is another one.
        Spelled = "spelled",
        /// Any port.
        Ignored = "ignored",
    }
}

packed_enum! {
    /// Which schemes are one place.
    pub enum SchemeTest {
        /// The same scheme.
        Same = "same",
        /// The same scheme, or `https`.
        SameOrHttps = "same-or-https",
        /// The same scheme, or the step from `http` on port 80 to `https` on port 443.
        SameOrUpgrade = "same-or-upgrade",
        /// Any scheme.
        Ignored = "ignored",
    }
}

packed_enum! {
    /// Whether fields that were dropped elsewhere come back.
    pub enum Memory {
        /// Gone for the rest of the journey.
        Gone = "gone",
        /// Each hop is compared with the first URL: they are back at home.
        Home = "home",
        /// The same, but a change of port or scheme loses them for good.
        HomeUnlessPortChanges = "home-unless-port-changes",
        /// Each hop is compared with the one before: a second hop at the other place has them again.
        Recopied = "recopied",
    }
}

packed_enum! {
    /// What becomes of `Referer`.
    pub enum RefererRule {
        /// The caller's value is sent again.
        Kept = "kept",
        /// It becomes the URL that redirected.
        Previous = "previous",
        /// The same, unless the caller has set one.
        PreviousUnlessSet = "previous-unless-set",
        /// It comes from the page and its referrer policy.
        Page = "page",
    }
}

packed_enum! {
    /// Where `Cookie` comes from.
    pub enum CookieRule {
        /// From the caller only.
        Field = "field",
        /// From the caller, or from a jar that learns from `Set-Cookie`.
        FieldAndJar = "field-and-jar",
        /// From a jar only, for each URL anew.
        Jar = "jar",
    }
}

packed_enum! {
    /// What becomes of a user name and password in `Location`.
    pub enum UserinfoRule {
        /// Ignored.
        Ignored = "ignored",
        /// Sent as `Authorization: Basic` where the request has no `Authorization`.
        Sent = "sent",
        /// The same, but only to another host.
        SentElsewhere = "sent-elsewhere",
        /// Sent in any case.
        SentOver = "sent-over",
        /// Sent, unless the caller has set `Authorization` at the start.
        SentIfNeverSet = "sent-if-never-set",
        /// The redirect is refused.
        Refused = "refused",
        /// Refused where the Fetch standard refuses it.
        AsFetch = "as-fetch",
        /// Not measured.
        Unknown = "unknown",
    }
}

packed_enum! {
    /// How a journey ends that does not arrive.
    pub enum Stop {
        /// The last response is handed back.
        Return = "return",
        /// An error.
        Error = "error",
    }
}

packed_enum! {
    /// What a missing, empty or broken `Location` leads to.
    pub enum LocationFault {
        /// The response is handed back.
        Return = "return",
        /// An error.
        Error = "error",
        /// The same URL once more.
        Same = "same",
        /// The folder of the URL.
        Folder = "folder",
        /// The path `/`.
        Root = "root",
        /// Not measured.
        Unknown = "unknown",
    }
}

packed_enum! {
    /// How a `Location` that is no complete address is resolved.
    pub enum RelativeRule {
        /// As RFC 3986 says.
        Rfc3986 = "rfc3986",
        /// The same, but `?query` alone replaces the last segment, as in RFC 2396.
        Rfc2396 = "rfc2396",
        /// It is put behind the folder and another slash; `//host` is a path, too.
        Appended = "appended",
    }
}

packed_enum! {
    /// What a `Location` with a scheme other than `http` and `https` leads to.
    pub enum OtherScheme {
        /// An error.
        Error = "error",
        /// The response is handed back.
        Return = "return",
        /// It is taken for a relative path.
        Path = "path",
        /// `data:` is followed, all others are an error.
        Data = "data",
        /// Not followed; whether that is an error was not measured.
        Unknown = "unknown",
    }
}

packed_enum! {
    /// Changes of scheme that are not followed.
    pub enum SchemeLimit {
        /// All are followed.
        None = "none",
        /// `https` to `http` is not.
        Downgrade = "downgrade",
        /// None is followed.
        Any = "any",
    }
}

packed_enum! {
    /// What becomes of characters in `Location` that belong in no URL.
    pub enum RawText {
        /// They are percent-encoded.
        Encoded = "encoded",
        /// Bytes beyond ASCII are taken for Latin-1 and encoded twice.
        EncodedTwice = "encoded-twice",
        /// The redirect is refused.
        Refused = "refused",
        /// They go out as they are.
        Raw = "raw",
    }
}

packed_enum! {
    /// What becomes of a percent sign that encodes nothing.
    pub enum BadPercent {
        /// It stays.
        Kept = "kept",
        /// It becomes `%25`.
        Encoded = "encoded",
        /// The redirect is refused.
        Refused = "refused",
    }
}

packed_enum! {
    /// What a backslash in `Location` is.
    pub enum Backslash {
        /// A slash.
        Slash = "slash",
        /// A character like others, sent as it is.
        Kept = "kept",
        /// It becomes `%5C`.
        Encoded = "encoded",
        /// The redirect is refused.
        Refused = "refused",
    }
}

packed_enum! {
    /// What of a browser the client has.
    pub enum Browser {
        /// Nothing: no page, no `Origin`.
        None = "none",
        /// `fetch()` in a page.
        Fetch = "fetch",
        /// The same with `redirect: "manual"`.
        FetchManual = "fetch-manual",
        /// Navigation: links and forms.
        Navigation = "navigation",
        /// The same, with `Origin: null` once a form was redirected to another origin.
        NavigationNullOrigin = "navigation-null-origin",
    }
}

packed_enum! {
    /// How the language of a snippet writes a text.
    pub enum Quote {
        /// `'it'\''s'`
        Shell = "shell",
        /// `"it's"`, with `\"`, `\\` and `\n`.
        Double = "double",
        /// `'it\'s'`, with `\'` and `\\` only.
        Single = "single",
    }
}

packed_struct! {
    /// One rule about method and content. The first one that fits is applied.
    pub struct RedirectRule {
        /// The status codes; empty stands for all of 3xx.
        pub statuses: Vec<u16>,
        /// The methods; empty stands for all.
        pub methods: Vec<&'static str>,
        /// Whether it is about all methods *but* those.
        pub except: bool,
        /// What happens.
        pub then: Then,
        /// What is permitted as well (specifications only).
        pub or: Option<Then>,
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
        pub bare: Vec<u16>,
        /// Statuses kept if the response has `Last-Modified`.
        pub modified: Vec<u16>,
        /// Statuses kept as long as `Cache-Control` or `Expires` say.
        pub fresh: Vec<u16>,
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
        /// The only methods it can send; empty stands for all.
        pub sends: Vec<&'static str>,
        /// How it sends content.
        pub streams: Streams,
        /// What happens to content that can be read only once.
        pub one_shot: OneShot,
        /// How often content can be sent again before any redirect but 303 breaks it.
        pub resends: Option<u8>,
        /// Whether lost content returns.
        pub restores: Restores,
        /// `Content-Length: 0`.
        pub empty_length: EmptyLength,
        /// Fields dropped together with the content; `*` stands for all that the caller has set.
        pub content_fields: Vec<&'static str>,
        /// Whether they go when method or content changed.
        pub content_fields_rewritten: bool,
        /// Statuses at which they go in any case.
        pub content_fields_on: Vec<u16>,
        /// When the target is no other place.
        pub same_place: Place,
        /// Fields dropped at another place.
        pub dropped_elsewhere: Vec<&'static str>,
        /// Fields dropped at every redirect.
        pub dropped_always: Vec<&'static str>,
        /// Fields that a specification lets a client drop.
        pub may_drop: Vec<&'static str>,
        /// Statuses at which no field is dropped.
        pub untouched_on: Vec<u16>,
        /// Whether dropped fields come back.
        pub memory: Memory,
        /// `Referer`.
        pub referer: RefererRule,
        /// `Cookie`.
        pub cookies: CookieRule,
        /// User name and password in `Location`.
        pub userinfo: UserinfoRule,
        /// How many redirects it follows; none stands for no limit.
        pub limit: Option<u16>,
        /// What happens then.
        pub at_limit: Stop,
        /// How many redirects may lead to one URL.
        pub same_url: Option<u8>,
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
        /// The program that makes a request with it, see `docs/data.md`; empty where there is none.
        pub snippet: &'static str,
        /// What the snippet has for `{options}`, may be empty.
        pub options: &'static str,
        /// What it does.
        pub policy: Policy,
    }
}

packed_struct! {
    /// One redirect of a preset.
    pub struct PresetHop {
        /// The status code.
        pub status: u16,
        /// `Location`.
        pub location: &'static str,
        /// Further fields of the response, "Name: value".
        pub fields: Vec<&'static str>,
        /// The only method answered so; empty stands for all.
        pub only: &'static str,
    }
}

packed_struct! {
    /// A case that is worth looking at.
    pub struct Preset {
        /// Its id, as in URLs.
        pub id: &'static str,
        /// Its name, a few words.
        pub name: &'static str,
        /// What it shows (prose).
        pub says: &'static str,
        /// The client that shows it best.
        pub client: &'static str,
        /// The method.
        pub method: &'static str,
        /// The kind of content: `none`, `json` or `form`.
        pub content: &'static str,
        /// Whether the caller sends `Authorization` and `Cookie`.
        pub credentials: bool,
        /// The first URL.
        pub from: &'static str,
        /// The redirects.
        pub hops: Vec<PresetHop>,
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
        (self.statuses.is_empty() || self.statuses.contains(&status))
            && (self.methods.is_empty() || self.methods.contains(&method) != self.except)
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
