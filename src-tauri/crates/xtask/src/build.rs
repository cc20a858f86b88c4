//! The one way in which everything is built.
//!
//! Cargo compiles a dependency again for each set of features that it is asked for. Lints, tests,
//! the window and `run` therefore all name the whole workspace with the same features, in the
//! development profile (whose dependencies are optimised).

use std::process::Command;

use crate::error::Result;
use crate::step::{self, Steps};
use crate::workspace::Workspace;

/// The packages and features that every build names. The feature embeds the user interface.
const SAME_FOR_ALL: &[&str] = &["--workspace", "--features", "gijicho/custom-protocol"];

/// What to say when cargo itself cannot be started.
pub(crate) const CARGO_ADVICE: &str = "Rust comes from https://rustup.rs.";

/// A cargo command over the whole workspace: `cargo SUBCOMMAND --workspace --features …`.
pub(crate) fn cargo(workspace: &Workspace, subcommand: &str) -> Command {
    let mut command = workspace.cargo();
    command.arg(subcommand).args(SAME_FOR_ALL);
    command
}

/// Builds the application and every test.
pub(crate) fn all(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    steps.step(
        "Building the application and the tests",
        "once for everything that follows; the first time takes 10 to 20 minutes, later ones seconds",
        || step::shown(cargo(workspace, "build").args(["--bins", "--examples", "--tests"]), CARGO_ADVICE),
    )
}

/// Builds the application alone.
pub(crate) fn application(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    steps.step(
        "Building the application",
        "the first time takes 10 to 20 minutes, for typesetting, search and the window are built too; later ones take seconds",
        || step::shown(cargo(workspace, "build").arg("--bins"), CARGO_ADVICE),
    )
}
