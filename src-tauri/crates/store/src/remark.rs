//! Remarks (発言): the words themselves, their order, and what hangs on them.

use gijicho_model::draft::TimeSpan;
use gijicho_model::{
    AgendaItemId, AppointmentId, Function, MeetingId, Remark, RemarkId, Side, Speaker, body, validate,
};
use rusqlite::{OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::error::{Candidate, Lost, Result, StoreError};
use crate::meeting::{Losses, candidate};
use crate::people::appointment_of;
use crate::rank::{Ranked, Siblings};
use crate::reader::Reader;
use crate::sql::{Json, Text};
use crate::transact::Tx;

/// What can be changed in a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkText {
    /// The mark as printed.
    pub mark: Option<String>,
    /// The side it comes from.
    pub side: Side,
    /// What it does.
    pub function: Function,
    /// Who speaks. The appointment is found from name and post, on the day of the meeting.
    pub speaker: Option<Speaker>,
    /// What is printed in parentheses after the speaker.
    pub note: Option<String>,
    /// Markdown: see [`gijicho_model::body`].
    pub body: String,
}

impl From<&Remark> for RemarkText {
    fn from(remark: &Remark) -> Self {
        let Remark { mark, side, function, speaker, note, body, .. } = remark.clone();
        Self { mark, side, function, speaker, note, body }
    }
}

impl RemarkText {
    fn check(&self) -> Result<()> {
        if let Some(speaker) = &self.speaker {
            check::required("speaker.printed", &speaker.printed)?;
            check::bounded("speaker.name", &speaker.name, validate::MAX_LINE)?;
            check::bounded("speaker.post", &speaker.post, validate::MAX_LINE)?;
        }
        for (field, text) in [("mark", &self.mark), ("note", &self.note)] {
            check::bounded(field, text.as_deref().unwrap_or_default(), validate::MAX_LINE)?;
        }
        if self.body.len() > validate::MAX_BODY {
            let problem = validate::Problem::TooLong { limit: validate::MAX_BODY };
            return Err(validate::Invalid { field: "body".into(), problem }.into());
        }
        Ok(())
    }
}

/// Where a remark stands among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The item; `None` before the first one.
    pub agenda_item_id: Option<AgendaItemId>,
    /// The remark of that item that it stands before; `None` for the end of the item.
    pub before: Option<RemarkId>,
}

/// What the importer knows of a remark beyond its words.
#[derive(Debug, Clone, Default)]
pub(crate) struct Provenance {
    pub(crate) unsure: bool,
    pub(crate) appointment: Option<AppointmentId>,
    pub(crate) source_lines: Vec<[u32; 2]>,
    pub(crate) span: Option<TimeSpan>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.meeting_id, r.agenda_item_id, r.mark, r.side, r.function, r.speaker_printed, r.speaker_name,
                    r.speaker_post, r.appointment_id, r.note, r.body, r.source_lines, r.from_ms, r.to_ms
             FROM remark r LEFT JOIN agenda_item a ON a.id = r.agenda_item_id ",
            $rest
        )
    };
}

impl Reader<'_> {
    /// The remarks of a meeting: those before the first item, then item by item.
    pub fn remarks(&self, meeting: MeetingId) -> Result<Vec<Remark>> {
        let mut statement = self.prepare(select!("WHERE r.meeting_id = ?1 ORDER BY a.rank, r.rank"))?;
        let mut remarks = statement.query_map([meeting.0], remark)?.collect::<rusqlite::Result<Vec<_>>>()?;
        for (position, remark) in (0..).zip(&mut remarks) {
            remark.position = position;
        }
        Ok(remarks)
    }

    /// Ids of the remarks whose speaker should be split into name and post by a person.
    pub fn unsure_speakers(&self, meeting: MeetingId) -> Result<Vec<RemarkId>> {
        let mut statement =
            self.prepare("SELECT id FROM remark WHERE meeting_id = ?1 AND speaker_unsure ORDER BY rank")?;
        let ids = statement.query_map([meeting.0], |row| row.get(0).map(RemarkId))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// One remark, its position left at 0.
    pub fn remark(&self, id: RemarkId) -> Result<Remark> {
        let found = self.prepare(select!("WHERE r.id = ?1"))?.query_row([id.0], remark).optional()?;
        found.ok_or(StoreError::NotFound { entity: Entity::Remark, id: id.0 })
    }
}

