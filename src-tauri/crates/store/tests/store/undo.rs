//! Undo and redo: any history, over a restart, bit for bit; and refusals that change nothing.

use gijicho_model::{
    DecisionId, Function, InitiativeKind, LinkStatus, MeetingId, MeetingRecord, Outcome, Relation, RemarkId, Side,
};
use gijicho_store::{
    Access, AgendaText, Answer, InitiativeFilter, Losses, MeetingEdit, MinutesImport, NewComment, NewDecision, Op,
    OpKind, Place, RemarkText, Selection, Store, StoreError, TableImport, TableKind, UndoState,
};
use proptest::prelude::*;

use crate::samples::{clerk, clock, dump, library, minutes, plan, try_write, write};

/// One edit; the numbers pick the rows it is about.
#[derive(Debug, Clone)]
enum Step {
    Import(u8),
    ImportPlan,
    InsertRemark(usize, String),
    EditRemark(usize, String),
    MoveRemark(usize, usize),
    DeleteRemark(usize),
    SplitRemark(usize, String),
    JoinRemark(usize),
    Comment(usize),
    AddItem(usize),
    MoveItem(usize, usize),
    Decide(usize),
    Confirm(usize),
    Dismiss(usize),
    Link(usize, usize),
    Answer(usize, usize),
    Rename(String),
    DeleteMeeting(usize),
    Search(String),
}

fn step() -> impl Strategy<Value = Step> {
    let n = 0..20usize;
    let text = "[\\PC\\x00\t\n*#「」髙﨑]{0,20}";
    prop_oneof![
        (1..28u8).prop_map(Step::Import),
        Just(Step::ImportPlan),
        (n.clone(), text).prop_map(|(at, text)| Step::InsertRemark(at, text)),
        (n.clone(), text).prop_map(|(at, text)| Step::EditRemark(at, text)),
        (n.clone(), n.clone()).prop_map(|(at, to)| Step::MoveRemark(at, to)),
        n.clone().prop_map(Step::DeleteRemark),
        (n.clone(), text).prop_map(|(at, text)| Step::SplitRemark(at, text)),
        n.clone().prop_map(Step::JoinRemark),
        n.clone().prop_map(Step::Comment),
        n.clone().prop_map(Step::AddItem),
        (n.clone(), n.clone()).prop_map(|(at, to)| Step::MoveItem(at, to)),
        n.clone().prop_map(Step::Decide),
        n.clone().prop_map(Step::Confirm),
        n.clone().prop_map(Step::Dismiss),
        (n.clone(), n.clone()).prop_map(|(at, to)| Step::Link(at, to)),
        (n.clone(), n.clone()).prop_map(|(at, to)| Step::Answer(at, to)),
        text.prop_map(Step::Rename),
        n.prop_map(Step::DeleteMeeting),
        "[あ-ん]{1,4}".prop_map(Step::Search),
    ]
}

fn said(body: &str) -> RemarkText {
    RemarkText {
        mark: None,
        side: Side::Unknown,
        function: Function::Statement,
        speaker: None,
        note: None,
        body: body.into(),
    }
}

fn pick<T: Clone>(list: &[T], at: usize) -> Option<T> {
    if list.is_empty() { None } else { Some(list[at % list.len()].clone()) }
}

fn record(store: &Store, at: usize) -> Option<MeetingRecord> {
    let reader = store.read().unwrap();
    let rows = reader.meetings().unwrap();
    pick(&rows, at).map(|row| reader.meeting_record(row.id).unwrap())
}

fn version(store: &Store, meeting: MeetingId, id: uuid::Uuid) -> i64 {
    store.read().unwrap().row_versions(meeting).unwrap()[&id]
}

