//! 経緯: what belongs to an initiative's history beside its decisions and reports.

use chrono::NaiveDate;
use gijicho_model::{FiscalYear, Indicator, InitiativeId};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::reader::Reader;
use crate::sql::Text;

/// A plan in which an initiative, or what it continues, stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    pub issued_on: Option<NaiveDate>,
}

impl Reader<'_> {
    /// The plans that an initiative stands in, under all its ids: those that it continues or replaces,
    /// and those that continue or replace it. Oldest first.
    pub fn plans_through(&self, id: InitiativeId) -> Result<Vec<PlanPoint>> {
        let mut statement = self.prepare(
            "WITH RECURSIVE line (id) AS (
                 SELECT ?1
                 UNION
                 SELECT r.to_id FROM line JOIN initiative_relation r ON r.from_id = line.id
                 WHERE r.kind IN ('continues', 'replaces')
                 UNION
                 SELECT r.from_id FROM line JOIN initiative_relation r ON r.to_id = line.id
                 WHERE r.kind IN ('continues', 'replaces'))
             SELECT i.id, i.number, i.title, p.title, p.version, p.fiscal_year, p.issued_on
             FROM line JOIN initiative i ON i.id = line.id JOIN plan p ON p.id = i.plan_id
             ORDER BY p.fiscal_year, p.version, i.rank",
        )?;
        let points = statement.query_map([id.0], |row| {
            Ok(PlanPoint {
                initiative: InitiativeId(row.get(0)?),
                number: row.get(1)?,
                title: row.get(2)?,
                plan: row.get(3)?,
                version: row.get(4)?,
                fiscal_year: FiscalYear(row.get(5)?),
                issued_on: row.get::<_, Option<Text<NaiveDate>>>(6)?.map(|day| day.0),
            })
        })?;
        Ok(points.collect::<rusqlite::Result<_>>()?)
    }

    /// The indicators of an initiative and of the nodes right below it.
    pub fn indicators_around(&self, id: InitiativeId) -> Result<Vec<Indicator>> {
        let mut statement =
            self.prepare("SELECT id FROM initiative WHERE id = ?1 OR parent_id = ?1 ORDER BY id <> ?1, rank")?;
        let nodes = statement.query_map([id.0], |row| row.get(0).map(InitiativeId))?;
        let mut indicators = Vec::new();
        for node in nodes {
            indicators.extend(self.indicators_of(node?)?);
        }
        Ok(indicators)
    }
}
