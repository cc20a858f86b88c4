//! Two connections, and calls that come twice.

use std::sync::Barrier;
use std::thread;

use gijicho_store::{Access, Change, Entity, MinutesImport, Op, OpKind, Store, StoreError};

use crate::samples::{clerk, clock, library, minutes, write};

#[test]
fn a_repeated_call_does_nothing_twice_and_answers_the_same() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let op = Op::new(OpKind::Import, "取込").with_id(uuid::Uuid::from_u128(7));
    let first =
        library.store.transact(&op, &clerk(), |tx| tx.import_minutes(&draft, &MinutesImport::default())).unwrap();
    let again =
        library.store.transact(&op, &clerk(), |tx| tx.import_minutes(&draft, &MinutesImport::default())).unwrap();
    assert_eq!(first, again);
    assert!(first.changes.contains(&Change { entity: Entity::Meeting, id: first.value.0 }));
    assert_eq!(library.store.read().unwrap().meetings().unwrap().len(), 1);
    let other = Op { kind: OpKind::Edit, ..op };
    let refused = library.store.transact(&other, &clerk(), |tx| tx.save_search("紙", "紙"));
    assert!(matches!(refused, Err(StoreError::OpIdReused(_))));
}

#[test]
fn an_operation_that_fails_half_way_leaves_no_row_and_no_entry() {
    let mut library = library();
    let before = crate::samples::dump(library.dir.path());
    let draft = minutes("2022-04-14", Some(1));
    let refused = library.store.transact(&Op::new(OpKind::Edit, "編集"), &clerk(), |tx| {
        tx.import_minutes(&draft, &MinutesImport::default())?;
        Err::<(), _>(StoreError::NothingToUndo)
    });
    assert!(refused.is_err());
    assert_eq!(crate::samples::dump(library.dir.path()), before);
    let reader = library.store.read().unwrap();
    assert_eq!(reader.last_seq().unwrap(), 0);
    assert_eq!(reader.changes_since(0).unwrap(), []);
    drop(reader);
    let nothing = library.store.transact(&Op::new(OpKind::Edit, "何もしない"), &clerk(), |_| Ok(())).unwrap();
    assert_eq!((nothing.seq, nothing.changes.len()), (0, 0));
    assert_eq!(library.store.read().unwrap().undo_state().unwrap().undo, None);
}

#[test]
fn every_change_stands_in_the_log_with_its_image() {
    let mut library = library();
    let committed = write(&mut library.store, |tx| tx.save_search("紙", "紙 知事"));
    write(&mut library.store, |tx| tx.save_search("紙", "紙 副知事"));
    write(&mut library.store, |tx| tx.remove_saved_search(committed.value));
    let conn = rusqlite::Connection::open(library.dir.path().join("gijicho.db")).unwrap();
    let mut statement = conn
        .prepare("SELECT json_extract(before, '$.query'), json_extract(after, '$.query') FROM change_log ORDER BY seq")
        .unwrap();
    let logged: Vec<(Option<String>, Option<String>)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    let [first, second] = ["紙 知事", "紙 副知事"].map(|query| Some(query.to_owned()));
    assert_eq!(logged, [(None, first.clone()), (first, second.clone()), (second, None)]);
    let (actor, device): (String, String) = conn
        .query_row("SELECT a.name, o.device FROM operation o JOIN actor a ON a.id = o.actor_id", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!((actor, device), (clerk().name, clerk().device));
}

#[test]
fn two_writers_take_turns_and_lose_nothing() {
    let library = library();
    let path = library.dir.path();
    let ready = Barrier::new(2);
    thread::scope(|scope| {
        for writer in 0..2 {
            let ready = &ready;
            scope.spawn(move || {
                let mut store = Store::open(path, Access::ReadWrite, clock()).unwrap();
                ready.wait();
                for n in 0..40 {
                    let name = format!("{writer}-{n}");
                    write(&mut store, |tx| tx.save_search(&name, "紙"));
                }
            });
        }
    });
    let reader = library.store.read().unwrap();
    assert_eq!(reader.saved_searches().unwrap().len(), 80);
    assert_eq!(reader.last_seq().unwrap(), 80);
}

#[test]
fn a_reader_sees_one_moment_while_another_writes() {
    let mut library = library();
    let reading = Store::open(library.dir.path(), Access::ReadOnly, clock()).unwrap();
    let snapshot = reading.read().unwrap();
    assert_eq!(snapshot.saved_searches().unwrap().len(), 0);
    write(&mut library.store, |tx| tx.save_search("紙", "紙"));
    assert_eq!(snapshot.saved_searches().unwrap().len(), 0);
    drop(snapshot);
    assert_eq!(reading.read().unwrap().saved_searches().unwrap().len(), 1);
}
