//! `decisions`: confirming, tying to initiatives, taking it all back and doing it again, each in a
//! process of its own, so that every step is also a restart.

use std::ffi::OsStr;

use gijicho_tests::command_line::Library;
use gijicho_tests::place;
use serde_json::Value;

/// The decisions of one meeting, in order.
fn decisions_of(library: &Library, held_on: &str) -> Vec<Value> {
    let register = library.json(["decisions", "list"]);
    let all = register["decisions"].as_array().unwrap().iter();
    all.filter(|row| row["meeting"]["held_on"] == held_on && row["id"].is_string()).cloned().collect()
}

fn initiatives(library: &Library) -> Vec<String> {
    let tree = library.json(["initiatives", "list"]);
    let nodes = tree["initiatives"].as_array().unwrap().iter();
    nodes.filter(|node| node["kind"] == "initiative").map(|node| node["id"].as_str().unwrap().to_owned()).collect()
}

/// Confirms every decision of a day, ties each to an initiative, takes all back, does all again.
fn check_there_and_back(library: &Library, held_on: &str, count: usize) {
    let before = dump(library);
    let decisions = decisions_of(library, held_on);
    assert_eq!(decisions.len(), count, "{decisions:#?}");
    assert!(decisions.iter().all(|decision| decision["status"] == "proposed"));
    let initiatives = initiatives(library);
    for (decision, initiative) in decisions.iter().zip(initiatives.iter().cycle()) {
        let decision = decision["id"].as_str().unwrap();
        library.done(["--actor", "潮見", "decisions", "confirm", decision]);
        library.done(["--actor", "潮見", "decisions", "link", decision, initiative]);
    }
    let settled = decisions_of(library, held_on);
    for (decision, initiative) in settled.iter().zip(initiatives.iter().cycle()) {
        assert_eq!(decision["status"], "confirmed", "{decision:#}");
        assert_eq!(decision["confirmed_by"], "潮見", "{decision:#}");
        let links: Vec<_> =
            decision["initiatives"].as_array().unwrap().iter().map(|link| link["id"].as_str().unwrap()).collect();
        assert!(links.contains(&initiative.as_str()), "{decision:#}");
    }
    let after = dump(library);
    for _ in 0..2 * count {
        library.done(["undo"]);
    }
    assert_eq!(dump(library), before, "everything taken back");
    for _ in 0..2 * count {
        library.done(["redo"]);
    }
    assert_eq!(dump(library), after, "everything done again");
    let verified = library.done(["verify"]);
    assert!(!verified.out.is_empty());
}

/// Every row of every table, the history itself apart.
fn dump(library: &Library) -> Vec<String> {
    let database = rusqlite::Connection::open(library.path().join("gijicho.db")).unwrap();
    let tables: Vec<String> = rows(&database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    let history = ["'change_log'", "'operation'", "'actor'"];
    let kept = tables.iter().filter(|table| !history.contains(&table.as_str()));
    kept.flat_map(|table| {
        rows(&database, &format!("SELECT * FROM {} ORDER BY 1, 2", table.trim_matches('\'')))
            .into_iter()
            .map(move |row| format!("{table}: {row}"))
    })
    .collect()
}

fn rows(database: &rusqlite::Connection, query: &str) -> Vec<String> {
    let mut statement = database.prepare(query).unwrap();
    let columns = statement.column_count();
    let row = |row: &rusqlite::Row| {
        let values: Result<Vec<String>, _> =
            (0..columns).map(|column| row.get::<_, rusqlite::types::Value>(column).map(shown)).collect();
        values.map(|values| values.join(" | "))
    };
    statement.query_map([], row).unwrap().map(Result::unwrap).collect()
}

fn shown(value: rusqlite::types::Value) -> String {
    use rusqlite::types::Value::{Blob, Integer, Null, Real, Text};
    match value {
        Null => "null".into(),
        Integer(number) => number.to_string(),
        Real(number) => number.to_string(),
        Text(text) => format!("'{text}'"),
        Blob(bytes) => format!("{bytes:02x?}"),
    }
}

#[test]
fn four_published_decisions_are_confirmed_tied_taken_back_and_done_again() {
    let Some(library) = Library::new() else { return };
    let Some(minutes) = place::shared("seeds/004_d1f4932083dd1277.txt") else { return };
    library.done([OsStr::new("import"), minutes.as_os_str()]);
    let plan = place::root().join("assets/samples/plan/plan-R4.csv");
    library.done(["import".as_ref(), "--kind".as_ref(), "plan".as_ref(), plan.as_os_str()]);
    check_there_and_back(&library, "2022-04-14", 4);
}

#[test]
fn proposed_decisions_of_the_sample_are_confirmed_tied_taken_back_and_done_again() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let register = library.json(["decisions", "list"]);
    let proposed = register["decisions"].as_array().unwrap().iter().find(|row| row["status"] == "proposed");
    let held_on =
        proposed.expect("the sample leaves something to do")["meeting"]["held_on"].as_str().unwrap().to_owned();
    let open: Vec<_> = decisions_of(&library, &held_on).into_iter().filter(|row| row["status"] == "proposed").collect();
    assert_eq!(open.len(), decisions_of(&library, &held_on).len(), "choose a day on which nothing is confirmed yet");
    check_there_and_back(&library, &held_on, open.len());
}

