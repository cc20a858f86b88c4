//! A thousand files taken in, beside what a program does that only stores their lines: each row with
//! a commit of its own, and for PDF with `pdftotext` before it. Both in one run, on the same files, on
//! the same disk.
//!
//! | variable | meaning |
//! |---|---|
//! | `GIJICHO_BENCH_FILES` | how many files are taken in: 1000 |
//!
//! Ours reads and understands each file, keeps the original, writes the change log, and has the
//! index up to date at the end. The other one does nothing of that. Its writes are as safe as ours:
//! a commit is on the disk before the next one begins.

#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a benchmark stops where something is wrong, and is for people to read"
)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use gijicho_app::api::Nothing;
use gijicho_app::api::export::ExportMany;
use gijicho_app::api::import::OnDuplicate;
use gijicho_app::api::intake::{IntakeRun, IntakeState, IntakeTarget};
use gijicho_app::api::paper::PrintOptions;
use gijicho_app::api::search::SearchRequest;
use gijicho_app::{App, Opening};

fn main() {
    let named = std::env::var("GIJICHO_BENCH_FILES").ok().and_then(|text| text.parse().ok());
    let count = named.unwrap_or(1_000);
    let folder = tempfile::tempdir().unwrap();
    let samples = samples();

    let texts: Vec<Vec<u8>> = samples.iter().map(|path| std::fs::read(path).unwrap()).collect();
    let lines = |path: &Path| std::fs::read_to_string(path).unwrap();
    compare("text", &multiplied(&texts, "txt", folder.path(), count), &folder.path().join("of text"), lines);

    if Command::new("pdftotext").arg("-v").output().is_err() {
        println!("\nPDF is left out: there is no pdftotext (Debian: poppler-utils)");
        return;
    }
    let papers = printed(&samples, &folder.path().join("printed"));
    let lines = |path: &Path| {
        let output = Command::new("pdftotext").arg(path).arg("-").output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    compare("PDF", &multiplied(&papers, "pdf", folder.path(), count), &folder.path().join("of PDF"), lines);
}

/// Both programs on the same files.
fn compare(kind: &str, files: &[PathBuf], folder: &Path, lines: impl Fn(&Path) -> String) {
    std::fs::create_dir(folder).unwrap();
    let bytes: u64 = files.iter().map(|file| file.metadata().unwrap().len()).sum();
    println!("\n{} files of {kind}, {:.1} MB", files.len(), bytes as f64 / 1e6);
    println!("{:<44} {:>10} {:>12} {:>10}", "", "seconds", "files/s", "rows");
    let row = |what: &str, took: Duration, rows: usize| {
        let rate = files.len() as f64 / took.as_secs_f64();
        println!("{what:<44} {:>10.2} {rate:>12.0} {rows:>10}", took.as_secs_f64());
    };
    let (plain, rows) = lines_one_by_one(files, &folder.join("plain.db"), lines);
    row("lines stored, each with a commit", plain, rows);
    let (ours, rows) = taken_in(files, &folder.join("library"));
    row("taken in, change log and index on", ours, rows);
    let (again, _) = taken_in_again(files, &folder.join("library"));
    row("the same again, all there already", again, 0);
    println!("{:.1} times as fast", plain.as_secs_f64() / ours.as_secs_f64());
}

/// The sample minutes.
fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/samples/minutes");
    let mut samples: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    samples.sort();
    samples
}

/// The sample minutes as they are printed.
fn printed(samples: &[PathBuf], folder: &Path) -> Vec<Vec<u8>> {
    let app = App::open(Some(&folder.join("library")), None, Opening::Create).unwrap();
    let report = app.intake_run(request(samples, OnDuplicate::KeepBoth)).unwrap();
    assert_eq!(report.count(IntakeState::Imported), samples.len());
    let paper = folder.join("paper");
    let wanted = ExportMany {
        meetings: Vec::new(),
        fiscal_year: None,
        formats: vec!["pdf".to_owned()],
        folder: paper.display().to_string(),
        print: PrintOptions::default(),
        encoding: String::new(),
    };
    let written = app.export_many(wanted).unwrap();
    written.files.iter().map(|file| std::fs::read(paper.join(&file.name)).unwrap()).collect()
}

/// The files over and over, each with a last line of its own, so that no two are the same file.
fn multiplied(contents: &[Vec<u8>], ending: &str, folder: &Path, count: usize) -> Vec<PathBuf> {
    let comment = if ending == "pdf" { "%" } else { "" };
    let made = contents.iter().cycle().take(count).enumerate().map(|(number, content)| {
        let path = folder.join(format!("{number:04}.{ending}"));
        let end = format!("\n{comment}以上で、記録の{number}を終える。\n");
        std::fs::write(&path, [content.as_slice(), end.as_bytes()].concat()).unwrap();
        path
    });
    made.collect()
}

fn lines_one_by_one(files: &[PathBuf], database: &Path, lines: impl Fn(&Path) -> String) -> (Duration, usize) {
    let started = Instant::now();
    let connection = rusqlite::Connection::open(database).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    connection
        .execute_batch("CREATE TABLE line (file TEXT NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL)")
        .unwrap();
    let mut insert = connection.prepare("INSERT INTO line VALUES (?1, ?2, ?3)").unwrap();
    let mut rows = 0;
    for file in files {
        for (number, line) in lines(file).lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            insert.execute((file.display().to_string(), i64::try_from(number).unwrap(), line)).unwrap();
            rows += 1;
        }
    }
    (started.elapsed(), rows)
}

fn request(files: &[PathBuf], on_duplicate: OnDuplicate) -> IntakeRun {
    let target = |file: &PathBuf| IntakeTarget { path: file.display().to_string(), ..IntakeTarget::default() };
    let files = files.iter().map(target).collect();
    IntakeRun { files, on_duplicate: Some(on_duplicate), ..IntakeRun::default() }
}

fn taken_in(files: &[PathBuf], library: &Path) -> (Duration, usize) {
    let started = Instant::now();
    let app = App::open(Some(library), None, Opening::Create).unwrap();
    let report = app.intake_run(request(files, OnDuplicate::KeepBoth)).unwrap();
    assert_eq!(report.count(IntakeState::Imported), files.len());
    // A search waits for the index, so this is the end of the work.
    let found = app.search(SearchRequest { query: "記録".to_owned(), ..SearchRequest::default() }).unwrap();
    let took = started.elapsed();
    assert!(found.total > 0);
    let counts = app.library_status(Nothing {}).unwrap().counts;
    (took, counts.remarks as usize)
}

fn taken_in_again(files: &[PathBuf], library: &Path) -> (Duration, usize) {
    let started = Instant::now();
    let app = App::open(Some(library), None, Opening::Existing).unwrap();
    let report = app.intake_run(request(files, OnDuplicate::Skip)).unwrap();
    let skipped = report.count(IntakeState::Skipped);
    assert_eq!(skipped, files.len());
    (started.elapsed(), skipped)
}
