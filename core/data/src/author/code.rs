//! Checks one code's file and turns it into an [`Entry`].

use super::Page;
use super::authored::{self, Code};
use super::exchange;
use super::known::Known;
use super::text::{label, plain, prose, shown};
use crate::model::{
    Caching, CachingRule, Citation, Confusion, Content, ContentRule, Entry, Exchange, FieldRule, Level, Next, NotWhen,
    Note, NoteKind, Registration, Retry, Side, UseState, VendorUse,
};
use crate::packed::{Packed, Reader};

const SUMMARY: usize = 78;
const LEAD: usize = 170;
const MEANING: usize = 700;
const SITUATION: usize = 110;
const DIFFERENCE: usize = 80;
const DETAIL: usize = 120;
const REMARK: usize = 220;
const NOTE: usize = 420;

/// The entry of an authored file. Mistakes go to `page`; what is wrong gets a harmless value,
/// so that one run finds them all.
pub fn entry(code: &Code, known: &Known, page: &mut Page<'_>) -> Entry {
    let registration = word("registration", &code.registration, Registration::ALL, Registration::word, page);
    identity(code, registration, known, page);
    sentences(code, known, page);
    let content = Content {
        rule: word("content.rule", &code.content.rule, ContentRule::ALL, ContentRule::word, page),
        says: keep(&code.content.says),
        source: keep(&code.content.source),
    };
    let caching = Caching {
        rule: word("caching.rule", &code.caching.rule, CachingRule::ALL, CachingRule::word, page),
        says: keep(&code.caching.says),
        source: keep(&code.caching.source),
    };
    optional("content.says", &code.content.says, REMARK, known, page);
    optional("caching.says", &code.caching.says, REMARK, known, page);
    known.check_source("content.source", &code.content.source, page);
    known.check_source("caching.source", &code.caching.source, page);
    let next = next(&code.next, known, page);
    let fields = code.fields.iter().map(|field| field_rule(field, known, page)).collect();
    let notes = notes(code, known, page);
    let uses = code.uses.iter().map(|vendor| vendor_use(vendor, known, page)).collect();
    search_words(code, page);
    citations(code, known, page);
    optional("exchange.note", &code.exchange.note, REMARK, known, page);
    exchange::check(code, content.rule, page);

    let class = u8::try_from(code.code / 100).unwrap_or(0);
    Entry {
        code: code.code,
        name: keep(&code.name),
        former_names: keep_all(&code.former_names),
        registration,
        family: known.family(class, &code.family),
        everyday: code.everyday,
        summary: keep(&code.summary),
        lead: keep(&code.lead),
        meaning: keep_all(&code.meaning),
        use_when: keep_all(&code.use_when),
        not_when: code.not_when.iter().map(|not| NotWhen { say: keep(&not.say), instead: not.instead }).collect(),
        confused: code
            .confused
            .iter()
            .map(|pair| Confusion { with: pair.with, difference: keep(&pair.difference), detail: keep(&pair.detail) })
            .collect(),
        methods: keep_all(&code.methods),
        fields,
        content,
        caching,
        next,
        exchange: Exchange {
            note: keep(&code.exchange.note),
            request: keep(&code.exchange.request),
            responses: code.exchange.response.list().into_iter().map(keep).collect(),
            sees: code.exchange.sees,
        },
        notes,
        uses,
        search: keep_all(&code.search),
        sources: code
            .sources
            .iter()
            .map(|citation| Citation { source: keep(&citation.source), says: keep(&citation.says) })
            .collect(),
    }
}

pub fn keep(text: &str) -> &'static str {
    text.to_owned().leak()
}

pub fn keep_all(texts: &[String]) -> Vec<&'static str> {
    texts.iter().map(|text| keep(text)).collect()
}

