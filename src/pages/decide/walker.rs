//! One question at a time, and what was answered so far.

use super::{remark, result, to_with, trail};
use crate::components::copy::plain_link_button;
use crate::components::dots::dots;
use crate::components::icons;
use crate::element::{El, el};
use crate::navigation::Site;
use crate::route::Walking;
use statuscope_core::decision::{Answered, Ask, Now, Walk};
use statuscope_core::text::decimal;

/// The answers of an earlier walk, and what has become of them.
pub struct Earlier {
    /// All of them, in order.
    pub answered: Vec<Answered>,
    /// The answer that was given to the present question.
    pub here: Option<Answered>,
    /// How many are kept that come after the one that was changed.
    kept: usize,
    /// Those whose questions are not asked any more.
    lost: Vec<Answered>,
    /// Those that may fit again.
    waiting: Vec<Answered>,
}

impl Earlier {
    fn of(walking: &Walking, walk: &Walk) -> Self {
        let answered = match walking.was.as_str() {
            "" => Vec::new(),
            was => Walk::follow(walk.tree(), was).walk.answered(),
        };
        let here = answered.iter().find(|earlier| Some(earlier.step.ask) == walk.question()).copied();
        let same = answered.iter().take_while(|earlier| walk.takes(earlier.step)).count();
        let later = answered.get(same..).unwrap_or_default();
        let kept = later.iter().filter(|earlier| walk.takes(earlier.step)).count();
        let mut changed = walk.clone().retrace(later);
        changed.lost.retain(|lost| !walk.comes_by(lost.step.ask));
        Self { here, kept, lost: changed.lost, waiting: changed.waiting, answered }
    }

    /// All answers that are known, as a path, for when one is changed.
    fn known(&self, walking: &Walking, walk: &Walk) -> String {
        if self.here.is_some() { walking.was.clone() } else { walk.path() }
    }

    /// Whether there is anything to tell, now that an answer was changed.
    fn tells(&self) -> bool {
        self.here.is_none() && self.kept + self.lost.len() + self.waiting.len() > 0
    }

    /// What the address keeps of them for the next question; where nothing has changed, nothing.
    fn onward<'a>(&self, next: &Walk, was: &'a str) -> &'a str {
        if next.path() == was || (self.here.is_none() && self.waiting.is_empty()) { "" } else { was }
    }
}

/// A question or a result, with the trail beside it.
pub fn page(walking: &Walking, walk: &Walk, site: &Site) -> El {
    let earlier = Earlier::of(walking, walk);
    let head = el("div.progress")
        .with(dots(walk.len(), usize::from(walk.question().is_some()), walk.remaining().most))
        .with(status(walk, &earlier));
    let main = el("div").with(head);
    let main = match walk.now() {
        Now::Question(ask) => question(main, walking, walk, ask, &earlier, site),
        Now::Result(end) => {
            let back = el("div.walkfoot").with(back(walk, walking, &earlier, site));
            result::result(main, walk, end, site).with(back)
        }
    };
    el("div.walk").with(main).with(trail::trail(walk, &earlier.known(walking, walk), site))
}

/// Where one is, and after a change what has become of the other answers. It is announced.
fn status(walk: &Walk, earlier: &Earlier) -> El {
    let line = el("p[role=status]");
    let left = walk.remaining();
    let mut line = match walk.now() {
        Now::Question(ask) => {
            let line = line.with(el("b Question ").number(walk.len() + 1));
            let line = match (left.least, left.most) {
                (_, 0) => line.text(", the last one"),
                (least, most) if least == most => line.text(", ").number(most).text(" more"),
                (_, most) => line.text(", at most ").number(most).text(" more"),
            };
            if ask.label.is_empty() { line } else { line.text(" · ").text(ask.label) }
        }
        Now::Result(_) if walk.len() == 1 => line.text("Answered after 1 question"),
        Now::Result(_) => line.text("Answered after ").number(walk.len()).text(" questions"),
    };
    if earlier.here.is_some() {
        return line.text(". Change the answer: later ones are kept where they fit.");
    }
    if earlier.tells() {
        line = line.text(". Changed.");
        if earlier.kept > 0 {
            line = line.text(" Later answers kept: ").number(earlier.kept).text(".");
        }
        line = told(line, " No longer asked: ", &earlier.lost);
        line = told(line, " Kept in mind: ", &earlier.waiting);
    }
    line
}

/// One answer back, or to the choice of trees.
fn back(walk: &Walk, walking: &Walking, earlier: &Earlier, site: &Site) -> El {
    let back = match walk.len().checked_sub(1) {
        Some(last) => to_with(&walk.clone().jump(last), &earlier.known(walking, walk), false, site),
        None => el("a").attr("href", site.file("decide/")),
    };
    back.class("btn plain").attr("aria-keyshortcuts", "Backspace").with(el("kbd Backspace")).text(" Back")
}

fn told(mut line: El, what: &'static str, answers: &[Answered]) -> El {
    for (place, answered) in answers.iter().enumerate() {
        line = line.text(if place == 0 { what } else { "; " }).text(answered.ask.short).text(" ");
        line = line.text(answered.answer.label);
    }
    if answers.is_empty() { line } else { line.text(".") }
}

fn question(main: El, walking: &Walking, walk: &Walk, ask: &'static Ask, earlier: &Earlier, site: &Site) -> El {
    let place = walk.question().unwrap_or_default();
    let answers = ask.answers.iter().enumerate().map(|(index, answer)| {
        let next = walk.clone().answer(answer.key).retrace(&earlier.answered).walk;
        let was = earlier.onward(&next, &walking.was);
        let before = earlier.here.is_some_and(|here| usize::from(here.step.answer) == index);
        let number = decimal(index + 1);
        let letter = match answer.key {
            b'y' => " y",
            b'n' => " n",
            _ => "",
        };
        let label = el("span").text(answer.label);
        let label = if before { label.with(el("small Chosen before")) } else { label };
        let label = if answer.hint.is_empty() { label } else { label.with(el("small").prose(answer.hint, site)) };
        let hint = (!letter.is_empty()).then(|| el("kbd[aria-hidden=true]").text(letter.trim_ascii_start()));
        to_with(&next, was, false, site)
            .class(if before { "answer before" } else { "answer" })
            .attr("aria-keyshortcuts", [&number, letter].concat())
            .with(el("kbd[aria-hidden=true]").string(number))
            .with(label)
            .with(el("span").maybe(hint).with(icons::chevron()))
    });
    let foot = el("div.walkfoot")
        .with(back(walk, walking, earlier, site))
        .with(to_with(walk, "", true, site).class("btn plain").text("See the whole tree"))
        .with(plain_link_button());
    main.with(el("h1[tabindex=-1]").key(place).text(ask.question))
        .maybe((!ask.help.is_empty()).then(|| el("p.help").prose(ask.help, site)))
        .with(el("div.answers").all(answers))
        .with(foot)
        .maybe(remark(ask.note, &ask.sources, site))
}
