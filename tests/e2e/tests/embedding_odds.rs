//! The element where the page around it, its frame or its policy makes trouble.

use crate::embedding::{NOTE, on_a_page, script, see_headings, see_noted};
use crate::foreign::Foreign;
use statuscope_e2e::{DESKTOP, Folder, PHONE, Site, browse_at};

#[test]
fn embedded_where_wasm_is_forbidden_it_is_a_frame() {
    let site = Site::built().origin();
    let policy = format!("script-src {site} 'unsafe-inline'; connect-src {site}; frame-src {site}");
    let page = format!(
        "<script>{NOTE}</script>{}<http-statuscope loading=eager at='/404/' theme=dark>Not Found</http-statuscope>",
        script()
    );
    let host = Foreign::with_policy(&policy, &page);
    browse_at(&host.origin(), PHONE, async |b| {
        b.excuse_console_errors("Content Security Policy");
        b.excuse_console_errors("Content-Security-Policy");
        b.excuse_console_errors("CompileError");
        b.open_anyway("/").await;
        see_noted(b, &["ready /404/"]).await;
        let script = "const frame = document.querySelector('http-statuscope').shadowRoot.querySelector('iframe');
            const { width, height } = frame.getBoundingClientRect();
            return height > 900 && width > 300 || `${width} x ${height}`";
        b.see_that("a frame as high as its page", script, vec![]).await;
        b.ask("document.querySelector('http-statuscope').at = '/410/'", vec![]).await;
        let script = "const frame = document.querySelector('http-statuscope').shadowRoot.querySelector('iframe');
            return frame.src.includes('410') || frame.src";
        b.see_that("the frame elsewhere", script, vec![]).await;
        b.no_sideways_scroll().await;
        b.ask("document.querySelector('http-statuscope').remove()", vec![]).await;
    });
}

#[test]
fn embedded_where_frames_are_forbidden_too_the_page_keeps_its_own_words() {
    let site = Site::built().origin();
    let policy = format!("script-src {site} 'unsafe-inline'; connect-src {site}; frame-src 'none'");
    let page = format!(
        "<script>{NOTE}</script>{}<http-statuscope loading=eager at='/404/'>404: there is none.</http-statuscope>",
        script()
    );
    let host = Foreign::with_policy(&policy, &page);
    browse_at(&host.origin(), DESKTOP, async |b| {
        b.excuse_console_errors("Content Security Policy");
        b.excuse_console_errors("Content-Security-Policy");
        b.excuse_console_errors("CompileError");
        b.open_anyway("/").await;
        see_noted(b, &["error wasm-forbidden"]).await;
        let script = "const e = document.querySelector('http-statuscope');
            return e.shadowRoot.querySelector('slot').assignedNodes().length === 1 && e.offsetHeight > 10 && !e.shadowRoot.querySelector('iframe')
                || e.shadowRoot.innerHTML";
        b.see_that("the words of the page", script, vec![]).await;
    });
}

#[test]
fn embedded_a_crash_brings_the_words_of_the_page_back() {
    on_a_page("<http-statuscope loading=eager at='/404/'>404: there is none.</http-statuscope>", DESKTOP, async |b| {
        for words in ["unreachable", "RuntimeError"] {
            b.excuse_console_errors(words);
        }
        see_headings(b, &["404 Not Found"]).await;
        b.ask(NOTE, vec![]).await;
        b.ask(
            "document.createElement = () => { delete document.createElement; throw new Error('only a test') }",
            vec![],
        )
        .await;
        b.ask("document.querySelector('http-statuscope').at = '/redirects/'", vec![]).await;
        see_noted(b, &["error crash"]).await;
        b.see_that(
            "the words of the page",
            "return document.querySelector('http-statuscope').innerText.includes('there is none')
            && !!document.querySelector('http-statuscope').shadowRoot.querySelector('slot')",
            vec![],
        )
        .await;
    });
}

#[test]
fn embedded_in_a_sandboxed_frame_it_runs_and_the_frame_grows() {
    let folder = Folder::copy_of_the_site();
    let site = Site::of(folder.path());
    folder.publish_at(&site, &["embed/index.html"]);
    let origin = site.origin();
    let page = format!(
        "<script async src='{origin}/embed.js'></script>
        <iframe sandbox=allow-scripts src='{origin}/embed/?at=/404/&amp;theme=dark' title=Statuscope width=300 height=100></iframe>
        <iframe src='{origin}/embed/?at=/compare/401-403/' title=Statuscope width=300 height=100></iframe>
        <iframe id=liar sandbox=allow-scripts src='/liar' title=Other height=100></iframe>"
    );
    let page = crate::foreign::whole(&page);
    let host = Foreign::serve(move |path| {
        match path {
        "/liar" => (
            String::new(),
            "<!doctype html><title>x</title><script>parent.postMessage({ type: 'http-statuscope', height: 5000 }, '*')</script>"
                .to_owned(),
        ),
        _ => (String::new(), page.clone()),
    }
    });
    browse_at(&host.origin(), DESKTOP, async |b| {
        b.open_anyway("/").await;
        let script = "const seen = all('iframe').map(e => e.offsetHeight);
            return seen[0] > 900 && seen[1] > 600 && seen[2] < 200 || seen";
        b.see_that("frames as high as their pages", script, vec![]).await;
    });
}

#[test]
fn embedded_strange_pages_change_neither_its_letters_nor_its_layout() {
    let page = "<http-statuscope loading=eager at='/404/'></http-statuscope>";
    let measure = "const root = document.querySelector('http-statuscope').shadowRoot;
        return JSON.stringify(['h1', '.lead', '.big', 'p', '.embedline'].map(css => {
            const { font, color, letterSpacing, textAlign, textTransform } = getComputedStyle(root.querySelector(css));
            return [css, font, color, letterSpacing, textAlign, textTransform];
        }))";
    let plain = Foreign::page(&format!("{}{page}", script()));
    let strange = Foreign::page(&format!(
        "<style>html {{ font-size: 62.5%; --ink: red; --paper: lime }} body {{ font: 30px cursive; color: red; letter-spacing: 3px; \
         text-align: right; text-transform: uppercase }} * {{ box-sizing: content-box !important; font-family: fantasy }} \
         h1, p, a {{ color: lime !important }}</style>{}{page}",
        script()
    ));
    let mut seen = Vec::new();
    for host in [plain, strange] {
        browse_at(&host.origin(), DESKTOP, async |b| {
            b.open_anyway("/").await;
            see_headings(b, &["404 Not Found"]).await;
            seen.push(b.ask_text(measure).await);
        });
    }
    assert_eq!(seen[0], seen[1]);
}
