//! axe-core, asked in the page.

use std::path::PathBuf;
use std::sync::OnceLock;

use serde_json::Value;

use crate::Browser;
use crate::browser::text_of;
use crate::site::workspace;

/// WCAG 2.2 AA with all it contains, and axe's own best practices.
const RUN: &str = "
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
        `${id} (${help})\\n  at ${target.flat(9).join(' > ')}\\n  ${failureSummary.replaceAll('\\n', '\\n  ')}`));";

impl Browser {
    /// What axe has to say against this page.
    pub async fn axe_violations(&self) -> Vec<String> {
        let there = self.ask("return 'axe' in window", vec![]).await;
        if there != Value::Bool(true) {
            // Not through `ask`: axe brings functions of its own and wants no others around it.
            self.client().execute(source(), vec![]).await.unwrap();
        }
        let answer = self.ask_later(RUN, vec![]).await;
        match answer {
            Value::Array(violations) => violations.iter().map(text_of).collect(),
            other => panic!("axe did not run: {}", text_of(&other)),
        }
    }

    /// axe finds nothing wrong with this page.
    pub async fn axe(&self) {
        let violations = self.axe_violations().await;
        assert!(
            violations.is_empty(),
            "axe finds {} faults on {} ({}, {} px):\n{}",
            violations.len(),
            self.where_we_are().await,
            self.scheme.get().word(),
            self.size.get().width,
            violations.join("\n")
        );
    }
}

/// The text of axe-core, read once.
fn source() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let file = std::env::var_os("STATUSCOPE_AXE")
            .map_or_else(|| workspace().join("tests/node_modules/axe-core/axe.min.js"), PathBuf::from);
        std::fs::read_to_string(&file)
            .unwrap_or_else(|error| panic!("cannot read {}: {error}. `npm ci` in tests/ fetches it.", file.display()))
    })
}
