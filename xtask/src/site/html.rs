//! Changes a few things in an HTML page that we made ourselves.
//!
//! Enough of a parser for that: it knows tags and attributes with or without quotes, and leaves
//! text and comments alone. It is no parser for pages of unknown origin.

/// One attribute as it stands in the source.
struct Attribute<'a> {
    name: &'a str,
    value: &'a str,
    /// Where the value stands, with its quotes.
    start: usize,
    end: usize,
}

/// The page with every relative `href` and `src` (those that begin with `./`) made relative to
/// `up` instead: `../`, `../../` or an absolute path.
pub fn with_root(page: &str, up: &str) -> String {
    moved(page, "./", up)
}

/// The page with every `href` and `src` that begins with `from` made to begin with `to`.
pub fn moved(page: &str, from: &str, to: &str) -> String {
    rewrite(page, |_, _, attribute| {
        let is_link = matches!(attribute.name, "href" | "src");
        let rest = is_link.then(|| attribute.value.strip_prefix(from))??;
        Some(format!("{to}{rest}"))
    })
}

/// The page with this title and this description; what was there is replaced.
pub fn with_title(page: &str, title: &str, description: &str) -> String {
    let page = rewrite(page, |tag, all, attribute| {
        let is_description = tag == "meta" && all.iter().any(|a| a.name == "name" && a.value == "description");
        (is_description && attribute.name == "content").then(|| escape(description))
    });
    match (page.find("<title>"), page.find("</title>")) {
        (Some(start), Some(end)) => {
            let before = page.get(..start + "<title>".len()).unwrap_or_default();
            let after = page.get(end..).unwrap_or_default();
            format!("{before}{}{after}", escape(title))
        }
        _ => page,
    }
}

/// The page with this at the end of its head.
pub fn with_head(page: &str, tags: &str) -> String {
    page.replacen("</head>", &format!("{tags}</head>"), 1)
}

/// The page with `content` as the first thing in the element that has this id.
pub fn with_content(page: &str, id: &str, content: &str) -> Option<String> {
    let place = [format!("id={id}>"), format!("id=\"{id}\">")];
    let end = place.iter().find_map(|mark| Some(page.find(mark)? + mark.len()))?;
    let (before, after) = page.split_at(end);
    Some(format!("{before}{content}{after}"))
}

/// The values of all attributes with one of these names, as the browser reads them.
pub fn values(page: &str, names: &[&str]) -> Vec<String> {
    let found = std::cell::RefCell::new(Vec::new());
    rewrite(page, |_, _, attribute| {
        if names.contains(&attribute.name) {
            found.borrow_mut().push(attribute.value.replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&"));
        }
        None
    });
    found.into_inner()
}

/// Text as it may stand in an element or between double quotes.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Asks `change` about each attribute; what it returns becomes the new value (as HTML source).
fn rewrite(page: &str, change: impl Fn(&str, &[Attribute], &Attribute) -> Option<String>) -> String {
    let mut result = String::with_capacity(page.len());
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = page.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found + 1;
        let (name, attributes, end) = tag(page, start);
        for attribute in &attributes {
            if let Some(value) = change(name, &attributes, attribute) {
                result += page.get(copied..attribute.start).unwrap_or_default();
                result += &format!("\"{value}\"");
                copied = attribute.end;
            }
        }
        at = end;
    }
    result += page.get(copied..).unwrap_or_default();
    result
}

