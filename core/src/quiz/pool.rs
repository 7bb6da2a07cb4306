//! What can be asked: one item each, with a name that stays.

use super::data;
use crate::catalog::dataset;
use crate::decision::{self, Ask, At, Step, Tree, Walk};
use crate::gateway;
use crate::model::{Entry, Registration};
use crate::redirect::{METHODS, STATUSES, clients, join, keep};
use crate::text::decimal;
use std::sync::OnceLock;

/// The kinds of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A situation: which code?
    Which,
    /// A code: what does it say?
    Means,
    /// A meaning: which code says so?
    Named,
    /// An exchange: what is wrong with it?
    Fault,
    /// A redirect: what arrives?
    Arrives,
    /// A failure behind a proxy: what does the client get?
    Proxy,
    /// Checks: in which order?
    Order,
    /// An open question, with an answer to compare with.
    Talk,
}

impl Kind {
    /// All kinds, with the word that stands for each in names of questions.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Which, "which"),
        (Self::Means, "means"),
        (Self::Named, "named"),
        (Self::Fault, "fault"),
        (Self::Arrives, "arrives"),
        (Self::Proxy, "proxy"),
        (Self::Order, "order"),
        (Self::Talk, "talk"),
    ];

    /// The word that stands for it in names of questions.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }
}

/// Something that can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Its kind.
    pub kind: Kind,
    /// From 1, what everybody needs, to 3, the obscure.
    pub level: u8,
    /// The class of codes it is about; 0 where it is about none.
    pub class: u8,
    /// What it is about, as names.
    pub(super) parts: [&'static str; 3],
}

impl Item {
    /// Its name, which a memory keeps: `means:404`, `arrives:curl:POST:301`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        let mut key = self.kind.word();
        for part in self.parts {
            if !part.is_empty() {
                key = join(&[key, ":", part]);
            }
        }
        key
    }
}

/// The shares of the tree that the order of checks is asked of.
pub(super) const ORDERED: &str = "respond";
/// The question whose answers are prescribed in their order.
pub(super) const CONDITIONS: &str = "false";

/// What can be asked, in the order of the data; made on first use.
pub fn items() -> &'static [Item] {
    static ITEMS: OnceLock<Vec<Item>> = OnceLock::new();
    ITEMS.get_or_init(|| {
        let mut items = Vec::new();
        situations(&mut items);
        for entry in &dataset().entries {
            let level = level(entry);
            for kind in [Kind::Means, Kind::Named] {
                // Any client error could be called so.
                if (kind, entry.code) != (Kind::Named, 400) {
                    add(&mut items, kind, level, entry.class(), [number(entry.code), "", ""]);
                }
            }
        }
        for fault in &data().faults {
            for each in &fault.breaks {
                let level = crate::catalog::entry(each.code).map_or(3, level);
                let class = (each.code / 100) as u8;
                add(&mut items, Kind::Fault, level, class, [number(each.code), fault.id, ""]);
            }
        }
        journeys(&mut items);
        failures(&mut items);
        if let Some(tree) = decision::tree(ORDERED) {
            for ask in spine(tree) {
                let easy = matches!(ask.id, "method" | "who" | "may" | "there");
                add(&mut items, Kind::Order, if easy { 1 } else { 2 }, 0, [ask.id, "", ""]);
            }
            add(&mut items, Kind::Order, 3, 0, [CONDITIONS, "", ""]);
        }
        for talk in &data().talks {
            add(&mut items, Kind::Talk, talk.level, 0, [talk.id, "", ""]);
        }
        items
    })
}

/// The item with a name.
#[must_use]
pub fn find(key: &str) -> Option<&'static Item> {
    items().iter().find(|item| {
        // Without making the name.
        let mut rest = key.strip_prefix(item.kind.word());
        for part in item.parts {
            if !part.is_empty() {
                rest = rest.and_then(|rest| rest.strip_prefix(':')?.strip_prefix(part));
            }
        }
        rest == Some("")
    })
}

