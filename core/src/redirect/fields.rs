//! Which fields a request has, and which ones a redirect takes from it.

use super::exchange::{Field, Standing, Way, value_of};
use super::keep::join;
use super::place::is_same_place;
use super::standing;
use super::url::Url;
use super::walk::Walk;
use super::words::{list, number, sentence};
use crate::clients::{CookieRule, EmptyLength, Memory, RefererRule, Restores, Streams, UserinfoRule};
use crate::sets::Set;

impl Walk<'_> {
    /// The caller's fields that this hop gets.
    pub fn visible(&self) -> Vec<Field> {
        let mut fields = self.fields.clone();
        remove(&mut fields, self.hidden);
        fields
    }

    /// All fields of the request as it stands.
    pub fn compose(&self, fields: &mut Vec<Field>) {
        fields.push(Field { name: "Host", value: self.url.host_field() });
        let context = self.context.as_ref();
        push(fields, "Origin", context.and_then(|context| context.origin(self.method)));
        fields.append(&mut self.visible());
        let referer = context.map_or(self.referer, |context| context.referer(&self.url));
        match fields.iter_mut().find(|field| field.is("Referer")) {
            Some(field) if context.is_none() => field.value = referer.unwrap_or(field.value),
            _ => {
                fields.retain(|field| !field.is("Referer"));
                push(fields, "Referer", referer);
            }
        }
        if self.policy.cookies != CookieRule::Field && value_of(fields, "Cookie").is_none() {
            push(fields, "Cookie", self.jar.field(&self.url));
        }
        self.sign(fields);
        self.frame(fields);
    }

    /// User name and password of the URL as `Authorization`.
    fn sign(&self, fields: &mut Vec<Field>) {
        let Some(userinfo) = self.url.userinfo.strip_suffix('@').filter(|_| self.context.is_none()) else { return };
        let present = value_of(fields, "Authorization").is_some();
        let sent = match self.policy.userinfo {
            UserinfoRule::SentOver => {
                remove(fields, Set::AUTHORIZATION);
                true
            }
            UserinfoRule::SentIfNeverSet => value_of(&self.request.fields, "Authorization").is_none(),
            UserinfoRule::SentElsewhere => !present && (self.way == Way::Start || self.url.host() != self.first.host()),
            _ => !present,
        };
        if sent {
            push(fields, "Authorization", Some(join(&["Basic ", &base64(&percent_decoded(userinfo))])));
        }
    }

    fn frame(&self, fields: &mut Vec<Field>) {
        let chunked = self.is_one_shot() && self.policy.streams != Streams::Fixed;
        if (self.carries || self.hollow) && chunked {
            return push(fields, "Transfer-Encoding", Some("chunked"));
        }
        let length = if self.carries { self.request.content.text().map_or(0, str::len) } else { 0 };
        let says_zero = match self.policy.empty_length {
            EmptyLength::Never => false,
            EmptyLength::Expecting => Set::EXPECTING.meets(Set::method(self.method)),
            EmptyLength::Always => true,
        };
        if self.carries || self.hollow || says_zero {
            push(fields, "Content-Length", Some(number(u16::try_from(length).unwrap_or(u16::MAX))));
        }
    }

    /// Takes from the request what the redirect costs it. The walk still stands at the old URL.
    pub fn shed(&mut self, status: u16, to: &Url, way: Way, rewritten: bool) {
        self.hidden = Set::NONE;
        if !self.policy.untouched_on.meets(Set::status(status)) {
            self.shed_content_fields(status, rewritten);
            self.shed_always();
            self.shed_elsewhere(to, way);
        }
        self.refer(to);
    }

    fn shed_content_fields(&mut self, status: u16, rewritten: bool) {
        let names = self.policy.content_fields;
        let on = self.policy.content_fields_on.meets(Set::status(status));
        let dropped = if on || (rewritten && self.policy.content_fields_rewritten) { names } else { Set::NONE };
        let gone = dropped.and(present(&self.fields));
        if !gone.is_empty() {
            let says = match (rewritten, names == Set::ALL) {
                (_, true) => "All fields that the caller has set are dropped.",
                (true, _) => sentence(gone, " goes with the body.", " go with the body."),
                (false, _) => sentence(gone, " is dropped, body or not.", " are dropped, body or not."),
            };
            self.note("$", &[says], Standing::AsSpecified);
        }
        if self.policy.restores == Restores::Request {
            self.hidden = dropped;
        } else {
            remove(&mut self.fields, dropped);
        }
        let left = present(&self.visible()).and(Set::CONTENT);
        if rewritten && !left.is_empty() && !self.client.is_specification() {
            let says = sentence(left, " stays, though there is no body.", " stay, though there is no body.");
            self.note("$", &[says], Standing::Beyond);
        }
    }

    fn shed_always(&mut self) {
        let gone = self.policy.dropped_always.and(present(&self.fields));
        remove(&mut self.fields, gone);
        if !gone.is_empty() {
            let says = sentence(gone, " is", " are");
            self.note("$ dropped at every redirect, even to the same place.", &[says], Standing::Permitted);
        }
    }

    fn shed_elsewhere(&mut self, to: &Url, way: Way) {
        let compares_first = matches!(self.policy.memory, Memory::Home | Memory::HomeUnlessPortChanges);
        let from = if compares_first { self.first } else { self.url };
        let names = self.policy.dropped_elsewhere.and(present(&self.fields));
        let sent = self.steps.last().map_or(Set::NONE, |step| step.sends().and(names));
        if is_same_place(&self.policy.same_place, &from, to) {
            if names.is_empty() {
            } else if sent.is_empty() {
                let says = if compares_first {
                    "$ back, at the first place again."
                } else {
                    "$ back: only the last step is looked at."
                };
                self.note(says, &[list(names)], Standing::Open);
            } else if way != Way::SameOrigin {
                let parts = [way.words(), list(names)];
                self.note("$, but the same place for this client: $ stay.", &parts, Standing::Open);
            } else {
                self.passed("Same place: $", &[sentence(names, " stays.", " stay.")]);
            }
            return;
        }
        let moved = from.scheme != to.scheme || from.effective_port() != to.effective_port();
        match self.policy.memory {
            Memory::Gone => remove(&mut self.fields, names),
            Memory::HomeUnlessPortChanges if moved => remove(&mut self.fields, names),
            _ => self.hidden = self.hidden.or(names),
        }
        if !sent.is_empty() {
            let says = sentence(sent, " is dropped.", " are dropped.");
            self.note("$: $", &[way.words(), says], Standing::Permitted);
        }
        self.tell_what_leaks(way);
    }

    /// Credentials that go to another host.
    fn tell_what_leaks(&mut self, way: Way) {
        if !matches!(way, Way::OtherHost | Way::Below | Way::Downgrade) || self.policy.cookies == CookieRule::Jar {
            return;
        }
        let leaked = present(&self.visible()).and(Set::SECRETS);
        if leaked.is_empty() {
            return;
        }
        let says = if self.policy.may_drop.is_empty() {
            sentence(leaked, " is sent on.", " are sent on.")
        } else {
            join(&[list(leaked), " may be dropped, or may be sent on."])
        };
        self.note_by("$: $", &[way.words(), says], Standing::Open, "RFC 9110 15.4");
    }

    /// `Referer` of the next request.
    fn refer(&mut self, to: &Url) {
        let set = value_of(&self.request.fields, "Referer").is_some();
        let down = self.url.steps_down(to);
        let previous = match self.policy.referer {
            RefererRule::Previous => true,
            RefererRule::PreviousUnlessSet => !set,
            RefererRule::Kept | RefererRule::Page => false,
        };
        if previous {
            self.referer = (!down).then(|| self.url.address());
        }
    }

    /// Where RFC 9110 is silent and where it speaks about following a redirect.
    pub fn judge(&self, status: u16, after: &str, content_lost: bool) -> (Standing, &'static str) {
        standing::of_following(standing::Change { status, before: self.method, after, content_lost })
    }
}

