//! Edits: order, conflicts, words that follow, and deletions that are not silent.

use gijicho_model::{MeetingId, MeetingRecord, MeetingStatus, Outcome, ProposalStatus};
use gijicho_store::{
    AgendaText, Answer, DecisionEdit, Entity, Finding, Losses, MeetingEdit, MinutesImport, NewDecision, OpKind, Place,
    RemarkText, Selection, StoreError, Succession,
};

use crate::samples::{Library, clerk, day, library, minutes, try_write, write};

fn imported() -> (Library, MeetingId, MeetingRecord) {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    let record = library.store.read().unwrap().meeting_record(id).unwrap();
    (library, id, record)
}

impl Library {
    pub(crate) fn record(&self, id: MeetingId) -> MeetingRecord {
        self.store.read().unwrap().meeting_record(id).unwrap()
    }

    pub(crate) fn version(&self, entity: Entity, id: uuid::Uuid) -> i64 {
        self.store.read().unwrap().row_version(entity, id).unwrap()
    }
}

fn bodies(record: &MeetingRecord) -> Vec<String> {
    record.remarks.iter().map(|remark| remark.body.chars().take(4).collect()).collect()
}

#[test]
fn a_remark_goes_where_it_is_put() {
    let (mut library, id, record) = imported();
    let moved = record.remarks[4].id;
    let place = Place { agenda_item_id: Some(record.agenda[0].id), before: Some(record.remarks[1].id) };
    let base = library.version(Entity::Remark, moved.0);
    let committed = write(&mut library.store, |tx| tx.move_remark(moved, base, place));
    assert_eq!(committed.changes.len(), 1, "one row moves, one row changes");
    assert_eq!(bodies(&library.record(id)), ["本日はよ", "議題１と", "窓口の電", "総務部と", "紙の文書"]);
    // To the end of another item, and before the first item.
    let base = library.version(Entity::Remark, moved.0);
    let end = Place { agenda_item_id: Some(record.agenda[0].id), before: None };
    write(&mut library.store, |tx| tx.move_remark(moved, base, end));
    assert_eq!(bodies(&library.record(id)), ["本日はよ", "窓口の電", "総務部と", "議題１と", "紙の文書"]);
    let base = library.version(Entity::Remark, moved.0);
    write(&mut library.store, |tx| tx.move_remark(moved, base, Place { agenda_item_id: None, before: None }));
    assert_eq!(bodies(&library.record(id)), ["本日はよ", "議題１と", "窓口の電", "総務部と", "紙の文書"]);
    // A place that does not exist.
    let base = library.version(Entity::Remark, moved.0);
    let nowhere = Place { agenda_item_id: Some(record.agenda[1].id), before: Some(record.remarks[1].id) };
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.move_remark(moved, base, nowhere));
    assert!(matches!(refused, Err(StoreError::Invalid(_))));
}

#[test]
fn many_remarks_fit_between_two() {
    let (mut library, id, record) = imported();
    let place = Place { agenda_item_id: Some(record.agenda[0].id), before: Some(record.remarks[2].id) };
    let text = RemarkText { body: "間に".into(), ..(&record.remarks[2]).into() };
    write(&mut library.store, |tx| {
        for n in 0..60 {
            let text = RemarkText { body: format!("{n:02}"), ..text.clone() };
            tx.insert_remark(id, &text, place)?;
        }
        Ok(())
    });
    let bodies: Vec<String> = library.record(id).remarks[2..62].iter().map(|remark| remark.body.clone()).collect();
    assert_eq!(bodies, (0..60).map(|n| format!("{n:02}")).collect::<Vec<_>>());
}

#[test]
fn an_item_moves_with_its_remarks() {
    let (mut library, id, record) = imported();
    let (first, second) = (record.agenda[0].id, record.agenda[1].id);
    let base = library.version(Entity::AgendaItem, second.0);
    write(&mut library.store, |tx| tx.move_agenda_item(second, base, Some(first)));
    let record = library.record(id);
    assert_eq!(record.agenda[0].id, second);
    assert_eq!(bodies(&record), ["本日はよ", "紙の文書", "議題１と", "窓口の電", "総務部と"]);
    let text = AgendaText {
        depth: 9,
        number: String::new(),
        label: String::new(),
        title: "深すぎる".into(),
        documents: vec![],
    };
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.add_agenda_item(id, &text, None));
    assert!(matches!(refused, Err(StoreError::Invalid(invalid)) if invalid.field == "depth"));
    let base = library.version(Entity::AgendaItem, first.0);
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.delete_agenda_item(first, base, Losses::Accept));
    assert!(matches!(refused, Err(StoreError::WouldLose(lost)) if lost.remarks == 2 && lost.decisions.len() == 1));
}

