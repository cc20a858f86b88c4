//! Export: a record as a file.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::paper::PrintOptions;

/// Which record, in which form, where to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportMinutes {
    /// A meeting's id, date or label.
    pub meeting: String,
    /// `pdf`, `txt`, `json` …
    pub format: String,
    /// Full path of the file to write; it appears whole or not at all.
    pub path: String,
    /// How it is printed (PDF).
    #[serde(default)]
    #[ts(optional, as = "Option<PrintOptions>")]
    pub print: PrintOptions,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Exported {
    /// Full path.
    pub path: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Pages, for paper.
    pub pages: Option<u32>,
    /// In Japanese: what a person should know, such as a character that no font has.
    pub warnings: Vec<String>,
}

/// A sensible name for the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileName {
    /// `R4-1_本部員会議_概要.pdf`
    pub name: String,
}

/// Which record, in which form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportName {
    /// A meeting's id, date or label.
    pub meeting: String,
    /// `pdf`, `txt`, `json` …
    pub format: String,
}
