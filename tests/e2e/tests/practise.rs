//! Practise: rounds of questions, their memory and their handouts.

use statuscope_core::quiz::{Question, Round};
use statuscope_e2e::{BLOCKED_STORAGE, Browser, DESKTOP, Key, PHONE, browse, browse_after};

pub(crate) const MEMORY: &str = "statuscope.practice";
pub(crate) const ROUND: &str = "/practise/?set=codes&seed=7&n=4";

/// The questions of an address, as the core asks them.
fn questions(address: &str) -> Vec<Question> {
    let query = address.split_once('?').unwrap().1;
    Round::parse(query).0.questions()
}

/// The number of the right answer, or of another.
fn number(question: &Question, right: bool) -> usize {
    if right { question.right + 1 } else { (question.right + 1) % 4 + 1 }
}

pub(crate) async fn see_place(b: &Browser, place: usize, of: usize) {
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
    browse_after(BLOCKED_STORAGE, DESKTOP, async |b| {
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
