//! What stands around every page: the bar above, the foot below.

use crate::components::icons;
use crate::components::message::{figure, lines};
use crate::element::{El, el};
use crate::navigation::Site;
use crate::preferences::Theme;
use crate::room::Room;
use crate::route::Route;
use statuscope_core::catalog::dataset;
use statuscope_core::form;
use yew::prelude::*;

/// The bar: wordmark, pages, search, theme.
#[must_use]
pub fn bar(route: &Route, theme: Theme, on_theme: Callback<MouseEvent>, site: &Site) -> El {
    let page = |text: &'static str, target: &str, here: bool| {
        el("a").attr("href", site.file(target)).attr_if("aria-current", here.then_some("page")).text(text)
    };
    let explore = matches!(route, Route::Explore(_) | Route::Code(_) | Route::Map);
    let searching = matches!(route, Route::Explore(_));
    let says = ["Theme: ", theme.word(), ". Change to ", theme.next().word()].concat();
    let deciding = matches!(route, Route::Decide(_) | Route::Walk(_));
    let pages = el("nav.nav[aria-label=Main]")
        .with(page("Explore", "", explore))
        .with(page("Decide", "decide/", deciding))
        .with(page("Redirects", "redirects/", matches!(route, Route::Redirects(_))))
        .with(page("Labs", "labs/", matches!(route, Route::Labs | Route::Lab(_))))
        .with(page("Compare", "compare/", matches!(route, Route::Compare(_))))
        .with(page("Practise", "practise/", matches!(route, Route::Practise(_) | Route::Lesson(_))));
    let search = el("a.tool[aria-label=Search all codes][data-search]").attr("href", site.file("")).with(icons::lens());
    let button = el("button.tool[type=button]")
        .attr("aria-label", says.clone())
        .attr("title", says)
        .on_click(on_theme)
        .with(icons::half_disc());
    let bar = el("div.bar")
        .with(el("a.brand").attr("href", site.file("")).with(icons::mark()).text("Statuscope"))
        .with(pages)
        .maybe((!searching).then_some(search))
        .with(button);
    el("header.barline").with(bar)
}

/// In place of both on somebody else's page: what this is, and the way to the whole site.
#[must_use]
pub fn line(route: &Route, back: Callback<MouseEvent>, site: &Site) -> El {
    let back = site.can_return().then(|| el("button.link[type=button] Back").on_click(back).key(1));
    el("div.embedline")
        .with(el("b").string(route.name()).key(0))
        .maybe(back)
        .with(el("a[target=_blank][rel=noopener] Open in Statuscope").to(route.clone(), site).key(2))
}

/// The foot: the date of the facts and where they come from, and what a teacher does with any page.
#[must_use]
pub fn foot(route: &Route, room: &Room, site: &Site) -> El {
    let add = el("button.link[type=button][data-act=a] Add to lesson");
    let add = (!matches!(route, Route::Lesson(_) | Route::Missing(_))).then_some(add.key(1));
    let count = room.lesson.pages.len();
    let lesson = el("a").to(Route::Lesson(room.lesson.clone()), site).text("Lesson").key(2);
    let lesson = if count == 0 { lesson } else { lesson.text(": ").number(count) };
    let said = el("span[role=status]").key(3).copied(if matches!(route, Route::Practise(_)) { "" } else { &room.said });
    let link = |text: &'static str, target: &str| el("a").attr("href", site.file(target)).text(text);
    let foot = el("div.foot")
        .with(el("span Facts of ").string(long_date(dataset().date)))
        .with(link("About the data", "about/"))
        .with(link("Map of all codes", "map/"))
        .with(el("button.link[type=button][data-print] Print"))
        .with(el("button.link[type=button][data-act=p][title=Key p] Present").key(0))
        .maybe(add)
        .with(lesson)
        .with(said)
        .maybe((!site.is_one_file()).then(|| embedding(route, site)));
    el("footer.footline").with(foot)
}

/// How to show this view on a page of one's own.
fn embedding(route: &Route, site: &Site) -> El {
    let opened = el("details.embedding").with(el("summary Embed this view"));
    if !cfg!(target_arch = "wasm32") {
        // A page that is made beforehand does not know where it will lie.
        return opened.with(el("p The lines to copy come once the app has started."));
    }
    let (whole, at) = (site.whole(), route.address());
    let marked = at.replace('&', "&amp;");
    let element = [
        "<script type=\"module\" src=\"",
        &whole,
        "element.js\"></script>\n<http-statuscope at=\"/",
        &marked,
        "\">\n<a href=\"",
        &whole,
        &marked,
        "\">Statuscope</a>\n</http-statuscope>",
    ];
    let mut query = String::new();
    form::push(&mut query, "at", &["/", &at].concat());
    let frame = [
        "<script async src=\"",
        &whole,
        "embed.js\"></script>\n<iframe src=\"",
        &whole,
        "embed/",
        &query,
        "\" title=\"Statuscope\" width=\"100%\" height=\"600\" loading=\"lazy\"></iframe>",
    ];
    let snippet = |name, text: String| figure(name, "", &text, lines(&text, &[], false));
    opened.with(snippet("Element", element.concat())).with(snippet("Frame", frame.concat()))
}

/// "2026-11-22" or "2022-06" as people write it: "22 November 2026", "June 2022".
#[must_use]
pub fn long_date(date: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = date.split('-');
    let year = parts.next().unwrap_or_default();
    let month =
        parts.next().and_then(|month| month.parse::<usize>().ok()).and_then(|month| MONTHS.get(month.wrapping_sub(1)));
    let day = parts.next().map(|day| day.trim_start_matches('0'));
    match (month, day) {
        (Some(month), Some(day)) => [day, " ", month, " ", year].concat(),
        (Some(month), None) => [month, " ", year].concat(),
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::long_date;

    #[test]
    fn writes_dates_out() {
        assert_eq!(long_date("2026-11-22"), "22 November 2026");
        assert_eq!(long_date("2022-06"), "June 2022");
        assert_eq!(long_date("soon"), "soon");
    }
}
