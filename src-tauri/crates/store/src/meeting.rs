//! Meetings: the list, the head of the minutes, and how far they have come.

use chrono::{NaiveDate, NaiveTime};
use gijicho_model::meeting::{body_key, label};
use gijicho_model::{BodyId, FiscalYear, HeaderLine, Legend, Meeting, MeetingId, MeetingStatus};
use rusqlite::{OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::error::{Candidate, Lost, Result, StoreError};
use crate::hash::Sha256;
use crate::reader::Reader;
use crate::sql::{Json, Text, narrow, rank_of};
use crate::transact::Tx;

/// A line of the list of meetings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingRow {
    /// Identity.
    pub id: MeetingId,
    /// The body that met.
    pub body_id: BodyId,
    /// Its name.
    pub body: String,
    /// R4-1, or the date.
    pub label: String,
    /// Fiscal year of the date.
    pub fiscal_year: FiscalYear,
    /// 第N回.
    pub ordinal: Option<u32>,
    /// Local date.
    pub held_on: NaiveDate,
    /// As printed.
    pub title: Option<String>,
    /// How far the minutes have come.
    pub status: MeetingStatus,
    /// Number of agenda items.
    pub items: u32,
    /// Number of remarks.
    pub remarks: u32,
    /// Number of decisions that were not dismissed.
    pub decisions: u32,
    /// Of these, waiting for a person.
    pub proposed_decisions: u32,
    /// Follow-ups waiting for a person.
    pub proposed_follow_ups: u32,
    /// Speakers whose name and post a person should split.
    pub unsure_speakers: u32,
    /// Lines of the source that found no place.
    pub unplaced_lines: u32,
    /// Finalised versions.
    pub versions: u32,
}

impl MeetingRow {
    /// Everything that waits for a person.
    pub fn unconfirmed(&self) -> u32 {
        self.proposed_decisions + self.proposed_follow_ups + self.unsure_speakers + self.unplaced_lines
    }
}

/// What can be changed in the head of the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingEdit {
    /// The body that met.
    pub body_id: BodyId,
    /// Title as printed.
    pub title: Option<String>,
    /// 第N回.
    pub ordinal: Option<u32>,
    /// Local date; the fiscal year follows from it.
    pub held_on: NaiveDate,
    /// Local time.
    pub starts_at: Option<NaiveTime>,
    /// Local time.
    pub ends_at: Option<NaiveTime>,
    /// Where.
    pub place: Option<String>,
    /// Names as printed.
    pub attendees: Vec<String>,
    /// What the marks mean.
    pub legend: Legend,
    /// The numbered lines under the title.
    pub header: Vec<HeaderLine>,
}

impl From<&Meeting> for MeetingEdit {
    fn from(meeting: &Meeting) -> Self {
        let Meeting { body_id, title, ordinal, held_on, starts_at, ends_at, place, attendees, legend, header, .. } =
            meeting.clone();
        Self { body_id, title, ordinal, held_on, starts_at, ends_at, place, attendees, legend, header }
    }
}

impl MeetingEdit {
    fn check(&self) -> Result<()> {
        for (field, text) in [("title", &self.title), ("place", &self.place)] {
            check::bounded(field, text.as_deref().unwrap_or_default(), gijicho_model::validate::MAX_LINE)?;
        }
        if self.ordinal == Some(0) {
            return Err(check::out_of_range("ordinal").into());
        }
        gijicho_model::validate::head(&self.attendees, &self.legend, &self.header)?;
        Ok(check::ordered(self.starts_at, self.ends_at, ["starts_at", "ends_at"])?)
    }
}

/// Whether something else may go with what is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Losses {
    /// It may not: the call is refused with what would go.
    Refuse,
    /// A person has seen what goes and agrees.
    Accept,
}

impl Losses {
    /// Refuses unless nothing is lost or a person agrees.
    pub(crate) fn allow(self, lost: Lost) -> Result<()> {
        if self == Self::Accept || lost.is_empty() { Ok(()) } else { Err(StoreError::WouldLose(Box::new(lost))) }
    }
}

/// A line of a source that found no place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unplaced(pub u32, pub String);

macro_rules! select {
    ($rest:literal) => {
        concat!(include_str!("meetings.sql"), $rest)
    };
}

