//! A text as a QR code.

use crate::element::{El, el};
use statuscope_core::qr;
use statuscope_core::text::decimal;

/// The code as a drawing, dark on white in any theme, with the quiet zone that readers want. None for a
/// text that is too long.
#[must_use]
pub fn qr(text: &str, name: &'static str) -> Option<El> {
    let code = qr::code(text.as_bytes())?;
    let mut path = String::new();
    for y in 0..code.size {
        let mut x = 0;
        while x < code.size {
            let start = x;
            while code.is_dark(x, y) {
                x += 1;
            }
            if x > start {
                for part in ["M", &decimal(start), " ", &decimal(y), "v1h", &decimal(x - start), "v-1z"] {
                    path.push_str(part);
                }
            }
            x += 1;
        }
    }
    let size = code.size as u16 + 8;
    Some(
        el("svg.qr[role=img]")
            .drawn("viewBox", "-4 -4 ~ ~", &[size, size])
            .attr("aria-label", name)
            .with(el("path[fill=#fff]").drawn("d", "M-4-4v~h~V-4z", &[size, size]))
            .with(el("path[fill=#000]").attr("d", path)),
    )
}
