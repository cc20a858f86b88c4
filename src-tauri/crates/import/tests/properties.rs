//! What holds for any input: no panic, nothing lost, nothing invented.

#![allow(clippy::unwrap_used, reason = "a test may stop at once: its failure says where")]

use gijicho_import::{Hints, ImportError, Kind, import};
use gijicho_model::body;
use gijicho_model::draft::{Draft, LineRole, MinutesDraft};
use gijicho_model::{Register, validate};
use proptest::prelude::*;

fn read(bytes: &[u8], kind: Option<Kind>) -> Result<Draft, ImportError> {
    let register = Register::default();
    import(bytes, &Hints { file_name: "x.txt", kind, encoding: None, register: &register, choices: &[], columns: None })
        .map(|imported| imported.draft)
}

fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')).count()
}

/// Every line is there, every character is counted, every block knows its lines.
fn check(text: &str, draft: &MinutesDraft) {
    let lines: Vec<&str> = text.split_terminator('\n').collect();
    assert_eq!(draft.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), lines);
    assert!(draft.lines.iter().zip(1..).all(|(line, number)| line.line == number));
    assert_eq!(draft.coverage.characters, characters(text));
    let unplaced: usize = draft.unplaced.iter().map(|line| characters(&line.text)).sum();
    assert_eq!(draft.coverage.placed + unplaced, draft.coverage.characters);
    for remark in &draft.remarks {
        let blocks = body::parse(&remark.body);
        assert_eq!(blocks.len(), remark.block_lines.len(), "{:?}", remark.body);
        assert!(remark.agenda.is_none_or(|item| item < draft.agenda.len()));
        assert!(remark.block_lines.iter().all(|lines| lines[0] <= lines[1] && lines[1] as usize <= draft.lines.len()));
    }
    let quotes = draft.decisions.iter().map(|decision| (decision.remark, &decision.quote));
    for (remark, quote) in quotes.chain(draft.follow_ups.iter().map(|follow_up| (follow_up.remark, &follow_up.quote))) {
        assert!(body::plain(&draft.remarks[remark].body).contains(quote.as_str()), "{quote}");
    }
    said_is_kept(draft);
}

/// What was said stands in the bodies, to the character.
fn said_is_kept(draft: &MinutesDraft) {
    let said: usize = draft
        .lines
        .iter()
        .filter(|line| matches!(line.role, LineRole::Body | LineRole::Continuation | LineRole::Scene))
        .map(|line| characters(&line.text))
        .sum();
    let kept: usize = draft.remarks.iter().map(|remark| characters(&body::plain(&remark.body))).sum();
    // Marks of a converter are no text; speech on the line of its speaker is text and no body line.
    let marks = draft
        .lines
        .iter()
        .map(|line| line.text.matches(['-', '－', '*', '＊', '+', '＋', '#', '＃']).count())
        .sum::<usize>();
    assert!(kept + marks >= said, "kept {kept} of {said}");
}

/// Lines such as minutes are made of, and such as break them.
fn line() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "",
        "　",
        "議題１ 紙を減らす取組について",
        "議題２ 窓口の案内（案）について",
        "１ 開催日時：令和４年５月１２日（木）１０時～１１時",
        "２ 開催場所：第一会議室",
        "３ 議事概要：以下のとおり（●説明・回答、☆意見・質問）",
        "出席者：知事、副知事",
        "●海野総務課長（資料１により説明）",
        "☆早瀬知事",
        "○委員　賛成である。",
        "【知事】",
        "（拍手）",
        "- 1 -",
        "- ・項目である。",
        "・項目である。",
        "議題１と議題２は、承認いただいた。",
        "健康福祉部は案内を分かりやすくしてほしい。",
        "この先も続く文であって",
        "次の行で終わる。",
        "⇒原案のとおり了承された。",
        "＜質疑・意見等＞",
        "協議事項",
        "(1) 窓口について",
        "①",
        "事務局：説明する。",
        "委員）はい。",
        "「",
        "（",
        "令和４年度 第１回青海県本部会議 概要",
        "次第",
        "１　開会",
        "このページに関するお問い合わせ",
        "○議長（汐見薫君）　日程第１を議題といたします。",
        "ただいまの件は了承された。☆早瀬知事 よろしい。●海野総務課長 はい。",
    ]);
    prop_oneof![4 => fixed.prop_map(str::to_owned), 1 => "[\\PC&&[^\r\n]]{0,40}", 1 => "[０-９0-9（）()「」・●☆○。、 　\\-知事部長課について案]{0,60}"]
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for kind in [None, Some(Kind::Minutes), Some(Kind::Plan), Some(Kind::Progress)] {
            let _ = read(&bytes, kind);
        }
    }

    #[test]
    fn every_character_of_any_lines_is_accounted_for(lines in prop::collection::vec(line(), 0..40)) {
        let text = lines.join("\n");
        match read(text.as_bytes(), Some(Kind::Minutes)) {
            Ok(Draft::Minutes(draft)) => check(&text, &draft),
            Ok(_) => prop_assert!(false, "no minutes"),
            Err(error) => prop_assert!(matches!(error, ImportError::NotMinutes | ImportError::Empty | ImportError::Binary { .. }), "{error}"),
        }
    }

    #[test]
    fn every_cell_is_accounted_for(rows in prop::collection::vec(prop::collection::vec("[一-三 ,\"a\n]{0,6}", 4), 0..12)) {
        let mut text = String::from("令和４年度の計画\n番号,具体的取組,年次計画,余り\n1,取組,始める,\n");
        for row in &rows {
            let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text.push_str(&cells.join(","));
            text.push('\n');
        }
        let Ok(Draft::Plan(draft)) = read(text.as_bytes(), Some(Kind::Plan)) else { panic!("no plan: {text}") };
        let all = "令和４年度の計画番号具体的取組年次計画余り1取組始める".chars().count() + rows.iter().flatten().map(|cell| characters(cell)).sum::<usize>();
        prop_assert_eq!(draft.coverage.characters, all);
        let unplaced: usize = draft.unplaced.iter().map(|line| characters(&line.text)).sum();
        prop_assert_eq!(draft.coverage.placed + unplaced, all);
    }
}

