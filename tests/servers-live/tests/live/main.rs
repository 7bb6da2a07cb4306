//! A real server answers as the small one of the core does, to the same requests for the same
//! files; where it does not, the difference is in the list of `differences.rs`, with its reason.
//!
//! Where there is no nginx, that is said and nothing is compared.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod cases;
mod differences;

use cases::{Case, EMPTY_TAG, LENGTH, MODIFIED, Place, TAG};
use differences::{KNOWN, MEASURED, Tally, table};
use statuscope_core::server::{Life, Methods, Resource, Response, Version, date, respond};
use statuscope_servers_live::{Answer, Nginx, find};
use std::path::PathBuf;

/// Sun, 22 Nov 2026 12:00:00 GMT: the clock of our server, so that it reads years alike every year.
const NOW: u64 = 1_795_348_800_000;

/// The server block of nginx.
const LOCATIONS: &str = "
    location /plain/ { alias files/; }
    location /before/ { alias files/; if_modified_since before; }
    location /untagged/ { alias files/; etag off; }
    location /whole/ { alias files/; max_ranges 0; }
";

/// 1,000 bytes, of which some are half a letter, and some look like a boundary.
fn file() -> String {
    let mut text = String::from("\r\n--part\r\n--partx--\r\n");
    for number in 0.. {
        text += &format!("line {number}: ä\r\n");
        if text.len() > LENGTH - 20 {
            break;
        }
    }
    text += &".".repeat(LENGTH - text.len());
    text
}

/// What our server is set to for a place.
fn ours(case: &Case, file: &str) -> Answer {
    let (tag, content) = match case.place {
        Place::Empty => (EMPTY_TAG, ""),
        Place::Untagged => ("", file),
        _ => (TAG, file),
    };
    let version = Version { kind: "text/plain", language: "", coding: "", tag, modified: Some(MODIFIED), content };
    let there = case.place != Place::Missing;
    let resource = Resource {
        methods: Methods(0).toggled("GET").toggled("HEAD"),
        versions: &[version],
        life: if there { Life::Here } else { Life::Never },
        ranges: case.place != Place::Whole,
        ..Resource::default()
    };
    let Response { status, head, content } = respond(&resource, &case.text, NOW).0;
    let fields = head.lines().filter_map(|line| line.split_once(": "));
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Answer { status, fields, content: content.unwrap_or_default() }
}

/// Something that both say: its name, and each with their words.
struct Aspect {
    name: &'static str,
    nginx: String,
    ours: String,
}

/// What differs. The content of an error is everybody's own; other aspects are compared only where
/// the status is the same.
fn compare(case: &Case, nginx: &Answer, ours: &Answer) -> Vec<Aspect> {
    let mut found = Vec::new();
    let mut look = |name, nginx: String, ours: String| {
        if nginx != ours {
            found.push(Aspect { name, nginx, ours });
        }
    };
    look("status", nginx.status.to_string(), ours.status.to_string());
    if nginx.status != ours.status {
        return found;
    }
    let mut names: &[&str] = match nginx.status {
        200 => &["ETag", "Last-Modified", "Accept-Ranges", "Content-Range", "Content-Type", "Content-Length"],
        206 => &["ETag", "Last-Modified", "Accept-Ranges", "Content-Range", "Content-Type", "Content-Length"],
        304 => &["ETag", "Last-Modified", "Content-Range", "Content-Type", "Content-Length"],
        405 => &["Allow"],
        416 => &["Content-Range"],
        _ => &[],
    };
    let parts = [nginx.parts(), ours.parts()];
    if parts.iter().all(Option::is_some) {
        // Their boundaries differ, and with them the length.
        names = &names[..4];
        let [nginx, ours] = parts.map(|parts| format!("{parts:?}"));
        look("parts", nginx, ours);
    } else if matches!(nginx.status, 200 | 206 | 304) || case.method == "HEAD" {
        let text = |answer: &Answer| String::from_utf8_lossy(&answer.content).into_owned();
        look("content", text(nginx), text(ours));
    }
    for name in names {
        let value = |answer: &Answer| answer.field(name).unwrap_or_default().to_owned();
        look(name, value(nginx), value(ours));
    }
    found
}

#[test]
fn the_field_values_mean_what_is_said() {
    use cases::Means::{After, Ahead, Before, Equal};
    let now = i64::try_from(NOW / 1_000).unwrap();
    for (text, means) in cases::DATES {
        let read = date::read(text, now);
        let expected = match means {
            Before => read.is_some_and(|when| when < MODIFIED),
            Equal => read == Some(MODIFIED),
            After | Ahead => read.is_some_and(|when| when > MODIFIED),
            _ => read.is_none(),
        };
        assert!(expected, "{text} {read:?}");
    }
    assert_eq!(date::written(MODIFIED), cases::MODIFIED_TEXT);
    assert_eq!((TAG, EMPTY_TAG), (&*format!("\"{MODIFIED:x}-{LENGTH:x}\""), &*format!("\"{MODIFIED:x}-0\"")));
    assert_eq!(file().len(), LENGTH);
}

#[test]
fn nginx_answers_as_our_server_does() {
    let Some(program) = find() else {
        println!("nginx is not on this machine, so nothing was compared");
        return;
    };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("nginx-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = file();
    let files = [("file.txt", file.as_bytes()), ("empty.txt", &b""[..])];
    let nginx = Nginx::start(&program, &folder, &files, MODIFIED.unsigned_abs(), LOCATIONS).unwrap();
    let cases = cases::all();
    let mut tally = Tally::default();
    let mut other = 0;
    for case in &cases {
        let real = nginx.ask(&case.text).unwrap();
        let found = compare(case, &real, &ours(case, &file));
        other += usize::from(!found.is_empty());
        for Aspect { name, nginx, ours } in found {
            tally.add(case, name, &nginx, &ours);
        }
    }
    let version = nginx.version.clone();
    drop(nginx);
    std::fs::remove_dir_all(&folder).unwrap();
    let complaints = tally.complaints();
    println!(
        "nginx {version}: {} requests, {} of them answered otherwise than by our server, in {} known ways",
        cases.len(),
        other,
        KNOWN.len()
    );
    for complaint in complaints.iter().take(40) {
        println!("    {complaint}");
    }
    if version == MEASURED {
        assert!(complaints.is_empty(), "{} answers are not as the list says", complaints.len());
    } else if !complaints.is_empty() {
        println!("    The list is of nginx {MEASURED}; of another version this is only told.");
    }
}

#[test]
fn the_table_in_the_docs_is_the_list() {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/servers.md");
    let docs = std::fs::read_to_string(docs).unwrap_or_default().replace("\r\n", "\n");
    assert!(docs.contains(&table()), "docs/servers.md should have\n{}", table());
    let figures = format!("{} requests to nginx {MEASURED}", cases::all().len());
    assert!(docs.contains(&figures), "docs/servers.md should say: {figures}");
}
