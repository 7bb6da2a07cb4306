//! The frame around the pages: which one is shown, and what happens when that changes.

use crate::components::frame;
use crate::element::el;
use crate::navigation::{self, Site, Step};
use crate::components::search::SEARCH;
use crate::pages::{about, code, decide, explore, map, missing, sheet};
use crate::preferences::Preferences;
use crate::route::{Parsed, Route};
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;
use yew::virtual_dom::VComp;

/// Where the app is mounted.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct AppProps {
    /// The path of the site on its host, with a slash at both ends.
    pub root: AttrValue,
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
}

/// What the app remembers.
#[derive(Debug, Clone, PartialEq)]
struct Place {
    at: Parsed,
    arrival: Arrival,
}

enum Action {
    Go(Route, Arrival),
    Return(Parsed),
}

impl Reducible for Place {
    type Action = Action;

    fn reduce(self: std::rc::Rc<Self>, action: Action) -> std::rc::Rc<Self> {
        match action {
            Action::Go(route, arrival) => Self { at: Parsed { route, ignored: Vec::new() }, arrival },
            Action::Return(at) => Self { arrival: Arrival::History(self.at.route.clone()), at },
        }
        .into()
    }
}

/// The whole app.
#[component]
pub fn App(props: &AppProps) -> Html {
    let site = Site::new(props.root.clone());
    let place = use_reducer(|| Place { at: site.here(), arrival: Arrival::Load });
    let preferences = use_state(Preferences::load);

    let go = {
        let (site, dispatch) = (site.clone(), place.dispatcher());
        Callback::from(move |(route, step): (Route, Step)| {
            site.go(&route, step);
            let arrival = match step {
                Step::Push => Arrival::Link,
                Step::Search => Arrival::Search,
                Step::Replace => Arrival::Edit,
            };
            dispatch.dispatch(Action::Go(route, arrival));
        })
    };
    let on_click = {
        let (site, go) = (site.clone(), go.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(route) = site.route_of_click(&event) {
                event.prevent_default();
                go.emit((route, Step::Push));
            }
        })
    };
    use_window_listeners(&site, place.dispatcher());
    use_keys(&go, preferences.slash_key);
    use_effect_with(place.clone(), |place| settle(place));

    let route = &place.at.route;
    let page = match route {
        Route::Explore(filter) => explore::page(filter, &site, &go),
        Route::Code(code) => {
            let choose = choice(&preferences, |preferences, language| preferences.language = Some(language));
            code::page(*code, &preferences, choose, decide::ways_to(*code, &site), &site)
        }
        Route::Map => map::map(&site),
        Route::Decide(asked) => decide::chooser(asked, &site, &go),
        Route::Walk(walking) => decide::walk(walking, &site),
        Route::About => {
            let toggle = choice(&preferences, |preferences, _| preferences.slash_key = !preferences.slash_key);
            about::page(&preferences, toggle, &site)
        }
        Route::Missing(path) => missing::missing(path, &site),
    };
    let exploring = matches!(route, Route::Explore(_));
    let theme = choice(&preferences, |preferences, _| preferences.theme = preferences.theme.next());
    let main = el("main.page#main[tabindex=-1]")
        .class(if *route == Route::Map { "widesheet" } else { "" })
        .maybe(missing::ignored(&place.at.ignored))
        .with(page);
    let scope = el("div.scope")
        .class(if exploring { "explore" } else { "" })
        .on_click(on_click)
        .with(el("a.skip[href=#main]").text("Skip to content"))
        .with(frame::bar(route, preferences.theme, theme, &site))
        .with(main)
        .with(frame::foot(&site));
    if exploring { scope.with(VComp::new::<sheet::Sheet>(().into(), None)).into() } else { scope.into() }
}

/// A handler that changes a preference and keeps it.
fn choice<E: 'static>(preferences: &UseStateHandle<Preferences>, change: fn(&mut Preferences, E)) -> Callback<E> {
    let preferences = preferences.clone();
    Callback::from(move |event: E| {
        let mut changed = (*preferences).clone();
        change(&mut changed, event);
        changed.store();
        preferences.set(changed);
    })
}

/// What follows a change of route: title, focus, scrolling.
fn settle(place: &Place) {
    navigation::set_title(&place.at.route.title());
    decide::zoom::center();
    match &place.arrival {
        Arrival::Edit => {}
        Arrival::Load => navigation::restore_scroll(),
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

/// Back and forward, and writing down the scroll position before the page goes.
#[hook]
fn use_window_listeners(site: &Site, dispatch: UseReducerDispatcher<Place>) {
    let site = site.clone();
    use_effect_with((), move |()| {
        navigation::own_scrolling();
        let listeners = web_sys::window().map(|window| {
            let back = EventListener::new(&window, "popstate", move |_| dispatch.dispatch(Action::Return(site.here())));
            let leave = EventListener::new(&window, "pagehide", |_| navigation::keep_scroll());
            (back, leave)
        });
        move || drop(listeners)
    });
}

/// The key `/` goes to the search, and the keys that the page names do what it says, unless
/// somebody types or has switched them off.
#[hook]
fn use_keys(go: &Callback<(Route, Step)>, on: bool) {
    let go = go.clone();
    use_effect_with(on, move |on| {
        let listener = web_sys::window().filter(|_| *on).map(|window| {
            EventListener::new_with_options(
                &window,
                "keydown",
                gloo_events::EventListenerOptions::enable_prevent_default(),
                move |event| {
                    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
                    let modified = key.ctrl_key() || key.meta_key() || key.alt_key();
                    if modified || key.repeat() || navigation::is_typing(event) {
                        return;
                    }
                    let key = key.key();
                    if key != "/" {
                        // The digit of an answer, y and n, Backspace: pages say what they mean.
                        if navigation::press(&key) {
                            event.prevent_default();
                        }
                        return;
                    }
                    event.prevent_default();
                    if !navigation::focus(SEARCH) {
                        go.emit((Route::home(), Step::Search));
                    }
                },
            )
        });
        move || drop(listener)
    });
}

/// Tells the page around the app that it broke, so that it can offer another try.
pub fn report_panic(report: &str) {
    let detail = web_sys::CustomEventInit::new();
    detail.set_detail(&report.into());
    if let (Some(window), Ok(event)) =
        (web_sys::window(), web_sys::CustomEvent::new_with_event_init_dict("statuscope-panic", &detail))
    {
        // Nobody listening is nothing to worry about now.
        let _ = window.dispatch_event(&event);
    }
}
