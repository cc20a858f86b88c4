//! The real window, driven through WebKitWebDriver as a person would drive it.
//!
//! A [`Stage`] is a display in memory, a library, a home folder and a folder that answers file
//! dialogs. [`Stage::play`] opens the window on it once; playing twice is a restart. The pages are
//! found by what a person sees: roles and names, not marks made for tests.
//!
//! Invariants:
//! - Every step has a time limit, and every process started here ends with the stage.
//! - A scenario that fails leaves a picture and the application's log in `target/e2e/NAME/`.

mod accessibility;
mod page;
mod process;
mod stage;
mod taken;

pub use page::{Failed, OPEN, Page, Theme};
pub use stage::Stage;
pub use taken::Taken;
