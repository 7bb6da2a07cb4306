//! Without a network, from a disk, and when a new build comes. Here the service worker is the real one.

use serde_json::json;
use statuscope_e2e::{Browser, DESKTOP, Folder, NO_WORKER, PHONE, Site, browse_after, browse_at, workspace};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use xtask::site::single;

use crate::PAGES;

/// The app has been kept: its worker is active.
async fn see_kept(b: &Browser) {
    let script = "return navigator.serviceWorker.ready.then(({ active: worker }) => worker.state === 'activated'
        || new Promise(done => worker.onstatechange = () => done(worker.state === 'activated')))";
    b.see_that("a worker that keeps the app", script, vec![]).await;
}

/// Puts another build in the place of this one: the start page is different, the rest the same.
fn publish(folder: &Folder, build: u32) {
    let page = std::fs::read_to_string(folder.path().join("index.html")).unwrap();
    let (_, rest) = page.split_once(" lang=").unwrap();
    folder.write("index.html", format!("<!doctype html><html data-build=\"{build}\" lang={rest}"));
    folder.build_worker();
}

/// Which build the page is from; the first has no number.
async fn build(b: &Browser) -> String {
    b.ask_text("return document.documentElement.dataset.build ?? 'first'").await
}

/// The builds that are kept whole; beside them, boot.js keeps the app unpacked.
async fn stores(b: &Browser) -> usize {
    b.ask_later("return (await caches.keys()).filter(name => name.startsWith('app-')).length", vec![])
        .await
        .as_u64()
        .unwrap()
        .try_into()
        .unwrap()
}

/// Opens a page of ours while a new build lies on the server, and sees that it is offered.
///
/// WebKit looks for one itself when a page is opened. Where that look ends just when the page asks
/// for its worker, the page is never told and the next one is: there, up to three pages may pass.
async fn see_the_offer(b: &Browser, path: &str) {
    b.open(path).await;
    for _ in 0..if b.tells_of_each_worker() { 0 } else { 2 } {
        let script = "const end = Date.now() + 4000;
            while (!document.querySelector('.update') && Date.now() < end) await new Promise(go => setTimeout(go, 50));
            return Date.now() < end";
        if b.ask_later(script, vec![]).await == json!(true) {
            break;
        }
        b.reload().await;
    }
    b.see_text("Update ready.").await;
}

#[test]
fn after_the_first_visit_every_page_works_with_the_server_stopped() {
    let folder = Folder::copy_of_the_site();
    let mut site = Some(Site::of(folder.path()));
    let origin = site.as_ref().unwrap().origin();
    browse_at(&origin.clone(), DESKTOP, async |b| {
        b.open("/").await;
        see_kept(b).await;
        drop(site.take());
        assert!(TcpStream::connect(origin.trim_start_matches("http://")).is_err(), "the server still listens");
        for path in PAGES.into_iter().filter(|path| *path != "/nonsense/x") {
            b.open(path).await;
            assert!(!b.h1().await.is_empty(), "{path} has no heading");
            b.see_own_origin_only().await;
        }
        b.open("/404/").await;
        b.see_h1("404 Not Found").await;
        b.see_title("404 Not Found · Statuscope").await;
        b.axe().await;
        b.click_link("Explore").await;
        b.type_into_search("too many").await;
        b.see_first_hit(429).await;
        b.open_card(429).await;
        b.see_h1("429 Too Many Requests").await;
        b.reload().await;
        b.see_h1("429 Too Many Requests").await;
        b.back().await;
        b.see_search_text("too many").await;
        b.click_link("Labs").await;
        b.see_address("/labs/").await;
    });
}

