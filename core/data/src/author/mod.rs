//! Reads `data/` and checks it. Every mistake becomes a [`Problem`] with file, line, field and cure.

mod authored;
mod code;
mod exchange;
mod known;
mod languages;
mod text;

use crate::model::{ClassInfo, Dataset, Family, Rfc, Source};
use authored::{Classes, Code, Languages, Sources};
use known::Known;
use std::fmt;
use std::path::{Path, PathBuf};

/// The date of the facts, shown in the app.
const DATE: &str = "2026-11-22";
/// When the registry was last updated.
const REGISTRY_UPDATED: &str = "2025-09-15";

/// A mistake in a data file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the folder that holds `data/` where possible.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The field, `exchange.response` for one in a table.
    pub field: String,
    /// What is wrong and what to do about it.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = if self.field.is_empty() { String::new() } else { format!("{}: ", self.field) };
        write!(f, "{}:{}: {field}{}", self.file.display(), self.line, self.message)
    }
}

/// A file that is being checked, and what was found wrong so far.
struct Page<'a> {
    file: &'a Path,
    text: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl Page<'_> {
    /// Notes a mistake; the line is that of the first occurrence of `near` in the file.
    fn wrong(&mut self, field: &str, near: &str, message: impl Into<String>) {
        self.problems.push(Problem {
            file: self.file.to_path_buf(),
            line: self.line_of(field, near),
            field: field.to_owned(),
            message: message.into(),
        });
    }

    fn line_of(&self, field: &str, near: &str) -> usize {
        let first_line = near.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        // A quotation mark stands escaped in the file, so look for what comes before it.
        let needle = first_line.split(['"', '\\']).next().unwrap_or_default();
        let key = field.rsplit('.').next().unwrap_or_default();
        let found = (!needle.is_empty()).then(|| self.text.find(needle)).flatten();
        let at = found.or_else(|| {
            let starts = |line: &str| line.trim_start_matches(['[', ' ']).starts_with(key);
            let mut offset = 0;
            for line in self.text.split_inclusive('\n') {
                if starts(line) {
                    return Some(offset);
                }
                offset += line.len();
            }
            None
        });
        self.text.get(..at.unwrap_or(0)).map_or(1, |before| before.matches('\n').count() + 1)
    }
}

/// Reads and checks the data folder.
///
/// # Errors
/// All the mistakes that were found, in the order of files and lines.
pub fn read(data: &Path) -> Result<Dataset, Vec<Problem>> {
    let mut problems = Vec::new();
    let classes: Option<Classes> = load(&data.join("classes.toml"), &mut problems).map(|(value, _)| value);
    let sources: Option<Sources> = load(&data.join("sources.toml"), &mut problems).map(|(value, _)| value);
    let languages: Option<Languages> = load(&data.join("languages.toml"), &mut problems).map(|(value, _)| value);
    let codes = load_codes(&data.join("codes"), &mut problems);
    let (Some(classes), Some(sources), Some(languages)) = (classes, sources, languages) else {
        return Err(problems);
    };

    let known = Known::new(&classes, &sources, &codes);
    let mut entries = Vec::new();
    for (path, text, code) in &codes {
        let mut page = Page { file: path, text, problems: &mut problems };
        entries.push(code::entry(code, &known, &mut page));
    }
    for key in known.unused_sources() {
        problems.push(Problem {
            file: data.join("sources.toml"),
            line: 1,
            field: key,
            message: "nothing refers to this source; remove it or use it".to_owned(),
        });
    }
    let languages = languages::languages(&languages, &entries, &data.join("languages.toml"), &mut problems);
    if !problems.is_empty() {
        problems.sort();
        return Err(problems);
    }
    Ok(Dataset {
        date: DATE,
        registry_updated: REGISTRY_UPDATED,
        classes: classes
            .class
            .into_iter()
            .map(|class| ClassInfo {
                digit: class.digit,
                name: class.name.leak(),
                says: class.says.leak(),
                families: class.families.into_iter().map(|family| Family { name: family.name.leak() }).collect(),
            })
            .collect(),
        entries,
        languages,
        rfcs: sources
            .rfc
            .into_iter()
            .map(|(number, rfc)| Rfc { number, title: rfc.title.leak(), date: rfc.date.leak() })
            .collect(),
        sources: sources
            .source
            .into_iter()
            .map(|(key, source)| Source {
                key: key.leak(),
                label: source.label.leak(),
                url: source.url.leak(),
                date: source.date.leak(),
            })
            .collect(),
    })
}

/// All problems as text, a line each, for the build and the command line.
#[must_use]
pub fn report(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Reads one TOML file of shape `T`, together with its text.
fn load<T: serde::de::DeserializeOwned>(path: &Path, problems: &mut Vec<Problem>) -> Option<(T, String)> {
    let mut fail = |line: usize, message: String| {
        problems.push(Problem { file: path.to_path_buf(), line, field: String::new(), message });
    };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            fail(1, format!("cannot be read: {error}"));
            return None;
        }
    };
    match toml::from_str(&text) {
        Ok(value) => Some((value, text)),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let line = text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
            fail(line, format!("{}; docs/data.md lists the fields", error.message().trim()));
            None
        }
    }
}

fn load_codes(folder: &Path, problems: &mut Vec<Problem>) -> Vec<(PathBuf, String, Code)> {
    let mut paths: Vec<PathBuf> = match std::fs::read_dir(folder) {
        Ok(items) => items.filter_map(|item| item.ok().map(|item| item.path())).collect(),
        Err(error) => {
            let message = format!("cannot be read: {error}");
            problems.push(Problem { file: folder.to_path_buf(), line: 1, field: String::new(), message });
            return Vec::new();
        }
    };
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let mut codes = Vec::new();
    for path in paths {
        if let Some((code, text)) = load::<Code>(&path, problems) {
            codes.push((path, text, code));
        }
    }
    codes
}
