//! Import of one file: look at it first, then take it in with what a person has settled.

use chrono::NaiveDate;
use gijicho_model::draft::{Coverage, Draft, Warning};
use gijicho_model::{FiscalYear, InitiativeId, PersonId, PlanId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::MeetingRef;

/// Which file, and how to read it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ImportPreview {
    /// Full path.
    pub path: String,
    /// Name of the member, for a file in an archive.
    #[ts(optional)]
    pub member: Option<String>,
    /// `minutes`, `plan`, `progress`, `transcript`; `None` to find out.
    pub kind: Option<String>,
    /// An encoding label; `None` to find out.
    pub encoding: Option<String>,
    /// What a person has said of single lines; the rest is read again around them.
    #[ts(optional, as = "Option<_>")]
    pub choices: Vec<ChosenLine>,
    /// What a person has said that the columns of a table mean.
    #[ts(optional, as = "Option<_>")]
    pub columns: Vec<ColumnChoice>,
}

/// What a person has said of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChosenLine {
    /// The line, from 1.
    pub line: u32,
    /// What it is.
    pub role: ChosenLineRole,
}

/// What a person can say that a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChosenLineRole {
    /// 頭書: part of the head.
    Header,
    /// 議題: begins an item of the agenda.
    Agenda,
    /// 発言者: begins a remark.
    Speaker,
    /// 本文: begins a paragraph of the remark above.
    Body,
    /// 続き: goes on with the line above.
    Continuation,
    /// 場面: tells what happened.
    Scene,
    /// 無視: layout, left out.
    Ignored,
}

/// What a person has said that a column means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ColumnChoice {
    /// The column, from 0.
    pub column: u32,
    /// Its meaning, by the name that [`TableColumns`] uses; `None` for a column that means nothing.
    pub meaning: Option<String>,
}

/// What the importer makes of a file. Nothing is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportPreviewed {
    /// Name of the file, without its folder.
    pub file: String,
    /// Its full path.
    pub path: String,
    /// Name of the member, for a file in an archive.
    pub member: Option<String>,
    /// SHA-256 in hexadecimal: taking it in needs the same bytes.
    pub sha256: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// How it was decoded.
    pub encoding: String,
    /// `text`, `markdown`, `html`, `pdf`, `docx`, `xlsx`, `captions`, `record`.
    pub format: String,
    /// What it says.
    pub draft: Draft,
    /// The page of each line, from 1; empty for a format without pages.
    pub pages: Vec<u32>,
    /// What the library already has, for minutes.
    pub duplicates: Vec<Duplicate>,
    /// The plan that the same file was imported as before.
    pub same_table: Option<PlanRef>,
    /// Names of the bodies that the library knows, for a file that names none.
    pub bodies: Vec<String>,
    /// People in posts that the register does not know yet.
    pub appointments: Vec<ProposedAppointment>,
    /// The columns of a table and what they were taken for.
    pub columns: Option<TableColumns>,
    /// What has changed since the plan that the library holds.
    pub comparison: Option<TableComparison>,
}

/// The columns of a table and what they were taken for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableColumns {
    /// The headings as one text: what was said of one table is remembered for the next with the same.
    pub signature: String,
    /// As printed, from the left.
    pub headings: Vec<String>,
    /// What each column was taken for; `None` where it was taken for nothing.
    pub meanings: Vec<Option<String>>,
    /// The first rows, as printed.
    pub sample: Vec<Vec<String>>,
    /// Whether the meanings were remembered from an earlier table.
    pub remembered: bool,
}

/// A person in a post whom the register does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProposedAppointment {
    /// Family name as printed.
    pub family_name: String,
    /// Post as printed.
    pub post: String,
    /// Department in the post's name; empty where it names none.
    pub department: String,
    /// The day on which the post was held.
    #[ts(type = "string | null")]
    pub on: Option<NaiveDate>,
    /// Indices of the remarks.
    pub remarks: Vec<usize>,
    /// People of that family name whom the register knows: it may be one of them.
    pub alike: Vec<PersonRef>,
    /// What the register says otherwise, in Japanese; empty where it says nothing.
    pub note: String,
}

/// A person as a choice names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonRef {
    /// Identity.
    pub id: PersonId,
    /// Family and given name.
    pub name: String,
    /// Posts held, newest first.
    pub posts: Vec<String>,
}

/// A plan as lists mention it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanRef {
    /// Identity.
    pub id: PlanId,
    /// As printed.
    pub title: String,
    /// The year it is for.
    pub fiscal_year: FiscalYear,
    /// 1, 2, … among plans of the same title and year.
    pub version: u32,
}

/// What has changed in a table since the plan that the library holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableComparison {
    /// The plan compared with.
    pub with: PlanRef,
    /// Every initiative of either, in the order of the new table, what is gone at the end.
    pub initiatives: Vec<ComparedInitiative>,
}

