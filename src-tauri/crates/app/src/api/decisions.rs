//! Decisions: the register, confirming, and the tie to initiatives.

use gijicho_model::{DecisionId, InitiativeId, LinkStatus, Outcome, ProposalStatus, Relation, RemarkId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AgendaRef, MeetingRef};

/// The register: every agenda item with how it ended, newest meeting first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DecisionList {
    /// One row for each decision, and one for each item without any.
    pub decisions: Vec<DecisionRow>,
}

/// A row of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DecisionRow {
    /// Identity; `None` for an item without a decision.
    pub id: Option<DecisionId>,
    /// `R4-1-1`; `None` for an item without a decision.
    pub number: Option<String>,
    /// The meeting that decided.
    pub meeting: MeetingRef,
    /// The item decided on.
    pub agenda: AgendaRef,
    /// How it ended; `none_recorded` for an item without a decision.
    pub outcome: Outcome,
    /// The deciding word as said.
    pub phrase: String,
    /// The verbatim words.
    pub quote: String,
    /// A condition as said.
    pub condition: Option<String>,
    /// Whether it is confirmed; `None` for an item without a decision.
    pub status: Option<ProposalStatus>,
    /// Name of the person who confirmed it.
    pub confirmed_by: Option<String>,
    /// When, in UTC microseconds.
    #[ts(type = "number | null")]
    pub confirmed_at: Option<i64>,
    /// The remark that carries the words.
    pub remark: Option<RemarkId>,
    /// Who said the words, as printed.
    pub speaker: Option<String>,
    /// What it approves.
    pub initiatives: Vec<LinkRow>,
}

/// A tie to an initiative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkRow {
    /// The initiative.
    pub id: InitiativeId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// How the decision bears on it.
    pub relation: Relation,
    /// Who stands behind the tie.
    pub status: LinkStatus,
}

/// Names a decision: an id, the beginning of one that is unique, or `R4-1-1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DecisionNamed {
    /// See above.
    pub decision: String,
}

/// Ties a decision to an initiative, or unties it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkRequest {
    /// A decision's id or number.
    pub decision: String,
    /// An initiative's id, the beginning of one that is unique, or its number.
    pub initiative: String,
    /// How the decision bears on it.
    #[serde(default = "approves")]
    pub relation: Relation,
}

fn approves() -> Relation {
    Relation::Approves
}

/// Initiatives that a decision may be about, best first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Suggestions {
    /// Best first.
    pub suggestions: Vec<Suggestion>,
}

/// An initiative that a decision may be about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Suggestion {
    /// The initiative.
    pub id: InitiativeId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The headings above it.
    pub path: Vec<String>,
    /// 0 to 1.
    pub score: f32,
    /// The words that speak for it.
    pub words: Vec<String>,
}
