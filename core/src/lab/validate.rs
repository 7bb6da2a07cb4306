//! *Validate*: can it be read, and does it make sense?

use super::{Bench, NOW, Scene, compose};
use crate::server::{Limits, Outcome, Reads, Resource, json, person};

pub fn run(bench: &Bench) -> Scene {
    let content = bench.get("body");
    let resource = Resource {
        takes: &["application/json"],
        reads: Reads::Person,
        limits: Limits {
            content: if bench.is("limit", "100") { 100 } else { 1_000_000 },
            ..Resource::default().limits
        },
        outcome: Outcome::Created("/people/42"),
        ..Resource::default()
    };
    let kind = match bench.get("type") {
        "json" => "application/json",
        "xml" => "application/xml",
        _ => "",
    };
    let request = compose("POST", "/people", &[("Content-Type", kind)], bench.get("fields"), content);
    let start = request.len() - content.len();
    let mut marks = Vec::new();
    let mut scene = Scene::default();
    scene.send(&resource, request, NOW);
    match (scene.status, json::read(content)) {
        (400, Err(fault)) if !content.is_empty() => {
            // The character that cannot stand there; at the end of the text, the last one.
            let at = fault.at.min(content.len().saturating_sub(1));
            marks.push((start + at, start + at + 1));
        }
        (422, Ok(document)) => {
            for wrong in person::check(&document) {
                let member = document.members.iter().find(|member| member.value.at == wrong.at);
                if let Some(member) = member {
                    marks.push((start + wrong.at, start + wrong.at + member.value.written.len()));
                }
            }
        }
        _ => {}
    }
    if let Some(exchange) = scene.exchanges.last_mut() {
        exchange.marks = marks;
    }
    scene
}
