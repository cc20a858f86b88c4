//! What is final stays, whoever asks: the commands, the command line, SQL.

use gijicho_tests::command_line::Library;
use gijicho_tests::drafting::{Desk, Outcome};
use serde_json::json;

/// A final meeting with one item and one remark: meeting, item, remark.
fn finalised(desk: &Desk) -> [String; 3] {
    let meeting = desk.begin("R6.9.12");
    let add = json!({ "kind": "item_add", "before": null, "text": { "depth": 1, "label": "議題１", "title": "窓口について" } });
    let Outcome::Done(Some(item)) = desk.edit(&meeting, &add) else { panic!("an item is added") };
    let remark = desk.add_remark(&meeting, Some(&item), ("☆", "汐見部長", "", "早く始めたい。"));
    let refused = desk.call("meeting_finalise", json!({ "meeting": meeting, "reason": "決裁を経た" }));
    assert_eq!(refused, Err("not-ready".to_owned()), "an item without an outcome stands in the way");
    let base = desk.editor(&meeting)["versions"][&item].clone();
    let none = json!({ "kind": "none_recorded", "item": item, "base": base, "none_recorded": true });
    assert_eq!(desk.edit(&meeting, &none), Outcome::Done(None));
    let comment = json!({
        "meeting": meeting, "remark": remark, "quote": "早く", "author": "浜", "text": "いつまでに", "proposed": "春までに",
    });
    desk.call("comment_add", comment).unwrap();
    let refused = desk.call("meeting_finalise", json!({ "meeting": meeting, "reason": "決裁を経た" }));
    assert_eq!(refused, Err("not-ready".to_owned()), "an open comment stands in the way");
    let open = desk.call("comments_list", json!({ "meeting": meeting })).unwrap()["comments"][0].clone();
    let settle =
        json!({ "id": open["id"], "base": open["version"], "answer": "直した", "settled": true, "take_over": true });
    desk.call("comment_settle", settle).unwrap();
    assert_eq!(desk.remark(&meeting, &remark).0, "春までに始めたい。");
    desk.call("meeting_finalise", json!({ "meeting": meeting, "reason": "決裁を経た" })).unwrap();
    [meeting, item, remark]
}

#[test]
fn a_final_meeting_is_changed_by_no_command() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(&folder.path().join("library"), "書く人");
    let [meeting, item, remark] = finalised(&desk);
    let versions = desk.editor(&meeting)["versions"].clone();
    let text = json!({ "mark": "☆", "speaker": "汐見部長", "note": "", "text": "別の文。" });
    let place = json!({ "item": item, "before": null });
    let title = json!({ "depth": 1, "label": "議題１", "title": "別の題" });
    for edit in [
        json!({ "kind": "remark_write", "remark": remark, "base": versions[&remark], "text": text }),
        json!({ "kind": "remark_add", "place": place, "text": text }),
        json!({ "kind": "remark_delete", "remark": remark, "base": versions[&remark], "accept_losses": true }),
        json!({ "kind": "remark_move", "remark": remark, "base": versions[&remark], "place": { "item": null, "before": null } }),
        json!({ "kind": "remark_split", "remark": remark, "base": versions[&remark], "first": "春", "second": "まで" }),
        json!({ "kind": "paste", "place": place, "text": "●岬課長\n述べた。" }),
        json!({ "kind": "item_write", "item": item, "base": versions[&item], "text": title }),
        json!({ "kind": "item_add", "before": null, "text": title }),
        json!({ "kind": "none_recorded", "item": item, "base": versions[&item], "none_recorded": false }),
        json!({ "kind": "document_add", "label": "資料９", "title": "", "path": null }),
        json!({ "kind": "round", "base": versions[&meeting], "in_review": true }),
    ] {
        assert_eq!(desk.edit(&meeting, &edit), Outcome::Refused("locked".to_owned()), "{edit}");
    }
    // Corrected, it is open again; finalised again, it has two versions that differ by one remark.
    desk.call("meeting_correct", json!({ "meeting": meeting, "reason": "言い違い" })).unwrap();
    let (_, base) = desk.remark(&meeting, &remark);
    assert_eq!(desk.write(&meeting, &remark, base, "夏までに始めたい。"), Outcome::Done(None));
    desk.call("meeting_finalise", json!({ "meeting": meeting, "reason": "言い違い" })).unwrap();
    let compared = desk.call("meeting_compare", json!({ "meeting": meeting, "from": 1, "to": 2 })).unwrap();
    let rows = compared["rows"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["fate"]), (1, &json!("changed")), "{compared}");
    let pieces = rows[0]["words"].as_array().unwrap();
    let cut: Vec<&str> =
        pieces.iter().filter(|one| one["side"] != "both").filter_map(|one| one["text"].as_str()).collect();
    assert_eq!(cut, ["春", "夏"]);
}

