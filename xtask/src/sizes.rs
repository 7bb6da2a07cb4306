//! How much a reader downloads, and how much that may be.

use crate::site::{compress, files, single};
use anyhow::{Context, Result, bail};
use std::path::Path;

/// Bytes of brotli that the whole app may have: wasm, JavaScript, CSS. (1 KB = 1000 bytes.)
///
/// 125 KB for Explore, 25 KB more for Decide and for Redirects each, 35 for the labs; 220 with everything.
/// Since the app is packed (`unpack/`) it is far below that, so this stands a little above what was last
/// measured.
pub const APP_BUDGET: usize = 209_000;

/// Bytes of brotli before anything can be read: the largest page's HTML and the CSS.
pub const FIRST_CONTENT_BUDGET: usize = 20_000;

/// Bytes of brotli of `element.js`, which a page with the element loads at once.
pub const ELEMENT_BUDGET: usize = 4_000;

/// For other people's pages; no reader of the site loads them.
const FOR_OTHERS: [&str; 3] = ["embed.js", "frame.js", "loader.js"];

/// A file or several, as they are and as they travel.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Size {
    /// Uncompressed.
    pub raw: usize,
    /// gzip -9.
    pub gzip: usize,
    /// brotli -q 11.
    pub brotli: usize,
}

