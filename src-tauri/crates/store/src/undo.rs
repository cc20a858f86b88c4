//! Undo and redo, from the change log alone, so that they survive a restart.
//!
//! Undoing an operation restores the `before` images of its entries in reverse; redoing undoes the
//! undo. Either refuses with a conflict when a row is not what the operation left, and then nothing
//! changes. Operations of one burst of typing that follow one another are one step. Finalising and correcting are not undone and nothing before them is: the record is
//! corrected by a new version instead. Settings neither are undone nor stand in the way.

use std::collections::BTreeSet;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Store;
use crate::change_log::{self, Entity, Image};
use crate::error::{Conflict, Result, StoreError};
use crate::reader::Reader;
use crate::sql::Text;
use crate::transact::{Actor, Committed, Op, OpKind, Tx};

/// What would be undone and redone next, as the menu calls it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoState {
    /// Label of the operation that undo would take back.
    pub undo: Option<String>,
    /// Label of the operation that redo would do again.
    pub redo: Option<String>,
}

/// An operation that can be reversed.
struct Target {
    seq: i64,
    label: String,
}

impl Store {
    /// Takes back the last operation that still stands; the value is its label.
    pub fn undo(&mut self, actor: &Actor) -> Result<Committed<String>> {
        let target = targets(&self.conn)?.undo.ok_or(StoreError::NothingToUndo)?;
        self.reverse(OpKind::Undo, &target, actor)
    }

    /// Does the operation again that was undone last; the value is its label.
    pub fn redo(&mut self, actor: &Actor) -> Result<Committed<String>> {
        let target = targets(&self.conn)?.redo.ok_or(StoreError::NothingToRedo)?;
        self.reverse(OpKind::Redo, &target, actor)
    }

    fn reverse(&mut self, kind: OpKind, target: &Target, actor: &Actor) -> Result<Committed<String>> {
        let op = Op::new(kind, target.label.clone());
        self.operate(&op, actor, Some(target.seq), |tx| {
            let now = targets(tx.conn())?;
            let next = if kind == OpKind::Undo { now.undo } else { now.redo };
            if next.map(|next| next.seq) != Some(target.seq) {
                // Another process was quicker: what the person meant is no longer next.
                return Err(StoreError::Busy);
            }
            for op in step(tx.conn(), target.seq)? {
                tx.reverse(op)?;
            }
            Ok(target.label.clone())
        })
    }
}

impl Reader<'_> {
    /// What the menu offers.
    pub fn undo_state(&self) -> Result<UndoState> {
        let targets = targets(self.conn())?;
        Ok(UndoState { undo: targets.undo.map(|t| t.label), redo: targets.redo.map(|t| t.label) })
    }
}

#[derive(Default)]
struct Targets {
    undo: Option<Target>,
    redo: Option<Target>,
}

/// Walks back through the operations: what an undo or a redo has reversed is passed over once, with
/// the rest of its burst.
fn targets(conn: &Connection) -> Result<Targets> {
    let mut statement =
        conn.prepare_cached("SELECT seq, kind, label, undoes, burst FROM operation ORDER BY seq DESC")?;
    let mut rows = statement.query([])?;
    let mut reversed: BTreeSet<i64> = BTreeSet::new();
    let mut passing: Option<Uuid> = None;
    let mut targets = Targets::default();
    while let Some(row) = rows.next()? {
        let (seq, kind) = (row.get(0)?, row.get::<_, Text<OpKind>>(1)?.0);
        if kind == OpKind::Setting {
            continue;
        }
        let burst: Option<Uuid> = row.get(4)?;
        if reversed.remove(&seq) || (passing.is_some() && burst == passing) {
            passing = burst;
            continue;
        }
        passing = None;
        match kind {
            OpKind::Undo | OpKind::Redo => {
                if let Some(undoes) = row.get(3)? {
                    reversed.insert(undoes);
                }
                if kind == OpKind::Undo && targets.redo.is_none() {
                    targets.redo = Some(Target { seq, label: row.get(2)? });
                }
            }
            OpKind::Finalise | OpKind::Correct => break,
            _ => {
                targets.undo = Some(Target { seq, label: row.get(2)? });
                break;
            }
        }
    }
    Ok(targets)
}

/// The operations that are undone with `last`: itself, and those of its burst right before it.
fn step(conn: &Connection, last: i64) -> Result<Vec<i64>> {
    let mut statement = conn
        .prepare_cached("SELECT seq, burst FROM operation WHERE seq <= ?1 AND kind <> 'setting' ORDER BY seq DESC")?;
    let mut rows = statement.query([last])?;
    let mut step = Vec::new();
    let mut wanted: Option<Uuid> = None;
    while let Some(row) = rows.next()? {
        let burst: Option<Uuid> = row.get(1)?;
        if !step.is_empty() && (burst.is_none() || burst != wanted) {
            break;
        }
        wanted = burst;
        step.push(row.get(0)?);
    }
    Ok(step)
}

impl Tx<'_> {
    /// Restores the images from before an operation.
    fn reverse(&mut self, op: i64) -> Result<()> {
        // Rows come back in reverse, one at a time; references need to hold at the end only.
        self.conn().pragma_update(None, "defer_foreign_keys", true)?;
        for entry in change_log::entries(self.conn(), op)?.iter().rev() {
            let current = change_log::image(self.conn(), entry.entity, entry.id)?;
            if !same(current.as_ref(), entry.after.as_ref()) {
                return Err(StoreError::Conflict(Box::new(Conflict {
                    entity: entry.entity,
                    id: entry.id,
                    base: entry.after.clone().map(Into::into),
                    mine: entry.before.clone().map(Into::into),
                    theirs: current.map(Into::into),
                })));
            }
            let restored =
                change_log::restore(self.conn(), entry.entity, entry.id, entry.before.as_ref(), current.is_some());
            restored.map_err(|error| explain(error, entry))?;
        }
        Ok(())
    }
}

/// Names the meeting that a trigger has protected.
fn explain(error: StoreError, entry: &change_log::Entry) -> StoreError {
    let StoreError::Locked { meeting: None } = error else { return error };
    let column = if entry.entity == Entity::Meeting { "id" } else { "meeting_id" };
    let image = entry.after.as_ref().or(entry.before.as_ref());
    let meeting = image.and_then(|image| image.get(column)?.as_str()?.parse().ok());
    StoreError::Locked { meeting }
}

/// Whether the row is what the log says it was; columns that came later do not count.
fn same(current: Option<&Image>, logged: Option<&Image>) -> bool {
    match (current, logged) {
        (None, None) => true,
        (Some(current), Some(logged)) => logged.iter().all(|(name, value)| current.get(name) == Some(value)),
        _ => false,
    }
}
