//! Finalising: the lock, the chain, and corrections.

use gijicho_model::{MeetingId, MeetingRecord, MeetingStatus, Relation};
use gijicho_store::{
    AgendaText, Answer, Entity, Finding, Losses, MinutesImport, NewFollowUp, OpKind, Place, RemarkText, StoreError,
    TableImport, TableKind, VersionProblem,
};

use crate::samples::{Library, clerk, dump, library, minutes, plan, try_write, write};

fn finalised() -> (Library, MeetingId, MeetingRecord) {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    let number = try_write(&mut library.store, OpKind::Finalise, |tx| tx.finalise(id, "確認を終えた")).unwrap().value;
    assert_eq!(number, 1);
    let record = library.store.read().unwrap().meeting_record(id).unwrap();
    (library, id, record)
}

fn outside(library: &Library) -> rusqlite::Connection {
    rusqlite::Connection::open(library.dir.path().join("gijicho.db")).unwrap()
}

type Write = Box<dyn Fn(&mut gijicho_store::Tx<'_>) -> gijicho_store::Result<()>>;

#[test]
fn a_finalised_meeting_is_refused_by_the_code_with_its_name() {
    let (mut library, id, record) = finalised();
    let before = dump(library.dir.path());
    let remark = record.remarks[2].id;
    let version = |entity, id| library.store.read().unwrap().row_version(entity, id).unwrap();
    let (meeting_version, remark_version) = (version(Entity::Meeting, id.0), version(Entity::Remark, remark.0));
    let text = RemarkText::from(&record.remarks[2]);
    let item =
        AgendaText { depth: 1, number: String::new(), label: String::new(), title: "追加".into(), documents: vec![] };
    let (decision, document) = (record.decisions[0].id, record.documents[0].id);
    let writes: Vec<(&str, Write)> = vec![
        (
            "edit",
            Box::new({
                let text = text.clone();
                move |tx| tx.edit_remark(remark, remark_version, &text)
            }),
        ),
        (
            "insert",
            Box::new(move |tx| tx.insert_remark(id, &text, Place { agenda_item_id: None, before: None }).map(drop)),
        ),
        ("delete", Box::new(move |tx| tx.delete_remark(remark, remark_version, Losses::Accept))),
        (
            "move",
            Box::new(move |tx| tx.move_remark(remark, remark_version, Place { agenda_item_id: None, before: None })),
        ),
        ("confirm", Box::new(move |tx| tx.confirm_decision(decision, "青海"))),
        ("dismiss", Box::new(move |tx| tx.dismiss_decision(decision))),
        ("item", Box::new(move |tx| tx.add_agenda_item(id, &item, None).map(drop))),
        ("document", Box::new(move |tx| tx.delete_document(document, 1))),
        (
            "head",
            Box::new({
                let head = (&record.meeting).into();
                move |tx| tx.edit_meeting(id, meeting_version, &head)
            }),
        ),
        ("status", Box::new(move |tx| tx.set_meeting_status(id, meeting_version, MeetingStatus::Draft))),
        ("meeting", Box::new(move |tx| tx.delete_meeting(id, Losses::Accept))),
        ("finalise", Box::new(move |tx| tx.finalise(id, "もう一度").map(drop))),
        (
            "follow-up",
            Box::new(move |tx| {
                let quote = "総務部".into();
                tx.add_follow_up(&NewFollowUp { remark_id: remark, quote, addressee: String::new(), due_on: None })
                    .map(drop)
            }),
        ),
    ];
    for (name, write) in &writes {
        let refused = try_write(&mut library.store, OpKind::Finalise, write);
        assert!(matches!(refused, Err(StoreError::Locked { meeting: Some(m) }) if m == id), "{name}: {refused:?}");
    }
    let better = minutes("2022-04-14", Some(1));
    let refused = try_write(&mut library.store, OpKind::Import, |tx| {
        tx.replace_meeting(id, &better, &MinutesImport::default(), Losses::Accept)
    });
    assert!(matches!(refused, Err(StoreError::Locked { .. })));
    assert_eq!(dump(library.dir.path()), before);
}

#[test]
fn a_finalised_meeting_is_refused_by_the_database_itself() {
    let (library, _, _) = finalised();
    let before = dump(library.dir.path());
    let conn = outside(&library);
    for table in ["attendee", "agenda_item", "document", "remark", "decision", "evidence", "follow_up"] {
        let column = match table {
            "follow_up" | "evidence" => "quote",
            "document" | "agenda_item" => "label",
            "remark" => "body",
            "attendee" => "printed",
            _ => "phrase",
        };
        for sql in [
            format!("UPDATE {table} SET {column} = 'x'"),
            format!("DELETE FROM {table}"),
            format!("INSERT INTO {table} SELECT * FROM {table}"),
        ] {
            let refused = conn.execute(&sql, []).unwrap_err();
            assert!(refused.to_string().contains("locked: meeting"), "{sql}: {refused}");
        }
    }
    for sql in [
        "UPDATE meeting SET title = 'x'",
        "UPDATE meeting SET held_on = '2022-04-15'",
        "UPDATE meeting SET status = 'draft'",
        "DELETE FROM meeting",
    ] {
        let refused = conn.execute(sql, []).unwrap_err();
        assert!(refused.to_string().contains("locked: meeting"), "{sql}: {refused}");
    }
    for sql in [
        "UPDATE meeting_version SET reason = 'x'",
        "DELETE FROM meeting_version",
        "DELETE FROM change_log",
        "UPDATE change_log SET at = 1",
        "UPDATE operation SET label = 'x'",
        "DELETE FROM operation",
    ] {
        assert!(conn.execute(sql, []).is_err(), "{sql}");
    }
    assert_eq!(dump(library.dir.path()), before);
}

#[test]
fn what_comes_after_the_meeting_stays_possible() {
    let (mut library, id, record) = finalised();
    let table = plan(2022);
    let done = write(&mut library.store, |tx| tx.import_table(&table, TableKind::Plan, &TableImport::default())).value;
    let initiative = library.store.read().unwrap().tree(done.plan).unwrap()[1].id;
    let later = minutes("2022-05-12", Some(2));
    let later = write(&mut library.store, |tx| tx.import_minutes(&later, &MinutesImport::default())).value;
    let answer = library.store.read().unwrap().meeting_record(later).unwrap().remarks[1].id;
    write(&mut library.store, |tx| {
        tx.link(record.decisions[0].id, initiative, Relation::Approves, gijicho_model::LinkStatus::Confirmed)?;
        tx.answer_follow_up(record.follow_ups[0].id, Answer::Remark(answer))
    });
    let now = library.store.read().unwrap().meeting_record(id).unwrap();
    assert_eq!(now.follow_ups[0].answered_by, Some(answer));
    assert_eq!(now.links.len(), 1);
    let row = &library.store.read().unwrap().follow_ups(&gijicho_store::FollowUpFilter::default()).unwrap();
    let answered = row.iter().find(|row| row.follow_up.meeting_id == id).unwrap();
    assert_eq!(answered.answered_in, Some(later));
}

#[test]
fn tables_that_were_changed_behind_a_finalised_record_are_named() {
    let (mut library, id, record) = finalised();
    // What may come later is no difference.
    write(&mut library.store, |tx| tx.dismiss_follow_up(record.follow_ups[0].id));
    assert_eq!(library.store.verify().unwrap(), []);
    let conn = outside(&library);
    let triggers: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%locked%'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for trigger in triggers {
        conn.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    let differs = Finding::Version { meeting: id, number: 1, problem: VersionProblem::Differs };
    for (table, column, value) in
        [("attendee", "printed", "別人"), ("decision", "phrase", "否決"), ("agenda_item", "title", "別の議題")]
    {
        let set = |value: &str| {
            let sql = format!("UPDATE {table} SET {column} = ?1 WHERE id = (SELECT min(id) FROM {table})");
            conn.execute(&sql, [value]).unwrap();
        };
        let sql = format!("SELECT {column} FROM {table} WHERE id = (SELECT min(id) FROM {table})");
        let was: String = conn.query_row(&sql, [], |row| row.get(0)).unwrap();
        set(value);
        // The row that is not as the change log left it, and the version that it no longer is.
        let found = library.store.verify().unwrap();
        assert!(
            matches!(found.as_slice(), [Finding::Row { .. }, version] if *version == differs),
            "{table}: {found:?}"
        );
        set(&was);
        assert_eq!(library.store.verify().unwrap(), [], "{table}");
    }
}

#[test]
fn undo_stops_at_a_finalised_record() {
    let (mut library, _, record) = finalised();
    assert!(matches!(library.store.undo(&clerk()), Err(StoreError::NothingToUndo)));
    write(&mut library.store, |tx| tx.dismiss_follow_up(record.follow_ups[0].id));
    library.store.undo(&clerk()).unwrap();
    assert!(matches!(library.store.undo(&clerk()), Err(StoreError::NothingToUndo)));
}

#[test]
fn finalising_needs_the_kind_of_operation_that_undo_stops_at() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.finalise(id, "確認を終えた"));
    assert!(matches!(refused, Err(StoreError::Invalid(_))));
    let refused = try_write(&mut library.store, OpKind::Finalise, |tx| tx.finalise(id, " "));
    assert!(matches!(refused, Err(StoreError::Invalid(invalid)) if invalid.field == "reason"));
}

