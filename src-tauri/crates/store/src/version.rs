//! Finalised versions: whole snapshots in a chain of hashes, one chain for each meeting.
//!
//! A version is kept as one JSON text that says everything about it (which meeting, which number,
//! who, when, why, the hash of the version before it, the whole record). Fields stand in the order
//! in which they are declared and no number is fractional, so equal records give equal text. Its
//! SHA-256 is kept beside it and repeated in the next version.
//!
//! Finalising is not undone, and neither is anything before it: the record is opened for
//! correction with a reason, edited, and finalised again as a new version. Versions are never
//! changed or deleted; triggers see to it.

use gijicho_model::{MeetingId, MeetingRecord, MeetingStatus};
use rusqlite::{OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::error::{Result, StoreError};
use crate::hash::Sha256;
use crate::reader::Reader;
use crate::sql::{AsText, Text};
use crate::transact::{OpKind, Tx};

/// Layout of the snapshot's JSON.
const FORMAT: u32 = 1;

/// A line of the list of versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionRow {
    /// 1, 2, 3 … within the meeting.
    pub number: u32,
    /// What the minutes became: final, published or corrected.
    pub kind: MeetingStatus,
    /// When, in UTC microseconds since 1970.
    pub at: i64,
    /// Who.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// Hash of the snapshot.
    pub sha256: Sha256,
    /// Hash of the version before it.
    pub previous: Option<Sha256>,
}

/// A version with its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingVersion {
    /// What the list shows.
    pub row: VersionRow,
    /// The record as it was.
    pub record: MeetingRecord,
    /// The text that is hashed.
    pub snapshot: String,
}

/// What is hashed.
#[derive(Serialize)]
struct Snapshot<'a> {
    format: u32,
    meeting_id: MeetingId,
    number: u32,
    kind: MeetingStatus,
    at: i64,
    actor: &'a str,
    reason: &'a str,
    previous: Option<Sha256>,
    record: &'a MeetingRecord,
}

/// What was hashed.
#[derive(Deserialize)]
pub(crate) struct ReadSnapshot {
    pub(crate) meeting_id: MeetingId,
    pub(crate) number: u32,
    pub(crate) kind: MeetingStatus,
    pub(crate) at: i64,
    pub(crate) actor: String,
    pub(crate) reason: String,
    pub(crate) previous: Option<Sha256>,
    record: MeetingRecord,
}

macro_rules! select {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT number, kind, at, actor, reason, sha256, previous",
            $columns,
            " FROM meeting_version WHERE meeting_id = ?1 ",
            $rest
        )
    };
}

