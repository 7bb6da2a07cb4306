//! The walk itself: send, look at the answer, decide, change the request, send again.

use super::browser::Context;
use super::cache;
use super::cookies::Jar;
use super::exchange::{
    Because, Content, Fate, Field, Fired, Hop, Journey, Line, Mode, Outcome, Place, RedirectMode, Request, Sent,
    Standing, Step, Way,
};
use super::url::{Style, Url};
use super::words::fill;
use crate::clients::{Browser, Client, CookieRule, ENDLESS, Policy, Streams};
use crate::message::is_token;
use crate::sets::Set;

/// A request on its way.
pub struct Walk<'a> {
    pub client: &'static Client,
    pub policy: &'static Policy,
    pub request: &'a Request,
    hops: &'a [Hop],
    kept: &'a [Place],
    pub first: Url,
    pub url: Url,
    pub way: Way,
    pub method: &'static str,
    method_before: Option<&'static str>,
    /// Whether the content is still on board.
    pub carries: bool,
    /// Whether the framing says that there is content, though it is empty.
    pub hollow: bool,
    /// The caller's fields that are left.
    pub fields: Vec<Field>,
    /// Names that this hop does not get.
    pub hidden: Set,
    pub context: Option<Context>,
    pub jar: Jar,
    /// `Referer` in place of the caller's.
    pub referer: Option<&'static str>,
    pub redirects: u16,
    pub resent: u8,
    visits: Vec<(&'static str, u8)>,
    /// Which hop answers where.
    places: Vec<Place>,
    next_hop: usize,
    keeps: Vec<Place>,
    pub rules: Vec<Fired>,
    pub steps: Vec<Step>,
    /// `Location`, where a response with one is being looked at.
    pub leads: Option<&'static str>,
    /// How the journey has ended.
    pub outcome: Option<Outcome>,
}

/// Walks from the first request to the end; `kept` are the redirects that the client has from before.
pub fn walk(client: &'static Client, request: &Request, hops: &[Hop], kept: &[Place]) -> Journey {
    let first = Url::parse(request.url, Style::Browser).ok().filter(Url::is_web);
    let outcome = match (first, obstacle(client, request)) {
        (Some(first), None) => return Walk::new(client, request, hops, kept, first).run(),
        (None, _) => Outcome::CannotSend(Because::Url),
        (_, Some(outcome)) => outcome,
    };
    Journey { client, steps: Vec::new(), outcome, reached: request.url, kept: Vec::new() }
}

/// Why the client cannot send this request at all.
fn obstacle(client: &Client, request: &Request) -> Option<Outcome> {
    let policy = &client.policy;
    let method = request.method;
    let browser = policy.browser != Browser::None;
    let missing = !policy.sends.meets(Set::method(method));
    let forbidden = browser && ["CONNECT", "TRACE", "TRACK"].iter().any(|known| method.eq_ignore_ascii_case(known));
    if !is_token(method) || missing || forbidden {
        return Some(Outcome::CannotSend(Because::Method));
    }
    if Set::SAFE.meets(Set::method(method)) && request.content != Content::None {
        return match browser {
            true => Some(Outcome::CannotSend(Because::ContentWithGet)),
            false if client.is_specification() => None,
            false => Some(Outcome::NotModelled(Because::ContentWithGet)),
        };
    }
    None
}

impl<'a> Walk<'a> {
    fn new(client: &'static Client, request: &'a Request, hops: &'a [Hop], kept: &'a [Place], first: Url) -> Self {
        let policy = &client.policy;
        let context = Context::new(policy.browser, &request.page, &first);
        let mut jar = Jar::default();
        let mut fields = Vec::new();
        for field in &request.fields {
            if policy.cookies == CookieRule::Jar && field.is("Cookie") {
                jar.put(first.host(), field.value);
            } else {
                fields.push(*field);
            }
        }
        for (host, pair) in &request.page.cookies {
            jar.put(host, pair);
        }
        let visits = if policy.counts_start { vec![(first.address(), 1)] } else { Vec::new() };
        Self {
            client,
            policy,
            request,
            hops,
            kept,
            url: first,
            first,
            way: Way::Start,
            method: normalized(request.method, context.is_some()),
            method_before: None,
            carries: request.content != Content::None,
            hollow: false,
            fields,
            hidden: Set::NONE,
            context,
            jar,
            referer: None,
            redirects: 0,
            resent: 0,
            visits,
            places: Vec::new(),
            next_hop: 0,
            keeps: Vec::new(),
            rules: Vec::new(),
            steps: Vec::new(),
            leads: None,
            outcome: None,
        }
    }

