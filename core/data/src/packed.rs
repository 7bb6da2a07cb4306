//! A byte string without pointers that holds the dataset.
//!
//! Static tables of `&'static str` cost eight bytes a string in the wasm, and addresses do not
//! compress. Writer and reader are made from one
//! declaration ([`packed_struct!`](crate::packed_struct), [`packed_enum!`](crate::packed_enum)),
//! so they cannot get out of step.
//!
//! This is no exchange format: only the build that wrote a pack reads it.

/// Puts a pack together: all numbers first, then all texts, which compress better without
/// numbers between them (0.8 KB brotli).
#[derive(Debug, Default)]
pub struct Writer {
    numbers: Vec<u8>,
    texts: Vec<u8>,
}

impl Writer {
    /// Appends a byte.
    pub fn byte(&mut self, byte: u8) {
        self.numbers.push(byte);
    }

    fn number(&mut self, mut value: usize) {
        while value >= 0x80 {
            self.byte(0x80 | (value & 0x7f) as u8);
            value >>= 7;
        }
        self.byte(value as u8);
    }

    /// The pack: the length of the numbers, the numbers, the texts.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        let mut pack = Self::default();
        pack.number(self.numbers.len());
        [pack.numbers, self.numbers, self.texts].concat()
    }
}

/// Walks over a pack. Reading past the end yields zeros and empty texts rather than a panic.
#[derive(Debug)]
pub struct Reader {
    numbers: &'static [u8],
    texts: &'static [u8],
}

impl Reader {
    /// Starts at the beginning of what [`Writer::finish`] made.
    #[must_use]
    pub fn new(pack: &'static [u8]) -> Self {
        let mut whole = Self { numbers: pack, texts: &[] };
        let length = whole.number();
        let (numbers, texts) = whole.numbers.split_at(length.min(whole.numbers.len()));
        Self { numbers, texts }
    }

    fn byte(&mut self) -> u8 {
        match self.numbers.split_first() {
            Some((first, rest)) => {
                self.numbers = rest;
                *first
            }
            None => 0,
        }
    }

    /// A number of seven bits a byte, least significant first.
    fn number(&mut self) -> usize {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            value |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 || shift > 28 {
                return value;
            }
        }
    }
}

/// Something that can be written into a pack and read back. Reading fills what is in its place already:
/// a value that is returned has to be moved there, which is more code in the wasm.
pub trait Packed: Sized {
    /// What is filled.
    const EMPTY: Self;
    /// Appends `self` to `out`.
    fn write(&self, out: &mut Writer);
    /// Reads what [`write`](Self::write) wrote.
    fn fill(&mut self, from: &mut Reader);
    /// The same as a value.
    fn read(from: &mut Reader) -> Self {
        let mut value = Self::EMPTY;
        value.fill(from);
        value
    }
}

/// Texts end with a zero byte: after a full stop that costs next to nothing once compressed, where
/// a length before each text would cost a byte.
impl Packed for &'static str {
    const EMPTY: Self = "";
    fn write(&self, out: &mut Writer) {
        out.texts.extend(self.bytes().filter(|byte| *byte != 0));
        out.texts.push(0);
    }
    #[inline(never)]
    fn fill(&mut self, from: &mut Reader) {
        let length = from.texts.iter().position(|byte| *byte == 0).unwrap_or(from.texts.len());
        let Some((text, rest)) = from.texts.split_at_checked(length) else { return };
        from.texts = rest.get(1..).unwrap_or_default();
        *self = core::str::from_utf8(text).unwrap_or_default();
    }
}

impl Packed for u16 {
    const EMPTY: Self = 0;
    fn write(&self, out: &mut Writer) {
        out.number(usize::from(*self));
    }
    fn fill(&mut self, from: &mut Reader) {
        *self = from.number() as u16;
    }
}

impl Packed for u8 {
    const EMPTY: Self = 0;
    fn write(&self, out: &mut Writer) {
        out.byte(*self);
    }
    fn fill(&mut self, from: &mut Reader) {
        *self = from.byte();
    }
}

impl Packed for bool {
    const EMPTY: Self = false;
    fn write(&self, out: &mut Writer) {
        out.byte(u8::from(*self));
    }
    #[inline(never)]
    fn fill(&mut self, from: &mut Reader) {
        *self = from.byte() != 0;
    }
}

impl<T: Packed> Packed for Option<T> {
    const EMPTY: Self = None;
    fn write(&self, out: &mut Writer) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }
    fn fill(&mut self, from: &mut Reader) {
        if from.byte() != 0 {
            self.insert(T::EMPTY).fill(from);
        }
    }
}

impl<T: Packed> Packed for Vec<T> {
    const EMPTY: Self = Self::new();
    fn write(&self, out: &mut Writer) {
        out.number(self.len());
        for item in self {
            item.write(out);
        }
    }
    fn fill(&mut self, from: &mut Reader) {
        // Everything takes at least a byte, so a count beyond what is left is no count.
        let count = from.number().min(from.numbers.len() + from.texts.len());
        self.reserve_exact(count);
        for _ in 0..count {
            self.push(T::EMPTY);
            if let Some(last) = self.last_mut() {
                last.fill(from);
            }
        }
    }
}

/// Declares a struct whose fields are packed in the order in which they stand.
#[macro_export]
macro_rules! packed_struct {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$fmeta:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, schemars::JsonSchema))]
        pub struct $name { $($(#[$fmeta])* pub $field: $type,)* }
        impl $crate::packed::Packed for $name {
            fn write(&self, out: &mut $crate::packed::Writer) { $(self.$field.write(out);)* }
            const EMPTY: Self = Self { $($field: $crate::packed::Packed::EMPTY,)* };
            fn fill(&mut self, from: &mut $crate::packed::Reader) { $(self.$field.fill(from);)* }
        }
    };
}

/// Declares an enum without fields, each variant with the word that stands for it in the data.
#[macro_export]
macro_rules! packed_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, schemars::JsonSchema))]
        pub enum $name { $($(#[$vmeta])* #[cfg_attr(feature = "serde", serde(rename = $word))] $variant,)* }
        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The word that stands for it in `data/`, in URLs and in exports.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
            /// The value that `word` stands for.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
        impl $crate::packed::Packed for $name {
            fn write(&self, out: &mut $crate::packed::Writer) { out.byte(*self as u8); }
            const EMPTY: Self = $crate::packed_enum!(@first $($variant)*);
            #[inline(never)]
            fn fill(&mut self, from: &mut $crate::packed::Reader) {
                let byte = u8::read(from);
                *self = match byte {
                    $(_ if byte == Self::$variant as u8 => Self::$variant,)*
                    _ => Self::EMPTY,
                };
            }
        }
    };
    (@first $first:ident $($rest:ident)*) => { Self::$first };
}
