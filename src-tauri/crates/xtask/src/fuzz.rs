//! Broken input against everything that reads input, for a bounded time.
//!
//! The targets and the mutations stand in `tests/src/bin/fuzz.rs`. The development profile is used
//! on purpose: its overflow checks and debug assertions are what finds mistakes.

use crate::build::CARGO_ADVICE;
use crate::error::Result;
use crate::step::{self, Steps};
use crate::workspace::Workspace;

/// Hands the arguments on; without any, every target gets a minute.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps, arguments: &[String]) -> Result<()> {
    steps.step("Fuzzing", "a crash leaves the input that made it in target/fuzz/crashes", || {
        let mut fuzz = workspace.cargo();
        fuzz.args(["run", "--package", "gijicho-tests", "--bin", "fuzz", "--"]).args(arguments);
        step::shown(&mut fuzz, CARGO_ADVICE)
    })
}