/// An initiative of a table, of the plan that the library holds, or of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComparedInitiative {
    /// Index in the draft; `None` where it is gone.
    pub draft: Option<usize>,
    /// The one in the library; `None` where it is new.
    pub initiative: Option<InitiativeId>,
    /// Number as printed, the new one where there is one.
    pub number: String,
    /// Title as printed, the new one where there is one.
    pub title: String,
    /// What became of it.
    pub state: ComparedState,
    /// More exactly: `same`, `renumbered`, `renamed`, `split`, `merged`, `dropped`, `new`.
    pub how: String,
    /// What differs, field by field.
    pub changes: Vec<FieldChange>,
}

/// What became of an initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ComparedState {
    /// As it was.
    Same,
    /// The same initiative in other words.
    Changed,
    /// New.
    Added,
    /// No longer there.
    Gone,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldChange {
    /// `number`, `title`, `path`, `departments`, `items`, `schedule`.
    pub field: String,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
}

/// Something that the library already has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Duplicate {
    /// The meeting.
    pub meeting: MeetingRef,
    /// Why it counts as the same.
    pub reason: DuplicateReason,
    /// What people did that would be lost if it were replaced, in Japanese; empty where nothing would.
    pub losses: String,
}

/// Why something counts as the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateReason {
    /// The same bytes were imported before.
    SameFile,
    /// The same body met on the same day.
    SameMeeting,
}

/// Takes a file in, with what a person has settled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ImportCommit {
    /// Full path.
    pub path: String,
    /// Name of the member, for a file in an archive.
    #[ts(optional)]
    pub member: Option<String>,
    /// SHA-256 of what was looked at, if it was.
    pub sha256: Option<String>,
    /// As in the preview.
    pub kind: Option<String>,
    /// As in the preview.
    pub encoding: Option<String>,
    /// As in the preview.
    #[ts(optional, as = "Option<_>")]
    pub choices: Vec<ChosenLine>,
    /// As in the preview.
    #[ts(optional, as = "Option<_>")]
    pub columns: Vec<ColumnChoice>,
    /// Whether the columns are to be remembered for the next table with the same headings.
    #[ts(optional, as = "Option<_>")]
    pub remember_columns: bool,
    /// The body, for a file that names none.
    pub body: Option<String>,
    /// What to do when the library has it already; `None` refuses.
    pub on_duplicate: Option<OnDuplicate>,
    /// Whether what people did to minutes may be lost where they are replaced; otherwise replacing
    /// them is refused with what would be lost.
    #[ts(optional, as = "Option<_>")]
    pub accept_losses: bool,
    /// Splits of speakers, by index of the remark.
    pub speakers: Vec<SpeakerSplit>,
    /// Indices of proposed decisions to leave out.
    pub without_decisions: Vec<usize>,
    /// Indices of proposed follow-ups to leave out.
    pub without_follow_ups: Vec<usize>,
    /// Indices of proposed decisions that the person stands behind.
    #[ts(optional, as = "Option<_>")]
    pub confirmed_decisions: Vec<usize>,
    /// Indices of proposed follow-ups that the person stands behind.
    #[ts(optional, as = "Option<_>")]
    pub confirmed_follow_ups: Vec<usize>,
    /// People in posts to add to the register.
    #[ts(optional, as = "Option<_>")]
    pub appointments: Vec<NewAppointment>,
}

/// Somebody in a post, to be added to the register.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct NewAppointment {
    /// A person whom the register knows; `None` for a new one, even of the same name.
    #[ts(optional)]
    pub person: Option<PersonId>,
    /// Family name, for a new person.
    pub family_name: String,
    /// Given name; empty where it is not known.
    pub given_name: String,
    /// Reading of the family name in hiragana; empty where it is not known.
    pub reading: String,
    /// Post as printed after a family name.
    pub post: String,
    /// Department of the post; empty for none.
    pub department: String,
    /// First day in office.
    #[ts(type = "string | null")]
    pub valid_from: Option<NaiveDate>,
    /// Last day in office.
    #[ts(type = "string | null")]
    pub valid_to: Option<NaiveDate>,
}

/// What to do when the library has it already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OnDuplicate {
    /// The old record goes, the new one comes (undoable).
    Replace,
    /// Both stay.
    KeepBoth,
    /// Nothing happens.
    Skip,
}

/// How a printed speaker is split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SpeakerSplit {
    /// Index of the remark in the draft.
    pub remark: usize,
    /// Family name.
    pub name: String,
    /// Post.
    pub post: String,
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Imported {
    /// Name of the file.
    pub file: String,
    /// `minutes`, `plan` or `progress`.
    pub kind: String,
    /// How it was decoded.
    pub encoding: String,
    /// The meeting that it became.
    pub meeting: Option<MeetingRef>,
    /// The plan that it became or was added to.
    pub plan: Option<String>,
    /// Left out because the library has it already.
    pub skipped: bool,
    /// Agenda items, or initiatives.
    pub items: u32,
    /// Remarks, or reports.
    pub remarks: u32,
    /// Proposed decisions.
    pub decisions: u32,
    /// How much of the text found a place.
    pub coverage: Coverage,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
}
