//! Makes the app's module one that unpacks it: the code of `unpack/`, and the app in a section of its own.
//!
//! That is a fifth less to download than brotli makes of the app, and stays one file with one digest.

use super::wasm::{CODE, CUSTOM, MAGIC_AND_VERSION, append_number, number, sections, without_custom_sections};
use anyhow::{Context, Result, bail};

/// What the section is called; the glue asks for it.
pub const SECTION: &str = "app";

/// The module that holds `app` and unpacks it with what `unpacker` exports.
pub fn packed(app: &[u8], unpacker: &[u8]) -> Result<Vec<u8>> {
    let parts = parts(app)?;
    let pack = statuscope_unpack::pack(parts);
    let pack =
        pack.with_context(|| format!("the app is larger than {} bytes (unpack/src/lib.rs)", statuscope_unpack::ROOM))?;
    if statuscope_unpack::unpack(&pack) != app {
        bail!("the app is not what was packed");
    }
    let mut section = Vec::new();
    append_number(&mut section, SECTION.len());
    section.extend(SECTION.bytes());
    section.extend(pack);
    let mut out = without_custom_sections(unpacker).context("reading what unpacks")?;
    out.push(CUSTOM);
    append_number(&mut out, section.len());
    out.extend(section);
    Ok(out)
}

/// The module with a name of its own, `statuscope`: without an address, that is what tells in the stack of
/// an error whose it is (`wasm://wasm/statuscope-…`; web/element.js looks for it).
pub fn named(mut app: Vec<u8>) -> Vec<u8> {
    const NAME: &[u8] = b"\x04name\0\x0b\x0astatuscope";
    app.push(CUSTOM);
    append_number(&mut app, NAME.len());
    app.extend(NAME);
    app
}

/// What lies before the first function, all functions, the rest.
fn parts(app: &[u8]) -> Result<[&[u8]; 3]> {
    let mut end = MAGIC_AND_VERSION.len();
    for (kind, section) in sections(app)? {
        let (_, head) = number(app.get(end + 1..).unwrap_or_default()).context("a section without a length")?;
        let start = end + 1 + head;
        end = start + section.len();
        if kind == CODE {
            let (_, count) = number(section).context("code without a number of functions")?;
            let (before, rest) = app.split_at(start + count);
            let (code, after) = rest.split_at(end - start - count);
            return Ok([before, code, after]);
        }
    }
    Ok([app, &[], &[]])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_app_lies_in_a_section() {
        let app = [MAGIC_AND_VERSION, &[1, 1, 0, 10, 4, 1, 2, 0, 11, 11, 1, 0]].concat();
        let [before, code, after] = parts(&app).unwrap();
        assert_eq!((before.len(), code, after), (14, [2, 0, 11].as_slice(), [11, 1, 0].as_slice()));
        let unpacker = [MAGIC_AND_VERSION, &[1, 1, 0]].concat();
        let made = packed(&app, &unpacker).unwrap();
        assert!(made.starts_with(&unpacker));
        let (kind, section) = *sections(&made).unwrap().last().unwrap();
        assert_eq!((kind, section.get(..4).unwrap()), (CUSTOM, b"\x03app".as_slice()));
        assert_eq!(statuscope_unpack::unpack(section.get(4..).unwrap()), app);
    }

    #[test]
    fn the_app_has_a_name() {
        let app = [MAGIC_AND_VERSION, &[1, 1, 0]].concat();
        let named = named(app.clone());
        let (kind, section) = *sections(&named).unwrap().last().unwrap();
        assert_eq!((kind, section.len()), (CUSTOM, 18));
        assert!(section.ends_with(b"\x0astatuscope"));
        assert_eq!(without_custom_sections(&named).unwrap(), app);
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(packed(b"no module", MAGIC_AND_VERSION).is_err());
        assert!(packed(MAGIC_AND_VERSION, b"no module").is_err());
        let large = [MAGIC_AND_VERSION, &[1, 0xff, 0xff, 0x7f], &vec![0; 0x1f_ffff]].concat();
        assert!(packed(&large, MAGIC_AND_VERSION).unwrap_err().to_string().contains("larger than"));
    }
}
