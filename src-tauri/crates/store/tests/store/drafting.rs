//! Writing: bursts of typing, remarks cut and joined with what hangs on them, comments, waivers.

use gijicho_model::{Function, MeetingId, MeetingRecord, Outcome, RemarkId, Side, body};
use gijicho_store::{
    Entity, Losses, MinutesImport, NewComment, NewDecision, NewFollowUp, Op, OpKind, Place, RemarkText, Selection,
    StoreError,
};
use uuid::Uuid;

use crate::samples::{Library, clerk, dump, library, minutes, write};

fn imported() -> (Library, MeetingId, MeetingRecord) {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    let record = library.store.read().unwrap().meeting_record(id).unwrap();
    (library, id, record)
}

fn said(text: &str) -> RemarkText {
    RemarkText {
        mark: Some("☆".into()),
        side: Side::Member,
        function: Function::Statement,
        speaker: None,
        note: None,
        body: text.into(),
    }
}

fn version(library: &Library, entity: Entity, id: Uuid) -> i64 {
    library.store.read().unwrap().row_version(entity, id).unwrap()
}

/// A remark with one decision, one follow-up and one comment on its words.
fn quoted(library: &mut Library, id: MeetingId, record: &MeetingRecord) -> RemarkId {
    let item = record.agenda[0].id;
    write(&mut library.store, |tx| {
        let place = Place { agenda_item_id: Some(item), before: None };
        let remark = tx.insert_remark(id, &said("まず進めたい。次に、本案を承認する。早く直してほしい。"), place)?;
        tx.add_decision(&NewDecision {
            agenda_item_id: item,
            outcome: Outcome::Approved,
            phrase: "承認".into(),
            condition: None,
            evidence: vec![Selection { remark_id: remark, quote: "本案を承認する".into(), at: None }],
        })?;
        let quote = "早く直してほしい".to_owned();
        tx.add_follow_up(&NewFollowUp { remark_id: remark, quote, addressee: String::new(), due_on: None })?;
        tx.add_comment(id, &comment(Some(remark), "進めたい"))?;
        Ok(remark)
    })
    .value
}

fn comment(remark_id: Option<RemarkId>, quote: &str) -> NewComment {
    NewComment {
        remark_id, quote: quote.into(), author: "潮見".into(), text: "言い方が強い".into(), proposed: None
    }
}

#[test]
fn a_burst_of_typing_is_undone_and_redone_as_one_step() {
    let (mut library, _, record) = imported();
    let remark = record.remarks[0].id;
    let type_on = |library: &mut Library, text: &str, burst: Option<Uuid>| {
        let base = version(library, Entity::Remark, remark.0);
        let op = Op::new(OpKind::Edit, "発言の書き直し").in_burst(burst);
        library.store.transact(&op, &clerk(), |tx| tx.edit_remark(remark, base, &said(text))).unwrap();
    };
    let text = |library: &Library| library.store.read().unwrap().remark(remark).unwrap().body;
    let before = dump(library.dir.path());
    let (one, two) = (Some(Uuid::from_u128(1)), Some(Uuid::from_u128(2)));
    for part in ["か", "かわ", "かわべ"] {
        type_on(&mut library, part, one);
    }
    type_on(&mut library, "かわべの道", two);
    library.store.undo(&clerk()).unwrap();
    assert_eq!(text(&library), "かわべ", "another burst is another step");
    library.store.undo(&clerk()).unwrap();
    assert_eq!(dump(library.dir.path()), before);
    library.store.redo(&clerk()).unwrap();
    assert_eq!(text(&library), "かわべ");
    library.store.undo(&clerk()).unwrap();
    // Typing goes on under the same number after an undo: only what came after it is taken back.
    type_on(&mut library, "やま", one);
    library.store.undo(&clerk()).unwrap();
    assert_eq!(dump(library.dir.path()), before);
    assert_eq!(library.store.undo(&clerk()).unwrap().value, "編集", "the burst that was undone is passed over");
}

#[test]
fn what_hangs_on_the_words_goes_with_them_when_a_remark_is_cut_and_joined() {
    let (mut library, id, record) = imported();
    let remark = quoted(&mut library, id, &record);
    let before = dump(library.dir.path());
    let base = version(&library, Entity::Remark, remark.0);
    let second = write(&mut library.store, |tx| {
        tx.split_remark(remark, base, &said("まず進めたい。"), &said("次に、本案を承認する。早く直してほしい。"))
    })
    .value;
    let reader = library.store.read().unwrap();
    let cut = reader.meeting_record(id).unwrap();
    assert!(cut.evidence.iter().any(|one| one.remark_id == second && one.quote == "本案を承認する"));
    assert!(cut.follow_ups.iter().any(|one| one.remark_id == second));
    assert_eq!(reader.comments(id).unwrap()[0].remark_id, Some(remark));
    let order: Vec<RemarkId> = cut.remarks_of(Some(record.agenda[0].id)).map(|remark| remark.id).collect();
    assert!(order.ends_with(&[remark, second]), "the second part stands right after the first");
    drop(reader);
    assert_eq!(library.store.verify().unwrap(), []);

    let base = version(&library, Entity::Remark, second.0);
    let joined = write(&mut library.store, |tx| tx.join_remark(second, base)).value;
    assert_eq!(joined, remark);
    let whole = library.store.read().unwrap().meeting_record(id).unwrap();
    let text = whole.remarks.iter().find(|one| one.id == remark).map(|one| body::plain(&one.body));
    assert_eq!(text.as_deref(), Some("まず進めたい。\n次に、本案を承認する。早く直してほしい。"));
    assert!(whole.evidence.iter().any(|one| one.remark_id == remark));
    assert!(whole.follow_ups.iter().any(|one| one.remark_id == remark));
    assert_eq!(library.store.verify().unwrap(), []);
    library.store.undo(&clerk()).unwrap();
    library.store.undo(&clerk()).unwrap();
    assert_eq!(dump(library.dir.path()), before);
}

