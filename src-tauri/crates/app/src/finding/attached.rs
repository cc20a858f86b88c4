//! The text of attached documents, page by page.
//!
//! Reading a document takes longer than many searches, so what was read is kept beside the index
//! (`index/texts/<hash>.json`): originals never change, and what is kept can be thrown away.
//!
//! Invariants: a document that cannot be read has no pages; it is still found by its label and title.
//! What a document does to its reader is kept, too: it is not tried again and again.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use gijicho_store::{Original, Sha256, Store};

use crate::error::AppError;
use crate::files;
use crate::reading::Reading;

/// The largest document that is read, in bytes.
const MAX_BYTES: u64 = 64 << 20;
/// The most text that is kept of one, in bytes.
const MAX_TEXT: usize = 8 << 20;
/// Documents that are kept in memory: those on a page of hits.
const IN_MEMORY: usize = 16;

/// A page, by its number from 1, and its text.
pub(super) type Page = (u32, String);

/// Texts of attached documents.
pub(super) struct Attached {
    dir: PathBuf,
    /// Where documents are read.
    reading: RwLock<Reading>,
    /// The last ones that were asked for, the newest last.
    known: Mutex<Vec<(Sha256, Arc<Vec<Page>>)>>,
}

impl Attached {
    pub(super) fn new(index: &std::path::Path) -> Self {
        Self { dir: index.join("texts"), reading: RwLock::new(Reading::InProcess), known: Mutex::default() }
    }

    /// Reads documents there from now on.
    pub(super) fn read_with(&self, reading: Reading) {
        *self.reading.write().unwrap_or_else(PoisonError::into_inner) = reading;
    }

    /// The pages of `original`.
    pub(super) fn pages(&self, store: &Store, original: &Original) -> Arc<Vec<Page>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, pages)) = known.iter().find(|(sha256, _)| *sha256 == original.sha256) {
            return pages.clone();
        }
        let pages = Arc::new(self.kept(&original.sha256).unwrap_or_else(|| self.read(store, original)));
        if known.len() >= IN_MEMORY {
            known.remove(0);
        }
        known.push((original.sha256, pages.clone()));
        pages
    }

    fn path(&self, sha256: &Sha256) -> PathBuf {
        self.dir.join(format!("{sha256}.json"))
    }

    fn kept(&self, sha256: &Sha256) -> Option<Vec<Page>> {
        serde_json::from_slice(&std::fs::read(self.path(sha256)).ok()?).ok()
    }

    fn read(&self, store: &Store, original: &Original) -> Vec<Page> {
        if original.bytes > MAX_BYTES {
            return Vec::new();
        }
        let Ok(bytes) = store.original(&original.sha256) else { return Vec::new() };
        // A document that brings its reader down, and this program with it, is not read at the next start.
        self.keep(&original.sha256, &[]);
        let reading = self.reading.read().unwrap_or_else(PoisonError::into_inner).clone();
        let lines = match reading.lines(&original.name, &bytes) {
            Ok(lines) => lines,
            Err(AppError::NoReader { .. }) => {
                let _ = std::fs::remove_file(self.path(&original.sha256));
                return Vec::new();
            }
            Err(_) => return Vec::new(),
        };
        let mut pages: BTreeMap<u32, String> = BTreeMap::new();
        let mut length = 0;
        for (page, line) in lines {
            length += line.len();
            if length > MAX_TEXT {
                break;
            }
            let text = pages.entry(page.max(1)).or_default();
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&line);
        }
        let pages: Vec<Page> = pages.into_iter().collect();
        self.keep(&original.sha256, &pages);
        pages
    }

    /// Keeps what was read. What cannot be kept is read again.
    fn keep(&self, sha256: &Sha256, pages: &[Page]) {
        if std::fs::create_dir_all(&self.dir).is_ok()
            && let Ok(bytes) = serde_json::to_vec(pages)
        {
            let _ = files::write_whole(&self.path(sha256), &bytes);
        }
    }
}
