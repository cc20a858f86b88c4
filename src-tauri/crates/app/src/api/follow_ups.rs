//! Follow-ups: what was asked of whom, and whether it was answered.

use gijicho_model::{FiscalYear, FollowUp, FollowUpId, Half, InitiativeId, ProgressId, RemarkId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AgendaRef, MeetingRef};

/// Every follow-up, newest meeting first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUpList {
    /// Newest meeting first.
    pub follow_ups: Vec<FollowUpRow>,
}

/// A follow-up with where it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUpRow {
    /// The follow-up.
    #[serde(flatten)]
    pub follow_up: FollowUp,
    /// The meeting.
    pub meeting: MeetingRef,
    /// The item under which it was asked.
    pub agenda: Option<AgendaRef>,
    /// Who asked, as printed.
    pub speaker: String,
    /// What answered it, where that is known.
    #[serde(default)]
    pub answer: Option<AnswerRef>,
    /// Whether it is open and was due before today.
    #[serde(default)]
    pub overdue: bool,
    /// Whether it is open and a body met again since.
    #[serde(default)]
    pub carried_over: bool,
}

/// Where a follow-up was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerRef {
    /// In a meeting.
    Remark {
        /// The meeting.
        meeting: MeetingRef,
        /// The remark.
        remark: RemarkId,
    },
    /// In a report on an initiative.
    Report {
        /// The initiative.
        initiative: InitiativeId,
        /// Its title.
        title: String,
        /// The year reported on.
        fiscal_year: FiscalYear,
        /// The half reported on.
        half: Half,
    },
}

/// Names a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUpNamed {
    /// Which.
    pub follow_up: FollowUpId,
}

/// Whom a follow-up addresses, and when it is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUpEdit {
    /// Which.
    pub follow_up: FollowUpId,
    /// The department; empty where none is addressed.
    pub addressee: String,
    /// Era or western date as typed; empty where it is not due on a day.
    pub due_on: String,
}

/// What may answer a follow-up, best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AnswerCandidates {
    /// Best first; then what was said right after.
    pub candidates: Vec<AnswerCandidate>,
}

/// Later words that may answer a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AnswerCandidate {
    /// The remark, where it is one.
    pub remark: Option<RemarkId>,
    /// The report, where it is one.
    pub progress: Option<ProgressId>,
    /// Where it stands.
    pub place: AnswerRef,
    /// Who said it, as printed, or the initiative.
    pub heading: String,
    /// The beginning of the words.
    pub text: String,
    /// The words shared with what was asked.
    pub words: Vec<String>,
}

/// What a person says of a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUpSettle {
    /// Which.
    pub follow_up: FollowUpId,
    /// What of it.
    pub verdict: Verdict,
}

/// What a person says of a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Verdict {
    /// It is one.
    Confirm,
    /// It is none.
    Dismiss,
    /// It is answered: by this remark or this report, if one is named.
    Answer {
        /// The answering remark.
        remark: Option<RemarkId>,
        /// The answering report on an initiative; counts where no remark is named.
        #[serde(default)]
        #[ts(optional)]
        progress: Option<ProgressId>,
    },
    /// It is open again.
    Reopen,
}
