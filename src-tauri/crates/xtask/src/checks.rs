//! What must hold before a change lands.

use crate::build::{self, CARGO_ADVICE};
use crate::error::Result;
use crate::setup::{self, Purpose};
use crate::step::{self, Steps};
use crate::workspace::Workspace;
use crate::{licences, test, tidy, ui};

/// The cheap checks first, then exactly what `test` does.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    setup::install(steps, Purpose::Test)?;
    steps.step("Checking the formatting", "rustfmt, as rustfmt.toml says", || {
        step::shown(workspace.cargo().args(["fmt", "--all", "--check"]), CARGO_ADVICE)
    })?;
    tidy::run(workspace, steps)?;
    ui::install(workspace, steps)?;
    licences::run(workspace, steps)?;
    ui::script(
        workspace,
        steps,
        "check",
        "Checking the types of the user interface",
        "TypeScript and Svelte, strictly",
    )?;
    ui::script(workspace, steps, "lint", "Linting the user interface", "warnings count as errors")?;
    // The application embeds the pages: without them it does not compile.
    ui::build(workspace, steps)?;
    steps.step("Linting the Rust code", "clippy over everything, tests included; warnings count as errors", || {
        let mut clippy = build::cargo(workspace, "clippy");
        step::shown(clippy.args(["--all-targets", "--", "--deny", "warnings"]), CARGO_ADVICE)
    })?;
    test::run(workspace, steps)
}
