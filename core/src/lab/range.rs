//! *Range*: only some bytes of a text.

use super::{Bench, Figure, NOW, Scene, compose};
use crate::message::Message;
use crate::server::{Methods, Part, Resource, Verdict, Version, fill, parts};

/// Twenty bytes a line, so that they can be counted.
const TEXT: &str = "This text has lines\nof twenty bytes, so\nyou can count them:\nnineteen letters or\nspaces, and the end\nof the line, as one.";

pub fn run(bench: &Bench, scene: &mut Scene) {
    let mut version = Version::of("text/plain", TEXT);
    version.tag = bench.get("tag");
    version.modified = Some(NOW - 3_600);
    let versions = [version];
    let mut resource = Resource::default();
    resource.methods = Methods::READ;
    resource.versions = &versions;
    resource.ranges = bench.is("ranges", "parts");
    let fields = [("Range", bench.get("range")), ("If-Range", bench.get("if"))];
    let request = compose(bench.get("method"), "/count.txt", &fields, bench.get("fields"), "");
    let came = came(&request);
    scene.send(&resource, request, NOW);
    let Some(exchange) = scene.exchanges.last_mut() else { return };
    let whole = [Part { first: 0, last: TEXT.len() - 1 }];
    let came: &[Part] = match (scene.status, bench.get("method")) {
        (206, _) => &came,
        (200, "GET") => &whole,
        _ => &[],
    };
    let marks = marks(came);
    let mut bytes = 0;
    for (from, to) in &marks {
        bytes += to - from;
    }
    fill(&mut exchange.note, "~ of the ~ bytes came.", &[bytes, TEXT.len()]);
    let step = exchange.trace.as_ref().and_then(|trace| trace.steps.iter().find(|step| step.check.id == "range"));
    let ignored = step.is_some_and(|step| step.verdict == Verdict::Skipped && step.source == "RFC 9110 13.1.5");
    scene.reach(ignored, "changed");
    scene.reach(came.len() > 1, "parts");
    scene.reach(matches!(came, [Part { first: 20, last: 38 | 39 }]), "second line");
    scene.figures.push(Figure::Text { title: "Text, marked where it came", text: TEXT.to_owned(), marks });
}

/// The parts that a request asks for, as far as there are any.
fn came(request: &str) -> Vec<Part> {
    let Ok(message) = Message::parse(request) else { return Vec::new() };
    parts(message.field("Range").unwrap_or_default(), TEXT.len()).unwrap_or_default()
}

/// The parts in their order, and without what they have in common.
fn marks(came: &[Part]) -> Vec<(usize, usize)> {
    let mut marks: Vec<(usize, usize)> = Vec::new();
    for at in 0..TEXT.len() {
        if came.iter().any(|part| part.first <= at && at <= part.last) {
            match marks.last_mut() {
                Some((_, to)) if *to == at => *to += 1,
                _ => marks.push((at, at + 1)),
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
    use super::*;
    use crate::lab;

    fn set(pairs: &[(&str, &str)]) -> Scene {
        let mut bench = Bench::of(lab::lab("range").expect("it is there"));
        for (key, value) in pairs {
            assert!(bench.set(key, value), "{key}={value}");
        }
        bench.run()
    }

    fn marked(scene: &Scene) -> String {
        let [Figure::Text { text, marks, .. }] = scene.figures.as_slice() else { panic!("one figure") };
        marks.iter().map(|(from, to)| &text[*from..*to]).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn lines_have_twenty_bytes() {
        assert_eq!(TEXT.len(), 120);
        assert!(TEXT.lines().take(5).all(|line| line.len() == 19));
        assert_eq!(crate::server::date::written(NOW - 3_600), "Sun, 22 Nov 2026 11:00:00 GMT");
    }

    #[test]
    fn marks_are_what_came() {
        for (range, status, shown) in [
            ("bytes=0-3", 206, "This"),
            ("bytes=-5", 206, " one."),
            ("bytes=115-", 206, " one."),
            ("bytes=117-500", 206, "ne."),
            // Out of order, and in one another.
            ("bytes=10-12, 0-3", 206, "This|has"),
            ("bytes=0-6, 5-8", 206, "This text"),
            ("bytes=0-3, 500-", 206, "This"),
            ("bytes=120-", 416, ""),
            ("bytes=-0", 416, ""),
            ("bytes=9-1", 200, TEXT),
            ("lines=1", 200, TEXT),
            ("x\ny", 400, ""),
        ] {
            let scene = set(&[("range", range)]);
            assert_eq!((scene.status, marked(&scene).as_str()), (status, shown), "{range}");
        }
    }

    #[test]
    fn if_range_asks_for_this_very_version() {
        let part = ("range", "bytes=60-");
        for (with, tag, status) in [
            ("\"v6\"", "\"v6\"", 206),
            ("\"v5\"", "\"v6\"", 200),
            ("W/\"v6\"", "\"v6\"", 200),
            ("W/\"v6\"", "W/\"v6\"", 200),
            ("\"v6\"", "", 200),
            ("Sun, 22 Nov 2026 11:00:00 GMT", "", 206),
            ("Sat, 21 Nov 2026 11:00:00 GMT", "\"v6\"", 200),
        ] {
            let scene = set(&[part, ("if", with), ("tag", tag)]);
            assert_eq!(scene.status, status, "If-Range: {with} where it is {tag}");
            assert_eq!(scene.reached.iter().any(|word| word == "changed"), status == 200);
        }
    }

    #[test]
    fn head_and_old_servers_send_no_parts() {
        let head = set(&[("range", "bytes=0-3"), ("method", "HEAD")]);
        assert_eq!((head.status, marked(&head).as_str()), (200, ""));
        let whole = set(&[("range", "bytes=500-"), ("ranges", "whole")]);
        assert_eq!((whole.status, marked(&whole).as_str()), (200, TEXT));
        let own = set(&[("fields", "Range: bytes=0-3\nIf-None-Match: \"v6\"")]);
        assert_eq!((own.status, marked(&own).as_str()), (304, ""));
    }
}
