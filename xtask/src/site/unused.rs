//! Empties functions that the app never calls, so that wasm-opt can drop what only they use.
//!
//! Yew decides at run time what a node is, so the compiler keeps its raw HTML, portals, suspense and
//! event delegation although `src/element.rs` makes nothing but elements and texts: 7 KB brotli. A
//! function emptied here traps when it is called after all. The stories of `tests/e2e` would show it.

use super::wasm::{
    CODE, CUSTOM, IMPORTS, MAGIC_AND_VERSION, append_number, number, sections, take, take_number, take_text,
};
use anyhow::{Context, Result};
use std::collections::HashMap;

/// What a name must hold, piece by piece, and why nothing calls it.
const UNUSED: [(&[&str], &str); 17] = [
    (&["VRaw as ", "attach"], RAW),
    (&["BRaw>::detach_bundle"], RAW),
    (&["VPortal as ", "attach"], PORTAL),
    (&["VPortal", "unwrap_or_clone"], PORTAL),
    (&["VSuspense as ", "attach"], SUSPENSE),
    (&["VSuspense", "unwrap_or_clone"], SUSPENSE),
    (&["find_parent_scope", "BaseSuspense"], SUSPENSE),
    (&["VComp as ", "attach"], ONE_COMPONENT),
    (&["VComp", "unwrap_or_clone"], ONE_COMPONENT),
    (&["SubtreeData>::add_listener"], OWN_EVENTS),
    (&["BSubtree>::ensure_handled"], OWN_EVENTS),
    (&["ListenerRegistration>::register"], OWN_EVENTS),
    (&["Registry>::unregister"], OWN_EVENTS),
    (&["EventDescriptor as core::clone::Clone>::clone"], OWN_EVENTS),
    (&["Attributes>::apply_diff_as_maps"], "el() makes all attributes index maps"),
    (&["<yew::virtual_dom::v", "as core::clone::Clone>::clone"], NEVER_SHARED),
    (&["UniqueRcUninit<", "yew::virtual_dom::"], NEVER_SHARED),
];

const RAW: &str = "the policy forbids innerHTML";
const PORTAL: &str = "everything is drawn where it stands";
const SUSPENSE: &str = "nothing is waited for";
const ONE_COMPONENT: &str = "the app is one component; on a page with several, each is mounted by itself";
const OWN_EVENTS: &str = "src/events.rs hears for all";
const NEVER_SHARED: &str = "El owns what it puts together, so that no node is copied";

/// No locals; `unreachable`, `end`.
const EMPTY: [u8; 3] = [0, 0, 0x0b];

/// The module with the unused functions emptied.
pub fn emptied(wasm: &[u8]) -> Result<Vec<u8>> {
    let sections = sections(wasm)?;
    let names = names(&sections)?;
    for (pieces, why) in UNUSED {
        if !names.values().any(|name| fits(name, pieces)) {
            // Inlined, or called otherwise by another compiler: some bytes, no harm.
            println!("  No function is called {} any more ({why}).", pieces.join("…"));
        }
    }
    let imports = match sections.iter().find(|(kind, _)| *kind == IMPORTS) {
        Some((_, section)) => number(section).context("imports without a count")?.0,
        None => 0,
    };
    let mut out = MAGIC_AND_VERSION.to_vec();
    for (kind, section) in sections {
        let section = if kind == CODE { without_bodies(section, imports, &names)? } else { section.to_vec() };
        out.push(kind);
        append_number(&mut out, section.len());
        out.extend(section);
    }
    Ok(out)
}

fn without_bodies(section: &[u8], imports: usize, names: &HashMap<usize, String>) -> Result<Vec<u8>> {
    let mut rest = section;
    let count = take_number(&mut rest)?;
    let mut out = Vec::new();
    append_number(&mut out, count);
    for place in 0..count {
        let length = take_number(&mut rest)?;
        let body = take(&mut rest, length)?;
        let name = names.get(&(imports + place)).map_or("", String::as_str);
        let body = if UNUSED.iter().any(|(pieces, _)| fits(name, pieces)) { &EMPTY } else { body };
        append_number(&mut out, body.len());
        out.extend(body);
    }
    Ok(out)
}

