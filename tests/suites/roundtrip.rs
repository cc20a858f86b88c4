//! What is written comes back: minutes, written in any form that can be read, are read as the same
//! draft, whatever the words are.
//!
//! A draft is made of random minutes as text, written out in a form, and read again. Line numbers,
//! and what only tells how a file was read, are left out of the comparison.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

use gijicho_export::{Format, PdfOptions, export};
use gijicho_import::{Hints, Kind, import};
use gijicho_model::draft::{Draft, MinutesDraft};
use gijicho_model::people::Register;
use gijicho_model::{
    AgendaItem, AgendaItemId, Body, BodyId, FiscalYear, Meeting, MeetingId, MeetingRecord, MeetingStatus, Remark,
    RemarkId,
};
use gijicho_tests::place;
use proptest::prelude::*;
use uuid::Uuid;

fn read(bytes: &[u8], file_name: &str) -> MinutesDraft {
    let register = Register::default();
    let hints = Hints {
        file_name,
        kind: Some(Kind::Minutes),
        encoding: None,
        register: &register,
        columns: None,
        choices: &[],
    };
    match import(bytes, &hints).unwrap_or_else(|error| panic!("{file_name}: {error}")).draft {
        Draft::Minutes(minutes) => minutes,
        _ => panic!("{file_name}: read as a table"),
    }
}

/// The record that a library would hold of a draft.
fn record(draft: &MinutesDraft) -> MeetingRecord {
    let (id, body_id) = (MeetingId(Uuid::from_u128(1)), BodyId(Uuid::from_u128(2)));
    let head = &draft.meeting;
    let held_on = head.held_on.expect("every document here says its day");
    let item_id = |at: usize| AgendaItemId(Uuid::from_u128(100 + at as u128));
    MeetingRecord {
        meeting: Meeting {
            id,
            body_id,
            title: head.title.clone(),
            fiscal_year: FiscalYear::of(held_on),
            ordinal: head.ordinal,
            held_on,
            starts_at: head.starts_at,
            ends_at: head.ends_at,
            place: head.place.clone(),
            attendees: head.attendees.clone(),
            legend: head.legend.clone(),
            header: head.header.clone(),
            status: MeetingStatus::Draft,
        },
        body: Body {
            id: body_id,
            name: head.body.clone().unwrap_or_default(),
            valid_from: None,
            valid_to: None,
            successor_id: None,
        },
        agenda: (0u32..)
            .zip(&draft.agenda)
            .map(|(position, item)| AgendaItem {
                id: item_id(position as usize),
                meeting_id: id,
                position,
                depth: item.depth,
                number: item.number.clone(),
                label: item.label.clone(),
                title: item.title.clone(),
                documents: item.documents.clone(),
                none_recorded: false,
            })
            .collect(),
        remarks: (0u32..)
            .zip(&draft.remarks)
            .map(|(position, remark)| Remark {
                id: RemarkId(Uuid::from_u128(1000 + u128::from(position))),
                meeting_id: id,
                agenda_item_id: remark.agenda.map(item_id),
                position,
                mark: remark.mark.clone(),
                side: remark.side,
                function: remark.function,
                speaker: remark.speaker.clone(),
                appointment_id: None,
                note: remark.note.clone(),
                body: remark.body.clone(),
                source_lines: Vec::new(),
                span: remark.span,
            })
            .collect(),
        documents: Vec::new(),
        decisions: Vec::new(),
        evidence: Vec::new(),
        links: Vec::new(),
        follow_ups: Vec::new(),
    }
}

/// What a person would see of a draft: head, items, remarks, and what found no place.
fn seen(draft: &MinutesDraft) -> String {
    use std::fmt::Write as _;
    let head = &draft.meeting;
    let mut out = format!("{:?} {:?} {:?}\n", head.title, head.held_on, (head.starts_at, head.ends_at));
    let _ = writeln!(out, "{:?} {:?} {:?}", head.place, head.legend.0, head.attendees);
    for line in &head.header {
        let _ = writeln!(out, "{}：{}", line.label, line.text);
    }
    for item in &draft.agenda {
        let _ = writeln!(out, "# {} {:?} {:?} {}", item.depth, item.label, item.title, item.number);
    }
    for remark in &draft.remarks {
        let speaker = remark.speaker.as_ref().map(|speaker| speaker.printed.as_str());
        let _ = writeln!(out, "{:?} {:?} {speaker:?} {:?}\n{}", remark.agenda, remark.mark, remark.note, remark.body);
    }
    for line in &draft.unplaced {
        let _ = writeln!(out, "unplaced {}", line.text);
    }
    out
}

