//! A thousand files taken in, beside what a program does that only reads lines and stores each with
//! a commit of its own. Both in one run, on the same files, on the same disk.
//!
//! Ours reads and understands each file, keeps the original, writes the change log, and has the
//! index up to date at the end. The other one does nothing of that.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark stops where something is wrong")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gijicho_app::api::Nothing;
use gijicho_app::api::import::OnDuplicate;
use gijicho_app::api::intake::{IntakeRun, IntakeState, IntakeTarget};
use gijicho_app::api::search::SearchRequest;
use gijicho_app::{App, Opening};

/// Files taken in.
const FILES: usize = 1_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let files = files(folder.path());
    let bytes: u64 = files.iter().map(|file| file.metadata().unwrap().len()).sum();
    println!("{FILES} files, {:.1} MB of text\n", bytes_to_mb(bytes));
    println!("{:<44} {:>10} {:>12} {:>10}", "", "seconds", "files/s", "rows");
    let (plain, rows) = lines_one_by_one(&files, &folder.path().join("plain.db"));
    line("lines read, each stored with a commit", plain, rows);
    let (ours, rows) = ours(&files, &folder.path().join("library"));
    line("taken in, change log and index on", ours, rows);
    let (again, _) = self::again(&files, &folder.path().join("library"));
    line("the same again, all there already", again, 0);
    println!("\n{:.1} times as fast", plain.as_secs_f64() / ours.as_secs_f64());
}

fn line(what: &str, took: Duration, rows: usize) {
    #[expect(clippy::cast_precision_loss, reason = "a thousand is exact")]
    let rate = FILES as f64 / took.as_secs_f64();
    println!("{what:<44} {:>10.2} {rate:>12.0} {rows:>10}", took.as_secs_f64());
}

#[expect(clippy::cast_precision_loss, reason = "for people")]
fn bytes_to_mb(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// The sample minutes over and over, each with a line of its own, so that no two are the same file.
fn files(folder: &Path) -> Vec<PathBuf> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/samples/minutes");
    let mut texts: Vec<PathBuf> = std::fs::read_dir(samples).unwrap().map(|entry| entry.unwrap().path()).collect();
    texts.sort();
    let texts: Vec<String> = texts.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let made = (0..FILES).map(|number| {
        let path = folder.join(format!("{number:04}.txt"));
        let text = format!("{}\n以上で、記録の{number}を終える。\n", texts[number % texts.len()].trim_end());
        std::fs::write(&path, text).unwrap();
        path
    });
    made.collect()
}

fn lines_one_by_one(files: &[PathBuf], database: &Path) -> (Duration, usize) {
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
        let text = std::fs::read_to_string(file).unwrap();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
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

fn ours(files: &[PathBuf], library: &Path) -> (Duration, usize) {
    let started = Instant::now();
    let app = App::open(Some(library), None, Opening::Create).unwrap();
    let report = app.intake_run(request(files, OnDuplicate::KeepBoth)).unwrap();
    assert_eq!(report.count(IntakeState::Imported), FILES);
    // A search waits for the index, so this is the end of the work.
    let found = app.search(SearchRequest { query: "記録".to_owned(), ..SearchRequest::default() }).unwrap();
    let took = started.elapsed();
    assert!(found.total > 0);
    let counts = app.library_status(Nothing {}).unwrap().counts;
    (took, counts.remarks as usize)
}

fn again(files: &[PathBuf], library: &Path) -> (Duration, usize) {
    let started = Instant::now();
    let app = App::open(Some(library), None, Opening::Existing).unwrap();
    let report = app.intake_run(request(files, OnDuplicate::Skip)).unwrap();
    let skipped = report.count(IntakeState::Skipped);
    assert_eq!(skipped, FILES);
    (started.elapsed(), skipped)
}
