//! *Rate limit*: a bucket of tokens, and two clients at it.

use super::steps::{clock, row, taken, title};
use super::{Bench, Figure, Lane, NOW, Scene, compose};
use crate::server::{Bucket, LimitStyle, Manner, Resource, Version, respond, tries};
use crate::text::decimal;

/// So many steps are listed.
const SHOWN: usize = 12;
/// The clients of the chart have a request every so many milliseconds.
const PAUSE: u64 = 200;
const MINUTE: u64 = 60_000;
/// The chart in CSS pixels: where time begins, and the milliseconds of each.
const LEFT: u16 = 2;
const SCALE: u64 = 180;

/// What the fields say that tell of a limit.
const FIELDS: [(&str, &str); 6] = [
    ("Retry-After", "In so many seconds there is a token again."),
    ("RateLimit-Policy", "`q`: so many tokens fit in. `w`: in so many seconds an empty bucket is full."),
    ("RateLimit", "`r`: so many are left. `t`: in so many seconds it is full."),
    ("X-RateLimit-Limit", "So many fit in."),
    ("X-RateLimit-Remaining", "So many are left."),
    ("X-RateLimit-Reset", "When it is full, in seconds since 1970. Others mean seconds from now."),
];

pub fn run(bench: &Bench) -> Scene {
    let mut scene = Scene { head: "Nothing is sent yet", ..Scene::default() };
    let size = match bench.get("size") {
        "2" => 2,
        "5" => 5,
        _ => 10,
    };
    let style = match bench.get("style") {
        "draft" => LimitStyle::Draft,
        "vendor" => LimitStyle::Vendor,
        _ => LimitStyle::Silent,
    };
    let version =
        Version { kind: "text/plain", language: "", coding: "", tag: "", modified: None, content: "Short and stout." };
    let versions = [version];
    let full = Bucket { style, ..Bucket::full(size, every(bench), NOW.unsigned_abs() * 1_000) };
    let mut server = Resource { bucket: Some(full), versions: &versions, ranges: false, ..Resource::default() };
    let (mut bucket, mut now) = (full, NOW);
    let (mut passed, mut refused) = (0, 0);
    let mut rows = Vec::new();
    let mut fields = vec![row(&["Field", "What it says"])];
    for (place, (step, called)) in taken(bench, "steps").into_iter().enumerate() {
        let count = match step {
            b'a' => 1,
            b'b' => 5,
            _ => {
                let (head, seconds) = if step == b's' { ("A second passes", 1) } else { ("Ten seconds pass", 10) };
                now += seconds;
                scene.head = head;
                scene.status = 0;
                scene.says.clear();
                0
            }
        };
        let clock_ms = now.unsigned_abs() * 1_000;
        let (passed_before, refused_before) = (passed, refused);
        for _ in 0..count {
            server.bucket = Some(bucket);
            let request = compose("GET", "/search?q=teapot", &[], bench.get("fields"), "");
            let (response, trace) = respond(&server, &request, clock_ms);
            if trace.made("rate") {
                (bucket, _) = bucket.take(clock_ms);
            }
            if response.status == 429 {
                refused += 1;
            } else if response.status == 200 {
                passed += 1;
                scene.reach(refused > 0, "again");
                scene.reach(refused == 0 && passed == 10, "ten");
                scene.reach(bucket.left == 0 && response.field("RateLimit").is_some(), "last token");
            }
            fields.truncate(1);
            for (name, says) in FIELDS {
                if let Some(value) = response.field(name) {
                    fields.push(row(&[&["`", name, ": ", value, "`"].concat(), says]));
                }
            }
            scene.add(request, &response, trace);
            if let Some(exchange) = scene.exchanges.last_mut() {
                exchange.title = title(place, called, now);
            }
        }
        bucket = bucket.at(clock_ms);
        let through = if count == 0 { String::new() } else { decimal(passed - passed_before) };
        let not = if count == 0 { String::new() } else { decimal(refused - refused_before) };
        rows.push(row(&[&clock(now), called, &through, &not, &decimal(bucket.left.into())]));
    }
    let clock_ms = now.unsigned_abs() * 1_000;
    let mut says = [&decimal(bucket.left.into()), " of ", &decimal(size.into()), " tokens."].concat();
    let full_in = bucket.until_full(clock_ms).div_ceil(1_000) as usize;
    if full_in > 0 {
        says.push_str(&[" Full again in ", &decimal(full_in), " s."].concat());
    }
    scene.figures.push(Figure::Bucket { left: bucket.left, size, says });
    if fields.len() > 1 {
        scene.figures.push(Figure::Table { title: "What the answer says of the limit", rows: fields });
    }
    let mut log = vec![row(&["Time", "Step", "Through", "Refused", "Left"])];
    log.extend(rows.split_off(rows.len().saturating_sub(SHOWN)));
    scene.figures.push(Figure::Table { title: "Step by step", rows: log });
    scene.figures.push(Figure::Chart {
        title: "Two clients in a minute",
        lanes: vec![
            lane("Rude: sends on, whatever comes back", full, Manner::Rude),
            lane("Polite: waits as long as it is told", full, Manner::Polite),
        ],
    });
    scene
}

