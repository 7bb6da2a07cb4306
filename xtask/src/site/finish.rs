//! What Trunk leaves to us: smaller wasm and JavaScript, file names by content, the integrity value.
//!
//! Trunk names the wasm after what the compiler wrote, before wasm-bindgen and wasm-opt change
//! it. A new wasm-opt would then give other bytes under an old name, in caches for ever.

use super::wasm::without_custom_sections;
use super::{glue, imports, order, packed, unused};
use super::{read, write};
use crate::run;
use crate::tools::Shrinkers;
use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};
use std::path::{Path, PathBuf};

/// Stands in index.html until the final bytes are known; see Trunk.toml.
const PLACEHOLDER: &str = "wasm-integrity";

/// Finishes the copy of Trunk's output in `dist`. `unpacker` is what unpacks the app in the browser.
pub fn finish(dist: &Path, shrinkers: Option<&Shrinkers>, unpacker: &Path) -> Result<()> {
    let wasm = only_file(dist, "_bg.wasm")?;
    let script = sibling(&wasm, "_bg.wasm", ".js")?;
    let scripts = [&script, &dist.join("boot.js"), &dist.join("sw.js")];
    let (lean, short) = imports::shorten(&std::fs::read(&wasm)?, &read(&script)?).context("shortening the imports")?;
    let lean = unused::emptied(&lean).context("emptying unused functions")?;
    let (lean, short) = glue::with_short_exports(&lean, &short).context("shortening the exports")?;
    write(&wasm, &lean)?;
    write(&script, short.as_bytes())?;
    match shrinkers {
        Some(shrinkers) => {
            shrink_wasm(shrinkers, &wasm)?;
            let fewer = glue::without_unused(&std::fs::read(&wasm)?, &short).context("shrinking the glue")?;
            write(&script, fewer.as_bytes())?;
            pack(shrinkers, &wasm, unpacker)?;
            for script in scripts {
                shrink_script(shrinkers, script)?;
            }
        }
        None => {
            println!("  Without wasm-opt and Terser (Node.js): some 50 KB more to download.");
            write(&wasm, &without_names(&wasm)?)?;
            for script in scripts {
                write(script, without_comment_lines(&read(script)?).as_bytes())?;
            }
        }
    }

    let page_file = dist.join("index.html");
    let mut page = read(&page_file)?;
    if !page.contains(PLACEHOLDER) {
        bail!("index.html has no place for the integrity of the wasm; see pattern_script in Trunk.toml");
    }
    page = page.replace(PLACEHOLDER, &integrity(&std::fs::read(&wasm)?));
    for file in [&wasm, &script] {
        let (old, new) = rename_by_content(file)?;
        page = page.replace(&old, &new);
    }
    write(&page_file, page.as_bytes())
}

/// The value of an `integrity` attribute for these bytes.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// The module without what browsers do not need.
fn without_names(wasm: &Path) -> Result<Vec<u8>> {
    without_custom_sections(&std::fs::read(wasm)?).context("reading the wasm")
}

/// Puts the module that unpacks the app in the place of the app. What it unpacks is kept beside the
/// unpacker: reports of crashes name functions by their numbers in it.
fn pack(shrinkers: &Shrinkers, wasm: &Path, unpacker: &Path) -> Result<()> {
    let app = packed::named(without_names(wasm)?);
    write(&unpacker.with_file_name("statuscope_unpacked.wasm"), &app)?;
    let fast = unpacker.with_extension("fast");
    run::run(shrinkers.wasm_opt().arg("-O3").arg(unpacker).arg("-o").arg(&fast))?;
    write(wasm, &packed::packed(&app, &std::fs::read(&fast)?).context("packing the wasm")?)
}

fn shrink_wasm(shrinkers: &Shrinkers, wasm: &Path) -> Result<()> {
    optimize(shrinkers, wasm, &[])?;
    write(wasm, &order::named_by_likeness(&std::fs::read(wasm)?).context("putting functions in order")?)?;
    optimize(shrinkers, wasm, &["--reorder-functions-by-name"])
}

fn optimize(shrinkers: &Shrinkers, wasm: &Path, more: &[&str]) -> Result<()> {
    let smaller = wasm.with_extension("smaller");
    let mut command = shrinkers.wasm_opt();
    // By brotli (November 2026, KB): -O3 140.3, -Oz 140.4, 139.8 with less inlining, and 0.6 less
    // when nothing lies in the first 1024 bytes: rustc puts the far end of the stack there.
    // Never --all-features: it writes modules that no browser can read yet. Without it, the
    // features are those that the compiler noted in the file.
    command
        .args([
            "-Oz",
            "--always-inline-max-function-size=5",
            "--one-caller-inline-max-function-size=20",
            "--low-memory-unused",
        ])
        .args(more)
        .arg(wasm)
        .arg("-o")
        .arg(&smaller);
    run::run(&mut command)?;
    std::fs::rename(&smaller, wasm).context("replacing the wasm by the smaller one")
}

