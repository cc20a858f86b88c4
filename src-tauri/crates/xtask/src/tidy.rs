//! The repository's own rules, as code: what a reviewer would otherwise have to remember.
//!
//! Each rule is a function from files to findings. A finding names the file and says what to do.

mod crates;
mod layout;
mod migrations;
mod text;

use crate::error::{Error, Result};
use crate::step::Steps;
use crate::workspace::Workspace;

/// One file of the project, with its text where it has any.
struct Source {
    /// Relative to the top folder, with `/`.
    path: String,
    /// Empty for a file that is not text.
    text: String,
}

impl Source {
    /// What follows the last dot of the name; empty where there is none.
    fn extension(&self) -> &str {
        extension(&self.path)
    }
}

fn extension(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension)
}

/// Applies every rule.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    steps.step(
        "Checking the repository's own rules",
        "layout, arrows between crates, migrations, tests that are switched off",
        || {
            let sources = sources(workspace)?;
            let findings = findings(workspace, &sources);
            println!("   {} files looked at", sources.len());
            if findings.is_empty() { Ok(()) } else { Err(Error::Findings { what: "Repository rules", findings }) }
        },
    )
}

/// Adds the hashes of new migrations to their list. One that is listed is never touched.
pub(crate) fn record_migrations(workspace: &Workspace) -> Result<()> {
    let (list, added) = migrations::with_new(&sources(workspace)?);
    for name in &added {
        println!("recorded {name}: from now on it is not edited");
    }
    if added.is_empty() { Ok(()) } else { Workspace::write(&workspace.path(migrations::LIST), &list) }
}

fn findings(workspace: &Workspace, sources: &[Source]) -> Vec<String> {
    let mut findings = layout::findings(sources);
    findings.extend(text::findings(sources));
    findings.extend(migrations::findings(sources));
    findings.extend(crates::findings(workspace.packages()));
    findings
}

fn sources(workspace: &Workspace) -> Result<Vec<Source>> {
    const TEXT: &[&str] = &[
        "rs", "ts", "js", "svelte", "css", "html", "sql", "typ", "toml", "md", "json", "lock", "txt", "sha256", "snap",
    ];
    let is_text = |path: &str| TEXT.contains(&extension(path));
    let read = |path: String| {
        let text = if is_text(&path) { workspace.read(&path)? } else { String::new() };
        Ok(Source { path, text })
    };
    workspace.files()?.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_keeps_its_own_rules() {
        let workspace = Workspace::find().unwrap();
        let findings = findings(&workspace, &sources(&workspace).unwrap());
        assert!(findings.is_empty(), "{findings:#?}");
    }
}
