//! `import`: published minutes in whatever dress, folders, and what is refused.

use gijicho_tests::command_line::Library;
use gijicho_tests::{gold, place, variants};
use serde_json::Value;

/// Documents of others that a careful reader has read.
const READ: [(&str, &str); 3] = [
    ("seeds/001_8b7134eadf3b3765.txt", "gold/001.json"),
    ("seeds/003_acf9ea6dad0b912a.txt", "gold/003.json"),
    ("seeds/004_d1f4932083dd1277.txt", "gold/004.json"),
];

/// Reads a published document in every dress and compares each with the reader's notes.
fn check_against_reader(document: &str, notes: &str) {
    let (Some(library), Some(document), Some(notes)) = (Library::new(), place::shared(document), place::shared(notes))
    else {
        return;
    };
    let gold: Value = serde_json::from_slice(&std::fs::read(notes).unwrap()).unwrap();
    let text = std::fs::read_to_string(&document).unwrap();
    let mut wrong = Vec::new();
    for variant in variants::of(&text) {
        let file = library.file("minutes.txt", &variant.bytes);
        let found = gold::differences(&library.draft(&file), &gold);
        wrong.extend(found.into_iter().map(|difference| format!("{}: {difference}", variant.name)));
    }
    assert!(wrong.is_empty(), "{}\n{}", document.display(), wrong.join("\n"));
}

#[test]
fn the_first_published_document_is_read_as_a_careful_reader_does() {
    check_against_reader(READ[0].0, READ[0].1);
}

#[test]
fn the_second_published_document_is_read_as_a_careful_reader_does() {
    check_against_reader(READ[1].0, READ[1].1);
}

#[test]
fn the_third_published_document_is_read_as_a_careful_reader_does() {
    check_against_reader(READ[2].0, READ[2].1);
}

#[test]
fn nothing_of_the_sample_minutes_is_left_unplaced() {
    let Some(library) = Library::new() else { return };
    for file in place::sample_minutes() {
        let draft = library.draft(&file);
        assert_eq!(draft["kind"], "minutes", "{}", file.display());
        assert_eq!(draft["unplaced"], serde_json::json!([]), "{}", file.display());
        assert_eq!(draft["coverage"]["placed"], draft["coverage"]["characters"], "{}", file.display());
        assert!(draft["coverage"]["placed"].as_u64().unwrap() > 1000, "{}", file.display());
    }
}

#[test]
fn the_sample_minutes_say_the_same_in_every_dress() {
    let Some(library) = Library::new() else { return };
    for file in place::sample_minutes().iter().step_by(5) {
        let plain = library.draft(file);
        for variant in variants::of(&std::fs::read_to_string(file).unwrap()) {
            let dressed = library.draft(&library.file("minutes.txt", &variant.bytes));
            let differences = gold::differences(&dressed, &gold::notes(&plain));
            assert!(differences.is_empty(), "{} {}\n{}", file.display(), variant.name, differences.join("\n"));
        }
    }
}

#[test]
fn a_folder_is_imported_and_a_bad_file_in_it_does_not_stop_the_others() {
    let Some(library) = Library::new() else { return };
    let folder = library.folder().join("in");
    std::fs::create_dir(&folder).unwrap();
    for file in place::sample_minutes().iter().take(2) {
        std::fs::copy(file, folder.join(file.file_name().unwrap())).unwrap();
    }
    std::fs::write(folder.join("空.txt"), "").unwrap();
    let answer = library.run(["import", folder.to_str().unwrap()]);
    assert_eq!(answer.status, Some(1), "{answer}");
    assert!(answer.err.contains("空.txt"), "{answer}");
    assert_eq!(library.json(["meetings", "list"])["meetings"].as_array().unwrap().len(), 2);
}

