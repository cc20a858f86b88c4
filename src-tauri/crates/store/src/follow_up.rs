//! Follow-ups (宿題・指示事項): what a remark asked for, and what answers it: a later
//! remark, or a report on an initiative.

use chrono::NaiveDate;
use gijicho_model::meeting::label;
use gijicho_model::{
    AgendaItemId, BodyId, FiscalYear, FollowUp, FollowUpId, FollowUpState, Half, InitiativeId, MeetingId, ProgressId,
    ProposalStatus, RemarkId, body, validate,
};
use rusqlite::{OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::error::{Result, StoreError};
use crate::reader::Reader;
use crate::sql::{RANK_STEP, Text};
use crate::transact::Tx;

/// A line of the list of follow-ups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpRow {
    /// The follow-up.
    #[serde(flatten)]
    pub follow_up: FollowUp,
    /// R4-1, or the date of the meeting that asked.
    pub meeting_label: String,
    /// Its day.
    pub held_on: NaiveDate,
    /// The body that met.
    pub body_id: BodyId,
    /// Who asked, as printed.
    pub asked_by: Option<String>,
    /// The item; `None` before the first one.
    pub agenda_item_id: Option<AgendaItemId>,
    /// Its title.
    pub agenda_title: Option<String>,
    /// The meeting of the answer.
    pub answered_in: Option<MeetingId>,
    /// Its day.
    pub answered_on: Option<NaiveDate>,
    /// The report of the answer.
    pub reported: Option<AnsweringReport>,
    /// Version of the row.
    pub row_version: i64,
}

/// A report on an initiative that answers a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnsweringReport {
    /// The initiative.
    pub initiative_id: InitiativeId,
    /// Its title.
    pub title: String,
    /// The year that the report is on.
    pub fiscal_year: FiscalYear,
    /// The half of it.
    pub half: Half,
}

/// What answers a follow-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is known to be answered, and not where.
    Somewhere,
    /// A remark.
    Remark(RemarkId),
    /// A report on an initiative.
    Progress(ProgressId),
}

/// Which follow-ups to list. Dismissed ones are listed only when asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpFilter {
    /// Of one meeting.
    pub meeting: Option<MeetingId>,
    /// How far they have come.
    pub state: Option<FollowUpState>,
    /// Whether a person has confirmed them.
    pub status: Option<ProposalStatus>,
}

/// A follow-up that a person writes down from a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewFollowUp {
    /// The remark that asks.
    pub remark_id: RemarkId,
    /// The asking words, verbatim in the remark's plain text.
    pub quote: String,
    /// The department addressed; empty where the words name none.
    pub addressee: String,
    /// When it is due.
    pub due_on: Option<NaiveDate>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT f.id, f.meeting_id, f.remark_id, f.quote, f.addressee, f.due_on, f.state, f.status, f.answered_by,
                    f.row_version, m.fiscal_year, m.ordinal, m.held_on, r.speaker_printed, i.id, i.title, n.id,
                    n.held_on, m.body_id, f.answered_by_progress, p.initiative_id, p.fiscal_year, p.half, t.title
             FROM follow_up f JOIN meeting m ON m.id = f.meeting_id JOIN remark r ON r.id = f.remark_id
             LEFT JOIN agenda_item i ON i.id = r.agenda_item_id
             LEFT JOIN remark a ON a.id = f.answered_by LEFT JOIN meeting n ON n.id = a.meeting_id
             LEFT JOIN progress p ON p.id = f.answered_by_progress LEFT JOIN initiative t ON t.id = p.initiative_id ",
            $rest
        )
    };
}

