//! QR codes (ISO/IEC 18004) of as little as a link needs: bytes, the lowest correction, versions 1 to 25.
//!
//! The mask is always the first one. Which is best is for scanners in bad light; all of them read any.
//! The crate `qrcodegen` made the app 2 KB larger; the tests hold every version against it.

/// Bytes of correction in a block, and how many blocks there are, for versions from 1 on.
const BLOCKS: [(u8, u8); 25] = [
    (7, 1),
    (10, 1),
    (15, 1),
    (20, 1),
    (26, 1),
    (18, 2),
    (20, 2),
    (24, 2),
    (30, 2),
    (18, 4),
    (20, 4),
    (24, 4),
    (26, 4),
    (30, 4),
    (22, 6),
    (24, 6),
    (28, 6),
    (30, 6),
    (28, 7),
    (28, 8),
    (28, 8),
    (28, 9),
    (30, 9),
    (30, 10),
    (26, 12),
];

/// Correction and mask, with a checksum of their own: always the same here.
const FORMAT: usize = 0x77c4;

/// A square of modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// How many modules are in a row.
    pub size: usize,
    /// Row by row: 1 for dark; 2 is added to what belongs to no content.
    modules: Vec<u8>,
}

/// The code of a text; none if it is longer than 1,273 bytes.
#[must_use]
pub fn code(text: &[u8]) -> Option<Code> {
    let mut version = 0;
    for (correction, blocks) in BLOCKS {
        version += 1;
        let all = modules(version) / 8;
        let room = all - usize::from(correction) * usize::from(blocks);
        let digits = if version < 10 { 2 } else { 4 };
        // Mode and terminator have half a byte each.
        if text.len() + 1 + digits / 2 <= room {
            let content = content(text, digits, room);
            let sent = interleaved(&content, all, usize::from(correction), usize::from(blocks));
            let size = version * 4 + 17;
            let mut code = Code { size, modules: vec![0; size * size] };
            code.draw_patterns(version);
            code.draw(&sent);
            return Some(code);
        }
    }
    None
}

/// How many modules a version has for content and correction.
fn modules(version: usize) -> usize {
    let mut count = (16 * version + 128) * version + 64;
    if version > 1 {
        let across = version / 7 + 2;
        count -= (25 * across - 10) * across - 55;
    }
    if version > 6 { count - 36 } else { count }
}

/// Mode, length, text, end, filling.
fn content(text: &[u8], digits: usize, room: usize) -> Vec<u8> {
    // In half bytes: the mode is one, so everything else lies across two.
    let mut halves = vec![4];
    for digit in (0..digits).rev() {
        halves.push((text.len() >> (4 * digit)) as u8 & 15);
    }
    for byte in text {
        halves.extend([byte >> 4, byte & 15]);
    }
    halves.push(0);
    let mut bytes = Vec::new();
    for pair in halves.chunks(2) {
        bytes.push(pair.iter().fold(0, |byte, half| byte << 4 | half));
    }
    let mut filling = 0xec;
    while bytes.len() < room {
        bytes.push(filling);
        filling ^= 0xec ^ 0x11;
    }
    bytes
}

/// A product in the field of 256 elements.
fn times(x: u8, y: u8) -> u8 {
    let mut product = 0u8;
    for bit in (0..8).rev() {
        product = (product << 1) ^ ((product >> 7) * 0x1d);
        product ^= ((y >> bit) & 1) * x;
    }
    product
}

/// The correction of a block (Reed and Solomon).
fn correction(block: &[u8], length: usize) -> Vec<u8> {
    let mut divisor = vec![0; length];
    if let Some(last) = divisor.last_mut() {
        *last = 1;
    }
    let mut root = 1;
    for _ in 0..length {
        let mut ahead = divisor.iter().skip(1).copied().collect::<Vec<u8>>();
        ahead.push(0);
        for (own, next) in divisor.iter_mut().zip(ahead) {
            *own = times(*own, root) ^ next;
        }
        root = times(root, 2);
    }
    let mut rest = vec![0; length];
    for byte in block {
        let factor = byte ^ rest.remove(0);
        rest.push(0);
        for (own, each) in rest.iter_mut().zip(&divisor) {
            *own ^= times(*each, factor);
        }
    }
    rest
}

