//! The one way to write: an operation with a name, an actor and a closure.
//!
//! Invariants:
//! - rows and log commit together or not at all; an operation that changes nothing leaves no trace
//! - the same `op_id` twice does nothing the second time and returns what it returned the first time
//! - the closure has no effect but on the transaction, so that it may be run again

use std::ops::Deref;

use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::Store;
use crate::change_log::{self, Change, Entity};
use crate::check;
use crate::clock::{Clock, new_id};
use crate::error::{Conflict, Result, StoreError};
use crate::migrate::KNOWN;
use crate::reader::Reader;
use crate::sql::{AsText, Text, codes};

/// What kind of thing an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpKind {
    /// Brings a file in.
    Import,
    /// Edits anything.
    Edit,
    /// Confirms or dismisses a proposal.
    Confirm,
    /// Ties a decision to an initiative.
    Link,
    /// Finalises or publishes a record. Not undone: it is corrected.
    Finalise,
    /// Opens a finalised record for correction. Not undone: it is finalised again.
    Correct,
    /// Changes a setting. Not undone, and stands in nobody's way.
    Setting,
    /// Undoes an operation; made by [`Store::undo`] alone.
    Undo,
    /// Undoes an undo; made by [`Store::redo`] alone.
    Redo,
}

codes! {
    OpKind {
        Import = "import", Edit = "edit", Confirm = "confirm", Link = "link", Finalise = "finalise",
        Correct = "correct", Setting = "setting", Undo = "undo", Redo = "redo",
    }
}

/// An operation about to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Op {
    /// What kind of thing it does.
    pub kind: OpKind,
    /// What it is called in the menu: 「発言を移動」.
    pub label: String,
    /// The caller's number for it, so that a repeated call does nothing twice.
    pub op_id: Option<Uuid>,
    /// The burst of typing that it belongs to: operations of one burst are undone as one step.
    pub burst: Option<Uuid>,
}

impl Op {
    /// An operation without a number of its own.
    pub fn new(kind: OpKind, label: impl Into<String>) -> Self {
        Self { kind, label: label.into(), op_id: None, burst: None }
    }

    /// The same with the caller's number.
    #[must_use]
    pub fn with_id(self, op_id: Uuid) -> Self {
        Self { op_id: Some(op_id), ..self }
    }

    /// The same as part of a burst of typing.
    #[must_use]
    pub fn in_burst(self, burst: Option<Uuid>) -> Self {
        Self { burst, ..self }
    }
}

/// Who does it, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Name of the person.
    pub name: String,
    /// Name of the machine.
    pub device: String,
}

/// An operation that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed<T> {
    /// What the closure returned.
    pub value: T,
    /// Its number.
    pub op_id: Uuid,
    /// Number of its last change, or of the last change before it when it changed nothing.
    pub seq: i64,
    /// Version of every row that it wrote.
    pub version: i64,
    /// The rows it touched, each once.
    pub changes: Vec<Change>,
}

/// A write that is going on. Reads as a [`Reader`] does, and sees what it has written.
pub struct Tx<'c> {
    reader: Reader<'c>,
    clock: &'c dyn Clock,
    op: i64,
    kind: OpKind,
    actor: &'c str,
    started: i64,
}

impl<'c> Deref for Tx<'c> {
    type Target = Reader<'c>;
    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}

impl Tx<'_> {
    /// A new id.
    pub(crate) fn new_id(&self) -> Uuid {
        new_id(self.clock.now())
    }

    /// When the operation began, in UTC microseconds.
    pub(crate) fn now(&self) -> i64 {
        self.started
    }

    /// The version of every row that this operation writes.
    pub(crate) fn version(&self) -> i64 {
        self.op
    }

    /// Who is at work.
    pub(crate) fn actor(&self) -> &str {
        self.actor
    }

    /// Passes when the operation is of the kind that undo knows to stop at.
    pub(crate) fn require_kind(&self, kind: OpKind) -> Result<()> {
        if self.kind == kind { Ok(()) } else { Err(check::out_of_range("op.kind").into()) }
    }

    /// Passes when the row still has the version that the caller has seen. Otherwise `mine` is
    /// done all the same, to tell what the caller wanted, and everything is rolled back.
    pub(crate) fn on_version(
        &mut self,
        entity: Entity,
        id: Uuid,
        base: i64,
        write: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let theirs = change_log::image(self.conn(), entity, id)?.ok_or(StoreError::NotFound { entity, id })?;
        if theirs.get("row_version").and_then(serde_json::Value::as_i64) == Some(base) {
            return write(self);
        }
        write(self)?;
        let mine = change_log::image(self.conn(), entity, id)?;
        let base = change_log::image_at_version(self.conn(), id, base)?;
        Err(StoreError::Conflict(Box::new(Conflict {
            entity,
            id,
            base: base.map(Into::into),
            mine: mine.map(Into::into),
            theirs: Some(theirs.into()),
        })))
    }
}

