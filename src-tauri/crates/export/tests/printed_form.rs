//! The printed form: what is printed for a record, line for line.

mod common;

use gijicho_export::{minutes, text};
use gijicho_model::HeaderLine;

#[test]
fn the_printed_form_of_a_meeting() {
    insta::assert_snapshot!(text(&common::record()));
}

#[test]
fn the_document_of_a_meeting() {
    insta::assert_debug_snapshot!(minutes(&common::record()));
}

/// The numbered lines of a meeting whose header was `header` when it was printed.
fn header_lines(header: &[(&str, &str)], change: impl FnOnce(&mut gijicho_model::Meeting)) -> Vec<String> {
    let mut record = common::empty(None);
    record.meeting.header =
        header.iter().map(|(label, text)| HeaderLine { label: (*label).into(), text: (*text).into() }).collect();
    change(&mut record.meeting);
    minutes(&record).header.iter().map(gijicho_export::document::NumberedLine::printed).collect()
}

#[test]
fn a_header_is_made_up_where_none_was_printed() {
    assert_eq!(
        header_lines(&[], |_| ()),
        [
            "１ 開催日時：令和６年９月１２日（木）９時３０分～１０時１５分",
            "２ 開催場所：県庁本庁舎３階 特別会議室",
            "３ 議事概要：以下のとおり（●提出部局の説明・回答、☆意見・質問）",
        ]
    );
}

#[test]
fn a_printed_line_stays_while_it_says_what_the_fields_say() {
    let printed = [
        ("日時", "R6.9.12(木) 9:30~10:15"),
        ("会場", "県庁本庁舎 3 階　特別会議室"),
        ("傍聴", "なし"),
        ("議事", "● 提出部局の説明・回答　☆ 意見・質問"),
    ];
    assert_eq!(
        header_lines(&printed, |_| ()),
        [
            "１ 日時：R6.9.12(木) 9:30~10:15",
            "２ 会場：県庁本庁舎 3 階　特別会議室",
            "３ 傍聴：なし",
            "４ 議事：● 提出部局の説明・回答　☆ 意見・質問",
        ]
    );
}

#[test]
fn a_changed_field_is_printed_under_the_old_label() {
    let printed = [("日時", "R6.9.12(木) 9:30~10:15"), ("会場", "県庁本庁舎３階 特別会議室"), ("備考", "なし")];
    let lines = header_lines(&printed, |meeting| {
        meeting.ends_at = None;
        meeting.place = Some("講堂".into());
        meeting.attendees = vec!["知事".into(), "副知事".into()];
        meeting.legend.0.clear();
    });
    assert_eq!(
        lines,
        ["１ 日時：令和６年９月１２日（木）９時３０分～", "２ 会場：講堂", "３ 出席者：知事、副知事", "４ 備考：なし",]
    );
}

#[test]
fn a_line_that_says_more_than_its_label_is_not_said_again() {
    let printed = [
        ("", "令和６年９月１２日（木）　県庁本庁舎３階　特別会議室"),
        ("時間", "午前９時３０分から午前１０時１５分まで"),
        ("出席", "知事・副知事（●は提出部局の説明・回答　☆：意見・質問）"),
        ("次第", ""),
    ];
    let lines = header_lines(&printed, |meeting| meeting.attendees = vec!["知事".into(), "副知事".into()]);
    assert_eq!(
        lines,
        [
            "令和６年９月１２日（木）　県庁本庁舎３階　特別会議室",
            "１ 時間：午前９時３０分から午前１０時１５分まで",
            "２ 出席：知事・副知事（●は提出部局の説明・回答　☆：意見・質問）",
            "３ 次第",
        ]
    );
}

#[test]
fn a_mark_without_a_speaker_opens_the_words() {
    let mut record = common::empty(None);
    common::say(&mut record, None, "◇", "", None, "予約の枠を広げてほしい。\n\n二段落目。");
    assert!(text(&record).ends_with("\n　◇予約の枠を広げてほしい。\n　二段落目。\n"));
}

#[test]
fn a_meeting_without_a_title_prints_none() {
    let mut record = common::record();
    record.meeting.title = None;
    let document = minutes(&record);
    assert_eq!(document.title, None);
    assert_eq!(document.about.title, "令和6年度 第2回青海県県政推進本部 本部員会議 概要");
    assert!(text(&record).starts_with("１ 開催日時："));
}
