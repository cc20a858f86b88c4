//! Minutes are written: nothing that was saved is lost, nobody overwrites anybody, what is final stays.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

mod killed;
mod locked;
mod together;
mod typed;
