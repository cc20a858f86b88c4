//! Decisions (決定事項): the list, proposals, numbers. They are written in [`crate::decide`].
//!
//! Invariants: serials within a meeting are 1, 2, 3 …, with gaps only where minutes were replaced; a
//! dismissed decision keeps its serial, so that a number once seen never means another decision. A
//! confirmed decision names who confirmed it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gijicho_model::meeting::label;
use gijicho_model::{
    AgendaItemId, BodyId, Decision, DecisionId, EvidenceState, FiscalYear, InitiativeId, LinkStatus, MeetingId,
    MeetingStatus, Outcome, ProposalStatus, Relation, RemarkId,
};
use rusqlite::{OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::error::{Result, StoreError};
use crate::evidence::{self, Selection};
use crate::reader::Reader;
use crate::sql::Text;

/// A line of the list of decisions: a decision, or an item that carries none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRow {
    /// Identity; `None` for an item without a decision.
    pub id: Option<DecisionId>,
    /// R4-1-2; `None` for an item without a decision.
    pub number: Option<String>,
    /// The meeting.
    pub meeting_id: MeetingId,
    /// R4-1, or the date.
    pub meeting_label: String,
    /// How far its minutes have come.
    pub meeting_status: MeetingStatus,
    /// Its day.
    pub held_on: NaiveDate,
    /// Fiscal year of that day.
    pub fiscal_year: FiscalYear,
    /// The body that met.
    pub body_id: BodyId,
    /// Its name.
    pub body: String,
    /// The item.
    pub agenda_item_id: AgendaItemId,
    /// Its number; empty where none is printed.
    pub agenda_number: String,
    /// As printed: 「議題１」.
    pub agenda_label: String,
    /// Its title.
    pub agenda_title: String,
    /// How it ended; [`Outcome::NoneRecorded`] for an item without a decision.
    pub outcome: Outcome,
    /// The deciding word.
    pub phrase: String,
    /// The verbatim words.
    pub quote: String,
    /// A condition as said.
    pub condition: Option<String>,
    /// For an item without a decision: confirmed when a person has said 記録なし, else proposed.
    pub status: ProposalStatus,
    /// Name of the person who confirmed it.
    pub confirmed_by: Option<String>,
    /// UTC microseconds.
    pub confirmed_at: Option<i64>,
    /// The earlier decision that this one replaces.
    pub supersedes: Option<DecisionId>,
    /// Its number, such as R4-1-2; `None` also where the rows are those of an earlier moment.
    pub supersedes_number: Option<String>,
    /// The confirmed decision that replaces this one; `None` also for the rows of an earlier moment.
    pub superseded_by: Option<NumberedDecision>,
    /// Whether its words stand in the record as it is.
    pub evidence: EvidenceState,
    /// Initiatives that it bears on.
    pub initiatives: Vec<InitiativeOfDecision>,
    /// Remarks that carry it, in the order of the evidence.
    pub remarks: Vec<RemarkId>,
    /// Version of the decision's row, or of the item's where there is no decision.
    pub row_version: i64,
}

/// A decision by its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberedDecision {
    /// Identity.
    pub id: DecisionId,
    /// R4-1-2
    pub number: String,
}

/// An initiative as a decision's line shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitiativeOfDecision {
    /// Identity.
    pub id: InitiativeId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// How the decision bears on it.
    pub relation: Relation,
    /// Who stands behind the tie.
    pub status: LinkStatus,
}

/// Which decisions to list. Everything is listed by default, items without a decision included.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionFilter {
    /// Of one meeting.
    pub meeting: Option<MeetingId>,
    /// Of one body.
    pub body: Option<BodyId>,
    /// Of one fiscal year.
    pub fiscal_year: Option<FiscalYear>,
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// Up to this day.
    pub to: Option<NaiveDate>,
    /// With this outcome.
    pub outcome: Option<Outcome>,
    /// In this state. Dismissed proposals are listed only when asked for here.
    pub status: Option<ProposalStatus>,
    /// Tied to this initiative; items without a decision are left out then.
    pub initiative: Option<InitiativeId>,
}

