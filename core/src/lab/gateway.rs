//! *Gateway*: what a proxy makes of the failures behind it, as measured.

use super::{Bench, Cell, Exchange, Figure, Scene, Setting, Way};
use crate::catalog;
use crate::gateway::{self, Ending, Failure, Gateway, Link, failures, gateways};
use crate::server::tell;
use crate::text::decimal;

pub fn run(bench: &Bench, scene: &mut Scene) {
    let id = if bench.is("failure", "other") { bench.get("rare") } else { bench.get("failure") };
    let (Some(failure), Some(proxy)) = (gateway::failure(id), gateway::gateway(bench.get("proxy"))) else {
        return;
    };
    let seen = gateway::seen(proxy, failure);
    let (status, says) = comes(proxy, failure);
    let code = decimal(status.into());
    (scene.who, scene.status) = (proxy.name, status);
    scene.head = match seen.map(|seen| seen.ending) {
        Some(Ending::Cut) => " breaks off its",
        Some(Ending::Raw) => " passes on bytes that are no response",
        Some(Ending::Silent) => " closes the connection without a word",
        Some(Ending::Whole) => " answers",
        None if failure.passes > 0 => " passes on",
        None if proxy.is_measured() => " was not measured with this failure",
        None => " says nothing about this failure",
    };
    tell(&mut scene.says, &[failure.says]);
    if let Some(seen) = seen {
        scene.reached.push(seen.words());
        if seen.then > 0 {
            let then = decimal(seen.then.into());
            tell(&mut scene.says, &[" The next request gets {", &then, "}."]);
            scene.reached.push([proxy.id, " ", &then].concat());
            scene.reached.push(then);
        }
        if failure.link != Link::None {
            let others = gateways().iter().filter(|other| other.is_measured() && other.id != proxy.id);
            let others = others.filter(|other| gateway::seen(other, failure).is_some()).count();
            let differing = match gateway::differing(proxy, failure) {
                0 => "none".to_owned(),
                count => decimal(count),
            };
            tell(&mut scene.says, &[" Of ", &decimal(others), " others that were measured, ", &differing]);
            tell(&mut scene.says, &[" did something else. [", proxy.source, "]"]);
        }
    }
    if failure.recommended > 0 {
        let parts = [" The standard recommends {", &decimal(failure.recommended.into()), "} here, and `Proxy-Status: "];
        tell(&mut scene.says, &parts);
        tell(&mut scene.says, &[proxy.id, "; error=", failure.error, "` to tell why. [", failure.source, "]"]);
    }
    scene.reached.push([failure.id, " ", &code].concat());
    scene.reached.push(code);
    scene.way = Some(Way { proxy: proxy.name, link: failure.link, broken: failure.name, status, says });
    scene.figures.push(Figure::Cells { title: "What they answer. Pick a proxy.", cells: cells(failure, proxy) });
    if bench.on("table") {
        scene.figures.push(matrix(failure, proxy));
    }
    if status > 0 {
        let cut = seen.is_some_and(|seen| seen.ending == Ending::Cut);
        scene.exchanges.push(message(status, cut));
    }
    if let Some(seen) = seen
        && !seen.log.is_empty()
    {
        scene.below.push(Figure::Text { title: "In its log", text: seen.log.to_owned(), marks: Vec::new() });
    }
    if proxy.id == "nginx" && failure.link == Link::Connection {
        let claim = "“{503}: nginx could not connect to the app server at all.” Measured: {502}, and {504} where \
                     nothing answers. ";
        let says = [claim, proxy.note].concat();
        scene.below.push(Figure::Note { title: "A tutorial says otherwise", says });
    } else if !proxy.note.is_empty() {
        scene.below.push(Figure::Note { title: proxy.name, says: proxy.note.to_owned() });
    }
    if !failure.first.is_empty() {
        scene.below.push(Figure::List { title: "Check first", items: &failure.first });
    }
}

/// The lab with a proxy before a failure.
pub fn at(proxy: &'static str, failure: &'static Failure) -> Option<Bench> {
    let mut set = settings(failure);
    set.push(Setting { key: "proxy", value: proxy });
    Some(Bench::of(super::lab("gateway")?).with(&set))
}

/// What has to be set to see a failure: those of every day are in the first list.
fn settings(failure: &'static Failure) -> Vec<Setting> {
    let mut set = vec![Setting { key: "failure", value: if failure.everyday { failure.id } else { "other" } }];
    if !failure.everyday {
        set.push(Setting { key: "rare", value: failure.id });
    }
    set
}

/// The status that comes, and what else is to be said about it in a few words.
fn comes(proxy: &'static Gateway, failure: &Failure) -> (u16, String) {
    let Some(seen) = gateway::seen(proxy, failure) else {
        let unknown = if proxy.is_measured() { "not measured" } else { "not documented" };
        let says = if failure.passes > 0 { name(failure.passes) } else { unknown };
        return (failure.passes, says.to_owned());
    };
    let says = match (seen.ending, seen.then) {
        (Ending::Whole, 0) => name(seen.status).to_owned(),
        (Ending::Whole, then) => ["then ", &decimal(then.into())].concat(),
        (Ending::Cut, _) => "then cut off".to_owned(),
        (Ending::Raw, _) => "raw bytes".to_owned(),
        (Ending::Silent, _) => "closed, no bytes".to_owned(),
    };
    (seen.status, says)
}

