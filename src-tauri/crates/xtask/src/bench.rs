//! Benchmarks, in release, as cargo knows them: there is no list to keep.

use crate::build::{self, CARGO_ADVICE};
use crate::error::{Error, Result};
use crate::step::{self, Steps};
use crate::workspace::Workspace;

/// The package whose benchmarks start the program.
const STARTS_THE_PROGRAM: &str = "gijicho-tests";
/// The benchmark that drives the window, which a build for release does not let itself be.
const DRIVES_THE_WINDOW: &str = "preview";

/// Runs the benchmarks whose name was given, or all.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps, names: &[String]) -> Result<()> {
    let there = benchmarks(workspace);
    if let Some(unknown) = names.iter().find(|name| !there.iter().any(|(_, bench)| bench == *name)) {
        let known: Vec<&str> = there.iter().map(|(_, bench)| bench.as_str()).collect();
        return Err(Error::Unexpected(format!("there is no benchmark `{unknown}`; there are: {}", known.join(", "))));
    }
    if names.is_empty() || names.iter().any(|name| name == DRIVES_THE_WINDOW) {
        build::application(workspace, steps)?;
    }
    for (package, bench) in there.iter().filter(|(_, bench)| names.is_empty() || names.contains(bench)) {
        if package == STARTS_THE_PROGRAM && bench != DRIVES_THE_WINDOW {
            steps.step("Building the application", "in release", || {
                let build = ["build", "--release", "--package", "gijicho", "--features", "gijicho/custom-protocol"];
                step::shown(workspace.cargo().args(build), CARGO_ADVICE)
            })?;
        }
        steps.step(&format!("Benchmark {bench} of {package}"), "in release; close what else is running", || {
            step::shown(workspace.cargo().args(["bench", "--package", package, "--bench", bench]), CARGO_ADVICE)
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