/// Whether the pieces occur in a name, one after the other.
fn fits(name: &str, pieces: &[&str]) -> bool {
    let mut rest = name;
    pieces.iter().all(|piece| match rest.split_once(piece) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

/// The names of functions, without the digests of their crates.
fn names(sections: &[(u8, &[u8])]) -> Result<HashMap<usize, String>> {
    const OF_FUNCTIONS: u8 = 1;
    let mut names = HashMap::new();
    for (_, section) in sections.iter().filter(|(kind, _)| *kind == CUSTOM) {
        let mut rest = *section;
        if take_text(&mut rest)? != "name" {
            continue;
        }
        while let Some((kind, after)) = rest.split_first() {
            rest = after;
            let length = take_number(&mut rest)?;
            let mut part = take(&mut rest, length)?;
            if *kind != OF_FUNCTIONS {
                continue;
            }
            for _ in 0..take_number(&mut part)? {
                let place = take_number(&mut part)?;
                names.insert(place, without_digests(take_text(&mut part)?));
            }
        }
    }
    Ok(names)
}

/// `<yew[1f00…]::x>` is `<yew::x>`.
fn without_digests(name: &str) -> String {
    let mut out = String::new();
    for (place, part) in name.split('[').enumerate() {
        let digits = part.bytes().take_while(u8::is_ascii_hexdigit).count();
        match part.split_at(digits).1.strip_prefix(']') {
            Some(after) if place > 0 && digits > 8 => out += after,
            _ if place > 0 => out = out + "[" + part,
            _ => out += part,
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// One import and functions of five bytes each, with their names.
    fn module(bodies: &[(&str, &[u8])]) -> Vec<u8> {
        let byte = |length: usize| u8::try_from(length).unwrap();
        let mut code = vec![byte(bodies.len())];
        let mut list = vec![byte(bodies.len())];
        for (place, (name, body)) in bodies.iter().enumerate() {
            code.push(byte(body.len()));
            code.extend(*body);
            list.extend([byte(place + 1), byte(name.len())]);
            list.extend(name.bytes());
        }
        let mut named = b"\x04name\x01".to_vec();
        append_number(&mut named, list.len());
        named.extend(list);
        let mut wasm = MAGIC_AND_VERSION.to_vec();
        for (kind, section) in [(IMPORTS, b"\x01\x01a\x01b\0\0".to_vec()), (CODE, code), (CUSTOM, named)] {
            wasm.push(kind);
            append_number(&mut wasm, section.len());
            wasm.extend(section);
        }
        wasm
    }

    #[test]
    fn only_what_is_listed_is_emptied() {
        let raw = "<yew[30d2b0a0f1c2d3e4]::virtual_dom::vraw::VRaw as yew[30d2b0a0f1c2d3e4]::X>::attach";
        let (used, long) = ("<[u8; 4]>::attach", [0, 1, 1, 1, 0x0b]);
        let emptied = emptied(&module(&[(used, &long), (raw, &long)])).unwrap();
        assert_eq!(emptied, module(&[(used, &long), (raw, &EMPTY)]));
    }

    #[test]
    fn digests_are_no_part_of_a_name() {
        assert_eq!(without_digests("<a[0123456789abcdef]::B as c[0123456789abcdef]::D>"), "<a::B as c::D>");
        assert_eq!(without_digests("[u8]::x[1]<[[u8; 4]]>"), "[u8]::x[1]<[[u8; 4]]>");
    }

    #[test]
    fn pieces_stand_in_their_order() {
        assert!(fits("abcd", &["a", "cd"]) && !fits("abcd", &["cd", "a"]) && !fits("abcd", &["bc", "c"]));
    }

    #[test]
    fn broken_modules_are_refused() {
        let whole = module(&[("a", &EMPTY)]);
        for end in [0, 9, 12, 20, whole.len() - 1] {
            assert!(emptied(whole.get(..end).unwrap()).is_err(), "{end}");
        }
    }
}
