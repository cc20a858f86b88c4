//! How much is kept, and how much waits for a person: counted by the database, row by row of nothing.

use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::reader::Reader;
use crate::sql::narrow;

/// How much is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// 会議
    pub meetings: u32,
    /// 発言
    pub remarks: u32,
    /// Confirmed decisions.
    pub decisions: u32,
    /// 具体的取組 (pillars and items aside)
    pub initiatives: u32,
    /// Finalised versions.
    pub versions: u32,
}

/// How much waits for a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Minutes that are not final.
    pub meetings_in_work: u32,
    /// Proposed decisions.
    pub decisions_proposed: u32,
    /// Confirmed decisions without an initiative.
    pub decisions_unlinked: u32,
    /// Items without a decision, of minutes that are not final.
    pub items_open: u32,
    /// Proposed follow-ups.
    pub follow_ups_proposed: u32,
    /// Confirmed follow-ups without an answer.
    pub follow_ups_open: u32,
    /// Initiatives that no confirmed decision stands behind.
    pub initiatives_undecided: u32,
}

impl Reader<'_> {
    /// How much is kept.
    pub fn counts(&self) -> Result<Counts> {
        Ok(self.prepare(include_str!("counts.sql"))?.query_row([], |row| {
            Ok(Counts {
                meetings: count(row, 0)?,
                remarks: count(row, 1)?,
                decisions: count(row, 2)?,
                initiatives: count(row, 3)?,
                versions: count(row, 4)?,
            })
        })?)
    }

    /// How much waits for a person.
    pub fn waiting(&self) -> Result<Waiting> {
        Ok(self.prepare(include_str!("waiting.sql"))?.query_row([], |row| {
            Ok(Waiting {
                meetings_in_work: count(row, 0)?,
                decisions_proposed: count(row, 1)?,
                decisions_unlinked: count(row, 2)?,
                items_open: count(row, 3)?,
                follow_ups_proposed: count(row, 4)?,
                follow_ups_open: count(row, 5)?,
                initiatives_undecided: count(row, 6)?,
            })
        })?)
    }
}

fn count(row: &Row<'_>, at: usize) -> rusqlite::Result<u32> {
    row.get::<_, i64>(at).map(narrow)
}
