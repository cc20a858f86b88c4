//! Plans and progress in the layouts that houses print, and what is read of them.
//!
//! Each case is a table and the part of the draft that it promises: what is given is compared, what
//! is not given is free. Published tables stand beside the workspace (`../shared`); without them
//! their tests say that they were skipped.

#![allow(clippy::unwrap_used, reason = "a test may stop at once: its failure says where")]

use std::path::Path;

use gijicho_import::compare::{KnownInitiative, MatchKind, compare};
use gijicho_import::{Hints, import, signature};
use gijicho_model::Register;
use gijicho_model::draft::{Draft, DraftInitiative, TableDraft, TableField};
use gijicho_model::fold::squeezed;
use serde_json::{Value, json};

fn read(text: &str, columns: Option<&[Option<TableField>]>) -> Draft {
    let register = Register::default();
    let hints = Hints { file_name: "", kind: None, encoding: None, register: &register, choices: &[], columns };
    import(text.as_bytes(), &hints).unwrap().draft
}

fn table(text: &str) -> TableDraft {
    match read(text, None) {
        Draft::Plan(draft) | Draft::Progress(draft) => draft,
        Draft::Minutes(_) => panic!("no table: {text}"),
    }
}

/// Where a draft lacks what is promised, one line each.
fn lacks(path: &str, found: &Value, wanted: &Value, out: &mut Vec<String>) {
    match (found, wanted) {
        (Value::Object(found), Value::Object(wanted)) => {
            for (key, wanted) in wanted {
                lacks(&format!("{path}.{key}"), found.get(key).unwrap_or(&Value::Null), wanted, out);
            }
        }
        (Value::Array(found), Value::Array(wanted)) if found.len() == wanted.len() => {
            for (at, (found, wanted)) in found.iter().zip(wanted).enumerate() {
                lacks(&format!("{path}[{at}]"), found, wanted, out);
            }
        }
        _ if found != wanted => out.push(format!("{path}\n  found  {found}\n  wanted {wanted}")),
        _ => {}
    }
}

fn check(text: &str, wanted: &Value) {
    let draft = read(text, None);
    let mut out = Vec::new();
    lacks("", &serde_json::to_value(&draft).unwrap(), wanted, &mut out);
    assert!(out.is_empty(), "{text}\n{}", out.join("\n"));
}

#[test]
fn evaluation_columns_are_statuses() {
    check(
        "令和５年度 県政改革プラン 取組状況\n\
         柱,番号,取組名,担当課,令和５年度の取組実績,評価,備考\n\
         Ⅰ 窓口,１,待たない窓口,県民窓口課,予約の受付を始めた,Ａ,\n\
         ,２,書かない窓口,税務課,様式を調べた,Ｂ,遅れあり\n\
         合計,,,,２件,,\n\
         ※ Ａ：順調　Ｂ：おおむね順調\n",
        &json!({"kind": "progress", "fiscal_year": 2023, "initiatives": [
            {"number": "1", "title": "待たない窓口", "path": ["Ⅰ 窓口"], "departments": ["県民窓口課"],
             "progress": [{"when": "令和5年度", "text": "予約の受付を始めた", "status": "Ａ"}]},
            {"number": "2", "path": ["Ⅰ 窓口"], "notes": ["遅れあり"], "progress": [{"status": "Ｂ"}]},
        ], "notes": ["※ Ａ：順調　Ｂ：おおむね順調"], "unplaced": [{"line": 5, "text": "合計　２件"}]}),
    );
}

#[test]
fn indicators_stand_under_merged_headings() {
    check(
        "県政改革プラン 指標の状況（令和５年度）\n\
         番号\t取組\t指標\t単位\t令和４年度\t\t令和５年度\t\t担当課\n\
         \t\t\t\t目標\t実績\t目標\t実績\t\n\
         1\t電子申請\t申請の割合\t％\t30\t28.5\t40\t41\tデジタル課\n\
         \t\t手続の数\t件\t50\t52\t80\t77\t\n\
         2\t人づくり\t研修の人数\t人\t100\t90\t120\t\t人事課\n",
        &json!({"initiatives": [
            {"number": "1", "title": "電子申請", "indicators": [
                {"name": "申請の割合", "unit": "％", "fiscal_year": 2022, "target": "30", "actual": "28.5"},
                {"name": "申請の割合", "unit": "％", "fiscal_year": 2023, "target": "40", "actual": "41"},
                {"name": "手続の数", "unit": "件", "fiscal_year": 2022, "target": "50", "actual": "52"},
                {"name": "手続の数", "unit": "件", "fiscal_year": 2023, "target": "80", "actual": "77"},
            ]},
            {"number": "2", "indicators": [{"actual": "90"}, {"target": "120", "actual": ""}]},
        ], "unplaced": []}),
    );
}

