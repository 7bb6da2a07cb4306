//! The npm package: the element with all it needs, types, and the manifest of custom elements.

use super::embed::{Parts, SCRIPTS};
use super::finish::integrity;
use super::{read, write};
use anyhow::{Context, Result, bail};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What lies in `web/npm`.
const OURS: [&str; 4] = ["package.json", "README.md", "element.d.ts", "custom-elements.json"];
const LICENSES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];
/// npm gives all files this time, too: the same content is the same archive.
const TIME: u64 = 499_162_500;

/// Writes `dist-npm/http-statuscope-<version>.tgz` from a built site and returns its path.
pub fn write_package(root: &Path, dist: &Path) -> Result<PathBuf> {
    let version = env!("CARGO_PKG_VERSION");
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for name in OURS {
        let text = read(&root.join("web").join("npm").join(name))?.replace("\"VERSION\"", &format!("\"{version}\""));
        files.push((name.to_owned(), text.into_bytes()));
    }
    let parts = Parts::of(dist)?;
    let of_the_site = [&*parts.wasm, &*parts.glue, &*parts.css, &*parts.icon, "embed/index.html"];
    let copies = SCRIPTS.into_iter().chain(of_the_site).map(|name| (dist, name));
    // Bundlers write style sheets anew, so its digest cannot hold there. That of the wasm does.
    let digest = integrity(&std::fs::read(dist.join(&parts.css))?);
    for (folder, name) in copies.chain(LICENSES.map(|name| (root, name))) {
        let mut bytes = std::fs::read(folder.join(name)).with_context(|| format!("reading {name}"))?;
        if name == "element.js" {
            let script = String::from_utf8(bytes)?;
            if script.matches(&digest).count() != 1 {
                bail!("element.js should name the digest of {} once", parts.css);
            }
            bytes = script.replace(&digest, "").into_bytes();
        }
        files.push((name.to_owned(), bytes));
    }
    let file = root.join("dist-npm").join(format!("http-statuscope-{version}.tgz"));
    write(&file, &archive(&files)?)?;
    Ok(file)
}

/// A gzipped archive of files in the folder `package`, as npm wants it.
fn archive(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>> {
    let mut tar = GzEncoder::new(Vec::new(), Compression::best());
    for (name, bytes) in files {
        tar.write_all(&header(&format!("package/{name}"), bytes.len())?)?;
        tar.write_all(bytes)?;
        tar.write_all(&vec![0; bytes.len().next_multiple_of(512) - bytes.len()])?;
    }
    tar.write_all(&[0; 1024])?;
    Ok(tar.finish()?)
}

/// The block before a file: POSIX.1-1988, "ustar".
fn header(name: &str, size: usize) -> Result<Vec<u8>> {
    if name.len() >= 100 {
        bail!("{name} is too long for an archive");
    }
    let mut block = Vec::with_capacity(512);
    let mut field = |length: usize, text: &str| {
        block.extend(text.bytes().chain(std::iter::repeat(0)).take(length));
    };
    field(100, name);
    field(8, "0000644");
    field(8, "0000000");
    field(8, "0000000");
    field(12, &format!("{size:011o}"));
    field(12, &format!("{TIME:011o}"));
    // The sum is made with spaces in its own place.
    field(8, "        ");
    field(101, "0");
    field(8, "ustar\x0000");
    field(247, "");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    if let Some(place) = block.get_mut(148..156) {
        place.copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    }
    Ok(block)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::process::Command;

    fn ours(name: &str) -> String {
        read(&crate::root::find().unwrap().join("web").join(name)).unwrap()
    }

    #[test]
    fn an_archive_is_what_tar_reads() {
        let files = [("a.txt".to_owned(), b"one\n".to_vec()), ("embed/b".to_owned(), vec![7; 1000])];
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.tgz");
        std::fs::write(&file, archive(&files).unwrap()).unwrap();
        let Ok(output) = Command::new("tar").arg("-xzvf").arg(&file).arg("-C").arg(folder.path()).output() else {
            return;
        };
        assert!(output.status.success(), "{output:?}");
        for (name, bytes) in files {
            assert_eq!(std::fs::read(folder.path().join("package").join(name)).unwrap(), bytes);
        }
    }

    #[test]
    fn the_package_describes_the_element_as_it_is() {
        let script = ours("element.js");
        let (_, list) = script.split_once("observedAttributes = [").unwrap();
        let manifest: Value = serde_json::from_str(&ours("npm/custom-elements.json")).unwrap();
        let declared = manifest.pointer("/modules/0/declarations/0").unwrap();
        let names = |key: &str| -> Vec<String> {
            let all = declared.get(key).unwrap().as_array().unwrap();
            all.iter().map(|one| one.get("name").unwrap().as_str().unwrap().to_owned()).collect()
        };
        let attributes: Vec<String> =
            list.split_once(']').unwrap().0.split(", ").map(|name| name.trim_matches('"').to_owned()).collect();
        assert_eq!(names("attributes"), attributes);
        let types = ours("npm/element.d.ts");
        for event in names("events") {
            let kind = event.strip_prefix("http-statuscope-").unwrap();
            assert!(script.contains(&format!("#tell(\"{kind}\"")) && types.contains(&event), "{event}");
        }
        let tokens = std::fs::read_to_string(crate::root::find().unwrap().join("styles/tokens.css")).unwrap();
        for property in names("cssProperties") {
            assert!(tokens.contains(&format!("  {property}: ")), "{property}");
        }
        for code in ["no-wasm", "wasm-forbidden", "network", "crash"] {
            assert!(script.contains(&format!("\"{code}\"")) && types.contains(code), "{code}");
        }
        let package: Value = serde_json::from_str(&ours("npm/package.json")).unwrap();
        assert_eq!(package.get("type").unwrap(), "module");
    }
}
