//! *Rate limit*: a bucket of tokens, and two clients at it.

use super::steps::{clock, taken, title};
use super::{Bench, Figure, Lane, NOW, Scene, compose};
use crate::server::{Bucket, LimitStyle, Manner, Resource, Version, fill, halves, tell, tries};

/// So many steps are listed.
const SHOWN: usize = 12;
/// The clients of the chart have a request every so many milliseconds.
const PAUSE: u64 = 200;
const MINUTE: u64 = 60_000;
/// The chart in CSS pixels: where time begins, and the milliseconds of each.
const LEFT: u16 = 2;
const SCALE: u64 = 180;

/// What the fields say that tell of a limit.
const FIELDS: &str = "Retry-After|In so many seconds there is a token again.
RateLimit-Policy|`q`: so many tokens fit in. `w`: in so many seconds an empty bucket is full.
RateLimit|`r`: so many are left. `t`: in so many seconds it is full.
X-RateLimit-Limit|So many fit in.
X-RateLimit-Remaining|So many are left.
X-RateLimit-Reset|When it is full, in seconds since 1970. Others mean seconds from now.";

pub fn run(bench: &Bench, scene: &mut Scene) {
    scene.head = "Nothing is sent yet";
    let size = match bench.get("size") {
        "2" => 2,
        "5" => 5,
        _ => 10,
    };
    let mut full = Bucket::full(size, every(bench), NOW.unsigned_abs() * 1_000);
    full.style = match bench.get("style") {
        "draft" => LimitStyle::Draft,
        "vendor" => LimitStyle::Vendor,
        _ => LimitStyle::Silent,
    };
    let versions = [Version::of("text/plain", "Short and stout.")];
    let mut server = Resource::default();
    server.versions = &versions;
    server.ranges = false;
    let (mut bucket, mut now) = (full, NOW);
    let (mut passed, mut refused) = (0, 0);
    let mut rows = Vec::new();
    let mut fields = String::new();
    for (place, (step, called)) in taken(bench, "steps").into_iter().enumerate() {
        let count = match step {
            b'a' => 1,
            b'b' => 5,
            b's' => {
                scene.happens("A second passes", "");
                now += 1;
                0
            }
            _ => {
                scene.happens("Ten seconds pass", "");
                now += 10;
                0
            }
        };
        let clock_ms = now.unsigned_abs() * 1_000;
        let before = (passed, refused);
        for _ in 0..count {
            server.bucket = Some(bucket);
            let request = compose("GET", "/search?q=teapot", &[], bench.get("fields"), "");
            let response = scene.send(&server, request, now);
            let Some(exchange) = scene.exchanges.last_mut() else { continue };
            exchange.title = title(place, called, now);
            if exchange.trace.as_ref().is_some_and(|trace| trace.made("rate")) {
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
            fields.clear();
            for line in FIELDS.split('\n') {
                let (name, says) = halves(line, b'|');
                if let (Some(value), Some(says)) = (response.field(name), says) {
                    tell(&mut fields, &["\n`", name, ": ", value, "`|", says]);
                }
            }
        }
        bucket = bucket.at(clock_ms);
        let mut row = ["\n", &clock(now), "|", called].concat();
        let counts = [passed - before.0, refused - before.1, bucket.left.into()];
        if count == 0 {
            fill(&mut row, "|||~", &counts[2..]);
        } else {
            fill(&mut row, "|~|~|~", &counts);
        }
        rows.push(row);
    }
    let mut says = String::new();
    fill(&mut says, "~ of ~ tokens.", &[bucket.left.into(), size.into()]);
    let full_in = bucket.until_full(now.unsigned_abs() * 1_000).div_ceil(1_000) as usize;
    if full_in > 0 {
        fill(&mut says, " Full again in ~ s.", &[full_in]);
    }
    scene.figures.push(Figure::Bucket { left: bucket.left, size, says });
    if !fields.is_empty() {
        fields.insert_str(0, "Field|What it says");
        scene.figures.push(Figure::table("What the answer says of the limit", &fields));
    }
    let mut log = "Time|Step|Through|Refused|Left".to_owned();
    for row in rows.iter().skip(rows.len().saturating_sub(SHOWN)) {
        log.push_str(row);
    }
    scene.figures.push(Figure::table("Step by step", &log));
    scene.figures.push(Figure::Chart {
        title: "Two clients in a minute",
        lanes: vec![
            lane("Rude: sends on, whatever comes back", full, Manner::Rude),
            lane("Polite: waits as long as it is told", full, Manner::Polite),
        ],
    });
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
#[inline(never)]
fn lane(name: &'static str, bucket: Bucket, manner: Manner) -> Lane {
    let start = bucket.since;
    let mut lane = Lane { name, ..Lane::default() };
    for one in tries(bucket, manner, start, start + MINUTE, PAUSE) {
        let x = LEFT + ((one.at - start) / SCALE) as u16;
        if one.passed { lane.passed.push(x) } else { lane.refused.push(x) }
    }
    let (passed, refused) = (lane.passed.len(), lane.refused.len());
    fill(&mut lane.says, "~ sent, ~ got through, ~ refused", &[passed + refused, passed, refused]);
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
        for (style, says) in
            [("draft", "34 sent, 34 got through, 0 refused"), ("vendor", "30 sent, 30 got through, 0 refused")]
        {
            let scene = set(&[("style", style)]);
            let Some(Figure::Chart { lanes, .. }) = scene.figures.last() else { panic!("a chart") };
            assert_eq!(lanes[1].says, says);
        }
    }
}
