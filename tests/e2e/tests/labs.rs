//! Labs: every goal by mouse, by keys and by "Show me"; sharing; odd input.

use statuscope_core::lab::{self, Bench, Control, Goal, Kind, Lab, Setting};
use statuscope_e2e::{Browser, DESKTOP, Key, NARROW, PHONE, Size, browse};

fn address(lab: &Lab) -> String {
    format!("/labs/{}/", lab.id)
}

/// What has to be set for a goal, in the order of the controls: some appear only after others.
fn steps(lab: &'static Lab, settings: &'static [Setting]) -> Vec<(&'static Control, &'static str)> {
    let value = |control: &Control| settings.iter().find(|setting| setting.key == control.key);
    lab.controls.iter().filter_map(|control| Some((control, value(control)?.value))).collect()
}

/// The cell that stands for a value. That of the usual one has no word of it in its address.
fn cell(control: &Control, value: &str) -> String {
    format!("return all('.cells a').find(a => new URL(a.href).searchParams.get('{}') === '{value}')", control.key)
}

fn named(control: &Control) -> String {
    format!(".set [name='{}']", control.key)
}

/// As somebody with a mouse does it.
async fn set_by_mouse(b: &Browser, control: &Control, value: &str) {
    let name = named(control);
    match control.kind {
        Kind::Few | Kind::Pick => {
            b.click_first(&format!(".set label:has([name='{}'][value='{value}'])", control.key)).await
        }
        Kind::Many => {
            let script = "const list = document.querySelector(arguments[0]);
                list.focus(); list.value = arguments[1];
                list.dispatchEvent(new Event('input', { bubbles: true }));
                return list.value === arguments[1] || list.value";
            b.see_that(&name, script, vec![name.clone().into(), value.into()]).await;
        }
        Kind::Switch => b.click_first(&format!(".set label:has([name='{}'])", control.key)).await,
        Kind::Cells => b.click_what(&cell(control, value)).await,
        Kind::Steps => {
            if !control.usual.is_empty() {
                b.click_first(&format!(".set button[name='{}'][value='0']", control.key)).await;
            }
            for step in value.chars() {
                b.click_first(&format!(".set button[name='{}'][value='{step}']", control.key)).await;
            }
        }
        Kind::Line | Kind::Text => {
            let script = "const field = document.querySelector(arguments[0]);
                field.focus(); field.select();
                return document.execCommand(arguments[1] ? 'insertText' : 'delete', false, arguments[1])";
            b.see_that(&name, script, vec![name.clone().into(), value.into()]).await;
        }
    }
}

/// As somebody without one does it.
async fn set_by_keys(b: &Browser, control: &Control, value: &str) {
    let name = named(control);
    match control.kind {
        Kind::Few | Kind::Pick | Kind::Many => {
            b.tab_to(&name).await;
            let places = control.choices.len();
            for _ in 0..places {
                let script = "const at = document.activeElement;
                    return at.value === arguments[0] && (at.tagName === 'SELECT' || at.checked)";
                if b.ask(script, vec![value.into()]).await == serde_json::Value::Bool(true) {
                    return;
                }
                b.press(Key::Down).await;
            }
            // A list does not go round as radio buttons do.
            for _ in 0..places {
                b.press(Key::Up).await;
                let script = "return document.activeElement.value === arguments[0]";
                if b.ask(script, vec![value.into()]).await == serde_json::Value::Bool(true) {
                    return;
                }
            }
            panic!("{name} never becomes {value}");
        }
        Kind::Switch => {
            b.tab_to(&name).await;
            b.press_char(' ').await;
        }
        Kind::Cells => {
            b.tab_to_what(&cell(control, value)).await;
            b.press(Key::Enter).await;
        }
        Kind::Steps => {
            if !control.usual.is_empty() {
                b.tab_to(&format!(".set button[name='{}'][value='0']", control.key)).await;
                b.press(Key::Enter).await;
            }
            for step in value.chars() {
                b.tab_to(&format!(".set button[name='{}'][value='{step}']", control.key)).await;
                b.press(Key::Enter).await;
            }
        }
        Kind::Line | Kind::Text => {
            b.tab_to(&name).await;
            b.press_with(Key::Control, 'a').await;
            if value.is_empty() { b.press(Key::Delete).await } else { b.type_text(value).await }
        }
    }
}

async fn see_reached(b: &Browser, lab: &Lab, goal: &Goal) {
    let script = "const line = words(document.querySelector('.goal'));
        return line.startsWith('✓ Goal') || line";
    b.see_that(&format!("{}: {} reached", lab.id, goal.says), script, vec![]).await;
}

/// Reaches every goal of every lab.
async fn reach_all(b: &Browser, by: impl AsyncFn(&Browser, &Control, &str)) {
    for lab in lab::labs() {
        for (place, goal) in lab.goals.iter().enumerate() {
            b.open(&format!("{}?goal={}", address(lab), place + 1)).await;
            if !goal.show.is_empty() {
                let line = b.ask_text("return words(document.querySelector('.goal'))").await;
                assert!(line.starts_with("Goal "), "{}: {line}", lab.id);
            }
            for (control, value) in steps(lab, &goal.show) {
                by(b, control, value).await;
            }
            see_reached(b, lab, goal).await;
        }
    }
}

#[test]
fn every_goal_is_reached_with_the_mouse() {
    browse(DESKTOP, async |b| reach_all(b, set_by_mouse).await);
}

#[test]
fn every_goal_is_reached_with_keys_alone() {
    browse(DESKTOP, async |b| reach_all(b, set_by_keys).await);
}

