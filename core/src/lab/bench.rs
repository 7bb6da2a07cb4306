//! How a lab is set: everything that its address says.

use super::{Control, Goal, Kind, Lab, Scene, Setting};
use crate::form;
use crate::text::decimal;
use statuscope_data::labs::MOST_STEPS;

/// Longer texts are not kept in the address.
const LONG: usize = 4_000;

/// A lab as it is set.
#[derive(Debug, Clone, Eq)]
pub struct Bench {
    lab: &'static Lab,
    /// A value for each control.
    values: Vec<String>,
    /// The goal that is to be reached, counted from 0.
    goal: usize,
}

/// Labs are the same if their ids are; no need to compare all their texts.
impl PartialEq for Bench {
    fn eq(&self, other: &Self) -> bool {
        self.lab.id == other.lab.id && self.goal == other.goal && self.values == other.values
    }
}

impl Bench {
    /// As it begins.
    #[must_use]
    pub fn of(lab: &'static Lab) -> Self {
        let mut values = Vec::new();
        for control in &lab.controls {
            values.push(control.usual.to_owned());
        }
        Self { lab, values, goal: 0 }
    }

    /// The lab.
    #[must_use]
    pub const fn lab(&self) -> &'static Lab {
        self.lab
    }

    fn place(&self, key: &str) -> Option<(usize, &'static Control)> {
        self.lab.controls.iter().enumerate().find(|(_, control)| control.key == key)
    }

    /// The value of a control; empty if there is none with this key.
    #[must_use]
    #[inline(never)]
    pub fn get(&self, key: &str) -> &str {
        self.place(key).and_then(|(at, _)| self.values.get(at)).map_or("", String::as_str)
    }

    /// Whether a control has a value.
    #[must_use]
    pub fn is(&self, key: &str, value: &str) -> bool {
        self.get(key) == value
    }

    /// Whether a switch is on.
    #[must_use]
    pub fn on(&self, key: &str) -> bool {
        self.is(key, "on")
    }

    /// Whether a control is to be shown among the others as they are set now.
    #[must_use]
    pub fn matters(&self, control: &Control) -> bool {
        let shown = control.kind != Kind::Cells;
        shown && control.when.split_once('=').is_none_or(|(key, value)| self.is(key, value))
    }

    /// The goal that is to be reached, and its place.
    #[must_use]
    pub fn goal(&self) -> (usize, Option<&'static Goal>) {
        (self.goal, self.lab.goals.get(self.goal))
    }

    /// Takes a pair of an address; says whether it means anything here.
    pub fn set(&mut self, key: &str, value: &str) -> bool {
        if key == "goal" {
            for at in 0..self.lab.goals.len() {
                if decimal(at + 1) == value {
                    self.goal = at;
                    return true;
                }
            }
            return false;
        }
        let Some((at, control)) = self.place(key) else { return false };
        let fits = control.takes(value);
        if fits && let Some(slot) = self.values.get_mut(at) {
            value.clone_into(slot);
        }
        fits
    }

    /// What a control with this name makes of it: a new value, or a step to be taken. `-` takes the
    /// last step back, `0` all of them.
    #[must_use]
    pub fn edited(&self, key: &str, value: &str) -> Option<Self> {
        let mut next = self.clone();
        let taken = self.get(key);
        let steps = self.place(key).is_some_and(|(_, control)| control.kind == Kind::Steps);
        let value = match value {
            "-" if steps => taken.get(..taken.len().saturating_sub(1)).unwrap_or_default().to_owned(),
            "0" if steps => String::new(),
            // The first steps make room for more.
            _ if steps => {
                let from = (taken.len() + value.len()).saturating_sub(MOST_STEPS);
                [taken.get(from..).unwrap_or_default(), value].concat()
            }
            _ => value.to_owned(),
        };
        next.set(key, &value).then_some(next)
    }

    /// With another goal.
    #[must_use]
    pub fn aiming(&self, goal: usize) -> Self {
        Self { goal: goal.min(self.lab.goals.len().saturating_sub(1)), ..self.clone() }
    }

    /// As a list of settings has it; the rest as the lab begins.
    #[must_use]
    pub fn arranged(&self, settings: &[Setting]) -> Self {
        Self { goal: self.goal, ..Self::of(self.lab) }.with(settings)
    }

    /// As it is, but for these settings.
    #[must_use]
    #[inline(never)]
    pub fn with(mut self, settings: &[Setting]) -> Self {
        for setting in settings {
            self.set(setting.key, setting.value);
        }
        self
    }

    /// The query, with its question mark: what differs from how the lab begins.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = String::new();
        for (control, value) in self.lab.controls.iter().zip(&self.values) {
            if control.usual != value && value.len() <= LONG {
                form::push(&mut query, control.key, value);
            }
        }
        if self.goal > 0 {
            form::push(&mut query, "goal", &decimal(self.goal + 1));
        }
        query
    }

    /// Whether a text is too long for the address.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.values.iter().any(|value| value.len() > LONG)
    }

    /// What comes of it.
    #[must_use]
    pub fn run(&self) -> Scene {
        super::run(self)
    }
}
