//! Open data: every file is what its schema says, whatever the record holds.

mod common;

#[path = "common/akoma_ntoso.rs"]
mod akoma_ntoso;

use common::{decide, empty, item, record, say};
use gijicho_export::open::akn::akn;
use gijicho_export::open::speeches::speeches;
use gijicho_export::table::{Cell, Column, Content, Kind, Orientation, Row, Table};
use gijicho_export::{json, minutes, sheet};
use gijicho_model::{Function, MeetingRecord, Outcome};
use proptest::prelude::*;
use serde_json::Value;

/// The schema of this name beside the templates.
fn schema(name: &str) -> (boon::Schemas, boon::SchemaIndex) {
    let path = format!("{}/../../../assets/schemas/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let index = compiler.compile(&path, &mut schemas).unwrap_or_else(|error| panic!("{name}: {error:#}"));
    (schemas, index)
}

fn faults(name: &str, text: &str) -> Option<String> {
    let (schemas, index) = schema(name);
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}"));
    schemas.validate(&value, index).err().map(|error| format!("{error:#}"))
}

/// A meeting with sub-items, scenes, lists, questions and answers, and a passage in which nobody speaks.
fn varied() -> MeetingRecord {
    let mut record = record();
    let sub = item(&mut record, "2-1", "（１）", "内訳");
    record.agenda[2].depth = 2;
    say(&mut record, Some(sub), "☆", "鳴海県民生活部長", None, "いつからか。");
    say(&mut record, Some(sub), "●", "西浜業務改善課長", Some("資料２"), "");
    say(&mut record, Some(sub), "", "", None, "（休憩）\n\n再開した。\n\n- 一\n- 二");
    let after = item(&mut record, "3", "議題３", "その他");
    say(&mut record, Some(after), "●", "知事", None, "- 一\n- 二\n\n（拍手）\n\n以上。");
    let functions = [(5, Function::Question), (6, Function::Answer)];
    for (at, function) in functions {
        record.remarks[at].function = function;
    }
    record
}

#[test]
fn minutes_are_valid_akoma_ntoso() {
    for record in [record(), varied(), empty(None), empty(Some("題"))] {
        let text = akn(&record);
        assert_eq!(akoma_ntoso::faults(&text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn minutes_as_akoma_ntoso() {
    insta::assert_snapshot!(akn(&varied()));
}

#[test]
fn the_rules_of_akoma_ntoso_find_what_is_wrong() {
    let right = akn(&varied());
    for (from, to) in [
        ("<FRBRcountry value=\"jp\"/>", ""),
        (" by=\"#person_1\"", ""),
        ("by=\"#person_1\"", "by=\"#person_99\""),
        ("eId=\"dbsect_2\"", "eId=\"dbsect_1\""),
        ("<debateBody eId=\"body\">", "<debateBody eId=\"body\"><p>x</p>"),
        ("<ul eId=", "<list eId="),
        ("contains=\"originalVersion\"", "contains=\"original\""),
        ("date=\"2024-09-12\"", "date=\"2024-9-12\""),
        ("language=\"jpn\"", "language=\"ja\""),
        ("<num eId=\"dbsect_1__num_1\">", "text<num eId=\"dbsect_1__num_1\">"),
    ] {
        assert!(right.contains(from), "{from}");
        assert!(!akoma_ntoso::faults(&right.replacen(from, to, 1)).is_empty(), "{from} → {to}");
    }
}

#[test]
fn sub_items_stand_within_their_item() {
    let text = akn(&varied());
    let document = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{error}"));
    let above = |id: &str| {
        let section = document.descendants().find(|node| node.attribute("eId") == Some(id));
        section.and_then(|node| node.parent()).and_then(|node| node.attribute("eId")).map(str::to_owned)
    };
    assert_eq!(above("dbsect_3").as_deref(), Some("dbsect_2"));
    assert_eq!(above("dbsect_4").as_deref(), Some("body"));
}

#[test]
fn the_record_as_data_is_what_its_schema_says() -> Result<(), Box<dyn std::error::Error>> {
    for record in [record(), varied(), empty(None)] {
        assert_eq!(faults("meeting", &json(&record)?), None);
    }
    assert!(faults("meeting", "{\"format\":\"gijicho-meeting/1\"}").is_some());
    Ok(())
}

#[test]
fn speeches_are_what_their_schema_says() -> Result<(), Box<dyn std::error::Error>> {
    let text = speeches(&[varied(), empty(None)])?;
    assert_eq!(faults("speeches", &text), None);
    let answer: Value = serde_json::from_str(&text)?;
    assert_eq!(answer["numberOfRecords"], 2);
    let meeting = &answer["meetingRecord"][0];
    assert_eq!(meeting["issue"], "第2回");
    assert_eq!(meeting["speechRecord"][0]["speaker"], "会議録情報");
    let first = &meeting["speechRecord"][1];
    assert_eq!(first["speechID"], varied().remarks[0].id.to_string());
    assert_eq!(first["speech"].as_str().map(|speech| speech.starts_with("●柏木業務改革局長\n窓口の")), Some(true));
    Ok(())
}

#[test]
fn a_table_as_data_is_what_its_schema_says() -> Result<(), Box<dyn std::error::Error>> {
    let table = Table {
        about: minutes(&record()).about,
        title: "表".into(),
        lead: vec!["県".into()],
        notes: Vec::new(),
        orientation: Orientation::Portrait,
        one_page: false,
        columns: vec![Column::new("日", 5, Kind::Date), Column::new("数", 5, Kind::Number)],
        rows: vec![
            Row::heading(1, "柱"),
            Row::cells([Cell::date(record().meeting.held_on).spanning(1, 2), Cell::number(3)]),
            Row::cells([Cell::new(Content::Empty)]),
        ],
    };
    let text = sheet::json(&table)?;
    assert_eq!(faults("table", &text), None);
    let data: Value = serde_json::from_str(&text)?;
    assert_eq!(data["rows"][1]["cells"], serde_json::json!(["2024-09-12", null]));
    assert_eq!(data["rows"][1]["headings"], serde_json::json!(["柱"]));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_words_make_valid_akoma_ntoso(
        text in "([\\PC\\n]|[#$*_<>&=\"'\\\\\u{0}\u{B}\u{FFFE}\u{FFFF}\u{200F}\u{202E}　]|葛\u{E0100}|𠮷){0,40}",
        depth in 0u32..20,
    ) {
        let mut record = empty(Some(&text));
        let first = item(&mut record, &text, &text, &text);
        record.agenda[0].depth = depth;
        let second = item(&mut record, "", "", "");
        record.agenda[1].depth = depth.saturating_mul(2);
        say(&mut record, None, &text, &text, Some(&text), &text);
        say(&mut record, Some(first), "", "", None, &text);
        say(&mut record, Some(second), "●", "課長", None, &text);
        decide(&mut record, first, Outcome::Approved, &text);
        let faults = akoma_ntoso::faults(&akn(&record));
        prop_assert!(faults.is_empty(), "{faults:?}");
    }
}
