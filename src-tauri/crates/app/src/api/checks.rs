//! 体裁チェック: what should be looked at before minutes go out.

use gijicho_model::{AgendaItemId, MeetingId, RemarkId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::MeetingRef;

/// Which meetings to check.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckAsk {
    /// A meeting's id, date or label; every meeting in work when not given.
    pub meeting: Option<String>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckReport {
    /// What should be looked at, in the order of the record.
    pub findings: Vec<CheckFinding>,
    /// What a person lets stand.
    pub waived: Vec<CheckFinding>,
}

/// Something that should be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckFinding {
    /// Where it stands.
    pub meeting: MeetingRef,
    /// Name of the rule: `weekday`, `outcome` …
    pub rule: String,
    /// The place as people say it: 「議題１　●岬道路保全課長」.
    pub place: String,
    /// The item, where it is about one.
    pub item: Option<AgendaItemId>,
    /// The remark, where it is about one.
    pub remark: Option<RemarkId>,
    /// The words; empty where it is about the whole.
    pub quote: String,
    /// Where the words begin, in characters of the plain text; `None` outside of a body.
    #[ts(type = "number | null")]
    pub at: Option<usize>,
    /// What is wrong, and what would be right.
    pub reason: String,
    /// What would stand instead of the words, where that is certain.
    pub fix: Option<String>,
    /// What it is recognised by when it is let stand.
    pub key: String,
    /// Why it is let stand, where it is.
    pub waived: Option<String>,
}

/// Lets a finding stand, or looks at it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WaiveRequest {
    /// The meeting.
    pub meeting: MeetingId,
    /// What the finding is recognised by.
    pub key: String,
    /// Why it may stand; `None` looks at it again.
    pub reason: Option<String>,
}

/// A person's own list of how words are to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckWords {
    /// One entry a line: 「書かれ方 TAB 改める形」; an empty second part takes a built-in entry off.
    pub lines: String,
}
