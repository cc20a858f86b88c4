//! Published pages: what is asked of their search, and what it must answer.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// Words with what the browser could get wrong: width, case, variants, signs, several words.
const QUERIES: &[&str] = &[
    "ＤＸ",
    "dx",
    "ﾃﾞｼﾞﾀﾙ",
    "デジタル",
    "窓口",
    "紙",
    "紙 知事",
    "知事",
    "承認",
    "サ−バー",
    "４月",
    "4月",
    "県庁 DX",
    "髙",
    "\"窓口の\"",
    "窓口 -電話",
    "防災 OR 訓練",
    "ない言葉である",
];

/// How many questions are asked.
const MOST: usize = 50;

/// A function for the search page: it puts every question of a list into the field, and promises the
/// ids of what was found for each.
pub const ASK: &str = "async (queries) => { const answers = []; for (const query of queries) { \
    delete document.documentElement.dataset.searched; document.querySelector('input').value = query; \
    document.querySelector('form').requestSubmit(); \
    while (document.documentElement.dataset.searched !== query) await new Promise((go) => setTimeout(go, 5)); \
    answers.push([...document.querySelectorAll('.hits li')].map((hit) => hit.dataset.id)); } return answers; }";

/// Remarks as the pages have them.
fn remarks(folder: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(folder.join("search/d0.js")).unwrap();
    let data = text.trim_end().strip_prefix("gijichoDocs(...").and_then(|rest| rest.strip_suffix(");")).unwrap();
    let data: Value = serde_json::from_str(data).unwrap();
    data[1].as_array().unwrap().clone()
}

/// The queries above, and pieces of what was said: fifty in all.
pub fn queries(folder: &Path) -> Vec<String> {
    let mut queries: Vec<String> = QUERIES.iter().map(|query| (*query).to_owned()).collect();
    for (i, remark) in remarks(folder).iter().enumerate().step_by(2) {
        let words: Vec<char> = remark["text"].as_str().unwrap().chars().collect();
        let start = (i * 7) % words.len().max(1);
        let piece: String = words.iter().skip(start).take(2 + i % 4).collect();
        let is_plain = piece.chars().all(|c| matches!(c, 'ぁ'..='ん' | 'ァ'..='ヶ' | '一'..='龠'));
        if is_plain && piece.chars().count() > 1 && queries.len() < MOST {
            queries.push(piece);
        }
    }
    assert_eq!(queries.len(), MOST);
    queries
}

/// Fails where the pages answer otherwise than the program, or where next to nothing is found at all.
pub fn check(queries: &[String], answers: &[BTreeSet<String>], found: impl Fn(&str) -> BTreeSet<String>) {
    assert_eq!(queries.len(), answers.len());
    for (query, answer) in queries.iter().zip(answers) {
        assert_eq!(*answer, found(query), "{query}");
    }
    assert!(answers.iter().filter(|answer| !answer.is_empty()).count() > 30);
}

/// The ids in the program's answer to `search … --json`.
pub fn ids(answer: &Value) -> BTreeSet<String> {
    answer["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
}
