//! What the columns of a table mean, as a person has said once, for the next table with the same headings.

use rusqlite::OptionalExtension as _;

use crate::check;
use crate::error::Result;
use crate::reader::Reader;
use crate::transact::Tx;

impl Reader<'_> {
    /// The map that was kept for the headings of that signature, as JSON.
    pub fn column_map(&self, signature: &str) -> Result<Option<String>> {
        let mut statement = self.prepare("SELECT columns FROM column_map WHERE signature = ?1")?;
        Ok(statement.query_row([signature], |row| row.get(0)).optional()?)
    }

    /// Every map that was kept: signature and JSON.
    pub fn column_maps(&self) -> Result<Vec<(String, String)>> {
        let mut statement = self.prepare("SELECT signature, columns FROM column_map ORDER BY signature")?;
        let maps = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(maps.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Keeps a map; an earlier one for the same headings is replaced.
    pub fn remember_columns(&mut self, signature: &str, columns: &str) -> Result<()> {
        check::required("signature", signature)?;
        self.prepare(
            "INSERT INTO column_map (id, signature, columns, row_version) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (signature) DO UPDATE SET columns = excluded.columns, row_version = excluded.row_version
             WHERE columns <> excluded.columns",
        )?
        .execute((self.new_id(), signature, columns, self.version()))?;
        Ok(())
    }

    /// Forgets a map.
    pub fn forget_columns(&mut self, signature: &str) -> Result<()> {
        self.prepare("DELETE FROM column_map WHERE signature = ?1")?.execute([signature])?;
        Ok(())
    }
}
