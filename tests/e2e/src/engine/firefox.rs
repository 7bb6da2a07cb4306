//! Firefox: what WebDriver has no words for is said to the browser itself, in its own context.

use std::path::Path;

use fantoccini::Client;
use serde_json::{Map, Value, json};

use super::issue;
use crate::{Scheme, Size};

/// Quiet: nothing is fetched that the site did not ask for, and the page may read the clipboard.
pub(super) fn capabilities() -> Map<String, Value> {
    let mut options = json!({
        "args": ["-headless"],
        "prefs": {
            "app.update.disabledForTesting": true,
            "browser.safebrowsing.malware.enabled": false,
            "browser.safebrowsing.phishing.enabled": false,
            "browser.shell.checkDefaultBrowser": false,
            "datareporting.policy.dataSubmissionEnabled": false,
            "dom.events.testing.asyncClipboard": true,
            "extensions.systemAddon.update.enabled": false,
            "intl.accept_languages": "en-US",
            "layout.css.scroll-behavior.enabled": true,
            "network.captive-portal-service.enabled": false,
            "network.connectivity-service.enabled": false,
            "toolkit.telemetry.enabled": false,
            "ui.useOverlayScrollbars": 1,
        },
    });
    if let Ok(program) = std::env::var("STATUSCOPE_FIREFOX") {
        options["binary"] = program.into();
    }
    Map::from_iter([("browserName".to_owned(), json!("firefox")), ("moz:firefoxOptions".to_owned(), options)])
}

/// A free port, a profile of its own, and the right to speak to the browser itself.
pub(super) fn driver_arguments(profile: &Path) -> Vec<String> {
    let profile = profile.display().to_string();
    ["--port", "0", "--allow-system-access", "--log", "info", "--profile-root", &profile].map(str::to_owned).into()
}

/// `… geckodriver INFO Listening on 127.0.0.1:41234`
pub(super) fn port_in(line: &str) -> Option<u16> {
    line.split_once("Listening on ")?.1.rsplit(':').next()?.trim().parse().ok()
}

/// Runs a script in the browser's own window.
async fn tell(client: &Client, script: &str, with: Vec<Value>) -> Result<Value, String> {
    issue(client, "moz/context", json!({ "context": "chrome" })).await?;
    let answer = client.execute(script, with).await.map_err(|error| error.to_string());
    issue(client, "moz/context", json!({ "context": "content" })).await?;
    answer
}

/// The window does not get narrower than 450 pixels, but what is in it does.
pub(super) async fn resize(client: &Client, size: Size) -> Result<(), String> {
    let script = "const [width, height] = arguments;
        const { style } = gBrowser.selectedBrowser;
        window.resizeTo(Math.max(width, 500) + 40, height + 200);
        for (const side of ['min', 'max']) {
            style.setProperty(`${side}-width`, `${width}px`);
            style.setProperty(`${side}-height`, `${height}px`);
        }";
    tell(client, script, vec![size.width.into(), size.height.into()]).await.map(drop)
}

pub(super) async fn show_as(client: &Client, scheme: Scheme, media: &str) -> Result<(), String> {
    let script = "const context = gBrowser.selectedBrowser.browsingContext;
        context.prefersColorSchemeOverride = arguments[0];
        context.mediumOverride = arguments[1]";
    tell(client, script, vec![scheme.word().into(), media.into()]).await.map(drop)
}

/// A script of the browser's sees each document before the page's own scripts do.
pub(super) async fn run_before_page(client: &Client, script: &str) -> Result<(), String> {
    let tell_all = "const script = `addEventListener('DOMWindowCreated', ({ target }) => {
            const window = target.defaultView;
            if (!window.location.protocol.match(/^(http|file)/)) return;
            const box = Cu.Sandbox(window, { sandboxPrototype: window, wantXrays: false });
            Cu.evalInSandbox(${JSON.stringify(arguments[0])}, box);
        }, true)`;
        Services.mm.loadFrameScript('data:,' + encodeURIComponent(script), true)";
    tell(client, tell_all, vec![script.into()]).await.map(drop)
}

pub(super) async fn allow_scripts(client: &Client, allowed: bool) -> Result<(), String> {
    let script = "gBrowser.selectedBrowser.browsingContext.allowJavascript = arguments[0]";
    tell(client, script, vec![allowed.into()]).await.map(drop)
}

pub(super) async fn reload_without_cache(client: &Client) -> Result<(), String> {
    tell(client, "Services.cache2.clear()", vec![]).await?;
    client.refresh().await.map_err(|error| error.to_string())
}

/// Errors of scripts and of the policy on pages of ours; the browser's own are its own concern.
pub(super) async fn take_log(client: &Client) -> Result<Vec<(String, String)>, String> {
    let script = "const all = Services.console.getMessageArray();
        Services.console.reset();
        return all.filter(m => m instanceof Ci.nsIScriptError && !(m.flags & Ci.nsIScriptError.warningFlag)
                && /^(http|file)/.test(m.sourceName) && !/^(chrome|resource)/.test(m.sourceName))
            .map(m => `${m.sourceName} ${m.category}: ${m.errorMessage}`)";
    let lines = tell(client, script, vec![]).await?;
    let lines = lines.as_array().into_iter().flatten().filter_map(Value::as_str);
    Ok(lines.map(|line| ("SEVERE".to_owned(), line.to_owned())).collect())
}
