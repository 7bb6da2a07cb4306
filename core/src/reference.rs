//! References as people write them in the data, resolved to a label and an address.

use crate::catalog::dataset;

/// A source that a reader can follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What the reader sees: "RFC 9110, 15.5.5".
    pub label: String,
    /// Where it is; empty for what was measured or is a convention.
    pub url: String,
    /// Its date, "2022-06" or "2026-11-22", may be empty.
    pub date: &'static str,
    /// Its title, may be empty.
    pub title: &'static str,
}

/// Resolves "RFC 9110 15.5.5" or a key of `sources.toml`. Total: an unknown key is its own label.
#[must_use]
pub fn resolve(source: &str) -> Reference {
    let data = dataset();
    if let Some(found) = data.sources.iter().find(|known| known.key == source) {
        return Reference { label: found.label.to_owned(), url: found.url.to_owned(), date: found.date, title: "" };
    }
    let Some(rest) = source.strip_prefix("RFC ") else {
        return Reference { label: source.to_owned(), url: String::new(), date: "", title: "" };
    };
    let (number, section) = rest.split_once(' ').unwrap_or((rest, ""));
    let rfc = number.parse().ok().and_then(|number: u16| data.rfcs.iter().find(|rfc| rfc.number == number));
    let mut label = ["RFC ", number].concat();
    let mut url = ["https://www.rfc-editor.org/rfc/rfc", number, ".html"].concat();
    if !section.is_empty() {
        // An appendix has another anchor than a section.
        let appendix = section.starts_with(|first: char| first.is_ascii_uppercase());
        url.push_str(if appendix { "#appendix-" } else { "#section-" });
        url.push_str(section);
        label.push_str(", ");
        label.push_str(section);
    }
    Reference { label, url, date: rfc.map_or("", |rfc| rfc.date), title: rfc.map_or("", |rfc| rfc.title) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_sections_and_appendices() {
        let reference = resolve("RFC 9110 15.5.5");
        assert_eq!(reference.label, "RFC 9110, 15.5.5");
        assert_eq!(reference.url, "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5");
        assert_eq!((reference.date, reference.title), ("2022-06", "HTTP Semantics"));
        assert_eq!(resolve("RFC 4918 F.3").url, "https://www.rfc-editor.org/rfc/rfc4918.html#appendix-F.3");
        assert_eq!(resolve("RFC 9457").url, "https://www.rfc-editor.org/rfc/rfc9457.html");
    }

    #[test]
    fn survives_what_it_does_not_know() {
        assert_eq!(resolve("hearsay").label, "hearsay");
        assert_eq!(resolve("RFC 1 2").date, "");
    }
}