/// Reads the opening tag whose name begins at `start`. For anything else there are no attributes.
fn tag(page: &str, start: usize) -> (&str, Vec<Attribute<'_>>, usize) {
    let name_end = end_of(page, start, |letter| !letter.is_ascii_alphanumeric() && letter != '-');
    let name = page.get(start..name_end).unwrap_or_default();
    let mut attributes = Vec::new();
    if name.is_empty() {
        return (name, attributes, start);
    }
    let mut at = name_end;
    loop {
        at = end_of(page, at, |letter| !letter.is_whitespace() && letter != '/');
        let key_end = end_of(page, at, |letter| letter.is_whitespace() || matches!(letter, '=' | '>' | '/'));
        if key_end == at {
            return (name, attributes, at);
        }
        let key = page.get(at..key_end).unwrap_or_default();
        let equals = end_of(page, key_end, |letter| !letter.is_whitespace());
        if !page.get(equals..).is_some_and(|rest| rest.starts_with('=')) {
            at = key_end;
            continue;
        }
        let value_start = end_of(page, equals + 1, |letter| !letter.is_whitespace());
        let quote = page.get(value_start..).and_then(|rest| rest.chars().next());
        let (inner, end, after) = match quote.filter(|letter| matches!(letter, '"' | '\'')) {
            Some(quote) => {
                let close = end_of(page, value_start + 1, |letter| letter == quote);
                (value_start + 1, close, close + 1)
            }
            None => {
                let close = end_of(page, value_start, |letter| letter.is_whitespace() || letter == '>');
                (value_start, close, close)
            }
        };
        let value = page.get(inner..end).unwrap_or_default();
        attributes.push(Attribute { name: key, value, start: value_start, end: after });
        at = after;
    }
}

fn end_of(page: &str, from: usize, stop: impl Fn(char) -> bool) -> usize {
    page.get(from..).and_then(|rest| rest.find(stop)).map_or(page.len(), |found| from + found)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html lang=en><head><title>Old</title>\
        <meta content=\"old words\" name=description><link href=./style.css rel=stylesheet>\
        <script src=\"./boot.js\" type=module data-js=\"a.js\"></script></head>\
        <body><p>a < b, write href=\"./x\"</p><a href='./codes.json'>all</a><a href=\"https://e.org/./\">e</a>";

    #[test]
    fn relative_links_follow_the_root() {
        let page = with_root(PAGE, "../");
        assert!(page.contains("<link href=\"../style.css\" rel=stylesheet>"), "{page}");
        assert!(page.contains("<script src=\"../boot.js\" type=module data-js=\"a.js\">"), "{page}");
        assert!(page.contains("<a href=\"../codes.json\">"), "{page}");
        assert!(page.contains("write href=\"./x\"</p>"), "text stays: {page}");
        assert!(page.contains("https://e.org/./"), "other addresses stay: {page}");
        assert!(with_root(PAGE, "/sub/").contains("src=\"/sub/boot.js\""));
    }

    #[test]
    fn at_the_root_only_quotes_may_change() {
        let page = with_root(PAGE, "./");
        assert_eq!(page.replace(['"', '\''], ""), PAGE.replace(['"', '\''], ""));
    }

    #[test]
    fn title_and_description_are_replaced_and_escaped() {
        let page = with_title(PAGE, "A & B", "say \"hi\" <now>");
        assert!(page.contains("<title>A &amp; B</title>"), "{page}");
        assert!(page.contains("<meta content=\"say &quot;hi&quot; &lt;now&gt;\" name=description>"), "{page}");
        assert!(!page.contains("old words"));
    }

    #[test]
    fn head_and_content_find_their_place() {
        assert!(with_head(PAGE, "<link>").contains("</script><link></head>"));
        assert_eq!(with_content("<div id=app></div>", "app", "<p>").unwrap(), "<div id=app><p></div>");
        assert_eq!(with_content("<div id=\"app\"></div>", "app", "<p>").unwrap(), "<div id=\"app\"><p></div>");
        assert_eq!(with_content("<div></div>", "app", "<p>"), None);
    }

    #[test]
    fn values_are_read_as_a_browser_does() {
        assert_eq!(values(PAGE, &["href"]), ["./style.css", "./codes.json", "https://e.org/./"]);
        assert_eq!(values("<a href=\"?a=1&amp;b=&lt;&quot;\">", &["href"]), ["?a=1&b=<\""]);
    }

    #[test]
    fn a_page_that_ends_inside_a_tag_is_kept() {
        for page in ["<a href=\"./x", "<a href=", "<", "<a ", "<a href", "text"] {
            assert!(with_root(page, "./").replace('"', "").starts_with(&page.replace('"', "")), "{page}");
        }
    }
}
