//! The dataset as JSON files beside the pages, for other programs: `codes.json`, `404.json` and so
//! on, and the JSON Schema that describes them.

use anyhow::{Context, Result};
use schemars::{JsonSchema, schema_for};
use serde::Serialize;
use statuscope_core::catalog::{class, dataset};
use statuscope_core::constant;
use statuscope_core::model::{ClassInfo, Entry, Rfc, Source};
use std::collections::BTreeMap;
use std::path::Path;

/// The schema's file, beside `codes.json`.
const SCHEMA: &str = "codes.schema.json";

/// Statuscope's facts about HTTP status codes.
///
/// Texts described as prose have four marks: `` `Retry-After` `` goes on the wire, `**word**` is
/// emphasis, `{404}` is a status code, and `[RFC 9110 15.5.5]` a source: an RFC with its section, or
/// a key of `sources`.
#[derive(Serialize, JsonSchema)]
struct Export {
    /// Where the schema is.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// The date of the facts.
    date: &'static str,
    /// When the IANA registry was last changed.
    registry_updated: &'static str,
    /// The licence of these facts.
    license: &'static str,
    /// The five classes with their families.
    classes: &'static [ClassInfo],
    /// The codes, ascending.
    codes: Vec<Code>,
    /// The RFCs that are referred to.
    rfcs: &'static [Rfc],
    /// The other sources.
    sources: &'static [Source],
}

/// One number.
#[derive(Serialize, JsonSchema)]
struct Code {
    #[serde(flatten)]
    entry: &'static Entry,
    /// The name of its class.
    class: Option<&'static str>,
    /// The name of its family.
    family: Option<&'static str>,
    /// What programs write for it, by language.
    constants: BTreeMap<&'static str, String>,
}

impl Code {
    fn new(entry: &'static Entry) -> Self {
        let class = class(entry.class());
        let family = class.zip(entry.family).and_then(|(class, place)| class.families.get(usize::from(place)));
        let languages = dataset().languages.iter();
        Code {
            entry,
            class: class.map(|class| class.name),
            family: family.map(|family| family.name),
            constants: languages.filter_map(|language| Some((language.name, constant::of(language, entry)?))).collect(),
        }
    }
}

/// One number as a file of its own.
#[derive(Serialize)]
struct Alone {
    #[serde(rename = "$schema")]
    schema: String,
    #[serde(flatten)]
    code: Code,
}

/// Writes the JSON files into `dist`. Called by every site build, before compression.
pub fn write(dist: &Path) -> Result<()> {
    let data = dataset();
    put(&dist.join(SCHEMA), &schema_for!(Export))?;
    for entry in &data.entries {
        let alone = Alone { schema: format!("{SCHEMA}#/$defs/Code"), code: Code::new(entry) };
        put(&dist.join(format!("{}.json", entry.code)), &alone)?;
    }
    let all = Export {
        schema: SCHEMA,
        date: data.date,
        registry_updated: data.registry_updated,
        license: "MIT OR Apache-2.0",
        classes: &data.classes,
        codes: data.entries.iter().map(Code::new).collect(),
        rfcs: &data.rfcs,
        sources: &data.sources,
    };
    put(&dist.join("codes.json"), &all)
}

fn put<T: Serialize>(path: &Path, value: &T) -> Result<()> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    std::fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn read(folder: &Path, name: &str) -> Value {
        serde_json::from_str(&std::fs::read_to_string(folder.join(name)).unwrap()).unwrap()
    }

    #[test]
    fn other_programs_can_use_the_dataset() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path()).unwrap();
        let all = read(folder.path(), "codes.json");
        assert_eq!(all["codes"].as_array().unwrap().len(), dataset().entries.len());
        let one = read(folder.path(), "404.json");
        assert_eq!(one["name"], "Not Found");
        assert_eq!(one["registration"], "registered");
        assert_eq!(one["class"], "Client error");
        assert_eq!(one["family"], "Not here, not like this");
        assert_eq!(one["constants"]["Rust"], "StatusCode::NOT_FOUND");
        assert!(all["codes"].as_array().unwrap().iter().any(|code| code["code"] == 404 && code["lead"] == one["lead"]));
    }

    #[test]
    fn the_schema_fits_every_file() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path()).unwrap();
        let schema = read(folder.path(), SCHEMA);
        let all = read(folder.path(), "codes.json");
        jsonschema::validate(&schema, &all).unwrap();
        let mut broken = all.clone();
        broken["codes"][0]["registration"] = "invented".into();
        assert!(!jsonschema::is_valid(&schema, &broken));
        let code = serde_json::json!({ "$defs": schema["$defs"], "$ref": "#/$defs/Code" });
        for entry in &dataset().entries {
            jsonschema::validate(&code, &read(folder.path(), &format!("{}.json", entry.code))).unwrap();
        }
    }
}
