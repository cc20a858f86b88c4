//! Every test there is: the user interface, then Rust with the command line and the real window.

use crate::build::{self, CARGO_ADVICE};
use crate::error::Result;
use crate::setup::{self, Purpose};
use crate::step::{self, Steps};
use crate::ui;
use crate::workspace::Workspace;

/// Sets up what is missing, builds once, runs everything.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    setup::install(steps, Purpose::Test)?;
    ui::install(workspace, steps)?;
    ui::build(workspace, steps)?;
    ui::script(
        workspace,
        steps,
        "test",
        "Testing the user interface",
        "its parts, against an application that is played",
    )?;
    build::all(workspace, steps)?;
    steps.last(
        "Testing everything in Rust",
        "units, properties, documentation, the command line, and the real window on a display in memory",
        || {
            let mut tests = build::cargo(workspace, "test");
            tests.env("GIJICHO_BIN", workspace.application()).env("GIJICHO_E2E", "required");
            step::shown(&mut tests, CARGO_ADVICE)
        },
    )
}
