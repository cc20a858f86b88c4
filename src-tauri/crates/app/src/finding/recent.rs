//! Searches that were made before: beside the index, and as disposable.
//!
//! Invariant: they are a convenience. What cannot be read or written is left, and nobody is told.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use crate::App;
use crate::api::Nothing;
use crate::api::search::{RecentAdd, RecentSearches};
use crate::error::AppError;
use crate::files;

/// How many are kept.
const KEPT: usize = 30;
/// Longer ones are not, in characters.
const LONGEST: usize = 500;
/// A larger file is not one of ours, in bytes.
const MAX_FILE: u64 = 256 * 1024;

/// The list, and where it is kept.
pub(super) struct Recent {
    path: PathBuf,
    list: Mutex<Option<Vec<String>>>,
}

impl Recent {
    pub(super) fn new(index: &std::path::Path) -> Self {
        Self { path: index.join("recent-searches.json"), list: Mutex::new(None) }
    }

    /// The last one first.
    pub(super) fn all(&self) -> Vec<String> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(|| self.read()).clone()
    }

    fn change(&self, change: impl FnOnce(&mut Vec<String>)) {
        let mut held = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        let list = held.insert(self.read());
        change(list);
        if let Ok(bytes) = serde_json::to_vec(list) {
            let _ = files::write_whole(&self.path, &bytes);
        }
    }

    fn read(&self) -> Vec<String> {
        let small = std::fs::metadata(&self.path).is_ok_and(|file| file.is_file() && file.len() <= MAX_FILE);
        let bytes = if small { std::fs::read(&self.path).unwrap_or_default() } else { Vec::new() };
        let mut list: Vec<String> = serde_json::from_slice(&bytes).unwrap_or_default();
        list.truncate(KEPT);
        list
    }
}

impl App {
    /// Searches that were made before.
    pub fn search_recent(&self, _: Nothing) -> Result<RecentSearches, AppError> {
        Ok(RecentSearches { recent: self.finder.recent.all() })
    }

    /// Remembers a search that was meant.
    pub fn search_recent_add(&self, add: RecentAdd) -> Result<RecentSearches, AppError> {
        let query = add.query.trim().to_owned();
        if !query.is_empty() && query.chars().count() <= LONGEST {
            self.finder.recent.change(|list| {
                list.retain(|past| *past != query);
                list.insert(0, query);
                list.truncate(KEPT);
            });
        }
        self.search_recent(Nothing {})
    }

    /// Forgets all of them.
    pub fn search_recent_clear(&self, _: Nothing) -> Result<RecentSearches, AppError> {
        self.finder.recent.change(Vec::clear);
        self.search_recent(Nothing {})
    }
}
