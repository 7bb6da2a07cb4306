//! nginx on loopback with files of our own, and what it answers to a request as it is typed.

mod answer;
mod nginx;

pub use answer::{Answer, Part};
pub use nginx::{Nginx, find};
