//! Proving that a library is whole: the file, its references, the chains of versions, the
//! originals, and the words that decisions rest on.

use std::collections::BTreeMap;

use gijicho_model::anchor::Context;
use gijicho_model::{DecisionId, FollowUpId, FollowUpState, MeetingId, MeetingRecord, ProposalStatus, RemarkId, body};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Store;
use crate::change_log::{self, Entity};
use crate::error::{Result, StoreError};
use crate::evidence;
use crate::hash::Sha256;
use crate::reader::Reader;
use crate::version::{ReadSnapshot, VersionRow};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// SQLite finds the file damaged.
    Database {
        /// In SQLite's words.
        problem: String,
    },
    /// A row refers to one that is not there.
    Reference {
        /// Which row to which table.
        problem: String,
    },
    /// A version is not what was finalised, or does not follow the one before it.
    Version {
        /// Its meeting.
        meeting: MeetingId,
        /// Its number.
        number: u32,
        /// What is wrong.
        problem: VersionProblem,
    },
    /// A row is not what was written last: its bytes were changed, or it is gone.
    Row {
        /// Kind of row.
        entity: Entity,
        /// Its id.
        id: Uuid,
        /// Whether it is there at all.
        there: bool,
    },
    /// An original is missing, or its bytes have changed.
    Original {
        /// What it is kept under.
        sha256: Sha256,
        /// Name of the file as it came.
        name: String,
    },
    /// The words of a decision no longer stand in the remark.
    Evidence {
        /// The decision.
        decision: DecisionId,
        /// The remark.
        remark: RemarkId,
        /// The words.
        quote: String,
    },
    /// The asking words of a follow-up no longer stand in the remark.
    FollowUp {
        /// The follow-up.
        follow_up: FollowUpId,
        /// The remark.
        remark: RemarkId,
        /// The words.
        quote: String,
    },
    /// The serials of a meeting's decisions are not 1, 2, 3 …, and nothing in the log says why.
    Serials {
        /// The meeting.
        meeting: MeetingId,
    },
}

/// What is wrong with a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VersionProblem {
    /// The snapshot does not have its hash.
    Changed,
    /// The columns beside the snapshot say something else than the snapshot.
    Contradicts,
    /// It does not carry the hash of the version before it, or that one is missing.
    Unchained,
    /// The tables say something else than this version, the last one of a finalised meeting.
    Differs,
}

impl Store {
    /// Everything that is not as it should be; empty for a library that is whole.
    pub fn verify(&self) -> Result<Vec<Finding>> {
        let reader = self.read()?;
        let mut findings = Vec::new();
        let broken = integrity(reader.conn())?;
        findings.extend(broken.into_iter().map(|problem| Finding::Database { problem }));
        let loose = broken_references(reader.conn())?;
        findings.extend(loose.into_iter().map(|problem| Finding::Reference { problem }));
        change_log::strays(reader.conn(), |entity, id, there| findings.push(Finding::Row { entity, id, there }))?;
        findings.extend(versions(&reader)?);
        findings.extend(locked_records(&reader)?);
        findings.extend(self.originals(&reader)?);
        findings.extend(quotations(&reader)?);
        findings.extend(serials(&reader)?);
        Ok(findings)
    }

    fn originals(&self, reader: &Reader<'_>) -> Result<Vec<Finding>> {
        let mut statement = reader.prepare("SELECT sha256, name FROM original ORDER BY sha256")?;
        let kept = statement.query_map([], |row| Ok((row.get::<_, Sha256>(0)?, row.get::<_, String>(1)?)))?;
        let mut findings = Vec::new();
        for original in kept {
            let (sha256, name) = original?;
            match self.original(&sha256) {
                Err(StoreError::Original(sha256)) => findings.push(Finding::Original { sha256, name }),
                other => drop(other?),
            }
        }
        Ok(findings)
    }
}

impl Reader<'_> {
    /// Quotations that no longer stand in their remarks: those of decisions and of follow-ups.
    pub fn broken_quotations(&self) -> Result<Vec<Finding>> {
        quotations(self)
    }
}

