//! What lies over a page that is presented: the way on and out, the QR code of its address.

use crate::components::qr::qr;
use crate::element::{El, el};
use crate::navigation::Site;
use crate::room::Room;
use crate::route::{Presenting, Route};

/// The small bar at the edge, for a mouse or a finger, and what covers the page.
pub fn bar(presenting: &Presenting, route: &Route, room: &Room, site: &Site) -> El {
    let count = presenting.pages().pages.len();
    let place = (count > 0).then(|| el("span").number(presenting.at + 1).text(" of ").number(count));
    let bar = el("nav.presentbar[aria-label=Presentation]")
        .maybe(place)
        .with(el("button[type=button][data-act=<][aria-label=Back] ‹"))
        .with(el("button[type=button][data-act=>][aria-label=Next] ›"))
        .with(el("button[type=button][data-act=.][title=Key .] Blank"))
        .with(el("button[type=button][data-act=q][title=Key q] QR"))
        .with(el("button[type=button][data-act=e][title=Leave, key Esc] Leave"));
    let bar = el("").with(bar);
    match room.cover {
        0 => bar,
        // A finger finds the way back as well as the key.
        b'.' => bar.with(el("button.cover.blank[type=button][data-act=.][aria-label=Show the page again]")),
        _ => {
            let address = site.link(route);
            let code = qr(&address, "QR code of this page");
            let code = code.unwrap_or_else(|| el("p The address of this page is too long for a QR code."));
            bar.with(el("section.cover[aria-label=QR code]").with(code).with(el("p").string(address)))
        }
    }
}