fn name(status: u16) -> &'static str {
    catalog::entry(status).map_or("", |entry| entry.name)
}

fn cell(proxy: &'static Gateway, failure: &'static Failure) -> Cell {
    let (status, says) = comes(proxy, failure);
    let whole = gateway::seen(proxy, failure).is_none_or(|seen| seen.ending == Ending::Whole && seen.then == 0);
    let differs = !whole || failure.recommended > 0 && status > 0 && status != failure.recommended;
    let remark = if proxy.is_measured() { proxy.version } else { "as documented" };
    let set = vec![Setting { key: "proxy", value: proxy.id }];
    Cell { name: proxy.name, remark, status, says, differs, here: false, set }
}

fn cells(failure: &'static Failure, proxy: &'static Gateway) -> Vec<Cell> {
    let mut cells = Vec::new();
    for other in gateways() {
        cells.push(Cell { here: other.id == proxy.id, ..cell(other, failure) });
    }
    cells
}

fn matrix(failure: &'static Failure, proxy: &'static Gateway) -> Figure {
    let mut heads = vec!["Failure", "RFC 9209"];
    for gateway in gateways() {
        heads.push(gateway.name);
    }
    let mut rows = Vec::new();
    for row in failures() {
        let mut cells = cells(row, proxy);
        for cell in &mut cells {
            cell.here &= row.id == failure.id;
            // A number says enough among so many.
            if cell.says == name(cell.status) {
                cell.says.clear();
            }
            cell.set.append(&mut settings(row));
        }
        rows.push((row.name, row.recommended, cells));
    }
    Figure::Matrix { title: "All failures", heads, rows }
}

/// What the browser gets, as far as it was written down.
fn message(status: u16, cut: bool) -> Exchange {
    let mut response = ["HTTP/1.1 ", &decimal(status.into()), " ", name(status)].concat();
    if cut {
        response.push_str("\nContent-Length: 1000\n\nThe first 100 of 1000 bytes, and then");
    }
    Exchange { response, status, ..Exchange::default() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::lab::lab;

    fn bench(settings: &[(&str, &str)]) -> Bench {
        let mut bench = Bench::of(lab("gateway").unwrap());
        for (key, value) in settings {
            assert!(bench.set(key, value), "{key}={value}");
        }
        bench
    }

    /// What can be chosen is what there is, in its order and with its names.
    #[test]
    fn choices_are_those_of_the_data() {
        let lab = lab("gateway").unwrap();
        let words = |key: &str| -> Vec<(&str, &str)> {
            let control = lab.controls.iter().find(|control| control.key == key).unwrap();
            control.choices.iter().map(|choice| (choice.word, choice.text)).collect()
        };
        let named = |everyday| -> Vec<(&str, &str)> {
            let fitting = failures().iter().filter(|failure| failure.everyday == everyday);
            fitting.map(|failure| (failure.id, failure.name)).collect()
        };
        let mut everyday = words("failure");
        assert_eq!(everyday.pop().map(|(word, _)| word), Some("other"));
        assert_eq!(everyday, named(true));
        assert_eq!(words("rare"), named(false));
        let ids: Vec<&str> = gateways().iter().map(|gateway| gateway.id).collect();
        assert_eq!(words("proxy").into_iter().map(|(word, _)| word).collect::<Vec<_>>(), ids);
    }

    /// Every cell of the table leads to a scene that says the same.
    #[test]
    fn cells_lead_to_what_they_say() {
        let scene = bench(&[("table", "on")]).run();
        let Some(Figure::Matrix { heads, rows, .. }) = scene.figures.last() else { unreachable!() };
        assert_eq!(rows.len(), failures().len());
        for (name, _, cells) in rows {
            assert_eq!(cells.len() + 2, heads.len());
            for cell in cells {
                let there = bench(&[]).with(&cell.set).run();
                assert_eq!((there.who, there.status), (cell.name, cell.status), "{name}");
                assert_eq!(there.way.unwrap().broken, *name);
            }
        }
        assert_eq!(rows.iter().flat_map(|(_, _, cells)| cells).filter(|cell| cell.here).count(), 1);
    }

    #[test]
    fn what_is_no_answer_is_told_in_words() {
        let told = |settings: &[(&str, &str)]| {
            let scene = bench(settings).run();
            ([scene.who, scene.head].concat(), scene.status)
        };
        assert_eq!(told(&[]), ("nginx answers".to_owned(), 502));
        assert_eq!(told(&[("failure", "garbage")]).0, "nginx passes on bytes that are no response");
        assert_eq!(told(&[("failure", "shortbody")]), ("nginx breaks off its".to_owned(), 200));
        assert_eq!(
            told(&[("failure", "shortbody"), ("proxy", "caddy")]).0,
            "Caddy closes the connection without a word"
        );
        assert_eq!(told(&[("failure", "nohealthy"), ("proxy", "alb")]).0, "AWS ALB says nothing about this failure");
        assert_eq!(told(&[("failure", "exception"), ("proxy", "envoy")]), ("Envoy passes on".to_owned(), 500));
        assert_eq!(told(&[("failure", "hang"), ("proxy", "cloudflare")]).1, 524);
    }
}
