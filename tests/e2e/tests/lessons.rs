//! Lessons, and pages on a projector.

use crate::practise::{MEMORY, ROUND, see_place};
use statuscope_e2e::{Browser, DESKTOP, Key, PHONE, Scheme, Size, browse};

/// What a projector shows.
const PROJECTOR: Size = Size { width: 1280, height: 720 };

/// What a phone reads from the screen.
async fn scanned(b: &Browser) -> String {
    let script = "const svg = document.querySelector('.qr'), canvas = document.createElement('canvas');
        const [, , size] = svg.getAttribute('viewBox').split(' ').map(Number), side = 6 * size;
        canvas.width = canvas.height = side;
        const draw = canvas.getContext('2d');
        draw.scale(side / size, side / size);
        draw.translate(4, 4);
        for (const path of svg.querySelectorAll('path')) {
            draw.fillStyle = getComputedStyle(path).fill;
            draw.fill(new Path2D(path.getAttribute('d')));
        }
        return [...draw.getImageData(0, 0, side, side).data].filter((_, place) => place % 4 === 0)
            .map(grey => grey > 127 ? '1' : '0').join('')";
    let seen = b.ask_text(script).await.into_bytes();
    let side = seen.len().isqrt();
    assert_eq!(seen.len(), side * side);
    let grey = |x, y| if seen[y * side + x] == b'1' { 255 } else { 0 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, grey);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code");
    grids[0].decode().unwrap().1
}

#[test]
fn a_lesson_is_built_shared_and_restored_from_its_link() {
    let mut link = String::new();
    browse(DESKTOP, async |b| {
        for path in ["/404/", "/redirects/?status=307&method=POST", "/410/"] {
            b.open(path).await;
            b.click_button("Add to lesson").await;
            b.see_text("Added to your lesson.").await;
        }
        b.click_link("Lesson: 3").await;
        b.see_h1("A lesson").await;
        let stops = "return all('.stops li a').map(words)";
        let before = b.ask_list(stops).await;
        assert_eq!(before.len(), 3);
        b.tab_to("input[name=title]").await;
        b.type_text("Gone & lost").await;
        b.see_h1("Gone & lost").await;
        b.tab_to("textarea[name=note0]").await;
        b.type_text("Why 404? 100 %").await;
        // By keys: the last one goes up.
        b.tab_to("button[name=up2]").await;
        b.press(Key::Enter).await;
        b.see_that(
            "the last one in the middle",
            "return words(all('.stops li a')[1]) === arguments[0]",
            vec![before[2].clone().into()],
        )
        .await;
        // By dragging: the first one goes to the end.
        b.scroll_to(".stops").await;
        b.drag(".stops li:first-child .handle", 0, 260).await;
        b.see_that(
            "the first one at the end",
            "return words(all('.stops li a')[2]) === arguments[0] || all('.stops li a').map(words).join()",
            vec![before[0].clone().into()],
        )
        .await;
        let note = b.ask_text("return document.querySelector('textarea[name=note2]').value").await;
        assert_eq!(note, "Why 404? 100 %");
        b.axe().await;
        link = scanned(b).await;
        assert_eq!(link, b.ask_text("return location.href").await);
        b.click_button("Copy link to this lesson").await;
        assert_eq!(b.clipboard().await, link);
        // It is kept on the device.
        b.open("/lesson/").await;
        b.click_link("Gone & lost").await;
        b.see_h1("Gone & lost").await;
        // Another one does not take its place until that is wanted.
        b.click_link("Interview warm-up").await;
        b.see_text("This is not the lesson on this device. Yours stays as it is.").await;
        let read = b.ask_list("return all('.reading > li > a').map(words)").await;
        b.click_summary("Change it").await;
        b.click_button("Take out: 401").await;
        let script = "const left = all('.reading > li > a').map(words); return left.length === arguments[0] || left";
        b.see_that("one page less", script, vec![(read.len() - 1).into()]).await;
        b.open("/lesson/").await;
        b.click_link("Gone & lost").await;
        b.see_h1("Gone & lost").await;
    });
    let path = link.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap();
    browse(PHONE, async |b| {
        b.open(&path).await;
        b.see_h1("Gone & lost").await;
        // As a list to read; what changes it is folded.
        assert_eq!(b.ask_list("return all('.reading > li > a').map(words)").await.len(), 3);
        assert_eq!(b.ask_list("return all('.reading p').map(words)").await, ["Why 404? 100 %"]);
        assert_eq!(
            b.ask_list("return all('main input, main textarea').filter(shown).map(name)").await,
            [] as [&str; 0]
        );
        b.no_sideways_scroll().await;
        b.axe().await;
        b.click_button("Keep this one").await;
        b.open("/lesson/").await;
        b.see_text("Gone & lost, pages: 3").await;
    });
}

