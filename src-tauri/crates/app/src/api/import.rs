//! Import: look at a file first, then take it in.

use gijicho_model::draft::{Coverage, Draft, Warning};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::MeetingRef;

/// Which file, and how to read it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ImportPreview {
    /// Full path.
    pub path: String,
    /// `minutes`, `plan`, `progress`; `None` to find out.
    pub kind: Option<String>,
    /// An encoding label; `None` to find out.
    pub encoding: Option<String>,
}

/// What the importer makes of a file. Nothing is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportPreviewed {
    /// Name of the file, without its folder.
    pub file: String,
    /// Its full path.
    pub path: String,
    /// SHA-256 in hexadecimal: taking it in needs the same bytes.
    pub sha256: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// How it was decoded.
    pub encoding: String,
    /// What it says.
    pub draft: Draft,
    /// What the library already has.
    pub duplicates: Vec<Duplicate>,
    /// Names of the bodies that the library knows, for a file that names none.
    pub bodies: Vec<String>,
}

/// Something that the library already has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Duplicate {
    /// The meeting.
    pub meeting: MeetingRef,
    /// Why it counts as the same.
    pub reason: DuplicateReason,
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
    /// SHA-256 of what was looked at, if it was.
    pub sha256: Option<String>,
    /// As in the preview.
    pub kind: Option<String>,
    /// As in the preview.
    pub encoding: Option<String>,
    /// The body, for a file that names none.
    pub body: Option<String>,
    /// What to do when the library has it already; `None` refuses.
    pub on_duplicate: Option<OnDuplicate>,
    /// Splits of speakers, by index of the remark.
    pub speakers: Vec<SpeakerSplit>,
    /// Indices of proposed decisions to leave out.
    pub without_decisions: Vec<usize>,
    /// Indices of proposed follow-ups to leave out.
    pub without_follow_ups: Vec<usize>,
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
