//! Decisions: the register, confirming, and the tie to initiatives.

use gijicho_model::{
    AgendaItemId, DecisionId, EvidenceId, EvidenceState, InitiativeId, LinkStatus, Outcome, ProposalStatus, Relation,
    RemarkId,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::drafting::WordsInput;
use super::{AgendaRef, MeetingRef};

/// Which rows of the register are wanted, and in which order. Nothing said of something keeps all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DecisionsAsk {
    /// Fiscal years as typed: `R4`, `2022`, `R4..R6`, `R4..`; those of any of them.
    #[ts(optional, as = "Option<_>")]
    pub fiscal_years: Vec<String>,
    /// Part of a body's name.
    #[ts(optional, as = "Option<_>")]
    pub body: String,
    /// How the item ended.
    #[ts(optional = nullable)]
    pub outcome: Option<Outcome>,
    /// What a person has said of it.
    #[ts(optional = nullable)]
    pub standing: Option<Standing>,
    /// Whether the decision is tied to an initiative; a proposal that is not counts in neither.
    #[ts(optional = nullable)]
    pub is_linked: Option<bool>,
    /// An initiative's id, the beginning of one that is unique, or its number: what is tied to it.
    #[ts(optional, as = "Option<_>")]
    pub initiative: String,
    /// Words that stand in the number, the item, the decision's words, its condition or its speaker:
    /// all of them, however they are written.
    #[ts(optional, as = "Option<_>")]
    pub text: String,
    /// The order.
    #[ts(optional, as = "Option<_>")]
    pub order: RegisterOrder,
    /// The other way round.
    #[ts(optional, as = "Option<_>")]
    pub is_turned: bool,
}

/// What a person has said of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A decision waits to be confirmed.
    Proposed,
    /// A person stands behind the decision.
    Confirmed,
    /// The minutes are not final, there is no decision, and nobody has said 記録なし.
    Open,
}

/// In which order the register stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RegisterOrder {
    /// The newest meeting first, its items as printed.
    #[default]
    Date,
    /// By the decision's number; items without one at the end.
    Number,
    /// By the title of the item.
    Agenda,
    /// By how the item ended.
    Outcome,
}

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
    /// Whether the words stand in the record.
    #[serde(default)]
    pub evidence: EvidenceState,
    /// The earlier decision that this one replaces.
    #[serde(default)]
    pub supersedes: Option<DecisionRef>,
    /// The decision that replaces this one.
    #[serde(default)]
    pub superseded_by: Option<DecisionRef>,
    /// Whether the minutes are not final.
    #[serde(default)]
    pub in_work: bool,
    /// For an item without a decision: whether a person has said that none is recorded.
    #[serde(default)]
    pub none_confirmed: bool,
    /// What it approves.
    pub initiatives: Vec<LinkRow>,
}

/// A decision by its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DecisionRef {
    /// Identity.
    pub id: DecisionId,
    /// `R4-1-1`.
    pub number: String,
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

/// A person stands behind a proposed decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DecisionConfirm {
    /// Id, the beginning of one that is unique, or `R4-1-1`.
    pub decision: String,
    /// The words that the person has before her; where the decision has others by now, nothing is confirmed.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub words: Option<String>,
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
    /// How often a decision was tied to it, or to its namesake in another plan, before.
    pub accepted: u32,
}

/// Marks words as what carries decisions: one remark may decide many items, and several spans one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DecisionBind {
    /// The words, in the order in which they are quoted.
    pub words: Vec<WordsInput>,
    /// What they decide.
    pub targets: Vec<BindTarget>,
}

/// A decision that words are marked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BindTarget {
    /// A new decision on an item, confirmed by the person at work.
    New {
        /// The item.
        item: AgendaItemId,
        /// How it ended.
        outcome: Outcome,
        /// The deciding word; the word of the outcome where it is empty.
        #[serde(default)]
        phrase: String,
        /// A condition as said.
        #[serde(default)]
        condition: Option<String>,
    },
    /// A decision that is there; the words are added to what it has.
    Existing {
        /// Which.
        decision: DecisionId,
    },
}

/// Changes what is known beside a decision's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DecisionAmend {
    /// A decision's id or number.
    pub decision: String,
    /// A condition as said; `None` for none.
    pub condition: Option<String>,
    /// Id or number of the earlier decision that this one replaces; empty or `None` for none.
    pub supersedes: Option<String>,
}

/// Says, or takes back, that the record holds no decision on an item (記録なし).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoneRecorded {
    /// The item.
    pub item: AgendaItemId,
    /// What is said.
    pub none_recorded: bool,
}

/// Words that are not in their remarks any more, newest meeting first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BrokenList {
    /// Newest meeting first, then by decision.
    pub broken: Vec<BrokenRow>,
}

/// Words that are not in their remark any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BrokenRow {
    /// The evidence.
    pub evidence: EvidenceId,
    /// Its decision.
    pub decision: DecisionRef,
    /// The meeting.
    pub meeting: MeetingRef,
    /// The item decided on.
    pub agenda: AgendaRef,
    /// The remark that held the words.
    pub remark: RemarkId,
    /// Who said them, as printed.
    pub speaker: Option<String>,
    /// The words as they were.
    pub quote: String,
    /// The remark as it is, in plain text.
    pub text: String,
    /// What the words may have become.
    pub nearest: Option<WordsInput>,
}

/// What becomes of words that are not there any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EvidenceSettle {
    /// The evidence.
    pub evidence: EvidenceId,
    /// What becomes of it.
    pub verdict: EvidenceVerdict,
}

/// What becomes of words that are not there any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EvidenceVerdict {
    /// Other words of the same meeting carry the decision.
    Words {
        /// The words.
        words: WordsInput,
    },
    /// The decision does without them.
    Remove,
}
