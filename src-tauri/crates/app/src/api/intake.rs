//! Taking many files in: which there are, one run over them, and the report on it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::import::{Imported, OnDuplicate};
use crate::error::RpcError;

/// Files, folders and archives that a person has brought.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IntakeOpen {
    /// Full paths.
    pub paths: Vec<String>,
}

/// What can be imported of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IntakeOpened {
    /// In the order of their names, numbers counted as numbers.
    pub files: Vec<IntakeFile>,
    /// What was left out, and why.
    pub left_out: Vec<LeftOut>,
}

/// A file that can be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IntakeFile {
    /// Full path of the file, or of the archive that holds it.
    pub path: String,
    /// Name of the member, for a file in an archive.
    pub member: Option<String>,
    /// Name to show: without the folder for a file that was named itself, else from there on.
    pub name: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// Something that is not imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftOut {
    /// Its name.
    pub name: String,
    /// Why, in Japanese.
    pub reason: String,
}

/// Takes many files in, one after the other. Answers when all are done, or when it was cancelled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct IntakeRun {
    /// The files, as [`IntakeOpened`] lists them.
    pub files: Vec<IntakeTarget>,
    /// `minutes`, `plan`, `progress`, `transcript`; `None` to find out for each.
    pub kind: Option<String>,
    /// An encoding label; `None` to find out for each.
    pub encoding: Option<String>,
    /// The body, for files that name none.
    pub body: Option<String>,
    /// What to do with what the library has already; left out unless said.
    pub on_duplicate: Option<OnDuplicate>,
    /// Whether what people did to minutes may be lost where they are replaced; otherwise such a file is
    /// not taken in.
    #[ts(optional, as = "Option<_>")]
    pub accept_losses: bool,
}

/// One of many files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct IntakeTarget {
    /// Full path of the file, or of the archive that holds it.
    pub path: String,
    /// Name of the member, for a file in an archive.
    pub member: Option<String>,
    /// Name to show; that of the file where it is empty.
    #[ts(optional, as = "Option<_>")]
    pub name: String,
}

/// How far a run has come. Sent as the event `intake`, too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IntakeProgress {
    /// Whether files are being taken in.
    pub running: bool,
    /// Whether it was asked to stop.
    pub cancelling: bool,
    /// Files that are done.
    pub done: u32,
    /// Files altogether.
    pub of: u32,
    /// Name of the file that is next.
    pub current: Option<String>,
    /// Files that were taken in.
    pub imported: u32,
    /// Files that the library had already.
    pub skipped: u32,
    /// Files that could not be taken in.
    pub failed: u32,
}

/// What came of a run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct IntakeReport {
    /// A line for each file, in order.
    pub files: Vec<IntakeResult>,
    /// Whether it was stopped before the end. The same run goes on where it stopped: what is
    /// there already is left out.
    pub cancelled: bool,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
}

/// What came of one of many files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct IntakeResult {
    /// Full path of the file, or of the archive that holds it.
    pub path: String,
    /// Name of the member, for a file in an archive.
    pub member: Option<String>,
    /// Name to show.
    pub name: String,
    /// What came of it.
    pub state: IntakeState,
    /// What it became, where it was taken in or was there already.
    pub imported: Option<Imported>,
    /// Why it was not taken in.
    pub error: Option<RpcError>,
}

/// What came of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IntakeState {
    /// Not looked at: the run was stopped before.
    Queued,
    /// Taken in.
    Imported,
    /// The library has it already.
    Skipped,
    /// Could not be taken in.
    Failed,
}

/// Saves the report on the last run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IntakeReportSave {
    /// Full path; `.json` for JSON, CSV otherwise.
    pub path: String,
}
