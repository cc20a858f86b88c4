//! Plans as they are worked on: everything in one, and every edit of it.

use std::collections::BTreeMap;

use gijicho_model::{
    Activity, ActivityId, FiscalYear, Half, Indicator, IndicatorId, IndicatorValue, Initiative, InitiativeId,
    InitiativeKind, Plan, PlanId, Progress, ProgressId, Schedule,
};
use gijicho_store::InitiativeRelation;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Done;

/// Names a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanNamed {
    /// The plan.
    pub plan: PlanId,
}

/// A plan ready to be worked on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanView {
    /// The plan.
    pub plan: Plan,
    /// 1, 2, … among plans of the same title and year.
    pub version: u32,
    /// Whether it is a progress table that fits no plan.
    pub is_report: bool,
    /// Its nodes, depth first.
    pub nodes: Vec<Initiative>,
    /// Activities, node by node.
    pub activities: Vec<Activity>,
    /// Schedule, node by node, each node's in printed order.
    pub schedule: Vec<Schedule>,
    /// Reports, node by node, oldest first.
    pub progress: Vec<Progress>,
    /// Indicators, node by node.
    pub indicators: Vec<Indicator>,
    /// Ties to other initiatives.
    pub relations: Vec<RelationOf>,
    /// What became of departments.
    pub successions: Vec<Succession>,
    /// Version of the plan and of every node, activity, report and indicator, by id.
    #[ts(type = "Record<string, number>")]
    pub versions: BTreeMap<String, i64>,
}

/// A tie between two initiatives, seen from one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RelationOf {
    /// The one that it is seen from.
    pub initiative: InitiativeId,
    /// The other one.
    pub other: InitiativeId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The year of its plan.
    pub fiscal_year: FiscalYear,
    /// How the one bears on the other.
    pub relation: RelationKind,
    /// Whether it is the other one that details, continues or replaces this one.
    pub from_other: bool,
}

/// How one initiative bears on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// 具体化する
    Details,
    /// 引き継ぐ
    Continues,
    /// 置き換える
    Replaces,
}

impl From<InitiativeRelation> for RelationKind {
    fn from(relation: InitiativeRelation) -> Self {
        match relation {
            InitiativeRelation::Details => Self::Details,
            InitiativeRelation::Continues => Self::Continues,
            InitiativeRelation::Replaces => Self::Replaces,
        }
    }
}

impl From<RelationKind> for InitiativeRelation {
    fn from(relation: RelationKind) -> Self {
        match relation {
            RelationKind::Details => Self::Details,
            RelationKind::Continues => Self::Continues,
            RelationKind::Replaces => Self::Replaces,
        }
    }
}

/// A department that another one followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Succession {
    /// Identity.
    pub id: String,
    /// What it was called.
    pub from: String,
    /// What it is called, or which department took its work over.
    pub to: String,
    /// The first day of the new one.
    #[ts(type = "string")]
    pub since: chrono::NaiveDate,
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanEditRequest {
    /// What to change.
    pub edit: PlanEdit,
    /// The burst that it belongs to: edits of one burst are undone as one step.
    #[serde(default)]
    pub burst: Option<String>,
    /// The caller's number for it, so that a repeated call does nothing twice.
    #[serde(default)]
    pub op_id: Option<String>,
}

/// The head of a plan, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanInput {
    /// Title.
    pub title: String,
    /// The year it is for, as typed: R6, 2024, 令和６年度.
    pub fiscal_year: String,
    /// The day it was issued, as typed; empty where none is.
    pub issued_on: String,
    /// Who issued it; may be empty.
    pub issued_by: String,
}

/// A node, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NodeInput {
    /// Number; may be empty.
    pub number: String,
    /// Title.
    pub title: String,
    /// What it is about; may be empty.
    pub summary: String,
    /// Departments in charge.
    pub departments: Vec<String>,
}

/// A phase of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PhaseInput {
    /// The year.
    pub fiscal_year: FiscalYear,
    /// Its word.
    pub phase: String,
}

/// A report, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReportInput {
    /// When, as printed; may be empty.
    pub when: String,
    /// 未着手, 取組中, 完了, 遅れ, or another word; may be empty.
    pub status: String,
    /// What was done; may be empty where there is a status.
    pub text: String,
}

