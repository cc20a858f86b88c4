//! What is written comes back: minutes, written in any form that can be read, are read as the same
//! draft, whatever the words are.
//!
//! A draft is made of random minutes as text, written out in a form, and read again. Line numbers,
//! and what only tells how a file was read, are left out of the comparison.
//!
//! What is read first decides what a line is: a line of hostile text may well be taken for an item
//! of the agenda. What it was taken for must then come back from every form.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

use gijicho_export::{Form, Format, PdfOptions, export, minutes_in, pdf};
use gijicho_import::{Hints, Kind, import};
use gijicho_model::draft::{Draft, MinutesDraft};
use gijicho_model::people::Register;
use gijicho_model::{
    AgendaItem, AgendaItemId, Body, BodyId, Decision, DecisionId, Evidence, EvidenceId, FiscalYear, FollowUp,
    FollowUpId, FollowUpState, Meeting, MeetingId, MeetingRecord, MeetingStatus, ProposalStatus, Remark, RemarkId,
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
                id: remark_id(position as usize),
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
        decisions: decisions(draft, id),
        evidence: evidence(draft),
        links: Vec::new(),
        follow_ups: follow_ups(draft, id),
    }
}

fn decision_id(at: usize) -> DecisionId {
    DecisionId(Uuid::from_u128(5000 + at as u128))
}

fn remark_id(at: usize) -> RemarkId {
    RemarkId(Uuid::from_u128(1000 + at as u128))
}

fn item_id(at: usize) -> AgendaItemId {
    AgendaItemId(Uuid::from_u128(100 + at as u128))
}

fn decisions(draft: &MinutesDraft, meeting_id: MeetingId) -> Vec<Decision> {
    let decisions = draft.decisions.iter().enumerate().map(|(at, decision)| Decision {
        id: decision_id(at),
        meeting_id,
        agenda_item_id: item_id(decision.agenda),
        serial: u32::try_from(at + 1).unwrap(),
        outcome: decision.outcome,
        phrase: decision.phrase.clone(),
        quote: decision.quote.clone(),
        condition: decision.condition.clone(),
        status: decision.status,
        confirmed_by: None,
        confirmed_at: None,
        supersedes: None,
    });
    decisions.collect()
}

fn evidence(draft: &MinutesDraft) -> Vec<Evidence> {
    let evidence = draft.decisions.iter().enumerate().map(|(at, decision)| Evidence {
        id: EvidenceId(Uuid::from_u128(7000 + at as u128)),
        decision_id: decision_id(at),
        remark_id: remark_id(decision.remark),
        quote: decision.quote.clone(),
        prefix: String::new(),
        suffix: String::new(),
        remark_sha256: String::new(),
    });
    evidence.collect()
}

fn follow_ups(draft: &MinutesDraft, meeting_id: MeetingId) -> Vec<FollowUp> {
    let follow_ups = draft.follow_ups.iter().enumerate().map(|(at, follow_up)| FollowUp {
        id: FollowUpId(Uuid::from_u128(9000 + at as u128)),
        meeting_id,
        remark_id: remark_id(follow_up.remark),
        quote: follow_up.quote.clone(),
        addressee: follow_up.to.clone(),
        due_on: None,
        state: FollowUpState::Open,
        status: ProposalStatus::Proposed,
        answered_by: None,
        answered_by_progress: None,
    });
    follow_ups.collect()
}

/// What a person would see of a draft: head, items, remarks, proposals, and what found no place.
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
    for it in &draft.decisions {
        let _ =
            writeln!(out, "{} {} {:?} {} {} {:?}", it.agenda, it.remark, it.outcome, it.phrase, it.quote, it.condition);
    }
    for it in &draft.follow_ups {
        let _ = writeln!(out, "{} {} {}", it.remark, it.quote, it.to);
    }
    for line in &draft.unplaced {
        let _ = writeln!(out, "unplaced {}", line.text);
    }
    out
}

