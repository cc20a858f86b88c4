//! Meetings: the list, and one meeting ready to be read.

use chrono::NaiveDate;
use gijicho_model::body::Block;
use gijicho_model::draft::{DraftRemark, SourceLine};
use gijicho_model::{DecisionId, FiscalYear, FollowUpId, MeetingId, MeetingRecord, MeetingStatus, RemarkId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::BodyRef;

/// Every meeting, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingList {
    /// Newest first.
    pub meetings: Vec<MeetingSummary>,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingSummary {
    /// Identity.
    pub id: MeetingId,
    /// `R4-1`, or the date where there is no ordinal.
    pub label: String,
    /// The body that met.
    pub body: BodyRef,
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// 第N回.
    pub ordinal: Option<u32>,
    /// Local date.
    #[ts(type = "string")]
    pub held_on: NaiveDate,
    /// The title to show.
    pub title: String,
    /// How far the minutes have come.
    pub status: MeetingStatus,
    /// Titles of the items, in order.
    pub agenda: Vec<String>,
    /// Number of remarks.
    pub remarks: u32,
    /// Confirmed decisions.
    pub decisions_confirmed: u32,
    /// Proposed decisions.
    pub decisions_proposed: u32,
    /// Items without a decision.
    pub none_recorded: u32,
}

/// Names a meeting: an id, the beginning of one that is unique, a date, or `R4-1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingShow {
    /// See above.
    pub meeting: String,
}

/// One meeting ready to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingView {
    /// Everything that is kept of it.
    pub record: MeetingRecord,
    /// The title to show.
    pub title: String,
    /// `R4-1`.
    pub label: String,
    /// The numbered lines under the title as they print: 「１ 開催日時：…」.
    pub header: Vec<String>,
    /// Remarks in printed order, their bodies cut into blocks.
    pub remarks: Vec<RemarkView>,
    /// The number that people see of each decision.
    pub numbers: Vec<DecisionNumber>,
    /// The imported file, if there is one.
    pub source: Option<SourceInfo>,
    /// The meeting of the same body before this one.
    pub previous: Option<MeetingId>,
    /// The meeting of the same body after this one.
    pub next: Option<MeetingId>,
}

/// The number that people see of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DecisionNumber {
    /// Identity.
    pub id: DecisionId,
    /// `R4-1-2`.
    pub number: String,
}

/// A remark ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RemarkView {
    /// Identity.
    pub id: RemarkId,
    /// Its body.
    pub blocks: Vec<Block>,
    /// Spans to underline, in order of where they begin.
    pub spans: Vec<Span>,
}

/// A span of a block's text that carries something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Span {
    /// Index of the block.
    pub block: u32,
    /// First UTF-16 code unit in the block's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What it carries.
    pub carries: Carried,
}

/// What a span carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Carried {
    /// Evidence of a decision.
    Decision(DecisionId),
    /// The words of a follow-up.
    FollowUp(FollowUpId),
}

/// The file that a meeting was imported from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SourceInfo {
    /// Name of the file, without its folder.
    pub file_name: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// When it was imported, in UTC microseconds.
    #[ts(type = "number")]
    pub imported_at: i64,
}

/// The imported file of a meeting as it was read: every line untouched, with where it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingSource {
    /// Name of the file, without its folder.
    pub file_name: String,
    /// `text`, `markdown`, `html`, `pdf`, `docx`, `xlsx`, `captions`, `record`; empty where it was not imported.
    pub format: String,
    /// Every line; empty where the meeting was not imported.
    pub lines: Vec<SourceLine>,
    /// The page of each line, from 1; empty for a format without pages.
    pub pages: Vec<u32>,
    /// The remarks that the lines refer to, as they were read.
    pub remarks: Vec<DraftRemark>,
}

/// Finalises the minutes of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FinaliseRequest {
    /// A meeting's id, date or label.
    pub meeting: String,
    /// Why, for the version.
    pub reason: String,
}

/// The versions of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VersionList {
    /// Oldest first.
    pub versions: Vec<VersionSummary>,
}

/// A version of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VersionSummary {
    /// From 1.
    pub number: u32,
    /// What the record became by it.
    pub status: MeetingStatus,
    /// Who made it.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// When, in UTC microseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// SHA-256 of the snapshot and of the version before, in hexadecimal.
    pub sha256: String,
}
