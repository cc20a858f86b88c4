//! Migrations: append-only files, applied in order, each in one transaction.
//!
//! Invariants: a database newer than [`KNOWN`] is never opened for writing; an older one that
//! holds anything is copied before its first migration; a file in `migrations/` is never edited
//! once it has landed.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Result, StoreError, io_at};

/// Every migration; the database is at version N when the first N have been applied.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_library.sql"),
    include_str!("../migrations/0002_intake.sql"),
    include_str!("../migrations/0003_drafting.sql"),
    include_str!("../migrations/0004_known.sql"),
    include_str!("../migrations/0005_planning.sql"),
    include_str!("../migrations/0006_answers.sql"),
    include_str!("../migrations/0007_numbers.sql"),
];

/// The version of a database that this program writes.
pub(crate) const KNOWN: u32 = 7;

/// Marks a SQLite file as a library of this program: 「GIJI」.
pub(crate) const APPLICATION_ID: u32 = 0x4749_4A49;

/// The version that the open database is at.
pub(crate) fn version(conn: &Connection) -> Result<u32> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Brings the database up to date, copying it into `backups` first unless it is empty.
pub(crate) fn migrate(conn: &mut Connection, backups: &Path, at: i64) -> Result<()> {
    apply(conn, MIGRATIONS, backups, at)
}

fn apply(conn: &mut Connection, migrations: &[&str], backups: &Path, at: i64) -> Result<()> {
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    let found = version(conn)?;
    if found > known {
        return Err(StoreError::NewerDatabase { found, known });
    }
    if found == known {
        return Ok(());
    }
    if found > 0 {
        std::fs::create_dir_all(backups).map_err(io_at(backups))?;
        let copy = backups.join(format!("version-{found}-{at}.db"));
        crate::backup::copy_database(conn, &copy)?;
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another process may have been quicker.
    let found = version(&tx)?;
    for (number, sql) in (1..=known).zip(migrations).skip(found as usize) {
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", number)?;
    }
    if let Some(broken) = crate::verify::broken_references(&tx)?.first() {
        return Err(StoreError::Damaged(broken.clone()));
    }
    tx.commit()?;
    // The header of the file itself now says the version, for programs that look before they open.
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_version_counts_the_migrations() {
        assert_eq!(KNOWN as usize, MIGRATIONS.len());
    }

    #[test]
    fn an_older_database_is_copied_before_it_is_migrated() {
        let dir = tempfile::tempdir().unwrap();
        let backups = dir.path().join("backups");
        let mut conn = Connection::open(dir.path().join("gijicho.db")).unwrap();
        conn.pragma_update(None, "journal_mode", "WAL").unwrap();
        apply(&mut conn, &["CREATE TABLE a (x)"], &backups, 7).unwrap();
        assert!(!backups.exists(), "an empty database needs no copy");
        conn.execute("INSERT INTO a VALUES ('kept')", []).unwrap();

        apply(&mut conn, &["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y; UPDATE a SET x = 'moved'"], &backups, 8)
            .unwrap();
        assert_eq!(version(&conn).unwrap(), 2);
        let copy = Connection::open(backups.join("version-1-8.db")).unwrap();
        assert_eq!(version(&copy).unwrap(), 1);
        assert_eq!(copy.query_row("SELECT x FROM a", [], |row| row.get::<_, String>(0)).unwrap(), "kept");
    }

    #[test]
    fn a_library_of_the_first_version_is_brought_up_with_what_it_holds() {
        let dir = tempfile::tempdir().unwrap();
        let mut conn = Connection::open(dir.path().join("gijicho.db")).unwrap();
        apply(&mut conn, &MIGRATIONS[..1], dir.path(), 7).unwrap();
        conn.execute_batch(
            "INSERT INTO body VALUES (zeroblob(16), '本部', NULL, NULL, 1);
             INSERT INTO meeting VALUES (zeroblob(16), zeroblob(16), NULL, 2022, 1, '2022-04-14', NULL, NULL, NULL, '[]',
                 '[]', 'draft', NULL, NULL, '[]', NULL, 'undecided', 1);
             INSERT INTO remark VALUES (zeroblob(16), zeroblob(16), NULL, 1, NULL, 'unknown', 'statement', NULL, '', '', 0,
                 NULL, NULL, '本文', '[]', 1);
             UPDATE meeting SET status = 'final'",
        )
        .unwrap();
        apply(&mut conn, MIGRATIONS, dir.path(), 8).unwrap();
        assert_eq!(version(&conn).unwrap(), KNOWN);
        let remark: (String, Option<i64>) =
            conn.query_row("SELECT body, from_ms FROM remark", [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(remark, ("本文".to_owned(), None));
        for locked in ["UPDATE meeting SET reading = '{}'", "UPDATE meeting SET place = 'x'", "DELETE FROM meeting"] {
            assert!(conn.execute_batch(locked).is_err(), "{locked}");
        }
        conn.execute_batch("UPDATE meeting SET status = 'published'").unwrap();
    }

    #[test]
    fn a_migration_that_fails_leaves_the_database_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let mut conn = Connection::open(dir.path().join("gijicho.db")).unwrap();
        apply(&mut conn, &["CREATE TABLE a (x)"], dir.path(), 7).unwrap();
        assert!(apply(&mut conn, &["", "CREATE TABLE b (x); CREATE TABLE a (x)"], dir.path(), 8).is_err());
        assert_eq!(version(&conn).unwrap(), 1);
        assert!(conn.prepare("SELECT x FROM b").is_err());
    }
}
