//! Whether two URLs are one place, and how one lies to the other.

use super::exchange::Way;
use super::url::Url;
use super::words::split_last;
use crate::clients::{HostTest, Place, PortTest, SchemeTest};

/// Whether credentials for `from` are good for `to` as well.
pub fn is_same_place(place: &Place, from: &Url, to: &Url) -> bool {
    let (host, other) =
        if place.exact_case { (from.host_as_written, to.host_as_written) } else { (from.host, to.host) };
    let host_fits = host == other || (place.host == HostTest::SameOrBelow && is_below(other, host));
    let same_scheme = from.scheme == to.scheme;
    let (port, other) = (from.effective_port(), to.effective_port());
    let port_fits = match place.port {
        PortTest::Effective => port == other,
        PortTest::Written => from.shown_port() == to.shown_port(),
        PortTest::Spelled => from.port == to.port,
        PortTest::Ignored => true,
    };
    let rest_fits = port_fits
        && match place.scheme {
            SchemeTest::Same | SchemeTest::SameOrUpgrade => same_scheme,
            SchemeTest::SameOrHttps => same_scheme || to.is_https(),
            SchemeTest::Ignored => true,
        };
    let upgrades = !same_scheme && to.is_https() && (port, other) == (80, 443);
    host_fits && (rest_fits || (place.scheme == SchemeTest::SameOrUpgrade && upgrades))
}

/// Whether `host` is a name below `parent`; addresses have nothing below them.
fn is_below(host: &str, parent: &str) -> bool {
    let address = parent.starts_with('[')
        || split_last(parent, b'.').map_or(parent, |(_, last)| last).bytes().all(|byte| byte.is_ascii_digit());
    !address && host.strip_suffix(parent).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
}

/// How `to` lies to `from`.
pub fn way(from: &Url, to: &Url) -> Way {
    if from.same_origin(to) {
        Way::SameOrigin
    } else if from.host() != to.host() {
        if is_below(to.host(), from.host()) { Way::Below } else { Way::OtherHost }
    } else if from.scheme == to.scheme {
        Way::OtherPort
    } else if to.is_https() {
        Way::Upgrade
    } else {
        Way::Downgrade
    }
}

impl Way {
    /// It in words, as the beginning of a sentence.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Start => "The first request",
            Self::SameOrigin => "Same origin",
            Self::OtherPort => "Another port",
            Self::Upgrade => "From http to https",
            Self::Downgrade => "From https down to http",
            Self::Below => "A host below the first",
            Self::OtherHost => "Another host",
        }
    }
}