/// A decision that a person writes down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDecision {
    /// The item decided on.
    pub agenda_item_id: AgendaItemId,
    /// How it ended; not [`Outcome::NoneRecorded`], for which see [`crate::Tx::set_none_recorded`].
    pub outcome: Outcome,
    /// The deciding word.
    pub phrase: String,
    /// A condition as said.
    pub condition: Option<String>,
    /// The words that carry it; the first gives the quotation.
    pub evidence: Vec<Selection>,
}

/// What can be changed in a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionEdit {
    /// The item decided on.
    pub agenda_item_id: AgendaItemId,
    /// How it ended.
    pub outcome: Outcome,
    /// The deciding word.
    pub phrase: String,
    /// The verbatim words.
    pub quote: String,
    /// A condition as said.
    pub condition: Option<String>,
    /// The earlier decision that this one replaces.
    pub supersedes: Option<DecisionId>,
}

impl From<&Decision> for DecisionEdit {
    fn from(decision: &Decision) -> Self {
        let Decision { agenda_item_id, outcome, phrase, quote, condition, supersedes, .. } = decision.clone();
        Self { agenda_item_id, outcome, phrase, quote, condition, supersedes }
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, meeting_id, agenda_item_id, serial, outcome, phrase, quote, condition, status, confirmed_by,
                    confirmed_at, supersedes FROM decision ",
            $rest
        )
    };
}

