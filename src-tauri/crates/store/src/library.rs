//! The folder of a library: making one, opening one, and refusing what must not be opened.
//!
//! Invariants: a database newer than this program, or one that is not this program's, is refused
//! before SQLite has opened it, so that not a byte changes; opening for reading writes nothing
//! beside what SQLite's shared memory needs, and nothing at all where the folder is read-only.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use uuid::Uuid;

use crate::change_log;
use crate::clock::{Clock, new_id};
use crate::error::{Result, StoreError, io_at};
use crate::migrate::{self, APPLICATION_ID, KNOWN};
use crate::network;
use crate::reader::Reader;

/// Name of the database in its folder.
pub const DATABASE: &str = "gijicho.db";

/// Folders beside the database.
const FOLDERS: [&str; 2] = ["files", "backups"];

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often a copy is tried of a database that somebody else is writing.
const COPIES: usize = 5;

/// What a library is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// Reading and writing.
    ReadWrite,
    /// Reading. Works on folders that cannot be written to.
    ReadOnly,
}

/// An open library.
pub struct Store {
    pub(crate) conn: Connection,
    dir: PathBuf,
    access: Access,
    clock: Arc<dyn Clock>,
    /// A private copy that is read in place of a database that cannot be opened where it lies.
    _copy: Option<tempfile::TempDir>,
}

impl Store {
    /// Makes an empty library in `dir`, which may exist, and opens it.
    pub fn create(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        if Self::is_library(dir) {
            return Err(StoreError::AlreadyALibrary(dir.to_path_buf()));
        }
        std::fs::create_dir_all(dir).map_err(io_at(dir))?;
        refuse_unwritable(dir)?;
        if network::is_network(dir) {
            return Err(StoreError::NetworkFileSystem(dir.to_path_buf()));
        }
        for folder in FOLDERS {
            let folder = dir.join(folder);
            std::fs::create_dir_all(&folder).map_err(io_at(&folder))?;
        }
        Self::connect(dir, clock)
    }

    /// Opens the library in `dir`.
    pub fn open(dir: &Path, access: Access, clock: Arc<dyn Clock>) -> Result<Self> {
        let database = dir.join(DATABASE);
        let found = read_version(&database, access).map_err(|refused| match refused {
            Refused::Missing => StoreError::NotALibrary(dir.to_path_buf()),
            Refused::Unreadable(source) => StoreError::Io { path: database.clone(), source },
            Refused::Foreign(why) => StoreError::Damaged(why),
        })?;
        if found > KNOWN {
            return Err(StoreError::NewerDatabase { found, known: KNOWN });
        }
        if access == Access::ReadOnly {
            return Self::connect_read_only(dir, clock);
        }
        refuse_unwritable(dir)?;
        refuse_unwritable(&database)?;
        if network::is_network(dir) {
            return Err(StoreError::NetworkFileSystem(dir.to_path_buf()));
        }
        Self::connect(dir, clock)
    }

    /// Whether `dir` holds a library, of whatever version. An empty database is none: the making of
    /// a library was cut short before anything was in it.
    pub fn is_library(dir: &Path) -> bool {
        std::fs::metadata(dir.join(DATABASE)).is_ok_and(|database| database.is_file() && database.len() > 0)
    }

    /// Whether a library can be made in `dir`: it is not there, or holds nothing but what is left of
    /// a making that was cut short.
    pub fn is_vacant(dir: &Path) -> bool {
        let is_left_over = |entry: std::io::Result<std::fs::DirEntry>| {
            entry.is_ok_and(|entry| {
                let (name, path) = (entry.file_name(), entry.path());
                let Some(name) = name.to_str() else { return false };
                match entry.metadata() {
                    Ok(data) if data.is_dir() => FOLDERS.contains(&name) && is_empty(&path),
                    Ok(data) => data.len() == 0 && name.starts_with(DATABASE),
                    Err(_) => false,
                }
            })
        };
        std::fs::read_dir(dir).map_or(true, |entries| entries.into_iter().all(is_left_over))
    }

    /// Whether the library in `dir` can be opened for writing, as far as its place says.
    pub fn is_writable(dir: &Path) -> bool {
        refuse_unwritable(dir).is_ok() && refuse_unwritable(&dir.join(DATABASE)).is_ok() && !network::is_network(dir)
    }

