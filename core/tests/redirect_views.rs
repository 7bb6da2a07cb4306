//! What is made of a journey: the verdict, the advice, the matrices, the program, the presets.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use statuscope_core::clients::Preset;
use statuscope_core::prose::{Span, spans};
use statuscope_core::redirect::{
    ALL_STATUSES, Body, Hop, Lies, METHODS, NoteKind, Outcome, STATUSES, Scenario, Standing, VerdictKind, client,
    client_matrix, clients, is_shown, matrix, presets, recommend, reproduce, sequence, strip, verdict, whole,
};

fn scenario(id: &str, method: &'static str, status: u16) -> Scenario {
    let body = if method == "GET" { Body::None } else { Body::Json };
    Scenario { method, status, body, ..Scenario::new(client(id).unwrap()) }
}

fn of_preset(preset: &Preset) -> Scenario {
    Scenario::of_query(preset.query, &mut |key, value| panic!("{key}={value}")).unwrap()
}

fn verdict_of(scenario: &Scenario) -> (VerdictKind, String) {
    let verdict = verdict(&scenario.journey());
    (verdict.kind, verdict.text())
}

#[test]
fn the_verdict_is_one_sentence() {
    for (id, method, status, kind, text) in [
        (
            "requests",
            "POST",
            301,
            VerdictKind::Lost,
            "Your POST arrives as GET without its body, and without Authorization and Cookie.",
        ),
        ("requests", "POST", 307, VerdictKind::Whole, "Your POST arrives whole, but without Authorization and Cookie."),
        (
            "requests",
            "POST",
            303,
            VerdictKind::AsAsked,
            "Your POST arrives as GET without its body, as 303 asks, and without Authorization and Cookie.",
        ),
        (
            "curl_X",
            "POST",
            302,
            VerdictKind::Lost,
            "Your POST arrives without its body, and without Authorization and Cookie.",
        ),
        (
            "java_httpclient_always",
            "GET",
            302,
            VerdictKind::Whole,
            "Your GET arrives. Authorization and Cookie sent to v2.example.net as well.",
        ),
        ("urllib", "POST", 307, VerdictKind::Stopped, "urllib.request, Python 3.11 stops with an error at the 307."),
        ("requests", "GET", 300, VerdictKind::Stopped, "requests does not follow: your program gets the 300 itself."),
        (
            "chromium_form",
            "PUT",
            301,
            VerdictKind::Stopped,
            "Chromium form cannot send it: it is no method that this client has.",
        ),
        (
            "go_stream",
            "POST",
            307,
            VerdictKind::Stopped,
            "net/http 1.19, streamed body does not follow: your program gets the 307 itself, because the body can be read only once.",
        ),
    ] {
        assert_eq!(verdict_of(&scenario(id, method, status)), (kind, text.to_owned()), "{id} {method} {status}");
    }
    let streamed = Scenario { body: Body::Stream, ..scenario("curl", "POST", 307) };
    assert_eq!(verdict_of(&streamed).0, VerdictKind::NotModelled);
}

#[test]
fn advice_is_tried_out_before_it_is_given() {
    let advice = |id: &str, method: &'static str, status: u16| {
        let scenario = scenario(id, method, status);
        recommend(&scenario, &scenario.journey())
    };
    let post = advice("requests", "POST", 301);
    assert_eq!(post.status, Some(308));
    assert_eq!(
        post.says,
        "To keep the method and the body, answer {308}. `Authorization` and `Cookie` stay behind with any status."
    );
    assert_eq!(advice("requests", "POST", 302).status, Some(307));
    // HttpURLConnection does not know 308.
    assert_eq!(advice("java_huc", "POST", 301).status, Some(307));
    // urllib sends no body twice, whatever the status.
    assert_eq!(advice("urllib", "POST", 301).status, None);
    assert_eq!(advice("fetch", "GET", 302).status, None);
    for client in clients() {
        for (status, method) in ALL_STATUSES.iter().flat_map(|status| METHODS.map(|method| (*status, method))) {
            let scenario = Scenario { client, ..scenario("fetch", method, status) };
            if let Some(better) = recommend(&scenario, &scenario.journey()).status {
                let tried = scenario.with_status(better).journey();
                assert_eq!(verdict(&tried).kind, VerdictKind::Whole, "{} {method} {status}", client.id);
            }
        }
    }
}

