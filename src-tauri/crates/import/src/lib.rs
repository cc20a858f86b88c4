//! From the bytes of a file to a draft that a person settles.
//!
//! *Formats* turn bytes into a [`source`] of lines and cells ([`formats`], one file each); *kinds*
//! read a source and know what a document of that kind looks like ([`kinds`], one folder each). A
//! new format needs no change in a kind, and the other way round.
//!
//! Invariants:
//! - Pure: no IO, no clock. The same bytes and hints give the same draft.
//! - Nothing is lost: every character of the source stands in a field, is layout by a named rule,
//!   or is listed as unplaced. Text is kept as printed; folding serves comparison alone.
//! - Nothing is invented: decisions and follow-ups are proposals with a verbatim quotation.
//! - Any bytes are answered with a draft or an [`ImportError`], in time linear in their number.

pub mod compare;
mod error;
mod formats;
mod kinds;
mod likeness;
mod line;
pub mod register;
mod source;
mod speaker;

use gijicho_model::draft::{Draft, TableField};
use gijicho_model::people::Register;

pub use error::{Application, ImportError, Parts};
pub use formats::archive;
pub use formats::docx::review::{Review, ReviewChange, ReviewComment, review};
pub use kinds::signature;
pub use source::Format;

/// Most bytes that are read of one file of text.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;
/// Most bytes that are read of one file that can hold pictures: PDF, Word, Excel, an archive.
pub const MAX_FILE_BYTES: usize = 128 * 1024 * 1024;
/// Most lines that are read of one file.
pub const MAX_LINES: usize = 500_000;

/// What kind of document a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 議事概要・議事録
    Minutes,
    /// 年次計画
    Plan,
    /// 進捗状況
    Progress,
    /// 文字起こし: what a recorder or a meeting tool wrote down, with times
    Transcript,
}

/// What a person has said of a line: the rest is read again around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LineChoice {
    /// The line, from 1.
    pub line: u32,
    /// What it is.
    pub role: ChosenRole,
}

/// What a person can say that a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChosenRole {
    /// 頭書: part of the head.
    Header,
    /// 議題: begins an item of the agenda.
    Agenda,
    /// 発言者: begins a remark.
    Speaker,
    /// 本文: begins a paragraph of the remark above.
    Body,
    /// 続き: goes on with the line above.
    Continuation,
    /// 場面: tells what happened.
    Scene,
    /// 無視: layout, left out.
    Ignored,
}

/// What is known of a file beside its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Hints<'a> {
    /// Its name, without folders.
    pub file_name: &'a str,
    /// The kind a person has chosen; else it is told from the contents.
    pub kind: Option<Kind>,
    /// The encoding a person has chosen (a WHATWG label such as `shift_jis`); else it is detected.
    pub encoding: Option<&'a str>,
    /// Who held which post.
    pub register: &'a Register,
    /// What a person has said of single lines, in any order.
    pub choices: &'a [LineChoice],
    /// What a person has said of the columns of a table, from the left; `None` leaves a column to
    /// the guess. Kept by its [`signature`], it serves next year's table, too.
    pub columns: Option<&'a [Option<TableField>]>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The encoding it was read in: `UTF-8`, `Shift_JIS` …
    pub encoding: &'static str,
    /// What the file was.
    pub format: Format,
    /// What was made of it.
    pub draft: Draft,
    /// The page of each line, from 1; empty for a format without pages.
    pub pages: Vec<u32>,
}

/// The lines of a file, as they stand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// What the file was.
    pub format: Format,
    /// The encoding it was read in.
    pub encoding: &'static str,
    /// Its lines in the order of reading, each with its page, from 1; 0 where there are no pages.
    /// A row of a table is a line, its cells apart by tabs.
    pub lines: Vec<(u32, String)>,
}

/// Reads the lines of a file of any kind: to find words in a document that was attached, or to show
/// it beside what was made of it.
pub fn text_of(bytes: &[u8], hints: &Hints<'_>) -> Result<SourceText, ImportError> {
    let source = formats::read(bytes, hints)?;
    let lines = line::split(&source)?;
    let lines = lines.into_iter().map(|line| (line.shape.page, line.source.to_owned())).collect();
    Ok(SourceText { format: source.format, encoding: source.encoding, lines })
}

/// The rows of a file that is nothing but a table, cell by cell: a register of people, say. Of a
/// workbook with several sheets the first with anything in it; a merged cell stands in the first of
/// its places.
pub fn rows(bytes: &[u8], hints: &Hints<'_>) -> Result<Vec<Vec<String>>, ImportError> {
    let source = formats::read(bytes, hints)?;
    if let Some(table) = source.tables.iter().find(|table| !table.rows.is_empty()) {
        let cells = |row: &source::Row| row.cells.iter().map(|cell| cell.text().to_owned()).collect();
        return Ok(table.rows.iter().map(cells).collect());
    }
    Ok(formats::csv::rows(&source.text, MAX_LINES)?.into_iter().map(|row| row.cells).collect())
}

/// Splits a speaker as printed into name and post, and says whether a person should look at it.
pub fn split_speaker(printed: &str, register: &Register) -> (gijicho_model::Speaker, bool) {
    let split = speaker::Speakers::new(register).split(printed);
    (split.speaker, split.is_unsure)
}

/// Reads a file.
pub fn import(bytes: &[u8], hints: &Hints<'_>) -> Result<Imported, ImportError> {
    let source = formats::read(bytes, hints)?;
    let mut draft = kinds::read(&source, hints)?;
    match &mut draft {
        Draft::Minutes(draft) => draft.warnings.extend(source.warnings),
        Draft::Plan(draft) | Draft::Progress(draft) => draft.warnings.extend(source.warnings),
    }
    let pages: Vec<u32> = source.shapes.iter().map(|shape| shape.page).collect();
    let pages = if pages.iter().all(|page| *page == 0) { Vec::new() } else { pages };
    Ok(Imported { encoding: source.encoding, format: source.format, draft, pages })
}