    fn connect(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        let database = dir.join(DATABASE);
        let mut conn = Connection::open_with_flags(
            &database,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        if conn.is_readonly(rusqlite::MAIN_DB)? {
            return Err(StoreError::NotWritable(database));
        }
        prepare_connection(&conn)?;
        if migrate::version(&conn)? == 0 {
            conn.pragma_update(None, "application_id", APPLICATION_ID)?;
        }
        let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if mode != "wal" {
            return Err(StoreError::NetworkFileSystem(dir.to_path_buf()));
        }
        conn.pragma_update(None, "synchronous", "FULL")?;
        let now = clock.now();
        migrate::migrate(&mut conn, &dir.join("backups"), now)?;
        // Here rather than in `create`, so that a library whose making was cut short is finished.
        // It is looked for first: writing would have to wait for whoever else is writing.
        if !conn.query_row("SELECT EXISTS (SELECT 1 FROM library)", [], |row| row.get(0))? {
            conn.execute(
                "INSERT INTO library (only_row, library_id, restore_epoch, created_at) SELECT 1, ?1, 0, ?2
                 WHERE NOT EXISTS (SELECT 1 FROM library)",
                (new_id(now), now),
            )?;
        }
        change_log::install(&conn)?;
        Ok(Self { conn, dir: dir.to_path_buf(), access: Access::ReadWrite, clock, _copy: None })
    }

    /// Opens for reading: in place where SQLite can share the database with writers, frozen where
    /// the folder is read-only and nothing is left in the log, otherwise from a private copy.
    fn connect_read_only(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        let database = dir.join(DATABASE);
        let log = dir.join(format!("{DATABASE}-wal"));
        let writable = refuse_unwritable(dir).is_ok();
        let logged = std::fs::metadata(&log).is_ok_and(|log| log.len() > 0);
        let mut copy = None;
        let mut conn = None;
        if !network::is_network(dir) {
            if writable {
                conn = match open_shared(&database) {
                    Ok(conn) => Some(conn),
                    // Nothing can be shared here. Whatever else is wrong (another process is at work, the
                    // file is damaged) would be as wrong with a file that is taken to be frozen.
                    Err(StoreError::ReadOnly) => None,
                    Err(StoreError::Sql(error)) if error.sqlite_error_code() == Some(ErrorCode::CannotOpen) => None,
                    Err(error) => return Err(error),
                };
            }
            if conn.is_none() && !logged {
                conn = Some(open_frozen(&database)?);
            }
        }
        let conn = if let Some(conn) = conn {
            conn
        } else {
            let folder = copy_at_rest(&database, &log)?;
            let conn = open_shared(&folder.path().join(DATABASE))?;
            copy = Some(folder);
            conn
        };
        let found = migrate::version(&conn)?;
        if found != KNOWN {
            // An older database is migrated by whoever may write to it.
            return Err(if found > KNOWN {
                StoreError::NewerDatabase { found, known: KNOWN }
            } else {
                StoreError::NotWritable(database)
            });
        }
        Ok(Self { conn, dir: dir.to_path_buf(), access: Access::ReadOnly, clock, _copy: copy })
    }

    /// The folder of the library.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What the library was opened for.
    pub fn access(&self) -> Access {
        self.access
    }

    /// The clock it was opened with.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// The date in Japan, which is nine hours ahead of UTC the whole year.
    pub fn today(&self) -> NaiveDate {
        const AHEAD: i64 = 9 * 3_600 * 1_000_000;
        DateTime::from_timestamp_micros(self.clock.now().saturating_add(AHEAD)).unwrap_or_default().date_naive()
    }

    /// Every query, on one consistent snapshot that lasts as long as the reader.
    pub fn read(&self) -> Result<Reader<'_>> {
        Reader::snapshot(&self.conn)
    }

    /// Moves what was committed from the log into the database, so that the one file holds it all: whoever
    /// copies a closed library by hand need not know of a log. It is done when the writer goes.
    pub fn settle(&self) {
        if self.access == Access::ReadWrite {
            // What cannot be moved now is in the log, and moved by the next one.
            let _ = self.conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        }
    }

    /// Tells this library from every other one.
    pub fn library_id(&self) -> Result<Uuid> {
        Ok(self.conn.query_row("SELECT library_id FROM library", [], |row| row.get(0))?)
    }

    /// Goes up whenever the database is replaced by an older copy: numbers of changes seen before
    /// mean nothing then.
    pub fn restore_epoch(&self) -> Result<i64> {
        Ok(self.conn.query_row("SELECT restore_epoch FROM library", [], |row| row.get(0))?)
    }

