//! The library outlives what is typed wrong, what else runs, and what ends in the middle.

use std::path::Path;

use gijicho_tests::command_line::{Answer, Library, answer};

/// Minutes that the sample library does not have.
const ONE: &str = "令和８年度 第９回青海県デジタル推進本部 本部員会議 概要\n\n日時：令和８年１０月９日（金） １０：００～１０：３０\n\n１ 窓口について\n○白浜知事\n　窓口を見直す。\n";

/// The sample library.
fn sample() -> Option<Library> {
    let library = Library::new()?;
    library.done(["demo"]);
    Some(library)
}

fn refused(answer: &Answer, status: i32) {
    assert_eq!(answer.status, Some(status), "{answer}");
    answer.assert_one_japanese_line();
}

/// A path as an argument.
fn text(path: &Path) -> String {
    path.display().to_string()
}

#[test]
fn nothing_is_written_onto_the_library() {
    let Some(library) = sample() else { return };
    let meeting = library.json(["meetings", "list"])["meetings"][0]["id"].as_str().unwrap().to_owned();
    let minutes = text(&gijicho_tests::place::sample_minutes().remove(0));
    let before = library.contents();
    for inside in ["gijicho.db", "new/x", "../library/gijicho.db"] {
        let target = text(&library.path().join(inside));
        for arguments in [
            &["backup", &target][..],
            &["export", "minutes", &meeting, "--format", "txt", "-o", &target],
            &["export", "minutes", &meeting, "--format", "txt,md", "-o", &target],
            &["export", "decisions", "--format", "csv", "-o", &target],
            &["export", "site", "--drafts", "-o", &target],
        ] {
            let answer = library.run(arguments);
            assert_eq!(answer.status, Some(3), "{answer}");
        }
    }
    refused(&library.run(["import", &minutes, "--report", &text(&library.path().join("gijicho.db"))]), 3);
    refused(&library.run(["export", "site", "--drafts", "-o", &text(library.folder())]), 3);
    let mut after = library.contents();
    after.retain(|path, _| !path.starts_with(library.path().join("index")) && !text(path).ends_with("-wal"));
    let mut same = before;
    same.retain(|path, _| !path.starts_with(library.path().join("index")) && !text(path).ends_with("-wal"));
    assert_eq!(after, same);
    library.done(["verify"]);
    library.done(["backup", &text(&library.path().join("backups/copy.db"))]);
}

#[test]
fn a_copy_that_cannot_be_written_is_refused_and_the_library_is_not_blamed() {
    let Some(library) = sample() else { return };
    let folder = library.folder().join("folder");
    std::fs::create_dir(&folder).unwrap();
    for target in [library.folder().join("none/copy.db"), folder] {
        refused(&library.run(["backup", &text(&target)]), 3);
    }
}

#[test]
fn a_library_whose_making_was_cut_short_is_made_by_the_next_command() {
    let Some(library) = Library::new() else { return };
    std::fs::create_dir_all(library.path().join("files")).unwrap();
    std::fs::write(library.path().join("gijicho.db"), "").unwrap();
    let list = library.run(["meetings", "list"]);
    assert_eq!(list.status, Some(4), "{list}");
    library.done(["demo"]);
    library.done(["verify"]);
}

