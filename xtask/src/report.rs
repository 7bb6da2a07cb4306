//! What is printed: headings, times, a table of steps. Plain text in CI and in files.

use std::io::IsTerminal;
use std::time::Duration;

/// Whether this runs on a build machine (`CI=true`): no colours, no questions.
pub fn in_ci() -> bool {
    std::env::var("CI").is_ok_and(|ci| !matches!(ci.as_str(), "" | "0" | "false"))
}

fn coloured() -> bool {
    !in_ci() && std::env::var_os("NO_COLOR").is_none() && std::io::stdout().is_terminal()
}

/// `text` in bold where that can be shown.
pub fn bold(text: &str) -> String {
    if coloured() { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
}

/// The heading of a step.
pub fn heading(text: &str) {
    println!("\n{}", bold(&format!("== {text}")));
}

/// A time as people say it: `0.4 s`, `12 s`, `3 min 5 s`.
pub fn time(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if duration < Duration::from_secs(10) {
        format!("{:.1} s", duration.as_secs_f64())
    } else if seconds < 60 {
        format!("{seconds} s")
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

/// One step of `cargo xtask test`, done or not.
pub struct Row {
    /// What was done.
    pub title: String,
    /// How long it took; `None` if it did not run.
    pub took: Option<Duration>,
    /// `ok`, `FAILED`, or why it was left out.
    pub outcome: String,
}

/// The steps with their times, as lines of equal columns.
pub fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.title.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for row in rows {
        let took = row.took.map(time).unwrap_or_default();
        text += &format!("  {:width$}  {took:>11}  {}\n", row.title, row.outcome);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_well() {
        assert_eq!(time(Duration::from_millis(420)), "0.4 s");
        assert_eq!(time(Duration::from_secs(59)), "59 s");
        assert_eq!(time(Duration::from_secs(185)), "3 min 5 s");
    }

    #[test]
    fn a_table_has_equal_columns() {
        let row = |title: &str, took| Row { title: title.into(), took, outcome: "ok".into() };
        let text = table(&[row("a", Some(Duration::from_secs(12))), row("longer", None)]);
        assert_eq!(text, "  a              12 s  ok\n  longer               ok\n");
    }
}
