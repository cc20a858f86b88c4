//! Copies, and findings.

use std::fs;

use gijicho_store::{Access, Entity, Finding, MinutesImport, OpKind, Store, StoreError, VersionProblem};

use crate::samples::{clock, dump, library, minutes, try_write, write};

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

/// A library with a meeting and its original.
fn with_original() -> (crate::samples::Library, gijicho_store::Sha256) {
    let mut library = library();
    let source = library.store.put_original("第１回.txt", "議事".as_bytes()).unwrap();
    let import = MinutesImport { body: None, source: Some(source.clone()), reading: None };
    let draft = minutes("2022-04-14", Some(1));
    write(&mut library.store, |tx| tx.import_minutes(&draft, &import));
    (library, source.sha256)
}

#[test]
fn a_packed_library_comes_back_whole_with_its_originals() {
    let (library, source) = with_original();
    let elsewhere = tempfile::tempdir().unwrap();
    let packed = elsewhere.path().join("控え.gijicho");
    library.store.pack(&packed).unwrap();
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1, "nothing half done is left");
    let new = elsewhere.path().join("new");
    let restored = Store::restore(&packed, &new, clock()).unwrap();
    assert_eq!((restored.kept, restored.missing), (None, Vec::new()));
    let store = Store::open(&new, Access::ReadWrite, clock()).unwrap();
    assert_eq!(store.original(&source).unwrap(), "議事".as_bytes());
    assert_eq!(store.verify().unwrap(), []);
    assert_eq!(store.restore_epoch().unwrap(), 1);
    assert_eq!(store.library_id().unwrap(), library.store.library_id().unwrap());
    assert_eq!(store.read().unwrap().meetings().unwrap(), library.store.read().unwrap().meetings().unwrap());
}

#[test]
fn a_copy_takes_the_place_of_what_is_there_and_that_is_kept() {
    let (mut library, source) = with_original();
    let dir = library.dir.path().to_path_buf();
    let elsewhere = tempfile::tempdir().unwrap();
    let copies = ["a.gijicho", "a.db"].map(|name| elsewhere.path().join(name));
    library.store.pack(&copies[0]).unwrap();
    library.store.backup(&copies[1]).unwrap();
    let later = minutes("2022-05-12", Some(2));
    write(&mut library.store, |tx| tx.import_minutes(&later, &MinutesImport::default()));
    // Somebody has it open: nothing is touched.
    let refused = Store::restore(&copies[0], &dir, clock());
    assert!(matches!(refused, Err(StoreError::Busy)), "{refused:?}");
    assert_eq!(library.store.read().unwrap().meetings().unwrap().len(), 2);
    drop(library.store);
    for (copy, epoch) in copies.iter().zip(1..) {
        let restored = Store::restore(copy, &dir, clock()).unwrap();
        let store = Store::open(&dir, Access::ReadWrite, clock()).unwrap();
        assert_eq!(store.read().unwrap().meetings().unwrap().len(), 1);
        assert_eq!((store.restore_epoch().unwrap(), restored.missing.len()), (epoch, 0));
        assert!(store.original(&source).is_ok());
        drop(store);
        let before = tempfile::tempdir().unwrap();
        fs::copy(restored.kept.unwrap(), before.path().join("gijicho.db")).unwrap();
        let before = Store::open(before.path(), Access::ReadWrite, clock()).unwrap();
        assert_eq!(before.read().unwrap().meetings().unwrap().len(), if epoch == 1 { 2 } else { 1 });
    }
    // What is damaged is replaced, too, and kept as it is.
    let broken = vec![0xA5; 9_000];
    fs::write(dir.join("gijicho.db"), &broken).unwrap();
    let restored = Store::restore(&copies[0], &dir, clock()).unwrap();
    assert_eq!(fs::read(restored.kept.unwrap()).unwrap(), broken);
    assert_eq!(Store::open(&dir, Access::ReadWrite, clock()).unwrap().verify().unwrap(), []);
}