impl Reader<'_> {
    /// Every meeting, newest first.
    pub fn meetings(&self) -> Result<Vec<MeetingRow>> {
        let mut statement = self.prepare(select!("ORDER BY m.held_on DESC, m.starts_at DESC, m.ordinal DESC, m.id"))?;
        let rows = statement.query_map([], meeting_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One meeting as the list shows it.
    pub fn meeting_row(&self, id: MeetingId) -> Result<MeetingRow> {
        let found = self.prepare(select!("WHERE m.id = ?1"))?.query_row([id.0], meeting_row).optional()?;
        found.ok_or(StoreError::NotFound { entity: Entity::Meeting, id: id.0 })
    }

    /// The head of one meeting's minutes.
    pub fn meeting(&self, id: MeetingId) -> Result<Meeting> {
        let found = self
            .prepare(
                "SELECT id, body_id, title, fiscal_year, ordinal, held_on, starts_at, ends_at, place, legend, header,
                        status FROM meeting WHERE id = ?1",
            )?
            .query_row([id.0], meeting)
            .optional()?;
        let mut meeting = found.ok_or(StoreError::NotFound { entity: Entity::Meeting, id: id.0 })?;
        let mut statement = self.prepare("SELECT printed FROM attendee WHERE meeting_id = ?1 ORDER BY rank")?;
        meeting.attendees = statement.query_map([id.0], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(meeting)
    }

    /// Meetings imported from the file with this hash.
    pub fn meetings_from(&self, source: &Sha256) -> Result<Vec<MeetingId>> {
        let mut statement = self.prepare("SELECT id FROM meeting WHERE source = ?1 ORDER BY held_on, id")?;
        let ids = statement.query_map([source], |row| row.get(0).map(MeetingId))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Meetings that this could be over again: the same body on the same date, unless both have
    /// an ordinal and these differ.
    pub fn meetings_like(&self, body: &str, held_on: NaiveDate, ordinal: Option<u32>) -> Result<Vec<MeetingId>> {
        let mut statement = self.prepare(
            "SELECT m.id, b.name FROM meeting m JOIN body b ON b.id = m.body_id
             WHERE m.held_on = ?1 AND (m.ordinal IS NULL OR ?2 IS NULL OR m.ordinal = ?2) ORDER BY m.id",
        )?;
        let wanted = body_key(body);
        let rows = statement
            .query_map((Text(held_on), ordinal), |row| Ok((MeetingId(row.get(0)?), row.get::<_, String>(1)?)))?;
        let rows: Vec<_> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(rows.into_iter().filter(|(_, name)| body_key(name) == wanted).map(|(id, _)| id).collect())
    }

    /// The original that a meeting was imported from.
    pub fn source_of(&self, id: MeetingId) -> Result<Option<Sha256>> {
        self.require(Entity::Meeting, id.0)?;
        Ok(self.prepare("SELECT source FROM meeting WHERE id = ?1")?.query_row([id.0], |row| row.get(0))?)
    }

    /// How a person had the source read, as [`crate::MinutesImport::reading`] said.
    pub fn reading_of(&self, id: MeetingId) -> Result<Option<String>> {
        self.require(Entity::Meeting, id.0)?;
        Ok(self.prepare("SELECT reading FROM meeting WHERE id = ?1")?.query_row([id.0], |row| row.get(0))?)
    }

    /// Lines of the source that found no place.
    pub fn unplaced(&self, id: MeetingId) -> Result<Vec<Unplaced>> {
        self.require(Entity::Meeting, id.0)?;
        let lines = self
            .prepare("SELECT unplaced FROM meeting WHERE id = ?1")?
            .query_row([id.0], |row| row.get::<_, Json<Vec<Unplaced>>>(0))?;
        Ok(lines.0)
    }

    /// The day of a meeting.
    pub(crate) fn held_on(&self, id: MeetingId) -> Result<NaiveDate> {
        let found = self
            .prepare("SELECT held_on FROM meeting WHERE id = ?1")?
            .query_row([id.0], |row| row.get::<_, Text<NaiveDate>>(0))
            .optional()?;
        found.map(|day| day.0).ok_or(StoreError::NotFound { entity: Entity::Meeting, id: id.0 })
    }

    /// Passes when the meeting is there and not finalised.
    pub(crate) fn require_open(&self, id: MeetingId) -> Result<()> {
        let status = self
            .prepare("SELECT status FROM meeting WHERE id = ?1")?
            .query_row([id.0], |row| row.get::<_, Text<MeetingStatus>>(0))
            .optional()?;
        match status {
            None => Err(StoreError::NotFound { entity: Entity::Meeting, id: id.0 }),
            Some(Text(status)) if status.is_locked() => Err(StoreError::Locked { meeting: Some(id) }),
            Some(_) => Ok(()),
        }
    }
}

fn meeting(row: &Row<'_>) -> rusqlite::Result<Meeting> {
    let time = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<Text<NaiveTime>>>(at)?.map(|time| time.0));
    Ok(Meeting {
        id: MeetingId(row.get(0)?),
        body_id: BodyId(row.get(1)?),
        title: row.get(2)?,
        fiscal_year: FiscalYear(row.get(3)?),
        ordinal: row.get(4)?,
        held_on: row.get::<_, Text<NaiveDate>>(5)?.0,
        starts_at: time(6)?,
        ends_at: time(7)?,
        place: row.get(8)?,
        attendees: Vec::new(),
        legend: Legend(row.get::<_, Json<Vec<(String, String)>>>(9)?.0),
        header: header_lines(row.get::<_, Json<Vec<(String, String)>>>(10)?.0),
        status: row.get::<_, Text<MeetingStatus>>(11)?.0,
    })
}

fn header_lines(lines: Vec<(String, String)>) -> Vec<HeaderLine> {
    lines.into_iter().map(|(label, text)| HeaderLine { label, text }).collect()
}

fn meeting_row(row: &Row<'_>) -> rusqlite::Result<MeetingRow> {
    let (fiscal_year, ordinal, held_on) = (FiscalYear(row.get(3)?), row.get(4)?, row.get::<_, Text<NaiveDate>>(5)?.0);
    let count = |at: usize| row.get::<_, i64>(at).map(narrow);
    Ok(MeetingRow {
        id: MeetingId(row.get(0)?),
        body_id: BodyId(row.get(1)?),
        body: row.get(2)?,
        label: label(fiscal_year, ordinal, held_on),
        fiscal_year,
        ordinal,
        held_on,
        title: row.get(6)?,
        status: row.get::<_, Text<MeetingStatus>>(7)?.0,
        items: count(8)?,
        remarks: count(9)?,
        decisions: count(10)?,
        proposed_decisions: count(11)?,
        proposed_follow_ups: count(12)?,
        unsure_speakers: count(13)?,
        unplaced_lines: count(14)?,
        versions: count(15)?,
    })
}

impl Tx<'_> {
    /// Begins the minutes of a meeting that has none.
    pub fn add_meeting(&mut self, head: &MeetingEdit) -> Result<MeetingId> {
        let id = MeetingId(self.new_id());
        self.insert_meeting(id, head, None, &[])?;
        Ok(id)
    }

    pub(crate) fn insert_meeting(
        &mut self,
        id: MeetingId,
        head: &MeetingEdit,
        source: Option<Sha256>,
        unplaced: &[Unplaced],
    ) -> Result<()> {
        head.check()?;
        self.require(Entity::Body, head.body_id.0)?;
        self.prepare(
            "INSERT INTO meeting (id, body_id, title, fiscal_year, ordinal, held_on, starts_at, ends_at, place, legend,
                                  header, source, unplaced, status, disposition, row_version)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 'draft', 'undecided', ?14)",
        )?
        .execute((
            id.0,
            head.body_id.0,
            &head.title,
            FiscalYear::of(head.held_on).0,
            head.ordinal,
            Text(head.held_on),
            head.starts_at.map(Text),
            head.ends_at.map(Text),
            &head.place,
            Json(&head.legend.0),
            Json(pairs(&head.header)),
            source,
            Json(unplaced),
            self.version(),
        ))?;
        self.set_attendees(id, &head.attendees)
    }

    /// Changes the head of the minutes. A new date links the speakers to the register anew.
    pub fn edit_meeting(&mut self, id: MeetingId, base: i64, head: &MeetingEdit) -> Result<()> {
        head.check()?;
        self.require_open(id)?;
        self.require(Entity::Body, head.body_id.0)?;
        let before = self.meeting(id)?;
        self.on_version(Entity::Meeting, id.0, base, |tx| tx.update_meeting(id, head))?;
        if before.attendees != head.attendees {
            self.set_attendees(id, &head.attendees)?;
        }
        if before.held_on != head.held_on {
            self.link_speakers(id)?;
        }
        Ok(())
    }

    pub(crate) fn update_meeting(&mut self, id: MeetingId, head: &MeetingEdit) -> Result<()> {
        self.prepare(
            "UPDATE meeting SET body_id = ?2, title = ?3, fiscal_year = ?4, ordinal = ?5, held_on = ?6, starts_at = ?7,
                    ends_at = ?8, place = ?9, legend = ?10, header = ?11, row_version = ?12 WHERE id = ?1",
        )?
        .execute((
            id.0,
            head.body_id.0,
            &head.title,
            FiscalYear::of(head.held_on).0,
            head.ordinal,
            Text(head.held_on),
            head.starts_at.map(Text),
            head.ends_at.map(Text),
            &head.place,
            Json(&head.legend.0),
            Json(pairs(&head.header)),
            self.version(),
        ))?;
        Ok(())
    }

    /// Remembers what the minutes were imported from.
    pub(crate) fn set_source(&mut self, id: MeetingId, source: Option<Sha256>, unplaced: &[Unplaced]) -> Result<()> {
        self.prepare("UPDATE meeting SET source = ?2, unplaced = ?3, row_version = ?4 WHERE id = ?1")?.execute((
            id.0,
            source,
            Json(unplaced),
            self.version(),
        ))?;
        Ok(())
    }

    /// Remembers how a person had the source read.
    pub(crate) fn set_reading(&mut self, id: MeetingId, reading: Option<&str>) -> Result<()> {
        self.prepare("UPDATE meeting SET reading = ?2, row_version = ?3 WHERE id = ?1 AND reading IS NOT ?2")?
            .execute((id.0, reading, self.version()))?;
        Ok(())
    }

    pub(crate) fn set_attendees(&mut self, id: MeetingId, attendees: &[String]) -> Result<()> {
        self.prepare("DELETE FROM attendee WHERE meeting_id = ?1")?.execute([id.0])?;
        for (index, printed) in attendees.iter().enumerate() {
            check::required(&format!("attendees[{index}]"), printed)?;
            self.prepare(
                "INSERT INTO attendee (id, meeting_id, rank, printed, row_version) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute((self.new_id(), id.0, rank_of(index), printed, self.version()))?;
        }
        Ok(())
    }

    /// Moves the minutes between 案 and 確認. Finalising is [`Tx::finalise`].
    pub fn set_meeting_status(&mut self, id: MeetingId, base: i64, status: MeetingStatus) -> Result<()> {
        self.require_open(id)?;
        if status.is_locked() {
            return Err(check::out_of_range("status").into());
        }
        self.on_version(Entity::Meeting, id.0, base, |tx| tx.write_status(id, status, None))
    }

    pub(crate) fn write_status(&mut self, id: MeetingId, status: MeetingStatus, reason: Option<&str>) -> Result<()> {
        self.prepare("UPDATE meeting SET status = ?2, correction_reason = ?3, row_version = ?4 WHERE id = ?1")?
            .execute((id.0, Text(status), reason, self.version()))?;
        Ok(())
    }

    /// Deletes a meeting with everything in it. Confirmed decisions, their links, and follow-ups
    /// that a person has confirmed or answered go only when that is accepted; a meeting that was
    /// ever finalised is not deleted.
    pub fn delete_meeting(&mut self, id: MeetingId, losses: Losses) -> Result<()> {
        self.require_open(id)?;
        self.require_no_versions(id)?;
        losses.allow(self.human_work(id)?)?;
        self.clear_meeting(id)?;
        self.prepare("DELETE FROM attendee WHERE meeting_id = ?1")?.execute([id.0])?;
        self.prepare("DELETE FROM meeting WHERE id = ?1")?.execute([id.0])?;
        Ok(())
    }

    pub(crate) fn require_no_versions(&self, id: MeetingId) -> Result<()> {
        let versions: i64 = self
            .prepare("SELECT count(*) FROM meeting_version WHERE meeting_id = ?1")?
            .query_row([id.0], |row| row.get(0))?;
        if versions == 0 { Ok(()) } else { Err(StoreError::HasVersions(id)) }
    }
}

