//! What the Explore page shows: the codes that fit a query and its filters, grouped by class.

use crate::catalog::{class, dataset};
use crate::model::{ClassInfo, Entry, Registration};
use crate::search::{Found, Hit, Index, Query, Results};
use std::sync::OnceLock;

/// What is asked for. The default shows the registry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// What was typed.
    pub text: String,
    /// Only this class.
    pub class: Option<u8>,
    /// Only the everyday codes.
    pub everyday: bool,
    /// Only what a cache may keep by its own guess.
    pub cacheable: bool,
    /// Unregistered numbers too; without a choice, only when something is searched for.
    pub unregistered: Option<bool>,
    /// Only this registration.
    pub registration: Option<Registration>,
}

impl Filter {
    /// Whether unregistered numbers are shown.
    #[must_use]
    pub fn shows_unregistered(&self) -> bool {
        self.registration == Some(Registration::Unofficial)
            || self.unregistered.unwrap_or(!self.text.trim_ascii().is_empty())
    }

    /// Shows unregistered numbers, or hides them.
    pub fn toggle_unregistered(&mut self) {
        self.unregistered = Some(!self.shows_unregistered());
        if self.registration == Some(Registration::Unofficial) {
            self.registration = None;
        }
    }

    fn passes(&self, entry: &Entry, but: Facet) -> bool {
        (but == Facet::Class || self.class.is_none_or(|class| entry.class() == class))
            && (but == Facet::Everyday || !self.everyday || entry.everyday)
            && (but == Facet::Cacheable || !self.cacheable || entry.is_cacheable())
            && (but == Facet::Registration || self.registration.is_none_or(|kind| entry.registration == kind))
            && (but == Facet::Unregistered
                || (but == Facet::Registration && self.registration.is_some())
                || entry.is_in_registry()
                || self.shows_unregistered())
    }
}

/// A filter whose own choice is left out when the codes under it are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Facet {
    None,
    Class,
    Everyday,
    Cacheable,
    Unregistered,
    Registration,
}

/// The codes of one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The class; none for numbers outside 100 to 599.
    pub class: Option<&'static ClassInfo>,
    /// Its codes, best first or ascending.
    pub hits: Vec<Hit<'static>>,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explored {
    /// The groups, the one with the best hit first or ascending.
    pub groups: Vec<Group>,
    /// The query as it was understood.
    pub query: Query,
    /// Whether the hits have only some of the words.
    pub partial: bool,
    /// How many codes are shown.
    pub total: usize,
    /// How many there would be in each class, index 1 to 5; index 0 is all.
    pub per_class: [usize; 6],
    /// How many everyday codes there would be.
    pub everyday: usize,
    /// How many that a cache may keep by its own guess.
    pub cacheable: usize,
    /// How many unregistered ones.
    pub unregistered: usize,
    /// How many of each registration, in the order of [`Registration::ALL`].
    pub per_registration: Vec<usize>,
    /// How many would fit if no filter were set.
    pub unfiltered: usize,
}

/// The index over the dataset, built on first use.
pub fn index() -> &'static Index<'static> {
    static INDEX: OnceLock<Index<'static>> = OnceLock::new();
    INDEX.get_or_init(|| Index::new(&dataset().entries))
}

/// Works out the page.
#[must_use]
pub fn explore(filter: &Filter) -> Explored {
    let query = Query::parse(&filter.text);
    // Most visits begin without a query, and then need no index.
    let Results { query, hits, partial } = if query.is_empty() {
        Results { query, hits: dataset().entries.iter().map(listed).collect(), partial: false }
    } else {
        index().search(&filter.text)
    };
    let count = |but: Facet, also: &dyn Fn(&Entry) -> bool| {
        hits.iter().filter(|hit| filter.passes(hit.entry, but) && also(hit.entry)).count()
    };
    let mut per_class = [0; 6];
    for (digit, count_of) in (0u8..).zip(per_class.iter_mut()) {
        *count_of = count(Facet::Class, &|entry| digit == 0 || entry.class() == digit);
    }
    let per_registration =
        Registration::ALL.iter().map(|kind| count(Facet::Registration, &|entry| entry.registration == *kind)).collect();
    let shown: Vec<Hit<'static>> = hits.iter().copied().filter(|hit| filter.passes(hit.entry, Facet::None)).collect();
    Explored {
        total: shown.len(),
        groups: grouped(shown),
        partial,
        per_class,
        everyday: count(Facet::Everyday, &|entry| entry.everyday),
        cacheable: count(Facet::Cacheable, &Entry::is_cacheable),
        unregistered: count(Facet::Unregistered, &|entry| !entry.is_in_registry()),
        per_registration,
        unfiltered: hits.len(),
        query,
    }
}

/// An entry that is shown because nothing was asked for.
const fn listed(entry: &'static Entry) -> Hit<'static> {
    Hit { entry, score: 0, found: Found::Text, because: "" }
}

fn grouped(hits: Vec<Hit<'static>>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for hit in hits {
        let of = class(hit.entry.class());
        match groups.iter_mut().find(|group| group.class == of) {
            Some(group) => group.hits.push(hit),
            None => groups.push(Group { class: of, hits: vec![hit] }),
        }
    }
    groups
}
