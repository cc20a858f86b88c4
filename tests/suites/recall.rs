//! A thousand pieces of what was said, picked at random: each is found where it stands, and nowhere
//! else. In one process, for a thousand starts of the program would prove nothing more.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

use std::collections::BTreeSet;

use gijicho_app::{App, Opening, commands};
use gijicho_model::body;
use gijicho_search::fold::fold;
use gijicho_tests::fuzz::mutate::Random;
use gijicho_tests::place;
use serde_json::{Value, json};

/// Characters that end or begin a quotation in a query.
const QUOTES: &str = "\"＂“”";

/// A remark as the library gives it back.
struct Said {
    id: String,
    text: String,
    /// All that may make a search hit it.
    everything: String,
}

fn call(app: &App, command: &str, request: Value) -> Value {
    commands::dispatch(app, command, request).unwrap_or_else(|error| panic!("{command}: {error:?}"))
}

/// Every remark of the library.
fn remarks(app: &App) -> Vec<Said> {
    let mut said = Vec::new();
    for meeting in call(app, "meetings_list", json!({}))["meetings"].as_array().unwrap() {
        let view = call(app, "meeting_show", json!({ "meeting": meeting["id"] }));
        let agenda = &view["record"]["agenda"];
        for remark in view["record"]["remarks"].as_array().unwrap() {
            let text = body::plain(remark["body"].as_str().unwrap());
            let item = agenda.as_array().unwrap().iter().find(|item| item["id"] == remark["agenda_item_id"]);
            let title = item.map_or("", |item| item["title"].as_str().unwrap());
            let [speaker, note] = ["/speaker/printed", "/note"]
                .map(|part| remark.pointer(part).and_then(Value::as_str).unwrap_or_default());
            let everything = [&text, speaker, note, title].map(fold).join("\n");
            said.push(Said { id: remark["id"].as_str().unwrap().into(), text, everything });
        }
    }
    said
}

/// Ids of the remarks that hold exactly these words.
fn found(app: &App, words: &str) -> BTreeSet<String> {
    let request =
        json!({ "query": format!("\"{words}\""), "kinds": ["remark"], "limit": 100_000, "exact_spelling": true });
    let answer = call(app, "search", request);
    let hits = answer["hits"].as_array().unwrap();
    assert_eq!(answer["total"].as_u64(), Some(hits.len() as u64), "{words}");
    hits.iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
}

/// A piece of 1 to 12 characters of one paragraph.
fn piece(random: &mut Random, said: &[Said]) -> String {
    loop {
        let text: Vec<char> = said[random.below(said.len())].text.chars().collect();
        let from = random.below(text.len());
        let length = 1 + random.below(12);
        let piece: String = text[from..].iter().take(length).collect();
        let is_word =
            !piece.contains(|c: char| QUOTES.contains(c) || c == '\n') && piece.chars().any(char::is_alphanumeric);
        if is_word {
            return piece;
        }
    }
}

/// Picks pieces of everything in a library and looks for each.
fn check_recall(app: &App, count: u32) {
    let said = remarks(app);
    assert!(said.len() > 20, "{} remarks", said.len());
    let mut random = Random::new(20_220_414);
    for _ in 0..count {
        let piece = piece(&mut random, &said);
        let found = found(app, &piece);
        let words = fold(&piece);
        for one in &said {
            let holds = one.text.contains(&piece) || fold(&one.text).contains(&words);
            assert!(!holds || found.contains(&one.id), "「{piece}」 is not found in: {}", one.text);
            let could = holds || one.everything.contains(&words);
            assert!(could || !found.contains(&one.id), "「{piece}」 is found in: {}", one.everything);
        }
    }
}

#[test]
fn every_piece_of_the_sample_is_found_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(Some(&folder.path().join("library")), None, Opening::Create).unwrap();
    call(&app, "demo_load", json!({}));
    check_recall(&app, 1000);
}

#[test]
fn every_piece_of_published_minutes_is_found_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(Some(&folder.path().join("library")), None, Opening::Create).unwrap();
    for document in ["001_8b7134eadf3b3765.txt", "003_acf9ea6dad0b912a.txt", "004_d1f4932083dd1277.txt"] {
        let Some(file) = place::shared(&format!("seeds/{document}")) else { return };
        call(&app, "import_commit", json!({ "path": file, "body": "本部" }));
    }
    check_recall(&app, 1000);
}
