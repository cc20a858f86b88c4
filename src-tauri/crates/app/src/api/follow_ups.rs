//! Follow-ups: what was asked of whom, and whether it was answered.

use gijicho_model::{FollowUp, FollowUpId, RemarkId};
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
    /// It is answered, by this remark if one is named.
    Answer {
        /// The answering remark.
        remark: Option<RemarkId>,
    },
    /// It is open again.
    Reopen,
}
