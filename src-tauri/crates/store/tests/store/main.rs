//! The library as its users see it: every invariant proven from outside.

// Helpers and fixtures may fail loudly, as tests do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod import;
mod samples;
