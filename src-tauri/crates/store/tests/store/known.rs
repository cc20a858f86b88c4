//! As of a day and as known at a moment, against a brute-force replay of the change log.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use gijicho_model::{DecisionId, Half, InitiativeId, LinkStatus, MeetingId, Relation};
use gijicho_store::{DecisionEdit, Entity, InitiativeAsOf, MeetingEdit, MinutesImport, OpKind, TableImport, TableKind};
use proptest::prelude::*;
use serde_json::Value;

use crate::samples::{Library, START, clerk, day, library, minutes, plan, progress, try_write, write};

/// One thing that people do. Numbers choose among what is there.
#[derive(Debug, Clone)]
enum Deed {
    Meeting(i64),
    Report(bool),
    Link(usize, usize, bool),
    Unlink(usize, usize),
    Confirm(usize),
    Dismiss(usize),
    Reopen(usize),
    Supersede(usize, usize),
    Redate(usize, i64),
    Undo,
}

fn deed() -> impl Strategy<Value = Deed> {
    let one = 0usize..1_000;
    let days = 0i64..700;
    prop_oneof![
        1 => days.clone().prop_map(Deed::Meeting),
        1 => any::<bool>().prop_map(Deed::Report),
        6 => (one.clone(), one.clone(), any::<bool>()).prop_map(|(a, b, sure)| Deed::Link(a, b, sure)),
        1 => (one.clone(), one.clone()).prop_map(|(a, b)| Deed::Unlink(a, b)),
        6 => one.clone().prop_map(Deed::Confirm),
        1 => one.clone().prop_map(Deed::Dismiss),
        1 => one.clone().prop_map(Deed::Reopen),
        3 => (one.clone(), one.clone()).prop_map(|(a, b)| Deed::Supersede(a, b)),
        1 => (one, days).prop_map(|(a, day)| Deed::Redate(a, day)),
        1 => Just(Deed::Undo),
    ]
}

/// What there is to act on.
#[derive(Default)]
struct There {
    meetings: Vec<MeetingId>,
    decisions: Vec<DecisionId>,
    initiatives: Vec<InitiativeId>,
}

fn date(days: i64) -> NaiveDate {
    day("2022-04-01") + chrono::TimeDelta::days(days)
}

