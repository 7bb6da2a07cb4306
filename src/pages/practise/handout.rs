//! A round on paper: the questions, and the key on a page of its own.

use super::posed;
use crate::element::{El, el};
use crate::navigation::Site;
use crate::route::{Practising, Route};
use statuscope_core::quiz::{Question, Round};

/// Shown on paper only.
pub fn handout(round: &Round, questions: &[Question], site: &Site) -> El {
    let (mut asked, mut key) = (el("ol"), el("ol"));
    for question in questions {
        let mut item = posed(el("li").with(el("b").unlinked(question.question)), question);
        let mut choices = el("ol");
        for choice in &question.choices {
            choices = choices.with(el("li").unlinked(choice.text));
        }
        item = if question.choices.is_empty() { item.with(el("p.lines")) } else { item.with(choices) };
        asked = asked.with(item);
        let mut answer = el("li");
        if let Some(right) = question.choices.get(question.right) {
            answer = answer.with(el("b").number(question.right + 1).text(": ").unlinked(right.text)).text(" ");
        }
        for line in &question.explain {
            answer = answer.unlinked(line).text(" ");
        }
        key = key.with(answer);
    }
    let address = site.link(&Route::Practise(Practising::of(round.clone())));
    let title = if round.only.is_empty() { round.set.name } else { "Questions once more" };
    let line = el("p.small").text("Name:").with(el("span.small").string(address));
    el("section.handout")
        .with(el("h2").text(title))
        .with(line)
        .with(asked)
        .with(el("div.key").with(el("h2 The key")).with(key))
}
