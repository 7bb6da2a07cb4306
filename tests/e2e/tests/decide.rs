//! Deciding: from a situation or a question to a code, with the mouse and with keys.

use statuscope_core::catalog::entry;
use statuscope_core::decision::{self, At, Now, Tree, Walk, explain, trees, walk_to};
use statuscope_e2e::{Browser, DESKTOP, Key, PHONE, Size, browse};

/// What the heading says where a walk has come to.
fn heading(walk: &Walk) -> String {
    match walk.now() {
        Now::Question(ask) => ask.question.to_owned(),
        Now::Result(end) => format!("{} {}", end.code, entry(end.code).unwrap().name),
    }
}

fn address(walk: &Walk) -> String {
    let (id, path) = (walk.tree().id, walk.path());
    if path.is_empty() { format!("/decide/{id}/") } else { format!("/decide/{id}/?path={path}") }
}

/// Walks to the first, the middle and the last answer of a tree that ends it.
pub(crate) fn three_ends(tree: &'static Tree) -> Vec<Walk> {
    let mut walks = Vec::new();
    for (index, ask) in (0..).zip(&tree.asks) {
        for answer in &ask.answers {
            if matches!(tree.at(answer.to), Some(At::End(_))) {
                walks.push(walk_to(tree, index).answer(answer.key));
            }
        }
    }
    let last = walks.len() - 1;
    assert!(last >= 2, "{}", tree.id);
    vec![walks[0].clone(), walks[last / 2].clone(), walks[last].clone()]
}

/// The place is announced, has the focus and stands in the address.
async fn see_the_place(b: &Browser, walk: &Walk) {
    b.see_h1(&heading(walk)).await;
    b.see_focus_on("h1").await;
    b.see_address(&address(walk)).await;
    match walk.result() {
        Some(_) if walk.len() == 1 => b.see_status("Answered after 1 question").await,
        Some(_) => b.see_status(&format!("Answered after {} questions", walk.len())).await,
        None => b.see_status_with(&format!("Question {}", walk.len() + 1)).await,
    }
}

#[test]
fn every_tree_is_walked_to_three_ends_with_the_mouse() {
    browse(DESKTOP, async |b| {
        for tree in trees() {
            for end in three_ends(tree) {
                b.open("/decide/").await;
                b.click_link(tree.name).await;
                let mut walk = Walk::start(tree);
                see_the_place(b, &walk).await;
                for answered in end.answered() {
                    let number = answered.step.answer + 1;
                    b.click_first(&format!("a.answer:nth-child({number})")).await;
                    walk = walk.answer(answered.answer.key);
                    see_the_place(b, &walk).await;
                }
                assert_eq!(walk, end);
                let code = end.result().unwrap().code;
                b.see_text(&format!("Open the card of {code}")).await;
            }
        }
    });
}

#[test]
fn every_tree_is_walked_to_three_ends_with_keys_alone() {
    browse(DESKTOP, async |b| {
        for tree in trees() {
            for (turn, end) in three_ends(tree).into_iter().enumerate() {
                let mut walk = Walk::start(tree);
                b.open(&address(&walk)).await;
                for answered in end.answered() {
                    // Yes and no by their letters every other time.
                    let digit = char::from(b'1' + answered.step.answer);
                    let letter = char::from(answered.answer.key);
                    b.press_char(if turn == 1 && matches!(letter, 'y' | 'n') { letter } else { digit }).await;
                    walk = walk.answer(answered.answer.key);
                    see_the_place(b, &walk).await;
                }
                assert_eq!(walk, end);
            }
        }
    });
}

#[test]
fn answers_are_reached_with_tab_and_chosen_with_enter() {
    browse(DESKTOP, async |b| {
        b.open("/decide/interview/").await;
        let mut walk = Walk::start(decision::tree("interview").unwrap());
        while let Now::Question(ask) = walk.now() {
            // From the heading, the first stop is the first answer; the first time, from the top.
            for _ in 0..20 {
                b.press(Key::Tab).await;
                if b.focused().await.starts_with("a.answer") {
                    break;
                }
            }
            b.see_focus_ring().await;
            b.press(Key::Enter).await;
            walk = walk.answer(ask.answers[0].key);
            see_the_place(b, &walk).await;
        }
    });
}

#[test]
fn backspace_and_back_return_to_the_question_before() {
    browse(DESKTOP, async |b| {
        b.open("/decide/respond/?path=may.n").await;
        b.see_h1("403 Forbidden").await;
        b.click_first(".trail li:nth-child(5) a").await;
        b.see_h1("Are they allowed to do this?").await;
        b.see_text("Chosen before").await;
        for question in ["Do you know who is asking, as far as you must?", "Is everything of a size you accept?"] {
            let _ = question;
            b.press(Key::Backspace).await;
            b.see_focus_on("h1").await;
        }
        b.see_h1("Is everything of a size you accept?").await;
        b.see_status_with("Change the answer").await;
        // The same answer again leads back to where one was.
        b.press_char('1').await;
        b.see_h1("403 Forbidden").await;
        b.see_address("/decide/respond/?path=may.n").await;
        b.open("/decide/respond/").await;
        b.press(Key::Backspace).await;
        b.see_h1("Which code do I send?").await;
    });
}

