//! On paper.

use statuscope_e2e::{DESKTOP, PHONE, Scheme, browse};

/// What nobody can press on paper.
const CONTROLS: &str = "return all('button, input, select, nav, .bar, .foot, .skip').filter(shown)
    .map(e => e.outerHTML.slice(0, 120))";

#[test]
fn explore_prints_as_one_a4_page() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        let pdf = b.print_pdf().await;
        let file = pdf.keep("explore");
        assert_eq!(pdf.pages(), 1, "see {}", file.display());
        assert!(pdf.is_a4(), "{:?} points", pdf.sizes());
    });
}

#[test]
fn explore_prints_the_same_from_a_phone_and_from_the_dark() {
    browse(PHONE, async |b| {
        b.prefer(Scheme::Dark).await;
        b.open("/").await;
        let pdf = b.print_pdf().await;
        let file = pdf.keep("explore from a dark phone");
        assert_eq!(pdf.pages(), 1, "see {}", file.display());
        b.show_as_printed().await;
        let paper = b.ask_text("return getComputedStyle(document.body).backgroundColor").await;
        let white = ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"];
        assert!(white.contains(&paper.as_str()), "the paper is {paper}");
    });
}

#[test]
fn the_printed_sheet_has_all_registered_codes_and_no_controls() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        let numbers = b.hits().await;
        assert_eq!(numbers.len(), 64);
        b.show_as_printed().await;
        assert_eq!(b.ask_list(CONTROLS).await, [] as [&str; 0]);
        let text = b.ask_text("return document.body.innerText").await;
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        let missing: Vec<_> = numbers.iter().filter(|number| !words.contains(&number.as_str())).collect();
        assert!(missing.is_empty(), "not on the sheet: {missing:?}");
    });
}

#[test]
fn a_code_prints_readably_without_controls() {
    browse(DESKTOP, async |b| {
        for path in ["/404/", "/429/", "/499/"] {
            b.open(path).await;
            let pdf = b.print_pdf().await;
            pdf.keep(path);
            let pages = pdf.pages();
            assert!((1..=4).contains(&pages), "{path} takes {pages} pages");
            assert!(pdf.is_a4(), "{path}: {:?} points", pdf.sizes());
        }
        b.open("/429/").await;
        b.show_as_printed().await;
        assert_eq!(b.ask_list(CONTROLS).await, [] as [&str; 0]);
        b.see("h1").await;
        let text = b.text().await;
        for words in ["Too Many Requests", "Meaning", "HTTP/1.1 429", "Retry-After", "Sources"] {
            assert!(text.contains(words), "“{words}” is missing on paper");
        }
    });
}

#[test]
fn the_map_prints_on_one_a4_page() {
    browse(DESKTOP, async |b| {
        b.open("/map/").await;
        let pdf = b.print_pdf().await;
        let file = pdf.keep("map");
        assert_eq!(pdf.pages(), 1, "see {}", file.display());
        assert!(pdf.is_a4(), "{:?} points", pdf.sizes());
    });
}
