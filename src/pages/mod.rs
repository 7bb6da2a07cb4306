//! One file a page. A page imports components and the core, never another page.

pub mod about;
pub mod code;
pub mod compare;
pub mod decide;
pub mod explore;
pub mod labs;
pub mod lesson;
pub mod map;
pub mod missing;
pub mod practise;
pub mod redirects;
pub mod sheet;
