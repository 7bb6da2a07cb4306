//! Practise, lessons, and pages on a projector.

use statuscope_core::quiz::{Question, Round};
use statuscope_e2e::{Browser, DESKTOP, Key, PHONE, Scheme, Size, browse};

/// What a projector shows.
const PROJECTOR: Size = Size { width: 1280, height: 720 };
const MEMORY: &str = "statuscope.practice";
const ROUND: &str = "/practise/?set=codes&seed=7&n=4";

/// The questions of an address, as the core asks them.
fn questions(address: &str) -> Vec<Question> {
    let query = address.split_once('?').unwrap().1;
    Round::parse(query).0.questions()
}

/// The number of the right answer, or of another.
fn number(question: &Question, right: bool) -> usize {
    if right { question.right + 1 } else { (question.right + 1) % 4 + 1 }
}

async fn see_place(b: &Browser, place: usize, of: usize) {
    b.see_text(&format!("Question {place} of {of}")).await;
}

#[test]
fn a_round_by_mouse_says_why_and_what_to_read() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.click_link("Practise").await;
        b.see_address("/practise/").await;
        b.click_link("everyday").await;
        b.see_address("/practise/?level=1").await;
        b.click_link("Codes and what they say").await;
        see_place(b, 1, 10).await;
        let mixed = b.ask_text("return location.search").await;
        assert!(mixed.starts_with("?set=codes&level=1&seed="), "{mixed}");
        b.back().await;

        b.open(ROUND).await;
        let all = questions(ROUND);
        for (place, question) in all.iter().enumerate() {
            see_place(b, place + 1, 4).await;
            let right = place != 1;
            b.click_first(&format!(".answers > a:nth-child({})", number(question, right))).await;
            b.see_focus_on("#answer").await;
            b.see_text(if right { "Right." } else { "No. It is:" }).await;
            assert!(b.ask_text("return words(document.querySelector('.verdict'))").await.contains("See why:"));
            // The answer survives.
            b.reload().await;
            b.see_text(if right { "Right." } else { "No. It is:" }).await;
            b.click_first("a[rel=next]").await;
        }
        b.see_h1("3 of 4 right").await;
        b.see_text("What to read").await;
        let reading = b.ask_list("return all('.trees a').map(link => link.getAttribute('href'))").await;
        assert_eq!(reading, [format!("/{}", all[1].page)]);
        // The class begins at the first question, without these answers.
        b.click_button("Link for the class").await;
        let link = b.clipboard().await;
        let (_, address) = link.split_once("/practise/").unwrap();
        assert!(!address.contains("&a="), "{link}");
        // One round is one place in the history.
        b.back().await;
        b.see_address("/practise/?level=1").await;
        b.reload().await;
        b.see_text("1 question is due again today.").await;
        b.axe().await;
    });
}

#[test]
fn a_round_by_keys_alone_and_wrong_answers_come_back() {
    browse(DESKTOP, async |b| {
        b.open(ROUND).await;
        let all = questions(ROUND);
        for (place, question) in all.iter().enumerate() {
            see_place(b, place + 1, 4).await;
            b.press_char(char::from(b'0' + number(question, place > 1) as u8)).await;
            b.see_focus_on("#answer").await;
            b.press(Key::Enter).await;
        }
        b.see_h1("2 of 4 right").await;
        b.open("/practise/").await;
        b.see_text("2 questions are due again today.").await;
        b.click_link("Ask them again").await;
        see_place(b, 1, 2).await;
        let address = b.ask_text("return location.search").await;
        let again = questions(&address);
        let keys: Vec<_> = again.iter().map(|question| question.item.key()).collect();
        let wrong: Vec<_> = all.iter().take(2).map(|question| question.item.key()).collect();
        assert!(wrong.iter().all(|key| keys.contains(key)), "{keys:?}, {wrong:?}");
        for (place, question) in again.iter().enumerate() {
            see_place(b, place + 1, 2).await;
            b.press_char(char::from(b'0' + number(question, true) as u8)).await;
            b.press(Key::Enter).await;
        }
        b.see_h1("2 of 2 right").await;
        b.open("/practise/").await;
        b.see_text("4 questions asked so far. Box 2: 4.").await;
        assert!(b.ask("return all('main .lead').length", vec![]).await.as_u64() == Some(1), "nothing is due");
    });
}

#[test]
fn what_is_due_comes_with_the_day() {
    browse(DESKTOP, async |b| {
        b.open("/practise/").await;
        b.store(MEMORY, "statuscope-memory 1\nmeans:404 2 20000\nmeans:410 3 60000\nno:such:thing 1 1\n").await;
        b.reload().await;
        // What is not known any longer stays, but cannot be asked.
        b.click_link("Ask them again").await;
        see_place(b, 1, 1).await;
        b.see_h1("What does 404 say?").await;
    });
}