/// A walk, one of its steps, and another answer to that which keeps some later answers and not all.
fn a_change() -> (Walk, usize, u8) {
    for tree in trees() {
        for end in three_ends(tree) {
            for (step, answered) in end.answered().into_iter().enumerate() {
                for answer in &answered.ask.answers {
                    let changed = end.clone().change(step, answer.key);
                    if changed.walk != end && changed.kept > 0 && changed.walk.result().is_some() {
                        return (end, step, answer.key);
                    }
                }
            }
        }
    }
    panic!("no tree has such a change");
}

#[test]
fn an_early_answer_is_changed_and_later_ones_are_kept() {
    let (walk, step, key) = a_change();
    let changed = walk.clone().change(step, key);
    browse(DESKTOP, async |b| {
        b.open(&address(&walk)).await;
        b.click_first(&format!(".trail li:nth-child({}) a", step + 1)).await;
        b.see_h1(&heading(&walk.clone().jump(step))).await;
        b.see_focus_on("h1").await;
        b.see_status_with("Change the answer: later ones are kept where they fit.").await;
        b.see(".answer.before").await;
        let ask = walk.answered()[step].ask;
        let number = ask.answers.iter().position(|answer| answer.key == key).unwrap() + 1;
        b.click_first(&format!("a.answer:nth-child({number})")).await;
        b.see_h1(&heading(&changed.walk)).await;
        let kept = format!("Later answers kept: {}.", changed.kept);
        b.see_status_with(&kept).await;
        for lost in &changed.lost {
            b.see_status_with(&format!("{} {}", lost.ask.short, lost.answer.label)).await;
        }
        // What was announced is part of the address, so it survives.
        b.reload().await;
        b.see_status_with(&kept).await;
        b.back().await;
        b.see_status_with("Change the answer").await;
        b.back().await;
        see_the_place_without_focus(b, &walk).await;
    });
}

async fn see_the_place_without_focus(b: &Browser, walk: &Walk) {
    b.see_h1(&heading(walk)).await;
    b.see_address(&address(walk)).await;
}

#[test]
fn answers_that_wait_come_back_after_a_question_in_between() {
    let tree = decision::tree("respond").unwrap();
    let walk = Walk::follow(tree, "clash.y").walk;
    browse(DESKTOP, async |b| {
        b.open(&address(&walk)).await;
        // The first question anew, and then the same answer.
        b.click_first(".trail li:first-child a").await;
        b.see_h1(&heading(&Walk::start(tree))).await;
        b.press_char('y').await;
        see_the_place(b, &walk).await;
    });
}

#[test]
fn a_shared_link_shows_the_same_place() {
    browse(PHONE, async |b| {
        for tree in trees() {
            let walk = three_ends(tree).remove(1);
            b.open(&address(&walk)).await;
            see_the_place_without_focus(b, &walk).await;
            let trail = b.ask_list("return all('.trail li').map(words)").await;
            assert_eq!(trail.len(), walk.len() + 1);
            b.reload().await;
            assert_eq!(b.ask_list("return all('.trail li').map(words)").await, trail);
            // As the core writes it, in one part.
            b.open(&format!("/decide/{}/", walk.encode())).await;
            b.see_h1(&heading(&walk)).await;
        }
    });
}

#[test]
fn situations_are_found_and_opened() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.click_link("Decide").await;
        b.see_h1("Which code do I send?").await;
        assert_eq!(b.hits().await.len(), decision::presets().len());
        b.press_char('/').await;
        b.see_focus_on("input[type=search]").await;
        b.type_into_search("duplicate e-mail").await;
        b.see_address("/decide/?q=duplicate+e-mail").await;
        b.see_status_with("1 situation").await;
        assert!(!b.marks().await.is_empty());
        b.press(Key::Down).await;
        b.see_focus_on("a.entry").await;
        b.press(Key::Up).await;
        b.see_focus_on("input[type=search]").await;
        b.press(Key::Enter).await;
        b.see_h1("409 Conflict").await;
        b.see_focus_on("h1").await;
        b.see_text("Respond: Duplicate e-mail").await;
        b.back().await;
        b.see_search_text("duplicate e-mail").await;
        b.press_char('/').await;
        b.press(Key::Escape).await;
        b.see_address("/decide/").await;
        b.type_into_search("zzzzqq").await;
        b.see_status_with("0 situations").await;
        b.see_text("Webmachine").await;
    });
}

