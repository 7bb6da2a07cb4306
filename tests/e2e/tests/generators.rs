//! docs/embedding.md, run: real generators of documentation with its very blocks, where they are.

use statuscope_e2e::{Browser, DESKTOP, Folder, Key, Site, browse_at};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::foreign::Foreign;

/// The first block of this language for this generator, with our site in place of the example's.
fn block(language: &str, generator: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/embedding.md");
    let text = std::fs::read_to_string(file).unwrap();
    let (_, rest) = text.split_once(&format!("```{language} {generator}\n")).unwrap();
    rest.split_once("```").unwrap().0.replace("https://status.example", &Site::built().origin())
}

/// The program that a variable names, or that is on the path.
fn program(variable: &str, name: &str) -> Option<PathBuf> {
    let found = std::env::var_os(variable).map(PathBuf::from).or_else(|| xtask::run::which(name));
    if found.is_none() {
        println!("{name} is not there: left out");
    }
    found
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Opens a page, sees the element in it, and types into the element what would be keys of the page.
async fn see_the_element(b: &Browser, page: &str) {
    // The generators' own pages may miss a file or two, such as an icon.
    b.excuse_console_errors("favicon");
    b.open_anyway(page).await;
    b.see_that("the element known", "return !!customElements.get('http-statuscope')", vec![]).await;
    b.ask("document.querySelector('http-statuscope').scrollIntoView()", vec![]).await;
    see_heading(b, "429 Too Many Requests").await;
    let before = b.ask_text("return location.href").await;
    // Explore has a box to type into.
    b.ask("document.querySelector('http-statuscope').at = '/'", vec![]).await;
    see_heading(b, "Explore").await;
    b.ask("document.querySelector('http-statuscope').shadowRoot.querySelector('input[type=search]').focus()", vec![])
        .await;
    b.type_text("s/np").await;
    b.press(Key::Left).await;
    b.press(Key::Right).await;
    let script = "const seen = document.querySelector('http-statuscope').path; return seen === '/?q=s/np' || seen";
    b.see_that("what was typed", script, vec![]).await;
    assert_eq!(b.ask_text("return location.href").await, before);
    b.ask("document.activeElement.shadowRoot.activeElement.blur()", vec![]).await;
}

async fn see_heading(b: &Browser, heading: &str) {
    let script = "const seen = words(document.querySelector('http-statuscope').shadowRoot.querySelector('h1'));
        return seen === arguments[0] || seen";
    b.see_that("the heading in the element", script, vec![heading.into()]).await;
}

#[test]
fn generator_mdbook_as_documented() {
    let Some(mdbook) = program("STATUSCOPE_MDBOOK", "mdbook") else { return };
    let folder = Folder::empty();
    folder.write("book.toml", format!("[book]\ntitle = \"Handbook\"\n{}", block("toml", "mdbook")));
    folder.write("statuscope.js", block("js", "mdbook"));
    folder.write("src/SUMMARY.md", "# Summary\n\n- [Rate limits](rate.md)\n- [Other](other.md)\n");
    folder
        .write("src/rate.md", format!("# Rate limits\n\nWe say:\n\n{}\nClients wait.\n", block("markdown", "mdbook")));
    folder.write("src/other.md", "# Other\n\nText.\n");
    run(Command::new(mdbook).arg("build").current_dir(folder.path()));
    let host = Foreign::folder(folder.path().join("book"));
    browse_at(&host.origin(), DESKTOP, async |b| {
        see_the_element(b, "/rate.html").await;
        // Its own keys still do what they did.
        b.press_char('s').await;
        b.see_that("the search of the book", "return shown(document.querySelector('#searchbar'))", vec![]).await;
        b.press(Key::Escape).await;
        b.ask("document.activeElement.blur()", vec![]).await;
        b.press(Key::Right).await;
        b.see_that("the next page", "return location.pathname.endsWith('other.html') || location.pathname", vec![])
            .await;
    });
}

#[test]
fn generator_mkdocs_as_documented() {
    let Some(mkdocs) = program("STATUSCOPE_MKDOCS", "mkdocs") else { return };
    let folder = Folder::empty();
    // Its colours for code come from a server of others.
    let theme = "theme:\n  name: mkdocs\n  highlightjs: false\n";
    folder.write("mkdocs.yml", format!("site_name: Handbook\n{theme}{}", block("yaml", "mkdocs")));
    let page = format!("# Rate limits\n\nWe say:\n\n{}\nClients *wait*.\n", block("markdown", "mkdocs"));
    folder.write("docs/index.md", page);
    folder.write("docs/other.md", "# Other\n\nText.\n");
    run(Command::new(mkdocs).args(["build", "--quiet"]).current_dir(folder.path()));
    let host = Foreign::folder(folder.path().join("site"));
    browse_at(&host.origin(), DESKTOP, async |b| {
        see_the_element(b, "/index.html").await;
        b.press_char('n').await;
        b.see_that("the next page", "return location.pathname.includes('other') || location.pathname", vec![]).await;
    });
}

#[test]
fn generator_sphinx_as_documented() {
    let Some(sphinx) = program("STATUSCOPE_SPHINX", "sphinx-build") else { return };
    let folder = Folder::empty();
    folder.write("conf.py", format!("project = \"Handbook\"\n{}", block("python", "sphinx")));
    let page = format!("Rate limits\n===========\n\nWe say:\n\n{}\nClients *wait*.\n", block("rst", "sphinx"));
    folder.write("index.rst", page);
    run(Command::new(sphinx).args(["-q", "-b", "html", ".", "out"]).current_dir(folder.path()));
    let host = Foreign::folder(folder.path().join("out"));
    browse_at(&host.origin(), DESKTOP, async |b| {
        see_the_element(b, "/index.html").await;
        b.press_char('/').await;
        b.see_that(
            "the search of the page",
            "return document.activeElement.name === 'q' || document.activeElement.outerHTML",
            vec![],
        )
        .await;
    });
}
