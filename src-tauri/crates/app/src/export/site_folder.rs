//! The folder into which pages are published: written beside its place, then put there as a whole.
//!
//! Invariants: a folder that holds a file of anybody else is refused, and stays as it is; one that was
//! published before is there as a whole at every moment, old or new, where the system can swap two
//! folders (Linux). Elsewhere it is gone between two renames, and the old pages lie beside it should
//! the second one fail.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use gijicho_export::site::SiteFile;
use tempfile::TempDir;

use crate::error::AppError;

/// Stands in every folder that was published, and lists its files, so that it may be replaced.
const MARK: &str = "gijicho-site.txt";
const MARK_WORDS: &str = "このフォルダーは議事帖が書き出しました。書き出し直すと、次のファイルはすべて置き換わります。";
/// Most bytes of that list, and most files that are looked at.
const MOST_LISTED: u64 = 16 * 1024 * 1024;
const MOST_FILES: usize = 200_000;

/// Puts files into a folder: all of them, or none. `written` is called after each, and may stop it.
pub(super) fn put(
    folder: &Path,
    pages: &[SiteFile],
    mut written: impl FnMut() -> Result<(), AppError>,
) -> Result<(), AppError> {
    let writing = |error: io::Error| AppError::Writing { path: folder.to_owned(), source: error };
    refuse_others(folder)?;
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(above).map_err(writing)?;
    let hidden = tempfile::Builder::new().prefix(".gijicho-").tempdir_in(above).map_err(writing)?;
    let new = hidden.path().join("new");
    fs::create_dir(&new).map_err(writing)?;
    let mut mark = format!("{MARK_WORDS}\n");
    for file in pages {
        let path = new.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(writing)?;
        }
        fs::write(&path, &file.bytes).map_err(writing)?;
        mark.extend([file.path.as_str(), "\n"]);
        written()?;
    }
    fs::write(new.join(MARK), mark).map_err(writing)?;
    if folder.exists() { replace(folder, &new, hidden) } else { fs::rename(&new, folder).map_err(writing) }
}

/// Refuses a folder that holds what was not published there.
fn refuse_others(folder: &Path) -> Result<(), AppError> {
    if !fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Ok(());
    }
    let not_ours = || AppError::FolderNotOurs { folder: folder.to_owned() };
    let mark = folder.join(MARK);
    let is_mark = fs::metadata(&mark).is_ok_and(|found| found.is_file() && found.len() <= MOST_LISTED);
    let listed = is_mark.then(|| fs::read_to_string(&mark).ok()).flatten().ok_or_else(not_ours)?;
    let listed: BTreeSet<PathBuf> = listed.lines().skip(1).map(PathBuf::from).collect();
    // Folders that were published before their files were listed hold no list, and are believed.
    let found = if listed.is_empty() { Vec::new() } else { files_in(folder).ok_or_else(not_ours)? };
    match found.into_iter().find(|file| file.as_path() != Path::new(MARK) && !listed.contains(file)) {
        Some(file) => Err(AppError::FolderHasOthers { folder: folder.to_owned(), file }),
        None => Ok(()),
    }
}

/// The files below a folder, by their paths within it; `None` where it cannot be read, or holds more than
/// was ever published.
fn files_in(folder: &Path) -> Option<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(within) = folders.pop() {
        for entry in fs::read_dir(folder.join(&within)).ok()? {
            let entry = entry.ok()?;
            let path = within.join(entry.file_name());
            if entry.file_type().ok()?.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
            if files.len() + folders.len() > MOST_FILES {
                return None;
            }
        }
    }
    Some(files)
}

/// Puts the new pages where the old ones are. What is left in `hidden` is deleted.
fn replace(folder: &Path, new: &Path, hidden: TempDir) -> Result<(), AppError> {
    if swap(new, folder) {
        return Ok(());
    }
    let writing = |error: io::Error| AppError::Writing { path: folder.to_owned(), source: error };
    let old = hidden.path().join("old");
    fs::rename(folder, &old).map_err(writing)?;
    let Err(error) = fs::rename(new, folder) else { return Ok(()) };
    // What stood there before goes back.
    match fs::rename(&old, folder) {
        Ok(()) => Err(writing(error)),
        Err(_) => Err(AppError::SiteAside { folder: folder.to_owned(), old: hidden.keep().join("old") }),
    }
}

/// Swaps two folders in one step; whether that was done.
#[cfg(target_os = "linux")]
fn swap(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

/// Swaps two folders in one step: this system has no such step.
#[cfg(not(target_os = "linux"))]
fn swap(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(words: &str) -> Vec<SiteFile> {
        let file = |path: &str| SiteFile { path: path.to_owned(), bytes: words.as_bytes().to_vec() };
        vec![file("index.html"), file("meetings/a.html")]
    }

    #[test]
    fn a_file_of_somebody_else_keeps_the_folder_as_it_is() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("公表");
        put(&folder, &pages("first"), || Ok(())).unwrap();
        put(&folder, &pages("second"), || Ok(())).unwrap();
        for stranger in ["CNAME", "meetings/note.txt"] {
            fs::write(folder.join(stranger), "mine").unwrap();
            let refused = put(&folder, &pages("third"), || Ok(()));
            let is_named = |file: &Path| file == Path::new(stranger);
            assert!(matches!(&refused, Err(AppError::FolderHasOthers { file, .. }) if is_named(file)), "{refused:?}");
            assert_eq!(fs::read_to_string(folder.join("index.html")).unwrap(), "second");
            fs::remove_file(folder.join(stranger)).unwrap();
        }
        put(&folder, &pages("third"), || Ok(())).unwrap();
        assert_eq!(fs::read_dir(above.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_folder_that_was_given_up_stays_as_it_was() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("公表");
        put(&folder, &pages("first"), || Ok(())).unwrap();
        assert!(matches!(put(&folder, &pages("second"), || Err(AppError::Cancelled)), Err(AppError::Cancelled)));
        assert_eq!(fs::read_to_string(folder.join("meetings/a.html")).unwrap(), "first");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn whoever_looks_while_it_is_replaced_finds_the_old_pages_or_the_new_ones() {
        use std::sync::atomic::{AtomicBool, Ordering};
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("公表");
        put(&folder, &pages("0"), || Ok(())).unwrap();
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let looking = scope.spawn(|| {
                while !done.load(Ordering::SeqCst) {
                    assert!(folder.join("index.html").exists(), "it was gone");
                }
            });
            for round in 1..=100 {
                put(&folder, &pages(&round.to_string()), || Ok(())).unwrap();
            }
            done.store(true, Ordering::SeqCst);
            looking.join().unwrap();
        });
        assert_eq!(fs::read_to_string(folder.join("meetings/a.html")).unwrap(), "100");
    }
}
