//! What a program writes for a code, from a rule for each language and its exceptions.

use crate::model::{Case, Entry, Language, Registration};

/// The constant of `entry` in `language`, with prefix; `None` where the library has none.
#[must_use]
pub fn of(language: &Language, entry: &Entry) -> Option<String> {
    let mut out = language.prefix.to_owned();
    if language.case == Case::Number {
        crate::words::push_number(&mut out, entry.code);
    } else {
        // Libraries have constants for what is registered.
        if entry.registration == Registration::Unofficial {
            return None;
        }
        match language.exceptions.iter().find(|exception| exception.code == entry.code) {
            Some(exception) if exception.constant.is_empty() => return None,
            Some(exception) => out.push_str(exception.constant),
            None => push_words(&mut out, entry.name, language.case),
        }
    }
    out.push_str(language.suffix);
    Some(out)
}

/// Writes the words of a name in the manner of a language.
fn push_words(out: &mut String, name: &str, case: Case) {
    let mut first = true;
    for word in name.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '\'') {
        if word.is_empty() {
            continue;
        }
        if !first && case != Case::Pascal {
            out.push('_');
        }
        first = false;
        let abbreviation = word.bytes().all(|byte| byte.is_ascii_uppercase());
        for (index, letter) in word.chars().filter(|letter| *letter != '\'').enumerate() {
            out.push(match case {
                Case::Lower => letter.to_ascii_lowercase(),
                Case::Pascal if index > 0 && !abbreviation => letter.to_ascii_lowercase(),
                _ => letter.to_ascii_uppercase(),
            });
        }
    }
}
