//! As of any day, and as known at any moment, beside a replay of the whole change log.
//!
//! 5,000 initiatives, 20,000 decisions, 200,000 ties; 200 questions, each asked of a fresh snapshot.

#![allow(clippy::unwrap_used, clippy::cast_precision_loss)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use gijicho_model::draft::{
    DraftAgendaItem, DraftDecision, DraftInitiative, DraftMeeting, DraftRemark, MinutesDraft, TableDraft,
};
use gijicho_model::{
    DecisionId, FiscalYear, Function, InitiativeId, LinkStatus, Outcome, ProposalStatus, Relation, Side,
};
use gijicho_store::{Actor, MinutesImport, Op, OpKind, SteppingClock, Store, TableImport, TableKind};

const PLANS: i32 = 10;
const INITIATIVES: usize = 500;
const MEETINGS: i64 = 400;
const DECISIONS: usize = 50;
const TIES: usize = 200_000;
const QUESTIONS: usize = 200;
/// The replay is slow, so it answers fewer questions.
const REPLAYS: usize = 5;

fn main() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path(), Arc::new(SteppingClock::new(0, 1_000))).unwrap();
    let begun = Instant::now();
    let (initiatives, decisions) = fill(&mut store);
    println!(
        "{} initiatives, {} decisions, {TIES} ties: made in {:.1} s",
        initiatives.len(),
        decisions.len(),
        begun.elapsed().as_secs_f64()
    );
    let last = store.read().unwrap().last_seq().unwrap();
    let end = last * 1_000;
    let mut random = Random(42);
    let questions: Vec<(InitiativeId, NaiveDate, i64)> = (0..QUESTIONS)
        .map(|_| {
            let initiative = initiatives[random.below(initiatives.len())];
            (
                initiative,
                date(i64::try_from(random.below(4_000)).unwrap()),
                i64::try_from(random.below(usize::try_from(end).unwrap())).unwrap(),
            )
        })
        .collect();
    println!("{:<34} {:>8} {:>8} {:>8}", "ms", "p50", "p95", "max");
    table(
        "as of a day",
        questions
            .iter()
            .map(|&(initiative, on, _)| timed(|| store.read().unwrap().initiative_as_of(initiative, on).unwrap())),
    );
    table(
        "as of a day, known at a moment",
        questions.iter().map(|&(initiative, on, at)| {
            timed(|| store.read().unwrap().initiative_as_known(initiative, on, at).unwrap())
        }),
    );
    table(
        "replay of the log (peer)",
        questions.iter().take(REPLAYS).map(|&(_, _, at)| {
            let conn = rusqlite::Connection::open(dir.path().join("gijicho.db")).unwrap();
            timed(|| replay(&conn, at))
        }),
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let begun = Instant::now();
    black_box(work());
    begun.elapsed()
}

fn table(name: &str, times: impl Iterator<Item = Duration>) {
    let mut times: Vec<f64> = times.map(|time| time.as_secs_f64() * 1_000.0).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!("{name:<34} {:>8.2} {:>8.2} {:>8.2}", at(50), at(95), at(100));
}

/// The state of every tie at a moment, the plain way.
fn replay(conn: &rusqlite::Connection, at: i64) -> usize {
    let mut statement = conn
        .prepare(
            "SELECT c.entity_id, c.after FROM change_log c JOIN operation o ON o.seq = c.op
             WHERE o.at <= ?1 AND c.entity IN ('decision', 'decision_initiative', 'meeting') ORDER BY c.seq",
        )
        .unwrap();
    let mut rows = statement.query([at]).unwrap();
    let mut held = std::collections::HashMap::new();
    while let Some(row) = rows.next().unwrap() {
        let id: uuid::Uuid = row.get(0).unwrap();
        match row.get::<_, Option<String>>(1).unwrap() {
            Some(after) => held.insert(id, serde_json::from_str::<serde_json::Value>(&after).unwrap()),
            None => held.remove(&id),
        };
    }
    held.len()
}