/// Forms that can be read back.
const READABLE: [Format; 4] = [Format::Text, Format::Docx, Format::Html, Format::Markdown];

/// Writes a draft in a form, and reads it again.
fn again(draft: &MinutesDraft, format: Format) -> MinutesDraft {
    let file = export(&record(draft), format, &PdfOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    read(&file.bytes, &format!("again.{}", format.extension()))
}

fn check(draft: &MinutesDraft, format: Format) {
    let again = again(draft, format);
    pretty(&seen(draft), &seen(&again), format);
}

/// Fails with the first line that differs.
fn pretty(wanted: &str, found: &str, format: Format) {
    let differs = wanted.lines().zip(found.lines()).find(|(a, b)| a != b);
    assert!(wanted == found, "{format:?}: {differs:?}\n--- wanted\n{wanted}\n--- found\n{found}");
}

#[test]
fn the_sample_minutes_come_back_in_every_form() {
    let folder = place::root().join("assets/samples/minutes");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let draft = read(&std::fs::read(&path).unwrap(), "minutes.txt");
        READABLE.into_iter().for_each(|format| check(&draft, format));
    }
}

#[test]
fn the_record_as_data_comes_back_whole() {
    let folder = place::root().join("assets/samples/minutes");
    for entry in std::fs::read_dir(folder).unwrap() {
        let record = record(&read(&std::fs::read(entry.unwrap().path()).unwrap(), "minutes.txt"));
        let file = export(&record, Format::Json, &PdfOptions::default()).unwrap();
        assert_eq!(serde_json::from_slice::<MeetingRecord>(&file.bytes).unwrap(), record);
    }
}

/// Words that formats take for their own: markup, formulas, marks of direction, rare characters.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ぁ-んァ-ヶ一-龠]{1,12}",
        1 => proptest::sample::select(vec![
            "# 見出し", "$x$", "*強調*", "_下線_", "<script>alert(1)</script>", "&amp;", "=1+1", "+81", "@名", "`code`", "[x](y)",
            "1. 一", "- 引く", "> 引用", "|表|", "\\", "~~", "---", "𠮷野家", "葛\u{E0100}城", "עברית", "é", "ｶﾅ", "①",
            "https://www.pref.aomi.example/a/b?c=d&e=f", "DX", "80%", "（案）", "「」", "…", "〜", "－",
        ]).prop_map(str::to_owned),
        1 => "[a-zA-Z0-9]{1,60}",
    ];
    proptest::collection::vec(piece, 1..8).prop_map(|pieces| format!("述べる{}。", pieces.concat()))
}

/// A turn: its mark and speaker, and what is said.
fn turn() -> impl Strategy<Value = String> {
    let speaker = proptest::sample::select(vec![
        "●森田デジタル改革課長",
        "☆鳴海県民生活部長",
        "☆知事",
        "●西浜業務改善課長（資料１に基づいて説明）",
    ]);
    let said = prop_oneof![
        4 => words().prop_map(|words| format!("　{words}")),
        1 => words().prop_map(|words| format!("・{words}")),
        1 => Just("　（デモンストレーション）".to_owned()),
    ];
    (speaker, proptest::collection::vec(said, 1..4))
        .prop_map(|(speaker, said)| format!("{speaker}\n{}\n", said.join("\n")))
}

fn minutes() -> impl Strategy<Value = String> {
    let item = (words(), proptest::collection::vec(turn(), 1..3));
    proptest::collection::vec(item, 1..4).prop_map(|items| {
        let mut text = String::from(
            "令和６年度 第２回青海県県政推進本部 本部員会議 概要\n\n\
             １ 開催日時：令和６年９月１２日（木）９時３０分～１０時１５分\n２ 開催場所：県庁本庁舎３階 特別会議室\n\
             ３ 議事概要：以下のとおり（●提出部局の説明・回答、☆意見・質問）\n",
        );
        for (number, (title, turns)) in ["１", "２", "３"].iter().zip(items) {
            let title = title.replace('。', "");
            text.push_str(&format!("\n議題{number} {title}\n{}", turns.concat()));
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn minutes_come_back_in_every_form(text in minutes()) {
        let draft = read(text.as_bytes(), "minutes.txt");
        for format in READABLE {
            check(&draft, format);
        }
    }
}
