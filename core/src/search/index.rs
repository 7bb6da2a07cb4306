//! The index: which words stand where, and the ranking.

use super::query::Query;
use super::term::{Fit, Term, letters};
use super::texts::{each_phrase, each_text};
use crate::model::Entry;
use crate::words::words;
use std::ops::Range;

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
    letters: u32,
    postings: Vec<Posting>,
    /// The next word of the same chain.
    next: u32,
}

/// Words while an index is built, in chains by their digest: the standard library's map weighs
/// 0.5 KB brotli more.
struct Words {
    all: Vec<Word>,
    heads: Vec<u32>,
}

const CHAINS: usize = 4096;

impl Words {
    /// The number of a word, which is added if it is new.
    fn id(&mut self, text: &str) -> u32 {
        // FNV-1a.
        let digest =
            text.bytes().fold(0x811c_9dc5_u32, |digest, byte| (digest ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let Some(head) = self.heads.get_mut((digest ^ digest >> 16) as usize % CHAINS) else { return END };
        let mut id = *head;
        while let Some(word) = self.all.get(id as usize) {
            if *word.text == *text {
                return id;
            }
            id = word.next;
        }
        let new = self.all.len() as u32;
        let next = std::mem::replace(head, new);
        self.all.push(Word { letters: letters(text.as_bytes()), text: text.into(), postings: Vec::new(), next });
        new
    }
}

/// In the place of a word's number: here a phrase ends.
const END: u32 = u32::MAX;

/// Words to entries. Building it costs a walk over all texts; searching does not touch them again.
#[derive(Debug)]
pub struct Index<'a> {
    entries: &'a [Entry],
    /// In the order in which they were first met.
    words: Vec<Word>,
    /// The words of all phrases as places in `words`, each phrase followed by [`END`], in the order of [`each_phrase`].
    phrases: Vec<u32>,
    /// Where in `phrases` those of each entry begin.
    starts: Vec<usize>,
}

impl<'a> Index<'a> {
    /// Indexes entries.
    #[must_use]
    pub fn new(entries: &'a [Entry]) -> Self {
        let mut known = Words { all: Vec::new(), heads: vec![END; CHAINS] };
        let (mut phrases, mut starts) = (Vec::new(), Vec::with_capacity(entries.len()));
        let mut lower = String::new();
        for (at, entry) in entries.iter().enumerate() {
            let Ok(at) = u32::try_from(at) else { break };
            starts.push(phrases.len());
            each_text(entry, &mut |found, text| {
                let is_phrase = found.phrase_weight() > 0;
                for (_, word) in words(text) {
                    lower.clear();
                    lower.push_str(word);
                    lower.make_ascii_lowercase();
                    let id = known.id(&lower);
                    let posting = Posting { entry: at, found: found as u8 };
                    if let Some(Word { postings, .. }) = known.all.get_mut(id as usize) {
                        match postings.last_mut() {
                            // Texts come entry by entry, so one entry's postings are the last ones.
                            Some(last) if last.entry == at => last.found = last.found.min(posting.found),
                            _ => postings.push(posting),
                        }
                    }
                    if is_phrase {
                        phrases.push(id);
                    }
                }
                if is_phrase {
                    phrases.push(END);
                }
            });
        }
        Self { entries, words: known.all, phrases, starts }
    }

    /// Looks for what was typed. The same query gives the same answer in the same order.
    #[must_use]
    pub fn search(&self, typed: &str) -> Results<'a> {
        let mut query = Query::parse_knowing(typed, &|word| self.words.iter().any(|known| *known.text == *word));
        let last = query.terms.len().saturating_sub(1);
        for (place, term) in query.terms.iter_mut().enumerate() {
            let known = self.words.iter().any(|word| word.text.starts_with(term.text()));
            term.settle(known, place == last);
        }
        let mut scores = vec![Score::default(); self.entries.len()];
        // The terms that each word fits, a bit each.
        let mut fitting = vec![0u16; self.words.len()];
        for (term, position) in query.terms.iter().zip(0u16..) {
            self.add_term(term, 1 << position, query.terms.len() == 1, &mut scores, &mut fitting);
        }
        let all = (1u16 << query.terms.len()) - 1;
        let complete = scores.iter().any(|score| score.terms == all);
        let mut hits = Vec::new();
        if !query.is_empty() {
            for ((entry, score), start) in self.entries.iter().zip(&scores).zip(&self.starts) {
                // A number that was typed in full is meant, whatever stands beside it.
                let wanted = score.terms == all || score.strongest == Some(Found::Number);
                if wanted || (!complete && score.terms != 0) {
                    let phrases = self.phrases.get(*start..).unwrap_or_default();
                    let mut fitting = phrases.iter().map(|id| fitting.get(*id as usize).copied());
                    hits.push(hit(entry, *score, &query, &mut fitting));
                }
            }
        }
        // No two keys are equal, and the unstable sort is the smaller one.
        hits.sort_unstable_by_key(|hit| (std::cmp::Reverse(hit.score), hit.entry.code));
        // Where only some of the words are found, what has few of them is noise.
        let least = if complete { 0 } else { hits.first().map_or(0, |hit| hit.score / 2) };
        hits.retain(|hit| hit.score > least);
        let partial = !complete && !hits.is_empty();
        Results { query, hits, partial }
    }

    fn add_term(&self, term: &Term, bit: u16, alone: bool, scores: &mut [Score], fitting: &mut [u16]) {
        // Digits alone that begin a known number mean that number, not its mentions.
        let mut is_number = false;
        if let Some((codes, fit)) = numbers(term).filter(|(_, fit)| alone || *fit == Fit::Exact) {
            for (entry, score) in self.entries.iter().zip(scores.iter_mut()) {
                if codes.contains(&u32::from(entry.code)) {
                    score.add(Found::Number, fit, 100, bit);
                    is_number = true;
                }
            }
        }
        if is_number && alone {
            return;
        }
        // First the best fit of each entry for this term, so that ten mentions do not outweigh the name.
        let mut best = vec![None; self.entries.len()];
        for (word, terms) in self.words.iter().zip(fitting) {
            let Some(fit) = term.fit_knowing(&word.text, word.letters) else { continue };
            *terms |= bit;
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

/// The codes that digits begin or that "4xx" asks for.
fn numbers(term: &Term) -> Option<(Range<u32>, Fit)> {
    if let Some(class) = term.class() {
        let first = u32::from(class) * 100;
        return Some((first..first + 100, Fit::Prefix));
    }
    if !term.is_number() {
        return None;
    }
    let (width, fit) = match term.text().len() {
        1 => (100, Fit::Prefix),
        2 => (10, Fit::Prefix),
        3 => (1, Fit::Exact),
        _ => return None,
    };
    let first = term.text().parse::<u32>().ok()? * width;
    Some((first..first + width, fit))
}

/// Adds what phrases are worth, and finds the one to show. `fitting` has the terms that each word of
/// the phrases fits, and nothing after each phrase.
fn hit<'a>(entry: &'a Entry, score: Score, query: &Query, fitting: &mut dyn Iterator<Item = Option<u16>>) -> Hit<'a> {
    let found = score.strongest.unwrap_or(Found::Text);
    if found == Found::Number && query.terms.len() == 1 {
        return Hit { entry, score: score.points, found, because: "" };
    }
    let (mut because, mut most_telling) = ("", 0);
    let mut phrase_points = 0;
    each_phrase(entry, &mut |found, phrase, place| {
        let mut terms = 0;
        while let Some(Some(more)) = fitting.next() {
            terms |= more;
        }
        let fitting = terms.count_ones() as usize;
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
