//! What brings the app to other people's pages: `element.js` with the names of the files it loads,
//! `embed/` for frames with `frame.js`, and `embed.js` for the pages around such frames.
//!
//! Their own names stay the same from release to release, because others write them down.

use super::finish::{integrity, shrink_script_if_possible};
use super::place::SiteUrl;
use super::policy::{self, POLICY};
use super::{files, read, write};
use crate::tools::Shrinkers;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// The scripts, each a file in `web/`.
pub const SCRIPTS: [&str; 4] = ["element.js", "frame.js", "embed.js", "loader.js"];

/// What of the site an embedded app needs, by file name.
pub struct Parts {
    /// The module.
    pub wasm: String,
    /// The JavaScript between it and the browser.
    pub glue: String,
    /// The style sheet.
    pub css: String,
    /// The icon of the page for frames.
    pub icon: String,
}

impl Parts {
    /// Those of a finished site.
    pub fn of(dist: &Path) -> Result<Parts> {
        let names: Vec<String> = files(dist)?.iter().map(|file| file.display().to_string()).collect();
        let only = |start: &str, end: &str| {
            let mut found = names.iter().filter(|name| name.starts_with(start) && name.ends_with(end));
            let name = found.next().with_context(|| format!("the site has no {start}*{end}"))?;
            Ok::<_, anyhow::Error>(name.clone())
        };
        Ok(Parts {
            wasm: only("statuscope-", ".wasm")?,
            glue: only("statuscope-", ".js")?,
            css: only("style-", ".css")?,
            icon: only("icon-", ".svg")?,
        })
    }
}

/// Writes the scripts and the page for frames.
pub fn write_all(root: &Path, dist: &Path, shrinkers: Option<&Shrinkers>, site_url: Option<&SiteUrl>) -> Result<()> {
    let parts = Parts::of(dist)?;
    let digest = |name: &str| {
        let bytes = std::fs::read(dist.join(name)).with_context(|| format!("reading {name}"))?;
        Ok::<_, anyhow::Error>(integrity(&bytes))
    };
    for name in SCRIPTS {
        let mut script = read(&root.join("web").join(name))?;
        if name == "element.js" {
            for (word, by) in [
                ("\"./GLUE\"", &format!("./{}", parts.glue)),
                ("\"WASM\"", &parts.wasm),
                ("\"CSS\"", &parts.css),
                ("\"INTEGRITY-OF-WASM\"", &digest(&parts.wasm)?),
                ("\"INTEGRITY-OF-CSS\"", &digest(&parts.css)?),
            ] {
                script = replaced(&script, word, &format!("\"{by}\""))?;
            }
        }
        write(&dist.join(name), script.as_bytes())?;
        shrink_script_if_possible(shrinkers, &dist.join(name))?;
    }
    let mut page = read(&root.join("web").join("embed").join("index.html"))?;
    let policy = site_url.map_or_else(|| POLICY.to_owned(), |site| policy::at(site.origin()));
    for (word, by) in [("POLICY", &policy), ("ICON", &parts.icon), ("CSS", &parts.css)] {
        page = replaced(&page, word, by)?;
    }
    write(&dist.join("embed").join("index.html"), page.as_bytes())
}

fn replaced(text: &str, word: &str, by: &str) -> Result<String> {
    if text.matches(word).count() != 1 {
        bail!("{word} should stand once where the name of a file belongs");
    }
    Ok(text.replace(word, by))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_get_the_names_of_the_files() {
        let dist = tempfile::tempdir().unwrap();
        for name in ["statuscope-1.wasm", "statuscope-2.js", "style-3.css", "icon-4.svg", "boot.js"] {
            std::fs::write(dist.path().join(name), name).unwrap();
        }
        write_all(&crate::root::find().unwrap(), dist.path(), None, None).unwrap();
        let element = read(&dist.path().join("element.js")).unwrap();
        for part in ["import(\"./statuscope-2.js\")", "\"statuscope-1.wasm\"", &integrity(b"style-3.css")] {
            assert!(element.contains(part), "no {part} in {element}");
        }
        assert!(!element.contains("\"WASM\"") && !element.contains("INTEGRITY"));
        let page = read(&dist.path().join("embed/index.html")).unwrap();
        assert!(page.contains(POLICY) && page.contains("../style-3.css"), "{page}");
    }
}