impl Reader<'_> {
    /// Decisions, and items without one, newest meeting first and then in printed order.
    pub fn decisions(&self, filter: &DecisionFilter) -> Result<Vec<DecisionRow>> {
        let mut statement = self.prepare(include_str!("decisions.sql"))?;
        let rows = statement.query_map(
            (
                filter.meeting.map(|id| id.0),
                filter.body.map(|id| id.0),
                filter.fiscal_year.map(|year| year.0),
                filter.from.map(Text),
                filter.to.map(Text),
                filter.outcome.map(Text),
                filter.status.map(Text),
                filter.initiative.map(|id| id.0),
            ),
            decision_row,
        )?;
        let mut rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        self.fill(&mut rows)?;
        Ok(rows)
    }

    /// One decision as the list shows it, dismissed or not.
    pub fn decision(&self, id: DecisionId) -> Result<DecisionRow> {
        let found = self
            .prepare(
                "SELECT d.id, d.serial, d.meeting_id, m.status, m.fiscal_year, m.ordinal, m.held_on, m.body_id, b.name,
                        a.id, a.number, a.label, a.title, d.outcome, d.phrase, d.quote, d.condition, d.status,
                        d.confirmed_by, d.confirmed_at, d.supersedes, d.row_version
                 FROM decision d JOIN meeting m ON m.id = d.meeting_id JOIN body b ON b.id = m.body_id
                 JOIN agenda_item a ON a.id = d.agenda_item_id WHERE d.id = ?1",
            )?
            .query_row([id.0], decision_row)
            .optional()?;
        let mut rows = vec![found.ok_or(StoreError::NotFound { entity: Entity::Decision, id: id.0 })?];
        self.fill(&mut rows)?;
        Ok(rows.remove(0))
    }

    /// The decisions of a meeting by serial, dismissed ones included.
    pub fn decisions_of(&self, meeting: MeetingId) -> Result<Vec<Decision>> {
        let mut statement = self.prepare(select!("WHERE meeting_id = ?1 ORDER BY serial"))?;
        let decisions = statement.query_map([meeting.0], decision)?;
        Ok(decisions.collect::<rusqlite::Result<_>>()?)
    }

    /// Serials of decisions that were taken away for good: with minutes that were replaced, say. Those of
    /// a decision that was only undone are free again.
    pub(crate) fn serials_given_up(&self, meeting: MeetingId) -> Result<Vec<u32>> {
        let mut statement = self.prepare(
            "SELECT json_extract(c.before, '$.serial') FROM change_log c JOIN operation o ON o.seq = c.op
             WHERE json_extract(c.before, '$.meeting_id') = ?1 AND c.entity = 'decision' AND c.after IS NULL
                 AND o.kind IN ('import', 'edit')",
        )?;
        let serials = statement.query_map([crate::hash::hex(meeting.0.as_bytes())], |row| row.get(0))?;
        Ok(serials.collect::<rusqlite::Result<_>>()?)
    }

    pub(crate) fn meeting_of_decision(&self, id: DecisionId) -> Result<MeetingId> {
        let found = self
            .prepare("SELECT meeting_id FROM decision WHERE id = ?1")?
            .query_row([id.0], |row| row.get(0).map(MeetingId))
            .optional()?;
        found.ok_or(StoreError::NotFound { entity: Entity::Decision, id: id.0 })
    }

    /// Adds what each row's list needs: initiatives and remarks.
    fn fill(&self, rows: &mut [DecisionRow]) -> Result<()> {
        let (at, ids) = by_id(rows);
        let mut statement = self.prepare(
            "SELECT l.decision_id, i.id, i.number, i.title, l.relation, l.status
             FROM json_each(?1) wanted JOIN decision_initiative l ON l.decision_id = unhex(wanted.value)
             JOIN initiative i ON i.id = l.initiative_id JOIN plan p ON p.id = i.plan_id
             ORDER BY p.fiscal_year, i.plan_id, i.rank",
        )?;
        let mut links = statement.query([&ids])?;
        while let Some(row) = links.next()? {
            let Some(&at) = at.get(&DecisionId(row.get(0)?)) else { continue };
            rows[at].initiatives.push(InitiativeOfDecision {
                id: InitiativeId(row.get(1)?),
                number: row.get(2)?,
                title: row.get(3)?,
                relation: row.get::<_, Text<Relation>>(4)?.0,
                status: row.get::<_, Text<LinkStatus>>(5)?.0,
            });
        }
        self.fill_successions(rows)?;
        self.fill_remarks(rows)
    }

    /// Adds what each decision replaces and is replaced by.
    fn fill_successions(&self, rows: &mut [DecisionRow]) -> Result<()> {
        let (at, ids) = by_id(rows);
        let mut statement = self.prepare(
            "SELECT d.supersedes, 1, d.id, d.serial, m.fiscal_year, m.ordinal, m.held_on
             FROM json_each(?1) wanted JOIN decision d ON d.supersedes = unhex(wanted.value)
             JOIN meeting m ON m.id = d.meeting_id WHERE d.status = 'confirmed'
             UNION ALL
             SELECT d.id, 0, o.id, o.serial, m.fiscal_year, m.ordinal, m.held_on
             FROM json_each(?1) wanted JOIN decision d ON d.id = unhex(wanted.value)
             JOIN decision o ON o.id = d.supersedes JOIN meeting m ON m.id = o.meeting_id",
        )?;
        let mut found = statement.query([&ids])?;
        while let Some(row) = found.next()? {
            let Some(&at) = at.get(&DecisionId(row.get(0)?)) else { continue };
            let label = label(FiscalYear(row.get(4)?), row.get(5)?, row.get::<_, Text<NaiveDate>>(6)?.0);
            let number = format!("{label}-{}", row.get::<_, u32>(3)?);
            if row.get(1)? {
                rows[at].superseded_by = Some(NumberedDecision { id: DecisionId(row.get(2)?), number });
            } else {
                rows[at].supersedes_number = Some(number);
            }
        }
        Ok(())
    }

    /// Adds the remarks that carry each decision today, and whether the words stand in them. The
    /// words of a finalised meeting are locked, so that only those of open ones are read.
    pub(crate) fn fill_remarks(&self, rows: &mut [DecisionRow]) -> Result<()> {
        let (at, ids) = by_id(rows);
        let mut statement = self.prepare(
            "SELECT e.decision_id, e.remark_id, e.quote, e.prefix, e.suffix, e.remark_sha256,
                    CASE WHEN m.status IN ('draft', 'in_review') THEN r.body END
             FROM json_each(?1) wanted JOIN evidence e ON e.decision_id = unhex(wanted.value)
             JOIN meeting m ON m.id = e.meeting_id JOIN remark r ON r.id = e.remark_id ORDER BY e.decision_id, e.rank",
        )?;
        let mut evidence = statement.query([&ids])?;
        while let Some(row) = evidence.next()? {
            let Some(&at) = at.get(&DecisionId(row.get(0)?)) else { continue };
            let remark = RemarkId(row.get(1)?);
            if !rows[at].remarks.contains(&remark) {
                rows[at].remarks.push(remark);
            }
            let stands = match row.get::<_, Option<String>>(6)? {
                Some(body) => evidence::stands(row, &body)?,
                None => true,
            };
            rows[at].evidence = match (rows[at].evidence, stands) {
                (EvidenceState::Broken, _) | (_, false) => EvidenceState::Broken,
                _ => EvidenceState::Intact,
            };
        }
        Ok(())
    }
}

