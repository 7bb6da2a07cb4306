//! The checks before anything is looked at that was sent: may the request come in?

use super::lists::{elements, number};
use super::model::{Back, Methods};
use super::response::Answer;
use super::{Finding, HttpVersion, Scene, date};
use crate::text::decimal;

/// Syntax and framing of the message.
pub fn message(scene: &Scene<'_>) -> Finding {
    let malformed = |found: &str, says| Finding::answers(found, says, Answer::new(400, "content.m"));
    if scene.version == HttpVersion::Other {
        let answer = Answer::new(505, "now.c~first.v");
        return Finding::answers("", "This server speaks HTTP/1.1 on this connection.", answer)
            .source("RFC 9110 15.6.6");
    }
    if let Some(fault) = &scene.fault {
        return malformed(&["line ", &decimal(fault.line)].concat(), fault.what).source("RFC 9110 15.5.1");
    }
    if scene.method.is_empty() {
        return malformed("", "This is a response, not a request.").source("RFC 9112 2.1");
    }
    let mut hosts = scene.message.fields.iter().filter(|field| field.name.eq_ignore_ascii_case("Host"));
    let host = hosts.next();
    let lacks = host.is_none() && scene.version == HttpVersion::One;
    if lacks || hosts.next().is_some() {
        let found = if host.is_none() { "no Host" } else { "two Host fields" };
        return malformed(
            found,
            "A request MUST have one `Host`, and a server MUST refuse one without, or with several.",
        )
        .source("RFC 9112 3.2");
    }
    let codings = elements(scene.message, "Transfer-Encoding");
    let lengths = elements(scene.message, "Content-Length");
    if let Some(coding) = codings.last() {
        if !lengths.is_empty() {
            let says = "Two lengths are one too many: with `Transfer-Encoding`, a `Content-Length` may be an attempt to smuggle a second request.";
            return malformed("Transfer-Encoding and Content-Length", says).source("RFC 9112 6.1");
        }
        if !coding.eq_ignore_ascii_case("chunked") {
            return malformed(coding, "Where `chunked` is not the last coding, nobody knows where the request ends.")
                .source("RFC 9112 6.3");
        }
        if codings.len() > 1 {
            let answer = Answer::new(501, "method.u");
            return Finding::answers(
                codings.first().unwrap_or(&""),
                "The server does not know this transfer coding.",
                answer,
            )
            .source("RFC 9112 6.1");
        }
    }
    if let Some(first) = lengths.first() {
        let Some(length) = number(first).filter(|_| lengths.iter().all(|other| other == first)) else {
            return malformed(first, "`Content-Length` is not one number, so nobody knows where the request ends.")
                .source("RFC 9112 6.3");
        };
        let sent = scene.message.content.map_or(0, str::len) as u64;
        // Content beyond what a server takes need not be sent to be refused.
        if sent != length && length <= scene.resource.limits.content as u64 {
            let found = ["Content-Length: ", first, ", and ", &decimal(sent as usize), " bytes of content"].concat();
            return malformed(&found, "The content is not as long as `Content-Length` says.").source("RFC 9112 8");
        }
    }
    Finding::passed("", "Its lines and its length can be made out.")
}

/// 503.
pub fn available(scene: &Scene<'_>) -> Finding {
    let Some(back) = scene.resource.down else { return Finding::passed("", "The server is up.") };
    let value = match back {
        Back::Unsaid => String::new(),
        Back::After(seconds) => decimal(seconds as usize),
        Back::At(when) => date::written(when.clamp(0, 253_402_300_799)),
    };
    let answer = Answer::new(503, "now.d").with("Retry-After", &value);
    Finding::answers("", "The server is down or overloaded for the moment, for everybody.", answer)
}

/// 429.
pub fn rate(scene: &Scene<'_>) -> Finding {
    let Some(bucket) = scene.resource.bucket else { return Finding::skipped("Nobody counts requests here.") };
    let (after, taken) = bucket.take(scene.now);
    let found =
        [&decimal(usize::from(bucket.at(scene.now).left)), " of ", &decimal(usize::from(bucket.size)), " tokens"]
            .concat();
    if taken {
        return Finding::passed(&found, "One token is taken.");
    }
    let wait = decimal(after.wait(scene.now).div_ceil(1_000) as usize);
    let answer = Answer::new(429, "now.l").with("Retry-After", &wait);
    Finding::answers(
        &found,
        "This client has sent too many requests. `Retry-After` says in how many seconds there is a token again.",
        answer,
    )
}

/// 501.
pub fn known(scene: &Scene<'_>) -> Finding {
    if Methods::is_known(scene.method) {
        return Finding::passed(scene.method, "The server knows it.");
    }
    let says = if Methods::is_known(&scene.method.to_ascii_uppercase()) {
        "No method of that name: upper and lower case are not the same here."
    } else {
        "The server knows this method for no resource at all."
    };
    Finding::answers(scene.method, says, Answer::new(501, "method.u"))
}

/// 405.
pub fn method(scene: &Scene<'_>) -> Finding {
    let allow = scene.resource.methods.list();
    if scene.resource.methods.has(scene.method) {
        return Finding::passed(&allow, "The resource has it.");
    }
    let mut answer = Answer::new(405, "method.r").with("Allow", &allow);
    if allow.is_empty() {
        // An empty list is a value, too: no method at all (RFC 9110 10.2.1).
        answer.fields.push(super::Field { name: "Allow", value: allow.clone() });
    }
    Finding::answers(
        &allow,
        "The server knows the method, but this resource does not have it. `Allow` lists what it has.",
        answer,
    )
}

fn against(length: usize, most: usize) -> String {
    [&decimal(length), " of at most ", &decimal(most), " bytes"].concat()
}

