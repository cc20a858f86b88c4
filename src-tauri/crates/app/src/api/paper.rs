//! Paper: pages on screen, volumes, templates, and what a PDF says about where it came from.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::MeetingRef;

/// What can be chosen about minutes on paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PrintOptions {
    /// 案: marked on every page, lines numbered, a margin for the round.
    pub draft: bool,
    /// A finalised version; `None` for the last one, or for the record as it is while it is worked on.
    pub version: Option<u32>,
    /// Name of a template; empty for the built-in one.
    pub template: String,
    /// Readings over the names of those whose reading the register knows.
    pub readings: bool,
}

/// Which minutes to show as pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PreviewMinutes {
    /// A meeting's id, date or label.
    pub meeting: String,
    /// How they are printed.
    #[serde(default)]
    pub options: PrintOptions,
    /// Hashes of the pages that the window holds: these are not sent again.
    #[serde(default)]
    pub known: Vec<String>,
}

/// Pages to look at, the same as in the PDF.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PagePreview {
    /// In order.
    pub pages: Vec<PreviewPage>,
    /// In Japanese: what a person should know, such as a character that no font has.
    pub warnings: Vec<String>,
}

/// A page to look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PreviewPage {
    /// Equal for pages that look the same.
    pub hash: String,
    /// Width in points: 1/72 inch.
    pub width: f64,
    /// Height in points.
    pub height: f64,
    /// The page as an SVG image; `None` for one that the window holds.
    pub svg: Option<String>,
}

/// Which meetings to bind in one PDF, and where to write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportVolume {
    /// Meetings' ids, dates or labels; empty for all of `fiscal_year`, or all there are.
    #[serde(default)]
    pub meetings: Vec<String>,
    /// Western year in which the fiscal year begins; `None` for every year.
    #[serde(default)]
    pub fiscal_year: Option<i32>,
    /// Part of a body's name; empty for every body.
    #[serde(default)]
    pub body: String,
    /// Name of a template; empty for the built-in one.
    #[serde(default)]
    pub template: String,
    /// Full path of the file to write; it appears whole or not at all.
    pub path: String,
}

/// Every template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateList {
    /// The built-in one first, then the library's by name.
    pub templates: Vec<TemplateInfo>,
}

/// A template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateInfo {
    /// Its name: that of its folder.
    pub name: String,
    /// The one that is always there and cannot be changed.
    pub built_in: bool,
    /// Whether it draws its pages itself, with `.typ` files of its own.
    pub has_layout: bool,
    /// Full path of its folder; empty for the built-in one.
    pub folder: String,
    /// What is wrong with it; `None` for one that can be used.
    pub problem: Option<TemplateProblem>,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateProblem {
    /// Name of the file; empty where none is to blame.
    pub file: String,
    /// Line, from 1.
    pub line: Option<u32>,
    /// In Japanese: what and where.
    pub message: String,
}

/// Names a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateNamed {
    /// Its name.
    pub name: String,
}

/// Copies the built-in template into the library, to be changed there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateCopy {
    /// The name of the copy.
    pub name: String,
    /// The `.typ` files, too, and not only the settings.
    #[serde(default)]
    pub with_layout: bool,
}

/// Names a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileNamed {
    /// Full path.
    pub path: String,
}

/// What became of a PDF since it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileVerdict {
    /// In a word.
    pub verdict: FileState,
    /// In Japanese: what it is, and what that means.
    pub message: String,
    /// The meeting that it says it is of.
    pub meeting: Option<MeetingRef>,
    /// The version that it says it is.
    pub version: Option<u32>,
    /// The last version there is.
    pub latest: Option<u32>,
}

/// What became of a PDF since it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    /// Byte for byte what this library makes of the version that it names.
    Unchanged,
    /// Not what this library makes of it.
    Changed,
    /// It is of a record that was not final.
    NotFinal,
    /// It says nothing that could be compared: another program's, or its metadata are gone.
    NotOurs,
    /// Of a meeting or version that this library does not have.
    NotHere,
    /// Made by another version of the program, or with a template or readings that have changed since.
    NotComparable,
}