#[test]
fn the_codes_of_ready_and_of_long_lessons_lead_to_them() {
    browse(DESKTOP, async |b| {
        let long: String = (0..12)
            .map(|place| format!("&page={}/&note={}", 400 + place, "A+note+%C3%A9+of+some+length.".repeat(2)))
            .collect();
        for query in ["?ready=45-minutes".to_owned(), format!("?title=Long{long}")] {
            b.open(&format!("/lesson/{query}")).await;
            assert_eq!(scanned(b).await, b.ask_text("return location.href").await);
        }
        b.open(&format!("/lesson/?title=Longer{}", long.repeat(2))).await;
        b.see_text("The link is too long for a QR code.").await;
        b.open("/lesson/?page=https://example.com/&note=x&page=404/").await;
        b.see_text("a lesson has only pages of this app").await;
        b.see_text("404 Not Found").await;
    });
}

#[test]
fn a_lesson_prints_as_a_handout() {
    browse(DESKTOP, async |b| {
        b.open("/lesson/?ready=45-minutes").await;
        let pdf = b.print_pdf().await;
        pdf.keep("lesson");
        assert!(pdf.pages() <= 2 && pdf.is_a4(), "{} pages", pdf.pages());
        b.show_as_printed().await;
        let controls = "return all('button, input, .bar, .foot').filter(shown).map(e => e.outerHTML.slice(0, 120))";
        assert_eq!(b.ask_list(controls).await, [] as [&str; 0]);
        b.see(".qr").await;
    });
}

/// How many steps are in sight, of how many.
async fn see_steps(b: &Browser, shown: usize, of: usize) {
    let script = "const all_ = all('.answers > a, .hop, .looked li, .later');
        const seen = all_.filter(e => getComputedStyle(e).visibility === 'visible').length;
        return seen === arguments[0] && all_.length === arguments[1] || `${seen} of ${all_.length}`";
    b.see_that(&format!("{shown} of {of} steps"), script, vec![shown.into(), of.into()]).await;
}

#[test]
fn a_page_is_presented_step_by_step_with_a_clicker() {
    browse(PROJECTOR, async |b| {
        b.open("/decide/respond/").await;
        let of = b.ask("return all('.answers > a').length", vec![]).await.as_u64().unwrap() as usize;
        b.press_char('p').await;
        b.see_address("/decide/respond/?present=0").await;
        see_steps(b, 0, of).await;
        // WebKit counts in parts of 64.
        let size = b.ask("return parseFloat(getComputedStyle(document.documentElement).fontSize)", vec![]).await;
        assert_eq!(size.as_f64().unwrap().round(), 24.0);
        assert_eq!(b.ask_list("return all('.bar, .foot').map(e => e.className)").await, [] as [&str; 0]);
        b.press(Key::PageDown).await;
        see_steps(b, 1, of).await;
        b.press(Key::Right).await;
        see_steps(b, 2, of).await;
        b.press(Key::PageUp).await;
        see_steps(b, 1, of).await;
        // Shared and loaded again, it is the same.
        b.see_address("/decide/respond/?present=1").await;
        b.reload().await;
        see_steps(b, 1, of).await;
        for scheme in [Scheme::Light, Scheme::Dark] {
            b.prefer(scheme).await;
            b.axe().await;
        }
        b.press_char('.').await;
        b.see(".blank").await;
        b.click_first(".blank").await;
        b.see_that("no cover", "return all('.cover').length === 0", vec![]).await;
        b.click_button("Blank").await;
        b.see(".blank").await;
        b.press_char('.').await;
        b.see_that("no cover", "return all('.cover').length === 0", vec![]).await;
        b.press_char('q').await;
        b.see(".cover .qr").await;
        assert!(scanned(b).await.ends_with("/decide/respond/"));
        b.axe().await;
        b.press_char('q').await;
        // The class answers; the next question begins covered.
        b.press_char('1').await;
        b.see_that(
            "another question",
            "return location.search.includes('path=') && location.search.includes('present=0') || location.search",
            vec![],
        )
        .await;
        b.press(Key::Escape).await;
        b.see("footer").await;
        b.see_that("no present", "return !location.search.includes('present') || location.search", vec![]).await;
    });
}

