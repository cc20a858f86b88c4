//! Files from outside: which there are, and their bytes, within limits.

use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use gijicho_model::fold;

use crate::error::AppError;

/// The largest file that is read, in bytes.
pub(crate) const MAX_FILE: u64 = 64 * 1024 * 1024;
/// The most files of one folder.
const MAX_FILES: usize = 100_000;
/// The deepest folder that is looked into.
const MAX_DEPTH: usize = 16;

/// A file that was found, with the name to show: the folder that was named begins it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Its name, without folders, or from the folder that was named on.
    pub(crate) name: String,
    /// Its size in bytes.
    pub(crate) bytes: u64,
}

/// The files that `paths` name: a folder stands for every file in it, in the order of their names,
/// numbers counted as numbers. Hidden files, locks that office programs leave, and symbolic links
/// are left out of folders.
pub(crate) fn find(paths: &[PathBuf]) -> Result<Vec<Found>, AppError> {
    let mut files = Vec::new();
    for path in paths {
        let metadata = std::fs::metadata(path).map_err(AppError::reading(path))?;
        if metadata.is_dir() {
            collect(path, &name_of(path), 0, &mut files)?;
        } else {
            files.push(Found { path: path.clone(), name: name_of(path), bytes: metadata.len() });
        }
    }
    Ok(files)
}

fn collect(folder: &Path, shown: &str, depth: usize, files: &mut Vec<Found>) -> Result<(), AppError> {
    let entries = std::fs::read_dir(folder).map_err(AppError::reading(folder))?;
    let mut entries: Vec<_> = entries.collect::<Result<_, _>>().map_err(AppError::reading(folder))?;
    entries.sort_by_cached_key(|entry| natural(&entry.file_name().to_string_lossy()));
    for entry in entries {
        let kind = entry.file_type().map_err(AppError::reading(&entry.path()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if kind.is_symlink() || is_clutter(&name) {
            continue;
        }
        let shown = format!("{shown}/{name}");
        if kind.is_dir() && depth < MAX_DEPTH {
            collect(&entry.path(), &shown, depth + 1, files)?;
        } else if kind.is_file() {
            let bytes = entry.metadata().map_or(0, |metadata| metadata.len());
            files.push(Found { path: entry.path(), name: shown, bytes });
        }
        if files.len() > MAX_FILES {
            return Err(AppError::TooManyFiles { folder: folder.to_owned(), limit: MAX_FILES });
        }
    }
    Ok(())
}

/// Files that programs leave beside those that people mean: hidden ones, locks, lists of pictures.
pub(crate) fn is_clutter(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name == "__MACOSX"
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
}

/// A part of a name: numbers are compared as numbers.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NamePart {
    /// Digits without leading zeros: a longer one is greater.
    Number(usize, String),
    /// Anything else.
    Text(String),
}

/// What names are sorted by: 第2回 comes before 第10回, however wide the digits.
pub(crate) fn natural(name: &str) -> (Vec<NamePart>, String) {
    let mut parts = Vec::new();
    let folded = fold::width(name).to_lowercase();
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != is_digit).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        let digits = part.trim_start_matches('0');
        parts.push(if is_digit {
            NamePart::Number(digits.len(), digits.to_owned())
        } else {
            NamePart::Text(part.to_owned())
        });
    }
    (parts, name.to_owned())
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

/// Writes a file whole or not at all.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    gijicho_store::write_whole(path, bytes).map_err(AppError::writing(path))
}

/// Whether `path` is `folder`, or lies in it, whatever links lead there. It need not exist.
pub(crate) fn lies_in(path: &Path, folder: &Path) -> bool {
    resolved(path).starts_with(resolved(folder))
}

/// Where a path leads: links followed as far as it exists, the rest as it is written.
fn resolved(path: &Path) -> PathBuf {
    let mut there = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut rest = Vec::new();
    loop {
        if let Ok(found) = there.canonicalize() {
            return rest.iter().rev().fold(found, |at, part: &OsString| match part.to_str() {
                Some("..") => at.parent().map(Path::to_owned).unwrap_or(at),
                _ => at.join(part),
            });
        }
        let last = there.components().next_back().map(|part| part.as_os_str().to_owned());
        match last {
            Some(last) if there.pop() => rest.push(last),
            _ => return path.to_owned(),
        }
    }
}

/// The name of a file without its folder, for people.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_as_people_count() {
        let mut names = ["第10回.txt", "第２回.txt", "第1回.txt", "R10.txt", "R9.txt", "r09b.txt", "あ.txt"];
        names.sort_by_cached_key(|name| natural(name));
        assert_eq!(names, ["R9.txt", "r09b.txt", "R10.txt", "あ.txt", "第1回.txt", "第２回.txt", "第10回.txt"]);
    }

    #[test]
    fn a_path_lies_in_a_folder_however_it_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let library = dir.path().join("書庫");
        std::fs::create_dir_all(library.join("files")).unwrap();
        std::fs::write(library.join("gijicho.db"), "x").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(&library, dir.path().join("別名")).unwrap();
        let inside = ["書庫", "書庫/gijicho.db", "書庫/新しい/R4-1.pdf", "書庫/files/../x", "無い/../書庫/gijicho.db"];
        let linked = if cfg!(unix) { &["別名/gijicho.db", "別名/無い/x"][..] } else { &[] };
        for path in inside.iter().chain(linked) {
            assert!(lies_in(&dir.path().join(path), &library), "{path}");
        }
        for path in ["x", "書庫2/gijicho.db", "書庫/../gijicho.db", ""] {
            assert!(!lies_in(&dir.path().join(path), &library), "{path}");
        }
    }

    #[test]
    fn a_folder_is_walked_without_what_programs_leave() {
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("年度10");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::create_dir_all(dir.path().join("年度9")).unwrap();
        for name in ["b.txt", ".hidden", "~$b.docx", "Thumbs.db", "年度9/c.txt", "年度10/a.txt"] {
            std::fs::write(dir.path().join(name), "x").unwrap();
        }
        let top = name_of(dir.path());
        let found: Vec<String> = find(&[dir.path().to_owned()]).unwrap().into_iter().map(|found| found.name).collect();
        assert_eq!(found, [format!("{top}/b.txt"), format!("{top}/年度9/c.txt"), format!("{top}/年度10/a.txt")]);
    }
}
