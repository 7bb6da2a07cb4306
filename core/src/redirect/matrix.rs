//! Many journeys side by side: status by method, and client by status.

use super::exchange::{Content, Journey, Outcome, Sent};
use super::keep::join;
use super::scenario::{Body, Lies, Scenario};
use super::verdict::leaked;
use super::{client, clients, fetch};
use crate::clients::{Browser, Client, Then};

/// The statuses that are redirects for all.
pub const STATUSES: [u16; 5] = [301, 302, 303, 307, 308];
/// All statuses that were measured.
pub const ALL_STATUSES: [u16; 8] = [300, 301, 302, 303, 304, 305, 307, 308];
/// The methods that were measured.
pub const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// What reaches the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// A request.
    Request(Arrived),
    /// This, or the other one, or nothing at all: what a specification permits.
    Either(Arrived, Option<Arrived>),
    /// Nothing: the redirect is handed back.
    HandedBack,
    /// Nothing: an error.
    Error,
    /// Nobody has measured it.
    NotModelled,
    /// The client cannot send such a request.
    CannotSend,
}

/// A request at the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrived {
    /// Its method.
    pub method: &'static str,
    /// Whether it has the content.
    pub content: bool,
    /// Whether content was lost though the method stayed.
    pub hollow: bool,
    /// Whether `Authorization` or `Cookie` went to a host that nobody gave them to.
    pub leaked: bool,
}

/// One cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The status.
    pub status: u16,
    /// What reaches the target.
    pub arrival: Arrival,
    /// Whether the Fetch standard does something else.
    pub differs: bool,
}

/// One client, or one method, across statuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The client.
    pub client: &'static Client,
    /// The method.
    pub method: &'static str,
    /// A cell for each status.
    pub cells: Vec<Cell>,
    /// How many of them differ from the Fetch standard.
    pub differences: usize,
}

impl Arrived {
    /// "POST + body", "GET", "POST, body lost", "GET + credentials"
    #[must_use]
    pub fn label(&self) -> &'static str {
        let rest = if self.content {
            " + body"
        } else if self.hollow {
            ", body lost"
        } else {
            ""
        };
        let leaked = if self.leaked { " + credentials" } else { "" };
        join(&[self.method, rest, leaked])
    }
}

impl Cell {
    /// The cell in a few words.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match &self.arrival {
            Arrival::Request(arrived) => arrived.label(),
            Arrival::Either(one, None) => one.label(),
            Arrival::Either(one, Some(other)) => join(&[one.label(), " or ", other.label()]),
            Arrival::HandedBack => "not followed",
            Arrival::Error => "error",
            Arrival::NotModelled => "not measured",
            Arrival::CannotSend => "n/a",
        }
    }

    /// Whether something got lost that should not, or ended in an error.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        match &self.arrival {
            Arrival::Request(arrived) => arrived.hollow,
            Arrival::Error => true,
            _ => false,
        }
    }

    /// What follows from it for the sender.
    #[must_use]
    pub fn consequence(&self, had_content: bool) -> &'static str {
        match &self.arrival {
            Arrival::Request(arrived) if arrived.content || !had_content => "arrives whole",
            Arrival::Request(_) if self.status == 303 => "body lost, as it should",
            Arrival::Request(_) => "body lost",
            Arrival::Either(..) => "what is permitted",
            Arrival::HandedBack => "the caller gets it",
            Arrival::Error => "the caller gets an error",
            Arrival::NotModelled => "nobody has measured it",
            Arrival::CannotSend => "cannot be sent",
        }
    }
}

/// What reaches the target of a journey.
#[must_use]
pub fn arrival(journey: &Journey) -> Arrival {
    match &journey.outcome {
        Outcome::Arrived => {}
        Outcome::HandedBack(_) | Outcome::Loop(false) | Outcome::Limit(false) => return Arrival::HandedBack,
        Outcome::Error(_) | Outcome::Loop(true) | Outcome::Limit(true) | Outcome::Endless => return Arrival::Error,
        Outcome::CannotSend(_) => return Arrival::CannotSend,
        Outcome::NotModelled(_) => return Arrival::NotModelled,
    }
    let (Some(first), Some(last)) = (journey.steps.first(), journey.last()) else { return Arrival::NotModelled };
    let content = last.content.text().is_some();
    let hollow = !content && first.content != Sent::None && first.method == last.method;
    Arrival::Request(Arrived { method: last.method, content, hollow, leaked: leaked(journey).is_some() })
}

