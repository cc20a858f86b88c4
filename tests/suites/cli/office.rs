//! `export` for office programs: what another program reads in the files is what was written.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use gijicho_tests::command_line::{Library, answer};
use gijicho_tests::gold::folded;
use gijicho_tests::place;

/// A library with the sample prefecture in it.
fn library() -> Option<Library> {
    let library = Library::new()?;
    library.done(["demo"]);
    Some(library)
}

/// A meeting of the library.
fn meeting(library: &Library) -> String {
    library.json(["meetings", "list"])["meetings"][0]["id"].as_str().unwrap().to_owned()
}

fn export(library: &Library, what: &[&str], name: &str) -> PathBuf {
    let path = library.folder().join(name);
    let words = ["export"].iter().chain(what).map(|word| OsStr::new(*word));
    library.done(words.chain([OsStr::new("-o"), path.as_os_str()]));
    path
}

/// What an office program makes of a file; `None`, with a plain line, where there is none.
fn converted(library: &Library, file: &Path, to: &str) -> Option<PathBuf> {
    if Command::new("soffice").arg("--version").output().is_err() {
        println!("skipped: soffice is not on this machine");
        return None;
    }
    let home = format!("-env:UserInstallation=file://{}", library.folder().join("office").display());
    let answer = answer(
        Command::new("soffice")
            .args([home.as_str(), "--headless", "--convert-to", to, "--outdir"])
            .arg(library.folder())
            .arg(file),
    );
    let made = file.with_extension(to.split(':').next().unwrap());
    assert!(made.is_file(), "{answer}");
    Some(made)
}

#[test]
fn an_office_program_prints_the_same_words_from_the_word_file() {
    let Some(library) = library() else { return };
    let meeting = meeting(&library);
    let text = std::fs::read_to_string(export(&library, &["minutes", &meeting, "--format", "txt"], "a.txt")).unwrap();
    let file = export(&library, &["minutes", &meeting, "--format", "docx"], "b.docx");
    let Some(paper) = converted(&library, &file, "pdf") else { return };
    let printed = answer(Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&paper).arg("-"));
    let printed = folded(&printed.out);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        // A page may end within a line.
        let start: String = folded(line).chars().take(16).collect();
        assert!(printed.contains(&start), "{line}\n{printed}");
    }
    assert!(printed.contains("－1－") || printed.contains("-1-"), "{printed}");
}

#[test]
fn an_office_program_reads_the_cells_of_the_spreadsheet() {
    let Some(library) = library() else { return };
    let file = export(&library, &["decisions", "--format", "xlsx"], "decisions.xlsx");
    let Some(read) = converted(&library, &file, "csv:Text - txt - csv (StarCalc):44,34,76") else { return };
    let read = std::fs::read_to_string(read).unwrap();
    let csv = std::fs::read_to_string(export(&library, &["decisions", "--format", "csv"], "again.csv")).unwrap();
    for number in csv.lines().skip(1).filter_map(|line| line.split(',').next()).filter(|cell| cell.starts_with('R')) {
        assert!(read.contains(number), "{number}\n{read}");
    }
}

#[test]
fn every_list_is_written_in_every_form() {
    let Some(library) = library() else { return };
    let lists: [&[&str]; 6] = [
        &["decisions"],
        &["decisions", "--by-meeting"],
        &["initiatives"],
        &["progress"],
        &["follow-ups"],
        &["search", "窓口"],
    ];
    for list in lists {
        for format in ["xlsx", "csv", "html", "md", "json"] {
            let words: Vec<&str> = list.iter().copied().chain(["--format", format]).collect();
            let file = export(&library, &words, &format!("list.{format}"));
            assert!(std::fs::metadata(&file).unwrap().len() > 100, "{words:?}");
        }
    }
    let links =
        std::fs::read_to_string(export(&library, &["decisions", "--links", "--format", "csv"], "links.csv")).unwrap();
    assert!(links.starts_with("\u{FEFF}会議,開催日,決定番号,"));
}

#[test]
fn minutes_are_written_in_every_form() {
    let Some(library) = library() else { return };
    let meeting = meeting(&library);
    for format in ["docx", "txt", "md", "html", "json", "akn", "speeches"] {
        let file = export(&library, &["minutes", &meeting, "--format", format], "minutes");
        assert!(std::fs::metadata(&file).unwrap().len() > 100, "{format}");
    }
    let old =
        std::fs::read(export(&library, &["minutes", &meeting, "--format", "txt", "--encoding", "cp932"], "old.txt"))
            .unwrap();
    assert!(!encoding_rs::SHIFT_JIS.decode_without_bom_handling(&old).1);
    let refused = library.run(["export", "minutes", &meeting, "--format", "exe", "-o", "x"]);
    assert_eq!(refused.status, Some(2), "{refused}");
}

#[test]
fn many_meetings_are_written_with_their_hashes_or_not_at_all() {
    let Some(library) = library() else { return };
    let folder = export(&library, &["minutes", "--fiscal-year", "R4", "--format", "txt,json"], "many");
    let sums = std::fs::read_to_string(folder.join("SHA256SUMS.txt")).unwrap();
    let files = std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(sums.lines().count() + 1, files);
    assert!(files > 4 && sums.lines().all(|line| line.split("  ").next().is_some_and(|hash| hash.len() == 64)));
    let names: Vec<&str> = sums.lines().filter_map(|line| line.split("  ").nth(1)).collect();
    assert!(names.iter().all(|name| folder.join(name).is_file()), "{names:?}");
    let refused = library.run(["export", "minutes", &meeting(&library), "ない会議", "--format", "txt", "-o", "none"]);
    assert_eq!(refused.status, Some(3), "{refused}");
    assert!(!library.folder().join("none").exists());
}

#[test]
fn every_list_can_be_printed() {
    let Some(library) = library() else { return };
    for (what, says) in [
        (vec!["decisions"], "決定事項一覧"),
        (vec!["decisions", "--by-meeting"], "会議別決定事項"),
        (vec!["initiatives"], "工程表"),
        (vec!["progress"], "進捗状況"),
        (vec!["follow-ups"], "宿題一覧"),
        (vec!["search", "窓口"], "検索結果"),
    ] {
        let file = export(&library, &[what.as_slice(), &["--format", "pdf"]].concat(), "list.pdf");
        assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"), "{what:?}");
        if place::has_tool("pdftotext", "poppler-utils") {
            let printed = answer(Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&file).arg("-"));
            assert!(folded(&printed.out).contains(&folded(says)), "{what:?}: {printed}");
        }
    }
    let refused = library.run(["export", "decisions", "--links", "--format", "pdf", "-o", "ties.pdf"]);
    assert_eq!(refused.status, Some(2), "{refused}");
}
