//! What a client sees when the server behind a gateway fails: measured, or as documented.

use crate::text::decimal;
use crate::{packed_enum, packed_struct};

packed_enum! {
    /// The part of the way that is broken.
    pub enum Link {
        /// None.
        None = "none",
        /// From the gateway to the app.
        Connection = "connection",
        /// The app's answer, before it begins.
        Answer = "answer",
        /// The app's answer, once its head has been sent.
        Middle = "middle",
        /// The whole set of servers.
        Pool = "pool",
        /// The gateway itself.
        Own = "own",
        /// The app, which says so itself.
        App = "app",
    }
}

packed_enum! {
    /// How what the client sees ends.
    pub enum Ending {
        /// A whole response.
        Whole = "whole",
        /// The head of a response, and only some of its content.
        Cut = "cut",
        /// Bytes that are no response.
        Raw = "raw bytes",
        /// Nothing: the connection is closed.
        Silent = "cut, no bytes",
    }
}

packed_struct! {
    /// What a client sees of one failure through one gateway.
    pub struct Seen {
        /// Index of the failure.
        pub failure: u8,
        /// The status code; 0 where there is none.
        pub status: u16,
        /// How it ends.
        pub ending: Ending,
        /// The status code of the next request, where it differs; else 0.
        pub then: u16,
        /// What the gateway's log says, may be empty.
        pub log: &'static str,
    }
}

packed_struct! {
    /// A gateway.
    pub struct Gateway {
        /// Its id, as in URLs.
        pub id: &'static str,
        /// Its name.
        pub name: &'static str,
        /// The version that was measured; empty where nothing was.
        pub version: &'static str,
        /// Other versions that were measured and do the same but for what the note says, may be empty.
        pub others: &'static str,
        /// Where it is stated: a key of `sources.toml`.
        pub source: &'static str,
        /// What to know about it (prose), may be empty.
        pub note: &'static str,
        /// What was seen, in the order of the failures; those that are not known are left out.
        pub seen: Vec<Seen>,
    }
}

packed_struct! {
    /// A way to fail.
    pub struct Failure {
        /// Its id, as in URLs.
        pub id: &'static str,
        /// Its name, a few words.
        pub name: &'static str,
        /// Its name in the measurement, may be empty.
        pub measured: &'static str,
        /// What has happened (prose).
        pub says: &'static str,
        /// What is broken.
        pub link: Link,
        /// Whether it belongs to the short list.
        pub everyday: bool,
        /// The type of error in RFC 9209, may be empty.
        pub error: &'static str,
        /// The status that RFC 9209 recommends; 0 where it names none.
        pub recommended: u16,
        /// The status of the app that every gateway passes on; 0 where it is not the app that answers.
        pub passes: u16,
        /// Where that is stated, may be empty.
        pub source: &'static str,
        /// What to look at first (prose).
        pub first: Vec<&'static str>,
    }
}

packed_struct! {
    /// Everything about gateways. A pack of its own, so that what does not use it does not carry it.
    pub struct Gateways {
        /// The ways to fail, in the order in which they are listed.
        pub failures: Vec<Failure>,
        /// The gateways, in the order in which they are listed: first those that were measured.
        pub gateways: Vec<Gateway>,
    }
}

impl Gateway {
    /// Whether it was measured rather than read about.
    #[must_use]
    pub const fn is_measured(&self) -> bool {
        !self.version.is_empty()
    }
}

impl Seen {
    /// In words, as in `data/gateways`: `502`, `200 cut`, `raw bytes`, `502, then 503`.
    #[must_use]
    pub fn words(&self) -> String {
        let status = decimal(usize::from(self.status));
        match (self.ending, self.then) {
            (Ending::Whole, 0) => status,
            (Ending::Whole, then) => [&status, ", then ", &decimal(usize::from(then))].concat(),
            (Ending::Cut, _) => [&status, " cut"].concat(),
            (ending, _) => ending.word().to_owned(),
        }
    }
}