#[test]
fn the_register_is_told_in_the_form_that_other_tools_read() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let register = library.json(["decisions", "list"]);
    let rows = register["decisions"].as_array().unwrap();
    let [decided, open]: [Vec<&Value>; 2] =
        [true, false].map(|with| rows.iter().filter(|row| row["id"].is_string() == with).collect());
    assert!(decided.len() > 20 && !open.is_empty(), "{} decided, {} open", decided.len(), open.len());
    for row in &decided {
        for pointer in [
            "/id",
            "/number",
            "/meeting/id",
            "/meeting/label",
            "/meeting/held_on",
            "/agenda/title",
            "/outcome",
            "/phrase",
            "/quote",
            "/status",
        ] {
            assert!(row.pointer(pointer).is_some_and(Value::is_string), "{pointer}: {row:#}");
        }
        assert!(row["initiatives"].is_array(), "{row:#}");
        assert_ne!(row["outcome"], "none_recorded");
    }
    assert!(open.iter().all(|row| row["outcome"] == "none_recorded"), "an item without a decision says so");
    let linked = decided.iter().flat_map(|row| row["initiatives"].as_array().unwrap());
    assert!(
        linked
            .into_iter()
            .all(|link| link["id"].is_string() && link["title"].is_string() && link["relation"].is_string())
    );
}

#[test]
fn a_decision_that_does_not_exist_is_refused_and_nothing_changes() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let before = dump(&library);
    for arguments in [&["decisions", "confirm", "R99-1-1"][..], &["decisions", "link", "R99-1-1", "1"]] {
        let answer = library.run(arguments);
        assert_eq!(answer.status, Some(3), "{answer}");
        answer.assert_one_japanese_line();
    }
    assert_eq!(dump(&library), before);
}

/// What a row must be so that a filter keeps it.
type Wanted = fn(&Value) -> bool;

fn year(row: &Value) -> i32 {
    let held_on = row["meeting"]["held_on"].as_str().unwrap();
    let [year, month]: [i32; 2] = [&held_on[..4], &held_on[5..7]].map(|part| part.parse().unwrap());
    if month >= 4 { year } else { year - 1 }
}

fn is_tied(row: &Value) -> bool {
    !row["initiatives"].as_array().unwrap().is_empty()
}

#[test]
fn the_register_is_filtered_as_in_the_window() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let all = library.json(["decisions", "list"]);
    let all = all["decisions"].as_array().unwrap();
    let check = |arguments: &[&str], wanted: Wanted| {
        let list = ["decisions", "list"];
        let kept = library.json(list.iter().chain(arguments));
        let wanted: Vec<&Value> = all.iter().filter(|row| wanted(row)).collect();
        assert!(!wanted.is_empty() && wanted.len() < all.len(), "{arguments:?} chooses nothing");
        assert_eq!(kept["decisions"].as_array().unwrap().iter().collect::<Vec<_>>(), wanted, "{arguments:?}");
    };
    check(&["--fiscal-year", "R4"], |row| year(row) == 2022);
    check(&["--fiscal-year", "R3", "--fiscal-year", "2024.."], |row| year(row) == 2021 || year(row) >= 2024);
    check(&["--fiscal-year", "R4..R5"], |row| (2022..=2023).contains(&year(row)));
    check(&["--body", "防災"], |row| row["meeting"]["body"]["name"].as_str().unwrap().contains("防災"));
    check(&["--outcome", "承認"], |row| row["outcome"] == "approved");
    check(&["--outcome", "none_recorded"], |row| row["outcome"] == "none_recorded");
    check(&["--status", "proposed"], |row| row["status"] == "proposed");
    check(&["--status", "確認済み", "--body", "行政改革"], |row| {
        row["status"] == "confirmed" && row["meeting"]["body"]["name"].as_str().unwrap().contains("行政改革")
    });
    check(&["--linked"], is_tied);
    check(&["--unlinked"], |row| row["status"] == "confirmed" && !is_tied(row));
    check(&["--text", "R4-1-1"], |row| row["number"].as_str().is_some_and(|number| number.contains("R4-1-1")));
    let tied = all.iter().find(|row| is_tied(row)).unwrap()["initiatives"][0]["id"].as_str().unwrap();
    let kept = library.json(["decisions", "list", "--initiative", tied]);
    let kept = kept["decisions"].as_array().unwrap();
    assert!(!kept.is_empty() && kept.iter().all(|row| row["initiatives"].to_string().contains(tied)), "{kept:#?}");
    let reversed = library.json(["decisions", "list", "--sort", "number", "--reverse"]);
    let sorted = library.json(["decisions", "list", "--sort", "number"]);
    let ids = |list: &Value, of: &str| -> Vec<Value> {
        list["decisions"].as_array().unwrap().iter().map(|row| row[of].clone()).filter(|id| !id.is_null()).collect()
    };
    let numbers = ids(&sorted, "number");
    let at = |number: &str| numbers.iter().position(|one| one == number).unwrap_or_else(|| panic!("no {number}"));
    assert!(at("R3-1-1") < at("R3-2-1") && at("R3-2-1") < at("R4-1-1"), "{numbers:?}");
    assert!(numbers.len() > 20 && ids(&reversed, "number").first() == numbers.last());
    let none = library.done(["decisions", "list", "--text", "どこにもない言葉"]);
    assert_eq!(none.out.trim(), "条件に合う決定事項はありません。");
    for wrong in [["--outcome", "たぶん"], ["--fiscal-year", "去年"]] {
        let refused = library.run(["decisions", "list"].iter().chain(&wrong));
        assert!(matches!(refused.status, Some(2 | 3)), "{refused}");
        refused.assert_one_japanese_line();
    }
}
