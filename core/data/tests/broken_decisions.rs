//! Mistakes in trees, presets and unchosen codes are told with file, line, field and what to do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod copy;

use copy::Copy;
use statuscope_data::author::{self, Problem};
use std::path::Path;

const TREE: &str = "trees/respond.toml";
const SUCCESS: &str = "trees/success.toml";

/// Replaces `old` and expects one mistake, in that very line.
#[track_caller]
fn expect(file: &str, old: &str, new: &str, field: &str, message: &str) {
    let copy = Copy::new();
    let line = copy.change(file, old, new);
    assert_eq!(copy.problem(file), (line, field.to_owned(), message.to_owned()));
}

/// The same where one mistake brings others with it; the first in the file is compared.
#[track_caller]
fn expect_among(file: &str, old: &str, new: &str, field: &str, message: &str) {
    let copy = Copy::new();
    copy.change(file, old, new);
    let problems: Vec<Problem> = copy.problems();
    let told = problems.iter().any(|problem| {
        problem.file == Path::new(file) && problem.field == field && problem.message == message && problem.line > 0
    });
    assert!(told, "not among:\n{}", author::report(&problems));
}

#[test]
fn an_answer_leads_to_something() {
    expect_among(
        TREE,
        "to = \"limit\"",
        "to = \"limmit\"",
        "to",
        "\"limmit\" is neither a question nor an end; correct it or add one (`tree.end` for one of another tree)",
    );
    expect_among(
        SUCCESS,
        "to = \"respond.part\"",
        "to = \"respond.done\"",
        "to",
        "\"respond.done\" is a question of another tree; an answer may only lead to its ends",
    );
    expect_among(
        SUCCESS,
        "to = \"respond.part\"",
        "to = \"answer.part\"",
        "to",
        "\"answer.part\" is neither a question nor an end; correct it or add one (`tree.end` for one of another tree)",
    );
}

#[test]
fn the_root_is_a_question() {
    expect_among(TREE, "start = \"now\"", "start = \"nov\"", "start", "\"nov\" is no question of this tree");
}

#[test]
fn questions_do_not_run_in_a_circle() {
    let copy = Copy::new();
    copy.change(TREE, "to = \"legal\"", "to = \"size\"");
    let (_, field, message) = copy.problem(TREE);
    assert_eq!(
        (field.as_str(), message.as_str()),
        ("to", "the questions run in a circle: size, who, may, size; lead one of them elsewhere")
    );
}

#[test]
fn every_question_and_every_end_is_reached() {
    let copy = Copy::new();
    let question = "[[ask]]\nid = \"lonely\"\nquestion = \"Does anybody ask me?\"\nshort = \"Me?\"\nhelp = \"No.\"\n\
        answers = [{ key = \"y\", label = \"Yes\", to = \"down\" }, { key = \"n\", label = \"No\", to = \"limit\" }]\n\n\
        [[end]]\nid = \"down\"";
    let line = copy.change(TREE, "[[end]]\nid = \"down\"", question) + 2;
    let message = "no answer leads to \"lonely\"; lead one there or remove it";
    assert_eq!(copy.problem(TREE), (line, "ask".to_owned(), message.to_owned()));

    let copy = Copy::new();
    let end = "[[end]]\nid = \"spare\"\ncode = 503\nreason = \"A spare one.\"\n\
        not = [{ code = 500, why = \"It is expected to pass.\" }]\n\n[[end]]\nid = \"down\"";
    let line = copy.change(TREE, "[[end]]\nid = \"down\"", end) + 3;
    let message = "no answer leads to \"spare\"; lead one there or remove it";
    assert_eq!(copy.problem(TREE), (line, "end".to_owned(), message.to_owned()));
}

