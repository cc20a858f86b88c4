//! A whole library as one file (`.gijicho`): the database, the originals, and a list of their hashes.
//!
//! Invariants: the file is a ZIP that any program opens, its list is read by `sha256sum --check`; it
//! is there complete or not at all; what is read of it is believed only where its hash agrees.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use sha2::Digest as _;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::Store;
use crate::backup::copy_database;
use crate::error::{Result, StoreError, io_at};
use crate::files::original_path;
use crate::hash::{Sha256, unhex};
use crate::library::DATABASE;
use crate::whole::{folder_of, sync_folder};

/// Name of the list of hashes in the archive.
const MANIFEST: &str = "SHA256SUMS.txt";
/// The largest database that is unpacked, in bytes.
const LARGEST_DATABASE: u64 = 32 << 30;
/// The largest original that is unpacked, in bytes.
const LARGEST_ORIGINAL: u64 = 256 << 20;
/// The largest list of hashes, in bytes.
const LARGEST_MANIFEST: u64 = 256 << 20;
/// Most files in an archive.
const MOST_FILES: usize = 1_000_000;

impl Store {
    /// Writes the whole library, originals included, to `to`, which is replaced only when everything is
    /// written. An original that is missing or changed is left out: [`Store::verify`] names it.
    pub fn pack(&self, to: &Path) -> Result<()> {
        let folder = folder_of(to);
        let unfinished = tempfile::Builder::new().prefix(".gijicho-").tempdir_in(folder).map_err(io_at(folder))?;
        let database = unfinished.path().join(DATABASE);
        copy_database(&self.conn, &database)?;
        let packed = unfinished.path().join("packed");
        let file = File::create(&packed).map_err(io_at(&packed))?;
        self.write_archive(&database, BufWriter::new(file)).map_err(io_at(to))?;
        std::fs::rename(&packed, to).and_then(|()| sync_folder(folder)).map_err(io_at(to))
    }

    fn write_archive(&self, database: &Path, to: BufWriter<File>) -> io::Result<()> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true);
        let mut archive = ZipWriter::new(to);
        let mut manifest = Vec::new();
        let mut add = |archive: &mut ZipWriter<BufWriter<File>>, name: &str, from: &Path| -> io::Result<()> {
            archive.start_file(name, options)?;
            let sha256 = copy_hashed(&mut BufReader::new(File::open(from)?), archive, u64::MAX)?;
            writeln!(manifest, "{sha256}  {name}")
        };
        add(&mut archive, DATABASE, database)?;
        for sha256 in spoken_of(database)? {
            if self.original(&sha256).is_ok() {
                add(&mut archive, &name_of(&sha256), &original_path(self.dir(), &sha256))?;
            }
        }
        archive.start_file(MANIFEST, options)?;
        archive.write_all(&manifest)?;
        let mut file = archive.finish()?;
        file.flush()?;
        file.get_ref().sync_all()
    }
}

/// Originals that the copy of the database speaks of.
fn spoken_of(database: &Path) -> io::Result<Vec<Sha256>> {
    let read = || -> rusqlite::Result<Vec<Sha256>> {
        let conn = rusqlite::Connection::open_with_flags(database, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut statement = conn.prepare("SELECT sha256 FROM original ORDER BY sha256")?;
        statement.query_map([], |row| row.get(0))?.collect()
    };
    read().map_err(io::Error::other)
}

/// Name of an original in the archive.
fn name_of(sha256: &Sha256) -> String {
    let digits = sha256.to_string();
    format!("files/{}/{}", &digits[..2], &digits[2..])
}

/// The original that a name in the archive stands for; `None` for any other name.
fn original_of(name: &str) -> Option<Sha256> {
    let (folder, file) = name.strip_prefix("files/")?.split_once('/')?;
    let sha256 = Sha256(unhex(&format!("{folder}{file}"))?.try_into().ok()?);
    (name_of(&sha256) == name).then_some(sha256)
}

/// Copies at most `limit` bytes, and gives the hash of what was copied.
fn copy_hashed(from: &mut impl Read, to: &mut impl Write, limit: u64) -> io::Result<Sha256> {
    let mut hash = sha2::Sha256::new();
    let mut left = limit;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            return Ok(Sha256(hash.finalize().into()));
        }
        left = left.checked_sub(read as u64).ok_or_else(|| io::Error::other("larger than the limit"))?;
        hash.update(&buffer[..read]);
        to.write_all(&buffer[..read])?;
    }
}

