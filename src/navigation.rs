//! The browser's address bar, history and clicks on links: the only place that knows them.
//!
//! Embedded in somebody else's page, the history is a list in memory, and the browser's is never touched.

mod late;

use crate::events;
use crate::route::{Parsed, Presenting, Route};
use statuscope_core::text::contains;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, History, HtmlElement, MouseEvent, PointerEvent, Window, js_sys};
use yew::AttrValue;

/// Where the site lies: on its own host "/" or "/docs/status/", for somebody else's page its whole address;
/// "#/" if it is one file from a disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    root: AttrValue,
    /// The addresses that an embedded app has been at, the present one last.
    memory: Option<Rc<RefCell<Vec<String>>>>,
}

/// Whether a step can be undone with Back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A new place in the history.
    Push,
    /// The same, to type into the search there.
    Search,
    /// The present place changes its address.
    Replace,
}

impl Site {
    /// A site below `root`, a path that begins and ends with a slash.
    #[must_use]
    pub fn new(root: AttrValue) -> Self {
        Self { root, memory: None }
    }

    /// The same for an app on somebody else's page, which begins at an address of the site.
    #[must_use]
    pub fn embedded(root: AttrValue, at: String) -> Self {
        Self { root, memory: Some(Rc::new(RefCell::new(vec![at]))) }
    }

    /// Whether the page is somebody else's.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.memory.is_some()
    }

    /// Whether all of it is one file from a disk.
    #[must_use]
    pub fn is_one_file(&self) -> bool {
        self.root.starts_with('#')
    }

    /// Begins anew at an address, if the app is embedded.
    pub fn begin(&self, at: String) {
        if let Some(memory) = &self.memory {
            memory.replace(vec![at]);
        }
    }

    /// Whether there is a place in memory to go back to.
    #[must_use]
    pub fn can_return(&self) -> bool {
        self.memory.as_ref().is_some_and(|memory| memory.borrow().len() > 1)
    }

    /// Forgets the present place, if the history is our own. (The browser has done it to its own.)
    pub fn leave(&self) {
        late::forget();
        if self.can_return()
            && let Some(memory) = &self.memory
        {
            memory.borrow_mut().pop();
        }
    }

    /// The address of a route on the host.
    #[must_use]
    pub fn href(&self, route: &Route) -> AttrValue {
        [&self.root, route.address().as_str()].concat().into()
    }

    /// The address of a route for other devices.
    #[must_use]
    pub fn link(&self, route: &Route) -> String {
        if self.is_embedded() { self.href(route).to_string() } else { [self.whole(), route.address()].concat() }
    }

    /// The address of a file of the site.
    #[must_use]
    pub fn file(&self, name: &str) -> AttrValue {
        [self.root.as_str(), name].concat().into()
    }

    /// The whole address of the site. A page that is made beforehand does not know it, and has none.
    #[must_use]
    pub fn whole(&self) -> String {
        if !cfg!(target_arch = "wasm32") {
            return String::new();
        }
        let origin = window().and_then(|window| window.location().origin().ok());
        [&origin.unwrap_or_default(), self.root.as_str()].concat()
    }

    /// Where the browser is, or the memory.
    #[must_use]
    pub fn here(&self) -> Parsed {
        if let Some(memory) = &self.memory {
            let memory = memory.borrow();
            let at = memory.last().map_or("", String::as_str);
            let (path, query) = at.split_once('?').unwrap_or((at, ""));
            return Route::parse(path, query);
        }
        let Some(location) = window().map(|window| window.location()) else { return Route::parse("", "") };
        if self.is_one_file() {
            // From a disk, in one file: only the fragment is ours to change.
            let (path, query) = location.hash().ok().and_then(|hash| self.local(&hash)).unwrap_or_default();
            return Route::parse(&path, &query);
        }
        let path = location.pathname().unwrap_or_default();
        let query = location.search().unwrap_or_default();
        Route::parse(path.strip_prefix(self.root.as_str()).unwrap_or(&path), &query)
    }

    /// How the browser's address presents its page, if it does.
    #[must_use]
    pub fn presenting(&self) -> Option<Presenting> {
        if self.is_embedded() {
            return None;
        }
        let location = window()?.location();
        let query = if self.is_one_file() { self.local(&location.hash().ok()?)?.1 } else { location.search().ok()? };
        Presenting::parse(&query)
    }

    /// Goes to a route. Browsers refuse too many steps in a short time (WebKit 100 in 10 s, which a held key
    /// can do); the page is right all the same, and the address as soon as it may.
    pub fn go(&self, route: &Route, present: Option<&Presenting>, step: Step) {
        if let Some(memory) = &self.memory {
            let mut memory = memory.borrow_mut();
            if step == Step::Replace {
                memory.pop();
            }
            memory.push(route.address());
            return;
        }
        let Some(history) = history() else { return };
        let href = match present {
            Some(present) => self.file(&present.address(route)),
            None => self.href(route),
        };
        let waiting = late::forget();
        let done = match step {
            Step::Push | Step::Search => {
                keep_scroll();
                history.push_state_with_url(&JsValue::from_f64(0.0), "", Some(&href))
            }
            Step::Replace => late::replace(&history, &href),
        };
        if done.is_err() {
            late::keep(href, waiting);
        }
    }

    /// Where a click leads to, if it is a plain click on a link of this site.
    #[must_use]
    pub fn step_of_click(&self, event: &MouseEvent) -> Option<(Route, Step)> {
        if event.default_prevented() || event.button() != 0 {
            return None;
        }
        if event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key() {
            return None;
        }
        let link = event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??;
        if link.has_attribute("target") || link.has_attribute("download") {
            return None;
        }
        let (path, query) = self.local(&link.get_attribute("href")?)?;
        let step = if link.has_attribute("data-search") { Step::Search } else { Step::Push };
        Some((Route::parse(&path, &query).route, step))
    }

    fn local(&self, href: &str) -> Option<(String, String)> {
        let rest = href.strip_prefix(self.root.as_str())?;
        // `//host/` is another host, files have their own answer, and `#main` is the browser's.
        if rest.starts_with('/') || contains(rest, ".json") || rest.contains('#') {
            return None;
        }
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Some((path.to_owned(), query.to_owned()))
    }
}

