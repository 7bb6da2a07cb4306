//! *Identity*: who is asking, and may they?

use super::{Bench, Figure, NOW, Scene, compose};
use crate::server::{Guard, Life, Methods, Pass, Resource, Version, fill, respond, tell};

/// `Authorization` for each word of the control.
const CREDENTIALS: [(&str, &str); 7] = [
    ("basic", "Basic YW5hOnNlY3JldA=="),
    ("broken", "Bearer <paste token here>"),
    ("unknown", "Bearer q1TgB7xN"),
    ("expired", "Bearer e5LmD0uW"),
    ("other", "Bearer o8ZkV3pH"),
    ("reader", "Bearer r2XcJ6sA"),
    ("editor", "Bearer w9QfK4yE"),
];

fn request(bench: &Bench, word: &str) -> String {
    let sent = CREDENTIALS.iter().find(|(name, _)| *name == word).map_or("", |(_, value)| *value);
    compose(bench.get("method"), "/orders/7", &[("Authorization", sent)], bench.get("fields"), "")
}

pub fn run(bench: &Bench, scene: &mut Scene) {
    let passes = [
        Pass { token: "e5LmD0uW", until: Some(NOW - 3_600), may: Methods::ALL },
        Pass { token: "o8ZkV3pH", until: None, may: Methods(0) },
        Pass { token: "r2XcJ6sA", until: None, may: Methods::READ },
        Pass { token: "w9QfK4yE", until: None, may: Methods::ALL },
    ];
    let versions = [Version::of("application/json", "{\"order\": 7, \"teapots\": 2}")];
    // Browsers ask with OPTIONS whether a script may send credentials, and send none with it.
    let open = Methods(if bench.on("hides") { 0 } else { 0b100_0000 });
    let mut resource = Resource::default();
    resource.guard = Some(Guard { realm: "orders", open, passes: &passes, hides: bench.on("hides") });
    resource.versions = &versions;
    resource.life = if bench.on("missing") { Life::Never } else { Life::Here };
    resource.cache_control = "private";
    scene.send(&resource, request(bench, bench.get("token")), NOW);
    if scene.status == 404 && matches!(bench.get("token"), "other" | "reader") && !bench.on("missing") {
        scene.reached.push("404 permission valid".to_owned());
    }
    let mut rows = "Credentials|Answer".to_owned();
    for control in &bench.lab().controls {
        if control.key == "token" {
            for choice in &control.choices {
                let (answer, _) = respond(&resource, &request(bench, choice.word), NOW.unsigned_abs() * 1_000);
                tell(&mut rows, &["\n", choice.text]);
                fill(&mut rows, "|{~}", &[answer.status.into()]);
            }
        }
    }
    scene.figures.push(Figure::table("The same request from everybody", &rows));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
    use crate::lab::{Bench, Scene, lab};

    fn run(query: &str) -> Scene {
        let mut bench = Bench::of(lab("identity").unwrap());
        for (key, value) in crate::form::pairs(query) {
            assert!(bench.set(&key, &value), "{key}={value}");
        }
        bench.run()
    }

    #[test]
    fn whoever_asks_gets_what_is_theirs() {
        // Without hiding, and with.
        for (set, open, hiding) in [
            ("token=none", 401, 404),
            ("token=basic", 401, 404),
            ("token=broken", 401, 401),
            ("token=unknown", 401, 401),
            ("token=expired", 401, 401),
            ("token=other", 403, 404),
            ("token=reader", 200, 200),
            ("token=reader&method=HEAD", 200, 200),
            ("token=reader&method=PUT", 403, 403),
            ("token=editor&method=DELETE", 204, 204),
            ("token=editor&missing=on", 404, 404),
            ("token=reader&missing=on", 404, 404),
            ("token=none&missing=on", 401, 404),
            ("token=none&method=OPTIONS", 204, 404),
            ("token=none&method=BREW", 501, 501),
            ("token=none&method=", 400, 400),
            ("token=none&fields=authorization:bearer w9QfK4yE", 200, 200),
        ] {
            assert_eq!(run(set).status, open, "{set}");
            assert_eq!(run(&[set, "&hides=on"].concat()).status, hiding, "{set}, hidden");
        }
    }

    /// Nobody without a right to the order can tell that it is there.
    #[test]
    fn what_is_hidden_looks_like_nothing() {
        for token in ["none", "basic", "broken", "unknown", "expired", "other"] {
            for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "BREW"] {
                let set = ["hides=on&token=", token, "&method=", method].concat();
                let (there, nothing) = (run(&set), run(&[&set, "&missing=on"].concat()));
                assert_eq!(there.exchanges[0].response, nothing.exchanges[0].response, "{set}");
            }
        }
    }

    #[test]
    fn challenges_say_what_is_wrong() {
        for (token, expected) in [
            ("none", "Bearer realm=\"orders\"\n"),
            ("basic", "Bearer realm=\"orders\"\n"),
            ("expired", "Bearer realm=\"orders\", error=\"invalid_token\"\n"),
            ("other", "Bearer realm=\"orders\", error=\"insufficient_scope\"\n"),
        ] {
            let scene = run(&["token=", token].concat());
            assert!(scene.exchanges[0].response.contains(expected), "{token}");
        }
    }
}
