#![allow(clippy::unwrap_used, reason = "tests")]
use super::*;

fn resolve(base: &str, reference: &str) -> &'static str {
    Url::parse(base, Style::Rfc3986).unwrap().join(reference, Style::Rfc3986).unwrap().shown()
}

#[test]
fn resolves_the_examples_of_rfc_3986_5_4() {
    let base = "http://a/b/c/d;p?q";
    for (reference, expected) in [
        ("g:h", "g:h"),
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g/"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q#s"),
        ("g#s", "http://a/b/c/g#s"),
        ("g?y#s", "http://a/b/c/g?y#s"),
        (";x", "http://a/b/c/;x"),
        ("g;x", "http://a/b/c/g;x"),
        ("g;x?y#s", "http://a/b/c/g;x?y#s"),
        ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("./", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../..", "http://a/"),
        ("../../", "http://a/"),
        ("../../g", "http://a/g"),
        ("../../../g", "http://a/g"),
        ("../../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("/../g", "http://a/g"),
        ("g.", "http://a/b/c/g."),
        (".g", "http://a/b/c/.g"),
        ("g..", "http://a/b/c/g.."),
        ("..g", "http://a/b/c/..g"),
        ("./../g", "http://a/b/g"),
        ("./g/.", "http://a/b/c/g/"),
        ("g/./h", "http://a/b/c/g/h"),
        ("g/../h", "http://a/b/c/h"),
        ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
        ("g;x=1/../y", "http://a/b/c/y"),
        ("g?y/./x", "http://a/b/c/g?y/./x"),
        ("g?y/../x", "http://a/b/c/g?y/../x"),
        ("g#s/./x", "http://a/b/c/g#s/./x"),
        ("g#s/../x", "http://a/b/c/g#s/../x"),
    ] {
        assert_eq!(resolve(base, reference), expected, "{reference:?}");
    }
}

#[test]
fn knows_hosts_and_ports() {
    let url = Url::parse("HTTPS://u:p@Example.COM:443/a?b#c", Style::Rfc3986).unwrap();
    assert_eq!((url.host(), url.effective_port(), url.shown_port()), ("example.com", 443, None));
    assert_eq!((url.userinfo, url.host_as_written), ("u:p@", "Example.COM"));
    assert_eq!(url.shown(), "https://example.com/a?b#c");
    let six = Url::parse("http://[::1]:8080", Style::Rfc3986).unwrap();
    assert_eq!((six.host_field(), six.path), ("[::1]:8080", "/"));
    assert!(
        Url::parse("http://a", Style::Browser)
            .unwrap()
            .same_origin(&Url::parse("http://A:80/x", Style::Browser).unwrap())
    );
}

#[test]
fn names_what_is_wrong() {
    for (text, fault) in [
        ("", UrlFault::Relative),
        ("a/b", UrlFault::Relative),
        ("http://", UrlFault::NoHost),
        ("http:a", UrlFault::NoHost),
        ("http://[", UrlFault::BadHost),
        ("http://[1]/", UrlFault::BadHost),
        ("http://a b/", UrlFault::BadHost),
        ("http://a:x/", UrlFault::BadPort),
        ("http://a:99999/", UrlFault::BadPort),
    ] {
        assert_eq!(Url::parse(text, Style::Rfc3986), Err(fault), "{text:?}");
    }
}
