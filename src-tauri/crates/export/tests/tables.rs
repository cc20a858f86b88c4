//! The tables that are handed out: what stands in which row and column.

#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong, and says where")]

mod common;

use chrono::NaiveDate;
use gijicho_export::table::{Content, Row, Table};
use gijicho_export::tables::{
    DecisionLine, FollowUpLine, FoundLine, Heading, HistoryOf, Period, PlanRecord, annual_plan, by_meeting,
    decision_list, follow_ups, found, history, progress,
};
use gijicho_model::{
    Activity, ActivityId, FiscalYear, FollowUp, FollowUpId, FollowUpState, Half, Initiative, InitiativeId,
    InitiativeKind, MeetingId, Plan, PlanId, Progress, ProgressId, ProposalStatus, RemarkId, Schedule,
};
use proptest::prelude::*;
use uuid::Uuid;

fn heading() -> Heading {
    let dated = day(2024, 9, 12);
    Heading { covers: "令和６年度".into(), issuer: "県政改革課".into(), as_of: Some(dated), dated }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn id(n: u128) -> InitiativeId {
    InitiativeId(Uuid::from_u128(n))
}

fn node(n: u128, parent: Option<u128>, kind: InitiativeKind, number: &str, title: &str) -> Initiative {
    Initiative {
        id: id(n),
        plan_id: PlanId(Uuid::nil()),
        parent_id: parent.map(id),
        kind,
        position: u32::try_from(n).unwrap(),
        number: number.into(),
        title: title.into(),
        summary: String::new(),
        departments: if kind == InitiativeKind::Initiative { vec!["行政改革課".into()] } else { Vec::new() },
    }
}

fn activity(of: u128, text: &str, months: &str) -> Activity {
    Activity {
        id: ActivityId(Uuid::nil()),
        initiative_id: id(of),
        position: 0,
        text: text.into(),
        months: months.into(),
    }
}

fn phase(of: u128, year: i32, phase: &str) -> Schedule {
    Schedule { initiative_id: id(of), fiscal_year: FiscalYear(year), phase: phase.into() }
}

fn report(of: u128, when: &str, text: &str) -> Progress {
    Progress {
        id: ProgressId(Uuid::nil()),
        initiative_id: id(of),
        fiscal_year: FiscalYear(2024),
        half: Half::FirstHalf,
        position: 0,
        when: when.into(),
        text: text.into(),
        status: String::new(),
    }
}

/// A pillar with two initiatives, the first of two items.
fn plan() -> PlanRecord {
    PlanRecord {
        plan: Plan {
            id: PlanId(Uuid::nil()),
            title: "青海県県政改革計画".into(),
            fiscal_year: FiscalYear(2024),
            issued_on: None,
            issued_by: String::new(),
        },
        nodes: vec![
            node(1, None, InitiativeKind::Pillar, "Ⅰ", "県民に近い県庁"),
            node(2, Some(1), InitiativeKind::Initiative, "1", "一度で済む窓口"),
            node(3, Some(2), InitiativeKind::Item, "", "予約"),
            node(4, Some(2), InitiativeKind::Item, "", "電話"),
            node(5, Some(1), InitiativeKind::Initiative, "2", "紙を減らす"),
        ],
        activities: vec![activity(3, "予約の受付を始める", "6月～1月"), activity(5, "様式をそろえる", "")],
        schedule: vec![
            phase(3, 2024, "検討"),
            phase(3, 2025, "実施"),
            phase(3, 2026, "実施"),
            phase(4, 2026, "実施"),
            phase(5, 2024, "順次実施"),
        ],
        progress: vec![report(2, "R6.7-8", "予約の画面を作った"), report(4, "", "係を置いた")],
    }
}

/// A table as text: a line a row, cells apart by `|`, their spans behind them.
fn drawn(table: &Table) -> String {
    assert!(table.is_rectangular());
    let mut out = format!("{}\n{}\n", table.title, table.lead.join(" / "));
    let headings = table.columns.iter().map(|column| format!("{}{}", column.group, column.heading));
    out.push_str(&(headings.collect::<Vec<_>>().join(" | ") + "\n"));
    for row in &table.rows {
        let line = match row {
            Row::Heading { level, text } => format!("{} {text}", "#".repeat(*level as usize)),
            Row::Cells { cells } => {
                let cells = cells.iter().map(|cell| {
                    let span = if (cell.across, cell.down) == (1, 1) {
                        String::new()
                    } else {
                        format!(" [{}x{}]", cell.across, cell.down)
                    };
                    let bar = if matches!(cell.content, Content::Bar { .. }) { "=" } else { "" };
                    format!("{bar}{}{bar}{span}", cell.content.plain().replace('\n', " / "))
                });
                cells.collect::<Vec<_>>().join(" | ")
            }
        };
        out.push_str(&(line + "\n"));
    }
    out + &table.notes.join("\n")
}

#[test]
fn every_decision_has_a_row_and_every_item_without_one_too() {
    let lines = DecisionLine::of(&common::record());
    insta::assert_snapshot!("decision_list", drawn(&decision_list(&lines, &heading())));
    insta::assert_snapshot!("by_meeting", drawn(&by_meeting(&lines, &heading())));
}

#[test]
fn a_dismissed_proposal_is_in_no_table() {
    let mut lines = DecisionLine::of(&common::record());
    for line in &mut lines {
        line.status = ProposalStatus::Dismissed;
    }
    assert!(decision_list(&lines, &heading()).rows.is_empty());
    assert!(by_meeting(&lines, &heading()).rows.is_empty());
}

#[test]
fn years_of_the_same_phase_are_one_bar() {
    insta::assert_snapshot!(drawn(&annual_plan(&plan(), &heading())));
}

#[test]
fn progress_stands_beside_what_the_plan_says() {
    let period = Period { fiscal_year: FiscalYear(2024), half: Half::FirstHalf };
    insta::assert_snapshot!(drawn(&progress(&plan(), period, &heading())));
}

#[test]
fn decisions_and_reports_of_an_initiative_stand_in_the_order_of_time() {
    let plan = plan();
    let of = |n: usize, decisions: Vec<DecisionLine>| HistoryOf {
        initiative: plan.nodes[n].clone(),
        path: vec!["Ⅰ 県民に近い県庁".into()],
        decisions,
        progress: plan
            .progress
            .iter()
            .filter(|report| n == 1 && report.initiative_id == plan.nodes[n].id)
            .cloned()
            .collect(),
    };
    let decided = DecisionLine::of(&common::record()).into_iter().take(1).collect();
    insta::assert_snapshot!(drawn(&history(&[of(1, decided), of(4, Vec::new())], &heading())));
}

#[test]
fn a_follow_up_says_of_whom_it_was_asked_and_what_became_of_it() {
    let line = |status, state, due_on, answered: &str| FollowUpLine {
        follow_up: FollowUp {
            id: FollowUpId(Uuid::nil()),
            meeting_id: MeetingId(Uuid::nil()),
            remark_id: RemarkId(Uuid::nil()),
            quote: "電話の受け手も含めて考えてもらいたい。".into(),
            addressee: "県民生活部".into(),
            due_on,
            state,
            status,
            answered_by: None,
            answered_by_progress: None,
        },
        label: "R6-2".into(),
        held_on: day(2024, 9, 12),
        agenda: "議題１ 窓口".into(),
        asked_by: "鳴海県民生活部長".into(),
        answered: answered.into(),
    };
    let lines = [
        line(ProposalStatus::Proposed, FollowUpState::Open, None, ""),
        line(ProposalStatus::Confirmed, FollowUpState::Answered, Some(day(2025, 3, 31)), "R6-3（R6.11.5）"),
        line(ProposalStatus::Dismissed, FollowUpState::Open, None, ""),
    ];
    insta::assert_snapshot!(drawn(&follow_ups(&lines, &heading())));
}

#[test]
fn search_results_say_of_how_many_they_are() {
    let line = FoundLine {
        kind: "発言".into(),
        label: "R6-2".into(),
        held_on: Some(day(2024, 9, 12)),
        heading: "議題１ 窓口".into(),
        speaker: "☆鳴海県民生活部長".into(),
        words: "電話の受け手も含めて".into(),
    };
    insta::assert_snapshot!(drawn(&found("電話", &[line], 12, &heading())));
}

fn any_plan() -> impl Strategy<Value = PlanRecord> {
    let nodes = proptest::collection::vec((0usize..12, 0usize..3, "[\\PC]{0,8}"), 0..12);
    let marks = proptest::collection::vec((0u128..14, 2020i32..2060, "[検討実施 ]{0,2}"), 0..30);
    (nodes, marks).prop_map(|(nodes, marks)| {
        let kind = [InitiativeKind::Pillar, InitiativeKind::Initiative, InitiativeKind::Item];
        let nodes = nodes.into_iter().enumerate().map(|(i, (parent, of_kind, title))| {
            // Any node may be named as the one above, even itself or one further down.
            node(i as u128, (parent < 9).then_some(parent as u128), kind[of_kind], "", &title)
        });
        PlanRecord {
            nodes: nodes.collect(),
            activities: marks.iter().map(|(of, _, text)| activity(*of, text, "")).collect(),
            schedule: marks.iter().map(|(of, year, text)| phase(*of, *year, text)).collect(),
            progress: marks.iter().map(|(of, _, text)| report(*of, "", text)).collect(),
            ..plan()
        }
    })
}

proptest! {
    #[test]
    fn every_row_of_a_plan_fills_the_columns(plan in any_plan()) {
        prop_assert!(annual_plan(&plan, &heading()).is_rectangular());
        let period = Period { fiscal_year: FiscalYear(2024), half: Half::FirstHalf };
        prop_assert!(progress(&plan, period, &heading()).is_rectangular());
    }
}
