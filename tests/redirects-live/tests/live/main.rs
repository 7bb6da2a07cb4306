//! Real clients do what the model says: each is given its own program from the data, or the same
//! calls for the crates, and what arrives at a server on loopback is compared.
//!
//! A client that is not on this machine is passed over with a line that says so. If it is of another
//! version than the measured one, differences are told and do not fail the test. With
//! `STATUSCOPE_LIVE=all` Java, PHP, Perl, Ruby and Go are started as well, which takes minutes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod crates;
mod firefox;
mod programs;

use programs::Program;
use statuscope_core::clients::Client;
use statuscope_core::redirect::{ALL_STATUSES, Content, Field, Hop, METHODS, Request, client, follow, keep};
use statuscope_core::sets::Set;
use statuscope_redirects_live::{End, Place, Server, differences};

const NAMES: [&str; 4] = ["Authorization", "Cookie", "Content-Type", "X-Custom"];

/// One case for one client.
struct Case {
    name: String,
    request: Request,
    hops: Vec<Hop>,
}

/// How much is tried.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// Every status, method and target, and chains.
    Full,
    /// A selection of them.
    Part,
    /// A few.
    Taste,
}

fn request(client: &Client, server: &Server, case: &str, method: &str) -> Request {
    let with_content = !matches!(method, "GET" | "HEAD");
    let mut fields = vec![
        Field::new("Authorization", "Bearer s3cret"),
        Field::new("Cookie", "sid=abc"),
        Field::new("X-Custom", "1"),
    ];
    if with_content {
        fields.push(Field::new("Content-Type", "application/json"));
    }
    // These programs have their own way to send credentials, and no other field.
    if ["curl_ub", "requests_authcookie"].contains(&client.id) {
        fields.truncate(2);
    }
    Request {
        method: keep(method),
        url: keep(&server.url(Place::Home, case, "start")),
        fields,
        content: if with_content { Content::Buffered("{\"it's\":\"a \\\\ test\"}") } else { Content::None },
        ..Request::default()
    }
}

fn cases(client: &'static Client, server: &Server, extent: Extent) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |method: &str, hops: &[(u16, Place)]| {
        if !client.policy.sends.meets(Set::method(method)) {
            return;
        }
        let name = format!("{}-{}", client.id, cases.len());
        let to = |(index, (status, place)): (usize, &(u16, Place))| {
            Hop::new(*status, server.url(*place, &name, &index.to_string()))
        };
        let hops: Vec<Hop> = hops.iter().enumerate().map(to).collect();
        server.script(&name, hops.iter().map(|hop| (hop.status, hop.location.unwrap().to_owned())).collect());
        let request = request(client, server, &name, method);
        cases.push(Case { name, request, hops });
    };
    let (statuses, methods): (&[u16], &[&str]) = match extent {
        Extent::Full => (&ALL_STATUSES, &METHODS),
        Extent::Part => (&[301, 303, 305, 307], &["GET", "POST", "PUT", "DELETE"]),
        Extent::Taste => (&[302, 307], &["GET", "POST"]),
    };
    for status in statuses {
        for method in methods {
            for place in [Place::Home, Place::OtherPort, Place::OtherHost] {
                add(method, &[(*status, place)]);
            }
        }
    }
    if extent != Extent::Taste {
        use Place::{Home, OtherHost, OtherPort};
        add("GET", &[(302, OtherHost), (302, Home)]);
        add("GET", &[(302, OtherHost), (302, OtherHost)]);
        add("GET", &[(302, OtherPort), (302, Home)]);
        add("POST", &[(307, OtherHost), (307, Home)]);
        add("POST", &[(302, Home), (307, Home)]);
        add("PUT", &[(307, Home), (301, Home)]);
        add("DELETE", &[(307, Home), (303, OtherHost)]);
        add("GET", &[(302, Home); 60]);
    }
    cases
}

/// Compares and gives a line for the report; true if it fails the test.
fn judge(
    client: &'static Client,
    version: &str,
    server: &Server,
    cases: &[Case],
    ends: &[Option<End>],
) -> (String, bool) {
    let own_way = ["curl_ub", "requests_authcookie"].contains(&client.id);
    let names = if own_way { &NAMES[..2] } else { &NAMES[..] };
    let mut wrong = Vec::new();
    let mut count = 0;
    for (case, end) in cases.iter().zip(ends) {
        let journey = follow(client, &case.request, &case.hops);
        let Some(end) = end else {
            wrong.push(format!("{}: no answer", case.name));
            continue;
        };
        count += 1;
        let found = differences(&journey, &server.seen(&case.name), *end, names);
        if !found.is_empty() {
            let hops: Vec<String> =
                case.hops.iter().take(3).map(|hop| format!("{} {:?}", hop.status, hop.location)).collect();
            wrong.push(format!("{} {} {}: {}", case.name, case.request.method, hops.join(", "), found.join("; ")));
        }
    }
    let measured = client.version;
    let same = version.contains(measured) || measured.is_empty();
    let state = if same { "" } else { " (another version: only told)" };
    let mut line = format!(
        "{:24} {version}, measured {measured}{state}: {} of {count} as modelled",
        client.id,
        count - wrong.len().min(count)
    );
    for wrong in wrong.iter().take(8) {
        line.push_str("\n    ");
        line.push_str(wrong);
    }
    (line, same && !wrong.is_empty())
}

fn run(program: &Program, server: &Server, extent: Extent) -> (String, bool) {
    let client = client(program.id).expect("a client of the data");
    let Some(version) = program.version() else {
        return (format!("{:24} is not on this machine", program.id), false);
    };
    let cases = cases(client, server, extent);
    let ends = program.run(client, &cases);
    judge(client, &version, server, &cases, &ends)
}

#[test]
fn real_clients_do_what_the_model_says() {
    let server = Server::start().unwrap();
    let all = std::env::var("STATUSCOPE_LIVE").is_ok_and(|value| value == "all");
    let jobs: Vec<(Program, Extent)> =
        programs::all().into_iter().filter(|(program, _)| all || !program.is_slow()).collect();
    let (left, right) = jobs.split_at(jobs.len() / 2);
    let mut report: Vec<(String, bool)> = Vec::new();
    std::thread::scope(|scope| {
        let halves = [left, right].map(|half| {
            let server = &server;
            scope.spawn(move || half.iter().map(|(program, extent)| run(program, server, *extent)).collect::<Vec<_>>())
        });
        for half in halves {
            report.extend(half.join().unwrap());
        }
    });
    for (id, go) in crates::ALL {
        let client = client(id).unwrap();
        let cases = cases(client, &server, Extent::Full);
        let ends: Vec<Option<End>> = cases.iter().map(|case| Some(go(&case.request))).collect();
        report.push(judge(client, client.version, &server, &cases, &ends));
    }
    let lines: Vec<&str> = report.iter().map(|(line, _)| line.as_str()).collect();
    println!("{}", lines.join("\n"));
    assert!(report.iter().all(|(_, fails)| !fails), "\n{}", lines.join("\n"));
}
