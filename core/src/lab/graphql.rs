//! *GraphQL*: what a status says about a question that has a language of its own.
//!
//! HTTP's own checks are those of the small server; [`GRAPHQL`] has the ones that follow.

use super::query::{Query, SCHEMA};
use super::{Bench, Figure, NOW, Scene, compose};
use crate::form;
use crate::server::json::{self, Document, Kind};
use crate::server::{
    CHECKS, GRAPHQL, Guard, Methods, Pass, Reads, Resource, Response, Step, Trace, Verdict, Version, fill, preferred,
    put, respond, tell, verdict,
};

const NEW: &str = "application/graphql-response+json";
const OLD: &str = "application/json";

const TYPES: &[Version<'static>] = &[Version::of(NEW, ""), Version::of(OLD, "")];

/// `Accept` for each word of the control.
const ACCEPT: [(&str, &str); 4] = [
    ("new", NEW),
    ("old", OLD),
    ("both", "application/graphql-response+json, application/json;q=0.9"),
    ("html", "text/html"),
];

/// What GraphQL made of a request.
struct Judged {
    /// Which check decides.
    check: &'static str,
    found: String,
    /// As checks say it: a status, a way through the tree, and what follows.
    says: &'static str,
    content: String,
}

/// What the draft says to it, by the checks that come after those of HTTP.
fn judge(document: Option<&Document<'_>>, down: bool, reads: bool) -> Judged {
    let mut found = String::new();
    let (check, says) = 'check: {
        let member = |name| document.and_then(|document| document.member(name));
        let given = member("variables").filter(|value| value.kind != Kind::Null).map_or("{}", |value| value.written);
        let text = member("query").filter(|value| value.kind == Kind::Text).map(|value| json::plain(value.written));
        let (Some(text), Ok(given), true) = (text, json::read(given), given.starts_with('{')) else {
            found.push_str("no query");
            let says = "422 sense.v It needs a `query`, a text, and may have `variables`, an object.";
            break 'check ("request", says);
        };
        let mut query = Query::of(&text, &given, down);
        if let Some(word) = query.misplaced() {
            put(&mut found, if word.is_empty() { "it ends too early" } else { "not expected: ^" }, &[word]);
            break 'check ("document", "400 content.m The question cannot be parsed.");
        }
        if query.is_mutation() && reads {
            found.push_str("mutation");
            break 'check ("safe", "405 method.r A mutation changes something, and `GET` MUST NOT.");
        }
        query.answer();
        let unset = query.unset();
        if !query.unfit.is_empty() {
            found = query.unfit;
            break 'check ("schema", "422 sense.v It can be parsed, but does not fit the schema.");
        }
        if !unset.is_empty() {
            put(&mut found, "$^ is no whole number", &[unset]);
            break 'check ("variables", "422 sense.v A variable lacks a value that fits.");
        }
        let mut content = "{\"data\": ".to_owned();
        content.push_str(&query.data);
        let says = if query.errors.is_empty() {
            "200 done.c There is data, and no error."
        } else {
            put(&mut content, ", \"errors\": [^]", &[&query.errors]);
            "294 sense.y Data, but not all: with {200}, monitors would not see that."
        };
        content.push('}');
        return Judged { check: "answer", found, says, content };
    };
    let mut content = "{\"errors\": [{\"message\": ".to_owned();
    json::push_text(&mut content, &found);
    content.push_str("}]}");
    Judged { check, found, says, content }
}

