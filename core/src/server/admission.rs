//! The checks before anything is looked at that was sent: may the request come in?

use super::lists::{elements, number};
use super::model::{Back, Methods, Pass};
use super::response::seconds;
use super::words::{fill, halves, is_made_of};
use super::{HttpVersion, Scene, date};
use crate::text::decimal;

/// Syntax and framing of the message.
pub fn message(scene: &mut Scene<'_>) {
    let message = scene.message;
    if scene.version == HttpVersion::Other {
        return scene.says("505 now.c~first.v This server speaks HTTP/1.1 on this connection.|RFC 9110 15.6.6");
    }
    if let Some((line, what)) = scene.fault {
        fill(&mut scene.found, "line ~", &[line]);
        scene.says("400 content.m ");
        scene.says = what;
        return;
    }
    if scene.method.is_empty() {
        return scene.says("400 content.m This is a response, not a request.|RFC 9112 2.1");
    }
    let mut hosts = 0;
    for field in &message.fields {
        hosts += u8::from(field.name.eq_ignore_ascii_case("Host"));
    }
    if hosts > 1 || hosts == 0 && scene.version == HttpVersion::One {
        scene.found(&[if hosts == 0 { "no Host" } else { "two Host fields" }]);
        return scene.says("400 content.m A request MUST have one `Host`; without, or with several, a server MUST refuse it.|RFC 9112 3.2");
    }
    let codings = elements(message, "Transfer-Encoding");
    let lengths = elements(message, "Content-Length");
    if let Some(coding) = codings.last() {
        if !lengths.is_empty() {
            scene.found(&["Transfer-Encoding and Content-Length"]);
            return scene.says(
                "400 content.m Two lengths: the second may be an attempt to smuggle in another request.|RFC 9112 6.1",
            );
        }
        if !coding.eq_ignore_ascii_case("chunked") {
            scene.found(&[coding]);
            return scene.says(
                "400 content.m `chunked` is not the last coding, so nobody knows where the request ends.|RFC 9112 6.3",
            );
        }
        if codings.len() > 1 {
            scene.found(&[codings.first().unwrap_or(coding)]);
            return scene.says("501 method.u The server does not know this transfer coding.|RFC 9112 6.1");
        }
    }
    if let Some(first) = lengths.first() {
        let Some(length) = number(first).filter(|_| lengths.iter().all(|other| other == first)) else {
            scene.found(&[first]);
            return scene.says("400 content.m `Content-Length` is not one number, so nobody knows where the request ends.|RFC 9112 6.3");
        };
        let sent = message.content.map_or(0, str::len);
        // Content beyond what a server takes need not be sent to be refused.
        if sent != length && length <= scene.resource.limits.content {
            fill(&mut scene.found, "Content-Length: ~, and ~ bytes of content", &[length, sent]);
            return scene.says("400 content.m It is not as long as `Content-Length` says.|RFC 9112 8");
        }
    }
    scene.says("Its lines and its length can be made out.");
}

/// 503.
pub fn available(scene: &mut Scene<'_>) {
    let Some(back) = scene.resource.down else { return scene.says("The server is up.") };
    let value = match back {
        Back::Unsaid => String::new(),
        Back::After(seconds) => decimal(seconds as usize),
        Back::At(when) => date::written(when.clamp(0, 253_402_300_799)),
    };
    scene.field("Retry-After", &[&value]);
    scene.says("503 now.d The server is down or overloaded for the moment.");
}

/// 429.
pub fn rate(scene: &mut Scene<'_>) {
    let Some(bucket) = scene.resource.bucket else { return };
    let (after, taken) = bucket.take(scene.now);
    fill(&mut scene.found, "~ of ~ tokens", &[bucket.at(scene.now).left.into(), bucket.size.into()]);
    if taken {
        return scene.says("One token is taken.");
    }
    scene.field("Retry-After", &[&decimal(seconds(after.wait(scene.now)))]);
    scene.says("429 now.l Too many requests. `Retry-After` says in how many seconds there is a token again.");
}

/// 501.
pub fn known(scene: &mut Scene<'_>) {
    scene.found(&[scene.method]);
    scene.says(if Methods::is_known(scene.method) {
        "The server knows it."
    } else if Methods::is_known(&scene.method.to_ascii_uppercase()) {
        "501 method.u No such method: upper and lower case are not the same here."
    } else {
        "501 method.u The server knows this method for no resource at all."
    });
}

/// 405.
pub fn method(scene: &mut Scene<'_>) {
    scene.found = scene.resource.methods.list();
    if scene.resource.methods.has(scene.method) {
        return scene.says("The resource has it.");
    }
    // An empty list is a value, too: no method at all (RFC 9110 10.2.1).
    scene.head.push_str("\nAllow: ");
    scene.head.push_str(&scene.found);
    scene.says("405 method.r This resource does not have it. `Allow` lists what it has.");
}

/// Whether there is more than the server takes.
fn against(scene: &mut Scene<'_>, length: usize, most: usize, fine: &'static str, answer: &'static str) -> bool {
    fill(&mut scene.found, "~ of at most ~ bytes", &[length, most]);
    let more = length > most;
    scene.says(if more { answer } else { fine });
    more
}