#[test]
fn show_me_solves_every_goal_and_can_be_shared() {
    browse(PHONE, async |b| {
        b.open("/").await;
        b.click_link("Labs").await;
        b.see_address("/labs/").await;
        for lab in lab::labs() {
            b.open(&address(lab)).await;
            b.see_h1(lab.title).await;
            for (place, goal) in lab.goals.iter().enumerate() {
                if b.ask_text("return words(document.querySelector('.goal'))").await.starts_with("Goal ") {
                    b.click_link("Show me").await;
                }
                see_reached(b, lab, goal).await;
                let answer = b.ask_text("return words(document.querySelector('#answer'))").await;
                b.reload().await;
                assert_eq!(b.ask_text("return words(document.querySelector('#answer'))").await, answer);
                if place + 1 < lab.goals.len() {
                    b.click_link("Next goal").await;
                }
            }
        }
    });
}

/// The codes of a lab are answers in the page, not only in the core: goals are above, here are the scenes.
#[test]
fn every_scene_answers_as_the_core_says() {
    browse(DESKTOP, async |b| {
        for lab in lab::labs().iter().filter(|lab| lab.presets.len() > 1) {
            b.open(&address(lab)).await;
            for preset in &lab.presets {
                b.click_link(preset.name).await;
                let scene = Bench::of(lab).arranged(&preset.set).run();
                let status = if scene.status > 0 { scene.status.to_string() } else { String::new() };
                let script = "const answer = document.querySelector('#answer');
                    const number = answer.querySelector('.num');
                    return words(answer).includes(arguments[0])
                        && (number ? words(number) : '') === arguments[1] || words(answer)";
                let with = vec![scene.head.into(), status.into()];
                b.see_that(&format!("{}, {}", lab.id, preset.name), script, with).await;
                // The reader stays where they are.
                b.see_focus_on(".presets a").await;
            }
            b.see_quiet_console().await;
        }
    });
}

#[test]
fn send_leads_to_the_answer_and_its_check() {
    browse(PHONE, async |b| {
        b.open("/labs/validate/").await;
        b.tab_to("button[name=send]").await;
        b.press(Key::Enter).await;
        b.see_focus_on("#answer").await;
        let script = "const { top, bottom } = document.querySelector('#answer').getBoundingClientRect();
            return top > -1 && bottom < innerHeight + 1 || [top, bottom].join()";
        b.see_that("the answer in sight", script, vec![]).await;
        assert_eq!(b.ask_list("return all('.looked .decides').map(words)").await.len(), 1);
        b.click_first(".looked .decides a[href*='decide/respond']").await;
        b.see_text("Answer with").await;
        b.back().await;
        b.see_h1("Unreadable, or nonsense?").await;
    });
}

#[test]
fn mistakes_in_the_text_are_marked() {
    browse(DESKTOP, async |b| {
        b.open("/labs/validate/").await;
        b.click_link("A wrong bracket").await;
        assert_eq!(b.marks().await, ["]"]);
        b.click_link("An age below zero").await;
        assert_eq!(b.marks().await, ["-5"]);
    });
}

#[test]
fn anything_can_be_typed_and_a_megabyte_does_not_stall() {
    browse(DESKTOP, async |b| {
        b.open("/labs/validate/?limit=huge&nonsense=1&goal=99").await;
        b.see_text("limit=huge").await;
        for odd in [
            "no colon here",
            "A: 1\n\nB: 2",
            "Content-Length: 7",
            "Host: two\nHost: three",
            "\u{7f}\u{1}: \u{202e}x",
            "😀: 1",
        ] {
            set_by_mouse(
                b,
                lab::lab("validate").unwrap().controls.iter().find(|one| one.key == "fields").unwrap(),
                odd,
            )
            .await;
            let script = "return words(document.querySelector('#answer')).startsWith('The server answers 4')
                || words(document.querySelector('#answer'))";
            b.see_that(&format!("an answer to {odd:?}"), script, vec![]).await;
        }
        // From the text being there to the answer being there.
        let script = "const field = document.querySelector('[name=body]');
            document.querySelector('[name=fields]').value = '';
            document.querySelector('[name=fields]').dispatchEvent(new Event('input', { bubbles: true }));
            await new Promise(requestAnimationFrame);
            const times = [];
            // Load only adds: the best run counts, and it may take some until the machine has time.
            for (let run = 0; run < 40 && !times.some(time => time < 100); run++) {
                await new Promise(done => setTimeout(done, 300));
                const end = [']', '', '1]'][run % 3];
                field.value = '[' + '0,'.repeat(499_000) + '0' + end;
                // The browser lays the text out by itself; that is not ours.
                field.getBoundingClientRect();
                const start = performance.now();
                const answered = new Promise(done => new MutationObserver(done)
                    .observe(document.querySelector('.bench'), { subtree: true, childList: true, characterData: true }));
                field.dispatchEvent(new Event('input', { bubbles: true }));
                await answered;
                times.push(performance.now() - start);
            }
            return times.map(time => Math.round(time))";
        let times = b.ask_later(script, vec![]).await;
        let times: Vec<u64> = times.as_array().unwrap().iter().filter_map(serde_json::Value::as_u64).collect();
        println!("a megabyte of JSON: {times:?} ms from the event to the answer");
        // Load on the machine only adds.
        assert!(times.iter().min().is_some_and(|least| *least < 100), "{times:?} ms");
        b.see_text("A text this long stays on this page").await;
        b.see_quiet_console().await;
    });
}

#[test]
fn no_lab_scrolls_sideways_or_hurts_accessibility() {
    for size in [NARROW, Size { width: 853, height: 480 }] {
        browse(size, async |b| {
            for lab in lab::labs() {
                b.open(&address(lab)).await;
                b.no_sideways_scroll().await;
                b.axe().await;
            }
        });
    }
}
