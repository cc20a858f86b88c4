//! An initiative as of a day: what stood approved, what was pending, how far it was known to have got.
//!
//! A decision counts from the day of its meeting, whenever a person confirmed the record of it. A
//! report counts from the day printed on its table, or from the last day of the half year it is on.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use gijicho_model::{DecisionId, Half, InitiativeId, LinkStatus, Progress, ProposalStatus};
use serde::{Deserialize, Serialize};

use crate::decision::{DecisionFilter, DecisionRow};
use crate::error::Result;
use crate::initiative::InitiativeRow;
use crate::reader::Reader;

/// An initiative as of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitiativeAsOf {
    /// The initiative.
    pub row: InitiativeRow,
    /// The day.
    pub on: NaiveDate,
    /// Confirmed decisions up to that day that no later one of them replaces, newest first.
    pub standing: Vec<DecisionRow>,
    /// Confirmed decisions up to that day that another one replaced by then.
    pub replaced: Vec<DecisionRow>,
    /// Decisions up to that day that wait for a person, or whose tie to the initiative does.
    pub pending: Vec<DecisionRow>,
    /// Decisions after that day, oldest first.
    pub later: Vec<DecisionRow>,
    /// Reports known by that day, oldest first.
    pub progress: Vec<Progress>,
    /// Reports that came later, oldest first.
    pub later_progress: Vec<Progress>,
}

impl Reader<'_> {
    /// What was known of an initiative on `on`, that day included.
    pub fn initiative_as_of(&self, id: InitiativeId, on: NaiveDate) -> Result<InitiativeAsOf> {
        let row = self.initiative_row(id)?;
        let filter = DecisionFilter { initiative: Some(id), ..DecisionFilter::default() };
        let (past, mut later): (Vec<_>, Vec<_>) =
            self.decisions(&filter)?.into_iter().partition(|decision| decision.held_on <= on);
        later.sort_by_key(|decision| decision.held_on);
        let (settled, pending): (Vec<_>, Vec<_>) = past.into_iter().partition(|decision| is_settled(decision, id));
        let gone = self.replaced_by(on)?;
        let (replaced, standing) =
            settled.into_iter().partition(|decision| decision.id.is_some_and(|id| gone.contains(&id)));
        let (known, unknown): (Vec<_>, Vec<_>) = self
            .progress_of(id)?
            .into_iter()
            .partition(|(progress, printed)| printed.or_else(|| last_day(progress)).is_some_and(|day| day <= on));
        let reports = |reports: Vec<(Progress, _)>| reports.into_iter().map(|(progress, _)| progress).collect();
        Ok(InitiativeAsOf {
            row,
            on,
            standing,
            replaced,
            pending,
            later,
            progress: reports(known),
            later_progress: reports(unknown),
        })
    }

    /// Decisions that a confirmed decision of a meeting up to `on` replaces.
    fn replaced_by(&self, on: NaiveDate) -> Result<BTreeSet<DecisionId>> {
        let mut statement = self.prepare(
            "SELECT d.supersedes FROM decision d JOIN meeting m ON m.id = d.meeting_id
             WHERE d.supersedes IS NOT NULL AND d.status = 'confirmed' AND m.held_on <= ?1",
        )?;
        let ids = statement.query_map([crate::sql::Text(on)], |row| row.get(0).map(DecisionId))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}

/// Whether people stand behind both the decision and its tie to the initiative.
fn is_settled(decision: &DecisionRow, id: InitiativeId) -> bool {
    decision.status == ProposalStatus::Confirmed
        && decision.initiatives.iter().any(|tie| tie.id == id && tie.status == LinkStatus::Confirmed)
}

/// The last day of the half year that a report is on.
fn last_day(progress: &Progress) -> Option<NaiveDate> {
    let last = progress.fiscal_year.last_day()?;
    match progress.half {
        Half::FirstHalf => NaiveDate::from_ymd_opt(last.year() - 1, 9, 30),
        Half::SecondHalf => Some(last),
    }
}
