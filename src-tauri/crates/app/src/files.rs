//! Files from outside: which there are, and their bytes, within limits.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::error::AppError;

/// The largest file that is read, in bytes.
pub(crate) const MAX_FILE: u64 = 64 * 1024 * 1024;
/// The most files of one folder.
const MAX_FILES: usize = 100_000;
/// The deepest folder that is looked into.
const MAX_DEPTH: usize = 16;

/// The files that `paths` name: a folder stands for every file in it, in the order of their names.
/// Hidden files and symbolic links are left out of folders.
pub fn files_to_import(paths: &[PathBuf]) -> Result<Vec<PathBuf>, AppError> {
    let mut files = Vec::new();
    for path in paths {
        let metadata = std::fs::metadata(path).map_err(AppError::reading(path))?;
        if metadata.is_dir() {
            collect(path, 0, &mut files)?;
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), AppError> {
    let entries = std::fs::read_dir(folder).map_err(AppError::reading(folder))?;
    let mut entries: Vec<_> = entries.collect::<Result<_, _>>().map_err(AppError::reading(folder))?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let kind = entry.file_type().map_err(AppError::reading(&entry.path()))?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if hidden || kind.is_symlink() {
            continue;
        }
        if kind.is_dir() && depth < MAX_DEPTH {
            collect(&entry.path(), depth + 1, files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
        if files.len() > MAX_FILES {
            return Err(AppError::TooManyFiles { folder: folder.to_owned(), limit: MAX_FILES });
        }
    }
    Ok(())
}

/// The bytes of a file. Its size is asked first, and reading stops at the limit even if it grows.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, AppError> {
    let file = File::open(path).map_err(AppError::reading(path))?;
    let metadata = file.metadata().map_err(AppError::reading(path))?;
    if !metadata.is_file() {
        return Err(AppError::NotAFile { path: path.to_owned() });
    }
    let too_large = |bytes| AppError::FileTooLarge { path: path.to_owned(), bytes, limit: MAX_FILE };
    if metadata.len() > MAX_FILE {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(AppError::reading(path))?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

/// Writes a file whole or not at all: beside its place first, then moved into it.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let writing = |error: std::io::Error| AppError::Writing { path: path.to_owned(), source: error };
    let mut file = tempfile::Builder::new().prefix(".gijicho-").tempfile_in(folder).map_err(writing)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(writing)?;
    file.persist(path).map_err(|error| writing(error.error))?;
    Ok(())
}

/// The name of a file without its folder, for people.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