#[test]
fn decisions_go_with_their_item_only_when_a_person_agrees() {
    let (mut library, id, record) = imported();
    let (first, second) = (record.agenda[0].id, record.agenda[1].id);
    for remark in record.remarks.iter().filter(|remark| remark.agenda_item_id == Some(first)) {
        let base = library.version(Entity::Remark, remark.id.0);
        let end = Place { agenda_item_id: Some(second), before: None };
        write(&mut library.store, |tx| tx.move_remark(remark.id, base, end));
    }
    let before = library.record(id);
    let base = library.version(Entity::AgendaItem, first.0);
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.delete_agenda_item(first, base, Losses::Refuse));
    assert!(matches!(refused, Err(StoreError::WouldLose(lost)) if lost.remarks == 0 && lost.decisions.len() == 1));
    assert_eq!(library.record(id), before);
    write(&mut library.store, |tx| tx.delete_agenda_item(first, base, Losses::Accept));
    let after = library.record(id);
    assert!(after.agenda.iter().all(|item| item.id != first));
    assert!(after.decisions.iter().all(|decision| decision.agenda_item_id != first));
    library.store.undo(&clerk()).unwrap();
    assert_eq!(library.record(id), before, "with its decision and evidence");
}

#[test]
fn an_edit_on_an_old_version_is_a_conflict_that_shows_all_three() {
    let (mut library, _, record) = imported();
    let remark = record.remarks[3].id;
    let base = library.version(Entity::Remark, remark.0);
    let text = |body: &str| RemarkText { body: body.into(), ..(&record.remarks[3]).into() };
    write(&mut library.store, |tx| tx.edit_remark(remark, base, &text("誰かの案")));
    let before = crate::samples::dump(library.dir.path());
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.edit_remark(remark, base, &text("私の案")));
    let Err(StoreError::Conflict(conflict)) = refused else { panic!("{refused:?}") };
    assert_eq!((conflict.entity, conflict.id), (Entity::Remark, remark.0));
    assert_eq!(conflict.base.unwrap()["body"], "紙の文書を半分にする。");
    assert_eq!(conflict.mine.unwrap()["body"], "私の案");
    assert_eq!(conflict.theirs.unwrap()["body"], "誰かの案");
    assert_eq!(crate::samples::dump(library.dir.path()), before);
}

#[test]
fn evidence_follows_its_words_and_is_broken_when_they_go() {
    let (mut library, id, record) = imported();
    let remark = record.remarks[4].clone();
    let edit = |library: &mut Library, body: &str| {
        let base = library.version(Entity::Remark, remark.id.0);
        let text = RemarkText { body: body.into(), ..(&remark).into() };
        write(&mut library.store, |tx| tx.edit_remark(remark.id, base, &text));
    };
    edit(&mut library, "以上である。議題１と議題２について、承認いただいた。");
    let evidence = library.record(id).evidence[0].clone();
    assert_eq!(evidence.prefix, "以上である。");
    let plain = "以上である。議題１と議題２について、承認いただいた。";
    assert_eq!(evidence.remark_sha256, gijicho_store::Sha256::of(plain.as_bytes()).to_string());
    assert_eq!(library.store.verify().unwrap(), []);
    edit(&mut library, "議題１と議題２は承認された。");
    assert_eq!(library.record(id).evidence[0], evidence, "left as it was");
    let findings = library.store.verify().unwrap();
    assert!(findings.iter().all(|f| matches!(f, Finding::Evidence { remark: r, .. } if *r == remark.id)));
    assert_eq!(findings.len(), 2);
}

