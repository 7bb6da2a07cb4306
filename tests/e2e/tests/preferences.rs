//! The theme, and storage that does not work.

use statuscope_e2e::{BLOCKED_STORAGE, BROKEN_STORAGE, Browser, DESKTOP, PHONE, Scheme, browse, browse_after};

/// The colours that a reader sees: page, text, and one number.
async fn colours(b: &Browser) -> String {
    let script = "const scope = document.querySelector('main');
        const number = document.querySelector('a.entry .num');
        const solid = e => { for (; e; e = e.parentElement) {
            const colour = getComputedStyle(e).backgroundColor;
            if (!/, 0\\)$|transparent/.test(colour)) return colour } };
        return [solid(scope), getComputedStyle(scope).color, getComputedStyle(number).color].join()";
    b.ask_text(script).await
}

#[test]
fn the_theme_goes_from_system_to_light_to_dark_and_round() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        for theme in ["system", "light", "dark", "system"] {
            b.see_theme(theme).await;
            b.click_button("Theme").await;
        }
        b.see_theme("light").await;
    });
}

#[test]
fn a_chosen_theme_survives_reload_and_other_pages() {
    browse(PHONE, async |b| {
        b.open("/").await;
        b.click_button("Theme").await;
        b.click_button("Theme").await;
        b.see_theme("dark").await;
        assert_eq!(b.stored("statuscope.theme").await.as_deref(), Some("dark"));
        b.reload().await;
        b.see_theme("dark").await;
        b.open("/404/").await;
        b.see_theme("dark").await;
        b.click_button("Theme").await;
        b.see_theme("system").await;
        b.reload().await;
        b.see_theme("system").await;
    });
}

#[test]
fn a_chosen_theme_looks_as_the_same_theme_of_the_system() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        let light = colours(b).await;
        b.prefer(Scheme::Dark).await;
        let dark = colours(b).await;
        assert_ne!(light, dark, "the system's wish changes nothing");
        b.click_button("Theme").await;
        b.see_theme("light").await;
        assert_eq!(colours(b).await, light, "light was chosen on a dark system");
        b.prefer(Scheme::Light).await;
        b.click_button("Theme").await;
        b.see_theme("dark").await;
        assert_eq!(colours(b).await, dark, "dark was chosen on a light system");
    });
}

#[test]
fn a_corrupt_store_changes_nothing_but_the_default() {
    let long = "dark".repeat(50_000);
    browse(DESKTOP, async |b| {
        b.open("/").await;
        for value in ["purple", "", "null", "{\"theme\":", "DARK", "\u{0}", "🫖", &long] {
            b.store("statuscope.theme", value).await;
            b.store("statuscope.unheard-of", value).await;
            b.reload().await;
            b.see_theme("system").await;
            b.see_h1("Explore").await;
        }
        b.type_into_search("too many").await;
        b.see_first_hit(429).await;
        b.click_button("Theme").await;
        b.see_theme("light").await;
        assert_eq!(b.stored("statuscope.theme").await.as_deref(), Some("light"));
    });
}

#[test]
fn without_storage_everything_works_for_as_long_as_the_page_is_open() {
    browse_after(BLOCKED_STORAGE, DESKTOP, see_that_the_app_works);
}

#[test]
fn with_a_full_storage_everything_works_for_as_long_as_the_page_is_open() {
    browse_after(BROKEN_STORAGE, DESKTOP, see_that_the_app_works);
}

/// Search, theme, a card and the preferences on About.
async fn see_that_the_app_works(b: &Browser) {
    b.open("/").await;
    b.see_theme("system").await;
    b.type_into_search("too many").await;
    b.see_first_hit(429).await;
    b.click_button("Theme").await;
    b.see_theme("light").await;
    b.open_card(429).await;
    b.see_h1("429 Too Many Requests").await;
    b.see_theme("light").await;
    b.click_link("About the data").await;
    b.tick("Keyboard shortcut /").await;
    b.see_ticked("Keyboard shortcut /", false).await;
}
