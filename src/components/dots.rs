//! How far one is: a bar for each question.

use crate::element::{El, el};

/// Those that are done, that there are now, and that may come.
pub fn dots(done: usize, now: usize, maybe: usize) -> El {
    let mut dots = el("span.dots[aria-hidden=true]");
    for (count, class) in [(done, ""), (now, "now"), (maybe, "maybe")] {
        for _ in 0..count {
            dots = dots.with(el("i").class(class));
        }
    }
    dots
}