/// What can be changed in a plan. `base` is the version of the row that the caller has seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PlanEdit {
    /// A new plan.
    PlanAdd {
        /// Its head.
        text: PlanInput,
    },
    /// The head of a plan.
    PlanWrite {
        /// The plan.
        plan: PlanId,
        /// Its version.
        #[ts(type = "number")]
        base: i64,
        /// The new head.
        text: PlanInput,
    },
    /// A new node.
    NodeAdd {
        /// The plan.
        plan: PlanId,
        /// The node above it.
        parent: Option<InitiativeId>,
        /// The child of `parent` that it stands before; the last where none is named.
        before: Option<InitiativeId>,
        /// What it is.
        of: InitiativeKind,
        /// What it says.
        text: NodeInput,
    },
    /// What a node says.
    NodeWrite {
        /// The node.
        node: InitiativeId,
        /// Its version.
        #[ts(type = "number")]
        base: i64,
        /// The new words.
        text: NodeInput,
    },
    /// Where a node stands, with everything below it.
    NodeMove {
        /// The node.
        node: InitiativeId,
        /// Its version.
        #[ts(type = "number")]
        base: i64,
        /// The node above it from now on.
        parent: Option<InitiativeId>,
        /// The child of `parent` that it stands before; the last where none is named.
        before: Option<InitiativeId>,
    },
    /// Takes a node out, with everything below it.
    NodeDelete {
        /// The node.
        node: InitiativeId,
        /// Its version.
        #[ts(type = "number")]
        base: i64,
        /// Whether a person has seen what goes with it.
        accept: bool,
    },
    /// Numbers the initiatives of a plan anew: in order, within their pillars where they were so.
    Renumber {
        /// The plan.
        plan: PlanId,
    },
    /// Ties initiatives to another one.
    Relate {
        /// Those that detail, continue or replace it.
        from: Vec<InitiativeId>,
        /// The one that they bear on.
        to: InitiativeId,
        /// How.
        relation: RelationKind,
    },
    /// Unties two initiatives.
    Unrelate {
        /// The one that details, continues or replaces.
        from: InitiativeId,
        /// The other one.
        to: InitiativeId,
        /// How.
        relation: RelationKind,
    },
    /// The phases of a node, in place of those that the caller has seen.
    Phases {
        /// The node.
        node: InitiativeId,
        /// What the caller has seen, in printed order.
        seen: Vec<PhaseInput>,
        /// What shall be.
        wanted: Vec<PhaseInput>,
    },
    /// A new activity.
    ActivityAdd {
        /// The node.
        node: InitiativeId,
        /// What is done.
        text: String,
        /// When: 「6月～1月」; may be empty.
        months: String,
    },
    /// An activity.
    ActivityWrite {
        /// The activity.
        activity: ActivityId,
        /// Its version.
        #[ts(type = "number")]
        base: i64,
        /// What is done.
        text: String,
        /// When; may be empty.
        months: String,
    },
    /// Takes an activity out.
    ActivityDelete {
        /// The activity.
        activity: ActivityId,
        /// Its version.
        #[ts(type = "number")]
        base: i64,
    },
    /// A new report on a half year.
    ReportAdd {
        /// The node.
        node: InitiativeId,
        /// The year reported on.
        fiscal_year: FiscalYear,
        /// The half reported on.
        half: Half,
        /// What it says.
        text: ReportInput,
    },
    /// A report.
    ReportWrite {
        /// The report.
        report: ProgressId,
        /// Its version.
        #[ts(type = "number")]
        base: i64,
        /// What it says.
        text: ReportInput,
    },
    /// Takes a report out.
    ReportDelete {
        /// The report.
        report: ProgressId,
        /// Its version.
        #[ts(type = "number")]
        base: i64,
    },
    /// A new indicator.
    IndicatorAdd {
        /// The node.
        node: InitiativeId,
        /// What is measured.
        name: String,
        /// In what; may be empty.
        unit: String,
    },
    /// What an indicator is called.
    IndicatorWrite {
        /// The indicator.
        indicator: IndicatorId,
        /// Its version.
        #[ts(type = "number")]
        base: i64,
        /// What is measured.
        name: String,
        /// In what; may be empty.
        unit: String,
    },
    /// Takes an indicator out, with its values.
    IndicatorDelete {
        /// The indicator.
        indicator: IndicatorId,
        /// Its version.
        #[ts(type = "number")]
        base: i64,
    },
    /// Target and actual value of a year, in place of those that the caller has seen.
    IndicatorValue {
        /// The indicator.
        indicator: IndicatorId,
        /// What the caller has seen of that year; `None` for nothing.
        seen: Option<IndicatorValue>,
        /// What shall be; a year with neither is taken out.
        value: IndicatorValue,
    },
    /// Says that a department became another one.
    DepartmentSucceed {
        /// What it was called.
        from: String,
        /// What it is called, or which department took its work over.
        to: String,
        /// The first day of the new one, as typed.
        since: String,
    },
    /// Forgets that.
    SuccessionForget {
        /// Its id.
        succession: String,
    },
}

/// Initiatives that bear on another one, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InitiativesRelate {
    /// Ids or numbers; the id of a plan stands for all of its initiatives.
    pub from: Vec<String>,
    /// An id or a number.
    pub to: String,
    /// How they bear on it.
    pub relation: RelationKind,
    /// Whether they are to be tied, or untied.
    pub is_tied: bool,
}

/// What was tied or untied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InitiativesRelated {
    /// The initiatives.
    pub from: Vec<InitiativeId>,
    /// Title of the one that they bear on.
    pub to: String,
    /// Name and number of the change.
    pub done: Done,
}