#[test]
fn it_works_offline_below_any_path_and_leaves_the_rest_of_the_host_alone() {
    let folder = Folder::empty();
    let site = Folder::copy_of_the_site();
    std::fs::rename(site.path(), folder.path().join("deep")).unwrap();
    folder.write("index.html", "<!doctype html><link rel=icon href=data:,><title>Host</title><h1>Host</h1>");
    folder
        .write("deep/other/index.html", "<!doctype html><link rel=icon href=data:,><title>Other</title><h1>Other</h1>");
    let mut host = Some(Site::of(folder.path()));
    let origin = host.as_ref().unwrap().origin();
    browse_at(&origin, PHONE, async |b| {
        b.open("/deep/404/").await;
        see_kept(b).await;
        for path in ["/", "/deep/other/"] {
            b.open_anyway(path).await;
            assert_ne!(b.h1().await, "404 Not Found", "{path} is not ours");
            assert_ne!(b.h1().await, "Explore", "{path} is not ours");
        }
        drop(host.take());
        b.open("/deep/labs/").await;
        b.click_link("Redirects").await;
        b.see_address("/deep/redirects/").await;
        b.reload().await;
        b.see_address("/deep/redirects/").await;
        b.open("/deep/map/").await;
    });
}

#[test]
fn a_new_build_is_offered_and_comes_when_the_reader_wants_it() {
    let folder = Folder::copy_of_the_site();
    let site = Site::of(folder.path());
    browse_at(&site.origin(), PHONE, async |b| {
        b.open("/").await;
        see_kept(b).await;
        b.reload().await;
        b.see_that("no offer", "return document.querySelector('.update') === null", vec![]).await;
        publish(&folder, 2);
        see_the_offer(b, "/429/").await;
        b.no_sideways_scroll().await;
        b.axe().await;
        // Nothing is forced: old pages come from the old build for as long as they are open.
        b.open("/404/").await;
        assert_eq!(build(b).await, "first");
        b.see_text("Update ready.").await;
        assert_eq!(stores(b).await, 2);
        b.click_button("Load it now").await;
        b.see_that("the new build", "return document.documentElement.dataset.build === '2'", vec![]).await;
        b.see_the_app().await;
        b.see_h1("404 Not Found").await;
        b.see_that("no offer any more", "return document.querySelector('.update') === null", vec![]).await;
        assert_eq!(stores(b).await, 1);
    });
}

#[test]
fn a_new_build_with_a_foreign_byte_is_refused_and_the_old_one_goes_on() {
    let folder = Folder::copy_of_the_site();
    let mut site = Some(Site::of(folder.path()));
    let origin = site.as_ref().unwrap().origin();
    browse_at(&origin, DESKTOP, async |b| {
        for words in ["integrity", "digest", "ServiceWorker", "sw.js"] {
            b.excuse_console_errors(words);
        }
        b.open("/").await;
        see_kept(b).await;
        publish(&folder, 2);
        let wasm = folder.only(|name| name.ends_with(".wasm"));
        let whole = std::fs::read(&wasm).unwrap();
        let mut tampered = whole.clone();
        tampered[5000] ^= 1;
        std::fs::write(&wasm, &tampered).unwrap();
        b.open("/404/").await;
        let script = "const kept = await navigator.serviceWorker.getRegistration();
            const refused = new Promise(done => kept.addEventListener('updatefound', () => {
                const worker = kept.installing;
                worker.addEventListener('statechange', () => done(worker.state)); }));
            await kept.update().catch(() => {});
            return [await refused, kept.waiting === null, kept.active.state]";
        assert_eq!(b.ask_later(script, vec![]).await, json!(["redundant", true, "activated"]));
        let script = "return caches.keys()
            .then(names => names.filter(name => name.startsWith('app-')).length === 1 || names)";
        b.see_that("nothing left of what was refused", script, vec![]).await;
        b.reload().await;
        assert_eq!(build(b).await, "first");
        b.see_that("no offer", "return document.querySelector('.update') === null", vec![]).await;
        // As soon as it is whole, it is offered.
        std::fs::write(&wasm, &whole).unwrap();
        see_the_offer(b, "/429/").await;
        drop(site.take());
        b.open("/429/").await;
        assert_eq!(build(b).await, "first");
        b.click_button("Load it now").await;
        b.see_that("the new build", "return document.documentElement.dataset.build === '2'", vec![]).await;
        b.see_the_app().await;
    });
}

