//! What is known about a status code. `docs/data.md` explains each field for those who edit it.

mod words;

pub use words::*;

use crate::{packed_enum, packed_struct};

packed_struct! {
    /// "Do not use it when …, use this instead."
    pub struct NotWhen {
        /// The situation (prose).
        pub say: &'static str,
        /// The code to use instead.
        pub instead: u16,
    }
}

packed_struct! {
    /// A code that is often mistaken for this one.
    pub struct Confusion {
        /// The other code.
        pub with: u16,
        /// The one difference (prose).
        pub difference: &'static str,
        /// More about it (prose), may be empty.
        pub detail: &'static str,
    }
}

packed_struct! {
    /// One header field, or several of one kind, that belongs to the code.
    pub struct FieldRule {
        /// Field names, joined by ", ".
        pub name: &'static str,
        /// On which message.
        pub on: Side,
        /// How strongly.
        pub level: Level,
        /// What it says (prose).
        pub says: &'static str,
        /// A few words for the summary, may be empty.
        pub short: &'static str,
        /// Where that is stated.
        pub source: &'static str,
    }
}

packed_struct! {
    /// What follows the header section.
    pub struct Content {
        /// The rule.
        pub rule: ContentRule,
        /// It in words (prose).
        pub says: &'static str,
        /// Where that is stated.
        pub source: &'static str,
    }
}

packed_struct! {
    /// What caches may do with it.
    pub struct Caching {
        /// The rule.
        pub rule: CachingRule,
        /// More about it (prose), may be empty.
        pub says: &'static str,
        /// Where that is stated.
        pub source: &'static str,
    }
}

packed_struct! {
    /// What the client should do next.
    pub struct Next {
        /// Whether to send the same request again.
        pub retry: Retry,
        /// The action in a few words.
        pub action: &'static str,
        /// What qualifies it, in a few words.
        pub how: &'static str,
        /// More about it (prose), may be empty.
        pub says: &'static str,
        /// Where that is stated.
        pub source: &'static str,
    }
}

packed_struct! {
    /// A realistic exchange as HTTP/1.1 messages, lines parted by `\n`.
    pub struct Exchange {
        /// What to know about it (prose), may be empty.
        pub note: &'static str,
        /// The request.
        pub request: &'static str,
        /// The responses, interim ones first; empty where the client sees nothing.
        pub responses: Vec<&'static str>,
        /// The status that the client sees, where it is not the code itself.
        pub sees: Option<u16>,
    }
}

packed_struct! {
    /// A callout.
    pub struct Note {
        /// Its kind.
        pub kind: NoteKind,
        /// Its text (prose).
        pub text: &'static str,
    }
}

packed_struct! {
    /// A meaning that a vendor gives to the number, outside the registry.
    pub struct VendorUse {
        /// The vendor's name for it.
        pub name: &'static str,
        /// Who.
        pub vendor: &'static str,
        /// How that stands today.
        pub state: UseState,
        /// Whether a client sees the number as the status of a response.
        pub on_wire: bool,
        /// What it means there (prose).
        pub meaning: &'static str,
        /// The registered code to send instead.
        pub instead: Option<u16>,
        /// Where that is stated.
        pub sources: Vec<&'static str>,
    }
}

packed_struct! {
    /// A reference and what is found there.
    pub struct Citation {
        /// The reference: "RFC 9110 15.5.5" or a key of `sources.toml`.
        pub source: &'static str,
        /// What is found there.
        pub says: &'static str,
    }
}

packed_struct! {
    /// All that is known about one number.
    pub struct Entry {
        /// The number.
        pub code: u16,
        /// Its registered name, or that of its best-known use.
        pub name: &'static str,
        /// Earlier official names, newest first.
        pub former_names: Vec<&'static str>,
        /// How it stands in the registry.
        pub registration: Registration,
        /// Index of its family among those of its class; none for unofficial numbers.
        #[cfg_attr(feature = "serde", serde(skip))]
        pub family: Option<u8>,
        /// Whether it belongs to the short list that most people need.
        pub everyday: bool,
        /// One line.
        pub summary: &'static str,
        /// One or two sentences (prose).
        pub lead: &'static str,
        /// Paragraphs (prose).
        pub meaning: Vec<&'static str>,
        /// Situations in which to use it (prose).
        pub use_when: Vec<&'static str>,
        /// Situations in which to use another code.
        pub not_when: Vec<NotWhen>,
        /// Codes that are mistaken for it.
        pub confused: Vec<Confusion>,
        /// Rules about methods (prose).
        pub methods: Vec<&'static str>,
        /// Header fields.
        pub fields: Vec<FieldRule>,
        /// What follows the header section.
        pub content: Content,
        /// What caches may do.
        pub caching: Caching,
        /// What the client should do next.
        pub next: Next,
        /// An example.
        pub exchange: Exchange,
        /// Callouts.
        pub notes: Vec<Note>,
        /// Vendors' own meanings.
        pub uses: Vec<VendorUse>,
        /// What people type who look for it.
        pub search: Vec<&'static str>,
        /// References, the definition first.
        pub sources: Vec<Citation>,
    }
}

