//! What a careful reader finds in three published documents, and the same after every damage that
//! must not matter: other encodings, line ends, widths, wraps and blank lines.
//!
//! The documents stand beside the workspace (`../shared`); without them these tests say that they
//! were skipped.

#![allow(clippy::unwrap_used, reason = "a test may stop at once: its failure says where")]

use std::path::{Path, PathBuf};

use gijicho_import::{Hints, Kind, import};
use gijicho_model::Register;
use gijicho_model::body;
use gijicho_model::draft::{Draft, MinutesDraft};
use gijicho_model::fold::squeezed;
use serde_json::{Value, json};

/// `../shared` beside the workspace, where it is.
fn shared() -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    let shared = workspace.parent()?.join("shared");
    shared.is_dir().then_some(shared)
}

/// The text of each document of minutes, with what a reader finds in it.
fn documents() -> Vec<(String, Value)> {
    let Some(shared) = shared() else {
        println!("skipped: there is no ../shared beside the workspace");
        return Vec::new();
    };
    ["001", "003", "004"]
        .into_iter()
        .map(|name| {
            let gold = std::fs::read_to_string(shared.join("gold").join(format!("{name}.json"))).unwrap();
            let gold: Value = serde_json::from_str(&gold).unwrap();
            let source = gold["source"].as_str().unwrap();
            (std::fs::read_to_string(shared.join("seeds").join(source)).unwrap(), gold)
        })
        .collect()
}

fn read(bytes: &[u8]) -> (MinutesDraft, &'static str) {
    let register = Register::default();
    let hints = Hints {
        file_name: "x.txt",
        kind: Some(Kind::Minutes),
        encoding: None,
        register: &register,
        choices: &[],
        columns: None,
    };
    let imported = import(bytes, &hints).unwrap();
    match imported.draft {
        Draft::Minutes(draft) => (draft, imported.encoding),
        _ => panic!("no minutes"),
    }
}

fn fold(text: &str) -> Value {
    json!(squeezed(text))
}

