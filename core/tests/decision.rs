//! Every tree is proven right: acyclic, complete, connected, and equal to what it was taken from.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use statuscope_core::catalog::{dataset, entry};
use statuscope_core::decision::{
    self, At, Now, Tree, Walk, explain, never, paths_to, presets, search, trees, unchosen, walk_to, why_not,
};
use statuscope_core::model::Registration;
use statuscope_core::prose::{Span, spans};
use statuscope_core::reference;
use std::collections::{BTreeMap, BTreeSet};

const SITUATIONS: &str = include_str!("../../tests/fixtures/situations.tsv");
const SECTIONS: &str = include_str!("../../tests/fixtures/rfc-sections.txt");
const WEBMACHINE: &str = include_str!("../../tests/fixtures/webmachine.json");

/// The questions to each place at most, in the order of the tree.
fn longest(tree: &Tree) -> usize {
    let mut longest = vec![0; tree.asks.len()];
    for (index, ask) in tree.asks.iter().enumerate().rev() {
        let after = ask.answers.iter().map(|answer| longest.get(usize::from(answer.to)).copied().unwrap_or(0));
        longest[index] = after.max().unwrap() + 1;
    }
    longest[0]
}

#[test]
fn the_trees_are_those_that_are_promised() {
    let ids: Vec<&str> = trees().iter().map(|tree| tree.id).collect();
    assert_eq!(ids, ["respond", "interview", "success", "redirect", "client-error", "upstream", "webmachine"]);
}

#[test]
fn every_tree_is_acyclic_and_every_answer_leads_somewhere() {
    for tree in trees() {
        for (index, ask) in tree.asks.iter().enumerate() {
            assert!(ask.answers.len() >= 2, "{} {}", tree.id, ask.id);
            for answer in &ask.answers {
                let to = usize::from(answer.to);
                assert!(to > index, "{} {} leads back", tree.id, ask.id);
                assert!(to < tree.asks.len() + tree.ends.len(), "{} {} leads nowhere", tree.id, ask.id);
            }
            if let Some(onward) = ask.onward {
                assert!(usize::from(ask.answers[usize::from(onward)].to) < tree.asks.len(), "{} {}", tree.id, ask.id);
            }
        }
    }
}

#[test]
fn every_tree_has_one_root_and_all_of_it_is_reached() {
    for tree in trees() {
        let reached: BTreeSet<usize> =
            tree.asks.iter().flat_map(|ask| &ask.answers).map(|answer| usize::from(answer.to)).collect();
        // Forward only, so whatever has a question before it is reached from the root.
        assert_eq!(reached, (1..tree.asks.len() + tree.ends.len()).collect(), "{}", tree.id);
    }
}

#[test]
fn every_end_has_a_card_that_may_be_used() {
    for tree in trees() {
        for end in &tree.ends {
            let card = entry(end.code).unwrap_or_else(|| panic!("{} {} has no card", tree.id, end.code));
            assert_eq!(card.registration, Registration::Registered, "{} {}", tree.id, end.code);
            assert!((1..=3).contains(&end.not.len()), "{} {}", tree.id, end.code);
            for not in &end.not {
                assert!(not.code != end.code && entry(not.code).is_some(), "{} {}", tree.id, end.code);
                let clause = not.why;
                assert!(clause.ends_with('.') && clause.matches(". ").count() == 0, "one sentence: {clause}");
                // In an explanation it follows "since", and begins small.
                let first = clause.split(' ').next().unwrap();
                assert!(
                    !["Apache", "Caddy", "Envoy", "Squid", "Varnish", "Webmachine", "I"].contains(&first),
                    "{clause}"
                );
            }
        }
    }
}

#[test]
fn questions_are_asked_once_and_names_are_unique() {
    let mut questions = BTreeSet::new();
    for tree in trees() {
        let mut ids = BTreeSet::new();
        for ask in &tree.asks {
            assert!(questions.insert(ask.question), "{:?} is asked twice", ask.question);
            assert!(ids.insert(ask.id), "{} {}", tree.id, ask.id);
            let keys: BTreeSet<u8> = ask.answers.iter().map(|answer| answer.key).collect();
            assert_eq!(keys.len(), ask.answers.len(), "{} {}", tree.id, ask.id);
        }
    }
}