#[test]
fn every_situation_leads_where_its_answers_lead() {
    browse(DESKTOP, async |b| {
        b.open("/decide/").await;
        let shown = b.ask_list("return all('a.entry').map(a => a.getAttribute('href'))").await;
        let expected: Vec<String> = decision::search("").found.iter().map(|found| address(&found.walk)).collect();
        assert_eq!(shown, expected);
    });
}

#[test]
fn the_explanation_is_copied() {
    browse(DESKTOP, async |b| {
        let walk = Walk::decode("client-error~wrong.s~status.c").walk;
        b.open(&address(&walk)).await;
        b.click_button("Explain, as Markdown").await;
        b.see_text("Copied").await;
        assert_eq!(b.clipboard().await, explain(&walk));
    });
}

#[test]
fn a_result_says_how_to_send_it_and_why_not_others() {
    browse(DESKTOP, async |b| {
        b.open("/decide/respond/?path=who.n").await;
        b.see_h1("401 Unauthorized").await;
        for text in
            ["Answer with", "Send it like this", "HTTP/1.1 401 Unauthorized", "MUST WWW-Authenticate", "Why not its"]
        {
            b.see_text(text).await;
        }
        b.click_link("Open the card of 401").await;
        b.see_address("/401/").await;
        b.back().await;
        b.see_h1("401 Unauthorized").await;
        b.click_first(".pairs span a:not(.src)").await;
        b.see_focus_on("h1").await;
        let h1 = b.h1().await;
        assert_ne!(h1, "401 Unauthorized");
    });
}

#[test]
fn ruled_out_codes_open_their_reason() {
    browse(DESKTOP, async |b| {
        b.open("/decide/respond/?path=may").await;
        b.click_summary("405").await;
        b.see_text("405 Method Not Allowed: if the answer to “Method?” were “Not on this resource”.").await;
        b.see("details[open] p").await;
    });
}

#[test]
fn a_card_says_how_one_gets_there() {
    browse(DESKTOP, async |b| {
        b.open("/409/").await;
        b.see_text("How does one get here?").await;
        b.click_link("Respond: Yes, it clashes").await;
        b.see_h1("409 Conflict").await;
        b.see_text("Answered after 10 questions").await;
        for never in decision::unchosen() {
            b.open(&format!("/{}/", never.code)).await;
            b.see_text("How does one get here?").await;
        }
    });
}

#[test]
fn wrong_links_say_what_is_wrong_and_lead_somewhere() {
    browse(DESKTOP, async |b| {
        for (path, h1, says) in [
            ("/decide/nonsense/", "There is no such tree", "There is no tree “nonsense”"),
            ("/decide/nonsense/tree/?path=a.b", "There is no such tree", "There is no tree “nonsense”"),
            ("/decide/respond/?path=may.n~who.n", "403 Forbidden", "It stopped at who.n."),
            ("/decide/respond/?path=nothing.y", "Can the server take this request now?", "It stopped at nothing.y."),
            ("/decide/respond/?path=may.q", "Are they allowed to do this?", "It stopped at may.q."),
            ("/decide/respond/?path=%00%zz..~", "Can the server take this request now?", "fits only in part"),
            ("/decide/respond/tree/?path=may.q", "The whole tree: Respond", "It stopped at may.q."),
            (
                "/decide/respond/?x=1",
                "Can the server take this request now?",
                "Left out, because it means nothing here",
            ),
            ("/decide/respond/more/", "There is no such page", "decide/respond/more"),
        ] {
            b.open(path).await;
            b.see_h1(h1).await;
            b.see_text(says).await;
            b.axe().await;
        }
        let long = "now.y~".repeat(900);
        b.open(&format!("/decide/respond/?path={long}")).await;
        b.see_text("fits only in part").await;
        b.no_sideways_scroll().await;
    });
}

#[test]
fn backspace_leaves_a_result_for_the_last_question() {
    let tree = decision::tree("respond").unwrap();
    let walk = Walk::follow(tree, "clash.y").walk;
    browse(DESKTOP, async |b| {
        b.open(&address(&walk)).await;
        b.press(Key::Backspace).await;
        b.see_h1(&heading(&walk.clone().jump(walk.len() - 1))).await;
        b.see_focus_on("h1").await;
    });
}

#[test]
fn the_answers_are_in_sight_on_a_projector() {
    browse(Size { width: 853, height: 480 }, async |b| {
        b.open("/decide/respond/").await;
        let script = "const { bottom } = document.querySelector('a.answer:nth-child(2)').getBoundingClientRect();
            return bottom < innerHeight || bottom";
        b.see_that("two answers in sight", script, vec![]).await;
        b.open("/decide/").await;
        let script = "const { bottom } = document.querySelector('input[type=search]').getBoundingClientRect();
            return bottom < innerHeight || bottom";
        b.see_that("the search in sight", script, vec![]).await;
    });
}
