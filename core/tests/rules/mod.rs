//! The rules that the RFCs make for a response by its status code. They stand here, not in the data,
//! so that a mistake in the data does not excuse one in an example.

use crate::exchanges::elements;
use statuscope_core::message::{Message, Start, is_token};

const PRECONDITIONS: [&str; 5] = ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range"];

fn has(message: &Message<'_>, name: &str) -> bool {
    message.field(name).is_some()
}

fn has_content(message: &Message<'_>) -> bool {
    message.content.is_some()
}

/// Whether content comes with the message, or is on its way.
fn announces_content(message: &Message<'_>) -> bool {
    has(message, "Transfer-Encoding") || message.field("Content-Length").is_some_and(|length| length != "0")
}

/// RFC 9110 11.3: a scheme, perhaps with parameters.
fn is_challenge(value: &str) -> bool {
    let (scheme, parameters) = value.split_once(' ').unwrap_or((value, ""));
    let named = |pair: &str| pair.split_once('=').is_some_and(|(name, _)| is_token(name));
    is_token(scheme) && (parameters.is_empty() || parameters.split(", ").all(named))
}

/// `bytes 0-9/100` as (first, last, length); RFC 9110 14.4.
fn byte_range(value: &str) -> Option<(usize, usize, usize)> {
    let (range, length) = value.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?, length.parse().ok()?))
}

/// The first bytes that `Range: bytes=…` asks for, one a range, of so many.
fn first_asked(range: &str, length: usize) -> Vec<usize> {
    let first = |spec: &str| {
        let (first, last) = spec.trim().split_once('-')?;
        // A number beyond all others is still a number.
        let number =
            |digits: &str| digits.parse::<u128>().map_or(usize::MAX, |it| usize::try_from(it).unwrap_or(usize::MAX));
        if first.is_empty() {
            // Nothing at the end is no part at all.
            Some(if number(last) == 0 { length } else { length.saturating_sub(number(last)) })
        } else {
            Some(number(first))
        }
    };
    range.split_once('=').map_or_else(Vec::new, |(_, set)| set.split(',').filter_map(first).collect())
}

/// The rules of a response by its status code: what must hold, and where that is said.
fn rules(request: &Message<'_>, response: &Message<'_>) -> Vec<(bool, &'static str)> {
    let method = request.method().unwrap_or_default();
    let status = response.status().unwrap_or_default();
    let on_get = matches!(method, "GET" | "HEAD");
    let unframed = !has(response, "Content-Length") && !has(response, "Transfer-Encoding");
    let upgrades =
        has(response, "Upgrade") && elements(response, "Connection").iter().any(|option| option == "upgrade");
    let offered = elements(request, "Upgrade");
    let conditional = PRECONDITIONS.iter().any(|name| has(request, name));
    let mut rules = match status {
        100 => vec![
            (elements(request, "Expect") == ["100-continue"], "100 answers Expect: 100-continue (9110 10.1.1)"),
            (announces_content(request), "Expect needs content to come (9110 10.1.1)"),
        ],
        101 => vec![
            (upgrades, "101 has Upgrade and Connection: upgrade (9110 15.2.2, 7.8)"),
            (
                elements(response, "Upgrade").iter().all(|name| offered.contains(name)),
                "only to what was offered (9110 7.8)",
            ),
        ],
        103 => vec![(has(response, "Link"), "103 without hints says nothing (8297 2)")],
        104 => {
            vec![(has(response, "Location") || has(response, "Upload-Offset"), "104 says where or how much (draft)")]
        }
        201 => vec![(method != "POST" || has(response, "Location"), "201 after POST has Location (9110 9.3.3)")],
        205 => {
            vec![(!has_content(response), "205 has no content (9110 15.3.6)"), (!unframed, "205 is framed (9112 6.3)")]
        }
        206 => partial(request, response),
        207 => {
            vec![(response.content.is_some_and(|xml| xml.contains("multistatus")), "207 is a multistatus (4918 13)")]
        }
        226 => vec![
            (has(response, "ETag"), "226 has ETag (3229 10.4.1)"),
            (!elements(response, "IM").is_empty(), "226 has IM (3229 10.3)"),
            (
                elements(response, "IM").iter().all(|im| elements(request, "A-IM").contains(im)),
                "as A-IM asks (3229 10.4.1)",
            ),
        ],
        301 | 302 | 303 | 305 | 307 | 308 => {
            vec![(has(response, "Location"), "leads nowhere without Location (9110 15.4)")]
        }
        304 => vec![
            (on_get && conditional, "304 answers a conditional GET or HEAD (9110 15.4.5)"),
            (!has_content(response), "304 has no content (9110 15.4.5)"),
            (is_current(request, response), "If-None-Match lists the current ETag (9110 13.1.2)"),
        ],
        401 => {
            vec![(response.field("WWW-Authenticate").is_some_and(is_challenge), "401 has a challenge (9110 15.5.2)")]
        }
        405 => vec![
            (has(response, "Allow"), "405 has Allow (9110 15.5.6)"),
            (!elements(response, "Allow").contains(&method.to_ascii_lowercase()), "Allow does not list this method"),
        ],
        406 => vec![(request.fields.iter().any(|field| field.name.starts_with("Accept")), "what for? (9110 15.5.7)")],
        407 => vec![
            (response.field("Proxy-Authenticate").is_some_and(is_challenge), "407 has a challenge (9110 15.5.8)"),
            (goes_to_a_proxy(request), "407 comes from a proxy (9110 15.5.8)"),
        ],
        411 => vec![(!has(request, "Content-Length"), "411: no Content-Length was sent (9110 15.5.12)")],
        412 => vec![
            (conditional, "412 needs a precondition (9110 15.5.13)"),
            (
                !on_get || has(request, "If-Match") || has(request, "If-Unmodified-Since"),
                "that is a 304 on GET and HEAD (9110 13.1.2)",
            ),
        ],
        413 => vec![(announces_content(request), "413: content was to come (9110 15.5.14)")],
        415 => vec![
            (
                announces_content(request) && (has(request, "Content-Type") || has(request, "Content-Encoding")),
                "415 is about content (9110 15.5.16)",
            ),
            (
                !has(response, "Accept") || response.field("Accept") != request.field("Content-Type"),
                "415 refuses what it accepts",
            ),
        ],
        416 => unsatisfiable(request, response),
        417 => vec![(has(request, "Expect"), "417 answers Expect (9110 15.5.18)")],
        425 => vec![(request.field("Early-Data") == Some("1"), "425 is about early data (8470 5.2)")],
        426 => vec![
            (upgrades, "426 has Upgrade and Connection: upgrade (9110 15.5.22, 7.8)"),
            (elements(response, "Upgrade").iter().all(|name| !offered.contains(name)), "it was offered; that is a 101"),
        ],
        // The others are ignored where they do not apply, and then protect nothing.
        428 => {
            vec![(!has(request, "If-Match") && !has(request, "If-None-Match"), "428: a precondition was sent (6585 3)")]
        }
        451 => {
            vec![(response.field("Link").is_some_and(|link| link.contains("rel=\"blocked-by\"")), "by whom? (7725 4)")]
        }
        501 => vec![(
            !on_get || has(request, "Transfer-Encoding"),
            "every server supports GET and HEAD (9110 9.1), if not every transfer coding (9112 6.1)",
        )],
        511 => vec![(!has(response, "WWW-Authenticate"), "511 has no challenge (6585 6)")],
        _ => Vec::new(),
    };
    if status / 100 == 1 || status == 204 {
        rules.push((!has_content(response), "1xx and 204 have no content (9110 6.4.1)"));
        rules.push((unframed, "1xx and 204 have neither Content-Length nor Transfer-Encoding (9110 8.6, 9112 6.1)"));
    }
    rules.push((method != "HEAD" || !has_content(response), "an answer to HEAD has no content (9110 9.3.2)"));
    rules
}

