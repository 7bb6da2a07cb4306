//! The words that are chosen from: each an enum, with the word that stands for it in the data.

use crate::packed_enum;

packed_enum! {
    /// How a number stands in the IANA registry.
    pub enum Registration {
        /// In the registry, for general use.
        Registered = "registered",
        /// In the registry until a date.
        Temporary = "temporary",
        /// Reserved in the registry as "(Unused)".
        Unused = "unused",
        /// In the registry, but its own specification advises against it.
        Deprecated = "deprecated",
        /// Marked "(OBSOLETED)" in the registry.
        Obsoleted = "obsoleted",
        /// Not in the registry; some vendor's own.
        Unofficial = "unofficial",
    }
}

packed_enum! {
    /// How strongly a header field is asked for (RFC 2119 words only where an RFC uses them).
    pub enum Level {
        /// RFC 2119 MUST.
        Must = "MUST",
        /// RFC 2119 MUST NOT.
        MustNot = "MUST NOT",
        /// RFC 2119 SHOULD.
        Should = "SHOULD",
        /// RFC 2119 SHOULD NOT.
        ShouldNot = "SHOULD NOT",
        /// RFC 2119 MAY.
        May = "MAY",
        /// Customary, or described without a keyword.
        Usual = "usual",
        /// From a specification that is not finished.
        Draft = "draft",
        /// What vendors do without any specification.
        Convention = "convention",
    }
}

packed_enum! {
    /// Which of the two messages carries a field.
    pub enum Side {
        /// The request.
        Request = "request",
        /// The response.
        Response = "response",
    }
}

packed_enum! {
    /// What follows the header section.
    pub enum ContentRule {
        /// Nothing: the message ends with its header section.
        None = "none",
        /// No content, but framing still applies (205).
        Empty = "empty",
        /// Content is expected.
        Expected = "expected",
        /// Content is customary, not required.
        Usual = "usual",
        /// SHOULD explain the error, or list the choices.
        Explains = "explains",
        /// Nothing is defined.
        Undefined = "undefined",
    }
}

packed_enum! {
    /// What a cache may do (RFC 9110 15.1, RFC 9111 3).
    pub enum CachingRule {
        /// A cache may keep it without being told how long.
        Heuristic = "heuristic",
        /// Only with explicit freshness information.
        Explicit = "explicit",
        /// MUST NOT be stored.
        Never = "never",
        /// Not a final response, so never stored.
        Interim = "interim",
    }
}

packed_enum! {
    /// Whether to send the same request again.
    pub enum Retry {
        /// Not a final response.
        NotApplicable = "not-applicable",
        /// It succeeded.
        NotNeeded = "not-needed",
        /// Repeating changes nothing.
        No = "no",
        /// At once, unchanged.
        Yes = "yes",
        /// After a while, unchanged.
        Later = "later",
        /// Once the request has been changed.
        AfterChange = "after-change",
        /// Once the user has logged in to the network.
        AfterLogin = "after-login",
        /// With (new) credentials.
        Credentials = "credentials",
        /// Go to the target of `Location`.
        Follow = "follow",
        /// Ask for what is missing.
        FollowUp = "follow-up",
        /// Each part has a status of its own.
        PerPart = "per-part",
        /// Only if `Retry-After` says that it is temporary.
        IfRetryAfter = "if-retry-after",
        /// On another connection.
        OtherConnection = "other-connection",
        /// Only if the method is idempotent.
        IdempotentOnly = "idempotent-only",
        /// Only when the user asks again.
        UserAction = "user-action",
        /// Nothing is defined.
        Undefined = "undefined",
    }
}

packed_enum! {
    /// How a vendor's use of a number stands today.
    pub enum UseState {
        /// In use.
        Current = "current",
        /// No longer in use.
        Historic = "historic",
        /// Still there, advised against.
        Deprecated = "deprecated",
        /// The product is gone.
        Obsolete = "obsolete",
        /// In an unfinished specification.
        Draft = "draft",
        /// Attributed, but not found in the product.
        Disputed = "disputed",
        /// A habit without a specification.
        Informal = "informal",
    }
}

packed_enum! {
    /// The kind of a callout.
    pub enum NoteKind {
        /// A memory hook.
        Memory = "memory",
        /// What an interviewer wants to hear.
        Interview = "interview",
        /// A frequent mistake.
        Mistake = "mistake",
        /// What real software did when it was measured.
        Measured = "measured",
        /// Where it comes from.
        History = "history",
    }
}