#[test]
fn a_correction_is_a_new_version_and_both_can_be_read() {
    let (mut library, id, first) = finalised();
    try_write(&mut library.store, OpKind::Finalise, |tx| tx.publish(id, "県のサイトに載せた")).unwrap();
    try_write(&mut library.store, OpKind::Correct, |tx| tx.open_correction(id, "誤字を直す")).unwrap();
    let remark = first.remarks[0].clone();
    let base = library.store.read().unwrap().row_version(Entity::Remark, remark.id.0).unwrap();
    let text = RemarkText { body: "本日は、よろしくお願いする。".into(), ..(&remark).into() };
    write(&mut library.store, |tx| tx.edit_remark(remark.id, base, &text));
    let number = try_write(&mut library.store, OpKind::Finalise, |tx| tx.finalise(id, "誤字を直した")).unwrap().value;
    assert_eq!(number, 3);

    let reader = library.store.read().unwrap();
    let versions = reader.versions(id).unwrap();
    let kinds: Vec<MeetingStatus> = versions.iter().map(|version| version.kind).collect();
    assert_eq!(kinds, [MeetingStatus::Final, MeetingStatus::Published, MeetingStatus::Corrected]);
    assert_eq!(versions[2].previous, Some(versions[1].sha256));
    assert_eq!(versions[2].actor, clerk().name);
    assert_eq!(reader.version(id, 1).unwrap().record, first, "legend and all, in printed order");
    assert_eq!(reader.version(id, 3).unwrap().record.remarks[0].body, text.body);
    assert_eq!(reader.meeting(id).unwrap().status, MeetingStatus::Corrected);
    drop(reader);
    assert_eq!(library.store.verify().unwrap(), []);
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.delete_meeting(id, Losses::Accept));
    assert!(matches!(refused, Err(StoreError::Locked { .. })));
    try_write(&mut library.store, OpKind::Correct, |tx| tx.open_correction(id, "また直す")).unwrap();
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.delete_meeting(id, Losses::Accept));
    assert!(matches!(refused, Err(StoreError::HasVersions(m)) if m == id));
}

