//! What a user does.

use fantoccini::actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::Browser;
use crate::browser::text_of;
use crate::engine::Engine;

/// True as soon as the app has drawn itself in place of the static page.
const APP_IS_UP: &str = "const card = document.querySelector('.crash');
    if (card) return `a card: ${words(card)}`;
    return document.readyState === 'complete' && document.querySelector('h1') !== null
        && document.querySelector('#app:not([data-started])') === null
        && document.querySelector('button[aria-label^=\"Theme\"], .presentbar') !== null
        || `${document.readyState}: ${words(document.body).slice(0, 200)}`";

/// There is no storage: to look at it throws, as in a sandboxed frame.
pub const BLOCKED_STORAGE: &str = "for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, { get() {
        throw new DOMException('storage is blocked by this test', 'SecurityError');
    } });";
/// Storage is there, but each use of it throws, as when it is full.
pub const BROKEN_STORAGE: &str = "for (const name of ['getItem', 'setItem', 'removeItem', 'clear', 'key'])
    Storage.prototype[name] = () => {
        throw new DOMException('storage is broken by this test', 'QuotaExceededError');
    };";

impl Browser {
    /// Opens a path of the site and waits until the app has drawn itself.
    pub async fn open(&self, path: &str) {
        self.open_anyway(path).await;
        // In a new document a card is the end of it; there is no use in waiting.
        let card = async || match self.try_ask(APP_IS_UP, vec![]).await? {
            Value::Bool(true) => Ok(String::new()),
            other => Some(text_of(&other)).filter(|seen| seen.starts_with("a card")).ok_or_else(|| text_of(&other)),
        };
        let card = self.until(&format!("the app on {path}"), card).await;
        assert!(card.is_empty(), "the app did not start on {path}, there is only {card}");
    }

    /// Opens a path of the site, whether or not the app starts there.
    pub async fn open_anyway(&self, path: &str) {
        let address = format!("{}{path}", self.origin);
        self.client().goto(&address).await.unwrap_or_else(|error| panic!("cannot open {address}: {error}"));
        // The browser calls the 404 of a document an error; it is the right answer to a wrong path.
        let url = self.client().current_url().await.unwrap();
        self.console
            .borrow_mut()
            .excuse(format!("{url} - Failed to load resource: the server responded with a status of 404"));
    }

    /// Leaves the site for an empty page.
    pub async fn leave(&self) {
        self.client().goto("about:blank").await.unwrap();
    }

    /// From now on the story is about what is in this frame of the page, the first being 0.
    pub async fn enter_frame(&self, index: u16) {
        self.client().enter_frame(index).await.unwrap();
    }

    /// From now on the story is about the page again.
    pub async fn leave_frame(&self) {
        self.client().enter_parent_frame().await.unwrap();
    }

    /// The app has drawn itself.
    pub async fn see_the_app(&self) {
        self.see_that("the app", APP_IS_UP, vec![]).await;
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        // Not WebDriver's refresh: in Firefox it passes the service worker by.
        self.ask("window.old = true; location.reload()", vec![]).await;
        self.see_that("a new document", "return !('old' in window)", vec![]).await;
        self.see_the_app().await;
    }

    /// Loads the page again with every file from the server.
    pub async fn reload_without_cache(&self) {
        self.engine.reload_without_cache(&self.client()).await.unwrap();
        self.see_the_app().await;
    }

    /// The browser's Back.
    pub async fn back(&self) {
        self.client().back().await.unwrap();
    }

    /// The browser's Forward.
    pub async fn forward(&self) {
        self.client().forward().await.unwrap();
    }

    /// Types into the search box, letter by letter, instead of what is there.
    pub async fn type_into_search(&self, text: &str) {
        let box_ = self.search_box().await;
        box_.send_keys(text).await.unwrap_or_else(|error| panic!("cannot type “{text}” into the search: {error}"));
        self.see_search_text(text).await;
    }

