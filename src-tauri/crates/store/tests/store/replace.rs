//! A better reading takes the place of an earlier one: what people did is carried over, or named.

use gijicho_model::draft::MinutesDraft;
use gijicho_model::{FollowUpState, InitiativeKind, MeetingId, MeetingRecord, ProposalStatus};
use gijicho_store::{
    Answer, DecisionEdit, Entity, Losses, Lost, MinutesImport, OpKind, RemarkText, Result, StoreError, TableImport,
    TableKind,
};

use crate::samples::{Library, clerk, library, minutes, plan, try_write, write};

fn import(library: &mut Library, draft: &MinutesDraft) -> MeetingId {
    try_write(&mut library.store, OpKind::Import, |tx| tx.import_minutes(draft, &MinutesImport::default()))
        .unwrap()
        .value
}

fn replace(library: &mut Library, id: MeetingId, draft: &MinutesDraft, losses: Losses) -> Result<()> {
    try_write(&mut library.store, OpKind::Import, |tx| tx.replace_meeting(id, draft, &MinutesImport::default(), losses))
        .map(|_| ())
}

fn record(library: &Library, id: MeetingId) -> MeetingRecord {
    library.store.read().unwrap().meeting_record(id).unwrap()
}

fn version(library: &Library, entity: Entity, id: uuid::Uuid) -> i64 {
    library.store.read().unwrap().row_version(entity, id).unwrap()
}

/// What a replacement without consent is refused for.
fn lost(library: &mut Library, id: MeetingId, draft: &MinutesDraft) -> Lost {
    match replace(library, id, draft, Losses::Refuse) {
        Err(StoreError::WouldLose(lost)) => *lost,
        other => panic!("{other:?}"),
    }
}

#[test]
fn replacing_keeps_what_people_have_done_or_says_what_would_go() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let id = import(&mut library, &draft);
    let table = plan(2022);
    let imported =
        write(&mut library.store, |tx| tx.import_table(&table, TableKind::Plan, &TableImport::default())).value;
    let reader = library.store.read().unwrap();
    let second = reader.meeting_record(id).unwrap().decisions[1].clone();
    let tree = reader.tree(imported.plan).unwrap();
    drop(reader);
    let target = tree.iter().find(|node| node.kind == InitiativeKind::Initiative).unwrap().id;
    write(&mut library.store, |tx| {
        tx.confirm_decision(second.id, &clerk().name)?;
        tx.link(second.id, target, gijicho_model::Relation::Approves, gijicho_model::LinkStatus::Confirmed)
    });

    // A better reading of the same file: one item more, the same words.
    let mut better = draft.clone();
    better.remarks[1].body = "窓口の電子化を、さらに進める。".into();
    better.decisions.remove(0);
    replace(&mut library, id, &better, Losses::Refuse).unwrap();
    let record = library.store.read().unwrap().meeting_record(id).unwrap();
    assert_eq!(record.remarks[1].body, "窓口の電子化を、さらに進める。");
    assert_eq!(record.decisions.len(), 1);
    assert_eq!(record.decisions[0].id, second.id);
    assert_eq!(record.decisions[0].serial, 2, "a confirmed number stays");
    assert_eq!(record.decisions[0].status, ProposalStatus::Confirmed);
    assert_eq!(record.links[0].link.initiative_id, target);

    // A reading that lost the decision.
    let mut worse = better.clone();
    worse.decisions.clear();
    let refused = replace(&mut library, id, &worse, Losses::Refuse);
    assert!(matches!(refused, Err(StoreError::WouldLose(lost)) if lost.decisions[0].label == "R4-1-2"));
    replace(&mut library, id, &worse, Losses::Accept).unwrap();
    assert!(library.store.read().unwrap().meeting_record(id).unwrap().decisions.is_empty());
    library.store.undo(&clerk()).unwrap();
    assert_eq!(library.store.read().unwrap().meeting_record(id).unwrap(), record);
}

#[test]
fn a_number_never_means_another_decision() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let id = import(&mut library, &draft);
    let before = record(&library, id).decisions;
    // Other words: neither of the two is found again.
    let mut reworded = draft.clone();
    reworded.remarks[4].body = "いずれの議題も承認された。".into();
    for decision in &mut reworded.decisions {
        decision.quote = "いずれの議題も承認された".into();
    }
    replace(&mut library, id, &reworded, Losses::Refuse).unwrap();
    let serials = |library: &Library| -> Vec<u32> {
        record(library, id).decisions.iter().map(|decision| decision.serial).collect()
    };
    assert_eq!(serials(&library), [3, 4]);
    let item = record(&library, id).agenda[0].id;
    let added = write(&mut library.store, |tx| {
        tx.add_decision(&gijicho_store::NewDecision {
            agenda_item_id: item,
            outcome: gijicho_model::Outcome::Approved,
            phrase: "承認".into(),
            condition: None,
            evidence: Vec::new(),
        })
    });
    assert_eq!(serials(&library), [3, 4, 5]);
    library.store.undo(&clerk()).unwrap();
    assert_eq!(library.store.verify().unwrap(), [], "the log says where 1 and 2 went");
    library.store.undo(&clerk()).unwrap();
    assert_eq!(record(&library, id).decisions, before);
    assert!(!before.iter().any(|decision| decision.id == added.value));
    assert_eq!(library.store.verify().unwrap(), []);
}

