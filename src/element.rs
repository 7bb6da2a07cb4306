//! Elements written as calls: `el("p.lead Hello").with(child)`.
//!
//! `html!` writes several hundred bytes of code for each element; with some four hundred elements
//! that was more than the rest of the app. Here an element costs a call with one constant. The
//! selector `a.entry.best#top[tabindex=-1][hidden]` holds all that is constant about it.

use crate::events;
use crate::navigation::Site;
use crate::route::Route;
use statuscope_core::text::decimal;
use std::borrow::Cow;
use std::mem;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use yew::prelude::*;
use yew::virtual_dom::{Attributes, Key, VTag, VText};

/// An element that is being put together.
#[derive(Debug)]
pub struct El(Box<Parts>);

#[derive(Debug)]
struct Parts {
    tag: VTag,
    class: String,
    /// Text after the last child. Texts that follow each other become one node, as they are one in a
    /// static page: WebKit sets two nodes wider or narrower than one, and the page would move.
    said: Cow<'static, str>,
}

/// Begins an element from `tag.class.class#id[attribute=value][attribute] text`.
/// Without a tag, it is several nodes in a row.
#[must_use]
#[inline(never)]
pub fn el(selector: &'static str) -> El {
    let end = |text: &'static str| text.find(['.', '#', '[', ' ']).unwrap_or(text.len());
    let (tag, mut rest) = selector.split_at(end(selector));
    // Two apps on one page would have two landmarks of the same name.
    let group = tag == "nav" && events::embedded();
    let tag = if group { "div" } else { tag };
    let mut made = El(Box::new(Parts { tag: VTag::new(tag), class: String::new(), said: Cow::default() }));
    // All the same kind, so that two can be compared as such: the code for others is emptied.
    made.0.tag.set_attributes(Attributes::IndexMap(Rc::default()));
    if group {
        made.0.tag.add_attribute("role", "group");
    }
    while let Some(mark) = rest.chars().next() {
        rest = rest.get(1..).unwrap_or_default();
        if mark == ' ' {
            return made.text(rest);
        }
        let length = if mark == '[' { rest.find(']').unwrap_or(rest.len()) } else { end(rest) };
        let (part, after) = rest.split_at(length);
        rest = after;
        match mark {
            '.' => made = made.class(part),
            '#' => made.0.tag.add_attribute("id", part),
            '[' => {
                let (name, value) = part.split_once('=').unwrap_or((part, ""));
                made.0.tag.add_attribute(name, value);
                rest = rest.strip_prefix(']').unwrap_or(rest);
            }
            _ => {}
        }
    }
    made
}

impl El {
    /// Adds a child.
    #[must_use]
    #[inline(never)]
    pub fn with(self, child: El) -> Self {
        self.push(child.into())
    }

    #[inline(never)]
    fn push(mut self, child: Html) -> Self {
        self.0.write_down();
        self.0.tag.add_child(child);
        self
    }

