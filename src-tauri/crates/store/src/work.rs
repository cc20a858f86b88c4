//! What people have done to a meeting, as against what was read from a file.

use std::collections::BTreeSet;

use gijicho_model::MeetingId;
use uuid::Uuid;

use crate::error::{Candidate, Lost, Result};
use crate::meeting::candidate;
use crate::reader::Reader;
use crate::sql::narrow;

impl Reader<'_> {
    /// What people have done to a meeting.
    pub(crate) fn human_work(&self, id: MeetingId) -> Result<Lost> {
        let meeting = self.meeting(id)?;
        let mut statement = self.prepare(
            "SELECT d.id, d.serial FROM decision d WHERE d.meeting_id = ?1 AND (d.status <> 'proposed'
                 OR EXISTS (SELECT 1 FROM decision_initiative l WHERE l.decision_id = d.id)) ORDER BY d.serial",
        )?;
        let decisions = statement.query_map([id.0], |row| {
            Ok(Candidate { id: row.get(0)?, label: format!("{}-{}", meeting.label(), row.get::<_, i64>(1)?) })
        })?;
        let decisions = decisions.collect::<rusqlite::Result<_>>()?;
        let mut statement = self.prepare(
            "SELECT f.id, f.quote FROM follow_up f LEFT JOIN remark a ON a.id = f.answered_by
             WHERE (f.meeting_id = ?1 AND (f.status <> 'proposed' OR f.state = 'answered')) OR a.meeting_id = ?1
             ORDER BY f.rank",
        )?;
        let follow_ups = statement.query_map([id.0], candidate)?.collect::<rusqlite::Result<_>>()?;
        let count = |sql: &str| -> Result<u32> { Ok(self.prepare(sql)?.query_row([id.0], |row| row.get(0))?) };
        let none_recorded = count("SELECT count(*) FROM agenda_item WHERE meeting_id = ?1 AND none_recorded")?;
        Ok(Lost {
            decisions,
            follow_ups,
            remarks: narrow(i64::try_from(self.touched_by_people("remark", id)?.len()).unwrap_or(i64::MAX)),
            items: none_recorded,
            documents: count("SELECT count(*) FROM document WHERE meeting_id = ?1 AND file IS NOT NULL")?,
            comments: count("SELECT count(*) FROM round_comment WHERE meeting_id = ?1")?,
            waivers: count("SELECT count(*) FROM waiver WHERE meeting_id = ?1")?,
        })
    }

    /// Rows of a meeting that were last written by a person, not by the reading of a file.
    pub(crate) fn touched_by_people(&self, table: &'static str, id: MeetingId) -> Result<BTreeSet<Uuid>> {
        let mut statement = self.prepare(&format!(
            "SELECT t.id FROM {table} t JOIN operation o ON o.seq = t.row_version
             WHERE t.meeting_id = ?1 AND o.kind <> 'import'"
        ))?;
        let rows = statement.query_map([id.0], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
