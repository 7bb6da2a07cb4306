//! A lesson is its address.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use proptest::prelude::*;
use statuscope_core::quiz::lesson::{LONGEST, Lesson, MOST, Page, clipped, inside, ready};

fn read(query: &str) -> Lesson {
    let (lesson, left_out) = Lesson::parse(query.trim_start_matches('?'));
    assert!(left_out.is_empty(), "{left_out:?}");
    lesson
}

fn paths(lesson: &Lesson) -> Vec<&str> {
    lesson.pages.iter().map(|page| page.path.as_str()).collect()
}

#[test]
fn ready_lessons_have_short_addresses_until_they_are_changed() {
    let titles: Vec<&str> = ready().iter().map(|ready| ready.title).collect();
    assert_eq!(titles, ["HTTP status codes in 45 minutes", "Redirects for API designers", "Interview warm-up"]);
    for ready in ready() {
        let mut lesson = Lesson::of(ready);
        assert_eq!(lesson.query(), format!("?ready={}", ready.id));
        assert_eq!(read(&lesson.query()), lesson);
        assert!((6..=10).contains(&lesson.pages.len()));
        assert!(lesson.shift(0, 1));
        assert!(lesson.query().starts_with("?title="));
        assert_eq!(read(&lesson.query()), lesson);
        // It fits into a QR code of a size that can be read from a screen.
        assert!(lesson.query().len() < 1_300, "{}", lesson.query().len());
    }
}

#[test]
fn pages_are_added_moved_and_taken_out() {
    let mut lesson = read("title=Tea&page=404/&page=/410/&page=&page=decide/respond/?path=clash.y&name=A+clash");
    assert_eq!(paths(&lesson), ["404/", "410/", "", "decide/respond/?path=clash.y"]);
    assert_eq!(lesson.pages[3].name, "A clash");
    assert!(lesson.shift(3, 0) && lesson.shift(1, 99) && !lesson.shift(9, 0) && !lesson.shift(2, 2));
    assert_eq!(paths(&lesson), ["decide/respond/?path=clash.y", "410/", "", "404/"]);
    assert_eq!(lesson.remove(1).unwrap().path, "410/");
    assert_eq!(lesson.remove(9), None);
    assert_eq!((lesson.place("404/"), lesson.place("410/")), (Some(2), None));
    assert_eq!(lesson.add("405/"), Ok(()));
    assert_eq!(
        lesson.query(),
        "?title=Tea&page=decide/respond/%3Fpath%3Dclash.y&name=A+clash&page=&page=404/&page=405/"
    );
    assert!(!Lesson::default().shift(0, 1));
    assert_eq!(Lesson::default().query(), "");
}

#[test]
fn what_cannot_be_used_is_told() {
    let long = "x".repeat(LONGEST + 1);
    let query = format!(
        "note=early&page=https://evil.example/&page=javascript:alert(1)&page=//evil.example/&page=a/../b&page=\\evil&page=404/&note={long}&ready=tea&x=y"
    );
    let (lesson, left_out) = Lesson::parse(&query);
    let told: Vec<&str> = left_out.iter().map(|(_, why)| *why).collect();
    let outside = "a lesson has only pages of this app";
    assert_eq!(
        told,
        [
            "belongs to no page",
            outside,
            outside,
            outside,
            outside,
            "is too long and was cut",
            "there is no such lesson",
            "means nothing here"
        ]
    );
    // Two slashes in front are none.
    assert_eq!(paths(&lesson), ["evil.example/", "404/"]);
    assert_eq!(lesson.pages[1].note.len(), LONGEST);
    let many: String = (0..=MOST).map(|_| "page=404/&").collect();
    let (lesson, left_out) = Lesson::parse(&many);
    assert_eq!((lesson.pages.len(), left_out[0].1), (MOST, "a lesson has at most 40 pages"));
}

proptest! {
    #[test]
    fn addresses_come_back(
        title in "\\PC{0,40}",
        pages in prop::collection::vec(("[a-z0-9/]{0,8}(\\?[a-z=&%+:]{0,12})?", ".{0,10}", "(?s).{0,30}"), 0..8),
    ) {
        let mut lesson = Lesson { title: clipped(&title).to_owned(), pages: Vec::new() };
        for (path, name, note) in pages {
            if let Ok(path) = inside(&path) {
                lesson.pages.push(Page { path: path.to_owned(), name, note });
            }
        }
        prop_assert_eq!(read(&lesson.query()), lesson);
    }

    #[test]
    fn any_address_is_a_lesson(query in "((title|page|note|name|ready|x)=[a-z0-9:./%+-]{0,12}&?){0,8}|\\PC{0,80}") {
        let (lesson, _) = Lesson::parse(&query);
        prop_assert!(lesson.pages.len() <= MOST);
        for page in &lesson.pages {
            prop_assert_eq!(inside(&page.path), Ok(page.path.as_str()));
        }
        prop_assert_eq!(read(&lesson.query()), lesson);
    }

    #[test]
    fn moving_there_and_back_changes_nothing(from in 0..9_usize, to in 0..9_usize) {
        let before = Lesson::of(&ready()[0]);
        let mut lesson = before.clone();
        if lesson.shift(from, to) {
            prop_assert_ne!(&lesson, &before);
            lesson.shift(to.min(before.pages.len() - 1), from);
        }
        prop_assert_eq!(lesson, before);
    }
}
