//! Tables of cells from comma- or tab-separated text.
//!
//! Invariants: rows keep their order and their line in the source; cells are trimmed, nothing else
//! is changed; a row of any number of cells is read.

use ::csv::{ReaderBuilder, StringRecord};

use crate::line::is_space;
use crate::{ImportError, MAX_LINES};

/// A row of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The line it begins on, from 1.
    pub(crate) line: u32,
    /// Trimmed cells.
    pub(crate) cells: Vec<String>,
}

impl Row {
    /// A cell, empty where the row is shorter.
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The cells that hold something.
    pub(crate) fn filled(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty())
    }
}

/// Reads rows; empty ones are left out.
pub(crate) fn rows(text: &str) -> Result<Vec<Row>, ImportError> {
    rows_up_to(text, MAX_LINES).and_then(|rows| match rows.len() {
        len if len > MAX_LINES => Err(ImportError::TooManyLines { lines: len, limit: MAX_LINES }),
        _ => Ok(rows),
    })
}

/// The first rows: enough to see what a file is.
pub(crate) fn first_rows(text: &str, count: usize) -> Vec<Row> {
    rows_up_to(text, count).unwrap_or_default()
}

fn rows_up_to(text: &str, most: usize) -> Result<Vec<Row>, ImportError> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record
            .map_err(|error| ImportError::BadTable { line: error.position().map_or(0, ::csv::Position::line) })?;
        let row = row(&record);
        if row.filled().next().is_some() {
            rows.push(row);
        }
        if rows.len() > most {
            break;
        }
    }
    Ok(rows)
}

fn row(record: &StringRecord) -> Row {
    let line = record.position().map_or(0, ::csv::Position::line);
    let cells = record.iter().map(|cell| cell.trim_matches(is_space).to_owned()).collect();
    Row { line: u32::try_from(line).unwrap_or(u32::MAX), cells }
}

/// A tab where the first lines have more of them than commas.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().take(20);
    let (tabs, commas) = head
        .fold((0, 0), |(tabs, commas), line| (tabs + line.matches('\t').count(), commas + line.matches(',').count()));
    if tabs > commas { b'\t' } else { b',' }
}
