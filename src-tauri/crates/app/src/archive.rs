//! Archives: their files lie in a folder of their own while somebody looks at them.
//!
//! Invariants: an archive is unpacked by a reader of files, within its limits; the names of its
//! files are for people and never become paths; the folder goes when the program ends, or when
//! other archives have taken its place.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use gijicho_import::ImportError;

use crate::error::{AppError, RpcError};
use crate::files;
use crate::reading::Reading;

/// Archives that are kept unpacked.
const KEPT: usize = 4;

/// The archives that somebody looks at.
pub(crate) struct Archives {
    reading: Reading,
    opened: Mutex<Vec<Arc<Opened>>>,
}

/// An archive that was unpacked.
pub(crate) struct Opened {
    path: PathBuf,
    /// Size and time of the archive's file: another one is unpacked again.
    stamp: (u64, Option<SystemTime>),
    pub(crate) entries: Vec<Entry>,
    _folder: tempfile::TempDir,
}

/// A file of an archive.
pub(crate) struct Entry {
    /// Where it stands in the archive; unique.
    pub(crate) name: String,
    /// Its size in bytes.
    pub(crate) bytes: u64,
    /// Where its bytes lie, or why there are none.
    unpacked: Result<PathBuf, RpcError>,
}

impl Archives {
    pub(crate) fn new(reading: Reading) -> Self {
        Self { reading, opened: Mutex::default() }
    }

    /// Whether a file is taken for an archive, by its name.
    pub(crate) fn is_archive(path: &Path) -> bool {
        path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
    }

    /// The files of an archive.
    pub(crate) fn open(&self, path: &Path) -> Result<Arc<Opened>, AppError> {
        let metadata = std::fs::metadata(path).map_err(AppError::reading(path))?;
        let stamp = (metadata.len(), metadata.modified().ok());
        // Held while unpacking: two callers want the same archive more often than two archives.
        let mut kept = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(opened) = kept.iter().find(|opened| opened.path == path && opened.stamp == stamp) {
            return Ok(opened.clone());
        }
        let bytes = files::read(path)?;
        let unpacked = self.reading.members(&files::name_of(path), &bytes)?;
        if unpacked.is_empty() {
            return Err(AppError::Import { file: files::name_of(path), source: ImportError::Empty });
        }
        let folder = tempfile::tempdir().map_err(AppError::reading(&std::env::temp_dir()))?;
        let mut entries: Vec<Entry> = Vec::with_capacity(unpacked.len());
        let mut names = std::collections::BTreeSet::new();
        for (index, member) in unpacked.into_iter().enumerate() {
            // The number is ours, the name is theirs.
            let place = folder.path().join(index.to_string());
            let mut name = member.name.clone();
            let mut again = 1;
            while !names.insert(name.clone()) {
                again += 1;
                name = format!("{}（{again}）", member.name);
            }
            let (bytes, unpacked) = match member.bytes {
                Ok(bytes) => {
                    let writing = |source| AppError::Writing { path: place.clone(), source };
                    std::fs::write(&place, &bytes).map_err(writing)?;
                    (bytes.len() as u64, Ok(place))
                }
                Err(error) => (0, Err(error)),
            };
            entries.push(Entry { name, bytes, unpacked });
        }
        entries.sort_by_cached_key(|entry| files::natural(&entry.name));
        let opened = Arc::new(Opened { path: path.to_owned(), stamp, entries, _folder: folder });
        kept.retain(|opened| opened.path != path);
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push(opened.clone());
        Ok(opened)
    }

    /// Name, without folders, and bytes of a file of an archive.
    pub(crate) fn member(&self, path: &Path, name: &str) -> Result<(String, Vec<u8>), AppError> {
        let opened = self.open(path)?;
        let entry = opened.entries.iter().find(|entry| entry.name == name);
        let entry =
            entry.ok_or_else(|| AppError::NoMember { archive: files::name_of(path), member: name.to_owned() })?;
        let place = entry.unpacked.as_ref().map_err(|error| AppError::Refused { error: error.clone() })?;
        let short = name.rsplit('/').next().unwrap_or(name).to_owned();
        Ok((short, files::read(place)?))
    }
}
