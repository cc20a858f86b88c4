//! Editing plans: any history of edits is undone to the byte, the tree stays a tree, and nobody
//! overwrites what they have not seen.

use std::collections::BTreeSet;

use gijicho_model::{FiscalYear, Half, IndicatorValue, InitiativeId, InitiativeKind, LinkStatus, PlanId, Relation};
use gijicho_store::{
    InitiativeRelation, InitiativeText, Losses, MinutesImport, NewPlan, OpKind, Phase, PlanContents, ReportText, Store,
    StoreError, TableImport, TableKind,
};
use proptest::prelude::*;

use crate::samples::{Library, clerk, dump, library, minutes, plan, try_write, write};

fn text(title: &str) -> InitiativeText {
    InitiativeText { title: title.into(), ..InitiativeText::default() }
}

fn imported(library: &mut Library) -> PlanId {
    let table = plan(2022);
    write(&mut library.store, |tx| tx.import_table(&table, TableKind::Plan, &TableImport::default())).value.plan
}

fn contents(store: &Store, plan: PlanId) -> PlanContents {
    store.read().unwrap().plan_contents(plan).unwrap()
}

/// The titles of a plan in order, each under as many dashes as nodes stand above it.
fn outline(store: &Store, plan: PlanId) -> Vec<String> {
    let nodes = contents(store, plan).nodes;
    nodes.iter().map(|row| format!("{}{}", "-".repeat(row.path.len()), row.initiative.title)).collect()
}

/// A plan of two pillars: a (1 with x and y, 2) and b (3).
fn small(library: &mut Library) -> (PlanId, Vec<InitiativeId>) {
    let new =
        NewPlan { title: "計画".into(), fiscal_year: FiscalYear(2024), issued_on: None, issued_by: String::new() };
    let nodes = [
        (None, InitiativeKind::Pillar, "a"),
        (Some(0), InitiativeKind::Initiative, "1"),
        (Some(1), InitiativeKind::Item, "x"),
        (Some(1), InitiativeKind::Item, "y"),
        (Some(0), InitiativeKind::Initiative, "2"),
        (None, InitiativeKind::Pillar, "b"),
        (Some(5), InitiativeKind::Initiative, "3"),
    ];
    write(&mut library.store, |tx| {
        let plan = tx.add_plan(&new)?;
        let mut ids: Vec<InitiativeId> = Vec::new();
        for (parent, kind, title) in nodes {
            let parent = parent.map(|at: usize| ids[at]);
            ids.push(tx.insert_initiative(plan, parent, None, kind, &text(title))?);
        }
        Ok((plan, ids))
    })
    .value
}

