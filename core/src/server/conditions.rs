//! Preconditions, in the order of RFC 9110 13.2.2, and the one that a server may insist on.
//!
//! `If-Range` is the fifth of them; it is evaluated with `Range`, see [`super::range`].

use super::lists::elements;
use super::tags::Tag;
use super::{Scene, date};

/// The second at which what is there was last changed.
fn modified(scene: &Scene<'_>) -> Option<i64> {
    let version = scene.chosen.filter(|_| scene.is_there())?;
    // Nothing was changed in the future (RFC 9110 8.8.2.1).
    version.modified.map(|when| when.clamp(0, scene.seconds()))
}

/// 428.
pub fn needed(scene: &mut Scene<'_>) {
    if !scene.resource.insists || !matches!(scene.method, "PUT" | "PATCH" | "DELETE") {
        return;
    }
    for name in ["If-Match", "If-None-Match", "If-Unmodified-Since"] {
        if let Some(value) = scene.asks(name) {
            // A date that will be ignored protects nothing.
            let counts = modified(scene).is_some() && date::read(value, scene.seconds()).is_some();
            if name != "If-Unmodified-Since" || counts {
                scene.found(&[name, ": ", value]);
                return scene.says("A condition came with it.");
            }
        }
    }
    scene.found(&["no If-Match"]);
    scene.says("428 conditions.r The change has to say which version it is about, as in `If-Match`, so that nobody overwrites what they have not seen.");
}

/// How a list of tags fits what is there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// `*`, and something is there.
    Any,
    /// `*`, and nothing is.
    Nothing,
    /// No tag is well-formed.
    None,
    /// None of them fits.
    Other,
    /// One is alike, but one of the two is weak.
    Like,
    /// One is the very same.
    Same,
}

/// How the tags of a field fit, if it was sent. Conditions say nothing about methods that neither
/// select nor change a representation (RFC 9110 13.2.1).
#[inline(never)]
fn fit(scene: &mut Scene<'_>, name: &str) -> Option<Fit> {
    let value = scene.asks(name).filter(|_| scene.method != "OPTIONS")?;
    scene.found(&[name, ": ", value]);
    let there = scene.is_there();
    let tags = elements(scene.message, name);
    if let ["*"] = tags.as_slice() {
        return Some(if there { Fit::Any } else { Fit::Nothing });
    }
    let now = scene.chosen.filter(|_| there).and_then(|version| Tag::read(version.tag));
    let mut fit = Fit::None;
    for text in tags {
        let Some(tag) = Tag::read(text) else { continue };
        let own = match now {
            Some(now) if now.is_same(tag) => Fit::Same,
            Some(now) if now.is_like(tag) => Fit::Like,
            _ => Fit::Other,
        };
        if own as u8 > fit as u8 {
            fit = own;
        }
    }
    Some(fit)
}

const TRUE: &str = "The condition is true.";

/// Step 1.
pub fn if_match(scene: &mut Scene<'_>) {
    let Some(fit) = fit(scene, "If-Match") else { return };
    scene.says(match fit {
        Fit::Any | Fit::Same => TRUE,
        Fit::Nothing => "412 conditions.n~false.m `*` stands for whatever is there, and nothing is.",
        Fit::None => "412 conditions.n~false.m No entity tag is named: one stands in double quotes.",
        Fit::Like => "412 conditions.n~false.m Alike, but one is weak, and `If-Match` takes strong tags only.",
        Fit::Other => "412 conditions.n~false.m What is there is not what the client has seen.",
    });
}

/// Whether what is there was changed after the date of a field, if the field counts. `instead` is the
/// field that is more exact.
#[inline(never)]
fn changed(scene: &mut Scene<'_>, name: &str, instead: &str, ignored: &'static str) -> Option<bool> {
    let value = scene.asks(name).filter(|_| scene.method != "OPTIONS")?;
    scene.found(&[name, ": ", value]);
    if scene.asks(instead).is_some() {
        scene.ignored(ignored);
    } else if name == "If-Modified-Since" && !scene.reads() {
        scene.ignored("Ignored: it is for `GET` and `HEAD` only.");
    } else if let Some(asked) = date::read(value, scene.seconds()) {
        if let Some(modified) = modified(scene) {
            return Some(modified > asked);
        }
        scene.ignored("Ignored: nobody knows when this was changed.");
    } else {
        scene.ignored("Ignored: it is no HTTP date.");
    }
    None
}

/// Step 2.
pub fn if_unmodified_since(scene: &mut Scene<'_>) {
    let ignored = "Ignored, since `If-Match` came with it, which is more exact.";
    match changed(scene, "If-Unmodified-Since", "If-Match", ignored) {
        Some(true) => scene.says("412 conditions.n~false.u It was changed after that."),
        Some(false) => scene.says(TRUE),
        None => {}
    }
}

/// Step 3.
pub fn if_none_match(scene: &mut Scene<'_>) {
    let Some(fit) = fit(scene, "If-None-Match") else { return };
    match fit {
        Fit::None => scene.says("True, as no entity tag is named: one stands in double quotes."),
        Fit::Nothing | Fit::Other => scene.says(TRUE),
        _ if scene.reads() => {
            scene.says("304 conditions.n~false.g The client has this version already.");
            scene.validators();
        }
        Fit::Any => scene.says("412 conditions.n~false.o `*` asks that nothing is there yet, but something is."),
        Fit::Like | Fit::Same => {
            scene.says("412 conditions.n~false.o What is there is a version that was named.");
        }
    }
}

/// Step 4.
pub fn if_modified_since(scene: &mut Scene<'_>) {
    let ignored = "Ignored, since `If-None-Match` came with it, which is more exact.";
    match changed(scene, "If-Modified-Since", "If-None-Match", ignored) {
        Some(true) => scene.says("True: it was changed after that."),
        Some(false) => {
            scene.says("304 conditions.n~false.s It has not been changed since then.");
            scene.validators();
        }
        None => {}
    }
}