#[test]
fn halves_and_quarters_are_times() {
    check(
        "令和６年度　行革推進計画　進捗状況\n\
         取組項目,担当課,上半期,下半期,状況\n\
         ①庁内の紙を減らす,総務課,4月に調べた,配付を止めた,完了\n\
         ②会議を減らす,秘書課,一覧を作った,,実施中\n",
        &json!({"kind": "progress", "initiatives": [
            {"number": "1", "title": "庁内の紙を減らす", "progress": [
                {"when": "上半期", "text": "4月に調べた", "status": "完了"},
                {"when": "下半期", "text": "配付を止めた", "status": "完了"}]},
            {"number": "2", "progress": [{"when": "上半期", "status": "実施中"}]},
        ], "unplaced": []}),
    );
    check(
        "令和６年度行動計画\n\
         番号,取組,第１四半期,第２四半期,第３四半期,第４四半期\n\
         1,公用車の共用,調査,試行,試行,本格実施\n",
        &json!({"kind": "plan", "initiatives": [{"title": "公用車の共用", "activities": [
            {"text": "調査", "months": "第1四半期"}, {"text": "試行", "months": "第2四半期"},
            {"text": "試行", "months": "第3四半期"}, {"text": "本格実施", "months": "第4四半期"}]}]}),
    );
}

#[test]
fn marks_under_months_are_spans() {
    check(
        "令和６年度 実施計画\n\
         番号\t取組\t取組項目\tスケジュール\t\t\t\t\t\t\t\t\t\t\t\n\
         \t\t\t4月\t5月\t6月\t7月\t8月\t9月\t10月\t11月\t12月\t1月\t2月\t3月\n\
         1\t会議を減らす\t一覧を作る\t○\t○\t→\t\t\t\t\t\t\t\t\t\n\
         \t\t止める\t\t\t\t\t\t\t■\t■\t\t\t\t■\n",
        &json!({"initiatives": [{"number": "1", "title": "会議を減らす", "items": ["一覧を作る", "止める"], "activities": [
            {"item": "一覧を作る", "text": "一覧を作る", "months": "4月～6月"},
            {"item": "止める", "text": "止める", "months": "10月～11月、3月"}]}], "unplaced": []}),
    );
}

#[test]
fn headings_in_rows_and_lines_are_the_path() {
    check(
        "第２次行政経営プラン　年次計画（令和６年度）\n\
         第１章　県民とともに\n\
         番号\t取組\t年次計画\t担当課\n\
         【窓口】\t\t\t\n\
         １－(1)-①\t書かない窓口\t・様式を減らす（4月～9月）\n\
         １－(1)-②\t待たない窓口\t・予約を始める（随時）\t窓口課\n\
         【電話】\t\t\t\n\
         １－(2)-①\tつながる電話\t・係を置く（通年）\t広報課\n\
         第２章　働く場所\n\
         番号\t取組\t年次計画\t担当課\n\
         ２－(1)-①\t席を選ぶ\t・試す（10月）\t総務課・人事課\n",
        &json!({"title": "第２次行政経営プラン　年次計画（令和６年度）", "initiatives": [
            {"number": "1-1-1", "title": "書かない窓口", "path": ["第１章　県民とともに", "窓口"],
             "activities": [{"text": "様式を減らす", "months": "4月～9月"}]},
            {"number": "1-1-2", "path": ["第１章　県民とともに", "窓口"]},
            {"number": "1-2-1", "path": ["第１章　県民とともに", "電話"]},
            {"number": "2-1-1", "path": ["第２章　働く場所"], "departments": ["総務課", "人事課"]},
        ], "unplaced": []}),
    );
}