#[test]
fn a_quotation_that_is_cut_in_two_is_reported_and_never_moved() {
    let (mut library, id, record) = imported();
    let remark = quoted(&mut library, id, &record);
    let base = version(&library, Entity::Remark, remark.0);
    write(&mut library.store, |tx| {
        tx.split_remark(remark, base, &said("まず進めたい。次に、本案を"), &said("承認する。早く直してほしい。"))
    });
    let cut = library.store.read().unwrap().meeting_record(id).unwrap();
    assert!(cut.evidence.iter().any(|one| one.remark_id == remark && one.quote == "本案を承認する"));
    assert_eq!(library.store.verify().unwrap().len(), 1, "the evidence is broken, and said to be");
}

#[test]
fn evidence_stays_with_its_own_place_where_the_same_words_stand_twice() {
    let (mut library, id, record) = imported();
    let remark = quoted(&mut library, id, &record);
    let decision = record.decisions[0].id;
    // 「承認する」 twice; the second is the one that is meant.
    let twice = "本案を承認する。次の案も承認する。";
    let base = version(&library, Entity::Remark, remark.0);
    write(&mut library.store, |tx| {
        tx.edit_remark(remark, base, &said(twice))?;
        tx.add_evidence(decision, &Selection { remark_id: remark, quote: "承認する".into(), at: Some(12) })
    });
    let place = |library: &Library| {
        let now = library.store.read().unwrap().meeting_record(id).unwrap();
        let one = now.evidence.into_iter().find(|one| one.quote == "承認する").unwrap();
        (one.remark_id, one.prefix, one.suffix)
    };
    let base = version(&library, Entity::Remark, remark.0);
    let second = write(&mut library.store, |tx| {
        tx.split_remark(remark, base, &said("本案を承認する。"), &said("次の案も承認する。"))
    })
    .value;
    assert_eq!(place(&library), (second, "次の案も".to_owned(), "。".to_owned()));
    let base = version(&library, Entity::Remark, second.0);
    write(&mut library.store, |tx| tx.join_remark(second, base));
    assert_eq!(place(&library), (remark, "本案を承認する。\n次の案も".to_owned(), "。".to_owned()));
}

#[test]
fn a_comment_follows_its_words_and_outlives_them() {
    let (mut library, id, record) = imported();
    let remark = quoted(&mut library, id, &record);
    let comments = |library: &Library| library.store.read().unwrap().comments(id).unwrap();
    let base = version(&library, Entity::Remark, remark.0);
    write(&mut library.store, |tx| tx.edit_remark(remark, base, &said("それでは、まず早く進めたい。")));
    assert_eq!(comments(&library)[0].prefix, "それでは、まず早く");
    let base = version(&library, Entity::Remark, remark.0);
    write(&mut library.store, |tx| tx.delete_remark(remark, base, Losses::Accept));
    let left = comments(&library);
    assert_eq!((left[0].remark_id, left[0].quote.as_str(), left[0].settled), (None, "進めたい", false));
    write(&mut library.store, |tx| tx.settle_comment(left[0].id, left[0].row_version, "発言ごと削りました", true));
    assert!(comments(&library)[0].settled);
}

#[test]
fn a_comment_quotes_what_the_remark_holds() {
    let (mut library, id, record) = imported();
    let remark = record.remarks[0].id;
    let refused = library.store.transact(&Op::new(OpKind::Edit, "意見"), &clerk(), |tx| {
        tx.add_comment(id, &comment(Some(remark), "どこにもない言葉")).map(drop)
    });
    assert!(matches!(refused, Err(StoreError::NotInRemark(_))), "{refused:?}");
}

#[test]
fn a_finalised_meeting_takes_no_comment_but_a_waiver() {
    let (mut library, id, _) = imported();
    let op = Op::new(OpKind::Finalise, "確定");
    library.store.transact(&op, &clerk(), |tx| tx.finalise(id, "決裁を経た")).unwrap();
    let refused = library
        .store
        .transact(&Op::new(OpKind::Edit, "意見"), &clerk(), |tx| tx.add_comment(id, &comment(None, "")).map(drop));
    assert!(matches!(refused, Err(StoreError::Locked { .. })), "{refused:?}");
    write(&mut library.store, |tx| tx.waive(id, "weekday", "原本のとおり"));
    let waivers = library.store.read().unwrap().waivers(id).unwrap();
    assert_eq!(waivers.get("weekday").map(String::as_str), Some("原本のとおり"));
    write(&mut library.store, |tx| tx.withdraw_waiver(id, "weekday"));
    assert!(library.store.read().unwrap().waivers(id).unwrap().is_empty());
}