fn remark(row: &Row<'_>) -> rusqlite::Result<Remark> {
    let speaker = match row.get::<_, Option<String>>(6)? {
        Some(printed) => Some(Speaker { printed, name: row.get(7)?, post: row.get(8)? }),
        None => None,
    };
    Ok(Remark {
        id: RemarkId(row.get(0)?),
        meeting_id: MeetingId(row.get(1)?),
        agenda_item_id: row.get::<_, Option<Uuid>>(2)?.map(AgendaItemId),
        position: 0,
        mark: row.get(3)?,
        side: row.get::<_, Text<Side>>(4)?.0,
        function: row.get::<_, Text<Function>>(5)?.0,
        speaker,
        appointment_id: row.get::<_, Option<Uuid>>(9)?.map(AppointmentId),
        note: row.get(10)?,
        body: row.get(11)?,
        source_lines: row.get::<_, Json<Vec<[u32; 2]>>>(12)?.0,
        span: match (row.get(13)?, row.get(14)?) {
            (Some(from_ms), Some(to_ms)) => Some(TimeSpan { from_ms, to_ms }),
            _ => None,
        },
    })
}

impl Tx<'_> {
    /// Puts a new remark in its place.
    pub fn insert_remark(&mut self, meeting: MeetingId, text: &RemarkText, place: Place) -> Result<RemarkId> {
        self.require_open(meeting)?;
        let rank = self.rank_at(meeting, place)?;
        let appointment = self.appointment_of(meeting, text)?;
        self.write_remark(
            meeting,
            place.agenda_item_id,
            rank,
            text,
            &Provenance { appointment, ..Provenance::default() },
        )
    }

    pub(crate) fn write_remark(
        &mut self,
        meeting: MeetingId,
        item: Option<AgendaItemId>,
        rank: i64,
        text: &RemarkText,
        provenance: &Provenance,
    ) -> Result<RemarkId> {
        text.check()?;
        let id = RemarkId(self.new_id());
        let speaker = text.speaker.as_ref();
        self.prepare(
            "INSERT INTO remark (id, meeting_id, agenda_item_id, rank, mark, side, function, speaker_printed,
                 speaker_name, speaker_post, speaker_unsure, appointment_id, note, body, source_lines, from_ms,
                 to_ms, row_version)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
        )?
        .execute(rusqlite::params![
            id.0,
            meeting.0,
            item.map(|item| item.0),
            rank,
            &text.mark,
            Text(text.side),
            Text(text.function),
            speaker.map(|speaker| &speaker.printed),
            speaker.map_or("", |speaker| &speaker.name),
            speaker.map_or("", |speaker| &speaker.post),
            provenance.unsure,
            provenance.appointment.map(|id| id.0),
            &text.note,
            &text.body,
            Json(&provenance.source_lines),
            provenance.span.map(|span| span.from_ms),
            provenance.span.map(|span| span.to_ms),
            self.version(),
        ])?;
        Ok(id)
    }

    /// Changes a remark. A speaker that was written anew is no longer in doubt; quotations that
    /// still stand in the words follow them, others are left as they were and reported as broken.
    pub fn edit_remark(&mut self, id: RemarkId, base: i64, text: &RemarkText) -> Result<()> {
        text.check()?;
        let before = self.remark(id)?;
        self.require_open(before.meeting_id)?;
        let appointment = self.appointment_of(before.meeting_id, text)?;
        let lines = lines_after(&before, &text.body);
        let speaker = text.speaker.as_ref();
        self.on_version(Entity::Remark, id.0, base, |tx| {
            tx.prepare(
                "UPDATE remark SET mark = ?2, side = ?3, function = ?4, speaker_printed = ?5, speaker_name = ?6,
                        speaker_post = ?7, speaker_unsure = speaker_unsure AND ?8, appointment_id = ?9, note = ?10,
                        body = ?11, source_lines = ?12, row_version = ?13 WHERE id = ?1",
            )?
            .execute((
                id.0,
                &text.mark,
                Text(text.side),
                Text(text.function),
                speaker.map(|speaker| &speaker.printed),
                speaker.map_or("", |speaker| &speaker.name),
                speaker.map_or("", |speaker| &speaker.post),
                before.speaker == text.speaker,
                appointment.map(|id| id.0),
                &text.note,
                &text.body,
                Json(&lines),
                tx.version(),
            ))?;
            Ok(())
        })?;
        if before.body == text.body {
            return Ok(());
        }
        let (old, new) = (body::plain(&before.body), body::plain(&text.body));
        self.follow_words(id, &old, &new)?;
        self.comments_follow(id, &old, &new)
    }

    /// Says that the split of a speaker into name and post is right as it is.
    pub fn confirm_speaker(&mut self, id: RemarkId) -> Result<()> {
        self.require_open(self.remark(id)?.meeting_id)?;
        self.prepare("UPDATE remark SET speaker_unsure = 0, row_version = ?2 WHERE id = ?1 AND speaker_unsure")?
            .execute((id.0, self.version()))?;
        Ok(())
    }

    /// Moves a remark within its meeting.
    pub fn move_remark(&mut self, id: RemarkId, base: i64, place: Place) -> Result<()> {
        let meeting = self.remark(id)?.meeting_id;
        self.require_open(meeting)?;
        if place.before == Some(id) {
            return Ok(());
        }
        self.on_version(Entity::Remark, id.0, base, |tx| {
            let rank = tx.rank_at(meeting, place)?;
            tx.prepare("UPDATE remark SET agenda_item_id = ?2, rank = ?3, row_version = ?4 WHERE id = ?1")?
                .execute((id.0, place.agenda_item_id.map(|item| item.0), rank, tx.version()))?;
            Ok(())
        })
    }

    /// Deletes a remark. The evidence and follow-ups that hang on it go only when that is accepted.
    pub fn delete_remark(&mut self, id: RemarkId, base: i64, losses: Losses) -> Result<()> {
        let meeting = self.remark(id)?.meeting_id;
        self.require_open(meeting)?;
        losses.allow(self.hangs_on(id, meeting)?)?;
        self.on_version(Entity::Remark, id.0, base, |tx| {
            let version = tx.version();
            tx.prepare("DELETE FROM evidence WHERE remark_id = ?1")?.execute([id.0])?;
            tx.prepare(
                "UPDATE follow_up SET state = 'open', answered_by = NULL, row_version = ?2 WHERE answered_by = ?1",
            )?
            .execute((id.0, version))?;
            tx.prepare("DELETE FROM follow_up WHERE remark_id = ?1")?.execute([id.0])?;
            tx.prepare("UPDATE round_comment SET remark_id = NULL, row_version = ?2 WHERE remark_id = ?1")?
                .execute((id.0, version))?;
            tx.prepare("DELETE FROM remark WHERE id = ?1")?.execute([id.0])?;
            Ok(())
        })
    }

    /// Decisions that quote a remark, and follow-ups that it asks for or answers.
    fn hangs_on(&self, id: RemarkId, meeting: MeetingId) -> Result<Lost> {
        let label = self.meeting(meeting)?.label();
        let mut statement = self.prepare(
            "SELECT DISTINCT d.id, d.serial FROM evidence e JOIN decision d ON d.id = e.decision_id
             WHERE e.remark_id = ?1 ORDER BY d.serial",
        )?;
        let decisions = statement.query_map([id.0], |row| {
            Ok(Candidate { id: row.get(0)?, label: format!("{label}-{}", row.get::<_, i64>(1)?) })
        })?;
        let decisions = decisions.collect::<rusqlite::Result<_>>()?;
        let mut statement =
            self.prepare("SELECT id, quote FROM follow_up WHERE remark_id = ?1 OR answered_by = ?1 ORDER BY rank")?;
        let follow_ups = statement.query_map([id.0], candidate)?.collect::<rusqlite::Result<_>>()?;
        Ok(Lost { decisions, follow_ups, ..Lost::default() })
    }

    /// A free rank for a remark at `place`.
    fn rank_at(&mut self, meeting: MeetingId, place: Place) -> Result<i64> {
        if let Some(item) = place.agenda_item_id {
            self.require_item_of(meeting, item)?;
        }
        if let Some(before) = place.before {
            let before = self.remark(before)?;
            if (before.meeting_id, before.agenda_item_id) != (meeting, place.agenda_item_id) {
                return Err(check::out_of_range("before").into());
            }
        }
        // Order across items follows the items, so the end of the meeting is the end of any item.
        self.make_room(&Siblings::new(Ranked::Remark, meeting.0), place.before.map(|id| id.0))
    }

    fn appointment_of(&self, meeting: MeetingId, text: &RemarkText) -> Result<Option<AppointmentId>> {
        let Some(speaker) = &text.speaker else { return Ok(None) };
        Ok(appointment_of(&self.register(Some(self.held_on(meeting)?))?, speaker))
    }
}

/// The source lines of an edited body: block by block while their number is the same, otherwise
/// every block points at all the lines that the remark came from.
fn lines_after(before: &Remark, body: &str) -> Vec<[u32; 2]> {
    let lines = &before.source_lines;
    let blocks = gijicho_model::body::parse(body).len();
    let (Some(first), Some(last)) = (lines.iter().map(|l| l[0]).min(), lines.iter().map(|l| l[1]).max()) else {
        return Vec::new();
    };
    if lines.len() == blocks { lines.clone() } else { vec![[first, last]; blocks] }
}