/// Does one step; says whether it changed anything.
fn take(store: &mut Store, step: &Step) -> bool {
    let op = Op::new(OpKind::Edit, format!("{step:?}"));
    let initiatives = store.read().unwrap().initiatives(&InitiativeFilter::default()).unwrap();
    let Some(found) = record(store, 0) else {
        let Step::Import(day) = step else { return false };
        let draft = minutes(&format!("2022-04-{day:02}"), Some(1));
        return !store
            .transact(&op, &clerk(), |tx| tx.import_minutes(&draft, &MinutesImport::default()))
            .unwrap()
            .changes
            .is_empty();
    };
    let id = found.meeting.id;
    let place = |at: usize| {
        let before = pick(&found.remarks, at);
        Place { agenda_item_id: before.as_ref().and_then(|r| r.agenda_item_id), before: before.map(|r| r.id) }
    };
    let item =
        AgendaText {
            depth: 1, number: "3".into(), label: "議題３".into(), title: "その他".into(), documents: vec![]
        };
    let done = match step {
        Step::Import(day) => {
            let draft = minutes(&format!("2022-05-{day:02}"), None);
            store.transact(&op, &clerk(), |tx| tx.import_minutes(&draft, &MinutesImport::default()).map(drop))
        }
        Step::ImportPlan => {
            let table = plan(2022);
            store.transact(&op, &clerk(), |tx| {
                tx.import_table(&table, TableKind::Plan, &TableImport::default()).map(drop)
            })
        }
        Step::InsertRemark(at, text) => {
            store.transact(&op, &clerk(), |tx| tx.insert_remark(id, &said(text), place(*at)).map(drop))
        }
        Step::EditRemark(at, text) => {
            let Some(remark) = pick(&found.remarks, *at) else { return false };
            let base = version(store, id, remark.id.0);
            store.transact(&op, &clerk(), |tx| tx.edit_remark(remark.id, base, &said(text)))
        }
        Step::MoveRemark(at, to) => {
            let Some(remark) = pick(&found.remarks, *at) else { return false };
            let base = version(store, id, remark.id.0);
            store.transact(&op, &clerk(), |tx| tx.move_remark(remark.id, base, place(*to)))
        }
        Step::SplitRemark(at, text) => {
            let Some(remark) = pick(&found.remarks, *at) else { return false };
            let base = version(store, id, remark.id.0);
            store.transact(&op, &clerk(), |tx| {
                tx.split_remark(remark.id, base, &said(text), &RemarkText::from(&remark)).map(drop)
            })
        }
        Step::JoinRemark(at) => {
            let Some(remark) = pick(&found.remarks, *at) else { return false };
            let base = version(store, id, remark.id.0);
            let joined = store.transact(&op, &clerk(), |tx| tx.join_remark(remark.id, base).map(drop));
            // The first of an item has nothing before it, and broken evidence is not taken along.
            if matches!(joined, Err(StoreError::Invalid(_) | StoreError::WouldLose(_))) {
                return false;
            }
            joined
        }
        Step::Comment(at) => {
            let Some(remark) = pick(&found.remarks, *at) else { return false };
            let new = NewComment {
                remark_id: Some(remark.id),
                quote: String::new(),
                author: "潮見".into(),
                text: "確かめたい".into(),
                proposed: None,
            };
            store.transact(&op, &clerk(), |tx| tx.add_comment(id, &new).map(drop))
        }
        Step::DeleteRemark(at) => {
            let Some(remark) = pick(&found.remarks, *at) else { return false };
            let base = version(store, id, remark.id.0);
            store.transact(&op, &clerk(), |tx| tx.delete_remark(remark.id, base, Losses::Accept))
        }
        Step::AddItem(at) => {
            let before = pick(&found.agenda, *at).map(|item| item.id);
            store.transact(&op, &clerk(), |tx| tx.add_agenda_item(id, &item, before).map(drop))
        }
        Step::MoveItem(at, to) => {
            let (Some(moved), Some(before)) = (pick(&found.agenda, *at), pick(&found.agenda, *to)) else {
                return false;
            };
            let base = version(store, id, moved.id.0);
            store.transact(&op, &clerk(), |tx| tx.move_agenda_item(moved.id, base, Some(before.id)))
        }
        Step::Decide(at) => {
            let (Some(remark), Some(item)) = (pick(&found.remarks, *at), pick(&found.agenda, *at)) else {
                return false;
            };
            let quote: String = gijicho_model::body::plain(&remark.body).chars().take(3).collect();
            let evidence = vec![Selection { remark_id: remark.id, quote: quote.clone(), at: None }];
            let new = NewDecision {
                agenda_item_id: item.id,
                outcome: Outcome::Decided,
                phrase: "決定".into(),
                condition: None,
                evidence: if quote.is_empty() { vec![] } else { evidence },
            };
            store.transact(&op, &clerk(), |tx| tx.add_decision(&new).map(drop))
        }
        Step::Confirm(at) | Step::Dismiss(at) => {
            let Some(decision) = pick(&found.decisions, *at) else { return false };
            let confirm = matches!(step, Step::Confirm(_));
            store.transact(&op, &clerk(), |tx| {
                if confirm { tx.confirm_decision(decision.id, "青海") } else { tx.dismiss_decision(decision.id) }
            })
        }
        Step::Link(at, to) => {
            let (Some(decision), Some(row)) = (pick(&found.decisions, *at), pick(&initiatives, *to)) else {
                return false;
            };
            store.transact(&op, &clerk(), |tx| {
                tx.link(decision.id, row.initiative.id, Relation::ALL[*at % 4], LinkStatus::Confirmed)
            })
        }
        Step::Answer(at, to) => {
            let Some(asked) = pick(&found.follow_ups, *at) else { return false };
            let by = record(store, *to).and_then(|other| pick(&other.remarks, *to)).map(|remark| remark.id);
            store.transact(&op, &clerk(), |tx| {
                tx.answer_follow_up(asked.id, by.map_or(Answer::Somewhere, Answer::Remark))
            })
        }
        Step::Rename(text) => {
            let head = MeetingEdit {
                title: Some(text.clone()),
                attendees: vec!["波止浜副知事".into()],
                ..(&found.meeting).into()
            };
            let base = version(store, id, id.0);
            store.transact(&op, &clerk(), |tx| tx.edit_meeting(id, base, &head))
        }
        Step::DeleteMeeting(at) => {
            let Some(other) = record(store, *at) else { return false };
            store.transact(&op, &clerk(), |tx| tx.delete_meeting(other.meeting.id, Losses::Accept))
        }
        Step::Search(name) => store.transact(&op, &clerk(), |tx| tx.save_search(name, "紙 知事").map(drop)),
    };
    !done.unwrap().changes.is_empty()
}

