//! Follow-ups (宿題・指示事項): what a remark asked somebody to do.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::decision::ProposalStatus;
use crate::id::{FollowUpId, MeetingId, ProgressId, RemarkId};

/// How far a follow-up has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpState {
    /// 未回答
    Open,
    /// 回答済み
    Answered,
}

/// What a ☆ remark asked somebody to do, and the later remark or report that answers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FollowUp {
    /// Identity.
    pub id: FollowUpId,
    /// The meeting at which it was asked.
    pub meeting_id: MeetingId,
    /// The remark that asks.
    pub remark_id: RemarkId,
    /// The asking words, verbatim in the remark's plain text.
    pub quote: String,
    /// The department addressed, as said; empty where the words name none.
    pub addressee: String,
    /// When it is due, if a date was said.
    #[ts(type = "string | null")]
    pub due_on: Option<NaiveDate>,
    /// How far it has come.
    pub state: FollowUpState,
    /// Whether a person has confirmed that it is one.
    pub status: ProposalStatus,
    /// The remark that answers it.
    pub answered_by: Option<RemarkId>,
    /// The report on an initiative that answers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answered_by_progress: Option<ProgressId>,
}
