//! Every format, from bytes that the tests write: what is read, in which order, and what is left out.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::format_collect, clippy::format_push_string, reason = "what is written here is small")]

mod archive;
mod docx;
mod hostile;
mod html;
mod markdown;
mod pdf;
mod same_draft;
mod write;
mod xlsx;

use gijicho_import::{Hints, ImportError, Imported, SourceText, import, text_of};
use gijicho_model::draft::{Draft, LineRole, MinutesDraft};
use gijicho_model::people::Register;

/// The minutes that every format is made of.
const MINUTES: &str = include_str!("../documents/printed-form.txt");

fn with_hints<T>(file_name: &str, read: impl FnOnce(&Hints<'_>) -> T) -> T {
    let register = Register::default();
    read(&Hints { file_name, kind: None, encoding: None, register: &register, choices: &[], columns: None })
}

fn read(bytes: &[u8], file_name: &str) -> Result<Imported, ImportError> {
    with_hints(file_name, |hints| import(bytes, hints))
}

fn source(bytes: &[u8]) -> Result<SourceText, ImportError> {
    with_hints("a", |hints| text_of(bytes, hints))
}

/// The lines of a file that hold text.
fn lines(bytes: &[u8]) -> Vec<String> {
    let lines = source(bytes).unwrap().lines.into_iter().map(|(_, line)| line);
    lines.filter(|line| !line.trim().is_empty()).collect()
}

fn minutes(bytes: &[u8], file_name: &str) -> MinutesDraft {
    match read(bytes, file_name).unwrap().draft {
        Draft::Minutes(draft) => draft,
        Draft::Plan(_) | Draft::Progress(_) => panic!("no minutes"),
    }
}

/// The lines that were left out by a named rule.
fn left_out(draft: &MinutesDraft) -> Vec<&str> {
    draft.lines.iter().filter(|line| line.role == LineRole::Layout).map(|line| line.text.as_str()).collect()
}

/// What a draft says, without where it says it, and without the spaces and the two ways of writing a
/// wave and a minus in which formats differ.
fn essence(draft: &MinutesDraft) -> serde_json::Value {
    let mut draft = draft.clone();
    draft.lines.clear();
    draft.warnings.clear();
    draft.unplaced.clear();
    draft.coverage = gijicho_model::draft::Coverage::default();
    draft.agenda.iter_mut().for_each(|item| item.lines = [0; 2]);
    for remark in &mut draft.remarks {
        remark.lines = [0; 2];
        remark.block_lines.clear();
    }
    let json = serde_json::to_string(&draft).unwrap();
    serde_json::from_str(&json.replace([' ', '\u{3000}'], "").replace('〜', "～").replace('−', "－")).unwrap()
}
