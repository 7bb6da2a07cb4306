//! What is packed comes back; broken packs give something, and never a panic.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use statuscope_unpack::{ROOM, pack, unpack};

fn there_and_back(parts: [&[u8]; 3]) -> usize {
    let packed = pack(parts).unwrap();
    assert!(unpack(&packed) == parts.concat(), "{} bytes", parts.concat().len());
    packed.len()
}

#[test]
fn nothing_and_little() {
    there_and_back([&[], &[], &[]]);
    there_and_back([b"a", &[], &[0]]);
}

#[test]
fn texts_shrink() {
    let text = include_bytes!("../../ARCHITECTURE.md");
    let length = there_and_back([&[], &[], text]);
    assert!(length * 5 < text.len() * 2, "{length} of {}", text.len());
    // The second time, it is known.
    let again = there_and_back([&[], text, text]);
    assert!(again < length * 4 / 3, "{again} beside {length}");
}

#[test]
fn what_is_too_large_is_refused() {
    assert!(pack([&[], &[], &vec![0; ROOM + 1]]).is_none());
    // Noise does not shrink, so this pack would be larger than what it holds.
    let mut state = 1_u32;
    let noise: Vec<u8> = (0..ROOM)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    assert!(pack([&noise, &[], &[]]).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn anything_comes_back(
        before in prop::collection::vec(any::<u8>(), 0..600),
        code in prop::collection::vec(any::<u8>(), 0..3000),
        after in "[a-e ]{0,2000}",
    ) {
        there_and_back([&before, &code, after.as_bytes()]);
    }

    #[test]
    fn broken_packs_give_something(
        noise in prop::collection::vec(any::<u8>(), 0..200),
        at in 0_usize..400,
        bit in 0_u32..8,
        cut in 0_usize..400,
    ) {
        let text = "Some text, and some text again. ".repeat(20);
        let mut packed = pack([&[], text.as_bytes(), text.as_bytes()]).unwrap();
        let at = 12 + at % (packed.len() - 12);
        packed[at] ^= 1 << bit;
        prop_assert_eq!(unpack(&packed).len(), 2 * text.len());
        packed.truncate(12 + cut % (packed.len() - 12));
        prop_assert_eq!(unpack(&packed).len(), 2 * text.len());
        // Lengths of noise are mostly beyond all room.
        let mut short = noise;
        for length in short.chunks_mut(4).take(3) {
            length.iter_mut().take(2).for_each(|byte| *byte = 0);
        }
        prop_assert!(unpack(&short).len() <= ROOM);
    }
}
