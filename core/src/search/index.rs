//! The index: which words stand where, and the ranking.

use super::query::Query;
use super::term::{Fit, Term};
use crate::model::Entry;
use crate::prose::plain;
use crate::reference;
use crate::words::words;
use std::collections::HashMap;

/// Where in an entry something was found, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// The number itself.
    Number,
    /// The name.
    Name,
    /// The words that people search with.
    Search,
    /// A former name.
    Former,
    /// A vendor or the vendor's name for it.
    Vendor,
    /// A header field.
    Field,
    /// The line on the card.
    Summary,
    /// Anything else on its page.
    Text,
}

impl Found {
    const ALL: [Self; 8] =
        [Self::Number, Self::Name, Self::Search, Self::Former, Self::Vendor, Self::Field, Self::Summary, Self::Text];

    const fn weight(self) -> u32 {
        match self {
            Self::Number => 100,
            Self::Name => 60,
            Self::Search => 40,
            Self::Former | Self::Vendor => 36,
            Self::Field => 30,
            Self::Summary => 16,
            Self::Text => 4,
        }
    }

    /// What the whole query is worth when it stands in one phrase of this kind.
    const fn phrase_weight(self) -> u32 {
        match self {
            Self::Number | Self::Summary | Self::Text => 0,
            Self::Name => 3000,
            Self::Search => 2600,
            Self::Former => 2400,
            Self::Vendor => 2000,
            Self::Field => 1500,
        }
    }
}

/// An entry that fits, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// The higher, the better.
    pub score: u32,
    /// The strongest place in which it was found.
    pub found: Found,
    /// The phrase that fits, where the card does not show it: a search word, a vendor, a field.
    pub because: &'a str,
}

/// What fits a query, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Results<'a> {
    /// The query as it was understood.
    pub query: Query,
    /// The hits.
    pub hits: Vec<Hit<'a>>,
    /// Whether no entry has all the words, so that these have only some.
    pub partial: bool,
}

#[derive(Debug, Clone, Copy)]
struct Posting {
    entry: u32,
    /// Index into [`Found::ALL`].
    found: u8,
}

#[derive(Debug)]
struct Word {
    text: Box<str>,
    postings: Vec<Posting>,
}

/// Words to entries. Building it costs a walk over all texts; searching does not touch them again.
#[derive(Debug)]
pub struct Index<'a> {
    entries: &'a [Entry],
    /// Sorted by text.
    words: Vec<Word>,
}

impl<'a> Index<'a> {
    /// Indexes entries.
    #[must_use]
    pub fn new(entries: &'a [Entry]) -> Self {
        let mut places: HashMap<Box<str>, Vec<Posting>> = HashMap::new();
        let mut lower = String::new();
        for (at, entry) in entries.iter().enumerate() {
            let Ok(at) = u32::try_from(at) else { break };
            each_text(entry, &mut |found, text| {
                for (_, word) in words(text) {
                    lower.clear();
                    lower.push_str(word);
                    lower.make_ascii_lowercase();
                    let posting = Posting { entry: at, found: found as u8 };
                    match places.get_mut(lower.as_str()) {
                        // Texts come entry by entry, so one entry's postings are the last ones.
                        Some(postings) => match postings.last_mut() {
                            Some(last) if last.entry == at => last.found = last.found.min(posting.found),
                            _ => postings.push(posting),
                        },
                        None => {
                            places.insert(lower.as_str().into(), vec![posting]);
                        }
                    }
                }
            });
        }
        let mut words: Vec<Word> = places.into_iter().map(|(text, postings)| Word { text, postings }).collect();
        words.sort_unstable_by(|a, b| a.text.cmp(&b.text));
        Self { entries, words }
    }

