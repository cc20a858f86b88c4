//! Export: records and lists as files.

use gijicho_model::Half;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::paper::PrintOptions;
use super::search::SearchRequest;

/// Which record, in which form, where to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportMinutes {
    /// A meeting's id, date or label.
    pub meeting: String,
    /// Name of a format of minutes: see `export_formats`.
    pub format: String,
    /// Full path of the file to write; it appears whole or not at all.
    pub path: String,
    /// How it is printed (PDF, Word).
    #[serde(default)]
    #[ts(optional, as = "Option<PrintOptions>")]
    pub print: PrintOptions,
    /// `utf-8` or `cp932`, for text; empty for UTF-8.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub encoding: String,
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
    /// Name of a format of minutes.
    pub format: String,
}

/// A list that can be written as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// 決定事項一覧
    Decisions,
    /// 会議別決定事項
    DecisionsByMeeting,
    /// 決定と取組の結び付き: CSV alone.
    Links,
    /// 年次計画, with its schedule
    Initiatives,
    /// 進捗状況
    Progress,
    /// 宿題一覧
    FollowUps,
    /// 検索結果
    Search,
}

/// Which list, of what, in which form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ListWanted {
    /// Which list.
    pub list: ListKind,
    /// Name of a format of lists: see `export_formats`.
    pub format: String,
    /// Western year in which the fiscal year begins; `None` for every year (of plans the newest).
    #[serde(default)]
    pub fiscal_year: Option<i32>,
    /// The half reported on: for progress alone; `None` for the last one reported.
    #[serde(default)]
    #[ts(optional, as = "Option<Half>")]
    pub half: Option<Half>,
    /// What was looked for: for search results alone.
    #[serde(default)]
    pub search: Option<SearchRequest>,
    /// `utf-8` or `cp932`, for CSV; empty for UTF-8.
    #[serde(default)]
    pub encoding: String,
    /// Name of a template, for PDF; empty for the built-in one.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub template: String,
}

/// A list, and where to write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportList {
    /// What.
    #[serde(flatten)]
    pub wanted: ListWanted,
    /// Full path of the file to write; it appears whole or not at all.
    pub path: String,
}

/// A form in which something can be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FormatInfo {
    /// The name in requests and on the command line.
    pub name: String,
    /// The ending of the file's name.
    pub extension: String,
    /// In Japanese, for a menu: 「Word（.docx）」.
    pub label: String,
    /// What it is for, in Japanese, in a line.
    pub purpose: String,
}

/// Every form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportFormats {
    /// Of minutes, those for people first.
    pub minutes: Vec<FormatInfo>,
    /// Of lists.
    pub lists: Vec<FormatInfo>,
}

/// Many records at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportMany {
    /// Meetings' ids, dates or labels; empty for all of `fiscal_year`, or all there are.
    pub meetings: Vec<String>,
    /// Western year in which the fiscal year begins; `None` for every year.
    #[serde(default)]
    pub fiscal_year: Option<i32>,
    /// Names of formats of minutes.
    pub formats: Vec<String>,
    /// Full path of a folder; made where there is none.
    pub folder: String,
    /// How it is printed (PDF, Word).
    #[serde(default)]
    #[ts(optional, as = "Option<PrintOptions>")]
    pub print: PrintOptions,
    /// `utf-8` or `cp932`, for text; empty for UTF-8.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub encoding: String,
}

/// What was written into a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportedMany {
    /// The folder.
    pub folder: String,
    /// Name of the list of hashes in it, in the format of `sha256sum`.
    pub manifest: String,
    /// Every file with its hash.
    pub files: Vec<ExportedFile>,
    /// In Japanese, each with the name of its file before it.
    pub warnings: Vec<String>,
}

/// A file of many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportedFile {
    /// Its name in the folder.
    pub name: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// How far the writing of many files has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportProgress {
    /// Files finished.
    pub done: u32,
    /// Files in all; 0 while nothing is written.
    pub total: u32,
}

/// A folder of pages to publish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportSite {
    /// Western year in which the fiscal year begins; `None` for every year.
    #[serde(default)]
    pub fiscal_year: Option<i32>,
    /// Whether minutes that are not final are in it, too.
    #[serde(default)]
    pub drafts: bool,
    /// Full path of the folder: a new or empty one, or one that was written so before.
    pub folder: String,
}

/// What was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportedSite {
    /// The folder.
    pub folder: String,
    /// Meetings in it.
    pub meetings: u32,
    /// Files in it.
    pub files: u32,
}
