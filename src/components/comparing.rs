//! Ways to codes side by side.

use crate::element::{El, el};
use crate::navigation::Site;
use crate::route::{Comparing, Route, question};
use statuscope_core::compare::path;

/// Leads to these codes side by side.
#[must_use]
pub fn to(codes: &[u16], site: &Site) -> El {
    el("a").to(Route::Compare(Comparing { codes: path(codes), ..Comparing::default() }), site)
}

/// "401 or 403?", which leads there.
#[must_use]
pub fn link(codes: &[u16], site: &Site) -> El {
    to(codes, site).string(question(codes))
}
