//! One style sheet from many: `styles/index.css` says which, and in which order.

use anyhow::{Context, Result, bail};
use std::path::Path;

/// The text of all files that `index` imports, in its order.
///
/// `index` may hold only `@import "name.css";` lines and comments, so that reading it is enough
/// to know what wins over what.
pub fn bundle(index: &Path) -> Result<String> {
    let text = super::read(index)?;
    let folder = index.parent().unwrap_or(Path::new(""));
    let mut sheet = String::new();
    for (number, line) in (1..).zip(without_comments(&text).lines()) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let place = || format!("{}:{number}", index.display());
        let Some(name) = imported(line) else {
            bail!("{}: only lines like `@import \"page.css\";` belong here, not `{line}`", place());
        };
        let file = folder.join(name);
        let part =
            std::fs::read_to_string(&file).with_context(|| format!("{}: reading {}", place(), file.display()))?;
        if let Some(at) = (1..).zip(without_comments(&part).lines()).find(|(_, line)| line.contains("@import")) {
            bail!("{}:{}: @import works only in {}", file.display(), at.0, index.display());
        }
        sheet += part.trim_end();
        sheet += "\n";
    }
    Ok(sheet)
}

fn imported(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("@import")?.trim().strip_suffix(';')?.trim_end();
    let quote = rest.chars().next().filter(|letter| matches!(letter, '"' | '\''))?;
    let name = rest.strip_prefix(quote)?.strip_suffix(quote)?;
    (!name.is_empty() && !name.contains([quote, ':'])).then_some(name)
}

/// The same text with every comment blanked; line numbers stay.
fn without_comments(css: &str) -> String {
    let mut plain = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        let (comment, next) = after.split_once("*/").unwrap_or((after, ""));
        plain += before;
        plain.extend(comment.chars().filter(|letter| *letter == '\n'));
        rest = next;
    }
    plain + rest
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn bundled(files: &[(&str, &str)]) -> Result<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        bundle(&folder.path().join("index.css"))
    }

    fn error(files: &[(&str, &str)]) -> String {
        format!("{:#}", bundled(files).unwrap_err())
    }

    #[test]
    fn files_follow_each_other_in_the_order_of_the_index() {
        let index = "/* order\n   counts */\n@import \"b.css\";\n\n@import 'a.css'; /* last */\n";
        let sheet = bundled(&[("index.css", index), ("a.css", "a{}\n\n"), ("b.css", "b{}")]).unwrap();
        assert_eq!(sheet, "b{}\na{}\n");
    }

    #[test]
    fn a_missing_file_is_reported_with_file_and_line() {
        let error = error(&[("index.css", "/*\n*/\n@import \"gone.css\";\n")]);
        assert!(error.contains("index.css:3: reading "), "{error}");
        assert!(error.contains("gone.css"), "{error}");
    }

    #[test]
    fn anything_else_in_the_index_is_reported_with_its_line() {
        for line in ["a { color: red }", "@import \"a.css\"", "@import url(a.css);", "@import \"https://x/a.css\";"] {
            let error = error(&[("index.css", &format!("@import \"a.css\";\n{line}\n")), ("a.css", "")]);
            assert!(error.contains("index.css:2: only lines like"), "{error}");
        }
    }

    #[test]
    fn an_import_inside_a_part_is_reported() {
        let error = error(&[("index.css", "@import \"a.css\";"), ("a.css", "\n@import \"b.css\";")]);
        assert!(error.contains("a.css:2: @import works only in"), "{error}");
    }
}
