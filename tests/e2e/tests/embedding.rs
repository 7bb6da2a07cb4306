//! The app on somebody else's page: as an element, and as a frame.

use serde_json::json;
use statuscope_e2e::{Browser, DESKTOP, Key, NARROW, PHONE, Scheme, Site, Size, browse, browse_at};

use crate::foreign::Foreign;

/// The script that makes the element known.
pub(crate) fn script() -> String {
    format!("<script type=module src='{}/element.js'></script>", Site::built().origin())
}

/// A page of somebody else's with this in it, and the element's script.
pub(crate) fn on_a_page(body: &str, size: Size, story: impl AsyncFnOnce(&Browser)) {
    let host = Foreign::page(&format!("{}{body}", script()));
    browse_at(&host.origin(), size, async |b| {
        b.open_anyway("/handbook/").await;
        story(b).await;
    });
}

/// The first heading of each element, once the app is in it.
const HEADINGS: &str = "all('http-statuscope').map(e => words(e.shadowRoot?.querySelector('h1')))";

pub(crate) async fn see_headings(b: &Browser, headings: &[&str]) {
    let script = format!("const seen = {HEADINGS}; return seen.join() === arguments[0].join() || seen");
    b.see_that("the headings in the elements", &script, vec![json!(headings)]).await;
}

/// Starts to note what the elements say.
pub(crate) const NOTE: &str = "window.noted = [];
    for (const what of ['ready', 'navigate', 'error']) addEventListener(`http-statuscope-${what}`, ({ target, detail }) =>
        noted.push(`${what} ${detail.path ?? detail.code} ${target.id}`.trim()));";

pub(crate) async fn see_noted(b: &Browser, notes: &[&str]) {
    let script = "return noted.join() === arguments[0].join() || noted";
    b.see_that("the events", script, vec![json!(notes)]).await;
}

/// All that is the page's own.
const OWN: &str = "return JSON.stringify([location.href, document.title, history.length, history.state,
    history.scrollRestoration, scrollY, Object.keys(localStorage), Object.keys(sessionStorage),
    document.head.children.length, document.body.attributes.length, document.documentElement.attributes.length,
    document.adoptedStyleSheets.length, getComputedStyle(document.querySelector('h1')).font])";

#[test]
fn embedded_it_goes_its_ways_and_the_page_stays_as_it_is() {
    on_a_page(&format!("<script>{NOTE}</script><http-statuscope at='/404/'></http-statuscope>"), DESKTOP, async |b| {
        b.open_anyway("/handbook/?a=b#c").await;
        let own = b.ask_text(OWN).await;
        see_headings(b, &["404 Not Found"]).await;
        let link = "return document.querySelector('http-statuscope').shadowRoot.querySelector('a[href$=\"/410/\"]')";
        // It is a link to the site, and whoever wants a new tab gets the site.
        let script = format!(
            "const link = (() => {{ {link} }})();
            const click = new MouseEvent('click', {{ bubbles: true, cancelable: true, composed: true, ctrlKey: true }});
            addEventListener('click', event => {{ window.ours = event.defaultPrevented; event.preventDefault() }}, {{ once: true }});
            link.dispatchEvent(click);
            return [link.href, ours]"
        );
        assert_eq!(b.ask(&script, vec![]).await, json!([format!("{}/410/", Site::built().origin()), false]));
        b.click_what(link).await;
        see_headings(b, &["410 Gone"]).await;
        let focused = "const seen = document.querySelector('http-statuscope').shadowRoot.activeElement?.localName;
            return seen === 'h1' || seen";
        b.see_that("the focus on the heading", focused, vec![]).await;
        see_noted(b, &["ready /404/", "navigate /410/"]).await;
        // Back is its own.
        b.click_what("return document.querySelector('http-statuscope').shadowRoot.querySelector('.embedline button')")
            .await;
        see_headings(b, &["404 Not Found"]).await;
        see_noted(b, &["ready /404/", "navigate /410/", "navigate /404/"]).await;
        assert_eq!(b.ask_text(OWN).await, own);
    });
}

