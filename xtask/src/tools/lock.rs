//! Reads versions from Cargo.lock.

use anyhow::{Context, Result, bail};

/// The version of `package` in the text of a Cargo.lock.
pub fn version_of(package: &str, lock: &str) -> Result<String> {
    let lock: toml::Table = lock.parse().context("Cargo.lock is not valid TOML")?;
    let packages = lock.get("package").and_then(|list| list.as_array()).map(Vec::as_slice).unwrap_or_default();
    let text = |entry: &toml::Value, key| entry.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    let mut versions = packages
        .iter()
        .filter(|entry| text(entry, "name").as_deref() == Some(package))
        .filter_map(|entry| text(entry, "version"));
    match (versions.next(), versions.next()) {
        (Some(version), None) => Ok(version),
        (None, _) => bail!("Cargo.lock does not mention {package}"),
        (Some(one), Some(other)) => {
            bail!("Cargo.lock has {package} twice, {one} and {other}; only one can be in the app")
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4

[[package]]
name = "wasm-bindgen"
version = "0.2.130"

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.129"

[[package]]
name = "twice"
version = "1.0.0"

[[package]]
name = "twice"
version = "2.0.0"
"#;

    #[test]
    fn the_exact_name_counts() {
        assert_eq!(version_of("wasm-bindgen", LOCK).unwrap(), "0.2.130");
    }

    #[test]
    fn absent_and_doubled_packages_are_errors() {
        let error = |package| version_of(package, LOCK).unwrap_err().to_string();
        assert_eq!(error("yew"), "Cargo.lock does not mention yew");
        assert!(error("twice").contains("1.0.0 and 2.0.0"));
        assert!(version_of("yew", "no toml").is_err());
    }
}