/// Takes over scrolling on Back from the browser, which would do it before the page is drawn.
pub fn own_scrolling() {
    if let Some(history) = history() {
        let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    }
}

/// Writes down how far the page is scrolled, for Back. (For reloading, web/boot.js does it.)
fn keep_scroll() {
    let Some(window) = window() else { return };
    if let (Ok(history), Ok(y)) = (window.history(), window.scroll_y()) {
        let _ = history.replace_state(&JsValue::from_f64(y), "");
    }
}

/// Scrolls to where the page was when it was left, if it is our own.
pub fn restore_scroll() {
    let Some(window) = own_window() else { return };
    let y = window.history().ok().and_then(|history| history.state().ok()).and_then(|state| state.as_f64());
    window.scroll_to_with_x_and_y(0.0, y.unwrap_or_default());
}

/// Scrolls to the top, if the page is our own.
pub fn scroll_to_top() {
    if let Some(window) = own_window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Gives the focus to the first element that fits a selector, without scrolling; says whether there is one.
pub fn focus(selector: &str) -> bool {
    let element = all(selector).into_iter().next();
    let Some(element) = element else { return false };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).is_ok()
}

/// Gives the focus to an element and brings it into sight.
pub fn show(selector: &str) {
    if let Some(element) = all(selector).first()
        && element.focus().is_ok()
    {
        element.scroll_into_view();
    }
}

/// Gives the focus to an element; the page scrolls only where that is needed to see it.
pub fn come_to(selector: &str) {
    if let Some(element) = all(selector).first() {
        let _ = element.focus();
    }
}

/// Whether a page is presented.
#[must_use]
pub fn is_presenting() -> bool {
    !all_of(".present").is_empty()
}

/// What a click is to do in the classroom: the letter of the element's `data-act`.
#[must_use]
pub fn word_of_click(event: &MouseEvent) -> Option<u8> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("[data-act]").ok()??.get_attribute("data-act")?.bytes().next()
}

