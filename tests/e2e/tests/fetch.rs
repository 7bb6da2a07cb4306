//! The browser's own `fetch()` does what the model of redirects says.

use statuscope_core::redirect::{ALL_STATUSES, Content, Field, Hop, METHODS, Page, Request, client, follow, keep};
use statuscope_e2e::{DESKTOP, browse_at};
use statuscope_redirects_live::{End, Place, Server, differences};

const PLACES: [Place; 3] = [Place::Home, Place::OtherPort, Place::OtherHost];

/// Makes all requests one after the other and returns the status of each; -1 for an error.
const FETCH_ALL: &str = "const ends = [];
    for (const { url, method, headers, body } of arguments[0]) {
        try {
            const response = await fetch(url, { method, headers, body: body ?? undefined });
            await response.text();
            ends.push(response.status);
        } catch { ends.push(-1); }
    }
    return ends";

fn request(server: &Server, case: &str, method: &'static str, page: &str) -> Request {
    let with_content = !matches!(method, "GET" | "HEAD");
    let mut fields = vec![Field::new("Authorization", "Bearer s3cret"), Field::new("X-Custom", "1")];
    if with_content {
        fields.push(Field::new("Content-Type", "application/json"));
    }
    Request {
        method,
        url: keep(&server.url(Place::Home, case, "start")),
        fields,
        content: if with_content { Content::Buffered("{\"a\":1}") } else { Content::None },
        page: Page { url: keep(page), ..Page::default() },
    }
}

/// Every status, method and target, from a page at `place`.
fn compare_from(place: Place) {
    let server = Server::start().unwrap();
    let page = server.url(place, "page", "index");
    let mut cases = Vec::new();
    for (status, method) in ALL_STATUSES.iter().flat_map(|status| METHODS.map(|method| (*status, method))) {
        for to in PLACES {
            let name = format!("case-{}", cases.len());
            let hop = Hop::new(status, server.url(to, &name, "end"));
            server.script(&name, vec![(status, hop.location.unwrap().to_owned())]);
            cases.push((request(&server, &name, method, &page), hop, name));
        }
    }
    let (origin, path) = page.split_at(page.find("/page").unwrap());
    browse_at(origin, DESKTOP, async |b| {
        // The server's answer to it is a plain text, without a policy that would forbid to connect.
        b.open_anyway(path).await;
        let all: Vec<_> = cases
            .iter()
            .map(|(request, _, _)| {
                let headers: Vec<_> = request.fields.iter().map(|field| [field.name, field.value]).collect();
                serde_json::json!({
                    "url": request.url, "method": request.method, "headers": headers, "body": request.content.text(),
                })
            })
            .collect();
        let ends = b.ask_later(FETCH_ALL, vec![all.into()]).await;
        let mut wrong = Vec::new();
        for (index, (request, hop, name)) in cases.iter().enumerate() {
            let status = ends[index].as_i64().unwrap_or_else(|| panic!("{ends}"));
            let end = u16::try_from(status).map_or(End::Error, End::Status);
            for id in ["fetch", "chromium_fetch"] {
                let journey = follow(client(id).unwrap(), request, std::slice::from_ref(hop));
                let names = ["Authorization", "Content-Type", "X-Custom", "Origin", "Referer"];
                let found = differences(&journey, &server.seen(name), end, &names);
                if !found.is_empty() {
                    let to = hop.location.unwrap_or_default();
                    wrong.push(format!("{id}: {} {} to {to}: {}", request.method, hop.status, found.join("; ")));
                }
            }
        }
        println!("{} of {} as modelled from a page at {page}", 2 * cases.len() - wrong.len(), 2 * cases.len());
        assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
    });
}

#[test]
fn real_fetch_follows_redirects_as_modelled() {
    compare_from(Place::Home);
}

#[test]
fn real_fetch_from_another_origin_follows_redirects_as_modelled() {
    compare_from(Place::OtherHost);
}
