//! What is typed wrong, what cannot work here, and the sample.

use gijicho_tests::command_line::{Library, answer};
use serde_json::Value;

#[test]
fn wrong_usage_is_told_in_one_line() {
    let Some(library) = Library::new() else { return };
    for arguments in [
        &["nonsense"][..],
        &["search"],
        &["import"],
        &["search", "紙", "--nonsense"],
        &["decisions"],
        &["search", "紙", "--limit", "many"],
    ] {
        let answer = library.run(arguments);
        assert_eq!(answer.status, Some(2), "{answer}");
        answer.assert_one_japanese_line();
        assert!(!library.path().exists(), "nothing is written");
    }
}

#[test]
fn help_needs_no_library() {
    let Some(library) = Library::new() else { return };
    for arguments in [&["--help"][..], &["search", "--help"], &["--version"]] {
        assert!(!library.done(arguments).out.is_empty());
        assert!(!library.path().exists(), "nothing is written");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_display_the_window_says_so() {
    let Some(library) = Library::new() else { return };
    let answer = answer(&mut library.command());
    assert_eq!(answer.status, Some(3), "{answer}");
    answer.assert_one_japanese_line();
}

#[test]
fn an_error_is_an_object_for_programs() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let answer = library.run(["--json", "meetings", "show", "R99-1"]);
    assert_eq!(answer.status, Some(3), "{answer}");
    let object: Value = serde_json::from_str(&answer.out).unwrap_or_else(|error| panic!("{error}\n{answer}"));
    assert!(object["error"]["code"].is_string() && object["error"]["message"].is_string(), "{answer}");
    assert!(object["error"]["params"].is_object(), "{answer}");
}

#[test]
fn the_sample_fills_an_empty_library_once() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let meetings = library.json(["meetings", "list"]);
    let count = meetings["meetings"].as_array().unwrap().len();
    assert_eq!(count, gijicho_tests::place::sample_minutes().len());
    let again = library.run(["demo"]);
    assert_eq!(again.status, Some(3), "{again}");
    again.assert_one_japanese_line();
    library.done(["verify"]);
}

#[test]
fn a_library_can_be_named_by_the_environment() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let mut command = std::process::Command::new(library.program());
    library.prepare(&mut command);
    let answer = answer(command.env("GIJICHO_LIBRARY", library.path()).args(["search", "紙"]));
    assert_eq!(answer.status, Some(0), "{answer}");
    assert!(!answer.out.is_empty());
}

#[test]
fn a_meeting_has_several_names() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let meetings = library.json(["meetings", "list"]);
    let meeting = &meetings["meetings"][0];
    let id = meeting["id"].as_str().unwrap();
    let shown = library.done(["meetings", "show", id]).out;
    assert!(shown.contains("議題"), "{shown}");
    for name in [meeting["held_on"].as_str().unwrap(), id] {
        assert_eq!(library.done(["meetings", "show", name]).out, shown, "{name}");
    }
}

#[test]
fn a_deleted_index_is_made_again() {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let before = library.json(["search", "紙"])["total"].clone();
    std::fs::remove_dir_all(library.path().join("index")).unwrap();
    assert_eq!(library.json(["search", "紙"])["total"], before);
    library.done(["reindex"]);
    assert_eq!(library.json(["search", "紙"])["total"], before);
}
