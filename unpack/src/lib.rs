//! Packs the compiled app a fifth more tightly than brotli does, and unpacks it in the browser.
//!
//! Natively, [`pack`] and [`unpack`]. In the browser: the module that this crate is compiled to carries
//! what is packed in a section of its own; the script puts that to `input`, calls `begin`, then `step`
//! until it says how many bytes lie at `output`.
//!
//! Both ways share `model.rs`, which says how likely the next bit is. Broken input gives wrong bytes,
//! never a panic; the page compares the file with its digest before.

mod code;
mod model;

use model::Model;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The most bytes that can be packed, and that a pack may have.
pub const ROOM: usize = 1 << 20;
/// How many parts there are. The second one is WebAssembly's code.
pub const PARTS: usize = 3;
const CODE: usize = 1;

/// All there is, in one place that is zero at first: it needs no allocator and no bytes in the wasm.
static STATE: Mutex<State> =
    Mutex::new(State { model: Model::EMPTY, input: [0; ROOM], read: 0, left: [0; PARTS], low: 0, high: 0, code: 0 });

struct State {
    model: Model,
    input: [u8; ROOM],
    /// How much of it was read.
    read: usize,
    /// How many bytes of each part are still to come.
    left: [usize; PARTS],
    /// The range in which the code lies.
    low: u32,
    high: u32,
    code: u32,
}

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    fn begin_unpacking(&mut self) {
        self.model.begin();
        for part in 0..PARTS {
            let length = self.next_number();
            if let Some(left) = self.left.get_mut(part) {
                *left = length as usize;
            }
        }
        (self.low, self.high, self.code) = (0, u32::MAX, self.next_number());
    }

    fn next_byte(&mut self) -> u32 {
        let byte = self.input.get(self.read).copied().unwrap_or_default();
        self.read += 1;
        u32::from(byte)
    }

    fn next_number(&mut self) -> u32 {
        (0..4).fold(0, |number, _| number << 8 | self.next_byte())
    }

    /// Unpacks up to `count` bytes; gives the length of the whole once it is there, nought before.
    fn step(&mut self, count: usize) -> usize {
        for _ in 0..count {
            let next = self.left.iter().position(|left| *left > 0);
            let Some(part) = next.filter(|_| self.model.length < ROOM) else { return self.model.length };
            if let Some(left) = self.left.get_mut(part) {
                *left -= 1;
            }
            for _ in 0..8 {
                let split = self.split();
                let bit = self.code <= split;
                self.narrow(bit, split, part);
                while self.settled() {
                    self.code = self.code << 8 | self.next_byte();
                    self.widen();
                }
            }
        }
        0
    }

    /// Where the range is cut: below lies a one.
    fn split(&mut self) -> u32 {
        let chance = self.model.chance();
        let width = self.high - self.low;
        self.low + (width >> 16) * chance + (((width & 0xffff) * chance) >> 16)
    }

    fn narrow(&mut self, bit: bool, split: u32, part: usize) {
        if bit {
            self.high = split;
        } else {
            self.low = split + 1;
        }
        self.model.learn(bit, part == CODE);
    }

    /// Whether the first byte of the range is known.
    fn settled(&self) -> bool {
        (self.low ^ self.high) >> 24 == 0
    }

    fn widen(&mut self) {
        self.low <<= 8;
        self.high = self.high << 8 | 255;
    }
}

/// Packs the parts of a module: what lies before the functions, the functions, the rest. Nothing if
/// that is more than fits into [`ROOM`].
#[must_use]
pub fn pack(parts: [&[u8]; PARTS]) -> Option<Vec<u8>> {
    if parts.iter().map(|part| part.len()).sum::<usize>() > ROOM {
        return None;
    }
    let mut state = state();
    state.model.clear();
    state.model.begin();
    (state.low, state.high) = (0, u32::MAX);
    let mut out = Vec::new();
    for part in parts {
        out.extend((part.len() as u32).to_be_bytes());
    }
    for (number, part) in parts.into_iter().enumerate() {
        for byte in part {
            for place in (0..8).rev() {
                let split = state.split();
                state.narrow(byte >> place & 1 != 0, split, number);
                while state.settled() {
                    out.push((state.high >> 24) as u8);
                    state.widen();
                }
            }
        }
    }
    out.extend(state.high.to_be_bytes());
    (out.len() <= ROOM).then_some(out)
}

/// What [`pack`] made the pack of. Of anything else, something.
#[must_use]
pub fn unpack(packed: &[u8]) -> Vec<u8> {
    let mut state = state();
    state.model.clear();
    state.read = 0;
    state.input.fill(0);
    for (place, byte) in state.input.iter_mut().zip(packed) {
        *place = *byte;
    }
    state.begin_unpacking();
    let length = state.step(usize::MAX);
    state.model.bytes.get(..length).unwrap_or_default().to_vec()
}

/// What the script in the browser calls.
#[cfg(target_family = "wasm")]
// Two modules with the same exported name would be a danger; there is one.
#[allow(unsafe_code)]
mod exports {
    use super::state;

    #[unsafe(no_mangle)]
    extern "C" fn input() -> usize {
        state().input.as_ptr() as usize
    }

    #[unsafe(no_mangle)]
    extern "C" fn output() -> usize {
        state().model.bytes.as_ptr() as usize
    }

    #[unsafe(no_mangle)]
    extern "C" fn begin() {
        state().begin_unpacking();
    }

    #[unsafe(no_mangle)]
    extern "C" fn step(count: usize) -> usize {
        state().step(count)
    }
}
