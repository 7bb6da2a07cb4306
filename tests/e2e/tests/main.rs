//! End-to-end tests of the built site: one module a subject, one story a test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod accessibility;
mod code;
mod compare;
mod decide;
mod decide_tree;
mod embedding;
mod embedding_odds;
mod fetch;
mod foreign;
mod generators;
mod harness;
mod hosts;
mod keyboard;
mod labs;
mod lessons;
mod lighthouse;
mod links;
mod navigation;
mod offline;
mod pictures;
mod practise;
mod preferences;
mod print;
mod redirects;
mod search;
mod start;
mod static_pages;
mod strange;

/// One page of each kind.
const PAGES: [&str; 28] = [
    "/",
    "/?q=too+many",
    "/404/",
    "/429/",
    "/499/",
    "/299/",
    "/map/",
    "/decide/",
    "/decide/respond/?path=clash",
    "/decide/respond/?path=clash.y",
    "/decide/respond/tree/?path=clash.y",
    "/decide/webmachine/tree/?path=g7",
    "/decide/redirect/?path=now.x",
    "/decide/nonsense/",
    "/redirects/",
    "/redirects/?client=urllib&method=GET&from=http://click.mail.example/c&hop=302+https://track.ads.example/r&hop=302+//count.example.net/h&hop=307+https://shop.example/#offer",
    "/redirects/matrix/?client=curl_X",
    "/redirects/clients/",
    "/compare/",
    "/compare/401-403/",
    "/compare/500-502-503-504/",
    "/compare/teapot-404/",
    "/labs/",
    "/labs/gateway/?proxy=squid",
    "/labs/cache/?steps=vver",
    "/labs/validate/?body=%7B+%22age%22:+-5+%7D",
    "/about/",
    "/nonsense/x",
];
