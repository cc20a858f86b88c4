//! Finalising, versions and what differs between them, and comments from the round.

use gijicho_model::{AgendaItemId, MeetingId, RemarkId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Done;

/// Whether minutes can be made final.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Readiness {
    /// What stands in the way; empty when nothing does.
    pub blocks: Vec<ReadyBlock>,
}

/// Something that stands in the way of finalising.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReadyBlock {
    /// `outcome`, `decision`, `follow_up`, `comment` or `evidence`.
    pub code: String,
    /// In Japanese: what and where.
    pub message: String,
    /// The item, where it is about one.
    pub item: Option<AgendaItemId>,
    /// The remark, where it is about one.
    pub remark: Option<RemarkId>,
}

/// Names a version of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VersionAsk {
    /// A meeting's id, date or label.
    pub meeting: String,
    /// From 1.
    pub number: u32,
}

/// Brings an earlier version back, as a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VersionBack {
    /// A meeting's id, date or label.
    pub meeting: String,
    /// The version, from 1.
    pub number: u32,
    /// Why, for the new version.
    pub reason: String,
}

/// Asks what differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CompareAsk {
    /// A meeting's id, date or label.
    pub meeting: String,
    /// The older one; `None` for the record as it stands now.
    pub from: Option<u32>,
    /// The newer one; `None` for the record as it stands now.
    pub to: Option<u32>,
}

/// What differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Comparison {
    /// The older one; `None` for the record as it stands now.
    pub from: Option<u32>,
    /// The newer one.
    pub to: Option<u32>,
    /// Fields of the head.
    pub head: Vec<ValueChange>,
    /// Items and remarks that differ, in the order of the newer version; what is gone stands where it stood.
    pub rows: Vec<RowChange>,
    /// Decisions that differ.
    pub decisions: Vec<ValueChange>,
    /// Ties to initiatives that differ.
    pub links: Vec<ValueChange>,
    /// Decisions whose item or words are among what differs, with what is tied to them.
    pub touched: Vec<Touched>,
    /// Rows that are the same.
    pub unchanged: u32,
}

/// A decision that a change touches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Touched {
    /// 「R4-1-2」
    pub number: String,
    /// Its words.
    pub quote: String,
    /// The initiatives that it is tied to, as 「２ 窓口の見直し」.
    pub initiatives: Vec<String>,
}

/// A value that differs; `None` on the side that does not have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ValueChange {
    /// What it is, as people say it.
    pub name: String,
    /// In the older version.
    pub before: Option<String>,
    /// In the newer one.
    pub after: Option<String>,
}

/// How a row differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowFate {
    /// Only in the newer version.
    Added,
    /// Only in the older one.
    Removed,
    /// The same words in another place.
    Moved,
    /// Other words in the same place.
    Changed,
    /// Other words in another place.
    MovedAndChanged,
}

/// An item or a remark that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowChange {
    /// The row.
    pub id: String,
    /// Whether it is an item of the agenda.
    pub is_item: bool,
    /// How it differs.
    pub fate: RowFate,
    /// The item that it stands under, as printed; empty before the first.
    pub under: String,
    /// Mark, speaker and note, cut where they differ.
    pub heading: Vec<Piece>,
    /// The words, cut where they differ.
    pub words: Vec<Piece>,
}

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Piece {
    /// Where it stands.
    pub side: PieceSide,
    /// Its characters.
    pub text: String,
}

/// Where a stretch of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PieceSide {
    /// In both versions.
    Both,
    /// Only in the older one.
    Before,
    /// Only in the newer one.
    After,
}

/// Comments on the minutes of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CommentList {
    /// In the order in which they came.
    pub comments: Vec<CommentRow>,
}

/// A comment from the round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CommentRow {
    /// Identity.
    pub id: String,
    /// The remark it is about; `None` for the whole, and after the remark was deleted.
    pub remark: Option<RemarkId>,
    /// The words it is about; empty for the whole.
    pub quote: String,
    /// Whether the words are not where they were.
    pub broken: bool,
    /// Who says it.
    pub author: String,
    /// What is said.
    pub text: String,
    /// The words that the author would have instead.
    pub proposed: Option<String>,
    /// What was answered.
    pub answer: String,
    /// Whether a person has settled it.
    pub settled: bool,
    /// Version of the row.
    #[ts(type = "number")]
    pub version: i64,
}

/// Writes a comment down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CommentAdd {
    /// The meeting.
    pub meeting: MeetingId,
    /// The remark it is about; `None` for the whole.
    pub remark: Option<RemarkId>,
    /// The words; empty for the whole.
    pub quote: String,
    /// Who says it.
    pub author: String,
    /// What is said.
    pub text: String,
    /// The words that the author would have instead.
    pub proposed: Option<String>,
}

/// Takes in the comments and tracked changes of a Word document that came back from the round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewTakeIn {
    /// The meeting.
    pub meeting: MeetingId,
    /// The file.
    pub path: String,
}

/// What of a document that came back was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewTaken {
    /// What was done.
    #[serde(flatten)]
    pub done: Done,
    /// Comments and changes that were tied to their words.
    pub tied: u32,
    /// Those whose words were not found exactly once: they stand for the whole, words and all.
    pub loose: u32,
}

/// Answers a comment, settles it or opens it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CommentSettle {
    /// The comment.
    pub id: String,
    /// Version seen.
    #[ts(type = "number")]
    pub base: i64,
    /// What is answered.
    pub answer: String,
    /// Whether that settles it.
    pub settled: bool,
    /// Whether the words that the author would have are taken over.
    pub take_over: bool,
}