    fn run(mut self) -> Journey {
        let outcome = loop {
            self.exchange();
            if let Some(outcome) = self.outcome {
                break outcome;
            }
            if self.is_endless() {
                break Outcome::Endless;
            }
        };
        let reached = self.leads.unwrap_or_else(|| self.url.shown());
        Journey { client: self.client, steps: self.steps, outcome, reached, kept: self.keeps }
    }

    /// Sends the request and looks at the answer.
    fn exchange(&mut self) {
        let mut fields = Vec::new();
        self.compose(&mut fields);
        let preflight =
            self.context.as_ref().is_some_and(|context| context.needs_preflight(self.method, &self.visible()));
        let address = self.url.address();
        let cached = if self.method == "GET" { place(self.kept, address) } else { None };
        let known = place(&self.places, address);
        let index = cached.or(known).unwrap_or(self.next_hop);
        self.next_hop = self.next_hop.max(index + 1);
        if known.is_none() {
            self.places.push(Place { address, hop: index });
        }
        let hop = self.hops.get(index).filter(|hop| hop.only.is_empty() || hop.only == self.method);
        let refused = self.refused(preflight, hop);
        let mut answer = Vec::new();
        if let (Some(hop), None) = (hop, refused) {
            if let Some(location) = hop.location {
                answer.push(Field { name: "Location", value: location });
            }
            answer.extend_from_slice(&hop.fields);
        }
        self.steps.push(Step {
            url: self.url,
            address,
            way: self.way,
            method: self.method,
            method_before: self.method_before.take(),
            lines: self.lines(fields),
            content: self.content(),
            preflight,
            from_cache: cached.is_some(),
            status: if refused.is_some() { None } else { Some(hop.map_or(200, |hop| hop.status)) },
            answer,
            rules: Vec::new(),
        });
        self.outcome = refused;
        if refused.is_some() {
            return;
        }
        let Some(hop) = hop.filter(|hop| (300..400).contains(&hop.status)) else {
            self.outcome = Some(Outcome::Arrived);
            return;
        };
        for field in &hop.fields {
            if field.is("Set-Cookie") && self.policy.cookies != CookieRule::Field {
                self.jar.learn(&self.url, field.value);
            }
        }
        if self.method == "GET" && cached.is_none() && cache::keeps(&self.policy.cache, hop) {
            self.keeps.push(Place { address, hop: index });
        }
        self.decide(hop);
        if let Some(step) = self.steps.last_mut() {
            step.rules = core::mem::take(&mut self.rules);
        }
    }

    /// Where the browser does not let the page have the response.
    fn refused(&self, preflight: bool, hop: Option<&Hop>) -> Option<Outcome> {
        let context = self.context.as_ref().filter(|context| !context.is_navigation())?;
        let page = &self.request.page;
        if !context.is_page_origin(&self.url) {
            let other =
                page.mode == Mode::SameOrigin || (page.mode == Mode::NoCors && page.redirect != RedirectMode::Follow);
            if other {
                return Some(Outcome::Error(Because::OtherOrigin));
            }
        }
        (preflight && hop.is_some_and(|hop| !hop.permits_preflight)).then_some(Outcome::Error(Because::Preflight))
    }

    /// Counts a redirect to `target`; true if it is one too many to this URL.
    pub fn is_one_visit_too_many(&mut self, target: &Url) -> bool {
        let most = self.policy.same_url;
        if most == u8::MAX {
            return false;
        }
        let address = target.address();
        for (known, count) in &mut self.visits {
            if *known == address {
                *count = count.saturating_add(1);
                return *count > most;
            }
        }
        self.visits.push((address, 1));
        most == 0
    }

