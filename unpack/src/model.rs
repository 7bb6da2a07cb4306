//! What the next bit will be, judging by what came before.
//!
//! Each context (the byte before, the word before, the instructions before …) has a cell for each
//! beginning of a byte that it has seen: how likely a one is, and what the last three bits were.
//! What both together were worth so far in that context is an input; a weighted sum of the inputs
//! is the prediction, and the weights follow what really comes. The sums are those of logarithms of
//! odds (`stretch`, and `squash` back). This is how PAQ and its kin compress.
//!
//! Numbers are `f32`, and only `+ - * /` are used, which give the same bits everywhere; so packing
//! natively and unpacking in the browser see the same predictions.

// All sizes are constants, and places are reduced to them: in the compiled code no check is left.
#![allow(clippy::indexing_slicing)]

use crate::ROOM;
use crate::code::Code;

/// How many contexts.
const CONTEXTS: usize = 5;
/// What is weighed: an input a context, and that of the longest match.
const INPUTS: usize = CONTEXTS + 1;
const CELLS: usize = 1 << 22;
/// What an input is worth: for each context 128 steps of likelihood by 16 histories, then 32 lengths of match.
const WORTHS: usize = CONTEXTS << 11;
/// Sets of weights: by match and place, by the last byte, by the beginning of this byte.
const BY_PLACE: usize = 512;
const SETS: usize = BY_PLACE + 256 + 256;
/// The last correction: 24 steps of prediction in each of so many contexts.
const STEPS: usize = 24;
const CORRECTED: usize = 4096;

const MIX: u32 = 0x2F0B_4C47;
const GOLDEN: u32 = 0x9E37_79B1;
/// A cell that was never used: even odds, seen nothing.
const FRESH: u32 = 0x8000 << 9 | 1;

/// All that was learnt. Everything is zero before [`begin`](Model::begin), so it takes no room in the wasm.
pub struct Model {
    /// What was coded so far.
    pub bytes: [u8; ROOM],
    /// How many of them.
    pub length: usize,
    /// 7 bits to know the context again, 16 likelihood, 5 how often, 4 history.
    cells: [u32; CELLS],
    stretched: [f32; 4096],
    squashed: [f32; 4096],
    rates: [f32; 32],
    worths: [f32; WORTHS + 32],
    weights: [[f32; INPUTS]; SETS],
    corrections: [f32; CORRECTED * STEPS],
    /// Where the last five bytes stood before, by their hash.
    seen: [u32; 1 << 16],
    contexts: [u32; CONTEXTS],
    bases: [u32; CONTEXTS],
    at: [usize; CONTEXTS],
    values: [u32; CONTEXTS],
    worth_at: [usize; INPUTS],
    inputs: [f32; INPUTS],
    sets: [usize; 3],
    /// The beginning of this byte, after a one.
    begun: u32,
    last4: u32,
    last8: u32,
    word: u32,
    word_before: u32,
    /// Bytes since the text or the instruction began.
    place: u32,
    code: Code,
    match_at: usize,
    match_length: usize,
    match_bit: bool,
    mixed: f32,
    correction_at: usize,
    share: f32,
}

/// e^x / (1 + e^x).
fn squash(x: f32) -> f32 {
    let mut power = 1.0 - x / 1024.0;
    for _ in 0..10 {
        power *= power;
    }
    1.0 / (1.0 + power)
}

impl Model {
    /// Zeros.
    pub const EMPTY: Self = Self {
        bytes: [0; ROOM],
        length: 0,
        cells: [0; CELLS],
        stretched: [0.0; 4096],
        squashed: [0.0; 4096],
        rates: [0.0; 32],
        worths: [0.0; WORTHS + 32],
        weights: [[0.0; INPUTS]; SETS],
        corrections: [0.0; CORRECTED * STEPS],
        seen: [0; 1 << 16],
        contexts: [0; CONTEXTS],
        bases: [0; CONTEXTS],
        at: [0; CONTEXTS],
        values: [0; CONTEXTS],
        worth_at: [0; INPUTS],
        inputs: [0.0; INPUTS],
        sets: [0; 3],
        begun: 0,
        last4: 0,
        last8: 0,
        word: 0,
        word_before: 0,
        place: 0,
        code: Code::EMPTY,
        match_at: 0,
        match_length: 0,
        match_bit: false,
        mixed: 0.0,
        correction_at: 0,
        share: 0.0,
    };

