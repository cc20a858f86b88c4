//! Two processes write the same remark at the same time, for `GIJICHO_TOGETHER_SECONDS` seconds (10 where it
//! is not set).

use std::process::{Child, Command, Stdio};

use gijicho_tests::drafting::{Desk, Outcome};
use serde_json::json;

/// How long they write, in seconds.
fn seconds() -> u64 {
    std::env::var("GIJICHO_TOGETHER_SECONDS").ok().and_then(|typed| typed.parse().ok()).unwrap_or(10)
}

/// What a typist says at the end, by its name.
fn told(said: &str, name: &str) -> usize {
    let told = said.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok());
    told.unwrap_or_else(|| panic!("no {name} in {said}"))
}

#[test]
fn nobody_overwrites_what_another_has_written() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    let desk = Desk::open(&library, "書く人");
    let meeting = desk.begin("R6.9.12");
    let remark = desk.add_remark(&meeting, None, ("☆", "汐見部長", "", "始め、"));
    let append = |word: &str| -> Child {
        Command::new(env!("CARGO_BIN_EXE_typist"))
            .args(["append", library.to_str().unwrap(), &meeting, &remark, word, &seconds().to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let ended = ["東", "西"].map(|who| (who, append(who))).map(|(who, typist)| {
        let ended = typist.wait_with_output().unwrap();
        assert!(ended.status.success(), "{ended:?}");
        (who, String::from_utf8(ended.stdout).unwrap())
    });
    let (text, version) = desk.remark(&meeting, &remark);
    let words: Vec<&str> = text.trim_end_matches('、').split('、').collect();
    let (mut written, mut conflicts) = (0, 0);
    for (who, said) in &ended {
        let of: Vec<&str> = words.iter().copied().filter(|word| word.starts_with(who)).collect();
        let wanted: Vec<String> = (0..told(said, "words")).map(|number| format!("{who}{number}")).collect();
        assert_eq!(of, wanted, "each in the order in which it was written, and none twice");
        written += wanted.len();
        conflicts += told(said, "conflicts");
    }
    assert_eq!(words.len(), 1 + written, "nothing else is there");
    println!("{written} words in {} s, {conflicts} conflicts shown, version {version}", seconds());
}

#[test]
fn the_second_to_write_is_shown_both_sides_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    let (one, other) = (Desk::open(&library, "一人目"), Desk::open(&library, "二人目"));
    let meeting = one.begin("R6.9.12");
    let remark = one.add_remark(&meeting, None, ("☆", "汐見部長", "", "元の文。"));
    let (_, seen) = other.remark(&meeting, &remark);
    assert_eq!(one.write(&meeting, &remark, seen, "一人目の文。"), Outcome::Done(None));
    assert_eq!(other.write(&meeting, &remark, seen, "二人目の文。"), Outcome::Conflict);
    assert_eq!(one.remark(&meeting, &remark).0, "一人目の文。");
    // What both say alike is no conflict, and what only one has changed is put together.
    assert_eq!(other.write(&meeting, &remark, seen, "一人目の文。"), Outcome::Done(None));
}

#[test]
fn names_of_those_present_that_another_has_added_are_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    let (one, other) = (Desk::open(&library, "一人目"), Desk::open(&library, "二人目"));
    let meeting = one.begin("R6.9.12");
    let seen = other.editor(&meeting)["versions"][&meeting].as_i64().unwrap();
    let head = |attendees: &[&str]| {
        let head = json!({
            "title": "概要", "ordinal": 1, "held_on": "R6.9.12", "starts_at": "10:30", "ends_at": "11:00",
            "place": "本庁舎", "attendees": attendees, "legend": [],
        });
        json!({ "kind": "head", "base": seen, "head": head })
    };
    assert_eq!(one.edit(&meeting, &head(&["湊副知事"])), Outcome::Done(None));
    assert_eq!(other.edit(&meeting, &head(&["汐見部長"])), Outcome::Conflict);
    let present = &one.editor(&meeting)["record"]["meeting"]["attendees"];
    assert_eq!(present.as_array().map(Vec::len), Some(1), "{present}");
    assert!(present.to_string().contains("湊副知事"), "{present}");
}

#[test]
fn nobody_confirms_words_that_were_changed_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(&folder.path().join("library"), "書く人");
    let meeting = desk.begin("R6.9.12");
    let Outcome::Done(Some(item)) = desk.edit(
        &meeting,
        &json!({ "kind": "item_add", "before": null, "text": { "label": "議題１", "title": "窓口の見直し", "depth": 1 } }),
    ) else {
        panic!("an item is added");
    };
    desk.add_remark(&meeting, Some(&item), ("●", "岬課長", "", "案のとおり承認いただいた。"));
    assert!(matches!(desk.edit(&meeting, &json!({ "kind": "propose" })), Outcome::Done(_)));
    let decision = desk.editor(&meeting)["record"]["decisions"][0].clone();
    let confirm = |words: &str| desk.call("decision_confirm", json!({ "decision": decision["id"], "words": words }));
    assert_eq!(confirm("案のとおり了承された。"), Err("words-changed".to_owned()));
    assert_eq!(desk.editor(&meeting)["record"]["decisions"][0]["status"], "proposed");
    confirm(decision["quote"].as_str().unwrap()).unwrap();
    assert_eq!(desk.editor(&meeting)["record"]["decisions"][0]["status"], "confirmed");
}
