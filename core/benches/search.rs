//! How long a keystroke takes, and how that grows: `cargo bench -p statuscope-core`.
//!
//! The synthetic entries are the real ones over and over, with words in another order and new words
//! among them, so that the vocabulary grows as it would with more texts.
#![allow(missing_docs, reason = "criterion_group! makes public functions")]

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use statuscope_core::catalog::dataset;
use statuscope_core::explore::{Filter, explore};
use statuscope_core::model::Entry;
use statuscope_core::search::Index;
use std::cell::LazyCell;
use std::hint::black_box;
use std::time::Duration;

/// What people type, by kind.
const QUERIES: [(&str, &str); 7] = [
    ("number", "404"),
    ("class", "4xx"),
    ("letter", "r"),
    ("word", "timeout"),
    ("two words", "too many"),
    ("typo", "unprocesable"),
    ("nonsense", "zzzzqqqq"),
];

/// Marsaglia's xorshift: the same numbers on each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// A made-up word; the same number gives the same word.
fn made_up(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "co", "di", "fu", "ge", "ha", "ki", "lo", "mu", "ne", "po", "ra", "si", "tu", "ve", "zo"];
    let mut word = String::from("x");
    for _ in 0..5 {
        word.push_str(SYLLABLES.get(number % 16).copied().unwrap_or_default());
        number /= 16;
    }
    word
}

/// A text with its words in another order and `more` made-up ones after them.
fn shuffled(text: &str, more: usize, vocabulary: usize, dice: &mut Dice) -> &'static str {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for at in (1..words.len()).rev() {
        words.swap(at, dice.below(at + 1));
    }
    words.extend((0..more).map(|_| made_up(dice.below(vocabulary))));
    words.join(" ").leak()
}

fn synthetic(count: usize) -> Vec<Entry> {
    let mut dice = Dice(0x5DEE_CE66_D1CE_5EED);
    // A tenth as many new words as entries, and each entry has nine of them.
    let vocabulary = count / 10 + 1;
    let numbers = (100..1000).cycle();
    let entries = dataset().entries.iter().cycle().zip(numbers).take(count);
    entries
        .map(|(real, code)| Entry {
            code,
            name: shuffled(real.name, 1, vocabulary, &mut dice),
            summary: shuffled(real.summary, 1, vocabulary, &mut dice),
            meaning: real.meaning.iter().map(|text| shuffled(text, 3, vocabulary, &mut dice)).collect(),
            search: real.search.iter().map(|text| shuffled(text, 0, 1, &mut dice)).collect(),
            ..real.clone()
        })
        .collect()
}

fn real(criterion: &mut Criterion) {
    let entries = &dataset().entries;
    criterion.bench_function("index/real", |bencher| bencher.iter(|| Index::new(black_box(entries))));
    let index = Index::new(entries);
    for (kind, typed) in QUERIES {
        criterion.bench_function(&format!("search/real/{kind}"), |bencher| {
            bencher.iter(|| index.search(black_box(typed)));
        });
    }
    // All that the page works out for a keystroke: search, filters, counts, groups.
    for (kind, typed) in QUERIES {
        let filter = Filter { text: typed.to_owned(), ..Filter::default() };
        criterion.bench_function(&format!("explore/real/{kind}"), |bencher| {
            bencher.iter(|| explore(black_box(&filter)));
        });
    }
}

fn grown(criterion: &mut Criterion) {
    for count in [100, 10_000, 100_000] {
        // Made only if the benchmark is asked for.
        let entries = LazyCell::new(|| synthetic(count));
        let mut group = criterion.benchmark_group("index");
        group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| Index::new(black_box(&entries)));
        });
        group.finish();

        let index = LazyCell::new(|| Index::new(&entries));
        let mut group = criterion.benchmark_group("search");
        group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
        for (kind, typed) in QUERIES {
            group.bench_function(BenchmarkId::new(count.to_string(), kind), |bencher| {
                bencher.iter(|| index.search(black_box(typed)));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, real, grown);
criterion_main!(benches);
