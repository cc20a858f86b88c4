//! What the index is fed: the differences add up to the whole.

use std::collections::BTreeMap;

use gijicho_model::{Half, ProposalStatus};
use gijicho_store::{
    AgendaText, Entity, IndexKind, IndexRow, Losses, MeetingEdit, MinutesImport, RemarkText, Store, StoreError,
    TableImport, TableKind, Tx,
};
use uuid::Uuid;

use crate::samples::{clerk, library, minutes, plan, progress, write};

fn whole(store: &Store) -> BTreeMap<Uuid, IndexRow> {
    let mut rows = BTreeMap::new();
    let reader = store.read().unwrap();
    reader
        .index_all::<StoreError>(|row| {
            assert!(rows.insert(row.id, row).is_none(), "ids are unique over all kinds");
            Ok(())
        })
        .unwrap();
    rows
}

/// An index that is kept up to date by differences alone.
#[derive(Default)]
struct Followed {
    rows: BTreeMap<Uuid, IndexRow>,
    seen: i64,
}

impl Followed {
    fn catch_up(&mut self, store: &Store, after: &str) {
        let reader = store.read().unwrap();
        let delta = reader.index_delta(&reader.changes_since(self.seen).unwrap()).unwrap();
        self.seen = reader.last_seq().unwrap();
        drop(reader);
        for id in delta.deletes {
            self.rows.remove(&id);
        }
        for row in delta.upserts {
            self.rows.insert(row.id, row);
        }
        assert_eq!(self.rows, whole(store), "after {after}");
    }
}

type Write<'a> = &'a dyn Fn(&mut Tx<'_>) -> gijicho_store::Result<()>;

#[test]
fn differences_add_up_to_the_whole() {
    let mut library = library();
    let mut index = Followed::default();
    let draft = minutes("2022-04-14", Some(1));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    index.catch_up(&library.store, "import");
    let (table, report) = (plan(2022), progress(2022, Half::FirstHalf));
    let planned =
        write(&mut library.store, |tx| tx.import_table(&table, TableKind::Plan, &TableImport::default())).value;
    write(&mut library.store, |tx| tx.import_table(&report, TableKind::Progress, &TableImport::default()));
    index.catch_up(&library.store, "tables");

    let record = library.store.read().unwrap().meeting_record(id).unwrap();
    let node = library.store.read().unwrap().tree(planned.plan).unwrap()[1].id;
    let item = AgendaText {
        title: "窓口について".into(),
        depth: 1,
        number: "1".into(),
        label: String::new(),
        documents: vec![],
    };
    let head = MeetingEdit { held_on: "2023-04-14".parse().unwrap(), ..(&record.meeting).into() };
    let text = RemarkText { body: "書き換えた。".into(), ..(&record.remarks[2]).into() };
    let title = gijicho_store::InitiativeText { title: "窓口".into(), ..Default::default() };
    let writes: [(&str, Write<'_>); 9] = [
        ("the body's name", &|tx| {
            tx.edit_body(record.body.id, tx.row_version(Entity::Body, record.body.id.0)?, "青海県本部", None, None)
        }),
        ("an item's title", &|tx| {
            tx.edit_agenda_item(record.agenda[0].id, tx.row_version(Entity::AgendaItem, record.agenda[0].id.0)?, &item)
        }),
        ("the date", &|tx| tx.edit_meeting(id, tx.row_version(Entity::Meeting, id.0)?, &head)),
        ("a remark", &|tx| {
            let remark = record.remarks[2].id;
            tx.edit_remark(remark, tx.row_version(Entity::Remark, remark.0)?, &text)
        }),
        ("a dismissal", &|tx| tx.dismiss_decision(record.decisions[0].id)),
        ("another", &|tx| tx.dismiss_follow_up(record.follow_ups[0].id)),
        ("an initiative's title", &|tx| tx.edit_initiative(node, tx.row_version(Entity::Initiative, node.0)?, &title)),
        ("a deleted remark", &|tx| {
            let remark = record.remarks[2].id;
            tx.delete_remark(remark, tx.row_version(Entity::Remark, remark.0)?, Losses::Accept)
        }),
        ("a deleted meeting", &|tx| tx.delete_meeting(id, Losses::Accept)),
    ];
    for (after, body) in &writes {
        write(&mut library.store, body);
        index.catch_up(&library.store, after);
    }
    for (after, _) in writes.iter().rev() {
        library.store.undo(&clerk()).unwrap();
        index.catch_up(&library.store, &format!("undoing {after}"));
    }
}

#[test]
fn a_row_says_where_it_stands() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    let record = library.store.read().unwrap().meeting_record(id).unwrap();
    let rows = whole(&library.store);
    let count = |kind| rows.values().filter(|row| row.kind == kind).count();
    assert_eq!(IndexKind::ALL.map(count), [1, 2, 5, 2, 1, 2, 0, 0, 0]);
    let row = &rows[&record.remarks[1].id.0];
    assert_eq!(row.kind, IndexKind::Remark);
    assert_eq!(row.meeting_label, "R4-1");
    assert_eq!(row.fiscal_year.0, 2022);
    assert_eq!(row.speaker.as_deref(), Some("磯部デジタル課長"));
    assert_eq!(row.post, "デジタル課長");
    assert_eq!(row.mark.as_deref(), Some("●"));
    assert_eq!(row.agenda_title, "窓口の電子化について");
    assert_eq!(row.title, "資料１に基づいて説明");
    assert_eq!(row.text, "窓口の電子化を進める。\n・申請書を減らす。\n・待ち時間を減らす。");
    let decided = &rows[&record.decisions[0].id.0];
    assert_eq!(decided.outcome, Some(gijicho_model::Outcome::Approved));
    assert_eq!(decided.text, "議題１と議題２について、承認いただいた");
    assert_eq!(rows[&id.0].text, "県庁三階会議室\n白浜知事、髙浪総務部長");
    assert_eq!(record.decisions[0].status, ProposalStatus::Proposed);
}
