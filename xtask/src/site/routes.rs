//! Every address that gets an HTML file of its own.

use statuscope_core::catalog::dataset;
use statuscope_core::compare;
use statuscope_core::decision;
use statuscope_core::lab;
use statuscope_core::prose::plain;

/// One page: where it is and what its head says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The path under the root of the site, with a slash at both ends.
    pub path: String,
    /// The text of `<title>`.
    pub title: String,
    /// What a search engine or a link preview shows.
    pub description: String,
}

impl Route {
    fn new(path: &str, title: &str, description: &str) -> Self {
        Route { path: path.to_owned(), title: title.to_owned(), description: description.to_owned() }
    }

    /// The page for an address that is not there.
    pub fn not_found() -> Self {
        Route::new("/404.html", "Page not found · Statuscope", "There is no page at this address.")
    }
}

/// All pages, in a fixed order.
pub fn all() -> Vec<Route> {
    let mut routes = vec![
        Route::new(
            "/",
            "Statuscope: HTTP status codes",
            "Look up, choose and try out HTTP status codes: what each means, when to send it, \
             and what clients and servers really do with it.",
        ),
        Route::new(
            "/map/",
            "Map of the status codes · Statuscope",
            "All HTTP status codes on one map: five classes, and families that answer the same question.",
        ),
        Route::new(
            "/redirects/",
            "Redirects: what clients do · Statuscope",
            "What curl, browsers, Python, Go, Java and others do with 301, 302, 303, 307 and 308: \
             message by message, as measured.",
        ),
        Route::new(
            "/redirects/matrix/",
            "Redirects: status by method · Statuscope",
            "What becomes of each method at each redirect, for one HTTP client.",
        ),
        Route::new(
            "/redirects/clients/",
            "Redirects: all clients · Statuscope",
            "HTTP clients side by side: who keeps the method and the body when a server redirects.",
        ),
        Route::new(
            "/about/",
            "About the data · Statuscope",
            "Where the facts come from, how they were checked, and how to correct them.",
        ),
        Route::new(
            "/decide/",
            "Decide which status code to send · Statuscope",
            "Pick what happened, or answer a few short questions, and get the right HTTP status code with its reason.",
        ),
    ];
    routes.push(Route::new(
        "/labs/",
        "Labs: try status codes out · Statuscope",
        "Small HTTP servers in the page: change the request or the server, and see which check decides the status code.",
    ));
    routes.push(Route::new(
        "/practise/",
        "Practise HTTP status codes · Statuscope",
        "Short rounds of questions about HTTP status codes, each with an explanation; what was wrong comes back later.",
    ));
    routes.push(Route::new(
        "/lesson/",
        "Lessons about HTTP status codes · Statuscope",
        "Ready lessons, and your own: pages in an order, with notes, as one link to present, share and print.",
    ));
    for lab in lab::labs() {
        let title = format!("Lab: {} · Statuscope", lab.title);
        routes.push(Route::new(&format!("/labs/{}/", lab.id), &title, &plain(lab.lead)));
    }
    for tree in decision::trees() {
        let title = format!("{}: which status code? · Statuscope", tree.name);
        routes.push(Route::new(&format!("/decide/{}/", tree.id), &title, &plain(tree.says)));
        let title = format!("The whole tree: {} · Statuscope", tree.name);
        routes.push(Route::new(&format!("/decide/{}/tree/", tree.id), &title, &plain(tree.says)));
    }
    let prompt = "HTTP status codes that are often confused, side by side.";
    routes.push(Route::new("/compare/", "Compare status codes · Statuscope", prompt));
    for comparison in compare::comparisons() {
        let path = compare::path(&comparison.codes);
        let title = format!("{}: which status code? · Statuscope", path.replace('-', " or "));
        routes.push(Route::new(&format!("/compare/{path}/"), &title, &plain(comparison.difference)));
    }
    routes.extend(dataset().entries.iter().map(|entry| {
        let title = format!("{} {} · Statuscope", entry.code, entry.name);
        Route::new(&format!("/{}/", entry.code), &title, &plain(entry.lead))
    }));
    routes
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_code_becomes_a_page() {
        let routes = all();
        let page = routes.iter().find(|route| route.path == "/404/").unwrap();
        assert_eq!(page.title, "404 Not Found · Statuscope");
        assert!(!page.description.is_empty());
        let made = 2 * decision::trees().len() + lab::labs().len() + compare::comparisons().len();
        assert_eq!(routes.len(), dataset().entries.len() + 11 + made);
        // A description is plain text: no marks of our prose.
        assert!(routes.iter().all(|route| !route.description.contains(['`', '{', '['])));
    }
}