fn partial(request: &Message<'_>, response: &Message<'_>) -> Vec<(bool, &'static str)> {
    let asked = request.field("Range");
    let mut rules =
        vec![(asked.is_some() && request.method() == Some("GET"), "206 answers GET with Range (9110 14.2)")];
    if response.field("Content-Type").is_some_and(|kind| kind.starts_with("multipart/byteranges")) {
        rules.push((!has(response, "Content-Range"), "not above several parts (9110 15.3.7.2)"));
        rules
            .push((response.content.is_some_and(|parts| parts.contains("Content-Range: ")), "in each (9110 15.3.7.2)"));
    } else {
        let sent = response.field("Content-Range").and_then(byte_range);
        let length = response.content.map_or(0, str::len);
        let fits = sent.is_some_and(|(first, last, all)| {
            first + length == last + 1
                && last < all
                && asked.is_some_and(|range| first_asked(range, all).contains(&first))
        });
        rules.push((fits, "Content-Range says what is sent of what was asked for (9110 15.3.7.1)"));
    }
    rules
}

fn unsatisfiable(request: &Message<'_>, response: &Message<'_>) -> Vec<(bool, &'static str)> {
    let asked = request.field("Range");
    let length = response.field("Content-Range").and_then(|value| value.strip_prefix("bytes */")?.parse().ok());
    let behind =
        |length: usize| asked.is_some_and(|range| first_asked(range, length).iter().all(|first| *first >= length));
    vec![
        (asked.is_some(), "416 answers Range (9110 15.5.17)"),
        (length.is_some(), "416 says Content-Range: bytes */length (9110 15.5.17)"),
        (length.is_none_or(behind), "the range could be satisfied (9110 14.1.2)"),
    ]
}

/// Whether the entity tag is one that the client has, compared weakly (RFC 9110 8.8.3.2).
fn is_current(request: &Message<'_>, response: &Message<'_>) -> bool {
    let strong = |tag: &str| tag.trim_start_matches("w/").to_owned();
    match (elements(request, "If-None-Match"), elements(response, "ETag").first()) {
        (listed, Some(tag)) if !listed.is_empty() => listed.iter().any(|own| own == "*" || strong(own) == strong(tag)),
        _ => true,
    }
}

/// RFC 9112 3.2.2 and 3.2.3: absolute form, or CONNECT.
fn goes_to_a_proxy(request: &Message<'_>) -> bool {
    matches!(request.start, Start::Request { method, target } if method == "CONNECT" || target.contains("://"))
}

/// The rules that a response breaks.
pub fn broken(request: &Message<'_>, response: &Message<'_>) -> Vec<&'static str> {
    rules(request, response).into_iter().filter(|(holds, _)| !holds).map(|(_, rule)| rule).collect()
}
