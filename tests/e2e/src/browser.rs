//! A browser with one page, for the length of one story.

use std::cell::{Cell, RefCell};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::time::Duration;

use fantoccini::elements::{Element, ElementRef};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;
use tokio::time::timeout;

use crate::console::Console;
use crate::driver::Driver;
use crate::engine::{Engine, Wishes};
use crate::site::{Folder, Site, workspace};
use crate::wait::{outcome_of, until};
use crate::{Scheme, Size};

/// How long a verb waits for what it needs.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a browser may take to start.
const START: Duration = Duration::from_secs(60);

/// How long a story may take, beside another one: a driver that hangs must not hold up all that follow.
const LONGEST: Duration = Duration::from_secs(600);

/// The name that WebDriver gives to an element in JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Words that every script may use.
const PRELUDE: &str = "
    const words = e => (e?.textContent ?? '').replace(/\\s+/g, ' ').trim();
    const name = e => e.getAttribute('aria-label') ?? words(e);
    const shown = e => e.checkVisibility({ visibilityProperty: true });
    const all = (css, root = document) => [...root.querySelectorAll(css)];
";

/// Whether the app runs in the page.
const STARTED: &str = "return document.querySelector('#app')?.dataset.started === ''";

/// A page in a browser, and the verbs to use it with.
pub struct Browser {
    client: RefCell<Client>,
    driver: RefCell<Driver>,
    wishes: Cell<Wishes>,
    pub(crate) engine: Engine,
    pub(crate) origin: String,
    pub(crate) size: Cell<Size>,
    pub(crate) scheme: Cell<Scheme>,
    pub(crate) console: RefCell<Console>,
    patience: Cell<Duration>,
}

/// Tells a story on the built site.
pub fn browse(size: Size, story: impl AsyncFnOnce(&Browser)) {
    browse_at(&Site::built().origin(), size, story);
}

/// Tells a story on a copy of the site in whose pages `first` runs before all else, in every engine.
///
/// # Panics
///
/// When the story does.
pub fn browse_after(first: &str, size: Size, story: impl AsyncFnOnce(&Browser)) {
    let folder = Folder::copy_of_the_site();
    folder.run_first(first);
    let site = Site::of(folder.path());
    browse_at(&site.origin(), size, story);
}

