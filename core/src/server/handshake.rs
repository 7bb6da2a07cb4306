//! The WebSocket handshake (RFC 6455 4.2.2): what `Sec-WebSocket-Accept` has to be.

use crate::redirect::base64;

/// What is appended to the key before it is hashed.
pub const GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// `Sec-WebSocket-Accept` for a `Sec-WebSocket-Key`.
///
/// ```
/// use statuscope_core::server::accept_key;
/// assert_eq!(accept_key("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
/// ```
#[must_use]
pub fn accept_key(key: &str) -> String {
    base64(&sha1([key.trim_ascii(), GUID].concat().as_bytes()))
}

/// Whether a key is sixteen bytes in base64, as it has to be (RFC 6455 4.1).
#[must_use]
pub fn is_key(key: &str) -> bool {
    let body = key.trim_ascii();
    let Some(digits) = body.strip_suffix("==") else { return false };
    digits.len() == 22
        && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/')
        // Only two bits of the last digit count.
        && digits.ends_with(['A', 'Q', 'g', 'w'])
}

/// RFC 3174. SHA-1 is broken for signatures; here it only shows that the server has read the key.
fn sha1(data: &[u8]) -> [u8; 20] {
    let mut message = data.to_vec();
    message.push(0x80);
    while message.len() % 64 != 56 {
        message.push(0);
    }
    message.extend_from_slice(&(data.len() as u64 * 8).to_be_bytes());
    let [mut h0, mut h1, mut h2, mut h3, mut h4] =
        [0x6745_2301_u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    for block in message.chunks_exact(64) {
        // The last sixteen words are all that the schedule looks at.
        let mut words: Vec<u32> = Vec::with_capacity(80);
        for word in block.chunks_exact(4) {
            words.push(word.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)));
        }
        for at in 16..80 {
            let back = |count: usize| words.get(at - count).copied().unwrap_or(0);
            let word = (back(3) ^ back(8) ^ back(14) ^ back(16)).rotate_left(1);
            words.push(word);
        }
        let [mut a, mut b, mut c, mut d, mut e] = [h0, h1, h2, h3, h4];
        for (round, word) in words.iter().enumerate() {
            let (mixed, constant) = match round {
                0..20 => (b & c | !b & d, 0x5a82_7999),
                20..40 => (b ^ c ^ d, 0x6ed9_eba1),
                40..60 => (b & c | b & d | c & d, 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6_u32),
            };
            let sum = a.rotate_left(5).wrapping_add(mixed).wrapping_add(e).wrapping_add(constant).wrapping_add(*word);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, sum);
        }
        h0 = h0.wrapping_add(a);
        h1 = h1.wrapping_add(b);
        h2 = h2.wrapping_add(c);
        h3 = h3.wrapping_add(d);
        h4 = h4.wrapping_add(e);
    }
    let mut out = [0; 20];
    for (place, byte) in out.iter_mut().zip([h0, h1, h2, h3, h4].into_iter().flat_map(u32::to_be_bytes)) {
        *place = byte;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The examples of RFC 3174 7.3 and texts around the size of a block.
    #[test]
    fn hashes() {
        for (text, expected) in [
            ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
        ] {
            assert_eq!(hex(&sha1(text.as_bytes())), expected);
        }
        assert_eq!(hex(&sha1(&[b'a'; 1_000_000])), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
    }

    #[test]
    fn the_example_of_101_is_right() {
        let exchange = catalog::entry(101).map(|entry| &entry.exchange);
        let field = |text: &str, name: &str| {
            text.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned).unwrap_or_default()
        };
        let key = exchange.map(|exchange| field(exchange.request, "Sec-WebSocket-Key: ")).unwrap_or_default();
        let accept =
            exchange.and_then(|exchange| exchange.responses.first()).map(|text| field(text, "Sec-WebSocket-Accept: "));
        assert_eq!(Some(accept_key(&key)), accept);
        assert!(
            is_key(&key) && !is_key("") && !is_key("c3RhdHVzY29wZSAxMDEgaw") && !is_key("c3RhdHVzY29wZSAxMDEgax==")
        );
    }
}
