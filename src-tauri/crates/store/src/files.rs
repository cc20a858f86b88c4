//! Originals: imported files and attached documents, kept under their SHA-256 and never changed.
//!
//! Invariants: `files/ab/cdef…` holds the bytes whose SHA-256 is `abcdef…`. A file is written in
//! full before any row speaks of it; a file that no row speaks of does no harm.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rusqlite::OptionalExtension as _;

use crate::Store;
use crate::error::{Result, StoreError, io_at};
use crate::hash::Sha256;
use crate::reader::Reader;
use crate::transact::Tx;
use crate::whole::write_whole;

/// An original that a row is to speak of. Its bytes are in the library: see [`Store::put_original`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// What it is kept under.
    pub sha256: Sha256,
    /// Name of the file as it came, without its folder.
    pub name: String,
    /// Its size.
    pub bytes: u64,
}

impl Store {
    /// Keeps `bytes`; call it before the transaction that speaks of them.
    pub fn put_original(&self, name: &str, bytes: &[u8]) -> Result<Original> {
        self.require_writable()?;
        let sha256 = Sha256::of(bytes);
        let path = original_path(self.dir(), &sha256);
        let original = Original { sha256, name: name.to_owned(), bytes: bytes.len() as u64 };
        if std::fs::read(&path).is_ok_and(|kept| kept == bytes) {
            return Ok(original);
        }
        let folder = path.parent().unwrap_or(self.dir());
        std::fs::create_dir_all(folder).map_err(io_at(folder))?;
        write_whole(&path, bytes).map_err(io_at(&path))?;
        Ok(original)
    }

    /// The bytes kept under `sha256`, checked.
    pub fn original(&self, sha256: &Sha256) -> Result<Vec<u8>> {
        let bytes = std::fs::read(original_path(self.dir(), sha256)).map_err(|_| StoreError::Original(*sha256))?;
        if Sha256::of(&bytes) == *sha256 { Ok(bytes) } else { Err(StoreError::Original(*sha256)) }
    }
}

impl Reader<'_> {
    /// What is known of the original with this hash, and when it came, in UTC microseconds.
    pub fn original_info(&self, sha256: &Sha256) -> Result<Option<(Original, i64)>> {
        let found = self
            .prepare("SELECT name, bytes, added_at FROM original WHERE sha256 = ?1")?
            .query_row([sha256], |row| {
                let bytes = row.get::<_, i64>(1)?.unsigned_abs();
                Ok((Original { sha256: *sha256, name: row.get(0)?, bytes }, row.get(2)?))
            })
            .optional()?;
        Ok(found)
    }
}

/// Where the bytes with this hash are kept.
pub(crate) fn original_path(dir: &Path, sha256: &Sha256) -> PathBuf {
    let hex = sha256.to_string();
    let (folder, file) = hex.split_at(2);
    dir.join("files").join(folder).join(file)
}

impl Reader<'_> {
    /// Hashes of the files that a meeting, a plan or a report was imported from.
    pub fn sources(&self) -> Result<BTreeSet<Sha256>> {
        let mut statement = self.prepare(
            "SELECT source FROM meeting WHERE source IS NOT NULL UNION SELECT source FROM plan WHERE source IS NOT NULL
             UNION SELECT source FROM progress WHERE source IS NOT NULL",
        )?;
        let hashes = statement.query_map([], |row| row.get(0))?;
        Ok(hashes.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Makes the row that speaks of an original, unless there is one.
    pub(crate) fn speak_of(&mut self, original: &Original) -> Result<()> {
        let known = self
            .prepare("SELECT 1 FROM original WHERE sha256 = ?1")?
            .query_row([original.sha256], |_| Ok(()))
            .optional()?;
        if known.is_some() {
            return Ok(());
        }
        let (id, at, version) = (self.new_id(), self.now(), self.version());
        self.prepare(
            "INSERT INTO original (id, sha256, name, bytes, added_at, row_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            id,
            original.sha256,
            &original.name,
            i64::try_from(original.bytes).unwrap_or(i64::MAX),
            at,
            version,
        ))?;
        Ok(())
    }
}