    /// Puts text into the search box at once, instead of what is there, as pasting does.
    pub async fn paste_into_search(&self, text: &str) {
        self.search_box().await;
        let pasted =
            self.ask("return document.execCommand('insertText', false, arguments[0])", vec![text.into()]).await;
        assert_eq!(pasted, json!(true), "the search box took no text");
    }

    /// The search box, focused, with all of its text selected.
    async fn search_box(&self) -> fantoccini::elements::Element {
        let script = "const box = all('input[type=search]').find(shown);
            box?.focus(); box?.select(); return box";
        self.element("a search box", script, vec![]).await
    }

    /// Presses and releases a key, wherever the focus is.
    pub async fn press(&self, key: Key) {
        self.press_char(key.into()).await;
    }

    /// Presses and releases the key of a character.
    pub async fn press_char(&self, value: char) {
        let keys = KeyActions::new("keyboard".to_owned()).then(KeyAction::Down { value }).then(KeyAction::Up { value });
        self.client().perform_actions(keys).await.unwrap();
    }

    /// Presses a key while Shift is down.
    pub async fn press_with_shift(&self, key: Key) {
        self.press_with(Key::Shift, key.into()).await;
    }

    /// Presses the key of a character while another is down.
    pub async fn press_with(&self, held: Key, value: char) {
        let held = held.into();
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Up { value: held });
        self.client().perform_actions(keys).await.unwrap();
    }

    /// Presses Tab until what a selector finds has the focus.
    pub async fn tab_to(&self, css: &str) {
        self.tab_until(css, "return document.activeElement.matches(arguments[0])", vec![css.into()]).await;
    }

    /// The same for what a script finds.
    pub async fn tab_to_what(&self, script: &str) {
        let found = format!("return document.activeElement === (() => {{ {script} }})()");
        self.tab_until(script, &found, vec![]).await;
    }

    async fn tab_until(&self, what: &str, script: &str, with: Vec<Value>) {
        for _ in 0..200 {
            if self.ask(script, with.clone()).await == json!(true) {
                return;
            }
            self.press(Key::Tab).await;
        }
        panic!("Tab never comes to {what}");
    }

    /// Clicks what a script finds.
    pub async fn click_what(&self, script: &str) {
        self.click(script, script, vec![]).await;
    }

    /// Types into what has the focus, after whatever is there.
    pub async fn type_text(&self, text: &str) {
        // Firefox's driver types into no element with a shadow root, though what is in it has the focus.
        if self.ask("return document.activeElement.shadowRoot !== null", vec![]).await == json!(true) {
            for letter in text.chars() {
                self.press_char(letter).await;
            }
            return;
        }
        self.client().active_element().await.unwrap().send_keys(text).await.unwrap();
    }

    /// Clicks the visible link with this name.
    pub async fn click_link(&self, name: &str) {
        let script = "return all('a[href]').find(a => shown(a) && name(a) === arguments[0])";
        self.click(&format!("a link “{name}”"), script, vec![name.into()]).await;
    }

    /// Clicks the first visible link that a selector finds.
    pub async fn click_first(&self, css: &str) {
        let script = "return all(arguments[0]).find(shown)";
        self.click(css, script, vec![css.into()]).await;
    }

    /// Clicks the visible button that says this at its beginning, in sight or for a screen reader.
    pub async fn click_button(&self, name: &str) {
        let script = "return all('button').find(b => shown(b)
            && [words(b), name(b)].some(said => said.startsWith(arguments[0])))";
        self.click(&format!("a button “{name}”"), script, vec![name.into()]).await;
    }

    /// Clicks the entry of a number on Explore.
    pub async fn open_card(&self, number: u16) {
        let script = "return all('a.entry').find(a => shown(a)
            && words(a.querySelector('.num')) === arguments[0])";
        let number = number.to_string();
        self.click(&format!("a card {number}"), script, vec![number.into()]).await;
    }

    /// Clicks the filter of a class on Explore: 0 for all.
    pub async fn choose_class(&self, class: u8) {
        let name = if class == 0 { "All".to_owned() } else { format!("{class}xx") };
        let script = "return all('.thumbs a').find(a => shown(a) && words(a).startsWith(arguments[0]))";
        self.click(&format!("a class “{name}”"), script, vec![name.into()]).await;
    }

    /// Clicks the check box whose label begins with this.
    pub async fn tick(&self, label: &str) {
        let script = "return all('label').find(l => shown(l) && words(l).startsWith(arguments[0])
            && l.control?.type === 'checkbox')";
        self.click(&format!("a check box “{label}”"), script, vec![label.into()]).await;
    }

    /// Clicks the visible summary that says this.
    pub async fn click_summary(&self, name: &str) {
        let script = "return all('summary').find(s => shown(s) && words(s) === arguments[0])";
        self.click(&format!("a summary “{name}”"), script, vec![name.into()]).await;
    }

    /// Drags what a selector finds with the mouse by so many pixels.
    pub async fn drag(&self, css: &str, x: i64, y: i64) {
        let element = self.element(css, "return all(arguments[0])[0]", vec![css.into()]).await;
        let mouse = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::MoveBy { duration: None, x: (x / 2) as f64, y: (y / 2) as f64 })
            .then(PointerAction::MoveBy { duration: None, x: (x - x / 2) as f64, y: (y - y / 2) as f64 })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client().perform_actions(mouse).await.unwrap();
    }

    /// Scrolls so far that an element is in the middle of the window.
    pub async fn scroll_to(&self, css: &str) {
        let script = "all(arguments[0])[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.ask(script, vec![css.into()]).await;
    }

    /// Waits for what a script finds, and clicks it.
    async fn click(&self, what: &str, script: &str, with: Vec<Value>) {
        // What was found may be drawn anew before the click; then it is looked for again.
        self.until(&format!("a click on {what}"), async || {
            let element = self.element(what, script, with.clone()).await;
            let Err(error) = element.click().await else { return Ok(()) };
            // Under a line that sticks to an edge: a reader would scroll, too.
            let target = serde_json::to_value(&element).map_err(|error| error.to_string())?;
            let centre = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
            let _ = self.client().execute(centre, vec![target]).await;
            Err(error.to_string())
        })
        .await;
    }

    /// Writes into the browser's storage as an earlier visit would have.
    pub async fn store(&self, key: &str, value: &str) {
        self.ask("localStorage.setItem(...arguments)", vec![key.into(), value.into()]).await;
    }

    /// What the browser's storage holds.
    pub async fn stored(&self, key: &str) -> Option<String> {
        let value = self.ask("return localStorage.getItem(arguments[0])", vec![key.into()]).await;
        value.as_str().map(str::to_owned)
    }

    /// From the next page on, JavaScript is switched off, or on again.
    pub async fn allow_scripts(&self, allowed: bool) {
        // The browser's own first page has scripts too, and complains when they are stopped.
        self.excuse_console_errors("chrome://resources");
        self.wish(|wishes| wishes.no_scripts = !allowed).await;
        self.engine.allow_scripts(&self.client(), allowed).await.unwrap();
    }

    /// From the next page on, this runs before the scripts of the page.
    pub async fn run_first(&self, script: &str) {
        self.engine.run_before_page(&self.client(), script).await.unwrap();
    }

    /// From the next page on, there is no storage ([`BLOCKED_STORAGE`]).
    pub async fn block_storage(&self) {
        self.run_first(BLOCKED_STORAGE).await;
    }

    /// Whether a page is told of every new service worker, also of one that is found while it loads.
    pub fn tells_of_each_worker(&self) -> bool {
        self.engine != Engine::Webkit
    }

    /// What a click on Copy has put on the clipboard.
    pub async fn clipboard(&self) -> String {
        self.engine.allow_clipboard(&self.client(), &self.origin).await.unwrap();
        let text = self.ask_later("return await navigator.clipboard.readText()", vec![]).await;
        text_of(&text)
    }
}