/// A script as short as Terser makes it; without Terser, without its comments.
pub fn shrink_script_if_possible(shrinkers: Option<&Shrinkers>, script: &Path) -> Result<()> {
    match shrinkers {
        Some(shrinkers) => shrink_script(shrinkers, script),
        None => write(script, without_comment_lines(&read(script)?).as_bytes()),
    }
}

/// The script made shorter by Terser, in place.
pub fn shrink_script(shrinkers: &Shrinkers, script: &Path) -> Result<()> {
    let mut command = shrinkers.terser();
    command
        .arg(script)
        .args([
            "--module",
            "--compress",
            "passes=3,ecma=2020,unsafe_methods=true,pure_getters=true",
            "--mangle",
            "--output",
        ])
        .arg(script);
    run::run(&mut command)
}

/// `statuscope-<Trunk's hash>_bg.wasm` becomes `statuscope-<hash of the content>.wasm`.
fn rename_by_content(file: &Path) -> Result<(String, String)> {
    let old = name(file)?;
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let stem = old.split_once('-').map_or("app", |(stem, _)| stem);
    let digest = Sha256::digest(std::fs::read(file)?);
    let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let new = format!("{stem}-{hash}.{extension}");
    std::fs::rename(file, file.with_file_name(&new)).with_context(|| format!("renaming {old}"))?;
    Ok((old, new))
}

fn only_file(folder: &Path, ending: &str) -> Result<PathBuf> {
    let files = super::files(folder)?;
    let mut found = files.iter().filter(|file| file.to_string_lossy().ends_with(ending));
    match (found.next(), found.next()) {
        (Some(file), None) => Ok(folder.join(file)),
        _ => bail!("Trunk should have written one file *{ending} into {}", folder.display()),
    }
}

fn sibling(file: &Path, ending: &str, other: &str) -> Result<PathBuf> {
    let name = name(file)?;
    let stem = name.strip_suffix(ending).context("the file was found by this ending")?;
    Ok(file.with_file_name(format!("{stem}{other}")))
}

fn name(file: &Path) -> Result<String> {
    Ok(file.file_name().context("a file has a name")?.to_string_lossy().into_owned())
}

/// A script without comment lines, indentation and empty lines: what can be done without Terser.
///
/// Only whole lines go, so a script must not hold a text over several lines that begins one
/// with `//`.
fn without_comment_lines(script: &str) -> String {
    let mut lean = String::new();
    for line in script.lines().map(str::trim) {
        if !line.is_empty() && !line.starts_with("//") {
            lean += line;
            lean.push('\n');
        }
    }
    lean
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn site(page: &str) -> tempfile::TempDir {
        let dist = tempfile::tempdir().unwrap();
        let files = [
            ("index.html", page),
            ("statuscope-1f_bg.wasm", "\0asm\x01\0\0\0"),
            ("statuscope-1f.js", "glue"),
            ("boot.js", "// why\nlet a = 1; // kept\n\n  // more\n  a += 1;\n"),
            ("sw.js", "PARTS\n"),
        ];
        for (name, text) in files {
            std::fs::write(dist.path().join(name), text).unwrap();
        }
        dist
    }

    #[test]
    fn integrity_is_that_of_openssl() {
        // printf '' | openssl dgst -sha384 -binary | base64
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
    }

    #[test]
    fn names_and_integrity_follow_the_bytes() {
        let dist = site("<script data-js=statuscope-1f.js data-wasm=statuscope-1f_bg.wasm data-i=wasm-integrity>");
        finish(dist.path(), None, Path::new("")).unwrap();
        let page = read(&dist.path().join("index.html")).unwrap();
        assert!(page.contains(&integrity(b"\0asm\x01\0\0\0")), "{page}");
        let names: Vec<String> =
            super::super::files(dist.path()).unwrap().iter().map(|file| name(file).unwrap()).collect();
        for (start, end) in [("statuscope-", ".wasm"), ("statuscope-", ".js")] {
            let file = names.iter().find(|name| name.starts_with(start) && name.ends_with(end)).unwrap();
            assert!(page.contains(file.as_str()), "{file} in {page}");
            assert!(!file.contains("1f_bg") && file.len() == start.len() + 16 + end.len(), "{file}");
        }
        assert_eq!(read(&dist.path().join("boot.js")).unwrap(), "let a = 1; // kept\na += 1;\n");
    }

    #[test]
    fn a_page_without_the_place_is_refused() {
        let dist = site("<script data-js=statuscope-1f.js>");
        let error = finish(dist.path(), None, Path::new("")).unwrap_err().to_string();
        assert!(error.contains("pattern_script"), "{error}");
    }
}