    /// Adds a child if there is one.
    #[must_use]
    #[inline(never)]
    pub fn maybe(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.with(child),
            None => self,
        }
    }

    /// Adds children.
    #[must_use]
    pub fn all(mut self, children: impl Iterator<Item = El>) -> Self {
        for child in children {
            self = self.with(child);
        }
        self
    }

    /// Adds a constant text.
    #[must_use]
    #[inline(never)]
    pub fn text(self, text: &'static str) -> Self {
        self.say(text.into())
    }

    /// Adds a text that was made at run time.
    #[must_use]
    #[inline(never)]
    pub fn string(self, text: String) -> Self {
        self.say(text.into())
    }

    #[inline(never)]
    fn say(mut self, text: Cow<'static, str>) -> Self {
        let said = &mut self.0.said;
        if said.is_empty() {
            *said = text;
        } else {
            said.to_mut().push_str(&text);
        }
        self
    }

    /// Adds a copy of a text.
    #[must_use]
    #[inline(never)]
    pub fn copied(self, text: &str) -> Self {
        self.string(text.to_owned())
    }

    /// Adds a number.
    #[must_use]
    #[inline(never)]
    pub fn number(self, number: usize) -> Self {
        self.string(decimal(number))
    }

    /// Adds a class.
    #[must_use]
    #[inline(never)]
    pub fn class(mut self, class: &str) -> Self {
        let all = &mut self.0.class;
        if !all.is_empty() && !class.is_empty() {
            all.push(' ');
        }
        all.push_str(class);
        self
    }

    /// Sets an attribute.
    #[must_use]
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: impl Into<AttrValue>) -> Self {
        self.set(name, value.into())
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: AttrValue) -> Self {
        self.0.tag.add_attribute(name, value);
        self
    }

    /// Leads to a route.
    #[must_use]
    #[inline(never)]
    pub fn to(self, route: Route, site: &Site) -> Self {
        self.set("href", site.href(&route))
    }

    /// Sets an attribute to a number of pixels.
    #[must_use]
    #[inline(never)]
    pub fn px(self, name: &'static str, number: u16) -> Self {
        self.set(name, decimal(number.into()).into())
    }

    /// Sets an attribute to a text with a number for each `~`, such as a path.
    #[must_use]
    #[inline(never)]
    pub fn drawn(self, name: &'static str, template: &str, numbers: &[u16]) -> Self {
        let mut text = String::new();
        let mut numbers = numbers.iter();
        for part in template.split('~') {
            text.push_str(part);
            if let Some(number) = numbers.next() {
                text.push_str(&decimal((*number).into()));
            }
        }
        self.set(name, text.into())
    }

    /// Sets an attribute, if there is a value.
    #[must_use]
    #[inline(never)]
    pub fn attr_if(self, name: &'static str, value: Option<&'static str>) -> Self {
        match value {
            Some(value) => self.set(name, value.into()),
            None => self,
        }
    }

    /// Sets a yes-or-no property, such as `selected`.
    #[must_use]
    #[inline(never)]
    pub fn property(mut self, name: &'static str, on: bool) -> Self {
        if cfg!(target_arch = "wasm32") {
            self.0.tag.add_property(name, JsValue::from_bool(on));
        } else if on {
            // A page without the app has no properties, only what its HTML says.
            self.0.tag.add_attribute(name, "");
        }
        self
    }

    /// The value of an input, which follows the app and not the reader alone.
    #[must_use]
    #[inline(never)]
    pub fn value(mut self, value: &str) -> Self {
        self.0.tag.set_value(Some(AttrValue::from(value.to_owned())));
        self
    }

    /// Whether a box is ticked.
    #[must_use]
    #[inline(never)]
    pub fn checked(mut self, on: bool) -> Self {
        self.0.tag.set_checked(on);
        self
    }

    /// Tells it apart from its siblings when a list changes.
    #[must_use]
    #[inline(never)]
    pub fn key(mut self, key: u16) -> Self {
        self.0.tag.key = Some(Key::from(decimal(key.into())));
        self
    }

    /// What a click does.
    #[must_use]
    pub fn on_click(self, callback: Callback<MouseEvent>) -> Self {
        self.on("data-click", callback)
    }

    /// What a change does.
    #[must_use]
    pub fn on_change(self, callback: Callback<Event>) -> Self {
        self.on("data-change", callback)
    }

    /// What typing does.
    #[must_use]
    pub fn on_input(self, callback: Callback<InputEvent>) -> Self {
        self.on("data-input", callback)
    }

    /// What a key does.
    #[must_use]
    pub fn on_key(self, callback: Callback<KeyboardEvent>) -> Self {
        self.on("data-keydown", callback)
    }

    /// What a moving pointer and the wheel do.
    #[must_use]
    pub fn on_drag(self, drag: Callback<PointerEvent>, wheel: Callback<WheelEvent>) -> Self {
        self.on("data-pointermove", drag).on("data-wheel", wheel)
    }

    /// The browser gives each kind of event its type.
    fn on<E: JsCast + 'static>(self, kind: &'static str, callback: Callback<E>) -> Self {
        let handler = Callback::from(move |event: Event| callback.emit(event.unchecked_into()));
        self.set(kind, events::number(handler).into())
    }
}

impl Parts {
    /// Makes a node of the text so far.
    #[inline(never)]
    fn write_down(&mut self) {
        let text = match mem::take(&mut self.said) {
            none if none.is_empty() => return,
            Cow::Borrowed(text) => AttrValue::Static(text),
            Cow::Owned(text) => AttrValue::from(text),
        };
        self.tag.add_child(VText::new(text).into());
    }
}

impl From<El> for Html {
    #[inline(never)]
    fn from(mut made: El) -> Self {
        made.0.write_down();
        let Parts { mut tag, class, .. } = *made.0;
        if tag.tag().is_empty() {
            return tag.into_children().unwrap_or_default();
        }
        if !class.is_empty() {
            tag.add_attribute("class", class);
        }
        tag.into()
    }
}
