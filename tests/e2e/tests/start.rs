//! How the app starts, and what a reader sees when it cannot.

use serde_json::json;
use statuscope_e2e::{Browser, DESKTOP, Folder, PHONE, Site, browse, browse_at};

/// A card that says what happened, with a button, where the app would be.
async fn see_a_readable_card(b: &Browser) {
    b.see("#app button").await;
    let script = "const card = document.querySelector('#app');
        const text = words(card);
        const button = all('button', card).find(button => words(button) === 'Try again');
        return shown(card) && text.length > 40 && button !== undefined || text";
    b.see_that("a card with “Try again”", script, vec![]).await;
    b.no_sideways_scroll().await;
    b.axe().await;
}

/// Damages a file of a copy of the site, and sees that the card helps once it is whole again.
fn start_with_damage(ending: &str, damage: impl Fn(Vec<u8>) -> Option<Vec<u8>>) {
    let folder = Folder::copy_of_the_site();
    let file = folder.only(|name| name.ends_with(ending));
    let whole = std::fs::read(&file).unwrap();
    match damage(whole.clone()) {
        Some(damaged) => std::fs::write(&file, damaged).unwrap(),
        None => std::fs::remove_file(&file).unwrap(),
    }
    let site = Site::of(folder.path());
    browse_at(&site.origin(), PHONE, async |b| {
        // The browser reports what was damaged; nothing else may be wrong.
        for words in [ending, "boot.js", "is not the one that was published"] {
            b.excuse_console_errors(words);
        }
        b.open_anyway("/").await;
        see_a_readable_card(b).await;
        b.open_anyway("/429/").await;
        see_a_readable_card(b).await;
        std::fs::write(&file, &whole).unwrap();
        b.click_button("Try again").await;
        b.see_the_app().await;
        b.see_h1("429 Too Many Requests").await;
    });
}

#[test]
fn a_wasm_that_was_tampered_with_is_refused() {
    start_with_damage(".wasm", |mut bytes| {
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        Some(bytes)
    });
}

#[test]
fn a_wasm_that_is_missing_is_reported() {
    start_with_damage(".wasm", |_| None);
}

#[test]
fn a_wasm_that_is_cut_off_is_reported() {
    start_with_damage(".wasm", |mut bytes| {
        bytes.truncate(1000);
        Some(bytes)
    });
}

#[test]
fn a_crash_of_the_app_is_reported_and_survived() {
    browse(DESKTOP, async |b| {
        b.open("/404/").await;
        for words in ["panicked", "unreachable", "RuntimeError"] {
            b.excuse_console_errors(words);
        }
        // The next element that the app makes cannot be made, and that it does not foresee.
        let script = "document.createElement = () => {
            delete document.createElement; throw new Error('only a test') }";
        b.ask(script, vec![]).await;
        b.click_link("Explore").await;
        b.see("#app .crash").await;
        see_a_readable_card(b).await;
        b.click_button("Copy report").await;
        let report = b.clipboard().await;
        assert!(report.contains("RuntimeError") && report.contains("wasm-function"), "{report}");

        b.click_button("Try again").await;
        b.see_the_app().await;
        b.see_h1("Explore").await;
        b.type_into_search("too many").await;
        b.see_first_hit(429).await;
        b.open_card(429).await;
        b.see_h1("429 Too Many Requests").await;
        b.back().await;
        b.see_search_text("too many").await;
    });
}

#[test]
fn the_content_policy_is_strict_and_in_force() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        let script = "const meta = document.querySelector('meta[http-equiv=\"Content-Security-Policy\" i]');
            const header = (await fetch('/')).headers.get('content-security-policy');
            // The server knows its origin and names it beside 'self'.
            return [meta?.content ?? '', header?.replaceAll(`'self' ${location.origin}`, \"'self'\") ?? '']";
        let policies = b.ask_later(script, vec![]).await;
        for policy in policies.as_array().unwrap() {
            let policy = policy.as_str().unwrap();
            for part in [
                "default-src 'none'",
                "script-src 'self' 'wasm-unsafe-eval'",
                "style-src 'self'",
                "connect-src 'self'",
                "base-uri 'none'",
                "form-action 'none'",
                "require-trusted-types-for 'script'",
            ] {
                assert!(policy.contains(part), "no {part} in “{policy}”");
            }
            for part in ["'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"] {
                assert!(!policy.contains(part), "{part} in “{policy}”");
            }
        }
    });
}

#[test]
fn scripts_and_styles_that_are_slipped_in_do_not_run() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.excuse_console_errors("Content Security Policy");
        b.excuse_console_errors("Content-Security-Policy");
        b.excuse_console_errors("TrustedHTML");
        b.excuse_console_errors("TrustedScript");
        b.excuse_console_errors("Refused by the policy");
        b.excuse_console_errors("Failed to load undefined");
        let script = "
            const violated = [];
            document.addEventListener('securitypolicyviolation', e => violated.push(e.effectiveDirective));
            const attempt = act => { try { act() } catch (e) { violated.push(e.name) } };
            const add = (name, dress) => { const e = document.createElement(name); dress(e);
                document.body.append(e); return e };
            attempt(() => add('script', e => e.append('window.ran = 1')));
            attempt(() => add('script', e => e.textContent = 'window.ran = 2'));
            attempt(() => add('script', e => e.src = 'data:text/javascript,window.ran=3'));
            attempt(() => add('button', e => e.setAttribute('onclick', 'window.ran = 4')).click());
            attempt(() => add('div', e => e.innerHTML = '<img src=x onerror=window.ran=5>'));
            attempt(() => add('style', e => e.append('body { display: none }')));
            attempt(() => add('iframe', e => e.srcdoc = '<p>6</p>'));
            attempt(() => add('a', e => e.href = 'javascript:window.ran=7').click());
            const pause = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
            for (let round = 0; round < 100 && violated.length < 6; round++) await pause();
            return [window.ran ?? 0, getComputedStyle(document.body).display, violated.length >= 6 || violated]";
        assert_eq!(b.ask_later(script, vec![]).await, json!([0, "block", true]));
        b.excuse_console_errors("javascript:");
    });
}

#[test]
fn the_chosen_theme_is_there_before_anything_is_drawn() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        // A script in the head that is neither deferred nor a module holds up the drawing.
        let script = "return all('head script[src]').filter(e => !e.defer && !e.async && e.type !== 'module')
            .map(e => new URL(e.src).pathname)";
        let scripts = b.ask_list(script).await;
        assert!(scripts.iter().any(|path| path.contains("theme")), "blocking scripts: {scripts:?}");
        assert_eq!(
            b.ask_list("return all('script:not([src], [type=\"application/ld+json\"])').map(words)").await,
            [] as [&str; 0]
        );
    });
}

#[test]
fn what_can_be_read_is_painted_before_the_app_is_asked_for() {
    browse(PHONE, async |b| {
        b.open("/404/").await;
        let script = "const at = (end) => performance.getEntriesByType('resource')
                .find(entry => new URL(entry.name).pathname.endsWith(end)).startTime;
            const painted = performance.getEntriesByName('first-contentful-paint')[0].startTime;
            // It does not wait longer than half a second, which a busy machine may need.
            const late = at('.wasm') - at('boot.js');
            return [painted < at('.wasm') || late >= 500, late > 0,
                document.querySelector('link[rel=manifest]').href === new URL('/manifest.webmanifest', location).href]";
        assert_eq!(b.ask(script, vec![]).await, json!([true, true, true]));
    });
}
