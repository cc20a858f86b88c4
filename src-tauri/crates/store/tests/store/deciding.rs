//! The words that carry decisions when they are gone, what answers a follow-up, and what waits.

use gijicho_model::{EvidenceState, FollowUpState, Half, LinkStatus, MeetingId, Relation};
use gijicho_store::{
    Answer, DecisionEdit, Entity, InitiativeFilter, MinutesImport, RemarkText, Selection, TableImport, TableKind,
    WaitingKind,
};

use crate::samples::{Library, clerk, day, dump, library, minutes, plan, progress, write};

fn imported() -> (Library, MeetingId) {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let id = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    (library, id)
}

/// Rewrites the remark that decides both items.
fn rewrite(library: &mut Library, meeting: MeetingId, body: &str) {
    let remark = library.record(meeting).remarks[4].clone();
    let base = library.version(Entity::Remark, remark.id.0);
    let text = RemarkText { body: body.into(), ..(&remark).into() };
    write(&mut library.store, |tx| tx.edit_remark(remark.id, base, &text));
}

#[test]
fn words_that_are_gone_are_listed_with_the_nearest_until_they_are_settled() {
    let (mut library, id) = imported();
    let today = day("2022-05-01");
    let listed = |library: &Library| library.store.read().unwrap().broken_evidence(None).unwrap();
    assert_eq!(listed(&library), []);
    rewrite(&mut library, id, "議題１と議題２の件について、承認いただいた。");
    let broken = listed(&library);
    assert_eq!(broken.len(), 2);
    let near = broken[0].nearest.clone().unwrap();
    assert_eq!(near.quote, "議題１と議題２の件について、承認いただいた");
    let reader = library.store.read().unwrap();
    assert_eq!(reader.waiting(today).unwrap().evidence_broken, 2);
    let decision = reader.decision(broken[0].evidence.decision_id).unwrap();
    assert_eq!(decision.evidence, EvidenceState::Broken);
    drop(reader);

    let before = dump(library.dir.path());
    write(&mut library.store, |tx| tx.rebind_evidence(broken[0].evidence.id, &near));
    write(&mut library.store, |tx| tx.discard_evidence(broken[1].evidence.id));
    assert_eq!(listed(&library), []);
    let reader = library.store.read().unwrap();
    let rows: Vec<_> = broken.iter().map(|one| reader.decision(one.evidence.decision_id).unwrap()).collect();
    assert_eq!((rows[0].quote.as_str(), rows[0].evidence), (near.quote.as_str(), EvidenceState::Intact));
    assert_eq!((rows[1].quote.as_str(), rows[1].evidence), ("", EvidenceState::None));
    drop(reader);
    for _ in 0..2 {
        library.store.undo(&clerk()).unwrap();
    }
    assert_eq!(dump(library.dir.path()), before);
}

#[test]
fn words_that_are_nowhere_have_no_nearest() {
    let (mut library, id) = imported();
    rewrite(&mut library, id, "以上で終わる。");
    let broken = library.store.read().unwrap().broken_evidence(Some(id)).unwrap();
    assert!(broken.len() == 2 && broken.iter().all(|one| one.nearest.is_none()), "{broken:?}");
}

#[test]
fn several_spans_carry_one_decision_and_one_remark_many() {
    let (mut library, id) = imported();
    let record = library.record(id);
    let decision = record.decisions[0].id;
    let also = Selection {
        remark_id: record.remarks[2].id, quote: "承認の前に費用も示してほしい".into(), at: None
    };
    write(&mut library.store, |tx| tx.add_evidence(decision, &also));
    let row = library.store.read().unwrap().decision(decision).unwrap();
    assert_eq!(row.remarks, [record.remarks[4].id, record.remarks[2].id]);
    assert_eq!(row.quote, record.decisions[0].quote, "the first words are the quotation");
}

