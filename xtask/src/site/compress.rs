//! A `.br` and a `.gz` beside each file, for hosts that send files as they are.

use super::write;
use anyhow::{Context, Result};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const KINDS: [&str; 9] = ["html", "css", "js", "wasm", "json", "svg", "txt", "xml", "webmanifest"];

/// Writes both for every compressible file of the site, where they are smaller than the file.
pub fn write_all(dist: &Path) -> Result<()> {
    let files: Vec<PathBuf> = super::files(dist)?.into_iter().filter(|file| is_compressible(file)).collect();
    let next = AtomicUsize::new(0);
    let failure = Mutex::new(None);
    let work = || {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(error) = write_beside(&dist.join(file))
                && let Ok(mut failure) = failure.lock()
            {
                *failure = Some(error);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    match failure.into_inner() {
        Ok(Some(error)) => Err(error),
        _ => Ok(()),
    }
}

/// Whether compressing this kind of file is worth it.
pub fn is_compressible(file: &Path) -> bool {
    file.extension().is_some_and(|extension| KINDS.iter().any(|kind| extension == *kind))
}

fn write_beside(file: &Path) -> Result<()> {
    let bytes = std::fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    for (ending, smaller) in [("br", brotli(&bytes)?), ("gz", gzip(&bytes)?)] {
        if smaller.len() < bytes.len() {
            let mut name = file.as_os_str().to_owned();
            name.push(".");
            name.push(ending);
            write(Path::new(&name), &smaller)?;
        }
    }
    Ok(())
}

/// As `brotli -q 11`.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut smaller = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut smaller, &parameters).context("compressing with brotli")?;
    Ok(smaller)
}

/// As `gzip -9 -n`: no name and no time in it, so the same bytes give the same file.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish().context("compressing with gzip")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn both_files_appear_where_they_are_smaller() {
        let dist = tempfile::tempdir().unwrap();
        let text = "the same words again, ".repeat(50);
        std::fs::write(dist.path().join("a.css"), &text).unwrap();
        std::fs::write(dist.path().join("tiny.js"), "a").unwrap();
        std::fs::write(dist.path().join("picture.png"), &text).unwrap();
        write_all(dist.path()).unwrap();
        let names: Vec<String> =
            super::super::files(dist.path()).unwrap().iter().map(|file| file.display().to_string()).collect();
        assert_eq!(names, ["a.css", "a.css.br", "a.css.gz", "picture.png", "tiny.js"]);
    }

    #[test]
    fn what_was_compressed_comes_back() {
        let text = b"HTTP/1.1 404 Not Found\r\n".repeat(20);
        let mut back = Vec::new();
        std::io::copy(&mut flate2::read::GzDecoder::new(&gzip(&text).unwrap()[..]), &mut back).unwrap();
        assert_eq!(back, text);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&text).unwrap()[..], &mut back).unwrap();
        assert_eq!(back, text);
    }
}
