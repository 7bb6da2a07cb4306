//! Back, reload and a pasted link show exactly what was seen before.

use statuscope_e2e::{DESKTOP, PHONE, browse};

#[test]
fn an_opened_card_has_its_own_address_title_and_focus() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.type_into_search("too many").await;
        b.see_first_hit(429).await;
        let before = b.history_length().await;
        b.open_card(429).await;
        b.see_h1("429 Too Many Requests").await;
        b.see_title("429 Too Many Requests · Statuscope").await;
        b.see_address("/429/").await;
        b.see_focus_on("h1").await;
        assert_eq!(b.history_length().await, before + 1, "following a link is one step");
        assert!(b.scrolled().await < 1.0, "a new page starts at its top");
    });
}

#[test]
fn back_restores_the_query_and_forward_the_card() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.type_into_search("too many").await;
        b.see_first_hit(429).await;
        let (address, hits) = (b.address().await, b.hits().await);
        b.open_card(429).await;
        b.see_h1("429 Too Many Requests").await;
        b.back().await;
        b.see_address(&address).await;
        b.see_search_text("too many").await;
        b.see_first_hit(429).await;
        assert_eq!(b.hits().await, hits);
        b.see_focus_on("h1, a.entry[href$='429/'], input[type=search]").await;
        b.forward().await;
        b.see_h1("429 Too Many Requests").await;
        b.see_title("429 Too Many Requests · Statuscope").await;
    });
}

#[test]
fn back_restores_how_far_the_page_was_scrolled() {
    for size in [PHONE, DESKTOP] {
        browse(size, async |b| {
            b.open("/").await;
            b.scroll_to("a.entry[href$='503/']").await;
            let before = b.scrolled().await;
            assert!(before > 300.0, "the page is too short for this story: {before}");
            b.open_card(503).await;
            b.see_h1("503 Service Unavailable").await;
            assert!(b.scrolled().await < 1.0, "a new page starts at its top");
            b.back().await;
            b.see_h1("Explore").await;
            let script = "return Math.abs(scrollY - arguments[0]) < 60 || `scrolled to ${scrollY}`";
            b.see_that(&format!("a page scrolled to {before}"), script, vec![before.into()]).await;
            b.see_focus_on("h1, a.entry[href$='503/']").await;
            // Focus must not have moved the page afterwards.
            b.see_that("it still there", script, vec![before.into()]).await;
        });
    }
}

#[test]
fn back_leads_through_filters_and_cards_step_by_step() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.choose_class(5).await;
        b.see_address("/?class=5").await;
        b.open_card(502).await;
        b.see_address("/502/").await;
        b.click_link("503").await;
        b.see_h1("503 Service Unavailable").await;
        b.back().await;
        b.see_h1("502 Bad Gateway").await;
        b.back().await;
        b.see_class_chosen(5).await;
        b.back().await;
        b.see_class_chosen(0).await;
        b.see_address("/").await;
    });
}

#[test]
fn a_pasted_link_and_a_reload_restore_search_class_and_filters() {
    browse(DESKTOP, async |b| {
        b.open("/?q=too+many&class=4&show=everyday,unregistered").await;
        for round in ["pasted", "reloaded"] {
            b.see_search_text("too many").await;
            b.see_class_chosen(4).await;
            b.see_ticked("Everyday codes", true).await;
            b.see_ticked("Cacheable by default", false).await;
            b.see_ticked("Unregistered too", true).await;
            b.see_first_hit(429).await;
            let hits = b.hits().await;
            assert!(hits.iter().all(|hit| hit.starts_with('4')), "{round}: {hits:?}");
            b.reload().await;
        }
        b.open("/429/").await;
        b.reload_without_cache().await;
        b.see_h1("429 Too Many Requests").await;
        b.see_own_origin_only().await;
    });
}

#[test]
fn a_link_without_its_slash_works() {
    browse(DESKTOP, async |b| {
        b.open("/404").await;
        b.see_h1("404 Not Found").await;
        b.open("/map").await;
        b.see("h1").await;
        b.see_own_origin_only().await;
    });
}

#[test]
fn the_number_line_leads_to_the_neighbours() {
    browse(DESKTOP, async |b| {
        b.open("/404/").await;
        b.see("nav.runner [aria-current=page]").await;
        b.click_link("405").await;
        b.see_h1("405 Method Not Allowed").await;
        b.see_focus_on("h1").await;
        b.see_title("405 Method Not Allowed · Statuscope").await;
        b.click_link("404").await;
        b.see_h1("404 Not Found").await;
    });
    browse(PHONE, async |b| {
        b.open("/404/").await;
        let script = "return all('nav.runner a').filter(shown).map(words)";
        let near = b.ask_list(script).await;
        assert!(near.len() <= 6, "a phone shows the neighbours only: {near:?}");
        b.click_first("nav.runner a[href*='405']").await;
        b.see_h1("405 Method Not Allowed").await;
    });
}

#[test]
fn the_map_is_a_picture_where_there_is_room_and_else_a_list() {
    browse(DESKTOP, async |b| {
        b.open("/map/").await;
        b.see("svg.draw a").await;
        let script = "return [...new Set(all('svg.draw a').flatMap(a => words(a).match(/[1-5]\\d\\d/) ?? []))]";
        assert_eq!(b.ask_list(script).await.len(), 64, "numbers in the picture");
        b.click_first("svg.draw a[href*='404']").await;
        b.see_h1("404 Not Found").await;
        b.see_focus_on("h1").await;
    });
    browse(PHONE, async |b| {
        b.open("/map/").await;
        b.see("main li a[href*='404']").await;
        let script = "return !all('svg.draw').some(shown) || 'a picture'";
        b.see_that("no picture on a phone", script, vec![]).await;
        b.click_first("main li a[href*='404']").await;
        b.see_h1("404 Not Found").await;
    });
}

#[test]
fn the_bar_and_the_foot_lead_to_the_other_pages() {
    browse(DESKTOP, async |b| {
        b.open("/404/").await;
        b.click_link("About the data").await;
        b.see_address("/about/").await;
        b.see_h1("About the data").await;
        b.see_focus_on("h1").await;
        b.see_text("64").await;
        b.click_link("Explore").await;
        b.see_h1("Explore").await;
        b.click_link("Map").await;
        b.see_address("/map/").await;
    });
}

#[test]
fn an_address_that_the_browser_refuses_for_now_comes_later() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        // As WebKit and Firefox do after too many changes in a short time.
        let script = "const real = history.replaceState;
            let left = 7;
            history.replaceState = function (...all) {
                if (left-- > 0) throw new DOMException('too many', 'SecurityError');
                real.apply(this, all);
            }";
        b.ask(script, vec![]).await;
        b.type_into_search("too many").await;
        b.see_first_hit(429).await;
        b.type_into_search("gone").await;
        b.see_first_hit(410).await;
        b.see_address("/?q=gone").await;
        b.ask("history.replaceState = () => { throw new DOMException('too many', 'SecurityError') }", vec![]).await;
        b.type_into_search("tea").await;
        b.see_first_hit(418).await;
        assert_eq!(b.address().await, "/?q=gone");
        b.ask("delete history.replaceState", vec![]).await;
        b.see_address("/?q=tea").await;
    });
}
