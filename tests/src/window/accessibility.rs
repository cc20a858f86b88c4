//! axe-core, the checker of accessibility, run inside of the real page.

use serde_json::Value;

use super::page::{Failed, Page};
use crate::place;

/// Runs axe once, and calls back with what it found.
const RUN: &str = "\
const done = arguments[0];
axe.run(document, { resultTypes: ['violations'] }).then(
  (found) => done(found.violations.map((one) => ({
    rule: one.id, help: one.help, where: one.nodes.map((node) => node.target.join(' ') + ' — ' + node.failureSummary),
  }))),
  (error) => done([{ rule: 'axe', help: String(error), where: [] }]),
);";

/// Fails with every violation and its places.
pub(super) async fn check(page: &Page, view: &str) -> Result<(), Failed> {
    if page.script("return typeof axe", Vec::new()).await? == "undefined" {
        let axe = place::root().join("ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(&axe).map_err(|error| Failed::because(&axe.display().to_string(), &error))?;
        page.script(&axe, Vec::new()).await?;
    }
    let found = page.script_async(&format!("axe on {view}"), RUN, Vec::new()).await?;
    let violations = found.as_array().map(Vec::as_slice).unwrap_or_default();
    let listed: Vec<String> = violations.iter().map(described).collect();
    page.ensure(listed.is_empty(), format!("{view}: axe found {} violation(s)\n{}", listed.len(), listed.join("\n")))
}

fn described(violation: &Value) -> String {
    let places = violation["where"].as_array().map(Vec::as_slice).unwrap_or_default();
    let places: Vec<&str> = places.iter().filter_map(Value::as_str).collect();
    format!("- {}: {}\n    {}", violation["rule"], violation["help"], places.join("\n    "))
}
