//! Minutes and tables in, records out.

use gijicho_model::{FollowUpState, Half, InitiativeKind, Outcome, ProposalStatus, Side};
use gijicho_store::{
    BodyChoice, DecisionFilter, InitiativeFilter, MinutesImport, OpKind, Sha256, StoreError, TableImport, TableKind,
};

use crate::samples::{BODY, day, library, minutes, plan, progress, try_write, write};

#[test]
fn what_was_drafted_is_what_is_stored() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    let record = library.store.read().unwrap().meeting_record(id).unwrap();

    assert_eq!(record.body.name, BODY);
    assert_eq!(record.meeting.label(), "R4-1");
    assert_eq!(record.meeting.title, draft.meeting.title);
    assert_eq!(record.meeting.starts_at, draft.meeting.starts_at);
    assert_eq!(record.meeting.attendees, draft.meeting.attendees);
    assert_eq!(record.meeting.legend, draft.meeting.legend, "in printed order");
    assert_eq!(record.meeting.header, draft.meeting.header);
    assert_eq!(record.agenda.len(), 2);
    assert_eq!(record.agenda[1].documents, ["資料１", "資料2-1"]);
    for (position, (stored, drafted)) in record.remarks.iter().zip(&draft.remarks).enumerate() {
        assert_eq!(stored.position as usize, position);
        assert_eq!(stored.body, drafted.body);
        assert_eq!(stored.speaker, drafted.speaker);
        assert_eq!(stored.note, drafted.note);
        assert_eq!(stored.source_lines, drafted.block_lines);
        assert_eq!(stored.agenda_item_id, drafted.agenda.map(|at| record.agenda[at].id));
    }
    assert_eq!(record.remarks[1].side, Side::Presenter);
    assert_eq!(record.documents.iter().map(|d| d.label.as_str()).collect::<Vec<_>>(), ["資料１", "資料2-1"]);
    assert_eq!(record.decisions.iter().map(|d| d.serial).collect::<Vec<_>>(), [1, 2]);
    assert!(record.decisions.iter().all(|d| d.status == ProposalStatus::Proposed));
    assert_eq!(record.evidence.len(), 2);
    assert_eq!(record.evidence[0].suffix, "。");
    assert_eq!(record.follow_ups[0].addressee, "総務部");
    assert_eq!(record.follow_ups[0].state, FollowUpState::Open);
    assert_eq!(library.store.read().unwrap().unplaced(id).unwrap()[0].1, "担当：総務課");

    let row = &library.store.read().unwrap().meetings().unwrap()[0];
    assert_eq!((row.items, row.remarks, row.decisions, row.proposed_decisions), (2, 5, 2, 2));
    assert_eq!(row.unconfirmed(), 4, "two decisions, a follow-up, a line without a place");
    assert_eq!(library.store.verify().unwrap(), []);
}

#[test]
fn a_draft_that_contradicts_itself_is_refused_and_leaves_nothing() {
    let mut library = library();
    let before = crate::samples::dump(library.dir.path());
    let mut draft = minutes("2022-04-14", Some(1));
    draft.decisions[0].quote = "言っていない言葉".into();
    let refused =
        try_write(&mut library.store, OpKind::Import, |tx| tx.import_minutes(&draft, &MinutesImport::default()));
    assert!(matches!(refused, Err(StoreError::Invalid(invalid)) if invalid.field == "decisions[0].quote"));

    let mut draft = minutes("2022-04-14", Some(1));
    draft.meeting.body = None;
    let refused =
        try_write(&mut library.store, OpKind::Import, |tx| tx.import_minutes(&draft, &MinutesImport::default()));
    assert!(matches!(refused, Err(StoreError::Invalid(invalid)) if invalid.field == "meeting.body"));
    assert_eq!(crate::samples::dump(library.dir.path()), before);
    assert_eq!(library.store.read().unwrap().last_seq().unwrap(), 0);
}

#[test]
fn a_document_without_a_title_takes_the_body_that_the_caller_names() {
    let mut library = library();
    let mut draft = minutes("2020-06-02", None);
    draft.meeting.body = None;
    draft.meeting.title = None;
    let import =
        MinutesImport {
            body: Some(BodyChoice::Named("青海県 行財政改革本部".into())), source: None, reading: None
        };
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &import)).value;
    let record = library.store.read().unwrap().meeting_record(id).unwrap();
    assert_eq!(record.body.name, "青海県 行財政改革本部");
    assert_eq!(record.meeting.label(), "R2.6.2");
    // The same body again, printed without its space.
    let again =
        MinutesImport {
            body: Some(BodyChoice::Named("青海県行財政改革本部".into())), source: None, reading: None
        };
    let mut other = draft.clone();
    other.meeting.held_on = Some(day("2020-07-02"));
    write(&mut library.store, |tx| tx.import_minutes(&other, &again));
    assert_eq!(library.store.read().unwrap().bodies().unwrap().len(), 1);
}