impl Reader<'_> {
    /// Follow-ups, newest meeting first and then in the order of their remarks.
    pub fn follow_ups(&self, filter: &FollowUpFilter) -> Result<Vec<FollowUpRow>> {
        let mut statement = self.prepare(select!(
            "WHERE (?1 IS NULL OR f.meeting_id = ?1) AND (?2 IS NULL OR f.state = ?2)
               AND CASE WHEN ?3 IS NULL THEN f.status <> 'dismissed' ELSE f.status = ?3 END
             ORDER BY m.held_on DESC, m.starts_at DESC, m.id, i.rank, r.rank, f.rank"
        ))?;
        let rows = statement.query_map(
            (filter.meeting.map(|id| id.0), filter.state.map(Text), filter.status.map(Text)),
            follow_up_row,
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What was confirmed to be asked for on the items whose decisions are tied to an initiative, or was answered by a
    /// report on it. Oldest first.
    pub fn follow_ups_on(&self, initiative: InitiativeId) -> Result<Vec<FollowUpRow>> {
        let mut statement = self.prepare(select!(
            "WHERE f.status = 'confirmed' AND (p.initiative_id = ?1 OR i.id IN (
                 SELECT d.agenda_item_id FROM decision_initiative l JOIN decision d ON d.id = l.decision_id
                 WHERE l.initiative_id = ?1 AND l.status = 'confirmed' AND d.status <> 'dismissed'))
             ORDER BY m.held_on, m.id, r.rank, f.rank"
        ))?;
        let rows = statement.query_map([initiative.0], follow_up_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One follow-up.
    pub fn follow_up(&self, id: FollowUpId) -> Result<FollowUpRow> {
        let found = self.prepare(select!("WHERE f.id = ?1"))?.query_row([id.0], follow_up_row).optional()?;
        found.ok_or(StoreError::NotFound { entity: Entity::FollowUp, id: id.0 })
    }

    /// The follow-ups of a meeting in the order of their remarks, dismissed ones included.
    pub fn follow_ups_of(&self, meeting: MeetingId) -> Result<Vec<FollowUp>> {
        let mut statement = self.prepare(select!("WHERE f.meeting_id = ?1 ORDER BY i.rank, r.rank, f.rank"))?;
        let rows = statement.query_map([meeting.0], |row| follow_up_row(row).map(|row| row.follow_up))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The most that is looked at for an answer, newest first.
const LOOKED_AT: i64 = 2_000;

/// What was said or reported after a follow-up was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaterWords {
    /// A remark or a report.
    pub what: Answer,
    /// The meeting of a remark.
    pub meeting: Option<MeetingId>,
    /// Its body.
    pub body_id: Option<BodyId>,
    /// The initiative of a report.
    pub initiative: Option<InitiativeId>,
    /// The speaker as printed, or the title of the initiative.
    pub heading: String,
    /// The half year of a report.
    pub half: Option<(FiscalYear, Half)>,
    /// A remark's body in Markdown, or the report.
    pub text: String,
}

impl Reader<'_> {
    /// Remarks after the asking one, and reports on its half year or later ones, newest first.
    pub fn after_follow_up(&self, id: FollowUpId) -> Result<Vec<LaterWords>> {
        let asked = self.follow_up(id)?;
        let mut statement = self.prepare(
            "SELECT r.id, m.id, m.body_id, coalesce(r.speaker_printed, ''), r.body
             FROM remark r JOIN meeting m ON m.id = r.meeting_id
             WHERE m.held_on > ?1 OR (m.id = ?2 AND r.rank > (SELECT rank FROM remark WHERE id = ?3))
             ORDER BY m.held_on DESC, m.id, r.rank LIMIT ?4",
        )?;
        let FollowUp { meeting_id, remark_id, .. } = asked.follow_up;
        let remarks = statement.query_map((Text(asked.held_on), meeting_id.0, remark_id.0, LOOKED_AT), |row| {
            Ok(LaterWords {
                what: Answer::Remark(RemarkId(row.get(0)?)),
                meeting: Some(MeetingId(row.get(1)?)),
                body_id: Some(BodyId(row.get(2)?)),
                initiative: None,
                heading: row.get(3)?,
                half: None,
                text: row.get(4)?,
            })
        })?;
        let mut later = remarks.collect::<rusqlite::Result<Vec<_>>>()?;
        let mut statement = self.prepare(
            "SELECT p.id, i.id, i.title, p.fiscal_year, p.half, p.text FROM progress p
             JOIN initiative i ON i.id = p.initiative_id WHERE p.fiscal_year >= ?1
             ORDER BY p.fiscal_year DESC, p.half DESC, p.id LIMIT ?2",
        )?;
        let reports = statement.query_map((FiscalYear::of(asked.held_on).0, LOOKED_AT), |row| {
            Ok(LaterWords {
                what: Answer::Progress(ProgressId(row.get(0)?)),
                meeting: None,
                body_id: None,
                initiative: Some(InitiativeId(row.get(1)?)),
                heading: row.get(2)?,
                half: Some((FiscalYear(row.get(3)?), row.get::<_, Text<Half>>(4)?.0)),
                text: row.get(5)?,
            })
        })?;
        for report in reports {
            later.push(report?);
        }
        Ok(later)
    }
}

fn follow_up_row(row: &Row<'_>) -> rusqlite::Result<FollowUpRow> {
    let day = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<Text<NaiveDate>>>(at)?.map(|day| day.0));
    let held_on = row.get::<_, Text<NaiveDate>>(12)?.0;
    Ok(FollowUpRow {
        follow_up: FollowUp {
            id: FollowUpId(row.get(0)?),
            meeting_id: MeetingId(row.get(1)?),
            remark_id: RemarkId(row.get(2)?),
            quote: row.get(3)?,
            addressee: row.get(4)?,
            due_on: day(5)?,
            state: row.get::<_, Text<FollowUpState>>(6)?.0,
            status: row.get::<_, Text<ProposalStatus>>(7)?.0,
            answered_by: row.get::<_, Option<Uuid>>(8)?.map(RemarkId),
            answered_by_progress: row.get::<_, Option<Uuid>>(19)?.map(ProgressId),
        },
        row_version: row.get(9)?,
        meeting_label: label(FiscalYear(row.get(10)?), row.get(11)?, held_on),
        held_on,
        asked_by: row.get(13)?,
        agenda_item_id: row.get::<_, Option<Uuid>>(14)?.map(AgendaItemId),
        agenda_title: row.get(15)?,
        answered_in: row.get::<_, Option<Uuid>>(16)?.map(MeetingId),
        answered_on: day(17)?,
        body_id: BodyId(row.get(18)?),
        reported: match row.get::<_, Option<Uuid>>(20)? {
            Some(initiative) => Some(AnsweringReport {
                initiative_id: InitiativeId(initiative),
                fiscal_year: FiscalYear(row.get(21)?),
                half: row.get::<_, Text<Half>>(22)?.0,
                title: row.get(23)?,
            }),
            None => None,
        },
    })
}

