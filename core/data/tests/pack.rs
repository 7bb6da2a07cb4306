//! What is packed comes back as it was, and no bytes whatever stop the reader.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use proptest::prelude::*;
use statuscope_data::author;
use statuscope_data::model::{Dataset, Entry, Exchange, Level, Registration};
use statuscope_data::packed::{Packed, Reader, Writer};
use std::path::Path;
use std::sync::OnceLock;

fn dataset() -> &'static Dataset {
    static DATASET: OnceLock<Dataset> = OnceLock::new();
    DATASET.get_or_init(|| author::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")).unwrap().dataset)
}

fn packed(value: &impl Packed) -> Vec<u8> {
    let mut pack = Writer::default();
    value.write(&mut pack);
    pack.finish()
}

/// A pack of these bytes for numbers and these for texts.
fn made_of(numbers: &[u8], texts: &[u8]) -> Vec<u8> {
    [&[u8::try_from(numbers.len()).unwrap()], numbers, texts].concat()
}

/// A reader keeps no lifetime, so tests leak what they read.
fn read<T: Packed>(bytes: &[u8]) -> T {
    T::read(&mut Reader::new(bytes.to_vec().leak()))
}

#[test]
fn the_dataset_comes_back_as_it_was() {
    for entry in &dataset().entries {
        assert_eq!(&read::<Entry>(&packed(entry)), entry, "{}", entry.code);
    }
    // Not shown when they differ: that would be all of it, twice.
    assert!(&read::<Dataset>(&packed(dataset())) == dataset());
}

#[test]
fn numbers_and_words_come_back_as_they_were() {
    for number in [0, 1, 127, 128, 404, 16_383, 16_384, u16::MAX] {
        assert_eq!(read::<u16>(&packed(&number)), number);
    }
    for level in Level::ALL {
        assert_eq!(read::<Level>(&packed(level)), *level);
        assert_eq!(Level::from_word(level.word()), Some(*level));
    }
    assert_eq!(Level::from_word("must"), None);
}

#[test]
fn nothing_reads_as_nothing() {
    let empty: Dataset = read(&[]);
    assert!(empty.entries.is_empty() && empty.date.is_empty());
    assert_eq!(read::<Registration>(&[]), Registration::Registered);
    assert_eq!(read::<Registration>(&made_of(&[200], b"")), Registration::Registered);
    assert_eq!(read::<&str>(&made_of(&[], b"no end")), "no end");
    assert_eq!(read::<&str>(&made_of(&[], b"\xff\xfe\0")), "");
}

#[test]
fn a_pack_that_breaks_off_anywhere_reads_up_to_there() {
    let pack = packed(&dataset().entries[10]);
    for end in 0..pack.len() {
        let entry: Entry = read(&pack[..end]);
        assert!(end < 3 || entry.code == dataset().entries[10].code, "{end}");
    }
    let pack = packed(dataset());
    for end in (0..pack.len()).step_by(pack.len() / 50) {
        assert!(read::<Dataset>(&pack[..end]).entries.len() <= dataset().entries.len());
    }
}

#[test]
fn a_count_beyond_all_bytes_takes_no_memory() {
    // 2^35 - 1 entries, and nothing after that.
    assert!(read::<Vec<Entry>>(&made_of(&[0xff, 0xff, 0xff, 0xff, 0xff], b"")).is_empty());
    let few: Vec<u8> = read(&made_of(&[0xff, 0xff, 0xff, 0xff, 0x7f, 1, 2, 3], b""));
    assert_eq!(few, [1, 2, 3]);
}

proptest! {
    #[test]
    fn garbage_is_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _: Dataset = read(&bytes);
        let _: Vec<Entry> = read(&bytes);
    }

    #[test]
    fn a_pack_with_wrong_bytes_is_read_without_a_panic(
        wrong in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut pack = packed(&dataset().entries);
        pack.truncate(20_000);
        for (at, byte) in wrong {
            let at = at.index(pack.len());
            pack[at] = byte;
        }
        let _: Vec<Entry> = read(&pack);
    }

    #[test]
    fn any_exchange_comes_back_as_it_was(
        texts in prop::collection::vec("[^\\x00]{0,40}", 3),
        sees in prop::option::of(any::<u16>()),
    ) {
        let texts: Vec<&'static str> = texts.into_iter().map(|text| -> &'static str { text.leak() }).collect();
        let exchange = Exchange { note: texts[0], request: texts[1], responses: texts, sees };
        prop_assert_eq!(read::<Exchange>(&packed(&exchange)), exchange);
    }
}
