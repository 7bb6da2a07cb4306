//! Practise: rounds of questions, each with its explanation.

mod handout;

use crate::components::copy::copy_button;
use crate::components::dots::dots;
use crate::components::message;
use crate::element::{El, el};
use crate::navigation::Site;
use crate::room::{Act, Room};
use crate::route::{Practising, Route, is_right, stop};
use statuscope_core::quiz::{Kind, LEVELS, Question, Round, SETS};
use statuscope_core::text::decimal;
use yew::prelude::*;

/// The choice of rounds, or one.
pub fn page(here: &Practising, room: &Room, site: &Site, act: &Callback<Act>) -> El {
    if !here.begun {
        return chooser(here, room, site, act);
    }
    let questions = here.round.questions();
    let (place, answered) = here.place();
    let letter = answered.then(|| here.answers().get(place).copied()).flatten();
    let shown =
        match questions.get(place) {
            Some(question) => {
                let head = el("div.progress")
                    .with(dots(place, 1, questions.len().saturating_sub(place + 1)))
                    .with(status(here, place, questions.len()));
                one(el("div").with(head), here, question, letter, room.present.is_some(), site).key(place as u16)
            }
            None => summary(here, &questions, site),
        };
    el("").with(el("div.walk").with(shown)).with(handout::handout(&here.round, &questions, site))
}

fn to(here: Practising, site: &Site) -> El {
    el("a").to(Route::Practise(here), site)
}

/// Where to read about a question.
fn read(question: &Question, site: &Site) -> El {
    el("a").attr("href", site.file(question.page)).string(stop(question.page).name())
}

fn chooser(here: &Practising, room: &Room, site: &Site, act: &Callback<Act>) -> El {
    let level = here.round.level;
    let mut levels = el("div.presets[role=group][aria-label=Level]");
    for (number, name) in (1..).zip(LEVELS) {
        let round = Round { level: number, ..here.round.clone() };
        let link = to(Practising { round, ..Practising::default() }, site).text(name);
        levels = levels.with(link.attr_if("aria-current", (number == level).then_some("true")));
    }
    let mut sets = el("ul.trees");
    for set in &SETS {
        let round = Round { set, level, seed: room.seed.max(1), ..Round::default() };
        sets = sets.with(el("li").with(to(Practising::of(round), site).text(set.name)));
    }
    let due = Round::review(&room.memory, room.today, room.seed.max(1)).map(|round| {
        let count = round.only.len();
        let link = to(Practising::of(round), site).class("btn primary").text("Ask them again");
        let line = el("p.lead").number(count).text(if count == 1 { " question is" } else { " questions are" });
        el("section.block").key(1).with(line.text(" due again today.")).with(link)
    });
    el("")
        .with(el("h1[tabindex=-1] Practise").key(0))
        .with(el("p.lead Short questions. After each answer you see why, and where to read on.").key(2))
        .maybe(due)
        .with(el("section.block").key(3).with(el("h2 What about?")).with(levels).with(sets))
        .with(
            el("section.block")
                .key(5)
                .with(el("h2 With a class"))
                .with(el("p Start a round, and give its “Link for the class” to everybody: all get the same questions. Printed, it has its key on a page of its own. ").with(el("a").attr("href", site.file("lesson/")).text("Lessons")).text(" are pages in an order, to be presented.")),
        )
        .maybe((!site.is_embedded()).then(|| known(room, act).key(4)))
}

