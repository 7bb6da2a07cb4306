//! The frame around the pages: which one is shown, and what happens when that changes.

use crate::components::frame;
use crate::components::search::{Go, SEARCH};
use crate::element::el;
use crate::events::Stage;
use crate::navigation::{self, Site, Step};
use crate::pages::{about, code, compare, decide, explore, labs, map, missing, redirects, sheet};
use crate::preferences::Preferences;
use crate::route::{Parsed, Route};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::html::Scope;
use yew::prelude::*;

/// Where the app is mounted.
#[derive(Debug, Clone, Properties)]
pub struct AppProps {
    /// The site, and where in it the app is.
    pub site: Site,
    /// What it is mounted in.
    pub stage: Rc<Stage>,
}

impl PartialEq for AppProps {
    /// Nobody gives an app other properties later.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// How the present route was reached, which decides about focus and scrolling.
#[derive(Debug, Clone, PartialEq)]
enum Arrival {
    /// The page was loaded.
    Load,
    /// A link was followed.
    Link,
    /// The key for the search was pressed.
    Search,
    /// Back or forward, from the route given.
    History(Route),
    /// The same page, changed in place.
    Edit,
    /// The same page with other filters: the reader stays where they are.
    Filter,
}

/// What can happen to the app.
#[derive(Debug)]
pub enum Message {
    /// Somebody goes to a route.
    Go(Route, Step),
    /// Back or forward was pressed.
    Return,
    /// The page around an embedded app wants another address.
    Show(String),
    /// The next theme is wanted.
    Theme,
    /// The key `/` is switched on or off.
    SlashKey,
    /// A language of constants is chosen.
    Language(AttrValue),
}

/// The whole app: one component, because each further one costs kilobytes.
#[derive(Debug)]
pub struct App {
    site: Site,
    at: Parsed,
    arrival: Arrival,
    /// Whether title, focus and scrolling have followed the route.
    settled: bool,
    preferences: Preferences,
    /// Whether keys do something; their handler asks.
    keys: Rc<Cell<bool>>,
}

impl Component for App {
    type Message = Message;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        let AppProps { site, stage } = context.props().clone();
        let preferences = if stage.embedded() { Preferences::for_one_visit() } else { Preferences::load() };
        let keys = Rc::new(Cell::new(preferences.slash_key));
        hear(context.link(), &keys, &stage);
        Self { at: site.here(), site, arrival: Arrival::Load, settled: false, keys, preferences }
    }

    fn update(&mut self, _: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Go(route, step) => {
                self.site.go(&route, step);
                self.arrival = match step {
                    Step::Push if filters(&self.at.route, &route) => Arrival::Filter,
                    Step::Push => Arrival::Link,
                    Step::Search => Arrival::Search,
                    Step::Replace => Arrival::Edit,
                };
                self.at = Parsed { route, ignored: Vec::new() };
                self.settled = false;
            }
            Message::Return => {
                self.site.leave();
                let from = std::mem::replace(&mut self.at, self.site.here());
                self.arrival =
                    if filters(&from.route, &self.at.route) { Arrival::Filter } else { Arrival::History(from.route) };
                self.settled = false;
            }
            Message::Show(at) => {
                self.site.begin(at);
                self.at = self.site.here();
                self.arrival = Arrival::Edit;
                self.settled = false;
            }
            Message::Theme => {
                self.preferences.theme = self.preferences.theme.next();
                self.preferences.store();
            }
            Message::SlashKey => {
                self.preferences.slash_key = !self.preferences.slash_key;
                self.preferences.store();
                self.keys.set(self.preferences.slash_key);
            }
            Message::Language(language) => {
                self.preferences.language = Some(language);
                self.preferences.store();
            }
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let stage = &context.props().stage;
        stage.enter();
        stage.forget();
        let link = context.link();
        let go = link.callback(|(route, step)| Message::Go(route, step));
        let on_click = {
            let (site, go) = (self.site.clone(), go.clone());
            Callback::from(move |event: MouseEvent| {
                if let Some(step) = site.step_of_click(&event) {
                    event.prevent_default();
                    go.emit(step);
                }
            })
        };
        let acts = Acts {
            go,
            click: on_click,
            theme: link.callback(|_| Message::Theme),
            back: link.callback(|_| Message::Return),
            slash_key: link.callback(|_| Message::SlashKey),
            language: link.callback(Message::Language),
        };
        view(&self.at, &self.preferences, &self.site, acts)
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        if !self.settled {
            self.settled = true;
            context.props().stage.enter();
            settle(&self.at.route, &self.arrival);
        }
    }

    fn destroy(&mut self, context: &Context<Self>) {
        context.props().stage.leave();
    }
}

/// What a page can set off. The default does nothing: that of a page without the app.
#[derive(Debug, Default)]
pub struct Acts {
    go: Go,
    click: Callback<MouseEvent>,
    theme: Callback<MouseEvent>,
    back: Callback<MouseEvent>,
    slash_key: Callback<Event>,
    language: Callback<AttrValue>,
}