#[test]
fn everyday_trees_ask_at_most_twelve_questions() {
    for tree in trees() {
        let most = Walk::start(tree).remaining().most + 1;
        assert_eq!(most, longest(tree));
        assert_eq!(tree.everyday, most <= 12, "{}: {most}", tree.id);
    }
    assert_eq!(longest(decision::tree("respond").unwrap()), 12);
}

#[test]
fn every_registered_code_is_reached_or_has_a_reason_but_not_both() {
    let reached: BTreeSet<u16> = trees().iter().flat_map(|tree| &tree.ends).map(|end| end.code).collect();
    for entry in dataset().entries.iter().filter(|entry| entry.is_in_registry()) {
        let (is_reached, is_listed) = (reached.contains(&entry.code), never(entry.code).is_some());
        assert!(is_reached != is_listed, "{}: reached {is_reached}, listed {is_listed}", entry.code);
        assert_eq!(paths_to(entry.code).is_empty(), is_listed, "{}", entry.code);
    }
    assert_eq!(reached.len() + unchosen().len(), 64);
}

#[test]
fn rules_have_their_source() {
    for tree in trees() {
        for ask in &tree.asks {
            assert!(ask.sources.iter().all(|source| !reference::resolve(source).label.is_empty()));
        }
        for end in tree.ends.iter() {
            let sourced = spans(end.reason).any(|span| matches!(span, Span::Source(_)));
            assert!(sourced, "{} {} has no source", tree.id, end.code);
        }
    }
    for id in ["method", "conditions", "false"] {
        let tree = decision::tree("respond").unwrap();
        assert!(!tree.asks[usize::from(tree.index(id).unwrap())].sources.is_empty(), "{id}");
    }
}

#[test]
fn every_section_that_is_cited_exists() {
    let sections: BTreeSet<&str> = SECTIONS.lines().collect();
    let in_prose =
        |text: &'static str| spans(text).filter_map(|span| if let Span::Source(it) = span { Some(it) } else { None });
    let mut cited: BTreeSet<&str> = BTreeSet::new();
    for tree in trees() {
        cited.extend(in_prose(tree.says));
        for ask in &tree.asks {
            cited.extend(in_prose(ask.help).chain(in_prose(ask.note)).chain(ask.sources.iter().copied()));
        }
        cited.extend(tree.ends.iter().flat_map(|end| in_prose(end.reason)));
    }
    cited.extend(unchosen().iter().flat_map(|never| in_prose(never.why)));
    cited.extend(SITUATIONS.lines().filter_map(|line| line.split('\t').nth(4)));
    assert!(cited.len() > 50);
    for section in cited.iter().filter_map(|source| source.strip_prefix("RFC ")) {
        assert!(sections.contains(section), "RFC {section}");
    }
}

#[test]
fn respond_checks_in_the_agreed_order() {
    let tree = decision::tree("respond").unwrap();
    let mut walk = Walk::start(tree);
    let mut order = Vec::new();
    while let Some(ask) = walk.question() {
        let ask = &tree.asks[usize::from(ask)];
        order.push(ask.id);
        let Some(onward) = ask.onward else { break };
        walk = walk.answer(ask.answers[usize::from(onward)].key);
    }
    let expected =
        ["now", "method", "size", "who", "may", "content", "accept", "there", "conditions", "clash", "sense", "done"];
    assert_eq!(order, expected);
}

