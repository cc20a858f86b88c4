//! Writing minutes: what the editor shows, and everything that it can change.
//!
//! Bodies of remarks cross this boundary as plain text, one block a line, items with their 「・」.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gijicho_model::{
    AgendaItemId, DecisionId, DocumentId, EvidenceId, FollowUpId, MeetingId, MeetingRecord, Outcome, RemarkId,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Done;
use super::meetings::DecisionNumber;

/// A meeting ready to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EditorView {
    /// Everything that is kept of it.
    pub record: MeetingRecord,
    /// The title to show.
    pub title: String,
    /// `R4-1`.
    pub label: String,
    /// The bodies of the remarks as plain text, in the order of `record.remarks`.
    pub texts: Vec<String>,
    /// Version of every row that can be edited, by id.
    #[ts(type = "Record<string, number>")]
    pub versions: BTreeMap<String, i64>,
    /// Remarks whose speaker a person should split.
    pub unsure: Vec<RemarkId>,
    /// The number that people see of each decision.
    pub numbers: Vec<DecisionNumber>,
    /// Evidence whose words are not in its remark any more.
    pub broken: Vec<EvidenceId>,
    /// Names of the files that are attached to documents.
    pub files: Vec<AttachedFile>,
    /// What earlier meetings of the body asked for and nobody has answered.
    pub carried: Vec<CarriedFollowUp>,
    /// Why a finalised record stands open again.
    pub correction: Option<String>,
    /// Number of the last change that this view has seen.
    #[ts(type = "number")]
    pub seq: i64,
}

/// A file that is attached to a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AttachedFile {
    /// The document.
    pub document: DocumentId,
    /// Name of the file, without its folder.
    pub name: String,
}

/// A follow-up of an earlier meeting that is still open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarriedFollowUp {
    /// Identity.
    pub id: FollowUpId,
    /// The meeting that asked.
    pub meeting: MeetingId,
    /// `R4-1`.
    pub label: String,
    /// The remark that asked.
    pub remark: RemarkId,
    /// The asking words.
    pub quote: String,
    /// Who asked, as printed.
    pub asked_by: Option<String>,
    /// The department addressed.
    pub addressee: String,
    /// When it is due.
    #[ts(type = "string | null")]
    pub due_on: Option<NaiveDate>,
}

/// Something to change in the minutes of a meeting, as one operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EditRequest {
    /// The meeting.
    pub meeting: MeetingId,
    /// What to change.
    pub edit: Edit,
    /// The burst of typing that it belongs to, a UUID: one burst is undone as one step.
    #[serde(default)]
    pub burst: Option<String>,
    /// The caller's number for the operation, a UUID: a repeated call does nothing twice.
    #[serde(default)]
    pub op_id: Option<String>,
}

