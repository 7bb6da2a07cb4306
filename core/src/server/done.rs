//! The last checks, and what there is to say when all went well.

use super::model::{Life, Outcome, Reads};
use super::words::put;
use super::{Scene, json, person};

/// 409.
pub fn clash(scene: &mut Scene<'_>) {
    let clash = scene.resource.clash;
    if !(clash.is_empty() || scene.reads() || scene.method == "OPTIONS") {
        scene.found(&[clash]);
        scene.says("409 clash.y It clashes with what is there now. Once that is resolved, the same request may do.");
    }
}

/// 422.
pub fn values(scene: &mut Scene<'_>) {
    let Some(document) = scene.json.as_ref().filter(|_| scene.resource.reads == Reads::Person) else { return };
    let wrong = person::check(document);
    let Some(first) = wrong.first() else { return scene.says("All values make sense.") };
    put(&mut scene.found, "^ ^", &[first.pointer, first.detail]);
    let mut mark = ",\n  \"errors\": [\n";
    for wrong in &wrong {
        let parts = [mark, wrong.pointer, wrong.detail];
        put(&mut scene.more, "^    { \"pointer\": \"^\", \"detail\": \"^\" }", &parts);
        mark = ",\n";
    }
    scene.more.push_str("\n  ]");
    scene.says("422 sense.v It is valid JSON, but its values make no sense.");
}

/// 500.
pub fn works(scene: &mut Scene<'_>) {
    scene.says(if scene.resource.breaks { "500 sense.b Something happened that nobody foresaw." } else { "It does." });
}

/// 2xx and 303.
pub fn done(scene: &mut Scene<'_>) {
    // What was to be removed or replaced is nothing new.
    let outcome = match (scene.method, scene.resource.outcome) {
        ("GET" | "HEAD", _) => return read(scene),
        ("OPTIONS", _) => {
            scene.field("Allow", &[&scene.resource.methods.list()]);
            return scene.says("204 done.e `Allow` lists the methods, and there is no more to say.|RFC 9110 9.3.7");
        }
        ("PUT", _) if scene.resource.life != Life::Here => {
            scene.field("Location", &[scene.target]);
            tells(scene, "created", "");
            return scene.says("201 done.m Something new is at this address now.|RFC 9110 9.3.4");
        }
        ("PUT" | "DELETE", Outcome::Created(_)) | ("DELETE", Outcome::Reset) => Outcome::Nothing,
        (_, outcome) => outcome,
    };
    if let Outcome::Created(at) | Outcome::See(at) = outcome {
        scene.field("Location", &[if at.is_empty() { "/" } else { at }]);
    }
    scene.content = Some(Vec::new());
    match outcome {
        Outcome::Content => tells(scene, "done", ""),
        Outcome::Created(_) => tells(scene, "created", ""),
        Outcome::Accepted(at) => tells(scene, "queued", at),
        _ => {}
    }
    scene.says(match outcome {
        Outcome::Content => "200 done.c It is done, and the content says what came of it.|RFC 9110 15.3.1",
        Outcome::Nothing => "204 done.e It is done, and there is no more to say.|RFC 9110 15.3.5",
        Outcome::Reset => "205 success~wanted.o~post.f It is done, and the form is to be cleared.|RFC 9110 15.3.6",
        Outcome::Created(_) => "201 done.m Something new was made; `Location` has its address.|RFC 9110 15.3.2",
        Outcome::Accepted(_) => "202 done.l It will be done later; the content says where to look.|RFC 9110 15.3.3",
        Outcome::See(_) => "303 done.s The answer has its own address, to be read with `GET`.|RFC 9110 15.4.4",
    });
}

fn read(scene: &mut Scene<'_>) {
    let Some(version) = scene.chosen else {
        return scene.says("204 done.e It is there, but has no content.|RFC 9110 15.3.5");
    };
    scene.validators();
    scene.field("Content-Language", &[version.language]);
    scene.field("Content-Encoding", &[version.coding]);
    if scene.resource.ranges {
        scene.field("Accept-Ranges", &["bytes"]);
    }
    // Also of no bytes: the type is that of the representation (RFC 9110 8.3).
    scene.field("Content-Type", &[version.kind]);
    scene.content = Some(version.content.as_bytes().to_vec());
    scene.says(if scene.method == "HEAD" {
        "200 done.c The same as for `GET`, without the content.|RFC 9110 15.3.1"
    } else {
        "200 done.c The content follows.|RFC 9110 15.3.1"
    });
}

/// `{"status": "…"}`, and where to look.
fn tells(scene: &mut Scene<'_>, status: &str, monitor: &str) {
    let mut text = ["{\"status\": \"", status, "\""].concat();
    if !monitor.is_empty() {
        text.push_str(", \"monitor\": ");
        json::push_text(&mut text, monitor);
    }
    text.push('}');
    scene.field("Content-Type", &["application/json"]);
    scene.content = Some(text.into_bytes());
}