impl Reader<'_> {
    /// The versions of a meeting, first one first.
    pub fn versions(&self, meeting: MeetingId) -> Result<Vec<VersionRow>> {
        self.require(Entity::Meeting, meeting.0)?;
        let mut statement = self.prepare(select!("", "ORDER BY number"))?;
        let rows = statement.query_map([meeting.0], version_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One version with its record, checked against its hash.
    pub fn version(&self, meeting: MeetingId, number: u32) -> Result<MeetingVersion> {
        let found = self
            .prepare(select!(", snapshot", "AND number = ?2"))?
            .query_row((meeting.0, number), |row| Ok((version_row(row)?, row.get::<_, String>(7)?)))
            .optional()?;
        let (row, snapshot) = found.ok_or(StoreError::NotFound { entity: Entity::MeetingVersion, id: meeting.0 })?;
        if Sha256::of(snapshot.as_bytes()) != row.sha256 {
            return Err(StoreError::Damaged(format!(
                "version {number} of meeting {meeting} is not what was finalised"
            )));
        }
        let read: ReadSnapshot = serde_json::from_str(&snapshot)
            .map_err(|e| StoreError::Damaged(format!("version {number} of meeting {meeting}: {e}")))?;
        Ok(MeetingVersion { row, record: read.record, snapshot })
    }

    /// Why a finalised meeting stands open again; `None` unless it does.
    pub fn correction_reason(&self, meeting: MeetingId) -> Result<Option<String>> {
        self.require(Entity::Meeting, meeting.0)?;
        let mut statement = self.prepare("SELECT correction_reason FROM meeting WHERE id = ?1")?;
        Ok(statement.query_row([meeting.0], |row| row.get(0))?)
    }

    /// Every version as it is kept, chain by chain: for [`crate::Store::verify`].
    pub(crate) fn for_each_version(
        &self,
        mut each: impl FnMut(MeetingId, VersionRow, String) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.prepare(
            "SELECT number, kind, at, actor, reason, sha256, previous, snapshot, meeting_id FROM meeting_version
             ORDER BY meeting_id, number",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            // What is not even text any more is not what was hashed.
            let snapshot = String::from_utf8_lossy(row.get_ref(7)?.as_bytes().unwrap_or_default()).into_owned();
            each(MeetingId(row.get::<_, Uuid>(8)?), version_row(row)?, snapshot)?;
        }
        Ok(())
    }
}

fn version_row(row: &Row<'_>) -> rusqlite::Result<VersionRow> {
    Ok(VersionRow {
        number: row.get(0)?,
        kind: row.get::<_, Text<MeetingStatus>>(1)?.0,
        at: row.get(2)?,
        actor: row.get(3)?,
        reason: row.get(4)?,
        sha256: row.get(5)?,
        previous: row.get(6)?,
    })
}

impl Tx<'_> {
    /// Finalises a meeting: 確定 the first time, 訂正 after it was opened for correction. Returns the
    /// number of the version. Use it in an operation of kind [`OpKind::Finalise`].
    pub fn finalise(&mut self, meeting: MeetingId, reason: &str) -> Result<u32> {
        self.require_open(meeting)?;
        let first = self.versions(meeting)?.is_empty();
        let kind = if first { MeetingStatus::Final } else { MeetingStatus::Corrected };
        self.write_version(meeting, kind, reason)
    }

    /// Publishes a finalised meeting (公表), as a version of its own. Use it in an operation of kind
    /// [`OpKind::Finalise`].
    pub fn publish(&mut self, meeting: MeetingId, reason: &str) -> Result<u32> {
        if !self.meeting(meeting)?.status.is_locked() {
            return Err(StoreError::NotFinalised(meeting));
        }
        self.write_version(meeting, MeetingStatus::Published, reason)
    }

    /// Opens a finalised meeting for correction. It stays open until it is finalised again. Use it
    /// in an operation of kind [`OpKind::Correct`].
    pub fn open_correction(&mut self, meeting: MeetingId, reason: &str) -> Result<()> {
        check::required("reason", reason)?;
        self.require_kind(OpKind::Correct)?;
        if !self.meeting(meeting)?.status.is_locked() {
            return Err(StoreError::NotFinalised(meeting));
        }
        self.write_status(meeting, MeetingStatus::Draft, Some(reason.trim()))
    }

    pub(crate) fn write_version(&mut self, meeting: MeetingId, kind: MeetingStatus, reason: &str) -> Result<u32> {
        check::required("reason", reason)?;
        self.require_kind(OpKind::Finalise)?;
        let reason = reason.trim();
        // The lock first: the snapshot says of itself that it is final.
        self.write_status(meeting, kind, None)?;
        let record = self.meeting_record(meeting)?;
        let last = self.versions(meeting)?.pop();
        let number = last.as_ref().map_or(1, |last| last.number + 1);
        let previous = last.map(|last| last.sha256);
        let actor = self.actor().to_owned();
        let snapshot = Snapshot {
            format: FORMAT,
            meeting_id: meeting,
            number,
            kind,
            at: self.now(),
            actor: &actor,
            reason,
            previous,
            record: &record,
        };
        let text = serde_json::to_string(&snapshot).map_err(|e| StoreError::Damaged(e.to_string()))?;
        self.prepare(
            "INSERT INTO meeting_version (id, meeting_id, number, kind, at, actor, reason, snapshot, sha256, previous,
                                          row_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute((
            self.new_id(),
            meeting.0,
            number,
            kind.write(),
            self.now(),
            &actor,
            reason,
            &text,
            Sha256::of(text.as_bytes()),
            previous,
            self.version(),
        ))?;
        Ok(number)
    }
}
