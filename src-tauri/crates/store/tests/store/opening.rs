//! Opening and refusing to open: what must not be touched is not touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gijicho_store::{Access, MinutesImport, Op, OpKind, Store, StoreError};

use crate::samples::{clerk, clock, library, minutes, write};

/// Every file below `dir` with its bytes.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.display().to_string(), fs::read(&path).unwrap());
        }
    }
    found
}

fn set_readonly(path: &Path, readonly: bool) {
    let mut permissions = fs::metadata(path).unwrap().permissions();
    if readonly {
        permissions.set_readonly(true);
    } else {
        #[cfg(unix)]
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, if path.is_dir() { 0o755 } else { 0o644 });
        #[cfg(not(unix))]
        #[expect(clippy::permissions_set_readonly_false, reason = "Windows knows nothing else")]
        permissions.set_readonly(false);
    }
    fs::set_permissions(path, permissions).unwrap();
}

#[test]
fn a_library_is_made_once_and_opened_again() {
    let library = library();
    let id = library.store.library_id().unwrap();
    assert_eq!(library.store.restore_epoch().unwrap(), 0);
    let path = library.dir.path().to_path_buf();
    assert!(matches!(Store::create(&path, clock()), Err(StoreError::AlreadyALibrary(_))));
    drop(library.store);
    assert!(Store::is_library(&path));
    assert_eq!(Store::open(&path, Access::ReadWrite, clock()).unwrap().library_id().unwrap(), id);
    for folder in ["files", "backups"] {
        assert!(path.join(folder).is_dir());
    }
}

#[test]
fn what_is_no_library_is_said_so_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let open = |access| Store::open(dir.path(), access, clock()).map(drop);
    for access in [Access::ReadOnly, Access::ReadWrite] {
        assert!(matches!(open(access), Err(StoreError::NotALibrary(_))));
        assert!(matches!(Store::open(&dir.path().join("none"), access, clock()), Err(StoreError::NotALibrary(_))));
    }
    assert!(files(dir.path()).is_empty());
    let foreign = dir.path().join("gijicho.db");
    for bytes in [&b"SQLite format 3\0"[..], &[0u8; 4096], "買い物：牛乳".repeat(40).as_bytes()] {
        fs::write(&foreign, bytes).unwrap();
        for access in [Access::ReadOnly, Access::ReadWrite] {
            assert!(matches!(open(access), Err(StoreError::Damaged(_))), "{bytes:?}");
        }
        assert_eq!(files(dir.path()).len(), 1);
        assert_eq!(fs::read(&foreign).unwrap(), bytes);
    }
    fs::remove_file(&foreign).unwrap();
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE shopping (x)").unwrap();
    let before = files(dir.path());
    assert!(matches!(open(Access::ReadWrite), Err(StoreError::Damaged(_))), "another program's database");
    assert_eq!(files(dir.path()), before);
}

#[test]
fn a_library_whose_making_was_cut_short_is_made_after_all() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("files")).unwrap();
    fs::write(dir.path().join("gijicho.db"), "").unwrap();
    assert!(!Store::is_library(dir.path()) && Store::is_vacant(dir.path()));
    let refused = Store::open(dir.path(), Access::ReadOnly, clock()).map(drop);
    assert!(matches!(refused, Err(StoreError::NotALibrary(_))), "{refused:?}");
    drop(Store::create(dir.path(), clock()).unwrap());
    assert_eq!(Store::open(dir.path(), Access::ReadWrite, clock()).unwrap().verify().unwrap(), []);

    fs::remove_file(dir.path().join("gijicho.db")).unwrap();
    assert!(Store::is_vacant(&dir.path().join("none")) && Store::is_vacant(dir.path()));
    for (name, bytes) in [("gijicho.db", "x"), ("files/x", ""), ("notes.txt", "")] {
        fs::write(dir.path().join(name), bytes).unwrap();
        assert!(!Store::is_vacant(dir.path()), "{name}");
        fs::remove_file(dir.path().join(name)).unwrap();
    }
}

#[test]
fn opening_waits_for_nobody_who_writes() {
    let library = library();
    let other = rusqlite::Connection::open(library.dir.path().join("gijicho.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    for access in [Access::ReadOnly, Access::ReadWrite] {
        Store::open(library.dir.path(), access, clock()).unwrap();
    }
}

#[test]
fn the_database_of_a_closed_library_holds_everything_by_itself() {
    let mut library = library();
    let reading = Store::open(library.dir.path(), Access::ReadOnly, clock()).unwrap();
    let draft = minutes("2022-04-14", Some(1));
    write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default()));
    drop(library.store);
    let alone = tempfile::tempdir().unwrap();
    fs::copy(library.dir.path().join("gijicho.db"), alone.path().join("gijicho.db")).unwrap();
    let copy = Store::open(alone.path(), Access::ReadWrite, clock()).unwrap();
    assert_eq!(copy.read().unwrap().meetings().unwrap(), reading.read().unwrap().meetings().unwrap());
    assert_eq!(copy.read().unwrap().meetings().unwrap().len(), 1);
}

