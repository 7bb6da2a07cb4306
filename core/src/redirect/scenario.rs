//! What the simulator is set to, and how that stands in an address.

use super::exchange::{Content, Field, Hop, Journey, Page, Request};
use super::keep::{join, keep};
use super::url::{Style, Url};
use super::words::number;
use super::{client, clients, follow, follow_again};
use crate::clients::{Browser, Client};
use crate::form;
use crate::sets::Set;
use crate::text::split_once;

const START: &str = "https://api.example.com/old-endpoint";
const JSON: &str = "{\"item\":\"teapot\",\"count\":1}";
const FORM: &str = "item=teapot&count=1";
/// A chain that is longer than this is cut, so that an address can ask for no more work than that.
pub const MAX_HOPS: usize = 400;

/// The kind of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// None.
    None,
    /// JSON in memory.
    Json,
    /// A form.
    Form,
    /// JSON from a source that can be read once.
    Stream,
}

/// Where the one redirect leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lies {
    /// To the same origin.
    Same,
    /// To another port of the host.
    Port,
    /// To a host below it.
    Below,
    /// To another host.
    Host,
    /// From `http` to `https`.
    Upgrade,
    /// From `https` to `http`.
    Downgrade,
}

impl Body {
    /// All kinds, with the word in addresses.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::None, "none"), (Self::Json, "json"), (Self::Form, "form"), (Self::Stream, "stream")];
}

impl Lies {
    /// All ways, with the word in addresses.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Same, "same"),
        (Self::Port, "port"),
        (Self::Below, "sub"),
        (Self::Host, "host"),
        (Self::Upgrade, "https"),
        (Self::Downgrade, "http"),
    ];
}

/// What the simulator is set to. Without `hops` it is one redirect with `status` to where `lies`
/// says; with them it is that chain.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// The client.
    pub client: &'static Client,
    /// The method.
    pub method: &'static str,
    /// The content; a `GET` or `HEAD` has none.
    pub body: Body,
    /// Whether the caller sends `Authorization` and `Cookie`.
    pub credentials: bool,
    /// The first URL; empty for the usual one.
    pub from: &'static str,
    /// The status of the one redirect.
    pub status: u16,
    /// Where it leads.
    pub lies: Lies,
    /// The chain.
    pub hops: Vec<Hop>,
    /// Whether it is the second visit.
    pub again: bool,
}

/// The same if the same is written of them: a comparison field by field would look into the policies.
impl PartialEq for Scenario {
    fn eq(&self, other: &Self) -> bool {
        self.query() == other.query()
    }
}

impl Eq for Scenario {}

impl Scenario {
    /// The usual one: `POST` after 301 to another host.
    #[must_use]
    pub fn new(client: &'static Client) -> Self {
        Self {
            client,
            method: "POST",
            body: Body::Json,
            credentials: true,
            from: "",
            status: 301,
            lies: Lies::Host,
            hops: Vec::new(),
            again: false,
        }
    }

    /// Reads what [`query`](Self::query) wrote; what is not understood goes to `other`. Total: that is
    /// left at the usual.
    #[must_use]
    pub fn of_query(query: &str, other: &mut dyn FnMut(&str, &str)) -> Option<Self> {
        let mut scenario = Self::usual()?;
        let mut body = false;
        for (key, value) in form::pairs(query) {
            if !scenario.set(&key, &value) {
                other(&key, &value);
            } else if key == "body" {
                body = true;
            }
        }
        Some(if body { scenario } else { scenario.with_usual_body() })
    }

    /// The usual one with the client that a newcomer sees.
    #[must_use]
    pub fn usual() -> Option<Self> {
        Some(Self::new(usual_client()?))
    }

    /// Sets what one pair of a query says; false if it says nothing that is known here. The body
    /// stays, see [`with_usual_body`](Self::with_usual_body).
    pub fn set(&mut self, key: &str, value: &str) -> bool {
        let known = |found: bool| found.then_some(());
        let done = match key {
            "client" => client(value).map(|client| self.client = client),
            "method" => {
                self.method = keep(value);
                Some(())
            }
            "status" => read_status(value).map(|status| self.status = status),
            "to" => word_of(&Lies::ALL, value).map(|lies| self.lies = lies),
            "body" => word_of(&Body::ALL, value).map(|body| self.body = body),
            "from" => {
                self.from = keep(value);
                Some(())
            }
            "credentials" => {
                self.credentials = value != "no";
                known(!self.credentials || value == "yes")
            }
            "again" => {
                self.again = value == "yes";
                known(self.again || value == "no")
            }
            // What is beyond is cut off rather than called unknown.
            "hop" if self.hops.len() >= MAX_HOPS => Some(()),
            "hop" => read_hop(value).map(|hop| self.hops.push(hop)),
            "field" => self.hops.last_mut().zip(read_field(value)).map(|(hop, field)| hop.fields.push(field)),
            "only" => self.hops.last_mut().map(|hop| hop.only = keep(value)),
            _ => None,
        };
        done.is_some()
    }

    /// The same with the body that one expects of method and client.
    #[must_use]
    pub fn with_usual_body(mut self) -> Self {
        self.body = self.usual_body();
        self
    }

    /// Whether the body is the one that one expects.
    #[must_use]
    pub fn has_usual_body(&self) -> bool {
        self.body == self.usual_body()
    }

    /// The same with every address written out, to be changed one by one.
    #[must_use]
    pub fn written_out(&self) -> Self {
        Self { from: self.start(), hops: self.redirects(), ..self.clone() }
    }

