//! What a client does with a redirect, in the order in which it asks.

use super::exchange::{Because, Content, Hop, Outcome, RedirectMode, Standing, Way};
use super::location::{Target, target};
use super::place::way;
use super::url::Url;
use super::walk::{Decision, Walk};
use super::words::{fill, number};
use crate::clients::{Browser, LocationFault, OneShot, RedirectRule, Restores, SchemeLimit, Stop, Then, UserinfoRule};

const EMPTY_STREAM: &str = "The stream has been read: the body goes out empty.";

impl Walk<'_> {
    /// Looks at a redirect and either changes the request or ends the journey.
    pub fn decide(&mut self, hop: &Hop) -> Decision {
        let status = hop.status;
        if self.is_one_shot() && self.carries && self.policy.one_shot == OneShot::Never {
            return self.end(
                "A streamed body is never redirected.",
                Standing::Permitted,
                Outcome::HandedBack(Because::OneShot),
                hop,
            );
        }
        let method = if self.policy.restores == Restores::Request { self.request.method } else { self.method };
        let Some(rule) = self.policy.rules.iter().find(|rule| rule.fits(status, method)) else {
            return self.not_followed(hop, self.policy.otherwise, "");
        };
        match rule.then {
            Then::Return => return self.not_followed(hop, Stop::Return, rule.because),
            Then::Error => return self.not_followed(hop, Stop::Error, rule.because),
            _ => {}
        }
        if let Some(stop) = self.by_mode(hop) {
            return stop;
        }
        let to = match target(self.policy, &self.url, hop.location) {
            Target::Url(url) => url,
            Target::Data => {
                self.note("The target is in the address itself: no server is asked.", &[], Standing::Open);
                return Decision::Stop(Outcome::Arrived, hop.location);
            }
            Target::Fault(because, what) => return self.lost(because, what, hop),
        };
        if let Some(stop) = self.refuses(&to, hop) {
            return stop;
        }
        self.follow(rule, hop, to)
    }

    /// `redirect: "manual"` and `"error"`.
    fn by_mode(&mut self, hop: &Hop) -> Option<Decision> {
        let context = self.context.as_ref().filter(|context| !context.is_navigation());
        let mode = context.map_or(RedirectMode::Follow, |_| self.request.page.redirect);
        if mode == RedirectMode::Manual || self.policy.browser == Browser::FetchManual {
            return Some(self.end(
                "`redirect` is `manual`: the page gets an opaque response with status 0.",
                Standing::Open,
                Outcome::HandedBack(Because::Manual),
                hop,
            ));
        }
        (mode == RedirectMode::Error)
            .then(|| self.end("`redirect` is `error`.", Standing::Open, Outcome::Error(Because::ErrorMode), hop))
    }

    /// Ends where `Location` leads nowhere.
    fn lost(&mut self, because: Because, what: LocationFault, hop: &Hop) -> Decision {
        let says = match because {
            Because::NoLocation => "There is no `Location`",
            Because::EmptyLocation => "`Location` is empty",
            Because::OtherScheme => "`Location` has a scheme other than http and https",
            _ => "`Location` is no address that can be requested",
        };
        let follows = match what {
            LocationFault::Return => ": the response is handed back.",
            LocationFault::Unknown => "; what follows from that is not known.",
            _ => ": an error.",
        };
        self.note("$$", &[says, follows], Standing::Open);
        let outcome = match what {
            LocationFault::Return => Outcome::HandedBack(because),
            LocationFault::Unknown => Outcome::NotModelled(because),
            _ => Outcome::Error(because),
        };
        self.stop(outcome, hop)
    }

    /// Ends where the client does not go on to `to`.
    fn refuses(&mut self, to: &Url, hop: &Hop) -> Option<Decision> {
        self.passed("`Location` leads to $.", &[to.shown()]);
        if self.redirects >= self.policy.limit {
            self.note("It follows $ redirects, not more.", &[number(self.redirects)], Standing::AsSpecified);
            return Some(self.stop(Outcome::Limit(self.policy.at_limit == Stop::Error), hop));
        }
        let limit = number(self.policy.limit);
        self.passed("Redirect $; at most $.", &[number(self.redirects + 1), limit]);
        if self.is_one_visit_too_many(to) {
            return Some(self.end(
                "It has been there before: a loop.",
                Standing::AsSpecified,
                Outcome::Loop(self.policy.at_same_url == Stop::Error),
                hop,
            ));
        }
        let changes = |limit: SchemeLimit| match limit {
            SchemeLimit::None => false,
            SchemeLimit::Downgrade => self.url.steps_down(to),
            SchemeLimit::Any => self.url.scheme != to.scheme,
        };
        if changes(self.policy.scheme_limit) {
            let outcome = match self.policy.at_scheme_limit {
                Stop::Return => Outcome::HandedBack(Because::SchemeChange),
                Stop::Error => Outcome::Error(Because::SchemeChange),
            };
            self.note("It does not go from $ to $.", &[self.url.scheme, to.scheme], Standing::Permitted);
            return Some(self.stop(outcome, hop));
        }
        self.refuses_userinfo(to, hop)
    }

    fn refuses_userinfo(&mut self, to: &Url, hop: &Hop) -> Option<Decision> {
        if to.userinfo.is_none() {
            self.passed("No user name in the address.", &[]);
            return None;
        }
        let outcome = match self.policy.userinfo {
            UserinfoRule::Refused => Outcome::Error(Because::Userinfo),
            UserinfoRule::Unknown => Outcome::NotModelled(Because::Userinfo),
            UserinfoRule::AsFetch if self.context.as_ref().is_some_and(|context| context.refuses_userinfo(to)) => {
                Outcome::Error(Because::Userinfo)
            }
            UserinfoRule::Ignored | UserinfoRule::AsFetch => return None,
            _ => {
                self.note("The user name in `Location` can become `Authorization`.", &[], Standing::Open);
                return None;
            }
        };
        Some(self.end("`Location` has a user name: not followed.", Standing::Open, outcome, hop))
    }

    /// Changes the request by the rule and turns to the target.
    fn follow(&mut self, rule: &'static RedirectRule, hop: &Hop, to: Url) -> Decision {
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
            match self.one_shot(status, carries, hop) {
                Ok(false) => {}
                Ok(true) => {
                    hollow = true;
                    carries = false;
                    if self.policy.one_shot == OneShot::EmptyKeepingMethod {
                        method = self.method;
                    }
                }
                Err(stop) => return stop,
            }
        }
        if self.carries && status != 303 && self.resent >= self.policy.resends {
            return self.end(
                "The body was sent again before, and not 303: an error.",
                Standing::Open,
                Outcome::Error(Because::SentAgain),
                hop,
            );
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
        self.hollow = hollow && self.policy.one_shot != OneShot::Resent;
        self.turn(to, way, method);
        Decision::Again
    }

    /// What happens to content that can be read once: true if it goes out empty.
    fn one_shot(&mut self, status: u16, carries: bool, hop: &Hop) -> Result<bool, Decision> {
        let (outcome, says) = match self.policy.one_shot {
            OneShot::ErrorUnless303 if status != 303 => {
                (Outcome::Error(Because::OneShot), "A streamed body, and not 303: an error.")
            }
            OneShot::EmptyKeepingMethod if self.carries => {
                self.note(EMPTY_STREAM, &[], Standing::Beyond);
                return Ok(true);
            }
            _ if !carries => return Ok(false),
            OneShot::Resent => return Ok(false),
            OneShot::Empty => {
                self.note(EMPTY_STREAM, &[], Standing::Beyond);
                return Ok(true);
            }
            OneShot::Return => {
                (Outcome::HandedBack(Because::OneShot), "The streamed body cannot be sent again: handed back.")
            }
            OneShot::Unknown => {
                (Outcome::NotModelled(Because::OneShot), "What it does with a streamed body was not measured.")
            }
            _ => (Outcome::Error(Because::OneShot), "The streamed body cannot be sent again: an error."),
        };
        Err(self.end(says, Standing::Open, outcome, hop))
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

    fn not_followed(&mut self, hop: &Hop, stop: Stop, because: &'static str) -> Decision {
        let end = match stop {
            Stop::Return => "handed back.",
            Stop::Error => "an error.",
        };
        let space = if because.is_empty() { "" } else { " " };
        let parts = [number(hop.status), self.method, end, space, because];
        self.note("{$} after `$` is not followed: $$$", &parts, Standing::Permitted);
        let outcome = match stop {
            Stop::Return => Outcome::HandedBack(Because::Policy),
            Stop::Error => Outcome::Error(Because::Policy),
        };
        self.stop(outcome, hop)
    }

    /// Notes why, and ends.
    #[inline(never)]
    fn end(&mut self, says: &str, standing: Standing, outcome: Outcome, hop: &Hop) -> Decision {
        self.note(says, &[], standing);
        self.stop(outcome, hop)
    }

    fn stop(&self, outcome: Outcome, hop: &Hop) -> Decision {
        Decision::Stop(outcome, hop.location)
    }
}

impl Way {
    /// Whether it leaves the origin.
    #[must_use]
    pub const fn leaves(self) -> bool {
        !matches!(self, Self::Start | Self::SameOrigin)
    }
}