impl Store {
    /// Does one operation: everything that `body` writes, or nothing.
    ///
    /// `body` may be run more than once, so it has no effects of its own.
    pub fn transact<T: Serialize + DeserializeOwned>(
        &mut self,
        op: &Op,
        actor: &Actor,
        body: impl Fn(&mut Tx<'_>) -> Result<T>,
    ) -> Result<Committed<T>> {
        self.operate(op, actor, None, body)
    }

    pub(crate) fn operate<T: Serialize + DeserializeOwned>(
        &mut self,
        op: &Op,
        actor: &Actor,
        undoes: Option<i64>,
        body: impl Fn(&mut Tx<'_>) -> Result<T>,
    ) -> Result<Committed<T>> {
        self.require_writable()?;
        let clock = self.clock().clone();
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Some(done) = already_done(&tx, op)? {
            return Ok(done);
        }
        let started = clock.now();
        let op_id = op.op_id.unwrap_or_else(|| new_id(started));
        let seq: i64 = tx.query_row("SELECT coalesce(max(seq), 0) + 1 FROM operation", [], |row| row.get(0))?;
        tx.execute("INSERT INTO current_operation (seq) VALUES (?1)", [seq])?;
        let value = {
            let reader = Reader::within(&tx);
            let clock = clock.as_ref();
            body(&mut Tx { reader, clock, op: seq, kind: op.kind, actor: &actor.name, started })?
        };
        let changes = change_log::changes_of(&tx, seq)?;
        let last = Reader::within(&tx).last_seq()?;
        if changes.is_empty() {
            return Ok(Committed { value, op_id, seq: last, version: seq, changes });
        }
        record(&tx, &Recorded { seq, op_id, op, actor, undoes, started }, &value)?;
        tx.execute("DELETE FROM current_operation", [])?;
        tx.commit()?;
        Ok(Committed { value, op_id, seq: last, version: seq, changes })
    }
}

/// The answer of an operation that was done before under the same number.
fn already_done<T: DeserializeOwned>(tx: &Transaction<'_>, op: &Op) -> Result<Option<Committed<T>>> {
    let Some(op_id) = op.op_id else { return Ok(None) };
    let row = tx
        .prepare_cached("SELECT seq, kind, result FROM operation WHERE op_id = ?1")?
        .query_row([op_id], |row| Ok((row.get(0)?, row.get::<_, Text<OpKind>>(1)?.0, row.get::<_, String>(2)?)))
        .optional()?;
    let Some((seq, kind, result)) = row else { return Ok(None) };
    if kind != op.kind {
        return Err(StoreError::OpIdReused(op_id));
    }
    let value = serde_json::from_str(&result).map_err(|_| StoreError::OpIdReused(op_id))?;
    let last = tx.query_row("SELECT max(seq) FROM change_log WHERE op = ?1", [seq], |row| row.get(0))?;
    Ok(Some(Committed { value, op_id, seq: last, version: seq, changes: change_log::changes_of(tx, seq)? }))
}

struct Recorded<'a> {
    seq: i64,
    op_id: Uuid,
    op: &'a Op,
    actor: &'a Actor,
    undoes: Option<i64>,
    started: i64,
}

/// Writes the operation's own row.
fn record<T: Serialize>(tx: &Transaction<'_>, recorded: &Recorded<'_>, value: &T) -> Result<()> {
    let Recorded { seq, op_id, op, actor, undoes, started } = recorded;
    let result =
        serde_json::to_string(value).map_err(|e| StoreError::Sql(rusqlite::Error::ToSqlConversionFailure(e.into())))?;
    let actor_id = actor_id(tx, &actor.name, *started)?;
    tx.prepare_cached(
        "INSERT INTO operation (seq, op_id, kind, label, at, actor_id, device, schema_version, undoes, result, burst)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute((
        seq,
        op_id,
        op.kind.write(),
        &op.label,
        started,
        actor_id,
        &actor.device,
        KNOWN,
        undoes,
        result,
        op.burst,
    ))?;
    Ok(())
}

/// The row of the actor, made when the name is new. A nameless actor is kept as 「-」.
fn actor_id(tx: &Transaction<'_>, name: &str, now: i64) -> Result<Uuid> {
    let name = if name.trim().is_empty() { "-" } else { name };
    let known = tx.prepare_cached("SELECT id FROM actor WHERE name = ?1")?.query_row([name], |row| row.get(0));
    if let Some(id) = known.optional()? {
        return Ok(id);
    }
    let id = new_id(now);
    tx.prepare_cached("INSERT INTO actor (id, name, created_at) VALUES (?1, ?2, ?3)")?.execute((id, name, now))?;
    Ok(id)
}
