//! The example messages of all entries, parsed, for the tests of their syntax and of their rules.
#![allow(dead_code, reason = "not every test program uses all of it")]

use statuscope_core::catalog::dataset;
use statuscope_core::message::Message;
use statuscope_core::model::Entry;

/// The example of an entry.
pub struct Shot {
    pub entry: &'static Entry,
    pub request: Message<'static>,
    pub responses: Vec<Message<'static>>,
}

fn parsed(entry: &Entry, text: &'static str) -> Message<'static> {
    Message::parse(text).unwrap_or_else(|fault| panic!("{}: {fault:?} in\n{text}", entry.code))
}

/// The examples of all entries that have one.
pub fn all() -> Vec<Shot> {
    let entries = dataset().entries.iter().filter(|entry| !entry.exchange.request.is_empty());
    entries
        .map(|entry| Shot {
            entry,
            request: parsed(entry, entry.exchange.request),
            responses: entry.exchange.responses.iter().map(|text| parsed(entry, text)).collect(),
        })
        .collect()
}

/// The elements of a field whose value is a list, from all its lines, in lower case.
pub fn elements(message: &Message<'_>, name: &str) -> Vec<String> {
    let lines = message.fields.iter().filter(|field| field.name.eq_ignore_ascii_case(name));
    let values = lines.flat_map(|field| field.value.split(','));
    values.map(|value| value.trim().to_ascii_lowercase()).filter(|value| !value.is_empty()).collect()
}

/// Fails with all that is wrong, a line each.
pub fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
