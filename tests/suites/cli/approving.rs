//! Who approved what, in which words, and what stood on a day: two published minutes, and the sample.

use std::ffi::OsStr;

use gijicho_tests::approving::{AS_OF, FIRST, PLAN, SECOND};
use gijicho_tests::command_line::Library;
use gijicho_tests::place;
use serde_json::Value;

/// A row of the register by its day and the number of its item.
fn row<'a>(register: &'a Value, held_on: &str, item: &str) -> &'a Value {
    let mut rows = register["decisions"].as_array().unwrap().iter();
    let found = rows.find(|row| row["meeting"]["held_on"] == held_on && row["agenda"]["number"] == item);
    found.unwrap_or_else(|| panic!("no decision on item {item} of {held_on}: {register:#}"))
}

/// Asks what stood on a day, and checks the numbers and the words.
fn check(library: &Library, initiative: &str, day: &str, expected: &[&Value], later: usize) {
    let view = library.json(["initiatives", "show", initiative, "--as-of", day]);
    let stood: Vec<&Value> = view["decisions"].as_array().unwrap().iter().map(|row| &row["number"]).collect();
    assert_eq!(stood, expected.iter().map(|row| &row["number"]).collect::<Vec<_>>(), "on {day}: {view:#}");
    for (shown, decision) in view["decisions"].as_array().unwrap().iter().zip(expected) {
        assert_eq!(shown["quote"], decision["quote"], "on {day}");
        assert!(shown["confirmed_by"].is_string(), "on {day}: {shown:#}");
    }
    assert_eq!(view["later"], later, "on {day}");
}

#[test]
fn what_two_published_meetings_approved_is_told_as_of_any_day() {
    let Some(library) = Library::new() else { return };
    let seeds = ["004_d1f4932083dd1277.txt", "003_acf9ea6dad0b912a.txt", "001_8b7134eadf3b3765.txt"];
    for seed in seeds {
        let Some(file) = place::shared(&format!("seeds/{seed}")) else { return };
        library.done([OsStr::new("import"), file.as_os_str()]);
    }
    let plan = library.file("plan.csv", PLAN);
    library.done(["import".as_ref(), "--kind".as_ref(), "plan".as_ref(), plan.as_os_str()]);

    let register = library.json(["decisions", "list"]);
    for (held_on, ties) in [FIRST, SECOND] {
        for (item, initiative) in ties {
            let decision = row(&register, held_on, item);
            assert_eq!(decision["status"], "proposed", "{decision:#}");
            let id = decision["id"].as_str().unwrap();
            library.done(["--actor", "潮見", "decisions", "confirm", id]);
            library.done(["--actor", "潮見", "decisions", "link", id, initiative]);
        }
    }
    let register = library.json(["decisions", "list"]);
    let both = [row(&register, FIRST.0, "1"), row(&register, SECOND.0, "1")];
    assert_ne!(both[0]["quote"], both[1]["quote"], "each in its own words");
    for (decision, outcome) in both.iter().zip(["approved", "acknowledged"]) {
        assert_eq!(decision["outcome"], outcome, "{decision:#}");
        assert_eq!(decision["evidence"], "intact", "{decision:#}");
    }
    for (day, stood, later) in AS_OF {
        check(&library, "1", day, &both[..stood], later);
    }
    let none = register["decisions"].as_array().unwrap().iter().filter(|row| row["meeting"]["held_on"] == "2020-06-02");
    let none: Vec<&Value> = none.collect();
    assert!(none.len() >= 3 && none.iter().all(|row| row["outcome"] == "none_recorded"), "{none:#?}");
}

#[test]
fn what_the_sample_approved_is_told_as_of_any_day() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let list = library.json(["initiatives", "list"]);
    let nodes = list["initiatives"].as_array().unwrap().iter();
    let most = nodes.max_by_key(|node| node["decisions"].as_u64()).unwrap()["id"].as_str().unwrap();
    let today = library.json(["initiatives", "show", most]);
    let decisions: Vec<Value> = today["decisions"].as_array().unwrap().clone();
    assert!(decisions.len() > 1, "{today:#}");
    let reports = today["progress"].as_array().unwrap().len();
    for (at, decision) in decisions.iter().enumerate() {
        let day = decision["meeting"]["held_on"].as_str().unwrap();
        let view = library.json(["initiatives", "show", most, "--as-of", day]);
        let stood = decisions.iter().take_while(|one| one["meeting"]["held_on"].as_str().unwrap() <= day).count();
        assert!(stood > at);
        let known = view["progress"].as_array().unwrap().len();
        check(
            &library,
            most,
            day,
            &decisions.iter().take(stood).collect::<Vec<_>>(),
            decisions.len() - stood + reports - known,
        );
    }
}
