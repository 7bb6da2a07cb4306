//! Compare: ready comparisons, any codes, odd addresses.

use statuscope_core::compare;
use statuscope_e2e::{DESKTOP, Key, PHONE, browse};

#[test]
fn every_ready_comparison_says_its_difference_and_leads_to_its_lab() {
    browse(DESKTOP, async |b| {
        for one in compare::comparisons() {
            b.open(&format!("/compare/{}/", compare::path(&one.codes))).await;
            assert_eq!(b.ask_list("return all('.versus .head .big').map(words)").await.len(), one.codes.len());
            b.see_text(one.hook).await;
            let primary = b.ask_list("return all('.btn.primary').map(a => new URL(a.href).pathname)").await;
            let lab = if one.lab.is_empty() { vec![] } else { vec![format!("/labs/{}/", one.lab)] };
            assert_eq!(primary, lab);
        }
        b.see_quiet_console().await;
    });
}

#[test]
fn from_the_list_to_a_pair_to_a_card_and_back() {
    browse(PHONE, async |b| {
        b.open("/").await;
        b.click_link("Compare").await;
        b.see_address("/compare/").await;
        b.see_focus_on("h1").await;
        b.click_first(".trees a[href$='/compare/401-403/']").await;
        b.see_h1("401 or 403?").await;
        b.click_first(".versus .head a").await;
        b.see_address("/401/").await;
        b.back().await;
        b.see_h1("401 or 403?").await;
        b.click_link("Try both in the lab").await;
        b.see_address("/labs/identity/").await;
    });
}

#[test]
fn any_codes_are_typed_with_keys_alone() {
    browse(DESKTOP, async |b| {
        b.open("/compare/").await;
        b.tab_to("input[name=more]").await;
        b.type_text("404 410 451").await;
        b.press(Key::Enter).await;
        b.see_h1("404, 410 or 451?").await;
        b.see_address("/compare/404-410-451/").await;
        // Only ready ones are files; for others the server sends the app with a 404.
        b.excuse_console_errors("404 (Not Found)");
        b.reload().await;
        b.see_h1("404, 410 or 451?").await;
    });
}

#[test]
fn what_cannot_be_compared_is_named() {
    browse(DESKTOP, async |b| {
        b.excuse_console_errors("404 (Not Found)");
        b.open("/compare/404-teapot-404-299-410-401-403-500-502/").await;
        for says in [
            "teapot is no status code of three digits",
            "404 is there already",
            "299 has no page",
            "502 is one too many",
        ] {
            b.see_text(says).await;
        }
        b.open("/compare/%F0%9F%98%80/").await;
        b.see_text("is no status code of three digits").await;
        b.see_h1("Which of them is it?").await;
    });
}
