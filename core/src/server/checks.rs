//! The checks, in their order. The order is that of the questions in `data/trees/respond.toml`.

use super::{Scene, admission, conditions, content, done, range};

/// One check.
#[derive(Debug)]
pub struct Check {
    /// Its name.
    pub id: &'static str,
    /// What it asks.
    pub question: &'static str,
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
    ($($id:literal $question:literal $source:literal $codes:tt $run:path;)*) => {
        &[$(Check { id: $id, question: $question, source: $source, codes: &$codes, run: $run },)*]
    };
}

/// All checks, in the order in which they are made.
pub static CHECKS: &[Check] = checks! {
    "message" "Is it an HTTP request?" "RFC 9112 2.2" [400, 501, 505] admission::message;
    "available" "Can the server answer now?" "RFC 9110 15.6.4" [503] admission::available;
    "rate" "Is a token left for this client?" "RFC 6585 4" [429] admission::rate;
    "known" "Does the server know the method?" "RFC 9110 15.6.2" [501] admission::known;
    "method" "Does this resource have the method?" "RFC 9110 15.5.6" [405] admission::method;
    "target" "Is the address short enough?" "RFC 9110 15.5.15" [414] admission::target;
    "fields" "Are the header fields small enough?" "RFC 6585 5" [431] admission::fields;
    "length" "Does it say how long the content is?" "RFC 9110 15.5.12" [411] admission::length;
    "size" "Is the content small enough?" "RFC 9110 15.5.14" [413] admission::size;
    "credentials" "Who is asking?" "RFC 9110 15.5.2" [401] admission::credentials;
    "permission" "May they do this?" "RFC 9110 15.5.4" [403, 404] admission::permission;
    "type" "Does the server take content of this type?" "RFC 9110 15.5.16" [415] content::kind;
    "syntax" "Can the content be read?" "RFC 9110 15.5.1" [400] content::syntax;
    "accept" "Is there a version that they accept?" "RFC 9110 12.5.1" [406] content::accept;
    "there" "Is it there?" "RFC 9110 15.5.5" [301, 302, 307, 308, 404, 410] content::there;
    "insists" "Does a change have to name the version it is about?" "RFC 6585 3" [428] conditions::needed;
    "if-match" "Is it still one of the versions they name?" "RFC 9110 13.1.1" [412] conditions::if_match;
    "if-unmodified-since" "Is it unchanged since then?" "RFC 9110 13.1.4" [412] conditions::if_unmodified_since;
    "if-none-match" "Is it none of the versions they name?" "RFC 9110 13.1.2" [304, 412] conditions::if_none_match;
    "if-modified-since" "Has it changed since then?" "RFC 9110 13.1.3" [304] conditions::if_modified_since;
    "clash" "Does the change clash with what is there?" "RFC 9110 15.5.10" [409] done::clash;
    "values" "Do the values make sense?" "RFC 9110 15.5.21" [422] done::values;
    "works" "Does the program do it?" "RFC 9110 15.6.1" [500] done::works;
    "range" "Do they ask for a part?" "RFC 9110 14.2" [206, 416] range::range;
    "done" "What is there to say?" "RFC 9110 15.3" [200, 201, 202, 204, 205, 303] done::done;
};

/// The checks of GraphQL over HTTP that come after `accept`. Its lab makes them.
pub static GRAPHQL: &[Check] = checks! {
    "request" "Is it a GraphQL request?" "graphql" [422] elsewhere;
    "document" "Can the question be parsed?" "graphql" [400] elsewhere;
    "safe" "Does the method suit it?" "graphql" [405] elsewhere;
    "schema" "Does it fit the schema?" "graphql" [422] elsewhere;
    "variables" "Do the variables fit?" "graphql" [422] elsewhere;
    "answer" "What came of it?" "graphql" [200, 294] elsewhere;
};

/// What a check runs that others make.
fn elsewhere(_: &mut Scene<'_>) {}
