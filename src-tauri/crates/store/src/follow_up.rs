//! Follow-ups (宿題・指示事項): what a remark asked for, and the later remark that answers it.

use chrono::NaiveDate;
use gijicho_model::meeting::label;
use gijicho_model::{
    AgendaItemId, FiscalYear, FollowUp, FollowUpId, FollowUpState, MeetingId, ProposalStatus, RemarkId, body, validate,
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
    /// Version of the row.
    pub row_version: i64,
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
                    f.row_version, m.fiscal_year, m.ordinal, m.held_on, r.speaker_printed, i.id, i.title, n.id, n.held_on
             FROM follow_up f JOIN meeting m ON m.id = f.meeting_id JOIN remark r ON r.id = f.remark_id
             LEFT JOIN agenda_item i ON i.id = r.agenda_item_id
             LEFT JOIN remark a ON a.id = f.answered_by LEFT JOIN meeting n ON n.id = a.meeting_id ",
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
        },
        row_version: row.get(9)?,
        meeting_label: label(FiscalYear(row.get(10)?), row.get(11)?, held_on),
        held_on,
        asked_by: row.get(13)?,
        agenda_item_id: row.get::<_, Option<Uuid>>(14)?.map(AgendaItemId),
        agenda_title: row.get(15)?,
        answered_in: row.get::<_, Option<Uuid>>(16)?.map(MeetingId),
        answered_on: day(17)?,
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
        check::required("quote", &new.quote)?;
        check::bounded("addressee", &new.addressee, validate::MAX_LINE)?;
        if !plain.contains(&new.quote) {
            return Err(StoreError::NotInRemark(new.remark_id));
        }
        let rank: i64 = self
            .prepare("SELECT coalesce(max(rank), 0) + ?2 FROM follow_up WHERE meeting_id = ?1")?
            .query_row((meeting.0, RANK_STEP), |row| row.get(0))?;
        let id = FollowUpId(self.new_id());
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
        Ok(id)
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

    /// Says that it is answered, and by which remark where one answers it. Possible after the
    /// asking meeting is finalised. A proposal that is answered is thereby confirmed.
    pub fn answer_follow_up(&mut self, id: FollowUpId, by: Option<RemarkId>) -> Result<()> {
        self.require(Entity::FollowUp, id.0)?;
        if let Some(remark) = by {
            self.require(Entity::Remark, remark.0)?;
        }
        self.prepare(
            "UPDATE follow_up SET state = 'answered', answered_by = ?2, status = 'confirmed', row_version = ?3
             WHERE id = ?1",
        )?
        .execute((id.0, by.map(|id| id.0), self.version()))?;
        Ok(())
    }

    /// Takes the answer back.
    pub fn reopen_follow_up(&mut self, id: FollowUpId) -> Result<()> {
        self.require(Entity::FollowUp, id.0)?;
        self.prepare(
            "UPDATE follow_up SET state = 'open', answered_by = NULL, row_version = ?2
             WHERE id = ?1 AND state = 'answered'",
        )?
        .execute((id.0, self.version()))?;
        Ok(())
    }
}