/// 414.
pub fn target(scene: &Scene<'_>) -> Finding {
    let most = scene.resource.limits.target;
    let found = against(scene.target.len(), most);
    if scene.target.len() <= most {
        return Finding::passed(&found, "Short enough.");
    }
    Finding::answers(&found, "The address is longer than the server reads.", Answer::new(414, "size.a"))
}

/// 431.
pub fn fields(scene: &Scene<'_>) -> Finding {
    let most = scene.resource.limits.fields;
    let (mut all, mut longest, mut name) = (0, 0, "");
    for field in &scene.message.fields {
        let length = field.name.len() + field.value.len() + 4;
        all += length;
        if length > longest {
            (longest, name) = (length, field.name);
        }
    }
    let mut found = against(all, most);
    if all <= most {
        return Finding::passed(&found, "Small enough.");
    }
    for part in [", the largest is ", name] {
        found.push_str(part);
    }
    Finding::answers(&found, "The header fields together are larger than the server reads.", Answer::new(431, "size.f"))
}

/// 411.
pub fn length(scene: &Scene<'_>) -> Finding {
    let Some(content) = scene.message.content.filter(|content| !content.is_empty()) else {
        return Finding::skipped("There is no content.");
    };
    for name in ["Content-Length", "Transfer-Encoding"] {
        if scene.message.field(name).is_some() {
            return Finding::passed(name, "It does.");
        }
    }
    let found = [&decimal(content.len()), " bytes without a length"].concat();
    let answer = Answer::new(411, "size.l");
    Finding::answers(
        &found,
        "Without `Content-Length` or `Transfer-Encoding` a request has no content, so the server asks for one of them.",
        answer,
    )
}

/// 413.
pub fn size(scene: &Scene<'_>) -> Finding {
    let most = scene.resource.limits.content;
    let said = scene.message.field("Content-Length").and_then(number);
    let sent = scene.message.content.map_or(0, str::len) as u64;
    let length = said.unwrap_or(sent).min(u64::from(u32::MAX)) as usize;
    if length == 0 {
        return Finding::skipped("There is no content.");
    }
    let found = against(length, most);
    if length <= most {
        return Finding::passed(&found, "Small enough.");
    }
    Finding::answers(&found, "More content than the server takes.", Answer::new(413, "size.c"))
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
    Known(&'a super::Pass<'a>),
}

fn who<'a>(scene: &Scene<'a>) -> Who<'a> {
    let Some(guard) = scene.resource.guard.as_ref().filter(|guard| !guard.open.has(scene.method)) else {
        return Who::Anybody;
    };
    let Some(value) = scene.message.field("Authorization") else { return Who::Nobody };
    let (scheme, token) = value.split_once(' ').unwrap_or((value, ""));
    if !scheme.eq_ignore_ascii_case("Bearer") {
        return Who::Nobody;
    }
    let token = token.trim_ascii();
    let body = token.trim_end_matches('=');
    if body.is_empty() || !body.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte)) {
        return Who::Refused("This is no token: one has letters, digits and `-._~+/` only.");
    }
    match guard.passes.iter().find(|pass| pass.token == token) {
        None => Who::Refused("The server has not given out this token."),
        Some(pass) if pass.until.is_some_and(|until| until <= scene.seconds()) => {
            Who::Refused("The token has expired.")
        }
        Some(pass) => Who::Known(pass),
    }
}

/// `Bearer realm="…"`, with what more there is to say (RFC 6750 3).
fn challenge(scene: &Scene<'_>, error: &str) -> String {
    let realm = scene.resource.guard.as_ref().map_or("", |guard| guard.realm);
    let realm: String = realm.chars().filter(|letter| !matches!(letter, '"' | '\\')).collect();
    ["Bearer realm=\"", &realm, "\"", error].concat()
}

fn hides(scene: &Scene<'_>) -> bool {
    scene.resource.guard.as_ref().is_some_and(|guard| guard.hides)
}

/// 401.
pub fn credentials(scene: &Scene<'_>) -> Finding {
    let found = scene.message.field("Authorization").unwrap_or("no Authorization");
    let login = |says, error| {
        let answer = Answer::new(401, "who.n").with("WWW-Authenticate", &challenge(scene, error));
        Finding::answers(found, says, answer)
    };
    match who(scene) {
        Who::Anybody => Finding::skipped("It is open to all."),
        Who::Nobody if hides(scene) => Finding::passed(
            found,
            "A 401 would tell strangers that something is here, so they are let on to the next check.",
        ),
        Who::Nobody if scene.message.field("Authorization").is_some() => {
            login("The server does not take credentials of this scheme. `WWW-Authenticate` names the one it takes.", "")
        }
        Who::Nobody => login("No credentials came with the request. `WWW-Authenticate` says which kind would do.", ""),
        Who::Refused(says) => login(says, ", error=\"invalid_token\"").source("RFC 6750 3.1"),
        Who::Known(_) => Finding::passed(found, "The token is valid, so the server knows who is asking."),
    }
}

/// 403, or 404 to hide.
pub fn permission(scene: &Scene<'_>) -> Finding {
    let pass = match who(scene) {
        Who::Anybody => return Finding::skipped("It is open to all."),
        Who::Known(pass) => Some(pass),
        _ => None,
    };
    let may = pass.map_or(Methods(0), |pass| pass.may);
    let found = may.list();
    if may.has(scene.method) {
        return Finding::passed(&found, "They may.");
    }
    if hides(scene) {
        return Finding::answers(&found, "They may not, and need not know that it exists.", Answer::new(404, "may.h"));
    }
    let answer =
        Answer::new(403, "may.n").with("WWW-Authenticate", &challenge(scene, ", error=\"insufficient_scope\""));
    Finding::answers(&found, "The server knows who is asking, and they may not do this.", answer)
}