/// The value that `given` stands for; the first one if it stands for none.
pub fn word<T: Copy + Packed>(
    field: &str,
    given: &str,
    all: &[T],
    name: fn(T) -> &'static str,
    page: &mut Page<'_>,
) -> T {
    if let Some(value) = all.iter().copied().find(|value| name(*value) == given) {
        return value;
    }
    let words: Vec<&str> = all.iter().map(|value| name(*value)).collect();
    page.wrong(field, given, format!("\"{given}\" is none of {}", words.join(", ")));
    // An enum's first value is what a pack of zeros reads as.
    T::read(&mut Reader::new(&[]))
}

fn identity(code: &Code, registration: Registration, known: &Known, page: &mut Page<'_>) {
    let stem = page.file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
    if stem != code.code.to_string() {
        page.wrong("code", "", format!("is {}, but the file is called {stem}.toml; rename one of them", code.code));
    }
    if !(100..=999).contains(&code.code) {
        page.wrong("code", "", format!("{} has not three digits", code.code));
    }
    label("name", &code.name, 60, page);
    let class = u8::try_from(code.code / 100).unwrap_or(0);
    let official = registration != Registration::Unofficial;
    if official && known.family(class, &code.family).is_none() {
        let message = format!("\"{}\" is no family of its class; one of: {}", code.family, known.families(class));
        page.wrong("family", &code.family, message);
    }
    if !official && !code.family.is_empty() {
        page.wrong("family", &code.family, "belongs to registered codes only; remove it");
    }
    if !official && code.uses.is_empty() {
        page.wrong("uses", "", "is empty, but an unofficial number exists only through its vendors; add one");
    }
    if code.everyday && registration != Registration::Registered {
        page.wrong("everyday", "", "is for registered codes only");
    }
}

fn sentences(code: &Code, known: &Known, page: &mut Page<'_>) {
    label("summary", &code.summary, SUMMARY, page);
    prose("lead", &code.lead, LEAD, known, page);
    for paragraph in &code.meaning {
        prose("meaning", paragraph, MEANING, known, page);
    }
    let total: usize = code.meaning.iter().map(|text| shown(text).chars().count()).sum();
    if code.meaning.is_empty() || code.meaning.len() > 3 || total > MEANING {
        let near = code.meaning.first().map_or("", String::as_str);
        let message =
            format!("has {} paragraphs, {total} characters; write 1 to 3, at most {MEANING}", code.meaning.len());
        page.wrong("meaning", near, message);
    }
    for (field, list) in [("use_when", &code.use_when), ("methods", &code.methods)] {
        let limit = if field == "methods" { REMARK } else { SITUATION };
        for item in list {
            prose(field, item, limit, known, page);
        }
        if list.len() > 4 {
            page.wrong(field, "", format!("has {} items; at most 4, keep the most useful", list.len()));
        }
    }
    for not in &code.not_when {
        prose("not_when.say", &not.say, SITUATION, known, page);
        if not.instead == code.code || !known.is_usable(not.instead) {
            let message = format!("{} cannot be used instead; name another code that is registered", not.instead);
            page.wrong("not_when.use", &not.say, message);
        }
    }
    if code.not_when.len() > 4 {
        page.wrong("not_when", "", "has more than 4 items; keep the most useful");
    }
    for pair in &code.confused {
        prose("confused.difference", &pair.difference, DIFFERENCE, known, page);
        optional("confused.detail", &pair.detail, DETAIL, known, page);
        if pair.with == code.code || !known.has_code(pair.with) {
            let message = format!("{} has no file in data/codes, or is the code itself", pair.with);
            page.wrong("confused.with", &pair.difference, message);
        }
    }
    if code.confused.len() > 3 {
        page.wrong("confused", "", "has more than 3 items; keep the most frequent");
    }
    if code.everyday && code.use_when.is_empty() {
        page.wrong("use_when", "", "is empty; an everyday code needs at least one situation");
    }
}

fn optional(field: &str, text: &str, limit: usize, known: &Known, page: &mut Page<'_>) {
    if !text.is_empty() {
        prose(field, text, limit, known, page);
    }
}

