//! The checks of what was sent and of what is wanted back: 415, 400, 406, and whether it is there.

use super::lists::elements;
use super::model::{Life, Reads};
use super::words::{add, fill, halves};
use super::{Scene, json};

/// What a 404 says, whatever its reason.
pub const UNKNOWN: &str = "Nothing is known at this address.";

/// The content that has to be read.
#[inline(never)]
pub fn sent<'a>(scene: &Scene<'a>) -> Option<&'a str> {
    scene.message.content.filter(|content| scene.takes_content() && !content.is_empty())
}

/// 415.
pub fn kind(scene: &mut Scene<'_>) {
    if sent(scene).is_none() {
        return;
    }
    for coding in elements(scene.message, "Content-Encoding") {
        if !coding.eq_ignore_ascii_case("identity") {
            scene.found(&[coding]);
            scene.field("Accept-Encoding", &["identity"]);
            return scene.says("415 content.t The server cannot decode this. `Accept-Encoding` says what it can.");
        }
    }
    let Some(found) = scene.asks("Content-Type") else {
        scene.found(&["no Content-Type"]);
        return scene.says("The server tries to read it all the same.|RFC 9110 8.3");
    };
    scene.found(&[found]);
    let takes = scene.resource.takes;
    let (essence, _) = halves(found, b';');
    let mut all = String::new();
    for kind in takes {
        if kind.eq_ignore_ascii_case(essence.trim_ascii()) {
            all.clear();
            break;
        }
        add(&mut all, kind);
    }
    if all.is_empty() {
        return scene.says("The server takes this type.");
    }
    scene.field("Accept", &[&all]);
    if scene.method == "PATCH" {
        scene.field("Accept-Patch", &[&all]);
    }
    scene.says("415 content.t The server does not take this type here. `Accept` says what it takes.");
}

/// 400.
pub fn syntax(scene: &mut Scene<'_>) {
    if scene.method == "PUT"
        && let Some(range) = scene.asks("Content-Range")
    {
        scene.found(&[range]);
        return scene.says("400 content.m Stored as the whole, a part would lose the rest: no `Content-Range` in a `PUT`.|RFC 9110 9.3.4");
    }
    if scene.resource.reads == Reads::Anything {
        return;
    }
    let Some(content) = sent(scene) else {
        if scene.takes_content() {
            scene.found(&["no content"]);
            scene.says("400 content.m There is no content, and JSON was expected.");
        }
        return;
    };
    match json::read(content) {
        Ok(document) => {
            scene.json = Some(document);
            scene.says("It is JSON.");
        }
        Err(fault) => {
            let place = [fault.line, fault.column];
            fill(&mut scene.found, "line ~, character ~", &place);
            fill(&mut scene.more, ",\n  \"line\": ~,\n  \"column\": ~", &place);
            scene.says("400 content.m ");
            scene.says = fault.what;
        }
    }
}

/// 406.
pub fn accept(scene: &mut Scene<'_>) {
    let versions = scene.resource.versions;
    if !scene.reads() || versions.is_empty() {
        return;
    }
    for field in &scene.message.fields {
        if ["Accept", "Accept-Language", "Accept-Encoding"].iter().any(|name| field.name.eq_ignore_ascii_case(name)) {
            let mark = if scene.found.is_empty() { "" } else { "; " };
            scene.found(&[mark, field.name, ": ", field.value]);
        }
    }
    if let Some(version) = scene.chosen {
        let open = scene.found.is_empty();
        if open {
            scene.found(&[version.kind]);
        }
        return scene.says(match (open, scene.fits) {
            (true, _) => "The client takes anything, so it gets the default.",
            (_, true) => "The version that fits best is chosen.",
            _ => "Nothing fits, but the server may send its default all the same.",
        });
    }
    let mut mark = ",\n  \"available\": [";
    for version in versions {
        scene.more.push_str(mark);
        json::push_text(&mut scene.more, version.kind);
        mark = ", ";
    }
    scene.more.push(']');
    scene.says("406 accept.n No version fits what the client accepts, and the server says so.");
}

/// 404, 410 and redirects.
pub fn there(scene: &mut Scene<'_>) {
    scene.found(&[scene.target]);
    let says = match (scene.resource.life, scene.method) {
        (Life::Here, _) => "It is there.",
        (Life::Moved { to, for_good, keeps_method }, _) => {
            scene.field("Location", &[if to.is_empty() { "/" } else { to }]);
            match (for_good, keeps_method) {
                (true, true) => "308 there.m~moved.k `Location` has its new address.|RFC 9110 15.4.9",
                (true, _) => "301 there.m~moved.g `Location` has its new address.|RFC 9110 15.4.2",
                (_, true) => "307 there.m~moved.m `Location` has its new address.|RFC 9110 15.4.8",
                _ => "302 there.m~moved.t `Location` has its new address.|RFC 9110 15.4.3",
            }
        }
        (Life::Never, "PUT") => "Nothing is there, and `PUT` is to make it.",
        (Life::Gone, "PUT") => "It is gone, and `PUT` is to make it anew.",
        // It tells about the address, not about what is there.
        (_, "OPTIONS") => "`OPTIONS` asks about the address only.",
        (Life::Never, _) => "404 there.n Nothing is known at this address.",
        (Life::Gone, _) => "410 there.g It was here, and will most likely not return.|RFC 9110 15.5.11",
    };
    scene.says(says);
}