#[test]
fn the_client_matrix_is_as_it_was_drawn() {
    let rows = client_matrix(&scenario("fetch", "POST", 301), &STATUSES);
    assert_eq!(rows.len(), clients().len());
    let labels = |id: &str| {
        let row = rows.iter().find(|row| row.client.id == id).unwrap();
        (row.cells.iter().map(|cell| cell.label()).collect::<Vec<_>>().join("; "), row.differences)
    };
    for (id, cells, differences) in [
        ("fetch", "GET; GET; GET; POST + body; POST + body", 0),
        ("rfc9110", "POST + body or GET; POST + body or GET; GET; POST + body; POST + body", 0),
        ("chromium_form", "GET; GET; GET; POST + body; POST + body", 0),
        ("got_noRewrite", "POST + body; POST + body; GET; POST + body; POST + body", 2),
        ("curl_X", "POST, body lost; POST, body lost; POST, body lost; POST + body; POST + body", 3),
        (
            "wget2",
            "POST + body + credentials; POST + body + credentials; POST + body + credentials; POST + body + credentials; POST + body + credentials",
            5,
        ),
        ("urllib", "GET + credentials; GET + credentials; GET + credentials; error; error", 5),
        ("go_stream", "GET; GET; GET; not followed; not followed", 2),
        ("java_huc", "GET; GET; GET; POST + body; not followed", 1),
        ("perl_lwp", "not followed; not followed; not followed; not followed; not followed", 5),
        (
            "perl_lwp_all",
            "POST + body + credentials; GET + credentials; GET + credentials; POST + body + credentials; POST + body + credentials",
            5,
        ),
        ("ruby_openuri", "n/a; n/a; n/a; n/a; n/a", 0),
    ] {
        assert_eq!(labels(id), (cells.to_owned(), differences), "{id}");
    }
    assert_eq!(rows[0].client.id, "fetch");
}

#[test]
fn the_status_matrix_has_a_row_a_method() {
    let rows = matrix(&scenario("requests", "POST", 301), &ALL_STATUSES);
    let label = |method: &str, status: u16| {
        let row = rows.iter().find(|row| row.method == method).unwrap();
        row.cells.iter().find(|cell| cell.status == status).unwrap().label()
    };
    assert_eq!(rows.len(), METHODS.len());
    assert_eq!(label("PUT", 301), "PUT, body lost");
    assert_eq!(label("DELETE", 302), "GET");
    assert_eq!(label("HEAD", 303), "HEAD");
    assert_eq!(label("GET", 304), "not followed");
    assert_eq!(whole("GET", Lies::Same).len(), clients().len());
}

#[test]
fn every_preset_has_its_point() {
    let seen: Vec<(&str, String)> =
        presets().iter().map(|preset| (preset.name, verdict(&of_preset(preset).journey()).text())).collect();
    let expected = [
        (
            "POST to an old endpoint, 301",
            "Your POST arrives as GET without its body, and without Authorization and Cookie.",
        ),
        ("POST to an old endpoint, 307", "Your POST arrives whole, but without Authorization and Cookie."),
        ("POST to an old endpoint, 308", "Your POST arrives whole, but without Authorization and Cookie."),
        ("A domain moves", "Your GET arrives, but without Cookie."),
        ("A login form", "Your POST arrives as GET without its body, as 303 asks."),
        ("From http to https", "Your GET arrives, but without Authorization and Cookie."),
        ("A new API version", "Your DELETE arrives as GET."),
        ("Tracking links", "Your GET arrives. Authorization and Cookie sent to track.ads.example as well."),
        ("A loop", "It goes in a circle: aiohttp follows 9 redirects and stops with an error."),
    ];
    assert_eq!(seen.len(), expected.len());
    for ((id, text), expected) in seen.iter().zip(expected) {
        assert_eq!((*id, text.as_str()), expected);
    }
    let login = of_preset(&presets()[4]).journey();
    assert_eq!(login.steps[1].sent("Cookie"), Some("sid=7f3a"));
    let links = of_preset(&presets()[7]).journey();
    assert_eq!((links.followed(), links.reached), (3, "https://shop.example/teapots#offer"));
    // Chromium remembers the move, Firefox does not.
    for (id, remembers) in [("chromium_form", true), ("firefox_form", false), ("requests", false)] {
        let preset = &presets()[3];
        let again = Scenario { client: client(id).unwrap(), again: true, ..of_preset(preset) };
        assert_eq!(again.journey().steps[0].from_cache, remembers, "{id}");
    }
}

#[test]
fn the_program_is_what_the_client_needs() {
    let program = |id: &str, method: &'static str| {
        let scenario = scenario(id, method, 301);
        reproduce(scenario.client, &scenario.request())
    };
    assert_eq!(
        program("curl", "POST"),
        "curl -L \\\n  -H 'Authorization: Bearer 7Fjfp0ZBr1Kt' \\\n  -H 'Cookie: sid=31d4d96e407aad42' \\\n  \
         -H 'Content-Type: application/json' \\\n  --data-raw '{\"item\":\"teapot\",\"count\":1}' \\\n  \
         'https://api.example.com/old-endpoint'\n"
    );
    assert!(program("curl_X", "POST").contains("-X POST"));
    assert!(!program("curl", "POST").contains("-X"));
    assert!(program("go", "POST").contains("strings.NewReader(\"{\\\"item\\\":\\\"teapot\\\",\\\"count\\\":1}\")"));
    for client in clients() {
        for method in METHODS {
            let text = program(client.id, method);
            assert_eq!(text.trim().is_empty(), client.is_specification(), "{}", client.id);
            assert!(!text.contains("{url}") && !text.contains("[field]") && !text.contains("[content]"), "{text}");
            assert!(client.is_specification() || text.contains("https://api.example.com/old-endpoint"), "{text}");
        }
    }
}