fn next(next: &authored::Next, known: &Known, page: &mut Page<'_>) -> Next {
    label("next.do", &next.action, 34, page);
    label("next.how", &next.how, 60, page);
    optional("next.says", &next.says, NOTE, known, page);
    known.check_source("next.source", &next.source, page);
    Next {
        retry: word("next.retry", &next.retry, Retry::ALL, Retry::word, page),
        action: keep(&next.action),
        how: keep(&next.how),
        says: keep(&next.says),
        source: keep(&next.source),
    }
}

fn field_rule(field: &authored::FieldRule, known: &Known, page: &mut Page<'_>) -> FieldRule {
    for name in field.name.split(", ") {
        if !crate::message::is_token(name) {
            let message = format!("\"{name}\" is no field name (RFC 9110 5.1); part several with \", \"");
            page.wrong("fields.name", &field.name, message);
        }
    }
    prose("fields.says", &field.says, REMARK, known, page);
    if !field.short.is_empty() {
        label("fields.short", &field.short, 30, page);
    }
    known.check_source("fields.source", &field.source, page);
    FieldRule {
        name: keep(&field.name),
        on: word("fields.on", &field.on, Side::ALL, Side::word, page),
        level: word("fields.level", &field.level, Level::ALL, Level::word, page),
        says: keep(&field.says),
        short: keep(&field.short),
        source: keep(&field.source),
    }
}

fn notes(code: &Code, known: &Known, page: &mut Page<'_>) -> Vec<Note> {
    if code.notes.len() > 3 {
        page.wrong("notes", "", "has more than 3 callouts; keep the most useful");
    }
    code.notes
        .iter()
        .map(|note| {
            prose("notes.text", &note.text, NOTE, known, page);
            let kind = word("notes.kind", &note.kind, NoteKind::ALL, NoteKind::word, page);
            Note { kind, text: keep(&note.text) }
        })
        .collect()
}

fn vendor_use(vendor: &authored::VendorUse, known: &Known, page: &mut Page<'_>) -> VendorUse {
    label("uses.name", &vendor.name, 60, page);
    label("uses.vendor", &vendor.vendor, 70, page);
    prose("uses.meaning", &vendor.meaning, REMARK, known, page);
    let last = shown(&vendor.meaning).chars().last();
    if !vendor.meaning.starts_with(|first: char| !first.is_lowercase()) || last != Some('.') {
        page.wrong("uses.meaning", &vendor.meaning, "is no sentence; begin with a capital and end with a full stop");
    }
    if let Some(instead) = vendor.instead.filter(|code| !known.is_usable(*code)) {
        page.wrong("uses.instead", &vendor.meaning, format!("{instead} is not a registered code"));
    }
    if vendor.sources.is_empty() {
        page.wrong("uses.sources", &vendor.meaning, "is empty; say where this is stated");
    }
    for source in &vendor.sources {
        known.check_source("uses.sources", source, page);
    }
    VendorUse {
        name: keep(&vendor.name),
        vendor: keep(&vendor.vendor),
        state: word("uses.state", &vendor.state, UseState::ALL, UseState::word, page),
        on_wire: vendor.on_wire,
        meaning: keep(&vendor.meaning),
        instead: vendor.instead,
        sources: keep_all(&vendor.sources),
    }
}

fn search_words(code: &Code, page: &mut Page<'_>) {
    let mut seen = std::collections::BTreeSet::new();
    for phrase in &code.search {
        plain("search", phrase, 60, page);
        if phrase.chars().any(char::is_uppercase) {
            page.wrong("search", phrase, format!("\"{phrase}\" has capitals; search words are lower case"));
        }
        if !seen.insert(phrase) {
            page.wrong("search", phrase, format!("\"{phrase}\" stands there twice"));
        }
    }
    if !(3..=24).contains(&code.search.len()) {
        page.wrong("search", "", format!("has {} phrases; write 3 to 24", code.search.len()));
    }
}

fn citations(code: &Code, known: &Known, page: &mut Page<'_>) {
    if code.sources.is_empty() {
        page.wrong("sources", "", "is empty; the first one is the definition");
    }
    for citation in &code.sources {
        label("sources.says", &citation.says, 90, page);
        known.check_source("sources.ref", &citation.source, page);
    }
}
