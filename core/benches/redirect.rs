//! A whole client x status matrix, and one journey.
#![allow(missing_docs, clippy::unwrap_used, reason = "a bench")]

use criterion::{Criterion, criterion_group, criterion_main};
use statuscope_core::redirect::{Lies, Scenario, client, whole};
use std::hint::black_box;

fn benches(criterion: &mut Criterion) {
    criterion.bench_function("client x status matrix, POST to another host", |bencher| {
        bencher.iter(|| whole(black_box("POST"), black_box(Lies::Host)));
    });
    criterion.bench_function("one journey", |bencher| {
        let scenario = Scenario::new(client("requests").unwrap());
        bencher.iter(|| black_box(&scenario).journey());
    });
}

criterion_group!(redirect, benches);
criterion_main!(redirect);
