//! What references may point to: codes, families, RFCs and keyed sources.

use super::Page;
use super::authored::{Classes, Code, Sources};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

pub struct Known {
    /// Code -> registration word.
    codes: BTreeMap<u16, String>,
    /// Class digit -> family ids in order.
    families: BTreeMap<u8, Vec<String>>,
    rfcs: BTreeSet<u16>,
    sources: BTreeSet<String>,
    cited: RefCell<BTreeSet<String>>,
}

impl Known {
    pub fn new(classes: &Classes, sources: &Sources, codes: &[(PathBuf, String, Code)]) -> Self {
        Self {
            codes: codes.iter().map(|(_, _, code)| (code.code, code.registration.clone())).collect(),
            families: classes
                .class
                .iter()
                .map(|class| (class.digit, class.families.iter().map(|family| family.id.clone()).collect()))
                .collect(),
            rfcs: sources.rfc.keys().copied().collect(),
            sources: sources.source.keys().cloned().collect(),
            cited: RefCell::default(),
        }
    }

    pub fn has_code(&self, code: u16) -> bool {
        self.codes.contains_key(&code)
    }

    /// Whether somebody may be told to send `code`.
    pub fn is_usable(&self, code: u16) -> bool {
        self.codes.get(&code).is_some_and(|registration| registration == "registered")
    }

    /// The codes that stand in the registry, ascending.
    pub fn registry(&self) -> impl Iterator<Item = u16> {
        self.codes.iter().filter(|(_, registration)| *registration != "unofficial").map(|(code, _)| *code)
    }

    /// Whether `code` stands in the registry, in whatever state.
    pub fn is_in_registry(&self, code: u16) -> bool {
        self.registry().any(|known| known == code)
    }

    /// The place of a family among those of its class.
    pub fn family(&self, class: u8, id: &str) -> Option<u8> {
        let place = self.families.get(&class)?.iter().position(|family| family == id)?;
        u8::try_from(place).ok()
    }

    pub fn families(&self, class: u8) -> String {
        self.families.get(&class).map(|ids| ids.join(", ")).unwrap_or_default()
    }

    /// Notes a mistake if `reference` leads nowhere.
    pub fn check_source(&self, field: &str, reference: &str, page: &mut Page<'_>) {
        self.cited.borrow_mut().insert(reference.to_owned());
        if self.sources.contains(reference) {
            return;
        }
        let mut parts = reference.split(' ');
        let (Some("RFC"), Some(number), section, None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            page.wrong(
                field,
                reference,
                format!("\"{reference}\" is no source; write \"RFC 9110 15.5.5\" or a key of data/sources.toml"),
            );
            return;
        };
        if !number.parse().is_ok_and(|number: u16| self.rfcs.contains(&number)) {
            let message = format!("RFC {number} is not in data/sources.toml; add its title and date there");
            page.wrong(field, reference, message);
        }
        // Sections are "15.5.5" or, in an appendix, "B.2".
        let well_formed = section.is_none_or(|section| {
            !section.is_empty()
                && section.split('.').enumerate().all(|(depth, part)| {
                    let letter = depth == 0 && part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_uppercase());
                    letter || (!part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
                })
        });
        if !well_formed {
            page.wrong(
                field,
                reference,
                format!("\"{reference}\": write one section, as in \"RFC 9110 15.5.5\" or \"RFC 4918 F.3\""),
            );
        }
    }

    pub fn unused_sources(&self) -> Vec<String> {
        let cited = self.cited.borrow();
        self.sources.iter().filter(|key| !cited.contains(*key)).cloned().collect()
    }
}
