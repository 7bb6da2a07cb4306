//! Clients that are crates: reqwest and ureq, of the measured versions.

use statuscope_core::redirect::Request;
use statuscope_redirects_live::End;
use std::io::Cursor;

/// Makes a request.
type Go = fn(&Request) -> End;

/// The clients by id.
pub const ALL: [(&str, Go); 3] = [
    ("reqwest", |request| reqwest(request, false)),
    ("reqwest_stream", |request| reqwest(request, true)),
    ("ureq", ureq),
];

fn reqwest(request: &Request, streamed: bool) -> End {
    let method = request.method.parse().unwrap();
    let mut builder = reqwest::blocking::Client::new().request(method, request.url);
    for field in &request.fields {
        builder = builder.header(field.name, field.value);
    }
    if let Some(text) = request.content.text() {
        let body =
            if streamed { reqwest::blocking::Body::new(Cursor::new(text.to_owned())) } else { text.to_owned().into() };
        builder = builder.body(body);
    }
    builder.send().map_or(End::Error, |response| End::Status(response.status().as_u16()))
}

fn ureq(request: &Request) -> End {
    let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
    let mut builder = ureq::http::Request::builder().method(request.method).uri(request.url);
    for field in &request.fields {
        builder = builder.header(field.name, field.value);
    }
    let sent = match request.content.text() {
        Some(text) => agent.run(builder.body(text.to_owned()).unwrap()),
        None => agent.run(builder.body(()).unwrap()),
    };
    sent.map_or(End::Error, |response| End::Status(response.status().as_u16()))
}
