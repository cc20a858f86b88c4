//! Fixtures: a fictional prefecture's minutes, small enough to be read at a glance.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use gijicho_model::draft::{
    DraftActivity, DraftAgendaItem, DraftDecision, DraftFollowUp, DraftInitiative, DraftMeeting, DraftProgress,
    DraftRemark, DraftSchedule, MinutesDraft, TableDraft, UnplacedLine,
};
use gijicho_model::{FiscalYear, Function, Half, HeaderLine, Legend, Outcome, ProposalStatus, Side, Speaker};
use gijicho_store::{Actor, Committed, Op, OpKind, Result, SteppingClock, Store, Tx};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// 2022-04-01 in microseconds.
pub(crate) const START: i64 = 1_648_771_200_000_000;

pub(crate) fn clock() -> Arc<SteppingClock> {
    Arc::new(SteppingClock::new(START, 1_000))
}

pub(crate) struct Library {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) store: Store,
}

/// An empty library in a folder of its own.
pub(crate) fn library() -> Library {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::create(dir.path(), clock()).unwrap();
    Library { dir, store }
}

pub(crate) fn clerk() -> Actor {
    Actor { name: "青海 花子".into(), device: "机上".into() }
}

/// One write, which must succeed.
pub(crate) fn write<T: Serialize + DeserializeOwned>(
    store: &mut Store,
    body: impl Fn(&mut Tx<'_>) -> Result<T>,
) -> Committed<T> {
    try_write(store, OpKind::Edit, body).unwrap()
}

pub(crate) fn try_write<T: Serialize + DeserializeOwned>(
    store: &mut Store,
    kind: OpKind,
    body: impl Fn(&mut Tx<'_>) -> Result<T>,
) -> Result<Committed<T>> {
    store.transact(&Op::new(kind, "編集"), &clerk(), body)
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) const BODY: &str = "青海県デジタル推進本部 本部員会議";

fn remark(agenda: Option<usize>, mark: &str, printed: (&str, &str), body: &str) -> DraftRemark {
    let (name, post) = printed;
    DraftRemark {
        agenda,
        mark: Some(mark.into()),
        side: if mark == "●" { Side::Presenter } else { Side::Member },
        function: if mark == "●" { Function::Explanation } else { Function::Opinion },
        speaker: Some(Speaker { printed: format!("{name}{post}"), name: name.into(), post: post.into() }),
        speaker_unsure: false,
        note: (mark == "●").then(|| "資料１に基づいて説明".into()),
        body: body.into(),
        lines: [10, 12],
        block_lines: vec![[11, 12]],
        span: None,
    }
}

fn decision(agenda: usize, quote: &str, remark: usize) -> DraftDecision {
    DraftDecision {
        agenda,
        outcome: Outcome::Approved,
        phrase: "承認".into(),
        quote: quote.into(),
        condition: None,
        remark,
        status: ProposalStatus::Proposed,
    }
}

/// A meeting with an opening remark, two items decided by one remark, and a follow-up.
pub(crate) fn minutes(held_on: &str, ordinal: Option<u32>) -> MinutesDraft {
    let item = |number: &str, title: &str, documents: &[&str]| DraftAgendaItem {
        number: number.into(),
        label: format!("議題{number}"),
        title: title.into(),
        depth: 1,
        documents: documents.iter().map(|label| (*label).into()).collect(),
        lines: [8, 8],
    };
    MinutesDraft {
        meeting: DraftMeeting {
            title: Some("デジタル推進本部 本部員会議 概要".into()),
            body: Some(BODY.into()),
            fiscal_year: Some(FiscalYear::of(day(held_on))),
            ordinal,
            held_on: Some(day(held_on)),
            starts_at: NaiveTime::from_hms_opt(10, 10, 0),
            ends_at: NaiveTime::from_hms_opt(10, 30, 0),
            place: Some("県庁三階会議室".into()),
            attendees: vec!["白浜知事".into(), "髙浪総務部長".into()],
            legend: Legend(vec![("●".into(), "説明".into()), ("☆".into(), "意見".into())]),
            header: vec![HeaderLine { label: "開催場所".into(), text: "県庁三階会議室".into() }],
        },
        agenda: vec![
            item("1", "窓口の電子化について", &["資料１"]),
            item("2", "紙の文書の削減について", &["資料１", "資料2-1"]),
        ],
        remarks: vec![
            remark(None, "☆", ("白浜", "知事"), "本日はよろしくお願いする。"),
            remark(
                Some(0),
                "●",
                ("磯部", "デジタル課長"),
                "窓口の電子化を進める。\n\n- 申請書を減らす。\n- 待ち時間を減らす。",
            ),
            remark(
                Some(0),
                "☆",
                ("髙浪", "総務部長"),
                "総務部と連携して取り組んでほしい。承認の前に費用も示してほしい。",
            ),
            remark(Some(1), "●", ("磯部", "デジタル課長"), "紙の文書を半分にする。"),
            remark(Some(1), "●", ("磯部", "デジタル課長"), "議題１と議題２について、承認いただいた。"),
        ],
        decisions: vec![
            decision(0, "議題１と議題２について、承認いただいた", 4),
            decision(1, "議題１と議題２について、承認いただいた", 4),
        ],
        follow_ups: vec![DraftFollowUp {
            remark: 2,
            quote: "総務部と連携して取り組んでほしい".into(),
            to: "総務部".into(),
        }],
        unplaced: vec![UnplacedLine { line: 40, text: "担当：総務課".into() }],
        ..MinutesDraft::default()
    }
}

fn initiative(number: &str, title: &str, path: &[&str]) -> DraftInitiative {
    DraftInitiative {
        number: number.into(),
        title: title.into(),
        path: path.iter().map(|heading| (*heading).into()).collect(),
        ..DraftInitiative::default()
    }
}

/// A plan of two pillars and three initiatives.
pub(crate) fn plan(fiscal_year: i32) -> TableDraft {
    let mut first = initiative("1", "窓口の電子化", &["柱Ⅰ 暮らし"]);
    first.items = vec!["申請の電子化".into(), "手数料の電子化".into()];
    first.departments = vec!["デジタル課".into(), "総務課".into()];
    first.activities = vec![
        DraftActivity {
            item: "申請の電子化".into(), text: "対象を決める".into(), months: "6月～1月".into()
        },
        DraftActivity { item: String::new(), text: "効果を測る".into(), months: "通年".into() },
    ];
    first.schedule = vec![DraftSchedule {
        item: "申請の電子化".into(),
        fiscal_year: FiscalYear(fiscal_year),
        phase: "順次実施".into(),
    }];
    TableDraft {
        title: "デジタル推進 年次計画".into(),
        fiscal_year: Some(FiscalYear(fiscal_year)),
        issued_by: "デジタル課".into(),
        initiatives: vec![
            first,
            initiative("2", "紙の文書の削減", &["柱Ⅰ 暮らし"]),
            initiative("3", "職員の育成", &["柱Ⅱ 県庁", "人"]),
        ],
        ..TableDraft::default()
    }
}

/// A report on initiative 1, and on one that the plan does not know.
pub(crate) fn progress(fiscal_year: i32, half: Half) -> TableDraft {
    let report = |text: &str| DraftProgress { when: "R4.7".into(), text: text.into(), ..DraftProgress::default() };
    let mut known = initiative("１", "窓口の 電子化", &[]);
    known.progress = vec![report("対象を三十に決めた。"), report("試行を始めた。")];
    let mut unknown = initiative("9", "地図の公開", &["柱Ⅲ 公開"]);
    unknown.progress = vec![report("地図を公開した。")];
    TableDraft {
        title: "デジタル推進 進捗状況".into(),
        fiscal_year: Some(FiscalYear(fiscal_year)),
        period: Some(half),
        initiatives: vec![known, unknown],
        ..TableDraft::default()
    }
}

/// Every row of every table but those of the log, as text.
pub(crate) fn dump(dir: &std::path::Path) -> Vec<String> {
    let conn =
        rusqlite::Connection::open_with_flags(dir.join("gijicho.db"), rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)
            .unwrap();
    let mut tables = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut lines = Vec::new();
    for table in tables.iter().filter(|table| !["change_log", "operation", "actor"].contains(&table.as_str())) {
        let mut rows = conn.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).unwrap();
        let width = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<String> = (0..width).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
            lines.push(format!("{table}: {}", values.join(" | ")));
        }
    }
    lines
}
