//! Initiatives (具体的取組): the tree of a plan, its schedule, activities and progress.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gijicho_model::{
    Activity, ActivityId, FiscalYear, Half, Indicator, Initiative, InitiativeId, InitiativeKind, Plan, PlanId,
    Progress, ProgressId, Schedule, validate,
};
use rusqlite::{OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::decision::{DecisionFilter, DecisionRow};
use crate::error::{Result, StoreError};
use crate::rank::{Ranked, Siblings};
use crate::reader::Reader;
use crate::sql::{Json, Text, codes};
use crate::transact::Tx;

/// A line of the list of initiatives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitiativeRow {
    /// The node.
    #[serde(flatten)]
    pub initiative: Initiative,
    /// Title of its plan.
    pub plan_title: String,
    /// The year of its plan.
    pub fiscal_year: FiscalYear,
    /// Titles of the nodes above it, outermost first.
    pub path: Vec<String>,
    /// Confirmed decisions that bear on it by confirmed ties.
    pub decisions: u32,
    /// Decisions or ties that wait for a person.
    pub proposed: u32,
    /// Reports on it.
    pub reports: u32,
    /// The last half year reported on.
    pub reported: Option<(FiscalYear, Half)>,
    /// Version of the row.
    pub row_version: i64,
}

/// Which nodes to list; every kind of every plan by default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitiativeFilter {
    /// Of one plan.
    pub plan: Option<PlanId>,
    /// Of the plans of one fiscal year.
    pub fiscal_year: Option<FiscalYear>,
    /// Of one kind.
    pub kind: Option<InitiativeKind>,
}

/// An initiative with everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitiativeRecord {
    /// The node.
    pub row: InitiativeRow,
    /// Its plan.
    pub plan: Plan,
    /// The nodes above it, outermost first.
    pub above: Vec<Initiative>,
    /// The nodes below it, in printed order whatever the depth.
    pub below: Vec<Initiative>,
    /// Activities of the node and of those below it, in printed order.
    pub activities: Vec<Activity>,
    /// Schedule of the node and of those below it.
    pub schedule: Vec<Schedule>,
    /// Reports on the node and on those below it, oldest first.
    pub progress: Vec<Progress>,
    /// Indicators of the node and of those below it.
    pub indicators: Vec<Indicator>,
    /// Decisions tied to it, newest first.
    pub decisions: Vec<DecisionRow>,
    /// Ties to other initiatives.
    pub relations: Vec<InitiativeTie>,
}

/// How one initiative bears on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InitiativeRelation {
    /// 具体化する
    Details,
    /// 引き継ぐ
    Continues,
    /// 置き換える
    Replaces,
}

codes! { InitiativeRelation { Details = "details", Continues = "continues", Replaces = "replaces" } }

/// A tie between initiatives, seen from one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitiativeTie {
    /// The other one.
    pub other: InitiativeId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The year of its plan.
    pub fiscal_year: FiscalYear,
    /// How the one bears on the other.
    pub relation: InitiativeRelation,
    /// Whether it is the other one that details, continues or replaces this one.
    pub from_other: bool,
}

/// What can be changed in a node.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitiativeText {
    /// Half-width; empty where none is printed.
    pub number: String,
    /// As printed.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// Departments in charge.
    pub departments: Vec<String>,
}

impl InitiativeText {
    fn check(&self) -> Result<()> {
        check::required("title", &self.title)?;
        check::bounded("number", &self.number, validate::MAX_LINE)?;
        Ok(check::bounded("summary", &self.summary, validate::MAX_BODY)?)
    }
}

/// Nodes as lists show them. The place of one is counted; the places of all are numbered in one go.
macro_rules! select {
    (one $rest:literal) => {
        concat!(
            "SELECT (SELECT count(*) FROM initiative e WHERE e.plan_id = i.plan_id AND e.rank < i.rank),\n",
            include_str!("initiatives.sql"),
            $rest
        )
    };
    (all $rest:literal) => {
        concat!(
            "WITH placed AS
                 (SELECT id, row_number() OVER (PARTITION BY plan_id ORDER BY rank) - 1 AS place FROM initiative)
             SELECT o.place,\n",
            include_str!("initiatives.sql"),
            "JOIN placed o ON o.id = i.id\n",
            $rest
        )
    };
}