    /// The query that stands for this; what is usual is left out.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = String::new();
        let mut add = |key: &str, value: &str, wanted: bool| {
            if wanted {
                form::push(&mut query, key, value);
            }
        };
        let one = self.hops.is_empty();
        add("client", self.client.id, true);
        add("method", self.method, true);
        add("status", number(self.status), one);
        add("to", self.lies.word(), one);
        add("body", self.body.word(), !self.has_usual_body());
        add("credentials", "no", !self.credentials);
        add("from", self.from, !self.from.is_empty());
        add("again", "yes", self.again);
        for hop in &self.hops {
            let status = number(hop.status);
            add("hop", hop.location.map_or(status, |location| join(&[status, " ", location])), true);
            for field in &hop.fields {
                add("field", join(&[field.name, ": ", field.value]), true);
            }
            add("only", hop.only, !hop.only.is_empty());
        }
        query
    }

    fn usual_body(&self) -> Body {
        if self.is_safe() {
            Body::None
        } else if self.is_form() {
            Body::Form
        } else {
            Body::Json
        }
    }

    /// Whether it is a `GET` or `HEAD`.
    pub(super) fn is_safe(&self) -> bool {
        Set::SAFE.meets(Set::method(self.method))
    }

    fn is_form(&self) -> bool {
        matches!(self.client.policy.browser, Browser::Navigation | Browser::NavigationNullOrigin)
    }

    /// The first URL.
    #[must_use]
    pub fn start(&self) -> &'static str {
        let given = if self.from.is_empty() { START } else { self.from };
        let scheme = match self.lies {
            Lies::Upgrade => "http://",
            Lies::Downgrade => "https://",
            _ => return given,
        };
        let rest = split_once(given, "://").filter(|_| self.hops.is_empty());
        rest.map_or(given, |(_, rest)| join(&[scheme, rest]))
    }

    /// The redirects of the servers.
    #[must_use]
    pub fn redirects(&self) -> Vec<Hop> {
        if !self.hops.is_empty() {
            return self.hops.clone();
        }
        let target = Url::parse(self.start(), Style::Browser).map_or("/orders", |from| self.target(&from));
        vec![Hop::new(self.status, target)]
    }

    fn target(&self, from: &Url) -> &'static str {
        let (host, scheme) = (from.host(), from.scheme);
        let (scheme, before, host, after) = match self.lies {
            Lies::Same => return "/v2/orders",
            Lies::Port => (scheme, "://", host, ":8443/orders"),
            Lies::Below => (scheme, "://v2.", host, "/orders"),
            Lies::Host => (scheme, "://", "v2.example.net", "/orders"),
            Lies::Upgrade => ("https", "://", host, "/orders"),
            Lies::Downgrade => ("http", "://", host, "/orders"),
        };
        join(&[scheme, before, host, after])
    }

    /// The request that the caller asks for.
    #[must_use]
    pub fn request(&self) -> Request {
        let form = self.is_form() || self.body == Body::Form;
        let mut fields = Vec::new();
        if self.credentials {
            if !self.is_form() {
                fields.push(Field { name: "Authorization", value: "Bearer 7Fjfp0ZBr1Kt" });
            }
            fields.push(Field { name: "Cookie", value: "sid=31d4d96e407aad42" });
        }
        let text = if form { FORM } else { JSON };
        let content = match self.body {
            _ if self.is_safe() => Content::None,
            Body::None => Content::None,
            Body::Stream => Content::OneShot(text),
            Body::Json | Body::Form => Content::Buffered(text),
        };
        if content != Content::None {
            let kind = if form { "application/x-www-form-urlencoded" } else { "application/json" };
            fields.push(Field { name: "Content-Type", value: kind });
        }
        Request { method: self.method, url: self.start(), fields, content, page: Page::default() }
    }

    /// What becomes of it.
    #[must_use]
    pub fn journey(&self) -> Journey {
        let go = if self.again { follow_again } else { follow };
        go(self.client, &self.request(), &self.redirects())
    }

    /// The same with another status at every redirect.
    #[must_use]
    pub fn with_status(&self, status: u16) -> Self {
        let mut other = self.clone();
        other.status = status;
        for hop in &mut other.hops {
            hop.status = status;
        }
        other
    }
}

impl Body {
    /// The word that stands for it in an address.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(body, _)| *body == self).map_or("", |(_, word)| word)
    }
}

impl Lies {
    /// The word that stands for it in an address.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(lies, _)| *lies == self).map_or("", |(_, word)| word)
    }
}

/// The client that a newcomer sees.
fn usual_client() -> Option<&'static Client> {
    client("requests").or_else(|| clients().first())
}

fn word_of<T: Copy>(all: &[(T, &str)], word: &str) -> Option<T> {
    all.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}

/// A status code: three digits, whatever the class.
fn read_status(text: &str) -> Option<u16> {
    text.parse().ok().filter(|status| (100..=999).contains(status))
}

/// `302 /there`; without a space there is no `Location`.
fn read_hop(text: &str) -> Option<Hop> {
    let (status, location) = text.split_once(' ').map_or((text, None), |(status, location)| (status, Some(location)));
    Some(Hop { location: location.map(keep), ..Hop::new(read_status(status)?, "") })
}

fn read_field(text: &str) -> Option<Field> {
    let (name, value) = split_once(text, ": ")?;
    crate::message::is_token(name).then(|| Field::new(name, value))
}