/// Whether a file is an archive, by its first bytes.
pub(crate) fn is_archive(file: &Path) -> io::Result<bool> {
    let mut first = [0; 4];
    let read = File::open(file)?.take(4).read(&mut first)?;
    Ok(read == 4 && first == *b"PK\x03\x04")
}

/// Unpacks an archive into an empty folder, as a library lies in it. Names that no library has are
/// refused, and so is everything whose hash does not agree.
pub(crate) fn unpack(file: &Path, into: &Path) -> Result<()> {
    let damaged = |why: &str| StoreError::Damaged(format!("the archive: {why}"));
    let opened = File::open(file).map_err(io_at(file))?;
    let mut archive = ZipArchive::new(BufReader::new(opened)).map_err(|error| damaged(&error.to_string()))?;
    if archive.len() > MOST_FILES {
        return Err(damaged("too many files"));
    }
    let mut database = None;
    let mut manifest = String::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(|error| damaged(&error.to_string()))?;
        let name = entry.name().map_err(|error| damaged(&error.to_string()))?.into_owned();
        if name == MANIFEST {
            let mut text = Vec::new();
            copy_hashed(&mut entry, &mut text, LARGEST_MANIFEST).map_err(|error| damaged(&error.to_string()))?;
            manifest = String::from_utf8(text).map_err(|error| damaged(&error.to_string()))?;
            continue;
        }
        let (to, limit, wanted) = if name == DATABASE {
            (into.join(DATABASE), LARGEST_DATABASE, None)
        } else {
            let sha256 = original_of(&name).ok_or_else(|| damaged("a name that no library has"))?;
            (original_path(into, &sha256), LARGEST_ORIGINAL, Some(sha256))
        };
        let found = write_entry(&mut entry, &to, limit)?;
        if wanted.is_some_and(|wanted| wanted != found) {
            return Err(damaged(&format!("{name} is not what it was")));
        }
        if name == DATABASE {
            database = Some(found);
        }
    }
    let database = database.ok_or_else(|| damaged("no database"))?;
    let line = format!("{database}  {DATABASE}");
    if manifest.lines().any(|listed| listed == line) { Ok(()) } else { Err(damaged("the database is not what it was")) }
}

fn write_entry(entry: &mut impl Read, to: &PathBuf, limit: u64) -> Result<Sha256> {
    let folder = folder_of(to);
    std::fs::create_dir_all(folder).map_err(io_at(folder))?;
    let mut file = File::create_new(to).map_err(io_at(to))?;
    // What cannot be unpacked is damaged; what cannot be written is told as such.
    let mut written = BufWriter::new(&mut file);
    let sha256 = copy_hashed(entry, &mut written, limit).map_err(|error| match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::PermissionDenied => io_at(to)(error),
        _ => StoreError::Damaged(format!("the archive: {error}")),
    })?;
    written.flush().map_err(io_at(to))?;
    drop(written);
    file.sync_all().map_err(io_at(to))?;
    Ok(sha256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_names_of_a_library_are_unpacked() {
        let sha256 = Sha256::of(b"x");
        assert_eq!(original_of(&name_of(&sha256)), Some(sha256));
        let digits = sha256.to_string();
        for name in [
            "x",
            "files/../gijicho.db",
            "/files/ab/cd",
            "files/ab",
            &format!("files/{digits}"),
            &format!("files/{}/{}", &digits[..4], &digits[4..]),
            &name_of(&sha256).to_uppercase(),
        ] {
            assert_eq!(original_of(name), None, "{name}");
        }
    }
}