#[test]
fn what_a_decision_replaces_is_told_from_both_sides() {
    let (mut library, id) = imported();
    let [older, newer] = [0, 1].map(|at| library.record(id).decisions[at].clone());
    let base = library.version(Entity::Decision, newer.id.0);
    let edit = DecisionEdit { supersedes: Some(older.id), ..(&newer).into() };
    write(&mut library.store, |tx| tx.edit_decision(newer.id, base, &edit));
    let numbers = |library: &Library| {
        let reader = library.store.read().unwrap();
        let [old, new] = [older.id, newer.id].map(|id| reader.decision(id).unwrap());
        (old.superseded_by.map(|by| by.number), new.supersedes_number)
    };
    assert_eq!(numbers(&library), (None, Some("R4-1-1".into())), "a proposal replaces nothing yet");
    write(&mut library.store, |tx| tx.confirm_decision(newer.id, "青海 花子"));
    assert_eq!(numbers(&library), (Some("R4-1-2".into()), Some("R4-1-1".into())));
}

#[test]
fn a_report_answers_a_follow_up_and_a_new_report_leaves_it_answered() {
    let (mut library, id) = imported();
    write(&mut library.store, |tx| tx.import_table(&plan(2022), TableKind::Plan, &TableImport::default()));
    let report = progress(2022, Half::FirstHalf);
    write(&mut library.store, |tx| tx.import_table(&report, TableKind::Progress, &TableImport::default()));
    let asked = library.record(id).follow_ups[0].id;
    let later = library.store.read().unwrap().after_follow_up(asked).unwrap();
    let found = later.iter().find(|one| one.text.contains("試行を始めた")).unwrap();
    write(&mut library.store, |tx| tx.answer_follow_up(asked, found.what));
    let row = library.store.read().unwrap().follow_up(asked).unwrap();
    assert_eq!(row.reported.as_ref().map(|report| report.title.as_str()), Some("窓口の電子化"));
    let on = library.store.read().unwrap().follow_ups_on(found.initiative.unwrap()).unwrap();
    assert_eq!(on.iter().map(|row| row.follow_up.id).collect::<Vec<_>>(), [asked]);

    write(&mut library.store, |tx| tx.import_table(&report, TableKind::Progress, &TableImport::default()));
    let row = library.store.read().unwrap().follow_up(asked).unwrap();
    assert_eq!((row.follow_up.state, row.reported), (FollowUpState::Answered, None));
    write(&mut library.store, |tx| tx.answer_follow_up(asked, Answer::Somewhere));
    write(&mut library.store, |tx| tx.reopen_follow_up(asked));
    assert_eq!(library.store.read().unwrap().follow_up(asked).unwrap().follow_up.state, FollowUpState::Open);
}

#[test]
fn a_number_of_what_waits_is_the_length_of_its_list() {
    let (mut library, id) = imported();
    write(&mut library.store, |tx| tx.import_table(&plan(2022), TableKind::Plan, &TableImport::default()));
    let report = progress(2022, Half::FirstHalf);
    write(&mut library.store, |tx| tx.import_table(&report, TableKind::Progress, &TableImport::default()));
    let decision = library.record(id).decisions[0].id;
    let rows = library.store.read().unwrap().initiatives(&InitiativeFilter::default()).unwrap();
    let first = rows.iter().find(|row| row.initiative.title == "窓口の電子化").unwrap().initiative.id;
    write(&mut library.store, |tx| tx.confirm_decision(decision, "青海 花子"));
    write(&mut library.store, |tx| tx.link(decision, first, Relation::Approves, LinkStatus::Confirmed));
    let check = |today: &str, undecided: u32, unreported: u32| {
        let reader = library.store.read().unwrap();
        let waiting = reader.waiting(day(today)).unwrap();
        let lists = [WaitingKind::Decision, WaitingKind::Report, WaitingKind::Actual]
            .map(|kind| reader.initiatives_waiting(kind, day(today)).unwrap().len());
        let counts = [waiting.initiatives_undecided, waiting.initiatives_unreported, waiting.indicators_unmeasured];
        assert_eq!(counts.map(|count| count as usize), lists, "{today}");
        assert_eq!((waiting.initiatives_undecided, waiting.initiatives_unreported), (undecided, unreported), "{today}");
    };
    // Initiatives 2 and 3 of the plan, and the one that only the report knows, have no decision.
    check("2022-09-30", 3, 2);
    check("2022-10-01", 3, 3);
    let tied = library.store.read().unwrap().accepted_ties(library.record(id).decisions[1].id).unwrap();
    assert_eq!(tied, [("窓口の電子化".to_owned(), "窓口の電子化について".to_owned())]);
}