#[test]
fn what_only_reads_waits_for_nobody_who_writes() {
    let Some(library) = sample() else { return };
    let meeting = library.json(["meetings", "list"])["meetings"][0]["id"].as_str().unwrap().to_owned();
    library.done(["search", "紙"]);
    let other = rusqlite::Connection::open(library.path().join("gijicho.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let paper = text(&library.folder().join("paper.txt"));
    for arguments in [
        &["meetings", "list"][..],
        &["meetings", "show", &meeting],
        &["search", "紙"],
        &["decisions", "list"],
        &["initiatives", "list"],
        &["follow-ups", "list"],
        &["export", "minutes", &meeting, "--format", "txt", "-o", &paper],
        &["verify"],
        &["backup", &text(&library.folder().join("copy.db"))],
    ] {
        library.done(arguments);
    }
    refused(&library.run(["undo"]), 3);
}

#[test]
fn the_database_holds_everything_once_a_command_has_ended() {
    let Some(library) = sample() else { return };
    let alone = library.folder().join("alone");
    std::fs::create_dir(&alone).unwrap();
    std::fs::copy(library.path().join("gijicho.db"), alone.join("gijicho.db")).unwrap();
    let copy = answer(std::process::Command::new(library.program()).args([
        "--library",
        &text(&alone),
        "--json",
        "meetings",
        "list",
    ]));
    let meetings = library.json(["meetings", "list"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&copy.out).unwrap(), meetings, "{copy}");
}

#[test]
fn a_name_that_cannot_stand_in_a_record_is_refused() {
    let Some(library) = sample() else { return };
    for actor in ["a\nb", "a\u{7}", &"長".repeat(101)] {
        refused(&library.run(["--actor", actor, "undo"]), 2);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_nobody_gets_is_no_success() {
    let Some(library) = sample() else { return };
    let run = |arguments: &[&str]| {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        library.command().args(arguments).stdout(full).output().unwrap()
    };
    for arguments in [&["meetings", "list"][..], &["decisions", "list", "--json"], &["--help"]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1, "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn files_are_for_whoever_the_system_says() {
    use std::os::unix::fs::PermissionsExt;
    let Some(library) = sample() else { return };
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let usual = mode(&library.file("usual", ""));
    let minutes = gijicho_tests::place::sample_minutes().remove(0);
    library.run(["import", &text(&minutes), "--on-duplicate", "keep-both"]);
    for (arguments, name) in
        [(&["export", "decisions", "--format", "csv", "-o"][..], "list.csv"), (&["backup"], "copy.db")]
    {
        let path = library.folder().join(name);
        library.done(arguments.iter().copied().map(str::to_owned).chain([text(&path)]));
        assert_eq!(mode(&path), usual, "{name}");
    }
    let mut folders = vec![library.path().join("files")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { assert_eq!(mode(&path), usual, "{}", path.display()) }
        }
    }
}

#[test]
fn a_library_comes_back_from_its_copy() {
    let Some(library) = sample() else { return };
    let copy = text(&library.folder().join("控え.gijicho"));
    let written = library.json(["backup", &copy]);
    assert_eq!((written["path"].as_str(), written["originals"].as_bool()), (Some(copy.as_str()), Some(true)));
    let before = library.json(["meetings", "list"]);
    let found = library.json(["search", "紙"])["total"].clone();
    let file = text(&library.file("one.txt", ONE));
    library.done(["import", &file]);
    assert_ne!(library.json(["meetings", "list"]), before);
    library.done(["restore", &copy]);
    assert_eq!(library.json(["meetings", "list"]), before);
    assert_eq!(library.json(["search", "紙"])["total"], found);
    library.done(["verify"]);
    let notes = text(&library.file("notes.gijicho", "PK\u{3}\u{4} and no more"));
    refused(&library.run(["restore", &notes]), 3);
    assert_eq!(library.json(["meetings", "list"]), before);
}

#[test]
fn minutes_that_people_have_worked_on_are_replaced_only_with_their_consent() {
    let Some(library) = Library::new() else { return };
    let has_words = |file: &std::path::PathBuf| std::fs::read_to_string(file).is_ok_and(|words| words.contains("承認"));
    let file = gijicho_tests::place::sample_minutes().into_iter().find(has_words).unwrap();
    library.done(["import", &text(&file)]);
    let decisions = library.json(["decisions", "list"]);
    let numbers: Vec<String> = decisions["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["quote"].as_str().is_some_and(|quote| quote.contains("承認")))
        .filter_map(|row| row["number"].as_str().map(str::to_owned))
        .collect();
    let number = numbers.first().expect("the sample decides something").clone();
    library.done(["decisions", "confirm", &number]);
    // The same minutes, every decision in other words.
    let words = std::fs::read_to_string(&file).unwrap().replace("承認", "了承");
    let reworded = text(&library.file("reworded.txt", words));
    let replace = ["import", &reworded, "--on-duplicate", "replace"];
    let answer = library.run(replace);
    refused(&answer, 3);
    assert!(answer.err.contains(&number), "{answer}");
    let kept = library.json(["decisions", "list"]);
    let row = kept["decisions"].as_array().unwrap().iter().find(|row| row["number"] == number.as_str()).unwrap();
    assert_eq!(row["status"], "confirmed");
    library.done(replace.iter().copied().chain(["--accept-losses"]));
    let after = library.json(["decisions", "list"]);
    let rows = after["decisions"].as_array().unwrap();
    assert!(
        rows.iter().all(|row| !numbers.contains(&row["number"].as_str().unwrap_or_default().to_owned())),
        "{after:#}"
    );
    library.done(["verify"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_no_text_is_told_so() {
    use std::os::unix::ffi::OsStrExt;
    let Some(library) = Library::new() else { return };
    // 議事 in Shift_JIS.
    let name = std::ffi::OsStr::from_bytes(b"\x8b\x63\x8e\x96.txt");
    let path = library.folder().join(name);
    std::fs::copy(gijicho_tests::place::sample_minutes().remove(0), &path).unwrap();
    let answer = library.run([std::ffi::OsStr::new("import"), path.as_os_str()]);
    refused(&answer, 3);
    assert!(answer.err.contains("名前"), "{answer}");
}

#[test]
fn four_programs_that_bring_the_same_file_make_one_meeting() {
    let Some(library) = sample() else { return };
    let file = text(&library.file("one.txt", ONE));
    let children: Vec<_> = (0..4)
        .map(|_| {
            let mut command = library.command();
            command.args(["import", &file, "--on-duplicate", "skip"]);
            command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut child in children {
        child.wait().unwrap();
    }
    let meetings = library.json(["meetings", "list"]);
    let held = meetings["meetings"].as_array().unwrap().iter().filter(|row| row["held_on"] == "2026-10-09").count();
    assert_eq!(held, 1, "{meetings:#}");
}
