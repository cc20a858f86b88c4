//! What a person does in the real window, and what it looks like to people who see it otherwise.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

mod approving;
mod eight_files;
mod hand;
mod invented;
mod leaving;
mod morning;
mod people;
mod planning;
mod published;
mod review;
mod schedule;
mod views;
mod writing;
