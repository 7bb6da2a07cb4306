//! What lies over a page that is presented: the way on and out, the QR code of its address.

use crate::components::qr::qr;
use crate::element::{El, el};
use crate::navigation::Site;
use crate::room::{Act, Cover, Room};
use crate::route::{Presenting, Route};
use yew::prelude::*;

/// The small bar at the edge, for a mouse or a finger, and what covers the page.
pub fn bar(presenting: &Presenting, route: &Route, room: &Room, site: &Site, act: &Callback<Act>) -> El {
    let does = |what: fn() -> Act| act.reform(move |_: MouseEvent| what());
    let button = |name: &'static str, sign: &'static str, what: fn() -> Act| {
        el("button[type=button]").attr("aria-label", name).attr("title", name).text(sign).on_click(does(what))
    };
    let count = presenting.pages().pages.len();
    let place = (count > 0).then(|| el("span").number(presenting.at + 1).text(" of ").number(count));
    let bar = el("nav.presentbar[aria-label=Presentation]")
        .maybe(place)
        .with(button("Back", "‹", || Act::Turn(false)))
        .with(button("Next", "›", || Act::Turn(true)))
        .with(button("QR code", "QR", || Act::Cover(Cover::Code)))
        .with(button("Leave", "Esc", || Act::Leave));
    let bar = el("").with(bar);
    match room.cover {
        Cover::None => bar,
        Cover::Blank => bar.with(el("div.cover.blank")),
        Cover::Code => {
            let address = [room.origin.as_str(), site.href(route).as_str()].concat();
            let code = qr(&address, "QR code of this page")
                .unwrap_or_else(|| el("p The address of this page is too long for a QR code."));
            bar.with(el("div.cover").with(code).with(el("p").string(address)))
        }
    }
}
