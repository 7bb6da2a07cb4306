//! The harness itself: what it asserts can fail, and says what it saw.
//!
//! The pages here are made for it. They have the hooks of the real ones and a fault each.

use statuscope_e2e::{BROKEN_STORAGE, Browser, DESKTOP, Folder, Key, NARROW, Scheme, Site, browse_at, failure_of};

/// A page as the app would draw it, with room for a fault.
const PAGE: &str = "<!doctype html><html lang=en><meta charset=utf-8>
<title>404 Not Found · Statuscope</title><link rel=icon href='data:,'>
<meta name=viewport content='width=device-width, initial-scale=1'>
<link rel=stylesheet href=\"./page.css\"><script defer src=\"./page.js\"></script><main><h1 tabindex=-1><span>404</span> Not
Found</h1>
<button aria-label='Theme: as the system. Change to light'>T</button>
<label>Search <input type=search value=lost></label>
<label><input type=checkbox checked> Everyday codes <b>3</b></label>
<p role=status><b>2 codes</b> for “lost”, best first</p>
<nav class=thumbs aria-label=Class><a href='#x' aria-current=true>4xx <b>2</b></a></nav>
<section id=x class=class><h2>Two</h2>
<a class='entry best' href='other.html'><span class=num>404</span> <span class=name>Not <mark>Found</mark></span></a>
<a class=entry href='other.html'><span class=num>410</span> <span class=name>Gone</span></a>
</section><!--here--></main></html>";

/// Its style, and that of the faults: the server's policy allows none within the page.
const STYLE: &str = ":focus-visible { outline: 3px solid blue } * { font-size: 1rem }
    body { background: #fff; color: #000; margin: 0 }
    .scroller { overflow: auto } .scroller div { width: 900px } .culprit { width: 400px }
    @media (prefers-color-scheme: dark) { body { background: #000; color: #fff } }
    @media print { button { display: none } @page { size: A4 } .next { break-before: page } }";

/// What its button does.
const SCRIPT: &str = "document.querySelector('.copy')?.addEventListener('click', () =>
    navigator.clipboard.writeText('GONE'))";

/// Tells a story on one page with this inserted.
fn on_a_page_with(fault: &str, story: impl AsyncFnOnce(&Browser)) {
    let folder = Folder::empty();
    folder.write("index.html", PAGE.replace("<!--here-->", fault));
    folder.write("other.html", PAGE.replace("404", "410").replace("lost", ""));
    folder.write("404.html", PAGE.replace("\"./", "\"/"));
    folder.write("page.css", STYLE);
    folder.write("page.js", SCRIPT);
    let site = Site::of(folder.path());
    browse_at(&site.origin(), DESKTOP, async |b| {
        b.lose_patience();
        story(b).await;
    });
}

/// The story fails, and its message has these words.
macro_rules! fails_with {
    ($words:expr, $story:expr) => {{
        let message = failure_of($story).await;
        assert!(message.contains($words), "no “{}” in: {message}", $words);
    }};
}

#[test]
fn what_is_there_is_seen_and_what_is_not_is_named() {
    on_a_page_with("", async |b| {
        b.open("/").await;
        b.see_h1("404 Not Found").await;
        fails_with!("404 Not Found", b.see_h1("405 Method Not Allowed"));
        b.see_title("404 Not Found · Statuscope").await;
        fails_with!("Statuscope", b.see_title("Statuscope"));
        b.see_address("/").await;
        fails_with!("“/”", b.see_address("/?q=lost"));
        b.see_status("2 codes for “lost”, best first").await;
        fails_with!("2 codes", b.see_status("3 codes"));
        fails_with!("2 codes", b.see_status_with("3 codes"));
        b.see_search_text("lost").await;
        fails_with!("lost", b.see_search_text("found"));
        b.see_first_hit(404).await;
        fails_with!("404 “Not Found”", b.see_first_hit(410));
        assert_eq!(b.hits().await, ["404", "410"]);
        assert_eq!(b.marks().await, ["Found"]);
        b.see_theme("system").await;
        fails_with!("system", b.see_theme("dark"));
        b.see_ticked("Everyday", true).await;
        fails_with!("ticked: true", b.see_ticked("Everyday", false));
        b.see_class_chosen(4).await;
        fails_with!("4xx", b.see_class_chosen(0));
        b.see("mark").await;
        fails_with!("nothing of that kind", b.see("mark.other"));
        b.see_text("best first").await;
        fails_with!("Everyday", b.see_text("worst first"));
    });
}

#[test]
fn a_best_hit_that_is_not_marked_is_noticed() {
    on_a_page_with("", async |b| {
        b.open("/").await;
        b.ask("document.querySelector('.best').classList.remove('best')", vec![]).await;
        fails_with!("not marked as best", b.see_first_hit(404));
    });
}

#[test]
fn keys_and_clicks_arrive_and_the_focus_is_followed() {
    on_a_page_with("", async |b| {
        b.open("/").await;
        b.type_into_search("too many").await;
        b.see_search_text("too many").await;
        b.see_focus_on("input[type=search]").await;
        fails_with!("too many", b.see_focus_on("h1"));
        b.press_char('/').await;
        b.see_search_text("too many/").await;
        b.paste_into_search("🫖 ابريق").await;
        b.see_search_text("🫖 ابريق").await;
        b.press(Key::Tab).await;
        b.press(Key::Tab).await;
        b.press_with_shift(Key::Tab).await;
        b.see_focus_on("input[type=checkbox]").await;
        b.see_focus_ring().await;
        b.ask("document.activeElement.style.outline = 'none'", vec![]).await;
        fails_with!("outline none", b.see_focus_ring());
        b.tick("Everyday").await;
        b.see_ticked("Everyday", false).await;
        b.choose_class(4).await;
        b.see_address("/#x").await;
        fails_with!("no such thing", b.choose_class(5));
        fails_with!("no such thing", b.open_card(500));
        fails_with!("no such thing", b.click_link("Nowhere"));
        fails_with!("no such thing", b.click_button("Nothing"));
        b.open_card(410).await;
        b.see_h1("410 Not Found").await;
        b.back().await;
        b.see_h1("404 Not Found").await;
        assert_eq!(b.history_length().await, 4, "start, page, fragment, other page");
    });
}

#[test]
fn errors_in_the_console_fail_the_story() {
    on_a_page_with("", async |b| {
        b.open("/no/such/page").await;
        b.see_quiet_console().await;
        b.ask("console.warn('only a warning')", vec![]).await;
        b.see_quiet_console().await;
        b.ask("console.error('a hair in the soup')", vec![]).await;
        fails_with!("a hair in the soup", b.see_quiet_console());
        fails_with!("a hair in the soup", b.see_quiet_console());
        b.excuse_console_errors("in the soup");
        b.see_quiet_console().await;
        let script = "const img = document.createElement('img'); img.src = '/gone.png';
            await new Promise(done => { img.onerror = done; document.body.append(img) })";
        b.ask_later(script, vec![]).await;
        fails_with!("gone.png", b.see_quiet_console());
        b.excuse_console_errors("gone.png");
        let script = "setTimeout(() => { throw new Error('thrown later') });
            await new Promise(done => setTimeout(done))";
        b.ask_later(script, vec![]).await;
        fails_with!("thrown later", b.see_quiet_console());
        b.excuse_console_errors("thrown later");
    });
}

#[test]
fn a_page_that_does_not_start_fails_at_once_with_what_it_says() {
    on_a_page_with("<section class=crash>It did not start.</section>", async |b| {
        fails_with!("It did not start", b.open("/"));
        fails_with!("It did not start", b.see_the_app());
    });
}

#[test]
fn a_failing_story_closes_the_browser_and_keeps_its_message() {
    let told = std::panic::catch_unwind(|| {
        on_a_page_with("", async |b| {
            b.open("/").await;
            b.ask("console.error('unexpected')", vec![]).await;
        });
    });
    let message = *told.unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains("unexpected"), "{message}");
}

#[test]
fn a_page_that_is_too_wide_is_noticed() {
    let wide = "<div class=scroller><div>.</div></div> <div class=culprit>wide</div>";
    on_a_page_with(wide, async |b| {
        b.open("/").await;
        b.no_sideways_scroll().await;
        b.resize(NARROW).await;
        fails_with!("culprit", b.no_sideways_scroll());
        assert_eq!(b.ask("return innerWidth", vec![]).await, NARROW.width);
    });
}

#[test]
fn axe_finds_a_fault_and_only_where_there_is_one() {
    on_a_page_with("<p class=pale>A pale sentence.</p>", async |b| {
        b.open("/").await;
        b.axe().await;
        let pale = "const sheet = new CSSStyleSheet(); sheet.replaceSync(
            '@media (prefers-color-scheme: dark) { .pale { color: #333 } }');
            document.adoptedStyleSheets = [sheet]";
        b.ask(pale, vec![]).await;
        b.axe().await;
        b.prefer(Scheme::Dark).await;
        fails_with!("color-contrast", b.axe());
        fails_with!(".pale", b.axe());
    });
}