#[test]
fn a_final_meeting_is_changed_by_no_statement() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    finalised(&Desk::open(&library, "書く人"));
    let database = rusqlite::Connection::open(library.join("gijicho.db")).unwrap();
    for statement in [
        "UPDATE remark SET body = 'x'",
        "DELETE FROM remark",
        "UPDATE agenda_item SET title = 'x'",
        "UPDATE meeting SET title = 'x'",
        "UPDATE meeting SET status = 'draft'",
        "UPDATE round_comment SET text = 'x'",
        "DELETE FROM round_comment",
        "UPDATE meeting_version SET snapshot = 'x'",
        "DELETE FROM meeting_version",
    ] {
        let refused = database.execute(statement, []).unwrap_err().to_string();
        assert!(refused.starts_with("locked:") || refused.starts_with("append-only:"), "{statement}: {refused}");
    }
}

#[test]
fn the_command_line_checks_compares_and_refuses() {
    let Some(library) = Library::new() else { return };
    let [meeting, ..] = finalised(&Desk::open(&library.path(), "書く人"));
    let again = library.run(["meetings", "finalise", "R6-1", "--reason", "もう一度"]);
    assert_eq!(again.status, Some(3), "{again}");
    let same = library.run(["meetings", "diff", &meeting, "1"]);
    assert_eq!((same.status, same.out.trim()), (Some(0), "違いはありません。"), "{same}");
    let desk = Desk::open(&library.path(), "書く人");
    desk.call("meeting_correct", json!({ "meeting": meeting, "reason": "書き足し" })).unwrap();
    desk.add_remark(&meeting, None, ("●", "岬課長", "", "ご覧下さい。"));
    let checked = library.run(["check", "R6-1", "--json"]);
    assert_eq!(checked.status, Some(1), "{checked}");
    let report: serde_json::Value = serde_json::from_str(&checked.out).unwrap();
    let words: Vec<_> = report["findings"].as_array().unwrap().iter().map(|one| (&one["rule"], &one["fix"])).collect();
    assert!(words.contains(&(&json!("word"), &json!("ください"))), "{report}");
    let compared = library.run(["meetings", "diff", "R6-1", "1"]);
    assert!(compared.out.contains("追加") && compared.out.contains("岬課長"), "{compared}");
    let old = library.run(["meetings", "show", "R6-1", "--version", "1"]);
    assert!(old.out.contains("汐見部長") && !old.out.contains("岬課長"), "{old}");
    let back = library.run(["meetings", "restore", "R6-1", "1", "--reason", "書き足しをやめる"]);
    assert_eq!((back.status, back.out.trim()), (Some(0), "第1版に戻す。"), "{back}");
    let same = library.run(["meetings", "diff", "R6-1", "1", "2"]);
    assert_eq!((same.status, same.out.trim()), (Some(0), "違いはありません。"), "{same}");
    assert_eq!(library.run(["verify"]).status, Some(0));
}
