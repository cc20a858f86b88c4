//! A whole meeting in one value.

use std::collections::BTreeMap;

use gijicho_model::{MeetingId, MeetingRecord};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::error::{Result, StoreError};
use crate::reader::Reader;

impl Reader<'_> {
    /// A meeting with everything that belongs to it.
    pub fn meeting_record(&self, id: MeetingId) -> Result<MeetingRecord> {
        let meeting = self.meeting(id)?;
        Ok(MeetingRecord {
            body: self.body(meeting.body_id)?,
            meeting,
            agenda: self.agenda(id)?,
            remarks: self.remarks(id)?,
            documents: self.documents(id)?,
            decisions: self.decisions_of(id)?,
            evidence: self.evidence(id)?,
            links: self.links(id)?,
            follow_ups: self.follow_ups_of(id)?,
        })
    }

    /// The version of every row of a meeting that is edited by its version, by id.
    pub fn row_versions(&self, meeting: MeetingId) -> Result<BTreeMap<Uuid, i64>> {
        let mut statement = self.prepare(
            "SELECT id, row_version FROM meeting WHERE id = ?1
             UNION ALL SELECT id, row_version FROM agenda_item WHERE meeting_id = ?1
             UNION ALL SELECT id, row_version FROM document WHERE meeting_id = ?1
             UNION ALL SELECT id, row_version FROM remark WHERE meeting_id = ?1
             UNION ALL SELECT id, row_version FROM decision WHERE meeting_id = ?1
             UNION ALL SELECT id, row_version FROM follow_up WHERE meeting_id = ?1",
        )?;
        let versions = statement.query_map([meeting.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(versions.collect::<rusqlite::Result<_>>()?)
    }

    /// The version of one row.
    pub fn row_version(&self, entity: Entity, id: Uuid) -> Result<i64> {
        use rusqlite::OptionalExtension as _;
        let sql = format!("SELECT row_version FROM {} WHERE id = ?1", entity.name());
        let found = self.prepare(&sql)?.query_row([id], |row| row.get(0)).optional()?;
        found.ok_or(StoreError::NotFound { entity, id })
    }

    /// Passes when the row is there.
    pub(crate) fn require(&self, entity: Entity, id: Uuid) -> Result<()> {
        self.row_version(entity, id).map(|_| ())
    }
}
