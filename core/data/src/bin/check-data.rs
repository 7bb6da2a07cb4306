//! `check-data [FOLDER]`: prints every mistake in a data folder; exits with 1 if there is one.

use std::process::ExitCode;

fn main() -> ExitCode {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "data".to_owned());
    match statuscope_data::author::read(std::path::Path::new(&folder)) {
        Ok(all) => {
            println!(
                "{folder}: {} numbers, {} languages, {} trees, {} clients, {} gateways, no mistakes",
                all.dataset.entries.len(),
                all.dataset.languages.len(),
                all.decisions.trees.len(),
                all.redirects.clients.len(),
                all.gateways.gateways.len()
            );
            ExitCode::SUCCESS
        }
        Err(problems) => {
            eprintln!("{}", statuscope_data::author::report(&problems));
            eprintln!("{} mistakes in {folder}; docs/data.md explains each field", problems.len());
            ExitCode::FAILURE
        }
    }
}
