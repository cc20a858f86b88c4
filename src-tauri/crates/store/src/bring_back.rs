//! Bringing an earlier version back: the rows of a meeting become what they were when it was made.
//!
//! The rows are taken from the change log, as of the operation that made the version, and keep
//! their ids: what is tied to them from outside (links to initiatives, answers) stays tied. The
//! result is a version of its own, with a reason, in the chain behind the others.

use gijicho_model::{MeetingId, MeetingStatus};
use rusqlite::Connection;
use uuid::Uuid;

use crate::change_log::{self, Entity, Image};
use crate::check;
use crate::error::{Result, StoreError};
use crate::reader::Reader;
use crate::transact::{OpKind, Tx};

/// What a version holds of a meeting beside its head.
const CONTENT: [Entity; 7] = [
    Entity::Attendee,
    Entity::AgendaItem,
    Entity::Document,
    Entity::Remark,
    Entity::Decision,
    Entity::Evidence,
    Entity::FollowUp,
];

/// A row that is not what it was.
struct Changed {
    entity: Entity,
    id: Uuid,
    is_there: bool,
    then: Option<Image>,
}

impl Tx<'_> {
    /// Makes the minutes what they were in version `number`, as a new version. Returns its number.
    /// Use it in an operation of kind [`OpKind::Finalise`].
    pub fn bring_back(&mut self, meeting: MeetingId, number: u32, reason: &str) -> Result<u32> {
        check::required("reason", reason)?;
        self.require_kind(OpKind::Finalise)?;
        // Refuses a version that is not what was finalised.
        Reader::version(self, meeting, number)?;
        let op: i64 = self
            .prepare("SELECT row_version FROM meeting_version WHERE meeting_id = ?1 AND number = ?2")?
            .query_row((meeting.0, number), |row| row.get(0))?;
        if self.meeting(meeting)?.status.is_locked() {
            self.write_status(meeting, MeetingStatus::Draft, Some(reason.trim()))?;
        }
        // Rows refer to one another: they fit again when all of them are back.
        self.conn().execute_batch("PRAGMA defer_foreign_keys = ON")?;
        self.bring_back_head(meeting, op)?;
        let changed = changed(self.conn(), meeting, op)?;
        for row in &changed {
            if row.then.is_none() {
                self.untie(row)?;
            }
            if row.is_there {
                change_log::restore(self.conn(), row.entity, row.id, None, true)?;
            }
        }
        for Changed { entity, id, then, .. } in changed {
            let Some(mut image) = then else { continue };
            image.insert("row_version".to_owned(), self.version().into());
            change_log::restore(self.conn(), entity, id, Some(&image), false)?;
        }
        self.write_version(meeting, MeetingStatus::Corrected, reason)
    }

    /// The head: everything of the meeting's own row but its state.
    fn bring_back_head(&self, meeting: MeetingId, op: i64) -> Result<()> {
        let missing = || StoreError::NotFound { entity: Entity::Meeting, id: meeting.0 };
        let now = change_log::image(self.conn(), Entity::Meeting, meeting.0)?.ok_or_else(missing)?;
        let mut then = change_log::image_after(self.conn(), Entity::Meeting, meeting.0, op)?.ok_or_else(missing)?;
        for column in ["status", "correction_reason"] {
            then.insert(column.to_owned(), now.get(column).cloned().unwrap_or_default());
        }
        then.insert("row_version".to_owned(), self.version().into());
        change_log::restore(self.conn(), Entity::Meeting, meeting.0, Some(&then), true)
    }

    /// Takes off what is tied to a row that goes.
    fn untie(&self, row: &Changed) -> Result<()> {
        let version = self.version();
        match row.entity {
            Entity::Decision => {
                self.prepare("DELETE FROM decision_initiative WHERE decision_id = ?1")?.execute([row.id])?;
            }
            Entity::Remark => {
                self.prepare("UPDATE round_comment SET remark_id = NULL, row_version = ?2 WHERE remark_id = ?1")?
                    .execute((row.id, version))?;
                self.prepare("UPDATE follow_up SET answered_by = NULL, row_version = ?2 WHERE answered_by = ?1")?
                    .execute((row.id, version))?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// The rows of a meeting that are not what they were after the operation `op`.
fn changed(conn: &Connection, meeting: MeetingId, op: i64) -> Result<Vec<Changed>> {
    let mut changed = Vec::new();
    for entity in CONTENT {
        let mut ids = ids_now(conn, entity, meeting)?;
        ids.extend(ids_logged(conn, entity, meeting, op)?);
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let now = change_log::image(conn, entity, id)?;
            let then = change_log::image_after(conn, entity, id, op)?;
            if !says_the_same(now.as_ref(), then.as_ref()) {
                changed.push(Changed { entity, id, is_there: now.is_some(), then });
            }
        }
    }
    Ok(changed)
}

fn ids_now(conn: &Connection, entity: Entity, meeting: MeetingId) -> Result<Vec<Uuid>> {
    let sql = format!("SELECT id FROM {} WHERE meeting_id = ?1", entity.name());
    let mut statement = conn.prepare_cached(&sql)?;
    let ids = statement.query_map([meeting.0], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Rows of the meeting that the log knew by then, deleted since or not.
fn ids_logged(conn: &Connection, entity: Entity, meeting: MeetingId, op: i64) -> Result<Vec<Uuid>> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT entity_id FROM change_log
         WHERE entity = ?1 AND op <= ?2 AND json_extract(after, '$.meeting_id') = hex(?3)",
    )?;
    let ids = statement.query_map((entity.name(), op, meeting.0), |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Whether two images say the same, whoever wrote them last.
fn says_the_same(now: Option<&Image>, then: Option<&Image>) -> bool {
    match (now, then) {
        (Some(now), Some(then)) => {
            then.iter().all(|(column, value)| column == "row_version" || now.get(column) == Some(value))
        }
        (now, then) => now.is_none() && then.is_none(),
    }
}
