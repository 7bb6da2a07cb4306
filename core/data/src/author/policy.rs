//! Checks the policy of one client and turns it into a [`Policy`].

use super::code::{keep, word};
use super::known::Known;
use super::page::Page;
use super::text::prose;
use crate::clients::{
    Backslash, BadPercent, Browser, CachePolicy, CookieRule, ENDLESS, EmptyLength, HostTest, LocationFault, Memory,
    OneShot, OtherScheme, Place, Policy, PortTest, RawText, RedirectRule, RefererRule, RelativeRule, Restores,
    SchemeLimit, SchemeTest, Stop, Streams, Then, UserinfoRule,
};
use crate::message::is_token;
use crate::sets::Set;
use serde::Deserialize;

/// What clients are listed under, in this order.
pub const GROUPS: [&str; 9] =
    ["Standards", "Browsers", "JavaScript", "Command line", "Python", "Go", "Java", "Rust", "PHP, Perl, Ruby"];

const BECAUSE: usize = 220;

/// The policy as written. What is left out has the value that most clients have.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Authored {
    browser: String,
    rules: Vec<Rule>,
    otherwise: String,
    sends: Vec<String>,
    streams: String,
    one_shot: String,
    resends: Option<u8>,
    restores: String,
    empty_length: String,
    content_fields: ContentFields,
    same_place: SamePlace,
    dropped_elsewhere: Vec<String>,
    dropped_always: Vec<String>,
    may_drop: Vec<String>,
    untouched_on: Vec<u16>,
    memory: String,
    referer: String,
    cookies: String,
    userinfo: String,
    limit: Option<u16>,
    at_limit: String,
    same_url: SameUrl,
    no_location: String,
    empty_location: String,
    no_host: String,
    bad_location: String,
    relative: String,
    other_scheme: String,
    scheme_limit: Limit,
    raw_text: String,
    bad_percent: String,
    backslash: String,
    inherits_fragment: bool,
    cache: Cache,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Rule {
    status: Vec<u16>,
    method: Vec<String>,
    not: Vec<String>,
    then: String,
    or: String,
    because: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct ContentFields {
    drop: Vec<String>,
    rewritten: bool,
    on: Vec<u16>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct SamePlace {
    host: String,
    exact_case: bool,
    port: String,
    scheme: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct SameUrl {
    times: Option<u8>,
    counts_start: bool,
    then: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Limit {
    change: String,
    then: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Cache {
    bare: Vec<u16>,
    modified: Vec<u16>,
    fresh: Vec<u16>,
}

/// Gives the value that a word stands for, `usual` where the word is left out.
macro_rules! choose {
    ($page:ident, $field:literal, $given:expr, $type:ident, $usual:ident) => {
        if $given.is_empty() { $type::$usual } else { word($field, &$given, $type::ALL, $type::word, $page) }
    };
}

/// The policy of a merged table. Mistakes go to `page`.
pub fn policy(table: toml::Table, specification: bool, known: &Known, page: &mut Page<'_>) -> Policy {
    let authored: Authored = match table.try_into() {
        Ok(authored) => authored,
        Err(error) => {
            page.wrong("policy", "", format!("{}; docs/data.md lists the fields", error.message().trim()));
            Authored::default()
        }
    };
    let rules: Vec<RedirectRule> = authored.rules.iter().map(|it| rule(it, specification, known, page)).collect();
    let place = &authored.same_place;
    Policy {
        browser: choose!(page, "policy.browser", authored.browser, Browser, None),
        rules,
        otherwise: choose!(page, "policy.otherwise", authored.otherwise, Stop, Return),
        sends: or_all(methods("policy.sends", &authored.sends, page)),
        streams: choose!(page, "policy.streams", authored.streams, Streams, Either),
        one_shot: choose!(page, "policy.one_shot", authored.one_shot, OneShot, Unknown),
        resends: authored.resends.unwrap_or(u8::MAX),
        restores: choose!(page, "policy.restores", authored.restores, Restores, Nothing),
        empty_length: choose!(page, "policy.empty_length", authored.empty_length, EmptyLength, Expecting),
        content_fields: fields("policy.content_fields.drop", &authored.content_fields.drop, page),
        content_fields_rewritten: authored.content_fields.rewritten,
        content_fields_on: statuses("policy.content_fields.on", &authored.content_fields.on, page),
        same_place: Place {
            host: choose!(page, "policy.same_place.host", place.host, HostTest, Same),
            exact_case: place.exact_case,
            port: choose!(page, "policy.same_place.port", place.port, PortTest, Effective),
            scheme: choose!(page, "policy.same_place.scheme", place.scheme, SchemeTest, Same),
        },
        dropped_elsewhere: fields("policy.dropped_elsewhere", &authored.dropped_elsewhere, page),
        dropped_always: fields("policy.dropped_always", &authored.dropped_always, page),
        may_drop: fields("policy.may_drop", &authored.may_drop, page),
        untouched_on: statuses("policy.untouched_on", &authored.untouched_on, page),
        memory: choose!(page, "policy.memory", authored.memory, Memory, Gone),
        referer: choose!(page, "policy.referer", authored.referer, RefererRule, Kept),
        cookies: choose!(page, "policy.cookies", authored.cookies, CookieRule, Field),
        userinfo: choose!(page, "policy.userinfo", authored.userinfo, UserinfoRule, Ignored),
        limit: authored.limit.unwrap_or(ENDLESS),
        at_limit: choose!(page, "policy.at_limit", authored.at_limit, Stop, Error),
        same_url: authored.same_url.times.unwrap_or(u8::MAX),
        counts_start: authored.same_url.counts_start,
        at_same_url: choose!(page, "policy.same_url.then", authored.same_url.then, Stop, Error),
        no_location: choose!(page, "policy.no_location", authored.no_location, LocationFault, Return),
        empty_location: choose!(page, "policy.empty_location", authored.empty_location, LocationFault, Same),
        no_host: choose!(page, "policy.no_host", authored.no_host, LocationFault, Error),
        bad_location: choose!(page, "policy.bad_location", authored.bad_location, LocationFault, Error),
        relative: choose!(page, "policy.relative", authored.relative, RelativeRule, Rfc3986),
        other_scheme: choose!(page, "policy.other_scheme", authored.other_scheme, OtherScheme, Error),
        scheme_limit: choose!(page, "policy.scheme_limit.change", authored.scheme_limit.change, SchemeLimit, None),
        at_scheme_limit: choose!(page, "policy.scheme_limit.then", authored.scheme_limit.then, Stop, Return),
        raw_text: choose!(page, "policy.raw_text", authored.raw_text, RawText, Encoded),
        bad_percent: choose!(page, "policy.bad_percent", authored.bad_percent, BadPercent, Kept),
        backslash: choose!(page, "policy.backslash", authored.backslash, Backslash, Kept),
        inherits_fragment: authored.inherits_fragment,
        cache: CachePolicy {
            bare: statuses("policy.cache.bare", &authored.cache.bare, page),
            modified: statuses("policy.cache.modified", &authored.cache.modified, page),
            fresh: statuses("policy.cache.fresh", &authored.cache.fresh, page),
        },
    }
}

fn rule(rule: &Rule, specification: bool, known: &Known, page: &mut Page<'_>) -> RedirectRule {
    let about = methods("policy.rules.method", &rule.method, page);
    let not = methods("policy.rules.not", &rule.not, page);
    if !rule.method.is_empty() && !rule.not.is_empty() {
        page.wrong("policy.rules", "", "has both `method` and `not`; a rule is about some methods or about all others");
    }
    if !rule.because.is_empty() {
        prose("policy.rules.because", &rule.because, BECAUSE, known, page);
    }
    if !rule.or.is_empty() && !specification {
        page.wrong("policy.rules.or", "", "is for specifications; a program does one thing");
    }
    let then = word("policy.rules.then", &rule.then, Then::ALL, Then::word, page);
    RedirectRule {
        statuses: or_all(statuses("policy.rules.status", &rule.status, page)),
        methods: or_all(about).without(not),
        then,
        or: if rule.or.is_empty() { then } else { word("policy.rules.or", &rule.or, Then::ALL, Then::word, page) },
        because: keep(&rule.because),
    }
}

/// What is left out stands for all.
const fn or_all(set: Set) -> Set {
    if set.is_empty() { Set::ALL } else { set }
}

fn statuses(field: &str, statuses: &[u16], page: &mut Page<'_>) -> Set {
    let mut set = Set::NONE;
    for status in statuses {
        if !(300..315).contains(status) {
            page.wrong(field, "", format!("{status} is no redirect; write numbers from 300 to 314"));
        }
        set = set.or(Set::status(*status));
    }
    set
}

fn methods(field: &str, names: &[String], page: &mut Page<'_>) -> Set {
    known(field, names, Set::method, "a method that policies tell apart", page)
}

fn fields(field: &str, names: &[String], page: &mut Page<'_>) -> Set {
    if matches!(names, [all] if all == "*") {
        return Set::ALL;
    }
    known(field, names, Set::field, "a field that policies tell apart", page)
}

fn known(field: &str, names: &[String], of: fn(&str) -> Set, what: &str, page: &mut Page<'_>) -> Set {
    let mut set = Set::NONE;
    for name in names {
        if !is_token(name) {
            page.wrong(field, name, format!("\"{name}\" is no token (RFC 9110 5.6.2)"));
        } else if of(name) == Set::OTHER {
            page.wrong(field, name, format!("\"{name}\" is not {what}; add it in core/data/src/sets.rs"));
        }
        set = set.or(of(name));
    }
    set
}
