//! axe-core and the width of the page, on one page of each kind.

use serde_json::json;
use statuscope_e2e::{Browser, DESKTOP, NARROW, PHONE, Scheme, Size, browse};

use crate::PAGES;

/// Asks axe about every page in both schemes, and tells all faults at once.
fn ask_axe(size: Size) {
    browse(size, async |b| {
        let mut faults = Vec::new();
        for scheme in [Scheme::Light, Scheme::Dark] {
            b.prefer(scheme).await;
            for path in PAGES {
                b.open(path).await;
                for fault in b.axe_violations().await {
                    faults.push(format!("{path} {}: {fault}", scheme.word()));
                }
                keep_picture(b, path, scheme, size).await;
            }
        }
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    });
}

/// Keeps a picture if somebody wants to look.
async fn keep_picture(b: &Browser, path: &str, scheme: Scheme, size: Size) {
    if std::env::var_os("STATUSCOPE_SCREENSHOTS").is_some() {
        b.screenshot_whole(&format!("page {path} {} {}", size.width, scheme.word())).await;
    }
}

#[test]
fn axe_finds_nothing_on_a_phone_in_light_and_dark() {
    ask_axe(PHONE);
}

#[test]
fn axe_finds_nothing_on_a_desktop_in_light_and_dark() {
    ask_axe(DESKTOP);
}

#[test]
fn axe_finds_nothing_on_filters_and_empty_results() {
    browse(PHONE, async |b| {
        for path in ["/?class=4&show=everyday,cacheable", "/?show=unregistered", "/?q=zzzzqqqqxxxx", "/42/"] {
            b.open(path).await;
            b.axe().await;
        }
    });
}

/// Every page, as a system shows it that has forced colours and wants nothing to move: axe, and
/// nothing that runs by itself.
#[test]
fn axe_finds_nothing_with_forced_colours_and_reduced_motion() {
    browse(PHONE, async |b| {
        let mut faults = Vec::new();
        for path in PAGES {
            b.open(path).await;
            for scheme in [Scheme::Light, Scheme::Dark] {
                b.prefer_calm(scheme).await;
                let found = b.axe_violations().await;
                faults.extend(found.into_iter().map(|fault| format!("{path} {}: {fault}", scheme.word())));
            }
            let script =
                "return document.getAnimations().filter(a => a.effect.getComputedTiming().activeDuration > 10).length";
            assert_eq!(b.ask(script, vec![]).await, json!(0), "{path} moves");
        }
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    });
}

#[test]
fn no_page_scrolls_sideways() {
    browse(NARROW, async |b| {
        for path in PAGES {
            b.open(path).await;
            for size in [NARROW, PHONE, DESKTOP] {
                b.resize(size).await;
                b.no_sideways_scroll().await;
            }
        }
    });
}

#[test]
fn the_search_is_in_sight_on_a_projector() {
    let projector = Size { width: 853, height: 480 };
    browse(projector, async |b| {
        b.open("/").await;
        let script = "const { bottom } = document.querySelector('input[type=search]').getBoundingClientRect();
            return bottom < innerHeight || bottom";
        b.see_that("the search in sight", script, vec![]).await;
        b.no_sideways_scroll().await;
    });
}
