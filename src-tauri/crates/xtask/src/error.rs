//! What can go wrong in a command of the project, in words that say what to do.

use std::path::PathBuf;

/// The result of everything here.
pub(crate) type Result<T> = std::result::Result<T, Error>;

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("there is no command `{given}`\n\n{usage}")]
    Usage { given: String, usage: &'static str },

    #[error("`{command}` failed ({status}); its own words stand above")]
    Failed { command: String, status: String },

    #[error("`{program}` cannot be started: {source}\n{advice}")]
    NotFound { program: String, source: std::io::Error, advice: &'static str },

    #[error("{program} {found} is too old; {wanted} or newer is needed. {advice}")]
    TooOld { program: &'static str, found: String, wanted: u32, advice: &'static str },

    #[error("{reason}\nInstall these system packages by hand, then repeat the command:\n\n  {command}\n")]
    Packages { reason: String, command: String },

    #[error("{path}: {source}", path = path.display())]
    File { path: PathBuf, source: std::io::Error },

    #[error("the workspace cannot be read: {0}")]
    Metadata(#[from] cargo_metadata::Error),

    #[error("{what} is not the JSON that it should be: {source}")]
    Json { what: String, source: serde_json::Error },

    #[error("{what}: {count} finding(s)\n{list}", count = findings.len(), list = listed(findings))]
    Findings { what: &'static str, findings: Vec<String> },

    #[error("{0}")]
    Unexpected(String),
}

impl Error {
    /// 2 for wrong usage, 1 for all else.
    pub(crate) fn exit_code(&self) -> u8 {
        if matches!(self, Self::Usage { .. }) { 2 } else { 1 }
    }
}

fn listed(findings: &[String]) -> String {
    findings.iter().map(|finding| format!("  - {finding}")).collect::<Vec<_>>().join("\n")
}
