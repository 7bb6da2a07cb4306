//! The journey in one sentence.

use super::exchange::{Because, Journey, Outcome, Step, Way};
use super::keep::join;
use super::words::{fill, number};
use crate::sets::Set;

/// How a verdict is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerdictKind {
    /// What was sent has arrived.
    Whole,
    /// It has arrived as the status asks for, though not as it was sent.
    AsAsked,
    /// Something got lost on the way.
    Lost,
    /// It has not arrived.
    Stopped,
    /// Nobody knows.
    NotModelled,
}

/// The journey in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How it is to be taken.
    pub kind: VerdictKind,
    /// The sentence. What stands between two line ends is what went wrong; methods, hosts and names
    /// have none.
    pub marked: &'static str,
}

impl Verdict {
    /// The sentence as plain text.
    #[must_use]
    pub fn text(&self) -> String {
        self.marked.replace('\n', "")
    }
}

/// The journey in one sentence.
#[must_use]
pub fn verdict(journey: &Journey) -> Verdict {
    let (kind, marked) = match journey.outcome {
        Outcome::Arrived => arrived(journey),
        Outcome::NotModelled(because) => (VerdictKind::NotModelled, fill("Not modelled: $.", &[reason(because)])),
        _ => (VerdictKind::Stopped, stopped(journey)),
    };
    Verdict { kind, marked }
}

fn arrived(journey: &Journey) -> (VerdictKind, &'static str) {
    let (Some(first), Some(last)) = (journey.steps.first(), journey.steps.last()) else {
        return (VerdictKind::NotModelled, "Nothing was sent.");
    };
    if journey.steps.len() == 1 {
        let says = fill("Your $ is answered at once, without a redirect.", &[first.method]);
        return (VerdictKind::Whole, says);
    }
    let had_content = first.content.text().is_some();
    let content_lost = had_content && last.content.text().is_none();
    let method_changed = first.method != last.method;
    let kind = match (method_changed || content_lost, is_as_asked(journey)) {
        (false, _) => VerdictKind::Whole,
        (true, true) => VerdictKind::AsAsked,
        (true, false) => VerdictKind::Lost,
    };
    let mark = if kind == VerdictKind::Lost { "\n" } else { "" };
    let change = match (method_changed, content_lost) {
        (true, true) => " $as $ without its body$",
        (true, false) => " $as $$",
        (false, true) => " $without its body$$",
        (false, false) if had_content => " whole",
        (false, false) => "",
    };
    let parts = if method_changed { [mark, last.method, mark] } else { [mark, mark, ""] };
    let text = fill("Your $ arrives$", &[first.method, fill(change, &parts)]);
    let as_asked = if kind == VerdictKind::AsAsked { ", as 303 asks" } else { "" };
    let gone = credentials(first.sends().without(last.sends()));
    let but = match kind {
        _ if gone.is_empty() => "",
        VerdictKind::Whole => ", but without ",
        _ => ", and without ",
    };
    let text = join(&[text, as_asked, but, gone, "."]);
    let Some((step, names)) = leaked(journey) else { return (kind, text) };
    (kind, fill("$ \n$ sent to $\n as well.", &[text, names, step.url.host()]))
}

/// The first request that takes credentials to a host that nobody gave them to, and which.
pub(super) fn leaked(journey: &Journey) -> Option<(&Step, &'static str)> {
    let first = journey.steps.first()?;
    let step = journey.steps.iter().find(|step| leaks(step, first))?;
    Some((step, credentials(first.sends().and(step.sends()))))
}

/// The credentials among some names, in words.
fn credentials(names: Set) -> &'static str {
    match (names.meets(Set::AUTHORIZATION), names.meets(Set::COOKIE)) {
        (true, true) => "Authorization and Cookie",
        (true, false) => "Authorization",
        (false, true) => "Cookie",
        (false, false) => "",
    }
}

/// Whether credentials of the first request go to a host that nobody gave them to.
fn leaks(step: &Step, first: &Step) -> bool {
    let elsewhere = matches!(step.way, Way::OtherHost | Way::Below) && step.url.host() != first.url.host();
    let same = |name| step.sent(name).is_some_and(|value| first.sent(name) == Some(value));
    elsewhere && Set::CREDENTIALS.fields().any(same)
}

/// Whether method and content changed only where 303 asks for it.
fn is_as_asked(journey: &Journey) -> bool {
    journey.steps.iter().zip(journey.steps.iter().skip(1)).all(|(before, after)| {
        let kept = before.method == after.method && before.content.text().is_some() == after.content.text().is_some();
        kept || (before.status == Some(303) && Set::SAFE.meets(Set::method(after.method)))
    })
}

fn stopped(journey: &Journey) -> &'static str {
    let name = journey.client.name;
    let status = journey.last().and_then(|step| step.status).map_or("", number);
    let (template, because) = match journey.outcome {
        Outcome::HandedBack(Because::Manual) => {
            return "The page gets an \nopaque response\n and does not learn where the redirect leads.";
        }
        Outcome::CannotSend(because) => {
            return fill("$\n cannot send it\n: $.", &[name, reason(because)]);
        }
        Outcome::HandedBack(because @ Because::Policy) => {
            ("$\n does not follow\n: your program gets the $ itself.", because)
        }
        Outcome::HandedBack(because) => ("$\n does not follow\n: your program gets the $ itself, because $.", because),
        Outcome::Error(because @ Because::Policy) => ("$\n stops with an error\n at the $.", because),
        Outcome::Error(because) => ("$\n stops with an error\n at the $: $.", because),
        Outcome::Loop(error) | Outcome::Limit(error) => {
            let followed = number(u16::try_from(journey.followed()).unwrap_or(u16::MAX));
            let cause = if is_circle(journey) { "It goes in a circle" } else { "There are too many" };
            let times = if journey.followed() == 1 { "redirect" } else { "redirects" };
            let end = if error { "stops with an error" } else { "hands back the last one" };
            return fill("$: $ follows $ $\n and $\n.", &[cause, name, followed, times, end]);
        }
        _ => ("It goes in a circle, and nothing in $\n ends it\n.", Because::Policy),
    };
    fill(template, &[name, status, reason(because)])
}

/// Whether the journey has come to an address twice.
#[must_use]
pub fn is_circle(journey: &Journey) -> bool {
    journey.last().is_some_and(|last| {
        let before = journey.steps.iter().rev().skip(1);
        before.take(journey.steps.len()).any(|step| step.address == last.address)
    }) || matches!(journey.outcome, Outcome::Loop(_) | Outcome::Endless)
}

/// Why, as the end of a sentence.
#[must_use]
pub const fn reason(because: Because) -> &'static str {
    match because {
        Because::Policy => "it does not follow this status with this method",
        Because::NoLocation => "there is no Location",
        Because::EmptyLocation => "Location is empty",
        Because::BadLocation => "Location is no address that can be requested",
        Because::OtherScheme => "Location has a scheme other than http and https",
        Because::SchemeChange => "the scheme changes",
        Because::Userinfo => "Location has a user name",
        Because::OneShot => "the body can be read only once",
        Because::SentAgain => "the body cannot be sent another time",
        Because::Manual => "redirect is manual",
        Because::ErrorMode => "redirect is error",
        Because::OtherOrigin => "it is another origin",
        Because::Preflight => "the server does not permit it",
        Because::Method => "it is no method that this client has",
        Because::Url => "the first address is no http or https address",
        Because::ContentWithGet => "a GET or HEAD with a body",
    }
}
