//! System packages: finds out which are missing, says what each is for, and installs them by apt.
//!
//! Invariant: where nothing is missing nothing is run but a query of the local package database,
//! so that repeating a command is instant and needs neither network nor rights.

use std::io::IsTerminal;
use std::path::Path;
use std::process::Command;

use crate::error::{Error, Result};
use crate::step::{self, Steps};

/// What the machine is being prepared for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building and opening the window.
    Run,
    /// Also testing it.
    Test,
}

/// A system package, and what it is for.
struct Package {
    name: &'static str,
    why: &'static str,
    /// Whether tests alone need it.
    tests_only: bool,
}

/// Fonts are not among them: the application brings its own.
const PACKAGES: &[Package] = &[
    Package { name: "build-essential", why: "C compiler and linker: SQLite is built from source", tests_only: false },
    Package { name: "pkg-config", why: "tells the build where the libraries of the window are", tests_only: false },
    Package { name: "libwebkit2gtk-4.1-dev", why: "the web view in which the window is drawn", tests_only: false },
    Package { name: "git", why: "lists the project's files for the repository rules", tests_only: true },
    Package { name: "webkit2gtk-driver", why: "drives the real window in tests, as a person would", tests_only: true },
    Package { name: "xvfb", why: "a display in memory, so that tests need no screen", tests_only: true },
    Package { name: "qpdf", why: "checks the structure of the PDF files that we write", tests_only: true },
    Package { name: "poppler-utils", why: "reads fonts and text of those PDF files back", tests_only: true },
];

const APT: &[&str] = &["-o", "DPkg::Lock::Timeout=600", "-o", "Acquire::Retries=3"];

/// Installs what is missing for `purpose`, and checks that Node is there.
pub(crate) fn install(steps: &mut Steps, purpose: Purpose) -> Result<()> {
    let wanted: Vec<&Package> =
        PACKAGES.iter().filter(|package| purpose == Purpose::Test || !package.tests_only).collect();
    let missing = missing(&wanted)?;
    if missing.is_empty() {
        step::already("System packages");
    } else {
        steps.step("Installing system packages", "these are missing on this machine:", || {
            for package in &missing {
                println!("     {:<24} {}", package.name, package.why);
            }
            install_by_apt(&missing.iter().map(|package| package.name).collect::<Vec<_>>())
        })?;
    }
    crate::ui::check_node()
}

/// The packages that the local database does not have, asked without rights or network.
fn missing<'a>(wanted: &[&'a Package]) -> Result<Vec<&'a Package>> {
    let names: Vec<&str> = wanted.iter().map(|package| package.name).collect();
    if !Path::new("/usr/bin/dpkg-query").exists() {
        return without_dpkg(&names).map(|()| Vec::new());
    }
    let mut query = Command::new("/usr/bin/dpkg-query");
    query.args(["--show", "--showformat", "${Package} ${db:Status-Abbrev}\n"]).args(&names);
    // The query fails when it does not know one of the names; what it lists is right all the same.
    let (_, listing) = step::output(query.stderr(std::process::Stdio::null()), "dpkg-query is part of Debian.")?;
    let installed = installed(&listing);
    Ok(wanted.iter().copied().filter(|package| !installed.contains(&package.name)).collect())
}

/// Names of the packages that a listing of dpkg-query says are installed.
fn installed(listing: &str) -> Vec<&str> {
    listing
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter(|(_, state)| state.trim() == "ii")
        .map(|(name, _)| name)
        .collect()
}

/// Elsewhere than on Debian we cannot know the names: say what is needed, unless the build finds it.
fn without_dpkg(names: &[&str]) -> Result<()> {
    let there =
        Command::new("pkg-config").args(["--exists", "webkit2gtk-4.1"]).status().is_ok_and(|status| status.success());
    if there {
        println!("== System packages: this is not Debian or Ubuntu, but WebKitGTK 4.1 is there; going on");
        return Ok(());
    }
    Err(Error::Packages {
        reason: "This machine is not Debian or Ubuntu, so nothing can be installed for you. What is needed, by its Debian names:"
            .into(),
        command: names.join(" "),
    })
}

fn install_by_apt(names: &[&str]) -> Result<()> {
    let by_hand = format!("sudo apt-get update && sudo apt-get install --no-install-recommends {}", names.join(" "));
    let refuse = |reason: &str| Err(Error::Packages { reason: reason.into(), command: by_hand.clone() });
    if !Path::new("/usr/bin/apt-get").exists() {
        return refuse("This machine has no apt-get.");
    }
    let prefix: &[&str] = match rights()? {
        Rights::Root => &[],
        Rights::Sudo => &["sudo"],
        Rights::SudoAsks if std::io::stdin().is_terminal() => {
            println!("   sudo will ask for your password, for apt-get alone.");
            &["sudo"]
        }
        Rights::SudoAsks => return refuse("sudo needs a password here, and nobody is there to type it."),
        Rights::None => return refuse("Installing needs root, and there is no sudo on this machine."),
    };
    // A source that is down matters only if the packages cannot then be found: the next line says so.
    if step::shown(apt(prefix, "update").arg("-qq"), "").is_err() {
        println!("   the package lists could not be refreshed; trying with those that are there");
    }
    step::shown(apt(prefix, "install").args(["-qq", "--yes", "--no-install-recommends"]).args(names), "").map_err(
        |error| Error::Packages { reason: format!("apt-get did not get through: {error}"), command: by_hand.clone() },
    )
}

/// `[sudo] env DEBIAN_FRONTEND=noninteractive apt-get …`
fn apt(prefix: &[&str], subcommand: &str) -> Command {
    let words: Vec<&str> = prefix.iter().copied().chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]).collect();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).args(APT).arg(subcommand);
    command
}

/// How packages can be installed here.
enum Rights {
    Root,
    Sudo,
    SudoAsks,
    None,
}

fn rights() -> Result<Rights> {
    let (_, user) = step::output(Command::new("id").arg("-u"), "`id` tells whether we are root.")?;
    if user.trim() == "0" {
        return Ok(Rights::Root);
    }
    match step::output(Command::new("sudo").args(["--non-interactive", "true"]).stderr(std::process::Stdio::null()), "")
    {
        Ok((true, _)) => Ok(Rights::Sudo),
        Ok((false, _)) => Ok(Rights::SudoAsks),
        Err(_) => Ok(Rights::None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fully_installed_packages_count() {
        let listing = "git ii \nxvfb un \nqpdf rc \npoppler-utils iF \npkg-config ii \n";
        assert_eq!(installed(listing), ["git", "pkg-config"]);
    }

    #[test]
    fn every_package_says_what_it_is_for() {
        assert!(PACKAGES.iter().all(|package| package.why.len() > 20));
        assert!(
            PACKAGES.iter().any(|package| package.tests_only) && PACKAGES.iter().any(|package| !package.tests_only)
        );
    }
}
