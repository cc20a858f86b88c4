//! The program is killed at any moment of its writing, again and again: what is searched afterwards
//! is what the library holds, nothing less and nothing more. And two programs share one library.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use gijicho_model::body;
use gijicho_search::fold::fold;
use gijicho_tests::command_line::Library;
use gijicho_tests::drafting::Desk;
use gijicho_tests::fuzz::mutate::Random;
use gijicho_tests::place;
use serde_json::json;

/// How often the program is killed.
const KILLS: usize = 60;

const WORDS: [&str; 4] = ["県", "紙", "デジタル", "知事"];

/// Ids of the remarks that a search finds.
fn found(desk: &Desk, word: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    loop {
        let request = json!({ "query": format!("\"{word}\""), "kinds": ["remark"], "limit": 500, "offset": ids.len() });
        let answer = desk.call("search", request).unwrap();
        assert_eq!(answer["index"]["stage"], "ready", "{}", answer["index"]);
        let hits = answer["hits"].as_array().unwrap();
        ids.extend(hits.iter().map(|hit| hit["id"].as_str().unwrap().replace('-', "")));
        if hits.is_empty() || ids.len() as u64 >= answer["total"].as_u64().unwrap() {
            return ids;
        }
    }
}

/// Every remark by its id, with all of its words, by reading the library itself.
fn remarks(library: &Library) -> Vec<(String, String)> {
    let database = rusqlite::Connection::open(library.path().join("gijicho.db")).unwrap();
    let sql = "SELECT hex(id), coalesce(speaker_printed, ''), speaker_post, coalesce(note, ''), body FROM remark";
    let mut statement = database.prepare(sql).unwrap();
    let rows = statement
        .query_map([], |row| {
            let text: String = row.get(4)?;
            let texts: [String; 4] = [row.get(1)?, row.get(2)?, row.get(3)?, body::plain(&text)];
            Ok((row.get::<_, String>(0)?.to_lowercase(), texts.map(|text| fold(&text)).join("\n")))
        })
        .unwrap();
    rows.map(Result::unwrap).collect()
}

/// Compares what a program finds with what the library holds; gives the number of its remarks.
fn check_same(library: &Library, desk: &Desk, after: &str) -> usize {
    let remarks = remarks(library);
    for word in WORDS {
        let folded = fold(word);
        let holds = remarks.iter().filter(|(_, text)| text.contains(&folded));
        let there: BTreeSet<String> = holds.map(|(id, _)| id.clone()).collect();
        assert_eq!(found(desk, word), there, "「{word}」 after {after}");
    }
    remarks.len()
}

/// Minutes that are not in the library yet.
fn files() -> Vec<PathBuf> {
    let mut files = place::files_in(&place::root().join("tests/houses"));
    files.retain(|file| file.extension().is_some_and(|kind| kind == "txt"));
    files
}

/// What the program does when it is killed: files are imported, imports are taken back and done again,
/// the index is built, and somebody searches.
fn doing(random: &mut Random, files: &mut Vec<PathBuf>) -> Vec<OsString> {
    match (random.below(8), files.pop()) {
        (0..4, Some(file)) => vec!["import".into(), file.into()],
        (4, _) => vec!["redo".into()],
        (5, _) => vec!["reindex".into()],
        (6, _) => vec!["search".into(), "紙".into()],
        _ => vec!["undo".into()],
    }
}

#[test]
fn after_any_kill_the_search_finds_what_the_library_holds() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let mut files = files();
    // A little longer than a command takes on this machine today.
    let begun = Instant::now();
    library.done([OsString::from("import"), files.pop().unwrap().into()]);
    let longest = usize::try_from(begun.elapsed().as_millis()).unwrap() * 5 / 4;
    let mut random = Random::new(20_261_121);
    let mut counts = BTreeSet::new();
    for kill in 0..KILLS {
        let doing = doing(&mut random, &mut files);
        let life = Duration::from_millis(random.below(longest) as u64);
        let mut child = library
            .command()
            .args(&doing)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(life);
        child.kill().unwrap();
        child.wait().unwrap();
        // Some are killed on top of what others have left.
        if kill % 3 > 0 {
            let desk = Desk::open(&library.path(), "青井");
            counts.insert(check_same(&library, &desk, &format!("kill {kill}, {life:?} into {doing:?}")));
        }
    }
    let desk = Desk::open(&library.path(), "青井");
    counts.insert(check_same(&library, &desk, "all of them"));
    // Some came to an end before they were killed: it was not always the same library.
    assert!(counts.len() > 3, "{counts:?}");
}

#[test]
fn what_one_program_writes_the_other_finds_at_once() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let window = Desk::open(&library.path(), "青井");
    let meeting = window.begin("2025-01-15");
    for (turn, file) in files().into_iter().take(4).enumerate() {
        // The window has just written, and may still hold the index, when the other searches.
        let mark = format!("目印{turn}番");
        window.add_remark(&meeting, None, ("☆", "汐見部長", "", &format!("窓口の{mark}を紙に書く。")));
        let seen = library.json(["search", &mark, "--kind", "remark"]);
        assert_eq!(seen["total"], 1, "{mark}: {seen}");
        // The other writes; the window has the index open all the while.
        library.done([OsString::from("import"), file.into()]);
        let with = check_same(&library, &window, "an import");
        library.done(["undo"]);
        let without = check_same(&library, &window, "taking it back");
        assert!(without < with, "{without} of {with} remarks are left");
    }
}

#[test]
fn two_programs_write_and_search_one_library_at_the_same_time() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let window = Desk::open(&library.path(), "青井");
    let meeting = window.begin("2025-01-15");
    let imports = files().into_iter().skip(4).take(6);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| {
            for file in imports {
                library.done([OsString::from("import"), file.into()]);
                library.done(["search", "紙"]);
            }
        });
        let mut written = 0;
        while !other.is_finished() {
            written += 1;
            let mark = format!("目印{written}番");
            window.add_remark(&meeting, None, ("☆", "汐見部長", "", &format!("紙の{mark}")));
            // It may have to wait for the other one to finish, and then says so.
            let answer = window.call("search", json!({ "query": mark, "kinds": ["remark"] })).unwrap();
            let is_behind = answer["index"]["stage"] != "ready";
            assert!(is_behind || answer["total"] == 1, "{mark}: {}", answer["total"]);
        }
        assert!(written > 0);
        other.join().unwrap();
    });
    check_same(&library, &window, "both have written");
    check_same(&library, &Desk::open(&library.path(), "緑川"), "a third one has come");
}