#[test]
fn what_is_known_is_saved_taken_in_and_forgotten() {
    browse(DESKTOP, async |b| {
        b.open("/practise/").await;
        // The download itself is the browser's; what goes into it is ours.
        let save = "window.saved = []; URL.createObjectURL = blob => { blob.text().then(text => saved.push(text)); return '#' };
            HTMLAnchorElement.prototype.click = function () { saved.push(this.download) }";
        let give = "const field = document.querySelector('input[type=file]'), files = new DataTransfer();
            files.items.add(new File([arguments[0]], 'any.txt'));
            field.files = files.files;
            field.dispatchEvent(new Event('change', { bubbles: true }))";
        let file = "statuscope-memory 1\nmeans:404 1 20000\nmeans:410 3 60000\n";
        b.ask(give, vec![file.into()]).await;
        b.see_text("Taken in: 2 questions.").await;
        assert_eq!(b.stored(MEMORY).await.as_deref(), Some(file));
        for (foreign, why) in [
            ("{\"cards\": []}", "Line 1: this is no file of Statuscope's practice. Nothing has been changed."),
            (
                "statuscope-memory 9\n",
                "Line 1: this file comes from another version of Statuscope. Nothing has been changed.",
            ),
            ("statuscope-memory 1\nmeans:404 7 1", "Line 2: a box is a number from 1 to 5. Nothing has been changed."),
            ("\u{0}\u{fffd}PNG", "Line 1: this is no file of Statuscope's practice. Nothing has been changed."),
        ] {
            b.ask(give, vec![foreign.into()]).await;
            b.see_text(why).await;
            assert_eq!(b.stored(MEMORY).await.as_deref(), Some(file));
        }
        b.ask(save, vec![]).await;
        b.click_button("Save as a file").await;
        b.see_that("the file", "return saved.length === 2 || saved.length", vec![]).await;
        assert_eq!(b.ask_list("return saved").await, ["statuscope-practice.txt", file]);
        b.click_button("Forget all").await;
        b.see_text("0 questions asked so far.").await;
        b.click_button("Undo").await;
        b.see_text("2 questions asked so far.").await;
        assert_eq!(b.stored(MEMORY).await.as_deref(), Some(file));
        // What is stored and cannot be read is left alone until somebody decides.
        b.store(MEMORY, "nonsense").await;
        b.open(ROUND).await;
        b.press_char('1').await;
        b.see_focus_on("#answer").await;
        b.open("/practise/").await;
        b.see_text("What this device has kept cannot be read.").await;
        assert_eq!(b.stored(MEMORY).await.as_deref(), Some("nonsense"));
        b.axe().await;
        b.ask(give, vec![file.into()]).await;
        b.see_text("Taken in: 2 questions.").await;
        assert_eq!(b.stored("statuscope.practice.unreadable").await.as_deref(), Some("nonsense"));
    });
}

#[test]
fn practice_works_without_storage() {
    browse(DESKTOP, async |b| {
        b.block_storage().await;
        b.open(ROUND).await;
        b.press_char(char::from(b'0' + number(&questions(ROUND)[0], false) as u8)).await;
        b.see_text("No. It is:").await;
        b.press(Key::Enter).await;
        see_place(b, 2, 4).await;
        b.click_link("Practise").await;
        b.see_text("1 question is due again today.").await;
    });
}

#[test]
fn an_interview_question_is_compared_and_marked_by_oneself() {
    browse(PHONE, async |b| {
        b.open("/practise/?set=interview&seed=2&n=2").await;
        b.press(Key::Enter).await;
        b.see_focus_on("#answer").await;
        b.see_text("A model answer").await;
        b.no_sideways_scroll().await;
        b.axe().await;
        b.press_char('y').await;
        see_place(b, 2, 2).await;
        b.click_first(".walk .btn.primary").await;
        b.see_text("Was yours as good?").await;
        b.click_first(".answers > a:nth-child(2)").await;
        b.see_h1("1 of 2 right").await;
    });
}

#[test]
fn odd_addresses_of_rounds_are_told_and_nearest_sense_is_made() {
    browse(DESKTOP, async |b| {
        b.open("/practise/?set=nonsense&n=99&level=7&a=zz").await;
        for says in [
            "set=nonsense: there is no such set",
            "n=99: a round has at most 50 questions",
            "level=7: the highest level is 3",
        ] {
            b.see_text(says).await;
        }
        see_place(b, 1, 50).await;
        b.open("/practise/?set=order&level=1&seed=1&n=3&a=11111111").await;
        b.see_text("of 3 right").await;
    });
}

#[test]
fn a_round_prints_with_its_key_on_a_page_of_its_own() {
    browse(DESKTOP, async |b| {
        b.open("/practise/?set=order&seed=1&n=2").await;
        let pdf = b.print_pdf().await;
        pdf.keep("practice");
        assert_eq!(pdf.pages(), 2);
        assert!(pdf.is_a4());
        b.show_as_printed().await;
        let text = b.text().await;
        assert!(
            text.contains("The order of checks") && text.contains("The key") && !text.contains("I do not know"),
            "{text}"
        );
        assert!(text.contains("/practise/?set=order&seed=1&n=2"), "{text}");
    });
}

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
        b.click_button("Take out: 401").await;
        b.open("/lesson/").await;
        b.click_link("Gone & lost").await;
        b.see_h1("Gone & lost").await;
    });
    let path = link.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap();
    browse(PHONE, async |b| {
        b.open(&path).await;
        b.see_h1("Gone & lost").await;
        assert_eq!(b.ask_list("return all('.stops li a').map(words)").await.len(), 3);
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
        assert_eq!(b.ask_text("return getComputedStyle(document.documentElement).fontSize").await, "24px");
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
