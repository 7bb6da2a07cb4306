//! The requests: each field value with what it means for the files, so that a difference can say
//! exactly when it occurs.

use std::collections::BTreeSet;

/// Thu, 29 Feb 2024 12:00:00 GMT: when all files were changed last.
pub const MODIFIED: i64 = 1_709_208_000;
pub const MODIFIED_TEXT: &str = "Thu, 29 Feb 2024 12:00:00 GMT";
/// How long `file.txt` is.
pub const LENGTH: usize = 1_000;
/// As nginx makes it: second of the last change and length.
pub const TAG: &str = "\"65e071c0-3e8\"";
pub const EMPTY_TAG: &str = "\"65e071c0-0\"";

/// What a field value means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// It names the tag that the file has.
    Right,
    /// It names that tag as a weak one.
    Weak,
    /// It names other tags.
    Wrong,
    /// `*`
    Any,
    /// It names no tag.
    NoTag,
    /// A moment before the last change.
    Before,
    /// The moment of the last change.
    Equal,
    /// A moment after it.
    After,
    /// No date, but some programs take it for one: a moment before the last change.
    LooseBefore,
    /// The same: the moment of the last change.
    LooseEqual,
    /// A year of two digits more than 45 and less than 50 years ahead.
    Ahead,
    /// No date.
    NoDate,
    /// One part that exists.
    One,
    /// Several parts that exist.
    Several,
    /// Several parts that are longer than the whole when put together.
    Overlapping,
    /// More parts than eight.
    Many,
    /// No part exists.
    Behind,
    /// One part that exists, with more digits than a number of 64 bits has.
    Huge,
    /// One part that exists, among empty list elements.
    Gaps,
    /// No range, or one that ends before it begins.
    NoRange,
    /// Another unit than bytes.
    Unit,
}

use Means::*;

/// A field value.
pub type Value = (&'static str, Means);

/// `If-Match` and `If-None-Match`; the first four are tried in all combinations.
pub const TAGS: [Value; 13] = [
    (TAG, Right),
    ("\"other\"", Wrong),
    ("*", Any),
    ("W/\"65e071c0-3e8\"", Weak),
    ("\"a\", \"65e071c0-3e8\"", Right),
    ("\"a\" ,, W/\"b\",\"65e071c0-3e8\" , \"c\"", Right),
    ("\"a,b\", W/\"65e071c0-3e8\"", Weak),
    ("\"a\", W/\"b\"", Wrong),
    ("\"65e071c0-3E8\"", Wrong),
    ("\"65e071c0-3e8", NoTag),
    ("65e071c0-3e8", NoTag),
    ("w/\"65e071c0-3e8\"", NoTag),
    ("\"65e071c0-3e8\"x", NoTag),
];

/// Dates; the first four are tried in all combinations.
pub const DATES: [Value; 25] = [
    (MODIFIED_TEXT, Equal),
    ("Thu, 29 Feb 2024 11:59:59 GMT", Before),
    ("Thu, 29 Feb 2024 12:00:01 GMT", After),
    ("yesterday", NoDate),
    ("Thursday, 29-Feb-24 12:00:00 GMT", Equal),
    ("Thu Feb 29 12:00:00 2024", Equal),
    ("Wednesday, 28-Feb-24 12:00:00 GMT", Before),
    ("Thu Feb  8 12:00:00 2024", Before),
    ("Friday, 01-Mar-24 00:00:00 GMT", After),
    ("Fri Mar  1 00:00:00 2024", After),
    ("Sun, 06 Nov 1994 08:49:37 GMT", Before),
    ("Sunday, 06-Nov-94 08:49:37 GMT", Before),
    ("Thu, 01 Jan 1970 00:00:00 GMT", Before),
    ("Wed, 29 Feb 2040 12:00:00 GMT", After),
    ("Sunday, 01-Jan-73 00:00:00 GMT", Ahead),
    ("2024-02-29T12:00:00Z", NoDate),
    ("1709208000", NoDate),
    ("Thu, 30 Feb 2024 12:00:00 GMT", NoDate),
    ("Thu, 29 Feb 2024 24:00:00 GMT", NoDate),
    ("Fri, 29 Feb 2024 12:00:00 GMT", LooseEqual),
    ("Thu, 29 Feb 2024 12:00:00", LooseEqual),
    ("Thu, 29 Feb 2024 12:00:00 UTC", LooseEqual),
    ("Thu, 8 Feb 2024 12:00:00 GMT", LooseBefore),
    ("Fri, 08 Feb 2024 12:00:00 GMT", LooseBefore),
    ("Thu, 08 Feb 2024 12:00:00 +0000", LooseBefore),
];

/// `Range`, for a file of 1,000 bytes.
pub const RANGES: [Value; 40] = [
    ("bytes=0-99", One),
    ("bytes=0-0,-1", Several),
    ("bytes=1000-", Behind),
    ("bytes=x", NoRange),
    ("bytes=0-0", One),
    ("bytes=999-999", One),
    ("bytes=-1", One),
    ("bytes=-500", One),
    ("bytes=-1000", One),
    ("bytes=-5000", One),
    ("bytes=0-", One),
    ("bytes=500-", One),
    ("bytes=900-5000", One),
    ("bytes=0-999", One),
    ("bytes=0-99999999999999999999", Huge),
    ("Bytes=10-19", One),
    ("bytes= 10-19", One),
    ("bytes=00010-0019", One),
    ("bytes=51-52", One),
    ("bytes=0-9,20-29", Several),
    ("bytes=20-29,0-9", Several),
    ("bytes=0-9 , 20-29 ,-10", Several),
    ("bytes=0-9,5-14", Several),
    ("bytes=0-9,1000-1001", One),
    ("bytes=2000-3000,-10", One),
    ("bytes=,0-9,,", Gaps),
    ("bytes=0-1,3-4,6-7,9-10,12-13,15-16,18-19,21-22", Several),
    ("bytes=0-1,3-4,6-7,9-10,12-13,15-16,18-19,21-22,24-25", Many),
    ("bytes=0-,0-", Overlapping),
    ("bytes=0-,-1", Overlapping),
    ("bytes=1000-1001,2000-", Behind),
    ("bytes=-0", Behind),
    ("bytes=99999999-", Behind),
    ("bytes=", NoRange),
    ("bytes=-", NoRange),
    ("bytes=1-2-3", NoRange),
    ("bytes=a-b,0-9", NoRange),
    ("bytes=9-0", NoRange),
    ("0-9", Unit),
    ("items=0-9", Unit),
];

/// `If-Range`.
pub const IF_RANGES: [Value; 12] = [
    (TAG, Right),
    ("\"other\"", Wrong),
    ("W/\"65e071c0-3e8\"", Weak),
    (MODIFIED_TEXT, Equal),
    ("Thu, 29 Feb 2024 11:59:59 GMT", Before),
    ("Thu, 29 Feb 2024 12:00:01 GMT", After),
    ("Thursday, 29-Feb-24 12:00:00 GMT", Equal),
    ("Thu Feb 29 12:00:00 2024", Equal),
    ("Fri, 29 Feb 2024 12:00:00 GMT", LooseEqual),
    ("*", NoTag),
    ("yesterday", NoDate),
    ("65e071c0-3e8", NoTag),
];

/// Where the request goes, and with that how both servers are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A file, nginx as it is.
    Plain,
    /// The same with `if_modified_since before`.
    Before,
    /// Without entity tag.
    Untagged,
    /// Without ranges.
    Whole,
    /// An empty file.
    Empty,
    /// No file.
    Missing,
}