/// The whole page of a route. Touches no browser: `prerender/` calls it natively.
// Always inlined: a quarter of a kilobyte less to download.
#[inline(always)]
pub fn view(at: &Parsed, preferences: &Preferences, site: &Site, acts: Acts) -> Html {
    let Acts { go, click, theme, back, slash_key, language } = acts;
    let route = &at.route;
    let page = match route {
        Route::Explore(filter) => explore::page(filter, site, &go),
        Route::Code(code) => code::page(*code, preferences, language, decide::ways_to(*code, site), site),
        Route::Map => map::map(site),
        Route::Decide(asked) => decide::chooser(asked, site, &go),
        Route::Walk(walking) => decide::walk(walking, site),
        Route::Redirects(here) => redirects::page(here, site, &go),
        Route::Labs => labs::index(site),
        Route::Lab(bench) => labs::page(bench, site, &go),
        Route::Compare(comparing) => compare::page(comparing, site, &go),
        Route::About => about::page(preferences, slash_key, site),
        Route::Missing(path) => missing::missing(path, site),
    };
    let exploring = matches!(route, Route::Explore(_));
    // Somebody else's page has a main part of its own.
    let main = if site.is_embedded() { el("div") } else { el("main#main[tabindex=-1]") };
    let main = main
        .class("page")
        .class(if matches!(route, Route::Map) { "widesheet" } else { "" })
        .maybe(missing::ignored(&at.ignored))
        .with(page);
    let whole = el("div.scope[part=frame]").on_click(click);
    if site.is_embedded() {
        return whole.class("embedded").with(frame::line(route, back, site)).with(main).into();
    }
    whole
        .class(if exploring { "explore" } else { "" })
        .with(el("a.skip[href=#main] Skip to content"))
        .with(frame::bar(route, preferences.theme, theme, site))
        .with(main)
        .with(frame::foot(route, site))
        .maybe(exploring.then(sheet::sheet))
        .into()
}

/// Whether a step only changes what Explore shows, or how a lab is set.
fn filters(from: &Route, to: &Route) -> bool {
    match (from, to) {
        (Route::Lab(one), Route::Lab(other)) => core::ptr::eq(one.lab(), other.lab()),
        _ => matches!((from, to), (Route::Explore(_), Route::Explore(_))),
    }
}

/// What follows a change of route: title, focus, scrolling.
fn settle(route: &Route, arrival: &Arrival) {
    navigation::tell(route);
    decide::zoom::center();
    match arrival {
        // The script that starts the app keeps focus and place as they were on the static page.
        Arrival::Edit | Arrival::Load => {}
        Arrival::Filter => {
            // What was pressed may be gone, such as an example.
            if !navigation::has_focus() && !navigation::focus(SEARCH) {
                navigation::focus("h1");
            }
        }
        Arrival::Link => {
            navigation::scroll_to_top();
            navigation::focus("h1");
        }
        Arrival::Search => {
            navigation::scroll_to_top();
            navigation::focus(SEARCH);
        }
        Arrival::History(from) => {
            // Back from a card: the reader's place is the card that was opened.
            let address = from.address();
            let link = [".entries a[href$=\"/", &address, "\"]"].concat();
            let opened = matches!(from, Route::Code(_)) && navigation::focus(&link);
            if !opened {
                navigation::focus("h1");
            }
            navigation::restore_scroll();
        }
    }
}

/// Back and forward, and keys: those of an embedded app only where it has the focus.
fn hear(link: &Scope<App>, on: &Rc<Cell<bool>>, stage: &Rc<Stage>) {
    let go = link.callback(|()| Message::Go(Route::home(), Step::Search));
    let on = Rc::clone(on);
    let key = Callback::from(move |event: Event| {
        if on.get() {
            key(&event, &go);
        }
    });
    if stage.embedded() {
        stage.hear(stage.root(), "keydown", key);
    } else if let Some(window) = web_sys::window() {
        stage.hear(&window, "keydown", key);
        stage.hear(&window, "popstate", link.callback(|_| Message::Return));
        navigation::own_scrolling();
    }
}

/// The key `/` goes to the search, and the keys that the page names do what it says, unless
/// somebody types.
fn key(event: &Event, go: &Callback<()>) {
    let Some(pressed) = event.dyn_ref::<KeyboardEvent>() else { return };
    let modified = pressed.ctrl_key() || pressed.meta_key() || pressed.alt_key();
    if modified || pressed.repeat() || navigation::is_typing(event) {
        return;
    }
    let key = pressed.key();
    if key != "/" {
        // The digit of an answer, y and n, Backspace: the page says what they mean.
        if navigation::press(&key) {
            event.prevent_default();
        }
        return;
    }
    event.prevent_default();
    if !navigation::focus(SEARCH) {
        go.emit(());
    }
}
