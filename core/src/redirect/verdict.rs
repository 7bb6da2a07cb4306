//! The journey in one sentence.

use super::exchange::{Because, Journey, Outcome, Step, Way};
use super::words::number;

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

/// A piece of a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether it is what went wrong.
    pub wrong: bool,
}

/// The journey in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How it is to be taken.
    pub kind: VerdictKind,
    /// The sentence.
    pub parts: Vec<Part>,
}

impl Verdict {
    /// The sentence as plain text.
    #[must_use]
    pub fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect()
    }
}

const CREDENTIALS: [&str; 2] = ["Authorization", "Cookie"];

/// The journey in one sentence.
#[must_use]
pub fn verdict(journey: &Journey) -> Verdict {
    match &journey.outcome {
        Outcome::Arrived => arrived(journey),
        Outcome::NotModelled(because) => {
            let parts = vec![plain("Not modelled: "), plain(reason(*because)), plain(".")];
            Verdict { kind: VerdictKind::NotModelled, parts }
        }
        Outcome::CannotSend(because) => {
            let parts = vec![
                plain(journey.client.name),
                wrong(" cannot send it"),
                plain(": "),
                plain(reason(*because)),
                plain("."),
            ];
            Verdict { kind: VerdictKind::Stopped, parts }
        }
        outcome => Verdict { kind: VerdictKind::Stopped, parts: stopped(journey, outcome) },
    }
}

fn plain(text: &str) -> Part {
    Part { text: text.to_owned(), wrong: false }
}

fn wrong(text: &str) -> Part {
    Part { text: text.to_owned(), wrong: true }
}

fn arrived(journey: &Journey) -> Verdict {
    let (Some(first), Some(last)) = (journey.steps.first(), journey.steps.last()) else {
        return Verdict { kind: VerdictKind::NotModelled, parts: vec![plain("Nothing was sent.")] };
    };
    let mut parts = vec![plain("Your "), plain(&first.method)];
    if journey.steps.len() == 1 {
        parts.push(plain(" is answered at once, without a redirect."));
        return Verdict { kind: VerdictKind::Whole, parts };
    }
    let had_content = first.content.text().is_some();
    let content_lost = had_content && last.content.text().is_none();
    let method_changed = first.method != last.method;
    let kind = match (method_changed || content_lost, is_as_asked(journey)) {
        (false, _) => VerdictKind::Whole,
        (true, true) => VerdictKind::AsAsked,
        (true, false) => VerdictKind::Lost,
    };
    parts.push(plain(" arrives"));
    let change = match (method_changed, content_lost) {
        (true, true) => [" as ", last.method.as_str(), " without its body"].concat(),
        (true, false) => [" as ", last.method.as_str()].concat(),
        (false, true) => " without its body".to_owned(),
        (false, false) if had_content => " whole".to_owned(),
        (false, false) => String::new(),
    };
    if let Some(change) = change.strip_prefix(' ') {
        parts.push(plain(" "));
        parts.push(if kind == VerdictKind::Lost { wrong(change) } else { plain(change) });
    }
    if kind == VerdictKind::AsAsked {
        parts.push(plain(", as 303 asks"));
    }
    let gone: Vec<&str> = CREDENTIALS.into_iter().filter(|name| has(first, name) && !has(last, name)).collect();
    if !gone.is_empty() {
        let but = if kind == VerdictKind::Whole { ", but without " } else { ", and without " };
        parts.push(plain(but));
        parts.push(plain(&gone.join(" and ")));
    }
    parts.push(plain("."));
    if let Some(step) = journey.steps.iter().find(|step| leaks(step, first)) {
        let names: Vec<&str> =
            CREDENTIALS.into_iter().filter(|name| step.sent(name).is_some() && has(first, name)).collect();
        parts.push(plain(" "));
        parts.push(wrong(&[names.join(" and "), " sent to ".to_owned(), step.url.host().to_owned()].concat()));
        parts.push(plain(" as well."));
    }
    Verdict { kind, parts }
}

fn has(step: &Step, name: &str) -> bool {
    step.sent(name).is_some()
}

/// Whether credentials of the first request go to a host that nobody gave them to.
fn leaks(step: &Step, first: &Step) -> bool {
    let elsewhere = matches!(step.way, Way::OtherHost | Way::Below) && step.url.host() != first.url.host();
    let same = |name: &&str| step.sent(name).is_some() && step.sent(name) == first.sent(name);
    elsewhere && CREDENTIALS.iter().any(same)
}

/// Whether method and content changed only where 303 asks for it.
fn is_as_asked(journey: &Journey) -> bool {
    journey.steps.iter().zip(journey.steps.iter().skip(1)).all(|(before, after)| {
        let kept = before.method == after.method && before.content.text().is_some() == after.content.text().is_some();
        kept || (before.status == Some(303) && matches!(after.method.as_str(), "GET" | "HEAD"))
    })
}

fn stopped(journey: &Journey, outcome: &Outcome) -> Vec<Part> {
    let name = plain(journey.client.name);
    let status = journey.last().and_then(|step| step.status).map(number).unwrap_or_default();
    let followed = number(u16::try_from(journey.followed()).unwrap_or(u16::MAX));
    let times = if journey.followed() == 1 { " redirect" } else { " redirects" };
    match outcome {
        Outcome::HandedBack(Because::Manual) => {
            vec![
                plain("The page gets an "),
                wrong("opaque response"),
                plain(" and does not learn where the redirect leads."),
            ]
        }
        Outcome::HandedBack(Because::Policy) => {
            vec![name, wrong(" does not follow"), plain(": your program gets the "), plain(&status), plain(" itself.")]
        }
        Outcome::HandedBack(because) => vec![
            name,
            wrong(" does not follow"),
            plain(": your program gets the "),
            plain(&status),
            plain(" itself, because "),
            plain(reason(*because)),
            plain("."),
        ],
        Outcome::Error(Because::Policy) => {
            vec![name, wrong(" stops with an error"), plain(" at the "), plain(&status), plain(".")]
        }
        Outcome::Error(because) => {
            vec![
                name,
                wrong(" stops with an error"),
                plain(" at the "),
                plain(&status),
                plain(": "),
                plain(reason(*because)),
                plain("."),
            ]
        }
        Outcome::Loop(error) | Outcome::Limit(error) => {
            let cause = if is_circle(journey) { "It goes in a circle: " } else { "There are too many: " };
            let end = if *error { wrong(" and stops with an error") } else { wrong(" and hands back the last one") };
            vec![plain(cause), name, plain(" follows "), plain(&followed), plain(times), end, plain(".")]
        }
        _ => vec![plain("It goes in a circle, and nothing in "), name, wrong(" ends it"), plain(".")],
    }
}

/// Whether the journey has come to an address twice.
#[must_use]
pub fn is_circle(journey: &Journey) -> bool {
    journey.last().is_some_and(|last| {
        let before = journey.steps.iter().rev().skip(1);
        before.take(journey.steps.len()).any(|step| step.url.address() == last.url.address())
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