#[test]
fn the_same_file_is_not_taken_in_twice_unless_asked() {
    let Some(library) = Library::new() else { return };
    let file = &place::sample_minutes()[0];
    library.done(["import".as_ref(), file.as_os_str()]);
    let again = library.run(["import".as_ref(), file.as_os_str()]);
    assert_eq!(again.status, Some(3), "{again}");
    again.assert_one_japanese_line();
    let skipped = library.done(["import".as_ref(), "--on-duplicate".as_ref(), "skip".as_ref(), file.as_os_str()]);
    assert!(!skipped.out.is_empty());
    assert_eq!(library.json(["meetings", "list"])["meetings"].as_array().unwrap().len(), 1);
}

#[test]
fn the_original_is_kept_to_the_byte() {
    let Some(library) = Library::new() else { return };
    let file = &place::sample_minutes()[0];
    let bytes = std::fs::read(file).unwrap();
    library.done(["import".as_ref(), file.as_os_str()]);
    let kept =
        library.contents().into_keys().filter(|path| path.starts_with(library.path().join("files")) && path.is_file());
    let kept: Vec<Vec<u8>> = kept.map(|path| std::fs::read(path).unwrap()).collect();
    assert_eq!(kept, [bytes]);
}

/// A folder with some of the sample minutes in it.
fn folder_of_minutes(library: &Library, count: usize) -> std::path::PathBuf {
    let folder = library.folder().join("in");
    std::fs::create_dir(&folder).unwrap();
    for file in place::sample_minutes().iter().take(count) {
        std::fs::copy(file, folder.join(file.file_name().unwrap())).unwrap();
    }
    folder
}

#[test]
fn a_folder_that_is_imported_again_makes_no_doubles() {
    let Some(library) = Library::new() else { return };
    let folder = folder_of_minutes(&library, 3);
    library.done(["import", folder.to_str().unwrap()]);
    std::fs::copy(&place::sample_minutes()[3], folder.join("あとから.txt")).unwrap();
    let again = library.done(["import", folder.to_str().unwrap()]);
    assert_eq!(again.out.lines().filter(|line| line.contains("書庫にある")).count(), 3, "{again}");
    assert_eq!(library.json(["meetings", "list"])["meetings"].as_array().unwrap().len(), 4);
}

#[test]
fn the_report_says_what_became_of_every_file() {
    let Some(library) = Library::new() else { return };
    let folder = folder_of_minutes(&library, 2);
    std::fs::write(folder.join("空.txt"), "").unwrap();
    for name in ["結果.csv", "結果.json"] {
        let report = library.folder().join(name);
        let answer = library.run(["import", folder.to_str().unwrap(), "--report", report.to_str().unwrap()]);
        assert_eq!(answer.status, Some(1), "{answer}");
    }
    let csv = std::fs::read_to_string(library.folder().join("結果.csv")).unwrap();
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert!(csv.contains("空.txt,取り込めません"), "{csv}");
    let json: Value = serde_json::from_slice(&std::fs::read(library.folder().join("結果.json")).unwrap()).unwrap();
    let states: Vec<&str> =
        json["files"].as_array().unwrap().iter().map(|file| file["state"].as_str().unwrap()).collect();
    assert_eq!(states.iter().filter(|state| **state == "skipped").count(), 2, "{states:?}");
    assert_eq!(states.iter().filter(|state| **state == "failed").count(), 1, "{states:?}");
}

#[test]
fn an_archive_is_imported_file_by_file() {
    use std::io::Write;
    let Some(library) = Library::new() else { return };
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for file in place::sample_minutes().iter().take(3) {
        let name = format!("令和4年度/{}", file.file_name().unwrap().to_str().unwrap());
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(&std::fs::read(file).unwrap()).unwrap();
    }
    let file = library.file("まとめ.zip", archive.finish().unwrap().into_inner());
    library.done(["import".as_ref(), file.as_os_str()]);
    assert_eq!(library.json(["meetings", "list"])["meetings"].as_array().unwrap().len(), 3);
    let again = library.done(["import".as_ref(), file.as_os_str()]);
    assert_eq!(again.out.lines().count(), 3, "{again}");
}
