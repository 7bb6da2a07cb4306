//! All that is different from browser to browser, in one place.
//!
//! Each has its driver and how that names its port, its capabilities, and its own
//! way to do what WebDriver has no words for.

mod firefox;
mod webkit;

pub(crate) use webkit::LISTEN;

use std::ffi::OsString;
use std::path::Path;

use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Map, Value, json};

use crate::{Scheme, Size};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chromium and its relatives, driven by chromedriver.
    Chromium,
    /// Firefox, driven by geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, driven by WebKitWebDriver.
    Webkit,
}

/// What some browsers take only when they start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wishes {
    /// Pages run no scripts.
    pub(crate) no_scripts: bool,
    /// The system is said to prefer dark colours.
    pub(crate) dark: bool,
}

/// What a story gets that asks for more than WebKit's driver can do.
const NO_WORDS: &str = "the driver of WebKitGTK has no words for this";

/// Quiet, alone, and without a window. `--no-sandbox` because test machines often run as root;
/// the pages are ours. Without scroll bars the page has exactly the width that a test asks for.
const CHROMIUM_FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--lang=en-US",
    "--remote-debugging-pipe",
];

impl Engine {
    /// The one that `STATUSCOPE_BROWSER` names.
    pub(crate) fn chosen() -> Self {
        match std::env::var("STATUSCOPE_BROWSER").as_deref() {
            Ok("chromium") | Err(_) => Engine::Chromium,
            Ok("firefox") => Engine::Firefox,
            Ok("webkit") => Engine::Webkit,
            Ok(other) => {
                panic!("STATUSCOPE_BROWSER is “{other}”, but these tests know only “chromium”, “firefox” and “webkit”")
            }
        }
    }

    /// What to start as the driver.
    pub(crate) fn driver_program(self) -> OsString {
        let (variable, program) = match self {
            Engine::Chromium => ("STATUSCOPE_CHROMEDRIVER", "chromedriver"),
            Engine::Firefox => ("STATUSCOPE_GECKODRIVER", "geckodriver"),
            Engine::Webkit => ("STATUSCOPE_WEBKITDRIVER", "WebKitWebDriver"),
        };
        std::env::var_os(variable).unwrap_or_else(|| program.into())
    }

    /// The port, where the driver takes only one that is chosen before.
    pub(crate) fn chosen_port(self) -> Option<u16> {
        (self == Engine::Webkit).then(webkit::free_port)
    }

    /// Whether it cannot do without a window.
    pub(crate) fn needs_a_screen(self) -> bool {
        self == Engine::Webkit
    }

    /// Whether the driver listens at last.
    pub(crate) fn listens(self, port: u16) -> bool {
        webkit::listens(port)
    }

    /// Port 0: the driver takes a free one.
    pub(crate) fn driver_arguments(self, profile: &Path) -> Vec<String> {
        match self {
            Engine::Chromium => vec!["--port=0".to_owned()],
            Engine::Firefox => firefox::driver_arguments(profile),
            Engine::Webkit => Vec::new(),
        }
    }

    /// The port, if this line of the driver's output names it.
    pub(crate) fn port_in(self, line: &str) -> Option<u16> {
        match self {
            Engine::Chromium => line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok(),
            Engine::Firefox => firefox::port_in(line),
            Engine::Webkit => None,
        }
    }