/// What is kept on this device, and what can be done with it.
fn known(room: &Room, act: &Callback<Act>) -> El {
    let asked = room.memory.cards().len();
    let mut line = el("p").number(asked).text(" questions asked so far.");
    for (place, count) in room.memory.boxes().into_iter().enumerate() {
        if count > 0 {
            line = line.text(" Box ").number(place + 1).text(": ").number(count).text(".");
        }
    }
    let taken =
        act.reform(|event: InputEvent| Act::TakeIn(event.target_unchecked_into::<web_sys::HtmlInputElement>().value()));
    let file = el("input.vh[type=file][data-open=file-text]");
    let file = el("label.btn").with(file).with(el("span Take in a file"));
    let text = el("textarea#file-text[hidden]").on_input(taken);
    let save = el("button.btn[type=button][data-save=statuscope-practice.txt] Save as a file");
    let undo = room.undo.is_some();
    let forget = el("button.btn[type=button]").text(if undo { "Undo" } else { "Forget all" });
    let forget = forget.attr("data-act", if undo { "u" } else { "f" });
    let buttons = el("div.btns").with(save.attr("data-text", room.memory.write())).with(file).with(text);
    let buttons = buttons.maybe((asked > 0 || undo || room.broken.is_some()).then_some(forget));
    let broken = room.broken.as_ref().map(|why| {
        let says = el("p.callout[role=alert]").with(el("b What this device has kept cannot be read. ")).copied(why);
        says.text(" It is left as it is until you take in a file or forget it.")
    });
    el("section.block")
        .with(el("h2 What you know"))
        .maybe(broken)
        .with(el("p.quiet What was wrong comes back the same day; what was right, after 1, 3, 7 and 21 days. It is kept on this device only."))
        .with(line)
        .with(buttons)
        .with(el("p[role=status]").copied(&room.said))
}

fn status(here: &Practising, place: usize, count: usize) -> El {
    let line = el("p").with(el("b Question ").number(place + 1)).text(" of ").number(count);
    if here.round.only.is_empty() { line.text(" · ").text(here.round.set.name) } else { line }
}

/// The address of the round from its first question: the address of the page holds the answers, too.
fn share(here: &Practising, site: &Site) -> El {
    let round = Route::Practise(Practising::of(here.round.clone()));
    copy_button("Link for the class", "Link for the class: copy", site.link(&round))
}

/// One question, with its answer once there is a letter for it.
fn one(main: El, here: &Practising, question: &Question, letter: Option<u8>, presented: bool, site: &Site) -> El {
    let main = posed(main.with(el("h1[tabindex=-1]").unlinked(question.question)), question);
    let next = || to(here.with('.'), site).class("btn primary").text("Next").attr("rel", "next");
    let next = || next().attr("aria-keyshortcuts", "Enter").with(el("kbd Enter"));
    let open = question.item.kind == Kind::Talk;
    match letter {
        None if open && !presented => {
            let show = to(here.with('o'), site).class("btn primary").attr("aria-keyshortcuts", "Enter");
            let lead = el("p.help Say your answer aloud, or write it down. Then compare.");
            main.with(lead).with(show.text("Show a model answer").with(el("kbd Enter")))
        }
        None => {
            let passed = here.with('-');
            let mut answers = el("div.answers");
            for (number, choice) in (b'1'..).zip(&question.choices) {
                let link = to(here.with(char::from(number)), site).class("answer");
                let number = usize::from(number - b'0');
                let link = link.attr("aria-keyshortcuts", decimal(number));
                let key = el("kbd[aria-hidden=true]").number(number);
                answers = answers.with(link.with(key).with(el("span").unlinked(choice.text)).with(el("span")));
            }
            let main = if open { main } else { main.with(answers) };
            if presented {
                // The class says it; then it is revealed.
                let next = to(passed.with('.'), site).class("btn").attr("rel", "next").text("Next");
                return main.with(el("div.later").with(verdict(question, None, site)).with(next));
            }
            let pass = to(passed, site).class("btn plain").text("I do not know");
            let print = el("button.btn.plain[type=button][data-print] Print the round");
            main.with(el("div.walkfoot").with(pass).with(print).with(share(here, site)))
        }
        Some(b'o') => {
            let mut marks = el("div.answers");
            for (letter, word) in [('y', "Yes, I had that"), ('n', "Not yet: ask me again")] {
                let key = if letter == 'y' { "y" } else { "n" };
                let link = to(here.with(letter), site).class("answer").attr("aria-keyshortcuts", key);
                marks = marks.with(link.with(el("kbd[aria-hidden=true]").text(key)).text(word));
            }
            main.with(verdict(question, letter, site)).with(el("h2 Was yours as good?")).with(marks)
        }
        Some(given) => {
            let mut choices = el("ul.answers");
            for (number, choice) in (b'1'..).zip(&question.choices) {
                let right = is_right(question, number);
                let mark = match (right, number == given) {
                    (true, _) => "✓",
                    (_, true) => "✗",
                    _ => "",
                };
                let says = el("span").unlinked(choice.text);
                let says = match (right, number == given) {
                    (true, true) => says.with(el("small Right: your answer")),
                    (true, _) => says.with(el("small Right")),
                    (_, true) => says.with(el("small Your answer")),
                    _ => says,
                };
                let why = (!choice.why.is_empty()).then(|| el("small").prose(choice.why, site));
                let item = el("li.answer").class(if number == given { "before" } else { "" });
                choices = choices
                    .with(item.with(el("b[aria-hidden=true]").text(mark)).with(says.maybe(why)).with(el("span")));
            }
            let verdict = verdict(question, letter, site).with(next());
            main.with(verdict).maybe((!question.choices.is_empty()).then_some(choices))
        }
    }
}

