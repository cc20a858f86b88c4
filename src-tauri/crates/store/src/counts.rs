//! How much is kept, and how much waits for a person: counted by the database.
//!
//! Invariant: a number and the list behind it come from the same query.

use chrono::{Datelike as _, NaiveDate};
use gijicho_model::{FiscalYear, Half, InitiativeId, MeetingId};
use rusqlite::{Params, Row};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::reader::Reader;
use crate::sql::{Json, Text, narrow};

/// How much is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// 会議
    pub meetings: u32,
    /// 発言
    pub remarks: u32,
    /// Confirmed decisions.
    pub decisions: u32,
    /// 具体的取組 (pillars and items aside)
    pub initiatives: u32,
    /// Finalised versions.
    pub versions: u32,
}

/// How much waits for a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Minutes that are not final.
    pub meetings_in_work: u32,
    /// Of these, on their round (確認中).
    pub meetings_in_review: u32,
    /// Of these, final once and open for correction.
    pub meetings_in_correction: u32,
    /// Proposed decisions.
    pub decisions_proposed: u32,
    /// Confirmed decisions without an initiative.
    pub decisions_unlinked: u32,
    /// Items without a decision, of minutes that are not final.
    pub items_open: u32,
    /// Spans whose words are no longer in their remark.
    pub evidence_broken: u32,
    /// Proposed follow-ups.
    pub follow_ups_proposed: u32,
    /// Confirmed follow-ups without an answer.
    pub follow_ups_open: u32,
    /// Of these, due before today.
    pub follow_ups_overdue: u32,
    /// Initiatives that no confirmed decision stands behind.
    pub initiatives_undecided: u32,
    /// Initiatives of the newest plan without a report on this half year.
    pub initiatives_unreported: u32,
    /// Indicators with a target for this year.
    pub indicators: u32,
    /// Indicators with a target, for this year or before, of which no actual value is known.
    pub indicators_unmeasured: u32,
}

/// How an item of a meeting ended, as lists of meetings sum it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemOutcome {
    /// The meeting.
    pub meeting_id: MeetingId,
    /// Title of the item.
    pub title: String,
    /// Its confirmed decisions.
    pub confirmed: u32,
    /// Its proposed decisions.
    pub proposed: u32,
}

/// What an initiative waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WaitingKind {
    /// A confirmed decision.
    Decision,
    /// A report on this half year.
    Report,
    /// The actual value of an indicator.
    Actual,
}

/// An initiative that waits for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingInitiative {
    /// Identity.
    pub id: InitiativeId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Departments in charge.
    pub departments: Vec<String>,
    /// Title of its plan.
    pub plan: String,
    /// The year of its plan.
    pub fiscal_year: FiscalYear,
    /// The indicator, where one is missing.
    pub note: String,
}

const UNDECIDED: &str = include_str!("waiting/undecided.sql");
const UNREPORTED: &str = include_str!("waiting/unreported.sql");
const UNMEASURED: &str = include_str!("waiting/unmeasured.sql");

impl Reader<'_> {
    /// How much is kept.
    pub fn counts(&self) -> Result<Counts> {
        Ok(self.prepare(include_str!("counts.sql"))?.query_row([], |row| {
            Ok(Counts {
                meetings: count(row, 0)?,
                remarks: count(row, 1)?,
                decisions: count(row, 2)?,
                initiatives: count(row, 3)?,
                versions: count(row, 4)?,
            })
        })?)
    }

    /// Every item of every meeting in printed order, with how many decisions it has.
    pub fn item_outcomes(&self) -> Result<Vec<ItemOutcome>> {
        let mut statement = self.prepare(
            "SELECT a.meeting_id, a.title,
                    (SELECT count(*) FROM decision d WHERE d.agenda_item_id = a.id AND d.status = 'confirmed'),
                    (SELECT count(*) FROM decision d WHERE d.agenda_item_id = a.id AND d.status = 'proposed')
             FROM agenda_item a ORDER BY a.meeting_id, a.rank",
        )?;
        let items = statement.query_map([], |row| {
            Ok(ItemOutcome {
                meeting_id: MeetingId(row.get(0)?),
                title: row.get(1)?,
                confirmed: count(row, 2)?,
                proposed: count(row, 3)?,
            })
        })?;
        Ok(items.collect::<rusqlite::Result<_>>()?)
    }

    /// How much waits for a person on a day.
    pub fn waiting(&self, today: NaiveDate) -> Result<Waiting> {
        let (year, half) = half_of(today);
        let waiting = self.prepare(include_str!("waiting.sql"))?.query_row((Text(today), year.0), |row| {
            Ok(Waiting {
                meetings_in_work: count(row, 0)?,
                decisions_proposed: count(row, 1)?,
                decisions_unlinked: count(row, 2)?,
                items_open: count(row, 3)?,
                follow_ups_proposed: count(row, 4)?,
                follow_ups_open: count(row, 5)?,
                meetings_in_review: count(row, 6)?,
                meetings_in_correction: count(row, 7)?,
                follow_ups_overdue: count(row, 8)?,
                indicators: count(row, 9)?,
                ..Waiting::default()
            })
        })?;
        Ok(Waiting {
            evidence_broken: u32::try_from(self.broken_evidence_count()?).unwrap_or(u32::MAX),
            initiatives_undecided: self.length(UNDECIDED, [])?,
            initiatives_unreported: self.length(UNREPORTED, (year.0, Text(half)))?,
            indicators_unmeasured: self.length(UNMEASURED, [year.0])?,
            ..waiting
        })
    }

    /// The initiatives that wait for something on a day, newest plan first and then as printed.
    pub fn initiatives_waiting(&self, kind: WaitingKind, today: NaiveDate) -> Result<Vec<WaitingInitiative>> {
        let (year, half) = half_of(today);
        match kind {
            WaitingKind::Decision => self.rows_of(UNDECIDED, []),
            WaitingKind::Report => self.rows_of(UNREPORTED, (year.0, Text(half))),
            WaitingKind::Actual => self.rows_of(UNMEASURED, [year.0]),
        }
    }

    fn length(&self, list: &str, parameters: impl Params) -> Result<u32> {
        Ok(self.prepare(&format!("SELECT count(*) FROM (\n{list})"))?.query_row(parameters, |row| count(row, 0))?)
    }

    fn rows_of(&self, list: &str, parameters: impl Params) -> Result<Vec<WaitingInitiative>> {
        let mut statement = self.prepare(&format!("{list} ORDER BY p.fiscal_year DESC, i.plan_id, i.rank"))?;
        let rows = statement.query_map(parameters, |row| {
            Ok(WaitingInitiative {
                id: InitiativeId(row.get(0)?),
                number: row.get(1)?,
                title: row.get(2)?,
                departments: row.get::<_, Json<Vec<String>>>(3)?.0,
                plan: row.get(4)?,
                fiscal_year: FiscalYear(row.get(5)?),
                note: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The half of a fiscal year that a day is in.
fn half_of(day: NaiveDate) -> (FiscalYear, Half) {
    let half = if (4..10).contains(&day.month()) { Half::FirstHalf } else { Half::SecondHalf };
    (FiscalYear::of(day), half)
}

fn count(row: &Row<'_>, at: usize) -> rusqlite::Result<u32> {
    row.get::<_, i64>(at).map(narrow)
}