#[test]
fn a_node_moves_with_everything_below_it() {
    // Which node, under which, before which, and the outline after it; `None` for a refusal.
    type Case = (usize, Option<usize>, Option<usize>, Option<&'static str>);
    let cases: [Case; 9] = [
        (1, Some(5), None, Some("a -2 b -3 -1 --x --y")),
        (1, Some(5), Some(6), Some("a -2 b -1 --x --y -3")),
        (4, Some(0), Some(1), Some("a -2 -1 --x --y b -3")),
        (5, None, Some(0), Some("b -3 a -1 --x --y -2")),
        (3, Some(1), Some(2), Some("a -1 --y --x -2 b -3")),
        (2, Some(6), None, Some("a -1 --y -2 b -3 --x")),
        (1, None, None, Some("a -2 b -3 1 -x -y")),
        (0, Some(1), None, None),
        (2, Some(0), None, None),
    ];
    for (node, parent, before, wanted) in cases {
        let mut library = library();
        let (plan, ids) = small(&mut library);
        let base = contents(&library.store, plan).versions[&ids[node].0];
        let moved = try_write(&mut library.store, OpKind::Edit, |tx| {
            tx.move_initiative(ids[node], base, parent.map(|at| ids[at]), before.map(|at| ids[at]))
        });
        match wanted {
            Some(wanted) => {
                moved.unwrap();
                assert_eq!(outline(&library.store, plan).join(" "), wanted, "{node}");
            }
            None => assert!(matches!(moved, Err(StoreError::Invalid(_))), "{node}"),
        }
    }
}

#[test]
fn a_node_does_not_take_anything_with_it_unseen() {
    let mut library = library();
    let draft = minutes("2022-04-14", Some(1));
    let meeting = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    let plan = imported(&mut library);
    let before = contents(&library.store, plan);
    let node = before.nodes.iter().find(|row| row.initiative.kind == InitiativeKind::Initiative).unwrap();
    let (id, base) = (node.initiative.id, node.row_version);
    let decision = library.store.read().unwrap().decisions_of(meeting).unwrap()[0].id;
    write(&mut library.store, |tx| tx.link(decision, id, Relation::Approves, LinkStatus::Confirmed));
    let held = dump(library.dir.path());
    let refused = try_write(&mut library.store, OpKind::Edit, |tx| tx.delete_initiative(id, base, Losses::Refuse));
    let Err(StoreError::WouldLoseParts(lost)) = refused else { panic!("{refused:?}") };
    assert_eq!((lost.decisions.len(), lost.decisions[0].label.as_str()), (1, "R4-1-1"));
    assert!(lost.nodes > 0 && !lost.is_empty());
    assert_eq!(dump(library.dir.path()), held);
    write(&mut library.store, |tx| tx.delete_initiative(id, base, Losses::Accept));
    assert!(contents(&library.store, plan).nodes.iter().all(|row| row.initiative.id != id));
    library.store.undo(&clerk()).unwrap();
    assert_eq!(dump(library.dir.path()), held);
}

#[test]
fn nobody_overwrites_what_they_have_not_seen() {
    let mut library = library();
    let (plan, ids) = small(&mut library);
    let store = &mut library.store;
    let phase = |year, phase: &str| Phase { fiscal_year: FiscalYear(year), phase: phase.into() };
    write(store, |tx| tx.set_phases(ids[2], &[], &[phase(2024, "検討"), phase(2025, "実施")]));
    write(store, |tx| tx.set_phases(ids[2], &[phase(2024, "検討"), phase(2025, "実施")], &[phase(2025, "検討")]));
    let refused = try_write(store, OpKind::Edit, |tx| tx.set_phases(ids[2], &[], &[]));
    let Err(StoreError::Conflict(conflict)) = refused else { panic!("{refused:?}") };
    assert_eq!(conflict.theirs.unwrap()["schedule"], "R7 検討");

    let value =
        |target: &str| IndicatorValue { fiscal_year: FiscalYear(2024), target: target.into(), actual: String::new() };
    let indicator = write(store, |tx| tx.add_indicator(ids[1], "割合", "％")).value;
    write(store, |tx| tx.set_indicator_value(indicator, None, &value("40")));
    let refused = try_write(store, OpKind::Edit, |tx| tx.set_indicator_value(indicator, None, &value("50")));
    assert!(matches!(refused, Err(StoreError::Conflict(_))));
    write(store, |tx| tx.set_indicator_value(indicator, Some(&value("40")), &value("")));
    assert!(contents(store, plan).indicators[0].values.is_empty());

    let report = |status: &str| ReportText { status: status.into(), ..ReportText::default() };
    let period = (FiscalYear(2024), Half::FirstHalf);
    let made = write(store, |tx| tx.add_report(ids[1], period, &report("取組中"), None)).value;
    let base = contents(store, plan).versions[&made.0];
    write(store, |tx| tx.edit_report(made, base, &report("完了")));
    let refused = try_write(store, OpKind::Edit, |tx| tx.edit_report(made, base, &report("遅れ")));
    assert!(matches!(refused, Err(StoreError::Conflict(_))));
    let refused = try_write(store, OpKind::Edit, |tx| tx.add_report(ids[1], period, &report(" "), None));
    assert!(matches!(refused, Err(StoreError::Invalid(_))));
}

/// One edit; the numbers pick the rows it is about.
#[derive(Debug, Clone)]
enum Step {
    Add(usize, u8, String),
    Rename(usize, String),
    Move(usize, usize, Option<usize>),
    Delete(usize),
    Relate(usize, usize),
    Unrelate(usize),
    Phases(usize, Vec<(i32, String)>),
    Activity(usize, String),
    Report(usize, bool, String),
    EditReport(usize, String),
    Indicator(usize, String),
    Value(usize, i32, String),
}

fn step() -> impl Strategy<Value = Step> {
    let n = 0..12usize;
    let word = "[ -~あ-ん\\x00%'\"]{0,8}";
    prop_oneof![
        (n.clone(), 0..3u8, word).prop_map(|(at, kind, title)| Step::Add(at, kind, title)),
        (n.clone(), word).prop_map(|(at, title)| Step::Rename(at, title)),
        (n.clone(), n.clone(), proptest::option::of(n.clone())).prop_map(|(at, to, on)| Step::Move(at, to, on)),
        n.clone().prop_map(Step::Delete),
        (n.clone(), n.clone()).prop_map(|(at, to)| Step::Relate(at, to)),
        n.clone().prop_map(Step::Unrelate),
        (n.clone(), proptest::collection::vec((2020..2028, word.prop_map(String::from)), 0..5))
            .prop_map(|(at, cells)| Step::Phases(at, cells)),
        (n.clone(), word).prop_map(|(at, text)| Step::Activity(at, text)),
        (n.clone(), any::<bool>(), word).prop_map(|(at, half, text)| Step::Report(at, half, text)),
        (n.clone(), word).prop_map(|(at, text)| Step::EditReport(at, text)),
        (n.clone(), word).prop_map(|(at, name)| Step::Indicator(at, name)),
        (n, 2020..2028, word).prop_map(|(at, year, target)| Step::Value(at, year, target)),
    ]
}

fn pick<T>(list: &[T], at: usize) -> Option<&T> {
    if list.is_empty() { None } else { list.get(at % list.len()) }
}

/// Does a step; whether it changed anything.
fn done(store: &mut Store, plan: PlanId, step: &Step) -> bool {
    let held = contents(store, plan);
    let version = |id: uuid::Uuid| held.versions.get(&id).copied().unwrap_or_default();
    let node = |at: usize| pick(&held.nodes, at).map(|row| row.initiative.id);
    let result = try_write(store, OpKind::Edit, |tx| {
        let Some(first) = node(0) else { return Ok(()) };
        match step {
            Step::Add(at, kind, title) => {
                let kind =
                    [InitiativeKind::Pillar, InitiativeKind::Initiative, InitiativeKind::Item][usize::from(*kind)];
                tx.insert_initiative(plan, node(*at), None, kind, &text(title)).map(drop)
            }
            Step::Rename(at, title) => {
                let id = node(*at).unwrap_or(first);
                tx.edit_initiative(id, version(id.0), &text(title))
            }
            Step::Move(at, to, on) => {
                let id = node(*at).unwrap_or(first);
                let parent = if *to == 0 { None } else { node(*to) };
                tx.move_initiative(id, version(id.0), parent, on.and_then(node))
            }
            Step::Delete(at) => {
                let id = node(*at).unwrap_or(first);
                tx.delete_initiative(id, version(id.0), Losses::Accept)
            }
            Step::Relate(at, to) => {
                let (from, to) = (node(*at).unwrap_or(first), node(*to).unwrap_or(first));
                tx.relate_initiatives(from, to, InitiativeRelation::Details)
            }
            Step::Unrelate(at) => match pick(&held.relations, *at) {
                Some((id, tie)) if !tie.from_other => tx.unrelate_initiatives(*id, tie.other, tie.relation),
                _ => Ok(()),
            },
            Step::Phases(at, cells) => {
                let id = node(*at).unwrap_or(first);
                let seen: Vec<Phase> = held
                    .schedule
                    .iter()
                    .filter(|cell| cell.initiative_id == id)
                    .map(|cell| Phase { fiscal_year: cell.fiscal_year, phase: cell.phase.clone() })
                    .collect();
                let wanted: Vec<Phase> = cells
                    .iter()
                    .map(|(year, phase)| Phase { fiscal_year: FiscalYear(*year), phase: phase.clone() })
                    .collect();
                tx.set_phases(id, &seen, &wanted)
            }
            Step::Activity(at, text) => match pick(&held.activities, *at).filter(|_| at % 3 > 0) {
                Some(held) if at % 3 == 1 => tx.edit_activity(held.id, version(held.id.0), text, "4月～9月"),
                Some(held) => tx.delete_activity(held.id, version(held.id.0)),
                None => tx.add_activity(node(*at).unwrap_or(first), text, "通年").map(drop),
            },
            Step::Report(at, half, text) => {
                let half = if *half { Half::FirstHalf } else { Half::SecondHalf };
                let report = ReportText { text: text.clone(), ..ReportText::default() };
                tx.add_report(node(*at).unwrap_or(first), (FiscalYear(2024), half), &report, None).map(drop)
            }
            Step::EditReport(at, text) => match pick(&held.progress, *at) {
                Some(held) if text.is_empty() => tx.delete_report(held.id, version(held.id.0)),
                Some(held) => {
                    let report = ReportText { status: text.clone(), ..ReportText::default() };
                    tx.edit_report(held.id, version(held.id.0), &report)
                }
                None => Ok(()),
            },
            Step::Indicator(at, name) => match pick(&held.indicators, *at).filter(|_| at % 3 > 0) {
                Some(held) if at % 3 == 1 => tx.edit_indicator(held.id, version(held.id.0), name, "件"),
                Some(held) => tx.delete_indicator(held.id, version(held.id.0)),
                None => tx.add_indicator(node(*at).unwrap_or(first), name, "％").map(drop),
            },
            Step::Value(at, year, target) => match pick(&held.indicators, *at) {
                Some(held) => {
                    let seen = held.values.iter().find(|value| value.fiscal_year.0 == *year);
                    let actual = seen.map(|seen| seen.actual.clone()).unwrap_or_default();
                    let value = IndicatorValue { fiscal_year: FiscalYear(*year), target: target.clone(), actual };
                    tx.set_indicator_value(held.id, seen, &value)
                }
                None => Ok(()),
            },
        }
    });
    match result {
        Ok(committed) => !committed.changes.is_empty(),
        Err(StoreError::Invalid(_)) => false,
        Err(error) => panic!("{step:?}: {error:?}"),
    }
}

/// Every node stands after the one above it, and directly after what is below its elder siblings.
fn check_tree(store: &Store, plan: PlanId) {
    let nodes = store.read().unwrap().tree(plan).unwrap();
    let mut above: Vec<InitiativeId> = Vec::new();
    let mut seen = BTreeSet::new();
    for node in nodes {
        while above.last().is_some_and(|last| Some(*last) != node.parent_id) {
            above.pop();
        }
        assert_eq!(above.last().copied(), node.parent_id, "depth first");
        assert!(seen.insert(node.id));
        above.push(node.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_edits_of_a_plan_are_taken_back_and_done_again_to_the_byte(steps in proptest::collection::vec(step(), 1..16)) {
        let mut library = library();
        let plan = imported(&mut library);
        let before = dump(library.dir.path());
        let mut changed = 0;
        for step in &steps {
            changed += usize::from(done(&mut library.store, plan, step));
            check_tree(&library.store, plan);
        }
        let after = dump(library.dir.path());
        for _ in 0..changed {
            library.store.undo(&clerk()).unwrap();
        }
        prop_assert_eq!(&dump(library.dir.path()), &before);
        for _ in 0..changed {
            library.store.redo(&clerk()).unwrap();
        }
        prop_assert_eq!(&dump(library.dir.path()), &after);
    }
}

/// A meeting on a day, whose first decision bears on a node and is confirmed.
fn decided(library: &mut Library, held_on: &str, node: InitiativeId, relation: Relation) {
    let draft = minutes(held_on, None);
    let meeting = write(&mut library.store, |tx| tx.import_minutes(&draft, &MinutesImport::default())).value;
    let decision = library.store.read().unwrap().decisions_of(meeting).unwrap()[0].id;
    write(&mut library.store, |tx| tx.link(decision, node, relation, LinkStatus::Confirmed));
    write(&mut library.store, |tx| tx.confirm_decision(decision, "青海"));
}

/// The versions of a plan: the day of the decision, how many initiatives it had, what was added, gone, changed.
fn versions(library: &Library, plan: PlanId) -> Vec<String> {
    let found = library.store.read().unwrap().plan_versions(plan).unwrap();
    let line = |one: &gijicho_store::PlanVersion| {
        let [added, gone, changed] = [&one.added, &one.gone, &one.changed].map(|titles| titles.join(" "));
        format!("{} {} +[{added}] -[{gone}] ~[{changed}]", one.decision.held_on, one.initiatives)
    };
    found.iter().map(line).collect()
}

#[test]
fn a_plan_has_a_version_for_each_decision_on_it_and_a_later_edit_never_rewrites_one() {
    let mut library = library();
    let (plan, ids) = small(&mut library);
    let base = |library: &Library, id: InitiativeId| contents(&library.store, plan).versions[&id.0];
    assert_eq!(versions(&library, plan), [""; 0], "nobody has approved it");
    decided(&mut library, "2024-04-14", ids[1], Relation::Approves);
    assert_eq!(versions(&library, plan), ["2024-04-14 3 +[] -[] ~[]"]);
    // A report on it is no version of it.
    decided(&mut library, "2024-06-01", ids[1], Relation::ReportsOn);
    assert_eq!(versions(&library, plan).len(), 1);
    // 「2」 goes, 「x」 says something else, 「4」 comes; then it is approved again.
    let two = base(&library, ids[4]);
    write(&mut library.store, |tx| tx.delete_initiative(ids[4], two, Losses::Accept));
    let x = base(&library, ids[2]);
    write(&mut library.store, |tx| tx.edit_initiative(ids[2], x, &text("xx")));
    write(&mut library.store, |tx| {
        tx.insert_initiative(plan, Some(ids[5]), None, InitiativeKind::Initiative, &text("4"))
    });
    decided(&mut library, "2025-02-12", ids[1], Relation::Amends);
    let both = ["2024-04-14 3 +[] -[] ~[]", "2025-02-12 3 +[4] -[2] ~[xx]"];
    assert_eq!(versions(&library, plan), both);
    // What is edited after that belongs to no version yet, and changes none.
    let a = base(&library, ids[0]);
    write(&mut library.store, |tx| tx.edit_initiative(ids[0], a, &text("aa")));
    assert_eq!(versions(&library, plan), both);
    // What stood approved on a day is the last version decided by then.
    let found = library.store.read().unwrap().plan_versions(plan).unwrap();
    for (day, wanted) in
        [("2024-04-13", None), ("2024-04-14", Some(0)), ("2025-02-11", Some(0)), ("2025-03-01", Some(1))]
    {
        let day: chrono::NaiveDate = day.parse().unwrap();
        assert_eq!(found.iter().rposition(|one| one.decision.held_on <= day), wanted, "{day}");
    }
}
