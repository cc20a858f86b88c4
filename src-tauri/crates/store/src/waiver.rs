//! Findings of 体裁チェック that a person lets stand, each with the reason.
//!
//! A finding is recognised by rule, row and words, so the waiver lapses by itself when the words change.

use std::collections::BTreeMap;

use gijicho_model::MeetingId;

use crate::change_log::Entity;
use crate::check;
use crate::error::Result;
use crate::reader::Reader;
use crate::transact::Tx;

impl Reader<'_> {
    /// What is let stand in a meeting's minutes: the finding, and why.
    pub fn waivers(&self, meeting: MeetingId) -> Result<BTreeMap<String, String>> {
        let mut statement = self.prepare("SELECT finding, reason FROM waiver WHERE meeting_id = ?1")?;
        let waivers = statement.query_map([meeting.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(waivers.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Lets a finding stand. It says something about the finding, not about the record, so a
    /// finalised meeting may have one.
    pub fn waive(&mut self, meeting: MeetingId, finding: &str, reason: &str) -> Result<()> {
        self.require(Entity::Meeting, meeting.0)?;
        check::required("finding", finding)?;
        check::required("reason", reason)?;
        self.prepare(
            "INSERT INTO waiver (id, meeting_id, finding, reason, row_version) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (meeting_id, finding) DO UPDATE SET reason = excluded.reason, row_version = excluded.row_version
             WHERE reason <> excluded.reason",
        )?
        .execute((self.new_id(), meeting.0, finding, reason.trim(), self.version()))?;
        Ok(())
    }

    /// Looks at a finding again.
    pub fn withdraw_waiver(&mut self, meeting: MeetingId, finding: &str) -> Result<()> {
        self.prepare("DELETE FROM waiver WHERE meeting_id = ?1 AND finding = ?2")?.execute((meeting.0, finding))?;
        Ok(())
    }
}