/// What can be changed. `base` is the version of the row that the caller has seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Edit {
    /// The head of the minutes.
    Head {
        /// Version seen.
        #[ts(type = "number")]
        base: i64,
        /// What it shall say.
        head: HeadInput,
    },
    /// Whether the draft is on its round.
    Round {
        /// Version of the meeting seen.
        #[ts(type = "number")]
        base: i64,
        /// True for 確認, false for 案.
        in_review: bool,
    },
    /// Puts a new remark somewhere.
    RemarkAdd {
        /// Where.
        place: PlaceInput,
        /// What it says.
        text: RemarkInput,
    },
    /// Writes a remark anew.
    RemarkWrite {
        /// Which.
        remark: RemarkId,
        /// Version seen.
        #[ts(type = "number")]
        base: i64,
        /// What it shall say.
        text: RemarkInput,
    },
    /// Cuts a remark in two.
    RemarkSplit {
        /// Which.
        remark: RemarkId,
        /// Version seen.
        #[ts(type = "number")]
        base: i64,
        /// What stays.
        first: String,
        /// What becomes a remark of its own.
        second: String,
    },
    /// Joins a remark to the one before it in its item.
    RemarkJoin {
        /// Which.
        remark: RemarkId,
        /// Version seen.
        #[ts(type = "number")]
        base: i64,
    },
    /// Moves a remark within the meeting.
    RemarkMove {
        /// Which.
        remark: RemarkId,
        /// Version seen.
        #[ts(type = "number")]
        base: i64,
        /// Where to.
        place: PlaceInput,
    },
    /// Deletes a remark.
    RemarkDelete {
        /// Which.
        remark: RemarkId,
        /// Version seen.
        #[ts(type = "number")]
        base: i64,
        /// Whether the evidence and follow-ups that hang on it may go with it.
        #[serde(default)]
        accept_losses: bool,
    },
    /// Puts pasted lines in as remarks and items, as the importer reads them.
    Paste {
        /// Where.
        place: PlaceInput,
        /// The lines.
        text: String,
    },
    /// Adds an item of the agenda.
    ItemAdd {
        /// The item that it stands before; `None` for the end.
        before: Option<AgendaItemId>,
        /// What it says.
        text: ItemInput,
    },
    /// Turns an empty remark into an item: what follows in its item becomes the new one's.
    ItemFromRemark {
        /// The remark, which goes.
        remark: RemarkId,
        /// Version of the remark seen.
        #[ts(type = "number")]
        base: i64,
        /// What the item says.
        text: ItemInput,
    },
    /// Writes an item anew.
    ItemWrite {
        /// Which.
        item: AgendaItemId,
        /// Version seen.
        #[ts(type = "number")]
        base: i64,
        /// What it shall say.
        text: ItemInput,
    },
    /// Moves an item with its remarks.
    ItemMove {
        /// Which.
        item: AgendaItemId,
        /// Version seen.
        #[ts(type = "number")]
        base: i64,
        /// The item that it shall stand before; `None` for the end.
        before: Option<AgendaItemId>,
    },
    /// Deletes an item; its remarks go to the end of the item before it.
    ItemDelete {
        /// Which.
        item: AgendaItemId,
        /// Version seen.
        #[ts(type = "number")]
        base: i64,
        /// Whether its decisions may go with it, with their evidence and ties.
        #[serde(default)]
        accept_losses: bool,
    },
    /// Says, or takes back, that an item is meant to have no decision (記録なし).
    NoneRecorded {
        /// Which.
        item: AgendaItemId,
        /// Version seen.
        #[ts(type = "number")]
        base: i64,
        /// What is said.
        none_recorded: bool,
    },
    /// Writes a decision down, confirmed by the person at work.
    DecisionAdd {
        /// The item decided on.
        item: AgendaItemId,
        /// How it ended.
        outcome: Outcome,
        /// The deciding word.
        phrase: String,
        /// The words that carry it.
        words: Vec<WordsInput>,
    },
    /// Writes a decision anew, and binds it to other words where some are given.
    DecisionWrite {
        /// Which.
        decision: DecisionId,
        /// Version seen.
        #[ts(type = "number")]
        base: i64,
        /// The item decided on.
        item: AgendaItemId,
        /// How it ended.
        outcome: Outcome,
        /// The deciding word.
        phrase: String,
        /// A condition as said.
        condition: Option<String>,
        /// New words in place of the old ones; empty leaves them.
        words: Vec<WordsInput>,
    },
    /// Writes a follow-up down.
    FollowUpAdd {
        /// The asking words.
        words: WordsInput,
        /// The department addressed.
        addressee: String,
        /// When it is due, as typed; empty where nothing was said.
        due_on: String,
    },
    /// Adds a document to the list of the meeting, with a file where one is given.
    DocumentAdd {
        /// 「資料１」.
        label: String,
        /// Its title.
        title: String,
        /// A file to keep with it.
        path: Option<String>,
    },
    /// Deletes a document from the list. An attached file stays in the library.
    DocumentDelete {
        /// Which.
        document: DocumentId,
        /// Version seen.
        #[ts(type = "number")]
        base: i64,
    },
    /// Attaches a file to a document.
    DocumentAttach {
        /// Which.
        document: DocumentId,
        /// Version seen.
        #[ts(type = "number")]
        base: i64,
        /// The file.
        path: String,
    },
    /// Writes the bodies of several remarks anew, as one step: replacing, normalising.
    Rewrite {
        /// What it is called in the menu.
        label: String,
        /// The bodies.
        bodies: Vec<BodyInput>,
    },
    /// Proposes decisions and follow-ups that the words carry and that nobody has written down.
    Propose,
}

