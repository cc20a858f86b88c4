//! Benchmarks, in release, as cargo knows them: there is no list to keep.
//!
//! What starts the program gets it from the same profile: as fast as a release, and willing to be driven.

use crate::build::CARGO_ADVICE;
use crate::error::{Error, Result};
use crate::step::{self, Steps};
use crate::workspace::Workspace;

/// The package whose benchmarks start the program.
const STARTS_THE_PROGRAM: &str = "gijicho-tests";

/// Lets the window draw without a graphics device, so that no imitation of one is measured.
const DRAWN_PLAINLY: &str = "GIJICHO_DRAW_PLAINLY";

/// Runs the benchmarks whose name was given, or all.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps, names: &[String]) -> Result<()> {
    let there = benchmarks(workspace);
    if let Some(unknown) = names.iter().find(|name| !there.iter().any(|(_, bench)| bench == *name)) {
        let known: Vec<&str> = there.iter().map(|(_, bench)| bench.as_str()).collect();
        return Err(Error::Unexpected(format!("there is no benchmark `{unknown}`; there are: {}", known.join(", "))));
    }
    let wanted = |(_, bench): &&(String, String)| names.is_empty() || names.contains(bench);
    if there.iter().filter(wanted).any(|(package, _)| package == STARTS_THE_PROGRAM) {
        steps.step("Building the application", "for benchmarks", || {
            let build =
                ["build", "--profile", "bench", "--package", "gijicho", "--features", "gijicho/custom-protocol"];
            step::shown(workspace.cargo().args(build), CARGO_ADVICE)
        })?;
    }
    for (package, bench) in there.iter().filter(wanted) {
        steps.step(&format!("Benchmark {bench} of {package}"), "in release; close what else is running", || {
            let mut run = workspace.cargo();
            run.args(["bench", "--package", package, "--bench", bench]).env(DRAWN_PLAINLY, "yes");
            step::shown(&mut run, CARGO_ADVICE)
        })?;
    }
    steps.list();
    Ok(())
}

/// Package and name of every benchmark of the workspace.
fn benchmarks(workspace: &Workspace) -> Vec<(String, String)> {
    let targets = workspace
        .packages()
        .iter()
        .flat_map(|package| package.targets.iter().map(|target| (package.name.to_string(), target)));
    targets.filter(|(_, target)| target.is_bench()).map(|(package, target)| (package, target.name.clone())).collect()
}