impl Size {
    fn plus(self, other: Size) -> Size {
        Size { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// The sizes of a built site.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// The compiled app with its data.
    pub wasm: Size,
    /// All JavaScript.
    pub scripts: Size,
    /// All style sheets.
    pub styles: Size,
    /// The script of the element for other people's pages.
    pub element: Size,
    /// The largest HTML page.
    pub page: Size,
    /// Which page that is.
    pub page_name: String,
}

impl Sizes {
    /// Measures `dist`, with the compressed files that lie in it.
    pub fn of(dist: &Path) -> Result<Sizes> {
        let mut sizes = Sizes::default();
        for file in files(dist)? {
            let kind = file.extension().unwrap_or_default().to_string_lossy().into_owned();
            // The app in one file is a download, no page.
            if !matches!(kind.as_str(), "wasm" | "js" | "css" | "html") || file == Path::new(single::NAME) {
                continue;
            }
            let size = measure(&dist.join(&file))?;
            match kind.as_str() {
                _ if file.as_path() == Path::new("element.js") => sizes.element = size,
                _ if FOR_OTHERS.iter().any(|name| file.as_path() == Path::new(name)) => {}
                "wasm" => sizes.wasm = sizes.wasm.plus(size),
                "js" => sizes.scripts = sizes.scripts.plus(size),
                "css" => sizes.styles = sizes.styles.plus(size),
                _ if size.brotli > sizes.page.brotli => {
                    sizes.page = size;
                    sizes.page_name = file.display().to_string();
                }
                _ => {}
            }
        }
        Ok(sizes)
    }

    /// wasm, JavaScript and CSS together.
    pub fn app(&self) -> Size {
        self.wasm.plus(self.scripts).plus(self.styles)
    }

    /// What must arrive before there is something to read.
    pub fn first_content(&self) -> Size {
        self.page.plus(self.styles)
    }

    /// The table that `cargo xtask dist` prints.
    pub fn table(&self) -> String {
        let mut text = format!("  {:24}{:>10}{:>10}{:>10}\n", "KB (1000 bytes)", "raw", "gzip", "brotli");
        let rows = [
            ("wasm", self.wasm, None),
            ("JavaScript", self.scripts, None),
            ("CSS", self.styles, None),
            ("app, all of the above", self.app(), Some(APP_BUDGET)),
            ("largest page's HTML", self.page, None),
            ("first content, with CSS", self.first_content(), Some(FIRST_CONTENT_BUDGET)),
            ("element.js", self.element, Some(ELEMENT_BUDGET)),
        ];
        for (name, size, budget) in rows {
            text += &format!("  {name:24}{:>10}{:>10}{:>10}", kb(size.raw), kb(size.gzip), kb(size.brotli));
            if let Some(budget) = budget {
                text += &format!("   {} % of {} KB", (size.brotli * 100).div_ceil(budget), budget / 1000);
            }
            text.push('\n');
        }
        text + &format!("  The largest page is {}.\n", self.page_name)
    }

    /// An error with a sentence for each budget that is exceeded.
    pub fn check(&self) -> Result<()> {
        let over = |what: &str, is: usize, budget: usize| {
            (is > budget).then(|| {
                let over = is - budget;
                format!("{what} has {is} bytes of brotli, {over} more than its budget of {} KB", budget / 1000)
            })
        };
        let complaints: Vec<String> = [
            over("The app (wasm, JavaScript, CSS)", self.app().brotli, APP_BUDGET),
            over("The first content (HTML and CSS)", self.first_content().brotli, FIRST_CONTENT_BUDGET),
            over("The element's script", self.element.brotli, ELEMENT_BUDGET),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !complaints.is_empty() {
            bail!("{}. The budgets are in xtask/src/sizes.rs.", complaints.join("; "));
        }
        Ok(())
    }
}

/// Prefers the files beside it; a file too small to shrink travels as it is.
fn measure(file: &Path) -> Result<Size> {
    let bytes = std::fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let beside = |ending: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        Path::new(&name).metadata().ok().and_then(|data| usize::try_from(data.len()).ok())
    };
    let gzip = match beside(".gz") {
        Some(length) => length,
        None => compress::gzip(&bytes)?.len(),
    };
    let brotli = match beside(".br") {
        Some(length) => length,
        None => compress::brotli(&bytes)?.len(),
    };
    Ok(Size { raw: bytes.len(), gzip: gzip.min(bytes.len()), brotli: brotli.min(bytes.len()) })
}

fn kb(bytes: usize) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn with_brotli(wasm: usize, styles: usize, page: usize) -> Sizes {
        let size = |brotli| Size { brotli, ..Size::default() };
        Sizes { wasm: size(wasm), styles: size(styles), page: size(page), ..Sizes::default() }
    }

    #[test]
    fn exactly_the_budget_is_enough() {
        with_brotli(APP_BUDGET - 5_000, 5_000, FIRST_CONTENT_BUDGET - 5_000).check().unwrap();
    }

    #[test]
    fn one_byte_more_fails_with_a_sentence() {
        let error = with_brotli(APP_BUDGET + 1, 0, 0).check().unwrap_err().to_string();
        let says = format!("The app (wasm, JavaScript, CSS) has {} bytes of brotli, 1 more than", APP_BUDGET + 1);
        assert!(error.contains(&says), "{error}");
        assert!(!error.contains("first content"), "{error}");
        let error = with_brotli(0, 5_000, FIRST_CONTENT_BUDGET).check().unwrap_err().to_string();
        assert!(
            error.contains("The first content (HTML and CSS) has 25000 bytes of brotli, 5000 more than"),
            "{error}"
        );
    }

    #[test]
    fn files_are_counted_by_kind_and_the_largest_page_counts() {
        let dist = tempfile::tempdir().unwrap();
        for (name, length) in
            [("a.wasm", 9), ("a.js", 5), ("b.js", 6), ("element.js", 7), ("index.html", 3), ("404/index.html", 4)]
        {
            let bytes: Vec<u8> = (0..length).collect();
            crate::site::write(&dist.path().join(name), &bytes).unwrap();
        }
        std::fs::write(dist.path().join("a.wasm.br"), "1234").unwrap();
        let sizes = Sizes::of(dist.path()).unwrap();
        assert_eq!(sizes.wasm, Size { raw: 9, gzip: 9, brotli: 4 });
        assert_eq!(sizes.app().brotli, 4 + 5 + 6);
        assert_eq!(sizes.element.raw, 7);
        assert_eq!(sizes.first_content().raw, 4);
        let share = format!("1 % of {} KB", APP_BUDGET / 1_000);
        assert!(sizes.table().contains(&share), "{}", sizes.table());
    }
}
