//! Follows WebAssembly's instructions, so far as to know which byte is one and which belongs to one.
//! Being wrong costs some bytes of the pack, nothing else.

const MIX: u32 = 0x2F0B_4C47;

/// The head of a function: its length, then how many pairs of locals.
const HEAD: u32 = 0x100;
/// What is read as it comes.
const PLAIN: u32 = 0x101;

/// Where in the code section.
#[derive(Clone, Copy)]
pub struct Code {
    /// The last four instructions.
    pub operations: u32,
    /// A hash of the last seven.
    pub before: u32,
    /// For each byte since the last one, whether its number goes on. What the numbers are helps less than
    /// it costs (100 KB of code against 103).
    pub within: u32,
    /// How many numbers are still to come.
    pub pending: u32,
    operation: u32,
    length: u32,
    /// Blocks that are open.
    depth: u32,
    value: u32,
}

impl Code {
    /// Zeros.
    pub const EMPTY: Self =
        Self { operations: 0, before: 0, within: 0, pending: 0, operation: 0, length: 0, depth: 0, value: 0 };
    /// Before the first function.
    pub const START: Self = Self { operation: HEAD, pending: 2, ..Self::EMPTY };

    /// Bytes since the instruction began, nought where one is to begin.
    pub fn place(&self) -> u32 {
        if self.pending == 0 { 0 } else { self.pending.min(3) * 4 + self.length.min(3) + 1 }
    }

    /// The next byte.
    pub fn byte(&mut self, byte: u32) {
        if self.pending == 0 {
            self.begin(byte);
            return;
        }
        self.within = self.within << 1 | byte >> 7;
        self.value |= (byte & 127) << (self.length * 7).min(28);
        self.length += 1;
        // Numbers have seven bits a byte, but for those with a point.
        if byte > 127 && !matches!(self.operation, 0x43 | 0x44) {
            return;
        }
        self.pending -= 1;
        match (self.operation, self.pending) {
            // As many places to jump to, and one more.
            (0x0e, _) => (self.operation, self.pending) = (PLAIN, self.value.min(999) + 1),
            (HEAD, 0) => (self.operation, self.pending) = (PLAIN, self.value.min(999) * 2),
            (0xfc, _) => {
                self.operation = PLAIN;
                self.pending = match self.value {
                    8 | 10 => 2,
                    9 | 11 => 1,
                    _ => 0,
                };
            }
            _ => {}
        }
        (self.value, self.length) = (0, 0);
    }

    fn begin(&mut self, byte: u32) {
        self.before = self.before.wrapping_add(byte + 1).wrapping_mul(MIX << 4);
        self.operations = self.operations << 8 | byte;
        (self.operation, self.within, self.length, self.value) = (byte, 0, 0, 0);
        self.pending = match byte {
            0x0b if self.depth == 0 => {
                self.operation = HEAD;
                2
            }
            0x0b => {
                self.depth -= 1;
                0
            }
            0x02..=0x04 => {
                self.depth += 1;
                1
            }
            0x0c..=0x0e | 0x10 | 0x20..=0x26 | 0x3f..=0x42 | 0xd0 | 0xd2 | 0xfc => 1,
            0x11 | 0x1c | 0x28..=0x3e => 2,
            0x43 => 4,
            0x44 => 8,
            _ => 0,
        };
    }
}
