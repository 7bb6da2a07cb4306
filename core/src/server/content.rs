//! The checks of what was sent and of what is wanted back: 415, 400, 406, and whether it is there.

use super::lists::elements;
use super::model::{Life, Reads};
use super::response::{Answer, Body};
use super::{Finding, Scene, json};
use crate::text::decimal;

const NOTHING: &str = "Nothing was sent that would have to be read.";

/// What a 404 says, whatever its reason.
pub const UNKNOWN: &str = "Nothing is known at this address.";

/// The content that has to be read.
pub fn sent<'a>(scene: &Scene<'a>) -> Option<&'a str> {
    scene.message.content.filter(|content| scene.takes_content() && !content.is_empty())
}

/// The type without parameters.
fn essence(kind: &str) -> &str {
    kind.split_once(';').map_or(kind, |(essence, _)| essence).trim_ascii()
}

fn joined(names: &[&str]) -> String {
    let mut all = String::new();
    for name in names {
        if !all.is_empty() {
            all.push_str(", ");
        }
        all.push_str(name);
    }
    all
}

/// 415.
pub fn kind(scene: &Scene<'_>) -> Finding {
    if sent(scene).is_none() {
        return Finding::skipped(NOTHING);
    }
    for coding in elements(scene.message, "Content-Encoding") {
        if !coding.eq_ignore_ascii_case("identity") {
            let answer = Answer::new(415, "content.t").with("Accept-Encoding", "identity");
            return Finding::answers(
                coding,
                "The server cannot decode this content coding. `Accept-Encoding` says which it can.",
                answer,
            );
        }
    }
    let takes = scene.resource.takes;
    let Some(found) = scene.message.field("Content-Type") else {
        return Finding::passed("no Content-Type", "The server tries to read it all the same.").source("RFC 9110 8.3");
    };
    if takes.is_empty() || takes.iter().any(|kind| kind.eq_ignore_ascii_case(essence(found))) {
        return Finding::passed(found, "The server takes this type.");
    }
    let all = joined(takes);
    let mut answer = Answer::new(415, "content.t").with("Accept", &all);
    if scene.method == "PATCH" {
        answer = answer.with("Accept-Patch", &all);
    }
    Finding::answers(found, "The server does not take content of this type here. `Accept` says what it takes.", answer)
}

/// 400.
pub fn syntax(scene: &Scene<'_>) -> Finding {
    if scene.method == "PUT"
        && let Some(range) = scene.message.field("Content-Range")
    {
        let says = "Who stores a part as if it were the whole loses the rest, so the server refuses `Content-Range` in a `PUT`.";
        return Finding::answers(range, says, Answer::new(400, "content.m")).source("RFC 9110 9.3.4");
    }
    if scene.resource.reads == Reads::Anything {
        return Finding::skipped("The server takes the content as it is.");
    }
    let Some(content) = sent(scene) else {
        if scene.takes_content() {
            return Finding::answers(
                "no content",
                "There is no content, and JSON was expected.",
                Answer::new(400, "content.m"),
            );
        }
        return Finding::skipped(NOTHING);
    };
    match scene.json.get_or_init(|| json::read(content)) {
        Ok(_) => Finding::passed("", "It is JSON."),
        Err(fault) => {
            let (line, column) = (decimal(fault.line), decimal(fault.column));
            let found = ["line ", &line, ", character ", &column].concat();
            let more = [",\n  \"line\": ", &line, ",\n  \"column\": ", &column].concat();
            let answer = Answer::new(400, "content.m").body(Body::Problem(more));
            Finding::answers(&found, fault.what, answer)
        }
    }
}

/// 406.
pub fn accept(scene: &Scene<'_>) -> Finding {
    if !scene.reads() || scene.resource.versions.is_empty() {
        return Finding::skipped("There is nothing to choose from.");
    }
    let mut found = String::new();
    for field in &scene.message.fields {
        if ["Accept", "Accept-Language", "Accept-Encoding"].iter().any(|name| field.name.eq_ignore_ascii_case(name)) {
            for part in [if found.is_empty() { "" } else { "; " }, field.name, ": ", field.value] {
                found.push_str(part);
            }
        }
    }
    if let Some(version) = scene.chosen {
        let fits =
            super::negotiate::best(scene.resource.versions, &super::negotiate::Wishes::of(scene.message)).is_some();
        let says = match (found.is_empty(), fits) {
            (true, _) => "The client takes anything, so it gets the default.",
            (_, true) => "The version that fits best is chosen.",
            _ => "Nothing fits, but the server sends its default all the same, as it may.",
        };
        let shown = if found.is_empty() { version.kind } else { &found };
        return Finding::passed(shown, says);
    }
    let mut more = ",\n  \"available\": [".to_owned();
    for (index, version) in scene.resource.versions.iter().enumerate() {
        more.push_str(if index == 0 { "" } else { ", " });
        json::push_text(&mut more, version.kind);
    }
    more.push(']');
    let answer = Answer::new(406, "accept.n").body(Body::Problem(more));
    Finding::answers(&found, "No version fits what the client accepts, and the server would rather say so.", answer)
}

/// 404, 410 and redirects.
pub fn there(scene: &Scene<'_>) -> Finding {
    let found = |says| Finding::passed(scene.target, says);
    match scene.resource.life {
        Life::Here => found("It is there."),
        Life::Never if scene.method == "PUT" => found("Nothing is there, and `PUT` is to make it."),
        Life::Gone if scene.method == "PUT" => found("It is gone, and `PUT` is to make it anew."),
        // It tells about the address, not about what is there.
        Life::Never | Life::Gone if scene.method == "OPTIONS" => found("`OPTIONS` asks about the address only."),
        Life::Never => Finding::answers(scene.target, UNKNOWN, Answer::new(404, "there.n")),
        Life::Gone => {
            let says = "It was here, and will most likely not return.";
            Finding::answers(scene.target, says, Answer::new(410, "there.g")).source("RFC 9110 15.5.11")
        }
        Life::Moved { to, for_good, keeps_method } => {
            let (status, path, source) = match (for_good, keeps_method) {
                (true, true) => (308, "there.m~moved.k", "RFC 9110 15.4.9"),
                (true, false) => (301, "there.m~moved.g", "RFC 9110 15.4.2"),
                (false, true) => (307, "there.m~moved.m", "RFC 9110 15.4.8"),
                (false, false) => (302, "there.m~moved.t", "RFC 9110 15.4.3"),
            };
            let answer =
                Answer::new(status, path).with("Location", if to.is_empty() { "/" } else { to }).body(Body::Empty);
            Finding::answers(scene.target, "It has another address, which stands in `Location`.", answer).source(source)
        }
    }
}
