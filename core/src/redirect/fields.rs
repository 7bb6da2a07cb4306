//! Which fields a request has, and which ones a redirect takes from it.

use super::exchange::{Field, Standing, Way};
use super::place::is_same_place;
use super::standing;
use super::url::Url;
use super::walk::Walk;
use super::words::{list, number, once, sentence};
use crate::clients::{CookieRule, EmptyLength, Memory, RefererRule, Restores, Streams, UserinfoRule};

const CREDENTIALS: [&str; 3] = ["Authorization", "Cookie", "Proxy-Authorization"];

impl Walk<'_> {
    /// The caller's fields that this hop gets.
    pub fn visible(&self) -> Vec<Field> {
        let hidden = |field: &&Field| !self.hidden.iter().any(|name| field.is(name));
        self.fields.iter().filter(hidden).cloned().collect()
    }

    /// All fields of the request as it stands.
    pub fn compose(&self) -> Vec<Field> {
        let mut fields = vec![Field::new("Host", self.url.host_field())];
        if let Some(origin) = self.context.as_ref().and_then(|context| context.origin(&self.method)) {
            fields.push(Field::new("Origin", origin));
        }
        fields.extend(self.visible());
        if let Some(context) = &self.context {
            fields.retain(|field| !field.is("Referer"));
            fields.extend(context.referer(&self.url).map(|referer| Field::new("Referer", referer)));
        } else if let Some(referer) = &self.referer {
            match fields.iter_mut().find(|field| field.is("Referer")) {
                Some(field) => field.value.clone_from(referer),
                None => fields.push(Field::new("Referer", referer.as_str())),
            }
        }
        let has_cookie = fields.iter().any(|field| field.is("Cookie"));
        if self.policy.cookies != CookieRule::Field && !has_cookie {
            fields.extend(self.jar.field(&self.url).map(|cookie| Field::new("Cookie", cookie)));
        }
        self.sign(&mut fields);
        fields.extend(self.framing());
        fields
    }

    /// User name and password of the URL as `Authorization`.
    fn sign(&self, fields: &mut Vec<Field>) {
        let Some(userinfo) = self.url.userinfo.as_deref().filter(|_| self.context.is_none()) else { return };
        let present = fields.iter().any(|field| field.is("Authorization"));
        let sent = match self.policy.userinfo {
            UserinfoRule::SentOver => {
                fields.retain(|field| !field.is("Authorization"));
                true
            }
            UserinfoRule::SentIfNeverSet => !self.request.fields.iter().any(|field| field.is("Authorization")),
            UserinfoRule::SentElsewhere => !present && (self.way == Way::Start || self.url.host() != self.first.host()),
            _ => !present,
        };
        if sent {
            fields.push(Field::new("Authorization", ["Basic ", &base64(&percent_decoded(userinfo))].concat()));
        }
    }

    fn framing(&self) -> Option<Field> {
        let chunked = self.is_one_shot() && self.policy.streams != Streams::Fixed;
        if (self.carries || self.hollow) && chunked {
            return Some(Field::new("Transfer-Encoding", "chunked"));
        }
        let length = if self.carries { self.request.content.text().map_or(0, str::len) } else { 0 };
        let says_zero = match self.policy.empty_length {
            EmptyLength::Never => false,
            EmptyLength::Expecting => matches!(self.method.as_str(), "POST" | "PUT" | "PATCH"),
            EmptyLength::Always => true,
        };
        let shown = self.carries || self.hollow || says_zero;
        shown.then(|| Field::new("Content-Length", number(u16::try_from(length).unwrap_or(u16::MAX))))
    }

    /// Takes from the request what the redirect costs it. The walk still stands at the old URL.
    pub fn shed(&mut self, status: u16, to: &Url, way: Way, rewritten: bool) {
        self.hidden.clear();
        if !self.policy.untouched_on.contains(&status) {
            self.shed_content_fields(status, rewritten);
            self.shed_always();
            self.shed_elsewhere(to, way);
        }
        self.refer(to);
    }

    fn shed_content_fields(&mut self, status: u16, rewritten: bool) {
        let applies =
            self.policy.content_fields_on.contains(&status) || (rewritten && self.policy.content_fields_rewritten);
        let named = |field: &Field| self.policy.content_fields.iter().any(|name| *name == "*" || field.is(name));
        let gone: Vec<String> =
            self.fields.iter().filter(|field| applies && named(field)).map(|field| field.name.clone()).collect();
        if !gone.is_empty() {
            let names = once(&gone);
            let says = match (rewritten, self.policy.content_fields.contains(&"*")) {
                (_, true) => "All fields that the caller has set are dropped.".to_owned(),
                (true, _) => sentence(&names, " goes with the body.", " go with the body."),
                (false, _) => sentence(&names, " is dropped, body or not.", " are dropped, body or not."),
            };
            self.note(says, Standing::AsSpecified, "RFC 9110 15.4");
        }
        if self.policy.restores == Restores::Request {
            self.hidden.extend(self.policy.content_fields.iter().filter(|_| applies));
        } else {
            self.fields.retain(|field| !gone.iter().any(|name| field.is(name)));
        }
        let left: Vec<String> =
            self.visible().into_iter().filter(|field| is_about_content(&field.name)).map(|field| field.name).collect();
        if rewritten && !left.is_empty() && !self.client.is_specification() {
            let says = sentence(&once(&left), " stays, though there is no body.", " stay, though there is no body.");
            self.note(says, Standing::Beyond, "RFC 9110 15.4");
        }
    }

    fn shed_always(&mut self) {
        let gone = self.drop_named(&self.policy.dropped_always);
        if !gone.is_empty() {
            let says = sentence(&gone, " is", " are");
            self.note(
                [&says, " dropped at every redirect, even to the same place."].concat(),
                Standing::Permitted,
                "RFC 9110 15.4",
            );
        }
    }

    fn shed_elsewhere(&mut self, to: &Url, way: Way) {
        let compares_first = matches!(self.policy.memory, Memory::Home | Memory::HomeUnlessPortChanges);
        let from = if compares_first { &self.first } else { &self.url };
        let names: Vec<&'static str> = self.present(&self.policy.dropped_elsewhere);
        if is_same_place(&self.policy.same_place, from, to) {
            let was_away = !names.is_empty() && !names.iter().any(|name| self.was_sent(name));
            if was_away {
                let says = if compares_first {
                    " back, at the first place again."
                } else {
                    " back: only the last step is looked at."
                };
                self.note([&list(&names), says].concat(), Standing::Open, "");
            } else if way != Way::SameOrigin && !names.is_empty() {
                self.note(
                    [way.words(), ", but the same place for this client: ", &list(&names), " stay."].concat(),
                    Standing::Open,
                    "",
                );
            } else if !names.is_empty() {
                self.passed(&["Same place: ", &sentence(&names, " stays.", " stay.")].concat());
            }
            return;
        }
        let moved = from.scheme != to.scheme || from.effective_port() != to.effective_port();
        match self.policy.memory {
            Memory::Gone => drop(self.drop_named(&self.policy.dropped_elsewhere)),
            Memory::HomeUnlessPortChanges if moved => drop(self.drop_named(&self.policy.dropped_elsewhere)),
            _ => self.hidden.extend(&self.policy.dropped_elsewhere),
        }
        let sent: Vec<&str> = names.iter().copied().filter(|name| self.was_sent(name)).collect();
        if !sent.is_empty() {
            let says = sentence(&sent, " is dropped.", " are dropped.");
            self.note([way.words(), ": ", &says].concat(), Standing::Permitted, "RFC 9110 15.4");
        }
        self.tell_what_leaks(way);
    }

    /// Credentials that go to another host.
    fn tell_what_leaks(&mut self, way: Way) {
        if !matches!(way, Way::OtherHost | Way::Below | Way::Downgrade) || self.policy.cookies == CookieRule::Jar {
            return;
        }
        let visible = self.visible();
        let leaked: Vec<&str> =
            CREDENTIALS.into_iter().filter(|name| visible.iter().any(|field| field.is(name))).collect();
        if leaked.is_empty() {
            return;
        }
        let says = if self.policy.may_drop.is_empty() {
            sentence(&leaked, " is sent on.", " are sent on.")
        } else {
            [&list(&leaked), " may be dropped, or may be sent on."].concat()
        };
        self.note([way.words(), ": ", &says].concat(), Standing::Open, "RFC 9110 15.4");
    }

    /// `Referer` of the next request.
    fn refer(&mut self, to: &Url) {
        let set = self.request.fields.iter().any(|field| field.is("Referer"));
        let down = self.url.scheme == "https" && to.scheme == "http";
        let previous = match self.policy.referer {
            RefererRule::Previous => true,
            RefererRule::PreviousUnlessSet => !set,
            RefererRule::Kept | RefererRule::Page => false,
        };
        if previous {
            self.referer = (!down).then(|| self.url.address());
        }
    }

    /// Removes fields for good and gives the names of those that were there.
    fn drop_named(&mut self, names: &[&'static str]) -> Vec<&'static str> {
        let gone = self.present(names);
        self.fields.retain(|field| !gone.iter().any(|name| field.is(name)));
        gone
    }

    /// Those of `names` that the request still has.
    fn present(&self, names: &[&'static str]) -> Vec<&'static str> {
        names.iter().copied().filter(|name| self.fields.iter().any(|field| field.is(name))).collect()
    }

    fn was_sent(&self, name: &str) -> bool {
        self.steps.last().is_some_and(|step| step.sent(name).is_some())
    }

    /// Where RFC 9110 is silent and where it speaks about following a redirect.
    pub fn judge(&self, status: u16, after: &str, content_lost: bool) -> (Standing, &'static str) {
        standing::of_following(standing::Change { status, before: &self.method, after, content_lost })
    }
}

fn is_about_content(name: &str) -> bool {
    name.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("Content-"))
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
