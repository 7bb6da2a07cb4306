//! *Validate*: can it be read, and does it make sense?

use super::{Bench, NOW, Scene, compose};
use crate::server::{Outcome, Reads, Resource, json, person};

pub fn run(bench: &Bench, scene: &mut Scene) {
    let content = bench.get("body");
    let mut resource = Resource::default();
    resource.takes = &["application/json"];
    resource.reads = Reads::Person;
    resource.limits.content = if bench.is("limit", "100") { 100 } else { 1_000_000 };
    resource.outcome = Outcome::Created("/people/42");
    let kind = match bench.get("type") {
        "json" => "application/json",
        "xml" => "application/xml",
        _ => "",
    };
    let request = compose("POST", "/people", &[("Content-Type", kind)], bench.get("fields"), content);
    let start = request.len() - content.len();
    scene.send(&resource, request, NOW);
    let marks = marks(scene.status, start, content);
    if let Some(exchange) = scene.exchanges.last_mut() {
        exchange.marks = marks;
    }
}

/// Beyond this, nothing is drawn and so nothing is marked.
const DRAWN: usize = 20_000;

/// What is wrong with the content, which begins at a position in the request.
fn marks(status: u16, start: usize, content: &str) -> Vec<(usize, usize)> {
    let mut marks = Vec::new();
    if !matches!(status, 400 | 422) || content.is_empty() || content.len() > DRAWN {
        return marks;
    }
    match json::read(content) {
        Err(fault) if status == 400 => {
            // The character that cannot stand there; at the end of the text, the last one.
            let at = start + fault.at.min(content.len() - 1);
            marks.push((at, at + 1));
        }
        Ok(document) if status == 422 => {
            for wrong in person::check(&document) {
                let member = document.members.iter().find(|member| member.value.at == wrong.at);
                if let Some(member) = member {
                    marks.push((start + wrong.at, start + wrong.at + member.value.written.len()));
                }
            }
        }
        _ => {}
    }
    // Age and email, in either order.
    if let [one, other] = marks.as_mut_slice()
        && one > other
    {
        core::mem::swap(one, other);
    }
    marks
}
