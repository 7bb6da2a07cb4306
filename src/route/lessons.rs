//! Addresses below `lesson/`: pages in an order, with a note for each.

use super::{Parsed, Route, practising};
use statuscope_core::quiz::lesson::Lesson;

/// Reads a page without the slash at its end, and its query.
pub(super) fn parse(page: &str, query: &str) -> Option<Parsed> {
    let fits = page == "lesson";
    fits.then(|| {
        let (lesson, left_out) = Lesson::parse(query);
        let mut ignored = Vec::new();
        for (part, why) in left_out {
            ignored.push(practising::told(&part, why));
        }
        Parsed { route: Route::Lesson(lesson), ignored }
    })
}

/// What the browser's tab says.
pub(super) fn title(lesson: &Lesson) -> String {
    match lesson.title.as_str() {
        "" => "Lesson".to_owned(),
        title => title.to_owned(),
    }
}

/// Where an address in a lesson leads.
#[must_use]
pub fn stop(path: &str) -> Route {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    Route::parse(path, query).route
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use statuscope_core::quiz::lesson::ready;

    #[test]
    fn every_page_of_a_ready_lesson_is_a_page() {
        for lesson in ready() {
            for page in &lesson.stops {
                let route = stop(page.path);
                assert!(!matches!(route, Route::Missing(_)), "{}", page.path);
                assert_eq!(stop(&route.address()), route);
            }
            assert_eq!(Route::Lesson(Lesson::of(lesson)).address(), ["lesson/?ready=", lesson.id].concat());
        }
    }

    proptest! {
        #[test]
        fn any_query_settles_at_once(query in "((title|page|note|name|ready)=(404/|interview|\\PC{0,12})&?){0,6}") {
            let route = Route::parse("lesson/", &query).route;
            let address = route.address();
            let query = address.split_once('?').map_or("", |(_, query)| query);
            prop_assert_eq!(Route::parse("lesson/", query).route, route);
        }
    }
}