/// Answers what HTTP has let through.
fn answer(bench: &Bench, document: Option<&Document<'_>>, request: &str, response: &mut Response, trace: &mut Trace) {
    let old = bench.is("habit", "old");
    let mut judged = judge(document, bench.on("down"), !request.starts_with('P'));
    let mut kind = OLD;
    if old {
        match judged.check {
            "request" => {
                judged.says = "400 content.m It needs a `query`, a text, and may have `variables`, an object.";
            }
            "safe" => {}
            _ => judged.says = "200 done.c The old way: GraphQL has answered, so HTTP says {200}.",
        }
    } else if let Some(version) = preferred(TYPES, request) {
        // Whoever takes only the old type still gets errors in the new one.
        kind = if matches!(judged.check, "answer") { version.kind } else { NEW };
    } else {
        let content = "{\"available\": [\"application/graphql-response+json\", \"application/json\"]}".to_owned();
        let says = "406 accept.n The server has no type that they accept, and says so.";
        judged = Judged { check: "accept", found: String::new(), says, content };
    }
    let (status, path, says) = verdict(judged.says).unwrap_or_default();

    // HTTP's own checks, up to that of Accept, then ours.
    let at = trace.steps.iter().position(|step| step.check.id == "accept").unwrap_or_default();
    trace.steps.truncate(at);
    for check in CHECKS.iter().skip(at).take(usize::from(!old)).chain(GRAPHQL) {
        let decides = check.id == judged.check;
        let (found, says, verdict) = if decides {
            (core::mem::take(&mut judged.found), says, Verdict::Answers { status, path })
        } else {
            (String::new(), "Nothing is in the way.", Verdict::Passed)
        };
        trace.steps.push(Step { check, found, says, source: "graphql", verdict });
        if decides {
            break;
        }
    }

    response.status = status;
    // The date stays.
    response.head.truncate("\nDate: Sun, 22 Nov 2026 12:00:00 GMT".len());
    let allow = if status == 405 { "\nAllow: POST" } else { "" };
    let vary = if old { "" } else { "\nVary: Accept" };
    tell(&mut response.head, &["\nContent-Type: ", kind, allow, vary]);
    fill(&mut response.head, "\nContent-Length: ~", &[judged.content.len()]);
    response.content = if request.starts_with("HEAD") { None } else { Some(judged.content.into_bytes()) };
}