/// The milliseconds in which a token comes back.
fn every(bench: &Bench) -> u32 {
    match bench.get("every") {
        "1" => 1_000,
        "2" => 2_000,
        _ => 10_000,
    }
}

/// A minute of a client that has the bucket for itself.
fn lane(name: &'static str, bucket: Bucket, manner: Manner) -> Lane {
    let start = bucket.since;
    let mut lane = Lane { name, ..Lane::default() };
    for one in tries(bucket, manner, start, start + MINUTE, PAUSE) {
        let x = LEFT + ((one.at - start) / SCALE) as u16;
        if one.passed { lane.passed.push(x) } else { lane.refused.push(x) }
    }
    let (passed, refused) = (lane.passed.len(), lane.refused.len());
    lane.says =
        [&decimal(passed + refused), " sent, ", &decimal(passed), " got through, ", &decimal(refused), " refused"]
            .concat();
    lane
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
    use super::*;
    use crate::lab;

    const WIDTH: u16 = 350;

    fn set(pairs: &[(&str, &str)]) -> Scene {
        let mut bench = Bench::of(lab::lab("rate").expect("it is there"));
        for (key, value) in pairs {
            assert!(bench.set(key, value), "{key}={value}");
        }
        bench.run()
    }

    fn table(scene: &Scene, wanted: &str) -> String {
        for figure in &scene.figures {
            if let Figure::Table { title, rows } = figure
                && *title == wanted
            {
                return rows.iter().skip(1).map(|row| row.join("|")).collect::<Vec<_>>().join("\n");
            }
        }
        String::new()
    }

    #[test]
    fn drains_and_fills() {
        let scene = set(&[("steps", "bbsatb")]);
        let expected = "\
12:00:00|A burst of five|5|0|0
12:00:00|A burst of five|0|5|0
12:00:01|A second passes|||0
12:00:01|One request|0|1|0
12:00:11|Ten seconds pass|||5
12:00:11|A burst of five|5|0|0";
        assert_eq!(table(&scene, "Step by step"), expected);
        assert_eq!(scene.exchanges.len(), 16);
        let told: Vec<&str> = scene
            .exchanges
            .iter()
            .filter_map(|one| one.response.split_once("Retry-After: "))
            .map(|(_, rest)| &rest[..1])
            .collect();
        assert_eq!(told, ["2", "2", "2", "2", "2", "1"]);
        // A message that nobody can read costs no token, and does not get through.
        assert!(table(&set(&[("fields", "no field")]), "Step by step").ends_with("|0|0|5"));
        assert_eq!(set(&[("steps", "")]).status, 0);
        assert_eq!(table(&set(&[("steps", &"s".repeat(60))]), "Step by step").lines().count(), 12);
    }

    #[test]
    fn explains_each_field_of_the_limit() {
        let said =
            |style, steps| table(&set(&[("style", style), ("steps", steps)]), "What the answer says of the limit");
        assert_eq!(said("silent", "a"), "");
        assert!(said("silent", "ba").starts_with("`Retry-After: 2`|"));
        let draft = said("draft", "aa");
        assert!(draft.contains("`RateLimit-Policy: \"default\";q=5;w=10`|"), "{draft}");
        assert!(draft.contains("`RateLimit: \"default\";r=3;t=4`|"), "{draft}");
        let vendor = said("vendor", "ba");
        assert_eq!(vendor.lines().count(), 4, "{vendor}");
        assert!(vendor.contains("X-RateLimit-Remaining: 0`") && vendor.contains(&(NOW + 10).to_string()), "{vendor}");
        // No field tells of a limit without being explained.
        for style in ["draft", "vendor"] {
            let scene = set(&[("style", style), ("steps", "ba")]);
            let response = &scene.exchanges.last().expect("six").response;
            let limits = response.lines().filter(|line| line.contains("RateLimit") || line.starts_with("Retry-After"));
            assert_eq!(limits.count(), table(&scene, "What the answer says of the limit").lines().count());
        }
    }

    #[test]
    fn politeness_costs_nothing() {
        for size in ["2", "5", "10"] {
            for every in ["1", "2", "10"] {
                let scene = set(&[("size", size), ("every", every)]);
                let Some(Figure::Chart { lanes, .. }) = scene.figures.last() else { panic!("a chart") };
                let [rude, polite] = lanes.as_slice() else { panic!("two clients") };
                assert_eq!(rude.passed.len() + rude.refused.len(), 300);
                assert!(polite.passed.len() + 1 >= rude.passed.len(), "{size} {every}");
                assert!(polite.refused.len() < rude.refused.len() / 3);
                assert!(lanes.iter().all(|lane| lane.passed.iter().chain(&lane.refused).all(|x| *x < WIDTH)));
            }
        }
        let scene = set(&[]);
        let Some(Figure::Chart { lanes, .. }) = scene.figures.last() else { panic!("a chart") };
        assert_eq!(lanes[0].says, "300 sent, 34 got through, 266 refused");
        assert_eq!(lanes[1].says, "64 sent, 34 got through, 30 refused");
    }
}
