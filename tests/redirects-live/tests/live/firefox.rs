//! Firefox's own `fetch()`, from a page that makes all requests and tells the server how each ended.
//! No driver: Firefox is started with the page. (Chromium's is in `tests/e2e`.)

use statuscope_core::redirect::{ALL_STATUSES, Content, Field, Hop, METHODS, Page, Request, client, follow, keep};
use statuscope_redirects_live::{End, Place, Server, differences};
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const NAMES: [&str; 5] = ["Authorization", "Content-Type", "X-Custom", "Origin", "Referer"];

/// Nothing that asks, and nothing that calls home.
const PREFERENCES: &str = r#"user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("datareporting.policy.dataSubmissionPolicyBypassNotification", true);
user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("app.normandy.enabled", false);
user_pref("app.update.enabled", false);
user_pref("extensions.update.enabled", false);
user_pref("browser.safebrowsing.downloads.remote.enabled", false);
user_pref("services.settings.server", "http://127.0.0.1:9/");
"#;

const SCRIPT: &str = "const ends = [];
for (const { url, method, headers, body } of cases) {
    try {
        const response = await fetch(url, { method, headers, body: body ?? undefined });
        await response.text();
        ends.push(response.status);
    } catch { ends.push(-1); }
}
await fetch('done', { method: 'POST', body: JSON.stringify(ends) });";

/// Where Firefox is, and its version.
fn firefox() -> Option<(OsString, String)> {
    let named = std::env::var_os("STATUSCOPE_FIREFOX");
    let programs = named.into_iter().chain(["firefox-esr".into(), "firefox".into()]);
    for program in programs {
        let version = Command::new(&program).arg("--version").stderr(Stdio::null()).output();
        if let Ok(version) = version
            && version.status.success()
        {
            return Some((program, String::from_utf8_lossy(&version.stdout).trim().to_owned()));
        }
    }
    None
}

/// How each request ended, as the page tells it.
fn ends_in(program: &OsString, server: &Server, page: &str) -> Vec<i64> {
    let folder = std::env::temp_dir().join(format!("statuscope-firefox-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("user.js"), PREFERENCES).unwrap();
    let mut browser = start(program, &folder, page);
    let begun = Instant::now();
    let told = loop {
        let told = server.seen("firefox").into_iter().find(|seen| seen.method == "POST");
        if told.is_some() || begun.elapsed() > Duration::from_secs(180) {
            break told;
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    let _ = browser.kill();
    let _ = browser.wait();
    let _ = std::fs::remove_dir_all(&folder);
    let told = told.expect("Firefox told nothing in three minutes");
    serde_json::from_slice(&told.body).unwrap()
}

fn start(program: &OsString, folder: &Path, page: &str) -> std::process::Child {
    Command::new(program)
        .args(["--headless", "--no-remote", "--profile"])
        .arg(folder)
        .arg(page)
        // It refuses to run as one user in the home of another.
        .env("HOME", folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn firefox_fetches_as_modelled() {
    let Some((program, version)) = firefox() else {
        println!("Firefox: not on this machine, passed over");
        return;
    };
    let server = Server::start().unwrap();
    let page = server.url(Place::Home, "firefox", "page");
    let mut cases = Vec::new();
    let mut told = Vec::new();
    for (status, method) in ALL_STATUSES.iter().flat_map(|status| METHODS.map(|method| (*status, method))) {
        for to in [Place::Home, Place::OtherPort, Place::OtherHost] {
            let name = format!("firefox-{}", cases.len());
            let hop = Hop::new(status, server.url(to, &name, "end"));
            server.script(&name, vec![(status, hop.location.unwrap().to_owned())]);
            let with_content = !matches!(method, "GET" | "HEAD");
            let mut fields = vec![Field::new("Authorization", "Bearer s3cret"), Field::new("X-Custom", "1")];
            if with_content {
                fields.push(Field::new("Content-Type", "application/json"));
            }
            let request = Request {
                method,
                url: keep(&server.url(Place::Home, &name, "start")),
                fields,
                content: if with_content { Content::Buffered("{\"a\":1}") } else { Content::None },
                page: Page { url: keep(&page), ..Page::default() },
            };
            let headers: Vec<_> = request.fields.iter().map(|field| [field.name, field.value]).collect();
            told.push(serde_json::json!({
                "url": request.url, "method": method, "headers": headers, "body": request.content.text(),
            }));
            cases.push((request, hop, name));
        }
    }
    let cases_text = serde_json::to_string(&told).unwrap();
    let html = format!("<!doctype html><script type=module>const cases = {cases_text};\n{SCRIPT}</script>");
    server.page("firefox", html);
    let ends = ends_in(&program, &server, &page);
    let mut wrong = Vec::new();
    for ((request, hop, name), end) in cases.iter().zip(&ends) {
        let end = u16::try_from(*end).map_or(End::Error, End::Status);
        let journey = follow(client("fetch").unwrap(), request, std::slice::from_ref(hop));
        let found = differences(&journey, &server.seen(name), end, &NAMES);
        if !found.is_empty() {
            wrong.push(format!(
                "{} {} to {}: {}",
                request.method,
                hop.status,
                hop.location.unwrap_or_default(),
                found.join("; ")
            ));
        }
    }
    println!("{version}: {} of {} as the Fetch standard says", cases.len() - wrong.len(), cases.len());
    assert_eq!(ends.len(), cases.len());
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