#[test]
fn a_form_is_one_initiative() {
    check(
        "取組シート（令和６年度）\n\
         取組名\t紙を減らす\t担当課\t総務課\n\
         目標\t配付資料を半分に\t\t\n\
         進捗\tR6.4 調べた R6.6-7 配付を止めた\t評価\t順調\n",
        &json!({"kind": "progress", "initiatives": [{"title": "紙を減らす", "departments": ["総務課"],
            "indicators": [{"target": "配付資料を半分に"}],
            "progress": [{"when": "R6.4", "text": "調べた", "status": "順調"}, {"when": "R6.6-7", "status": "順調"}]}]}),
    );
}

#[test]
fn drawn_tables_and_labels_are_read() {
    check(
        "令和６年度 実施計画\n\n\
         | 番号 | 具体的取組 | 取組項目 | 年次計画 | 担当課 |\n\
         |---|---|---|---|---|\n\
         | 1 | 窓口 | □紙の様式の見直し □予約の受付 | 〈紙の様式の見直し〉 ・調べる(4月) ・改める(10月～) く予約の受付> ・始める(随時) | 〈紙の様式の見直し〉 窓口課 総務部税務課 |\n",
        &json!({"initiatives": [{"items": ["紙の様式の見直し", "予約の受付"], "departments": ["窓口課", "総務部税務課"],
            "activities": [
                {"item": "紙の様式の見直し", "text": "調べる", "months": "4月"},
                {"item": "紙の様式の見直し", "text": "改める", "months": "10月～"},
                {"item": "予約の受付", "text": "始める", "months": "随時"}]}], "unplaced": []}),
    );
}

#[test]
fn a_table_that_is_no_plan_is_left_with_a_warning() {
    let text = "令和６年度 実施計画\n番号\t取組\t年次計画\t担当課\n1\t窓口\t・調べる\t窓口課\n\n\
                出席者名簿\n氏名\t住所\t電話\tはがき\t好物\t趣味\t生年\t星座\n早瀬\t青海\t一\t二\t三\t四\t五\t六\n";
    let draft = table(text);
    assert_eq!(draft.initiatives.len(), 1);
    assert!(draft.warnings.iter().any(|warning| warning.code == "table-ignored"), "{:?}", draft.warnings);
}

#[test]
fn what_a_figure_left_behind_is_kept_with_a_warning() {
    let text = "令和６年度 実施計画\n\n图别以连\n\n番号\t取組\t取組項目\t6年度\t年次計画\t担当課\n\
                1\t窓口\t□予約の受付\t実施\t・調べる(5月)\t窓口課\n\t\t\t\t\t1 - 37\n";
    let draft = table(text);
    assert_eq!(draft.notes, ["図や枠の読み取りの残り「图别以连」"]);
    assert_eq!(draft.initiatives[0].notes, ["図や枠の読み取りの残り「1 - 37」"]);
    assert!(draft.unplaced.is_empty(), "{:?}", draft.unplaced);
    assert!(draft.warnings.iter().any(|warning| warning.code == "remains-kept"), "{:?}", draft.warnings);
}

#[test]
fn a_caption_within_an_initiative_is_no_heading_over_the_next() {
    check(
        "令和５年度 取組状況\n番号,取組,担当課,取組状況\n【柱１　紙を減らす】,,,\n1,窓口の予約,窓口課,予約を始めた。\n\
         【成果】,,,\n,,,待つ時間が半分になった。\n【課題】,,,\n2,紙の申請,税務課,様式を減らした。\n",
        &json!({"initiatives": [
            {"number": "1", "path": ["柱１　紙を減らす"], "notes": ["【課題】"],
             "progress": [{"text": "予約を始めた。"}, {"text": "【成果】待つ時間が半分になった。"}]},
            {"number": "2", "path": ["柱１　紙を減らす"], "progress": [{"text": "様式を減らした。"}]},
        ], "unplaced": []}),
    );
}

#[test]
fn columns_that_a_person_chose_are_believed() {
    use TableField as F;
    let text = "令和６年度 実施計画\n番号,取組,区分け,担当課,計画\n1,窓口,庁舎の係,窓口課,調べる\n";
    assert!(table(text).unplaced.iter().any(|line| line.text == "庁舎の係"));
    let choice = [None, None, Some(F::Pillar), Some(F::Ignore), None];
    let Draft::Plan(draft) = read(text, Some(&choice)) else { panic!("no plan") };
    assert_eq!(draft.initiatives[0].path, ["庁舎の係"]);
    assert!(draft.initiatives[0].departments.is_empty());
    assert!(draft.unplaced.iter().any(|line| line.text == "窓口課"));
    assert_eq!(draft.columns[2].field, Some(F::Pillar));
    assert_eq!(signature(&["番号", "令和４年度 目標"]), signature(&["番　号", "令和12年度目標"]));
    assert_ne!(signature(&["番号", "取組"]), signature(&["番号", "事業"]));
}

