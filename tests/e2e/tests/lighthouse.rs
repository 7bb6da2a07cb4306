//! Lighthouse beside the documented nginx. No test of the check, as it measures this machine too:
//! `cargo xtask lighthouse` runs it and prints the table of docs/performance.md.

use crate::hosts::Host;
use serde_json::Value;
use statuscope_e2e::workspace;
use std::process::Command;

/// The pages that are judged.
const JUDGED: [(&str, &str); 5] = [
    ("home", "/"),
    ("a code", "/404/"),
    ("a walker", "/decide/respond/"),
    ("the simulator", "/redirects/"),
    ("a lab", "/labs/validate/"),
];
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];
/// The median of so many runs counts.
const RUNS: usize = 3;
const CHROMIUM_FLAGS: &str = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-dev-shm-usage";

/// The report of one run. On a busy machine a browser may be too slow to be judged, and is asked again.
fn run(url: &str) -> Value {
    (0..4).find_map(|_| try_to_run(url)).unwrap_or_else(|| panic!("Lighthouse does not judge {url}"))
}

fn try_to_run(url: &str) -> Option<Value> {
    let lighthouse = workspace().join("tests/lighthouse/node_modules/lighthouse/cli/index.js");
    let mut command = Command::new("node");
    command.arg(lighthouse).arg(url).args([
        "--quiet",
        "--output=json",
        "--output-path=stdout",
        "--no-enable-error-reporting",
    ]);
    command.arg(format!("--chrome-flags={CHROMIUM_FLAGS}"));
    if let Some(chromium) = std::env::var_os("STATUSCOPE_CHROMIUM") {
        command.env("CHROME_PATH", chromium);
    }
    let output = command.output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).ok()?;
    if report.get("runtimeError").is_some() {
        return None;
    }
    report.pointer("/categories/performance/score")?.as_f64()?;
    Some(report)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[test]
#[ignore = "measures this machine too; `cargo xtask lighthouse`"]
fn lighthouse_judges_the_documented_nginx() {
    let host = Host::nginx().expect("nginx is needed");
    let mut faults = Vec::new();
    let mut table = "| page | performance | accessibility | best practices | SEO | LCP, s | TBT, ms | CLS |\n\
        |---|---|---|---|---|---|---|---|\n"
        .to_owned();
    for (name, path) in JUDGED {
        let reports: Vec<Value> = (0..RUNS).map(|_| run(&host.url(path))).collect();
        let of = |pointer: &str| {
            let values =
                reports.iter().map(|report| report.pointer(pointer).and_then(Value::as_f64).unwrap_or(f64::NAN));
            median(values.collect())
        };
        let scores = CATEGORIES.map(|category| (100.0 * of(&format!("/categories/{category}/score"))).round());
        let audit = |name: &str| of(&format!("/audits/{name}/numericValue"));
        let [shown, blocked, shifted] =
            ["largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"].map(audit);
        if shown > 1000.0 || blocked > 50.0 || shifted > 0.0 {
            faults.push(format!("{name}: LCP {shown:.0} ms, TBT {blocked:.0} ms, CLS {shifted:.3}"));
        }
        table += &format!(
            "| {name} `{path}` | {} | {:.2} | {:.0} | {:.3} |\n",
            scores.map(|score| score.to_string()).join(" | "),
            shown / 1000.0,
            blocked,
            shifted,
        );
        for (category, score) in CATEGORIES.into_iter().zip(scores).filter(|(_, score)| *score < 100.0) {
            let failed = reports[0]["audits"].as_object().unwrap().values().filter(|audit| {
                let refs = reports[0]["categories"][category]["auditRefs"].as_array().unwrap();
                let weighs = refs.iter().any(|one| one["id"] == audit["id"] && one["weight"].as_f64() > Some(0.0));
                weighs && audit["score"].as_f64().is_some_and(|score| score < 0.9)
            });
            let failed: Vec<String> =
                failed.map(|audit| format!("{} {}", audit["id"], audit["displayValue"])).collect();
            faults.push(format!("{name}, {category}: {score}: {}", failed.join("; ")));
        }
    }
    println!("\n{table}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
