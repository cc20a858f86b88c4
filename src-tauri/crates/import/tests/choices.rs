//! What a person says of single lines holds, and the rest is read around it.

#![allow(clippy::unwrap_used, reason = "a test may stop at once: its failure says where")]

use gijicho_import::ChosenRole::{Agenda, Body, Continuation, Header, Ignored, Scene, Speaker};
use gijicho_import::{ChosenRole, Hints, Kind, LineChoice, import};
use gijicho_model::Register;
use gijicho_model::draft::{Draft, LineRole, MinutesDraft};
use proptest::prelude::*;

const MINUTES: &str = "令和４年度 第１回青海県本部会議 概要
１ 開催日時：令和４年５月１２日（木）１０時～１１時
２ 議事概要：以下のとおり（●説明・回答、☆意見・質問）
議題１ 紙を減らす取組について
●海野総務課長（資料１により説明）
紙の量を半分にする。
印刷は両面とする。
☆早瀬知事
進めてほしい。
（拍手）
☆磯部本部員
賛成である。
";

fn read(choices: &[LineChoice]) -> MinutesDraft {
    let register = Register::default();
    let hints = Hints {
        file_name: "x.txt",
        kind: Some(Kind::Minutes),
        encoding: None,
        register: &register,
        choices,
        columns: None,
    };
    match import(MINUTES.as_bytes(), &hints).unwrap().draft {
        Draft::Minutes(draft) => draft,
        _ => panic!("no minutes"),
    }
}

fn role_after(line: u32, role: ChosenRole) -> (MinutesDraft, LineRole) {
    let draft = read(&[LineChoice { line, role }]);
    let found = draft.lines[line as usize - 1].role;
    (draft, found)
}

fn speakers(draft: &MinutesDraft) -> Vec<&str> {
    draft.remarks.iter().map(|remark| remark.speaker.as_ref().map_or("", |speaker| speaker.printed.as_str())).collect()
}

#[test]
fn a_line_that_is_a_speaker_begins_a_remark() {
    let (draft, role) = role_after(7, Speaker);
    assert_eq!(role, LineRole::Speaker);
    assert_eq!(speakers(&draft), ["海野総務課長", "印刷は両面とする。", "早瀬知事", "磯部本部員"]);
}

#[test]
fn a_speaker_that_is_none_is_speech() {
    let (draft, role) = role_after(8, Body);
    assert_eq!(role, LineRole::Body);
    assert_eq!(speakers(&draft), ["海野総務課長", "磯部本部員"]);
    assert!(draft.remarks[0].body.contains("☆早瀬知事"));
}

#[test]
fn a_line_that_goes_on_joins_the_line_above() {
    let (draft, role) = role_after(7, Continuation);
    assert_eq!(role, LineRole::Continuation);
    assert_eq!(draft.remarks[0].body, "紙の量を半分にする。印刷は両面とする。");
}

#[test]
fn a_line_that_is_an_item_gets_what_follows() {
    let (draft, role) = role_after(9, Agenda);
    assert_eq!(role, LineRole::Agenda);
    assert_eq!(draft.agenda.len(), 2);
    assert_eq!(draft.remarks.last().unwrap().agenda, Some(1));
}

#[test]
fn a_line_that_is_left_out_is_layout() {
    let (draft, role) = role_after(10, Ignored);
    assert_eq!(role, LineRole::Layout);
    assert!(draft.remarks.iter().all(|remark| !remark.body.contains("拍手")));
}

#[test]
fn a_line_of_the_head_is_kept_there() {
    let (draft, role) = role_after(12, Header);
    assert_eq!(role, LineRole::Header);
    assert!(draft.meeting.header.iter().any(|line| line.text == "賛成である。"));
}

#[test]
fn a_scene_stays_apart() {
    let (draft, role) = role_after(10, Scene);
    assert_eq!(role, LineRole::Scene);
    assert_eq!(draft, read(&[]));
}

fn chosen(role: LineRole) -> Option<ChosenRole> {
    Some(match role {
        LineRole::Header => Header,
        LineRole::Agenda => Agenda,
        LineRole::Speaker => Speaker,
        LineRole::Body => Body,
        LineRole::Continuation => Continuation,
        LineRole::Scene => Scene,
        LineRole::Layout => Ignored,
        LineRole::Blank | LineRole::Unplaced => return None,
    })
}

proptest! {
    #[test]
    fn saying_what_is_read_anyway_changes_nothing(lines in prop::collection::btree_set(1u32..13, 0..13)) {
        let plain = read(&[]);
        let choice = |line: &u32| Some(LineChoice { line: *line, role: chosen(plain.lines[*line as usize - 1].role)? });
        let choices: Vec<LineChoice> = lines.iter().filter_map(choice).collect();
        prop_assert_eq!(read(&choices), plain);
    }

    #[test]
    fn whatever_is_said_every_character_is_accounted_for(
        said in prop::collection::btree_map(
            1u32..16,
            prop::sample::select(vec![Header, Agenda, Speaker, Body, Continuation, Scene, Ignored]),
            0..12,
        ),
    ) {
        let choices: Vec<LineChoice> = said.into_iter().map(|(line, role)| LineChoice { line, role }).collect();
        let draft = read(&choices);
        prop_assert_eq!(draft.coverage.placed, draft.coverage.characters);
        prop_assert!(draft.unplaced.is_empty());
    }
}