/// Content and correction in the order in which they are drawn: a byte of each block in turn.
fn interleaved(content: &[u8], all: usize, length: usize, blocks: usize) -> Vec<u8> {
    let short = all / blocks - length;
    let mut split = Vec::new();
    let mut rest = content;
    for block in 0..blocks {
        let longer = usize::from(block >= blocks - all % blocks);
        let (own, after) = rest.split_at((short + longer).min(rest.len()));
        rest = after;
        split.push((own, correction(own, length)));
    }
    let mut sent = Vec::new();
    for place in 0..=short {
        for (own, _) in &split {
            sent.extend(own.get(place));
        }
    }
    for place in 0..length {
        for (_, correction) in &split {
            sent.extend(correction.get(place));
        }
    }
    sent
}

impl Code {
    /// Whether a module is dark.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.size && self.modules.get(y * self.size + x).is_some_and(|module| module & 1 == 1)
    }

    fn set(&mut self, x: usize, y: usize, dark: bool) {
        if x < self.size
            && let Some(module) = self.modules.get_mut(y * self.size + x)
        {
            *module = 2 | u8::from(dark);
        }
    }

    /// Squares in squares around a place.
    fn target(&mut self, x: usize, y: usize, reach: usize, light: [usize; 2]) {
        for up in 0..=2 * reach {
            for left in 0..=2 * reach {
                let far = up.abs_diff(reach).max(left.abs_diff(reach));
                // What lies beyond the upper or left edge is very far to the right or below.
                let (x, y) = ((x + left).wrapping_sub(reach), (y + up).wrapping_sub(reach));
                if y < self.size {
                    self.set(x, y, !light.contains(&far));
                }
            }
        }
    }

    fn draw_patterns(&mut self, version: usize) {
        let size = self.size;
        for place in 0..size {
            self.set(6, place, place % 2 == 0);
            self.set(place, 6, place % 2 == 0);
        }
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] {
            self.target(x, y, 4, [2, 4]);
        }
        let across = if version > 1 { version / 7 + 2 } else { 0 };
        let step = if across > 1 { (version * 4 + across * 2 + 1) / (across * 2 - 2) * 2 } else { 0 };
        let place = |number: usize| if number == 0 { 6 } else { size - 7 - (across - 1 - number) * step };
        for row in 0..across {
            for column in 0..across {
                let corner = [(0, 0), (0, across - 1), (across - 1, 0)].contains(&(row, column));
                if !corner {
                    self.target(place(column), place(row), 2, [1, 1]);
                }
            }
        }
        for bit in 0..15 {
            let dark = FORMAT >> bit & 1 == 1;
            match bit {
                0..=5 => self.set(8, bit, dark),
                6 | 7 => self.set(8, bit + 1, dark),
                8 => self.set(7, 8, dark),
                _ => self.set(14 - bit, 8, dark),
            }
            if bit < 8 { self.set(size - 1 - bit, 8, dark) } else { self.set(8, size - 15 + bit, dark) }
        }
        self.set(8, size - 8, true);
        if version > 6 {
            let mut rest = version;
            for _ in 0..12 {
                rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
            }
            let bits = version << 12 | rest;
            for bit in 0..18 {
                let (far, near) = (size - 11 + bit % 3, bit / 3);
                self.set(far, near, bits >> bit & 1 == 1);
                self.set(near, far, bits >> bit & 1 == 1);
            }
        }
    }

    /// Up and down in columns two modules wide, from the right; with the mask.
    fn draw(&mut self, sent: &[u8]) {
        let size = self.size;
        let mut bit = 0;
        for pair in (0..size / 2).rev() {
            // The column of the timing pattern is left out.
            let right = if pair < 3 { 2 * pair + 1 } else { 2 * pair + 2 };
            for row in 0..size {
                let y = if (right + 1) & 2 == 0 { size - 1 - row } else { row };
                for x in [right, right - 1] {
                    if let Some(module) = self.modules.get_mut(y * size + x)
                        && *module & 2 == 0
                    {
                        let byte = sent.get(bit / 8).copied().unwrap_or_default();
                        *module = (byte >> (7 - bit % 8) & 1) ^ u8::from((x + y) % 2 == 0);
                        bit += 1;
                    }
                }
            }
        }
    }
}
