//! The same minutes in other dress: wrapped, with other blank lines, marks, brackets, digits, line
//! ends, indents and page numbers. What they say does not change.

#![allow(clippy::unwrap_used, clippy::format_collect, reason = "a test may stop at once, and need not be fast")]

use std::path::{Path, PathBuf};

use gijicho_import::{Hints, Kind, import};
use gijicho_model::Register;
use gijicho_model::draft::{Draft, MinutesDraft};
use gijicho_model::fold::squeezed;

/// A change of dress.
type Dress = (&'static str, fn(&str) -> String);

const DRESSES: &[Dress] = &[
    ("CRLF", |text| text.replace('\n', "\r\n")),
    ("full-width digits", |text| text.chars().map(full_width).collect()),
    ("half-width digits", |text| text.chars().map(half_width).collect()),
    ("indented", |text| text.lines().map(|line| format!("　{line}\n")).collect()),
    ("spaces at the ends", |text| text.lines().map(|line| format!("{line}　 \n")).collect()),
    ("doubled blank lines", |text| text.replace("\n\n", "\n\n\n")),
    ("no blank lines", |text| {
        text.lines().filter(|line| !line.trim().is_empty()).flat_map(|line| [line, "\n"]).collect()
    }),
    ("other circles", |text| text.replace('○', "◯")),
    ("page numbers", pages),
    ("wrapped at 40", |text| wrapped(text, 40)),
    ("wrapped at 30", |text| wrapped(text, 30)),
    ("squares for angles", |text| text.replace('【', "［").replace('】', "］")),
    ("letter-spaced labels", |text| {
        text.replace("日時", "日　時").replace("場所", "場　所").replace("出席者", "出 席 者")
    }),
];

fn full_width(c: char) -> char {
    if c.is_ascii_digit() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c }
}

fn half_width(c: char) -> char {
    if matches!(c, '０'..='９') { char::from_u32(c as u32 - 0xFEE0).unwrap() } else { c }
}

/// Long lines broken hard, as a margin does.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        for (place, c) in line.chars().enumerate() {
            if place > 0 && place % width == 0 {
                out.push('\n');
            }
            out.push(c);
        }
        out.push('\n');
    }
    out
}

/// A page ends after every twentieth line.
fn pages(text: &str) -> String {
    let page = |at: usize| if at % 20 == 19 { format!("- {} -\n", at / 20 + 1) } else { String::new() };
    text.lines().enumerate().map(|(at, line)| format!("{line}\n{}", page(at))).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// Every house and sample that is UTF-8.
fn documents() -> Vec<(String, String)> {
    let mut documents = Vec::new();
    for folder in ["tests/houses", "assets/samples/minutes"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            if path.extension().is_some_and(|kind| kind == "txt")
                && let Ok(text) = String::from_utf8(std::fs::read(&path).unwrap())
                && !text.contains('\u{1B}')
            {
                documents.push((name, text.replace("\r\n", "\n")));
            }
        }
    }
    documents.sort();
    documents
}

fn read(text: &str) -> MinutesDraft {
    let register = Register::default();
    let hints = Hints {
        file_name: "x.txt",
        kind: Some(Kind::Minutes),
        encoding: None,
        register: &register,
        choices: &[],
        columns: None,
    };
    match import(text.as_bytes(), &hints).map(|imported| imported.draft) {
        Ok(Draft::Minutes(draft)) => draft,
        _ => MinutesDraft::default(),
    }
}

/// What minutes say: when, on what, who spoke, what was decided.
fn said(draft: &MinutesDraft) -> Vec<String> {
    let meeting = &draft.meeting;
    let mut said =
        vec![format!("{:?} {:?} {:?} {:?}", meeting.held_on, meeting.starts_at, meeting.ends_at, meeting.ordinal)];
    said.extend(draft.agenda.iter().map(|item| format!("item {} {}", item.number, squeezed(&item.title))));
    said.extend(draft.remarks.iter().map(|remark| {
        let speaker = remark.speaker.as_ref().map_or(String::new(), |speaker| squeezed(&speaker.printed));
        format!("{:?} {speaker} {:?}", remark.agenda, remark.note.as_deref().map(squeezed))
    }));
    said.extend(draft.decisions.iter().map(|decision| format!("decided {} {:?}", decision.agenda, decision.outcome)));
    said
}

/// Where a dress takes away what alone told: a name, a bill or a signature that a margin cuts in two,
/// a document on one line. A line goes when it is mended; none comes.
const OPEN: &[&str] = &[
    "captioned-results: wrapped at 30",
    "committee-diamonds: wrapped at 30",
    "committee-diamonds: wrapped at 40",
    "council-with-press: wrapped at 30",
    "council-with-press: wrapped at 40",
    "fallen-letters: no blank lines",
    "glued-speakers: wrapped at 30",
    "glued-speakers: wrapped at 40",
    "hanging-lines: wrapped at 30",
    "narrative: wrapped at 30",
    "one-line: wrapped at 30",
    "one-line: wrapped at 40",
    "results-before-talk: wrapped at 30",
    "ruled-columns: wrapped at 30",
    "sections-and-posts: wrapped at 30",
    "signed-at-the-end: wrapped at 30",
    "signed-at-the-end: wrapped at 40",
    "speaker-table: wrapped at 30",
    "trailing-speakers: wrapped at 30",
    "trailing-speakers: wrapped at 40",
    "two-days: wrapped at 30",
    "wide-gaps: wrapped at 30",
];

#[test]
fn another_dress_changes_nothing() {
    let mut wrong = Vec::new();
    for (name, text) in documents() {
        let plain = said(&read(&text));
        for (dress, put_on) in DRESSES {
            let found = said(&read(&put_on(&text)));
            let case = format!("{name}: {dress}");
            if found != plain && !OPEN.contains(&case.as_str()) {
                let place = found.iter().zip(&plain).position(|(a, b)| a != b).unwrap_or(found.len().min(plain.len()));
                wrong.push(format!("{case}: {:?} should be {:?}", found.get(place), plain.get(place)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} changes\n{wrong:#?}", wrong.len());
}
