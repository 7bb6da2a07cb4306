//! What *Cache* teaches, step by step.
#![allow(clippy::expect_used, clippy::panic, reason = "tests")]

use super::*;
use crate::lab;

fn set(pairs: &[(&str, &str)]) -> Scene {
    let mut bench = Bench::of(lab::lab("cache").expect("it is there"));
    for (key, value) in pairs {
        assert!(bench.set(key, value), "{key}={value}");
    }
    bench.run()
}

/// The statuses of all exchanges; `cache` for those in which nothing was sent.
fn statuses(scene: &Scene) -> String {
    let mut all = Vec::new();
    for exchange in &scene.exchanges {
        let sent = !exchange.request.is_empty();
        assert_eq!(sent, !exchange.response.is_empty() && exchange.trace.is_some());
        assert!(!exchange.title.is_empty());
        all.push(if sent { exchange.status.to_string() } else { "cache".to_owned() });
    }
    all.join(" ")
}

fn cells(scene: &Scene) -> String {
    let [Figure::Table { rows, .. }] = scene.figures.as_slice() else { panic!("one table") };
    rows.iter().map(|row| row.join("|")).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_each_step_comes_to() {
    for (steps, tag, control, seen) in [
        ("", "strong", "60", ""),
        ("vv", "strong", "60", "200 cache"),
        ("vmv", "strong", "60", "200 304"),
        // What was confirmed is good for another minute.
        ("vmvv", "strong", "60", "200 304 cache"),
        ("vemvv", "strong", "60", "200 200 cache"),
        ("vr", "weak", "60", "200 304"),
        ("ver", "weak", "60", "200 200"),
        ("vf", "strong", "60", "200 200"),
        ("vv", "strong", "no-cache", "200 304"),
        ("vv", "strong", "no-store", "200 200"),
        // Last changed an hour ago: good for six minutes, by guess.
        ("vmmmmmv", "strong", "", "200 cache"),
        ("vmmmmmmv", "strong", "", "200 304"),
        // The date alone will do.
        ("vr", "none", "60", "200 304"),
        ("ver", "none", "60", "200 200"),
    ] {
        assert_eq!(statuses(&set(&[("steps", steps), ("tag", tag), ("control", control)])), seen, "{steps} {tag}");
    }
    // Nothing to ask with.
    assert_eq!(statuses(&set(&[("steps", "vr"), ("tag", "none"), ("modified", "")])), "200 200");
    // Somebody asks by hand.
    assert_eq!(statuses(&set(&[("steps", "v"), ("fields", "If-None-Match: *")])), "304");
    assert_eq!(statuses(&set(&[("steps", "vr"), ("fields", "no field")])), "400 400");
}

#[test]
fn the_table_compares_the_copies() {
    let scene = set(&[("steps", "vev")]);
    assert_eq!((scene.head, scene.status), ("The cache answers", 200));
    assert!(scene.says.contains("58 s") && scene.says.contains("out of date"), "{}", scene.says);
    let size = text([0, 0]).len();
    let expected = [
        "12:00:03|Copy|Server",
        "Soup|tomato|leek",
        "`ETag`|`\"v1\"`|`\"v2\"`",
        "`Last-Modified`|`11:00:00`|`12:00:01`",
        "Good for|57 s|",
        &format!("Content|{size} bytes saved|{size} bytes sent"),
    ];
    assert_eq!(cells(&scene), expected.join("\n"));
    let edited = set(&[("steps", "ve")]);
    assert_eq!((edited.head, edited.status), ("The page is edited", 0));
}

#[test]
fn who_loses_what() {
    for (saves, cond, tag, insists, seen, lost) in [
        ("abst", "", "strong", "", "200 200 204 204", true),
        ("basbt", "", "strong", "", "200 200 204 200 204", false),
        ("abst", "tag", "strong", "", "200 200 204 412", false),
        ("abst", "date", "strong", "", "200 200 204 412", false),
        // Opened again, and saved.
        ("abstbt", "tag", "strong", "", "200 200 204 412 200 204", false),
        // A weak tag never matches.
        ("as", "tag", "weak", "", "200 412", false),
        ("as", "", "strong", "on", "200 428", false),
        ("as", "tag", "strong", "on", "200 204", false),
        // Without a tag there is nothing to send.
        ("abst", "tag", "none", "", "200 200 204 204", true),
        ("as", "tag", "none", "on", "200 428", false),
        ("sst", "", "strong", "", "", false),
        ("ass", "", "strong", "", "200 204", false),
    ] {
        let pairs = [("part", "change"), ("saves", saves), ("cond", cond), ("tag", tag), ("insists", insists)];
        let scene = set(&pairs);
        assert_eq!(statuses(&scene), seen, "{pairs:?}");
        assert_eq!(scene.reached.iter().any(|word| word == "lost"), lost, "{pairs:?}");
    }
}

#[test]
fn losses_are_said_plainly() {
    let set = |cond| set(&[("part", "change"), ("saves", "abst"), ("cond", cond)]);
    let lost = set("");
    assert!(lost.says.starts_with("**Ana has lost what was written**: Ben had not seen the new soup"), "{}", lost.says);
    assert!(cells(&lost).ends_with("Server|tomato|4.50|`\"v3\"`"), "{}", cells(&lost));
    let safe = set("tag");
    assert!(safe.says.ends_with("Ana's soup is safe. Ben has to open the page again and put both together."));
    assert!(cells(&safe).ends_with("Ben|tomato|4.50|`\"v1\"`\nServer|leek|4.00|`\"v2\"`"), "{}", cells(&safe));
}
