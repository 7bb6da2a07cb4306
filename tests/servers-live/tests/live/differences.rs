//! Where nginx answers otherwise than our server, and why. Each difference that turns up has to be
//! one of these, and each of these has to turn up as often as it says.

use crate::cases::{Case, MODIFIED_TEXT, Means, Place};
use std::fmt::Write;

/// The version of nginx that the figures are of. Another one may differ otherwise: that is told,
/// and fails nothing.
pub const MEASURED: &str = "1.22.1";

/// A known difference.
pub struct Known {
    /// What is differed about, as the table in `docs/servers.md` calls it.
    pub name: &'static str,
    /// `status`, or a field.
    aspect: &'static str,
    /// What nginx says, and what our server says.
    pairs: &'static [(&'static str, &'static str)],
    /// The requests.
    when: fn(&Case) -> bool,
    /// How many of them.
    count: usize,
    pub nginx: &'static str,
    pub ours: &'static str,
    pub source: &'static str,
}

use Means::*;

fn has(case: &Case, name: &str, all: &[Means]) -> bool {
    case.means(name).is_some_and(|means| all.contains(&means))
}

fn is_get(case: &Case, range: &[Means]) -> bool {
    case.method == "GET" && has(case, "Range", range)
}

/// Whether nginx compares `If-Modified-Since` exactly here, as it does unless told otherwise.
fn is_exact(case: &Case) -> bool {
    !matches!(case.place, Place::Before | Place::Empty)
}

fn match_and_date(case: &Case) -> bool {
    case.means("If-Match").is_some() && has(case, "If-Unmodified-Since", &[Before, LooseBefore, NoDate, Ahead])
}

fn loose_date(case: &Case) -> bool {
    let ranges = [One, Several, Overlapping, Behind, Huge, Gaps];
    has(case, "If-Unmodified-Since", &[LooseBefore]) && case.means("If-Match").is_none()
        || has(case, "If-Modified-Since", &[LooseEqual])
        || has(case, "If-Range", &[LooseEqual]) && is_get(case, &ranges)
}

fn two_digits(case: &Case) -> bool {
    has(case, "If-Unmodified-Since", &[Ahead]) || has(case, "If-Modified-Since", &[Ahead]) && !is_exact(case)
}

