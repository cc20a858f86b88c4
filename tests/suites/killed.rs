//! The program is killed at any moment of its writing, again and again: what is searched afterwards
//! is what the library holds, nothing less and nothing more. And two programs share one library.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::Duration;

use gijicho_app::{App, Opening, commands};
use gijicho_model::body;
use gijicho_search::fold::fold;
use gijicho_tests::command_line::Library;
use gijicho_tests::fuzz::mutate::Random;
use serde_json::{Value, json};

/// How often the program is killed.
const KILLS: u32 = 50;

/// The longest that it is left to live, in milliseconds: a little longer than a command takes.
const LIFE: usize = 240;

/// What it is doing then: imports taken back and done again change hundreds of rows at a time.
const DOING: [&[&str]; 6] = [&["undo"], &["redo"], &["reindex"], &["undo"], &["redo"], &["search", "紙"]];

const WORDS: [&str; 4] = ["県", "紙", "デジタル", "知事"];

fn open(library: &Library) -> App {
    App::open(Some(&library.path()), None, Opening::Existing).unwrap()
}

fn call(app: &App, command: &str, request: Value) -> Value {
    commands::dispatch(app, command, request).unwrap_or_else(|error| panic!("{command}: {error:?}"))
}

/// Ids of the remarks that a search finds.
fn found(app: &App, word: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    loop {
        let request = json!({ "query": format!("\"{word}\""), "kinds": ["remark"], "limit": 500, "offset": ids.len() });
        let answer = call(app, "search", request);
        assert_eq!(answer["index"]["stage"], "ready", "{}", answer["index"]);
        let hits = answer["hits"].as_array().unwrap();
        ids.extend(hits.iter().map(|hit| hit["id"].as_str().unwrap().replace('-', "")));
        if hits.is_empty() || ids.len() as u64 >= answer["total"].as_u64().unwrap() {
            return ids;
        }
    }
}

/// Ids of the remarks that hold a word, by reading every one.
fn there(library: &Library, word: &str) -> BTreeSet<String> {
    let database = rusqlite::Connection::open(library.path().join("gijicho.db")).unwrap();
    let sql = "SELECT hex(id), coalesce(speaker_printed, ''), speaker_post, coalesce(note, ''), body FROM remark";
    let mut statement = database.prepare(sql).unwrap();
    let rows = statement
        .query_map([], |row| {
            let text: String = row.get(4)?;
            let texts: [String; 4] = [row.get(1)?, row.get(2)?, row.get(3)?, body::plain(&text)];
            Ok((row.get::<_, String>(0)?.to_lowercase(), texts))
        })
        .unwrap();
    let word = fold(word);
    let holds = |texts: &[String; 4]| texts.iter().any(|text| fold(text).contains(&word));
    rows.map(Result::unwrap).filter(|(_, texts)| holds(texts)).map(|(id, _)| id).collect()
}

fn check_same(library: &Library, app: &App, after: &str) {
    for word in WORDS {
        assert_eq!(found(app, word), there(library, word), "「{word}」 after {after}");
    }
}

#[test]
fn after_any_kill_the_search_finds_what_the_library_holds() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let mut random = Random::new(20_261_121);
    for kill in 0..KILLS {
        let doing = DOING[random.below(DOING.len())];
        let life = Duration::from_millis(random.below(LIFE) as u64);
        let mut child = library
            .command()
            .args(doing)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(life);
        child.kill().unwrap();
        child.wait().unwrap();
        let after = format!("kill {kill}, {life:?} into {doing:?}");
        // Some are killed on top of what others have left.
        if kill % 3 > 0 {
            check_same(&library, &open(&library), &after);
        }
    }
    check_same(&library, &open(&library), "all of them");
}
