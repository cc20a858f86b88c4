//! Paper, as whole processes: one meeting, fifty in a volume, two hundred pages; ours beside
//! LibreOffice (from our Word file), WeasyPrint and Chromium (from our page), where they are installed.
//!
//! Every process is started afresh, reads one file and writes one PDF. Its peak memory is what GNU
//! time says: the largest of the processes that it starts, not their sum.

#![allow(clippy::unwrap_used)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

use gijicho_export::volume::Cover;
use gijicho_export::{DocxOptions, Form, PdfOptions, docx, html, minutes, pdf, volume};
use gijicho_model::MeetingRecord;

/// The argument that makes this program a process to be measured: RECORDS.json OUT.pdf follow.
const SET: &str = "--set";
/// Runs of each process; the middle one counts.
const RUNS: usize = 3;
const GNU_TIME: &str = "/usr/bin/time";

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [SET, records, out] = arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        return set(Path::new(records), Path::new(out));
    }
    let folder = env::temp_dir().join(format!("gijicho-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    println!("{:<24} {:<14} {:>7} {:>10} {:>10}", "", "", "pages", "s", "peak MB");
    let long = meeting(1_150);
    for (name, records) in [
        ("one meeting", vec![meeting(20)]),
        ("a volume of 50", (0..50).map(|_| meeting(20)).collect()),
        ("200 pages", vec![long]),
    ] {
        measure_all(name, &records, &folder);
    }
    fs::remove_dir_all(&folder).unwrap();
}

/// A meeting with so many remarks more than the sample, each of about 200 characters.
fn meeting(remarks: usize) -> MeetingRecord {
    let mut record = common::record();
    let item = common::item(&mut record, "3", "議題３", "窓口の見直しの進め方について");
    for i in 0..remarks {
        let words = format!("{i}番目の意見として、窓口の見直しは県民の側から順に考えるべきである。").repeat(6);
        let (mark, speaker) =
            if i % 2 == 0 { ("☆", "鳴海県民生活部長") } else { ("●", "西浜業務改善課長") };
        common::say(&mut record, Some(item), mark, speaker, None, &words);
    }
    record
}

/// Sets one meeting, or a volume of more, as PDF.
fn set(records: &Path, out: &Path) {
    let records: Vec<MeetingRecord> = serde_json::from_slice(&fs::read(records).unwrap()).unwrap();
    let made = if let [record] = records.as_slice() {
        pdf(minutes(record), &PdfOptions::default())
    } else {
        let cover = Cover { title: "議事概要集".into(), issuer: String::new(), dated: records[0].meeting.held_on };
        pdf(volume(&records, &cover, &Form::default()), &PdfOptions::default())
    };
    fs::write(out, made.unwrap().bytes).unwrap();
}

fn measure_all(name: &str, records: &[MeetingRecord], folder: &Path) {
    let at = |file: &str| folder.join(file).display().to_string();
    fs::write(at("minutes.json"), serde_json::to_vec(records).unwrap()).unwrap();
    let program = env::current_exe().unwrap();
    let ours = Process::new(&program.display().to_string(), &[SET, &at("minutes.json"), &at("ours.pdf")]);
    report(name, "ours", &ours, &folder.join("ours.pdf"));
    // A volume is one file for us; the others are given one document that holds as much.
    let document = minutes(&as_one(records));
    fs::write(at("minutes.docx"), docx::docx(&document, &DocxOptions::default()).unwrap()).unwrap();
    fs::write(at("minutes.html"), html::html(&document)).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", at("profile"));
    let print = format!("--print-to-pdf={}", at("chromium.pdf"));
    let page = format!("file://{}", at("minutes.html"));
    let peers = [
        (
            "LibreOffice",
            Process::new(
                "soffice",
                &[&profile, "--headless", "--convert-to", "pdf", "--outdir", &at(""), &at("minutes.docx")],
            ),
            "minutes.pdf",
        ),
        ("WeasyPrint", Process::new("weasyprint", &[&at("minutes.html"), &at("weasyprint.pdf")]), "weasyprint.pdf"),
        (
            "Chromium",
            Process::new("chromium", &["--headless", "--no-sandbox", "--disable-gpu", &print, &page]),
            "chromium.pdf",
        ),
    ];
    for (peer, process, out) in peers {
        report(name, peer, &process, &folder.join(out));
    }
}

/// The remarks of all meetings under the first one's heading.
fn as_one(records: &[MeetingRecord]) -> MeetingRecord {
    let mut one = records[0].clone();
    one.remarks.extend(records.iter().skip(1).flat_map(|record| record.remarks.clone()));
    one
}

/// A program with what it is asked.
struct Process {
    program: String,
    arguments: Vec<String>,
}

impl Process {
    fn new(program: &str, arguments: &[&str]) -> Self {
        Self { program: program.to_owned(), arguments: arguments.iter().map(|text| (*text).to_owned()).collect() }
    }

    /// Seconds and peak memory in MB; `None` where it is not installed or fails.
    fn run(&self) -> Option<(f64, f64)> {
        let begun = Instant::now();
        let mut command = if Path::new(GNU_TIME).exists() {
            let mut timed = Command::new(GNU_TIME);
            timed.args(["-f", "%M", &self.program]);
            timed
        } else {
            Command::new(&self.program)
        };
        let done = command.args(&self.arguments).stdin(Stdio::null()).output().ok()?;
        let seconds = begun.elapsed().as_secs_f64();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        let kilobytes = said.lines().next_back().and_then(|line| line.trim().parse::<f64>().ok());
        done.status.success().then(|| (seconds, kilobytes.map_or(f64::NAN, |kilobytes| kilobytes / 1024.0)))
    }
}

/// Prints the run in the middle of [`RUNS`].
fn report(name: &str, by: &str, process: &Process, out: &Path) {
    let _ = fs::remove_file(out);
    let mut runs: Vec<(f64, f64)> = (0..RUNS).map_while(|_| process.run()).collect();
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    match runs.get(runs.len() / 2) {
        Some((seconds, megabytes)) if out.exists() => {
            println!("{name:<24} {by:<14} {:>7} {seconds:>10.2} {megabytes:>10.0}", pages(out));
        }
        _ => println!("{name:<24} {by:<14} not installed, or it failed"),
    }
}

/// The pages of a PDF, as poppler counts them; `?` without it.
fn pages(file: &Path) -> String {
    let told = Command::new("pdfinfo").arg(file).output();
    let told = told.map(|done| String::from_utf8_lossy(&done.stdout).into_owned()).unwrap_or_default();
    told.lines().find_map(|line| line.strip_prefix("Pages:")).map_or("?", str::trim).to_owned()
}
