//! The pages before the app has started, and where it never does.

use serde_json::json;
use statuscope_e2e::{Browser, DESKTOP, Folder, PHONE, Site, Size, browse, browse_after, browse_at};

/// One static page of each kind, and a missing one.
const KINDS: [&str; 13] = [
    "/",
    "/404/",
    "/405/",
    "/499/",
    "/map/",
    "/decide/",
    "/decide/respond/",
    "/decide/respond/tree/",
    "/decide/webmachine/tree/",
    "/redirects/",
    "/redirects/clients/",
    "/about/",
    "/no/such/page",
];

/// Keeps the app from starting until `window.go()` is called.
const HELD: &str = "const real = window.fetch;
    window.fetch = (...what) => new Promise(go => window.go = go).then(() => real(...what));";

/// Adds up what moves on the page without anybody having touched it.
const SHIFTS: &str = "window.shifts = [];
    new PerformanceObserver(list => { for (const { value, sources } of list.getEntries())
        window.shifts.push(`${value} ${sources.map(s => s.node?.className ?? s.node?.nodeName)}`);
    }).observe({ type: 'layout-shift', buffered: true });";

/// What stands where: each element with its box and its own text. But for what lies in the window
/// of the one drawing that is larger than it: only the app can scroll that to where one stands.
const BOXES: &str = "return all('.scope, .scope :not(.window *, details:not([open]) > :not(summary), details:not([open]) > :not(summary) *)').map(e => {
    const { x, y, width, height } = e.getBoundingClientRect();
    const own = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('');
    const state = 'value' in e ? ` =${e.value} ${e.checked ?? ''}` : '';
    const box = [x + scrollX, y + scrollY, width, height];
    return `${box}|${e.localName}.${e.getAttribute('class') ?? ''} ${own}${state}` })";

/// The whole site with an app that never comes.
fn never_starting() -> Folder {
    let folder = Folder::copy_of_the_site();
    folder.write("boot.js", "document.getElementById('app').dataset.root = '/';");
    folder
}

async fn start_now(b: &Browser) {
    b.see_that("the app about to start", "return 'go' in window || 'not yet'", vec![]).await;
    // It fetches once more after the first, should that fail; nothing is held then.
    b.ask("window.go()", vec![]).await;
    b.see_the_app().await;
}

#[test]
fn every_kind_of_page_can_be_read_without_javascript() {
    for size in [PHONE, DESKTOP] {
        browse(size, async |b| {
            b.allow_scripts(false).await;
            for path in KINDS {
                b.open_anyway(path).await;
                assert!(!b.h1().await.is_empty(), "{path} has no heading");
                let text = b.text().await;
                assert!(text.len() > 400, "{path} says only “{text}”");
                assert!(!b.title().await.is_empty());
                let script = "return all('button, input[type=search]').filter(shown).map(name)";
                let dead = b.ask_list(script).await;
                let said = b.ask("return document.querySelector('noscript p') !== null", vec![]).await;
                assert!(dead.is_empty() || said == json!(true), "{path} has dead controls: {dead:?}");
                b.no_sideways_scroll().await;
                b.see_own_origin_only().await;
                // For somebody who wants to look.
                if std::env::var_os("STATUSCOPE_SCREENSHOTS").is_some() {
                    b.screenshot_whole(&format!("static {path} {}", size.width)).await;
                }
            }
        });
    }
}

#[test]
fn without_javascript_links_lead_from_page_to_page() {
    browse(PHONE, async |b| {
        b.allow_scripts(false).await;
        b.open_anyway("/").await;
        b.open_card(404).await;
        b.see_h1("404 Not Found").await;
        b.see_address("/404/").await;
        b.click_link("Decide").await;
        b.see_h1("Which code do I send?").await;
        b.click_link("Redirects").await;
        b.see_address("/redirects/").await;
        b.click_link("All clients").await;
        b.see_address("/redirects/clients/").await;
        b.click_link("Map of all codes").await;
        b.see_address("/map/").await;
        b.back().await;
        b.see_address("/redirects/clients/").await;
    });
}

#[test]
fn one_build_works_without_javascript_below_any_path() {
    let folder = Folder::empty();
    let site = Folder::copy_of_the_site();
    std::fs::rename(site.path(), folder.path().join("deep")).unwrap();
    folder.write("index.html", "<!doctype html><title>Host</title>");
    let host = Site::of(folder.path());
    browse_at(&host.origin(), DESKTOP, async |b| {
        b.allow_scripts(false).await;
        b.open_anyway("/deep/").await;
        b.open_card(404).await;
        b.see_address("/deep/404/").await;
        b.click_link("Decide").await;
        b.see_address("/deep/decide/").await;
        b.allow_scripts(true).await;
        b.open("/deep/404/").await;
        b.click_link("Redirects").await;
        b.see_address("/deep/redirects/").await;
    });
}