/// Where each decision stands, and all of them as a JSON list of hexadecimal digits.
fn by_id(rows: &[DecisionRow]) -> (BTreeMap<DecisionId, usize>, String) {
    let at: BTreeMap<DecisionId, usize> = rows.iter().enumerate().filter_map(|(at, row)| Some((row.id?, at))).collect();
    let ids = serde_json::Value::from(at.keys().map(|id| crate::hash::hex(id.0.as_bytes())).collect::<Vec<_>>());
    (at, ids.to_string())
}

fn decision(row: &Row<'_>) -> rusqlite::Result<Decision> {
    Ok(Decision {
        id: DecisionId(row.get(0)?),
        meeting_id: MeetingId(row.get(1)?),
        agenda_item_id: AgendaItemId(row.get(2)?),
        serial: row.get(3)?,
        outcome: row.get::<_, Text<Outcome>>(4)?.0,
        phrase: row.get(5)?,
        quote: row.get(6)?,
        condition: row.get(7)?,
        status: row.get::<_, Text<ProposalStatus>>(8)?.0,
        confirmed_by: row.get(9)?,
        confirmed_at: row.get(10)?,
        supersedes: row.get::<_, Option<Uuid>>(11)?.map(DecisionId),
    })
}

fn decision_row(row: &Row<'_>) -> rusqlite::Result<DecisionRow> {
    let (fiscal_year, ordinal, held_on) = (FiscalYear(row.get(4)?), row.get(5)?, row.get::<_, Text<NaiveDate>>(6)?.0);
    let meeting_label = label(fiscal_year, ordinal, held_on);
    let serial: Option<u32> = row.get(1)?;
    Ok(DecisionRow {
        id: row.get::<_, Option<Uuid>>(0)?.map(DecisionId),
        number: serial.map(|serial| format!("{meeting_label}-{serial}")),
        meeting_id: MeetingId(row.get(2)?),
        meeting_label,
        meeting_status: row.get::<_, Text<MeetingStatus>>(3)?.0,
        held_on,
        fiscal_year,
        body_id: BodyId(row.get(7)?),
        body: row.get(8)?,
        agenda_item_id: AgendaItemId(row.get(9)?),
        agenda_number: row.get(10)?,
        agenda_label: row.get(11)?,
        agenda_title: row.get(12)?,
        outcome: row.get::<_, Text<Outcome>>(13)?.0,
        phrase: row.get(14)?,
        quote: row.get(15)?,
        condition: row.get(16)?,
        status: row.get::<_, Text<ProposalStatus>>(17)?.0,
        confirmed_by: row.get(18)?,
        confirmed_at: row.get(19)?,
        supersedes: row.get::<_, Option<Uuid>>(20)?.map(DecisionId),
        supersedes_number: None,
        superseded_by: None,
        evidence: EvidenceState::None,
        initiatives: Vec::new(),
        remarks: Vec::new(),
        row_version: row.get(21)?,
    })
}
