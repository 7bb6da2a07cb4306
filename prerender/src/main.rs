//! Reads lines of `path<TAB>root`, writes for each the HTML, with a zero byte after it.

use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (path, root) = line.split_once('\t').unwrap_or((&line, "./"));
        let page = runtime.block_on(statuscope_prerender::page(path, root));
        write!(out, "{page}\0")?;
    }
    out.flush()
}