#[inline(never)]
fn push(fields: &mut Vec<Field>, name: &'static str, value: Option<&'static str>) {
    if let Some(value) = value {
        fields.push(Field { name, value });
    }
}

/// Removes all fields with these names.
#[inline(never)]
fn remove(fields: &mut Vec<Field>, names: Set) {
    fields.retain(|field| !names.meets(Set::field(field.name)));
}

/// The names that are there.
#[inline(never)]
fn present(fields: &[Field]) -> Set {
    fields.iter().fold(Set::NONE, |names, field| names.or(Set::field(field.name)))
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        let escape = (byte == b'%').then(|| Some((digit(ahead.next()?)?, digit(ahead.next()?)?))).flatten();
        match escape {
            Some((high, low)) => {
                out.push(high << 4 | low);
                bytes = ahead;
            }
            None => out.push(byte),
        }
    }
    out
}

/// RFC 4648 4.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let mut word = 0_u32;
        for index in 0..3 {
            word = word << 8 | u32::from(chunk.get(index).copied().unwrap_or(0));
        }
        for place in 0..4 {
            let letter = LETTERS.get((word >> (18 - 6 * place) & 63) as usize).copied().unwrap_or(b'=');
            out.push(char::from(if place > chunk.len() { b'=' } else { letter }));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_as_rfc_4648_does() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("user:p%40ss", "dXNlcjpwQHNz")]
        {
            assert_eq!(base64(&percent_decoded(plain)), coded);
        }
        assert_eq!(percent_decoded("%zz%4"), b"%zz%4");
    }
}
