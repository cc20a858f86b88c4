//! What recorders and meeting tools write: who spoke, when, and in which words.

#![allow(clippy::unwrap_used, reason = "a test may stop at once: its failure says where")]

use gijicho_import::{Hints, import};
use gijicho_model::Register;
use gijicho_model::draft::{Draft, MinutesDraft};

fn read(file_name: &str, text: &str) -> MinutesDraft {
    let register = Register::default();
    let hints = Hints { file_name, kind: None, encoding: None, register: &register, choices: &[], columns: None };
    match import(text.as_bytes(), &hints).unwrap().draft {
        Draft::Minutes(draft) => draft,
        _ => panic!("no transcript"),
    }
}

/// Speaker, span in seconds and words of a remark.
type Said<'a> = (&'a str, Option<(u32, u32)>, &'a str);

fn check(text: &str, remarks: &[Said<'_>]) {
    let draft = read("x.txt", text);
    let found: Vec<Said<'_>> = draft
        .remarks
        .iter()
        .map(|remark| {
            let speaker = remark.speaker.as_ref().map_or("", |speaker| speaker.printed.as_str());
            (speaker, remark.span.map(|span| (span.from_ms / 1_000, span.to_ms / 1_000)), remark.body.as_str())
        })
        .collect();
    assert_eq!(found, remarks);
    assert_eq!(draft.coverage.placed, draft.coverage.characters);
    assert!(draft.decisions.is_empty());
}

#[test]
fn cues_with_voices_are_remarks() {
    check(
        "WEBVTT\n\nSTYLE\n::cue { color: red }\n\n1\n00:00:01.000 --> 00:00:03.500 align:start\n<v 山田総務部長>始めます。</v>\n\n\
         2\n00:00:03.600 --> 00:00:06.000\n<v 山田総務部長>予算の<b>件</b>です。</v>\n\n\
         3\n00:00:10.000 --> 00:00:12.000\n<v 山田総務部長>資料を見てください。</v>\n\n\
         4\n00:00:12.500 --> 00:00:14.000\n<v 鈴木知事>了承された。</v>\n",
        &[
            ("山田総務部長", Some((1, 12)), "始めます。予算の件です。\n\n資料を見てください。"),
            ("鈴木知事", Some((12, 14)), "了承された。"),
        ],
    );
}

#[test]
fn names_before_colons_speak() {
    check(
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n田中 一郎: はい。\n\n2\n00:00:03.000 --> 00:00:04.000\n佐藤: 今日は\n二つです。\n\n\
         3\n00:00:05.000 --> 00:00:06.000\n佐藤: 一つ目。\n\n4\n00:00:07.000 --> 00:00:08.000\n田中 一郎: では: どうぞ。\n",
        &[
            ("田中 一郎", Some((1, 2)), "はい。"),
            ("佐藤", Some((3, 6)), "今日は二つです。一つ目。"),
            ("田中 一郎", Some((7, 8)), "では: どうぞ。"),
        ],
    );
}

#[test]
fn what_is_pasted_from_a_meeting_tool_is_read() {
    check(
        "山田 太郎   0:03\nおはようございます。\n始めましょう。\n\n鈴木 花子   0:12\nはい。\n\n山田 太郎   1:00:20\n資料1です。\n",
        &[
            ("山田 太郎", Some((3, 3)), "おはようございます。始めましょう。"),
            ("鈴木 花子", Some((12, 12)), "はい。"),
            ("山田 太郎", Some((3_620, 3_620)), "資料1です。"),
        ],
    );
    check(
        "山田 太郎\n0:00:03.000 --> 0:00:07.000\nおはようございます。\n\n鈴木 花子\n0:00:08.000 --> 0:00:09.000\nはい。\n\n\
         山田 太郎\n0:00:10.000 --> 0:00:12.000\nでは。\n",
        &[
            ("山田 太郎", Some((3, 7)), "おはようございます。"),
            ("鈴木 花子", Some((8, 9)), "はい。"),
            ("山田 太郎", Some((10, 12)), "では。"),
        ],
    );
}

#[test]
fn times_before_names_are_read() {
    let remarks = [
        ("話者1", Some((1, 1)), "始めます。"),
        ("話者2", Some((5, 5)), "何人ですか。\n\n多いですか。"),
        ("話者1", Some((9, 9)), "三人です。"),
    ];
    let joined = [remarks[0], ("話者2", Some((5, 5)), "何人ですか。多いですか。"), remarks[2]];
    check(
        "[00:00:01] 話者1: 始めます。\n[00:00:05] 話者2: 何人ですか。\n多いですか。\n[00:00:09] 話者1: 三人です。\n",
        &joined,
    );
    check(
        "00:00:01 話者1\n始めます。\n00:00:05 話者2\n何人ですか。\n多いですか。\n00:00:09 話者1\n三人です。\n",
        &joined,
    );
}

#[test]
fn captions_without_names_are_one_remark_and_a_warning() {
    let text = "1\n00:00:01,000 --> 00:00:02,000\nはい。\n\n2\n00:00:02,100 --> 00:00:03,000\n次に。\n";
    check(text, &[("", Some((1, 3)), "はい。次に。")]);
    let draft = read("令和6年5月10日_庁議.srt", text);
    assert!(draft.warnings.iter().any(|warning| warning.code == "speakers-missing"));
    assert_eq!(draft.meeting.title.as_deref(), Some("庁議"));
    assert_eq!(draft.meeting.held_on.map(|day| day.to_string()).as_deref(), Some("2024-05-10"));
}
