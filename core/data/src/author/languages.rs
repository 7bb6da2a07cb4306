//! Constants of programming languages: a rule for each language and the codes that break it.

use super::Problem;
use super::authored::Languages;
use crate::model::{Case, Entry, Exception, Language, Registration};
use std::path::Path;

/// Turns the languages into their model; codes without a constant become empty exceptions.
pub fn languages(authored: &Languages, entries: &[Entry], file: &Path, problems: &mut Vec<Problem>) -> Vec<Language> {
    let mut wrong = |name: &str, message: String| {
        problems.push(Problem { file: file.to_path_buf(), line: 1, field: name.to_owned(), message });
    };
    let registered = |code: u16| {
        entries.iter().any(|entry| entry.code == code && entry.registration != Registration::Unofficial)
    };
    authored
        .language
        .iter()
        .map(|language| {
            let case = Case::from_word(&language.case).unwrap_or_else(|| {
                let words: Vec<&str> = Case::ALL.iter().map(|case| case.word()).collect();
                wrong(&language.name, format!("case \"{}\" is none of {}", language.case, words.join(", ")));
                Case::Upper
            });
            let mut exceptions: Vec<Exception> =
                language.missing.iter().map(|code| Exception { code: *code, constant: "" }).collect();
            for (code, constant) in &language.exceptions {
                match code.parse() {
                    Ok(code) => exceptions.push(Exception { code, constant: constant.clone().leak() }),
                    Err(_) => wrong(&language.name, format!("exception \"{code}\" is no status code")),
                }
            }
            exceptions.sort_by_key(|exception| exception.code);
            for exception in exceptions.iter().filter(|exception| !registered(exception.code)) {
                wrong(&language.name, format!("{} is not a registered code", exception.code));
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