/// What is given, and the messages.
fn posed(mut main: El, question: &Question) -> El {
    for line in &question.given {
        main = main.with(el("p.help").unlinked(line));
    }
    let mut messages = el("div.msgs.block");
    for (place, text) in question.messages.iter().enumerate() {
        messages = messages.with(message::message(if place == 0 { "Request" } else { "Response" }, "", text));
    }
    if question.messages.is_empty() { main } else { main.with(messages) }
}

/// Right or not, and why.
fn verdict(question: &Question, letter: Option<u8>, site: &Site) -> El {
    let right = question.choices.get(question.right).map_or("", |choice| choice.text);
    let head = el("h2#answer[tabindex=-1]");
    let head = match letter {
        Some(b'1'..=b'4') if letter.is_some_and(|letter| is_right(question, letter)) => head.text("Right."),
        _ if right.is_empty() => head.text("A model answer"),
        Some(b'1'..=b'4') => head.text("No. It is: ").unlinked(right),
        _ => head.text("It is: ").unlinked(right),
    };
    let mut says = el("div.verdict.stack").with(head);
    for line in &question.explain {
        says = says.with(el("p").prose(line, site));
    }
    says.with(el("p See why: ").with(read(question, site)))
}

/// How it went, and what to read.
fn summary(here: &Practising, questions: &[Question], site: &Site) -> El {
    let (mut right, mut wrong) = (0, Vec::new());
    let mut reading: Vec<&str> = Vec::new();
    let mut list = el("ol.outcome");
    let mut pages = el("ul.trees");
    for (question, letter) in questions.iter().zip(here.answers()) {
        let fine = is_right(question, *letter);
        right += usize::from(fine);
        let item = el("li").with(el("b").text(if fine { "✓ Right. " } else { "✗ Not yet. " }));
        let item = item.unlinked(question.question).text(" ");
        list = list.with(item.with(read(question, site)));
        if !fine {
            wrong.push(question.item);
            if !reading.contains(&question.page) {
                reading.push(question.page);
                pages = pages.with(el("li").with(read(question, site)));
            }
        }
    }
    let missed = !wrong.is_empty();
    let again =
        to(Practising::of(Round::of(wrong, here.round.seed)), site).class("btn primary").text("Ask those again");
    let mut other = here.round.clone();
    other.only.clear();
    other.seed = other.seed % 9_999 + 1;
    let buttons = el("div.btns")
        .maybe(missed.then_some(again))
        .with(to(Practising::of(other), site).class("btn").text("Another round"))
        .with(to(Practising::of(here.round.clone()), site).class("btn").text("The same round once more"))
        .with(share(here, site))
        .with(to(Practising::default(), site).class("btn plain").text("Choose another set"));
    let says = match () {
        () if questions.is_empty() => "There are no such questions. Choose a higher level, or another set.",
        () if missed => "What was wrong comes back: today, and whenever you practise what is due.",
        () => "All right. It comes back in a few days, so that it stays.",
    };
    let reading = el("section.block").with(el("h2 What to read")).with(pages);
    let head = el("h1[tabindex=-1]").number(right).text(" of ").number(questions.len()).text(" right");
    el("div")
        .key(99)
        .with(el("div.stack").with(head).with(el("p.lead").text(says)).with(buttons))
        .maybe(missed.then_some(reading))
        .with(el("section.block").with(el("h2 The round")).with(list))
}
