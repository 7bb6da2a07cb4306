//! What to answer instead, tried out on the same client before it is recommended.

use super::exchange::{Because, Journey, Outcome};
use super::keep::join;
use super::matrix::STATUSES;
use super::scenario::Scenario;
use super::verdict::{Verdict, VerdictKind, is_circle, verdict};
use super::words::{fill, number, sentence};
use crate::sets::Set;

/// Advice for those who write the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recommendation {
    /// The status to answer instead, if one helps.
    pub status: Option<u16>,
    /// Sentences, as prose with the marks of [`crate::prose`].
    pub says: &'static str,
}

/// Advice on a scenario and its journey.
#[must_use]
pub fn recommend(scenario: &Scenario, journey: &Journey) -> Recommendation {
    let Verdict { kind, .. } = verdict(journey);
    let mut advice = match (&journey.outcome, kind) {
        (Outcome::NotModelled(_) | Outcome::CannotSend(_), _) => NOTHING,
        (Outcome::Arrived, VerdictKind::Lost) => keep(scenario),
        (Outcome::Arrived, VerdictKind::AsAsked) => {
            one("{303} is for this: the result of a request, fetched with `GET`.")
        }
        (Outcome::Arrived, _) => whole(scenario, journey),
        (Outcome::HandedBack(Because::NoLocation | Because::EmptyLocation), _)
        | (Outcome::Error(Because::NoLocation | Because::EmptyLocation | Because::BadLocation), _) => {
            one("Send `Location` with a complete address. [RFC 9110 10.2.2]")
        }
        (outcome, _) if is_circle(journey) || matches!(outcome, Outcome::Loop(_) | Outcome::Endless) => {
            one("One of the addresses has to answer with something else than a redirect.")
        }
        (Outcome::Limit(_), _) => {
            one("Let the first address lead to the last one at once: each redirect costs a round trip.")
        }
        (
            Outcome::HandedBack(Because::Policy | Because::OneShot)
            | Outcome::Error(Because::Policy | Because::OneShot),
            _,
        ) => keep(scenario),
        _ => NOTHING,
    };
    if let Some(says) = about_credentials(scenario, journey) {
        let space = if advice.says.is_empty() { "" } else { " " };
        advice.says = join(&[advice.says, space, says]);
    }
    advice
}

const NOTHING: Recommendation = one("");

const fn one(says: &'static str) -> Recommendation {
    Recommendation { status: None, says }
}

/// A status that keeps method and body with this client: tried out.
fn keeping(scenario: &Scenario) -> Option<u16> {
    let permanent = scenario.redirects().iter().any(|hop| matches!(hop.status, 301 | 308));
    let statuses = if permanent { [308, 307] } else { [307, 308] };
    statuses.into_iter().find(|status| {
        let tried = scenario.with_status(*status).journey();
        verdict(&tried).kind == VerdictKind::Whole && tried.followed() > 0
    })
}

/// What keeps method and body, if this client has it.
fn keep(scenario: &Scenario) -> Recommendation {
    let what = if scenario.request().content.text().is_some() { "the method and the body" } else { "the method" };
    if let Some(status) = keeping(scenario) {
        let says = fill("To keep $, answer {$}.", &[what, number(status)]);
        return Recommendation { status: Some(status), says };
    }
    let says =
        "No redirect makes this client send `$` again with all that belongs to it. Tell it the new address instead.";
    one(fill(says, &[scenario.method]))
}

/// Nothing was lost with this client; perhaps it is with others.
fn whole(scenario: &Scenario, journey: &Journey) -> Recommendation {
    let safe = scenario.is_safe();
    let risky = scenario.redirects().iter().any(|hop| matches!(hop.status, 301..=303));
    if journey.followed() == 0 {
        return NOTHING;
    }
    if safe {
        return one("For `GET` the redirects do the same. {301} and {308} are for good, {302} and {307} for now.");
    }
    if let Some(status) = keeping(scenario).filter(|_| risky) {
        let says = fill("Others make a `GET` of it. To be sure of the method, answer {$}.", &[number(status)]);
        return Recommendation { status: Some(status), says };
    }
    one("{308} is for good, {307} for now; both keep the method.")
}

/// Whether credentials depend on the status at all.
fn about_credentials(scenario: &Scenario, journey: &Journey) -> Option<&'static str> {
    let (first, last) = (journey.steps.first()?, journey.last()?);
    let names = first.sends().without(last.sends()).and(Set::CREDENTIALS);
    if names.is_empty() || journey.outcome != Outcome::Arrived || !scenario.hops.is_empty() {
        return None;
    }
    let always = STATUSES.iter().all(|status| {
        let tried = scenario.with_status(*status).journey();
        tried.outcome != Outcome::Arrived || tried.last().is_some_and(|step| !step.sends().meets(names))
    });
    always.then(|| sentence(names, " stays behind with any status.", " stay behind with any status."))
}
