//! Decisions (決定事項): the list, proposals and their confirmation, numbers.
//!
//! Invariants: serials within a meeting are 1, 2, 3 …; a dismissed decision keeps its serial, so
//! that a number once seen never means another decision. A confirmed decision names who confirmed it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gijicho_model::meeting::label;
use gijicho_model::{
    AgendaItemId, BodyId, Decision, DecisionId, FiscalYear, InitiativeId, LinkStatus, MeetingId, MeetingStatus,
    Outcome, ProposalStatus, Relation, RemarkId, body, validate,
};
use rusqlite::{OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::error::{Result, StoreError};
use crate::evidence::Selection;
use crate::reader::Reader;
use crate::sql::Text;
use crate::transact::Tx;

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
    /// Initiatives that it bears on.
    pub initiatives: Vec<InitiativeOfDecision>,
    /// Remarks that carry it, in the order of the evidence.
    pub remarks: Vec<RemarkId>,
    /// Version of the decision's row, or of the item's where there is no decision.
    pub row_version: i64,
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
    /// How it ended; not [`Outcome::NoneRecorded`], for which see [`Tx::set_none_recorded`].
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
                None::<Uuid>,
            ),
            decision_row,
        )?;
        let mut rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        self.fill(&mut rows)?;
        Ok(rows)
    }

    /// One decision as the list shows it, dismissed or not.
    pub fn decision(&self, id: DecisionId) -> Result<DecisionRow> {
        let none = None::<i64>;
        let found = self
            .prepare(include_str!("decisions.sql"))?
            .query_row((none, none, none, none, none, none, none, none, id.0), decision_row)
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
        self.fill_remarks(rows)
    }

    /// Adds the remarks that carry each decision today.
    pub(crate) fn fill_remarks(&self, rows: &mut [DecisionRow]) -> Result<()> {
        let (at, ids) = by_id(rows);
        let mut statement = self.prepare(
            "SELECT e.decision_id, e.remark_id FROM json_each(?1) wanted
             JOIN evidence e ON e.decision_id = unhex(wanted.value) ORDER BY e.decision_id, e.rank",
        )?;
        let mut evidence = statement.query([&ids])?;
        while let Some(row) = evidence.next()? {
            let Some(&at) = at.get(&DecisionId(row.get(0)?)) else { continue };
            let remark = RemarkId(row.get(1)?);
            if !rows[at].remarks.contains(&remark) {
                rows[at].remarks.push(remark);
            }
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
        initiatives: Vec::new(),
        remarks: Vec::new(),
        row_version: row.get(21)?,
    })
}

fn check_words(outcome: Outcome, phrase: &str, quote: &str, condition: Option<&str>) -> Result<()> {
    if outcome == Outcome::NoneRecorded {
        return Err(check::out_of_range("outcome").into());
    }
    check::bounded("phrase", phrase, validate::MAX_LINE)?;
    check::bounded("quote", quote, validate::MAX_LINE)?;
    Ok(check::bounded("condition", condition.unwrap_or_default(), validate::MAX_LINE)?)
}