    pub(crate) fn require_writable(&self) -> Result<()> {
        if self.access == Access::ReadOnly { Err(StoreError::ReadOnly) } else { Ok(()) }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.settle();
    }
}

fn prepare_connection(conn: &Connection) -> Result<()> {
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(256);
    // In KiB, as SQLite has it for negative numbers: an import does not fetch its indexes again and again.
    conn.pragma_update(None, "cache_size", -16_384)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // A database is data, however it came here: its schema may not reach outside of it.
    conn.pragma_update(None, "trusted_schema", false)?;
    Ok(())
}

fn open_shared(database: &Path) -> Result<Connection> {
    let conn =
        Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    prepare_connection(&conn)?;
    // Opening is lazy: this is where it fails.
    migrate::version(&conn)?;
    Ok(conn)
}

/// A private copy of a database with its log. As long as the log is the same one, it holds every
/// page that a writer has moved into the database meanwhile; where it is another one, the copy may
/// be torn, and is made again.
fn copy_at_rest(database: &Path, log: &Path) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir().map_err(io_at(database))?;
    let to = folder.path().join(DATABASE);
    let log_copy = folder.path().join(format!("{DATABASE}-wal"));
    for _ in 0..COPIES {
        let before = log_header(log);
        std::fs::copy(database, &to).map_err(io_at(database))?;
        if before.is_some() {
            std::fs::copy(log, &log_copy).map_err(io_at(log))?;
        }
        if log_header(log) == before {
            return Ok(folder);
        }
    }
    Err(StoreError::Busy)
}

/// The header of a log, with the salts that tell one log from the next; `None` where nothing is logged.
fn log_header(log: &Path) -> Option<[u8; 32]> {
    let mut header = [0; 32];
    File::open(log).ok()?.read_exact(&mut header).ok()?;
    Some(header)
}

fn open_frozen(database: &Path) -> Result<Connection> {
    let conn = Connection::open_with_flags(
        frozen_uri(database),
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI,
    )?;
    prepare_connection(&conn)?;
    migrate::version(&conn)?;
    Ok(conn)
}

/// The path as a `file:` address with everything but plain characters escaped.
fn frozen_uri(database: &Path) -> String {
    let path = database.to_string_lossy().replace('\\', "/");
    let mut uri = String::from(if path.starts_with('/') { "file:" } else { "file:/" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~:".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push('%');
            uri.push_str(&crate::hash::hex(&[byte]));
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// Refuses a path that its owner has marked as read-only, or that the system does.
fn refuse_unwritable(path: &Path) -> Result<()> {
    let meta = std::fs::metadata(path).map_err(io_at(path))?;
    // The system's superuser may write to anything, but a mark is a mark. On Windows the mark
    // means nothing on a folder.
    if meta.permissions().readonly() && (cfg!(unix) || meta.is_file()) {
        return Err(StoreError::NotWritable(path.to_path_buf()));
    }
    if meta.is_dir() {
        tempfile::tempfile_in(path).map_err(io_at(path))?;
    } else {
        std::fs::OpenOptions::new().append(true).open(path).map_err(io_at(path))?;
    }
    Ok(())
}

enum Refused {
    Missing,
    Unreadable(std::io::Error),
    Foreign(String),
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// Reads the version from the header of the file, without SQLite: nothing is locked or written.
/// An empty database is what is left of a making that was cut short: who may write can finish it.
fn read_version(database: &Path, access: Access) -> Result<u32, Refused> {
    let mut header = [0u8; 100];
    let mut file = File::open(database).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Refused::Missing,
        _ => Refused::Unreadable(e),
    })?;
    if file.metadata().is_ok_and(|data| data.len() == 0) {
        return if access == Access::ReadWrite { Ok(0) } else { Err(Refused::Missing) };
    }
    file.read_exact(&mut header).map_err(|_| Refused::Foreign("the database is cut off".into()))?;
    if !header.starts_with(b"SQLite format 3\0") {
        return Err(Refused::Foreign("the database is not SQLite".into()));
    }
    let word = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    // Offsets as in SQLite's "Database File Format".
    let (user_version, application_id) = (word(60), word(68));
    if application_id != APPLICATION_ID {
        return Err(Refused::Foreign("the database belongs to another program".into()));
    }
    Ok(user_version)
}
