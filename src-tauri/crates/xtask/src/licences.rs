//! The licences of everything we build on: permissive ones, or an exception with its reason.

use cargo_metadata::Package;
use spdx::{Expression, LicenseReq};

use crate::error::{Error, Result};
use crate::node_licences;
use crate::step::Steps;
use crate::workspace::Workspace;

/// Licences under which a dependency may come: each allows shipping it in a program under MIT.
pub(crate) const PERMISSIVE: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Licences allowed for one crate only.
///
/// The Mozilla licence asks for the source of the files under it, not of what they are built into.
/// We use these crates unchanged, so their published source is all there is to give.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("cssparser", "MPL-2.0", "the window's toolkit reads HTML with it"),
    ("cssparser-macros", "MPL-2.0", "the window's toolkit reads HTML with it"),
    ("dtoa-short", "MPL-2.0", "the window's toolkit reads HTML with it"),
    ("option-ext", "MPL-2.0", "finding the user's data folder"),
    ("selectors", "MPL-2.0", "the window's toolkit reads HTML with it"),
    ("webdriver", "MPL-2.0", "tests of the window alone; does not ship"),
];

/// Checks every crate that the lock file names, for all platforms, and every Node package.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    steps.step(
        "Checking the licences of the dependencies",
        "permissive ones alone, or an exception with its reason",
        || {
            let packages = workspace.locked_packages()?;
            let foreign: Vec<&Package> = packages.iter().filter(|package| package.source.is_some()).collect();
            let mut findings: Vec<String> = foreign.iter().filter_map(|package| objection(package)).collect();
            findings.extend(stale_exceptions(&foreign));
            let node = node_licences::check(workspace)?;
            findings.extend(node.findings);
            println!("   {} crates and {} Node packages looked at", foreign.len(), node.packages);
            if findings.is_empty() { Ok(()) } else { Err(Error::Findings { what: "Licences", findings }) }
        },
    )
}

fn objection(package: &Package) -> Option<String> {
    let name = package.name.as_str();
    let Some(licence) = &package.license else {
        return Some(format!("{name} {}: names no licence", package.version));
    };
    let allowed_here =
        |id: &str| EXCEPTIONS.iter().any(|(crate_name, allowed, _)| *crate_name == name && *allowed == id);
    permits(licence, allowed_here).err().map(|why| format!("{name} {}: {why}", package.version))
}

/// Whether an SPDX expression can be met with permissive licences and those that `also` allows.
pub(crate) fn permits(licence: &str, also: impl Fn(&str) -> bool) -> std::result::Result<(), String> {
    let expression = Expression::parse_mode(licence, spdx::ParseMode::LAX)
        .map_err(|_| format!("`{licence}` is no SPDX expression"))?;
    let allowed = |requirement: &LicenseReq| {
        requirement.license.id().is_some_and(|id| PERMISSIVE.contains(&id.name) || also(id.name))
    };
    if expression.evaluate(allowed) { Ok(()) } else { Err(format!("`{licence}` is not permissive")) }
}

/// Exceptions that no dependency needs any more.
fn stale_exceptions(packages: &[&Package]) -> Vec<String> {
    let used = |name: &str| packages.iter().any(|package| package.name.as_str() == name);
    let stale = EXCEPTIONS.iter().filter(|(name, ..)| !used(name));
    stale.map(|(name, ..)| format!("the exception for {name} is not needed any more: take it out")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(licence: &str, permitted: bool) {
        assert_eq!(permits(licence, |id| id == "MPL-2.0").is_ok(), permitted, "{licence}");
    }

    #[test]
    fn a_choice_needs_one_permissive_licence_and_a_sum_needs_all() {
        check("MIT OR Apache-2.0", true);
        check("MIT/Apache-2.0", true);
        check("Apache-2.0 WITH LLVM-exception OR MIT", true);
        check("GPL-3.0-only OR MIT", true);
        check("GPL-3.0-only", false);
        check("MIT AND GPL-2.0-or-later", false);
        check("(MIT OR Apache-2.0) AND Unicode-3.0", true);
        check("MPL-2.0", true);
        check("all mine", false);
    }
}