/// Clicks what has this key as its shortcut; says whether there is such a thing.
pub fn press(key: &str) -> bool {
    let known = matches!(key, "Backspace" | "Enter") || matches!(key.as_bytes(), [b'1'..=b'9' | b'y' | b'n']);
    let found = if known { all(&["[aria-keyshortcuts~=", "\"", key, "\"]"].concat()) } else { Vec::new() };
    found.first().map(|element| element.click()).is_some()
}

/// Where a pointer is in a list: the place of the handle that it began on, and of the row at its height.
#[must_use]
pub fn row_at(event: &PointerEvent, handle: &str, rows: &str) -> (Option<usize>, Option<usize>) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let handle = target.and_then(|target| target.closest(handle).ok()?);
    let place = handle.and_then(|handle| handle.get_attribute("data-place")?.parse().ok());
    let y = f64::from(event.client_y());
    let over = all_of(rows).iter().position(|row| row.get_bounding_client_rect().bottom() > y);
    (place, over)
}

/// Milliseconds since 1970 on the clock of this place.
#[must_use]
pub fn now() -> f64 {
    let minutes = js_sys::Date::new_0().get_timezone_offset();
    js_sys::Date::now() - minutes * 60_000.0
}

/// Whether something in the app has the focus.
#[must_use]
pub fn has_focus() -> bool {
    !all_of(":focus").is_empty()
}

/// All elements of the app that fit a selector, in the order of the page.
#[must_use]
pub fn all(selector: &str) -> Vec<HtmlElement> {
    all_of(selector).into_iter().filter_map(|element| element.dyn_into().ok()).collect()
}

/// The same, those of drawings too.
#[must_use]
pub fn all_of(selector: &str) -> Vec<Element> {
    let found = events::stage().and_then(|stage| stage.root().query_selector_all(selector).ok());
    let Some(found) = found else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// Says where the app is: in the browser's tab, or embedded, to the element that it is mounted in.
pub fn tell(route: &Route) {
    let Some(stage) = events::stage() else { return };
    if stage.embedded() {
        // web/element.js watches it. There is nothing to do about a refusal.
        let _ = stage.root().set_attribute("data-at", &route.address());
    } else if let Some(document) = window().and_then(|window| window.document()) {
        document.set_title(&route.title());
    }
}

/// Whether a key press belongs to something one types into.
#[must_use]
pub fn is_typing(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|element| {
        element.is_content_editable() || matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}

/// Whether a key press already means something to what has the focus.
#[must_use]
pub fn is_on_control(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| matches!(element.closest("a, button, summary, label"), Ok(Some(_))))
}

fn window() -> Option<Window> {
    web_sys::window()
}

fn history() -> Option<History> {
    window()?.history().ok()
}

/// The window, if what it shows is our page.
fn own_window() -> Option<Window> {
    if events::embedded() { None } else { window() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_embedded_history_is_a_list_in_memory() {
        let site = Site::embedded("https://status.example/".into(), "/404?x=1".to_owned());
        assert_eq!(site.here(), Parsed { route: Route::Code(404), ignored: vec!["x=1".to_owned()] });
        assert!(!site.can_return());
        site.go(&Route::Code(410), None, Step::Push);
        site.go(&Route::Map, None, Step::Replace);
        assert_eq!(site.here().route, Route::Map);
        assert!(site.can_return());
        site.leave();
        assert_eq!(site.here().route, Route::Code(404));
        // The first place is not left.
        site.leave();
        assert_eq!(site.here().route, Route::Code(404));
        site.go(&Route::Map, None, Step::Push);
        site.begin("/410/".to_owned());
        assert_eq!(site.here().route, Route::Code(410));
        assert!(!site.can_return());
    }

    #[test]
    fn links_of_an_embedded_app_lead_to_the_site_and_are_known_again() {
        let site = Site::embedded("https://status.example/x/".into(), String::new());
        let href = site.href(&Route::Code(404));
        assert_eq!(href, "https://status.example/x/404/");
        assert_eq!(site.local(&href), Some(("404/".to_owned(), String::new())));
        for elsewhere in ["https://status.example/404/", "https://status.example/x/404.json", "/404/", "#main"] {
            assert_eq!(site.local(elsewhere), None, "{elsewhere}");
        }
    }
}
