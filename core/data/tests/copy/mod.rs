//! A copy of a data folder, to make a mistake in it.

use statuscope_data::author::{self, Problem};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A copy of a data folder to spoil.
pub struct Copy {
    folder: TempDir,
}

impl Copy {
    /// The real data.
    pub fn new() -> Self {
        Self::of("data")
    }

    /// The small folder of `tests/fixtures`, which stays as it is when somebody edits a sentence.
    #[allow(dead_code, reason = "not every test program spoils the small folder")]
    pub fn small() -> Self {
        Self::of("tests/fixtures/data")
    }

    fn of(data: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(data);
        let folders = ["", "codes", "trees", "clients", "gateways"];
        for inside in folders.into_iter().filter(|inside| from.join(inside).exists()) {
            fs::create_dir_all(folder.path().join(inside)).unwrap();
            let items = fs::read_dir(from.join(inside)).unwrap().map(Result::unwrap);
            for item in items.filter(|item| item.path().is_file()) {
                fs::copy(item.path(), folder.path().join(inside).join(item.file_name())).unwrap();
            }
        }
        Self { folder }
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// Replaces the first `old` of a file; returns the line in which it stood.
    pub fn change(&self, file: &str, old: &str, new: &str) -> usize {
        let text = fs::read_to_string(self.path(file)).unwrap();
        let at = text.find(old).unwrap_or_else(|| panic!("{file} has no {old:?}"));
        fs::write(self.path(file), text.replacen(old, new, 1)).unwrap();
        text[..at].matches('\n').count() + 1
    }

    /// What is wrong, the files named as from inside the folder.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = author::read(self.folder.path()).expect_err("nothing is found wrong");
        for problem in &mut problems {
            problem.file = problem.file.strip_prefix(self.folder.path()).unwrap().to_path_buf();
        }
        problems
    }

    /// The one thing that is wrong, in `file`, as text.
    #[allow(dead_code, reason = "not every test program expects just one")]
    pub fn problem(&self, file: &str) -> (usize, String, String) {
        let mut problems = self.problems();
        let problem = problems.pop().unwrap();
        assert!(problems.is_empty(), "also wrong:\n{}", author::report(&problems));
        assert_eq!(problem.file, Path::new(file));
        (problem.line, problem.field, problem.message)
    }
}
