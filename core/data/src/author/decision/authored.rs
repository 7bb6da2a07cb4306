//! Trees, presets and unchosen codes as people write them. Unknown fields are mistakes.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    pub place: u16,
    pub name: String,
    pub says: String,
    #[serde(default = "yes")]
    pub everyday: bool,
    pub start: String,
    #[serde(default)]
    pub retired: Vec<String>,
    #[serde(rename = "ask")]
    pub asks: Vec<Ask>,
    #[serde(default, rename = "end")]
    pub ends: Vec<End>,
}

const fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    pub id: String,
    #[serde(default)]
    pub label: String,
    #[serde(default)]
    pub cell: String,
    pub question: String,
    pub short: String,
    #[serde(default)]
    pub help: String,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub sources: Vec<String>,
    #[serde(default)]
    pub onward: String,
    pub answers: Vec<Answer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub key: String,
    pub label: String,
    #[serde(default)]
    pub hint: String,
    pub to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    pub id: String,
    pub code: u16,
    pub reason: String,
    pub not: Vec<Neighbour>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Neighbour {
    pub code: u16,
    pub why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presets {
    pub preset: Vec<Preset>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    pub id: String,
    pub name: String,
    pub says: String,
    pub search: Vec<String>,
    pub tree: String,
    pub answers: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unchosen {
    pub never: Vec<Never>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Never {
    pub code: u16,
    pub why: String,
}
