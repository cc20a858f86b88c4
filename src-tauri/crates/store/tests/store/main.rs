//! The library as its users see it: every invariant proven from outside.

// Helpers and fixtures may fail loudly, as tests do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod backup_and_verify;
mod concurrency;
mod deciding;
mod drafting;
mod history;
mod import;
mod index;
mod initiatives;
mod intake;
mod known;
mod opening;
mod planning;
mod replace;
mod samples;
mod speed;
mod undo;
mod versions;
mod writing;
