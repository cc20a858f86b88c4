//! The licences of Node packages, from the lock file and, where that is silent, from the packages.

use serde_json::Value;

use crate::error::{Error, Result};
use crate::licences::permits;
use crate::workspace::Workspace;

/// Licences that a tool may have which builds or tests the user interface and does not ship with it.
const FOR_TOOLS: &[&str] = &["BlueOak-1.0.0", "CC-BY-3.0", "CC-BY-4.0", "MPL-2.0", "Python-2.0"];

/// What was found.
pub(crate) struct Checked {
    /// How many packages there are.
    pub(crate) packages: usize,
    /// What is wrong with them.
    pub(crate) findings: Vec<String>,
}

/// Checks every package of `ui/package-lock.json`.
pub(crate) fn check(workspace: &Workspace) -> Result<Checked> {
    const LOCK: &str = "ui/package-lock.json";
    let lock: Value = parse(LOCK, &workspace.read(LOCK)?)?;
    let packages =
        lock["packages"].as_object().ok_or_else(|| Error::Unexpected(format!("{LOCK} lists no packages")))?;
    let mut checked = Checked { packages: 0, findings: Vec::new() };
    for (place, package) in packages.iter().filter(|(place, _)| !place.is_empty()) {
        checked.packages += 1;
        let licence = match package["license"].as_str() {
            Some(licence) => Some(licence.to_owned()),
            None => licence_of_package(workspace, place)?,
        };
        checked.findings.extend(objection(place, licence.as_deref(), is_tool(package)));
    }
    Ok(checked)
}

/// Whether the package only builds or tests.
fn is_tool(package: &Value) -> bool {
    package["dev"] == true || package["devOptional"] == true
}

fn objection(place: &str, licence: Option<&str>, tool: bool) -> Option<String> {
    let name = place.trim_start_matches("node_modules/");
    let Some(licence) = licence else { return Some(format!("{name}: names no licence")) };
    permits(licence, |id| tool && FOR_TOOLS.contains(&id)).err().map(|why| format!("{name}: {why}"))
}

/// The licence that an installed package gives itself. One for another platform is not there: `None`.
fn licence_of_package(workspace: &Workspace, place: &str) -> Result<Option<String>> {
    let relative = format!("ui/{place}/package.json");
    if !workspace.path(&relative).is_file() {
        return Ok(None);
    }
    let package = parse(&relative, &workspace.read(&relative)?)?;
    let licence = package["license"].as_str().or_else(|| package.pointer("/license/type")?.as_str());
    Ok(licence.or_else(|| package.pointer("/licenses/0/type")?.as_str()).map(str::to_owned))
}

fn parse(what: &str, text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|source| Error::Json { what: what.into(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_is_held_to_more_than_what_builds() {
        assert_eq!(objection("node_modules/axe-core", Some("MPL-2.0"), true), None);
        assert!(objection("node_modules/axe-core", Some("MPL-2.0"), false).is_some());
        assert!(objection("node_modules/some", Some("GPL-3.0"), true).is_some());
        assert!(objection("node_modules/some", None, true).is_some());
    }
}
