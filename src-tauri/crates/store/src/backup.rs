//! Whole copies of the database, consistent while others write.

use std::path::Path;

use rusqlite::Connection;

use crate::Store;
use crate::error::{Result, StoreError, io_at};
use crate::whole::{folder_of, sync_folder};

impl Store {
    /// Writes a copy of the database to `to`, which is replaced only when the copy is complete.
    /// Originals are not part of it.
    pub fn backup(&self, to: &Path) -> Result<()> {
        copy_database(&self.conn, to)
    }
}

/// Writes a copy of the open database to `to`, complete or not at all.
pub(crate) fn copy_database(conn: &Connection, to: &Path) -> Result<()> {
    let folder = folder_of(to);
    // In a folder of its own: SQLite wants to make the file itself.
    let unfinished = tempfile::Builder::new().prefix(".gijicho-").tempdir_in(folder).map_err(io_at(folder))?;
    let copy = unfinished.path().join("copy.db");
    let Some(name) = copy.to_str() else {
        return Err(StoreError::Io { path: copy, source: std::io::ErrorKind::InvalidFilename.into() });
    };
    conn.execute("VACUUM INTO ?1", [name])?;
    let file = std::fs::OpenOptions::new().write(true).open(&copy).map_err(io_at(&copy))?;
    file.sync_all().map_err(io_at(&copy))?;
    drop(file);
    std::fs::rename(&copy, to).and_then(|()| sync_folder(folder)).map_err(io_at(to))
}