fn fill(store: &mut Store) -> (Vec<InitiativeId>, Vec<DecisionId>) {
    let actor = Actor { name: "試験".into(), device: "機".into() };
    let mut initiatives = Vec::new();
    for year in 2015..2015 + PLANS {
        let draft = plan(year);
        let op = Op::new(OpKind::Import, "取込");
        let plan = store.transact(&op, &actor, |tx| tx.import_table(&draft, TableKind::Plan, &TableImport::default()));
        let plan = plan.unwrap().value.plan;
        initiatives.extend(store.read().unwrap().tree(plan).unwrap().iter().map(|node| node.id));
    }
    let mut decisions = Vec::new();
    for n in 0..MEETINGS {
        let draft = minutes(date(n * 10));
        let op = Op::new(OpKind::Import, "取込");
        let meeting = store.transact(&op, &actor, |tx| tx.import_minutes(&draft, &MinutesImport::default())).unwrap();
        let made = store.read().unwrap().decisions_of(meeting.value).unwrap();
        let made: Vec<DecisionId> = made.into_iter().map(|decision| decision.id).collect();
        let op = Op::new(OpKind::Confirm, "確認");
        store
            .transact(&op, &actor, |tx| made.iter().step_by(2).try_for_each(|id| tx.confirm_decision(*id, "試験")))
            .unwrap();
        decisions.extend(made);
    }
    let mut random = Random(7);
    let ties: Vec<(usize, usize)> =
        (0..TIES).map(|_| (random.below(decisions.len()), random.below(initiatives.len()))).collect();
    for chunk in ties.chunks(5_000) {
        let op = Op::new(OpKind::Link, "結び付け");
        let link = |tx: &mut gijicho_store::Tx<'_>| {
            chunk.iter().try_for_each(|&(decision, initiative)| {
                tx.link(decisions[decision], initiatives[initiative], Relation::Approves, LinkStatus::Confirmed)
            })
        };
        store.transact(&op, &actor, link).unwrap();
    }
    (initiatives, decisions)
}

fn date(days: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2015, 4, 1).unwrap() + chrono::TimeDelta::days(days)
}

fn plan(year: i32) -> TableDraft {
    let initiatives = (0..INITIATIVES).map(|n| DraftInitiative {
        number: (n + 1).to_string(),
        title: format!("取組その{n}"),
        ..DraftInitiative::default()
    });
    TableDraft {
        title: "試験の計画".into(),
        fiscal_year: Some(FiscalYear(year)),
        initiatives: initiatives.collect(),
        ..TableDraft::default()
    }
}

fn minutes(held_on: NaiveDate) -> MinutesDraft {
    let agenda = (0..DECISIONS).map(|n| DraftAgendaItem {
        number: (n + 1).to_string(),
        label: format!("議題{n}"),
        title: format!("第{n}の件について"),
        depth: 1,
        documents: Vec::new(),
        lines: [1, 1],
    });
    let remarks = (0..DECISIONS).map(|n| DraftRemark {
        agenda: Some(n),
        mark: Some("●".into()),
        side: Side::Presenter,
        function: Function::Explanation,
        speaker: None,
        speaker_unsure: false,
        note: None,
        body: "本件について、承認いただいた。".into(),
        lines: [1, 1],
        block_lines: vec![[1, 1]],
        span: None,
    });
    let decisions = (0..DECISIONS).map(|n| DraftDecision {
        agenda: n,
        outcome: Outcome::Approved,
        phrase: "承認".into(),
        quote: "承認いただいた".into(),
        condition: None,
        remark: n,
        status: ProposalStatus::Proposed,
    });
    MinutesDraft {
        meeting: DraftMeeting {
            title: Some("試験本部 本部員会議 概要".into()),
            body: Some("試験本部".into()),
            fiscal_year: Some(FiscalYear::of(held_on)),
            held_on: Some(held_on),
            ..DraftMeeting::default()
        },
        agenda: agenda.collect(),
        remarks: remarks.collect(),
        decisions: decisions.collect(),
        ..MinutesDraft::default()
    }
}

/// Numbers that are the same in every run (a linear congruential generator).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}
