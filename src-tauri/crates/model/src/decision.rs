//! Decisions: what was decided on one agenda item, in which words, and what it approves.
//!
//! Invariants: a decision that the program found is [`ProposalStatus::Proposed`] until a named
//! person confirms it; its words are a quotation of a remark, held by quote, context and hash.

use serde::{Deserialize, Serialize};

use crate::id::{AgendaItemId, DecisionId, EvidenceId, InitiativeId, MeetingId, RemarkId};

/// How an agenda item ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 承認
    Approved,
    /// 了承
    Acknowledged,
    /// 決定
    Decided,
    /// 修正のうえ承認
    Amended,
    /// 継続
    Continued,
    /// 報告のみ
    Reported,
    /// 否決
    Rejected,
    /// 記録なし: a state of its own, never an empty cell.
    NoneRecorded,
}

impl Outcome {
    /// Every outcome, in the order of the type.
    pub const ALL: [Self; 8] = [
        Self::Approved,
        Self::Acknowledged,
        Self::Decided,
        Self::Amended,
        Self::Continued,
        Self::Reported,
        Self::Rejected,
        Self::NoneRecorded,
    ];

    /// The name in JSON and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Acknowledged => "acknowledged",
            Self::Decided => "decided",
            Self::Amended => "amended",
            Self::Continued => "continued",
            Self::Reported => "reported",
            Self::Rejected => "rejected",
            Self::NoneRecorded => "none_recorded",
        }
    }

    /// The word on screen.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Approved => "承認",
            Self::Acknowledged => "了承",
            Self::Decided => "決定",
            Self::Amended => "修正のうえ承認",
            Self::Continued => "継続",
            Self::Reported => "報告のみ",
            Self::Rejected => "否決",
            Self::NoneRecorded => "記録なし",
        }
    }

    /// Reads [`Self::code`] or [`Self::japanese`].
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == text || outcome.japanese() == text)
    }
}

/// Whether a person has confirmed what the program proposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ProposalStatus {
    /// Found by the program.
    Proposed,
    /// Confirmed by a named person.
    Confirmed,
    /// Refused by a person; its number is not used again.
    Dismissed,
}

/// What was decided on one agenda item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Decision {
    /// Identity.
    pub id: DecisionId,
    /// The meeting that decided.
    pub meeting_id: MeetingId,
    /// The item decided on.
    pub agenda_item_id: AgendaItemId,
    /// 1, 2, 3 … within the meeting: gapless, never reused. Printed after the meeting's label: R4-1-2.
    pub serial: u32,
    /// How it ended.
    pub outcome: Outcome,
    /// The deciding word as said: 「承認」.
    pub phrase: String,
    /// The verbatim words, empty for a decision without words in the record.
    pub quote: String,
    /// A condition as said: 「…を条件に」.
    pub condition: Option<String>,
    /// Whether it is confirmed.
    pub status: ProposalStatus,
    /// Name of the person who confirmed it.
    pub confirmed_by: Option<String>,
    /// When, in UTC microseconds since 1970.
    #[ts(type = "number | null")]
    pub confirmed_at: Option<i64>,
    /// The earlier decision that this one replaces.
    pub supersedes: Option<DecisionId>,
}

/// The exact span of a remark that carries a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Evidence {
    /// Identity.
    pub id: EvidenceId,
    /// The decision it carries.
    pub decision_id: DecisionId,
    /// The remark it is taken from.
    pub remark_id: RemarkId,
    /// The words, verbatim, in the remark's plain text ([`crate::body::plain`]).
    pub quote: String,
    /// Up to 32 characters before it, which tell equal quotations apart.
    pub prefix: String,
    /// Up to 32 characters after it.
    pub suffix: String,
    /// SHA-256 (hex) of the plain text of the remark it was taken from.
    pub remark_sha256: String,
}

/// Whether the words that carry a decision stand in the record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceState {
    /// No words are marked.
    #[default]
    None,
    /// All words stand where they were marked.
    Intact,
    /// Some are not there any more: a person has to settle it.
    Broken,
}

/// Characters of context that an [`Evidence`] keeps on either side.
pub const CONTEXT_CHARS: usize = 32;

/// How a decision bears on an initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// 承認する
    Approves,
    /// 改める
    Amends,
    /// 報告を受ける
    ReportsOn,
    /// 指示する
    Instructs,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 4] = [Self::Approves, Self::Amends, Self::ReportsOn, Self::Instructs];

    /// The name in JSON, on the command line and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Approves => "approves",
            Self::Amends => "amends",
            Self::ReportsOn => "reports_on",
            Self::Instructs => "instructs",
        }
    }

    /// Reads [`Self::code`].
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.code() == text)
    }
}

/// Whether a link is proposed or confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkStatus {
    /// Suggested by the program.
    Proposed,
    /// Made or accepted by a person.
    Confirmed,
}

/// A decision's tie to an initiative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DecisionLink {
    /// The decision.
    pub decision_id: DecisionId,
    /// The initiative.
    pub initiative_id: InitiativeId,
    /// How the one bears on the other.
    pub relation: Relation,
    /// Who stands behind it.
    pub status: LinkStatus,
}