#[test]
fn journeys_and_checks_are_revealed_one_by_one() {
    browse(PROJECTOR, async |b| {
        for path in ["/redirects/", "/labs/validate/"] {
            b.open(path).await;
            let of = b.ask("return all('.hop, .looked li').length", vec![]).await.as_u64().unwrap() as usize;
            assert!(of > 2, "{path}");
            b.click_button("Present").await;
            see_steps(b, 0, of).await;
            b.axe().await;
            for shown in 1..=of {
                b.press(Key::PageDown).await;
                see_steps(b, shown, of).await;
            }
            let script = "const { bottom } = all('.hop, .looked li').at(-1).getBoundingClientRect();
                return bottom <= innerHeight + 1 || bottom";
            b.see_that("the last step in sight", script, vec![]).await;
            b.no_sideways_scroll().await;
        }
    });
}

#[test]
fn a_quiz_on_a_projector_hides_its_answers() {
    browse(PROJECTOR, async |b| {
        b.open(&format!("{ROUND}&present=0")).await;
        see_steps(b, 0, 5).await;
        for shown in 1..=5 {
            b.press(Key::PageDown).await;
            see_steps(b, shown, 5).await;
        }
        b.axe().await;
        b.see_text("See why:").await;
        // On with the clicker; a page longer than the screen is scrolled first.
        let second = "return words(document.querySelector('.progress')).startsWith('Question 2')";
        for _ in 0..6 {
            if b.ask(second, vec![]).await.as_bool() == Some(true) {
                break;
            }
            b.press(Key::PageDown).await;
        }
        see_place(b, 2, 4).await;
        see_steps(b, 0, 5).await;
        // What a class is shown is not what the teacher knows.
        assert_eq!(b.stored(MEMORY).await, None);
    });
}

#[test]
fn a_lesson_is_presented_from_the_first_page_to_the_last() {
    browse(PROJECTOR, async |b| {
        b.open("/lesson/?title=Two&page=decide/redirect/&page=410/").await;
        b.click_button("Start presenting").await;
        b.see_text("1 of 2").await;
        let path = async || b.ask_text("return location.pathname").await;
        assert_eq!(path().await, "/decide/redirect/");
        let to = async |page: &str, key: Key| {
            for _ in 0..40 {
                if path().await == page {
                    return;
                }
                b.press(key).await;
            }
            panic!("never comes to {page}");
        };
        to("/410/", Key::PageDown).await;
        b.see_text("2 of 2").await;
        b.reload().await;
        b.see_text("2 of 2").await;
        b.see_h1("410 Gone").await;
        b.axe().await;
        to("/decide/redirect/", Key::PageUp).await;
        let of = b.ask("return all('.answers > a').length", vec![]).await.as_u64().unwrap() as usize;
        see_steps(b, of, of).await;
        b.press(Key::Escape).await;
        b.see_address("/lesson/?title=Two&page=decide/redirect/&page=410/").await;
        b.see_text("Start presenting").await;
    });
}

#[test]
fn the_classroom_fits_a_phone() {
    for size in [PHONE, Size { width: 320, height: 568 }] {
        browse(size, async |b| {
            for path in [
                "/practise/",
                ROUND,
                "/practise/?set=faults&seed=3&n=3&a=1",
                "/practise/?set=proxies&seed=3&n=1&a=1.",
                "/lesson/",
                "/lesson/?ready=redirects",
                "/404/?present=0",
                "/practise/?set=order&seed=1&n=2&present=9",
            ] {
                b.open(path).await;
                b.no_sideways_scroll().await;
                b.axe().await;
            }
        });
    }
}
