//! Chance that is the same everywhere.

/// A row of numbers that depends on nothing but its seed (splitmix, 32 bits).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chance(u32);

impl Chance {
    /// Begins a row.
    #[must_use]
    pub const fn new(seed: u32) -> Self {
        Self(seed)
    }

    /// The next number.
    #[allow(clippy::should_implement_trait, reason = "a row without end needs no iterator")]
    pub const fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 16)).wrapping_mul(0x21F0_AAAD);
        mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x735A_2D97);
        mixed ^ (mixed >> 15)
    }

    /// A number below `end`; 0 where there is none. With ends of a few thousand, none is favoured
    /// by more than a millionth.
    pub const fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u32) as usize }
    }
}

/// A number made of a text (FNV-1a).
#[must_use]
pub fn mark(text: &str) -> u32 {
    let mut mark = 0x811C_9DC5_u32;
    for byte in text.bytes() {
        mark = (mark ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    mark
}
