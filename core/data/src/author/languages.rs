//! Constants of programming languages: a rule for each language and the codes that break it.

use super::authored::Languages;
use super::page::Page;
use crate::model::{Case, Entry, Exception, Language, Registration};

/// Turns the languages into their model; codes without a constant become empty exceptions.
pub fn languages(authored: &Languages, entries: &[Entry], page: &mut Page<'_>) -> Vec<Language> {
    let registered =
        |code: u16| entries.iter().any(|entry| entry.code == code && entry.registration != Registration::Unofficial);
    authored
        .language
        .iter()
        .map(|language| {
            let place = format!("name = \"{}\"", language.name);
            let case = Case::from_word(&language.case).unwrap_or_else(|| {
                let words: Vec<&str> = Case::ALL.iter().map(|case| case.word()).collect();
                page.wrong("language.case", &place, format!("\"{}\" is none of {}", language.case, words.join(", ")));
                Case::Upper
            });
            let mut exceptions: Vec<Exception> =
                language.missing.iter().map(|code| Exception { code: *code, constant: "" }).collect();
            for (code, constant) in &language.exceptions {
                match code.parse() {
                    Ok(code) => exceptions.push(Exception { code, constant: constant.clone().leak() }),
                    Err(_) => page.wrong("language.exceptions", &place, format!("\"{code}\" is no status code")),
                }
            }
            exceptions.sort_by_key(|exception| exception.code);
            for exception in exceptions.iter().filter(|exception| !registered(exception.code)) {
                let message = format!("{} is not a registered code; remove it", exception.code);
                page.wrong("language.exceptions", &place, message);
            }
            Language {
                name: language.name.clone().leak(),
                library: language.library.clone().leak(),
                prefix: language.prefix.clone().leak(),
                suffix: language.suffix.clone().leak(),
                case,
                exceptions,
            }
        })
        .collect()
}