impl Tx<'_> {
    /// Writes down a decision, confirmed by the person at work, with the words that carry it.
    pub fn add_decision(&mut self, new: &NewDecision) -> Result<DecisionId> {
        self.new_decision(new, ProposalStatus::Confirmed)
    }

    /// Writes down a decision that the program has found in the words, for a person to confirm.
    pub fn propose_decision(&mut self, new: &NewDecision) -> Result<DecisionId> {
        self.new_decision(new, ProposalStatus::Proposed)
    }

    fn new_decision(&mut self, new: &NewDecision, status: ProposalStatus) -> Result<DecisionId> {
        let meeting = self.meeting_of_item(new.agenda_item_id)?;
        self.require_open(meeting)?;
        let quote = new.evidence.first().map(|selection| selection.quote.as_str()).unwrap_or_default();
        check_words(new.outcome, &new.phrase, quote, new.condition.as_deref())?;
        let serial = self.next_serial(meeting)?;
        let confirmed = (status == ProposalStatus::Confirmed).then(|| (self.actor().to_owned(), self.now()));
        let id = self.write_decision(&Decision {
            id: DecisionId(self.new_id()),
            meeting_id: meeting,
            agenda_item_id: new.agenda_item_id,
            serial,
            outcome: new.outcome,
            phrase: new.phrase.clone(),
            quote: quote.to_owned(),
            condition: new.condition.clone(),
            status,
            confirmed_by: confirmed.as_ref().map(|(by, _)| by.clone()),
            confirmed_at: confirmed.map(|(_, at)| at),
            supersedes: None,
        })?;
        for selection in &new.evidence {
            self.add_evidence(id, selection)?;
        }
        Ok(id)
    }

    /// The next free serial of a meeting.
    pub(crate) fn next_serial(&self, meeting: MeetingId) -> Result<u32> {
        Ok(self
            .prepare("SELECT coalesce(max(serial), 0) + 1 FROM decision WHERE meeting_id = ?1")?
            .query_row([meeting.0], |row| row.get(0))?)
    }

    pub(crate) fn write_decision(&mut self, decision: &Decision) -> Result<DecisionId> {
        // An item with a decision is not without one, whatever was said of it before.
        self.prepare("UPDATE agenda_item SET none_recorded = 0, row_version = ?2 WHERE id = ?1 AND none_recorded")?
            .execute((decision.agenda_item_id.0, self.version()))?;
        self.prepare(
            "INSERT INTO decision (id, meeting_id, agenda_item_id, serial, outcome, phrase, quote, condition, status,
                 confirmed_by, confirmed_at, supersedes, row_version)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute((
            decision.id.0,
            decision.meeting_id.0,
            decision.agenda_item_id.0,
            decision.serial,
            Text(decision.outcome),
            &decision.phrase,
            &decision.quote,
            &decision.condition,
            Text(decision.status),
            &decision.confirmed_by,
            decision.confirmed_at,
            decision.supersedes.map(|id| id.0),
            self.version(),
        ))?;
        Ok(decision.id)
    }

    /// Changes a decision. Its quotation is checked against the remarks of its evidence.
    pub fn edit_decision(&mut self, id: DecisionId, base: i64, edit: &DecisionEdit) -> Result<()> {
        let meeting = self.meeting_of_decision(id)?;
        self.require_open(meeting)?;
        self.require_item_of(meeting, edit.agenda_item_id)?;
        check_words(edit.outcome, &edit.phrase, &edit.quote, edit.condition.as_deref())?;
        let before = self.decision(id)?;
        if edit.quote != before.quote && !edit.quote.is_empty() {
            self.require_said(&before.remarks, &edit.quote)?;
        }
        if let Some(older) = edit.supersedes {
            self.require(Entity::Decision, older.0)?;
            if older == id {
                return Err(check::out_of_range("supersedes").into());
            }
        }
        self.on_version(Entity::Decision, id.0, base, |tx| {
            tx.prepare(
                "UPDATE decision SET agenda_item_id = ?2, outcome = ?3, phrase = ?4, quote = ?5, condition = ?6,
                        supersedes = ?7, row_version = ?8 WHERE id = ?1",
            )?
            .execute((
                id.0,
                edit.agenda_item_id.0,
                Text(edit.outcome),
                &edit.phrase,
                &edit.quote,
                &edit.condition,
                edit.supersedes.map(|id| id.0),
                tx.version(),
            ))?;
            Ok(())
        })
    }

    /// Passes when one of the remarks holds the words, or there is no remark to hold them.
    fn require_said(&self, remarks: &[RemarkId], quote: &str) -> Result<()> {
        for &remark in remarks {
            if body::plain(&self.remark(remark)?.body).contains(quote) {
                return Ok(());
            }
        }
        remarks.first().map_or(Ok(()), |&remark| Err(StoreError::NotInRemark(remark)))
    }

    /// Confirms a decision in the name of a person. One that is confirmed stays as it was confirmed.
    pub fn confirm_decision(&mut self, id: DecisionId, by: &str) -> Result<()> {
        check::required("by", by)?;
        self.set_decision_status(id, ProposalStatus::Confirmed, Some((by.trim(), self.now())))
    }

    /// Dismisses a decision; its number is not used again.
    pub fn dismiss_decision(&mut self, id: DecisionId) -> Result<()> {
        self.set_decision_status(id, ProposalStatus::Dismissed, None)
    }

    /// Makes a confirmed or dismissed decision a proposal again.
    pub fn reopen_decision(&mut self, id: DecisionId) -> Result<()> {
        self.set_decision_status(id, ProposalStatus::Proposed, None)
    }

    fn set_decision_status(&mut self, id: DecisionId, status: ProposalStatus, by: Option<(&str, i64)>) -> Result<()> {
        self.require_open(self.meeting_of_decision(id)?)?;
        self.prepare(
            "UPDATE decision SET status = ?2, confirmed_by = ?3, confirmed_at = ?4, row_version = ?5
             WHERE id = ?1 AND status <> ?2",
        )?
        .execute((id.0, Text(status), by.map(|by| by.0), by.map(|by| by.1), self.version()))?;
        Ok(())
    }
}