packed_struct! {
    /// A group of codes within a class, as drawn on the map.
    pub struct Family {
        /// Its name as a plain phrase.
        pub name: &'static str,
    }
}

packed_struct! {
    /// One of the five classes.
    pub struct ClassInfo {
        /// The first digit.
        pub digit: u8,
        /// The name.
        pub name: &'static str,
        /// One sentence.
        pub says: &'static str,
        /// What to beware of (prose), may be empty.
        pub callout: &'static str,
        /// Its families, in the order of the map.
        pub families: Vec<Family>,
    }
}

packed_struct! {
    /// An RFC.
    pub struct Rfc {
        /// Its number.
        pub number: u16,
        /// Its title.
        pub title: &'static str,
        /// Year and month, "2022-06".
        pub date: &'static str,
    }
}

packed_struct! {
    /// A source that is not an RFC.
    pub struct Source {
        /// How the data names it.
        pub key: &'static str,
        /// What the reader sees.
        pub label: &'static str,
        /// Where it is, may be empty.
        pub url: &'static str,
        /// When it was read or measured ("2026-11-22"), may be empty.
        pub date: &'static str,
    }
}

packed_enum! {
    /// How a language writes the words of a name.
    pub enum Case {
        /// `TOO_MANY_REQUESTS`
        Upper = "UPPER_CASE",
        /// `too_many_requests`
        Lower = "lower_case",
        /// `TooManyRequests`
        Pascal = "PascalCase",
        /// The number itself.
        Number = "number",
    }
}

packed_struct! {
    /// A constant that does not follow the rule of its language.
    pub struct Exception {
        /// The code.
        pub code: u16,
        /// Its constant without prefix; empty where there is none.
        pub constant: &'static str,
    }
}

packed_struct! {
    /// How programs in a language name status codes.
    pub struct Language {
        /// The language.
        pub name: &'static str,
        /// The library and its version.
        pub library: &'static str,
        /// What comes before the name.
        pub prefix: &'static str,
        /// What comes after it.
        pub suffix: &'static str,
        /// How the name's words are written.
        pub case: Case,
        /// Where that fails.
        pub exceptions: Vec<Exception>,
    }
}

packed_struct! {
    /// The texts of the printed quick reference.
    pub struct Sheet {
        /// Which code to answer, in the order of the checks (prose).
        pub questions: Vec<&'static str>,
        /// Header fields that codes carry (prose).
        pub carry: Vec<&'static str>,
        /// Pairs that are easily confused (prose).
        pub pairs: Vec<&'static str>,
    }
}

packed_struct! {
    /// Everything.
    pub struct Dataset {
        /// The date of the facts.
        pub date: &'static str,
        /// When the registry was last updated.
        pub registry_updated: &'static str,
        /// The classes.
        pub classes: Vec<ClassInfo>,
        /// The codes, ascending.
        pub entries: Vec<Entry>,
        /// The languages.
        pub languages: Vec<Language>,
        /// The RFCs, ascending.
        pub rfcs: Vec<Rfc>,
        /// The other sources.
        pub sources: Vec<Source>,
        /// The printed quick reference.
        pub sheet: Sheet,
    }
}

impl Entry {
    /// The first digit; 7 and 9 occur, though no such class exists.
    #[must_use]
    pub const fn class(&self) -> u8 {
        (self.code / 100) as u8
    }
    /// Whether the number stands in the IANA registry, in whatever state.
    #[must_use]
    pub const fn is_in_registry(&self) -> bool {
        !matches!(self.registration, Registration::Unofficial)
    }
    /// Whether nobody should send it: unused, deprecated or obsoleted.
    #[must_use]
    pub const fn is_off(&self) -> bool {
        matches!(self.registration, Registration::Unused | Registration::Deprecated | Registration::Obsoleted)
    }
    /// Whether a cache may keep it without being told how long.
    #[must_use]
    pub const fn is_cacheable(&self) -> bool {
        matches!(self.caching.rule, CachingRule::Heuristic)
    }
}