#[test]
fn embedded_twice_they_stay_apart_and_load_once() {
    let two =
        "<http-statuscope id=a at='/404/'></http-statuscope><http-statuscope id=b at='/?q=too+many'></http-statuscope>";
    on_a_page(two, DESKTOP, async |b| {
        b.ask("document.querySelector('#b').load()", vec![]).await;
        see_headings(b, &["404 Not Found", "Explore"]).await;
        b.ask("document.querySelector('#b').shadowRoot.querySelector('input[type=search]').focus()", vec![]).await;
        b.type_text(" later").await;
        let script = "const seen = document.querySelector('#b').path; return seen === '/?q=too+many+later' || seen";
        b.see_that("the other one's address", script, vec![]).await;
        b.click_what("return document.querySelector('#a').shadowRoot.querySelector('a[href$=\"/410/\"]')").await;
        see_headings(b, &["410 Gone", "Explore"]).await;
        let script = "return document.querySelector('#b').shadowRoot.querySelector('input[type=search]').value";
        assert_eq!(b.ask_text(script).await, "too many later");
        let wasm = "return performance.getEntriesByType('resource').filter(e => e.name.endsWith('.wasm')).length";
        assert_eq!(b.ask(wasm, vec![]).await, 1);
    });
}

#[test]
fn embedded_keys_are_heard_where_the_app_has_the_focus_and_nowhere_else() {
    let page = "<p><a href='#x'>A link of the page</a></p><http-statuscope loading=eager at='/'></http-statuscope>";
    on_a_page(page, DESKTOP, async |b| {
        see_headings(b, &["Explore"]).await;
        b.ask(
            "window.heard = []; for (const kind of ['keydown', 'keypress', 'keyup'])
            document.addEventListener(kind, ({ key }) => heard.push(kind + ' ' + key))",
            vec![],
        )
        .await;
        let take = "return heard.splice(0)";
        b.ask("document.querySelector('a').focus()", vec![]).await;
        for key in ['/', 's'] {
            b.press_char(key).await;
        }
        b.press(Key::Right).await;
        let heard = b.ask_list(take).await;
        assert_eq!(heard.iter().filter(|one| one.starts_with("keydown")).count(), 3, "{heard:?}");
        b.see_focus_on("a").await;
        see_headings(b, &["Explore"]).await;

        let focus = "const root = document.querySelector('http-statuscope').shadowRoot;
            root.querySelector(arguments[0]).focus()";
        b.ask(focus, vec![json!("input[type=search]")]).await;
        b.type_text("s/not").await;
        b.press(Key::Left).await;
        let script = "const seen = document.querySelector('http-statuscope').path; return seen === '/?q=s/not' || seen";
        b.see_that("what was typed", script, vec![]).await;
        assert_eq!(b.ask_list(take).await, [] as [&str; 0]);
        // Escape empties it, and is used up; the arrow goes to the cards, and among them.
        b.press(Key::Escape).await;
        b.press(Key::Down).await;
        b.press(Key::Right).await;
        let script = "const seen = document.querySelector('http-statuscope').shadowRoot.activeElement.className;
            return seen.includes('entry') || seen";
        b.see_that("the focus on a card", script, vec![]).await;
        let heard = b.ask_list(take).await;
        assert!(!heard.iter().any(|one| one.starts_with("keydown")), "{heard:?}");
        // From a card, the key for the search is the app's.
        b.press_char('/').await;
        let script = "const seen = document.querySelector('http-statuscope').shadowRoot.activeElement.type;
            return seen === 'search' || seen";
        b.see_that("the focus on the search", script, vec![]).await;
        assert!(!b.ask_list(take).await.contains(&"keydown /".to_owned()));
    });
}

