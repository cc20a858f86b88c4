//! Initiatives: the plans as trees, and one initiative as of any date.

use gijicho_model::{FiscalYear, LinkStatus, ProposalStatus, era};
use gijicho_store::{DecisionFilter, InitiativeFilter};

use crate::App;
use crate::api::Nothing;
use crate::api::initiatives::{InitiativeList, InitiativeRow, InitiativeShow, InitiativeView};
use crate::decisions;
use crate::error::AppError;

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
                })
                .collect(),
        })
    }

    /// One initiative, as of a day.
    pub fn initiative_show(&self, show: InitiativeShow) -> Result<InitiativeView, AppError> {
        let as_of = match show.as_of.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => Some(era::parse_date(text).ok_or_else(|| AppError::bad_date(text))?),
            None => None,
        };
        let store = self.reading();
        let reader = store.read()?;
        let id = reader.resolve_initiative(&show.initiative)?;
        let record = reader.initiative(id)?;
        let all = decisions::rows(&reader, &DecisionFilter { initiative: Some(id), ..DecisionFilter::default() })?;
        let by_then = |held_on| as_of.is_none_or(|day| held_on <= day);
        let (mut shown, later): (Vec<_>, Vec<_>) = all
            .into_iter()
            .filter(|row| row.status != Some(ProposalStatus::Dismissed))
            .partition(|row| by_then(row.meeting.held_on));
        shown.sort_by(|a, b| (a.meeting.held_on, &a.number).cmp(&(b.meeting.held_on, &b.number)));
        let stands = |row: &crate::api::decisions::DecisionRow| {
            row.status == Some(ProposalStatus::Confirmed)
                && row.initiatives.iter().any(|link| link.id == id && link.status == LinkStatus::Confirmed)
        };
        let (decisions, pending) = shown.into_iter().partition(stands);
        let known = match as_of {
            Some(day) => reader.initiative_as_of(id, day)?.progress,
            None => record.progress.clone(),
        };
        let unknown = record.progress.len() - known.len();
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
            progress: known,
            decisions,
            pending,
            as_of,
            later: u32::try_from(later.len() + unknown).unwrap_or(u32::MAX),
            years,
        })
    }
}
