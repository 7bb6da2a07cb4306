//! What a client does with a redirect, in the order in which it asks.

use super::exchange::{Because, Content, Hop, Outcome, RedirectMode, Standing, Way};
use super::keep::join;
use super::location::{Target, target};
use super::place::way;
use super::url::Url;
use super::walk::Walk;
use super::words::{fill, number};
use crate::clients::{Browser, LocationFault, OneShot, RedirectRule, Restores, SchemeLimit, Stop, Then, UserinfoRule};

impl Walk<'_> {
    /// Looks at a redirect and either changes the request or ends the journey.
    pub fn decide(&mut self, hop: &Hop) {
        let status = hop.status;
        self.leads = hop.location;
        if self.is_one_shot() && self.carries && self.policy.one_shot == OneShot::Never {
            let outcome = Outcome::HandedBack(Because::OneShot);
            return self.end("A streamed body is never redirected.", Standing::Permitted, outcome);
        }
        let method = if self.policy.restores == Restores::Request { self.request.method } else { self.method };
        let Some(rule) = self.policy.rules.iter().find(|rule| rule.fits(status, method)) else {
            return self.not_followed(status, self.policy.otherwise, "");
        };
        match rule.then {
            Then::Return => return self.not_followed(status, Stop::Return, rule.because),
            Then::Error => return self.not_followed(status, Stop::Error, rule.because),
            _ => {}
        }
        self.by_mode();
        if self.outcome.is_some() {
            return;
        }
        match target(self.policy, &self.url, hop.location) {
            Target::Url(to) => {
                self.look_at(&to);
                if self.outcome.is_none() {
                    self.follow(rule, hop, to);
                }
            }
            Target::Data => {
                let says = "The target is in the address itself: no server is asked.";
                self.end(says, Standing::Open, Outcome::Arrived);
            }
            Target::Fault(because, what) => self.lost(because, what),
        }
    }

    /// `redirect: "manual"` and `"error"`.
    fn by_mode(&mut self) {
        let fetches = self.context.as_ref().is_some_and(|context| !context.is_navigation());
        let mode = if fetches { self.request.page.redirect } else { RedirectMode::Follow };
        if mode == RedirectMode::Manual || self.policy.browser == Browser::FetchManual {
            let says = "`redirect` is `manual`: the page gets an opaque response with status 0.";
            self.end(says, Standing::Open, Outcome::HandedBack(Because::Manual));
        } else if mode == RedirectMode::Error {
            self.end("`redirect` is `error`.", Standing::Open, Outcome::Error(Because::ErrorMode));
        }
    }

    /// Ends where `Location` leads nowhere.
    fn lost(&mut self, because: Because, what: LocationFault) {
        let says = match because {
            Because::NoLocation => "There is no `Location`",
            Because::EmptyLocation => "`Location` is empty",
            Because::OtherScheme => "`Location` has a scheme other than http and https",
            _ => "`Location` is no address that can be requested",
        };
        let (follows, outcome) = match what {
            LocationFault::Return => (": the response is handed back.", Outcome::HandedBack(because)),
            LocationFault::Unknown => ("; what follows from that is not known.", Outcome::NotModelled(because)),
            _ => (": an error.", Outcome::Error(because)),
        };
        self.end(join(&[says, follows]), Standing::Open, outcome);
    }

    /// Ends where the client does not go on to `to`.
    fn look_at(&mut self, to: &Url) {
        self.passed("`Location` leads to $.", &[to.shown()]);
        let policy = self.policy;
        if self.redirects >= policy.limit {
            let says = fill("It follows $ redirects, not more.", &[number(self.redirects)]);
            return self.end(says, Standing::AsSpecified, Outcome::Limit(policy.at_limit == Stop::Error));
        }
        self.passed("Redirect $; at most $.", &[number(self.redirects + 1), number(policy.limit)]);
        if self.is_one_visit_too_many(to) {
            let outcome = Outcome::Loop(policy.at_same_url == Stop::Error);
            return self.end("It has been there before: a loop.", Standing::AsSpecified, outcome);
        }
        let changes = match policy.scheme_limit {
            SchemeLimit::None => false,
            SchemeLimit::Downgrade => self.url.steps_down(to),
            SchemeLimit::Any => self.url.scheme != to.scheme,
        };
        if changes {
            let says = fill("It does not go from $ to $.", &[self.url.scheme, to.scheme]);
            return self.end(says, Standing::Permitted, stopped(policy.at_scheme_limit, Because::SchemeChange));
        }
        if to.userinfo.is_empty() {
            return self.passed("No user name in the address.", &[]);
        }
        let outcome = match policy.userinfo {
            UserinfoRule::Refused => Outcome::Error(Because::Userinfo),
            UserinfoRule::Unknown => Outcome::NotModelled(Because::Userinfo),
            UserinfoRule::AsFetch if self.context.as_ref().is_some_and(|context| context.refuses_userinfo(to)) => {
                Outcome::Error(Because::Userinfo)
            }
            UserinfoRule::Ignored | UserinfoRule::AsFetch => return,
            _ => return self.note("The user name in `Location` can become `Authorization`.", &[], Standing::Open),
        };
        self.end("`Location` has a user name: not followed.", Standing::Open, outcome);
    }

    /// Changes the request by the rule and turns to the target.
    fn follow(&mut self, rule: &'static RedirectRule, hop: &Hop, to: Url) {
        let status = hop.status;
        let start = self.request.content != Content::None;
        let (had, before) = match self.policy.restores {
            Restores::Request => (start, self.request.method),
            Restores::Content => (start, self.method),
            Restores::Nothing => (self.carries, self.method),
        };
        let (mut method, mut carries) = match rule.then {
            Then::Get => ("GET", false),
            Then::Bare => (before, false),
            Then::Post if had => ("POST", true),
            Then::Post => ("GET", false),
            _ => (before, had),
        };
        let mut hollow = false;
        if had && self.is_one_shot() {
            hollow = self.one_shot(status, carries);
            if self.outcome.is_some() {
                return;
            }
            if hollow {
                carries = false;
                if self.policy.one_shot == OneShot::EmptyKeepingMethod {
                    method = self.method;
                }
            }
        }
        if self.carries && status != 303 && self.resent >= self.policy.resends {
            let outcome = Outcome::Error(Because::SentAgain);
            return self.end("The body was sent again before, and not 303: an error.", Standing::Open, outcome);
        }
        self.resent = self.resent.saturating_add(u8::from(carries));
        let lost = self.carries && !carries;
        let rewritten = method != self.method || lost;
        self.tell(rule, status, method, carries, lost);
        let way = way(&self.url, &to);
        if let Some(context) = &mut self.context {
            context.follow(&self.url, &to, hop.field("Referrer-Policy"));
        }
        self.shed(status, &to, way, rewritten);
        self.carries = carries;
        self.hollow = hollow;
        self.turn(to, way, method);
    }

    /// What happens to content that can be read once: true if it goes out empty.
    fn one_shot(&mut self, status: u16, carries: bool) -> bool {
        let (outcome, says) = match self.policy.one_shot {
            OneShot::ErrorUnless303 if status != 303 => {
                (Outcome::Error(Because::OneShot), "A streamed body, and not 303: an error.")
            }
            OneShot::EmptyKeepingMethod if !carries && !self.carries => return false,
            OneShot::Empty if !carries => return false,
            OneShot::EmptyKeepingMethod | OneShot::Empty => {
                self.note("The stream has been read: the body goes out empty.", &[], Standing::Beyond);
                return true;
            }
            OneShot::Resent => return false,
            _ if !carries => return false,
            OneShot::Return => {
                (Outcome::HandedBack(Because::OneShot), "The streamed body cannot be sent again: handed back.")
            }
            OneShot::Unknown => {
                (Outcome::NotModelled(Because::OneShot), "What it does with a streamed body was not measured.")
            }
            _ => (Outcome::Error(Because::OneShot), "The streamed body cannot be sent again: an error."),
        };
        self.end(says, Standing::Open, outcome);
        false
    }

    /// Says what became of method and content.
    fn tell(&mut self, rule: &RedirectRule, status: u16, method: &'static str, carries: bool, lost: bool) {
        let before = self.method;
        let changed = method != before;
        let end = match (changed, lost, carries) {
            (true, true, _) => ", without the body.",
            (true, _, true) => ", with the body.",
            (false, true, _) => ", but not the body.",
            (false, _, true) if !self.carries => "; the body is back.",
            (false, _, true) => " and the body.",
            _ => ".",
        };
        let or = match rule.or {
            same if same == rule.then => "",
            Then::Get => " It may become `GET` instead.",
            _ => " It may also be followed.",
        };
        let space = if rule.because.is_empty() { "" } else { " " };
        let what =
            if changed { fill(" after `$`: it becomes `$`", &[before, method]) } else { fill(" keeps `$`", &[method]) };
        let (standing, by) = self.judge(status, method, lost);
        let parts = [number(status), what, end, space, rule.because, or];
        self.note_by("{$}$$$$$", &parts, standing, by);
    }

    fn not_followed(&mut self, status: u16, stop: Stop, because: &'static str) {
        let end = match stop {
            Stop::Return => "handed back.",
            Stop::Error => "an error.",
        };
        let space = if because.is_empty() { "" } else { " " };
        let parts = [number(status), self.method, end, space, because];
        let says = fill("{$} after `$` is not followed: $$$", &parts);
        self.end(says, Standing::Permitted, stopped(stop, Because::Policy));
    }

    /// Notes why, and ends.
    #[inline(never)]
    fn end(&mut self, says: &str, standing: Standing, outcome: Outcome) {
        self.note("$", &[says], standing);
        self.outcome = Some(outcome);
    }
}

const fn stopped(stop: Stop, because: Because) -> Outcome {
    match stop {
        Stop::Return => Outcome::HandedBack(because),
        Stop::Error => Outcome::Error(because),
    }
}

impl Way {
    /// Whether it leaves the origin.
    #[must_use]
    pub const fn leaves(self) -> bool {
        !matches!(self, Self::Start | Self::SameOrigin)
    }
}
