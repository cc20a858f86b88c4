//! A draft beside what a careful reader found in the same document.
//!
//! Both are compared after folding width and dropping white space, for that is how the reader's
//! notes are written. Text must agree to the character; of fifty paragraph boundaries one may differ.

use std::collections::BTreeSet;

use gijicho_model::body;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

/// Width folded, white space dropped.
pub fn folded(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// Every text of a value, folded; what a draft says of the file rather than of the meeting is left out.
fn folded_value(value: &Value) -> Value {
    match value {
        Value::String(text) => folded(text).into(),
        Value::Array(items) => items.iter().map(folded_value).collect(),
        Value::Object(fields) => fields.iter().map(|(key, value)| (folded(key), folded_value(value))).collect(),
        other => other.clone(),
    }
}

/// The paragraphs of a remark's body, folded.
fn paragraphs(markdown: &str) -> Vec<String> {
    body::parse(markdown).iter().map(|block| folded(block.text())).collect()
}

/// What was found wrong, in words; empty where all agrees.
pub fn differences(draft: &Value, gold: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut same = |what: String, is: Value, should: Value| {
        if is != should {
            found.push(format!("{what}: {is} should be {should}"));
        }
    };
    for field in ["title", "fiscal_year", "ordinal", "held_on", "starts_at", "ends_at", "place", "legend"] {
        same(format!("meeting.{field}"), folded_value(&draft["meeting"][field]), gold["meeting"][field].clone());
    }
    same("agenda".into(), agenda(draft), agenda(gold));
    same(
        "remarks, heads".into(),
        heads(draft, |remark| number(draft, &remark["agenda"])),
        heads(gold, |remark| number_as_text(&remark["agenda"])),
    );
    same(
        "decisions".into(),
        decisions(draft, |decision| number(draft, &decision["agenda"])),
        decisions(gold, |decision| number_as_text(&decision["agenda"])),
    );
    same("unplaced".into(), draft["unplaced"].clone(), json!([]));
    same("coverage".into(), draft["coverage"]["placed"].clone(), draft["coverage"]["characters"].clone());
    found.extend(bodies(draft, gold));
    found
}

/// A draft in the form of a reader's notes, to compare another draft with.
pub fn notes(draft: &Value) -> Value {
    let list = |key: &str, note: &dyn Fn(&Value) -> Value| -> Value {
        draft[key].as_array().into_iter().flatten().map(note).collect()
    };
    let with_number = |part: &Value| {
        let mut part = folded_value(part);
        part["agenda"] = number(draft, &part["agenda"]);
        part
    };
    json!({
        "meeting": folded_value(&draft["meeting"]),
        "agenda": list("agenda", &folded_value),
        "decisions": list("decisions", &with_number),
        "remarks": list("remarks", &|remark| {
            let mut note = with_number(remark);
            note["paragraphs"] = paragraphs(remark["body"].as_str().unwrap_or_default()).into();
            note
        }),
    })
}

/// Numbers, titles and documents of the items.
fn agenda(minutes: &Value) -> Value {
    let items = minutes["agenda"].as_array().into_iter().flatten();
    items
        .map(|item| {
            json!([number_as_text(&item["number"]), folded_value(&item["title"]), folded_value(&item["documents"])])
        })
        .collect()
}

/// A number is a number in the notes and a text in a draft.
fn number_as_text(number: &Value) -> Value {
    number.as_i64().map_or_else(|| number.clone(), |number| number.to_string().into())
}

/// The number of the item that a draft names by its index.
fn number(draft: &Value, index: &Value) -> Value {
    let index = index.as_u64().and_then(|index| usize::try_from(index).ok());
    index.map_or(Value::Null, |index| draft["agenda"][index]["number"].clone())
}

/// Item, mark, speaker and note of every remark.
fn heads(minutes: &Value, item: impl Fn(&Value) -> Value) -> Value {
    let head = |remark: &Value| {
        let speaker = ["printed", "name", "post"].map(|part| folded_value(&remark["speaker"][part]));
        json!([item(remark), remark["mark"], speaker, folded_value(&remark["note"])])
    };
    minutes["remarks"].as_array().into_iter().flatten().map(head).collect()
}

fn decisions(minutes: &Value, item: impl Fn(&Value) -> Value) -> Value {
    let decision = |decision: &Value| {
        json!([
            item(decision),
            decision["outcome"],
            folded_value(&decision["phrase"]),
            folded_value(&decision["quote"]),
            decision["remark"]
        ])
    };
    minutes["decisions"].as_array().into_iter().flatten().map(decision).collect()
}

/// The text of every remark, and where its paragraphs begin.
fn bodies(draft: &Value, gold: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let (mut boundaries, mut wrong) = (0, Vec::new());
    let pairs = draft["remarks"].as_array().into_iter().flatten().zip(gold["remarks"].as_array().into_iter().flatten());
    for (index, (is, should)) in pairs.enumerate() {
        let is = paragraphs(is["body"].as_str().unwrap_or_default());
        // A bullet is a block's kind in a draft and a character in the notes.
        let should: Vec<String> = should["paragraphs"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(|text| folded(text.trim_start_matches('・')))
            .collect();
        let (text, wanted) = (is.concat(), should.concat());
        if text != wanted {
            found.push(format!("text of remark {index}: {}", first_difference(&text, &wanted)));
        }
        boundaries += should.len();
        let (is, should) = (starts(&is), starts(&should));
        wrong.extend(is.symmetric_difference(&should).map(|place| format!("{index}@{place}")));
    }
    if wrong.len() > boundaries.div_ceil(50) {
        found.push(format!("{} of {boundaries} paragraph boundaries: {}", wrong.len(), wrong.join(" ")));
    }
    found
}

/// Where paragraphs begin, in characters from the beginning of the remark.
fn starts(paragraphs: &[String]) -> BTreeSet<usize> {
    let lengths = paragraphs.iter().map(|paragraph| paragraph.chars().count());
    lengths.scan(0, |place, length| Some(std::mem::replace(place, *place + length))).collect()
}

fn first_difference(is: &str, should: &str) -> String {
    let same = is.chars().zip(should.chars()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(10)).take(40).collect::<String>();
    format!("from character {same}: 「{}」 should be 「{}」", around(is), around(should))
}