/// A draft in the form of the gold files.
fn as_gold(draft: &MinutesDraft) -> Value {
    let meeting = serde_json::to_value(&draft.meeting).unwrap();
    let optional = |text: &Option<String>| text.as_deref().map_or(Value::Null, fold);
    let number =
        |item: Option<usize>| item.map_or(Value::Null, |item| json!(draft.agenda[item].number.parse::<u32>().unwrap()));
    let legend: serde_json::Map<_, _> =
        draft.meeting.legend.0.iter().map(|(mark, meaning)| (mark.clone(), fold(meaning))).collect();
    json!({
        "meeting": {
            "title": optional(&draft.meeting.title),
            "fiscal_year": meeting["fiscal_year"],
            "ordinal": meeting["ordinal"],
            "held_on": meeting["held_on"],
            "starts_at": meeting["starts_at"],
            "ends_at": meeting["ends_at"],
            "place": optional(&draft.meeting.place),
            "legend": legend,
        },
        "agenda": draft.agenda.iter().map(|item| json!({
            "number": item.number.parse::<u32>().unwrap(),
            "title": fold(&item.title),
            "documents": item.documents.iter().map(|label| fold(label)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "remarks": draft.remarks.iter().map(|remark| json!({
            "agenda": number(remark.agenda),
            "mark": remark.mark,
            "speaker": remark.speaker.as_ref().map(|speaker| json!({
                "printed": fold(&speaker.printed), "name": fold(&speaker.name), "post": fold(&speaker.post),
            })),
            "note": optional(&remark.note),
            "paragraphs": body::parse(&remark.body).iter().map(|block| fold(block.text())).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "decisions": draft.decisions.iter().map(|decision| json!({
            "agenda": number(Some(decision.agenda)),
            "outcome": decision.outcome.code(),
            "phrase": decision.phrase,
            "remark": decision.remark,
            "quote": fold(&decision.quote),
        })).collect::<Vec<_>>(),
    })
}

/// Folds every text of a gold file, so that it compares with [`as_gold`].
fn folded(value: &Value) -> Value {
    match value {
        Value::String(text) => fold(text),
        Value::Array(values) => values.iter().map(folded).collect(),
        Value::Object(map) => Value::Object(map.iter().map(|(key, value)| (key.clone(), folded(value))).collect()),
        other => other.clone(),
    }
}

/// Where two values differ, one line each.
fn differences(path: &str, found: &Value, wanted: &Value, out: &mut Vec<String>) {
    match (found, wanted) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, wanted) in b {
                differences(&format!("{path}.{key}"), a.get(key).unwrap_or(&Value::Null), wanted, out);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (i, (found, wanted)) in a.iter().zip(b).enumerate() {
                differences(&format!("{path}[{i}]"), found, wanted, out);
            }
        }
        _ if found != wanted => out.push(format!("{path}\n  found  {found}\n  wanted {wanted}")),
        _ => {}
    }
}

/// Reads a variant of each document and compares all of it.
fn check(variant: impl Fn(&str) -> Vec<u8>, encoding: &str) {
    for (text, gold) in documents() {
        check_one(&variant(&text), encoding, &gold);
    }
}

fn check_one(bytes: &[u8], encoding: &str, gold: &Value) {
    let name = gold["source"].as_str().unwrap();
    let (draft, found_encoding) = read(bytes);
    let mut wanted = folded(gold);
    let parts = wanted.as_object_mut().unwrap();
    parts.retain(|key, _| ["meeting", "agenda", "remarks", "decisions"].contains(&key.as_str()));
    let mut out = Vec::new();
    differences("", &as_gold(&draft), &wanted, &mut out);
    assert!(out.is_empty(), "{name}:\n{}", out.join("\n"));
    assert_eq!(found_encoding, encoding, "{name}");
    assert_eq!(draft.coverage.characters, draft.coverage.placed, "{name}: {:?}", draft.unplaced);
    assert!(draft.unplaced.is_empty(), "{name}: {:?}", draft.unplaced);
}

/// Hard wraps at `width` characters, every line that is longer.
fn wrapped(text: &str, width: usize) -> String {
    let wrap = |line: &str| {
        let chars: Vec<char> = line.chars().collect();
        chars.chunks(width).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
    };
    text.lines().map(wrap).collect::<Vec<_>>().join("\n")
}

/// Every character that has a full-width form, in that form.
fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            ' ' => '\u{3000}',
            '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap(),
            c => c,
        })
        .collect()
}

fn without_blank_lines(text: &str) -> String {
    text.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

fn utf_16(text: &str, mark: bool, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = if mark { Some(0xFEFF) } else { None };
    mark.into_iter().chain(text.encode_utf16()).flat_map(bytes_of).collect()
}

/// The document and its gold in an encoding; what it cannot hold is replaced in both.
fn check_encoded(encoding: &'static encoding_rs::Encoding) {
    for (text, gold) in documents() {
        let holds = |c: char| !encoding.encode(&c.to_string()).2;
        let fit = |text: &str| text.chars().map(|c| if holds(c) { c } else { '〓' }).collect::<String>();
        let gold: Value = serde_json::from_str(&fit(&gold.to_string())).unwrap();
        check_one(&encoding.encode(&fit(&text)).0, encoding.name(), &gold);
    }
}

#[test]
fn as_published() {
    check(|text| text.as_bytes().to_vec(), "UTF-8");
}

#[test]
fn with_a_byte_order_mark() {
    check(|text| format!("\u{FEFF}{text}").into_bytes(), "UTF-8");
}

#[test]
fn with_carriage_returns() {
    check(|text| text.replace('\n', "\r\n").into_bytes(), "UTF-8");
    check(|text| text.replace('\n', "\r").into_bytes(), "UTF-8");
}

#[test]
fn in_full_width() {
    check(|text| full_width(text).into_bytes(), "UTF-8");
}

#[test]
fn without_any_blank_line() {
    check(|text| without_blank_lines(text).into_bytes(), "UTF-8");
}

#[test]
fn with_a_blank_line_between_all_lines() {
    check(|text| without_blank_lines(text).replace('\n', "\n\n").into_bytes(), "UTF-8");
}

#[test]
fn wrapped_at_forty_characters() {
    check(|text| wrapped(text, 40).into_bytes(), "UTF-8");
    check(|text| wrapped(&full_width(text), 40).into_bytes(), "UTF-8");
    check(|text| without_blank_lines(&wrapped(text, 40)).into_bytes(), "UTF-8");
}

#[test]
fn in_utf_16() {
    check(|text| utf_16(text, true, u16::to_le_bytes), "UTF-16LE");
    check(|text| utf_16(text, true, u16::to_be_bytes), "UTF-16BE");
    check(|text| utf_16(text, false, u16::to_le_bytes), "UTF-16LE");
    check(|text| utf_16(text, false, u16::to_be_bytes), "UTF-16BE");
}

#[test]
fn in_windows_31j() {
    check_encoded(encoding_rs::SHIFT_JIS);
}

#[test]
fn in_euc_jp() {
    check_encoded(encoding_rs::EUC_JP);
}

#[test]
fn in_iso_2022_jp() {
    check_encoded(encoding_rs::ISO_2022_JP);
}
