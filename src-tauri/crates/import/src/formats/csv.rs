//! Tables of cells from comma- or tab-separated text and from tables drawn with bars.
//!
//! Invariants: rows keep their order and their line in the source; cells are trimmed, nothing else
//! is changed; a row of any number of cells is read; a quotation that is never closed is no quotation.

use ::csv::{ReaderBuilder, StringRecord};

use crate::line::is_space;
use crate::{ImportError, MAX_LINES};

/// Most lines that a quoted cell may hold: one that holds more was never meant to be quoted.
const LONGEST_CELL: usize = 200;

/// A row of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The line it begins on, from 1.
    pub(crate) line: u32,
    /// The line it ends on.
    pub(crate) last_line: u32,
    /// Trimmed cells.
    pub(crate) cells: Vec<String>,
}

/// Reads rows; empty ones are left out.
pub(crate) fn rows(text: &str, most: usize) -> Result<Vec<Row>, ImportError> {
    let delimiter = delimiter(text);
    let quoted = read(text, most, delimiter, delimiter != b'|')?;
    let is_swallowed =
        |row: &Row| row.cells.iter().any(|cell| cell.matches('\n').nth(LONGEST_CELL.min(most)).is_some());
    let ends_open = text.matches('"').count() % 2 == 1;
    if ends_open || quoted.iter().any(is_swallowed) {
        return read(text, most, delimiter, false);
    }
    Ok(quoted)
}

fn read(text: &str, most: usize, delimiter: u8, quoting: bool) -> Result<Vec<Row>, ImportError> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(quoting)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record
            .map_err(|error| ImportError::BadTable { line: error.position().map_or(0, ::csv::Position::line) })?;
        let row = row(&record, delimiter, text);
        if row.cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(row);
        }
        if rows.len() > most {
            return Err(ImportError::TooManyLines { lines: rows.len(), limit: MAX_LINES });
        }
    }
    Ok(rows)
}

fn row(record: &StringRecord, delimiter: u8, text: &str) -> Row {
    let (line, byte) = record.position().map_or((0, 0), |position| (position.line(), position.byte()));
    // The position is that of the empty lines before the row.
    let before = usize::try_from(byte).ok().and_then(|byte| text.get(byte..)).unwrap_or("");
    let line = line
        + before.bytes().take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|byte| *byte == b'\n').count() as u64;
    let mut cells: Vec<String> = record.iter().map(|cell| cell.trim_matches(is_space).to_owned()).collect();
    if delimiter == b'|' {
        cells = without_bars(cells);
    }
    let breaks = record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    Row { line, last_line: line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX)), cells }
}

/// A drawn row has a bar at either end, and a rule of dashes under its headings.
fn without_bars(mut cells: Vec<String>) -> Vec<String> {
    if cells.len() > 2 && cells.first().is_some_and(String::is_empty) {
        cells.remove(0);
        if cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
    }
    cells
}

/// Whether a cell is a piece of the rule under drawn headings: `---`, `:--:`.
pub(crate) fn is_rule(cell: &str) -> bool {
    cell.len() >= 2 && cell.contains('-') && cell.bytes().all(|byte| matches!(byte, b'-' | b':'))
}

/// Bars where most of the first lines are drawn with them; a tab where there are more of them than commas.
fn delimiter(text: &str) -> u8 {
    let count = |line: &str, c: char| line.matches(c).count();
    let head = || text.lines().map(str::trim).filter(|line| !line.is_empty()).take(40);
    let drawn = head().filter(|line| line.starts_with('|') && count(line, '|') > 2).count();
    if drawn >= 2 {
        return b'|';
    }
    let (tabs, commas) =
        head().fold((0, 0), |(tabs, commas), line| (tabs + count(line, '\t'), commas + count(line, ',')));
    if tabs > commas { b'\t' } else { b',' }
}
