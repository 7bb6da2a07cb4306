//! The checks, in their order. The order is that of the questions in `data/trees/respond.toml`.

use super::{Scene, admission, conditions, content, done, range};

/// One check.
#[derive(Debug)]
pub struct Check {
    /// Its name in code and tests.
    pub id: &'static str,
    /// Its name, a word or two.
    pub name: &'static str,
    /// What it asks.
    pub question: &'static str,
    /// The question of the *Respond* tree that it belongs to; empty: it comes before the tree.
    pub ask: &'static str,
    /// Where it is stated.
    pub source: &'static str,
    /// What it may answer, ascending.
    pub codes: &'static [u16],
    pub(super) run: fn(&mut Scene<'_>),
}

impl PartialEq for Check {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Check {}

macro_rules! checks {
    ($($id:literal $name:literal $question:literal $ask:literal $source:literal $codes:tt $run:path;)*) => {
        &[$(Check { id: $id, name: $name, question: $question, ask: $ask, source: $source, codes: &$codes, run: $run },)*]
    };
}

/// All checks, in the order in which they are made.
pub static CHECKS: &[Check] = checks! {
    "message" "Message" "Is it an HTTP request?" "" "RFC 9112 2.2" [400, 501, 505] admission::message;
    "available" "Available" "Can the server answer now?" "now" "RFC 9110 15.6.4" [503] admission::available;
    "rate" "Rate limit" "Is a token left for this client?" "now" "RFC 6585 4" [429] admission::rate;
    "known" "Known method" "Does the server know the method?" "method" "RFC 9110 15.6.2" [501] admission::known;
    "method" "Allowed method" "Does this resource have the method?" "method" "RFC 9110 15.5.6" [405] admission::method;
    "target" "Address" "Is the address short enough?" "size" "RFC 9110 15.5.15" [414] admission::target;
    "fields" "Header fields" "Are the header fields small enough?" "size" "RFC 6585 5" [431] admission::fields;
    "length" "Length" "Does it say how long the content is?" "size" "RFC 9110 15.5.12" [411] admission::length;
    "size" "Content size" "Is the content small enough?" "size" "RFC 9110 15.5.14" [413] admission::size;
    "credentials" "Credentials" "Who is asking?" "who" "RFC 9110 15.5.2" [401] admission::credentials;
    "permission" "Permission" "May they do this?" "may" "RFC 9110 15.5.4" [403, 404] admission::permission;
    "type" "Content type" "Does the server take content of this type?" "content" "RFC 9110 15.5.16" [415] content::kind;
    "syntax" "Syntax" "Can the content be read?" "content" "RFC 9110 15.5.1" [400] content::syntax;
    "accept" "Accept" "Is there a version that they accept?" "accept" "RFC 9110 12.5.1" [406] content::accept;
    "there" "Existence" "Is it there?" "there" "RFC 9110 15.5.5" [301, 302, 307, 308, 404, 410] content::there;
    "insists" "Precondition needed" "Does a change have to name the version it is about?" "conditions" "RFC 6585 3" [428] conditions::needed;
    "if-match" "If-Match" "Is it still one of the versions they name?" "conditions" "RFC 9110 13.1.1" [412] conditions::if_match;
    "if-unmodified-since" "If-Unmodified-Since" "Is it unchanged since then?" "conditions" "RFC 9110 13.1.4" [412] conditions::if_unmodified_since;
    "if-none-match" "If-None-Match" "Is it none of the versions they name?" "conditions" "RFC 9110 13.1.2" [304, 412] conditions::if_none_match;
    "if-modified-since" "If-Modified-Since" "Has it changed since then?" "conditions" "RFC 9110 13.1.3" [304] conditions::if_modified_since;
    "clash" "Conflict" "Does the change clash with what is there?" "clash" "RFC 9110 15.5.10" [409] done::clash;
    "values" "Values" "Do the values make sense?" "sense" "RFC 9110 15.5.21" [422] done::values;
    "works" "The work" "Does the program do it?" "sense" "RFC 9110 15.6.1" [500] done::works;
    "range" "Range" "Do they ask for a part?" "done" "RFC 9110 14.2" [206, 416] range::range;
    "done" "Success" "What is there to say?" "done" "RFC 9110 15.3" [200, 201, 202, 204, 205, 303] done::done;
};

/// The checks of GraphQL over HTTP that come after `accept`. Its lab makes them itself, so what
/// they run is never called.
pub static GRAPHQL: &[Check] = checks! {
    "request" "GraphQL request" "Is it a GraphQL request?" "content" "graphql" [422] done::works;
    "document" "Document" "Can the question be parsed?" "content" "graphql" [400] done::works;
    "safe" "Safe method" "Does the method suit it?" "method" "graphql" [405] done::works;
    "schema" "Schema" "Does it fit the schema?" "sense" "graphql" [422] done::works;
    "variables" "Variables" "Do the variables fit?" "sense" "graphql" [422] done::works;
    "answer" "Answer" "What came of it?" "done" "graphql" [200, 294] done::works;
};