#[test]
fn a_newer_database_is_refused_byte_for_byte_untouched() {
    let library = library();
    let path = library.dir.path().to_path_buf();
    drop(library.store);
    let conn = rusqlite::Connection::open(path.join("gijicho.db")).unwrap();
    conn.execute_batch("PRAGMA user_version = 999; CREATE TABLE from_the_future (x); PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    drop(conn);
    let before = files(&path);
    for access in [Access::ReadWrite, Access::ReadOnly] {
        let refused = Store::open(&path, access, clock()).map(drop);
        assert!(matches!(refused, Err(StoreError::NewerDatabase { found: 999, known: _ })), "{refused:?}");
    }
    assert_eq!(files(&path), before);
}

#[test]
fn a_newer_database_whose_version_is_still_in_the_log_is_refused() {
    let library = library();
    let path = library.dir.path().to_path_buf();
    let conn = rusqlite::Connection::open(path.join("gijicho.db")).unwrap();
    conn.execute_batch("PRAGMA user_version = 999").unwrap();
    // Both connections stay open: nothing is written back into the database.
    for access in [Access::ReadWrite, Access::ReadOnly] {
        let refused = Store::open(&path, access, clock()).map(drop);
        assert!(matches!(refused, Err(StoreError::NewerDatabase { found: 999, known: _ })), "{refused:?}");
    }
}

#[test]
fn a_damaged_database_is_said_to_be_damaged() {
    let mut library = library();
    for day in 1..20 {
        let draft = minutes(&format!("2022-04-{day:02}"), Some(day));
        write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default()));
    }
    let path = library.dir.path().join("gijicho.db");
    drop(library.store);
    let mut bytes = fs::read(&path).unwrap();
    let end = bytes.len();
    bytes[4096..end].fill(0xA5);
    fs::write(&path, bytes).unwrap();
    match Store::open(library.dir.path(), Access::ReadWrite, clock()) {
        Err(StoreError::Damaged(_)) => {}
        Ok(store) => match store.verify() {
            Err(StoreError::Damaged(_)) => {}
            other => assert!(!other.unwrap().is_empty()),
        },
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_read_only_library_is_read_and_never_written() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default()));
    let path = library.dir.path().to_path_buf();
    drop(library.store);
    let database = path.join("gijicho.db");
    set_readonly(&database, true);
    set_readonly(&path, true);
    let before = files(&path);

    let refused = Store::open(&path, Access::ReadWrite, clock()).map(drop);
    assert!(matches!(refused, Err(StoreError::NotWritable(_))), "{refused:?}");
    let mut store = Store::open(&path, Access::ReadOnly, clock()).unwrap();
    assert_eq!(store.read().unwrap().meetings().unwrap().len(), 1);
    let refused = store.transact(&Op::new(OpKind::Edit, "編集"), &clerk(), |tx| tx.save_search("紙", "紙"));
    assert!(matches!(refused, Err(StoreError::ReadOnly)));
    assert!(matches!(store.undo(&clerk()), Err(StoreError::ReadOnly)));
    assert!(matches!(store.put_original("a.txt", b"a"), Err(StoreError::ReadOnly)));
    assert_eq!(files(&path), before);
    drop(store);
    assert_eq!(files(&path), before);
    set_readonly(&path, false);
    set_readonly(&database, false);
}

#[test]
fn a_read_only_library_with_a_log_left_over_is_read_from_a_copy() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default()));
    // As after a crash: the log still holds everything.
    let crashed = tempfile::tempdir().unwrap();
    for name in ["gijicho.db", "gijicho.db-wal"] {
        fs::copy(library.dir.path().join(name), crashed.path().join(name)).unwrap();
    }
    assert!(fs::metadata(crashed.path().join("gijicho.db-wal")).unwrap().len() > 0);
    set_readonly(crashed.path(), true);
    let before = files(crashed.path());
    let store = Store::open(crashed.path(), Access::ReadOnly, clock()).unwrap();
    assert_eq!(store.read().unwrap().meetings().unwrap().len(), 1);
    assert_eq!(files(crashed.path()), before);
    set_readonly(crashed.path(), false);
}

#[test]
fn a_folder_that_cannot_be_written_to_gets_no_library() {
    let dir = tempfile::tempdir().unwrap();
    set_readonly(dir.path(), true);
    assert!(matches!(Store::create(dir.path(), clock()), Err(StoreError::NotWritable(_))));
    set_readonly(dir.path(), false);
    assert!(files(dir.path()).is_empty());
    let file = dir.path().join("file");
    fs::write(&file, "x").unwrap();
    assert!(Store::create(&file.join("library"), clock()).is_err());
}
