//! An exchange as a command and its output, ready to be pasted into a terminal or a ticket.

use crate::message::Message;

/// `curl -i …` for the request, followed by the responses. A request that cannot be read stays as it is.
#[must_use]
pub fn transcript(request: &str, responses: &[&str]) -> String {
    let mut out = match Message::parse(request) {
        Ok(message) => curl(&message),
        Err(_) => request.to_owned(),
    };
    for response in responses {
        out.push_str("\n\n");
        out.push_str(response);
    }
    out.push('\n');
    out
}

/// The command that sends a request.
fn curl(message: &Message<'_>) -> String {
    let mut out = String::from("$ curl -i");
    let target = match message.start {
        crate::message::Start::Request { method, target } => {
            match method {
                "GET" => {}
                "HEAD" => out.push_str(" --head"),
                _ => {
                    out.push_str(" -X ");
                    out.push_str(method);
                }
            }
            target
        }
        crate::message::Start::Response { .. } => "/",
    };
    for field in &message.fields {
        // curl derives these from the address and the content.
        if field.name.eq_ignore_ascii_case("Host") || field.name.eq_ignore_ascii_case("Content-Length") {
            continue;
        }
        out.push_str(" -H ");
        quote(&mut out, &[field.name, ": ", field.value].concat());
    }
    if let Some(content) = message.content {
        out.push_str(" --data-binary ");
        quote(&mut out, content);
    }
    out.push(' ');
    // A target may be absolute already (to a proxy), or an authority (CONNECT), or `*`.
    if target.starts_with('/') || target == "*" {
        if target == "*" {
            out.push_str("--request-target '*' ");
        }
        let path = if target == "*" { "/" } else { target };
        quote(&mut out, &["https://", message.field("Host").unwrap_or("example.com"), path].concat());
    } else {
        quote(&mut out, target);
    }
    out
}

/// Quotes a word for a POSIX shell.
fn quote(out: &mut String, word: &str) {
    out.push('\'');
    out.push_str(&word.replace('\'', "'\\''"));
    out.push('\'');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_a_command_that_sends_the_request() {
        let request = "POST /a?b=c HTTP/1.1\nHost: x.example\nContent-Type: text/plain\nContent-Length: 4\n\nit's";
        assert_eq!(
            transcript(request, &["HTTP/1.1 204 No Content"]),
            "$ curl -i -X POST -H 'Content-Type: text/plain' --data-binary 'it'\\''s' 'https://x.example/a?b=c'\n\nHTTP/1.1 204 No Content\n"
        );
    }

    #[test]
    fn knows_the_other_forms_of_a_target() {
        assert!(transcript("OPTIONS * HTTP/1.1\nHost: x", &[]).contains("--request-target '*' 'https://x/'"));
        assert!(transcript("HEAD / HTTP/1.1\nHost: x", &[]).starts_with("$ curl -i --head 'https://x/'"));
        assert_eq!(transcript("nonsense", &[]), "nonsense\n");
    }
}
