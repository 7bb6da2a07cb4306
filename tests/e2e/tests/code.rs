//! The page of one code.

use statuscope_e2e::{Browser, DESKTOP, browse};

#[test]
fn a_code_is_explained_from_meaning_to_sources() {
    let headings = [
        "Meaning",
        "When to send it",
        "On the wire",
        "Header fields",
        "Caching and retrying",
        "Often confused with",
        "In your language",
        "Sources",
    ];
    browse(DESKTOP, async |b| {
        b.open("/429/").await;
        b.see_h1("429 Too Many Requests").await;
        let found = b.ask_list("return all('main h2').filter(shown).map(words)").await;
        for heading in headings {
            assert!(found.iter().any(|h| h == heading), "no “{heading}” among {found:?}");
        }
        b.see_text("HTTP/1.1 429 Too Many Requests").await;
        b.see_text("Retry-After").await;
        b.see("main a[href^='https://www.rfc-editor.org/']").await;
    });
}

/// Clicks a copy button, sees that it says so, and returns what was copied.
async fn copy(b: &Browser, button: &str) -> String {
    b.click_button(button).await;
    let script = "return words(document.activeElement).includes('Copied') || words(document.activeElement)";
    b.see_that("a focused button that says Copied", script, vec![]).await;
    b.clipboard().await
}

#[test]
fn link_constant_and_message_can_be_copied() {
    browse(DESKTOP, async |b| {
        b.open("/404/").await;
        let here = b.ask_text("return location.href").await;
        assert_eq!(copy(b, "Link").await, here);
        let constant = copy(b, "Constant").await;
        let letters = constant.replace('_', "").to_lowercase();
        assert!(letters.contains("notfound"), "{constant}");
        let message = copy(b, "Message").await;
        assert!(message.contains("HTTP/1.1 404 Not Found"), "{message}");
        assert!(!message.contains("Copied"), "{message}");
    });
}

#[test]
fn an_unregistered_number_shows_who_sends_it() {
    browse(DESKTOP, async |b| {
        b.open("/499/").await;
        let h1 = b.h1().await;
        assert!(h1.starts_with("499"), "{h1}");
        b.see_text("nginx").await;
        b.see_text("registered").await;
    });
}

#[test]
fn an_unassigned_number_is_explained_by_its_class() {
    browse(DESKTOP, async |b| {
        b.open("/299/").await;
        let h1 = b.h1().await;
        assert!(h1.contains("299"), "{h1}");
        b.see_text("200").await;
        b.see_text("RFC 9110").await;
        b.see("main a[href$='/200/'], main a[href$='200/']").await;
    });
}

#[test]
fn what_is_no_status_code_is_called_so_and_leads_on() {
    browse(DESKTOP, async |b| {
        for path in ["/042/", "/42/", "/600/", "/1000/", "/0/"] {
            b.open(path).await;
            let script = "const text = words(document.querySelector('main'));
                return /(no|not an?)( valid)?( HTTP)? status code/i.test(text) || text";
            b.see_that(&format!("{path} called no status code"), script, vec![]).await;
            b.see("main a[href]").await;
        }
    });
}

#[test]
fn the_data_of_a_code_and_of_all_codes_is_there_for_other_tools() {
    browse(DESKTOP, async |b| {
        b.open("/404/").await;
        let script = "const [one, all] = await Promise.all(['/404.json', '/codes.json'].map(async path => {
                const answer = await fetch(path);
                const type = answer.headers.get('content-type');
                if (answer.status !== 200 || !type.startsWith('application/json'))
                    throw `${path}: ${answer.status} ${type}`;
                return answer.json();
            }));
            const codes = Array.isArray(all) ? all : all.codes;
            return [one.code, one.name, codes.length >= 64, codes.some(c => c.code === 404)]";
        let answer = b.ask_later(script, vec![]).await;
        assert_eq!(answer, serde_json::json!([404, "Not Found", true, true]));
    });
}
