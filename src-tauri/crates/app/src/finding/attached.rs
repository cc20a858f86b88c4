//! The text of attached documents, page by page.
//!
//! Reading a document takes longer than many searches, so what was read is kept beside the index
//! (`index/texts/<hash>.json`): originals never change, and what is kept can be thrown away.
//!
//! Invariant: a document that cannot be read has no pages; it is still found by its label and title.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use gijicho_import::{Hints, text_of};
use gijicho_model::Register;
use gijicho_store::{Original, Sha256, Store};

use crate::files;

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
    /// The last ones that were asked for, the newest last.
    known: Mutex<Vec<(Sha256, Arc<Vec<Page>>)>>,
}

impl Attached {
    pub(super) fn new(index: &std::path::Path) -> Self {
        Self { dir: index.join("texts"), known: Mutex::default() }
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
        let register = Register::default();
        let hints = Hints {
            file_name: &original.name,
            kind: None,
            encoding: None,
            register: &register,
            choices: &[],
            columns: None,
        };
        let lines = text_of(&bytes, &hints).map(|text| text.lines).unwrap_or_default();
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
        // What cannot be kept is read again.
        if std::fs::create_dir_all(&self.dir).is_ok()
            && let Ok(bytes) = serde_json::to_vec(&pages)
        {
            let _ = files::write_whole(&self.path(&original.sha256), &bytes);
        }
        pages
    }
}
