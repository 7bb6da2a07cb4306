//! Reads and checks the decision trees, the presets and the codes that nobody should choose.

mod authored;
mod graph;
mod preset;
mod tree;

use super::known::Known;
use super::page::Page;
use super::text::prose;
use super::{Problem, files, load};
use crate::decision::{Decisions, Never, Tree};
use authored::{Presets, Unchosen};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const WHY_NEVER: usize = 130;

/// One tree's file.
struct File {
    path: PathBuf,
    text: String,
    id: String,
    tree: authored::Tree,
}

/// Reads `trees/`, `presets.toml` and `never.toml`. Mistakes go to `problems`; what only follows
/// from a mistake that is told already is not told.
pub fn read(data: &Path, known: &Known, problems: &mut Vec<Problem>) -> Decisions {
    let before = problems.len();
    let presets: Option<(Presets, String)> = load(&data.join("presets.toml"), problems);
    let unchosen: Option<(Unchosen, String)> = load(&data.join("never.toml"), problems);
    let paths = files(&data.join("trees"), "tree", "respond.toml", problems);
    let files: Vec<File> = paths.iter().filter_map(|path| File::load(path, problems)).collect();
    let nothing = Decisions { trees: Vec::new(), presets: Vec::new(), never: Vec::new() };
    let (Some(presets), Some(unchosen), false) = (presets, unchosen, paths.is_empty() || files.len() < paths.len())
    else {
        return nothing;
    };
    let mut used = BTreeSet::new();
    let mut questions = BTreeMap::new();
    let mut trees = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let mut page = Page { file: &file.path, text: &file.text, problems };
        tree::check(file, known, &mut questions, &mut page);
        if let Some(tree) = graph::tree(at, &files, &mut used, &mut page) {
            trees.push((file.tree.place, tree));
        }
    }
    if trees.len() == files.len() {
        unused_ends(&files, &used, problems);
    }
    if problems.len() > before {
        return nothing;
    }
    trees.sort_by_key(|(place, _)| *place);
    let trees: Vec<Tree> = trees.into_iter().map(|(_, tree)| tree).collect();
    let (path, (presets, text)) = (data.join("presets.toml"), presets);
    let presets = preset::presets(&presets, &trees, known, &mut Page { file: &path, text: &text, problems });
    let (path, (unchosen, text)) = (data.join("never.toml"), unchosen);
    let never = never(&unchosen, &trees, known, &mut Page { file: &path, text: &text, problems });
    Decisions { trees, presets, never }
}

impl File {
    fn load(path: &Path, problems: &mut Vec<Problem>) -> Option<Self> {
        let (tree, text) = load(path, problems)?;
        let id = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        Some(Self { path: path.to_path_buf(), text, id, tree })
    }
}

fn unused_ends(files: &[File], used: &BTreeSet<(usize, usize)>, problems: &mut Vec<Problem>) {
    for (at, file) in files.iter().enumerate() {
        let mut page = Page { file: &file.path, text: &file.text, problems };
        for (index, end) in file.tree.ends.iter().enumerate() {
            if !used.contains(&(at, index)) {
                let message = format!("no answer leads to \"{}\"; lead one there or remove it", end.id);
                page.wrong("end", &end.reason, message);
            }
        }
    }
}

/// The unchosen codes; with the trees they must cover the registry, each code once.
fn never(authored: &Unchosen, trees: &[Tree], known: &Known, page: &mut Page<'_>) -> Vec<Never> {
    let before = page.problems.len();
    let mut listed = BTreeSet::new();
    for never in &authored.never {
        let code = never.code;
        prose("never.why", &never.why, WHY_NEVER, known, page);
        if !listed.insert(code) {
            page.wrong("never", &never.why, format!("{code} stands there twice"));
        }
        if !known.is_in_registry(code) {
            page.wrong("never", &never.why, format!("{code} is not in the registry; only registered codes are listed"));
        }
        if let Some(tree) = trees.iter().find(|tree| tree.ends.iter().any(|end| end.code == code)) {
            let message = format!("{code} is reached in {}.toml; remove it here or there", tree.id);
            page.wrong("never", &never.why, message);
        }
    }
    let reached: BTreeSet<u16> = trees.iter().flat_map(|tree| &tree.ends).map(|end| end.code).collect();
    for code in known.registry() {
        if page.problems.len() == before && !reached.contains(&code) && !listed.contains(&code) {
            page.wrong(
                "never",
                "",
                format!("{code} is reached by no tree; add an end for it, or say here why nobody should choose it"),
            );
        }
    }
    let mut list: Vec<Never> =
        authored.never.iter().map(|never| Never { code: never.code, why: keep(&never.why) }).collect();
    list.sort_by_key(|never| never.code);
    list
}

/// Whether `id` may stand in a link: small letters, digits, single hyphens.
fn is_id(id: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    !id.is_empty() && id.len() <= 24 && id.split('-').all(|word| !word.is_empty() && word.bytes().all(fits))
}

fn keep(text: &str) -> &'static str {
    text.to_owned().leak()
}

fn keep_all(texts: &[String]) -> Vec<&'static str> {
    texts.iter().map(|text| keep(text)).collect()
}
