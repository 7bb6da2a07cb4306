//! Tells `sw.js` what to keep: the files that the start page names, each with its digest, and the
//! addresses that the start page can stand in for.

use super::routes::Route;
use super::{html, read, write};
use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::Path;

/// Stands in web/sw.js for what is known only now.
const PLACEHOLDER: &str = "PARTS";
/// What the app is made of. Pictures are for the system and for link previews, not for the app.
const KINDS: [&str; 4] = ["css", "js", "svg", "wasm"];
/// What `boot.js` names, and the icon that is named first there: Chromium looks at it on every page.
const LATER: [&str; 2] = ["manifest.webmanifest", "pictures/icon-192.png"];

/// Fills in `dist/sw.js`.
pub fn write_in(dist: &Path, routes: &[Route]) -> Result<()> {
    let script = read(&dist.join("sw.js"))?;
    write_as(dist, routes, &script)
}

/// Writes `dist/sw.js` from this source.
pub fn write_as(dist: &Path, routes: &[Route], script: &str) -> Result<()> {
    if script.matches(PLACEHOLDER).count() == 0 {
        bail!("sw.js has no place for the list of files");
    }
    let files = files(dist)?.into_iter().map(|file| {
        let source = if file.is_empty() { "index.html" } else { &file };
        let bytes = std::fs::read(dist.join(source)).with_context(|| format!("reading {source}"))?;
        Ok((file, STANDARD.encode(Sha256::digest(bytes))))
    });
    let files = files.collect::<Result<Vec<_>>>()?;
    let pages = pages(routes);
    // The script too: another one must not share a store with this one.
    let build = Sha256::digest(json!([files, pages, script]).to_string());
    let build: String = build.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let parts = json!([build, files, pages]).to_string();
    // The last one is the code; the first may be a comment.
    let (before, after) = script.rsplit_once(PLACEHOLDER).context("it is there")?;
    write(&dist.join("sw.js"), [before, &parts, after].concat().as_bytes())
}

/// The start page, as the empty name, and what it names.
fn files(dist: &Path) -> Result<BTreeSet<String>> {
    let page = read(&dist.join("index.html"))?;
    let mut files = BTreeSet::from([String::new()]);
    files.extend(LATER.into_iter().filter(|file| dist.join(file).is_file()).map(str::to_owned));
    for name in html::values(&page, &["href", "src", "data-js", "data-wasm"]) {
        let name = name.strip_prefix("./").unwrap_or(&name);
        let kind = name.rsplit_once('.').map_or("", |(_, kind)| kind);
        if KINDS.contains(&kind) && !name.contains(['/', ':', '?', '#']) {
            files.insert(name.to_owned());
        }
    }
    Ok(files)
}

/// A regular expression for the paths below the root that are pages of the app. Others may belong
/// to somebody else on the same host.
fn pages(routes: &[Route]) -> String {
    let firsts = routes.iter().filter_map(|route| route.path.split('/').nth(1));
    let words: BTreeSet<&str> =
        firsts.filter(|first| !first.is_empty() && !first.bytes().all(|byte| byte.is_ascii_digit())).collect();
    let words: String = words.into_iter().map(|word| format!("|{word}")).collect();
    format!("^((\\d{{1,4}}{words})(/|$)|(index.html)?$)")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::routes;
    use super::*;

    #[test]
    fn what_the_start_page_names_is_kept() {
        let dist = tempfile::tempdir().unwrap();
        let page = "<link href=./a.css rel=stylesheet><link rel=canonical href=https://e.org/x.js>\
            <script src=\"./boot.js\" data-wasm=b.wasm></script><link href=./p/i.png><a href=\"./404/\">";
        for (name, text) in [("index.html", page), ("a.css", "a"), ("boot.js", "b"), ("b.wasm", "c")] {
            std::fs::write(dist.path().join(name), text).unwrap();
        }
        std::fs::write(dist.path().join("sw.js"), "// PARTS\nconst [a]=PARTS;").unwrap();
        write_in(dist.path(), &routes::all()).unwrap();
        let script = read(&dist.path().join("sw.js")).unwrap();
        // printf a | openssl dgst -sha256 -binary | base64
        assert!(script.contains(r#"["a.css","ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs="],["b.wasm""#), "{script}");
        assert!(script.starts_with("// PARTS\nconst [a]=[\"") && script.contains(r#"[["","#), "{script}");
        assert!(!script.contains("i.png") && !script.contains("x.js") && script.contains("boot.js"), "{script}");
        assert!(write_in(dist.path(), &[]).is_err() || script.contains("PARTS"));
    }

    #[test]
    fn only_pages_of_the_app_are_answered() {
        let pages = pages(&routes::all());
        assert!(pages.starts_with("^((\\d{1,4}|about|compare|decide|labs|lesson|map|practise|"), "{pages}");
        assert!(pages.ends_with(")(/|$)|(index.html)?$)"), "{pages}");
    }
}