pub const PLACES: [Place; 6] =
    [Place::Plain, Place::Before, Place::Untagged, Place::Whole, Place::Empty, Place::Missing];

impl Place {
    pub fn target(self) -> &'static str {
        match self {
            Place::Plain => "/plain/file.txt",
            Place::Before => "/before/file.txt",
            Place::Untagged => "/untagged/file.txt",
            Place::Whole => "/whole/file.txt",
            Place::Empty => "/before/empty.txt",
            Place::Missing => "/plain/missing.txt",
        }
    }
}

/// One request.
#[derive(Debug, Clone)]
pub struct Case {
    pub place: Place,
    pub method: &'static str,
    /// The request as it is typed.
    pub text: String,
    sent: Vec<(&'static str, Means)>,
}

impl Case {
    fn new(place: Place, method: &'static str, fields: &[(&'static str, Value)]) -> Self {
        let mut text = format!("{method} {} HTTP/1.1\nHost: files.example\nConnection: close", place.target());
        for (name, (value, _)) in fields {
            text += &format!("\n{name}: {value}");
        }
        if matches!(method, "POST" | "PUT" | "PATCH") {
            text += "\nContent-Length: 2\n\nhi";
        }
        Self { place, method, text, sent: fields.iter().map(|(name, (_, means))| (*name, *means)).collect() }
    }

    /// A message of its own.
    fn raw(method: &'static str, text: &str) -> Self {
        Self { place: Place::Plain, method, text: text.to_owned(), sent: Vec::new() }
    }

    /// What was sent in a field.
    pub fn means(&self, name: &str) -> Option<Means> {
        self.sent.iter().find(|(own, _)| *own == name).map(|(_, means)| *means)
    }
}

/// None, and each of some values.
fn maybe(values: &'static [Value]) -> impl Iterator<Item = Option<Value>> + Clone {
    std::iter::once(None).chain(values.iter().copied().map(Some))
}