#[test]
fn every_explanation_has_a_source_and_good_marks() {
    for client in clients() {
        for (status, method) in ALL_STATUSES.iter().flat_map(|status| METHODS.map(|method| (*status, method))) {
            for (lies, _) in Lies::ALL {
                let scenario = Scenario { client, lies, ..scenario("fetch", method, status) };
                let journey = scenario.journey();
                assert!(
                    !matches!(journey.outcome, Outcome::NotModelled(_)),
                    "{} {method} {status} {lies:?}",
                    client.id
                );
                for rule in journey.steps.iter().flat_map(|step| &step.rules) {
                    let stray =
                        spans(rule.says).any(|span| matches!(span, Span::Text(text) if text.contains(['`', '{', '['])));
                    assert!(!stray && rule.says.ends_with('.'), "{}", rule.says);
                    assert!(!rule.source.is_empty() || !rule.by.is_empty() || client.id == "rfc9110", "{rule:?}");
                    assert!(rule.standing == Standing::Open || !rule.by.is_empty(), "{rule:?}");
                }
                // Each redirect says why.
                assert!(
                    journey.steps.iter().filter(|step| step.status == Some(status)).all(|step| !step.rules.is_empty())
                );
            }
        }
    }
}

#[test]
fn a_server_can_answer_one_method_only() {
    // POST and GET of one address: the form, then the page.
    let mut page = scenario("firefox_form", "POST", 303);
    page.hops = vec![Hop { only: "POST", ..Hop::new(303, "/form") }];
    page.from = "https://shop.example/form";
    let journey = page.journey();
    assert_eq!((journey.outcome, journey.steps.len()), (Outcome::Arrived, 2));
}

#[test]
fn the_picture_has_a_line_a_place_and_an_arrow_a_message() {
    let picture = sequence(&scenario("requests", "POST", 301).journey());
    let places: Vec<&str> = picture.lanes.iter().map(|lane| lane.place).collect();
    assert_eq!(places, ["requests", "api.example.com", "v2.example.net"]);
    assert_eq!(picture.arrows.iter().map(|arrow| arrow.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let lost: Vec<&str> = picture
        .notes_of(&picture.arrows[2])
        .iter()
        .filter(|note| note.kind == NoteKind::Lost)
        .map(|note| note.text)
        .collect();
    assert_eq!(lost, ["− the body is lost", "− Authorization dropped", "− Cookie dropped"]);
    // Downwards, and inside.
    for client in clients() {
        for (lies, _) in Lies::ALL {
            let picture = sequence(&Scenario { client, lies, ..scenario("fetch", "PUT", 308) }.journey());
            let lines: Vec<u16> = picture.arrows.iter().map(|arrow| arrow.y).collect();
            assert!(lines.is_sorted() && lines.iter().all(|y| *y < picture.height), "{lines:?}");
            assert!(picture.arrows.iter().all(|arrow| arrow.from.max(arrow.to) < picture.width));
        }
    }
}

#[test]
fn a_long_journey_shows_its_beginning_and_its_end() {
    let mut long = scenario("curl", "GET", 302);
    long.hops = (0..40).map(|place| Hop::new(302, format!("/{place}"))).collect();
    let journey = long.journey();
    assert_eq!(journey.steps.len(), 41);
    let shown: Vec<usize> = (0..41).filter(|index| is_shown(*index, 41)).collect();
    assert_eq!(shown, [0, 1, 2, 3, 4, 5, 6, 7, 39, 40]);
    let picture = sequence(&journey);
    assert!(picture.story.contains("; 31 more requests; "), "{}", picture.story);
    assert_eq!(picture.arrows.last().unwrap().number, 82);
}

#[test]
fn the_strip_has_the_five_statuses_for_chains_too() {
    let labels = |scenario: &Scenario| strip(scenario).iter().map(|cell| cell.label()).collect::<Vec<_>>().join("; ");
    let single = scenario("requests", "POST", 301);
    assert_eq!(labels(&single), "GET; GET; GET; POST + body; POST + body");
    assert_eq!(labels(&single.written_out()), labels(&single));
    let row = &client_matrix(&single, &STATUSES)[0];
    assert_eq!(row.scenario(&single, 308), Scenario { client: row.client, ..single.with_status(308) });
}
