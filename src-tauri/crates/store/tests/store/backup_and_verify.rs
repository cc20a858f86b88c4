//! Copies, and findings.

use std::fs;

use gijicho_store::{Access, Finding, MinutesImport, Store, StoreError};

use crate::samples::{clock, dump, library, minutes, write};

#[test]
fn a_backup_is_the_whole_database() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default()));
    let elsewhere = tempfile::tempdir().unwrap();
    let to = elsewhere.path().join("gijicho.db");
    fs::write(&to, "what was here before").unwrap();
    library.store.backup(&to).unwrap();
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1, "nothing half done is left");
    assert_eq!(dump(elsewhere.path()), dump(library.dir.path()));
    let copy = Store::open(elsewhere.path(), Access::ReadWrite, clock()).unwrap();
    assert_eq!(copy.verify().unwrap(), []);
    assert_eq!(copy.read().unwrap().undo_state().unwrap().undo.as_deref(), Some("編集"));
    assert!(library.store.backup(&elsewhere.path().join("none/gijicho.db")).is_err());
}

#[test]
fn an_original_that_has_changed_is_named() {
    let mut library = library();
    let source = library.store.put_original("第１回.txt", "議事".as_bytes()).unwrap();
    assert_eq!(library.store.put_original("別名.txt", "議事".as_bytes()).unwrap().sha256, source.sha256);
    let draft = minutes("2022-04-14", Some(1));
    let import = MinutesImport { body: None, source: Some(source.clone()), reading: None };
    write(&mut library.store, |tx| tx.import_minutes(&draft, &import));
    let hex = source.sha256.to_string();
    let path = library.dir.path().join("files").join(&hex[..2]).join(&hex[2..]);
    let finding = [Finding::Original { sha256: source.sha256, name: "第１回.txt".into() }];
    fs::write(&path, "誤字").unwrap();
    assert_eq!(library.store.verify().unwrap(), finding);
    assert!(matches!(library.store.original(&source.sha256), Err(StoreError::Original(_))));
    fs::remove_file(&path).unwrap();
    assert_eq!(library.store.verify().unwrap(), finding);
    // Bringing the file in again mends it.
    library.store.put_original("第１回.txt", "議事".as_bytes()).unwrap();
    assert_eq!(library.store.verify().unwrap(), []);
}

#[test]
fn a_gap_in_the_numbers_and_a_loose_reference_are_named() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    let conn = rusqlite::Connection::open(library.dir.path().join("gijicho.db")).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF; UPDATE decision SET serial = 5 WHERE serial = 2").unwrap();
    assert_eq!(library.store.verify().unwrap(), [Finding::Serials { meeting: id }]);
    conn.execute_batch("UPDATE decision SET serial = 2 WHERE serial = 5; DELETE FROM body").unwrap();
    let findings = library.store.verify().unwrap();
    assert!(
        matches!(findings.as_slice(), [Finding::Reference { problem }] if problem.contains("meeting")),
        "{findings:?}"
    );
}
