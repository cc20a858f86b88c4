//! The program on the command line, from outside: arguments in; text, JSON, files and exit status out.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

mod approving;
mod decisions;
mod export;
mod hostile;
mod import;
mod kept;
mod office;
mod paper;
mod progress;
mod same_minutes;
mod search;
mod site;
mod usage;
