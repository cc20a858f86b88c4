//! What an import knows beside the words, and what is counted: kept, undone, done again.

use gijicho_model::draft::TimeSpan;
use gijicho_model::{FiscalYear, IndicatorValue, InitiativeKind, ProposalStatus};
use gijicho_store::{
    DecisionFilter, FollowUpFilter, InitiativeFilter, MinutesImport, StoreError, TableImport, TableKind,
};

use crate::samples::{clerk, day, dump, library, minutes, plan, write};

#[test]
fn when_something_was_said_is_kept_with_the_remark() {
    let mut library = library();
    let mut draft = minutes("2022-04-14", Some(1));
    let span = TimeSpan { from_ms: 1_500, to_ms: 1_500 };
    draft.remarks[0].span = Some(span);
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    let remarks = library.store.read().unwrap().remarks(id).unwrap();
    let spans: Vec<_> = remarks.iter().map(|remark| remark.span).collect();
    assert_eq!(spans[0], Some(span));
    assert!(spans[1..].iter().all(Option::is_none));
}

#[test]
fn how_a_file_was_read_is_kept_until_it_is_read_otherwise() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let read =
        |reading: Option<&str>| MinutesImport { reading: reading.map(ToOwned::to_owned), ..MinutesImport::default() };
    let chosen = read(Some(r#"{"encoding":"Shift_JIS"}"#));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &chosen)).value;
    assert_eq!(library.store.read().unwrap().reading_of(id).unwrap(), chosen.reading);
    let losses = gijicho_store::Losses::Refuse;
    write(&mut library.store, |tx| tx.replace_meeting(id, &draft, &read(None), losses));
    assert_eq!(library.store.read().unwrap().reading_of(id).unwrap(), None);
    library.store.undo(&clerk()).unwrap();
    assert_eq!(library.store.read().unwrap().reading_of(id).unwrap(), chosen.reading);
}

#[test]
fn indicators_and_column_maps_are_undone_and_done_again_bit_for_bit() {
    let mut library = library();
    let draft = plan(2022);
    write(&mut library.store, |tx| tx.import_table(&draft, TableKind::Plan, &TableImport::default()));
    let filter = InitiativeFilter { kind: Some(InitiativeKind::Initiative), ..InitiativeFilter::default() };
    let node = library.store.read().unwrap().initiatives(&filter).unwrap()[0].initiative.id;
    let value = |year, target: &str, actual: &str| IndicatorValue {
        fiscal_year: FiscalYear(year),
        target: target.to_owned(),
        actual: actual.to_owned(),
    };
    let before = dump(library.dir.path());
    write(&mut library.store, |tx| {
        tx.record_indicator(node, "利用率", "％", &value(2022, "80%以上", ""))?;
        tx.record_indicator(node, "利用率", "%", &value(2023, "90%以上", "75"))?;
        tx.record_indicator(node, "利用 率", "％", &value(2022, "", "72"))?;
        tx.remember_columns("番号\t取組", "[\"number\",\"initiative\"]")
    });
    let indicators = library.store.read().unwrap().initiative(node).unwrap().indicators;
    assert_eq!(indicators.len(), 1, "{indicators:?}");
    assert_eq!(indicators[0].values, [value(2022, "80%以上", "72"), value(2023, "90%以上", "75")]);
    let map = library.store.read().unwrap().column_map("番号\t取組").unwrap();
    assert_eq!(map.as_deref(), Some("[\"number\",\"initiative\"]"));
    let after = dump(library.dir.path());
    library.store.undo(&clerk()).unwrap();
    assert_eq!(dump(library.dir.path()), before);
    library.store.redo(&clerk()).unwrap();
    assert_eq!(dump(library.dir.path()), after);
    assert_eq!(library.store.verify().unwrap(), []);
}

#[test]
fn what_is_counted_is_what_is_listed() {
    let mut library = library();
    for day in 1..5 {
        let draft = minutes(&format!("2022-04-{day:02}"), Some(day));
        write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default()));
    }
    let draft = plan(2022);
    write(&mut library.store, |tx| tx.import_table(&draft, TableKind::Plan, &TableImport::default()));
    let first = library.store.read().unwrap().decisions(&DecisionFilter::default()).unwrap();
    let decision = first.iter().find_map(|row| row.id).unwrap();
    write(&mut library.store, |tx| tx.confirm_decision(decision, "青海 花子"));

    let reader = library.store.read().unwrap();
    let (counts, waiting) = (reader.counts().unwrap(), reader.waiting(day("2026-11-21")).unwrap());
    let meetings = reader.meetings().unwrap();
    let decisions = reader.decisions(&DecisionFilter::default()).unwrap();
    let of = |status| decisions.iter().filter(|row| row.id.is_some() && row.status == status).count();
    assert_eq!(counts.meetings as usize, meetings.len());
    assert_eq!(counts.remarks, meetings.iter().map(|row| row.remarks).sum::<u32>());
    assert_eq!(counts.decisions as usize, of(ProposalStatus::Confirmed));
    assert_eq!(waiting.decisions_proposed as usize, of(ProposalStatus::Proposed));
    assert_eq!(waiting.decisions_unlinked, 1);
    assert_eq!(waiting.items_open as usize, decisions.iter().filter(|row| row.id.is_none()).count());
    let follow_ups = reader.follow_ups(&FollowUpFilter::default()).unwrap();
    assert_eq!(waiting.follow_ups_proposed as usize, follow_ups.len());
    let filter = InitiativeFilter { kind: Some(InitiativeKind::Initiative), ..InitiativeFilter::default() };
    let initiatives = reader.initiatives(&filter).unwrap();
    assert_eq!(counts.initiatives as usize, initiatives.len());
    assert_eq!(waiting.initiatives_undecided as usize, initiatives.len());
    for row in meetings {
        assert_eq!(reader.meeting_row(row.id).unwrap(), row);
    }
}

#[test]
fn two_people_of_one_name_stay_two_and_an_appointment_in_use_stays() {
    let mut library = library();
    let (first, second) =
        write(&mut library.store, |tx| Ok((tx.add_person("森", "", "もり")?, tx.add_person("森", "", "もり")?))).value;
    assert_ne!(first, second);
    let draft = minutes("2022-04-14", Some(1));
    let speaker = draft.remarks.iter().find_map(|remark| remark.speaker.clone()).unwrap();
    let appointment = write(&mut library.store, |tx| {
        let person = tx.add_person(&speaker.name, "", "")?;
        let post = tx.add_post(&speaker.post, "企画部")?;
        tx.add_appointment(person, post, None, None)
    })
    .value;
    write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default()));
    let base = library.store.read().unwrap().row_version(gijicho_store::Entity::Appointment, appointment.0).unwrap();
    let refused = crate::samples::try_write(&mut library.store, gijicho_store::OpKind::Edit, |tx| {
        tx.delete_appointment(appointment, base)
    });
    assert!(matches!(refused, Err(StoreError::InUse { .. })), "{refused:?}");
    assert_eq!(write(&mut library.store, |tx| tx.rename_department("企画部", "総務部")).value, 1);
    assert_eq!(library.store.read().unwrap().posts().unwrap()[0].department, "総務部");
}