/// Does it; what is refused (a date taken, nothing to undo) leaves the history as it was.
fn act(library: &mut Library, there: &mut There, deed: &Deed) {
    let pick = |list: &[DecisionId], at: usize| (!list.is_empty()).then(|| list[at % list.len()]);
    let store = &mut library.store;
    match *deed {
        Deed::Meeting(days) => {
            let draft = minutes(&date(days).to_string(), None);
            let id = write(store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
            there.meetings.push(id);
            there.decisions.extend(store.read().unwrap().decisions_of(id).unwrap().iter().map(|decision| decision.id));
        }
        Deed::Report(second) => {
            let report = progress(2022, if second { Half::SecondHalf } else { Half::FirstHalf });
            drop(try_write(store, OpKind::Import, |tx| {
                tx.import_table(&report, TableKind::Progress, &TableImport::default())
            }));
        }
        Deed::Link(decision, initiative, sure) => {
            let Some(decision) = pick(&there.decisions, decision) else { return };
            let initiative = there.initiatives[initiative % there.initiatives.len()];
            let status = if sure { LinkStatus::Confirmed } else { LinkStatus::Proposed };
            drop(try_write(store, OpKind::Link, |tx| tx.link(decision, initiative, Relation::Approves, status)));
        }
        Deed::Unlink(decision, initiative) => {
            let Some(decision) = pick(&there.decisions, decision) else { return };
            let initiative = there.initiatives[initiative % there.initiatives.len()];
            drop(try_write(store, OpKind::Link, |tx| tx.unlink(decision, initiative)));
        }
        Deed::Confirm(decision) | Deed::Dismiss(decision) | Deed::Reopen(decision) => {
            let Some(decision) = pick(&there.decisions, decision) else { return };
            drop(try_write(store, OpKind::Confirm, |tx| match deed {
                Deed::Confirm(_) => tx.confirm_decision(decision, &clerk().name),
                Deed::Dismiss(_) => tx.dismiss_decision(decision),
                _ => tx.reopen_decision(decision),
            }));
        }
        Deed::Supersede(newer, older) => {
            let (Some(newer), Some(older)) = (pick(&there.decisions, newer), pick(&there.decisions, older)) else {
                return;
            };
            let reader = store.read().unwrap();
            let Ok(row) = reader.decision(newer) else { return };
            let known = reader.decisions_of(row.meeting_id).unwrap();
            let Some(known) = known.iter().find(|decision| decision.id == newer) else { return };
            let edit = DecisionEdit { supersedes: Some(older), ..known.into() };
            drop(reader);
            drop(try_write(store, OpKind::Edit, |tx| tx.edit_decision(newer, row.row_version, &edit)));
        }
        Deed::Redate(meeting, days) => {
            let Some(&meeting) = there.meetings.get(meeting % there.meetings.len().max(1)) else { return };
            let reader = store.read().unwrap();
            let Ok(held) = reader.meeting(meeting) else { return };
            let base = reader.row_version(Entity::Meeting, meeting.0).unwrap();
            drop(reader);
            let edit = MeetingEdit { held_on: date(days), ..(&held).into() };
            drop(try_write(store, OpKind::Edit, |tx| tx.edit_meeting(meeting, base, &edit)));
        }
        Deed::Undo => {
            drop(store.undo(&clerk()));
            // The plan that is asked about stays, however often a history takes back what it did.
            let is_gone = store.read().unwrap().initiative_row(there.initiatives[0]).is_err();
            if is_gone {
                store.redo(&clerk()).unwrap();
            }
        }
    }
}

/// Every row as the log had it at a moment, read from the first change on.
struct Replay(BTreeMap<(String, String), Value>);

impl Replay {
    fn at(library: &Library, moment: i64) -> Self {
        let conn = rusqlite::Connection::open(library.dir.path().join("gijicho.db")).unwrap();
        let mut statement = conn
            .prepare(
                "SELECT c.entity, hex(c.entity_id), c.after FROM change_log c JOIN operation o ON o.seq = c.op
                 WHERE o.at <= ?1 ORDER BY c.seq",
            )
            .unwrap();
        let mut rows = statement.query([moment]).unwrap();
        let mut held = BTreeMap::new();
        while let Some(row) = rows.next().unwrap() {
            let key = (row.get(0).unwrap(), row.get(1).unwrap());
            match row.get::<_, Option<String>>(2).unwrap() {
                Some(after) => held.insert(key, serde_json::from_str(&after).unwrap()),
                None => held.remove(&key),
            };
        }
        Self(held)
    }

    fn all<'a>(&'a self, entity: &'a str) -> impl Iterator<Item = &'a Value> {
        self.0.iter().filter(move |((kind, _), _)| kind == entity).map(|(_, row)| row)
    }

    fn row(&self, entity: &str, id: &Value) -> &Value {
        &self.0[&(entity.to_owned(), id.as_str().unwrap().to_owned())]
    }

    /// Ids of decisions that stood, were replaced, waited, came later; and texts of reports.
    fn as_of(&self, initiative: InitiativeId, on: NaiveDate) -> [BTreeSet<String>; 5] {
        let wanted = initiative.0.simple().to_string().to_uppercase();
        let held_on = |decision: &Value| -> NaiveDate {
            self.row("meeting", &decision["meeting_id"])["held_on"].as_str().unwrap().parse().unwrap()
        };
        let mut found: [BTreeSet<String>; 5] = Default::default();
        for tie in self.all("decision_initiative").filter(|tie| tie["initiative_id"] == wanted.as_str()) {
            let decision = self.row("decision", &tie["decision_id"]);
            let is_settled = decision["status"] == "confirmed" && tie["status"] == "confirmed";
            let is_replaced = self.all("decision").any(|newer| {
                newer["supersedes"] == decision["id"] && newer["status"] == "confirmed" && held_on(newer) <= on
            });
            let place = match () {
                () if decision["status"] == "dismissed" => continue,
                () if held_on(decision) > on => 3,
                () if !is_settled => 2,
                () if is_replaced => 1,
                () => 0,
            };
            found[place].insert(decision["id"].as_str().unwrap().to_owned());
        }
        for report in self.all("progress").filter(|report| report["initiative_id"] == wanted.as_str()) {
            let last = if report["half"] == "first-half" { "2022-09-30" } else { "2023-03-31" };
            if day(report["reported_on"].as_str().unwrap_or(last)) <= on {
                found[4].insert(report["id"].as_str().unwrap().to_owned());
            }
        }
        found
    }
}

fn ids_of(found: &InitiativeAsOf) -> [BTreeSet<String>; 5] {
    let hex = |id: &uuid::Uuid| id.simple().to_string().to_uppercase();
    let decisions =
        |rows: &[gijicho_store::DecisionRow]| rows.iter().map(|row| hex(&row.id.unwrap().0)).collect::<BTreeSet<_>>();
    [
        decisions(&found.standing),
        decisions(&found.replaced),
        decisions(&found.pending),
        decisions(&found.later),
        found.progress.iter().map(|report| hex(&report.id.0)).collect(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]

    /// A thousand questions in all: ten histories, a hundred days and moments each.
    #[test]
    fn any_day_as_known_at_any_moment_agrees_with_a_replay_of_the_log(
        deeds in prop::collection::vec(deed(), 120),
        questions in prop::collection::vec((any::<prop::sample::Index>(), 0i64..760, any::<prop::sample::Index>()), 100),
    ) {
        let mut library = library();
        let mut there = There::default();
        let table = plan(2022);
        let done = write(&mut library.store, |tx| tx.import_table(&table, TableKind::Plan, &TableImport::default())).value;
        let nodes = library.store.read().unwrap().tree(done.plan).unwrap();
        there.initiatives = nodes.iter().map(|node| node.id).collect();
        for deed in [Deed::Meeting(13), Deed::Meeting(200)].iter().chain(&deeds) {
            act(&mut library, &mut there, deed);
        }
        let end = 1_000 * 2_000;
        for (initiative, days, moment) in &questions {
            let initiative = there.initiatives[initiative.index(there.initiatives.len())];
            let (on, moment) = (date(*days), START + i64::try_from(moment.index(end)).unwrap());
            let reader = library.store.read().unwrap();
            let known = reader.initiative_as_known(initiative, on, moment).unwrap();
            prop_assert_eq!(ids_of(&known), Replay::at(&library, moment).as_of(initiative, on), "known at {}", moment);
            let today = reader.initiative_as_of(initiative, on).unwrap();
            prop_assert_eq!(ids_of(&today), Replay::at(&library, i64::MAX).as_of(initiative, on));
        }
    }
}

#[test]
fn a_correction_does_not_rewrite_what_was_known_before() {
    let mut library = library();
    let (draft, table) = (minutes("2022-04-14", Some(1)), plan(2022));
    let done = write(&mut library.store, |tx| tx.import_table(&table, TableKind::Plan, &TableImport::default())).value;
    let initiative = library.store.read().unwrap().tree(done.plan).unwrap()[1].id;
    let meeting = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    let decision = library.store.read().unwrap().decisions_of(meeting).unwrap()[0].id;
    write(&mut library.store, |tx| {
        tx.confirm_decision(decision, &clerk().name)?;
        tx.link(decision, initiative, Relation::Approves, LinkStatus::Confirmed)
    });
    let before = library.store.read().unwrap().decision(decision).unwrap().confirmed_at.unwrap() + 500;
    let held = library.store.read().unwrap().meeting(meeting).unwrap();
    let base = library.store.read().unwrap().row_version(Entity::Meeting, meeting.0).unwrap();
    let edit = MeetingEdit { held_on: day("2022-04-15"), ..(&held).into() };
    write(&mut library.store, |tx| tx.edit_meeting(meeting, base, &edit));

    let reader = library.store.read().unwrap();
    let known = reader.initiative_as_known(initiative, day("2022-04-14"), before).unwrap();
    assert_eq!((known.standing.len(), known.standing[0].held_on), (1, day("2022-04-14")));
    assert_eq!(known.standing[0].quote, "議題１と議題２について、承認いただいた");
    assert_eq!(reader.initiative_as_of(initiative, day("2022-04-14")).unwrap().standing.len(), 0);
    assert_eq!(reader.initiative_as_known(initiative, day("2022-04-14"), START - 1).unwrap().later.len(), 0);
}
