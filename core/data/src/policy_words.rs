//! The words of a policy: each choice that clients make differently about redirects.

use crate::packed_enum;

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
