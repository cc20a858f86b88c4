//! Migrations are append-only: somebody's database has gone through them already.
//!
//! The hash of each stands in a list beside them. A migration that is listed must not differ; a new
//! one is added with `cargo xtask tidy --record` when it lands.

use sha2::{Digest, Sha256};

use super::Source;
use crate::ui::hexadecimal;

const FOLDER: &str = "src-tauri/crates/store/migrations/";

/// In the format of `sha256sum`, so that anybody can check it.
pub(super) const LIST: &str = "src-tauri/crates/store/migrations/landed.sha256";

pub(super) fn findings(sources: &[Source]) -> Vec<String> {
    let landed = landed(sources);
    let there = migrations(sources);
    let mut findings = Vec::new();
    for (name, hash) in &there {
        match landed.iter().find(|(listed, _)| listed == name) {
            Some((_, listed)) if listed == hash => {}
            Some(_) => {
                findings.push(format!("{FOLDER}{name} has landed and was edited since: write a new migration instead"));
            }
            None => findings.push(format!("{FOLDER}{name} is not recorded yet: `cargo xtask tidy --record`")),
        }
    }
    let gone = landed.iter().filter(|(name, _)| !there.iter().any(|(found, _)| found == name));
    findings.extend(gone.map(|(name, _)| format!("{FOLDER}{name} has landed and is gone")));
    findings
}

/// The list with what is new at its end, and the names of what is new.
pub(super) fn with_new(sources: &[Source]) -> (String, Vec<String>) {
    let mut list = landed(sources);
    let mut added = Vec::new();
    for (name, hash) in migrations(sources) {
        if !list.iter().any(|(listed, _)| *listed == name) {
            added.push(name.clone());
            list.push((name, hash));
        }
    }
    let lines: Vec<String> = list.iter().map(|(name, hash)| format!("{hash}  {name}")).collect();
    (lines.join("\n") + "\n", added)
}

/// Name and hash of every migration.
fn migrations(sources: &[Source]) -> Vec<(String, String)> {
    let named = sources.iter().filter_map(|source| Some((source.path.strip_prefix(FOLDER)?, source)));
    let sql = named.filter(|(_, source)| source.extension() == "sql");
    sql.map(|(name, source)| (name.to_owned(), hexadecimal(&Sha256::digest(source.text.as_bytes())))).collect()
}

/// Name and hash of every line of the list.
fn landed(sources: &[Source]) -> Vec<(String, String)> {
    let text = sources.iter().find(|source| source.path == LIST).map_or("", |source| &source.text);
    text.lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(hash, name)| (name.to_owned(), hash.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(name: &str, text: &str) -> Source {
        Source { path: format!("{FOLDER}{name}"), text: text.into() }
    }

    #[test]
    fn a_landed_migration_cannot_change_and_a_new_one_must_be_recorded() {
        let first = || source("0001_first.sql", "CREATE TABLE a (b) STRICT;");
        assert_eq!(findings(&[first()]).len(), 1, "not recorded");
        let (list, added) = with_new(&[first()]);
        assert_eq!(added, ["0001_first.sql"]);
        let list = || source("landed.sha256", &list);
        assert!(findings(&[first(), list()]).is_empty());
        let edited = source("0001_first.sql", "CREATE TABLE a (b, c) STRICT;");
        assert!(findings(&[edited, list()])[0].contains("edited"));
        assert!(findings(&[list()])[0].contains("gone"));
        let (longer, _) = with_new(&[first(), source("0002_second.sql", ""), list()]);
        assert!(longer.starts_with(&list().text) && longer.lines().count() == 2);
    }
}
