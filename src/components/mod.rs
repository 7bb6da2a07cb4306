//! What pages share. A component imports the core, never a page.

pub mod arrows;
pub mod class_name;
pub mod comparing;
pub mod copy;
pub mod dots;
pub mod entry;
pub mod form;
pub mod frame;
pub mod icons;
pub mod masthead;
pub mod message;
pub mod present;
pub mod prose;
pub mod qr;
pub mod search;
pub mod sequence;