fn reopened(library: crate::samples::Library) -> crate::samples::Library {
    let crate::samples::Library { dir, store } = library;
    drop(store);
    let store = Store::open(dir.path(), Access::ReadWrite, clock()).unwrap();
    crate::samples::Library { dir, store }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn undoing_everything_and_redoing_everything_restores_every_table(
        steps in prop::collection::vec(step(), 1..14),
        restart in 0..3u8,
    ) {
        let mut library = library();
        let draft = minutes("2022-04-14", Some(1));
        write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default()));
        write(&mut library.store, |tx| tx.save_search("始", "始").map(drop));
        let mut states = vec![dump(library.dir.path())];
        for step in &steps {
            if take(&mut library.store, step) {
                states.push(dump(library.dir.path()));
            }
        }
        prop_assert_eq!(library.store.verify().unwrap().iter().filter(|f| matches!(f,
            gijicho_store::Finding::Database { .. } | gijicho_store::Finding::Reference { .. }
            | gijicho_store::Finding::Serials { .. })).count(), 0);
        if restart > 0 {
            library = reopened(library);
        }
        for state in states.iter().rev().skip(1) {
            library.store.undo(&clerk()).unwrap();
            prop_assert_eq!(&dump(library.dir.path()), state);
        }
        if restart > 1 {
            library = reopened(library);
        }
        for state in states.iter().skip(1) {
            library.store.redo(&clerk()).unwrap();
            prop_assert_eq!(&dump(library.dir.path()), state);
        }
        prop_assert_eq!(library.store.read().unwrap().undo_state().unwrap().redo, None);
    }
}

