//! What the suites share: where things are, the program on the command line, the program in its
//! real window, and the comparison of a draft with what a careful reader found.
//!
//! Invariants:
//! - A test that cannot run here says so in one plain line. Where [`place::everything_is_required`]
//!   (as `cargo xtask test` and CI ask), it fails instead.
//! - Nothing is written outside of temporary folders and `target/`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

pub mod approving;
pub mod command_line;
pub mod drafting;
pub mod figures;
pub mod fuzz;
pub mod gold;
pub mod place;
pub mod published;
pub mod returned;
pub mod variants;
#[cfg(target_os = "linux")]
pub mod window;
