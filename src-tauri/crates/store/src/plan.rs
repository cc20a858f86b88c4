//! Plans (計画) and the tables that report on them.

use chrono::NaiveDate;
use gijicho_model::{FiscalYear, Plan, PlanId, fold};
use rusqlite::{OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};

use crate::change_log::Entity;
use crate::check;
use crate::error::{Result, StoreError};
use crate::hash::Sha256;
use crate::reader::Reader;
use crate::sql::{Text, codes};
use crate::transact::Tx;

/// What a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// 年次計画
    Plan,
    /// 進捗状況
    Progress,
}

codes! { TableKind { Plan = "plan", Progress = "progress" } }

/// A line of the list of plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// The plan.
    #[serde(flatten)]
    pub plan: Plan,
    /// A plan, or a progress table that fits no plan.
    pub kind: TableKind,
    /// 1, 2, … among plans of the same title and year.
    pub version: u32,
    /// The file it was imported from.
    pub source: Option<Sha256>,
    /// Number of initiatives (pillars and items aside).
    pub initiatives: u32,
    /// Version of the row.
    pub row_version: i64,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.title, p.fiscal_year, p.issued_on, p.issued_by, p.kind, p.version, p.source, p.row_version,
                    (SELECT count(*) FROM initiative i WHERE i.plan_id = p.id AND i.kind = 'initiative')
             FROM plan p ",
            $rest
        )
    };
}

impl Reader<'_> {
    /// Every plan, newest year first, newest version first.
    pub fn plans(&self) -> Result<Vec<PlanRow>> {
        let mut statement =
            self.prepare(select!("ORDER BY p.fiscal_year DESC, p.kind, p.title, p.version DESC, p.id"))?;
        let rows = statement.query_map([], plan_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One plan.
    pub fn plan(&self, id: PlanId) -> Result<PlanRow> {
        let found = self.prepare(select!("WHERE p.id = ?1"))?.query_row([id.0], plan_row).optional()?;
        found.ok_or(StoreError::NotFound { entity: Entity::Plan, id: id.0 })
    }

    /// Plans of that year and title, width and white space aside, newest version first.
    pub fn plans_like(&self, title: &str, fiscal_year: FiscalYear) -> Result<Vec<PlanRow>> {
        let wanted = fold::squeezed(title);
        let plans = self.plans()?.into_iter();
        Ok(plans
            .filter(|row| row.plan.fiscal_year == fiscal_year && fold::squeezed(&row.plan.title) == wanted)
            .collect())
    }

    /// Plans and progress imported from the file with this hash.
    pub fn plans_from(&self, source: &Sha256) -> Result<Vec<PlanId>> {
        let mut statement = self.prepare(
            "SELECT id FROM plan WHERE source = ?1
             UNION SELECT i.plan_id FROM progress g JOIN initiative i ON i.id = g.initiative_id WHERE g.source = ?1",
        )?;
        let ids = statement.query_map([source], |row| row.get(0).map(PlanId))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}

fn plan_row(row: &Row<'_>) -> rusqlite::Result<PlanRow> {
    Ok(PlanRow {
        plan: Plan {
            id: PlanId(row.get(0)?),
            title: row.get(1)?,
            fiscal_year: FiscalYear(row.get(2)?),
            issued_on: row.get::<_, Option<Text<NaiveDate>>>(3)?.map(|day| day.0),
            issued_by: row.get(4)?,
        },
        kind: row.get::<_, Text<TableKind>>(5)?.0,
        version: row.get(6)?,
        source: row.get(7)?,
        row_version: row.get(8)?,
        initiatives: row.get(9)?,
    })
}

/// A plan about to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPlan {
    /// As printed.
    pub title: String,
    /// The year it is for.
    pub fiscal_year: FiscalYear,
    /// The date printed on it.
    pub issued_on: Option<NaiveDate>,
    /// The department printed on it; empty where none is.
    pub issued_by: String,
}

impl Tx<'_> {
    /// Adds a plan; one of the same title and year makes it the next version.
    pub fn add_plan(&mut self, new: &NewPlan) -> Result<PlanId> {
        self.write_plan(new, TableKind::Plan, None)
    }

    pub(crate) fn write_plan(&mut self, new: &NewPlan, kind: TableKind, source: Option<Sha256>) -> Result<PlanId> {
        check::required("title", &new.title)?;
        check::bounded("issued_by", &new.issued_by, gijicho_model::validate::MAX_LINE)?;
        let last = self.plans_like(&new.title, new.fiscal_year)?.iter().map(|row| row.version).max();
        let id = PlanId(self.new_id());
        self.prepare(
            "INSERT INTO plan (id, kind, title, fiscal_year, issued_on, issued_by, version, source, row_version)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute((
            id.0,
            Text(kind),
            &new.title,
            new.fiscal_year.0,
            new.issued_on.map(Text),
            &new.issued_by,
            last.unwrap_or(0) + 1,
            source,
            self.version(),
        ))?;
        Ok(id)
    }
}