#[test]
fn the_same_file_and_the_same_meeting_are_known_again() {
    let mut library = library();
    let source = library.store.put_original("第１回.txt", b"bytes").unwrap();
    let import = MinutesImport { body: None, source: Some(source.clone()), reading: None };
    let draft = minutes("2022-04-14", Some(1));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &import)).value;
    let reader = library.store.read().unwrap();
    assert_eq!(reader.meetings_from(&Sha256::of(b"bytes")).unwrap(), [id]);
    assert_eq!(reader.meetings_from(&Sha256::of(b"others")).unwrap(), []);
    assert_eq!(reader.source_of(id).unwrap(), Some(source.sha256));
    let like = |body: &str, ordinal| reader.meetings_like(body, day("2022-04-14"), ordinal).unwrap();
    assert_eq!(like("青海県デジタル推進本部本部員会議", Some(1)), [id]);
    assert_eq!(like(BODY, None), [id]);
    assert_eq!(like(BODY, Some(2)), []);
    assert_eq!(like("別の会議", Some(1)), []);
    assert_eq!(library.store.original(&source.sha256).unwrap(), b"bytes");
}

#[test]
fn speakers_are_linked_to_the_register_of_the_day_and_nobody_is_invented() {
    let mut library = library();
    let appointments = write(&mut library.store, |tx| {
        let older = tx.add_person("磯部", "", "いそべ")?;
        let younger = tx.add_person("磯部", "", "いそべ")?;
        let post = tx.add_post("デジタル課長", "総務部")?;
        let first = tx.add_appointment(older, post, None, Some(day("2022-03-31")))?;
        let second = tx.add_appointment(younger, post, Some(day("2022-04-01")), None)?;
        Ok((first, second))
    })
    .value;
    for (date, expected) in [("2022-03-14", appointments.0), ("2022-04-14", appointments.1)] {
        let draft = minutes(date, None);
        let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
        let record = library.store.read().unwrap().meeting_record(id).unwrap();
        assert_eq!(record.remarks[1].appointment_id, Some(expected), "{date}");
        assert_eq!(record.remarks[0].appointment_id, None, "{date}: nobody knows the governor");
    }
    assert_eq!(library.store.read().unwrap().people().unwrap().len(), 2);
    assert_eq!(library.store.read().unwrap().register(Some(day("2022-04-14"))).unwrap().entries.len(), 1);
    assert_eq!(library.store.read().unwrap().register(None).unwrap().entries.len(), 2);
}

#[test]
fn an_item_without_a_decision_is_listed_as_such() {
    let mut library = library();
    let mut draft = minutes("2022-04-14", Some(1));
    draft.decisions.pop();
    write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default()));
    let reader = library.store.read().unwrap();
    let rows = reader.decisions(&DecisionFilter::default()).unwrap();
    assert_eq!(rows.iter().map(|row| row.number.as_deref()).collect::<Vec<_>>(), [Some("R4-1-1"), None]);
    assert_eq!(rows[1].outcome, Outcome::NoneRecorded);
    assert_eq!(rows[1].status, ProposalStatus::Proposed);
    assert_eq!(rows[0].remarks.len(), 1);
    let item = rows[1].agenda_item_id;
    let base = rows[1].row_version;
    drop(reader);
    write(&mut library.store, |tx| tx.set_none_recorded(item, base, true));
    let filter = DecisionFilter { outcome: Some(Outcome::NoneRecorded), ..DecisionFilter::default() };
    let rows = library.store.read().unwrap().decisions(&filter).unwrap();
    assert_eq!((rows.len(), rows[0].status), (1, ProposalStatus::Confirmed));
}

