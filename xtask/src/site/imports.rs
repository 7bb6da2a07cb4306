//! Short names for what the wasm imports from its glue.
//!
//! wasm-bindgen calls an import `__wbg_addEventListener_f2d27251d333a631`, in the wasm and in the
//! JavaScript. The digest does not compress, and readers download both: 2.3 KB brotli in all.

use super::wasm::{MAGIC_AND_VERSION, append_number, number};
use anyhow::{Context, Result, bail};
use std::collections::HashMap;

const IMPORTS: u8 = 2;
const FUNCTION: u8 = 0;

/// The module and its glue, with short names for the imports.
pub fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let Some(mut rest) = wasm.strip_prefix(MAGIC_AND_VERSION) else {
        bail!("this is no WebAssembly module of version 1");
    };
    let mut out = MAGIC_AND_VERSION.to_vec();
    let mut names = HashMap::new();
    while let Some((kind, after)) = rest.split_first() {
        let (length, head) = number(after).context("a section without a length")?;
        let section = after.get(head..head + length).context("a section is longer than the file")?;
        if *kind == IMPORTS {
            let renamed = renamed(section, &mut names)?;
            out.push(*kind);
            append_number(&mut out, renamed.len());
            out.extend(renamed);
        } else {
            out.extend(rest.get(..1 + head + length).unwrap_or_default());
        }
        rest = after.get(head + length..).unwrap_or_default();
    }
    Ok((out, replace_words(glue, &names)?))
}

/// The section of imports with other names, which are noted.
fn renamed(section: &[u8], names: &mut HashMap<String, String>) -> Result<Vec<u8>> {
    let mut reader = Reader(section);
    let count = reader.number()?;
    let mut out = Vec::new();
    append_number(&mut out, count);
    for place in 0..count {
        let module = reader.text()?;
        let name = reader.text()?;
        if reader.byte()? != FUNCTION {
            bail!("the import {name} is no function; wasm-bindgen imported only functions so far");
        }
        let of_type = reader.number()?;
        let short = short_name(place);
        for text in [&module, &short] {
            append_number(&mut out, text.len());
            out.extend(text.bytes());
        }
        out.push(FUNCTION);
        append_number(&mut out, of_type);
        if names.insert(name.clone(), short).is_some() {
            bail!("two imports are called {name}");
        }
    }
    Ok(out)
}

/// a, b … z, ba, bb …
pub fn short_name(mut place: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.push(b'a' + (place % 26) as u8);
        place /= 26;
        if place == 0 {
            break;
        }
    }
    name.reverse();
    String::from_utf8_lossy(&name).into_owned()
}

/// The script with each name replaced where it stands as a whole word. Each must occur just once:
/// where the glue defines it.
fn replace_words(script: &str, names: &HashMap<String, String>) -> Result<String> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let mut out = String::with_capacity(script.len());
    let mut seen = HashMap::new();
    let mut rest = script;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|letter| !is_part(letter)).unwrap_or(from.len()));
        out.push_str(before);
        match names.get(word) {
            Some(short) if after.starts_with(':') => {
                *seen.entry(word).or_insert(0) += 1;
                out.push_str(short);
            }
            _ => out.push_str(word),
        }
        rest = after;
    }
    out.push_str(rest);
    for name in names.keys() {
        if seen.get(name.as_str()) != Some(&1) {
            bail!("the glue should define the import {name} once; has wasm-bindgen changed how it writes it?");
        }
    }
    Ok(out)
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8> {
        let (first, rest) = self.0.split_first().context("the imports end too early")?;
        self.0 = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Result<usize> {
        let (value, length) = number(self.0).context("an import has no number where one should be")?;
        self.0 = self.0.get(length..).unwrap_or_default();
        Ok(value)
    }

    fn text(&mut self) -> Result<String> {
        let length = self.number()?;
        let (text, rest) = self.0.split_at_checked(length).context("a name is longer than the imports")?;
        self.0 = rest;
        Ok(std::str::from_utf8(text).context("a name is no UTF-8")?.to_owned())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const GLUE: &str =
        "const import0 = { __proto__: null, __wbg_new_1f: function(a) { return x.__wbg_new_1f }, b_2: () => {} };";

    /// A module with imports of functions from "./g.js", and a section after them.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut section = vec![u8::try_from(names.len()).unwrap()];
        for (place, name) in names.iter().enumerate() {
            for text in ["./g.js", name] {
                section.push(u8::try_from(text.len()).unwrap());
                section.extend(text.bytes());
            }
            section.extend([FUNCTION, u8::try_from(place).unwrap()]);
        }
        let mut wasm = MAGIC_AND_VERSION.to_vec();
        wasm.extend([IMPORTS, u8::try_from(section.len()).unwrap()]);
        wasm.extend(section);
        wasm.extend([10, 1, 0]);
        wasm
    }

    #[test]
    fn both_sides_get_the_same_names() {
        let (wasm, glue) = shorten(&module(&["__wbg_new_1f", "b_2"]), GLUE).unwrap();
        assert_eq!(wasm, module(&["a", "b"]));
        assert_eq!(glue, GLUE.replace("__wbg_new_1f:", "a:").replace("b_2:", "b:"));
    }

    #[test]
    fn names_are_short_and_differ() {
        let names: std::collections::HashSet<String> = (0..1000).map(short_name).collect();
        assert_eq!(names.len(), 1000);
        assert!(names.iter().all(|name| name.len() <= 3));
    }

    #[test]
    fn glue_that_does_not_fit_is_refused() {
        let error = shorten(&module(&["__wbg_new_1f", "missing"]), GLUE).unwrap_err().to_string();
        assert!(error.contains("missing"), "{error}");
        assert!(shorten(&module(&["b_2", "b_2"]), GLUE).is_err());
    }

    #[test]
    fn broken_files_are_refused() {
        let whole = module(&["__wbg_new_1f"]);
        for end in [0, 9, 12, 20, whole.len() - 4] {
            assert!(shorten(whole.get(..end).unwrap(), GLUE).is_err(), "{end}");
        }
    }
}