    /// Looks for what was typed. The same query gives the same answer in the same order.
    #[must_use]
    pub fn search(&self, typed: &str) -> Results<'a> {
        let query =
            Query::parse_knowing(typed, &|word| self.words.binary_search_by(|known| (*known.text).cmp(word)).is_ok());
        let mut scores = vec![Score::default(); self.entries.len()];
        for (term, position) in query.terms.iter().zip(0u16..) {
            self.add_term(term, 1 << position, query.terms.len() == 1, &mut scores);
        }
        let all = (1u16 << query.terms.len()) - 1;
        let complete = scores.iter().any(|score| score.terms == all);
        let mut hits = Vec::new();
        if !query.is_empty() {
            for (entry, score) in self.entries.iter().zip(&scores) {
                if score.terms == all || (!complete && score.terms != 0) {
                    hits.push(hit(entry, *score, &query));
                }
            }
        }
        hits.sort_by(|a, b| {
            let key = |hit: &Hit<'_>| (std::cmp::Reverse(hit.score), hit.entry.code);
            key(a).cmp(&key(b))
        });
        // Where only some of the words are found, what has few of them is noise.
        let least = if complete { 0 } else { hits.first().map_or(0, |hit| hit.score / 2) };
        hits.retain(|hit| hit.score > least);
        let partial = !complete && !hits.is_empty();
        Results { query, hits, partial }
    }

    fn add_term(&self, term: &Term, bit: u16, alone: bool, scores: &mut [Score]) {
        // Digits alone that begin a known number mean that number, not its mentions.
        let mut is_number = false;
        for (entry, score) in self.entries.iter().zip(scores.iter_mut()) {
            if let Some(fit) = number_fit(term, entry.code).filter(|fit| alone || *fit == Fit::Exact) {
                score.add(Found::Number, fit, 100, bit);
                is_number = true;
            }
        }
        if is_number && alone {
            return;
        }
        // First the best fit of each entry for this term, so that ten mentions do not outweigh the name.
        let mut best = vec![None; self.entries.len()];
        for word in &self.words {
            let Some(fit) = term.fit(&word.text) else { continue };
            for posting in &word.postings {
                let found = Found::ALL.get(usize::from(posting.found)).copied().unwrap_or(Found::Text);
                let worth = found.weight() * fit.weight();
                let Some(known) = best.get_mut(posting.entry as usize) else { continue };
                if known.is_none_or(|(least, _, _)| worth > least) {
                    *known = Some((worth, found, fit));
                }
            }
        }
        // The fewer entries have it, the more it says.
        let rarity = match self.entries.len().checked_div(best.iter().flatten().count()).unwrap_or(1) {
            0..=2 => 4,
            3..=8 => 6,
            9..=30 => 8,
            _ => 10,
        };
        for (score, best) in scores.iter_mut().zip(best) {
            if let Some((_, found, fit)) = best {
                score.add(found, fit, rarity, bit);
            }
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Score {
    /// The terms that were found, a bit each.
    terms: u16,
    points: u32,
    strongest: Option<Found>,
}

impl Score {
    fn add(&mut self, found: Found, fit: Fit, rarity: u32, bit: u16) {
        self.terms |= bit;
        self.points += found.weight() * fit.weight() * rarity / 100;
        self.strongest = Some(self.strongest.map_or(found, |strongest| strongest.min(found)));
    }
}

fn number_fit(term: &Term, code: u16) -> Option<Fit> {
    if let Some(class) = term.class() {
        return (u16::from(class) == code / 100).then_some(Fit::Prefix);
    }
    if !term.is_number() {
        return None;
    }
    let typed: u32 = term.text().parse().ok()?;
    let code = u32::from(code);
    match term.text().len() {
        1 => (code / 100 == typed).then_some(Fit::Prefix),
        2 => (code / 10 == typed).then_some(Fit::Prefix),
        3 => (code == typed).then_some(Fit::Exact),
        _ => None,
    }
}

/// Adds what phrases are worth, and finds the one to show.
fn hit<'a>(entry: &'a Entry, score: Score, query: &Query) -> Hit<'a> {
    let found = score.strongest.unwrap_or(Found::Text);
    if found == Found::Number && query.terms.len() == 1 {
        return Hit { entry, score: score.points, found, because: "" };
    }
    let (mut because, mut most_telling) = ("", 0);
    let mut phrase_points = 0;
    each_phrase(entry, &mut |found, phrase, place| {
        let fitting = query.terms.iter().filter(|term| words(phrase).any(|(_, word)| fits(term, word))).count();
        if fitting == 0 {
            return;
        }
        let share = match phrase_fit(phrase, &query.phrase) {
            // All the words in another order.
            0 if fitting == query.terms.len() && fitting > 1 => 30,
            share => share,
        };
        // Authors put the most typical words first.
        let worth = (found.phrase_weight() * share / 100).saturating_sub(place * 8);
        phrase_points = phrase_points.max(worth);
        let telling = worth + fitting as u32 * 10;
        if telling > most_telling && found != Found::Name {
            (because, most_telling) = (phrase, telling);
        }
    });
    Hit { entry, score: (score.points + phrase_points) * standing(entry) / 100, found, because }
}

