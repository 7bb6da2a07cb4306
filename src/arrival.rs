//! How a page was come to, and what that means for title, focus and scrolling.

use crate::components::search::SEARCH;
use crate::navigation;
use crate::pages::decide;
use crate::route::Route;

/// How the present route was reached, which decides about focus and scrolling.
#[derive(Debug, Clone, PartialEq)]
pub enum Arrival {
    /// The page was loaded.
    Load,
    /// A link was followed.
    Link,
    /// The key for the search was pressed.
    Search,
    /// Back or forward, from the route given.
    History(Route),
    /// The same page, changed in place.
    Edit,
    /// The same page with other filters: the reader stays where they are.
    Filter,
    /// The answer to a question.
    Answer,
}

/// What follows a change of route: title, focus, scrolling.
pub fn settle(route: &Route, arrival: &Arrival) {
    navigation::tell(route);
    decide::zoom::center();
    match arrival {
        // The script that starts the app keeps focus and place as they were on the static page.
        Arrival::Edit | Arrival::Load => {}
        Arrival::Filter => {
            // What was pressed may be gone, such as an example.
            if !navigation::has_focus() && !navigation::focus(SEARCH) {
                navigation::focus("h1");
            }
        }
        Arrival::Link => {
            navigation::scroll_to_top();
            navigation::focus("h1");
        }
        Arrival::Answer => navigation::come_to("#answer"),
        Arrival::Search => {
            navigation::scroll_to_top();
            navigation::focus(SEARCH);
        }
        Arrival::History(from) => {
            // Back from a card: the reader's place is the card that was opened.
            let address = from.address();
            let link = [".entries a[href$=\"/", &address, "\"]"].concat();
            let opened = matches!(from, Route::Code(_)) && navigation::focus(&link);
            if !opened {
                navigation::focus("h1");
            }
            navigation::restore_scroll();
        }
    }
}