#[test]
fn a_remark_that_carries_words_is_not_deleted_in_silence() {
    let (mut library, id, record) = imported();
    let remark = record.remarks[4].id;
    let base = library.version(Entity::Remark, remark.0);
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.delete_remark(remark, base, Losses::Refuse));
    let Err(StoreError::WouldLose(lost)) = refused else { panic!("{refused:?}") };
    assert_eq!(lost.decisions.iter().map(|d| d.label.as_str()).collect::<Vec<_>>(), ["R4-1-1", "R4-1-2"]);
    assert_eq!(library.record(id), record);
    write(&mut library.store, |tx| tx.delete_remark(remark, base, Losses::Accept));
    let after = library.record(id);
    assert_eq!((after.remarks.len(), after.evidence.len(), after.decisions.len()), (4, 0, 2));

    let asking = record.remarks[2].id;
    let base = library.version(Entity::Remark, asking.0);
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.delete_remark(asking, base, Losses::Refuse));
    assert!(matches!(refused, Err(StoreError::WouldLose(lost)) if lost.follow_ups.len() == 1));
    // Nothing hangs on the first one.
    let first = record.remarks[0].id;
    let base = library.version(Entity::Remark, first.0);
    write(&mut library.store, |tx| tx.delete_remark(first, base, Losses::Refuse));
}

#[test]
fn a_remark_that_answers_elsewhere_is_not_deleted_in_silence() {
    let (mut library, _, record) = imported();
    let later = minutes("2022-05-12", Some(2));
    let later = write(&mut library.store, |tx| tx.import_minutes(&later, &MinutesImport::default())).value;
    let answer = library.record(later).remarks[3].id;
    let asked = record.follow_ups[0].id;
    write(&mut library.store, |tx| tx.answer_follow_up(asked, Answer::Remark(answer)));
    let base = library.version(Entity::Remark, answer.0);
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.delete_remark(answer, base, Losses::Refuse));
    assert!(matches!(refused, Err(StoreError::WouldLose(lost)) if lost.follow_ups[0].id == asked.0));
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.delete_meeting(later, Losses::Refuse));
    assert!(matches!(refused, Err(StoreError::WouldLose(_))));
    write(&mut library.store, |tx| tx.delete_meeting(later, Losses::Accept));
    let row = library.store.read().unwrap().follow_up(asked).unwrap();
    assert_eq!(row.follow_up.state, gijicho_model::FollowUpState::Open);
}

#[test]
fn numbers_are_gapless_and_a_dismissed_one_is_not_used_again() {
    let (mut library, id, record) = imported();
    let dismissed = record.decisions[1].id;
    write(&mut library.store, |tx| tx.dismiss_decision(dismissed));
    let new = NewDecision {
        agenda_item_id: record.agenda[1].id,
        outcome: Outcome::Continued,
        phrase: "継続".into(),
        condition: Some("費用を示すことを条件に".into()),
        evidence: vec![Selection { remark_id: record.remarks[3].id, quote: "半分".into(), at: Some(5) }],
    };
    let added = write(&mut library.store, |tx| tx.add_decision(&new)).value;
    let now = library.record(id);
    assert_eq!(now.decisions.iter().map(|d| d.serial).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(now.decisions[1].status, ProposalStatus::Dismissed);
    assert_eq!(now.decisions[2].confirmed_by, Some(clerk().name));
    assert_eq!(now.decision_number(&now.decisions[2]), "R4-1-3");
    let row = library.store.read().unwrap().decision(added).unwrap();
    assert_eq!((row.quote.as_str(), row.remarks.as_slice()), ("半分", &[record.remarks[3].id][..]));
    assert_eq!(library.store.verify().unwrap(), []);
    let none = NewDecision { outcome: Outcome::NoneRecorded, ..new.clone() };
    assert!(matches!(
        try_write(&mut library.store, OpKind::Edit, |tx| tx.add_decision(&none)),
        Err(StoreError::Invalid(_))
    ));
    let wrong = NewDecision {
        evidence: vec![Selection { quote: "言っていない".into(), ..new.evidence[0].clone() }],
        ..new
    };
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.add_decision(&wrong));
    assert!(matches!(refused, Err(StoreError::NotInRemark(_))));
}