impl Tx<'_> {
    /// Writes down a follow-up, confirmed because a person has marked the words.
    pub fn add_follow_up(&mut self, new: &NewFollowUp) -> Result<FollowUpId> {
        let remark = self.remark(new.remark_id)?;
        self.require_open(remark.meeting_id)?;
        self.write_follow_up(remark.meeting_id, new, ProposalStatus::Confirmed, &body::plain(&remark.body))
    }

    /// Writes down a follow-up that the program has found in the words, for a person to confirm.
    pub fn propose_follow_up(&mut self, new: &NewFollowUp) -> Result<FollowUpId> {
        let remark = self.remark(new.remark_id)?;
        self.require_open(remark.meeting_id)?;
        self.write_follow_up(remark.meeting_id, new, ProposalStatus::Proposed, &body::plain(&remark.body))
    }

    pub(crate) fn write_follow_up(
        &mut self,
        meeting: MeetingId,
        new: &NewFollowUp,
        status: ProposalStatus,
        plain: &str,
    ) -> Result<FollowUpId> {
        let id = FollowUpId(self.new_id());
        self.write_follow_up_as(id, meeting, new, status, plain)?;
        Ok(id)
    }

    /// The same under an identity that it had before.
    pub(crate) fn write_follow_up_as(
        &mut self,
        id: FollowUpId,
        meeting: MeetingId,
        new: &NewFollowUp,
        status: ProposalStatus,
        plain: &str,
    ) -> Result<()> {
        check::required("quote", &new.quote)?;
        check::bounded("addressee", &new.addressee, validate::MAX_LINE)?;
        if !plain.contains(&new.quote) {
            return Err(StoreError::NotInRemark(new.remark_id));
        }
        let rank: i64 = self
            .prepare("SELECT coalesce(max(rank), 0) + ?2 FROM follow_up WHERE meeting_id = ?1")?
            .query_row((meeting.0, RANK_STEP), |row| row.get(0))?;
        self.prepare(
            "INSERT INTO follow_up (id, meeting_id, remark_id, rank, quote, addressee, due_on, state, status,
                                    row_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'open', ?8, ?9)",
        )?
        .execute((
            id.0,
            meeting.0,
            new.remark_id.0,
            rank,
            &new.quote,
            &new.addressee,
            new.due_on.map(Text),
            Text(status),
            self.version(),
        ))?;
        Ok(())
    }

    /// Changes whom a follow-up addresses and when it is due.
    pub fn edit_follow_up(
        &mut self,
        id: FollowUpId,
        base: i64,
        addressee: &str,
        due_on: Option<NaiveDate>,
    ) -> Result<()> {
        check::bounded("addressee", addressee, validate::MAX_LINE)?;
        self.on_version(Entity::FollowUp, id.0, base, |tx| {
            tx.prepare("UPDATE follow_up SET addressee = ?2, due_on = ?3, row_version = ?4 WHERE id = ?1")?
                .execute((id.0, addressee, due_on.map(Text), tx.version()))?;
            Ok(())
        })
    }

    /// Confirms that it is one.
    pub fn confirm_follow_up(&mut self, id: FollowUpId) -> Result<()> {
        self.set_follow_up_status(id, ProposalStatus::Confirmed)
    }

    /// Says that it is none.
    pub fn dismiss_follow_up(&mut self, id: FollowUpId) -> Result<()> {
        self.set_follow_up_status(id, ProposalStatus::Dismissed)
    }

    fn set_follow_up_status(&mut self, id: FollowUpId, status: ProposalStatus) -> Result<()> {
        self.require(Entity::FollowUp, id.0)?;
        self.prepare("UPDATE follow_up SET status = ?2, row_version = ?3 WHERE id = ?1 AND status <> ?2")?
            .execute((id.0, Text(status), self.version()))?;
        Ok(())
    }

    /// Says that it is answered, and by what. Possible after the asking meeting is finalised. A
    /// proposal that is answered is thereby confirmed.
    pub fn answer_follow_up(&mut self, id: FollowUpId, by: Answer) -> Result<()> {
        self.require(Entity::FollowUp, id.0)?;
        let (remark, progress) = match by {
            Answer::Somewhere => (None, None),
            Answer::Remark(remark) => (Some(remark.0), None),
            Answer::Progress(progress) => (None, Some(progress.0)),
        };
        if let Some(remark) = remark {
            self.require(Entity::Remark, remark)?;
        }
        if let Some(progress) = progress {
            self.require(Entity::Progress, progress)?;
        }
        self.prepare(
            "UPDATE follow_up SET state = 'answered', answered_by = ?2, answered_by_progress = ?3,
                    status = 'confirmed', row_version = ?4 WHERE id = ?1",
        )?
        .execute((id.0, remark, progress, self.version()))?;
        Ok(())
    }

    /// Takes the answer back.
    pub fn reopen_follow_up(&mut self, id: FollowUpId) -> Result<()> {
        self.require(Entity::FollowUp, id.0)?;
        self.prepare(
            "UPDATE follow_up SET state = 'open', answered_by = NULL, answered_by_progress = NULL, row_version = ?2
             WHERE id = ?1 AND state = 'answered'",
        )?
        .execute((id.0, self.version()))?;
        Ok(())
    }
}