fn integrity(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare("PRAGMA integrity_check(20)")?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let lines: Vec<String> = lines.collect::<rusqlite::Result<_>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// Rows that refer to rows that are not there.
pub(crate) fn broken_references(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let lines = statement.query_map([], |row| {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        Ok(format!("{table} row {:?} refers to a missing {parent}", row.get::<_, Option<i64>>(1)?))
    })?;
    Ok(lines.collect::<rusqlite::Result<_>>()?)
}

fn versions(reader: &Reader<'_>) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut before: Option<(MeetingId, u32, Sha256)> = None;
    reader.for_each_version(|meeting, row, snapshot| {
        let mut find = |problem| findings.push(Finding::Version { meeting, number: row.number, problem });
        if Sha256::of(snapshot.as_bytes()) != row.sha256 {
            find(VersionProblem::Changed);
        }
        if !agrees(meeting, &row, &snapshot) {
            find(VersionProblem::Contradicts);
        }
        let last = before.filter(|(chain, ..)| *chain == meeting);
        let follows = last.map_or((1, None), |(_, number, sha256)| (number + 1, Some(sha256)));
        if (row.number, row.previous) != follows {
            find(VersionProblem::Unchained);
        }
        before = Some((meeting, row.number, row.sha256));
        Ok(())
    })?;
    Ok(findings)
}

/// Finalised meetings whose tables say something else than what was finalised.
fn locked_records(reader: &Reader<'_>) -> Result<Vec<Finding>> {
    let mut statement = reader.prepare(
        "SELECT m.id, max(v.number) FROM meeting m JOIN meeting_version v ON v.meeting_id = m.id
         WHERE m.status IN ('final', 'published', 'corrected') GROUP BY m.id",
    )?;
    let locked = statement.query_map([], |row| Ok((MeetingId(row.get(0)?), row.get::<_, u32>(1)?)))?;
    let mut findings = Vec::new();
    for row in locked {
        let (meeting, number) = row?;
        // A version that cannot be read is a finding of its own.
        let Ok(last) = reader.version(meeting, number) else { continue };
        if locked_part(reader.meeting_record(meeting)?) != locked_part(last.record) {
            findings.push(Finding::Version { meeting, number, problem: VersionProblem::Differs });
        }
    }
    Ok(findings)
}

/// What of a record cannot change once it is final: ties to initiatives come later, follow-ups are
/// answered later, and a body may get another name.
fn locked_part(mut record: MeetingRecord) -> MeetingRecord {
    record.links.clear();
    record.body.name.clear();
    (record.body.valid_from, record.body.valid_to, record.body.successor_id) = (None, None, None);
    for follow_up in &mut record.follow_ups {
        follow_up.addressee.clear();
        (follow_up.due_on, follow_up.answered_by, follow_up.answered_by_progress) = (None, None, None);
        (follow_up.state, follow_up.status) = (FollowUpState::Open, ProposalStatus::Proposed);
    }
    record
}

fn agrees(meeting: MeetingId, row: &VersionRow, snapshot: &str) -> bool {
    serde_json::from_str::<ReadSnapshot>(snapshot).is_ok_and(|said| {
        said.meeting_id == meeting
            && VersionRow {
                number: said.number,
                kind: said.kind,
                at: said.at,
                actor: said.actor,
                reason: said.reason,
                sha256: row.sha256,
                previous: said.previous,
            } == *row
    })
}

fn quotations(reader: &Reader<'_>) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut statement = reader.prepare(
        "SELECT e.decision_id, r.id, e.quote, r.body, e.prefix, e.suffix, e.remark_sha256
         FROM evidence e JOIN remark r ON r.id = e.remark_id ORDER BY e.decision_id, e.rank",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        // What is not even text any more was named as a row.
        let (Ok(quote), Ok(text), Ok(prefix), Ok(suffix)) =
            (row.get(2), row.get::<_, String>(3), row.get(4), row.get(5))
        else {
            continue;
        };
        let (quote, context): (String, Context) = (quote, Context { prefix, suffix });
        if !evidence::is_intact(&body::plain(&text), &quote, &context, &row.get(6)?) {
            let (decision, remark) = (DecisionId(row.get(0)?), RemarkId(row.get(1)?));
            findings.push(Finding::Evidence { decision, remark, quote });
        }
    }
    let mut statement = reader.prepare(
        "SELECT f.id, r.id, f.quote, r.body FROM follow_up f JOIN remark r ON r.id = f.remark_id
         WHERE f.status <> 'dismissed' ORDER BY f.meeting_id, f.rank",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (Ok(quote), Ok(text)) = (row.get::<_, String>(2), row.get::<_, String>(3)) else { continue };
        if !body::plain(&text).contains(&quote) {
            let (follow_up, remark) = (FollowUpId(row.get(0)?), RemarkId(row.get(1)?));
            findings.push(Finding::FollowUp { follow_up, remark, quote });
        }
    }
    Ok(findings)
}

/// Meetings whose serials have a gap that the log does not explain.
fn serials(reader: &Reader<'_>) -> Result<Vec<Finding>> {
    let mut statement = reader.prepare("SELECT meeting_id, serial FROM decision ORDER BY meeting_id, serial")?;
    let rows = statement.query_map([], |row| Ok((MeetingId(row.get(0)?), row.get::<_, u32>(1)?)))?;
    let mut by_meeting: BTreeMap<MeetingId, Vec<u32>> = BTreeMap::new();
    for row in rows {
        let (meeting, serial) = row?;
        by_meeting.entry(meeting).or_default().push(serial);
    }
    let mut findings = Vec::new();
    for (meeting, mut serials) in by_meeting {
        let is_gapless = |serials: &[u32]| serials.iter().copied().eq((1..).take(serials.len()));
        if !is_gapless(&serials) {
            serials.extend(reader.serials_given_up(meeting)?);
            serials.sort_unstable();
            serials.dedup();
            if !is_gapless(&serials) {
                findings.push(Finding::Serials { meeting });
            }
        }
    }
    Ok(findings)
}