#[test]
fn everyday_trees_are_short() {
    let copy = Copy::new();
    let longer = "to = \"more\" },\n]\n\n[[ask]]\nid = \"more\"\nquestion = \"And was it really right?\"\nshort = \"Really?\"\n\
        help = \"For example, so.\"\nanswers = [\n  { key = \"y\", label = \"Yes\", to = \"ok\" },\n  { key = \"x\", label = \"Hardly\",";
    copy.change(
        TREE,
        "{ key = \"c\", label = \"The content\", to = \"ok\" },",
        "{ key = \"c\", label = \"The content\", to = \"more\" },",
    );
    let text = longer.replace("to = \"more\" },\n]\n\n", "") + " to = \"ok\" },\n]\n\n[[end]]\nid = \"down\"";
    copy.change(TREE, "[[end]]\nid = \"down\"", &text);
    let (line, field, message) = copy.problem(TREE);
    assert_eq!((line, field.as_str()), (5, "start"));
    assert_eq!(message, "up to 13 questions, at most 12 in an everyday tree; join some of them");
}

#[test]
fn a_question_is_asked_once() {
    expect(
        SUCCESS,
        "What came of it?",
        "It worked. What is there to say?",
        "question",
        "\"It worked. What is there to say?\" is asked in respond.toml already; word it differently",
    );
}

#[test]
fn questions_are_questions_and_short() {
    expect(TREE, "Is the thing there?", "The thing", "question", "does not end with a question mark");
    expect(
        TREE,
        "Is the thing there?",
        "Is the thing there, or was it perhaps never there, or has it gone?",
        "question",
        "66 characters, at most 60; shorten it",
    );
    expect(
        TREE,
        "Is the thing there?",
        "Is the `thing` there?",
        "question",
        "has the mark \"`\", but is drawn as it stands; leave marks out",
    );
    let copy = Copy::new();
    let line =
        copy.change(TREE, "help = \"Order 7 was never placed, was wiped out, or now lives at another address.\"\n", "");
    let message = "\"there\" has no help; give an example";
    assert_eq!(copy.problem(TREE), (line - 2, "ask".to_owned(), message.to_owned()));
}

#[test]
fn answers_can_be_told_apart() {
    expect_among(
        TREE,
        "key = \"d\", label = \"It is down",
        "key = \"l\", label = \"It is down",
        "key",
        "\"l\" has two answers in \"now\"; give each its own letter",
    );
    expect(
        TREE,
        "key = \"d\", label = \"It is down",
        "key = \"dd\", label = \"It is down",
        "key",
        "\"dd\" is no key; write one small letter",
    );
    expect(
        TREE,
        "key = \"d\", label = \"It is down",
        "key = \"n\", label = \"It is down",
        "key",
        "n is for an answer that begins with \"No\"; take another letter",
    );
    expect(
        SUCCESS,
        "label = \"It replaced what was there\"",
        "label = \"It made something new\"",
        "label",
        "\"It made something new\" stands twice in \"put\"; say how they differ",
    );
}

#[test]
fn the_way_on_leads_to_a_question() {
    let message = "\"l\" is no answer of \"now\" that leads to a question; name its key or leave it out";
    let copy = Copy::new();
    copy.change(TREE, "onward = \"y\"", "onward = \"l\"");
    assert!(copy.problems().iter().any(|problem| problem.field == "ask" && problem.message == message));
}

#[test]
fn names_are_for_links_and_never_used_again() {
    expect_among(
        TREE,
        "id = \"legal\"",
        "id = \"Legal\"",
        "id",
        "\"Legal\" cannot stand in a link; write 1 to 24 small letters, digits and single hyphens",
    );
    expect_among(
        TREE,
        "start = \"now\"\n\n[[ask]]\nid = \"now\"",
        "start = \"now\"\nretired = [\"now\"]\n[[ask]]\nid = \"now\"",
        "id",
        "\"now\" is retired: in old links it is another question; choose a new name",
    );
    expect_among(TREE, "id = \"first\"", "id = \"size\"", "id", "\"size\" stands there twice; rename the newer one");
}

#[test]
fn an_end_names_a_code_in_use_and_says_why_not_others() {
    expect(
        TREE,
        "code = 505\n",
        "code = 510\n",
        "code",
        "510 cannot be chosen; name a code that is registered and in use",
    );
    expect(
        TREE,
        "not = [{ code = 404, why = \"You do not know",
        "not = [{ code = 421, why = \"You do not know",
        "not.code",
        "421 is the code itself or stands there twice",
    );
    expect(
        TREE,
        "not = [{ code = 404, why = \"You do not know",
        "not = [{ code = 432, why = \"You do not know",
        "not.code",
        "432 has no file in data/codes",
    );
    let copy = Copy::new();
    let line =
        copy.change(TREE, "not = [{ code = 404, why = \"You do not know what exists on that host.\" }]", "not = []");
    let message = "\"not\" has 0 codes; write 1 to 3 that one might expect instead";
    assert_eq!(copy.problem(TREE), (line - 1, "end".to_owned(), message.to_owned()));
}