impl Reader<'_> {
    /// The nodes of plans: newest year first, then plan by plan in printed order.
    pub fn initiatives(&self, filter: &InitiativeFilter) -> Result<Vec<InitiativeRow>> {
        let mut statement = self.prepare(select!(
            all "WHERE (?1 IS NULL OR i.plan_id = ?1) AND (?2 IS NULL OR p.fiscal_year = ?2) AND (?3 IS NULL OR i.kind = ?3)
             ORDER BY p.fiscal_year DESC, p.kind, p.title, p.version DESC, p.id, i.rank"
        ))?;
        let rows = statement.query_map(
            (filter.plan.map(|id| id.0), filter.fiscal_year.map(|year| year.0), filter.kind.map(Text)),
            initiative_row,
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The nodes of one plan, in printed order.
    pub fn tree(&self, plan: PlanId) -> Result<Vec<Initiative>> {
        let filter = InitiativeFilter { plan: Some(plan), ..InitiativeFilter::default() };
        Ok(self.initiatives(&filter)?.into_iter().map(|row| row.initiative).collect())
    }

    /// One node as the list shows it.
    pub fn initiative_row(&self, id: InitiativeId) -> Result<InitiativeRow> {
        let found = self.prepare(select!(one "WHERE i.id = ?1"))?.query_row([id.0], initiative_row).optional()?;
        found.ok_or(StoreError::NotFound { entity: Entity::Initiative, id: id.0 })
    }

    /// One node with everything that belongs to it.
    pub fn initiative(&self, id: InitiativeId) -> Result<InitiativeRecord> {
        let row = self.initiative_row(id)?;
        let plan = self.plan(row.initiative.plan_id)?.plan;
        let tree = self.tree(plan.id)?;
        let by_id: BTreeMap<InitiativeId, &Initiative> = tree.iter().map(|node| (node.id, node)).collect();
        let ancestors = |node: &Initiative| {
            std::iter::successors(node.parent_id, |id| by_id.get(id).and_then(|node| node.parent_id))
                // A loop cannot be written, but a damaged library must not hang the program.
                .take(tree.len())
                .collect::<Vec<_>>()
        };
        let mut above: Vec<Initiative> = ancestors(&row.initiative)
            .into_iter()
            .filter_map(|id| by_id.get(&id).map(|node| (*node).clone()))
            .collect();
        above.reverse();
        let below: Vec<Initiative> = tree.iter().filter(|node| ancestors(node).contains(&id)).cloned().collect();
        let mut record = InitiativeRecord {
            row,
            plan,
            above,
            below,
            activities: Vec::new(),
            schedule: Vec::new(),
            progress: Vec::new(),
            indicators: Vec::new(),
            decisions: self.decisions(&DecisionFilter { initiative: Some(id), ..DecisionFilter::default() })?,
            relations: self.initiative_ties(id)?,
        };
        for node in std::iter::once(id).chain(record.below.iter().map(|node| node.id).collect::<Vec<_>>()) {
            record.activities.extend(self.activities_of(node)?);
            record.schedule.extend(self.schedule_of(node)?);
            record.progress.extend(self.progress_of(node)?.into_iter().map(|(progress, _)| progress));
            record.indicators.extend(self.indicators_of(node)?);
        }
        record.progress.sort_by_key(|progress| (progress.fiscal_year, progress.half));
        Ok(record)
    }

    fn activities_of(&self, id: InitiativeId) -> Result<Vec<Activity>> {
        let mut statement =
            self.prepare("SELECT id, text, months FROM activity WHERE initiative_id = ?1 ORDER BY rank")?;
        let activities = statement.query_map([id.0], |row| {
            Ok(Activity {
                id: ActivityId(row.get(0)?),
                initiative_id: id,
                position: 0,
                text: row.get(1)?,
                months: row.get(2)?,
            })
        })?;
        let mut activities = activities.collect::<rusqlite::Result<Vec<_>>>()?;
        for (position, activity) in (0..).zip(&mut activities) {
            activity.position = position;
        }
        Ok(activities)
    }

    fn schedule_of(&self, id: InitiativeId) -> Result<Vec<Schedule>> {
        let mut statement =
            self.prepare("SELECT fiscal_year, phase FROM schedule WHERE initiative_id = ?1 ORDER BY rank")?;
        let cells = statement.query_map([id.0], |row| {
            Ok(Schedule { initiative_id: id, fiscal_year: FiscalYear(row.get(0)?), phase: row.get(1)? })
        })?;
        Ok(cells.collect::<rusqlite::Result<_>>()?)
    }

    /// The schedule of every node of a plan, node by node in printed order.
    pub fn schedule_of_plan(&self, plan: PlanId) -> Result<Vec<Schedule>> {
        let mut statement = self.prepare(
            "SELECT s.initiative_id, s.fiscal_year, s.phase FROM initiative i JOIN schedule s ON s.initiative_id = i.id
             WHERE i.plan_id = ?1 ORDER BY i.rank, s.rank",
        )?;
        let cells = statement.query_map([plan.0], |row| {
            let initiative_id = InitiativeId(row.get(0)?);
            Ok(Schedule { initiative_id, fiscal_year: FiscalYear(row.get(1)?), phase: row.get(2)? })
        })?;
        Ok(cells.collect::<rusqlite::Result<_>>()?)
    }

    /// The reports on a node, oldest first, with the day printed on the table that reports.
    pub(crate) fn progress_of(&self, id: InitiativeId) -> Result<Vec<(Progress, Option<NaiveDate>)>> {
        let mut statement = self.prepare(
            "SELECT id, fiscal_year, half, when_printed, text, reported_on, status FROM progress WHERE initiative_id = ?1
             ORDER BY fiscal_year, half, rank",
        )?;
        let reports = statement.query_map([id.0], |row| {
            let progress = Progress {
                id: ProgressId(row.get(0)?),
                initiative_id: id,
                fiscal_year: FiscalYear(row.get(1)?),
                half: row.get::<_, Text<Half>>(2)?.0,
                position: 0,
                when: row.get(3)?,
                text: row.get(4)?,
                status: row.get(6)?,
            };
            Ok((progress, row.get::<_, Option<Text<NaiveDate>>>(5)?.map(|day| day.0)))
        })?;
        let mut reports = reports.collect::<rusqlite::Result<Vec<_>>>()?;
        let mut last = None;
        let mut position = 0;
        for (progress, _) in &mut reports {
            let half = (progress.fiscal_year, progress.half);
            position = if last == Some(half) { position + 1 } else { 0 };
            last = Some(half);
            progress.position = position;
        }
        Ok(reports)
    }

    fn initiative_ties(&self, id: InitiativeId) -> Result<Vec<InitiativeTie>> {
        let mut statement = self.prepare(
            "SELECT o.id, o.number, o.title, p.fiscal_year, r.kind, r.to_id = ?1
             FROM initiative_relation r JOIN initiative o ON o.id = CASE ?1 WHEN r.from_id THEN r.to_id ELSE r.from_id END
             JOIN plan p ON p.id = o.plan_id WHERE ?1 IN (r.from_id, r.to_id) ORDER BY p.fiscal_year, o.plan_id, o.rank",
        )?;
        let ties = statement.query_map([id.0], |row| {
            Ok(InitiativeTie {
                other: InitiativeId(row.get(0)?),
                number: row.get(1)?,
                title: row.get(2)?,
                fiscal_year: FiscalYear(row.get(3)?),
                relation: row.get::<_, Text<InitiativeRelation>>(4)?.0,
                from_other: row.get(5)?,
            })
        })?;
        Ok(ties.collect::<rusqlite::Result<_>>()?)
    }
}

fn initiative_row(row: &Row<'_>) -> rusqlite::Result<InitiativeRow> {
    let reported = match (row.get::<_, Option<i32>>(14)?, row.get::<_, Option<Text<Half>>>(15)?) {
        (Some(year), Some(half)) => Some((FiscalYear(year), half.0)),
        _ => None,
    };
    Ok(InitiativeRow {
        initiative: Initiative {
            position: row.get(0)?,
            id: InitiativeId(row.get(1)?),
            plan_id: PlanId(row.get(2)?),
            parent_id: row.get::<_, Option<Uuid>>(3)?.map(InitiativeId),
            kind: row.get::<_, Text<InitiativeKind>>(4)?.0,
            number: row.get(5)?,
            title: row.get(6)?,
            summary: row.get(7)?,
            departments: row.get::<_, Json<Vec<String>>>(8)?.0,
        },
        plan_title: row.get(9)?,
        fiscal_year: FiscalYear(row.get(10)?),
        decisions: row.get(11)?,
        proposed: row.get(12)?,
        reports: row.get(13)?,
        reported,
        path: row.get::<_, Json<Vec<String>>>(16)?.0,
        row_version: row.get(17)?,
    })
}

impl Tx<'_> {
    /// Adds a node to a plan, under `parent` and after everything under it.
    pub fn add_initiative(
        &mut self,
        plan: PlanId,
        parent: Option<InitiativeId>,
        kind: InitiativeKind,
        text: &InitiativeText,
    ) -> Result<InitiativeId> {
        let tree = self.tree(plan)?;
        self.require(Entity::Plan, plan.0)?;
        let before = match parent {
            None => None,
            Some(parent) => {
                let at = tree.iter().position(|node| node.id == parent);
                let at = at.ok_or_else(|| check::out_of_range("parent_id"))?;
                let mut under = vec![parent];
                let rest = tree.iter().skip(at + 1).skip_while(|node| {
                    let inside = node.parent_id.is_some_and(|parent| under.contains(&parent));
                    under.push(node.id);
                    inside
                });
                rest.map(|node| node.id).next()
            }
        };
        let rank = self.make_room(&Siblings::new(Ranked::Initiative, plan.0), before.map(|id| id.0))?;
        self.write_initiative(plan, parent, kind, text, rank)
    }

    pub(crate) fn write_initiative(
        &mut self,
        plan: PlanId,
        parent: Option<InitiativeId>,
        kind: InitiativeKind,
        text: &InitiativeText,
        rank: i64,
    ) -> Result<InitiativeId> {
        text.check()?;
        let id = InitiativeId(self.new_id());
        self.prepare(
            "INSERT INTO initiative (id, plan_id, parent_id, kind, rank, number, title, summary, departments,
                                     row_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute((
            id.0,
            plan.0,
            parent.map(|id| id.0),
            Text(kind),
            rank,
            &text.number,
            &text.title,
            &text.summary,
            Json(&text.departments),
            self.version(),
        ))?;
        Ok(id)
    }

    /// Changes a node.
    pub fn edit_initiative(&mut self, id: InitiativeId, base: i64, text: &InitiativeText) -> Result<()> {
        text.check()?;
        self.on_version(Entity::Initiative, id.0, base, |tx| {
            tx.prepare(
                "UPDATE initiative SET number = ?2, title = ?3, summary = ?4, departments = ?5, row_version = ?6
                 WHERE id = ?1",
            )?
            .execute((
                id.0,
                &text.number,
                &text.title,
                &text.summary,
                Json(&text.departments),
                tx.version(),
            ))?;
            Ok(())
        })
    }

    /// Says how one initiative bears on another.
    pub fn relate_initiatives(
        &mut self,
        from: InitiativeId,
        to: InitiativeId,
        relation: InitiativeRelation,
    ) -> Result<()> {
        self.require(Entity::Initiative, from.0)?;
        self.require(Entity::Initiative, to.0)?;
        if from == to {
            return Err(check::out_of_range("to").into());
        }
        self.prepare(
            "INSERT INTO initiative_relation (id, from_id, to_id, kind, row_version) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
        )?
        .execute((self.new_id(), from.0, to.0, Text(relation), self.version()))?;
        Ok(())
    }
}