pub fn run(bench: &Bench, scene: &mut Scene) {
    let (method, content) = (bench.get("method"), bench.get("body"));
    let reads = matches!(method, "GET" | "HEAD");
    let document = json::read(content).ok();
    let mut target = String::new();
    if let Some(document) = document.as_ref().filter(|_| reads) {
        for name in ["query", "variables"] {
            if let Some(value) = document.member(name) {
                form::push(&mut target, name, &json::plain(value.written));
            }
        }
    }
    let accept = ACCEPT.iter().find(|(word, _)| bench.is("accept", word)).map_or("", |(_, value)| *value);
    let kind = if reads {
        ""
    } else if bench.is("type", "xml") {
        "application/xml"
    } else {
        OLD
    };
    let token = if bench.on("token") { "Bearer r2XcJ6sA" } else { "" };
    let fields = [("Accept", accept), ("Content-Type", kind), ("Authorization", token)];
    let sent = if reads { "" } else { content };
    let request = compose(method, &["/graphql", &target].concat(), &fields, bench.get("fields"), sent);

    let passes = [Pass { token: "r2XcJ6sA", until: None, may: Methods::ALL }];
    let mut resource = Resource::default();
    // GET, HEAD, POST and OPTIONS.
    resource.methods = Methods(0b100_0111);
    if bench.on("guard") {
        resource.guard = Some(Guard { realm: "graphql", open: Methods(0b100_0000), passes: &passes, hides: false });
    }
    resource.takes = &[OLD];
    resource.reads = Reads::Json;
    let (mut response, mut trace) = respond(&resource, &request, NOW.unsigned_abs() * 1_000);
    let goes_on = trace.deciding().is_some_and(|step| step.check.id == "done") && method != "OPTIONS";
    if goes_on {
        answer(bench, document.as_ref(), &request, &mut response, &mut trace);
    }
    scene.figures.push(Figure::Text { title: "The schema", text: SCHEMA.to_owned(), marks: Vec::new() });
    scene.add(request, &response, trace);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use crate::lab::lab;

    fn run(query: &str) -> Scene {
        let mut bench = Bench::of(lab("graphql").unwrap());
        for (key, value) in form::pairs(query) {
            assert!(bench.set(&key, &value), "{key}={value}");
        }
        bench.run()
    }

    fn ask(question: &str, variables: &str, more: &[(&str, &str)]) -> Scene {
        let mut body = "{\"query\": ".to_owned();
        json::push_text(&mut body, question);
        if !variables.is_empty() {
            body.push_str(", \"variables\": ");
            body.push_str(variables);
        }
        body.push('}');
        let mut bench = Bench::of(lab("graphql").unwrap());
        assert!(bench.set("body", &body));
        for (key, value) in more {
            assert!(bench.set(key, value));
        }
        bench.run()
    }

    fn decides(scene: &Scene) -> &'static str {
        scene.exchanges[0].trace.as_ref().unwrap().deciding().unwrap().check.id
    }

    fn content(scene: &Scene) -> &str {
        scene.exchanges[0].response.split_once("\n\n").map_or("", |(_, content)| content)
    }

    #[test]
    fn questions_have_answers() {
        for (question, data) in [
            ("{ tea(id: 7) { name price } }", r#"{"tea": {"name": "Assam", "price": 4.5}}"#),
            ("query Q { mine: tea(id: 7) { n: name } }", r#"{"mine": {"n": "Assam"}}"#),
            ("query, Q{tea(id:7){__typename}}# done", r#"{"tea": {"__typename": "Tea"}}"#),
            ("{ tea(id: 8) { name } }", r#"{"tea": null}"#),
            ("{__typename}", r#"{"__typename": "Query"}"#),
            ("mutation { order(id: 7) { name } }", r#"{"order": {"name": "Assam"}}"#),
        ] {
            let scene = ask(question, "", &[]);
            assert_eq!(content(&scene), ["{\"data\": ", data, "}"].concat(), "{question}");
            assert_eq!(scene.status, 200);
            json::read(content(&scene)).unwrap();
        }
        let scene = ask("query ($id: Int!) { tea(id: $id) { name } }", r#"{"id": 7}"#, &[]);
        assert!(content(&scene).contains("Assam"));
    }

    #[test]
    fn each_error_has_its_check() {
        for (question, variables, check, status) in [
            ("", "", "document", 400),
            ("{", "", "document", 400),
            ("{}", "", "document", 400),
            ("{ tea(id: 7) { name }", "", "document", 400),
            ("{ tea(id: 7) { name } } }", "", "document", 400),
            ("{ tea(id 7) { name } }", "", "document", 400),
            ("{ tea(id: ) { name } }", "", "document", 400),
            ("{ tea() { name } }", "", "document", 400),
            ("{ tea(id: \"7) { name } }", "", "document", 400),
            ("tea", "", "document", 400),
            ("{ tea(id: 7) { name ; } }", "", "document", 400),
            ("query ($id) { tea(id: $id) { name } }", "", "document", 400),
            // What cannot be parsed comes before what does not fit.
            ("{ tea(id: 7) { prize }", "", "document", 400),
            ("{ tea(id: 7) { prize } }", "", "schema", 422),
            ("{ coffee }", "", "schema", 422),
            ("{ tea { name } }", "", "schema", 422),
            ("{ tea(id: 7) }", "", "schema", 422),
            ("{ tea(id: 7) { name { first } } }", "", "schema", 422),
            ("{ tea(id: \"7\") { name } }", "", "schema", 422),
            ("{ tea(id: 7.5) { name } }", "", "schema", 422),
            ("{ tea(ids: [7, 8]) { name } }", "", "schema", 422),
            ("{ tea(ids: 7) { name } }", "", "schema", 422),
            ("{ tea(id: 7, id: 8) { name } }", "", "schema", 422),
            ("{ tea(id: [7)]) { name } }", "", "document", 400),
            ("{ tëa }", "", "document", 400),
            ("{ tea(id: 7) { name(of: {a: 1}) } }", "", "schema", 422),
            ("{ tea(id: 7) { name } tea(id: 8) { name } }", "", "schema", 422),
            ("{ tea(id: 7) { ... on Tea { name } } }", "", "schema", 422),
            ("{ tea(id: 7) { name @include(if: true) } }", "", "schema", 422),
            ("{ a: __typename } query B { b: __typename }", "", "schema", 422),
            ("subscription { tea(id: 7) { name } }", "", "schema", 422),
            ("{ tea(id: $id) { name } }", r#"{"id": 7}"#, "schema", 422),
            ("query ($id: Int!) { __typename }", r#"{"id": 7}"#, "schema", 422),
            ("query ($id: String!) { tea(id: $id) { name } }", r#"{"id": "7"}"#, "schema", 422),
            ("query ($id: [Int!]!) { tea(id: $id) { name } }", r#"{"id": [7]}"#, "schema", 422),
            ("query ($id: Int!) { tea(id: $id) { name } }", "", "variables", 422),
            ("query ($id: Int!) { tea(id: $id) { name } }", "null", "variables", 422),
            ("query ($id: Int!) { tea(id: $id) { name } }", r#"{"id": "7"}"#, "variables", 422),
            ("query ($id: Int!) { tea(id: $id) { name } }", r#"{"id": 7.5}"#, "variables", 422),
            ("query ($id: Int!) { tea(id: $id) { name } }", "[7]", "request", 422),
        ] {
            let scene = ask(question, variables, &[]);
            assert_eq!((decides(&scene), scene.status), (check, status), "{question} {variables}: {}", scene.says);
            json::read(content(&scene)).unwrap();
            assert!(!content(&scene).contains("\"data\""), "{question}");
            // The old way, it is a success all the same, unless it is no GraphQL request.
            let old = ask(question, variables, &[("habit", "old")]);
            assert_eq!(old.status, if check == "request" { 400 } else { 200 }, "{question}");
        }
        // Nesting has an end.
        assert_eq!(ask(&"{a".repeat(2_000), "", &[]).status, 400);
        assert_eq!(ask(&["{a(b: ", &"[".repeat(9_000)].concat(), "", &[]).status, 400);
    }

    #[test]
    fn half_an_answer() {
        let scene = ask(
            "{ a: tea(id: 7) { name price } b: tea(id: 7) { p: price } c: tea(id: 8) { price } }",
            "",
            &[("down", "on")],
        );
        assert_eq!(scene.status, 294);
        let expected = concat!(
            r#"{"data": {"a": {"name": "Assam", "price": null}, "b": {"p": null}, "c": null}, "#,
            r#""errors": [{"message": "the price list is down", "path": ["a", "price"]}, "#,
            r#"{"message": "the price list is down", "path": ["b", "p"]}]}"#
        );
        assert_eq!(content(&scene), expected);
        assert_eq!(ask("{ tea(id: 7) { name } }", "", &[("down", "on")]).status, 200);
    }

    #[test]
    fn http_comes_first() {
        for (set, status) in [
            ("guard=on", 401),
            ("guard=on&token=on", 200),
            ("guard=on&habit=old", 401),
            ("type=xml", 415),
            ("type=xml&habit=old", 415),
            ("accept=html", 406),
            ("accept=html&habit=old", 200),
            ("accept=none&fields=Accept: application/*", 200),
            ("accept=none&fields=Accept: image/*", 406),
            ("accept=none", 200),
            ("body={", 400),
            ("body={&habit=old", 400),
            ("body=[]", 422),
            ("body={\"qeury\": \"{__typename}\"}", 422),
            ("body={\"query\": 7}", 422),
            ("body=", 400),
            ("method=GET", 200),
            ("method=HEAD", 200),
            ("method=GET&body=", 422),
            ("method=PUT", 405),
            ("method=OPTIONS", 204),
            ("method=BREW", 501),
            ("method=GET&body={\"query\": \"mutation { order(id: 7) { name } }\"}", 405),
            ("method=GET&habit=old&body={\"query\": \"mutation { order(id: 7) { name } }\"}", 405),
        ] {
            assert_eq!(run(set).status, status, "{set}: {}", run(set).says);
        }
    }

    #[test]
    fn types_follow_accept_where_there_is_data() {
        let kind = |set: &str| {
            let scene = run(set);
            let line = scene.exchanges[0].response.lines().find(|line| line.starts_with("Content-Type"));
            line.unwrap_or_default().strip_prefix("Content-Type: ").unwrap_or_default().to_owned()
        };
        let wrong = "&body={\"query\": \"{ coffee }\"}";
        for (accept, good, bad) in [("new", NEW, NEW), ("both", NEW, NEW), ("old", OLD, NEW), ("none", NEW, NEW)] {
            assert_eq!(kind(&["accept=", accept].concat()), good, "{accept}");
            assert_eq!(kind(&["accept=", accept, wrong].concat()), bad, "{accept}");
            assert_eq!(kind(&["habit=old&accept=", accept, wrong].concat()), OLD, "{accept}");
        }
        assert_eq!(kind("guard=on"), "application/problem+json");
    }

    #[test]
    fn a_get_has_its_question_in_the_address() {
        let scene = run("method=GET&body={\"query\": \"{__typename}\", \"variables\": {}}");
        let request = &scene.exchanges[0].request;
        assert!(request.starts_with("GET /graphql?query=%7B__typename%7D&variables=%7B%7D HTTP/1.1\n"), "{request}");
        assert!(!request.contains("Content-"));
    }
}