#[test]
fn what_is_no_whole_copy_is_refused_and_touches_nothing() {
    let (library, _) = with_original();
    let dir = library.dir.path().to_path_buf();
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("a.gijicho");
    library.store.pack(&copy).unwrap();
    drop(library.store);
    let before = dump(&dir);
    let good = fs::read(&copy).unwrap();
    let mut bad: Vec<Vec<u8>> = vec![Vec::new(), b"PK\x03\x04".to_vec(), "買い物".as_bytes().to_vec()];
    bad.extend([1, 3].map(|quarter| good[..good.len() * quarter / 4].to_vec()));
    for at in (0..good.len()).step_by(good.len() / 23) {
        let mut flipped = good.clone();
        flipped[at] ^= 0x55;
        bad.push(flipped);
    }
    let mut refused = 0;
    for bytes in bad {
        fs::write(&copy, bytes).unwrap();
        // A flipped bit where nothing depends on it (a date, say) changes nothing of what is unpacked.
        refused += usize::from(Store::restore(&copy, &dir, clock()).is_err());
        assert_eq!(dump(&dir).len(), before.len());
    }
    assert!(refused > 15, "{refused}");
    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("notes.txt"), "x").unwrap();
    fs::write(&copy, &good).unwrap();
    assert!(matches!(Store::restore(&copy, other.path(), clock()), Err(StoreError::NotALibrary(_))));
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
    let findings = library.store.verify().unwrap();
    assert!(findings.contains(&Finding::Serials { meeting: id }), "{findings:?}");
    conn.execute_batch("UPDATE decision SET serial = 2 WHERE serial = 5; DELETE FROM body").unwrap();
    let findings = library.store.verify().unwrap();
    let loose = |finding: &Finding| matches!(finding, Finding::Reference { problem } if problem.contains("meeting"));
    assert!(findings.iter().any(loose), "{findings:?}");
    let gone = |finding: &Finding| matches!(finding, Finding::Row { entity: Entity::Body, there: false, .. });
    assert!(findings.iter().any(gone), "{findings:?}");
}

/// What a database holds of words: remarks, versions and the log, as bytes.
fn words_in(database: &std::path::Path) -> Vec<Vec<u8>> {
    let conn = rusqlite::Connection::open(database).unwrap();
    let mut statement = conn
        .prepare(
            "SELECT CAST(body AS BLOB) FROM remark UNION ALL SELECT CAST(snapshot AS BLOB) FROM meeting_version
             UNION ALL SELECT CAST(after AS BLOB) FROM change_log",
        )
        .unwrap();
    let words = statement.query_map([], |row| Ok(row.get::<_, Option<Vec<u8>>>(0)?.unwrap_or_default())).unwrap();
    words.map(Result::unwrap).collect()
}

#[test]
fn one_flipped_byte_in_a_remark_or_a_version_is_named_wherever_it_is() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    try_write(&mut library.store, OpKind::Finalise, |tx| tx.finalise(id, "確認を終えた")).unwrap();
    let record = library.store.read().unwrap().meeting_record(id).unwrap();
    let copy = library.dir.path().join("copy.db");
    library.store.backup(&copy).unwrap();
    let (whole, kept) = (fs::read(&copy).unwrap(), words_in(&copy));
    for remark in &record.remarks {
        let words = remark.body.as_bytes();
        let mut named = 0;
        for at in (0..whole.len() - words.len()).filter(|at| whole[*at..].starts_with(words)) {
            let damaged = tempfile::tempdir().unwrap();
            let database = damaged.path().join("gijicho.db");
            let mut bytes = whole.clone();
            bytes[at + words.len() / 2] ^= 0x01;
            fs::write(&database, bytes).unwrap();
            // A page may keep bytes that belong to no row any more.
            if words_in(&database) == kept {
                continue;
            }
            let findings = Store::open(damaged.path(), Access::ReadOnly, clock()).unwrap().verify().unwrap();
            let is_named = findings.iter().any(|finding| match finding {
                Finding::Row { entity: Entity::Remark, id, there: true } => *id == remark.id.0,
                Finding::Version { meeting, number: 1, problem: VersionProblem::Changed } => *meeting == id,
                _ => false,
            });
            assert!(is_named, "byte {at}: {findings:?}");
            named += 1;
        }
        assert!(named > 0, "the words are in the file");
    }
}