pub const KNOWN: [Known; 20] = [
    Known {
        name: "`If-Unmodified-Since` beside `If-Match`",
        aspect: "status",
        pairs: &[("412", "200"), ("412", "304"), ("412", "206"), ("412", "416")],
        when: match_and_date,
        count: 400,
        nginx: "looks at both, and wants both to hold",
        ours: "the date is not looked at where a tag is",
        source: "13.1.4 (MUST)",
    },
    Known {
        name: "`If-Unmodified-Since` that is no date",
        aspect: "status",
        pairs: &[("412", "200"), ("412", "304"), ("412", "206"), ("412", "416")],
        when: |case| case.means("If-Match").is_none() && has(case, "If-Unmodified-Since", &[NoDate]),
        count: 154,
        nginx: "takes it for a moment before all others: 412",
        ours: "ignored",
        source: "13.1.4 (MUST)",
    },
    Known {
        name: "`If-None-Match` beside `If-Modified-Since`",
        aspect: "status",
        pairs: &[("200", "304")],
        when: |case| {
            has(case, "If-None-Match", &[Right, Weak, Any])
                && has(case, "If-Modified-Since", &[Before, NoDate, After])
                && (is_exact(case) || !has(case, "If-Modified-Since", &[After]))
        },
        count: 270,
        nginx: "304 only if both say so",
        ours: "the date is not looked at where a tag is",
        source: "13.1.3 (MUST)",
    },
    Known {
        name: "`If-Modified-Since` later than the last change",
        aspect: "status",
        pairs: &[("200", "304"), ("206", "304"), ("416", "304")],
        when: |case| {
            is_exact(case) && case.means("If-None-Match").is_none() && has(case, "If-Modified-Since", &[After, Ahead])
        },
        count: 54,
        nginx: "304 only if the dates are the same; as ours with `if_modified_since before`",
        ours: "304 if not changed since",
        source: "13.1.3",
    },
    Known {
        name: "Dates that are not quite dates",
        aspect: "status",
        pairs: &[("304", "200"), ("412", "200"), ("206", "200"), ("416", "200")],
        when: loose_date,
        count: 90,
        nginx: "looks at neither weekday nor zone, and takes a day of one digit",
        ours: "no date, so the condition is ignored, or with `If-Range` the whole is sent",
        source: "5.6.7, 13.1.3 to 13.1.5",
    },
    Known {
        name: "Years of two digits",
        aspect: "status",
        pairs: &[("412", "200"), ("200", "304")],
        when: two_digits,
        count: 14,
        nginx: "70 to 99 are of the last century",
        ours: "the last century only if it were more than 50 years ahead",
        source: "5.6.7 (MUST)",
    },
    Known {
        name: "`Range` with `HEAD`",
        aspect: "status",
        pairs: &[("206", "200"), ("416", "200")],
        when: |case| case.method == "HEAD" && case.means("Range").is_some(),
        count: 357,
        nginx: "206 or 416, as for `GET`",
        ours: "ignored: ranges are defined for `GET` only",
        source: "14.2 (MUST)",
    },
    Known {
        name: "Malformed `Range`",
        aspect: "status",
        pairs: &[("416", "200")],
        when: |case| is_get(case, &[NoRange]),
        count: 60,
        nginx: "416",
        ours: "ignored; either is allowed",
        source: "14.2 (MAY)",
    },
    Known {
        name: "`Range` with a number of 20 digits",
        aspect: "status",
        pairs: &[("416", "206")],
        when: |case| is_get(case, &[Huge]),
        count: 7,
        nginx: "416: the number does not fit into 64 bits",
        ours: "up to the end",
        source: "14.1.2 (MUST)",
    },
    Known {
        name: "`Range` with empty list elements",
        aspect: "status",
        pairs: &[("416", "206")],
        when: |case| is_get(case, &[Gaps]),
        count: 7,
        nginx: "416",
        ours: "passed over",
        source: "5.6.1.2 (MUST)",
    },
    Known {
        name: "Parts that are longer than the whole",
        aspect: "status",
        pairs: &[("200", "206")],
        when: |case| is_get(case, &[Overlapping]),
        count: 14,
        nginx: "the whole",
        ours: "the parts, as asked for; either is allowed",
        source: "14.2 (MAY)",
    },
    Known {
        name: "More than eight parts",
        aspect: "status",
        pairs: &[("206", "200")],
        when: |case| is_get(case, &[Many]),
        count: 8,
        nginx: "the parts, however many unless `max_ranges` is set",
        ours: "the whole; either is allowed",
        source: "14.2 (MAY)",
    },
    Known {
        name: "`Range` of an empty file",
        aspect: "status",
        pairs: &[("200", "416")],
        when: |case| case.place == Place::Empty && case.method == "GET" && case.means("Range").is_some(),
        count: 11,
        nginx: "200 where the range begins at 0, else 416",
        ours: "416 but for suffix-ranges: no first byte exists",
        source: "14.1.2, 15.5.17",
    },
    Known {
        name: "`POST` where no file is",
        aspect: "status",
        pairs: &[("404", "405")],
        when: |case| case.method == "POST" && case.place == Place::Missing,
        count: 17,
        nginx: "404; for other methods 405",
        ours: "405 for all: the method is looked at first",
        source: "15.5.6",
    },
    Known {
        name: "Unknown method",
        aspect: "status",
        pairs: &[("405", "501")],
        when: |case| case.method == "BREW",
        count: 34,
        nginx: "405",
        ours: "501",
        source: "9.1 (SHOULD)",
    },
    Known {
        name: "Method in lower case",
        aspect: "status",
        pairs: &[("400", "501")],
        when: |case| case.method == "get",
        count: 34,
        nginx: "400: a method has capitals only",
        ours: "501: any token may be a method, but nobody knows this one",
        source: "9.1",
    },
    Known {
        name: "`Transfer-Encoding` that does not end with `chunked`",
        aspect: "status",
        pairs: &[("501", "400")],
        when: |case| case.text.contains("Transfer-Encoding: gzip"),
        count: 1,
        nginx: "501",
        ours: "400: nobody knows where the request ends",
        source: "RFC 9112 6.3 (MUST)",
    },
    Known {
        name: "405 and `Allow`",
        aspect: "Allow",
        pairs: &[("", "GET, HEAD")],
        when: |_| true,
        count: 187,
        nginx: "no `Allow`",
        ours: "lists the methods",
        source: "15.5.6 (MUST)",
    },
    Known {
        name: "304 and `Last-Modified`",
        aspect: "Last-Modified",
        pairs: &[(MODIFIED_TEXT, "")],
        when: |case| case.place != Place::Untagged,
        count: 440,
        nginx: "sends it beside `ETag`",
        ours: "only where there is no tag",
        source: "15.4.5 (SHOULD NOT)",
    },
    Known {
        name: "206 and `Accept-Ranges`",
        aspect: "Accept-Ranges",
        pairs: &[("", "bytes")],
        when: |case| is_get(case, &[One, Several]) || case.text.contains("\nRange:"),
        count: 196,
        nginx: "leaves it out, since the 206 says it",
        ours: "sends it, as with 200; either is allowed",
        source: "14.3 (MAY)",
    },
];

/// The differences as they turned up.
#[derive(Default)]
pub struct Tally {
    counts: [usize; KNOWN.len()],
    unexplained: Vec<String>,
}

impl Tally {
    /// Takes a difference down.
    pub fn add(&mut self, case: &Case, aspect: &str, nginx: &str, ours: &str) {
        let fits = |known: &Known| known.aspect == aspect && known.pairs.contains(&(nginx, ours)) && (known.when)(case);
        let places: Vec<usize> = (0..KNOWN.len()).filter(|at| fits(&KNOWN[*at])).collect();
        if let [at] = places[..] {
            self.counts[at] += 1;
        } else {
            let names: Vec<&str> = places.iter().map(|at| KNOWN[*at].name).collect();
            let text = case.text.replace("\nHost: files.example\nConnection: close", "").replace('\n', " | ");
            self.unexplained.push(format!("{text}: {aspect} is {nginx:?} with nginx, {ours:?} with ours {names:?}"));
        }
    }

    /// What is not as the list says, in words.
    pub fn complaints(&self) -> Vec<String> {
        let mut all = self.unexplained.clone();
        for (known, count) in KNOWN.iter().zip(self.counts) {
            if known.count != count {
                all.push(format!("{}: {count} times, listed: {}", known.name, known.count));
            }
        }
        all
    }
}

/// The list as `docs/servers.md` has it.
pub fn table() -> String {
    let mut text = String::from("| about | requests | nginx | ours | RFC 9110 |\n|---|---:|---|---|---|\n");
    for Known { name, count, nginx, ours, source, .. } in &KNOWN {
        writeln!(text, "| {name} | {count} | {nginx} | {ours} | {source} |").unwrap();
    }
    text
}