/// What reaches the target of a scenario; for RFC 9110, all that it permits.
fn arrival_of(scenario: &Scenario) -> Arrival {
    let policy = &scenario.client.policy;
    if !scenario.client.is_specification() || policy.browser != Browser::None {
        return arrival(&scenario.journey());
    }
    let request = scenario.request();
    let content = request.content != Content::None;
    let Some(rule) = policy.rules.iter().find(|rule| rule.fits(scenario.status, request.method)) else {
        return Arrival::HandedBack;
    };
    let permitted = |then: Then| match then {
        Then::Keep => Some(Arrived { method: request.method, content, hollow: false, leaked: false }),
        Then::Get => Some(Arrived { method: "GET", content: false, hollow: false, leaked: false }),
        _ => None,
    };
    let other = permitted(rule.or);
    match permitted(rule.then) {
        Some(one) => Arrival::Either(one, other.filter(|_| rule.or != rule.then)),
        None => other.map_or(Arrival::HandedBack, |one| Arrival::Either(one, None)),
    }
}

/// The cells of one method, first what the Fetch standard does, then clients beside it.
fn cells(base: &Scenario, client: &'static Client, statuses: &[u16]) -> Vec<Arrival> {
    let of = |status: &u16| arrival_of(&Scenario { client, hops: Vec::new(), ..base.with_status(*status) });
    statuses.iter().map(of).collect()
}

fn row(base: &Scenario, client: &'static Client, statuses: &[u16], standard: &[Arrival]) -> Row {
    let arrivals = cells(base, client, statuses).into_iter();
    let cells: Vec<Cell> = arrivals
        .zip(standard)
        .zip(statuses)
        .map(|((arrival, standard), status)| {
            let compared = !matches!(arrival, Arrival::CannotSend | Arrival::NotModelled | Arrival::Either(..));
            Cell { status: *status, differs: compared && arrival != *standard, arrival }
        })
        .collect();
    let differences = cells.iter().filter(|cell| cell.differs).count();
    Row { client, method: base.method, cells, differences }
}

fn standard(base: &Scenario, statuses: &[u16]) -> Vec<Arrival> {
    fetch().map(|fetch| cells(base, fetch, statuses)).unwrap_or_default()
}

/// Status by method for one client; the target lies as it does in the scenario.
#[must_use]
pub fn matrix(scenario: &Scenario, statuses: &[u16]) -> Vec<Row> {
    let of = |method: &&'static str| {
        let base = fitting(scenario, method);
        row(&base, scenario.client, statuses, &standard(&base, statuses))
    };
    METHODS.iter().map(of).collect()
}

/// Client by status for the method of the scenario, in the order of the data.
#[must_use]
pub fn client_matrix(scenario: &Scenario, statuses: &[u16]) -> Vec<Row> {
    let base = fitting(scenario, scenario.method);
    let standard = standard(&base, statuses);
    clients().iter().map(|client| row(&base, client, statuses, &standard)).collect()
}

/// Every client and every measured status for one method and one way to lie.
#[must_use]
pub fn whole(method: &'static str, lies: Lies) -> Vec<Row> {
    let Some(client) = client("fetch") else { return Vec::new() };
    let base = Scenario { method, lies, ..Scenario::new(client) };
    client_matrix(&base, &ALL_STATUSES)
}

/// The same request with each status in turn; a chain has it at every redirect.
#[must_use]
pub fn strip(scenario: &Scenario) -> Vec<Cell> {
    let of = |status: &u16| {
        let tried = scenario.with_status(*status);
        let arrival = if tried.hops.is_empty() { arrival_of(&tried) } else { arrival(&tried.journey()) };
        Cell { status: *status, arrival, differs: false }
    };
    STATUSES.iter().map(of).collect()
}

impl Row {
    /// What a cell of this row stands for in a matrix that was made of `scenario`.
    #[must_use]
    pub fn scenario(&self, scenario: &Scenario, status: u16) -> Scenario {
        let base = fitting(scenario, self.method).with_status(status);
        Scenario { client: self.client, hops: Vec::new(), ..base }
    }
}

/// The scenario with a body that fits the method.
fn fitting(scenario: &Scenario, method: &'static str) -> Scenario {
    let mut fitting = Scenario { method, ..scenario.clone() };
    if fitting.is_safe() {
        fitting.body = Body::None;
    } else if scenario.is_safe() && scenario.body == Body::None {
        fitting.body = Body::Json;
    }
    fitting
}
