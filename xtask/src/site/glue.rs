//! Makes the JavaScript that wasm-bindgen writes shorter.
//!
//! It defines every import that the compiler asked for, also what wasm-opt found unused, and it can
//! be started in more ways than `web/boot.js` does.

use super::imports::short_name;
use super::wasm::{EXPORTS, IMPORTS, MAGIC_AND_VERSION, append_number, sections, take, take_number, take_text};
use anyhow::{Context, Result, bail};
use std::collections::HashSet;

/// Where the definitions of how to start begin; they reach to the end.
const START: &str = "let wasmModule, wasmInstance, wasm;";
/// Called as `boot.js` does, with a response: a module that unpacks the app, which lies in a section of it
/// ([`super::packed`]). That is done in slices of 8 ms, so that the page stays usable meanwhile. Between
/// them goes a message, because timers wait for 4 ms, and for a second in a tab that nobody sees. Who names
/// a place to `keep` it in has it unpacked from the second time on; it stands under the address of what was
/// fetched, which is named after its content.
const OWN_START: &str = r#"let wasm;
export default async ({ module_or_path: response, keep }) => {
    const imports = __wbg_get_imports();
    const shelf = async (use) => {
        try { return keep && response.url && await use(await caches.open(keep)); } catch { return; }
    };
    let app = await shelf(async (shelf) => (await shelf.match(response.url))?.arrayBuffer());
    let made = app && await WebAssembly.instantiate(app, imports).catch(() => {});
    if (!made) {
        const { module, instance: { exports: unpacker } } = await WebAssembly.instantiate(await response.arrayBuffer());
        const [packed] = WebAssembly.Module.customSections(module, "app");
        new Uint8Array(unpacker.memory.buffer, unpacker.input()).set(new Uint8Array(packed));
        unpacker.begin();
        const { port1, port2 } = new MessageChannel();
        let length = 0;
        while (!length) {
            await new Promise((next) => { port1.onmessage = next; port2.postMessage(0); });
            const end = performance.now() + 8;
            while (!length && performance.now() < end) length = unpacker.step(512);
        }
        port1.close();
        app = new Uint8Array(unpacker.memory.buffer, unpacker.output(), length);
        made = await WebAssembly.instantiate(app, imports);
        shelf(async (shelf) => {
            for (const old of await shelf.keys()) await shelf.delete(old);
            await shelf.put(response.url, new Response(app));
        });
    }
    wasm = made.instance.exports;
    wasm."#;

/// What the browser calls runs between these lines.
const GUARDED: &str = "        } finally {\n";
/// A trap is told to the page: where the script came from elsewhere, WebKit tells it only "Script error."
const TELLING: &str = "        } catch (error) {
            dispatchEvent(new CustomEvent(\"statuscope-trap\", { detail: error }));
            throw error;
        } finally {
";

/// The module with only those exports that the glue uses, and short names for them; and the glue.
pub fn with_short_exports(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut glue = glue.to_owned();
    let mut out = MAGIC_AND_VERSION.to_vec();
    for (kind, section) in sections(wasm)? {
        let section = if kind == EXPORTS { short_exports(section, &mut glue)? } else { section.to_vec() };
        out.push(kind);
        append_number(&mut out, section.len());
        out.extend(section);
    }
    Ok((out, glue))
}

fn short_exports(section: &[u8], glue: &mut String) -> Result<Vec<u8>> {
    let mut rest = section;
    let mut kept = 0;
    let mut exports = Vec::new();
    for _ in 0..take_number(&mut rest)? {
        let name = take_text(&mut rest)?;
        let target = rest;
        take(&mut rest, 1)?;
        take_number(&mut rest)?;
        let target = target.get(..target.len() - rest.len()).unwrap_or_default();
        let short = short_name(kept);
        if !replace_word(glue, &format!("wasm.{name}"), &format!("wasm.{short}")) {
            continue;
        }
        append_number(&mut exports, short.len());
        exports.extend(short.bytes());
        exports.extend(target);
        kept += 1;
    }
    let mut out = Vec::new();
    append_number(&mut out, kept);
    out.extend(exports);
    Ok(out)
}

/// Replaces a word wherever it stands as a whole; says whether it was there.
fn replace_word(text: &mut String, word: &str, by: &str) -> bool {
    let mut out = String::new();
    let mut rest = text.as_str();
    let mut found = false;
    while let Some((before, after)) = rest.split_once(word) {
        let whole = !after.starts_with(|next: char| next.is_ascii_alphanumeric() || matches!(next, '_' | '$'));
        out = out + before + if whole { by } else { word };
        found |= whole;
        rest = after;
    }
    out += rest;
    *text = out;
    found
}

/// The glue with no imports but those of the module, and with [`OWN_START`].
pub fn without_unused(wasm: &[u8], glue: &str) -> Result<String> {
    let imports = imports(wasm)?;
    let mut fewer = String::new();
    let mut ends = None;
    let mut defined = 0;
    for line in glue.lines() {
        if let Some(end) = ends {
            if line.starts_with(end) {
                ends = None;
            }
            continue;
        }
        // The definitions lie two steps deep, `name: function(…) {` to `},`.
        let name = line.strip_prefix("        ").and_then(|line| line.split_once(": function(")).map(|(name, _)| name);
        if let Some(name) = name.filter(|name| !name.contains(|letter: char| !letter.is_ascii_alphanumeric())) {
            if !imports.contains(name) {
                ends = Some("        }");
                continue;
            }
            defined += 1;
        }
        fewer += line;
        fewer.push('\n');
    }
    if defined != imports.len() {
        bail!("the glue defines {defined} of {} imports; has wasm-bindgen changed how it writes them?", imports.len());
    }
    if !fewer.contains(GUARDED) {
        bail!("the glue calls closures otherwise than wasm-bindgen's did");
    }
    let fewer = fewer.replace(GUARDED, TELLING);
    let (before, start) = fewer.split_once(START).context("the glue does not start as wasm-bindgen's did")?;
    // The last call on the module is the one that starts it.
    let called = start
        .split_once("cachedUint8ArrayMemory0 = null;")
        .and_then(|(_, after)| after.trim_start().split_once("wasm."));
    let (_, name) = called.context("the glue does not call the start of the module")?;
    let (name, _) = name.split_once("();").context("the start of the module takes nothing")?;
    Ok(format!("{before}{OWN_START}{name}();\n}};\n"))
}

fn imports(wasm: &[u8]) -> Result<HashSet<String>> {
    let mut names = HashSet::new();
    for (_, section) in sections(wasm)?.into_iter().filter(|(kind, _)| *kind == IMPORTS) {
        let mut rest = section;
        for _ in 0..take_number(&mut rest)? {
            take_text(&mut rest)?;
            names.insert(take_text(&mut rest)?.to_owned());
            // `imports::shorten` has made sure that all are functions.
            take(&mut rest, 1)?;
            take_number(&mut rest)?;
        }
    }
    Ok(names)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const GLUE: &str = "function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        a: function(arg0) {
            return wasm.__used_too(arg0);
        },
        b: function() { return handleError(function (arg0) {
            arg0.b();
        }, arguments); },
        c: function() {
            return wasm.__used;
        },
    };
}
function makeClosure(f) {
    return () => {
        try {
            return f();
        } finally {
            done();
        }
    };
}
let wasmModule, wasmInstance, wasm;
function __wbg_finalize_init(instance, module) {
    cachedUint8ArrayMemory0 = null;
    wasm.__start();
    return wasm;
}
";

    fn section(kind: u8, names: &[(&str, &[u8])]) -> Vec<u8> {
        let mut inner = vec![u8::try_from(names.len()).unwrap()];
        for (name, after) in names {
            for text in if kind == IMPORTS { vec!["./g", *name] } else { vec![*name] } {
                inner.push(u8::try_from(text.len()).unwrap());
                inner.extend(text.bytes());
            }
            inner.extend(*after);
        }
        let mut out = vec![kind, u8::try_from(inner.len()).unwrap()];
        out.extend(inner);
        out
    }

    fn module(parts: &[Vec<u8>]) -> Vec<u8> {
        [MAGIC_AND_VERSION.to_vec(), parts.concat()].concat()
    }

    #[test]
    fn exports_that_nobody_uses_go() {
        let exports: [(&str, &[u8]); 4] =
            [("__used", &[0, 1]), ("main", &[0, 2]), ("__used_too", &[0, 3]), ("__start", &[0, 4])];
        let (wasm, glue) = with_short_exports(&module(&[section(EXPORTS, &exports)]), GLUE).unwrap();
        assert_eq!(wasm, module(&[section(EXPORTS, &[("a", &[0, 1]), ("b", &[0, 3]), ("c", &[0, 4])])]));
        assert!(glue.contains("wasm.b(arg0)") && glue.contains("wasm.a;") && glue.contains("wasm.c();"), "{glue}");
    }

    #[test]
    fn imports_that_nobody_uses_go() {
        let glue = without_unused(&module(&[section(IMPORTS, &[("a", &[0, 0]), ("c", &[0, 0])])]), GLUE).unwrap();
        assert!(glue.contains("a: function") && glue.contains("c: function") && !glue.contains("arg0.b"), "{glue}");
        assert!(glue.contains("} catch (error) {") && glue.contains("} finally {\n            done();"), "{glue}");
        assert!(glue.ends_with("wasm.__start();\n};\n"), "{glue}");
    }

    #[test]
    fn glue_that_does_not_fit_is_refused() {
        let wasm = module(&[section(IMPORTS, &[("a", &[0, 0]), ("d", &[0, 0])])]);
        assert!(without_unused(&wasm, GLUE).unwrap_err().to_string().contains("1 of 2 imports"));
        assert!(without_unused(&module(&[]), "let wasm;").is_err());
    }
}