#[test]
fn preconditions_are_weighed_in_the_order_of_the_rfc() {
    let tree = decision::tree("respond").unwrap();
    let ask = &tree.asks[usize::from(tree.index("false").unwrap())];
    let seen: Vec<(&str, u16)> = ask
        .answers
        .iter()
        .map(|answer| match tree.at(answer.to) {
            Some(At::End(end)) => (answer.label, end.code),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [
        ("If-Match", 412),
        ("If-Unmodified-Since", 412),
        ("If-None-Match, on GET or HEAD", 304),
        ("If-None-Match, on another method", 412),
        ("If-Modified-Since", 304),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn the_interview_keeps_the_order_of_the_tutorial_and_comments_every_step() {
    let tree = decision::tree("interview").unwrap();
    let mut order: Vec<(&str, Vec<u16>)> = Vec::new();
    for ask in &tree.asks {
        assert!(spans(ask.note).any(|span| matches!(span, Span::Source(_))), "{} has no sourced note", ask.id);
        let ends = ask.answers.iter().filter_map(|answer| match tree.at(answer.to) {
            Some(At::End(end)) => Some(end.code),
            _ => None,
        });
        order.push((ask.question, ends.collect()));
    }
    let expected = [
        ("Is the request syntactically valid?", vec![400]),
        ("Is the user authenticated?", vec![401]),
        ("Does the user have permission?", vec![403]),
        ("Does the resource exist?", vec![404, 410]),
        ("Is there a method or state conflict?", vec![405, 409]),
        ("Does it pass business validation?", vec![422]),
        ("Is the server rate limiting?", vec![429]),
        ("Was a new resource created?", vec![201]),
        ("Is there a response body?", vec![200, 204]),
    ];
    assert_eq!(order, expected);
}

#[test]
fn webmachine_has_every_node_and_edge_of_the_diagram() {
    let diagram: serde_json::Value = serde_json::from_str(WEBMACHINE).unwrap();
    let tree = decision::tree("webmachine").unwrap();
    assert_eq!(tree.asks[0].label, diagram["start"].as_str().unwrap());
    let nodes = diagram["nodes"].as_array().unwrap();
    assert_eq!((nodes.len(), tree.asks.len()), (58, 58));
    let by_label: BTreeMap<&str, _> = tree.asks.iter().map(|ask| (ask.label, ask)).collect();
    for node in nodes {
        let label = node["node"].as_str().unwrap();
        let ask = by_label.get(label).unwrap_or_else(|| panic!("{label} is missing"));
        for (key, edge) in [(b'y', "yes"), (b'n', "no")] {
            // "405 + Allow", "F6 (406 if no charset fits)": the target is the first word.
            let target = node[edge].as_str().unwrap().split(' ').next().unwrap();
            let answer = ask.answers.iter().find(|answer| answer.key == key).unwrap();
            let leads = match tree.at(answer.to).unwrap() {
                At::Ask(next) => next.label.to_owned(),
                At::End(end) => end.code.to_string(),
            };
            assert_eq!(leads, target, "{label}, {edge}");
        }
    }
    let statuses: BTreeSet<u16> = tree.ends.iter().map(|end| end.code).collect();
    let expected = diagram["statuses"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().parse().unwrap());
    assert_eq!(statuses, expected.collect());
}

#[test]
fn situations_lead_to_their_code() {
    let mut mistakes = BTreeSet::new();
    let mut count = 0;
    for line in SITUATIONS.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [situation, tree, answers, code, source, ..] = cells[..] else { panic!("{line}") };
        let tree = decision::tree(tree).unwrap_or_else(|| panic!("no tree: {line}"));
        let decoded = Walk::follow(tree, answers);
        assert_eq!(decoded.stopped, None, "{situation}");
        assert_eq!(decoded.walk.path(), answers, "{situation}");
        match decoded.walk.now() {
            Now::Result(end) => assert_eq!(end.code.to_string(), code, "{situation}"),
            Now::Question(ask) => panic!("{situation}: still to answer: {}", ask.question),
        }
        let known = dataset().sources.iter().any(|known| known.key == source);
        assert!(known || !reference::resolve(source).title.is_empty(), "{situation}: {source}");
        mistakes.extend(cells.get(5).map(|number| number.parse::<u8>().unwrap()));
        count += 1;
    }
    assert!(count >= 60, "{count} situations");
    assert_eq!(mistakes, (1..=12).collect(), "frequent mistakes");
}

#[test]
fn presets_start_at_their_tree_with_answers() {
    assert!(presets().len() >= 25);
    for preset in presets() {
        let found = decision::preset(preset.id).unwrap();
        assert_eq!((found.walk.tree().id, found.walk.path().as_str()), (preset.tree, preset.answers));
        assert!(!found.walk.is_empty(), "{}", preset.id);
        // Each of them can still be changed.
        for (step, answered) in found.walk.answered().iter().enumerate() {
            let other = answered.ask.answers.iter().find(|other| other.key != answered.answer.key).unwrap();
            let changed = found.walk.clone().change(step, other.key).walk;
            assert_eq!(changed.answered()[step].answer, other);
        }
    }
    assert_eq!(decision::preset("nonsense"), None);
}

#[test]
fn presets_are_found_by_what_people_type() {
    for (typed, expected) in [
        ("duplicate", "duplicate-email"),
        ("email taken", "duplicate-email"),
        ("token expired", "token-expired"),
        ("jwt", "token-expired"),
        ("upload too large", "too-large"),
        ("connection refused", "nginx-refused"),
        ("ngnix", "nginx-refused"),
        ("429", "too-fast"),
        ("rate limit", "too-fast"),
        ("post redirect get", "form-sent"),
        ("async", "long-job"),
        ("wifi", "hotel"),
        ("POST read only", "wrong-method"),
    ] {
        let results = search(typed);
        let first = results.found.first().map(|found| found.preset.id);
        assert_eq!(first, Some(expected), "{typed:?}");
    }
    assert_eq!(search("").found.len(), presets().len());
    assert!(search("zzzzqq").found.is_empty() && !search("zzzzqq").partial);
    assert!(search("token zzzzqq").partial);
}

#[test]
fn every_preset_is_found_by_its_own_words() {
    for preset in presets() {
        for phrase in preset.search.iter().chain([&preset.name]) {
            let found = search(phrase).found;
            assert!(found.iter().any(|found| found.preset.id == preset.id), "{} by {phrase:?}", preset.id);
        }
    }
}

#[test]
fn paths_to_a_code_are_simple_and_end_there() {
    for code in (100..600).filter(|code| entry(*code).is_some()) {
        let mut arrivals = BTreeSet::new();
        for walk in paths_to(code) {
            assert_eq!(walk.result().unwrap().code, code);
            let last = walk.answered().pop().unwrap();
            assert!(arrivals.insert((walk.tree().id, last.step)), "{code} is reached twice by {last:?}");
            assert!(walk.turns().len() <= 8, "{code}: {}", walk.encode());
        }
    }
    for tree in trees() {
        for (index, ask) in tree.asks.iter().enumerate() {
            let walk = walk_to(tree, u16::try_from(index).unwrap());
            assert!(matches!(walk.now(), Now::Question(there) if there.id == ask.id), "{} {}", tree.id, ask.id);
            assert_eq!(Walk::decode(&walk.encode()).walk, walk);
        }
    }
    let respond: Vec<String> = paths_to(409).iter().map(Walk::encode).collect();
    let expected = [
        "respond~clash.y",
        "interview~state.s",
        "client-error~wrong.s~status.c",
        "webmachine~o16.y~o14.y",
        "webmachine~g7.n~i7.y~p3.y",
    ];
    assert_eq!(respond, expected);
    assert!(paths_to(999).is_empty() && paths_to(418).is_empty());
}

#[test]
fn a_result_says_why_not_its_neighbours() {
    let walk = Walk::decode("respond~clash.y").walk;
    let not = why_not(&walk);
    let codes: Vec<u16> = not.iter().map(|not| not.code).collect();
    assert_eq!(codes, [422, 412, 400, 423]);
    assert!(not[3].why.is_empty());
    assert_eq!(not[1].turned.map(|(step, answer)| (step, answer.label)), Some((8, "No, one is false")));
    assert_eq!(not[0].turned.map(|(step, answer)| (step, answer.label)), Some((9, "No, nothing is in the way")));
    assert!(why_not(&walk.back()).is_empty());
}

#[test]
fn explains_itself_as_markdown() {
    let text = explain(&Walk::decode("upstream~stand.l~log.c~log-refused.x").walk);
    let measured = reference::resolve("proxies").label;
    let expected = format!(
        "\
Because

- Where do you stand? **Before the log of a proxy**
- What does the log say? **It could not connect**
- Which proxy could not connect? **nginx, Caddy or Squid**

→ **502 Bad Gateway**: For nginx, Caddy and Squid, no connection is a bad gateway. Start the app, or correct its address. ({measured})

- not **503 Service Unavailable**, since nginx sends that for its own limits only.
- not **504 Gateway Timeout**, since the refusal came at once.
"
    );
    assert_eq!(text, expected);
    let open = explain(&Walk::decode("respond~method").walk);
    assert!(open.contains("Still open: Is the method all right for this resource?"), "{open}");
    for tree in trees() {
        for code in tree.ends.iter().map(|end| end.code) {
            for walk in paths_to(code) {
                let text = explain(&walk);
                assert!(!text.contains('{') || text.contains("`"), "{text}");
                assert!(!text.contains("[RFC") || text.contains("](https://www.rfc-editor.org/"), "{text}");
            }
        }
    }
}
