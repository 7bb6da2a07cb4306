//! A text as a QR code.

use crate::element::{El, el};
use qrcodegen::{QrCode, QrCodeEcc};
use statuscope_core::text::decimal;

/// What fits into the largest code that a phone reads from a projector: version 25 or so.
const LONGEST: usize = 1_250;

/// The code as a drawing, dark on white in any theme, with the quiet zone that readers want. None for a
/// text that is too long.
#[must_use]
pub fn qr(text: &str, name: &'static str) -> Option<El> {
    if text.len() > LONGEST {
        return None;
    }
    let code = QrCode::encode_binary(text.as_bytes(), QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let (width, left, top) = (decimal((x - start) as usize), decimal(start as usize), decimal(y as usize));
                for part in ["M", &left, " ", &top, "h", &width, "v1h-", &width, "z"] {
                    path.push_str(part);
                }
            }
            x += 1;
        }
    }
    let size = decimal(code.size() as usize + 8);
    let white = el("path[fill=#fff]").attr("d", ["M-4-4h", &size, "v", &size, "h-", &size, "z"].concat());
    Some(
        el("svg.qr[role=img]")
            .attr("viewBox", ["-4 -4 ", &size, " ", &size].concat())
            .attr("aria-label", name)
            .with(white)
            .with(el("path[fill=#000]").attr("d", path)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_has_no_code() {
        assert!(qr("https://example.com/lesson/?ready=interview", "A code").is_some());
        assert!(qr(&"x".repeat(LONGEST), "A code").is_some());
        assert!(qr(&"x".repeat(LONGEST + 1), "A code").is_none());
    }
}
