//! The half-year round (照会): who is asked what, the sheets that go out, and what a plan was when it
//! was approved.

use chrono::NaiveDate;
use gijicho_model::{FiscalYear, Half, InitiativeId, Plan, PlanId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::decisions::DecisionRow;

/// A half year of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoundAsk {
    /// The year reported on.
    pub fiscal_year: FiscalYear,
    /// The half reported on.
    pub half: Half,
    /// The plan; the newest begun by then where none is named.
    #[serde(default)]
    pub plan: Option<PlanId>,
}

/// Who is asked what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoundView {
    /// The plan.
    pub plan: Plan,
    /// The year reported on.
    pub fiscal_year: FiscalYear,
    /// The half reported on.
    pub half: Half,
    /// Departments in the order of the plan.
    pub departments: Vec<RoundDepartment>,
    /// How many initiatives are asked about.
    pub initiatives: u32,
    /// How many of them have no report.
    pub missing: u32,
}

/// A department and what it is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoundDepartment {
    /// As it is called at the end of the half year; empty where the plan names none.
    pub name: String,
    /// What it is asked about: initiatives that name it, or one that it followed, first.
    pub initiatives: Vec<InitiativeId>,
    /// Initiatives that name it after another one, which answers for them (共管).
    #[serde(default)]
    pub shared: Vec<InitiativeId>,
    /// Those without a report.
    pub missing: Vec<InitiativeId>,
}

/// Sheets to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoundSheets {
    /// The half year.
    #[serde(flatten)]
    pub ask: RoundAsk,
    /// `xlsx`, `docx`; both where none is named.
    #[serde(default)]
    pub formats: Vec<String>,
    /// Full path of a folder; made where there is none.
    pub folder: String,
}

/// Sheets that were written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WrittenSheets {
    /// The folder.
    pub folder: String,
    /// The files in it.
    pub files: Vec<WrittenSheet>,
}

/// A sheet that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WrittenSheet {
    /// Name of the file.
    pub name: String,
    /// Who fills it in; empty where the plan names nobody.
    pub department: String,
    /// How many initiatives it asks about.
    pub initiatives: u32,
}

/// What a plan was, decision by decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanVersions {
    /// In the order in which the decisions were recorded.
    pub versions: Vec<PlanVersion>,
}

/// A plan as it stood when a decision on it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanVersion {
    /// The decision.
    pub decision: DecisionRow,
    /// The day of its meeting.
    #[ts(type = "string")]
    pub held_on: NaiveDate,
    /// When a person confirmed the record of it, in UTC microseconds.
    #[ts(type = "number")]
    pub recorded_at: i64,
    /// Number of initiatives then.
    pub initiatives: u32,
    /// Titles that the version before did not have.
    pub added: Vec<String>,
    /// Titles that the version before had.
    pub gone: Vec<String>,
    /// Titles of what said something else, or stood elsewhere.
    pub changed: Vec<String>,
}
