//! What can be set in a lab.

use super::Go;
use crate::components::form::form;
use crate::element::{El, el};
use crate::navigation::{self, Step};
use crate::route::Route;
use statuscope_core::lab::{Bench, Control, Kind};
use std::rc::Rc;

/// All controls: those of the request, then those of the server.
pub fn controls(bench: &Bench, go: &Go) -> El {
    let change = {
        let (bench, go) = (bench.clone(), go.clone());
        move |name: &str, value: &str| {
            if name == "send" {
                // The answer is there already: it follows each change. On a phone it is far below.
                navigation::show("#answer");
            } else if let Some(next) = bench.edited(name, value) {
                go.emit((Route::Lab(next), Step::Replace));
            }
        }
    };
    let mut form = form(el("div.set[role=group][aria-label=Request and server]"), Rc::new(change));
    let mut steps = false;
    // All have keys, or what appears would push the focus away.
    for (server, name) in [(false, "Request"), (true, "Server")] {
        let mut group = el("fieldset").with(el("legend").key(99).text(name));
        let mut any = false;
        for (place, control) in bench.lab().controls.iter().enumerate() {
            if control.server == server && bench.matters(control) {
                any = true;
                steps |= control.kind == Kind::Steps;
                group = group.with(one(control, bench.get(control.key)).key(place as u16));
            }
        }
        if any {
            form = form.with(group.key(u16::from(server)));
        }
    }
    let long = bench.is_long().then(|| el("p.small A text this long stays on this page; a link to it leaves it out."));
    // Steps send by themselves; on a phone, what comes of them is far below.
    let send = el("button.btn.primary[type=button][name=send]");
    let send = if steps { send.class("only-narrow").text("See the answer") } else { send.text("Send") };
    form.with(el("div.stack").key(2).maybe(long).with(send))
}

fn one(control: &'static Control, value: &str) -> El {
    let field = el("label.field").with(el("span").text(control.label));
    match control.kind {
        Kind::Few => {
            let mut radios = el("div.seg");
            for choice in &control.choices {
                let input = el("input.vh[type=radio]").attr("name", control.key).attr("value", choice.word);
                let label = el("label").with(input.checked(choice.word == value)).text(choice.text);
                radios = radios.with(label);
            }
            group(control).with(radios)
        }
        Kind::Pick => {
            let mut picks = group(control);
            for choice in &control.choices {
                let on = choice.word == value;
                let input = el("input[type=radio]").attr("name", control.key).attr("value", choice.word).checked(on);
                let text = el("span").text(choice.text);
                let text = if choice.remark.is_empty() { text } else { text.with(el("small").text(choice.remark)) };
                picks = picks.with(el("label.choice").with(input).with(text));
            }
            picks
        }
        Kind::Many => {
            let mut select = el("select").attr("name", control.key);
            for choice in &control.choices {
                let option = el("option").attr("value", choice.word).property("selected", choice.word == value);
                select = select.with(option.text(choice.text));
            }
            field.with(select)
        }
        Kind::Line => {
            field.with(el("input[autocapitalize=off][spellcheck=false]").attr("name", control.key).value(value))
        }
        Kind::Text => {
            let rows = if value.contains('\n') || value.len() > 40 { "5" } else { "3" };
            let area = el("textarea[autocapitalize=off][spellcheck=false]").attr("rows", rows);
            field.with(area.attr("name", control.key).value(value))
        }
        // The scene shows it.
        Kind::Cells => el(""),
        Kind::Switch => {
            let tick = el("input[type=checkbox]").attr("name", control.key).checked(value == "on");
            el("label.check").with(tick).with(el("span").text(control.label))
        }
        Kind::Steps => {
            let mut buttons = el("div.btns");
            for choice in &control.choices {
                buttons = buttons.with(button(control, choice.word).text(choice.text));
            }
            let back = el("div.btns")
                .with(button(control, "-").class("plain").text("Undo"))
                .with(button(control, "0").class("plain").text("Start over"));
            group(control).with(buttons).with(back)
        }
    }
}

fn group(control: &Control) -> El {
    let name = control.label;
    el("div.field[role=group]").attr("aria-label", name).with(el("span[aria-hidden=true]").text(name))
}

fn button(control: &'static Control, value: &'static str) -> El {
    el("button.btn[type=button]").attr("name", control.key).attr("value", value)
}