/// Cells such as tables are made of, and such as break them.
fn cell() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "",
        "1",
        "①",
        "Ⅱ",
        "п",
        "【紙】",
        "取組項目 □紙を減らす □場所",
        "□紙",
        "2年度 順次実施",
        "3年度 4年度",
        "実施",
        "○",
        "→",
        "<紙を減らす> ・測る(4月～) ・配る(通年)",
        "〈場所〉 総務部総務課 人事課",
        "く紙を減らす> ・測る",
        "R5.6 始めた R5.7-8 配った",
        "<ul><li>一</li><li>二</li></ul>",
        "<b>【紙】</b>",
        "</紙>",
        "合計",
        "※ 注",
        "番号",
        "具体的取組",
        "進捗状況",
        "評価",
        "Ａ",
        "目標",
        "12.5%",
        "令和5年度",
        "上半期",
        "4月",
        "取組名",
        "担当課",
        "総務課・財政課",
        "- 1 -",
        "---",
        "(",
        "<",
        "&amp;",
        "\"",
    ]);
    prop_oneof![4 => fixed.prop_map(str::to_owned), 1 => "[\\PC&&[^\t\r\n|,]]{0,20}"]
}

proptest! {
    #[test]
    fn every_cell_of_any_table_is_accounted_for(
        rows in prop::collection::vec(prop::collection::vec(cell(), 1..9), 0..14),
        with_head in any::<bool>(),
    ) {
        let mut text = String::from("令和５年度 計画\n");
        if with_head {
            text.push_str("番号\t具体的取組\t取組項目\t工程表\t\t年次計画\t進捗状況\t担当課\n");
        }
        for row in &rows {
            text.push_str(&row.join("\t"));
            text.push('\n');
        }
        for kind in [Kind::Plan, Kind::Progress] {
            let Ok(Draft::Plan(draft) | Draft::Progress(draft)) = read(text.as_bytes(), Some(kind)) else { continue };
            let unplaced: usize = draft.unplaced.iter().map(|line| characters(&line.text)).sum();
            prop_assert_eq!(draft.coverage.placed + unplaced, draft.coverage.characters, "{}", text);
        }
    }

    #[test]
    fn words_of_a_plain_table_are_kept(words in prop::collection::vec("[紙窓口場所人材庁舎電話]{3,8}", 6)) {
        let text = format!(
            "令和５年度 計画\n番号,具体的取組,取組項目,年次計画,進捗状況,担当課,備考\n1,{},{},{},{},{}課,{}\n",
            words[0], words[1], words[2], words[3], words[4], words[5]
        );
        let Ok(Draft::Progress(draft)) = read(text.as_bytes(), Some(Kind::Progress)) else { panic!("no table: {text}") };
        let found = &draft.initiatives[0];
        prop_assert_eq!(&found.title, &words[0]);
        prop_assert_eq!(&found.items, &words[1..2]);
        prop_assert_eq!(&found.activities[0].text, &words[2]);
        prop_assert_eq!(&found.progress[0].text, &words[3]);
        prop_assert_eq!(&found.departments[0], &format!("{}課", words[4]));
        prop_assert_eq!(&found.notes, &words[5..6]);
        prop_assert!(draft.unplaced.is_empty());
    }
}

#[test]
fn the_sample_minutes_are_read_whole() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/samples/minutes");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(!files.is_empty());
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let Draft::Minutes(draft) = read(text.as_bytes(), None).unwrap() else { panic!("{path:?}") };
        check(&text, &draft);
        assert!(draft.unplaced.is_empty(), "{path:?}: {:?}", draft.unplaced);
        validate::minutes(&draft).unwrap();
    }
}