/// Tells a story on the site at `origin`, as `http://127.0.0.1:1234`.
///
/// Whatever happens, the session and the driver are closed. A story that fails
/// leaves a picture of its last moment in `target/screenshots/`.
///
/// # Panics
///
/// When the story does, or when the console shows an error at its end.
pub fn browse_at(origin: &str, size: Size, story: impl AsyncFnOnce(&Browser)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    let outcome = runtime.block_on(async {
        let browser = Browser::start(origin, size).await;
        let outcome = outcome_of(async {
            let told = async {
                story(&browser).await;
                browser.see_quiet_console().await;
            };
            let end = timeout(LONGEST, told).await;
            assert!(end.is_ok(), "this takes more than {} minutes", LONGEST.as_secs() / 60);
        })
        .await;
        // A browser that hangs is killed with its driver.
        if outcome.is_err() {
            let _ = timeout(START, browser.leave_evidence()).await;
        }
        let _ = timeout(PATIENCE, browser.client().close()).await;
        outcome
    });
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// A new session: a browser that nobody has used yet, and its driver.
async fn session(engine: Engine, wishes: Wishes) -> (Driver, Client) {
    let mut said = String::new();
    // WebKitGTK's driver sometimes starts no browser and says nothing.
    for _ in 0..3 {
        let driver = Driver::start(engine);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(engine.capabilities(&driver.profile, wishes));
        match timeout(START, builder.connect(&driver.address)).await {
            Ok(Ok(client)) => return (driver, client),
            Ok(Err(error)) => said = format!("{error:?}"),
            Err(_) => said = format!("nothing for {} s", START.as_secs()),
        }
    }
    panic!("no browser session. The driver said: {said}")
}

impl Browser {
    async fn start(origin: &str, size: Size) -> Self {
        let engine = Engine::chosen();
        let wishes = Wishes::default();
        let (driver, client) = session(engine, wishes).await;
        let browser = Self {
            client: RefCell::new(client),
            driver: RefCell::new(driver),
            wishes: Cell::new(wishes),
            engine,
            origin: origin.to_owned(),
            size: Cell::new(size),
            scheme: Cell::new(Scheme::Light),
            console: RefCell::default(),
            patience: Cell::new(PATIENCE),
        };
        browser.resize(size).await;
        browser.prefer(Scheme::Light).await;
        browser
    }

    /// The session with the driver.
    pub(crate) fn client(&self) -> Client {
        self.client.borrow().clone()
    }

    /// Starts the browser again where it takes such wishes only when it starts: what was kept and opened
    /// is gone. Says what page that was, and whether the app ran there.
    pub(crate) async fn wish(&self, change: impl FnOnce(&mut Wishes)) -> Option<(String, bool)> {
        let mut wishes = self.wishes.get();
        change(&mut wishes);
        if wishes == self.wishes.replace(wishes) || !self.engine.takes_wishes_at_start() {
            return None;
        }
        self.keep_console().await;
        let page = self.client().current_url().await.unwrap();
        let started = self.ask(STARTED, vec![]).await == Value::Bool(true);
        let _ = timeout(PATIENCE, self.client().close()).await;
        let (driver, client) = session(self.engine, wishes).await;
        self.client.replace(client);
        self.driver.replace(driver);
        self.resize(self.size.get()).await;
        Some((page.into(), started))
    }

    /// Changes the size of the page.
    pub async fn resize(&self, size: Size) {
        self.engine.resize(&self.client(), size).await.unwrap();
        self.size.set(size);
    }

    /// Changes what the system is said to prefer.
    pub async fn prefer(&self, scheme: Scheme) {
        if let Some((page, started)) = self.wish(|wishes| wishes.dark = scheme == Scheme::Dark).await {
            self.client().goto(&page).await.unwrap();
            if started {
                self.see_that("the app again", STARTED, vec![]).await;
            }
        }
        self.engine.show_as(&self.client(), scheme, "").await.unwrap();
        self.scheme.set(scheme);
    }

    /// The system has forced colours of this scheme and wants nothing to move.
    pub async fn prefer_calm(&self, scheme: Scheme) {
        self.engine.show_calmly(&self.client(), scheme).await.unwrap();
        self.scheme.set(scheme);
        let script = "return ['(forced-colors: active)', '(prefers-reduced-motion: reduce)']
            .every(query => matchMedia(query).matches)";
        assert_eq!(self.ask(script, vec![]).await, Value::Bool(true));
    }

    /// Shows the page as it would be printed, on screen, so that it can be asked about.
    pub async fn show_as_printed(&self) {
        let scheme = self.scheme.get();
        self.engine.show_as(&self.client(), scheme, "print").await.unwrap();
    }

    /// Waits less from now on: for stories that are meant to fail.
    pub fn lose_patience(&self) {
        self.patience.set(Duration::from_millis(300));
    }

    /// Waits until `look` answers `Ok`.
    pub(crate) async fn until<T>(&self, what: &str, look: impl AsyncFnMut() -> Result<T, String>) -> T {
        until(self.patience.get(), what, look).await
    }

    /// Runs a script that may fail because the page is just changing.
    pub(crate) async fn try_ask(&self, script: &str, with: Vec<Value>) -> Result<Value, String> {
        self.client()
            // A DOMException would come back without its words.
            .execute(&format!("{PRELUDE}\ntry {{ {script} }} catch (e) {{ throw new Error(String(e)) }}"), with)
            .await
            .map_err(|error| error.to_string())
    }

    /// Runs a script in the page and returns what it returns.
    ///
    /// The script may use `words(element)`, `name(element)`, `shown(element)` and `all(css)`.
    pub async fn ask(&self, script: &str, with: Vec<Value>) -> Value {
        self.try_ask(script, with).await.unwrap_or_else(|error| panic!("the script failed: {error}\n{script}"))
    }

    /// Runs a script and reads its answer as text; nothing is the empty text.
    pub async fn ask_text(&self, script: &str) -> String {
        text_of(&self.ask(script, vec![]).await)
    }

    /// Runs a script and reads its answer as a list of texts.
    pub async fn ask_list(&self, script: &str) -> Vec<String> {
        let answer = self.ask(script, vec![]).await;
        answer.as_array().into_iter().flatten().map(text_of).collect()
    }

    /// Runs a script that awaits, as the body of an async function.
    pub async fn ask_later(&self, script: &str, with: Vec<Value>) -> Value {
        let body = format!(
            "{PRELUDE}
            const done = arguments[arguments.length - 1];
            (async (...arguments) => {{ {script} }})(...arguments)
                .then(done, error => done('failed: ' + error));"
        );
        self.client()
            .execute_async(&body, with)
            .await
            .unwrap_or_else(|error| panic!("the script failed: {error}\n{script}"))
    }

    /// Waits until a script returns an element.
    pub(crate) async fn element(&self, what: &str, script: &str, with: Vec<Value>) -> Element {
        self.until(what, async || {
            let found = self.try_ask(script, with.clone()).await?;
            match found[ELEMENT].as_str() {
                Some(id) => Ok(Element::from_element_id(self.client(), ElementRef::from(id.to_owned()))),
                None => Err(format!("no such thing on {}", self.where_we_are().await)),
            }
        })
        .await
    }

    /// Waits until a script returns `true`; what it returns else is shown as what was seen.
    pub async fn see_that(&self, what: &str, script: &str, with: Vec<Value>) {
        self.until(what, async || match self.try_ask(script, with.clone()).await? {
            Value::Bool(true) => Ok(()),
            other => Err(format!("{} on {}", text_of(&other), self.where_we_are().await)),
        })
        .await;
    }

    /// Keeps a picture of what is in sight, as `target/screenshots/<name>.png`.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        let picture = self.client().screenshot().await.unwrap();
        let folder = target().join("screenshots");
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{}.png", file_name(name)));
        std::fs::write(&file, picture).unwrap();
        file
    }

    /// Keeps a picture of the whole page, however long.
    pub async fn screenshot_whole(&self, name: &str) -> PathBuf {
        let size = self.size.get();
        let height = self.ask("return document.documentElement.scrollHeight", vec![]).await;
        let height = u32::try_from(height.as_u64().unwrap_or_default()).unwrap_or(u32::MAX);
        let height = height.clamp(size.height, 12_000);
        self.resize(Size { height, ..size }).await;
        let file = self.screenshot(name).await;
        self.resize(size).await;
        file
    }

    /// Says in the output of a failed test what the page looked like.
    async fn leave_evidence(&self) {
        let test = std::thread::current().name().unwrap_or("story").to_owned();
        let shown = outcome_of(self.screenshot(&format!("failed {test}"))).await;
        let console = outcome_of(self.console_errors()).await.unwrap_or_default();
        eprintln!("the page was {}", self.where_we_are().await);
        eprintln!("errors in the console: {console:?}");
        if let Ok(file) = shown {
            eprintln!("a picture of it: {}", file.display());
        }
    }

    /// The address and the heading, for messages.
    pub(crate) async fn where_we_are(&self) -> String {
        let script =
            "return `${(location.pathname + location.search).slice(0, 100)} “${words(document.querySelector('h1'))}”`";
        match self.try_ask(script, vec![]).await {
            Ok(answer) => text_of(&answer),
            Err(error) => error,
        }
    }
}

/// Text as it is, anything else as JSON, nothing as nothing.
pub(crate) fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// A name without what file systems dislike.
pub(crate) fn file_name(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let name: String = name.chars().map(plain).collect();
    name.trim_matches('-').to_owned()
}

/// Where cargo puts what it makes.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from)
}