    /// What a new session asks for.
    pub(crate) fn capabilities(self, profile: &Path, wishes: Wishes) -> Map<String, Value> {
        match self {
            Engine::Firefox => firefox::capabilities(),
            Engine::Webkit => webkit::capabilities(wishes),
            Engine::Chromium => {
                let mut arguments: Vec<String> = CHROMIUM_FLAGS.map(str::to_owned).into();
                arguments.push(format!("--user-data-dir={}", profile.display()));
                let mut options = json!({ "args": arguments });
                if let Ok(program) = std::env::var("STATUSCOPE_CHROMIUM") {
                    options["binary"] = program.into();
                }
                Map::from_iter([
                    ("browserName".to_owned(), json!("chrome")),
                    ("goog:chromeOptions".to_owned(), options),
                    ("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" })),
                ])
            }
        }
    }

    /// Whether it has to be started again for other [`Wishes`].
    pub(crate) fn takes_wishes_at_start(self) -> bool {
        self == Engine::Webkit
    }

    /// Gives the page exactly this size. A window would not get narrower than 500 pixels.
    pub(crate) async fn resize(self, client: &Client, size: Size) -> Result<(), String> {
        match self {
            Engine::Firefox => return firefox::resize(client, size).await,
            Engine::Webkit => return webkit::resize(client, size).await,
            Engine::Chromium => {}
        }
        let size = json!({
            "width": size.width, "height": size.height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.devtools(client, "Emulation.setDeviceMetricsOverride", size).await?;
        // A page that nobody looks at gets no focus ring and may not write to the clipboard.
        let focus = json!({ "enabled": true });
        self.devtools(client, "Emulation.setFocusEmulationEnabled", focus).await?;
        Ok(())
    }

    /// Pretends that the system prefers this scheme and that the page is shown on `media`.
    pub(crate) async fn show_as(self, client: &Client, scheme: Scheme, media: &str) -> Result<(), String> {
        match self {
            Engine::Firefox => return firefox::show_as(client, scheme, media).await,
            // The scheme is among its wishes.
            Engine::Webkit => return if media.is_empty() { Ok(()) } else { Err(NO_WORDS.to_owned()) },
            Engine::Chromium => {}
        }
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme.word() }]);
        let as_what = json!({ "media": media, "features": features });
        self.devtools(client, "Emulation.setEmulatedMedia", as_what).await?;
        Ok(())
    }

    /// Pretends that the system has few colours of its own choice, and wants nothing to move.
    pub(crate) async fn show_calmly(self, client: &Client, scheme: Scheme) -> Result<(), String> {
        if self != Engine::Chromium {
            return Err("only Chromium can be asked for that".to_owned());
        }
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme.word() },
            { "name": "forced-colors", "value": "active" },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools(client, "Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        Ok(())
    }

    /// Runs `script` in every new document before the page's own scripts.
    pub(crate) async fn run_before_page(self, client: &Client, script: &str) -> Result<(), String> {
        match self {
            Engine::Firefox => return firefox::run_before_page(client, script).await,
            Engine::Webkit => return Err(NO_WORDS.to_owned()),
            Engine::Chromium => {}
        }
        let source = json!({ "source": script });
        self.devtools(client, "Page.addScriptToEvaluateOnNewDocument", source).await?;
        Ok(())
    }

    /// Whether pages may run scripts, from the next one on.
    pub(crate) async fn allow_scripts(self, client: &Client, allowed: bool) -> Result<(), String> {
        match self {
            Engine::Firefox => return firefox::allow_scripts(client, allowed).await,
            Engine::Webkit => return Ok(()),
            Engine::Chromium => {}
        }
        self.devtools(client, "Emulation.setScriptExecutionDisabled", json!({ "value": !allowed })).await?;
        Ok(())
    }

    /// Loads the page again, everything from the server.
    pub(crate) async fn reload_without_cache(self, client: &Client) -> Result<(), String> {
        match self {
            Engine::Firefox => return firefox::reload_without_cache(client).await,
            Engine::Webkit => return client.refresh().await.map_err(|error| error.to_string()),
            Engine::Chromium => {}
        }
        self.devtools(client, "Network.enable", json!({})).await?;
        let disabled = json!({ "cacheDisabled": true });
        self.devtools(client, "Network.setCacheDisabled", disabled).await?;
        client.refresh().await.map_err(|error| error.to_string())
    }

    /// Lets the page, and so the test, read the clipboard.
    pub(crate) async fn allow_clipboard(self, client: &Client, origin: &str) -> Result<(), String> {
        match self {
            // Their pages may from the start.
            Engine::Firefox | Engine::Webkit => return Ok(()),
            Engine::Chromium => {}
        }
        let permissions = json!({
            "origin": origin,
            "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"],
        });
        self.devtools(client, "Browser.grantPermissions", permissions).await?;
        Ok(())
    }

    /// How many nodes and listeners the page holds when nothing is left to be collected.
    pub(crate) async fn living(self, client: &Client) -> Result<Option<(u64, u64)>, String> {
        if self != Engine::Chromium {
            return Ok(None);
        }
        self.devtools(client, "HeapProfiler.collectGarbage", json!({})).await?;
        let counted = self.devtools(client, "Memory.getDOMCounters", json!({})).await?;
        let count = |key: &str| counted[key].as_u64().unwrap_or_default();
        Ok(Some((count("nodes"), count("jsEventListeners"))))
    }

    /// What the browser has logged since the last call: level and message.
    pub(crate) async fn take_log(self, client: &Client) -> Result<Vec<(String, String)>, String> {
        match self {
            Engine::Firefox => return firefox::take_log(client).await,
            Engine::Webkit => return webkit::take_log(client).await,
            Engine::Chromium => {}
        }
        let entries = issue(client, "se/log", json!({ "type": "browser" })).await?;
        let word = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        Ok(entries
            .as_array()
            .into_iter()
            .flatten()
            .map(|entry| (word(entry, "level"), word(entry, "message")))
            .collect())
    }

    /// A command of the browser's own protocol.
    async fn devtools(self, client: &Client, command: &str, what: Value) -> Result<Value, String> {
        assert_eq!(self, Engine::Chromium, "only Chromium is spoken to in this way");
        issue(client, "goog/cdp/execute", json!({ "cmd": command, "params": what })).await
    }
}

/// Posts a command that WebDriver itself does not have.
async fn issue(client: &Client, path: &'static str, body: Value) -> Result<Value, String> {
    let words = body.to_string();
    client.issue_cmd(Extension { path, body }).await.map_err(|error| format!("{path} {words}: {error}"))
}

/// A command below `session/<id>/`.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
