//! How long it takes to draw a tree and to find the ways to a code: `cargo bench -p statuscope-core`.
#![allow(missing_docs, reason = "criterion_group! makes public functions")]

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use statuscope_core::decision::layout::layout;
use statuscope_core::decision::{Walk, explain, paths_to, search, trees};
use std::hint::black_box;

fn draw(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("layout");
    for tree in trees() {
        group.bench_with_input(BenchmarkId::from_parameter(tree.id), &tree, |bench, tree| bench.iter(|| layout(tree)));
    }
    group.finish();
}

fn ways(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("paths_to");
    for code in [200, 409, 412] {
        group.bench_with_input(BenchmarkId::from_parameter(code), &code, |bench, code| {
            bench.iter(|| paths_to(black_box(*code)));
        });
    }
    group.finish();
}

fn walk(bench: &mut Criterion) {
    const LINK: &str = "webmachine~g7.n~i7.y~p3.y";
    bench.bench_function("decode", |bench| bench.iter(|| Walk::decode(black_box(LINK))));
    let walk = Walk::decode(LINK).walk;
    bench.bench_function("encode", |bench| bench.iter(|| black_box(&walk).encode()));
    bench.bench_function("ruled out", |bench| bench.iter(|| black_box(&walk).ruled_out()));
    bench.bench_function("explain", |bench| bench.iter(|| explain(black_box(&walk))));
    bench.bench_function("search presets", |bench| bench.iter(|| search(black_box("token expired"))));
}

criterion_group!(benches, draw, ways, walk);
criterion_main!(benches);