/// Forms that can be read back.
const READABLE: [Format; 6] = [Format::Text, Format::Docx, Format::Html, Format::Markdown, Format::Json, Format::Pdf];

/// Fails with the first line that differs once the draft was written and read again.
fn check(draft: &MinutesDraft, format: Format) {
    let file = export(&record(draft), format, &PdfOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    check_bytes(draft, format, &file.bytes);
}

fn check_bytes(draft: &MinutesDraft, format: Format, bytes: &[u8]) {
    let again = read(bytes, &format!("again.{}", format.extension()));
    let (wanted, found) = (seen(draft), seen(&again));
    let differs = wanted.lines().zip(found.lines()).find(|(a, b)| a != b);
    assert!(wanted == found, "{format:?}: {differs:?}\n--- wanted\n{wanted}\n--- found\n{found}");
}

#[test]
fn the_sample_minutes_come_back_in_every_form() {
    let mut decisions = 0;
    for path in place::sample_minutes() {
        let draft = read(&std::fs::read(&path).unwrap(), "minutes.txt");
        decisions += draft.decisions.len();
        for format in READABLE {
            check(&draft, format);
        }
    }
    assert!(decisions > 0);
}

#[test]
fn the_paper_for_the_round_comes_back_without_what_is_printed_beside_it() {
    for path in place::sample_minutes() {
        let draft = read(&std::fs::read(path).unwrap(), "minutes.txt");
        let form = Form { draft: Some("案".to_owned()), ..Form::default() };
        let file = pdf(minutes_in(&record(&draft), &form), &PdfOptions::default()).unwrap();
        check_bytes(&draft, Format::Pdf, &file.bytes);
    }
}

#[test]
fn the_record_as_data_comes_back_whole() {
    for path in place::sample_minutes() {
        let record = record(&read(&std::fs::read(path).unwrap(), "minutes.txt"));
        let file = export(&record, Format::Json, &PdfOptions::default()).unwrap();
        assert_eq!(serde_json::from_slice::<MeetingRecord>(&file.bytes).unwrap(), record);
    }
}

/// Words that formats take for their own: markup of every kind, formulas, fields.
const SIGNS: &[&str] = &[
    "# 見出し",
    "= 見出し",
    "== 見出し",
    "#let x = 1",
    "#import \"a.typ\"",
    "$x^2$",
    "*強調*",
    "_下線_",
    "**太字**",
    "`code`",
    "```",
    "<script>alert(1)</script>",
    "<!-- -->",
    "</w:t>",
    "<a@b>",
    "&amp;",
    "&#x3000;",
    "=1+1",
    "+81",
    "@名",
    "@ref",
    "[x](y)",
    "![x](y)",
    "[^1]",
    "- 引く",
    "+ 足す",
    "/ 語: 意味",
    "> 引用",
    "|表|",
    "\\",
    "\\n",
    "~~",
    "~",
    "---",
    "***",
    "{{x}}",
    "%s",
    "\"引用\"",
    "'",
    "{PAGE}",
    "http://a.example/?q=1&r=2#x",
    "//注釈",
    "/*",
    "*/",
    "^",
    "::",
    "］］＞",
    "]]>",
];

/// Characters at the edges of what fonts, encodings and line breaking know.
const CHARACTERS: &[&str] = &[
    "𠮷野家",
    "葛\u{E0100}城",
    "髙﨑",
    "①",
    "㈱",
    "é",
    "ｶﾅ",
    "DX",
    "80%",
    "（案）",
    "「」",
    "…",
    "〜",
    "～",
    "－",
    "−",
    "―",
    "ー",
    "　",
    "々",
    "〓",
    "Ⅲ",
    "ﾞ",
    "が\u{3099}",
    "100,000円",
    "a  b",
    "字　　字",
    "⼀⻑ﬁ︑",
    "葛\u{E0100}\u{E0100}",
    "〓〓",
    "\u{00AD}",
    "https://www.pref.aomi.example/a/b?c=d&e=f",
];

/// Characters that no face of ours has, or that change the direction of writing: paper shows 〓 or
/// nothing, and its text says them.
const UNPRINTABLE: &[&str] = &[
    "עברית",
    "\u{200F}右から\u{200E}",
    "a\u{202E}b\u{202C}",
    "\u{2067}x\u{2069}",
    "😀",
    "한국",
    "ไทย",
    "\u{200D}",
    "\u{E0030}〓",
];

/// Lines that mean something: scenes, decisions, follow-ups, items with numbers of their own.
const LINES: &[&str] = &[
    "　（デモンストレーション）",
    "　議題１について、原案のとおり承認いただいた。",
    "　県民生活部で次回までに調べて報告してほしい。",
    "　７月から始める。",
    "・７月から始める。",
    "・1. 一つめ。",
    "・（２）二つめ。",
    "・※注。",
];

/// What is said in one breath: Japanese with anything between.
fn words() -> impl Strategy<Value = String> {
    let mut odd = [SIGNS, CHARACTERS].concat();
    odd.extend(UNPRINTABLE);
    let piece = prop_oneof![
        4 => "[ぁ-んァ-ヶ一-龠]{1,12}",
        3 => proptest::sample::select(odd).prop_map(str::to_owned),
        1 => "[a-zA-Z0-9]{1,90}",
    ];
    proptest::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

/// A turn: its mark and speaker, and what is said, which may begin with any sign.
fn turn() -> impl Strategy<Value = String> {
    let speaker = proptest::sample::select(vec![
        "●森田デジタル改革課長",
        "☆鳴海県民生活部長",
        "☆知事",
        "●西浜業務改善課長（資料１に基づいて説明）",
    ]);
    let said = prop_oneof![
        3 => words().prop_map(|words| format!("　述べる{words}。")),
        3 => words().prop_map(|words| format!("　{words}。")),
        2 => words().prop_map(|words| format!("・{words}。")),
        2 => proptest::sample::select(LINES).prop_map(str::to_owned),
    ];
    (speaker, proptest::collection::vec(said, 1..5))
        .prop_map(|(speaker, said)| format!("{speaker}\n{}\n", said.join("\n")))
}

fn minutes() -> impl Strategy<Value = String> {
    let item = (words(), proptest::collection::vec(turn(), 1..3));
    let attendees = proptest::option::of("[一-龠]{2}知事、[一-龠]{2}副知事、[一-龠]{2}総務部長");
    (attendees, proptest::collection::vec(item, 1..4)).prop_map(|(attendees, items)| {
        let mut text = String::from(
            "令和６年度 第２回青海県県政推進本部 本部員会議 概要\n\n\
             １ 開催日時：令和６年９月１２日（木）９時３０分～１０時１５分\n２ 開催場所：県庁本庁舎３階 特別会議室\n",
        );
        if let Some(attendees) = attendees {
            text.extend(["３ 出席者：", &attendees, "\n４"]);
        } else {
            text.push('３');
        }
        text += " 議事概要：以下のとおり（●提出部局の説明・回答、☆意見・質問）\n";
        for (number, (title, turns)) in ["１", "２", "３"].iter().zip(items) {
            text.extend(["\n議題", number, " ", &title, "について\n"]);
            text += &turns.concat();
        }
        text
    })
}

/// Every case is written and read six times over; `PROPTEST_CASES` asks for more of them.
fn cases() -> ProptestConfig {
    const USUAL: u32 = 64;
    let usual = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { usual.cases } else { USUAL };
    ProptestConfig { cases, ..usual }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn minutes_come_back_in_every_form(text in minutes()) {
        let draft = read(text.as_bytes(), "minutes.txt");
        for format in READABLE {
            check(&draft, format);
        }
    }
}