#[test]
fn a_request_to_another_server_is_noticed() {
    on_a_page_with("", async |b| {
        b.open("/").await;
        b.see_own_origin_only().await;
        b.ask(
            "document.head.append(Object.assign(document.createElement('link'),
            { rel: 'next', href: 'http://elsewhere.invalid/style.css' }))",
            vec![],
        )
        .await;
        fails_with!("elsewhere.invalid", b.see_own_origin_only());
    });
}

#[test]
fn printed_pages_are_counted_and_measured() {
    on_a_page_with("<p class=next>A second page.</p>", async |b| {
        b.open("/other.html").await;
        let one = b.print_pdf().await;
        assert_eq!(one.pages(), 1);
        assert!(one.is_a4(), "{:?}", one.sizes());
        b.open("/").await;
        assert_eq!(b.print_pdf().await.pages(), 2);
        b.see("button").await;
        b.show_as_printed().await;
        fails_with!("nothing of that kind", b.see("button"));
    });
}

#[test]
fn storage_can_be_filled_broken_and_blocked() {
    on_a_page_with("", async |b| {
        b.open("/").await;
        b.store("key", "value").await;
        assert_eq!(b.stored("key").await.as_deref(), Some("value"));
        assert_eq!(b.stored("other").await, None);
        b.run_first(BROKEN_STORAGE).await;
        b.reload().await;
        fails_with!("broken by this test", b.stored("key"));
        b.block_storage().await;
        b.reload().await;
        fails_with!("blocked by this test", b.stored("key"));
    });
}

#[test]
fn every_story_starts_with_a_fresh_profile() {
    for _ in 0..2 {
        on_a_page_with("", async |b| {
            b.open("/").await;
            assert_eq!(b.stored("left over").await, None);
            b.store("left over", "yes").await;
        });
    }
}

#[test]
fn the_clipboard_can_be_read() {
    on_a_page_with("<button class=copy>Copy</button>", async |b| {
        b.open("/").await;
        b.click_button("Copy").await;
        assert_eq!(b.clipboard().await, "GONE");
    });
}

#[test]
fn a_reload_without_cache_asks_for_everything_again() {
    on_a_page_with("<img alt='' src=other.html>", async |b| {
        b.open("/").await;
        b.reload_without_cache().await;
        b.see_h1("404 Not Found").await;
        b.screenshot("the harness").await;
    });
}
