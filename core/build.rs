//! Checks `data/` and packs it for the app; a mistake in the data fails the build.

use statuscope_data::author;
use statuscope_data::packed::{Packed, Writer};
use std::path::Path;

fn main() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    println!("cargo::rerun-if-changed={}", data.display());
    match author::read(&data) {
        Ok(all) => {
            pack(&all.dataset, "dataset.pack");
            pack(&all.decisions, "decisions.pack");
            pack(&all.redirects, "redirects.pack");
            pack(&all.gateways, "gateways.pack");
            pack(&all.comparisons, "comparisons.pack");
            pack(&all.labs, "labs.pack");
            pack(&all.classroom, "classroom.pack");
        }
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
        }
    }
}

fn pack(data: &impl Packed, name: &str) {
    let mut pack = Writer::default();
    data.write(&mut pack);
    let out = std::env::var_os("OUT_DIR").unwrap_or_default();
    if let Err(error) = std::fs::write(Path::new(&out).join(name), pack.finish()) {
        println!("cargo::error=cannot write {name}: {error}");
    }
}
