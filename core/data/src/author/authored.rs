//! The files as people write them. Unknown fields are mistakes.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Classes {
    pub class: Vec<Class>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    pub digit: u8,
    pub name: String,
    pub says: String,
    #[serde(default)]
    pub callout: String,
    pub families: Vec<Family>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    pub questions: Vec<String>,
    pub carry: Vec<String>,
    pub pairs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    pub id: String,
    pub name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    pub rfc: BTreeMap<u16, Rfc>,
    pub source: BTreeMap<String, Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rfc {
    pub title: String,
    pub date: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub label: String,
    #[serde(default)]
    pub url: String,
    #[serde(default)]
    pub date: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Languages {
    pub language: Vec<Language>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    pub name: String,
    pub library: String,
    pub prefix: String,
    #[serde(default)]
    pub suffix: String,
    pub case: String,
    #[serde(default)]
    pub missing: Vec<u16>,
    #[serde(default)]
    pub exceptions: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    pub code: u16,
    pub name: String,
    #[serde(default)]
    pub former_names: Vec<String>,
    pub registration: String,
    #[serde(default)]
    pub family: String,
    #[serde(default)]
    pub everyday: bool,
    pub summary: String,
    pub lead: String,
    pub meaning: Vec<String>,
    #[serde(default)]
    pub use_when: Vec<String>,
    #[serde(default)]
    pub not_when: Vec<NotWhen>,
    #[serde(default)]
    pub confused: Vec<Confusion>,
    #[serde(default)]
    pub methods: Vec<String>,
    #[serde(default)]
    pub fields: Vec<FieldRule>,
    pub content: Ruling,
    pub caching: Ruling,
    pub next: Next,
    #[serde(default)]
    pub exchange: Exchange,
    #[serde(default)]
    pub notes: Vec<Note>,
    #[serde(default)]
    pub uses: Vec<VendorUse>,
    pub search: Vec<String>,
    pub sources: Vec<Citation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotWhen {
    pub say: String,
    #[serde(rename = "use")]
    pub instead: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confusion {
    pub with: u16,
    pub difference: String,
    #[serde(default)]
    pub detail: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldRule {
    pub name: String,
    pub on: String,
    pub level: String,
    pub says: String,
    #[serde(default)]
    pub short: String,
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    pub rule: String,
    #[serde(default)]
    pub says: String,
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Next {
    pub retry: String,
    #[serde(rename = "do")]
    pub action: String,
    pub how: String,
    #[serde(default)]
    pub says: String,
    pub source: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub request: String,
    #[serde(default)]
    pub response: OneOrMore,
    #[serde(default)]
    pub sees: Option<u16>,
}

/// A text, or a list of texts.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a text or a list of texts")]
pub enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Default for OneOrMore {
    fn default() -> Self {
        Self::More(Vec::new())
    }
}

impl OneOrMore {
    pub fn list(&self) -> Vec<&str> {
        match self {
            Self::One(text) => vec![text],
            Self::More(texts) => texts.iter().map(String::as_str).collect(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    pub kind: String,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VendorUse {
    pub name: String,
    pub vendor: String,
    pub state: String,
    pub on_wire: bool,
    pub meaning: String,
    #[serde(default)]
    pub instead: Option<u16>,
    pub sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    #[serde(rename = "ref")]
    pub source: String,
    pub says: String,
}
