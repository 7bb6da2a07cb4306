//! A page that is presented, step by step: what comes next, and how the reader gets there.

use crate::navigation;

/// Scrolls by most of a screen, if there is as much to see that way; says whether there was.
pub fn scroll_on(forward: bool) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let before = window.scroll_y().unwrap_or_default();
    let height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default() * 0.85;
    window.scroll_to_with_x_and_y(0.0, if forward { before + height } else { before - height });
    (window.scroll_y().unwrap_or_default() - before).abs() > 1.0
}

/// What is revealed one by one on a page that is presented.
const STEPS: &str = ".answers > a, .hop, .looked li, .later";

/// How many steps the page has.
#[must_use]
pub fn count() -> usize {
    navigation::all_of(STEPS).len()
}

/// Shows the first steps of a page and hides the others; the last one that is shown comes into sight.
pub fn reveal(count: usize) {
    for step in navigation::all_of("[data-later]") {
        let _ = step.remove_attribute("data-later");
    }
    for (place, step) in navigation::all_of(STEPS).iter().enumerate() {
        // The attribute is none of the app's, so drawing the page leaves it alone.
        if place >= count {
            let _ = step.set_attribute("data-later", "");
        }
        let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default();
        if place + 1 == count && step.get_bounding_client_rect().bottom() > height {
            step.scroll_into_view_with_bool(false);
        }
    }
}

/// Follows the page's own way on, if it has one; says whether it has.
pub fn follow_next() -> bool {
    navigation::all("main a[rel=next]").first().map(|link| link.click()).is_some()
}
