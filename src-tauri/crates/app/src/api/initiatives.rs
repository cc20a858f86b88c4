//! Initiatives: the plans as trees, and one initiative as of any date.

use chrono::NaiveDate;
use gijicho_model::{
    Activity, DecisionId, FiscalYear, Indicator, Initiative, InitiativeId, InitiativeKind, Plan, PlanId, Progress,
    Schedule,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::decisions::DecisionRow;
use super::follow_ups::FollowUpRow;
use super::planning::RelationOf;

/// Every plan with its tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InitiativeList {
    /// Plans, newest first.
    pub plans: Vec<Plan>,
    /// Nodes of all plans: plan by plan, depth first.
    pub initiatives: Vec<InitiativeRow>,
}

/// A node of a plan's tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InitiativeRow {
    /// Identity.
    pub id: InitiativeId,
    /// Its plan.
    pub plan: PlanId,
    /// The node above it.
    pub parent: Option<InitiativeId>,
    /// What it is.
    pub kind: InitiativeKind,
    /// Number as printed, half-width.
    pub number: String,
    /// As printed.
    pub title: String,
    /// The headings above it, outermost first.
    pub path: Vec<String>,
    /// Departments in charge.
    pub departments: Vec<String>,
    /// Confirmed decisions tied to it.
    pub decisions: u32,
    /// Version of the row.
    #[ts(type = "number")]
    pub version: i64,
}

/// Names an initiative and, optionally, the day as of which it is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InitiativeShow {
    /// An id, the beginning of one that is unique, or a number.
    pub initiative: String,
    /// Era or western date as typed.
    #[serde(default)]
    pub as_of: Option<String>,
    /// What the library knew at the end of this day; what it knows now where it is not given.
    #[serde(default)]
    pub known_on: Option<String>,
}

/// One initiative, as of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InitiativeView {
    /// The node.
    pub initiative: Initiative,
    /// Its plan.
    pub plan: Plan,
    /// The headings above it.
    pub path: Vec<String>,
    /// The nodes below it, depth first, itself first.
    pub nodes: Vec<Initiative>,
    /// Schedule cells of these nodes.
    pub schedule: Vec<Schedule>,
    /// Activities of these nodes.
    pub activities: Vec<Activity>,
    /// Reports known by that day.
    pub progress: Vec<Progress>,
    /// Confirmed decisions by that day, oldest first.
    pub decisions: Vec<DecisionRow>,
    /// Of these, the ones that a later decision replaced by that day.
    pub replaced: Vec<DecisionId>,
    /// Decisions that were proposed but not confirmed, by that day.
    pub pending: Vec<DecisionRow>,
    /// The day, where one was asked for.
    #[ts(type = "string | null")]
    pub as_of: Option<NaiveDate>,
    /// How many decisions and reports are later than that day and not shown.
    pub later: u32,
    /// The day whose knowledge counts, where one was asked for.
    #[ts(type = "string | null")]
    pub known_on: Option<NaiveDate>,
    /// Decisions after that day, oldest first.
    pub later_decisions: Vec<DecisionRow>,
    /// Reports that came after that day, oldest first.
    pub later_progress: Vec<Progress>,
    /// Years that the schedule spans.
    pub years: Vec<FiscalYear>,
    /// Ties to other initiatives, as they are now.
    pub relations: Vec<RelationOf>,
}

/// Names an initiative whose history is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InitiativeNamed {
    /// An id, the beginning of one that is unique, or a number.
    pub initiative: String,
}

/// What belongs to an initiative's history beside its decisions and reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InitiativeEvents {
    /// What was asked for on the items whose decisions are tied to it, oldest first.
    pub instructions: Vec<FollowUpRow>,
    /// The plans in which it, or what it continues, stands, oldest first.
    pub plans: Vec<PlanPoint>,
    /// Its indicators, and those of the nodes right below it.
    pub indicators: Vec<Indicator>,
}

/// A plan in which an initiative stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanPoint {
    /// The initiative in that plan.
    pub initiative: InitiativeId,
    /// Its number there.
    pub number: String,
    /// Its title there.
    pub title: String,
    /// Title of the plan.
    pub plan: String,
    /// 1, 2, … among plans of the same title and year.
    pub version: u32,
    /// The year of the plan.
    pub fiscal_year: FiscalYear,
    /// The day printed on it.
    #[ts(type = "string | null")]
    pub issued_on: Option<NaiveDate>,
}
