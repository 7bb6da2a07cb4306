//! Preconditions, in the order of RFC 9110 13.2.2, and the one that a server may insist on.
//!
//! `If-Range` is the fifth of them; it is evaluated with `Range`, see [`super::range`].

use super::lists::elements;
use super::response::{Answer, Body};
use super::tags::Tag;
use super::{Finding, Scene, date};

/// What the conditions are about: the representation there is now.
struct Current<'a> {
    there: bool,
    tag: Option<Tag<'a>>,
    modified: Option<i64>,
}

fn current<'a>(scene: &Scene<'a>) -> Current<'a> {
    let version = scene.chosen.filter(|_| scene.is_there());
    Current {
        there: scene.is_there(),
        tag: version.and_then(|version| Tag::read(version.tag)),
        // Nothing was changed in the future (RFC 9110 8.8.2.1).
        modified: version.and_then(|version| version.modified).map(|when| when.clamp(0, scene.seconds())),
    }
}

/// Conditions say nothing about methods that neither select nor change a representation (RFC 9110 13.2.1).
fn is_about(scene: &Scene<'_>) -> bool {
    scene.method != "OPTIONS"
}

fn sent<'a>(scene: &Scene<'a>, name: &str) -> Option<&'a str> {
    scene.message.field(name).filter(|_| is_about(scene))
}

const FALSE_412: &str = "The condition is false: what is there is not what the client has seen.";
const TRUE: &str = "The condition is true.";
const ABSENT: &str = "Not sent.";

/// 428.
pub fn needed(scene: &Scene<'_>) -> Finding {
    if !scene.resource.insists || !matches!(scene.method, "PUT" | "PATCH" | "DELETE") {
        return Finding::skipped("No condition is asked for.");
    }
    for name in ["If-Match", "If-None-Match", "If-Unmodified-Since"] {
        if let Some(value) = scene.message.field(name) {
            // A date that will be ignored protects nothing.
            let ignored = current(scene).modified.is_none() || date::read(value, scene.seconds()).is_none();
            if name != "If-Unmodified-Since" || !ignored {
                return Finding::passed(&line(name, value), "A condition came with it.");
            }
        }
    }
    Finding::answers(
        "no If-Match",
        "The change has to say which version it is about, for example in `If-Match`, so that nobody overwrites what they have not seen.",
        Answer::new(428, "conditions.r"),
    )
}

/// The tags that a field lists: whether it is `*`, and those that are well-formed.
fn listed<'a>(scene: &Scene<'a>, name: &str) -> (bool, Vec<Tag<'a>>) {
    let all = elements(scene.message, name);
    let mut tags = Vec::new();
    for text in &all {
        tags.extend(Tag::read(text));
    }
    (all.first() == Some(&"*") && all.len() == 1, tags)
}

fn line(name: &str, value: &str) -> String {
    [name, ": ", value].concat()
}

/// Step 1.
pub fn if_match(scene: &Scene<'_>) -> Finding {
    let Some(value) = sent(scene, "If-Match") else { return Finding::skipped(ABSENT) };
    let now = current(scene);
    let (any, tags) = listed(scene, "If-Match");
    let holds = if any { now.there } else { now.tag.is_some_and(|tag| tags.iter().any(|own| own.is_same(tag))) };
    let found = line("If-Match", value);
    if holds {
        return Finding::passed(&found, TRUE);
    }
    let says = if any {
        "`*` stands for whatever is there, and nothing is."
    } else if tags.is_empty() {
        "No entity tag is named: one stands in double quotes."
    } else if now.tag.is_some_and(|tag| tags.iter().any(|own| own.is_like(tag))) {
        "The tags are alike, but one is weak, and `If-Match` takes strong ones only."
    } else {
        FALSE_412
    };
    Finding::answers(&found, says, Answer::new(412, "conditions.n~false.m"))
}

/// Step 2.
pub fn if_unmodified_since(scene: &Scene<'_>) -> Finding {
    let Some(value) = sent(scene, "If-Unmodified-Since") else { return Finding::skipped(ABSENT) };
    let found = line("If-Unmodified-Since", value);
    if scene.message.field("If-Match").is_some() {
        return ignored(&found, "Ignored, since `If-Match` came with it, which is more exact.");
    }
    let Some(asked) = date::read(value, scene.seconds()) else {
        return ignored(&found, "Ignored: it is no HTTP date.");
    };
    let Some(modified) = current(scene).modified else {
        return ignored(&found, "Ignored: the server does not know when this was changed.");
    };
    if modified <= asked {
        return Finding::passed(&found, TRUE);
    }
    Finding::answers(
        &found,
        "The condition is false: it was changed after that.",
        Answer::new(412, "conditions.n~false.u"),
    )
}

/// Step 3.
pub fn if_none_match(scene: &Scene<'_>) -> Finding {
    let Some(value) = sent(scene, "If-None-Match") else { return Finding::skipped(ABSENT) };
    let now = current(scene);
    let (any, tags) = listed(scene, "If-None-Match");
    let matches = if any { now.there } else { now.tag.is_some_and(|tag| tags.iter().any(|own| own.is_like(tag))) };
    let found = line("If-None-Match", value);
    if !matches {
        let says = if !any && tags.is_empty() {
            "True, as no entity tag is named: one stands in double quotes."
        } else {
            TRUE
        };
        return Finding::passed(&found, says);
    }
    if scene.reads() {
        return unchanged(scene, &found, "The client has this version already.", "conditions.n~false.g");
    }
    let says = if any {
        "`*` asks that nothing is there yet, but something is."
    } else {
        "The condition is false: what is there is a version that was named."
    };
    Finding::answers(&found, says, Answer::new(412, "conditions.n~false.o"))
}

/// Step 4.
pub fn if_modified_since(scene: &Scene<'_>) -> Finding {
    let Some(value) = sent(scene, "If-Modified-Since") else { return Finding::skipped(ABSENT) };
    let found = line("If-Modified-Since", value);
    if scene.message.field("If-None-Match").is_some() {
        return ignored(&found, "Ignored, since `If-None-Match` came with it, which is more exact.");
    }
    if !scene.reads() {
        return ignored(&found, "Ignored: it is for `GET` and `HEAD` only.");
    }
    let Some(asked) = date::read(value, scene.seconds()) else {
        return ignored(&found, "Ignored: it is no HTTP date.");
    };
    let Some(modified) = current(scene).modified else {
        return ignored(&found, "Ignored: the server does not know when this was changed.");
    };
    if modified > asked {
        return Finding::passed(&found, "The condition is true: it was changed after that.");
    }
    unchanged(scene, &found, "It has not been changed since then.", "conditions.n~false.s")
}

fn ignored(found: &str, says: &'static str) -> Finding {
    Finding { skipped: true, ..Finding::passed(found, says) }
}

fn unchanged(scene: &Scene<'_>, found: &str, says: &'static str, path: &'static str) -> Finding {
    let mut answer = Answer::new(304, path).body(Body::None);
    if let Some(version) = scene.chosen {
        answer = answer.validators(version, scene);
    }
    Finding::answers(found, says, answer)
}