#[test]
fn one_flipped_byte_anywhere_in_a_version_is_found_and_named() {
    let (mut library, id, _) = finalised();
    try_write(&mut library.store, OpKind::Finalise, |tx| tx.publish(id, "県のサイトに載せた")).unwrap();
    let conn = outside(&library);
    conn.execute_batch("DROP TRIGGER meeting_version_kept_update").unwrap();
    let text: String =
        conn.query_row("SELECT snapshot FROM meeting_version WHERE number = 1", [], |row| row.get(0)).unwrap();
    for at in (0..text.len()).step_by(97).chain([text.len() - 1]) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        conn.execute("UPDATE meeting_version SET snapshot = CAST(?1 AS TEXT) WHERE number = 1", [bytes]).unwrap();
        // A byte that is no longer UTF-8 cannot even be read, which is a finding of its own.
        match library.store.verify() {
            Ok(findings) => {
                let problem = VersionProblem::Changed;
                assert!(findings.contains(&Finding::Version { meeting: id, number: 1, problem }), "{at}: {findings:?}");
            }
            Err(StoreError::Damaged(_)) => {}
            Err(other) => panic!("{at}: {other}"),
        }
        assert!(library.store.read().unwrap().version(id, 1).is_err(), "{at}");
    }
    conn.execute("UPDATE meeting_version SET snapshot = ?1 WHERE number = 1", [&text]).unwrap();
    assert_eq!(library.store.verify().unwrap(), []);

    // Somebody who makes the hash fit breaks the chain.
    let forged = text.replace("白浜", "黒浜");
    let hash = gijicho_store::Sha256::of(forged.as_bytes());
    conn.execute("UPDATE meeting_version SET snapshot = ?1, sha256 = ?2 WHERE number = 1", (&forged, hash.0)).unwrap();
    let problem = VersionProblem::Unchained;
    assert_eq!(library.store.verify().unwrap(), [Finding::Version { meeting: id, number: 2, problem }]);
    // A column that says something else than what was finalised.
    conn.execute(
        "UPDATE meeting_version SET snapshot = ?1, sha256 = ?2 WHERE number = 1",
        (&text, gijicho_store::Sha256::of(text.as_bytes()).0),
    )
    .unwrap();
    conn.execute("UPDATE meeting_version SET reason = '別の理由' WHERE number = 2", []).unwrap();
    let problem = VersionProblem::Contradicts;
    assert_eq!(library.store.verify().unwrap(), [Finding::Version { meeting: id, number: 2, problem }]);
}

