//! The Content Security Policy: what a page of the site may do, and nothing more.

/// In index.html as a `<meta>`, so that it holds on every host; sent as a header by our server.
/// With the origin in it where that is known ([`at`]).
///
/// `script-src` allows compiling wasm but no `eval` and no inline script. `trusted-types` lets
/// one thing through: the URL of the service worker.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
    form-action 'none'; require-trusted-types-for 'script'; trusted-types sw-url";

/// The same for a site whose origin is known, such as `https://example.org`.
///
/// In a sandboxed frame the page has no origin, and for WebKit (2.50) `'self'` is nothing then: neither
/// style nor script would come. The other engines look at the page's address.
pub fn at(origin: &str) -> String {
    POLICY.replace("'self'", &format!("'self' {origin}"))
}

/// What every answer carries, whichever server sends it.
///
/// Embedding in other people's pages is a purpose of the site; a sandboxed frame has an origin of
/// its own, for which even its own script is foreign. So others may read and frame everything.
pub const HEADERS: [(&str, &str); 7] = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Access-Control-Allow-Origin", "*"),
];

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_stands_beside_self() {
        let policy = at("https://example.org");
        assert!(policy.contains("style-src 'self' https://example.org;"), "{policy}");
        assert!(policy.contains("script-src 'self' https://example.org 'wasm-unsafe-eval';"), "{policy}");
    }

    #[test]
    fn the_page_and_the_server_agree() {
        let page = std::fs::read_to_string(crate::root::find().unwrap().join("index.html")).unwrap();
        let meta = format!(r#"<meta http-equiv="Content-Security-Policy" content="{POLICY}">"#);
        assert!(page.contains(&meta), "index.html must contain\n{meta}");
    }
}