#[test]
fn what_people_did_goes_on_in_the_new_reading() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let id = import(&mut library, &draft);
    let later = import(&mut library, &minutes("2022-05-12", Some(2)));
    let (here, there) = (record(&library, id), record(&library, later));
    let original = library.store.put_original("資料.txt", "中身".as_bytes()).unwrap();
    let edit = |decision: &gijicho_model::Decision| DecisionEdit::from(decision);
    let [first, second] = [&here.decisions[0], &here.decisions[1]].map(|decision| decision.id);
    let newer = there.decisions[0].id;
    let bases = [first, newer].map(|id| version(&library, Entity::Decision, id.0));
    let answer = there.remarks[1].id;
    write(&mut library.store, |tx| {
        let words = DecisionEdit {
            phrase: "了承".into(),
            condition: Some("費用を示すこと".into()),
            ..edit(&here.decisions[0])
        };
        tx.edit_decision(first, bases[0], &words)?;
        tx.dismiss_decision(second)?;
        tx.edit_decision(newer, bases[1], &DecisionEdit { supersedes: Some(first), ..edit(&there.decisions[0]) })?;
        tx.answer_follow_up(here.follow_ups[0].id, Answer::Remark(answer))?;
        let document = tx.add_document(id, "参考資料", "費用の内訳")?;
        let base = tx.row_version(Entity::Document, document.0)?;
        tx.attach_original(document, base, Some(&original))
    });
    let mut better = draft.clone();
    better.remarks[1].body = "窓口の電子化を、さらに進める。".into();
    replace(&mut library, id, &better, Losses::Refuse).unwrap();
    let after = record(&library, id);
    let decisions: Vec<_> =
        after.decisions.iter().map(|decision| (decision.id, decision.serial, decision.status)).collect();
    assert_eq!(decisions, [(first, 1, ProposalStatus::Proposed), (second, 2, ProposalStatus::Dismissed)]);
    assert_eq!(after.decisions[0].phrase, "了承");
    assert_eq!(after.decisions[0].condition.as_deref(), Some("費用を示すこと"));
    assert_eq!(record(&library, later).decisions[0].supersedes, Some(first));
    let follow_up = &after.follow_ups[0];
    assert_eq!((follow_up.id, follow_up.state), (here.follow_ups[0].id, FollowUpState::Answered));
    assert_eq!(follow_up.answered_by, Some(answer));
    let kept = after.documents.iter().find(|document| document.label == "参考資料").unwrap();
    assert_eq!((kept.title.as_str(), kept.file_sha256.is_some()), ("費用の内訳", true));
    assert_eq!(library.store.verify().unwrap(), []);
    library.store.undo(&clerk()).unwrap();
    library.store.redo(&clerk()).unwrap();
    assert_eq!(record(&library, id), after);
}

#[test]
fn of_two_decisions_on_the_same_words_the_confirmed_one_goes_on() {
    let mut library = library();
    let mut draft = minutes("2022-04-14", Some(1));
    draft.decisions[1].agenda = 0;
    let id = import(&mut library, &draft);
    let [dismissed, confirmed] = [0, 1].map(|at| record(&library, id).decisions[at].id);
    write(&mut library.store, |tx| {
        tx.dismiss_decision(dismissed)?;
        tx.confirm_decision(confirmed, &clerk().name)
    });
    draft.decisions.pop();
    let lost = lost(&mut library, id, &draft);
    assert_eq!(lost.decisions.iter().map(|one| one.id).collect::<Vec<_>>(), [dismissed.0]);
    replace(&mut library, id, &draft, Losses::Accept).unwrap();
    let after = record(&library, id).decisions;
    assert_eq!(after.len(), 1);
    assert_eq!((after[0].id, after[0].serial, after[0].status), (confirmed, 2, ProposalStatus::Confirmed));
}

#[test]
fn what_the_new_reading_cannot_carry_is_counted() {
    let mut library = library();
    let mut draft = minutes("2022-04-14", Some(1));
    draft.decisions.pop();
    let id = import(&mut library, &draft);
    let before = record(&library, id);
    let (remark, item) = (&before.remarks[0], &before.agenda[1]);
    let bases = (version(&library, Entity::Remark, remark.id.0), version(&library, Entity::AgendaItem, item.id.0));
    let text = RemarkText { body: "手で直した言葉。".into(), ..remark.into() };
    write(&mut library.store, |tx| {
        tx.edit_remark(remark.id, bases.0, &text)?;
        tx.set_none_recorded(item.id, bases.1, true)?;
        tx.dismiss_decision(before.decisions[0].id)?;
        tx.waive(id, "rule/row/words", "このままでよい")
    });
    // The same reading carries 記録なし and the dismissal; the words by hand and the waiver go.
    let same = lost(&mut library, id, &draft);
    assert_eq!((same.remarks, same.items, same.waivers, same.decisions.len()), (1, 0, 1, 0));
    let mut other = draft.clone();
    other.agenda[1].title = "別の議題".into();
    other.decisions.clear();
    let more = lost(&mut library, id, &other);
    assert_eq!((more.remarks, more.items, more.waivers, more.decisions.len()), (1, 1, 1, 1));
    // A reading that has the words already loses nothing of them.
    let mut caught_up = draft.clone();
    caught_up.remarks[0].body = "手で直した 言葉。".into();
    assert_eq!(lost(&mut library, id, &caught_up).remarks, 0);
    replace(&mut library, id, &draft, Losses::Accept).unwrap();
    assert!(record(&library, id).agenda[1].none_recorded);
}