    /// Forgets everything, for who packs more than once.
    pub fn clear(&mut self) {
        self.cells.fill(0);
        self.seen.fill(0);
        self.contexts.fill(0);
        (self.length, self.match_length) = (0, 0);
        (self.last4, self.last8, self.word, self.word_before, self.place) = (0, 0, 0, 0, 0);
    }

    /// Fills in what is not zero at the start.
    pub fn begin(&mut self) {
        self.begun = 1;
        self.code = Code::START;
        let mut x = -9.0;
        for (step, stretched) in self.stretched.iter_mut().enumerate() {
            while squash(x) < (step as f32 + 0.5) / 4096.0 {
                x += 0.01;
            }
            *stretched = x;
        }
        for (step, squashed) in self.squashed.iter_mut().enumerate() {
            *squashed = squash(step as f32 / 170.0 - 12.0);
        }
        for (times, rate) in self.rates.iter_mut().enumerate() {
            *rate = 1.0 / (times as f32 + 1.5);
        }
        for (step, worth) in self.worths.iter_mut().enumerate() {
            *worth = if step < WORTHS { ((step >> 4 & 127) as f32 + 0.5) / 128.0 } else { 0.75 };
        }
        for weights in &mut self.weights {
            *weights = [0.1; INPUTS];
        }
        for (step, correction) in self.corrections.iter_mut().enumerate() {
            *correction = squash((step % STEPS) as f32 - 11.5);
        }
    }

    /// The input that is worth so much.
    fn input(&self, worth: usize) -> f32 {
        self.stretched[(self.worths[worth % (WORTHS + 32)] * 4096.0) as usize % 4096]
    }

    /// How likely a one is, of 65536.
    pub fn chance(&mut self) -> u32 {
        let begun = self.begun;
        let bits = 31 - begun.leading_zeros();
        // Cells of the same half of a byte lie side by side.
        let half = if bits < 4 { begun } else { begun & ((1 << (bits - 4)) - 1) | 1 << (bits - 4) };
        if half == 1 {
            for (base, context) in self.bases.iter_mut().zip(self.contexts) {
                let hash = context.wrapping_add(begun).wrapping_mul(GOLDEN);
                let hash = (hash ^ hash >> 15).wrapping_mul(0x85EB_CA6B);
                *base = hash ^ hash >> 13;
            }
        }
        for context in 0..CONTEXTS {
            let base = self.bases[context];
            let at = (base ^ half) as usize % CELLS;
            let found = self.cells[at];
            let value = if (found ^ base) >> 25 == 0 { found } else { base >> 25 << 25 | FRESH };
            let worth = context << 11 | (value >> 14 & 0x7f0 | value & 15) as usize;
            let input = self.input(worth);
            self.at[context] = at;
            self.values[context] = value;
            self.worth_at[context] = worth;
            self.inputs[context] = if value >> 4 & 31 == 0 { 0.0 } else { input };
        }
        let mut long = 0;
        self.worth_at[CONTEXTS] = WORTHS;
        self.inputs[CONTEXTS] = 0.0;
        if self.match_length > 0 {
            let guess = u32::from(self.bytes[self.match_at % ROOM]) | 256;
            if guess >> (8 - bits) == begun {
                self.match_bit = guess >> (7 - bits) & 1 != 0;
                let length = self.match_length.min(31);
                long = length / 8 * 2 + 1 + usize::from(length > 28);
                let input = self.input(WORTHS + length);
                self.worth_at[CONTEXTS] = WORTHS + length;
                self.inputs[CONTEXTS] = if self.match_bit { input } else { -input };
            } else {
                self.match_length = 0;
            }
        }
        self.sets = [
            (long << 5 | self.place.min(31) as usize) % BY_PLACE,
            BY_PLACE + (self.last4 & 255) as usize,
            BY_PLACE + 256 + (begun & 255) as usize,
        ];
        let [place, last, beginning] = self.sets.map(|set| &self.weights[set]);
        let mut sum = 0.0;
        for input in 0..INPUTS {
            sum += self.inputs[input] * (place[input] + last[input] + beginning[input]);
        }
        let sum = sum.clamp(-11.0, 11.0);
        self.mixed = self.squashed[((sum + 12.0) * 170.0) as usize % 4096];
        let step = (sum + 11.5) as usize;
        self.share = sum + 11.5 - step as f32;
        let context = (self.last4 & 0xffff).wrapping_mul(MIX) ^ begun.wrapping_mul(GOLDEN);
        self.correction_at = (context.wrapping_mul(MIX) >> 12) as usize % CORRECTED * STEPS + step;
        let [before, after] = [0, 1].map(|next| self.corrections[(self.correction_at + next) % (CORRECTED * STEPS)]);
        let corrected = before * (1.0 - self.share) + after * self.share;
        (((self.mixed + corrected) * 32768.0) as u32).clamp(1, 65535)
    }

