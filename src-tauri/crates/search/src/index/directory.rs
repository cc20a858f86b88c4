//! The folder of a generation, written without waiting for the disk.
//!
//! The engine forces every file of a commit to the disk, a score of them for one edited remark, which
//! takes longer than all the rest. The index can be built anew at any time, so that it need not
//! survive a loss of power: only believing what did not survive must never happen.
//!
//! Invariants:
//! - Before a file of the generation in use is written in haste, the file [`UNFORCED`] says so; it goes
//!   when everything is on the disk ([`settle`]). Killing the program loses nothing, for what was
//!   written is the system's by then.
//! - Where nobody writes and [`UNFORCED`] is there, nobody knows what the disk has: every byte is
//!   compared with its checksum before the generation is believed.
//! - A rebuild does not hurry: the engine's own folder writes it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

use super::generation::{name_in, named_in};
use crate::error::{Error, Result};

/// Names the generation that is written in haste.
pub(super) const UNFORCED: &str = "UNFORCED";

/// The engine's list of all files, those that no commit names among them. It is written for every
/// file; in haste, it is written once, before the commit. What it lacks after a kill is no part of
/// any commit, and goes with the generation.
const LIST: &str = ".managed.json";

/// [`MmapDirectory`], but that writing ends when the system has the bytes.
#[derive(Debug, Clone)]
pub(super) struct HastyDirectory {
    reading: MmapDirectory,
    path: PathBuf,
    /// What [`LIST`] is to hold.
    list: Arc<Mutex<Option<Vec<u8>>>>,
}

impl HastyDirectory {
    pub(super) fn open(path: &Path) -> std::result::Result<Self, OpenDirectoryError> {
        Ok(Self { reading: MmapDirectory::open(path)?, path: path.to_owned(), list: Arc::default() })
    }

    fn replace(&self, name: &Path, bytes: &[u8]) -> io::Result<()> {
        let path = self.path.join(name);
        let mut draft = path.clone().into_os_string();
        draft.push(".new");
        fs::write(&draft, bytes)?;
        fs::rename(&draft, &path)
    }
}

/// A file that is left to the system when it is complete.
struct Unforced(File);

impl Write for Unforced {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl TerminatingWrite for Unforced {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.0.flush()
    }
}

impl Directory for HastyDirectory {
    fn get_file_handle(&self, path: &Path) -> std::result::Result<Arc<dyn FileHandle>, OpenReadError> {
        self.reading.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> std::result::Result<(), DeleteError> {
        self.reading.delete(path)
    }

    fn exists(&self, path: &Path) -> std::result::Result<bool, OpenReadError> {
        self.reading.exists(path)
    }

    fn open_write(&self, path: &Path) -> std::result::Result<WritePtr, OpenWriteError> {
        match File::options().write(true).create_new(true).open(self.path.join(path)) {
            Ok(file) => Ok(BufWriter::new(Box::new(Unforced(file)))),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(OpenWriteError::FileAlreadyExists(path.to_owned()))
            }
            Err(error) => Err(OpenWriteError::wrap_io_error(error, path.to_owned())),
        }
    }

    fn atomic_read(&self, path: &Path) -> std::result::Result<Vec<u8>, OpenReadError> {
        self.reading.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        if path == Path::new(LIST) {
            *list = Some(bytes.to_owned());
            return Ok(());
        }
        if let Some(list) = list.take() {
            self.replace(Path::new(LIST), &list)?;
        }
        self.replace(path, bytes)
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, lock: &Lock) -> std::result::Result<DirectoryLock, LockError> {
        self.reading.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.reading.watch(callback)
    }
}

/// Says that generation `name` of `dir` is about to be written in haste.
pub(super) fn make_haste(dir: &Path, name: &str) -> Result<()> {
    name_in(dir, UNFORCED, name)
}

/// Forces to the disk what was written in haste, if anything was.
pub(super) fn settle(dir: &Path) -> Result<()> {
    let marker = dir.join(UNFORCED);
    if !marker.exists() {
        return Ok(());
    }
    let generation = named_in(dir, UNFORCED).map(|name| dir.join(name));
    if let Some(generation) = generation.filter(|path| path.is_dir()) {
        force(&generation)?;
    }
    fs::remove_file(&marker).map_err(Error::io(&marker))
}

/// Forces every file of a folder to the disk.
fn force(dir: &Path) -> Result<()> {
    for entry in fs::read_dir(dir).map_err(Error::io(dir))?.flatten() {
        let path = entry.path();
        // Windows forces only what is opened for writing.
        match File::options().write(true).open(&path).and_then(|file| file.sync_all()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Error::Io { path, source: error }),
            // What is gone by now needs no forcing.
            _ => {}
        }
    }
    #[cfg(unix)]
    File::open(dir).and_then(|dir| dir.sync_all()).map_err(Error::io(dir))?;
    Ok(())
}
