//! The last checks, and what there is to say when all went well.

use super::model::{Life, Outcome, Reads, Version};
use super::response::{Answer, Body};
use super::{Finding, Scene, content, json, person};

/// 409.
pub fn clash(scene: &Scene<'_>) -> Finding {
    let clash = scene.resource.clash;
    if clash.is_empty() || scene.reads() || scene.method == "OPTIONS" {
        return Finding::skipped("Nothing could clash.");
    }
    Finding::answers(
        clash,
        "The change clashes with what is there now. Once that is resolved, the same request may do.",
        Answer::new(409, "clash.y"),
    )
}

/// 422.
pub fn values(scene: &Scene<'_>) -> Finding {
    let document = match (scene.resource.reads, content::sent(scene)) {
        (Reads::Person, Some(content)) => json::read(content).ok(),
        _ => None,
    };
    let Some(document) = document else { return Finding::skipped("No values are checked.") };
    let wrong = person::check(&document);
    let Some(first) = wrong.first() else { return Finding::passed("", "All values make sense.") };
    let found = [first.pointer, " ", first.detail].concat();
    let mut more = ",\n  \"errors\": [".to_owned();
    for (index, wrong) in wrong.iter().enumerate() {
        more.push_str(if index == 0 { "\n" } else { ",\n" });
        for part in ["    { \"pointer\": \"", wrong.pointer, "\", \"detail\": \"", wrong.detail, "\" }"] {
            more.push_str(part);
        }
    }
    more.push_str("\n  ]");
    let answer = Answer::new(422, "sense.v").body(Body::Problem(more));
    Finding::answers(&found, "It is valid JSON, but its values make no sense.", answer)
}

/// 500.
pub fn works(scene: &Scene<'_>) -> Finding {
    if scene.resource.breaks {
        return Finding::answers(
            "",
            "Something happened on the server that nobody foresaw.",
            Answer::new(500, "sense.b"),
        );
    }
    Finding::passed("", "It does.")
}

/// 2xx and 303.
pub fn done(scene: &Scene<'_>) -> Finding {
    let outcome = scene.resource.outcome;
    match scene.method {
        "GET" | "HEAD" => read(scene),
        "OPTIONS" => {
            let answer = Answer::new(204, "done.e").body(Body::None).with("Allow", &scene.resource.methods.list());
            Finding::answers("", "`Allow` lists the methods, and there is no more to say.", answer)
                .source("RFC 9110 9.3.7")
        }
        "PUT" if !matches!(scene.resource.life, Life::Here) => {
            let answer = Answer::new(201, "done.m").with("Location", location(scene.target)).body(told("created"));
            Finding::answers("", "Something new is at this address now.", answer).source("RFC 9110 9.3.4")
        }
        _ => changed(scene, outcome),
    }
}

fn read(scene: &Scene<'_>) -> Finding {
    let Some(version) = scene.chosen else {
        let answer = Answer::new(204, "done.e").body(Body::None);
        return Finding::answers("", "It is there, but has no content.", answer).source("RFC 9110 15.3.5");
    };
    let Version { kind, language, coding, content, .. } = *version;
    let mut answer = Answer::new(200, "done.c")
        .validators(version, scene)
        .with("Content-Language", language)
        .with("Content-Encoding", coding)
        // Also of no bytes: the type is that of the representation (RFC 9110 8.3).
        .body(Body::Is(kind.to_owned(), content.as_bytes().to_vec()));
    if scene.resource.ranges {
        answer = answer.with("Accept-Ranges", "bytes");
    }
    let says =
        if scene.method == "HEAD" { "The same as for `GET`, without the content." } else { "The content follows." };
    Finding::answers("", says, answer).source("RFC 9110 15.3.1")
}

/// `{"status": "…"}`
fn told(status: &str) -> Body {
    Body::Is("application/json".to_owned(), ["{\"status\": \"", status, "\"}"].concat().into_bytes())
}

fn location(address: &str) -> &str {
    if address.is_empty() { "/" } else { address }
}

fn changed(scene: &Scene<'_>, outcome: Outcome<'_>) -> Finding {
    // What was to be removed or replaced is nothing new.
    let outcome = match (scene.method, outcome) {
        ("PUT" | "DELETE", Outcome::Created(_)) => Outcome::Nothing,
        ("DELETE", Outcome::Reset) => Outcome::Nothing,
        _ => outcome,
    };
    let (says, source, answer) = match outcome {
        Outcome::Content => (
            "It is done, and the content says what came of it.",
            "RFC 9110 15.3.1",
            Answer::new(200, "done.c").body(told("done")),
        ),
        Outcome::Nothing => {
            ("It is done, and there is no more to say.", "RFC 9110 15.3.5", Answer::new(204, "done.e").body(Body::None))
        }
        Outcome::Reset => (
            "It is done, and the form should be cleared for the next one.",
            "RFC 9110 15.3.6",
            Answer::new(205, "success~wanted.o~post.f").body(Body::Empty),
        ),
        Outcome::Created(at) => (
            "Something new was made; its address stands in `Location`.",
            "RFC 9110 15.3.2",
            Answer::new(201, "done.m").with("Location", location(at)).body(told("created")),
        ),
        Outcome::Accepted(at) => {
            let mut text = "{\"status\": \"queued\", \"monitor\": ".to_owned();
            json::push_text(&mut text, at);
            text.push('}');
            let body = Body::Is("application/json".to_owned(), text.into_bytes());
            (
                "It will be done later; the content says where to look.",
                "RFC 9110 15.3.3",
                Answer::new(202, "done.l").body(body),
            )
        }
        Outcome::See(at) => (
            "The answer has an address of its own, to be read with `GET`.",
            "RFC 9110 15.4.4",
            Answer::new(303, "done.s").with("Location", location(at)).body(Body::Empty),
        ),
    };
    Finding::answers("", says, answer).source(source)
}