/// 414.
pub fn target(scene: &mut Scene<'_>) {
    let (length, most) = (scene.target.len(), scene.resource.limits.target);
    against(scene, length, most, "Short enough.", "414 size.a The address is longer than the server reads.");
}

const SMALL: &str = "Small enough.";

/// 431.
pub fn fields(scene: &mut Scene<'_>) {
    let most = scene.resource.limits.fields;
    let (mut all, mut longest, mut name) = (0, 0, "");
    for field in &scene.message.fields {
        let length = field.name.len() + field.value.len() + 4;
        all += length;
        if length > longest {
            (longest, name) = (length, field.name);
        }
    }
    let answer = "431 size.f Together they are larger than the server reads.";
    if against(scene, all, most, SMALL, answer) {
        scene.found(&[", the largest is ", name]);
    }
}

/// 411.
pub fn length(scene: &mut Scene<'_>) {
    let Some(content) = scene.message.content.filter(|content| !content.is_empty()) else { return };
    for name in ["Content-Length", "Transfer-Encoding"] {
        if scene.asks(name).is_some() {
            scene.found(&[name]);
            return scene.says("It does.");
        }
    }
    fill(&mut scene.found, "~ bytes without a length", &[content.len()]);
    scene.says("411 size.l Without `Content-Length` or `Transfer-Encoding` a request has no content, so the server asks for one.");
}

/// 413.
pub fn size(scene: &mut Scene<'_>) {
    let said = scene.asks("Content-Length").and_then(number);
    let length = said.unwrap_or(scene.message.content.map_or(0, str::len));
    if length > 0 {
        let most = scene.resource.limits.content;
        against(scene, length, most, SMALL, "413 size.c More content than the server takes.");
    }
}

/// How far the credentials of a request lead.
enum Who<'a> {
    /// None are needed.
    Anybody,
    /// None came, or of a scheme that the server does not take.
    Nobody,
    /// They are no good, and this is why.
    Refused(&'static str),
    /// Whose they are.
    Known(&'a Pass<'a>),
}

#[inline(never)]
fn who<'a>(scene: &Scene<'a>) -> Who<'a> {
    let Some(guard) = scene.resource.guard.as_ref().filter(|guard| !guard.open.has(scene.method)) else {
        return Who::Anybody;
    };
    let (scheme, token) = halves(scene.asks("Authorization").unwrap_or_default(), b' ');
    if !scheme.eq_ignore_ascii_case("Bearer") {
        return Who::Nobody;
    }
    let token = token.unwrap_or_default().trim_ascii();
    let mut body = token;
    while let Some(rest) = body.strip_suffix('=') {
        body = rest;
    }
    if !is_made_of(body, b"-._~+/") {
        return Who::Refused("401 who.n No token: one has letters, digits and `-._~+/` only.|RFC 6750 3.1");
    }
    for pass in guard.passes {
        if pass.token == token {
            if pass.until.is_some_and(|until| until <= scene.seconds()) {
                return Who::Refused("401 who.n The token has expired.|RFC 6750 3.1");
            }
            return Who::Known(pass);
        }
    }
    Who::Refused("401 who.n The server has not given out this token.|RFC 6750 3.1")
}

/// `Bearer realm="…"`, with what more there is to say (RFC 6750 3).
fn challenge(scene: &mut Scene<'_>, error: &str) {
    let mut value = "Bearer realm=\"".to_owned();
    for letter in scene.resource.guard.as_ref().map_or("", |guard| guard.realm).chars() {
        if !matches!(letter, '"' | '\\') {
            value.push(letter);
        }
    }
    scene.field("WWW-Authenticate", &[&value, "\"", error]);
}

fn hides(scene: &Scene<'_>) -> bool {
    scene.resource.guard.as_ref().is_some_and(|guard| guard.hides)
}

/// 401.
pub fn credentials(scene: &mut Scene<'_>) {
    let who = who(scene);
    if matches!(who, Who::Anybody) {
        return;
    }
    let sent = scene.asks("Authorization");
    scene.found(&[sent.unwrap_or("no Authorization")]);
    scene.says(match who {
        Who::Nobody if hides(scene) => "A 401 would tell strangers that something is here: on to the next check.",
        Who::Nobody if sent.is_some() => {
            "401 who.n The server does not take this scheme. `WWW-Authenticate` names the one it takes."
        }
        Who::Nobody => "401 who.n No credentials came. `WWW-Authenticate` says which kind would do.",
        Who::Refused(says) => says,
        _ => "The token is valid: the server knows who is asking.",
    });
    if scene.status > 0 {
        challenge(scene, if matches!(who, Who::Refused(_)) { ", error=\"invalid_token\"" } else { "" });
    }
}

/// 403, or 404 to hide.
pub fn permission(scene: &mut Scene<'_>) {
    let may = match who(scene) {
        Who::Anybody => return,
        Who::Known(pass) => pass.may,
        _ => Methods(0),
    };
    scene.found = may.list();
    if may.has(scene.method) {
        return scene.says("They may.");
    }
    // To who may read it, nothing is hidden.
    if hides(scene) && !may.has("GET") {
        return scene.says("404 may.h They may not, and need not know that it exists.");
    }
    challenge(scene, ", error=\"insufficient_scope\"");
    scene.says("403 may.n The server knows who is asking; they may not do this.");
}