#[test]
fn embedded_far_below_it_loads_when_it_comes_near_or_is_focused() {
    let page = "<p id=top>Text.</p><hr style='height:9000px'><http-statuscope at='/404/'><a href='#c'>404</a></http-statuscope>";
    let loaded = "return performance.getEntriesByType('resource').map(e => e.name).filter(n => /wasm|style|statuscope-/.test(n))";
    let host = Foreign::page(&format!("{}{page}", script()));
    for wake in ["document.querySelector('http-statuscope a').focus({ preventScroll: true })", "scrollTo(0, 8500)"] {
        browse_at(&host.origin(), DESKTOP, async |b| {
            b.open_anyway("/").await;
            b.see_that("the element known", "return !!customElements.get('http-statuscope')", vec![]).await;
            // Two frames later the observer has looked.
            b.ask_later("for (let i = 0; i < 4; i++) await new Promise(requestAnimationFrame)", vec![]).await;
            assert_eq!(b.ask_list(loaded).await, [] as [&str; 0]);
            b.ask(wake, vec![]).await;
            see_headings(b, &["404 Not Found"]).await;
        });
    }
}

#[test]
fn embedded_moving_it_keeps_it_and_removing_it_leaves_nothing() {
    // The module that unpacks the app comes first, the app last.
    let capture = "const { instantiate } = WebAssembly;
        WebAssembly.instantiate = async (...all) => {
            const made = await instantiate(...all);
            window.memory = Object.values(made.instance.exports).find(e => e instanceof WebAssembly.Memory);
            return made;
        };";
    let host = Foreign::page(&format!("<script>{capture}</script>{}<div id=one></div><div id=two></div>", script()));
    browse_at(&host.origin(), DESKTOP, async |b| {
        b.open_anyway("/").await;
        let round = "const [one, two] = all('main > div');
            for (let i = 0; i < arguments[0]; i++) {
                const e = document.createElement('http-statuscope');
                e.setAttribute('at', i % 2 ? '/404/' : '/redirects/');
                e.setAttribute('loading', 'eager');
                const ready = new Promise(done => e.addEventListener('http-statuscope-ready', done, { once: true }));
                one.append(e);
                await ready;
                const app = e.shadowRoot.querySelector('.app');
                two.append(e);
                await new Promise(done => setTimeout(done));
                if (e.shadowRoot.querySelector('.app') !== app) return 'moving made it anew';
                e.remove();
                await new Promise(done => setTimeout(done));
                if (app.childNodes.length) return 'removing left it alive';
            }
            return memory.buffer.byteLength";
        b.see_that("the element known", "return !!customElements.get('http-statuscope')", vec![]).await;
        let memory = b.ask_later(round, vec![json!(10)]).await;
        let before = b.living().await;
        let later = b.ask_later(round, vec![json!(50)]).await;
        assert!(memory.is_u64(), "{memory}");
        assert_eq!(later, memory, "bytes of the module's memory");
        if let (Some((nodes, listeners)), Some((nodes_later, listeners_later))) = (before, b.living().await) {
            assert!(listeners_later <= listeners + 2, "{listeners} listeners became {listeners_later}");
            assert!(nodes_later <= nodes + 20, "{nodes} nodes became {nodes_later}");
        }
    });
}

