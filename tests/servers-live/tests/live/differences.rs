//! x
use crate::cases::{Case};
use std::collections::BTreeMap;

#[derive(Default)]
pub struct Tally { unexplained: BTreeMap<String, Vec<String>> }
impl Tally {
    pub fn add(&mut self, case: &Case, aspect: &str, nginx: &str, ours: &str) {
        self.unexplained.entry(format!("{aspect}: nginx {nginx:?}, ours {ours:?}")).or_default().push(case.text.replace('\n', " | "));
    }
    pub fn judge(self, version: &str, count: usize) {
        println!("{version} {count}");
        for (k, v) in &self.unexplained { println!("{} {k}", v.len()); for c in v.iter().take(400) { println!("      {c}"); } }
    }
}