#[test]
fn next_years_initiatives_are_found_again() {
    let known = |number: &str, title: &str, items: &[&str]| KnownInitiative {
        number: number.into(),
        title: title.into(),
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        ..KnownInitiative::default()
    };
    let drafted = |number: &str, title: &str, items: &[&str]| DraftInitiative {
        number: number.into(),
        title: title.into(),
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        ..DraftInitiative::default()
    };
    let before = [
        known("1", "一度で済む手続と窓口", &["手続のオンライン化"]),
        known("2", "紙に頼らない仕事", &["電子決裁"]),
        known("3", "県有施設の見直し", &["施設の分類"]),
        known("4", "人材の育成と庁舎の使い方", &["研修の充実と派遣", "席を選ぶ働き方"]),
        known("5", "歳入の確保", &["命名権の活用"]),
    ];
    let draft = TableDraft {
        initiatives: vec![
            drafted("１", "一度で済む手続と窓口", &["手続のオンライン化", "来庁の予約"]),
            drafted("3", "紙に頼らない仕事", &["電子決裁"]),
            drafted("2", "県有施設と財産の見直し", &["施設の分類"]),
            drafted("4", "人材の育成", &["研修の充実と派遣"]),
            drafted("6", "庁舎の使い方", &["席を選ぶ働き方"]),
            drafted("7", "防災の情報の共有", &["避難所の地図"]),
        ],
        ..TableDraft::default()
    };
    let found: Vec<_> =
        compare(&before, &draft).into_iter().map(|found| (found.kind, found.known, found.drafted)).collect();
    assert_eq!(
        found,
        [
            (MatchKind::Same, vec![0], vec![0]),
            (MatchKind::Renumbered, vec![1], vec![1]),
            (MatchKind::Renamed, vec![2], vec![2]),
            (MatchKind::Split, vec![3], vec![3, 4]),
            (MatchKind::New, vec![], vec![5]),
            (MatchKind::Dropped, vec![4], vec![]),
        ]
    );
}

#[test]
fn what_the_register_lacks_is_proposed() {
    use gijicho_import::register::{RegisterProposal as P, proposals};
    use gijicho_model::draft::MinutesDraft;
    let minutes = "令和４年度 第１回青海県県政推進本部 本部員会議 概要\n\n\
        １ 開催日時：令和４年５月１２日（木）１０時～１１時\n３ 議事概要：以下のとおり（●説明・回答、☆意見・質問）\n\n\
        議題１ 紙を減らす取組について\n●森総務課長\n説明する。\n●森財政課長\n説明する。\n☆早瀬知事\nよい。\n☆久我副知事\nよい。\n\
        ●汐見会計課長\n説明する。\n";
    let Draft::Minutes(draft) = read(minutes, None) else { panic!("no minutes") };
    let draft: MinutesDraft = draft;
    let entry = |id: u32, family: &str, given: &str, post: &str, department: &str| {
        json!({"appointment_id": format!("00000000-0000-0000-0000-{id:012}"), "family_name": family, "given_name": given,
               "post": post, "department": department, "valid_from": "2020-04-01", "valid_to": null})
    };
    let register: Register = serde_json::from_value(json!({
        "entries": [
            entry(1, "森", "一", "総務課長", "総務部"),
            entry(2, "早瀬", "恒平", "知事", ""),
            entry(3, "立花", "志保", "副知事", ""),
            entry(4, "汐見", "拓", "税務課長", "総務部"),
        ],
        "bodies": [{"name": "青海県行政改革推進本部", "valid_from": null, "valid_to": "2022-03-31"}],
    }))
    .unwrap();
    let told: Vec<String> = proposals(&draft, &register)
        .iter()
        .map(|proposal| match proposal {
            P::NewAppointment { who, namesakes } => format!("new {}{} beside {}", who.name, who.post, namesakes.len()),
            P::PostChanged { who, before } => format!("moved {}{} from {}", who.name, who.post, before.post),
            P::Disagrees { who, holders } => format!("differs {}{} is {}", who.name, who.post, holders[0].name),
            P::UnknownDepartment { department, .. } => format!("department {department}"),
            P::UnknownBody { may_follow, .. } => format!("body after {}", may_follow.join("、")),
        })
        .collect();
    assert_eq!(
        told,
        [
            "body after 青海県行政改革推進本部",
            "new 森財政課長 beside 1",
            "differs 久我副知事 is 立花 志保",
            "moved 汐見会計課長 from 税務課長",
        ]
    );
}

