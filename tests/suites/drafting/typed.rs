//! Minutes written from nothing print as what was written.

use gijicho_tests::drafting::{Desk, Outcome};
use serde_json::json;

/// Invented minutes in the printed form.
const PRINTED: &str = "\
令和６年度 第１回潮見県県政推進本部 本部員会議 概要

１ 開催日時：令和６年９月１２日（木）１０時３０分～１１時
２ 開催場所：本庁舎八階 会議室
３ 議事概要：以下のとおり（●説明・回答、☆意見・質問）

●汐見部長
　ただいまから始める。

議題１ 渡し船の時刻について
●岬航路課長（資料１に基づいて説明）
　朝の便を二本ふやす。
・平日は六時台に出す。
・休日はこれまでどおりとする。
　（時刻表の投影）
☆浜副知事
　島の高校生の声を聞いてほしい。

議題２ その他
☆浜副知事
　特にない。
";

fn text_of(desk: &Desk, folder: &std::path::Path, meeting: &str) -> String {
    let path = folder.join("out.txt");
    let request = json!({ "meeting": meeting, "format": "txt", "path": path.to_str().unwrap() });
    desk.call("export_minutes", request).unwrap();
    std::fs::read_to_string(path).unwrap()
}

fn add_item(desk: &Desk, meeting: &str, label: &str, title: &str) -> String {
    let text = json!({ "depth": 1, "label": label, "title": title });
    match desk.edit(meeting, &json!({ "kind": "item_add", "before": null, "text": text })) {
        Outcome::Done(Some(item)) => item,
        other => panic!("an item is added: {other:?}"),
    }
}

#[test]
fn minutes_written_row_by_row_print_as_written() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(&folder.path().join("library"), "書く人");
    let meeting = desk.begin("令和6年9月12日");
    desk.add_remark(&meeting, None, ("●", "汐見部長", "", "ただいまから始める。"));
    let first = add_item(&desk, &meeting, "議題１", "渡し船の時刻について");
    let said = "朝の便を二本ふやす。\n・平日は六時台に出す。\n\n・休日はこれまでどおりとする。\n（時刻表の投影）";
    desk.add_remark(&meeting, Some(&first), ("●", "岬航路課長", "資料１に基づいて説明", said));
    desk.add_remark(&meeting, Some(&first), ("☆", "浜副知事", "", "　島の高校生の声を聞いてほしい。"));
    let second = add_item(&desk, &meeting, "議題２", "その他");
    desk.add_remark(&meeting, Some(&second), ("☆", "浜副知事", "", "特にない。"));
    assert_eq!(text_of(&desk, folder.path(), &meeting), PRINTED);
}

#[test]
fn pasted_lines_become_remarks_and_items_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(&folder.path().join("library"), "書く人");
    let meeting = desk.begin("R6.9.12");
    let (_, pasted) = PRINTED.split_once("意見・質問）\n\n").unwrap();
    let reading = desk.call("paste_read", json!({ "meeting": meeting, "text": pasted })).unwrap();
    assert_eq!(
        (&reading["items"], &reading["remarks"], &reading["like_minutes"]),
        (&json!(2), &json!(4), &json!(true))
    );
    let paste = json!({ "kind": "paste", "place": { "item": null, "before": null }, "text": pasted });
    assert!(matches!(desk.edit(&meeting, &paste), Outcome::Done(_)));
    assert_eq!(text_of(&desk, folder.path(), &meeting), PRINTED);
    desk.call("undo", json!({})).unwrap();
    assert_eq!(desk.editor(&meeting)["record"]["remarks"], json!([]), "one step takes it all back");
}

#[test]
fn a_new_meeting_takes_over_what_the_last_one_leaves() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(&folder.path().join("library"), "書く人");
    let meeting = desk.begin("R6.9.12");
    let remark = desk.add_remark(&meeting, None, ("☆", "浜副知事", "", "島の声を聞いてほしい。"));
    let words = json!({ "remark": remark, "quote": "島の声を聞いてほしい", "at": null });
    let asked = json!({ "kind": "follow_up_add", "words": words, "addressee": "航路課", "due_on": "R7.3.31" });
    assert!(matches!(desk.edit(&meeting, &asked), Outcome::Done(Some(_))));
    let programme = "議題１ 橋の点検について\n議題２ その他\n";
    let request = json!({ "body": null, "held_on": "R6.12.5", "programme": programme });
    let proposed = desk.call("meeting_propose", request).unwrap();
    assert_eq!(proposed["head"]["title"], "令和６年度 第２回潮見県県政推進本部 本部員会議 概要");
    assert_eq!((&proposed["head"]["ordinal"], &proposed["head"]["place"]), (&json!(2), &json!("本庁舎八階 会議室")));
    assert_eq!(proposed["carried"][0]["quote"], "島の声を聞いてほしい");
    assert_eq!(proposed["carried"][0]["label"], "R6-1");
    let titles: Vec<_> = proposed["agenda"].as_array().unwrap().iter().map(|item| item["title"].clone()).collect();
    assert_eq!(titles, ["橋の点検について", "その他"]);
}