#[test]
fn rules_need_their_source_and_sources_must_be_known() {
    expect(
        TREE,
        "You MUST name it in `Upgrade`. [RFC 9110 15.5.22]",
        "You MUST name it in `Upgrade`.",
        "reason",
        "says MUST without a source; add it, as in \"… [RFC 9110 15.5.5]\"",
    );
    expect(
        TREE,
        "sources = [\"RFC 9110 12.4.1\"]",
        "sources = [\"RFC 9999 12.4.1\"]",
        "sources",
        "RFC 9999 is not in data/sources.toml; add its title and date there",
    );
}

#[test]
fn unknown_fields_are_mistakes() {
    let copy = Copy::new();
    let line = copy.change(TREE, "onward = \"y\"", "forward = \"y\"");
    let (found, _, message) = copy.problem(TREE);
    assert_eq!(found, line);
    assert!(message.starts_with("unknown field `forward`, expected one of "), "{message}");
}

#[test]
fn presets_have_answers_that_can_be_given() {
    const PRESETS: &str = "presets.toml";
    for (answers, message) in [
        ("who.x", "\"who.x\" names no answer of its question"),
        ("whom.n", "\"whom.n\" names no question of the tree"),
        ("who.nn", "\"who.nn\" is not of the form question.a"),
        ("moved.k", "\"moved.k\" cannot be reached from there; give the answers that lead to it"),
        ("who.n~may.n", "\"may.n\" comes after a result"),
        ("now.y~who.n", "is written \"who.n\""),
        ("", "is written \"\""),
    ] {
        let copy = Copy::new();
        copy.change(PRESETS, "answers = \"who.n\"", &format!("answers = \"{answers}\""));
        let (_, field, told) = copy.problem(PRESETS);
        assert_eq!((field.as_str(), told.as_str()), ("answers", message), "{answers}");
    }
    expect(
        PRESETS,
        "tree = \"success\"",
        "tree = \"succes\"",
        "tree",
        "\"succes\" is no tree; name a file of data/trees that has no mistakes",
    );
    expect_among(
        PRESETS,
        "name = \"Token expired\"",
        "name = \"API created a record\"",
        "name",
        "\"API created a record\" stands there twice",
    );
    expect(PRESETS, "\"jwt\"", "\"JWT\"", "search", "\"JWT\" has capitals; search words are lower case");
}

#[test]
fn every_registered_code_is_reached_or_listed_and_not_both() {
    const NEVER: &str = "never.toml";
    let copy = Copy::new();
    copy.change(NEVER, "  { code = 306, why = \"Reserved and no longer used. [RFC 9110 15.4.7]\" },\n", "");
    let (_, field, message) = copy.problem(NEVER);
    assert_eq!(field, "never");
    assert_eq!(message, "306 is reached by no tree; add an end for it, or say here why nobody should choose it");
    expect(
        NEVER,
        "{ code = 306, why = ",
        "{ code = 409, why = ",
        "never",
        "409 is reached in respond.toml; remove it here or there",
    );
    expect(
        NEVER,
        "{ code = 306, why = ",
        "{ code = 499, why = ",
        "never",
        "499 is not in the registry; only registered codes are listed",
    );
    expect(NEVER, "{ code = 306, why = ", "{ code = 305, why = ", "never", "305 stands there twice");
}

#[test]
fn a_missing_file_or_folder_is_told() {
    for file in ["presets.toml", "never.toml"] {
        let copy = Copy::new();
        std::fs::remove_file(copy.path(file)).unwrap();
        assert!(copy.problem(file).2.starts_with("cannot be read: "));
    }
    let copy = Copy::new();
    std::fs::remove_dir_all(copy.path("trees")).unwrap();
    let told = author::report(&copy.problems());
    assert!(told.contains("it holds a file for each tree, such as respond.toml"), "{told}");
}
