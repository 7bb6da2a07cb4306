//! Reads `data/clients/*.toml` and `data/redirect-presets.toml` and checks them.

use super::code::{keep, word};
use super::known::Known;
use super::page::Page;
use super::policy::{self, GROUPS};
use super::snippet;
use super::text::{plain, prose};
use super::{Problem, load};
use crate::clients::{Client, Preset, Quote, Redirects};
use crate::message::is_token;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Table;

const NAME: usize = 40;
const CONFIGURATION: usize = 90;
const NOTE: usize = 420;
const SAYS: usize = 160;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    group: String,
    #[serde(default)]
    like: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    quote: String,
    #[serde(default)]
    snippet: String,
    #[serde(default)]
    policy: Table,
    client: Vec<Configuration>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Configuration {
    id: String,
    name: String,
    #[serde(default)]
    version: String,
    configuration: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    like: String,
    #[serde(default)]
    quote: String,
    #[serde(default)]
    snippet: String,
    #[serde(default)]
    options: String,
    #[serde(default)]
    policy: Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Presets {
    preset: Vec<AuthoredPreset>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthoredPreset {
    id: String,
    name: String,
    says: String,
    client: String,
    method: String,
    #[serde(default)]
    content: String,
    #[serde(default = "yes")]
    credentials: bool,
    from: String,
    hops: Vec<AuthoredHop>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthoredHop {
    status: u16,
    location: String,
    #[serde(default)]
    fields: Vec<String>,
    #[serde(default)]
    only: String,
}

const fn yes() -> bool {
    true
}

/// Reads `clients/` and `redirect-presets.toml`. A folder without either is fine: what tests spoil
/// has none.
pub fn read(data: &Path, known: &Known, problems: &mut Vec<Problem>) -> Redirects {
    let (folder, file) = (data.join("clients"), data.join("redirect-presets.toml"));
    if !folder.exists() && !file.exists() {
        return Redirects { clients: Vec::new(), presets: Vec::new() };
    }
    let clients = clients(&folder, known, problems);
    let presets = presets(&file, &clients, known, problems);
    Redirects { clients, presets }
}

/// Reads the folder of clients; they come in the order of groups, files and entries.
fn clients(folder: &Path, known: &Known, problems: &mut Vec<Problem>) -> Vec<Client> {
    let before = problems.len();
    let mut families = Vec::new();
    for path in super::files(folder, "client", "curl.toml", problems) {
        if let Some((family, text)) = load::<Family>(&path, problems) {
            families.push((path, text, family));
        }
    }
    let policies = policies(&families);
    let mut clients = Vec::new();
    let mut seen = BTreeMap::new();
    for (path, text, family) in &families {
        let mut page = Page { file: path, text, problems };
        if !GROUPS.contains(&family.group.as_str()) {
            let message = format!("\"{}\" is none of {}", family.group, GROUPS.join("; "));
            page.wrong("group", &family.group, message);
        }
        for configuration in &family.client {
            if let Some(other) = seen.insert(configuration.id.as_str(), path) {
                let message = format!("\"{}\" stands in {} as well", configuration.id, other.display());
                page.wrong("client.id", &configuration.id, message);
            }
            clients.push(client(family, configuration, &policies, known, &mut page));
        }
    }
    // What a file shares is looked at with each of its configurations; a mistake in it counts once.
    let mut own = problems.split_off(before);
    own.sort();
    own.dedup();
    problems.append(&mut own);
    clients.sort_by_key(|client| GROUPS.iter().position(|group| *group == client.group));
    clients
}

/// The authored policy of each client, its family's included, by id.
fn policies(families: &[(PathBuf, String, Family)]) -> BTreeMap<&str, Table> {
    let of = |id: &str| {
        families
            .iter()
            .flat_map(|(_, _, family)| family.client.iter().map(move |it| (family, it)))
            .find(|(_, it)| it.id == id)
    };
    let mut all = BTreeMap::new();
    for (_, _, family) in families {
        for configuration in &family.client {
            // What it is like, then its family, then itself; later ones win. Ids are few, so the
            // chain is followed anew each time; its length bounds a circle.
            let mut layers = vec![&configuration.policy];
            let mut like = &configuration.like;
            if like.is_empty() {
                layers.push(&family.policy);
                like = &family.like;
            }
            for _ in 0..4 {
                let Some((other, base)) = of(like) else { break };
                layers.push(&base.policy);
                like = &base.like;
                if like.is_empty() {
                    layers.push(&other.policy);
                    like = &other.like;
                }
            }
            let mut merged = Table::new();
            for layer in layers.into_iter().rev() {
                merged.extend(layer.iter().map(|(key, value)| (key.clone(), value.clone())));
            }
            all.insert(configuration.id.as_str(), merged);
        }
    }
    all
}

fn client(
    family: &Family,
    configuration: &Configuration,
    policies: &BTreeMap<&str, Table>,
    known: &Known,
    page: &mut Page<'_>,
) -> Client {
    let id = configuration.id.as_str();
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte)) {
        page.wrong("client.id", id, format!("\"{id}\": use letters, digits, _, - and . only; it stands in addresses"));
    }
    for like in [&family.like, &configuration.like] {
        if !like.is_empty() && !policies.contains_key(like.as_str()) {
            page.wrong("like", like, format!("\"{like}\" is the id of no client"));
        }
    }
    plain("client.name", &configuration.name, NAME, page);
    plain("client.configuration", &configuration.configuration, CONFIGURATION, page);
    if !configuration.version.is_empty() {
        plain("client.version", &configuration.version, NAME, page);
    }
    if !configuration.note.is_empty() {
        prose("client.note", &configuration.note, NOTE, known, page);
    }
    let source = if family.source.is_empty() { "clients" } else { &family.source };
    known.check_source("source", source, page);
    let own = |own: &String, shared: &String| if own.is_empty() { shared.clone() } else { own.clone() };
    let snippet = own(&configuration.snippet, &family.snippet);
    let quote = own(&configuration.quote, &family.quote);
    let quote = if snippet.is_empty() { Quote::Double } else { word("quote", &quote, Quote::ALL, Quote::word, page) };
    let merged = policies.get(id).cloned().unwrap_or_default();
    let policy = policy::policy(merged, configuration.version.is_empty(), known, page);
    Client {
        id: keep(id),
        name: keep(&configuration.name),
        group: keep(&family.group),
        version: keep(&configuration.version),
        configuration: keep(&configuration.configuration),
        source: keep(source),
        note: keep(&configuration.note),
        quote,
        snippet: snippet::lines(&snippet, &configuration.options, page),
        policy,
    }
}

/// Reads the presets.
fn presets(file: &Path, clients: &[Client], known: &Known, problems: &mut Vec<Problem>) -> Vec<Preset> {
    let Some((presets, text)) = load::<Presets>(file, problems) else { return Vec::new() };
    let mut page = Page { file, text: &text, problems };
    presets
        .preset
        .iter()
        .map(|preset| {
            check_preset(preset, clients, known, &mut page);
            Preset { name: keep(&preset.name), says: keep(&preset.says), query: keep(&query(preset)) }
        })
        .collect()
}

/// What stands for it in an address.
fn query(preset: &AuthoredPreset) -> String {
    let mut query = format!("client={}&method={}", preset.client, preset.method);
    let mut add = |key: &str, value: &str| {
        query += &format!("&{key}=");
        for letter in value.chars() {
            match letter {
                ' ' => query.push('+'),
                '%' | '&' | '#' | '+' => query += &format!("%{:02X}", u32::from(letter)),
                _ => query.push(letter),
            }
        }
    };
    add("body", if preset.content.is_empty() { "none" } else { &preset.content });
    if !preset.credentials {
        add("credentials", "no");
    }
    add("from", &preset.from);
    for hop in &preset.hops {
        add("hop", &format!("{} {}", hop.status, hop.location));
        for field in &hop.fields {
            add("field", field);
        }
        if !hop.only.is_empty() {
            add("only", &hop.only);
        }
    }
    query
}

fn check_preset(preset: &AuthoredPreset, clients: &[Client], known: &Known, page: &mut Page<'_>) {
    plain("preset.name", &preset.name, 30, page);
    prose("preset.says", &preset.says, SAYS, known, page);
    if !preset.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        page.wrong("preset.id", &preset.id, "use lower-case letters, digits and - only; it stands in addresses");
    }
    if !clients.iter().any(|client| client.id == preset.client) {
        page.wrong("preset.client", &preset.client, format!("\"{}\" is the id of no client", preset.client));
    }
    if !is_token(&preset.method) {
        page.wrong("preset.method", &preset.method, format!("\"{}\" is no method (RFC 9110 9.1)", preset.method));
    }
    if !["", "none", "json", "form"].contains(&preset.content.as_str()) {
        page.wrong("preset.content", &preset.content, "is none of none, json, form");
    }
    if !preset.from.starts_with("http://") && !preset.from.starts_with("https://") {
        page.wrong("preset.from", &preset.from, "is no address; begin with http:// or https://");
    }
    if preset.hops.is_empty() {
        page.wrong("preset.hops", &preset.id, "is empty; a preset has at least one redirect");
    }
    for hop in &preset.hops {
        if !(300..400).contains(&hop.status) {
            page.wrong("hops.status", &preset.id, format!("{} is no redirect", hop.status));
        }
        for field in &hop.fields {
            if !field.split_once(": ").is_some_and(|(name, _)| is_token(name)) {
                page.wrong("hops.fields", field, format!("\"{field}\": write \"Name: value\""));
            }
        }
    }
}
