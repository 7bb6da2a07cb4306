//! Codes of all versions, module by module as another implementation draws them.
#![allow(clippy::unwrap_used, reason = "tests")]

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use statuscope_core::qr;

fn is_as_the_crate_draws_it(text: &[u8]) {
    let ours = qr::code(text).unwrap();
    let segments = [QrSegment::make_bytes(text)];
    let (least, most) = (Version::new(1), Version::new(25));
    let theirs =
        QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, least, most, Some(Mask::new(0)), false).unwrap();
    assert_eq!(ours.size as i32, theirs.size(), "{} bytes", text.len());
    for y in 0..ours.size {
        for x in 0..ours.size {
            assert_eq!(ours.is_dark(x, y), theirs.get_module(x as i32, y as i32), "{} bytes, {x} {y}", text.len());
        }
    }
}

#[test]
fn every_length_is_drawn_right() {
    let text: Vec<u8> = (0..1_273u32).map(|place| (place * 7 + place / 9) as u8).collect();
    for length in (0..text.len()).step_by(5).chain(0..300).chain([1_272, 1_273]) {
        is_as_the_crate_draws_it(text.get(..length).unwrap());
    }
    assert!(qr::code(&[b'x'; 1_274]).is_none());
}
