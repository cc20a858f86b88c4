//! The library as a whole: its state, undo, verification, settings.

use chrono::NaiveDate;
use gijicho_model::{FiscalYear, InitiativeId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the frame and the first view show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LibraryStatus {
    /// The folder.
    pub path: String,
    /// Whether nothing may be written (a snapshot, a read-only medium).
    pub read_only: bool,
    /// Name of the person who confirms and writes.
    pub actor: String,
    /// Counts of what is kept.
    pub counts: Counts,
    /// Counts of what waits for a person.
    pub waiting: Waiting,
    /// Label of what undo would take back.
    pub undo: Option<String>,
    /// Label of what redo would do again.
    pub redo: Option<String>,
    /// The local date.
    #[ts(type = "string")]
    pub today: NaiveDate,
    /// Number of the last change.
    #[ts(type = "number")]
    pub seq: i64,
}

/// Counts of what is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counts {
    /// 会議
    pub meetings: u32,
    /// 発言
    pub remarks: u32,
    /// Confirmed decisions.
    pub decisions: u32,
    /// 具体的取組
    pub initiatives: u32,
}

/// Counts of what waits for a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Waiting {
    /// Minutes that are not final.
    pub meetings_in_work: u32,
    /// Of these, on their round (確認中).
    pub meetings_in_review: u32,
    /// Of these, final once and open for correction.
    pub meetings_in_correction: u32,
    /// Proposed decisions.
    pub decisions_proposed: u32,
    /// Confirmed decisions without an initiative.
    pub decisions_unlinked: u32,
    /// Agenda items without a decision that nobody has marked 記録なし.
    pub items_open: u32,
    /// Proposed follow-ups.
    pub follow_ups_proposed: u32,
    /// Confirmed follow-ups without an answer.
    pub follow_ups_open: u32,
    /// Of these, due before today.
    pub follow_ups_overdue: u32,
    /// Initiatives that no decision stands behind.
    pub initiatives_undecided: u32,
    /// Initiatives of the newest plan without a report on this half year.
    pub initiatives_unreported: u32,
    /// Indicators with a value for this year.
    pub indicators: u32,
    /// Indicators with a target, for this year or before, of which no actual value is known.
    pub indicators_unmeasured: u32,
    /// Words that are no longer in their remark, of minutes that are not final.
    pub evidence_broken: u32,
}

/// Settings that belong to the person at the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// Name used when confirming and writing.
    pub actor: String,
    /// `system`, `light` or `dark`.
    pub theme: String,
}

/// What verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VerifyReport {
    /// Nothing to report.
    pub ok: bool,
    /// Meetings, versions, originals and evidence looked at.
    pub checked: Vec<Checked>,
    /// One line each, in Japanese.
    pub findings: Vec<Finding>,
}

/// How many of a kind were looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Checked {
    /// 「会議」「版」「原本」「根拠」…
    pub what: String,
    /// How many.
    pub count: u32,
}

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// Stable name.
    pub code: String,
    /// In Japanese: what and where.
    pub message: String,
}

/// Result of rebuilding the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reindexed {
    /// Rows in the index.
    pub documents: u32,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
}

/// What initiatives wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum InitiativesWait {
    /// A confirmed decision.
    Undecided,
    /// A report on this half year.
    Unreported,
    /// The actual value of an indicator.
    Unmeasured,
}

/// Asks for the initiatives that wait for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WaitingAsk {
    /// For what.
    pub kind: InitiativesWait,
}

/// The initiatives behind a number of the first view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WaitingInitiatives {
    /// Newest plan first, then as printed.
    pub initiatives: Vec<WaitingInitiative>,
}

/// An initiative that waits for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WaitingInitiative {
    /// Identity.
    pub id: InitiativeId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Departments in charge.
    pub departments: Vec<String>,
    /// Title of its plan.
    pub plan: String,
    /// The year of its plan.
    pub fiscal_year: FiscalYear,
    /// The indicator, where one waits for its actual value.
    pub note: String,
}

/// A copy that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackedUp {
    /// Its full path.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Whether it holds the originals, too.
    pub originals: bool,
}

/// A copy that was brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BroughtBack {
    /// Folder of the library.
    pub path: String,
    /// Where the database lies that the library had before.
    pub kept: Option<String>,
    /// How many originals neither the copy nor the library has.
    pub missing: u32,
}
