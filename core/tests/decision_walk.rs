//! A walk stays valid whatever is done to it, and any link leads somewhere.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use proptest::prelude::*;
use statuscope_core::decision::{self, Now, Remaining, Stop, Tree, Walk, trees};

#[derive(Debug, Clone)]
enum Act {
    Answer(u8),
    Back,
    Jump(usize),
    Change(usize, u8),
}

fn act() -> impl Strategy<Value = Act> {
    // Letters, and places among the answers, so that most acts do something.
    let key = prop_oneof![any::<u8>(), b'a'..=b'z', 0u8..9];
    prop_oneof![
        4 => key.clone().prop_map(Act::Answer),
        1 => Just(Act::Back),
        1 => (0usize..14).prop_map(Act::Jump),
        2 => (0usize..14, key).prop_map(|(step, key)| Act::Change(step, key)),
    ]
}

/// A number below 9 stands for the answer at that place.
fn key(walk: &Walk, step: Option<usize>, key: u8) -> u8 {
    let ask = match step {
        Some(step) => walk.answered().get(step).map(|answered| answered.step.ask),
        None => walk.question(),
    };
    let answers = ask.map(|ask| walk.tree().asks[usize::from(ask)].answers.as_slice()).unwrap_or_default();
    answers.get(usize::from(key)).map_or(key, |answer| answer.key)
}

/// Whether each answer belongs to the question to which the ones before it lead.
fn assert_valid(walk: &Walk) {
    let mut place = 0;
    for answered in walk.answered() {
        assert_eq!(answered.step.ask, place);
        assert_eq!(walk.tree().step(answered.step).map(|(_, answer)| answer), Some(answered.answer));
        place = answered.answer.to;
    }
    assert_eq!(walk.answered().len(), walk.len());
    match walk.now() {
        Now::Question(ask) => assert_eq!(ask.id, walk.tree().asks[usize::from(place)].id),
        Now::Result(end) => assert_eq!(end, &walk.tree().ends[usize::from(place) - walk.tree().asks.len()]),
    }
    if walk.result().is_some() {
        assert_eq!(walk.remaining(), Remaining::default());
    }
    for ruled in walk.ruled_out() {
        assert!(walk.result().is_none_or(|end| end.code != ruled.code));
        assert!(ruled.step < walk.len());
    }
}

fn any_tree() -> impl Strategy<Value = &'static Tree> {
    (0..trees().len()).prop_map(|index| &trees()[index])
}

proptest! {
    #[test]
    fn any_acts_leave_a_valid_walk(tree in any_tree(), acts in prop::collection::vec(act(), 0..60)) {
        let mut walk = Walk::start(tree);
        for act in acts {
            let before = walk.len();
            walk = match act {
                Act::Answer(given) => {
                    let key = key(&walk, None, given);
                    walk.answer(key)
                }
                Act::Back => walk.back(),
                Act::Jump(step) => walk.jump(step),
                Act::Change(step, given) => {
                    let key = key(&walk, Some(step), given);
                    let changed = walk.clone().change(step, key);
                    let later = before.saturating_sub(step + 1);
                    prop_assert_eq!(changed.kept + changed.lost.len() + changed.waiting.len(), later);
                    changed.walk
                }
            };
            assert_valid(&walk);
            let decoded = Walk::decode(&walk.encode());
            prop_assert_eq!(decoded.stopped, None);
            prop_assert_eq!(decoded.walk, walk.clone());
        }
    }

    #[test]
    fn any_text_leads_somewhere(text in "\\PC{0,200}") {
        assert_valid(&Walk::decode(&text).walk);
    }

    #[test]
    fn any_text_like_a_link_leads_as_far_as_it_can(
        tree in any_tree(),
        parts in prop::collection::vec(("[a-z0-9-]{0,6}|now|clash|b13|wanted|stand", "|\\.|\\.[a-z]|\\.[a-zé]{2}"), 0..8),
    ) {
        let path: Vec<String> = parts.iter().map(|(id, key)| format!("{id}{key}")).collect();
        let decoded = Walk::follow(tree, &path.join("~"));
        assert_valid(&decoded.walk);
        if let Some(stopped) = &decoded.stopped {
            prop_assert!(path.contains(&stopped.part));
        }
        // What was understood stays understood.
        prop_assert_eq!(Walk::decode(&decoded.walk.encode()).walk, decoded.walk);
    }

    #[test]
    fn links_hold_only_what_an_address_holds(tree in any_tree(), keys in prop::collection::vec(0u8..9, 0..60)) {
        let walk = keys.iter().fold(Walk::start(tree), |walk, place| {
            let key = key(&walk, None, *place);
            walk.answer(key)
        });
        let link = walk.encode();
        prop_assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.~".contains(&byte)), "{}", link);
        prop_assert!(link.len() <= 160, "{}", link);
    }

    #[test]
    fn every_walk_ends_within_its_bounds(tree in any_tree(), keys in prop::collection::vec(0u8..9, 60)) {
        let mut walk = Walk::start(tree);
        for place in keys {
            let Remaining { least, most } = walk.remaining();
            if walk.result().is_some() {
                break;
            }
            prop_assert!(least <= most);
            let ask = walk.question().unwrap();
            let answers = &tree.asks[usize::from(ask)].answers;
            walk = walk.answer(answers[usize::from(place) % answers.len()].key);
            let after = walk.remaining();
            if walk.result().is_none() {
                prop_assert!(after.most < most && after.least + 1 >= least);
            } else {
                prop_assert_eq!(least, 0);
            }
        }
        prop_assert!(walk.result().is_some());
    }
}

