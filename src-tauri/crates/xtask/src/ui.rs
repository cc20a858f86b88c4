//! The user interface: its packages, its checks, and the pages that the window shows.
//!
//! Invariant: packages and pages are made anew exactly when their sources differ from those of the
//! last time, by hash; dates of files do not count, so a fresh checkout of the same text is no change.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::step::{self, Steps};
use crate::workspace::Workspace;

const NODE_ADVICE: &str = "Node.js 20 or newer with npm is needed: https://nodejs.org, or your system's packages.";
const OLDEST_NODE: u32 = 20;

/// Fails with advice where Node is missing or too old.
pub(crate) fn check_node() -> Result<()> {
    let (_, version) = step::output(Command::new("node").arg("--version"), NODE_ADVICE)?;
    step::output(Command::new("npm").arg("--version"), NODE_ADVICE)?;
    match major(&version) {
        Some(major) if major < OLDEST_NODE => Err(Error::TooOld {
            program: "Node.js",
            found: version.trim().into(),
            wanted: OLDEST_NODE,
            advice: NODE_ADVICE,
        }),
        _ => Ok(()),
    }
}

/// The first number of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

/// Installs the packages that `ui/package-lock.json` names, unless they are there.
pub(crate) fn install(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    let wanted =
        fingerprint(workspace.root(), &[workspace.path("ui/package.json"), workspace.path("ui/package-lock.json")])?;
    // Inside of the folder that npm replaces: when it goes, the stamp goes with it.
    let stamp = workspace.path("ui/node_modules/.installed-from");
    if is_stamped(&stamp, &wanted) {
        step::already("Packages of the user interface");
        return Ok(());
    }
    steps.step(
        "Installing the packages of the user interface",
        "exactly those of ui/package-lock.json, by `npm ci`",
        || {
            step::shown(npm(workspace).args(["ci", "--no-audit", "--no-fund"]), NODE_ADVICE)?;
            Workspace::write(&stamp, &wanted)
        },
    )
}

/// Makes the pages that the window shows, unless they are there.
pub(crate) fn build(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    let wanted = fingerprint(workspace.root(), &page_sources(workspace)?)?;
    let stamp = workspace.target().join("xtask/pages-built-from");
    if is_stamped(&stamp, &wanted) && workspace.path("ui/dist/index.html").is_file() {
        step::already("Pages of the user interface");
        return Ok(());
    }
    script(workspace, steps, "build", "Building the user interface", "its pages are embedded in the application")?;
    Workspace::write(&stamp, &wanted)
}

/// Runs a script of `ui/package.json` as a step.
pub(crate) fn script(workspace: &Workspace, steps: &mut Steps, name: &str, what: &str, why: &str) -> Result<()> {
    steps.step(what, why, || step::shown(npm(workspace).args(["run", name]), NODE_ADVICE))
}

fn npm(workspace: &Workspace) -> Command {
    let mut command = Command::new("npm");
    command.arg("--prefix").arg(workspace.path("ui"));
    command
}

/// Everything that the pages are made from.
fn page_sources(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in ["ui", "assets/fonts"] {
        gather(&workspace.path(folder), &mut files)?;
    }
    files.sort();
    Ok(files)
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let error = |source| Error::File { path: folder.to_owned(), source };
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder).map_err(error)? {
        let path = entry.map_err(error)?.path();
        let made_by_us = path.file_name().is_some_and(|name| name == "node_modules" || name == "dist");
        if path.is_dir() && !made_by_us {
            gather(&path, files)?;
        } else if path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

/// SHA-256 over names and contents.
fn fingerprint(root: &Path, files: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    for path in files {
        let bytes = std::fs::read(path).map_err(|source| Error::File { path: path.clone(), source })?;
        hash.update(path.strip_prefix(root).unwrap_or(path).to_string_lossy().as_bytes());
        hash.update([0]);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    Ok(hexadecimal(&hash.finalize()))
}

/// Two digits a byte.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn is_stamped(stamp: &Path, wanted: &str) -> bool {
    std::fs::read_to_string(stamp).is_ok_and(|found| found == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node_are_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("nonsense"), None);
    }

    #[test]
    fn a_fingerprint_changes_with_names_and_contents_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            Workspace::write(&path, text).unwrap();
            path
        };
        let print = |files: &[PathBuf]| fingerprint(folder.path(), files).unwrap();
        let first = print(&[file("a", "1"), file("b", "2")]);
        assert_eq!(first, print(&[file("a", "1"), file("b", "2")]));
        assert_ne!(first, print(&[file("a", "12"), file("b", "")]));
        assert_ne!(first, print(&[file("a", "1"), file("c", "2")]));
    }

    #[test]
    fn what_npm_and_vite_make_is_no_source() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["src/main.ts", "dist/index.html", "node_modules/x/index.js", "index.html"] {
            Workspace::write(&folder.path().join(name), "").unwrap();
        }
        let mut files = Vec::new();
        gather(folder.path(), &mut files).unwrap();
        files.sort();
        assert_eq!(files, [folder.path().join("index.html"), folder.path().join("src/main.ts")]);
    }
}