#[test]
fn the_kill_switch_of_the_documents_takes_everything_back() {
    let folder = Folder::copy_of_the_site();
    let mut site = Some(Site::of(folder.path()));
    let origin = site.as_ref().unwrap().origin();
    browse_at(&origin, DESKTOP, async |b| {
        b.open("/").await;
        see_kept(b).await;
        b.open("/404/").await;
        let document = std::fs::read_to_string(workspace().join("docs/self-hosting.md")).unwrap();
        let (_, block) = document.split_once("```js\n").unwrap();
        folder.write("sw.js", block.split_once("```").unwrap().0);
        b.open("/429/").await;
        // The browser looks for a new worker at each visit, in its own time.
        b.ask("navigator.serviceWorker.getRegistration().then(kept => kept?.update()).catch(() => {})", vec![]).await;
        let script = "return caches.keys().then(names => !names.some(name => name.startsWith('app-'))
            && navigator.serviceWorker.controller === null || names)";
        b.see_that("nothing kept", script, vec![]).await;
        b.see_the_app().await;
        b.see_h1("429 Too Many Requests").await;
        // From the server again, and only from there.
        folder.write(
            "404/index.html",
            "<!doctype html><link rel=icon href=data:,><title>New</title><h1>Straight from the server</h1>",
        );
        b.open_anyway("/404/").await;
        b.see_h1("Straight from the server").await;
        drop(site.take());
    });
}

/// Another host with one page, served for as long as the program runs. Ours forbids frames.
fn host_of(body: &str) -> String {
    let page = format!("<!doctype html><link rel=icon href=data:,><title>Host</title>{body}");
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}",
        page.len()
    );
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    origin
}

#[test]
fn in_a_frame_nothing_is_kept() {
    let folder = Folder::copy_of_the_site();
    let site = Site::of(folder.path());
    folder.publish_at(&site, &["429/index.html"]);
    let frames = "<iframe src=\"{}/404/\"></iframe><iframe sandbox=allow-scripts src=\"{}/429/\"></iframe>";
    browse_at(&host_of(&frames.replace("{}", &site.origin())), DESKTOP, async |b| {
        b.open_anyway("/").await;
        for (frame, heading) in [(0, "404 Not Found"), (1, "429 Too Many Requests")] {
            b.enter_frame(frame).await;
            b.see_the_app().await;
            b.see_h1(heading).await;
            b.leave_frame().await;
        }
        b.open_anyway("/").await;
        assert!(!site.requests().iter().any(|line| line.contains("sw.js")), "{:?}", site.requests());
    });
}

#[test]
fn everything_a_session_asks_for_is_a_file_of_the_build() {
    // Once with everything from the server, once as it is, where most comes from what was kept.
    for kept in [false, true] {
        let folder = Folder::copy_of_the_site();
        if !kept {
            folder.write("sw.js", NO_WORKER);
        }
        let site = Site::of(folder.path());
        let files = xtask::site::files(folder.path()).unwrap();
        let files: Vec<String> = files.iter().map(|file| format!("/{}", file.display())).collect();
        browse_at(&site.origin(), DESKTOP, async |b| {
            b.excuse_console_errors("404");
            let mut named = Vec::new();
            for path in PAGES {
                b.open(path).await;
                b.see_own_origin_only().await;
                named.extend(b.ask_list("return performance.getEntriesByType('resource').map(e => e.name)").await);
            }
            let origin = format!("{}/", site.origin());
            named.retain(|name| !name.starts_with(&origin) && !name.starts_with("data:"));
            assert_eq!(named, [] as [&str; 0]);
            let asked = site.requests();
            for line in &asked {
                let path = line.split([' ', '?']).nth(1).unwrap();
                // For other codes side by side and for what is missing there is no file.
                let page = PAGES.iter().any(|known| known.split('?').next() == Some(path));
                let is_file = files.iter().any(|file| file == path || *file == format!("{path}index.html"));
                assert!(is_file || page, "{line} asks for what was not built");
            }
            assert!(asked.iter().any(|line| line == "GET /sw.js"), "{asked:?}");
            let pages = asked.iter().filter(|line| line.contains("/?") || line.ends_with('/')).count();
            assert_eq!(pages < PAGES.len() - 5, kept, "{asked:?}");
        });
    }
}

