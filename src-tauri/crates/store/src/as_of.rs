//! An initiative as of a day: what stood approved, what was pending, how far it was known to have got.
//!
//! A decision counts from the day of its meeting, whenever a person confirmed the record of it. A
//! report counts from the day printed on its table, or from the last day of the half year it is on.
//! *Valid on* a day is asked of the record as it is; *known at* a moment, of the change log.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use gijicho_model::{DecisionId, Half, InitiativeId, LinkStatus, Progress, ProposalStatus};
use serde::{Deserialize, Serialize};

use crate::decision::{DecisionFilter, DecisionRow};
use crate::error::Result;
use crate::initiative::InitiativeRow;
use crate::known::KnownAt;
use crate::reader::Reader;

/// An initiative as of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitiativeAsOf {
    /// The initiative.
    pub row: InitiativeRow,
    /// The day.
    pub on: NaiveDate,
    /// The moment whose knowledge counts, in UTC microseconds; `None` for what is known today.
    pub known_at: Option<i64>,
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
    /// What stood of an initiative on `on`, that day included, as the record says today.
    pub fn initiative_as_of(&self, id: InitiativeId, on: NaiveDate) -> Result<InitiativeAsOf> {
        let row = self.initiative_row(id)?;
        let filter = DecisionFilter { initiative: Some(id), ..DecisionFilter::default() };
        let gone = self.replaced_by(on)?;
        sort_out(row, on, self.decisions(&filter)?, self.progress_of(id)?, |decision| Ok(gone.contains(&decision)))
    }

    /// What stood of an initiative on `on`, as the record said at `known_at` (UTC microseconds):
    /// minutes that were imported, confirmed or corrected later do not count.
    pub fn initiative_as_known(&self, id: InitiativeId, on: NaiveDate, known_at: i64) -> Result<InitiativeAsOf> {
        let row = self.initiative_row(id)?;
        let known = KnownAt::new(self, known_at)?;
        let mut decisions = known.decisions_of(&row)?;
        self.fill_remarks(&mut decisions)?;
        let found = sort_out(row, on, decisions, known.progress_of(id)?, |decision| known.is_replaced(decision, on))?;
        Ok(InitiativeAsOf { known_at: Some(known_at), ..found })
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

/// Sorts decisions and reports by what the day `on` makes of them.
fn sort_out(
    row: InitiativeRow,
    on: NaiveDate,
    decisions: Vec<DecisionRow>,
    reports: Vec<(Progress, Option<NaiveDate>)>,
    mut is_replaced: impl FnMut(DecisionId) -> Result<bool>,
) -> Result<InitiativeAsOf> {
    let id = row.initiative.id;
    let (past, mut later): (Vec<_>, Vec<_>) = decisions.into_iter().partition(|decision| decision.held_on <= on);
    later.sort_by_key(|decision| decision.held_on);
    let (settled, pending): (Vec<_>, Vec<_>) = past.into_iter().partition(|decision| is_settled(decision, id));
    let (mut standing, mut replaced) = (Vec::new(), Vec::new());
    for decision in settled {
        let gone = decision.id.map_or(Ok(false), &mut is_replaced)?;
        if gone { replaced.push(decision) } else { standing.push(decision) }
    }
    let (known, unknown): (Vec<_>, Vec<_>) = reports
        .into_iter()
        .partition(|(progress, printed)| printed.or_else(|| last_day(progress)).is_some_and(|day| day <= on));
    let reports = |reports: Vec<(Progress, _)>| reports.into_iter().map(|(progress, _)| progress).collect();
    Ok(InitiativeAsOf {
        row,
        on,
        known_at: None,
        standing,
        replaced,
        pending,
        later,
        progress: reports(known),
        later_progress: reports(unknown),
    })
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
