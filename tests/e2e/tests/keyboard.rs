//! Everything without a mouse.

use statuscope_e2e::{Browser, DESKTOP, Key, PHONE, browse};

const SEARCH: &str = "input[type=search]";

#[test]
fn from_load_to_an_opened_card_and_back_without_a_mouse() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.press_char('/').await;
        b.see_focus_on(SEARCH).await;
        b.see_search_text("").await;
        for letter in "too many".chars() {
            b.press_char(letter).await;
        }
        b.see_first_hit(429).await;
        b.press(Key::Down).await;
        b.see_focus_on("a.entry.best").await;
        b.see_focus_ring().await;
        b.press(Key::Enter).await;
        b.see_h1("429 Too Many Requests").await;
        b.see_focus_on("h1").await;
        b.back().await;
        b.see_search_text("too many").await;
        b.see_focus_on("h1, a.entry, input[type=search]").await;
        b.press_char('/').await;
        b.see_focus_on(SEARCH).await;
        b.press(Key::Escape).await;
        b.see_search_text("").await;
        b.see_focus_on(SEARCH).await;
        b.see_address("/").await;
    });
}

#[test]
fn a_slash_in_a_text_field_is_a_slash() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.press_char('/').await;
        b.see_focus_on(SEARCH).await;
        b.press_char('a').await;
        b.press_char('/').await;
        b.see_search_text("a/").await;
        b.see_focus_on(SEARCH).await;
    });
}

#[test]
fn the_slash_leads_to_the_search_from_a_card_too() {
    browse(DESKTOP, async |b| {
        b.open("/404/").await;
        b.press_char('/').await;
        b.see_focus_on(SEARCH).await;
    });
}

#[test]
fn the_shortcut_can_be_switched_off_for_good() {
    browse(DESKTOP, async |b| {
        b.open("/about/").await;
        b.see_ticked("Keyboard shortcut /", true).await;
        b.tick("Keyboard shortcut /").await;
        b.see_ticked("Keyboard shortcut /", false).await;
        for path in ["/about/", "/", "/404/"] {
            b.open(path).await;
            b.press_char('/').await;
            let focus = b.focused().await;
            assert!(!focus.starts_with("input"), "on {path} the slash still leads to {focus}");
        }
        b.open("/about/").await;
        b.see_ticked("Keyboard shortcut /", false).await;
        b.tick("Keyboard shortcut /").await;
        b.open("/").await;
        b.press_char('/').await;
        b.see_focus_on(SEARCH).await;
    });
}

/// Which of the cards has the focus, counted from 0; −1 for none.
async fn focused_card(b: &Browser) -> i64 {
    let script = "return all('a.entry').filter(shown).indexOf(document.activeElement)";
    b.ask(script, vec![]).await.as_i64().unwrap()
}

#[test]
fn arrows_move_through_the_cards() {
    for size in [DESKTOP, PHONE] {
        browse(size, async |b| {
            b.open("/").await;
            b.press_char('/').await;
            b.press(Key::Down).await;
            b.see_focus_on("a.entry").await;
            assert_eq!(focused_card(b).await, 0);
            b.press(Key::Right).await;
            assert_eq!(focused_card(b).await, 1, "to the right");
            b.press(Key::Left).await;
            assert_eq!(focused_card(b).await, 0, "and back to the left");
            for _ in 0..30 {
                b.press(Key::Down).await;
            }
            let low = focused_card(b).await;
            assert!(low > 10, "30 times down leads to card {low} only");
            let script = "const { top, bottom } = document.activeElement.getBoundingClientRect();
                return top > -1 && bottom < innerHeight + 1 || `from ${top} to ${bottom} of ${innerHeight}`";
            b.see_that("the focused card in sight", script, vec![]).await;
            for _ in 0..40 {
                b.press(Key::Up).await;
            }
            b.see_focus_on("a.entry, input[type=search]").await;
            assert!(focused_card(b).await < 3, "40 times up does not lead back");
        });
    }
}

#[test]
fn the_first_tab_offers_to_skip_the_bar() {
    browse(PHONE, async |b| {
        for path in ["/", "/404/"] {
            b.open(path).await;
            b.press(Key::Tab).await;
            b.see_focus_on("a.skip").await;
            let script = "const { top, left, width, height } = document.activeElement.getBoundingClientRect();
                return top >= 0 && left >= 0 && width > 40 && height > 15
                    || [top, left, width, height].join(' ')";
            b.see_that("a skip link that is seen", script, vec![]).await;
            b.press(Key::Enter).await;
            b.press(Key::Tab).await;
            let script = "return document.querySelector('main').contains(document.activeElement)
                || document.activeElement.outerHTML.slice(0, 200)";
            b.see_that("the focus in main after the skip", script, vec![]).await;
        }
    });
}

#[test]
fn every_stop_of_the_tab_key_shows_a_ring_and_has_a_name() {
    browse(DESKTOP, async |b| {
        for path in ["/?q=too+many", "/404/", "/map/", "/about/"] {
            b.open(path).await;
            let mut stops = Vec::new();
            for _ in 0..25 {
                b.press(Key::Tab).await;
                let focus = b.focused().await;
                if focus.starts_with("body") {
                    break;
                }
                b.see_focus_ring().await;
                let script = "const e = document.activeElement;
                    return name(e) || e.labels?.length > 0 && words(e.labels[0]) || ''";
                assert_ne!(b.ask_text(script).await, "", "{focus} on {path} has no name");
                stops.push(focus);
            }
            assert!(stops.len() > 5, "only {stops:?} on {path}");
            assert!(stops.iter().any(|stop| stop.starts_with("button")), "no button in {stops:?}");
        }
    });
}

#[test]
fn the_theme_is_changed_by_keys() {
    browse(DESKTOP, async |b| {
        b.open("/404/").await;
        for _ in 0..15 {
            b.press(Key::Tab).await;
            if b.focused().await.contains("Theme") {
                break;
            }
        }
        b.see_focus_on("button[aria-label^=Theme]").await;
        b.press(Key::Space).await;
        b.see_theme("light").await;
        b.press(Key::Enter).await;
        b.see_theme("dark").await;
        b.see_focus_on("button[aria-label^=Theme]").await;
    });
}
