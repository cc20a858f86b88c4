//! What is made of single cells.

use super::*;
use crate::kinds::table::departments::departments;

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn a_cell_of_reports_is_cut_at_its_dates() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("R5.6 紙を減らした R5.7-8 配った", &[("R5.6", "紙を減らした"), ("R5.7-8", "配った")]),
        ("R元. 試行中 ※貸出中", &[("R元.", "試行中 ※貸出中")]),
        ("【紙】\nR5.4 減らす\n【場所】\nR5.6 広げる", &[("R5.4", "【紙】減らす"), ("R5.6", "【場所】広げる")]),
        ("令和５年６月 始めた", &[("令和５年６月", "始めた")]),
        ("６月：始めた\n８月～９月：配った", &[("６月", "始めた"), ("８月～９月", "配った")]),
        ("6月に始めた（R5.7）", &[("", "6月に始めた（R5.7）")]),
        ("R5.12-R6.1 調べた", &[("R5.12-R6.1", "調べた")]),
        ("令和５年度 計画", &[("", "令和５年度 計画")]),
        ("12 か所", &[("", "12 か所")]),
        ("前文 R5.4 始めた", &[("", "前文"), ("R5.4", "始めた")]),
        ("R5.9", &[("R5.9", "")]),
        ("", &[]),
    ];
    for (text, wanted) in cases {
        assert_eq!(dated(text), pairs(wanted), "{text}");
    }
}

#[test]
fn a_cell_of_activities_is_cut_at_its_marks_and_months() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("・測る(4月～) ・配る（8月、1月）", &[("測る", "4月～"), ("配る", "8月、1月")]),
        ("設ける(4月) 開く(通年) 集まる(随時)", &[("設ける", "4月"), ("開く", "通年"), ("集まる", "随時")]),
        ("【紙】 ・測る(4月)", &[("【紙】 測る", "4月")]),
        ("点検、\n改善", &[("点検、改善", "")]),
        ("・始める(令和3年4月～)", &[("始める", "令和3年4月～")]),
        ("・会議（年3回）", &[("会議", "年3回")]),
        ("・支援員（県職員）", &[("支援員（県職員）", "")]),
    ];
    for (text, wanted) in cases {
        let found: Vec<_> = activities(text, true).into_iter().map(|line| (line.text, line.months)).collect();
        assert_eq!(found, pairs(wanted), "{text}");
    }
}

#[test]
fn labels_are_known_through_damage() {
    type Part<'a> = (Option<&'a str>, &'a str);
    let cases: &[(&str, &[Part<'_>])] = &[
        ("〈紙〉 ・測る", &[(Some("紙"), "・測る")]),
        ("<紙の削減> 総務課</紙の削減>", &[(Some("紙の削減"), "総務課"), (Some("紙の削減"), "")]),
        ("く紙の削減の推進> ・測る", &[(Some("紙の削減の推進"), "・測る")]),
        ("前 <紙の削減> 後", &[(None, "前"), (Some("紙の削減"), "後")]),
        ("A<B である", &[(None, "A<B である")]),
    ];
    for (text, wanted) in cases {
        let found: Vec<_> = by_labels(text).into_iter().map(|part| (part.label, part.text)).collect();
        assert_eq!(&found, wanted, "{text}");
    }
}

#[test]
fn departments_are_cut_where_one_ends() {
    let cases: &[(&str, &[&str])] = &[
        ("総務部総務課 総務部法務・文書課", &["総務部総務課", "総務部法務・文書課"]),
        ("総務部 人事課", &["総務部 人事課"]),
        ("総務課・財政課", &["総務課", "財政課"]),
        ("総務課、各所属\n出納局会計課", &["総務課", "各所属", "出納局会計課"]),
        ("1 - 37-111", &[]),
    ];
    for (text, wanted) in cases {
        assert_eq!(&departments(text).0, wanted, "{text}");
    }
}

#[test]
fn wraps_inside_words_are_undone() {
    for (text, wanted) in [
        ("業 務改善", "業務改善"),
        ("業\n務", "業務"),
        ("県庁 DX の", "県庁 DX の"),
        ("一　二", "一　二"),
        ("A\nB", "A B"),
        ("", ""),
    ] {
        assert_eq!(joined(text, true), wanted, "{text:?}");
    }
    assert_eq!(joined("基本 方針", false), "基本 方針");
}

#[test]
fn items_stand_behind_their_marks() {
    let (lead, found) = items("取組 □紙を減ら す □場所", true);
    assert_eq!((lead.as_str(), found), ("取組", vec!["紙を減らす".to_owned(), "場所".to_owned()]));
    assert_eq!(items("紙・場所", true), ("紙・場所".to_owned(), Vec::new()));
}
