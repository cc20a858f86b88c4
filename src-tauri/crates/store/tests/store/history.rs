//! What people type, and what stood on a day.

use gijicho_model::{DecisionId, Half, InitiativeId, LinkStatus, Relation};
use gijicho_store::{DecisionEdit, DecisionFilter, Entity, MinutesImport, StoreError, TableImport, TableKind};

use crate::samples::{Library, clerk, day, library, minutes, plan, progress, write};

/// Two meetings, a plan, and the first meeting's first decision approving the first initiative.
fn history() -> (Library, [Vec<DecisionId>; 2], InitiativeId) {
    let mut library = library();
    let decided = [("2022-04-14", 1), ("2022-10-20", 2)].map(|(date, ordinal)| {
        let draft = minutes(date, Some(ordinal));
        let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
        let reader = library.store.read().unwrap();
        reader.decisions_of(id).unwrap().into_iter().map(|decision| decision.id).collect()
    });
    let (table, report) = (plan(2022), progress(2022, Half::FirstHalf));
    write(&mut library.store, |tx| tx.import_table(&table, TableKind::Plan, &TableImport::default()));
    write(&mut library.store, |tx| tx.import_table(&report, TableKind::Progress, &TableImport::default()));
    let initiative = library.store.read().unwrap().resolve_initiative("1").unwrap();
    (library, decided, initiative)
}

#[test]
fn an_initiative_as_of_any_day() {
    let (mut library, [first, second], initiative) = history();
    write(&mut library.store, |tx| {
        tx.confirm_decision(first[0], &clerk().name)?;
        tx.link(first[0], initiative, Relation::Approves, LinkStatus::Confirmed)?;
        tx.link(first[1], initiative, Relation::Instructs, LinkStatus::Proposed)?;
        tx.confirm_decision(second[0], &clerk().name)?;
        tx.link(second[0], initiative, Relation::Amends, LinkStatus::Confirmed)
    });
    let edit = DecisionEdit {
        supersedes: Some(first[0]),
        ..library
            .store
            .read()
            .unwrap()
            .decisions_of(library.store.read().unwrap().decision(second[0]).unwrap().meeting_id)
            .unwrap()
            .first()
            .unwrap()
            .into()
    };
    let base = library.store.read().unwrap().row_version(Entity::Decision, second[0].0).unwrap();
    write(&mut library.store, |tx| tx.edit_decision(second[0], base, &edit));

    let as_of = |date: &str| {
        let found = library.store.read().unwrap().initiative_as_of(initiative, day(date)).unwrap();
        let ids = |rows: &[gijicho_store::DecisionRow]| rows.iter().filter_map(|row| row.id).collect::<Vec<_>>();
        (ids(&found.standing), ids(&found.replaced), ids(&found.pending), ids(&found.later), found.progress.len())
    };
    assert_eq!(as_of("2022-04-13"), (vec![], vec![], vec![], vec![first[0], first[1], second[0]], 0));
    assert_eq!(as_of("2022-04-14"), (vec![first[0]], vec![], vec![first[1]], vec![second[0]], 0));
    assert_eq!(as_of("2022-09-30"), (vec![first[0]], vec![], vec![first[1]], vec![second[0]], 2));
    assert_eq!(as_of("2022-10-20"), (vec![second[0]], vec![first[0]], vec![first[1]], vec![], 2));

    let row = library.store.read().unwrap().initiative_row(initiative).unwrap();
    assert_eq!((row.decisions, row.proposed, row.reports), (2, 1, 2));
    let filter = DecisionFilter { initiative: Some(initiative), ..DecisionFilter::default() };
    assert_eq!(library.store.read().unwrap().decisions(&filter).unwrap().len(), 3);
    write(&mut library.store, |tx| tx.unlink(first[1], initiative));
    assert_eq!(library.store.read().unwrap().decisions(&filter).unwrap().len(), 2);
}

#[test]
fn a_meeting_is_found_by_what_people_type() {
    let (mut library, _, _) = history();
    let draft = minutes("2022-04-14", Some(7));
    let mut other = draft.clone();
    other.meeting.body = Some("青海県 別の会議".into());
    let third = write(&mut library.store, |tx| tx.import_minutes(&other, &MinutesImport::default())).value;
    let reader = library.store.read().unwrap();
    let second = reader.resolve_meeting("2022-10-20").unwrap();
    for text in [
        "R4.10.20",
        "令和4年10月20日",
        "令和４年１０月２０日",
        "R4-2",
        "r4-2",
        "Ｒ４－２",
        "2022-2",
        "令和4年度-2",
        " R4-2 ",
    ] {
        assert_eq!(reader.resolve_meeting(text).ok(), Some(second), "{text}");
    }
    assert_eq!(reader.resolve_meeting(&second.to_string()).unwrap(), second);
    assert_eq!(reader.resolve_meeting(&third.to_string().to_uppercase()).unwrap(), third);
    let refused = reader.resolve_meeting("R4.4.14");
    let Err(StoreError::Ambiguous { candidates, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!(candidates.len(), 2);
    assert!(candidates.iter().any(|candidate| candidate.label == "R4-7 青海県 別の会議"), "{candidates:?}");
    let id = second.to_string();
    assert!(matches!(reader.resolve_meeting(&id[..2]), Err(StoreError::Ambiguous { .. })), "made in the same month");
    for text in ["", "R9-1", "2022-04-15", "ない", "0123456789abcdef0123456789abcdef00", "-", "%"] {
        assert!(matches!(reader.resolve_meeting(text), Err(StoreError::Unresolved { .. })), "{text}");
    }
}

#[test]
fn a_decision_is_found_by_its_number() {
    let (mut library, [first, second], _) = history();
    let mut undated = minutes("2023-02-27", None);
    undated.meeting.title = None;
    let id = write(&mut library.store, |tx| tx.import_minutes(&undated, &MinutesImport::default())).value;
    let reader = library.store.read().unwrap();
    assert_eq!(reader.resolve_decision("R4-1-2").unwrap(), first[1]);
    assert_eq!(reader.resolve_decision("Ｒ４-２-１").unwrap(), second[0]);
    assert_eq!(reader.resolve_decision("R5.2.27-1").unwrap(), reader.decisions_of(id).unwrap()[0].id);
    assert_eq!(reader.resolve_decision(&second[1].to_string()).unwrap(), second[1]);
    assert!(matches!(reader.resolve_decision("R4-1-9"), Err(StoreError::Unresolved { .. })));
}

#[test]
fn an_initiative_is_found_by_number_and_title() {
    let (library, _, first) = history();
    let reader = library.store.read().unwrap();
    for text in ["1", "１", "窓口の電子化", "窓口の 電子化", "窓口", &first.to_string()] {
        assert_eq!(reader.resolve_initiative(text).ok(), Some(first), "{text}");
    }
    assert!(
        matches!(reader.resolve_initiative("電子化"), Err(StoreError::Ambiguous { candidates, .. }) if candidates.len() == 3)
    );
    for text in ["", " ", "42", "存在しない"] {
        assert!(matches!(reader.resolve_initiative(text), Err(StoreError::Unresolved { .. })), "{text}");
    }
}