#[test]
fn axe_finds_nothing_on_static_pages() {
    for size in [PHONE, DESKTOP] {
        browse(size, async |b| {
            for path in KINDS {
                b.allow_scripts(false).await;
                b.open_anyway(path).await;
                b.allow_scripts(true).await;
                b.axe().await;
            }
        });
    }
}

/// All boxes of all kinds of pages.
async fn boxes(b: &Browser, start: bool) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for path in KINDS.into_iter().filter(|path| *path != "/no/such/page") {
        if start {
            b.open(path).await;
        } else {
            b.open_anyway(path).await;
        }
        all.push((path.to_owned(), b.ask_list(BOXES).await));
    }
    all
}

/// The same element, to less than a pixel.
fn is_same(one: &str, other: &str) -> bool {
    let numbers = |text: &str| text.split(',').map(|part| part.parse().unwrap()).collect::<Vec<f64>>();
    let (a, b) = (one.split_once('|').unwrap(), other.split_once('|').unwrap());
    a.1 == b.1 && numbers(a.0).iter().zip(numbers(b.0)).all(|(a, b)| (a - b).abs() < 1.0)
}

fn compare_boxes(size: Size) {
    let folder = never_starting();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    browse_at(&Site::of(folder.path()).origin(), size, async |b| before = boxes(b, false).await);
    browse(size, async |b| after = boxes(b, true).await);
    let mut faults = Vec::new();
    for ((path, before), (_, after)) in before.iter().zip(&after) {
        assert!(before.len() > 60, "{path} has only {} elements", before.len());
        let differ = before.iter().zip(after).filter(|(before, after)| !is_same(before, after));
        faults.extend(differ.take(5).map(|(before, after)| format!("{path}: {before} became {after}")));
        if before.len() != after.len() {
            faults.push(format!("{path}: {} elements became {}", before.len(), after.len()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_app_draws_what_was_there_on_a_phone() {
    compare_boxes(PHONE);
}

#[test]
fn the_app_draws_what_was_there_on_a_desktop() {
    compare_boxes(DESKTOP);
}

#[test]
fn nothing_moves_when_the_app_starts() {
    for size in [PHONE, DESKTOP] {
        browse(size, async |b| {
            b.run_first(SHIFTS).await;
            for path in KINDS.into_iter().chain(["/?q=too+many", "/decide/respond/?path=clash.y"]) {
                b.open(path).await;
                let script = "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                    return window.shifts";
                assert_eq!(b.ask_later(script, vec![]).await, json!([]), "on {path} at {} px", size.width);
            }
        });
    }
}

#[test]
fn what_is_typed_before_the_app_has_started_is_kept() {
    browse_after(HELD, PHONE, async |b| {
        b.open_anyway("/").await;
        b.type_into_search("too mny").await;
        let caret = "document.activeElement.setSelectionRange(5, 5)";
        b.ask(caret, vec![]).await;
        start_now(b).await;
        b.see_search_text("too mny").await;
        b.see_focus_on("input[type=search]").await;
        b.press_char('a').await;
        b.see_search_text("too many").await;
        b.see_first_hit(429).await;
        b.see_address("/?q=too+many").await;
    });
}

#[test]
fn focus_place_and_what_was_opened_are_kept() {
    browse_after(HELD, DESKTOP, async |b| {
        b.open_anyway("/404/").await;
        let script = "scrollTo(0, 700);
            const link = all('main a').findLast(a => a.getBoundingClientRect().top > 0);
            link.focus({ preventScroll: true }); return [link.textContent, link.getAttribute('href'), scrollY]";
        let before = b.ask(script, vec![]).await;
        start_now(b).await;
        let script =
            "const link = document.activeElement; return [link.textContent, link.getAttribute('href'), scrollY]";
        let after = b.ask(script, vec![]).await;
        assert_eq!(before[0], after[0]);
        assert_eq!(before[2], 700);
        // Firefox's pixels are a little larger in the window that it gets here.
        assert!((after[2].as_f64().unwrap() - 700.0).abs() < 1.0, "{after}");

        // Chosen in a form, and what it hides opened.
        b.open_anyway("/redirects/").await;
        b.ask(
            "document.querySelector('summary').click();
            document.querySelector('[name=method][value=PUT]').click()",
            vec![],
        )
        .await;
        start_now(b).await;
        b.see_that("PUT", "return document.querySelector('[value=PUT]').checked || 'not chosen'", vec![]).await;
        b.see_that("open", "return document.querySelector('details').open || 'closed'", vec![]).await;
        assert!(b.address().await.contains("method=PUT"));
    });
}

#[test]
fn a_reload_and_a_fragment_keep_their_place() {
    browse(DESKTOP, async |b| {
        b.open("/about/").await;
        b.ask("scrollTo(0, 600)", vec![]).await;
        b.reload().await;
        assert_eq!(b.scrolled().await, 600.0);
        // Another document, as a link to a source is, and back.
        b.leave().await;
        b.back().await;
        b.see_address("/about/").await;
        let script = "return scrollY === 600 || scrollY";
        b.see_that("the place where the page was left", script, vec![]).await;
        b.open("/404/#main").await;
        let script = "return document.getElementById('main').getBoundingClientRect().top";
        assert!(b.ask(script, vec![]).await.as_f64().unwrap() < 1.0, "the fragment is in sight");
        // Longer than its static page.
        b.open("/?show=unregistered&class=5").await;
        b.open("/?show=unregistered").await;
        b.ask("scrollTo(0, document.body.scrollHeight)", vec![]).await;
        let before = b.scrolled().await;
        b.reload().await;
        assert_eq!(b.scrolled().await, before);
    });
}

#[test]
fn an_address_with_a_question_shows_nothing_wrong_meanwhile() {
    browse_after(HELD, DESKTOP, async |b| {
        b.open_anyway("/?q=too+many").await;
        let hidden = "return getComputedStyle(document.querySelector('main')).visibility";
        assert_eq!(b.ask(hidden, vec![]).await, "hidden");
        start_now(b).await;
        assert_eq!(b.ask(hidden, vec![]).await, "visible");
        b.see_first_hit(429).await;
        // Nobody waits for ever.
        b.open_anyway("/?q=too+many").await;
        b.see_that(
            "the page after all",
            "return getComputedStyle(document.querySelector('main')).visibility
            === 'visible' || 'still hidden'",
            vec![],
        )
        .await;
    });
}

#[test]
fn without_webassembly_the_page_stays_and_says_so() {
    browse_after("window.WebAssembly = undefined", PHONE, async |b| {
        for path in ["/404/", "/?q=too+many", "/redirects/"] {
            b.open_anyway(path).await;
            b.see_text("needs WebAssembly").await;
            b.see("main h1, main .verdict").await;
            b.see("main a[href]").await;
            assert_eq!(b.ask("return document.querySelector('.crash')", vec![]).await, json!(null));
            b.no_sideways_scroll().await;
            b.axe().await;
        }
    });
}

#[test]
fn where_the_starter_is_missing_or_not_understood_the_page_stays_and_says_so() {
    let folder = Folder::copy_of_the_site();
    let site = Site::of(folder.path());
    for starter in [None, Some("let words = of no ?. language;")] {
        match starter {
            Some(text) => folder.write("boot.js", text),
            None => std::fs::remove_file(folder.path().join("boot.js")).unwrap(),
        }
        browse_at(&site.origin(), PHONE, async |b| {
            b.excuse_console_errors("boot.js");
            b.open_anyway("/404/").await;
            b.see_text("does not start here").await;
            b.see_h1("404 Not Found").await;
            b.see_focus_on("body").await;
            b.axe().await;
        });
    }
}

#[test]
fn a_missing_page_is_worth_a_look_at_any_depth_without_javascript() {
    browse(DESKTOP, async |b| {
        b.allow_scripts(false).await;
        for path in ["/nothing", "/nothing/", "/a/b/c/d?e=f"] {
            b.open_anyway(path).await;
            b.see_h1("There is no such page").await;
            b.see_text("confessed at once").await;
            assert_eq!(b.title().await, "Page not found · Statuscope");
            // With its style, and its links.
            let script = "return getComputedStyle(document.querySelector('.skip')).position";
            assert_eq!(b.ask(script, vec![]).await, "absolute");
            b.click_link("410").await;
            b.see_h1("410 Gone").await;
        }
    });
}

#[test]
fn every_page_has_a_head_of_its_own() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        let paths: Vec<String> = xtask::site::routes::all().into_iter().map(|route| route.path).collect();
        let script = "const read = async path => {
                const text = await (await fetch(path)).text();
                const one = found => { const all = [...text.matchAll(found)]; return all.length === 1 ? all[0][1] : all };
                const title = one(/<title>([^<]+)<\\/title>/g);
                const data = JSON.parse(one(/<script type=\"application\\/ld\\+json\">([^<]+)<\\/script>/g));
                const h1 = one(/<h1[^>]*>(.*?)<\\/h1>/g);
                const meta = /<meta[^>]*name=\"?description\"?[^>]*>/.exec(text)[0];
                if (!h1.length || typeof title !== 'string' || !data.name || meta.length < 60) return path;
                return title };
            return Promise.all(arguments[0].map(read))";
        let titles = b.ask_later(script, vec![paths.clone().into()]).await;
        let titles: std::collections::BTreeSet<&str> =
            titles.as_array().unwrap().iter().map(|title| title.as_str().unwrap()).collect();
        assert_eq!(titles.len(), paths.len(), "a title twice, or a head that lacks something: {titles:?}");
        assert!(titles.iter().all(|title| title.contains("Statuscope")), "{titles:?}");
    });
}
