//! The same minutes in every format in which we or an office program write them: read back, they are
//! the draft that the text is.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use gijicho_tests::command_line::{Library, answer};
use gijicho_tests::{gold, place};
use serde_json::Value;

/// Writes what an office program makes of Word files as PDF beside them. False where there is none.
fn print_by_office(library: &Library, files: &[PathBuf]) -> bool {
    if Command::new("soffice").arg("--version").output().is_err() {
        println!("skipped: soffice is not on this machine");
        return false;
    }
    let home = format!("-env:UserInstallation=file://{}", library.folder().join("office").display());
    let mut office = Command::new("soffice");
    office.args([home.as_str(), "--headless", "--convert-to", "pdf", "--outdir"]).arg(library.folder()).args(files);
    let answer = answer(&mut office);
    assert!(files.iter().all(|file| file.with_extension("pdf").is_file()), "{answer}");
    true
}

/// The text of minutes in the encoding of old machines, where it can hold it.
fn as_cp932(text: &str) -> Option<Vec<u8>> {
    let (bytes, _, is_lossy) = encoding_rs::SHIFT_JIS.encode(text);
    (!is_lossy).then(|| bytes.into_owned())
}

/// Writes a document in every format; gives back its files, the one for the office program last.
fn written(library: &Library, text: &Path, number: usize) -> Vec<PathBuf> {
    let meeting = library.json([OsStr::new("import"), text.as_os_str()]);
    let id = meeting["meeting"]["id"].as_str().unwrap_or_else(|| panic!("{meeting}")).to_owned();
    let mut files = Vec::new();
    for format in ["pdf", "html", "md", "docx"] {
        let name = if format == "docx" { format!("word-{number}") } else { format!("own-{number}") };
        let file = library.folder().join(format!("{name}.{format}"));
        library.done(["export", "minutes", &id, "--format", format, "-o", file.to_str().unwrap()]);
        files.push(file);
    }
    files
}

/// Reads each document in every dress and compares it with what its text says.
fn check(texts: &[PathBuf]) {
    let Some(library) = Library::new() else { return };
    let mut wrong = Vec::new();
    let (mut of_word, mut expected) = (Vec::new(), Vec::new());
    let mut compare = |file: &Path, notes: &Value| {
        let found = gold::differences(&library.draft(file), notes);
        let name = file.file_name().unwrap_or_default().display();
        wrong.extend(found.into_iter().map(|difference| format!("{name}: {difference}")));
    };
    for (number, text) in texts.iter().enumerate() {
        let notes = gold::notes(&library.draft(text));
        let files = written(&library, text, number);
        if let Some(bytes) = as_cp932(&std::fs::read_to_string(text).unwrap()) {
            compare(&library.file(&format!("cp932-{number}.txt"), bytes), &notes);
        }
        for file in &files {
            compare(file, &notes);
        }
        of_word.extend(files.last().cloned());
        expected.push(notes);
    }
    if print_by_office(&library, &of_word) {
        for (file, notes) in of_word.iter().zip(&expected) {
            compare(&file.with_extension("pdf"), notes);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sample_minutes_say_the_same_in_every_format() {
    check(&place::sample_minutes().into_iter().step_by(8).take(3).collect::<Vec<_>>());
}

#[test]
fn published_minutes_say_the_same_in_every_format() {
    let seeds = ["001_8b7134eadf3b3765.txt", "003_acf9ea6dad0b912a.txt", "004_d1f4932083dd1277.txt"];
    let found: Option<Vec<PathBuf>> = seeds.iter().map(|seed| place::shared(&format!("seeds/{seed}"))).collect();
    if let Some(texts) = found {
        check(&texts);
    }
}
