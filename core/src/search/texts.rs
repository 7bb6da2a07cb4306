//! The texts of an entry, each with the place that it stands for.

use super::index::Found;
use crate::model::Entry;
use crate::prose::plain;
use crate::reference;

/// The phrases of an entry, each with its place among those of its kind.
pub fn each_phrase<'a>(entry: &'a Entry, see: &mut dyn FnMut(Found, &'a str, u32)) {
    see(Found::Name, entry.name, 0);
    for (name, place) in entry.former_names.iter().zip(0..) {
        see(Found::Former, name, place);
    }
    for (phrase, place) in entry.search.iter().zip(0..) {
        see(Found::Search, phrase, place);
    }
    for (vendor, place) in entry.uses.iter().zip(0..) {
        see(Found::Vendor, vendor.vendor, place);
        see(Found::Vendor, vendor.name, place);
    }
    for (field, place) in entry.fields.iter().zip(0..) {
        see(Found::Field, field.name, place);
    }
}

/// Every text of an entry, with the place that it stands for.
pub fn each_text(entry: &Entry, see: &mut dyn FnMut(Found, &str)) {
    each_phrase(entry, &mut |found, phrase, _| see(found, phrase));
    see(Found::Summary, entry.summary);
    let mut text = |prose: &str| see(Found::Text, &plain(prose));
    text(entry.registration.word());
    text(entry.lead);
    entry.meaning.iter().chain(&entry.use_when).chain(&entry.methods).for_each(|prose| text(prose));
    entry.not_when.iter().for_each(|not| text(not.say));
    for pair in &entry.confused {
        text(pair.difference);
        text(pair.detail);
    }
    entry.fields.iter().for_each(|field| text(field.says));
    let rulings = [entry.content.says, entry.caching.says, entry.next.action, entry.next.how, entry.next.says];
    rulings.iter().for_each(|prose| text(prose));
    text(entry.exchange.note);
    text(entry.exchange.request);
    entry.exchange.responses.iter().for_each(|message| text(message));
    entry.notes.iter().for_each(|note| text(note.text));
    entry.uses.iter().for_each(|vendor| text(vendor.meaning));
    for citation in &entry.sources {
        text(citation.says);
        text(&reference::resolve(citation.source).label);
    }
}