    /// Whether a client without any limit has made this very request before.
    fn is_endless(&self) -> bool {
        if self.policy.limit != ENDLESS || self.policy.same_url != u8::MAX {
            return false;
        }
        let address = self.url.address();
        self.steps.iter().any(|step| {
            step.address == address && step.method == self.method && step.content.text().is_some() == self.carries
        })
    }

    /// Turns to the next URL.
    pub fn turn(&mut self, target: Url, way: Way, method: &'static str) {
        self.redirects = self.redirects.saturating_add(1);
        self.url = target;
        self.way = way;
        self.leads = None;
        if method != self.method {
            self.method_before = Some(core::mem::replace(&mut self.method, method));
        }
    }

    /// Notes a rule; for `parts` see [`fill`].
    #[inline(never)]
    pub fn note(&mut self, says: &str, parts: &[&str], standing: Standing) {
        let by = if standing == Standing::Open { "" } else { "RFC 9110 15.4" };
        self.note_by(says, parts, standing, by);
    }

    /// The same with the section that it stands in.
    pub fn note_by(&mut self, says: &str, parts: &[&str], standing: Standing, by: &'static str) {
        let says = fill(says, parts);
        self.rules.push(Fired { says, source: self.source(), standing, by, effect: true });
    }

    /// Notes a step of the Fetch standard that changed nothing.
    #[inline(never)]
    pub fn passed(&mut self, says: &str, parts: &[&str]) {
        if self.client.is_specification() && self.context.is_some() {
            let says = fill(says, parts);
            self.rules.push(Fired { says, source: "fetch", standing: Standing::Open, by: "", effect: false });
        }
    }

    fn source(&self) -> &'static str {
        match (self.client.is_specification(), self.policy.browser) {
            (true, Browser::None) => "",
            (true, _) => "fetch",
            (false, _) => self.client.source,
        }
    }

    /// Whether the content can be read only once.
    pub fn is_one_shot(&self) -> bool {
        match self.request.content {
            Content::None => false,
            Content::Buffered(_) => self.policy.streams != Streams::Either,
            Content::OneShot(_) => true,
        }
    }

    fn content(&self) -> Sent {
        let text = self.request.content.text().unwrap_or_default();
        let carried = self.steps.last().is_some_and(|step| step.content.text().is_some());
        match (self.carries, carried) {
            (true, _) => Sent::Whole(text),
            (false, true) => Sent::Lost(text),
            (false, false) => Sent::None,
        }
    }

    /// What is sent beside what was sent before.
    fn lines(&self, mut rest: Vec<Field>) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut fate = Fate::Kept;
        if let Some(former) = self.steps.last() {
            fate = Fate::Added;
            for line in former.lines.iter().filter(|line| line.fate != Fate::Dropped) {
                let mut next = Line { fate: Fate::Dropped, ..*line };
                if let Some(index) = rest.iter().position(|field| field.is(line.name)) {
                    let Field { name, value } = rest.remove(index);
                    let open = self.way != Way::SameOrigin && self.policy.may_drop.meets(Set::field(name));
                    let fate = match open {
                        _ if value != line.value => Fate::Changed(line.value),
                        true => Fate::MayBeDropped,
                        false => Fate::Kept,
                    };
                    next = Line { name, value, fate };
                }
                lines.push(next);
            }
        }
        for Field { name, value } in rest {
            lines.push(Line { name, value, fate });
        }
        lines
    }
}

/// Which hop answers at an address.
fn place(places: &[Place], address: &str) -> Option<usize> {
    places.iter().find(|place| place.address == address).map(|place| place.hop)
}

/// Whether the name is among some, in any letter case.
#[inline(never)]
pub fn has_name(names: &[&'static str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Browsers write six methods in capitals, whatever the letter case.
fn normalized(method: &'static str, browser: bool) -> &'static str {
    let known = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];
    known.into_iter().find(|known| browser && method.eq_ignore_ascii_case(known)).unwrap_or(method)
}
