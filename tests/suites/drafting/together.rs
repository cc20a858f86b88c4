//! Two processes write the same remark at the same time.

use std::process::{Child, Command, Stdio};

use gijicho_tests::drafting::{Desk, Outcome};

/// Words that each of them adds.
const WORDS: usize = 40;

#[test]
fn nobody_overwrites_what_another_has_written() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    let desk = Desk::open(&library, "書く人");
    let meeting = desk.begin("R6.9.12");
    let remark = desk.add_remark(&meeting, None, ("☆", "汐見部長", "", "始め、"));
    let append = |word: &str| -> Child {
        Command::new(env!("CARGO_BIN_EXE_typist"))
            .args(["append", library.to_str().unwrap(), &meeting, &remark, word, &WORDS.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    };
    for typist in [append("東"), append("西")] {
        let said = typist.wait_with_output().unwrap();
        assert!(said.status.success(), "{said:?}");
    }
    let (text, _) = desk.remark(&meeting, &remark);
    let words: Vec<&str> = text.trim_end_matches('、').split('、').collect();
    assert_eq!(words.len(), 1 + 2 * WORDS, "every word is there once: {text}");
    for who in ["東", "西"] {
        let of: Vec<&str> = words.iter().copied().filter(|word| word.starts_with(who)).collect();
        let wanted: Vec<String> = (0..WORDS).map(|number| format!("{who}{number}")).collect();
        assert_eq!(of, wanted, "each in the order in which it was written");
    }
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