/// A new body of a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BodyInput {
    /// Which remark.
    pub remark: RemarkId,
    /// Version seen.
    #[ts(type = "number")]
    pub base: i64,
    /// Plain text.
    pub text: String,
}

/// Words that a person has marked in a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WordsInput {
    /// The remark.
    pub remark: RemarkId,
    /// The words, verbatim in its plain text.
    pub quote: String,
    /// Where they begin, in characters of the plain text; the first place when not given.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub at: Option<usize>,
}

/// Where a remark stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlaceInput {
    /// The item; `None` before the first one.
    pub item: Option<AgendaItemId>,
    /// The remark of that item that it stands before; `None` for the end of the item.
    pub before: Option<RemarkId>,
}

/// What a person types of a remark.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RemarkInput {
    /// The mark; `None` for a passage without one.
    pub mark: Option<String>,
    /// The speaker as it is to print; empty for none.
    pub speaker: String,
    /// Name and post, where a person has chosen them; told from the printed text otherwise.
    #[serde(default)]
    pub split: Option<SplitInput>,
    /// In parentheses after the speaker, without them; empty for none.
    pub note: String,
    /// Plain text.
    pub text: String,
}

/// A speaker split into name and post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SplitInput {
    /// Family name.
    pub name: String,
    /// Post.
    pub post: String,
}

/// What a person types of an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ItemInput {
    /// From 1.
    pub depth: u32,
    /// As printed: 「議題１」; empty for none. The number is read from it.
    pub label: String,
    /// As printed.
    pub title: String,
}

/// What a person types of the head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeadInput {
    /// As printed; empty where the minutes have none.
    pub title: String,
    /// 第N回.
    pub ordinal: Option<u32>,
    /// As typed: era or western.
    pub held_on: String,
    /// As typed: 「10:30」, 「午前10時」; empty where not known.
    pub starts_at: String,
    /// As typed.
    pub ends_at: String,
    /// Where; empty where not known.
    pub place: String,
    /// Names as they are to print.
    pub attendees: Vec<String>,
    /// What the marks mean.
    pub legend: Vec<LegendLine>,
    /// The numbered lines under the title as they are to print, 「開催日：令和６年…」 each; one without text says what
    /// the fields say. Empty for lines that are made from the fields alone, `None` to leave them.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub lines: Option<Vec<String>>,
}

/// What a mark means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LegendLine {
    /// ●
    pub mark: String,
    /// 「議題提出部局の説明・回答」
    pub meaning: String,
}

/// How an edit ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Edited {
    /// It is done.
    Done(EditDone),
    /// Somebody else has changed the row; nothing was written.
    Conflict(EditConflict),
}

/// An edit that is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EditDone {
    /// What it is called in the menu, and its number.
    #[serde(flatten)]
    pub done: Done,
    /// The row that it made, if it made one, or, of a join, the remark that is left.
    pub row: Option<String>,
    /// New versions of the rows that it wrote, by id.
    #[ts(type = "Record<string, number>")]
    pub versions: BTreeMap<String, i64>,
}

/// Two changes to one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EditConflict {
    /// The row.
    pub row: String,
    /// Version of what is there now; `None` when the row is gone.
    #[ts(type = "number | null")]
    pub version: Option<i64>,
    /// The fields that are not the same on all sides.
    pub fields: Vec<ConflictField>,
}

/// One field of a conflict. `None` where a side has no row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConflictField {
    /// `body`, `speaker`, `title` …
    pub field: String,
    /// What both had seen.
    pub base: Option<String>,
    /// What the caller wanted.
    pub mine: Option<String>,
    /// What is there now.
    pub theirs: Option<String>,
}