fn respond() -> &'static Tree {
    decision::tree("respond").unwrap()
}

#[test]
fn counts_what_is_left() {
    assert_eq!(Walk::start(respond()).remaining(), Remaining { least: 0, most: 11 });
    let walk = Walk::follow(respond(), "clash").walk;
    assert_eq!((walk.len() + 1, walk.remaining().most), (10, 2));
}

#[test]
fn rules_out_as_the_answers_go() {
    let walk = Walk::follow(respond(), "clash").walk;
    let codes: Vec<u16> = walk.ruled_out().iter().map(|ruled| ruled.code).collect();
    let expected = [
        503, 429, 505, 421, 426, 101, 408, 425, 100, 417, 405, 501, 414, 431, 413, 411, 401, 403, 451, 415, 400, 406,
        404, 410, 308, 301, 307, 302, 412, 304, 428,
    ];
    assert_eq!(codes, expected);
    let limit = walk.ruled_out()[1];
    assert_eq!((limit.step, limit.instead.label, limit.end.code), (0, "They are over their limit", 429));
    // 404 is out only when neither hiding nor missing is left.
    let missing = walk.ruled_out().into_iter().find(|ruled| ruled.code == 404).unwrap();
    assert_eq!(walk.answered()[missing.step].ask.id, "there");
}

#[test]
fn a_change_keeps_what_still_fits() {
    let walk = Walk::decode("upstream~stand.l~log.c~log-refused.x").walk;
    let changed = walk.clone().change(1, b't');
    assert_eq!(changed.walk.encode(), "upstream~stand.l~log.t");
    assert_eq!(changed.lost.iter().map(|lost| lost.ask.id).collect::<Vec<_>>(), ["log-refused"]);
    // The same answer again loses nothing.
    assert_eq!(walk.clone().change(1, b'c').walk, walk);
    assert_eq!(walk.clone().change(1, b'?').kept, 0);

    let walk = Walk::decode("respond~clash.y").walk;
    let changed = walk.clone().change(0, b'l');
    assert_eq!((changed.walk.result().unwrap().code, changed.lost.len()), (429, 9));
    let changed = walk.change(4, b'y');
    assert_eq!((changed.kept, changed.lost.len()), (5, 0));
}

#[test]
fn answers_wait_for_the_question_before_them() {
    let walk = Walk::decode("webmachine~b3.y").walk;
    let step = walk.answered().iter().position(|answered| answered.ask.id == "b9").unwrap();
    let changed = walk.clone().change(step, b'y');
    assert_eq!(changed.walk.encode(), "webmachine~b9.y");
    assert!(changed.lost.is_empty());
    let resumed = changed.walk.answer(b'y').retrace(&changed.waiting);
    assert_eq!(resumed.walk.encode(), "webmachine~b9.y~b3.y");
    assert!(resumed.lost.is_empty() && resumed.waiting.is_empty());
}

#[test]
fn links_are_short_and_say_where_they_break() {
    for (link, kept, stop) in [
        ("respond", "respond", None),
        ("respond~clash", "respond~clash", None),
        ("respond~~clash.y~", "respond~clash.y", None),
        ("nonsense~clash.y", "respond", Some(None)),
        ("", "respond", Some(None)),
        ("respond~retired-question.y", "respond", Some(Some(Stop::UnknownQuestion))),
        ("respond~who.y~vanished.y", "respond~may", Some(Some(Stop::UnknownQuestion))),
        ("respond~clash.z", "respond~clash", Some(Some(Stop::UnknownAnswer))),
        ("respond~clash.yy", "respond", Some(Some(Stop::Malformed))),
        ("respond~moved.k", "respond", Some(Some(Stop::Unreachable))),
        ("respond~clash.y~sense.v", "respond~clash.y", Some(Some(Stop::Over))),
        ("success~say.y", "success", Some(Some(Stop::Unreachable))),
    ] {
        let decoded = Walk::decode(link);
        assert_eq!(decoded.walk.encode(), kept, "{link:?}");
        assert_eq!(decoded.stopped.as_ref().map(|stopped| stopped.stop), stop, "{link:?}");
        if let Some(stopped) = decoded.stopped {
            assert!(stopped.says().ends_with('.'));
        }
    }
}

/// A tree with a question more in the middle, as a later version might have.
fn with_a_new_question() -> &'static Tree {
    let mut tree = respond().clone();
    let at = tree.index("accept").unwrap();
    // Make room: everything from there on moves by one.
    for ask in &mut tree.asks {
        for answer in &mut ask.answers {
            answer.to += u16::from(answer.to >= at);
        }
    }
    let mut new = tree.asks[usize::from(at)].clone();
    (new.id, new.question) = ("new", "Is the moon full?");
    new.onward = Some(0);
    new.answers[0].to = at + 1;
    for ask in &mut tree.asks {
        for answer in &mut ask.answers {
            if answer.to == at + 1 {
                answer.to = at;
            }
        }
    }
    tree.asks.insert(usize::from(at), new);
    Box::leak(Box::new(tree))
}

#[test]
fn a_link_survives_a_question_that_is_added() {
    let newer = with_a_new_question();
    for (path, code) in [("clash.y", 409), ("who.n", 401), ("there.m~moved.k", 308), ("conditions.n~false.o", 412)] {
        let decoded = Walk::follow(newer, path);
        assert_eq!(decoded.stopped, None, "{path}");
        assert_eq!(decoded.walk.result().unwrap().code, code, "{path}");
        assert_eq!(decoded.walk.path(), path);
    }
    let walk = Walk::follow(newer, "clash.y").walk;
    assert!(walk.answered().iter().any(|answered| answered.ask.id == "new"));
}