/// Everybody's codes before a vendor's, in percent.
const fn standing(entry: &Entry) -> u32 {
    if entry.everyday {
        125
    } else if entry.is_off() {
        90
    } else if entry.is_in_registry() {
        100
    } else {
        80
    }
}

fn fits(term: &Term, word: &str) -> bool {
    term.fit(&word.to_ascii_lowercase()).is_some()
}

/// How much of a phrase the typed words are, in percent: all of it, its beginning, a part.
fn phrase_fit(phrase: &str, typed: &str) -> u32 {
    let starts = words(phrase).enumerate();
    for (index, (offset, _)) in starts {
        if begins_with(phrase.get(offset..).unwrap_or_default(), typed) {
            let whole = index == 0 && words(phrase).count() == words(typed).count();
            return if whole {
                100
            } else if index == 0 {
                60
            } else {
                40
            };
        }
    }
    0
}

/// Whether `text` begins with the words of `typed`, the last of which may be unfinished.
fn begins_with(text: &str, typed: &str) -> bool {
    let mut found = words(text).map(|(_, word)| word);
    let mut asked = words(typed).map(|(_, word)| word).peekable();
    while let Some(word) = asked.next() {
        let Some(head) = found.next().filter(|found| asked.peek().is_none() || found.len() == word.len()) else {
            return false;
        };
        if !head.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)) {
            return false;
        }
    }
    !typed.is_empty()
}

/// The phrases of an entry, each with its place among those of its kind.
fn each_phrase<'a>(entry: &'a Entry, see: &mut dyn FnMut(Found, &'a str, u32)) {
    see(Found::Name, entry.name, 0);
    for (name, place) in entry.former_names.iter().zip(0..) {
        see(Found::Former, name, place);
    }
    for (phrase, place) in entry.search.iter().zip(0..) {
        see(Found::Search, phrase, place);
    }
    for (vendor, place) in entry.uses.iter().zip(0..) {
        see(Found::Vendor, vendor.vendor, place);
        see(Found::Vendor, vendor.name, place);
    }
    for (field, place) in entry.fields.iter().zip(0..) {
        see(Found::Field, field.name, place);
    }
}

/// Every text of an entry, with the place that it stands for.
fn each_text(entry: &Entry, see: &mut dyn FnMut(Found, &str)) {
    each_phrase(entry, &mut |found, phrase, _| see(found, phrase));
    see(Found::Summary, entry.summary);
    let mut text = |prose: &str| see(Found::Text, &plain(prose));
    text(entry.registration.word());
    text(entry.lead);
    entry.meaning.iter().chain(&entry.use_when).chain(&entry.methods).for_each(|prose| text(prose));
    entry.not_when.iter().for_each(|not| text(not.say));
    for pair in &entry.confused {
        text(pair.difference);
        text(pair.detail);
    }
    entry.fields.iter().for_each(|field| text(field.says));
    let rulings = [entry.content.says, entry.caching.says, entry.next.action, entry.next.how, entry.next.says];
    rulings.iter().for_each(|prose| text(prose));
    text(entry.exchange.note);
    text(entry.exchange.request);
    entry.exchange.responses.iter().for_each(|message| text(message));
    entry.notes.iter().for_each(|note| text(note.text));
    entry.uses.iter().for_each(|vendor| text(vendor.meaning));
    for citation in &entry.sources {
        text(citation.says);
        text(&reference::resolve(citation.source).label);
    }
}
