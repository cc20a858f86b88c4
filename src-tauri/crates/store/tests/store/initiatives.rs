//! Ties between initiatives, and between decisions and initiatives.

use gijicho_model::draft::DraftActivity;
use gijicho_model::{Half, LinkStatus, Relation};
use gijicho_store::{
    InitiativeFilter, InitiativeRelation, InitiativeText, MinutesImport, OpKind, StoreError, TableImport, TableKind,
};

use crate::samples::{library, minutes, plan, progress, try_write, write};

#[test]
fn a_confirmed_tie_does_not_become_a_proposal_again() {
    let mut library = library();
    let (draft, table) = (minutes("2022-04-14", Some(1)), plan(2022));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    let done = write(&mut library.store, |tx| tx.import_table(&table, TableKind::Plan, &TableImport::default())).value;
    let reader = library.store.read().unwrap();
    let (decision, node) = (reader.decisions_of(id).unwrap()[0].id, reader.tree(done.plan).unwrap()[1].id);
    drop(reader);
    let links = [
        (Relation::Approves, LinkStatus::Proposed, 1),
        (Relation::Approves, LinkStatus::Confirmed, 1),
        (Relation::Instructs, LinkStatus::Proposed, 0),
        (Relation::Approves, LinkStatus::Confirmed, 0),
        (Relation::Amends, LinkStatus::Confirmed, 1),
    ];
    for (relation, status, changed) in links {
        let committed = write(&mut library.store, |tx| tx.link(decision, node, relation, status));
        assert_eq!(committed.changes.len(), changed, "{relation:?} {status:?}");
    }
    let links = library.store.read().unwrap().links(id).unwrap();
    assert_eq!(
        (links.len(), links[0].link.relation, links[0].link.status),
        (1, Relation::Amends, LinkStatus::Confirmed)
    );
    assert_eq!(links[0].title, "窓口の電子化");
    let nobody = gijicho_model::InitiativeId(uuid::Uuid::nil());
    let refused = try_write(&mut library.store, OpKind::Link, |tx| {
        tx.link(decision, nobody, Relation::Approves, LinkStatus::Confirmed)
    });
    assert!(matches!(refused, Err(StoreError::NotFound { .. })));
}

#[test]
fn an_initiative_knows_what_it_continues() {
    let mut library = library();
    let (old, new) = (plan(2021), plan(2022));
    let ids: Vec<_> = [old, new]
        .iter()
        .map(|table| {
            let import = TableImport::default();
            let done = write(&mut library.store, |tx| tx.import_table(table, TableKind::Plan, &import)).value;
            library.store.read().unwrap().tree(done.plan).unwrap()[1].id
        })
        .collect();
    write(&mut library.store, |tx| tx.relate_initiatives(ids[1], ids[0], InitiativeRelation::Continues));
    let reader = library.store.read().unwrap();
    let (old, new) = (reader.initiative(ids[0]).unwrap(), reader.initiative(ids[1]).unwrap());
    assert_eq!((old.relations[0].other, old.relations[0].from_other), (ids[1], true));
    assert_eq!((new.relations[0].other, new.relations[0].from_other), (ids[0], false));
    drop(reader);
    let base = new.row.row_version;
    let text = InitiativeText { title: " ".into(), ..InitiativeText::default() };
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.edit_initiative(ids[1], base, &text));
    assert!(matches!(refused, Err(StoreError::Invalid(invalid)) if invalid.field == "title"));
}

/// What a library holds of an initiative: what it is about, its activities, and its reports.
fn said(library: &crate::samples::Library, number: &str) -> (String, Vec<String>, Vec<String>) {
    let reader = library.store.read().unwrap();
    let rows = reader.initiatives(&InitiativeFilter::default()).unwrap();
    let row = rows.iter().find(|row| row.initiative.number == number).unwrap();
    let shown = reader.initiative(row.initiative.id).unwrap();
    let texts = |texts: Vec<&String>| texts.into_iter().cloned().collect();
    (
        row.initiative.summary.clone(),
        texts(shown.activities.iter().map(|activity| &activity.text).collect()),
        texts(shown.progress.iter().map(|report| &report.text).collect()),
    )
}

#[test]
fn what_a_progress_table_says_beside_its_reports_is_kept() {
    let mut library = library();
    let (table, mut report) = (plan(2022), progress(2022, Half::FirstHalf));
    let activity = |text: &str| DraftActivity { item: String::new(), text: text.into(), months: "5月".into() };
    report.initiatives[0].activities = vec![activity("効果を測る"), activity("窓口を三つ増やす")];
    report.initiatives[1].activities = vec![activity("地図の元を集める")];
    report.initiatives[1].summary = "地図を誰でも使えるようにする".into();
    report.initiatives[1].notes = vec!["国の補助を使う".into()];
    write(&mut library.store, |tx| tx.import_table(&table, TableKind::Plan, &TableImport::default()));
    // A table that comes back takes the place of what it said before.
    for _ in 0..2 {
        write(&mut library.store, |tx| tx.import_table(&report, TableKind::Progress, &TableImport::default()));
        let (_, _, reports) = said(&library, "1");
        assert_eq!(reports, ["対象を三十に決めた。", "試行を始めた。", "窓口を三つ増やす（5月）"]);
        let (about, activities, _) = said(&library, "9");
        assert_eq!(about, "地図を誰でも使えるようにする\n備考：国の補助を使う");
        assert_eq!(activities, ["地図の元を集める"]);
    }
    assert_eq!(said(&library, "9").2, ["地図を公開した。"]);
}