#[inline(never)]
fn add(items: &mut Vec<Item>, kind: Kind, level: u8, class: u8, parts: [&'static str; 3]) {
    items.push(Item { kind, level, class, parts });
}

pub(super) fn number(code: u16) -> &'static str {
    keep(&decimal(usize::from(code)))
}

/// Everyday codes, then the other registered ones of the core of HTTP, then the rest.
fn level(entry: &Entry) -> u8 {
    let core = entry.registration == Registration::Registered
        && entry
            .sources
            .first()
            .is_some_and(|first| ["RFC 9110", "RFC 6585"].iter().any(|common| first.source.starts_with(common)));
    match (entry.everyday, core) {
        (true, _) => 1,
        (false, true) => 2,
        (false, false) => 3,
    }
}

/// The trees whose ends are asked for; the others are the same in another order.
const TREES: [&str; 5] = ["respond", "success", "redirect", "client-error", "upstream"];

/// No end to ask for: gateways that do not know where to send a request answer anything.
const NOT_ASKED: &str = "stand.g~gateway.w";

fn situations(items: &mut Vec<Item>) {
    for preset in decision::presets() {
        if let Some(tree) = decision::tree(preset.tree) {
            situation(items, &Walk::follow(tree, preset.answers).walk, [tree.id, preset.answers, preset.id]);
        }
    }
    for tree in TREES.iter().filter_map(|id| decision::tree(id)) {
        leaves(items, tree, &mut Vec::new());
    }
}

fn situation(items: &mut Vec<Item>, walk: &Walk, parts: [&'static str; 3]) {
    let [_, path, _] = parts;
    if let Some(entry) = walk.result().and_then(|end| crate::catalog::entry(end.code))
        && path != NOT_ASKED
    {
        add(items, Kind::Which, level(entry), entry.class(), parts);
    }
}

/// Every way to an end, the first questions first.
fn leaves(items: &mut Vec<Item>, tree: &'static Tree, steps: &mut Vec<Step>) {
    let place = tree.place(steps);
    let Some(At::Ask(ask)) = tree.at(place) else {
        let path = keep(&tree.path(steps));
        situation(items, &Walk::follow(tree, path).walk, [tree.id, path, ""]);
        return;
    };
    for answer in 0..ask.answers.len() {
        steps.push(Step { ask: place, answer: answer as u8 });
        leaves(items, tree, steps);
        steps.pop();
    }
}

/// Clients that many people meet.
const COMMON: [&str; 6] = ["curl", "requests", "node_fetch_builtin", "chromium_fetch", "chromium_form", "axios"];

fn journeys(items: &mut Vec<Item>) {
    for client in clients() {
        if client.is_specification() {
            continue;
        }
        let common = COMMON.contains(&client.id);
        for method in METHODS {
            for status in STATUSES {
                let level = match (common, method) {
                    (true, "GET" | "POST") => 1,
                    (true, "PUT" | "DELETE" | "PATCH") => 2,
                    (false, "POST") => 2,
                    _ => 3,
                };
                add(items, Kind::Arrives, level, 3, [client.id, method, number(status)]);
            }
        }
    }
}

fn failures(items: &mut Vec<Item>) {
    for (place, gateway) in gateway::gateways().iter().enumerate() {
        for seen in &gateway.seen {
            let Some(failure) = gateway::failures().get(usize::from(seen.failure)) else { continue };
            // Nothing has failed.
            if failure.link == crate::gateway::Link::None {
                continue;
            }
            let level = match (failure.everyday, place) {
                (true, 0..=2) => 1,
                (true, _) => 2,
                (false, _) => 3,
            };
            add(items, Kind::Proxy, level, 5, [gateway.id, failure.id, ""]);
        }
    }
}

/// The questions of a tree that are asked one after the other as long as nothing is in the way.
pub(super) fn spine(tree: &'static Tree) -> Vec<&'static Ask> {
    let (mut asks, mut place) = (Vec::new(), 0);
    while let (Some(step), Some(At::Ask(ask))) = (tree.onward(place), tree.at(place)) {
        asks.push(ask);
        place = tree.step(step).map_or(u16::MAX, |(_, answer)| answer.to);
    }
    asks
}
