//! Initiatives: the plans as trees, and one initiative as of any date.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use gijicho_model::{FiscalYear, era};
use gijicho_store::InitiativeFilter;

use crate::App;
use crate::api::Nothing;
use crate::api::initiatives::{
    InitiativeEvents, InitiativeList, InitiativeNamed, InitiativeRow, InitiativeShow, InitiativeView, PlanPoint,
};
use crate::decisions;
use crate::error::AppError;
use crate::follow_ups;
use crate::planning;

impl App {
    /// Every plan with its tree.
    pub fn initiatives_list(&self, _: Nothing) -> Result<InitiativeList, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let rows = reader.initiatives(&InitiativeFilter::default())?;
        Ok(InitiativeList {
            plans: reader.plans()?.into_iter().map(|row| row.plan).collect(),
            initiatives: rows
                .into_iter()
                .map(|row| InitiativeRow {
                    id: row.initiative.id,
                    plan: row.initiative.plan_id,
                    parent: row.initiative.parent_id,
                    kind: row.initiative.kind,
                    number: row.initiative.number,
                    title: row.initiative.title,
                    path: row.path,
                    departments: row.initiative.departments,
                    decisions: row.decisions,
                    version: row.row_version,
                })
                .collect(),
        })
    }

    /// One initiative, as of a day and as known at the end of another.
    pub fn initiative_show(&self, show: InitiativeShow) -> Result<InitiativeView, AppError> {
        let as_of = day(show.as_of.as_deref())?;
        let known_on = day(show.known_on.as_deref())?;
        let store = self.reading();
        let reader = store.read()?;
        let id = reader.resolve_initiative(&show.initiative)?;
        let record = reader.initiative(id)?;
        let on = as_of.unwrap_or(NaiveDate::MAX);
        let found = match known_on.and_then(end_of) {
            Some(moment) => reader.initiative_as_known(id, on, moment)?,
            None => reader.initiative_as_of(id, on)?,
        };
        let rows = |rows| decisions::shown(&reader, rows);
        let replaced: Vec<_> = found.replaced.iter().filter_map(|row| row.id).collect();
        let mut decisions = rows([found.standing, found.replaced].concat())?;
        let mut pending = rows(found.pending)?;
        for list in [&mut decisions, &mut pending] {
            list.sort_by(|a, b| (a.meeting.held_on, &a.number).cmp(&(b.meeting.held_on, &b.number)));
        }
        let mut years: Vec<FiscalYear> = record.schedule.iter().map(|cell| cell.fiscal_year).collect();
        years.sort_unstable();
        years.dedup();
        Ok(InitiativeView {
            nodes: std::iter::once(record.row.initiative.clone()).chain(record.below).collect(),
            initiative: record.row.initiative,
            plan: record.plan,
            path: record.row.path,
            schedule: record.schedule,
            activities: record.activities,
            progress: found.progress,
            decisions,
            replaced,
            pending,
            as_of,
            known_on,
            later: u32::try_from(found.later.len() + found.later_progress.len()).unwrap_or(u32::MAX),
            later_decisions: rows(found.later)?,
            later_progress: found.later_progress,
            years,
            relations: record.relations.into_iter().map(|tie| planning::relation_of(id, tie)).collect(),
        })
    }
}

impl App {
    /// What belongs to an initiative's history beside its decisions and reports.
    pub fn initiative_events(&self, named: InitiativeNamed) -> Result<InitiativeEvents, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let id = reader.resolve_initiative(&named.initiative)?;
        let plans = reader.plans_through(id)?.into_iter().map(|point| PlanPoint {
            initiative: point.initiative,
            number: point.number,
            title: point.title,
            plan: point.plan,
            version: point.version,
            fiscal_year: point.fiscal_year,
            issued_on: point.issued_on,
        });
        Ok(InitiativeEvents {
            instructions: follow_ups::shown(&reader, reader.follow_ups_on(id)?, store.today())?,
            plans: plans.collect(),
            indicators: reader.indicators_around(id)?,
        })
    }
}

/// A day as typed; `None` for nothing.
fn day(text: Option<&str>) -> Result<Option<NaiveDate>, AppError> {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => era::parse_date(text).map(Some).ok_or_else(|| AppError::bad_date(text)),
        None => Ok(None),
    }
}

/// Japan is nine hours ahead of UTC the whole year.
const JAPAN_AHEAD: TimeDelta = TimeDelta::hours(9);

/// The last moment of a day in Japan, in UTC microseconds.
fn end_of(day: NaiveDate) -> Option<i64> {
    let next = day.succ_opt()?.and_time(NaiveTime::MIN).checked_sub_signed(JAPAN_AHEAD)?;
    Some(next.and_utc().timestamp_micros() - 1)
}