#[test]
fn one_file_from_a_disk_is_the_whole_app() {
    let folder = Folder::copy_of_the_site();
    // Alone in its folder, as on a stick.
    let stick = Folder::empty();
    std::fs::copy(folder.path().join(single::NAME), stick.path().join(single::NAME)).unwrap();
    let file = format!("file://{}/{}#", stick.path().display(), single::NAME);
    let at = async |b: &Browser, hash: &str| {
        let script = "return location.hash === arguments[0] || location.hash";
        b.see_that(&format!("the fragment {hash}"), script, vec![hash.into()]).await;
    };
    browse_at(&file, DESKTOP, async |b| {
        b.open("/").await;
        b.see_h1("Explore").await;
        b.type_into_search("too many").await;
        b.see_first_hit(429).await;
        at(b, "#/?q=too+many").await;
        b.open_card(429).await;
        b.see_h1("429 Too Many Requests").await;
        at(b, "#/429/").await;
        b.reload().await;
        b.see_h1("429 Too Many Requests").await;
        b.back().await;
        b.see_search_text("too many").await;
        for (link, hash) in
            [("Decide", "#/decide/"), ("Redirects", "#/redirects/"), ("Labs", "#/labs/"), ("Compare", "#/compare/")]
        {
            b.click_link(link).await;
            at(b, hash).await;
            b.no_sideways_scroll().await;
        }
        b.back().await;
        at(b, "#/labs/").await;
        b.see_h1("Try it out").await;
        // A link to a part of the page leaves the address alone.
        b.ask("document.querySelector('a.skip').click()", vec![]).await;
        at(b, "#/labs/").await;
        assert_eq!(b.ask_text("return document.activeElement.id").await, "main");
        b.axe().await;
        // A new document with a deep link, and the browser's own change of the fragment.
        b.leave().await;
        b.open("/redirects/?status=307&method=POST").await;
        assert!(!b.h1().await.is_empty());
        b.open("/404/").await;
        b.see_h1("404 Not Found").await;
        b.back().await;
        at(b, "#/redirects/?status=307&method=POST").await;
        b.click_button("Theme").await;
        b.reload().await;
        at(b, "#/redirects/?status=307&method=POST").await;
        assert_eq!(
            b.ask_list("return performance.getEntriesByType('resource').map(e => e.name)").await,
            [] as [&str; 0]
        );
    });
    browse_at(&file, PHONE, async |b| {
        b.block_storage().await;
        b.open("/499/").await;
        assert!(b.h1().await.starts_with("499"));
        b.no_sideways_scroll().await;
    });
}

#[test]
fn the_app_is_unpacked_once_and_again_where_what_was_kept_is_broken() {
    // Whoever unpacks asks for the section with the app first.
    let count = "window.unpacked = 0;
        const { customSections } = WebAssembly.Module;
        WebAssembly.Module.customSections = (...all) => { unpacked += 1; return customSections(...all); };";
    let kept = "const name = (await caches.keys()).find(name => name.startsWith('unpacked '));
        const shelf = await caches.open(name);
        return [shelf, ...await shelf.keys()]";
    browse_after(count, DESKTOP, async |b| {
        b.open("/404/").await;
        assert_eq!(b.ask("return unpacked", vec![]).await, json!(1));
        let script = "return caches.keys().then(async names =>
            names.length === 1 && (await (await caches.open(names[0])).keys()).length === 1 || names)";
        b.see_that("the app kept", script, vec![]).await;
        b.open("/429/").await;
        b.see_h1("429 Too Many Requests").await;
        assert_eq!(b.ask("return unpacked", vec![]).await, json!(0));
        let spoil = format!(
            "const [shelf, request] = await (async () => {{ {kept} }})();
            await shelf.put(request, new Response(new Uint8Array([0, 97, 115, 109, 1])));
            return 'spoilt'"
        );
        b.ask_later(&spoil, vec![]).await;
        b.open("/405/").await;
        b.see_h1("405 Method Not Allowed").await;
        assert_eq!(b.ask("return unpacked", vec![]).await, json!(1));
    });
}
