//! Reads `data/` and checks it. Every mistake becomes a [`Problem`] with file, line, field and cure.

mod authored;
mod classroom;
mod clients;
mod code;
mod comparisons;
mod decision;
mod exchange;
mod gateways;
mod known;
mod labs;
mod languages;
mod page;
mod policy;
mod snippet;
mod text;

use crate::classroom::Classroom;
use crate::clients::Redirects;
use crate::comparison::Comparisons;
use crate::decision::Decisions;
use crate::gateways::Gateways;
use crate::labs::Labs;
use crate::model::{ClassInfo, Dataset, Family, Rfc, Sheet, Source};
use authored::{Classes, Code, Languages, Sources};
use known::Known;
use page::Page;
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

/// All that the data folder holds, in the parts that are packed on their own.
#[derive(Debug)]
pub struct Everything {
    /// The codes and what belongs to them.
    pub dataset: Dataset,
    /// The trees.
    pub decisions: Decisions,
    /// The clients.
    pub redirects: Redirects,
    /// The gateways.
    pub gateways: Gateways,
    /// The comparisons.
    pub comparisons: Comparisons,
    /// The labs.
    pub labs: Labs,
    /// What the classroom has of its own.
    pub classroom: Classroom,
}

/// Reads and checks the data folder.
///
/// # Errors
/// All the mistakes that were found, in the order of files and lines.
pub fn read(data: &Path) -> Result<Everything, Vec<Problem>> {
    let mut problems = Vec::new();
    let classes: Option<(Classes, String)> = load(&data.join("classes.toml"), &mut problems);
    let sources: Option<(Sources, String)> = load(&data.join("sources.toml"), &mut problems);
    let languages: Option<(Languages, String)> = load(&data.join("languages.toml"), &mut problems);
    let sheet: Option<(authored::Sheet, String)> = load(&data.join("sheet.toml"), &mut problems);
    let codes = load_codes(&data.join("codes"), &mut problems);
    // What refers to a file that cannot be read is not to blame: mend these first.
    let (
        Some((classes, classes_text)),
        Some((sources, sources_text)),
        Some((languages, languages_text)),
        [],
        Some((sheet, sheet_text)),
    ) = (classes, sources, languages, problems.as_slice(), sheet)
    else {
        problems.sort();
        return Err(problems);
    };

    let known = Known::new(&classes, &sources, &codes);
    let mut entries = Vec::new();
    for (path, text, code) in &codes {
        let mut page = Page { file: path, text, problems: &mut problems };
        entries.push(code::entry(code, &known, &mut page));
    }
    let mut page = Page { file: &data.join("classes.toml"), text: &classes_text, problems: &mut problems };
    for class in &classes.class {
        text::plain("says", &class.says, 110, &mut page);
        if !class.callout.is_empty() {
            text::prose("callout", &class.callout, 240, &known, &mut page);
        }
    }
    let mut page = Page { file: &data.join("sheet.toml"), text: &sheet_text, problems: &mut problems };
    for (field, list) in [("questions", &sheet.questions), ("carry", &sheet.carry), ("pairs", &sheet.pairs)] {
        for item in list {
            text::prose(field, item, 160, &known, &mut page);
        }
    }
    let decisions = decision::read(data, &known, &mut problems);
    let redirects = clients::read(data, &known, &mut problems);
    let gateways = gateways::read(data, &known, &mut problems);
    let comparisons = comparisons::read(data, &known, &mut problems);
    let labs = labs::read(data, &known, &mut problems);
    let whole = problems.is_empty();
    let places = classroom::Places { known: &known, decisions: &decisions, redirects: &redirects, whole };
    let classroom = classroom::read(data, &entries, &places, &mut problems);
    let mut page = Page { file: &data.join("sources.toml"), text: &sources_text, problems: &mut problems };
    for key in known.unused_sources() {
        let message = format!("nothing refers to {key}; remove it or use it");
        page.wrong("source", &format!("[source.{key}]"), message);
    }
    let mut page = Page { file: &data.join("languages.toml"), text: &languages_text, problems: &mut problems };
    let languages = languages::languages(&languages, &entries, &mut page);
    if !problems.is_empty() {
        problems.sort();
        return Err(problems);
    }
    let dataset = Dataset {
        date: DATE,
        registry_updated: REGISTRY_UPDATED,
        classes: classes
            .class
            .into_iter()
            .map(|class| ClassInfo {
                digit: class.digit,
                name: class.name.leak(),
                says: class.says.leak(),
                callout: class.callout.leak(),
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
        sheet: Sheet { questions: leaked(sheet.questions), carry: leaked(sheet.carry), pairs: leaked(sheet.pairs) },
    };
    Ok(Everything { dataset, decisions, redirects, gateways, comparisons, labs, classroom })
}

fn leaked(texts: Vec<String>) -> Vec<&'static str> {
    texts.into_iter().map(|text| -> &'static str { text.leak() }).collect()
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
            fail(1, format!("cannot be read: {error}; docs/data.md says what it holds"));
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
    let mut codes = Vec::new();
    for path in files(folder, "code", "404.toml", problems) {
        if let Some((code, text)) = load::<Code>(&path, problems) {
            codes.push((path, text, code));
        }
    }
    codes
}

/// The TOML files of a folder, sorted; there is one for each `what`.
fn files(folder: &Path, what: &str, example: &str, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = match std::fs::read_dir(folder) {
        Ok(items) => items.filter_map(|item| item.ok().map(|item| item.path())).collect(),
        Err(error) => {
            let message = format!("cannot be read: {error}; it holds a file for each {what}, such as {example}");
            problems.push(Problem { file: folder.to_path_buf(), line: 1, field: String::new(), message });
            return Vec::new();
        }
    };
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    if paths.is_empty() {
        let message = format!("has no {what}; add a file for each, such as {example}");
        problems.push(Problem { file: folder.to_path_buf(), line: 1, field: String::new(), message });
    }
    paths
}
