//! *Gone*: what has become of a page, and who makes what of the answer.

use super::{Bench, Figure, NOW, Scene, compose};
use crate::server::{Guard, Life, Methods, Resource, Version};

/// What caches, search engines and those who keep links make of a status; then, what browsers do
/// after a `POST`, if it is a redirect.
fn who(status: u16) -> &'static str {
    match status {
        200 => {
            "Caches|may keep it for a time of their own choice if no field says how long [RFC 9111 4.2.2]\n\
             Google|may list the page [google-crawling]\n\
             Those who keep links|keep them"
        }
        301 | 308 => {
            "Caches|may keep it, as with {200}: it is hard to take back [RFC 9110 15.1]\n\
             Google|takes it as a strong sign that the new address is the right one [google-crawling]\n\
             Those who keep links|could put the new address in their place; hardly any do [RFC 9110 15.4.2]"
        }
        302 | 307 => {
            "Caches|keep it only if a field such as `Cache-Control` says so [RFC 9110 15.1]\n\
             Google|takes it as a weak sign for the new address [google-crawling]\n\
             Those who keep links|keep the old address, which is still the right one [RFC 9110 15.4.3]"
        }
        404 => {
            "Caches|may keep it, so a page that appears later may be missed for a while [RFC 9110 15.5.5]\n\
             Google|drops the page, and comes back less often [google-crawling]\n\
             Those who keep links|cannot tell: it may work again tomorrow [RFC 9110 15.5.5]"
        }
        410 => {
            "Caches|may keep it, as with {404} [RFC 9110 15.5.11]\n\
             Google|does the same as with {404} [google-crawling]\n\
             Those who keep links|should remove them [RFC 9110 15.5.11]"
        }
        _ => "",
    }
}

pub fn run(bench: &Bench, scene: &mut Scene) {
    let versions = [Version::of("text/html", "<title>A blue teapot</title>")];
    let life = match bench.get("life") {
        "never" | "forgotten" => Life::Never,
        "moved" => {
            Life::Moved { to: "/pots/blue", for_good: bench.is("time", "good"), keeps_method: bench.on("keeps") }
        }
        "known" => Life::Gone,
        _ => Life::Here,
    };
    let mut resource = Resource::default();
    resource.life = life;
    if bench.is("life", "hidden") {
        resource.guard = Some(Guard { realm: "shop", open: Methods(0), passes: &[], hides: true });
    }
    resource.versions = &versions;
    scene.send(&resource, compose(bench.get("method"), "/teapots/blue", &[], bench.get("fields"), ""), NOW);
    let who = who(scene.status);
    if !who.is_empty() {
        // A method that has to stay, stays; the others may turn a POST into a GET, and do.
        let post = match scene.status {
            301 | 302 => "\nBrowsers after a `POST`|send a `GET` to the new address, and drop the content [fetch]",
            307 | 308 => "\nBrowsers after a `POST`|send the `POST` to the new address, with its content [fetch]",
            _ => "",
        };
        let rows = ["Who|What they do after a `GET`\n", who, post].concat();
        scene.figures.push(Figure::table("Who does what with it", &rows));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
    use crate::lab::{Bench, Figure, Scene, lab};
    use statuscope_data::prose::{Span, spans};

    fn run(query: &str) -> Scene {
        let mut bench = Bench::of(lab("gone").unwrap());
        for (key, value) in crate::form::pairs(query) {
            assert!(bench.set(&key, &value), "{key}={value}");
        }
        bench.run()
    }

    #[test]
    fn each_life_has_its_answer() {
        for (set, get, post, put) in [
            ("life=here", 200, 204, 204),
            ("life=never", 404, 404, 201),
            ("life=forgotten", 404, 404, 201),
            ("life=known", 410, 410, 201),
            ("life=hidden", 404, 404, 404),
            ("life=moved", 301, 301, 301),
            ("life=moved&keeps=on", 308, 308, 308),
            ("life=moved&time=now", 302, 302, 302),
            ("life=moved&time=now&keeps=on", 307, 307, 307),
        ] {
            for (method, status) in [("GET", get), ("HEAD", get), ("POST", post), ("PUT", put), ("BREW", 501)] {
                assert_eq!(run(&[set, "&method=", method].concat()).status, status, "{set} {method}");
            }
        }
    }

    #[test]
    fn what_was_forgotten_looks_like_what_never_was() {
        assert_eq!(run("life=forgotten").exchanges, run("life=never").exchanges);
        assert_eq!(run("life=hidden").exchanges[0].response, run("life=never").exchanges[0].response);
    }

    #[test]
    fn all_claims_have_a_source() {
        for set in ["life=never", "life=known", "life=moved", "life=moved&time=now", "life=moved&keeps=on"] {
            let Some(Figure::Table { rows, .. }) = run(set).figures.pop() else { panic!("{set}") };
            for row in &rows[1..] {
                let source = spans(&row[1]).find_map(|span| match span {
                    Span::Source(source) => Some(source),
                    _ => None,
                });
                let source = source.unwrap_or_else(|| panic!("{row:?}"));
                assert!(!crate::reference::resolve(source).date.is_empty() || source == "fetch", "{source}");
            }
        }
    }
}
