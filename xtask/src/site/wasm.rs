//! Takes out of a wasm file what browsers do not need to run it.

use anyhow::{Context, Result, bail};

/// How every module begins.
pub const MAGIC_AND_VERSION: &[u8] = b"\0asm\x01\0\0\0";
/// The kind of a custom section: names of functions, which compiler, which features.
pub const CUSTOM: u8 = 0;
/// The kind of the section of imports.
pub const IMPORTS: u8 = 2;
/// The kind of the section of exports.
pub const EXPORTS: u8 = 7;
/// The kind of the section of code.
pub const CODE: u8 = 10;

/// The module without its custom sections. The names of functions alone are a sixth of what
/// would be downloaded.
pub fn without_custom_sections(wasm: &[u8]) -> Result<Vec<u8>> {
    let Some(mut rest) = wasm.strip_prefix(MAGIC_AND_VERSION) else {
        bail!("this is no WebAssembly module of version 1");
    };
    let mut lean = MAGIC_AND_VERSION.to_vec();
    while let Some(kind) = rest.first() {
        let (length, head) = number(rest.get(1..).unwrap_or_default()).context("a section without a length")?;
        let end = length.checked_add(1 + head).filter(|end| *end <= rest.len());
        let (section, next) = rest.split_at(end.context("a section is longer than the file")?);
        if *kind != CUSTOM {
            lean.extend_from_slice(section);
        }
        rest = next;
    }
    Ok(lean)
}

/// The sections, each with its kind.
pub fn sections(wasm: &[u8]) -> Result<Vec<(u8, &[u8])>> {
    let Some(mut rest) = wasm.strip_prefix(MAGIC_AND_VERSION) else {
        bail!("this is no WebAssembly module of version 1");
    };
    let mut all = Vec::new();
    while !rest.is_empty() {
        let kind = *take(&mut rest, 1)?.first().unwrap_or(&CUSTOM);
        let length = take_number(&mut rest)?;
        all.push((kind, take(&mut rest, length)?));
    }
    Ok(all)
}

/// Takes so many bytes off.
pub fn take<'a>(rest: &mut &'a [u8], length: usize) -> Result<&'a [u8]> {
    let (taken, after) = rest.split_at_checked(length).context("a part is longer than the module")?;
    *rest = after;
    Ok(taken)
}

/// Takes a number off.
pub fn take_number(rest: &mut &[u8]) -> Result<usize> {
    let (value, length) = number(rest).context("a number is missing in the module")?;
    take(rest, length)?;
    Ok(value)
}

/// Takes a text off that begins with its length.
pub fn take_text<'a>(rest: &mut &'a [u8]) -> Result<&'a str> {
    let length = take_number(rest)?;
    std::str::from_utf8(take(rest, length)?).context("a name is no UTF-8")
}

/// Appends an unsigned LEB128 number.
pub fn append_number(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push(0x80 | (value & 0x7f) as u8);
        value >>= 7;
    }
    out.push(value as u8);
}

/// An unsigned LEB128 number, and how many bytes it takes.
pub fn number(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0;
    for (index, byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((value, index + 1));
        }
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn module(sections: &[(u8, &[u8])]) -> Vec<u8> {
        let mut bytes = MAGIC_AND_VERSION.to_vec();
        for (kind, content) in sections {
            let length = u8::try_from(content.len() & 0x7f).unwrap();
            let high = u8::try_from(content.len() >> 7).unwrap();
            bytes.extend([*kind, length | 0x80, high]);
            bytes.extend_from_slice(content);
        }
        bytes
    }

    #[test]
    fn only_custom_sections_go() {
        let long = vec![7; 300];
        let all = module(&[(0, b"\x04name"), (1, b"types"), (10, &long), (0, &long), (11, b"data")]);
        let lean = without_custom_sections(&all).unwrap();
        assert_eq!(lean, module(&[(1, b"types"), (10, &long), (11, b"data")]));
        assert_eq!(without_custom_sections(&lean).unwrap(), lean);
    }

    #[test]
    fn broken_files_are_refused() {
        let whole = module(&[(1, b"types")]);
        for end in [0, 5, 9, 10, whole.len() - 1] {
            assert!(without_custom_sections(whole.get(..end).unwrap()).is_err(), "{end}");
        }
    }
}