    /// Takes what the bit was.
    pub fn learn(&mut self, bit: bool, is_code: bool) {
        let goal = if bit { 1.0 } else { 0.0 };
        let error = (goal - self.mixed) * 0.0018;
        for set in self.sets {
            for (weight, input) in self.weights[set].iter_mut().zip(self.inputs) {
                *weight += error * input;
            }
        }
        for context in 0..CONTEXTS {
            let worth = &mut self.worths[self.worth_at[context] % WORTHS];
            *worth += (goal - *worth) * 0.006;
            let value = self.values[context];
            let likely = (value >> 9 & 0xffff) as f32;
            let times = value >> 4 & 31;
            let likely = likely + (goal * 65535.0 - likely) * self.rates[times as usize];
            let history = value & 15;
            let history = (if history < 8 { history } else { history & 3 | 4 }) << 1 | u32::from(bit);
            self.cells[self.at[context] % CELLS] =
                value >> 25 << 25 | (likely as u32) << 9 | (times + 1).min(30) << 4 | history;
        }
        let worth = &mut self.worths[self.worth_at[CONTEXTS] % (WORTHS + 32)];
        *worth += (if self.match_bit == bit { 1.0 } else { 0.0 } - *worth) * 0.006;
        for (next, share) in [(0, 1.0 - self.share), (1, self.share)] {
            let correction = &mut self.corrections[(self.correction_at + next) % (CORRECTED * STEPS)];
            *correction += (goal - *correction) * 0.02 * share;
        }
        self.begun = self.begun << 1 | u32::from(bit);
        if self.begun > 255 {
            let byte = self.begun & 255;
            self.begun = 1;
            self.byte(byte, is_code);
        }
    }

    /// Works out the contexts of the next byte.
    fn byte(&mut self, byte: u32, is_code: bool) {
        self.bytes[self.length % ROOM] = byte as u8;
        self.length += 1;
        self.last8 = self.last8 << 8 | self.last4 >> 24;
        self.last4 = self.last4 << 8 | byte;
        self.find_match(byte);
        let last = self.last4;
        let contexts = if is_code {
            self.code.byte(byte);
            let Code { operations, before, within, pending, .. } = self.code;
            self.place = self.code.place();
            let here = within.wrapping_mul(MIX) ^ pending << 27;
            [operations & 0xff ^ here, last & 0xffff, operations & 0xffff ^ here, operations ^ here, before ^ here]
        } else {
            let lower = byte | 32;
            if lower.wrapping_sub(97) < 26 || byte > 127 || byte == 39 {
                self.word = (self.word ^ lower).wrapping_add(1).wrapping_mul(MIX);
                self.word ^= self.word >> 13;
            } else if self.word != 0 {
                self.word_before = self.word;
                self.word = 0;
            }
            self.place = if byte == 0 { 0 } else { self.place + 1 };
            let word = self.word.wrapping_add(byte);
            [0, last & 0xffff, last & 0xff_ffff, word, word ^ self.word_before.wrapping_mul(31)]
        };
        for (number, context) in contexts.into_iter().enumerate() {
            let hash = context.wrapping_add((number as u32 + 1) << 24).wrapping_mul(GOLDEN);
            self.contexts[number] = (hash ^ hash >> 14).wrapping_add(number as u32).wrapping_mul(0x85EB_CA6B);
        }
    }

    /// Follows the longest match, or looks for one.
    fn find_match(&mut self, byte: u32) {
        if self.match_length > 0 && u32::from(self.bytes[self.match_at % ROOM]) == byte {
            self.match_length += 1;
            self.match_at += 1;
        } else {
            self.match_length = 0;
        }
        let hash = (self.last4.wrapping_mul(MIX) ^ self.last8 & 255).wrapping_mul(GOLDEN) >> 16;
        let seen = std::mem::replace(&mut self.seen[hash as usize % 65536], self.length as u32) as usize;
        if self.match_length == 0 {
            let mut same = 0;
            while same < 31
                && same < seen
                && self.bytes[(seen - 1 - same) % ROOM] == self.bytes[(self.length - 1 - same) % ROOM]
            {
                same += 1;
            }
            if same > 3 {
                (self.match_length, self.match_at) = (same, seen);
            }
        }
    }
}
