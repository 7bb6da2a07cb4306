//! The site under test, on a port of its own.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use xtask::serve::Server;
use xtask::site::policy::{self, POLICY};
use xtask::site::{routes, worker};

use crate::browser::target;
use crate::engine::{Engine, LISTEN};

/// A service worker that does nothing. WebKit takes an empty one for a new one at each visit.
pub const NO_WORKER: &str = "// Keeps nothing.";

/// A served folder. It is served for as long as this lives.
pub struct Site {
    server: Server,
}

impl Site {
    /// The built site, served once for all stories of a test program.
    ///
    /// # Panics
    ///
    /// When nothing has been built.
    pub fn built() -> &'static Site {
        static SITE: OnceLock<Site> = OnceLock::new();
        SITE.get_or_init(|| {
            // Which of two pages of a story the service worker answers would be chance, so it has
            // stories of its own, and does nothing here.
            let browser = std::env::var("STATUSCOPE_BROWSER").unwrap_or_default();
            let folder = target().join(format!("e2e-site-{browser}"));
            let _ = std::fs::remove_dir_all(&folder);
            copy(&built_folder(), &folder, true);
            for (name, nothing) in [("sw.js", Some(NO_WORKER)), ("sw.js.br", None), ("sw.js.gz", None)] {
                match nothing {
                    Some(nothing) => std::fs::write(folder.join(name), nothing).unwrap(),
                    None => drop(std::fs::remove_file(folder.join(name))),
                }
            }
            listen(&folder);
            Site::of(&folder)
        })
    }

    /// Serves any folder.
    pub fn of(folder: &Path) -> Site {
        let server =
            Server::start(folder, 0).unwrap_or_else(|error| panic!("cannot serve {}: {error}", folder.display()));
        Site { server }
    }

    /// What was asked for so far, as `GET /404/`.
    pub fn requests(&self) -> Vec<String> {
        self.server.requests()
    }

    /// The address without a path, as `http://127.0.0.1:1234`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.server.address())
    }
}

/// A folder for one story, removed after it.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder.
    pub fn empty() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("statuscope-site-{}-{count}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// A copy of the built site without its compressed twins, to be damaged.
    pub fn copy_of_the_site() -> Self {
        let folder = Self::empty();
        copy(&built_folder(), &folder.0, false);
        if listen(&folder.0) {
            folder.build_worker();
        }
        folder
    }

    /// Makes `sw.js` again from its source, for the files as they are now: that is another build.
    pub fn build_worker(&self) {
        let script = std::fs::read_to_string(workspace().join("web/sw.js")).unwrap();
        worker::write_as(&self.0, &routes::all(), &script).unwrap();
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Makes these pages as if the site had been built with the `--url` of `site`.
    pub fn publish_at(&self, site: &Site, pages: &[&str]) {
        for page in pages {
            let file = self.0.join(page);
            let text = std::fs::read_to_string(&file).unwrap();
            assert!(text.contains(POLICY), "{page} has no policy");
            std::fs::write(file, text.replace(POLICY, &policy::at(&site.origin()))).unwrap();
        }
    }

    /// Has a script run in each page before all else, and no service worker, which would refuse that.
    pub fn run_first(&self, script: &str) {
        put_first(&self.0, script);
        self.write("sw.js", NO_WORKER);
    }

    /// Writes a file.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let file = self.0.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, content).unwrap();
    }

    /// The only file at the top with such a name.
    pub fn only(&self, wanted: impl Fn(&str) -> bool) -> PathBuf {
        let files: Vec<PathBuf> = std::fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| wanted(&path.file_name().unwrap().to_string_lossy()))
            .collect();
        match &files[..] {
            [file] => file.clone(),
            _ => panic!("not exactly one such file in the site: {files:?}"),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Has the pages of a site tell what the console shows, where the driver cannot. Returns whether
/// anything was changed.
fn listen(site: &Path) -> bool {
    let needed = Engine::chosen() == Engine::Webkit;
    if needed {
        put_first(site, LISTEN);
    }
    needed
}

/// Puts a script before the one that every page of a site runs first.
fn put_first(site: &Path, script: &str) {
    for entry in std::fs::read_dir(site).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("theme-") && name.ends_with(".js") {
            let own = std::fs::read_to_string(&file).unwrap();
            std::fs::write(&file, format!("{script};\n{own}")).unwrap();
        } else if name.starts_with("theme-") {
            // A compressed twin of what it was.
            std::fs::remove_file(&file).unwrap();
        }
    }
}

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Where the built site is.
fn built_folder() -> PathBuf {
    let folder = std::env::var_os("STATUSCOPE_DIST").map_or_else(|| workspace().join("dist"), PathBuf::from);
    assert!(
        folder.join("index.html").is_file(),
        "there is no built site in {}; `cargo xtask dist` builds it",
        folder.display()
    );
    folder
}

/// Copies a folder with all in it; what is only a compressed copy of something else, if that is wanted.
fn copy(from: &Path, to: &Path, twins: bool) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target, twins);
        } else if twins || !matches!(source.extension(), Some(e) if e == "br" || e == "gz") {
            std::fs::copy(&source, &target).unwrap();
        }
    }
}