/// Messages that are about more than the file: each with its method.
const MESSAGES: [(&str, &str); 15] = [
    ("GET", "GET /plain/file.txt HTTP/1.1\nConnection: close"),
    ("GET", "GET /plain/file.txt HTTP/1.1\nHost: a.example\nHost: b.example"),
    ("GET", "GET /plain/file.txt HTTP/1.0"),
    ("GET", "GET /plain/file.txt HTTP/1.0\nRange: bytes=0-9"),
    ("GET", "GET /plain/file.txt HTTP/2.0\nHost: files.example"),
    ("GET", "GET /plain/file.txt HTTP/3.7\nHost: files.example"),
    ("GET", "GET /plain/file.txt?query=1 HTTP/1.1\nHost: files.example\nConnection: close"),
    ("GET", "GET /plain/file.txt HTTP/1.1\nHost: files.example\nConnection: close\nContent-Length: two"),
    ("GET", "GET /plain/file.txt HTTP/1.1\nHost: files.example\nConnection: close\nContent-Length: -1"),
    (
        "POST",
        "POST /plain/file.txt HTTP/1.1\nHost: a.example\nConnection: close\nContent-Length: 2\nContent-Length: 3\n\nabc",
    ),
    (
        "POST",
        "POST /plain/file.txt HTTP/1.1\nHost: a.example\nConnection: close\nContent-Length: 2\nTransfer-Encoding: chunked\n\n0",
    ),
    ("POST", "POST /plain/file.txt HTTP/1.1\nHost: files.example\nConnection: close\nTransfer-Encoding: gzip"),
    (
        "GET",
        "GET /plain/file.txt HTTP/1.1\nHost: files.example\nConnection: close\nRange: bytes=0-9\nRange: bytes=20-29",
    ),
    ("GET", "GET /plain/file.txt HTTP/1.1\nHost: files.example\nConnection: close\nno field"),
    ("GET", "GET\nHost: files.example"),
];

/// All requests, each once. There is no chance in it: they are the same in every run.
pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |place, method, fields: &[(&'static str, Option<Value>)]| {
        let sent: Vec<(&'static str, Value)> =
            fields.iter().filter_map(|(name, value)| Some((*name, (*value)?))).collect();
        cases.push(Case::new(place, method, &sent));
    };
    let methods = ["GET", "HEAD"];
    // The four preconditions in all combinations of their first values.
    for place in [Place::Plain, Place::Before] {
        for method in methods {
            for if_match in maybe(&TAGS[..4]) {
                for if_none_match in maybe(&TAGS[..4]) {
                    for modified in maybe(&DATES[..4]) {
                        for unmodified in maybe(&DATES[..4]) {
                            add(
                                place,
                                method,
                                &[
                                    ("If-Match", if_match),
                                    ("If-None-Match", if_none_match),
                                    ("If-Modified-Since", modified),
                                    ("If-Unmodified-Since", unmodified),
                                ],
                            );
                        }
                    }
                }
            }
        }
    }
    // Each value alone, everywhere.
    for place in PLACES {
        for method in methods {
            for name in ["If-Match", "If-None-Match"] {
                TAGS.iter().for_each(|value| add(place, method, &[(name, Some(*value))]));
            }
            for name in ["If-Modified-Since", "If-Unmodified-Since"] {
                DATES.iter().for_each(|value| add(place, method, &[(name, Some(*value))]));
            }
            RANGES.iter().for_each(|value| add(place, method, &[("Range", Some(*value))]));
        }
    }
    // Each range with each If-Range, and the first ranges behind a condition.
    for method in methods {
        for range in RANGES {
            for if_range in IF_RANGES {
                add(Place::Plain, method, &[("Range", Some(range)), ("If-Range", Some(if_range))]);
            }
        }
        for range in &RANGES[..4] {
            for tag in TAGS {
                add(Place::Plain, method, &[("If-None-Match", Some(tag)), ("Range", Some(*range))]);
                add(Place::Plain, method, &[("If-Match", Some(tag)), ("Range", Some(*range))]);
            }
            for date in &DATES[..4] {
                add(Place::Plain, method, &[("If-Modified-Since", Some(*date)), ("Range", Some(*range))]);
                add(Place::Plain, method, &[("If-Unmodified-Since", Some(*date)), ("Range", Some(*range))]);
            }
        }
    }
    for if_range in IF_RANGES {
        add(Place::Untagged, "GET", &[("Range", Some(RANGES[0])), ("If-Range", Some(if_range))]);
        add(Place::Whole, "GET", &[("Range", Some(RANGES[0])), ("If-Range", Some(if_range))]);
        add(Place::Plain, "GET", &[("If-Range", Some(if_range))]);
    }
    // Other methods, with and without a condition.
    for place in [Place::Plain, Place::Missing] {
        for method in ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get"] {
            add(place, method, &[]);
            for (name, values) in [
                ("If-Match", &TAGS[..4]),
                ("If-None-Match", &TAGS[..4]),
                ("If-Unmodified-Since", &DATES[..4]),
                ("Range", &RANGES[..4]),
            ] {
                values.iter().for_each(|value| add(place, method, &[(name, Some(*value))]));
            }
        }
    }
    let mut seen = BTreeSet::new();
    cases.extend(MESSAGES.map(|(method, text)| Case::raw(method, text)));
    cases.retain(|case| seen.insert(case.text.clone()));
    cases
}
