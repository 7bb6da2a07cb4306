//! Input that nobody would type, and somebody will.

use serde_json::json;
use statuscope_e2e::{Browser, DESKTOP, PHONE, browse};

/// The app stands, nothing was injected, the text is not lost.
async fn see_that_nothing_broke(b: &Browser, input: &str) {
    let script = "const strange = all('#app script, #app img, #app iframe, #app [onerror], #app [onload]');
        return [typeof window.hacked, strange.length, words(document.querySelector('h1')) !== '']";
    let state = b.ask(script, vec![]).await;
    assert_eq!(state, json!(["undefined", 0, true]), "after {:.80}", input);
}

#[test]
fn strange_words_in_the_search_are_only_words() {
    let inputs = [
        "🫖🫖🫖",
        "👩‍👩‍👧‍👦 429",
        "غير موجود",
        "\u{202e}404\u{202c}",
        "Z̴̡̛a͎l͓g̸o",
        "<script>window.hacked = 1</script>",
        "\"><img src=x onerror=window.hacked=1>",
        "javascript:window.hacked=1",
        "'; DROP TABLE codes; --",
        "%00%ff%zz",
        "\\u0000 \\x00",
        "   ",
        "a\tb",
        "٤٠٤",
        "4️⃣0️⃣4️⃣",
        "ﬀ ß İ ı",
    ];
    browse(DESKTOP, async |b| {
        b.open("/").await;
        for input in inputs {
            b.paste_into_search(input).await;
            see_that_nothing_broke(b, input).await;
            assert_eq!(b.search_text().await, input);
            // The address carries it too.
            let address = b.address().await;
            b.reload().await;
            assert_eq!(b.search_text().await.trim(), input.trim(), "after a reload");
            assert_eq!(b.address().await, address);
            see_that_nothing_broke(b, input).await;
        }
        b.type_into_search("404").await;
        b.see_first_hit(404).await;
    });
}

#[test]
fn ten_thousand_characters_neither_break_nor_stall_the_search() {
    browse(PHONE, async |b| {
        b.open("/").await;
        for unit in ["a", "too many ", "🫖", "4", "غ", "<", "x y "] {
            let text = unit.repeat(10_000 / unit.chars().count());
            let script = "const box = document.querySelector('input[type=search]');
                box.focus(); box.select();
                const start = performance.now();
                document.execCommand('insertText', false, arguments[0]);
                await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
                return performance.now() - start";
            let took = b.ask_later(script, vec![text.clone().into()]).await;
            let took = took.as_f64().unwrap();
            assert!(took < 1000.0, "10,000 characters of “{unit}” took {took} ms");
            see_that_nothing_broke(b, unit).await;
            b.no_sideways_scroll().await;
        }
        b.open(&format!("/?q={}", "a".repeat(10_000))).await;
        see_that_nothing_broke(b, "a long address").await;
        b.type_into_search("404").await;
        b.see_first_hit(404).await;
    });
}

#[test]
fn strange_queries_in_the_address_show_something_sensible() {
    let queries = [
        "?q=%E0%A4%A",
        "?q=%",
        "?q=%00",
        "?q=%FF%FE",
        "?q=%zz&class=4",
        "?q=<script>window.hacked=1</script>",
        "?q=a&q=b&q=c",
        "?class=9",
        "?class=-1&show=",
        "?class=4&class=5",
        "?show=everyday,everyday,nonsense",
        "?show=%2C%2C%2C",
        "?&&&===&=&q",
        "?q=+++",
        "?colour=red",
        "?",
        "#nowhere",
        "?q=too%20many#%",
    ];
    browse(DESKTOP, async |b| {
        for query in queries {
            b.open(&format!("/{query}")).await;
            b.see_h1("Explore").await;
            see_that_nothing_broke(b, query).await;
        }
        b.open("/map/?q=%").await;
        see_that_nothing_broke(b, "the map").await;
        b.open("/404/?class=4&nonsense").await;
        b.see_h1("404 Not Found").await;
    });
}

#[test]
fn what_the_address_asks_in_vain_is_named() {
    browse(DESKTOP, async |b| {
        b.open("/?q=too+many&class=9&show=everyday,sometimes&colour=red").await;
        b.see_search_text("too many").await;
        b.see_ticked("Everyday codes", true).await;
        b.see_class_chosen(0).await;
        for ignored in ["class=9", "sometimes", "colour=red"] {
            b.see_text(ignored).await;
        }
    });
}

#[test]
fn strange_paths_show_something_sensible() {
    let paths = [
        "/%E0%A4%A/",
        "/%/",
        "/%00/",
        "/%FF/",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fCargo.toml",
        "/404/%3Cscript%3Ewindow.hacked=1%3C%2Fscript%3E/",
        "/%22%3E%3Cimg%20src=x%20onerror=window.hacked=1%3E/",
        "//404/",
        "/404//",
        "/404/extra/",
        "/-1/",
        "/+404/",
        "/4O4/",
        "/404.5/",
        "/4e2/",
        "/٤٠٤/",
        "/🫖/",
        "/99999999999999999999/",
        "/0404/",
        "/map/x/",
        "/about/me",
        "/index.html",
    ];
    browse(DESKTOP, async |b| {
        for path in paths {
            b.open(path).await;
            see_that_nothing_broke(b, path).await;
            b.see("main a[href], main input[type=search]").await;
            b.see_own_origin_only().await;
        }
        b.open(&format!("/{}/", "4".repeat(2000))).await;
        see_that_nothing_broke(b, "a long path").await;
    });
}

#[test]
fn a_path_that_leads_nowhere_says_so_and_helps() {
    browse(DESKTOP, async |b| {
        b.open("/nonsense/x").await;
        b.see_h1("There is no such page").await;
        b.see_text("nonsense").await;
        b.see("main a[href], main input[type=search]").await;
        b.click_link("Explore").await;
        b.see_h1("Explore").await;
        b.see_address("/").await;
    });
}
