//! The reading side: a connection on one consistent snapshot. Queries stand beside their entities.

use rusqlite::{CachedStatement, Connection, Transaction};

use crate::error::Result;

/// Reads a library. Everything that one reader returns is of the same moment.
pub struct Reader<'c> {
    conn: &'c Connection,
    /// Holds the snapshot; dropped without a trace. `None` inside of a write.
    _snapshot: Option<Transaction<'c>>,
}

impl<'c> Reader<'c> {
    /// Begins a snapshot, unless the connection is on one already.
    pub(crate) fn snapshot(conn: &'c Connection) -> Result<Self> {
        let snapshot = if conn.is_autocommit() { Some(conn.unchecked_transaction()?) } else { None };
        Ok(Self { conn, _snapshot: snapshot })
    }

    /// Reads within a write that is going on.
    pub(crate) fn within(conn: &'c Connection) -> Self {
        Self { conn, _snapshot: None }
    }

    pub(crate) fn conn(&self) -> &'c Connection {
        self.conn
    }

    pub(crate) fn prepare(&self, sql: &str) -> Result<CachedStatement<'c>> {
        Ok(self.conn.prepare_cached(sql)?)
    }
}