#[test]
fn a_plan_becomes_a_tree() {
    use InitiativeKind::{Initiative, Item, Pillar};
    let mut library = library();
    let table = plan(2022);
    let done = write(&mut library.store, |tx| tx.import_table(&table, TableKind::Plan, &TableImport::default())).value;
    assert_eq!(done.added, 3);
    let rows = library.store.read().unwrap().initiatives(&InitiativeFilter::default()).unwrap();
    let shape: Vec<(InitiativeKind, &str, usize)> =
        rows.iter().map(|row| (row.initiative.kind, row.initiative.title.as_str(), row.path.len())).collect();
    assert_eq!(
        shape,
        [
            (Pillar, "柱Ⅰ 暮らし", 0),
            (Initiative, "窓口の電子化", 1),
            (Item, "申請の電子化", 2),
            (Item, "手数料の電子化", 2),
            (Initiative, "紙の文書の削減", 1),
            (Pillar, "柱Ⅱ 県庁", 0),
            (Pillar, "人", 1),
            (Initiative, "職員の育成", 2),
        ]
    );
    assert_eq!(rows[7].path, ["柱Ⅱ 県庁", "人"]);
    assert!(rows.iter().zip(0..).all(|(row, position)| row.initiative.position == position));
    let record = library.store.read().unwrap().initiative(rows[1].initiative.id).unwrap();
    assert_eq!(record.below.len(), 2);
    assert_eq!(record.activities.len(), 2);
    assert_eq!(record.activities[1].initiative_id, rows[2].initiative.id, "of the item");
    assert_eq!(record.schedule[0].phase, "順次実施");
    assert_eq!(record.row.initiative.departments, ["デジタル課", "総務課"]);
    // The same table again is another version of the plan.
    write(&mut library.store, |tx| tx.import_table(&table, TableKind::Plan, &TableImport::default()));
    let plans = library.store.read().unwrap().plans().unwrap();
    assert_eq!(plans.iter().map(|row| row.version).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn progress_finds_its_initiative_and_the_rest_stands_alone() {
    let mut library = library();
    let table = plan(2022);
    let planned =
        write(&mut library.store, |tx| tx.import_table(&table, TableKind::Plan, &TableImport::default())).value;
    for (half, added) in [(Half::FirstHalf, 1), (Half::SecondHalf, 0), (Half::SecondHalf, 0)] {
        let report = progress(2022, half);
        let done =
            write(&mut library.store, |tx| tx.import_table(&report, TableKind::Progress, &TableImport::default()));
        assert_eq!((done.value.plan, done.value.matched, done.value.added), (planned.plan, 1, added));
    }
    let reader = library.store.read().unwrap();
    let known = reader.resolve_initiative("1").unwrap();
    let record = reader.initiative(known).unwrap();
    assert_eq!(record.progress.len(), 4, "two reports on each half; the second half was replaced, not doubled");
    assert_eq!(record.progress[3].position, 1);
    assert_eq!(record.row.reported, Some((gijicho_model::FiscalYear(2022), Half::SecondHalf)));
    let alone = reader.initiative(reader.resolve_initiative("地図の公開").unwrap()).unwrap();
    assert_eq!(alone.plan.title, "デジタル推進 進捗状況");
    assert_eq!(alone.above[0].title, "柱Ⅲ 公開");
    assert_eq!(alone.progress.len(), 2);
}

#[test]
fn a_table_that_comes_back_to_an_initiative_adds_to_it() {
    let mut library = library();
    let planned = plan(2022);
    try_write(&mut library.store, OpKind::Import, |tx| {
        tx.import_table(&planned, TableKind::Plan, &TableImport::default())
    })
    .unwrap();
    let mut report = progress(2022, Half::FirstHalf);
    let mut blocks = report.initiatives.clone();
    for block in &mut blocks {
        block.progress.truncate(1);
        block.progress[0].text = format!("続き: {}", block.title);
    }
    report.initiatives.append(&mut blocks);
    // Again, too: the whole of the first one is replaced, not its last part.
    for replaced in [0, 5] {
        let done = try_write(&mut library.store, OpKind::Import, |tx| {
            tx.import_table(&report, TableKind::Progress, &TableImport::default())
        });
        assert_eq!(done.unwrap().value.replaced, replaced);
        let reader = library.store.read().unwrap();
        for (named, expected) in [
            ("1", &["対象を三十に決めた。", "試行を始めた。", "続き: 窓口の 電子化"][..]),
            ("地図の公開", &["地図を公開した。", "続き: 地図の公開"]),
        ] {
            let record = reader.initiative(reader.resolve_initiative(named).unwrap()).unwrap();
            let texts: Vec<&str> = record.progress.iter().map(|progress| progress.text.as_str()).collect();
            assert_eq!(texts, expected);
        }
    }
}

#[test]
fn a_progress_table_must_say_which_half_it_is_on() {
    let mut library = library();
    let mut table = progress(2022, Half::FirstHalf);
    table.period = None;
    let refused = try_write(&mut library.store, OpKind::Import, |tx| {
        tx.import_table(&table, TableKind::Progress, &TableImport::default())
    });
    assert!(matches!(refused, Err(StoreError::Invalid(invalid)) if invalid.field == "period"));
}
