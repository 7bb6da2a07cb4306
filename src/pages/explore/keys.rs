//! Arrow keys among the entries.

use crate::components::arrows;
use crate::navigation;
use crate::pages::explore::SEARCH;
use web_sys::KeyboardEvent;

/// Arrow keys move among the entries; Escape, and up from the first row, return to the search.
pub fn step_through(event: &KeyboardEvent) {
    if event.key() == "Escape" || arrows::step_through(event, "a.entry") {
        navigation::focus(SEARCH);
    }
}