impl Tx<'_> {
    /// Deletes what hangs on a meeting, its own row and attendees apart.
    pub(crate) fn clear_meeting(&mut self, id: MeetingId) -> Result<()> {
        let version = self.version();
        for sql in [
            "UPDATE follow_up SET state = 'open', answered_by = NULL, row_version = ?2
             WHERE answered_by IN (SELECT id FROM remark WHERE meeting_id = ?1)",
            "UPDATE decision SET supersedes = NULL, row_version = ?2
             WHERE meeting_id <> ?1 AND supersedes IN (SELECT id FROM decision WHERE meeting_id = ?1)",
            "UPDATE decision SET supersedes = NULL, row_version = ?2 WHERE meeting_id = ?1 AND supersedes IS NOT NULL",
        ] {
            self.prepare(sql)?.execute((id.0, version))?;
        }
        for sql in [
            "DELETE FROM evidence WHERE meeting_id = ?1",
            "DELETE FROM round_comment WHERE meeting_id = ?1",
            "DELETE FROM waiver WHERE meeting_id = ?1",
            "DELETE FROM decision_initiative WHERE decision_id IN (SELECT id FROM decision WHERE meeting_id = ?1)",
            "DELETE FROM follow_up WHERE meeting_id = ?1",
            "DELETE FROM decision WHERE meeting_id = ?1",
            "DELETE FROM remark WHERE meeting_id = ?1",
            "DELETE FROM document WHERE meeting_id = ?1",
            "DELETE FROM agenda_item WHERE meeting_id = ?1",
        ] {
            self.prepare(sql)?.execute([id.0])?;
        }
        Ok(())
    }
}

pub(crate) fn candidate(row: &Row<'_>) -> rusqlite::Result<Candidate> {
    Ok(Candidate { id: row.get::<_, Uuid>(0)?, label: row.get(1)? })
}

fn pairs(header: &[HeaderLine]) -> Vec<(&str, &str)> {
    header.iter().map(|line| (line.label.as_str(), line.text.as_str())).collect()
}
