//! *Write*: what to say when something was made, changed or deleted.

use super::{Bench, NOW, Scene, compose};
use crate::server::{Life, Methods, Outcome, Reads, Resource, Version, json};
use crate::text::decimal;

/// The e-mail address that is taken.
const TAKEN: &str = "ana@example.com";

/// Each address: its methods, in the order of [`Methods::NAMES`], and what is there.
const PLACES: [(&str, u8, &str); 5] = [
    ("/users", 0b100_0111, "[{ \"user\": 42, \"email\": \"ana@example.com\" }]"),
    ("/users/42", 0b111_1011, "{ \"user\": 42, \"email\": \"ana@example.com\" }"),
    ("/users/43", 0b111_1011, ""),
    ("/jobs", 0b100_0111, "[{ \"job\": 7, \"status\": \"running\" }]"),
    ("/jobs/7", 0b100_0011, "{ \"job\": 7, \"status\": \"running\" }"),
];

pub fn run(bench: &Bench, scene: &mut Scene) {
    let (method, target) = (bench.get("method"), bench.get("target"));
    let Some((_, methods, content)) = PLACES.iter().find(|(place, ..)| *place == target) else {
        return;
    };
    let versions = [Version::of("application/json", content)];
    let body = if matches!(method, "POST" | "PUT" | "PATCH") { bench.get("body") } else { "" };
    // Everybody has an address of their own; Ana may keep hers.
    let email = json::read(body).ok().and_then(|document| document.member("email"));
    let twice =
        email.is_some_and(|email| json::plain(email.written) == TAKEN) && !matches!(target, "/users/42" | "/jobs");
    let outcome = match bench.get("says") {
        "see" if target != "/jobs" => Outcome::See("/users/43/welcome"),
        says => match (method, target) {
            ("POST", "/jobs") => Outcome::Accepted("/jobs/8"),
            _ if says == "later" => Outcome::Accepted("/jobs/8"),
            ("POST", _) => Outcome::Created("/users/43"),
            _ if says == "content" => Outcome::Content,
            _ => Outcome::Nothing,
        },
    };
    let mut resource = Resource::default();
    resource.methods = Methods(*methods);
    resource.takes = &["application/json"];
    resource.reads = Reads::Json;
    resource.versions = &versions;
    resource.life = if content.is_empty() { Life::Never } else { Life::Here };
    resource.clash = if twice { "/users/42 has this e-mail address" } else { "" };
    resource.outcome = outcome;
    let kind = if body.is_empty() { "" } else { "application/json" };
    scene.send(&resource, compose(method, target, &[("Content-Type", kind)], bench.get("fields"), body), NOW);
    scene.reached.push([method, " ", &decimal(scene.status.into())].concat());
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use crate::lab::{Bench, Scene, lab};

    fn run(query: &str) -> Scene {
        let mut bench = Bench::of(lab("write").unwrap());
        for (key, value) in crate::form::pairs(query) {
            assert!(bench.set(&key, &value), "{key}={value}");
        }
        bench.run()
    }

    #[test]
    fn each_write_has_its_answer() {
        for (method, target, says, status) in [
            ("GET", "/users/42", "nothing", 200),
            ("GET", "/users", "later", 200),
            ("GET", "/users/43", "nothing", 404),
            ("GET", "/jobs/7", "nothing", 200),
            ("POST", "/users", "nothing", 201),
            ("POST", "/users", "content", 201),
            ("POST", "/users", "later", 202),
            ("POST", "/users", "see", 303),
            ("POST", "/users/42", "nothing", 405),
            ("PUT", "/users/42", "nothing", 204),
            ("PUT", "/users/42", "content", 200),
            ("PUT", "/users/42", "later", 202),
            ("PUT", "/users/43", "nothing", 201),
            ("PATCH", "/users/42", "content", 200),
            ("PATCH", "/users/43", "content", 404),
            ("DELETE", "/users/42", "nothing", 204),
            ("DELETE", "/users/42", "content", 200),
            ("DELETE", "/users/42", "later", 202),
            ("DELETE", "/users/43", "nothing", 404),
            ("DELETE", "/users", "nothing", 405),
            ("POST", "/jobs", "nothing", 202),
            ("POST", "/jobs", "see", 202),
            ("PUT", "/jobs/7", "nothing", 405),
            ("OPTIONS", "/jobs", "nothing", 204),
            ("post", "/users", "nothing", 501),
            ("LINK", "/users", "nothing", 501),
        ] {
            let scene = run(&["method=", method, "&target=", target, "&says=", says].concat());
            assert_eq!(scene.status, status, "{method} {target} {says}");
        }
    }

    #[test]
    fn an_address_is_taken_once() {
        for (method, target, status) in [
            ("PUT", "/users/43", 409),
            ("POST", "/users", 409),
            // She may say again what is hers.
            ("PUT", "/users/42", 204),
            ("POST", "/jobs", 202),
        ] {
            let body = "&body={\"email\": \"ana\\u0040example.com\"}";
            assert_eq!(
                run(&["method=", method, "&target=", target, body].concat()).status,
                status,
                "{method} {target}"
            );
        }
        assert_eq!(run("method=POST&target=/users&body={\"email\"}").status, 400);
        assert_eq!(run("method=POST&target=/users&body=").status, 400);
    }
}
