//! Every link of every kind of page leads somewhere.

use statuscope_core::compare;
use statuscope_e2e::{DESKTOP, browse};

use crate::PAGES;

/// All links of this page: internal ones as addresses, with faults of the others named.
const LINKS: &str = "return all('a').flatMap(a => {
    const href = a.getAttribute('href') ?? a.getAttributeNS('http://www.w3.org/1999/xlink', 'href');
    if (href === null) return [`fault: <a> “${words(a)}” without href`];
    const url = new URL(href, document.baseURI);
    if (url.origin !== location.origin)
        return url.protocol === 'https:' ? [] : [`fault: “${words(a)}” leads to ${href}`];
    if (url.hash && url.pathname === location.pathname)
        return document.getElementById(url.hash.slice(1)) ? [] : [`fault: nothing has the id ${url.hash}`];
    url.hash = '';
    return [url.href] })";

/// The links of these that do not answer 200 at once.
const FAULTY: &str = "
    const answers = arguments[0].map(async address => {
        const { status, type } = await fetch(address, { method: 'HEAD', redirect: 'manual' });
        return status === 200 ? '' : `${address}: ${type === 'opaqueredirect' ? 'redirects' : status}` });
    return (await Promise.all(answers)).filter(fault => fault)";

#[test]
fn every_internal_link_answers_200() {
    browse(DESKTOP, async |b| {
        let ready = compare::comparisons().iter().map(|one| format!("/compare/{}/", compare::path(&one.codes)));
        let ready: Vec<String> = ready.chain(["/compare/".to_owned()]).collect();
        let mut links = std::collections::BTreeSet::new();
        let mut faults = Vec::new();
        for path in PAGES.into_iter().chain(["/?show=unregistered", "/42/", "/?q=zzzzqqqqxxxx"]) {
            b.open(path).await;
            for link in b.ask_list(LINKS).await {
                match link.strip_prefix("fault: ") {
                    Some(fault) => faults.push(format!("{path}: {fault}")),
                    None => drop(links.insert(link)),
                }
            }
        }
        assert!(links.len() > 64, "only {links:?}");
        // Any codes can be compared; there are files for those that are often confused, and the app
        // answers for all others.
        links.retain(|link| !link.contains("/compare/") || ready.iter().any(|path| link.ends_with(path)));
        let links: Vec<String> = links.into_iter().collect();
        let faulty = b.ask_later(FAULTY, vec![links.into()]).await;
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        assert_eq!(faulty, serde_json::json!([]));
    });
}

#[test]
fn every_page_asks_only_its_own_server() {
    browse(DESKTOP, async |b| {
        for path in PAGES {
            b.open(path).await;
            b.see_own_origin_only().await;
        }
        b.reload_without_cache().await;
        b.see_own_origin_only().await;
    });
}

#[test]
fn known_pages_answer_200_and_unknown_ones_404_before_any_script_runs() {
    browse(DESKTOP, async |b| {
        b.open("/").await;
        b.excuse_console_errors("404");
        // A regular expression, because a parser is a sink that the content policy forbids.
        let script = "return Promise.all(arguments[0].map(async path => {
            const answer = await fetch(path);
            const title = /<title>(.*?)<\\/title>/.exec(await answer.text())?.[1];
            return [path, answer.status, title] }))";
        let paths = ["/404/", "/429/", "/499/", "/nonsense/x"];
        let answers = b.ask_later(script, vec![paths.to_vec().into()]).await;
        for (answer, status) in answers.as_array().unwrap().iter().zip([200, 200, 200, 404]) {
            assert_eq!(answer[1], status, "{answer}");
        }
        assert_eq!(answers[0][2], "404 Not Found · Statuscope");
        assert_eq!(answers[1][2], "429 Too Many Requests · Statuscope");
    });
}
