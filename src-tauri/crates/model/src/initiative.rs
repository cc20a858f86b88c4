//! Plans and initiatives: the tree that decisions approve, its schedule and its progress.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::fiscal::{FiscalYear, Half};
use crate::id::{ActivityId, IndicatorId, InitiativeId, PlanId, ProgressId};

/// A plan (計画) or a progress table that stands beside one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Plan {
    /// Identity.
    pub id: PlanId,
    /// As printed.
    pub title: String,
    /// The year it is for.
    pub fiscal_year: FiscalYear,
    /// The date printed on it.
    #[ts(type = "string | null")]
    pub issued_on: Option<NaiveDate>,
    /// The department printed on it; empty where none is.
    pub issued_by: String,
}

/// What a node of the plan's tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum InitiativeKind {
    /// 柱: a heading over initiatives.
    Pillar,
    /// 具体的取組: what decisions approve.
    Initiative,
    /// 取組項目: a part of an initiative.
    Item,
}

/// A node of the tree 柱 → 具体的取組 → 取組項目.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Initiative {
    /// Identity.
    pub id: InitiativeId,
    /// Its plan.
    pub plan_id: PlanId,
    /// The node above it.
    pub parent_id: Option<InitiativeId>,
    /// What it is.
    pub kind: InitiativeKind,
    /// Place among all nodes of the plan, from 0, depth first.
    pub position: u32,
    /// Number as printed, half-width: "1", "2-(1)"; empty where none is printed.
    pub number: String,
    /// As printed.
    pub title: String,
    /// What it is about; empty where the plan does not say.
    pub summary: String,
    /// Departments in charge, as printed.
    pub departments: Vec<String>,
}

/// An activity of the year's plan (年次計画の一行).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Activity {
    /// Identity.
    pub id: ActivityId,
    /// The node it belongs to.
    pub initiative_id: InitiativeId,
    /// Place among the activities of the node, from 0.
    pub position: u32,
    /// As printed, without its months.
    pub text: String,
    /// As printed: 「6月～1月」「通年」; empty where none are.
    pub months: String,
}

/// One cell of the schedule (工程表).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Schedule {
    /// The node it belongs to.
    pub initiative_id: InitiativeId,
    /// The year of the cell.
    pub fiscal_year: FiscalYear,
    /// As printed: 検討, 実施, 順次実施, 随時実施.
    pub phase: String,
}

/// A report on an initiative for a half year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Progress {
    /// Identity.
    pub id: ProgressId,
    /// The initiative.
    pub initiative_id: InitiativeId,
    /// The year reported on.
    pub fiscal_year: FiscalYear,
    /// The half reported on.
    pub half: Half,
    /// Place among the reports of the same initiative and half, from 0.
    pub position: u32,
    /// Date as printed: 「R2.7-8」; empty where none is.
    pub when: String,
    /// As printed.
    pub text: String,
    /// How far it has got, as printed: 「順調」; empty where nothing is.
    #[serde(default)]
    pub status: String,
}

/// A number by which an initiative is measured over the years (指標).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Indicator {
    /// Identity.
    pub id: IndicatorId,
    /// The node it measures.
    pub initiative_id: InitiativeId,
    /// As printed.
    pub name: String,
    /// As printed: 「%」「件」; empty where none is.
    pub unit: String,
    /// Year by year.
    pub values: Vec<IndicatorValue>,
}

/// An indicator in one fiscal year, as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct IndicatorValue {
    /// The year.
    pub fiscal_year: FiscalYear,
    /// 目標; empty where none is.
    pub target: String,
    /// 実績; empty where none is known.
    pub actual: String,
}
