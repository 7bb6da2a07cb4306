//! `statuscope.html`: the whole app in one file, for a stick or a mail. It works by double click.
//!
//! A page from a disk may load nothing beside it, so everything is in it: style, scripts and, as
//! base64 of gzip, the wasm. Its addresses are fragments: `statuscope.html#/404/`. The policy names
//! the scripts by their digests, and lets nothing be loaded from anywhere.

use super::place::SiteUrl;
use super::{compress, files, read, write};
use crate::tools::Shrinkers;
use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The name of the file.
pub const NAME: &str = "statuscope.html";

/// What is different in web/boot.js: where the parts come from, and where addresses are.
const CHANGES: [(&str, &str); 4] = [
    (r#"new URL("./", import.meta.url).pathname"#, r##""#/""##),
    ("import(glueUrl.href)", "glue"),
    ("fetch(wasmUrl, { integrity })", "unpacked()"),
    ("await whatIsWrong()", r#""This browser is too old to unpack the app.""#),
];

/// What the page says where no script runs.
const STATIC: &str = "<main class=\"scope page static\"><h1>Statuscope in one file</h1>\
    <p>Save this file and open it from your disk. It needs JavaScript and WebAssembly, and no network.</p></main>";

/// Makes it of the finished files in `dist`.
pub fn write_in(root: &Path, dist: &Path, shrinkers: &Shrinkers, site_url: Option<&SiteUrl>) -> Result<()> {
    let find = |start: &str, end: &str| -> Result<PathBuf> {
        let all = files(dist)?;
        let found = all.iter().find(|file| {
            let name = file.to_string_lossy();
            name.starts_with(start) && name.ends_with(end) && !name.contains('/')
        });
        Ok(dist.join(found.with_context(|| format!("there is no {start}*{end}"))?))
    };
    let wasm = std::fs::read(find("statuscope-", ".wasm")?)?;
    let glue = read(&find("statuscope-", ".js")?)?;
    let script = script(&read(&root.join("web").join("boot.js"))?, &glue, site_url)?;
    let file = root.join("target").join("site-src").join("single.js");
    write(&file, script.as_bytes())?;
    super::finish::shrink_script(shrinkers, &file)?;
    // The bytes come last: Terser has nothing to do with them.
    let packed = STANDARD.encode(compress::gzip(&wasm)?);
    let script = format!("const packed=\"{packed}\";{}", read(&file)?.trim());
    let page = page(
        &script,
        &read(&find("theme-", ".js")?)?,
        &read(&find("style-", ".css")?)?,
        &read(&find("icon-", ".svg")?)?,
    )?;
    write(&dist.join(NAME), page.as_bytes())
}

fn script(boot: &str, glue: &str, site_url: Option<&SiteUrl>) -> Result<String> {
    let mut boot = boot.to_owned();
    for (from, to) in CHANGES {
        if boot.matches(from).count() != 1 {
            bail!("web/boot.js should have `{from}` once; see xtask/src/site/single.rs");
        }
        boot = boot.replace(from, to);
    }
    let exports = [
        ("export default ", "const begin = "),
        ("export function mount(", "function mount("),
        ("export function rehearse(", "function rehearse("),
    ];
    let mut glue = glue.to_owned();
    for (from, to) in exports {
        if glue.matches(from).count() != 1 {
            bail!("the glue should have `{from}` once");
        }
        glue = glue.replace(from, to);
    }
    let elsewhere = site_url.map_or("", |site| site.address());
    Ok(format!(
        r##"const glue = (() => {{ {glue}
return {{ default: begin, mount, rehearse }}; }})();
async function unpacked() {{
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream, {{ headers: {{ "Content-Type": "application/wasm" }} }});
}}
// The fragment is the app's address, so a link to a part of the page must not change it. Files of
// the data are on the site, if it is known where that is.
addEventListener("click", (event) => {{
    const href = event.target.closest?.("a[href^='#']")?.getAttribute("href") ?? "#/";
    const site = "{elsewhere}";
    if (href.endsWith(".json") && site) location.href = site + href.slice(2);
    else if (href.startsWith("#/")) return;
    else document.querySelector(href)?.focus();
    event.preventDefault();
}});
{boot}"##
    ))
}

fn page(script: &str, theme: &str, style: &str, icon: &str) -> Result<String> {
    for (what, text) in [("script", script), ("theme", theme), ("style", style)] {
        if text.contains("</script") || text.contains("</style") || text.contains("<!--") {
            bail!("the {what} would end its element");
        }
    }
    let digest = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let policy = format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval'; style-src {}; img-src data:; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types sw-url",
        digest(theme),
        digest(script),
        digest(style)
    );
    let icon = STANDARD.encode(icon);
    Ok(format!(
        "<!doctype html><html lang=\"en\" data-asked><head><meta charset=\"utf-8\">\
        <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Statuscope</title>\
        <meta name=\"description\" content=\"HTTP status codes, the whole app in one file.\">\
        <meta name=\"robots\" content=\"noindex\"><meta name=\"color-scheme\" content=\"light dark\">\
        <link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\
        <script>{theme}</script><style>{style}</style></head>\
        <body><div id=\"app\">{STATIC}</div>\
        <script type=\"module\" data-js=\"\" data-wasm=\"\" data-integrity=\"\">{script}</script></body></html>\n"
    ))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_changes_fit_the_script_that_starts_the_app() {
        let boot = read(&crate::root::find().unwrap().join("web/boot.js")).unwrap();
        let glue = "export function mount(t){}export function rehearse(t){}export default async()=>{};";
        let made = script(&boot, glue, None).unwrap();
        assert!(
            made.contains("const begin = async()=>{};\nreturn { default: begin, mount, rehearse };")
                && made.contains("app.dataset.root = \"#/\""),
            "{made}"
        );
        assert!(script(&boot, "export{a as default}", None).is_err());
        assert!(script("", "export default 1;", None).is_err());
    }

    #[test]
    fn the_policy_names_what_is_in_the_page() {
        let page = page("let a=1", "let b=2", "p{}", "<svg/>").unwrap();
        // printf 'let a=1' | openssl dgst -sha256 -binary | base64
        let digest = STANDARD.encode(Sha256::digest("let a=1"));
        assert!(page.contains(&format!("'sha256-{digest}' 'wasm-unsafe-eval'")), "{page}");
        assert!(!page.contains("unsafe-inline") && !page.contains("'self'"), "{page}");
        assert!(super::page("'</script>'", "", "", "").is_err());
    }
}
