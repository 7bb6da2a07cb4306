//! WebKitGTK in its small browser. Its driver knows the standard's words and no others; some of what
//! is missing the browser takes as arguments, and the pages tell what the console shows. Stories that
//! need more are left out there (`cargo xtask test`).

use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use fantoccini::Client;
use serde_json::{Map, Value, json};

use super::Wishes;
use crate::Size;

/// Notes on what the console shows, kept by the page from page to page: the driver cannot read it, and
/// an automated browser does not print it. For the start of every page.
pub(crate) const LISTEN: &str = "(() => {
    const lost = window.consoleErrors = [];
    const note = words => {
        try {
            const all = JSON.parse(sessionStorage.getItem('console') ?? '[]');
            sessionStorage.setItem('console', JSON.stringify([...all, words]));
        } catch { lost.push(words) }
    };
    const { error } = console;
    console.error = (...words) => { note(words.map(String).join(' ')); error(...words); };
    addEventListener('error', ({ message, filename, target }) => note(message === undefined
        ? `Failed to load ${target.src ?? target.href}` : `${filename} ${message}`), true);
    addEventListener('unhandledrejection', ({ reason }) => note(`Unhandled rejection: ${reason}`));
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
        note(`Refused by the policy: ${violatedDirective} ${blockedURI} in ${sourceFile}`));
})()";

pub(super) fn capabilities(wishes: Wishes) -> Map<String, Value> {
    let mut arguments = vec!["--automation", "--javascript-can-access-clipboard=true"];
    if wishes.no_scripts {
        arguments.push("--enable-javascript=false");
    }
    if wishes.dark {
        arguments.push("--dark-mode");
    }
    let mut options = json!({ "args": arguments });
    if let Ok(program) = std::env::var("STATUSCOPE_MINIBROWSER") {
        options["binary"] = program.into();
    }
    Map::from_iter([("browserName".to_owned(), json!("MiniBrowser")), ("webkitgtk:browserOptions".to_owned(), options)])
}

/// The driver takes only a port that is named, and says nothing.
pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    listener.local_addr().expect("it has an address").port()
}

/// Waits until something listens there.
pub(super) fn listens(port: u16) -> bool {
    let end = Instant::now() + Duration::from_secs(10);
    while Instant::now() < end {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

/// The window is made larger by what its bars take.
pub(super) async fn resize(client: &Client, size: Size) -> Result<(), String> {
    let (mut width, mut height) = (size.width, size.height);
    for _ in 0..5 {
        client.set_window_rect(0, 0, width, height).await.map_err(|error| error.to_string())?;
        let inner =
            client.execute("return [innerWidth, innerHeight]", vec![]).await.map_err(|error| error.to_string())?;
        let is = |at: usize| inner[at].as_u64().and_then(|pixels| u32::try_from(pixels).ok()).unwrap_or_default();
        if (is(0), is(1)) == (size.width, size.height) {
            return Ok(());
        }
        width = (width + size.width).saturating_sub(is(0));
        height = (height + size.height).saturating_sub(is(1));
    }
    Ok(())
}

/// What [`LISTEN`] has noted since the last call.
pub(super) async fn take_log(client: &Client) -> Result<Vec<(String, String)>, String> {
    let script = "const lost = window.consoleErrors?.splice(0) ?? [];
        try {
            const all = JSON.parse(sessionStorage.getItem('console') ?? '[]');
            sessionStorage.removeItem('console');
            return [...all, ...lost];
        } catch { return lost }";
    let lines = client.execute(script, vec![]).await.map_err(|error| error.to_string())?;
    let lines = lines.as_array().into_iter().flatten().filter_map(Value::as_str);
    Ok(lines.map(|line| ("SEVERE".to_owned(), line.to_owned())).collect())
}
