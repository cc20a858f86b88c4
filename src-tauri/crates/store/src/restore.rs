//! Bringing a copy back: into a new library, or in place of what a library holds.
//!
//! Invariants: the copy is opened and found whole before anything of the library is touched; what the
//! library held is kept among its copies; the database is exchanged in one step, and never under
//! another program that has it open; originals are only ever added.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;

use crate::archive::{is_archive, unpack};
use crate::clock::Clock;
use crate::error::{Result, StoreError, io_at};
use crate::library::{Access, DATABASE};
use crate::network;
use crate::verify::Finding;
use crate::whole::{folder_of, sync_folder, write_whole};
use crate::{Sha256, Store};

/// What was brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the database lies that the library had before; `None` where there was none.
    pub kept: Option<PathBuf>,
    /// Originals that the copy did not hold and the library does not have either.
    pub missing: Vec<Sha256>,
}

impl Store {
    /// Brings the copy in `file` (see [`Store::pack`] and [`Store::backup`]) back into the library in
    /// `dir`, which is made where there is none. A database alone goes with the originals that are there.
    pub fn restore(file: &Path, dir: &Path, clock: Arc<dyn Clock>) -> Result<Restored> {
        if !Self::is_library(dir) && !Self::is_vacant(dir) {
            return Err(StoreError::NotALibrary(dir.to_path_buf()));
        }
        if network::is_network(dir) {
            return Err(StoreError::NetworkFileSystem(dir.to_path_buf()));
        }
        let is_archive = is_archive(file).map_err(io_at(file))?;
        std::fs::create_dir_all(dir).map_err(io_at(dir))?;
        // Beside the library's own files, so that moving is one step.
        let unfinished = tempfile::Builder::new().prefix(".gijicho-").tempdir_in(dir).map_err(io_at(dir))?;
        let new = unfinished.path();
        if is_archive {
            unpack(file, new)?;
        } else {
            let to = new.join(DATABASE);
            std::fs::copy(file, &to).map_err(io_at(file))?;
        }
        let at = clock.now();
        prepare(new, dir, clock)?;
        add_originals(&new.join("files"), &dir.join("files"))?;
        let kept = exchange(&new.join(DATABASE), dir, at)?;
        let store = Self::open(dir, Access::ReadOnly, Arc::new(crate::SystemClock))?;
        let missing = store.verify()?.into_iter().filter_map(|finding| match finding {
            Finding::Original { sha256, .. } => Some(sha256),
            _ => None,
        });
        Ok(Restored { kept, missing: missing.collect() })
    }
}

/// Brings the unpacked database up to date, proves that it is whole, and lets every index know that
/// it is another one than the library had.
fn prepare(new: &Path, dir: &Path, clock: Arc<dyn Clock>) -> Result<()> {
    let before = Store::open(dir, Access::ReadOnly, clock.clone()).and_then(|store| store.restore_epoch()).unwrap_or(0);
    // Opening an empty database would make a library of it.
    if !Store::is_library(new) {
        return Err(StoreError::Damaged("the copy holds no database".to_owned()));
    }
    let store = Store::open(new, Access::ReadWrite, clock)?;
    for finding in store.verify()? {
        if let Finding::Database { problem } | Finding::Reference { problem } = finding {
            return Err(StoreError::Damaged(format!("the copy: {problem}")));
        }
    }
    let epoch = store.restore_epoch()?.max(before) + 1;
    store.conn.execute("UPDATE library SET restore_epoch = ?1", [epoch])?;
    alone(&store.conn)
}

/// Moves what is logged into the database and closes the log, which only works where nobody else has
/// the database open.
fn alone(conn: &Connection) -> Result<()> {
    let mode: String = conn.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    if mode == "delete" { Ok(()) } else { Err(StoreError::Busy) }
}

/// Adds originals that the library does not have.
fn add_originals(from: &Path, to: &Path) -> Result<()> {
    let Ok(folders) = std::fs::read_dir(from) else { return Ok(()) };
    for folder in folders {
        let folder = folder.map_err(io_at(from))?;
        let below = to.join(folder.file_name());
        std::fs::create_dir_all(&below).map_err(io_at(&below))?;
        for original in std::fs::read_dir(folder.path()).map_err(io_at(from))? {
            let original = original.map_err(io_at(from))?;
            let to = below.join(original.file_name());
            let bytes = std::fs::read(original.path()).map_err(io_at(&original.path()))?;
            // One that is there and was changed is mended.
            if std::fs::read(&to).is_ok_and(|there| there == bytes) {
                continue;
            }
            write_whole(&to, &bytes).map_err(io_at(&to))?;
        }
    }
    Ok(())
}

/// Puts the new database in the place of the old one, a copy of which is kept.
fn exchange(new: &Path, dir: &Path, at: i64) -> Result<Option<PathBuf>> {
    let database = dir.join(DATABASE);
    let backups = dir.join("backups");
    std::fs::create_dir_all(&backups).map_err(io_at(&backups))?;
    let kept = if Store::is_library(dir) { Some(keep(&database, &backups, at)?) } else { None };
    // What a log would still say is not about the new database.
    for end in ["-wal", "-shm"] {
        let log = dir.join(format!("{DATABASE}{end}"));
        match std::fs::remove_file(&log) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(io_at(&log)(error)),
            _ => {}
        }
    }
    std::fs::rename(new, &database).and_then(|()| sync_folder(folder_of(&database))).map_err(io_at(&database))?;
    Ok(kept)
}

/// Keeps what the library holds: as it is where it can be read, with its log where it is damaged.
fn keep(database: &Path, backups: &Path, at: i64) -> Result<PathBuf> {
    let kept = backups.join(format!("before-restore-{at}.db"));
    let closed = Connection::open(database).map_err(StoreError::from).and_then(|conn| alone(&conn));
    match closed {
        Ok(()) => {}
        Err(StoreError::Damaged(_)) => {
            let log = database.with_file_name(format!("{DATABASE}-wal"));
            if log.is_file() {
                let to = backups.join(format!("before-restore-{at}.db-wal"));
                std::fs::copy(&log, &to).map_err(io_at(&to))?;
            }
        }
        Err(error) => return Err(error),
    }
    std::fs::copy(database, &kept).map_err(io_at(&kept))?;
    let file = std::fs::OpenOptions::new().write(true).open(&kept).map_err(io_at(&kept))?;
    file.sync_all().map_err(io_at(&kept))?;
    Ok(kept)
}