#[test]
fn a_decision_is_confirmed_by_name_and_edited_by_version() {
    let (mut library, id, record) = imported();
    let decision = record.decisions[0].id;
    write(&mut library.store, |tx| tx.confirm_decision(decision, "青海 花子"));
    let confirmed = library.record(id).decisions[0].clone();
    assert_eq!(confirmed.confirmed_by.as_deref(), Some("青海 花子"));
    assert!(confirmed.confirmed_at.is_some());
    let again = write(&mut library.store, |tx| tx.confirm_decision(decision, "別の人"));
    assert!(again.changes.is_empty(), "it stays as it was confirmed");
    let base = library.version(Entity::Decision, decision.0);
    let edit = DecisionEdit { outcome: Outcome::Amended, quote: "承認いただいた".into(), ..(&confirmed).into() };
    write(&mut library.store, |tx| tx.edit_decision(decision, base, &edit));
    assert_eq!(library.record(id).decisions[0].outcome, Outcome::Amended);
    let base = library.version(Entity::Decision, decision.0);
    let wrong = DecisionEdit { quote: "言っていない".into(), ..edit };
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.edit_decision(decision, base, &wrong));
    assert!(matches!(refused, Err(StoreError::NotInRemark(_))));
    let refused = try_write(&mut library.store, OpKind::Confirm, |tx| tx.confirm_decision(decision, " "));
    assert!(matches!(refused, Err(StoreError::Invalid(_))));
}

#[test]
fn a_new_date_moves_the_fiscal_year_and_links_speakers_anew() {
    let (mut library, id, record) = imported();
    write(&mut library.store, |tx| {
        let person = tx.add_person("磯部", "", "")?;
        let post = tx.add_post("デジタル課長", "")?;
        tx.add_appointment(person, post, Some(day("2022-04-01")), None).map(drop)
    });
    assert_eq!(write(&mut library.store, |tx| tx.link_speakers(id)).value, 3);
    assert!(library.record(id).remarks[1].appointment_id.is_some());
    let head =
        MeetingEdit { held_on: day("2022-03-14"), attendees: vec!["白浜知事".into()], ..(&record.meeting).into() };
    let base = library.version(Entity::Meeting, id.0);
    write(&mut library.store, |tx| tx.edit_meeting(id, base, &head));
    let now = library.record(id);
    assert_eq!(now.meeting.fiscal_year.0, 2021);
    assert_eq!(now.meeting.attendees, ["白浜知事"]);
    assert_eq!(now.remarks[1].appointment_id, None, "nobody held the post on that day");
    let base = library.version(Entity::Meeting, id.0);
    write(&mut library.store, |tx| tx.set_meeting_status(id, base, MeetingStatus::InReview));
    assert_eq!(library.record(id).meeting.status, MeetingStatus::InReview);
}

#[test]
fn bodies_succeed_each_other_without_a_loop() {
    let mut library = library();
    let (old, other, new) = write(&mut library.store, |tx| {
        let old = tx.add_body("青海県行革本部", None, None)?;
        let other = tx.add_body("青海県ICT本部", None, None)?;
        let new = tx.add_body("青海県デジタル推進本部", Some(day("2020-04-01")), None)?;
        tx.succeed_body(old, new, Succession::Merged, Some(day("2020-03-31")))?;
        tx.succeed_body(other, new, Succession::Merged, Some(day("2020-03-31")))?;
        Ok((old, other, new))
    })
    .value;
    let bodies = library.store.read().unwrap().bodies().unwrap();
    assert_eq!(bodies.iter().filter(|body| body.successor_id == Some(new)).count(), 2);
    assert_eq!(library.store.read().unwrap().body(old).unwrap().valid_to, Some(day("2020-03-31")));
    let loop_ =
        try_write(&mut library.store, OpKind::Edit, |tx| tx.succeed_body(new, other, Succession::Renamed, None));
    assert!(matches!(loop_, Err(StoreError::Invalid(_))));
}

#[test]
fn a_document_gets_its_file_and_keeps_it_when_the_minutes_are_replaced() {
    let (mut library, id, record) = imported();
    let document = record.documents[0].id;
    let original = library.store.put_original("資料１.pdf", b"%PDF").unwrap();
    write(&mut library.store, |tx| tx.attach_original(document, 1, Some(&original)));
    let draft = minutes("2022-04-14", Some(1));
    write(&mut library.store, |tx| tx.replace_meeting(id, &draft, &MinutesImport::default(), Losses::Refuse));
    assert_eq!(library.record(id).documents[0].file_sha256, Some(original.sha256.to_string()));
}