#[test]
fn the_menu_follows_what_was_undone_and_redone() {
    let mut library = library();
    let state = |library: &crate::samples::Library| library.store.read().unwrap().undo_state().unwrap();
    let search = |name: &'static str| move |tx: &mut gijicho_store::Tx<'_>| tx.save_search(name, "紙").map(drop);
    assert_eq!(state(&library), UndoState::default());
    for name in ["一", "二", "三"] {
        library.store.transact(&Op::new(OpKind::Edit, name), &clerk(), search(name)).unwrap();
    }
    let menu = |undo: Option<&str>, redo: Option<&str>| UndoState {
        undo: undo.map(String::from),
        redo: redo.map(String::from),
    };
    assert_eq!(library.store.undo(&clerk()).unwrap().value, "三");
    assert_eq!(state(&library), menu(Some("二"), Some("三")));
    library.store.undo(&clerk()).unwrap();
    assert_eq!(state(&library), menu(Some("一"), Some("二")));
    assert_eq!(library.store.redo(&clerk()).unwrap().value, "二");
    assert_eq!(state(&library), menu(Some("二"), Some("三")));
    // Redone, undone again, redone again.
    library.store.undo(&clerk()).unwrap();
    assert_eq!(state(&library), menu(Some("一"), Some("二")));
    library.store.redo(&clerk()).unwrap();
    library.store.redo(&clerk()).unwrap();
    assert_eq!(state(&library), menu(Some("三"), None));
    // A new edit forgets what could be redone; a setting does not.
    library.store.undo(&clerk()).unwrap();
    let setting = Op::new(OpKind::Setting, "設定");
    library.store.transact(&setting, &clerk(), |tx| tx.set_setting("theme", "dark")).unwrap();
    assert_eq!(state(&library), menu(Some("二"), Some("三")));
    library.store.transact(&Op::new(OpKind::Edit, "四"), &clerk(), search("四")).unwrap();
    assert_eq!(state(&library), menu(Some("四"), None));
    assert!(matches!(library.store.redo(&clerk()), Err(StoreError::NothingToRedo)));
    for _ in 0..3 {
        library.store.undo(&clerk()).unwrap();
    }
    assert!(matches!(library.store.undo(&clerk()), Err(StoreError::NothingToUndo)));
    assert_eq!(library.store.read().unwrap().setting("theme").unwrap().as_deref(), Some("dark"));
}

#[test]
fn undo_refuses_when_a_row_has_moved_on() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    let decision: DecisionId = library.store.read().unwrap().meeting_record(id).unwrap().decisions[0].id;
    write(&mut library.store, |tx| tx.confirm_decision(decision, "青海"));
    // Another kind of operation, which undo passes over, touches the same row.
    try_write(&mut library.store, OpKind::Setting, |tx| tx.reopen_decision(decision)).unwrap();
    let before = dump(library.dir.path());
    let refused = library.store.undo(&clerk());
    let Err(StoreError::Conflict(conflict)) = refused else { panic!("{refused:?}") };
    assert_eq!(conflict.id, decision.0);
    assert_eq!(conflict.base.unwrap()["status"], "confirmed");
    assert_eq!(conflict.mine.unwrap()["status"], "proposed");
    assert_eq!(conflict.theirs.unwrap()["status"], "proposed");
    assert_eq!(dump(library.dir.path()), before);
}

#[test]
fn a_version_that_was_undone_is_never_given_out_again() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    let remark: RemarkId = library.store.read().unwrap().meeting_record(id).unwrap().remarks[0].id;
    let first = version(&library.store, id, remark.0);
    write(&mut library.store, |tx| tx.edit_remark(remark, first, &said("一つ目の案")));
    let seen = version(&library.store, id, remark.0);
    library.store.undo(&clerk()).unwrap();
    write(&mut library.store, |tx| tx.edit_remark(remark, first, &said("二つ目の案")));
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.edit_remark(remark, seen, &said("三つ目の案")));
    let Err(StoreError::Conflict(conflict)) = refused else { panic!("{refused:?}") };
    assert_eq!(conflict.base.unwrap()["body"], "一つ目の案");
    assert_eq!(conflict.mine.unwrap()["body"], "三つ目の案");
    assert_eq!(conflict.theirs.unwrap()["body"], "二つ目の案");
}

#[test]
fn an_initiative_can_be_added_anywhere_in_the_tree() {
    let mut library = library();
    let table = plan(2022);
    let done = write(&mut library.store, |tx| tx.import_table(&table, TableKind::Plan, &TableImport::default())).value;
    let tree = library.store.read().unwrap().tree(done.plan).unwrap();
    let text = gijicho_store::InitiativeText { title: "図書館の電子化".into(), ..Default::default() };
    write(&mut library.store, |tx| {
        tx.add_initiative(done.plan, Some(tree[0].id), InitiativeKind::Initiative, &text).map(drop)
    });
    let titles: Vec<String> =
        library.store.read().unwrap().tree(done.plan).unwrap().into_iter().map(|node| node.title).collect();
    assert_eq!(titles[4..6], ["紙の文書の削減", "図書館の電子化"], "{titles:?}");
}
