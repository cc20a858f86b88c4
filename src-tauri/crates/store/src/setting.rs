//! Settings of the library, and searches that are kept.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension as _;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::check;
use crate::error::Result;
use crate::reader::Reader;
use crate::transact::Tx;

/// A search that a person keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// Identity.
    pub id: Uuid,
    /// What the person calls it.
    pub name: String,
    /// As typed.
    pub query: String,
}

impl Reader<'_> {
    /// The value of a setting.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        let found = self.prepare("SELECT value FROM setting WHERE key = ?1")?.query_row([key], |row| row.get(0));
        Ok(found.optional()?)
    }

    /// Every setting.
    pub fn settings(&self) -> Result<BTreeMap<String, String>> {
        let mut statement = self.prepare("SELECT key, value FROM setting")?;
        let settings = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(settings.collect::<rusqlite::Result<_>>()?)
    }

    /// Every kept search, by name.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>> {
        let mut statement = self.prepare("SELECT id, name, query FROM saved_search ORDER BY name")?;
        let searches = statement
            .query_map([], |row| Ok(SavedSearch { id: row.get(0)?, name: row.get(1)?, query: row.get(2)? }))?;
        Ok(searches.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Sets a setting.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<()> {
        check::required("key", key)?;
        self.prepare(
            "INSERT INTO setting (id, key, value, row_version) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value, row_version = excluded.row_version
             WHERE value <> excluded.value",
        )?
        .execute((self.new_id(), key, value, self.version()))?;
        Ok(())
    }

    /// Forgets a setting.
    pub fn remove_setting(&mut self, key: &str) -> Result<()> {
        self.prepare("DELETE FROM setting WHERE key = ?1")?.execute([key])?;
        Ok(())
    }

    /// Keeps a search under a name; an earlier one of that name is replaced.
    pub fn save_search(&mut self, name: &str, query: &str) -> Result<Uuid> {
        check::required("name", name)?;
        check::required("query", query)?;
        let id = self
            .prepare(
                "INSERT INTO saved_search (id, name, query, row_version) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (name) DO UPDATE SET query = excluded.query, row_version = excluded.row_version
                 RETURNING id",
            )?
            .query_row((self.new_id(), name.trim(), query, self.version()), |row| row.get(0))?;
        Ok(id)
    }

    /// Forgets a kept search.
    pub fn remove_saved_search(&mut self, id: Uuid) -> Result<()> {
        self.prepare("DELETE FROM saved_search WHERE id = ?1")?.execute([id])?;
        Ok(())
    }
}
