//! Everything in a plan at once: one query a table, however many initiatives there are.

use std::collections::BTreeMap;

use gijicho_model::{
    Activity, ActivityId, FiscalYear, Half, Indicator, IndicatorId, IndicatorValue, InitiativeId, PlanId, Progress,
    ProgressId, Schedule,
};
use uuid::Uuid;

use crate::error::Result;
use crate::initiative::{InitiativeFilter, InitiativeRelation, InitiativeRow, InitiativeTie};
use crate::plan::PlanRow;
use crate::reader::Reader;
use crate::sql::Text;

/// A plan with everything in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanContents {
    /// The plan.
    pub plan: PlanRow,
    /// Its nodes in printed order.
    pub nodes: Vec<InitiativeRow>,
    /// Activities, node by node.
    pub activities: Vec<Activity>,
    /// Schedule, node by node.
    pub schedule: Vec<Schedule>,
    /// Reports, node by node, oldest first.
    pub progress: Vec<Progress>,
    /// Indicators, node by node.
    pub indicators: Vec<Indicator>,
    /// Ties of its nodes to others, each seen from the node.
    pub relations: Vec<(InitiativeId, InitiativeTie)>,
    /// Versions of its rows, by id: nodes, activities, reports, indicators, and the plan itself.
    pub versions: BTreeMap<Uuid, i64>,
}

impl Reader<'_> {
    /// A plan with everything in it.
    pub fn plan_contents(&self, id: PlanId) -> Result<PlanContents> {
        let plan = self.plan(id)?;
        let filter = InitiativeFilter { plan: Some(id), ..InitiativeFilter::default() };
        let nodes = self.initiatives(&filter)?;
        let mut versions: BTreeMap<Uuid, i64> =
            nodes.iter().map(|row| (row.initiative.id.0, row.row_version)).collect();
        versions.insert(id.0, plan.row_version);
        Ok(PlanContents {
            plan,
            nodes,
            activities: self.activities_of_plan(id, &mut versions)?,
            schedule: self.schedule_of_plan(id)?,
            progress: self.progress_of_plan(id, &mut versions)?,
            indicators: self.indicators_of_plan(id, &mut versions)?,
            relations: self.relations_of_plan(id)?,
            versions,
        })
    }

    fn activities_of_plan(&self, plan: PlanId, versions: &mut BTreeMap<Uuid, i64>) -> Result<Vec<Activity>> {
        let mut statement = self.prepare(
            "SELECT a.id, a.initiative_id, a.text, a.months, a.row_version,
                    row_number() OVER (PARTITION BY a.initiative_id ORDER BY a.rank) - 1
             FROM initiative i JOIN activity a ON a.initiative_id = i.id WHERE i.plan_id = ?1 ORDER BY i.rank, a.rank",
        )?;
        let rows = statement.query_map([plan.0], |row| {
            versions.insert(row.get(0)?, row.get(4)?);
            Ok(Activity {
                id: ActivityId(row.get(0)?),
                initiative_id: InitiativeId(row.get(1)?),
                position: row.get(5)?,
                text: row.get(2)?,
                months: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn progress_of_plan(&self, plan: PlanId, versions: &mut BTreeMap<Uuid, i64>) -> Result<Vec<Progress>> {
        let mut statement = self.prepare(
            "SELECT g.id, g.initiative_id, g.fiscal_year, g.half, g.when_printed, g.text, g.status, g.row_version,
                    row_number() OVER (PARTITION BY g.initiative_id, g.fiscal_year, g.half ORDER BY g.rank) - 1
             FROM initiative i JOIN progress g ON g.initiative_id = i.id
             WHERE i.plan_id = ?1 ORDER BY i.rank, g.fiscal_year, g.half, g.rank",
        )?;
        let rows = statement.query_map([plan.0], |row| {
            versions.insert(row.get(0)?, row.get(7)?);
            Ok(Progress {
                id: ProgressId(row.get(0)?),
                initiative_id: InitiativeId(row.get(1)?),
                fiscal_year: FiscalYear(row.get(2)?),
                half: row.get::<_, Text<Half>>(3)?.0,
                position: row.get(8)?,
                when: row.get(4)?,
                text: row.get(5)?,
                status: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn indicators_of_plan(&self, plan: PlanId, versions: &mut BTreeMap<Uuid, i64>) -> Result<Vec<Indicator>> {
        let mut statement = self.prepare(
            "SELECT d.id, d.initiative_id, d.name, d.unit, d.row_version, v.fiscal_year, v.target, v.actual
             FROM initiative i JOIN indicator d ON d.initiative_id = i.id
             LEFT JOIN indicator_value v ON v.indicator_id = d.id
             WHERE i.plan_id = ?1 ORDER BY i.rank, d.rank, v.fiscal_year",
        )?;
        let mut rows = statement.query([plan.0])?;
        let mut indicators: Vec<Indicator> = Vec::new();
        while let Some(row) = rows.next()? {
            let id = IndicatorId(row.get(0)?);
            if indicators.last().is_none_or(|last| last.id != id) {
                versions.insert(id.0, row.get(4)?);
                let initiative_id = InitiativeId(row.get(1)?);
                indicators.push(Indicator {
                    id,
                    initiative_id,
                    name: row.get(2)?,
                    unit: row.get(3)?,
                    values: Vec::new(),
                });
            }
            if let (Some(year), Some(indicator)) = (row.get::<_, Option<i32>>(5)?, indicators.last_mut()) {
                let value = IndicatorValue { fiscal_year: FiscalYear(year), target: row.get(6)?, actual: row.get(7)? };
                indicator.values.push(value);
            }
        }
        Ok(indicators)
    }

    fn relations_of_plan(&self, plan: PlanId) -> Result<Vec<(InitiativeId, InitiativeTie)>> {
        let mut statement = self.prepare(
            "SELECT i.id, o.id, o.number, o.title, p.fiscal_year, r.kind, r.from_other
             FROM (SELECT from_id AS one, to_id AS other, kind, 0 AS from_other FROM initiative_relation
                   UNION ALL SELECT to_id, from_id, kind, 1 FROM initiative_relation) r
             JOIN initiative i ON i.id = r.one JOIN initiative o ON o.id = r.other
             JOIN plan p ON p.id = o.plan_id WHERE i.plan_id = ?1 ORDER BY i.rank, p.fiscal_year, o.plan_id, o.rank",
        )?;
        let rows = statement.query_map([plan.0], |row| {
            let tie = InitiativeTie {
                other: InitiativeId(row.get(1)?),
                number: row.get(2)?,
                title: row.get(3)?,
                fiscal_year: FiscalYear(row.get(4)?),
                relation: row.get::<_, Text<InitiativeRelation>>(5)?.0,
                from_other: row.get(6)?,
            };
            Ok((InitiativeId(row.get(0)?), tie))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
