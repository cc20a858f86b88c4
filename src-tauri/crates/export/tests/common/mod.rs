//! Records of a fictional prefecture (青海県) to export.

#![allow(clippy::unwrap_used, reason = "a sample that cannot be built fails its test")]

use chrono::{NaiveDate, NaiveTime};
use gijicho_model::{
    AgendaItem, AgendaItemId, Body, BodyId, Decision, DecisionId, FiscalYear, Function, HeaderLine, Legend, Meeting,
    MeetingId, MeetingRecord, MeetingStatus, Outcome, ProposalStatus, Remark, RemarkId, Side, Speaker,
};

/// A meeting with everything that the printed form knows.
pub(crate) fn record() -> MeetingRecord {
    let mut record = empty(Some("令和６年度 第２回青海県県政推進本部 本部員会議 概要"));
    record.meeting.header = [
        ("開催日時", "令和６年９月１２日（木）９時３０分～１０時１５分"),
        ("開催場所", "県庁本庁舎３階 特別会議室"),
        ("議事概要", "以下のとおり（●提出部局の説明・回答、☆意見・質問）"),
    ]
    .map(|(label, text)| HeaderLine { label: label.into(), text: text.into() })
    .to_vec();
    say(
        &mut record,
        None,
        "●",
        "柏木業務改革局長",
        None,
        "窓口の見直しを４月から進めてきた。本日はその計画（案）を諮る。",
    );
    let first = item(&mut record, "1", "議題１", "窓口業務の見直し計画（案）について");
    say(
        &mut record,
        Some(first),
        "●",
        "西浜業務改善課長",
        Some("資料１に基づいて説明"),
        "県の窓口は、本庁と８つの県民局をあわせて２６か所ある。\n\n- 予約、相談、受取りの順に見直す。\n- 様式を一つにそろえる。\n\n（予約画面のデモンストレーション）",
    );
    say(&mut record, Some(first), "☆", "鳴海県民生活部長", None, "電話の受け手も含めて考えてもらいたい。");
    say(
        &mut record,
        Some(first),
        "●",
        "柏木業務改革局長",
        None,
        "窓口の見直しについては原案のとおり承認いただいたものとする。",
    );
    let second = item(&mut record, "2", "", "県庁 DX の進み具合について");
    say(
        &mut record,
        Some(second),
        "●",
        "髙瀬デジタル推進課長",
        Some("資料２－１に基づいて説明"),
        "目標は 80% である。",
    );
    decide(&mut record, first, Outcome::Approved, "原案のとおり承認いただいた");
    record
}

/// A meeting without items and remarks.
pub(crate) fn empty(title: Option<&str>) -> MeetingRecord {
    let id = MeetingId(uuid::Uuid::from_u128(1));
    let body_id = BodyId(uuid::Uuid::from_u128(2));
    let held_on = NaiveDate::from_ymd_opt(2024, 9, 12).unwrap();
    MeetingRecord {
        meeting: Meeting {
            id,
            body_id,
            title: title.map(str::to_owned),
            fiscal_year: FiscalYear::of(held_on),
            ordinal: Some(2),
            held_on,
            starts_at: NaiveTime::from_hms_opt(9, 30, 0),
            ends_at: NaiveTime::from_hms_opt(10, 15, 0),
            place: Some("県庁本庁舎３階 特別会議室".into()),
            attendees: Vec::new(),
            legend: Legend(vec![("●".into(), "提出部局の説明・回答".into()), ("☆".into(), "意見・質問".into())]),
            header: Vec::new(),
            status: MeetingStatus::Draft,
        },
        body: Body {
            id: body_id,
            name: "青海県県政推進本部 本部員会議".into(),
            valid_from: None,
            valid_to: None,
            successor_id: None,
        },
        agenda: Vec::new(),
        remarks: Vec::new(),
        documents: Vec::new(),
        decisions: Vec::new(),
        evidence: Vec::new(),
        links: Vec::new(),
        follow_ups: Vec::new(),
    }
}

/// Adds an item of the agenda.
pub(crate) fn item(record: &mut MeetingRecord, number: &str, label: &str, title: &str) -> AgendaItemId {
    let position = u32::try_from(record.agenda.len()).unwrap();
    let id = AgendaItemId(uuid::Uuid::from_u128(100 + u128::from(position)));
    record.agenda.push(AgendaItem {
        id,
        meeting_id: record.meeting.id,
        position,
        depth: 1,
        number: number.into(),
        label: label.into(),
        title: title.into(),
        documents: Vec::new(),
        none_recorded: false,
    });
    id
}

/// Adds a remark.
pub(crate) fn say(
    record: &mut MeetingRecord,
    item: Option<AgendaItemId>,
    mark: &str,
    speaker: &str,
    note: Option<&str>,
    body: &str,
) {
    let position = u32::try_from(record.remarks.len()).unwrap();
    record.remarks.push(Remark {
        id: RemarkId(uuid::Uuid::from_u128(1000 + u128::from(position))),
        meeting_id: record.meeting.id,
        agenda_item_id: item,
        position,
        mark: (!mark.is_empty()).then(|| mark.to_owned()),
        side: if mark == "☆" { Side::Member } else { Side::Presenter },
        function: Function::Statement,
        speaker: (!speaker.is_empty()).then(|| Speaker {
            printed: speaker.into(),
            name: String::new(),
            post: speaker.into(),
        }),
        appointment_id: None,
        note: note.map(str::to_owned),
        body: body.into(),
        source_lines: Vec::new(),
        span: None,
    });
}

/// Adds a confirmed decision.
pub(crate) fn decide(record: &mut MeetingRecord, item: AgendaItemId, outcome: Outcome, quote: &str) {
    let serial = u32::try_from(record.decisions.len()).unwrap() + 1;
    record.decisions.push(Decision {
        id: DecisionId(uuid::Uuid::from_u128(5000 + u128::from(serial))),
        meeting_id: record.meeting.id,
        agenda_item_id: item,
        serial,
        outcome,
        phrase: outcome.japanese().into(),
        quote: quote.into(),
        condition: None,
        status: ProposalStatus::Confirmed,
        confirmed_by: Some("木曽 智子".into()),
        confirmed_at: None,
        supersedes: None,
    });
}