#[test]
fn embedded_attributes_change_it_live() {
    on_a_page("<http-statuscope loading=eager at='/404/' theme=light></http-statuscope>", DESKTOP, async |b| {
        see_headings(b, &["404 Not Found"]).await;
        b.ask(&format!("{NOTE} window.e = document.querySelector('http-statuscope')"), vec![]).await;
        let ground = "return getComputedStyle(e.shadowRoot.querySelector('.scope')).backgroundColor";
        assert_eq!(b.ask_text(ground).await, "rgb(255, 255, 255)");
        b.ask("e.setAttribute('theme', 'dark')", vec![]).await;
        assert_eq!(b.ask_text(ground).await, "rgb(18, 21, 24)");
        b.ask("e.theme = 'auto'", vec![]).await;
        assert_eq!(b.ask_text(ground).await, "rgb(255, 255, 255)");
        b.prefer(Scheme::Dark).await;
        assert_eq!(b.ask_text(ground).await, "rgb(18, 21, 24)");
        b.ask("e.setAttribute('at', '/labs/cache/?steps=vv')", vec![]).await;
        b.see_that(
            "the lab",
            "const seen = words(e.shadowRoot.querySelector('h1')); return seen.includes('Still good') || seen",
            vec![],
        )
        .await;
        b.ask("e.at = '410'", vec![]).await;
        see_headings(b, &["410 Gone"]).await;
        // The page hears only what the reader does; the address as it is written properly counts as such.
        see_noted(b, &["navigate /410/"]).await;
        // Twelve at a time are no more to it than one.
        b.ask("for (let i = 0; i < 14; i++) document.querySelector('main').append(Object.assign(document.createElement('http-statuscope'), { at: '/401/' }))", vec![]).await;
        b.ask("for (const one of all('http-statuscope')) one.load()", vec![]).await;
        see_headings(b, &[&["410 Gone"][..], &["401 Unauthorized"; 14]].concat()).await;
        b.ask("for (const one of all('http-statuscope')) one.at = '/403/'", vec![]).await;
        see_headings(b, &["403 Forbidden"; 15]).await;
        b.ask("for (const one of all('http-statuscope')) one.remove()", vec![]).await;
        b.ask_later("await new Promise(done => setTimeout(done, 50))", vec![]).await;
    });
}

#[test]
fn embedded_axe_finds_nothing_and_nothing_scrolls_sideways() {
    let pages = [
        "/404/",
        "/",
        "/decide/respond/?path=clash",
        "/redirects/",
        "/labs/cache/?steps=vv",
        "/compare/401-403/",
        "/map/",
    ];
    let elements: String =
        pages.iter().map(|at| format!("<http-statuscope loading=eager at='{at}'></http-statuscope>")).collect();
    let style = "<style>:root { color-scheme: light dark } body { margin: 0 } main > h1 { margin: 8px }</style>";
    on_a_page(&format!("{style}{elements}"), DESKTOP, async |b| {
        let script = "const seen = all('http-statuscope').map(e => words(e.shadowRoot.querySelector('h1')));
            return seen.every(Boolean) || seen";
        b.see_that("all elements", script, vec![]).await;
        for scheme in [Scheme::Light, Scheme::Dark] {
            b.prefer(scheme).await;
            b.axe().await;
        }
        for size in [PHONE, NARROW] {
            b.resize(size).await;
            b.no_sideways_scroll().await;
        }
        b.axe().await;
        for scheme in [Scheme::Light, Scheme::Dark] {
            b.prefer_calm(scheme).await;
            b.axe().await;
        }
    });
}

#[test]
fn embedded_as_the_site_itself_says() {
    let mut snippets = Vec::new();
    browse(DESKTOP, async |b| {
        b.open("/redirects/?status=307&method=POST").await;
        b.click_summary("Embed this view").await;
        snippets = b.ask_list("return all('.embedding pre').map(pre => pre.innerText)").await;
        b.axe().await;
        b.click_button("Copy the element").await;
        assert_eq!(
            b.clipboard().await.split_whitespace().collect::<String>(),
            snippets[0].split_whitespace().collect::<String>()
        );
        b.resize(NARROW).await;
        b.no_sideways_scroll().await;
    });
    assert!(snippets[0].contains("&amp;method=POST&amp;status=307&amp;"), "{snippets:?}");
    let host = Foreign::page(&snippets.concat());
    browse_at(&host.origin(), DESKTOP, async |b| {
        b.open_anyway("/").await;
        b.see_that(
            "the same in the element",
            "const seen = document.querySelector('http-statuscope').shadowRoot?.textContent ?? '';
            return /307/.test(seen) || seen",
            vec![],
        )
        .await;
        b.see_that("the address", "const seen = document.querySelector('http-statuscope').path; return /307.*POST|POST.*307/.test(seen) || seen", vec![]).await;
        b.see_that(
            "a frame that has grown",
            "const seen = document.querySelector('iframe').offsetHeight; return seen > 700 || seen",
            vec![],
        )
        .await;
    });
}