#[test]
fn an_earlier_version_comes_back_as_a_new_one_with_its_rows() {
    let (mut library, id, first) = finalised();
    let table = plan(2022);
    let done = write(&mut library.store, |tx| tx.import_table(&table, TableKind::Plan, &TableImport::default())).value;
    let initiative = library.store.read().unwrap().tree(done.plan).unwrap()[1].id;
    write(&mut library.store, |tx| {
        tx.link(first.decisions[0].id, initiative, Relation::Approves, gijicho_model::LinkStatus::Confirmed)
    });
    try_write(&mut library.store, OpKind::Correct, |tx| tx.open_correction(id, "書き直す")).unwrap();
    // Everything that can happen to a row: changed, moved, cut in two, deleted, added.
    let version = |library: &Library, remark: gijicho_model::RemarkId| {
        library.store.read().unwrap().row_version(Entity::Remark, remark.0).unwrap()
    };
    let [changed, .., last] = first.remarks.as_slice() else { panic!("the sample has remarks") };
    let base = version(&library, changed.id);
    let text = RemarkText { body: "別の言葉。".into(), ..changed.into() };
    write(&mut library.store, |tx| tx.edit_remark(changed.id, base, &text));
    write(&mut library.store, |tx| tx.insert_remark(id, &text, Place { agenda_item_id: None, before: None }));
    let base = version(&library, last.id);
    write(&mut library.store, |tx| tx.delete_remark(last.id, base, Losses::Accept));
    let (item, base) = {
        let reader = library.store.read().unwrap();
        let item = &first.agenda[0];
        (item.clone(), reader.row_version(Entity::AgendaItem, item.id.0).unwrap())
    };
    let renamed = AgendaText {
        depth: item.depth,
        number: item.number.clone(),
        label: item.label.clone(),
        title: "別の題".into(),
        documents: item.documents.clone(),
    };
    write(&mut library.store, |tx| tx.edit_agenda_item(item.id, base, &renamed));
    try_write(&mut library.store, OpKind::Finalise, |tx| tx.finalise(id, "書き直した")).unwrap();

    let back = try_write(&mut library.store, OpKind::Finalise, |tx| tx.bring_back(id, 1, "元に戻す")).unwrap();
    assert_eq!(back.value, 3);
    let reader = library.store.read().unwrap();
    let now = reader.meeting_record(id).unwrap();
    assert_eq!(now.meeting.status, MeetingStatus::Corrected);
    assert_eq!(now.links.len(), 1, "what came after the version stays tied");
    let of_then = |record: &MeetingRecord| {
        let MeetingRecord { agenda, remarks, decisions, evidence, follow_ups, documents, .. } = record.clone();
        (agenda, remarks, decisions, evidence, follow_ups, documents)
    };
    assert_eq!(of_then(&now), of_then(&first));
    assert_eq!(of_then(&reader.version(id, 3).unwrap().record), of_then(&first));
    drop(reader);
    assert_eq!(library.store.verify().unwrap(), []);
    let missing = try_write(&mut library.store, OpKind::Finalise, |tx| tx.bring_back(id, 9, "ない版"));
    assert!(matches!(missing, Err(StoreError::NotFound { .. })));
}