/// A published table and what a reader finds in it.
fn published(name: &str) -> Option<(TableDraft, Value)> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(4)?.join("shared");
    if !shared.is_dir() {
        println!("skipped: there is no ../shared beside the workspace");
        return None;
    }
    let gold = std::fs::read_to_string(shared.join("gold").join(name).with_extension("json")).unwrap();
    let gold: Value = serde_json::from_str(&gold).unwrap();
    let text = std::fs::read_to_string(shared.join("seeds").join(gold["source"].as_str().unwrap())).unwrap();
    Some((table(&text), gold))
}

fn folded(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| squeezed(text.as_str().unwrap())).collect()
}

#[test]
fn a_published_progress_table_is_read_as_a_reader_does() {
    let Some((draft, gold)) = published("000") else { return };
    assert_eq!(
        (draft.title.as_str(), draft.document.as_str()),
        (gold["title"].as_str().unwrap(), gold["document"].as_str().unwrap())
    );
    assert_eq!(serde_json::to_value(draft.period).unwrap(), gold["period"]);
    let wanted = gold["initiatives"].as_array().unwrap();
    assert_eq!(draft.initiatives.len(), wanted.len());
    for (found, wanted) in draft.initiatives.iter().zip(wanted) {
        assert_eq!(found.number, wanted["number"].as_str().unwrap());
        assert_eq!(squeezed(&found.title), squeezed(wanted["title"].as_str().unwrap()));
        assert_eq!(found.path.iter().map(|heading| squeezed(heading)).collect::<Vec<_>>(), folded(&wanted["path"]));
        let dates: Vec<String> = found.progress.iter().map(|entry| squeezed(&entry.when)).collect();
        assert_eq!(dates, folded(&wanted["office_wide_dates"]));
        assert!(!found.activities.is_empty(), "{}", found.title);
    }
    assert!(draft.unplaced.is_empty(), "{:?}", draft.unplaced);
}

#[test]
fn a_published_plan_is_read_through_its_damage() {
    let Some((draft, gold)) = published("002") else { return };
    assert_eq!(serde_json::to_value(draft.issued_on).unwrap(), gold["issued_on"]);
    assert_eq!(draft.issued_by, gold["issued_by"].as_str().unwrap());
    let wanted = gold["initiatives"].as_array().unwrap();
    assert_eq!(draft.initiatives.len(), wanted.len());
    let pillars: std::collections::HashSet<_> = draft.initiatives.iter().map(|found| found.path.clone()).collect();
    assert_eq!(pillars.len(), 3, "{pillars:?}");
    let (mut items, mut departments) = (0, 0);
    for (found, wanted) in draft.initiatives.iter().zip(wanted) {
        assert_eq!(found.number, wanted["number"].as_str().unwrap());
        assert_eq!(squeezed(&found.title), squeezed(wanted["title"].as_str().unwrap()));
        let has = |list: &[String], text: &String| list.iter().any(|found| squeezed(found) == *text);
        items += folded(&wanted["items"]).iter().filter(|item| has(&found.items, item)).count();
        departments += folded(&wanted["departments"]).iter().filter(|name| has(&found.departments, name)).count();
        assert!(found.activities.iter().any(|activity| !activity.months.is_empty()), "{}", found.title);
    }
    assert!(items >= 15, "{items} of 16 items");
    assert_eq!(departments, 20);
    assert!(draft.unplaced.is_empty(), "{:?}", draft.unplaced);
    assert_eq!(draft.coverage.placed, draft.coverage.characters);
    assert!(draft.warnings.iter().any(|warning| warning.code == "remains-kept"), "{:?}", draft.warnings);
}
