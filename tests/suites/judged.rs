//! Ranking, judged: queries as executives type them, and items as a clerk would tie them to
//! initiatives (`tests/search`, `tests/links`), over the sample library.
//!
//! Every wish for a remark or an item must be granted somewhere in the answer; an initiative may have
//! its words in several places, and then counts only for the rank. How high the wishes stand is a
//! figure that may only rise: a change that ranks worse than the floors below is looked at first.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

use std::collections::HashMap;

use gijicho_app::{App, Opening, commands};
use gijicho_tests::place;
use serde_json::{Value, json};

/// Mean of nDCG at 10 over all judged queries.
const SEARCH_FLOOR: f64 = 0.94;

/// Of the initiatives that a clerk would tie, three at most for an item, the share among the first
/// three suggestions.
const LINK_FLOOR: f64 = 0.95;

fn read(path: &str) -> Value {
    serde_json::from_slice(&std::fs::read(place::root().join(path)).unwrap()).unwrap()
}

/// The sample library, and its meetings by the file that they came from.
struct Sample {
    app: App,
    _folder: tempfile::TempDir,
    meetings: HashMap<String, Value>,
    /// Numbers of an initiative and of what it is a part of, by its id.
    initiatives: HashMap<String, Vec<String>>,
}

impl Sample {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(Some(&folder.path().join("library")), None, Opening::Create).unwrap();
        let mut sample = Self { app, _folder: folder, meetings: HashMap::new(), initiatives: HashMap::new() };
        sample.call("demo_load", json!({}));
        for meeting in sample.call("meetings_list", json!({}))["meetings"].as_array().unwrap() {
            let view = sample.call("meeting_show", json!({ "meeting": meeting["id"] }));
            let file = view["source"]["file_name"].as_str().unwrap().to_owned();
            sample.meetings.insert(file, view);
        }
        let list = sample.call("initiatives_list", json!({}));
        let list = list["initiatives"].as_array().unwrap();
        for one in list {
            let mut numbers = vec![text(&one["number"])];
            let mut above = &one["parent"];
            while let Some(parent) = list.iter().find(|other| other["id"] == *above) {
                numbers.push(text(&parent["number"]));
                above = &parent["parent"];
            }
            sample.initiatives.insert(text(&one["id"]), numbers);
        }
        sample
    }

    fn call(&self, command: &str, request: Value) -> Value {
        commands::dispatch(&self.app, command, request).unwrap_or_else(|error| panic!("{command}: {error:?}"))
    }

    /// The id of an item, by the file and the printed number.
    fn item(&self, file: &str, number: &Value) -> Value {
        let agenda = self.meetings[file]["record"]["agenda"].as_array().unwrap();
        agenda.iter().find(|item| item["number"] == *number).map_or(Value::Null, |item| item["id"].clone())
    }

    /// Whether a hit is what was wanted.
    fn grants(&self, hit: &Value, want: &Value) -> bool {
        if let Some(number) = want["initiative"].as_str() {
            // Also by one of its items or reports.
            let numbers = hit["initiative"].as_str().and_then(|id| self.initiatives.get(id));
            return numbers.is_some_and(|numbers| numbers.iter().any(|one| one == number));
        }
        let of_speaker =
            want["speaker"].is_null() || hit["speaker"] == want["speaker"] || *deciding(hit) == want["speaker"];
        let of_kind = want["kind"].is_null() || hit["kind"] == want["kind"];
        let Some(file) = want["meeting_file"].as_str() else { return of_speaker && of_kind };
        let of_item = !want["kind"].is_null() || hit["agenda"]["id"] == self.item(file, &want["agenda"]);
        of_speaker && of_kind && of_item && hit["meeting"]["id"] == self.meetings[file]["record"]["meeting"]["id"]
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Who said the words that a decision is shown with.
fn deciding(hit: &Value) -> &Value {
    if hit["kind"] == "decision" { &hit["decision"]["speaker"] } else { &Value::Null }
}

/// Discounted gain of grades in the order in which they stand.
fn gain(grades: impl Iterator<Item = f64>) -> f64 {
    grades.take(10).zip(2..).map(|(grade, place): (f64, i32)| (grade.exp2() - 1.0) / f64::from(place).log2()).sum()
}

#[test]
fn judged_queries_find_what_is_wished_for_and_find_it_high() {
    let sample = Sample::open();
    let judged = read("tests/search/judged.json");
    let (mut wrong, mut scores) = (Vec::new(), Vec::new());
    for one in judged["judged"].as_array().unwrap() {
        let query = one["query"].as_str().unwrap();
        let answer = sample.call("search", json!({ "query": query, "limit": 1000 }));
        let hits = answer["hits"].as_array().unwrap();
        let wants = one["wants"].as_array().unwrap();
        if wants.is_empty() {
            wrong
                .extend((!hits.is_empty()).then(|| format!("「{query}」 finds {} hits, should find none", hits.len())));
            continue;
        }
        let must = wants.iter().filter(|want| want["initiative"].is_null());
        let missing = must.filter(|want| !hits.iter().any(|hit| sample.grants(hit, want)));
        wrong.extend(missing.map(|want| format!("「{query}」 does not find {want}")));
        scores.push(ndcg(&sample, hits, wants));
        println!("{:.2} 「{query}」", scores.last().unwrap());
    }
    let mean = scores.iter().sum::<f64>() / f64::from(u32::try_from(scores.len()).unwrap());
    println!("mean {mean:.3}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(mean >= SEARCH_FLOOR, "ranked worse than before: {mean:.3}");
}

/// 1 where the wishes stand in front, in order of their grade. A wish counts once.
fn ndcg(sample: &Sample, hits: &[Value], wants: &[Value]) -> f64 {
    let grade = |want: &Value| want["grade"].as_f64().unwrap();
    let mut open: Vec<&Value> = wants.iter().collect();
    let mut grades = Vec::new();
    for hit in hits.iter().take(10) {
        let granted = (0..open.len()).filter(|at| sample.grants(hit, open[*at]));
        let granted = granted.max_by(|a, b| grade(open[*a]).total_cmp(&grade(open[*b])));
        grades.push(granted.map_or(0.0, |at| grade(open.remove(at))));
    }
    let mut best: Vec<f64> = wants.iter().map(grade).collect();
    best.sort_by(|a, b| b.total_cmp(a));
    gain(grades.into_iter()) / gain(best.into_iter())
}

#[test]
fn suggested_initiatives_are_those_that_a_clerk_would_tie() {
    let sample = Sample::open();
    let register = sample.call("decisions_list", json!({}));
    let (mut wished, mut granted, mut wanting) = (0u32, 0u32, Vec::new());
    for label in read("tests/links/labels.json")["labels"].as_array().unwrap() {
        let file = label["meeting_file"].as_str().unwrap();
        let item = sample.item(file, &label["agenda"]);
        let rows = register["decisions"].as_array().unwrap();
        let Some(row) = rows.iter().find(|row| row["agenda"]["id"] == item && row["id"].is_string()) else { continue };
        let answer = sample.call("link_suggestions", json!({ "decision": row["id"] }));
        let first: Vec<String> = answer["suggestions"]
            .as_array()
            .unwrap()
            .iter()
            .take(3)
            .map(|one| one["number"].as_str().unwrap().to_owned())
            .collect();
        let wanted: Vec<&str> = label["initiatives"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        wished += u32::try_from(wanted.len().min(3)).unwrap();
        let hit = wanted.iter().filter(|number| first.iter().any(|one| one == *number)).count();
        granted += u32::try_from(hit).unwrap();
        if hit < wanted.len().min(3) {
            wanting.push(format!("{file} {}: {first:?} should hold {wanted:?}", label["title"]));
        }
    }
    let share = f64::from(granted) / f64::from(wished.max(1));
    println!("{granted} of {wished}: {share:.3}\n{}", wanting.join("\n"));
    assert!(share >= LINK_FLOOR, "suggested worse than before: {share:.3}");
}
