//! The frame around the pages: which one is shown, and what happens when that changes.

use crate::arrival::{Arrival, settle};
use crate::components::search::Go;
use crate::components::{frame, present};
use crate::element::el;
use crate::events::Stage;
use crate::keys::hear;
use crate::navigation::{self, Site, Step};
use crate::pages::{about, code, compare, decide, explore, labs, lesson, map, missing, practise, redirects, sheet};
use crate::preferences::Preferences;
use crate::room::{Act, Room};
use crate::route::{ALL, Parsed, Presenting, Route, stop};
use crate::steps;
use std::cell::Cell;
use std::rc::Rc;
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
    /// Something is done in the classroom.
    Room(Act),
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
    room: Room,
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
        let mut room = Room::load(navigation::now(), !stage.embedded());
        room.present = site.presenting();
        Self { at: site.here(), site, arrival: Arrival::Load, settled: false, keys, preferences, room }
    }

    fn update(&mut self, _: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Go(route, step) => {
                let mut step = step;
                self.room.said.clear();
                if matches!(route, Route::Practise(_)) {
                    self.room.look();
                }
                if let (Route::Practise(before), Route::Practise(now)) = (&self.at.route, &route)
                    && before.round == now.round
                    && before.begun
                {
                    // A round is one place in the history.
                    step = Step::Replace;
                    if self.room.present.is_none() {
                        self.room.note(before, now);
                    }
                }
                if let Some(present) = &mut self.room.present
                    && !filters(&self.at.route, &route)
                {
                    present.step = 0;
                }
                self.site.go(&route, self.room.present.as_ref(), step);
                self.arrival = match step {
                    Step::Push if filters(&self.at.route, &route) => Arrival::Filter,
                    Step::Push => Arrival::Link,
                    Step::Search => Arrival::Search,
                    Step::Replace if matches!(&route, Route::Practise(now) if now.place().1) => Arrival::Answer,
                    Step::Replace if matches!(route, Route::Practise(_)) => Arrival::Link,
                    Step::Replace => Arrival::Edit,
                };
                self.at = Parsed { route, ignored: Vec::new() };
                self.settled = false;
            }
            Message::Return => {
                self.site.leave();
                let from = std::mem::replace(&mut self.at, self.site.here());
                self.room.present = self.site.presenting();
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
            Message::Room(act) => self.act(act),
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let stage = &context.props().stage;
        stage.enter();
        stage.forget();
        let link = context.link();
        let go = link.callback(|(route, step)| Message::Go(route, step));
        let act = link.callback(Message::Room);
        let on_click = {
            let (site, go, act) = (self.site.clone(), go.clone(), act.clone());
            Callback::from(move |event: MouseEvent| {
                if let Some(word) = navigation::word_of_click(&event) {
                    act.emit(Act::Press(word));
                } else if let Some(step) = site.step_of_click(&event) {
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
            room: act,
        };
        view(&self.at, &self.preferences, &self.room, &self.site, acts)
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        context.props().stage.enter();
        steps::reveal(self.room.present.as_ref().map_or(ALL, |present| present.step));
        if !self.settled {
            self.settled = true;
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
    room: Callback<Act>,
}

impl App {
    /// Something is done in the classroom.
    fn act(&mut self, act: Act) {
        match act {
            // Somebody else's page is no place to present, or to keep something.
            Act::Press(b'p' | b'a' | b'k') if self.site.is_embedded() => {}
            Act::Press(b'p') => {
                // On the page of a lesson, that lesson.
                let mut present = Presenting::default();
                if let Route::Lesson(lesson) = &self.at.route {
                    lesson.query().get(1..).unwrap_or_default().clone_into(&mut present.lesson);
                }
                if !self.open(&mut present, 0) {
                    self.show(Some(present), Step::Push);
                }
            }
            Act::Press(b'e') => {
                // Back to the lesson that was presented, if it was one.
                let lesson = self.room.present.as_ref().map(Presenting::pages);
                if let Some(lesson) = lesson.filter(|lesson| !lesson.pages.is_empty()) {
                    self.at = Parsed { route: Route::Lesson(lesson), ignored: Vec::new() };
                }
                self.show(None, Step::Push);
            }
            Act::Press(cover @ (b'.' | b'q')) => self.room.cover = if self.room.cover == cover { 0 } else { cover },
            Act::Press(b'a') => self.room.add(&self.at.route.address()),
            Act::Press(b'k') => {
                if let Route::Lesson(lesson) = &self.at.route {
                    self.room.keep(lesson.clone());
                }
            }
            Act::Press(word @ (b'f' | b'u')) => self.room.forget(word == b'f'),
            Act::Press(word) => self.turn(word == b'>'),
            Act::Edit(lesson) => {
                if matches!(&self.at.route, Route::Lesson(before) if *before == self.room.lesson) {
                    self.room.keep(lesson.clone());
                }
                self.at = Parsed { route: Route::Lesson(lesson), ignored: Vec::new() };
                self.site.go(&self.at.route, None, Step::Replace);
            }
            Act::TakeIn(text) => self.room.take_in(&text),
        }
    }

    /// Presents the page so, or not any more.
    fn show(&mut self, present: Option<Presenting>, step: Step) {
        self.site.go(&self.at.route, present.as_ref(), step);
        self.room.present = present;
        self.room.cover = 0;
        if step == Step::Push {
            self.arrival = Arrival::Link;
            self.settled = false;
        }
    }

    /// Goes to a page of the lesson that is presented; says whether there is one.
    fn open(&mut self, present: &mut Presenting, at: usize) -> bool {
        let pages = present.pages().pages;
        let Some(page) = pages.get(at) else { return false };
        self.at = Parsed { route: stop(&page.path), ignored: Vec::new() };
        present.at = at;
        self.show(Some(present.clone()), Step::Push);
        true
    }

    /// The next step, else the rest of the page, else the next question or the next page of the lesson.
    fn turn(&mut self, forward: bool) {
        let Some(mut present) = self.room.present.clone() else { return };
        if self.room.cover != 0 {
            self.room.cover = 0;
            return;
        }
        let all = steps::count();
        let step = present.step.min(all);
        if forward && step == all || !forward && step == 0 {
            if !(steps::scroll_on(forward) || forward && steps::follow_next()) {
                present.step = if forward { 0 } else { ALL };
                let at = if forward { present.at + 1 } else { present.at.wrapping_sub(1) };
                self.open(&mut present, at);
            }
            return;
        }
        present.step = if forward { step + 1 } else { step - 1 };
        self.show(Some(present), Step::Replace);
    }
}

/// Works out what the site's address shows, and throws it away.
pub fn rehearse(site: &Site) {
    drop(view(&site.here(), &Preferences::default(), &Room::default(), site, Acts::default()));
}

/// The whole page of a route. Touches no browser: `prerender/` calls it natively.
#[inline(never)]
pub fn view(at: &Parsed, preferences: &Preferences, room: &Room, site: &Site, acts: Acts) -> Html {
    let Acts { go, click, theme, back, slash_key, language, room: act } = acts;
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
        Route::Practise(here) => practise::page(here, room, site, &act),
        Route::Lesson(lesson) => lesson::page(lesson, room, site, &act),
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
    if let Some(presenting) = &room.present {
        return whole.class("present").with(main).with(present::bar(presenting, route, room, site)).into();
    }
    whole
        .class(if exploring { "explore" } else { "" })
        .with(el("a.skip[href=#main] Skip to content"))
        .with(frame::bar(route, preferences.theme, theme, site))
        .with(main)
        .with(frame::foot(route, room, site))
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
